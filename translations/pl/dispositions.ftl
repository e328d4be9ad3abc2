## What came of contacts

disposition = Wynik
dispositions = Wyniki kontaktów
dispositions-about = Co według agenta wynikło z kontaktu
dispositions-lead = Na koniec kontaktu agent wybiera z tej listy, co z niego wynikło. Inne systemy podają wynik jego kluczem. Wyniku, który mają kontakty, nie można usunąć; można go wycofać z wyboru.
disposition-new = Nowy wynik
disposition-create = Dodaj wynik
disposition-name = Nazwa
disposition-key = Klucz
disposition-key-hint = Tak nazywają go inne systemy: małe litery, cyfry, „_” i „-”. Nie można go zmienić.
disposition-retired = Wycofany z wyboru
disposition-delete = Usuń wynik
invalid-disposition = Wynik nie jest żadnym z tych: { $allowed }. Zobacz listę wyników (GET /api/v1/dispositions).
conflict-disposition-used = Jakiś kontakt ma ten wynik. Zamiast usuwać, wycofaj go z wyboru.
conflict-dispositions-many = Jest już { $max } wyników. Usuń taki, którego nie ma żaden kontakt.

## The end of a contact

wrap-up-kept = Co zostaje
wrap-up-customer = W historii tego klienta
wrap-up-identifier = W historii { $identifier }, jeszcze bez klienta
wrap-up-withheld = Wśród kontaktów bez numeru
wrap-up-request = W zgłoszeniu #{ $number }
wrap-up-no-request = W żadnym zgłoszeniu
wrap-up-elsewhere-none = Nic nie trafia do innych systemów: żaden nie jest podłączony
wrap-up-messages = { $n ->
    [one] { $n } wiadomość
    [few] { $n } wiadomości
    [many] { $n } wiadomości
   *[other] { $n } wiadomości
}
wrap-up-tags = { $n ->
    [one] { $n } etykieta
    [few] { $n } etykiety
    [many] { $n } etykiet
   *[other] { $n } etykiety
}
wrap-up-comments = { $n ->
    [one] { $n } komentarz
    [few] { $n } komentarze
    [many] { $n } komentarzy
   *[other] { $n } komentarza
}
wrap-up-promises = { $n ->
    [one] { $n } obietnica
    [few] { $n } obietnice
    [many] { $n } obietnic
   *[other] { $n } obietnicy
}
