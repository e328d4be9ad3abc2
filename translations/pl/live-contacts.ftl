## Trwające kontakty, dla kierowników (src/live_contacts)

live-contacts = Trwające kontakty
live-waiting = Czekają na konsultanta
live-waiting-none = Nikt nie czeka.
live-going-on = U konsultantów
live-going-on-none = Żaden konsultant nie prowadzi teraz kontaktu.
live-without = Konsultanci bez kontaktu
live-filter = Filtr
live-team = Zespół
live-queue = Kolejka
live-channel = Kanał
live-all-teams = Wszystkie zespoły
live-all-queues = Wszystkie kolejki
live-all-channels = Wszystkie kanały
live-show = Pokaż
live-restricted = Przetwarzanie ograniczone
live-state = Stan
live-agent = Konsultant
live-who = Klient
live-since = Od
live-more = { $n ->
    [one] Jeszcze { $n } nie jest pokazany. Wybierz zespół, kolejkę lub kanał.
    [few] Jeszcze { $n } nie są pokazane. Wybierz zespół, kolejkę lub kanał.
    [many] Jeszcze { $n } nie jest pokazanych. Wybierz zespół, kolejkę lub kanał.
   *[other] Jeszcze { $n } nie jest pokazane. Wybierz zespół, kolejkę lub kanał.
}
live-at-least = { $n }+
invalid-live-state = Wyszczególniane są tylko trwające kontakty: state=live.
