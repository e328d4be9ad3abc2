## Dlaczego rekord albo plik nie został przyjęty (src/imports/problem.rs)

import-line = Wiersz { $line }
import-line-and-place = Wiersz { $line }, kolumna { $place }
import-several = Do rekordu pasuje kilku klientów. Scal ich albo podaj ref rekordu.
import-company-several = Kilka firm ma tę nazwę. Wskaż właściwą przez company_ref.
import-birth-date = „{ $value }” nie jest datą. Pole pozostaje puste.
import-language = „{ $value }” nie jest językiem. Pole pozostaje puste.
import-vip = „{ $value }” nie oznacza ani tak, ani nie. Pole pozostaje puste.
import-national-id = „{ $value }” nie jest numerem tego rodzaju. Pole pozostaje puste.
import-kind = „{ $value }” nie jest ani osobą, ani firmą. Pole pozostaje puste.
import-owner = Nikt nie ma loginu ani nazwy „{ $value }”. Pole pozostaje puste.
import-problem-empty = Plik jest pusty.
import-problem-header-only = Plik ma nazwy kolumn, ale nie ma wierszy.
import-problem-unknown-format = Tego formatu nie da się odczytać; dozwolone: CSV, XLSX, vCard, JSContact i wiersze JSON.
import-problem-needs-file = Skoroszytu nie da się odczytać z potoku. Najpierw go zapisz.
import-problem-unknown-encoding = Nie ma kodowania o tej nazwie.
import-problem-unknown-column = Plik nie ma kolumny „{ $name }”.
import-problem-nothing-mapped = Nie rozpoznano żadnej kolumny. Wskaż, co zawierają kolumny.
import-problem-ragged = { $found ->
    [one] Wiersz ma jedną komórkę, a kolumn jest { $expected }. Poszukaj brakującego lub zbędnego separatora albo cudzysłowu.
    [few] Wiersz ma { $found } komórki, a kolumn jest { $expected }. Poszukaj brakującego lub zbędnego separatora albo cudzysłowu.
    [many] Wiersz ma { $found } komórek, a kolumn jest { $expected }. Poszukaj brakującego lub zbędnego separatora albo cudzysłowu.
   *[other] Wiersz ma { $found } komórki, a kolumn jest { $expected }. Poszukaj brakującego lub zbędnego separatora albo cudzysłowu.
}
import-problem-unclosed-quote = W tym wierszu otwarto cudzysłów i nigdy go nie zamknięto.
import-problem-too-large = Rekord jest większy, niż można odczytać. Może brakuje cudzysłowu albo końca wiersza.
import-problem-photo-too-large = Zdjęcie jest większe niż 32 MB. Proszę usunąć je z pliku: zdjęcia nie są importowane.
import-problem-too-many-columns = Tabela ma ponad 1000 kolumn.
import-problem-too-many-values = Rekord ma za dużo wartości.
import-problem-too-deep = Rekord jest zbyt głęboko zagnieżdżony.
import-problem-encoding = Rekord zawiera bajty, które nie są tekstem w kodowaniu pliku. Podaj kodowanie albo zapisz plik jako UTF-8.
import-problem-zero-byte = Rekord zawiera bajt zerowy, którego nie ma w żadnym tekście.
import-problem-truncated = Rekord nie ma końca: plik jest ucięty.
import-problem-json = Rekord nie jest poprawnym JSON-em.
import-problem-wrong-type = „{ $name }” ma wartość niewłaściwego typu.
import-problem-nothing = W tym rekordzie niczego nie rozpoznano.
import-problem-workbook = Skoroszyt jest uszkodzony i nie da się go odczytać.
import-problem-bomb = Skoroszyt rozpakowuje się do rozmiaru, którego nie można odczytać.
import-problem-locked = Skoroszyt ma hasło albo stary format. Zapisz go jako XLSX bez hasła.
import-problem-io = Nie udało się odczytać pliku: { $cause }.
conflict-import-running = Ten import jeszcze trwa.

