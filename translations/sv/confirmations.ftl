## Bekräftelser (src/confirmations): är det hen?

confirm-who = Är det { $name }?
confirm-is = Det är { $name }
confirm-is-not = Inte { $name }
keys-confirm = Bekräfta vem det är
keys-deny = Det är någon annan
done-confirmed = Bekräftat vem det är
done-rejected = Kontakten är borta från kortet
confirm-after-all = Det är { $name } ändå
because-not-them = { $name } har uppgiften, men det är någon annan.

matched-and-said = { $matched }, { $said }
said-confirmed = bekräftat { $when } av { $by }
said-proven = styrkt { $when } genom identitetskontroll
said-denied = men det var någon annan { $when }, enligt { $by }

match-confirmed = Bekräftat { $when } av { $by }
match-proven = Styrkt { $when } genom identitetskontroll
match-denied = Det var någon annan { $when }, enligt { $by }
match-open-request = Har ett öppet ärende
match-phone-invalid = På kortet som ett nummer som inte når någon
match-email-invalid = På kortet som en adress som inte når någon
match-handle-invalid = På kortet som ett användarnamn som inte når någon

## Delade nummer och adresser

shared-by = { $kind ->
    [phone] Numret
    [email] Adressen
   *[handle] Användarnamnet
  } används av { $n } { $who ->
    [people] personer
   *[customers] kunder
  }: även
shared-elsewhere = { $kind ->
    [phone] Numret
    [email] Adressen
   *[handle] Användarnamnet
  } finns på { $n ->
    [one] någon annans kort
   *[other] { $n } andras kort
  }:
shared-by-many = { $kind ->
    [phone] Numret
    [email] Adressen
   *[handle] Användarnamnet
  } används av fler än { $n } kunder.
shared-others = Vilka mer som har det
shared-all = Alla som har det
shared-switch = { $name }: kontakten blir deras
shared-too = Även
shared-more = och { $n } till
shared-many = Hos fler än { $n } kunder

verdict-confirmed = det är kunden
verdict-denied = det är någon annan
identity-method-stated = sagt i kontakten
identity-method-chosen = valt i kontakten
identity-method-identity-check = identitetskontroll
member-verdict = Vem det är
member-identifier = Nummer eller adress
change-of-confirmation = Bekräftelse
change-reject = borttagen från kortet
privacy-held-confirmations = Bekräftelser
privacy-purpose-confirmations = för att den som kontaktar oss ska kännas igen och ingen förväxlas med någon annan
conflict-confirmation-not-on-card = Numret eller adressen finns inte på kundens kort. Lägg till det på kortet och bekräfta sedan.
