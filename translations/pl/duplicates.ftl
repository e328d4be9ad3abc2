## Why two customers are taken for one (src/duplicates/view.rs)

duplicate-weight = Waga: { $bits } bita
duplicate-shared = { $what } (liczba osób: { $n })
duplicate-name-equal = To samo imię i nazwisko
duplicate-address-equal = Ten sam adres
duplicate-given-name-equal = To samo imię
duplicate-given-name-variant = Imię to zdrobnienie
duplicate-given-name-typo = Imię z literówką
duplicate-given-name-sound = Imiona brzmią podobnie
duplicate-given-name-initial = Imię z tym samym inicjałem
duplicate-given-name-part = Jedno z imion jest takie samo
duplicate-given-name-resembles = Imiona są podobne
duplicate-given-name-differs = Inne imię
duplicate-family-name-equal = To samo nazwisko
duplicate-family-name-typo = Nazwisko z literówką
duplicate-family-name-sound = Nazwiska brzmią podobnie
duplicate-family-name-initial = Nazwisko z tym samym inicjałem
duplicate-family-name-part = Część nazwiska jest taka sama
duplicate-family-name-resembles = Nazwiska są podobne
duplicate-family-name-differs = Inne nazwisko
duplicate-names-swapped = Zamienione imię i nazwisko
duplicate-birth-date-equal = Ta sama data urodzenia
duplicate-birth-date-transposed = Data urodzenia z przestawionymi cyframi
duplicate-birth-date-digit = Data urodzenia różni się jedną cyfrą
duplicate-birth-date-near = Zbliżone daty urodzenia
duplicate-birth-date-differs = Inna data urodzenia
duplicate-national-id-equal = Ten sam numer urzędowy
duplicate-national-id-near = Numer urzędowy z literówką
duplicate-national-id-differs = Inny numer urzędowy
duplicate-phone-equal = Ten sam numer telefonu
duplicate-phone-near = Numer telefonu z literówką
duplicate-phone-differs = Inny numer telefonu
duplicate-email-equal = Ten sam adres e-mail
duplicate-email-local-part = Ta sama nazwa e-mail u innego dostawcy
duplicate-email-resembles = Podobne adresy e-mail
duplicate-email-differs = Inny adres e-mail
duplicate-street-equal = Ta sama ulica
duplicate-street-typo = Ulica z literówką
duplicate-street-part = Część nazwy ulicy jest taka sama
duplicate-street-differs = Inna ulica
duplicate-house-number-equal = Ten sam numer domu
duplicate-house-number-near = Zbliżony numer domu
duplicate-house-number-differs = Inny numer domu
duplicate-place-equal = Ten sam kod pocztowy i miejscowość
duplicate-postal-code-equal = Ten sam kod pocztowy
duplicate-city-equal-postal-code-near = Ta sama miejscowość, zbliżony kod pocztowy
duplicate-city-equal = Ta sama miejscowość
duplicate-postal-code-near = Zbliżony kod pocztowy
duplicate-place-differs = Inna miejscowość
duplicate-company-name-equal = Ta sama nazwa firmy
duplicate-company-name-typo = Nazwa firmy z literówką
duplicate-company-name-part = Część nazwy firmy jest taka sama
duplicate-company-name-differs = Inna nazwa firmy
duplicate-employer-equal = Ta sama firma
duplicate-employer-part = Firma o podobnej nazwie
duplicate-employer-differs = Inna firma
duplicate-household = Wspólne dla gospodarstwa domowego
duplicate-through-third = Obie pasują do trzeciej karty

## The queue of duplicates (src/duplicates/queue_view.rs)

duplicates-title = Duplikaty
duplicates-lead = Karty, które mogą należeć do tej samej osoby, najpewniejsze najpierw. Każde połączenie można dokładnie cofnąć.
duplicates-none = Brak duplikatów
duplicates-none-more = Karty, które mogą należeć do tej samej osoby, pojawiają się tu same.
duplicates-waiting = { $n ->
    [one] { $n } klient jest jeszcze porównywany z innymi.
    [few] { $n } klientów jest jeszcze porównywanych z innymi.
    [many] { $n } klientów jest jeszcze porównywanych z innymi.
   *[other] { $n } klienta jest jeszcze porównywane z innymi.
}
duplicates-tiers = Jak pewne
duplicates-all = Wszystkie
duplicates-certain = Bardzo prawdopodobne
duplicates-likely = Być może
duplicates-of-all = Wszystkich klientów
duplicates-compare = Porównaj
duplicates-compare-what = Porównaj: { $one } i { $other }
duplicates-reject-what = { $one } i { $other } to nie ta sama osoba
duplicates-standing = sugestia { $n } z { $of }
duplicates-previous = Poprzednia sugestia
duplicates-next = Następna sugestia
duplicates-certainly = Bardzo prawdopodobnie ta sama osoba co
duplicates-perhaps = Być może ta sama osoba co
duplicates-more = Wszyscy, którzy mogą być tą samą osobą
job-pairs = Szukanie duplikatów zmienionych klientów