## Pages of imports and exports (src/imports/view.rs, src/exports/pages.rs)

imports-title = Import
imports-lead = Klienci z cudzego pliku. Nic nie zostanie zapisane, zanim nie zobaczysz, jak plik został zrozumiany, a cały import można cofnąć.
import-new = Wczytaj plik
import-file = Plik
import-file-hint = CSV, XLSX, vCard, JSContact albo wiersze JSON. Eksporty z Google, Outlooka, Thunderbirda, HubSpota, Chatwoota, Zammada i Zendeska są rozpoznawane.
import-file-missing = Wybierz plik.
import-file-broken = Plik nie dotarł w całości. Spróbuj ponownie.
import-look = Obejrzyj plik
imports-past = Wcześniejsze importy
imports-none = Nic jeszcze nie zaimportowano.
import-when = Kiedy
import-by = Kto
import-state = Stan
import-open = Otwórz
import-state-draft = Obejrzany
import-state-checking = Trwa próba
import-state-waiting = Czeka
import-state-running = Trwa
import-state-done = Gotowy
import-state-failed = Przerwany
import-state-undoing = Trwa cofanie
import-state-undone = Cofnięty
import-read = Wczytane
import-created = Nowe
import-updated = Zaktualizowane
import-skipped = Pominięte
import-rejected = Odrzucone
import-broken = Tego pliku nie da się odczytać
import-another = Wybierz inny plik
import-format-csv = CSV
import-format-xlsx = XLSX
import-format-vcf = vCard
import-format-jscontact = JSContact
import-format-jsonl = Wiersze JSON
import-draft-lead = Nic jeszcze nie zostało zapisane.
import-forecast = Co by się stało
import-sample = Pierwsze rekordy
import-start = Importuj
import-try = Wypróbuj
import-look-again = Obejrzyj ponownie
import-discard = Odrzuć ten plik
import-columns = Co zawierają kolumny
import-column = Kolumna
import-cells = Pierwsze komórki
import-holds = Zawiera
import-holds-of = Co zawiera „{ $column }”
import-key = Klucz
import-key-of = Klucz własnego pola dla „{ $column }”
import-left-out = Bez importu
import-field-own = Własne pole …
import-reading = Jak plik jest czytany
import-encoding = Kodowanie
import-delimiter = Separator
import-recognised = Jak rozpoznano
import-progress = Postęp
import-refresh = Sprawdź postęp
import-undo = Cofnij import
import-undo-hint = Nowi klienci zostaną usunięci, zmienieni wrócą do poprzedniego stanu. To, co ktoś zmienił później, pozostanie.
import-undo-now = Cofnij
import-rejected-records = Odrzucone rekordy
import-remarks = Pominięte wartości
import-place = Gdzie
import-reason = Dlaczego
import-record = Rekord
import-rejected-file = Wszystkie odrzucone rekordy jako CSV
import-nobody = Żaden klient nie ma „{ $value }”. Najpierw zaimportuj klientów.
import-note-pinned = Klient ma już przypiętą notatkę. Ta została dodana, ale nie przypięta.
import-no-customer = Nie ma klienta o ref „{ $value }”. Najpierw zaimportuj klientów.
import-when-missing = Brakuje czasu zdarzenia.
import-time = „{ $value }” nie jest czasem takim jak 2026-11-19 14:05.
import-member = Nie można przyjąć wartości: { $detail }.
import-vcon-encrypted = Rozmowa jest zaszyfrowana i nie da się jej odczytać.
import-vcon-broken = To nie jest vCon z uczestnikami i dialogami.
import-vcon-critical = Plik vCon zaznacza, że nie wolno go odczytywać bez rozszerzenia „{ $name }”, które nie jest tu znane. Wyeksportuj go bez tego rozszerzenia.
conflict-import-begun = Ten import już się rozpoczął.
export-title = Eksport
export-lead = Klienci w pliku. To, co tu zapiszesz, można zaimportować z powrotem i otrzymać takich samych klientów. Historia zmian pamięta, kto co wyeksportował.
export-format = Format
export-format-csv = do arkuszy; żadna komórka nie jest formułą
export-format-vcf = 4.0, do telefonów i książek adresowych
export-format-jscontact = RFC 9553, jedna wizytówka w wierszu
export-format-jsonl = z nazwami z API
export-search = Tylko klienci znalezieni przez
export-search-hint = Zostaw puste, aby objąć wszystkich.
export-tag = Tylko z tym tagiem
export-start = Eksportuj
import-field-ref = Ref
import-field-kind = Osoba czy firma
import-field-given-name = Imię
import-field-family-name = Nazwisko
import-field-name = Pełna nazwa
import-field-company = Firma
import-field-company-ref = Ref firmy
import-field-department = Dział
import-field-job-title = Stanowisko
import-field-birth-date = Data urodzenia
import-field-language = Język
import-field-phone = Telefon
import-field-email = E-mail
import-field-handle = Nazwa użytkownika
import-field-street = Ulica
import-field-postal-code = Kod pocztowy
import-field-city = Miejscowość
import-field-region = Region
import-field-country = Kraj
import-field-national-id = Numer identyfikacyjny
import-field-tag = Tag
import-field-owner = Opiekun
import-field-vip = VIP
import-field-customer-ref = Ref klienta
import-field-channel = Kanał
import-field-direction = Kierunek
import-field-from = Od
import-field-to = Do
import-field-queue = Kolejka
import-field-agent = Agent
import-field-state = Stan
import-field-started-at = Początek
import-field-answered-at = Odebrano
import-field-ended-at = Koniec
import-field-topic = Temat
import-field-recording-url = Nagranie
import-field-rating = Ocena
import-field-rating-scale = Skala oceny
import-field-campaign = Kampania
import-field-message-ref = Ref wiadomości
import-field-number = Numer wiadomości
import-field-message-from = Wiadomość od
import-field-message-to = Wiadomość do
import-field-subject = Temat wiadomości
import-field-text = Tekst
import-field-html = Tekst jako HTML
import-field-author = Autor
import-field-created-at = Napisana
import-field-pinned = Przypięta
import-field-expires-at = Widoczna do
import-field-at = Czas wiadomości
import-field-visavi-id = Id w Visavi
import-field-note = Przypięta notatka
import-undone = { $count ->
    [one] Cofnięto jedną rzecz.
    [few] Cofnięto { $count } rzeczy.
    [many] Cofnięto { $count } rzeczy.
   *[other] Cofnięto { $count } rzeczy.
}
import-kept = { $count ->
    [one] Jedną zachowano, bo ktoś ją zmienił.
    [few] { $count } zachowano, bo ktoś je zmienił.
    [many] { $count } zachowano, bo ktoś je zmienił.
   *[other] { $count } zachowano, bo ktoś je zmienił.
}
import-companies = { $count ->
    [one] Utworzono jedną firmę dla należących do niej osób.
    [few] Utworzono { $count } firmy dla należących do nich osób.
    [many] Utworzono { $count } firm dla należących do nich osób.
   *[other] Utworzono { $count } firmy dla należących do nich osób.
}
import-remarked = { $count ->
    [one] Pominięto jedną wartość.
    [few] Pominięto { $count } wartości.
    [many] Pominięto { $count } wartości.
   *[other] Pominięto { $count } wartości.
}
import-duplicates = { $n ->
    [one] Jedna para kart może należeć do tej samej osoby (bardzo prawdopodobne: { $certain }).
    [few] { $n } pary kart mogą należeć do tych samych osób (bardzo prawdopodobne: { $certain }).
    [many] { $n } par kart może należeć do tych samych osób (bardzo prawdopodobne: { $certain }).
   *[other] { $n } pary kart może należeć do tych samych osób (bardzo prawdopodobne: { $certain }).
}
import-duplicates-show = Obejrzyj
