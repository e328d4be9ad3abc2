## Przekazywanie kontaktu (src/transfers)

transfer = Przekaż
transfers = Przekazania
transfer-choose = Wybierz komu
transfer-whom = Do
transfer-whom-none = Wybierz konsultanta lub kolejkę
transfer-agents = Konsultanci
transfer-queues = Kolejki
transfer-note = Informacja dla przejmującego
transfer-note-hint = Czego dotyczy sprawa?
transfer-back = Powrót do kontaktu
transfer-got = Przekazane przez: { $who }
transfer-given = Przekazane do: { $who }
transfer-take = Przejmij
transfer-words = Z niezapisanym tekstem: { $what }
transfer-words-comment = komentarz
transfer-words-facts = temat i dane
transfer-words-request = zgłoszenie
transfer-words-note = notatka
transfer-words-customer = nowy klient
transfer-words-details = dane klienta
transfer-undo = Cofnij przekazanie
transfer-not-taken = Jeszcze nikt nie przejął.
keys-transfer = Przekazanie kontaktu
pop-handed = Przekazane przez: { $who }. { $text }
doing-free = wolny
doing-at_card = przy karcie
doing-writing = w kontakcie
doing-wrap_up = po rozmowie
doing-offered = dzwoni telefon
doing-on_call = w rozmowie
doing-away = niezalogowany
doing-contacts = { $n ->
    [one] { $n } kontakt
    [few] { $n } kontakty
    [many] { $n } kontaktów
   *[other] { $n } kontaktu
}
section-transfers = Przekazania
section-transfers-hint = Przekazywanie kontaktów współpracownikom i do kolejek.
feature-transfers-send = Przekazywać kontakty
feature-transfers-receive = Przejmować kontakty
invalid-transfer-whom = Podaj konsultanta albo kolejkę, jedno z nich.
invalid-transfer-self = Ta osoba już prowadzi ten kontakt. Wybierz kogoś innego.
invalid-transfer-nobody = Nikt nie ma takiego loginu. Wybierz z listy.
invalid-transfer-inactive = { $who } nie może się teraz zalogować. Wybierz kogoś innego.
invalid-transfer-team = Zespół osoby { $who } nie przejmuje kontaktów. Wybierz kogoś innego.
invalid-transfer-queue = W kolejce „{ $queue }” nigdy nie było kontaktu. Zapisz ją tak jak Twój system.
conflict-transfer-closed = Ten kontakt jest zamknięty, nie ma już czego przekazać.
conflict-transfer-elsewhere = Ktoś był szybszy: ten kontakt prowadzi teraz { $who }.
conflict-transfer-nobody = Ktoś był szybszy: ten kontakt nie jest już przekazany.
change-transfer = przekazanie
change-undo_transfer = cofnięcie przekazania
change-take = przejęcie
change-deliver = stan doręczenia
member-transfers = Przekazania
member-waits = Czeka na przejęcie
member-delivery = Doręczenie

## Jak daleko dotarła wiadomość

delivery-queued = W kolejce
delivery-sent = Wysłana
delivery-delivered = Doręczona
delivery-read = Przeczytana
delivery-failed = Niedoręczona
invalid-delivery-incoming = Tę wiadomość napisał klient: doręczane są tylko wiadomości wychodzące.

## Przypięci klienci i znaki na pasku

rail-pinned = Przypięci
rail-pin = Przypnij na pasku
rail-unpin = Odepnij
rail-unpin-named = Odepnij: { $name }
rail-conflict = Zmienione przez kogoś innego
rail-waiting = Czeka
conflict-pins-full = Przypięto już { $most } klientów. Najpierw kogoś odepnij.
