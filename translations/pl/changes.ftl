## Historia zmian

change-somebody = klient, którego już nie ma
change-request-gone = zgłoszenie, którego już nie ma
changes = Zmiany
changes-of = Co zmieniono
changes-of-card = Karta, bez kontaktów
changes-of-customer = Dane
changes-of-note = Notatki
changes-of-file = Pliki
changes-of-record = Wpisy
change-of-record = Wpis
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
member-avatar = Zdjęcie
change-of-avatar = Zdjęcie
change-of-interaction = Kontakt
change-of-message = Wiadomość
change-of-comment = Komentarz
change-of-attachment = Załącznik
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
member-disposition = Wynik
member-ivr_path = Menu
member-recording_url = Nagranie
member-rating = Ocena
member-campaign = Kampania
member-number = Numer
member-subject = Temat
change-of-block = Lista blokad
member-hidden = Ukryty
member-reason = Powód
member-until = Do
member-value = Numer lub adres

## Dziennik dostępu

accesses-title = Dziennik dostępu
accesses-export = Pobierz jako CSV
accesses-all = Karty wszystkich
accesses-at = Kiedy
accesses-by = Kto oglądał
accesses-customer = Czyja karta
accesses-what = Co
accesses-why = Dlaczego
accesses-from = Od
accesses-none = Nikt nie oglądał
accesses-none-more = Nic w dzienniku nie pasuje do tego wyboru.
accesses-of-card = Kto oglądał tę kartę
access-card = Karta
access-preview = Podgląd
access-national-ids = Numery identyfikacyjne, w całości
access-contact = Kontakt
access-without = Bez kontaktu
reason-title = Dlaczego otwierasz tę kartę?
reason-lead = Nie masz teraz kontaktu z: { $name }. To, co tu napiszesz, znajdzie się w dzienniku dostępu.
reason-why = Powód
reason-hint = Na przykład: oddzwonienie, list, pytanie koleżanki
reason-open = Otwórz kartę
reason-back = Wróć
