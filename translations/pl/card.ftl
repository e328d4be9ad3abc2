## Home

home = Strona główna
home-title = Oczekiwanie na następny kontakt
home-lead = Karta otwiera się sama, gdy przychodzi połączenie, czat lub wiadomość. Do tego czasu można kogoś wyszukać.
first-run = Pierwsze kroki
first-run-customer = Dodaj klienta
first-run-customer-more = Kogoś, czyj numer znasz. Karta otworzy się przy połączeniu.
first-run-token = Podłącz centralę telefoniczną
first-run-token-more = Zgłasza każde połączenie do Visavi, używając tokenu API.
first-run-people = Zaproś zespół
first-run-people-more = Każda osoba ma swoją rolę; centrala wskazuje ją po loginie.

## Card

card = Karta klienta
sections = Części karty
section-overview = Przegląd
section-now = Bieżący kontakt
brief = W skrócie
vip = VIP
owner = Opiekun
call = Zadzwoń
message = Napisz
back-to-matches = Powrót do listy trafień
pinned-note = Przypięta notatka
kind-company = Firma
count-people = { $n ->
    [one] { $n } osoba
    [few] { $n } osoby
    [many] { $n } osób
   *[other] { $n } osoby
}
all-people = { $n ->
    [one] { $n } osoba
    [few] Wszystkie { $n } osoby
    [many] Wszystkie { $n } osób
   *[other] Wszystkie { $n } osoby
}
first-contact = Pierwszy kontakt
last-contact = { $when }, { $channel }
last-contact-line = Ostatni kontakt: { $contact }
last-contacts = Ostatnie kontakty
matched-phone = Dopasowanie po numerze telefonu
matched-phone-labelled = Dopasowanie po numerze telefonu ({ $label })
matched-email = Dopasowanie po adresie e-mail
matched-email-labelled = Dopasowanie po adresie e-mail ({ $label })
matched-handle = Dopasowanie po nazwie użytkownika
matched-handle-labelled = Dopasowanie po nazwie użytkownika ({ $label })
matched-extension = Dopasowanie po numerze i wewnętrznym { $extension }
matched-switchboard = Dopasowanie po numerze centrali
matched-by-hand = Wybór ręczny

## Details

details = Szczegóły
primary = główny
group-contact = Kontakt
details-name = Imię i nazwisko lub nazwa
details-add = Dodaj
group-company = Firma
group-people = Osoby
group-addresses = Adresy
group-personal = Dane osobowe
group-fields = Inne
group-about = O karcie
company-name = Nazwa
company-people = Osoby
department = Dział
job-title = Stanowisko
address = Adres
birth-date = Data urodzenia
masked = ukryte, końcówka { $end }
reveal = Pokaż w całości (zostanie odnotowane)
flag-invalid = Nie działa
flag-do-not-contact = Nie kontaktować
flag-from = Od { $day }
flag-until = Do { $day }, już nie należy do klienta
flag-to = Do { $day }
tags = Etykiety
reference = Numer w systemie
customer-since = W bazie od
language-en = Angielski
language-sv = Szwedzki
language-de = Niemiecki
language-pl = Polski
language-da = Duński
language-nb = Norweski
language-no = Norweski
language-fi = Fiński
language-uk = Ukraiński
language-fr = Francuski
language-es = Hiszpański
language-it = Włoski
language-cs = Czeski
language-nl = Niderlandzki
language-ar = Arabski

## Contact at hand

now-show = Pokaż kontakt
queue = Kolejka
in-queue = Kolejka { $queue }
waited = oczekiwanie { $time }
to-number = Na numer
waited-label = Oczekiwanie
lasted = Czas trwania
line = Nasz numer
line-address = Nasz adres
ivr-path = Ścieżka IVR
ivr-agent = agent
topic = Temat
campaign = Kampania
agent = Agent
rating = Ocena
from-number = Z numeru
messages = Wiadomości
messages-none = Jeszcze nie ma wiadomości
ours = My
comments = Komentarze

## History

