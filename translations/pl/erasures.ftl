## Usunięcia danych (RODO) i to, co im stoi na przeszkodzie

conflict-erased = Dane osoby znanej pod tą wartością usunięto { $date } i nie mogą wrócić same. Jeśli osoba znów jest klientem, kierownik może cofnąć skutki usunięcia { $id }.
conflict-erasure-requested = Usunięcie danych tego klienta czeka już na drugą osobę.
conflict-erasure-own = Wniosek musi zatwierdzić ktoś inny niż wnioskodawca.
conflict-erasure-over = O tym usunięciu już zdecydowano.
conflict-erasure-not-in-force = To usunięcie nie obowiązuje.
conflict-legal-hold = { $by } zachowuje dane tego klienta na potrzeby roszczenia: { $reason }
invalid-past = To musi być w przyszłości.
invalid-range = To musi być między { $min } a { $max }.

## Strony

erasure-title = Usuń dane osobowe
erasure-of = Usuń dane: { $name }
erasure-lead = Usunięcie danych kasuje trwale wszystko, co wiadomo o kliencie: nie da się go cofnąć ani przywrócić z listy usuniętych klientów. Nikt nie wróci przez import, przez API ani przez to, co dotrze z opóźnieniem.
erasure-would-go = Co zniknie
erasure-what = Co
erasure-how-many = Ile
erasure-stays = Co zostaje: potwierdzenie bez danych osobowych, kto i kiedy zmieniał i otwierał kartę, oraz kody, które rozpoznają osobę, nie mówiąc, kim była.
erasure-do = Usuń
erasure-basis = Podstawa
erasure-basis-choose = Wybierz podstawę
erasure-basis-request = Żądanie osoby (art. 17 ust. 1 lit. c RODO)
erasure-basis-consent-withdrawn = Cofnięta zgoda (art. 17 ust. 1 lit. b)
erasure-basis-no-longer-needed = Dane nie są już potrzebne (art. 17 ust. 1 lit. a)
erasure-basis-unlawful = Dane przetwarzano niezgodnie z prawem (art. 17 ust. 1 lit. d)
erasure-basis-obligation = Obowiązek prawny (art. 17 ust. 1 lit. e)
erasure-sure = Wiem, że nie da się tego cofnąć.
invalid-not-sure = Potwierdź, że wiesz, iż nie da się tego cofnąć.
invalid-choice-missing = Wybierz jedną możliwość.
erasure-approval-more = Zanim cokolwiek zostanie usunięte, musi to zatwierdzić druga osoba.
erasure-erase = Usuń trwale
erasure-ask = Złóż wniosek o usunięcie
erasure-waits = { $by } prosi o usunięcie tych danych. Wniosek czeka na drugą osobę.
erasure-open = Otwórz potwierdzenie
erasure-back = Wróć do karty
erasure-band = Dane osoby znanej pod tą wartością usunięto { $day }. Tylko jeśli chce znów być klientem, kierownik może na to zezwolić.
erasure-counts-none = Nie ma nic poza nazwą.
erasure-counts-interactions = Kontakty
erasure-counts-messages = Wiadomości
erasure-counts-attachments = Załączniki
erasure-counts-comments = Komentarze
erasure-counts-notes = Notatki
erasure-counts-files = Pliki
erasure-counts-pictures = Zdjęcie
erasure-counts-records = Wpisy
erasure-counts-identifiers = Numery i adresy
erasure-counts-addresses = Adresy pocztowe
erasure-counts-national-ids = Numery urzędowe
erasure-counts-blocks = Wpisy na czarnej liście
erasure-counts-changes = Wpisy historii zmian, z których zostaje tylko kto i kiedy
erasure-counts-accesses = Wpisy dziennika dostępu, z których znika powód
erasure-counts-people = Osoby z firmy, które zostają bez firmy
erasure-counts-import-rows = Wiersze raportów importu
erasure-counts-drafts = Szkice agentów
hold-set = Zachowaj na potrzeby roszczenia
hold-lead = Danych zachowanych nie można ani usunąć trwale, ani skasować (art. 17 ust. 3 lit. e).
hold-reason = Powód
hold-until = Ostatni dzień
hold-until-hint = Puste: do odwołania.
hold-keep = Zachowaj
hold-kept = Zachowane na potrzeby roszczenia
hold-by = { $by } zachowuje dane tego klienta na potrzeby roszczenia: { $reason }
hold-until-day = do { $day }
hold-lift = Zwolnij
erasures-about = Potwierdzenia usunięć i te, które czekają na drugą osobę
retention-about = Jak długo przechowuje się dane
erasures-title = Usunięcia danych
erasures-all = Wszystkie usunięcia
erasures-none = Nie usunięto jeszcze niczyich danych
erasures-none-more = Każde usunięcie zostawia tu potwierdzenie.
erasure-receipt = Potwierdzenie usunięcia danych
erasure-receipt-more = To potwierdzenie nie zawiera danych osobowych. Podaj jego numer osobie, która o to prosiła.
erasure-number = Numer
erasure-state = Stan
erasure-state-requested = Czeka na drugą osobę
erasure-state-done = Wykonane
erasure-state-withdrawn = Wycofane
erasure-state-lifted = Wykonane; osoba może wrócić
erasure-whom = Klient
erasure-by = Wnioskuje
erasure-decided-by = Decyzja
erasure-at = Kiedy
erasure-erased = Usunięto
erasure-purged = Usunięto z dysku
erasure-purging = W trakcie usuwania
erasure-lifted = Cofnięcie skutków
erasure-own = To Twój wniosek: musi go zatwierdzić ktoś inny.
erasure-approve = Zatwierdź i usuń trwale
erasure-withdraw = Wycofaj
erasure-lift = Pozwól wrócić
erasure-lift-more = Jeśli osoba znów jest klientem, jej numery i adresy można zwolnić. To, co usunięto, pozostaje usunięte.

## Retention

retention-title = Okresy przechowywania
retention-lead = To, co starsze, znika trwale w ciągu godziny i nie da się tego nigdzie przywrócić. Dane zachowane na potrzeby roszczenia zostają.
retention-interactions = Kontakty
retention-interactions-more = Z wiadomościami, komentarzami i miejscem w historii, licząc od początku kontaktu. Trwające kontakty zostają.
retention-requests = Zgłoszenia
retention-requests-more = Zamknięte zgłoszenia, licząc od ostatniego zdarzenia. Ich kontakty pozostają.
retention-customers = Klienci
retention-customers-more = Dane osób bez kontaktu i bez zmian przez tyle dni są usuwane. Mogą wrócić: ich numery pozostają wolne. Firmy zostają, dopóki mają osoby.
retention-changes = Historia zmian
retention-changes-more = Znika to, co było przed zmianą i po niej; zostaje, kto i kiedy zmienił. Tak starych zmian nie da się już cofnąć.
retention-accesses = Dziennik dostępu
retention-accesses-more = Kto na kogo patrzył.
retention-import-reports = Raporty importu
retention-import-reports-more = Wiersze odrzucone lub przyjęte z uwagą, licząc od końca importu.
retention-days = Dni
retention-days-hint = Puste: przechowywane, aż ktoś usunie.
retention-try = Wypróbuj
retention-due = { $count ->
    [0] Nic nie jest tak stare.
    [one] Jeden wpis jest tak stary.
    [few] { $count } wpisy są tak stare.
    [many] { $count } wpisów jest tak starych.
   *[other] { $count } wpisu jest tak starych.
}
