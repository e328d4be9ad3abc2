## The page that leads to all others

administration-all = Przegląd
people-about = Kto się loguje: zapraszanie, role, wyłączanie kont
teams-about = Co osoby z zespołu mogą robić na karcie
fields-about = Co zapisujecie o klientach, kontaktach i sprawach, oraz grupy rekordów
tokens-about = Inne systemy, które korzystają z API
blocklist-about = Numery i adresy, które nie są obsługiwane
accesses-about = Kto oglądał którą kartę, kiedy i dlaczego
imports-about = Klienci i kontakty z plików, z możliwością cofnięcia
exports-about = Klienci do pliku
health-about = Baza danych, pliki, zadania i to, co trzeba naprawić

## Health

health-title = Stan systemu
health-sum-good = Wszystko w porządku.
health-sum-advice = Wszystko w porządku, są jednak wskazówki.
health-sum-bad = Coś wymaga naprawy.
health-checks = Sprawdzenia
health-subject = Co
health-level = Stan
health-found = Wynik
health-good = Dobrze
health-advice = Wskazówka
health-bad = Do naprawy
health-configuration = Konfiguracja
health-configuration-read = kraj macierzysty { $country }, nasłuch na { $address }
health-unencrypted = ciasteczka są przesyłane bez szyfrowania: postaw przed serwerem proxy z https i ustaw public_url
health-proxy-trusted = trust_proxy jest włączone, a port otwarty dla wszystkich: każdy może podszyć się pod inny adres
health-database = Baza danych
health-database-none = { $place } jeszcze nie istnieje; utworzy ją `visavi serve`
health-schema = wersja schematu { $version }
health-schema-old = wersja schematu { $version }, ten program ma { $newest }; zaktualizuje ją `visavi migrate`
health-schema-new = wersja schematu { $version } jest nowsza niż ten program ({ $newest }); użyj nowszego
health-files = Pliki
health-files-none = { $place } jeszcze nie istnieje; utworzy go pierwszy plik
health-files-well = { $place } można zapisywać i odczytywać
health-files-late = { $place } nie odpowiada
health-web = Strona
health-web-there = w tym programie
health-web-missing = nie ma jej w tym programie; zbuduj ją przez `make build`
health-disk = Dysk
health-room = { $free } wolnego w { $place }
health-room-little = tylko { $free } wolnego w { $place }; zrób miejsce, zanim nic nie da się zapisać
health-key = Klucz
health-key-well = { $place } otwiera zapieczętowane dane; przechowuj kopię oddzielnie od bazy danych
health-key-open = { $place } mogą odczytać inni na tym komputerze: chmod 600
health-key-missing = brakuje { $place }: przywróć klucz, którym zapieczętowano drugie etapy
health-failed = { $reason }
health-one-administrator = tylko jedna osoba może administrować; druga pomoże, gdy pierwszej nie ma
health-facts = Ta instalacja
health-version = Wersja
health-customers = Klienci
health-interactions = Kontakty
health-events = Otwarte strony
health-events-none = Wszystkie zdarzenia zostały przekazane
health-events-since = { $seconds ->
    [one] Najstarsze zdarzenie czeka od sekundy
    [few] Najstarsze zdarzenie czeka od { $seconds } sekund
    [many] Najstarsze zdarzenie czeka od { $seconds } sekund
   *[other] Najstarsze zdarzenie czeka od { $seconds } sekundy
}
health-jobs = Zadania
health-jobs-lead = Co ten serwer robi sam, odkąd został uruchomiony. Dlaczego coś się nie udało, jest w dzienniku.
health-job = Zadanie
health-job-last = Ostatnio
health-job-next = Następnym razem
health-job-failed = Ostatni błąd
health-job-never = Brak
job-erasures = Dokończ usuwanie danych z dysku
job-copies = Usuń stare kopie bazy danych
job-ledger = Usuń ponownie dane już usunięte
job-retention = Usuń to, co przechowywano dość długo
job-duplicates = Uczenie się oceny duplikatów
job-fields = Udostępnianie pól w wyszukiwaniu
job-presences = Zapomnij, kto opuścił kartę
job-notes = Usuwanie notatek po terminie
job-blocks = Usuwanie wygasłych blokad z listy
job-avatars = Usuwanie zastąpionych zdjęć
job-contents = Usuwanie zawartości plików, których już nie ma
job-deleted-customers = Zapominanie klientów usuniętych 30 dni temu
job-events = Zapominanie starych zdarzeń
order-up = W górę
order-down = W dół
invalid-list-key = Klucz ma małe litery a–z, cyfry, „_” i „-”.
