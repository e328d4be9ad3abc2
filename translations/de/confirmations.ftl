## Bestätigungen (src/confirmations): Ist er oder sie es?

confirm-who = Ist es { $name }?
confirm-is = Es ist { $name }
confirm-is-not = Nicht { $name }
keys-confirm = Bestätigen, wer es ist
keys-deny = Es ist jemand anderes
done-confirmed = Bestätigt, wer es ist
done-rejected = Der Kontakt ist von der Karte genommen
confirm-after-all = Es ist doch { $name }
because-not-them = { $name } hat diese Angabe, aber es ist jemand anderes.

matched-and-said = { $matched }, { $said }
said-confirmed = bestätigt { $when } von { $by }
said-proven = { $when } durch Identitätsprüfung bestätigt
said-denied = aber { $when } war es jemand anderes, sagt { $by }

match-confirmed = Bestätigt { $when } von { $by }
match-proven = Bestätigt { $when } durch Identitätsprüfung
match-denied = War es { $when } nicht, sagt { $by }
match-open-request = Hat ein offenes Anliegen
match-phone-invalid = Auf der Karte als Nummer, die niemanden erreicht
match-email-invalid = Auf der Karte als Adresse, die niemanden erreicht
match-handle-invalid = Auf der Karte als Benutzername, der niemanden erreicht

## Geteilte Nummern und Adressen

shared-by = { $kind ->
    [phone] Diese Nummer
    [email] Diese Adresse
   *[handle] Diesen Benutzernamen
  } nutzen { $n } { $who ->
    [people] Personen
   *[customers] Kunden
  }: auch
shared-elsewhere = { $kind ->
    [phone] Diese Nummer
    [email] Diese Adresse
   *[handle] Dieser Benutzername
  } steht auf { $n ->
    [one] der Karte von jemand anderem
   *[other] den Karten von { $n } anderen
  }:
shared-by-many = { $kind ->
    [phone] Diese Nummer
    [email] Diese Adresse
   *[handle] Diesen Benutzernamen
  } nutzen mehr als { $n } Kunden.
shared-others = Wer sie noch hat
shared-all = Alle, die sie haben
shared-switch = { $name }: Kontakt dorthin geben
shared-too = Auch von
shared-more = und { $n } weiteren
shared-many = Von mehr als { $n } Kunden

verdict-confirmed = ist es
verdict-denied = ist es nicht
identity-method-stated = im Kontakt gesagt
identity-method-chosen = im Kontakt gewählt
identity-method-identity-check = Identitätsprüfung
member-verdict = Wer es ist
member-identifier = Nummer oder Adresse
change-of-confirmation = Bestätigung
change-reject = von der Karte genommen
privacy-held-confirmations = Bestätigungen
privacy-purpose-confirmations = damit erkannt wird, wer sich meldet, und niemand verwechselt wird
conflict-confirmation-not-on-card = Die Nummer oder Adresse steht nicht auf der Karte dieses Kunden. Tragen Sie sie dort ein und bestätigen Sie dann.