history-search = Szukaj w historii
history-search-hint = Szukaj
history-scope = Czyja historia
history-company = Firma
history-company-only = Tylko firma
history-company-people = Z osobami
history-feed = Kontakty, od najnowszych
history-new = { $n ->
    [one] { $n } nowy
    [few] { $n } nowe
    [many] { $n } nowych
   *[other] { $n } nowego
}
history-newer = Wczytaj nowsze
history-older = Wczytaj starsze
history-reached = { $n } z { $total }
history-empty = Jeszcze nie ma kontaktów
history-empty-more = Rozmowy, czaty i wiadomości pojawią się tu, gdy tylko się zaczną.
history-not-found = Nic nie zawiera tych słów
history-not-found-more = Wyszukiwanie obejmuje tematy, wiadomości, komentarze i notatki.
history-found = Z „{ $words }”
history-show-all = Pokaż wszystkie
entry-more = Więcej o tym kontakcie
entry-open = Otwórz ten kontakt
entry-vcon = Pobierz jako vCon
count-messages = { $n ->
    [one] { $n } wiadomość
    [few] { $n } wiadomości
    [many] { $n } wiadomości
   *[other] { $n } wiadomości
}
recorded = nagranie
rating-bad = Źle
rating-neutral = Neutralnie
rating-good = Dobrze
# Who stands in a row when the name is not known: at its beginning, and within it.
somebody = Agent
caller-first = Osoba dzwoniąca
caller = osoba dzwoniąca
sender-first = Nadawca
sender = nadawca
# Rows: what stands in <b> is bold and leads. $subject is the customer at the beginning, $customer within.
entry-call-in = <b>Rozmowa</b>: { $agent } i { $customer }
entry-call-out = <b>Rozmowa wychodząca</b>: { $agent } i { $customer }
entry-call-missed = <b>Połączenie nieodebrane</b>: { $customer }, po { $time }
entry-call-unanswered = <b>Bez odpowiedzi</b>: { $agent }, { $customer }
entry-call-ringing = <b>Dzwoni</b>: { $customer }
entry-call-dialling = <b>Wybieranie numeru</b>: { $agent }, { $customer }
entry-call-live = <b>Trwa rozmowa</b>: { $agent } i { $customer }
entry-chat = <b>Czat</b>: { $agent } i { $customer }
entry-chat-live = <b>Trwa czat</b>: { $agent } i { $customer }
entry-chat-waiting = <b>Czeka na czacie</b>: { $customer }
entry-chat-missed = <b>Czat bez odpowiedzi</b>: { $customer }
entry-email-in = <b>E-mail</b>: { $customer }
entry-email-out = <b>E-mail</b>: { $agent }, odbiorca { $customer }
entry-sms-in = <b>SMS</b>: { $customer }
entry-sms-out = <b>SMS</b>: { $agent }, odbiorca { $customer }
entry-social-in = <b>Media społecznościowe</b>: { $customer }
entry-social-out = <b>Media społecznościowe</b>: { $agent }, odbiorca { $customer }

## Several matches

