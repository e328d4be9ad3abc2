## Historia zmian

change-somebody = klient, którego już nie ma
changes = Zmiany
changes-of = Co zmieniono
changes-of-card = Karta, bez kontaktów
changes-of-customer = Dane
changes-of-note = Notatki
changes-of-file = Pliki
changes-of-interaction = Kontakty
changes-of-everything = Wszystko
changes-by = Kto
changes-by-all = Ktokolwiek
changes-until = Do
changes-none = Brak zmian
changes-none-more = Nie zmieniono niczego, co pasuje do tego wyboru.
changes-older = Starsze zmiany
change-of-customer = Dane
change-of-note = Notatka
change-of-file = Plik
change-of-interaction = Kontakt
change-of-message = Wiadomość
change-of-comment = Komentarz
change-create = dodano
change-update = zmieniono
change-delete = usunięto
change-restore = przywrócono
change-revert = cofnięto
change-import = zaimportowano
change-undo_import = cofnięto import
change-unpin = odpięto
change-attach = przypisano
change-detach = odłączono
change-leave_anonymous = pozostawiono anonimowo
change-revert-do = Cofnij
change-revert-what = Cofnij: { $member } jak wcześniej
change-restore-do = Przywróć
change-reverted = Cofnięto
change-gone = Przedtem:
change-come = Teraz:
change-lines = { $n ->
    [one] jedno pole
    [few] { $n } pola
    [many] { $n } pól
   *[other] { $n } pola
}
member-text = Tekst
member-pinned = Przypięta
member-expires_at = Widoczna do
member-size = Rozmiar
member-channel = Kanał
member-direction = Kierunek
member-state = Stan
member-from = Od
member-to = Do
member-customer_id = Klient
member-anonymous = Anonimowo
member-queue = Kolejka
member-agent = Agent
member-started_at = Początek
member-answered_at = Odebrano
member-ended_at = Koniec
member-topic = Temat
member-ivr_path = Menu
member-recording_url = Nagranie
member-rating = Ocena
member-campaign = Kampania
member-number = Numer
member-subject = Temat
