## Lists of customers

customers-title = Klienci
customers-found = „{ $words }”
customers-of = Osoby w firmie { $company }
customers-count = { $n ->
    [one] jeden klient
    [few] { $n } klienci
    [many] { $n } klientów
   *[other] { $n } klienta
}
customers-find = Szukaj klientów
customers-find-hint = Nazwisko, numer lub e-mail
customers-nobody = Nikogo nie znaleziono
customers-nobody-hint = Wystarczy początek imienia lub nazwiska, ostatnie cyfry numeru albo początek adresu e-mail. Im mniej słów, tym więcej wyników.
customers-none = Nie ma jeszcze klientów
customers-none-hint = Można ich dodać przez API, importem albo pojedynczo.
attach-title = Przypisz do klienta
attach-lead = Wybierz, czyj to kontakt. Na kartę klienta trafi { $identifier }.
attach-lead-withheld = Wybierz, czyj to kontakt.
attach-back = Wróć do kontaktu
form-attach = Przypisz
customers-nobody-fits = Nikt nie pasuje
customers-nobody-fits-hint = Usuń jeden filtr albo wszystkie.
customers-none-yet = Na razie nikogo
customers-none-yet-hint = Przejrzano wielu klientów, a są jeszcze następni.
customers-no-more = Nikogo więcej
customers-no-more-hint = To był koniec listy.
customers-look-on = Szukaj dalej

## Filters of the list (src/customers/filter_view.rs)

filter = Filtruj
filter-any = Wszystko
filter-apply = Zastosuj
filter-clear = Wyczyść filtry
filter-active = Filtry
filter-remove = – usuń ten filtr
filter-export = Eksportuj tych
filter-chip = { $label }: { $value }
filter-kind = Osoba czy firma
filter-kind-person = Osoby
filter-kind-company = Firmy
filter-vip-true = VIP
filter-vip-false = Bez VIP
filter-owner-none = Bez opiekuna
filter-channel = Kontakt przez
filter-contact-after = Kontakt od
filter-contact-before = Brak kontaktu od
filter-contact-today = Kontakt dzisiaj
filter-contact-never = Nigdy w kontakcie
filter-after-days = { $n ->
    [one] Kontakt od wczoraj
    [few] Kontakt w ostatnich { $n } dniach
    [many] Kontakt w ostatnich { $n } dniach
   *[other] Kontakt w ostatnich { $n } dniach
}
filter-after-date = Kontakt od { $date }
filter-before-days = { $n ->
    [0] Dziś bez kontaktu, ale wcześniej tak
    [one] Ostatni kontakt przed wczoraj
    [few] Ostatni kontakt ponad { $n } dni temu
    [many] Ostatni kontakt ponad { $n } dni temu
   *[other] Ostatni kontakt ponad { $n } dnia temu
}
filter-before-date = Ostatni kontakt przed { $date }
filter-field = Własne pole

## Saved lists (src/lists/view.rs)

lists = Listy
lists-none = Nie ma jeszcze list. Przefiltruj klientów, a potem zapisz listę pod nazwą.
list-name = Nazwa
list-save = Zapisz tę listę
list-save-now = Zapisz
list-keep = Zapisz te filtry
list-rename = Zmień nazwę
list-shared = Widzą ją wszyscy
list-delete = Usuń
list-delete-warning = Lista zniknie, jej klienci zostaną.
list-delete-shared-warning = Lista zniknie dla wszystkich, jej klienci zostaną.
list-delete-now = Usuń listę

## The form of a customer