matches = Kilka trafień
matches-filter = Filtruj wśród trafień
matches-filter-hint = { $n ->
    [one] Filtruj { $n } trafienie
    [few] Filtruj { $n } trafienia
    [many] Filtruj { $n } trafień
   *[other] Filtruj { $n } trafienia
}
matches-filter-none = Żadne trafienie nie zawiera tych słów
matches-not-attached = Nic nie zostanie przypisane bez wyboru
matches-chosen = Zostaw: { $name }
matches-glimpse = Podgląd zaznaczonego klienta
matches-none = Nikt z listy, dodaj klienta
matches-alike-certain = Dwie z tych osób to bardzo prawdopodobnie jedna.
matches-alike-likely = Dwie z tych osób to być może jedna.
matches-same = Ta sama osoba dwa razy? Zaznacz
matches-same-compare = Porównaj zaznaczone
open-named = Otwórz: { $name }
match-phone-primary = Główny numer na karcie
match-phone-primary-labelled = Główny numer na karcie ({ $label })
match-phone-on-card = Numer na karcie
match-phone-on-card-labelled = Numer na karcie ({ $label })
match-email-primary = Główny adres e-mail na karcie
match-email-primary-labelled = Główny adres e-mail na karcie ({ $label })
match-email-on-card = Adres e-mail na karcie
match-email-on-card-labelled = Adres e-mail na karcie ({ $label })
match-handle-primary = Główna nazwa użytkownika na karcie
match-handle-primary-labelled = Główna nazwa użytkownika na karcie ({ $label })
match-handle-on-card = Nazwa użytkownika na karcie
match-handle-on-card-labelled = Nazwa użytkownika na karcie ({ $label })
match-extension = Ten sam numer i wewnętrzny { $extension }
match-switchboard = Ten sam numer bez wewnętrznego
match-switchboard-extension = Ta sama centrala, wewnętrzny { $extension }
match-recent-call-in = Połączenie stąd: { $when }
match-recent-call-out = Połączenie tutaj: { $when }
match-recent-chat-in = Czat stąd: { $when }
match-recent-chat-out = Nasz czat: { $when }
match-recent-email-in = E-mail stąd: { $when }
match-recent-email-out = E-mail tutaj: { $when }
match-recent-sms-in = SMS stąd: { $when }
match-recent-sms-out = SMS tutaj: { $when }
match-recent-social-in = Wiadomość stąd: { $when }
match-recent-social-out = Wiadomość tutaj: { $when }

## Nobody found

finding-nobody = Brak trafień
finding-anonymous = Kontakt anonimowy
because-phone = Nikt w bazie nie ma tego numeru.
because-email = Nikt w bazie nie ma tego adresu e-mail.
because-handle = Nikt w bazie nie ma tej nazwy użytkownika.
because-withheld = Druga strona jest ukryta, więc nie można nikogo dopasować. Zapytaj o nazwisko lub numer i wyszukaj klienta tutaj.
because-anonymous = Ten kontakt nie ma klienta. Można go przypisać w każdej chwili.
because-none-of-these = Pasuje kilku klientów, ale to żaden z nich.
way-create = Dodaj klienta
way-create-more = Znane dane są wpisane, kontakt zostanie przypisany
way-create-withheld = Kontakt zostanie przypisany
way-attach = Przypisz do istniejącego
way-find = Znajdź istniejącego
way-attach-more = Szukaj po nazwisku, numerze lub adresie e-mail
leave-anonymous = Zostaw jako anonimowy
way-anonymous-more = Kontakt zostaje pod swoim numerem lub adresem
way-anonymous-withheld = Przypisanie możliwe później
finding-foot = Przy zamykaniu padnie pytanie, co z tym zrobić. Nic z wpisanego tu tekstu nie zginie.
finding-foot-pop = Z tą stroną nie wiąże się żaden kontakt: nic nie zostanie przypisane.
attach = Przypisz
attach-to = Przypisz do: { $name }
attach-add = Przypisz i dopisz
attach-add-to = Przypisz do: { $name } i dopisz numer lub adres do karty
attach-only = Tylko przypisz
attach-search = Znajdź klienta
attach-hint = Nazwisko, numer, e-mail
attach-start = Wpisz nazwisko, numer lub adres e-mail.
attach-none = Brak wyników. Wpisz mniej liter albo dodaj klienta.
earlier = Wcześniejsze stąd
earlier-none = Pierwszy kontakt stąd.
earlier-withheld = Wcześniejszych kontaktów nie można pokazać, gdy druga strona jest ukryta.
earlier-whoever = Ostatnio stąd, ktokolwiek to był
pop-unreadable = Nie można odczytać tego odsyłacza
pop-given = Odsyłacz podaje „{ $text }”.

## Announcements

