change-of-split = Podział
change-split = podzielono
member-identifiers = Numery i adresy
member-notes = Notatki
member-requests = Zgłoszenia
member-files = Pliki
member-records = Wpisy
done-split = To jest teraz osobna karta
split-menu = Podziel kartę
split-title = Podziel kartę: { $name }
split-who = Kto to jest
split-who-hint = Bez nazwy karta nosi pierwszy wybrany numer lub adres. Całą resztę można dodać później.
split-identifiers-title = Numery i adresy, które przechodzą
split-no-identifiers = Na tej karcie ich nie ma.
split-contacts = Przechodzą też kontakty z nich
split-entries-title = Pozycje, które przechodzą
split-entries-hint = Kontakt zabiera to, co w nim powiedziano i zrobiono, a zgłoszenie swoje kontakty i obietnice.
split-elsewhere = Wybrane dotąd
split-newest-part = Najnowsze pozycje
split-older-part = Starsze pozycje
split-no-entries = Nie ma więcej pozycji.
split-more = Starsze pozycje
split-newest = Najnowsze pozycje
split-kind-notes = Notatka
split-kind-requests = Zgłoszenie
split-kind-promises = Obietnica
split-kind-files = Plik
split-kind-records = Wpis
split-nothing = Nic jeszcze nie wybrano.
split-goes = Na kartę { $name }: { $what }
split-goes-nameless = Na nową kartę: { $what }
split-foot = Zgody zostają na tej karcie. Połączenie obu kart to cofa.
split-do = Podziel
split-identifiers = { $n ->
    [one] { $n } numer lub adres
    [few] { $n } numery i adresy
    [many] { $n } numerów i adresów
   *[other] { $n } numeru i adresu
}
split-interactions = { $n ->
    [one] { $n } kontakt
    [few] { $n } kontakty
    [many] { $n } kontaktów
   *[other] { $n } kontaktu
}
split-notes = { $n ->
    [one] { $n } notatka
    [few] { $n } notatki
    [many] { $n } notatek
   *[other] { $n } notatki
}
split-requests = { $n ->
    [one] { $n } zgłoszenie
    [few] { $n } zgłoszenia
    [many] { $n } zgłoszeń
   *[other] { $n } zgłoszenia
}
split-promises = { $n ->
    [one] { $n } obietnica
    [few] { $n } obietnice
    [many] { $n } obietnic
   *[other] { $n } obietnicy
}
split-files = { $n ->
    [one] { $n } plik
    [few] { $n } pliki
    [many] { $n } plików
   *[other] { $n } pliku
}
split-records = { $n ->
    [one] { $n } wpis
    [few] { $n } wpisy
    [many] { $n } wpisów
   *[other] { $n } wpisu
}