customer-new = Nowy klient
customer-new-for = Kontakt zostanie przypisany do tego klienta: { $identifier }.
customer-withheld = numer zastrzeżony
customer-edit-title = Edycja: { $name }
customer-create = Utwórz
customer-create-attach = Utwórz i przypisz
customer-create-open = Utwórz i otwórz
customer-kind = To jest
form-kind-person = Osoba
form-kind-company = Firma
form-given-name = Imię
form-family-name = Nazwisko
form-company-name = Nazwa firmy
form-phones = Telefony
form-phone = Telefon
form-phone-number = Numer
form-phone-remove = Usuń numer
form-phone-more = Kolejny numer
form-emails = E-mail
form-email = E-mail
form-email-address = Adres
form-email-remove = Usuń adres e-mail
form-email-more = Kolejny adres
form-handles = Nazwy użytkownika
form-handle = Nazwa użytkownika
form-handle-remove = Usuń nazwę użytkownika
form-handle-more = Kolejna nazwa
form-flags = Więcej
form-invalid = Nie działa
form-invalid-hint = Pozostaje do rozpoznawania, nie jest proponowany do połączeń i wiadomości
form-do-not-contact = Nie kontaktować
form-do-not-contact-hint = Klient nie chce kontaktu tą drogą
form-theirs-from = Należy od
form-theirs-to = Należy do
form-identifier-label = Etykieta
form-company = Firma
form-company-hint = Nieznana jeszcze nazwa tworzy nową firmę.
form-company-placeholder = Wpisz, aby znaleźć lub utworzyć
form-company-which = Która?
invalid-company-several = Kilka firm nosi tę nazwę. Wybierz jedną poniżej.
form-more-fields = Więcej pól
form-part-work = Praca
form-part-personal = Dane osobowe
form-part-care = Obsługa
form-job-title = Stanowisko
form-department = Dział
form-birth-date = Data urodzenia
customer-language = Język
customer-language-hint = Kod, na przykład sv, de lub pl
form-own-name = Inna nazwa
form-own-name-hint = Tylko jeśli nie imię i nazwisko
form-addresses = Adresy
form-address = Adres
form-address-kind = Rodzaj
form-address-home = Zamieszkania
form-address-correspondence = Korespondencyjny
form-address-invoice = Do faktury
form-address-delivery = Dostawy
form-address-work = Służbowy
form-address-remove = Usuń adres
form-address-more = Kolejny adres
form-street = Ulica
form-postal-code = Kod pocztowy
form-city = Miejscowość
form-region = Region
form-country = Kraj
form-national-ids = Numery urzędowe
form-national-kind = Rodzaj
form-national-value = Numer
form-national-more = Kolejny numer
form-tags = Tagi
form-tag = Tag
form-tag-more = Kolejny tag
form-owner = Opiekun
form-owner-hint = Osoba, która opiekuje się tym klientem
form-owner-none = Nikt
form-vip = VIP
form-vip-hint = Oznaczenie na karcie, w pasku bocznym i na każdej liście
form-pinned-note = Przypięta notatka
form-pinned-note-hint = Każdy widzi ją przy każdym kontakcie.
form-own-fields = Własne pola
form-own-fields-hint = Klucz, na przykład machine.serial, i jego wartość.
form-field-key = Klucz
form-field-value = Wartość
form-field-more = Kolejne pole
form-yes = tak
form-no = nie
form-language-sv = szwedzki
form-language-de = niemiecki
form-language-pl = polski
form-language-en = angielski
form-language-da = duński
form-language-nb = norweski
form-language-fi = fiński
form-language-nl = niderlandzki
form-language-fr = francuski
form-language-es = hiszpański
form-language-it = włoski
form-language-cs = czeski
form-language-uk = ukraiński
form-language-ru = rosyjski

## Somebody else was faster

conflict-somebody = Ktoś
conflict-title = { $n ->
    [one] { $by }: jedno zmienione pole, { $when }.
    [few] { $by }: { $n } zmienione pola, { $when }.
    [many] { $by }: { $n } zmienionych pól, { $when }.
   *[other] { $by }: { $n } zmienionego pola, { $when }.
}
conflict-contested = Nic nie zginęło. Twoje wpisy są w formularzu, cudze pod nimi. Zapisz jeszcze raz, aby zachować swoje.
conflict-taken = Zmiany są już w formularzu obok Twoich wpisów. Zapisz jeszcze raz.
conflict-before = przedtem:
conflict-theirs = Teraz na karcie:
conflict-nothing = nic
conflict-part = W międzyczasie zmiana: { $by }. Teraz na karcie:
conflict-mine = Twoje:
conflict-keep = Zachowaj moje
conflict-load = Wczytaj cudze
conflict-take = Przyjmij to
member-kind = Osoba czy firma
member-ref = Odnośnik
member-given_name = Imię
member-family_name = Nazwisko
member-name = Nazwa
member-company_id = Firma
member-department = Dział
member-job_title = Stanowisko
member-birth_date = Data urodzenia
member-language = Język
member-phones = Telefony
member-emails = E-mail
member-handles = Nazwy użytkownika
member-addresses = Adresy
member-national_ids = Numery urzędowe
member-tags = Tagi
member-fields = Własne pola
member-vip = VIP
member-owner = Opiekun
member-pinned_note = Przypięta notatka

## Who is there already (src/customers/duplicates.rs)

duplicate-of = { $n ->
    [one] { $what } należy do:
    [few] { $what } należy do { $n } klientów:
    [many] { $what } należy do { $n } klientów:
   *[other] { $what } należy do { $n } klienta:
}
duplicate-birth = { $n ->
    [one] To samo imię i nazwisko oraz data urodzenia:
    [few] To samo imię i nazwisko oraz data urodzenia, { $n } osoby:
    [many] To samo imię i nazwisko oraz data urodzenia, { $n } osób:
   *[other] To samo imię i nazwisko oraz data urodzenia, { $n } osoby:
}