pop-call-from = Połączenie: { $who }
pop-call-to = Połączenie wychodzące: { $who }
pop-call-withheld = Połączenie z numeru zastrzeżonego
pop-chat-from = Czat: { $who }
pop-chat-to = Czat: { $who }
pop-chat-withheld = Czat, nieznany nadawca
pop-email-from = E-mail, nadawca { $who }
pop-email-to = E-mail, odbiorca { $who }
pop-email-withheld = E-mail, nieznany nadawca
pop-sms-from = SMS, nadawca { $who }
pop-sms-to = SMS, odbiorca { $who }
pop-sms-withheld = SMS z numeru zastrzeżonego
pop-social-from = Wiadomość społecznościowa, nadawca { $who }
pop-social-to = Wiadomość społecznościowa, odbiorca { $who }
pop-social-withheld = Wiadomość społecznościowa, nieznany nadawca
pop-several = { $text }, kilka trafień
pop-unknown = { $text }, brak w bazie

## Countries

country-se = Szwecja
country-no = Norwegia
country-dk = Dania
country-fi = Finlandia
country-is = Islandia
country-de = Niemcy
country-at = Austria
country-ch = Szwajcaria
country-pl = Polska
country-cz = Czechy
country-sk = Słowacja
country-gb = Wielka Brytania
country-ie = Irlandia
country-fr = Francja
country-be = Belgia
country-nl = Holandia
country-lu = Luksemburg
country-es = Hiszpania
country-pt = Portugalia
country-it = Włochy
country-ee = Estonia
country-lv = Łotwa
country-lt = Litwa
country-ua = Ukraina
country-us = Stany Zjednoczone

## Who else is at a card (src/presence)

presence-editing = { $name } – edytuje
presence-viewing = { $name } – przegląda
presence-idle = { $name } – nieaktywnie

## What is in a message (src/messages)

message-frame = Wiadomość sformatowana
message-frame-of = Wiadomość sformatowana: { $subject }
message-as-text = Zwykły tekst
message-quote = Pokaż cytowany tekst
message-signature = Pokaż podpis
message-remote = { $n ->
    [one] Nie wczytano { $n } zdalnego obrazu.
    [few] Nie wczytano { $n } zdalnych obrazów.
    [many] Nie wczytano { $n } zdalnych obrazów.
   *[other] Nie wczytano { $n } zdalnego obrazu.
}
message-remote-show = Wczytaj obrazy
message-too-much = Budowa tej wiadomości nie pozwala pokazać jej sformatowanej. Oto jej treść.
history-calls-in = Połączenia przychodzące
history-calls-out = Połączenia wychodzące
history-narrow = Przejdź do dnia lub zawęź
history-until = Przejdź do dnia
history-go = Przejdź
history-missed = Nieodebrane połączenia
history-recorded = Z nagraniem
history-campaigns = Kampanie
history-to-day = Do { $day }
history-without = Usuń
history-newest = Do najnowszych
history-nothing = Nic tu nie pasuje
history-nothing-more = W tej historii są inne kontakty.
history-failed = Nie udało się wczytać starszych kontaktów. Spróbuj ponownie
entry-failed = Nie udało się wczytać tego kontaktu.
call-back = Oddzwoń
messages-earlier = { $n ->
    [one] { $n } wcześniejsza wiadomość
    [few] { $n } wcześniejsze wiadomości
    [many] { $n } wcześniejszych wiadomości
   *[other] { $n } wcześniejszej wiadomości
}
messages-failed = Nie udało się wczytać wcześniejszych wiadomości. Spróbuj ponownie
contact-close = Zakończ
contact-facts = Temat i dane
contact-comment = Napisz komentarz
contact-comment-save = Dodaj komentarz
tag-add = Dodaj etykietę
tag-remove = Usuń etykietę { $tag }
done-contact = Zapisano kontakt
section-contacts = Kontakty
section-contacts-hint = To, co zapisuje się o kontakcie: etykiety, temat, pola, komentarze.
feature-contacts-edit = Pisać o nich
conflict-contact-changed = Ktoś inny zmienił w międzyczasie temat lub dane tego kontaktu. Wróć: widać tam, jakie są teraz, z zachowanymi Twoimi słowami.
conflict-no-wrap-up = Ten kontakt nie jest w trakcie obsługi po rozmowie.
