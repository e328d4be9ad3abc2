## Potwierdzenia (src/confirmations): czy to ta osoba?

confirm-who = Czy to { $name }?
confirm-is = To { $name }
confirm-is-not = To nie { $name }
keys-confirm = Potwierdź, kto to jest
keys-deny = To ktoś inny
done-confirmed = Potwierdzono, kto to jest
done-rejected = Kontakt zdjęto z karty
confirm-after-all = To jednak { $name }
because-not-them = { $name } ma te dane, ale to ktoś inny.

matched-and-said = { $matched }, { $said }
said-confirmed = potwierdzono { $when } ({ $by })
said-proven = potwierdzono { $when } weryfikacją tożsamości
said-denied = ale { $when } to był ktoś inny ({ $by })

match-confirmed = Potwierdzono { $when } ({ $by })
match-proven = Potwierdzono { $when } weryfikacją tożsamości
match-denied = { $when } to był ktoś inny ({ $by })
match-open-request = Ma otwarte zgłoszenie
match-phone-invalid = Na karcie jako numer, pod którym nikt nie odbiera
match-email-invalid = Na karcie jako adres, pod którym nikogo nie ma
match-handle-invalid = Na karcie jako nazwa, pod którą nikogo nie ma

## Wspólne numery i adresy

shared-by = { $kind ->
    [phone] Tego numeru
    [email] Tego adresu
   *[handle] Tej nazwy
  } { $who ->
    [people] { $n ->
        [one] używa { $n } osoba
        [few] używają { $n } osoby
        [many] używa { $n } osób
       *[other] używa { $n } osoby
      }
   *[customers] używa { $n } { $n ->
        [one] klient
        [few] klientów
        [many] klientów
       *[other] klienta
      }
  }: także
shared-elsewhere = { $kind ->
    [phone] Ten numer
    [email] Ten adres
   *[handle] Ta nazwa
  } { $n ->
    [one] jest na karcie kogoś innego
    [few] jest na { $n } innych kartach
    [many] jest na { $n } innych kartach
   *[other] jest na { $n } innej karcie
  }:
shared-by-many = { $kind ->
    [phone] Tego numeru
    [email] Tego adresu
   *[handle] Tej nazwy
  } używa ponad { $n } klientów.
shared-others = Kto jeszcze ma te dane
shared-all = Wszyscy, którzy mają te dane
shared-switch = { $name }: przypisz kontakt
shared-too = Ma też
shared-more = i jeszcze { $n }
shared-many = Ma to ponad { $n } klientów

verdict-confirmed = to ta osoba
verdict-denied = to ktoś inny
identity-method-stated = powiedziane w kontakcie
identity-method-chosen = wybrane w kontakcie
identity-method-identity-check = weryfikacja tożsamości
member-verdict = Kto to jest
member-identifier = Numer lub adres
change-of-confirmation = Potwierdzenie
change-reject = zdjęto z karty
privacy-held-confirmations = Potwierdzenia
privacy-purpose-confirmations = aby rozpoznać, kto się kontaktuje, i nikogo z nikim nie pomylić
conflict-confirmation-not-on-card = Numeru lub adresu nie ma na karcie tego klienta. Dodaj go do karty, a potem potwierdź.
