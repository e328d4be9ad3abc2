## Frame of every page

skip-to-content = Do treści
language = Język
close = Zamknij
open = Otwórz
edit = Edytuj
search = Szukaj
yes = tak
no = nie
now = teraz
today = Dzisiaj
yesterday = Wczoraj
# Within a sentence, after "Last contact".
when-today = dzisiaj o { $time }
when-yesterday = wczoraj
when-date = { $date }
seconds = { $n } s
minutes = { $n } min
phone-with-extension = { $number } wewn. { $extension }
extension = wewn. { $extension }
results = Wyniki
customers = Klienci
actions = Działania
history = Historia
error-home = Strona główna
error-request = Żądanie { $id }
toast-dismiss = Zamknij
toast-failed = Brak odpowiedzi serwera
toast-retry = Spróbuj ponownie
undo = Cofnij
toast-waiting = Czeka kolejny kontakt
toast-open = Otwórz
toast-copied = Skopiowano
copy-what = Kopiuj: { $what }
change-what = Zmień: { $what }
copied-what = Skopiowano: { $what }

## Palette and keys

palette = Znajdź lub wykonaj
palette-hint = Klienci, działania, strony
palette-choose = wybór
palette-open = otwarcie
palette-close = zamknięcie
palette-none = Nic nie zawiera tych słów
key-ctrl = Ctrl
key-shift = Shift
keys = Klawisze
keys-help = Klawisze i pomoc
keys-anywhere = Wszędzie
keys-card = Na karcie
keys-found = Przy wyborze
keys-waiting = Następny czekający kontakt
keys-save = Zapisz, wyślij
keys-this = Ta ściągawka
keys-row = Następny wiersz
keys-row-back = Poprzedni wiersz
keys-open-row = Otwórz wiersz
keys-tab = Kanał w historii
keys-edit = Edytuj
keys-call = Zadzwoń
keys-message = Napisz
keys-copy-phone = Kopiuj numer telefonu
keys-copy-email = Kopiuj adres e-mail
keys-matches = Powrót do listy trafień
keys-history = Przejdź do historii
keys-files = Przejdź do plików
keys-changes = Przejdź do zmian
keys-pick = Wybierz trafienie
keys-filter = Filtruj
keys-create = Dodaj klienta
keys-check = Zaznacz do połączenia

## Rail

rail = Klienci i kontakty
rail-list = Otwarte i ostatnie
rail-open = Otwarte
rail-recent = Ostatnie
rail-none-open = Nic nie jest otwarte
rail-unsaved = Niezapisany tekst
rail-unseen = { $n ->
    [one] { $n } nowa wiadomość
    [few] { $n } nowe wiadomości
    [many] { $n } nowych wiadomości
   *[other] { $n } nowej wiadomości
}
rail-close = Zamknij: { $name }
rail-card = Karta
search-customers = Szukaj klientów
new-customer = Nowy klient
stream-lost = Utracono połączenie, trwa ponawianie
stream-retry = Teraz
me-menu = Menu
me-on-call = W rozmowie
me-in-contact = W kontakcie
me-wrap-up = Praca po kontakcie
me-offered = Czeka kontakt
me-free = Wolna linia
preferences = Ustawienia
people = Użytkownicy
tokens = Tokeny API
log-out = Wyloguj

## Channels and states

channels = Kanały
channel-all = Wszystkie
channel-call = Rozmowy
channel-chat = Czaty
channel-email = E-maile
channel-sms = SMS-y
channel-social = Społecznościowe
channel-call-one = Rozmowa
channel-chat-one = Czat
channel-email-one = E-mail
channel-sms-one = SMS
channel-social-one = Wiadomość społecznościowa
# Within a sentence: "yesterday, chat with Anna".
contact-call = rozmowa
contact-chat = czat
contact-email = e-mail
contact-sms = SMS
contact-social = wiadomość społecznościowa
contact-with = { $channel } ({ $agent })
state-ringing = Dzwoni
state-offered = Czeka
state-active = trwa
state-wrap_up = Praca po kontakcie
state-closed = zakończono

## What identifies somebody

identifier-phone = Telefon
identifier-email = E-mail
identifier-handle = Nazwa użytkownika
withheld = Numer zastrzeżony
withheld-digital = Nieznany nadawca
label-mobile = komórkowy
label-work = służbowy
label-private = prywatny
label-office = biuro
label-home = domowy
label-main = centrala
label-fax = faks
label-other = inny
label-billing = faktury
label-delivery = dostawy
address-home = Dom
address-correspondence = Korespondencja
address-invoice = Faktura
address-delivery = Dostawa
address-work = Praca
address-office = Biuro

## Closing a line of the rail, or a form (src/openings/closing.rs)

closing = Zamknij
closing-words = { $name }: niezapisany tekst
closing-save = Zapisz
closing-keep = Zachowaj wersję roboczą
closing-discard = Odrzuć
closing-form = Jeszcze niezapisane
closing-back = Pisz dalej
closing-nobody = { $name } nie należy jeszcze do żadnego klienta
closing-create = Utwórz klienta
closing-attach = Przypisz do klienta
closing-leave = Zostaw anonimowo
phone-country = Kraj numeru
