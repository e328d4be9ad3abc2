## Log-in

log-in = Zaloguj się
login = Login
login-hint = To, co wpisuje się przy logowaniu: krótka nazwa albo adres e-mail
password = Hasło
log-in-wait-minutes = { $minutes ->
    [one] Spróbuj ponownie za minutę.
    [few] Spróbuj ponownie za { $minutes } minuty.
    [many] Spróbuj ponownie za { $minutes } minut.
   *[other] Spróbuj ponownie za { $minutes } minuty.
}
language-label = Język

## One-time addresses

first-title = Pierwszy administrator
first-lead = Nikt nie może się jeszcze zalogować. Kto wypełni ten formularz, zarządza tą instalacją.
first-go = Utwórz i zaloguj
invitation-title = Witamy
invitation-again-title = Nowe hasło
invitation-lead = { $name }: wybierz hasło, którym logujesz się w { $organisation }.
invitation-go = Zapisz i zaloguj
spent-title = Ten adres jest już nieważny
spent-lead = Działa jeden raz, przez trzy dni. Jeśli masz hasło, zaloguj się. Jeśli nie, poproś administratora o nowy adres.
spent-first = Jeśli nikt się tu jeszcze nie logował, uruchom serwer ponownie: wypisze nowy adres.

## Passwords

password-new = Nowe hasło
password-again = To samo jeszcze raz
password-hint = Co najmniej 12 znaków. Kilka słów łatwiej zapamiętać niż znaki specjalne.
password-present = Obecne hasło
password-change = Zmień hasło
password-change-hint = Wszędzie indziej trzeba będzie zalogować się ponownie.
password-done = Hasło zmienione

## Preferences

preferences-title = Ustawienia
preferences-done = Ustawienia zapisane
language-browser = Jak w przeglądarce
time-zone = Strefa czasowa
time-zone-hint = Wpisz miasto, na przykład Warsaw. Puste oznacza: jak u wszystkich.
time-zone-usual = U wszystkich: { $zone }
preferences-theme = Kolory
theme-system = Jak w systemie
theme-light = Jasne
theme-dark = Ciemne
preferences-density = Wiersze
density-compact = Zwarte
density-comfortable = Luźne
preferences-keyboard = Klawiatura
single-keys = Pojedyncze klawisze wykonują polecenia
single-keys-hint = Na przykład e edytuje, a / szuka. Ctrl+K i Ctrl+Enter działają zawsze.

## People

administration = Administracja
people-title = Osoby
people-filter = Filtruj osoby
people-filter-none = Nikt nie pasuje do filtra.
people-back = Wróć do listy osób
agent-name = Imię i nazwisko
agent-email = E-mail
agent-email-hint = Po nim rozpoznaje tę osobę logowanie organizacji, jeśli jest skonfigurowane.
role = Rola
role-agent = Agent
role-supervisor = Kierownik
role-administrator = Administrator
role-hint = Administrator może wszystko to, co kierownik, a kierownik wszystko to, co agent.
team = Zespół
team-hint = Nowa nazwa tworzy nowy zespół.
agent-state = Stan
agent-state-active = Konto aktywne
agent-state-invited = Zaproszenie wysłane
agent-state-disabled = Konto wyłączone
agent-state-hint = Z wyłączonego konta nie można się zalogować, a otwarte sesje kończą się od razu.
invitation-until = Adres ważny do { $when }
invitation-over = Brak ważnego adresu
agent-new = Nowa osoba
agent-new-lead = Otrzyma jednorazowy adres, pod którym sama wybierze hasło.
agent-invite = Utwórz i zaproś
handover-title = Przekaż ten adres
handover-lead = { $name } otwiera adres jeden raz, wybiera hasło i jest po zalogowaniu. Login to { $login }.
handover-address = Adres jednorazowy, ważny trzy dni
secret-once = Widać go tylko teraz. Skopiuj go od razu.
secret-copy = Kopiuj
secret-copied = Skopiowano
invite-again-title = Zaproszenie
invite-again-lead = Poprzedni adres zaginął albo stracił ważność? Nowy go unieważnia.
invite-password-lead = Zapomniane hasło? Jednorazowy adres pozwala wybrać nowe. Do tego czasu działa obecne.
invite-again = Utwórz jednorazowy adres
stale-title = W międzyczasie ktoś inny zmienił dane tej osoby.
stale-lead = Twoje wpisy są poniżej. Zapisz jeszcze raz, aby zastąpić obecne dane:
conflict-agent-disabled = Nie można zaprosić osoby z wyłączonym kontem. Najpierw włącz konto.
invalid-choice = Wybierz coś z listy.

## Tokens

tokens-title = Tokeny API
tokens-lead = Token pozwala innemu systemowi korzystać z API: centrali, sklepowi, raportowi. Daj każdemu własny, aby można było unieważnić tylko jeden.
tokens-known = Tokeny
tokens-none = Nie ma jeszcze tokenów.
token-new = Nowy token
token-name = Nazwa
token-name-hint = Który system go używa
token-role-hint = Co może robić, tak jak osoba o tej roli
token-create = Utwórz token
token-made = Token „{ $name }”
token-text = Token
token-created = Utworzono
token-state = Stan
token-valid = Ważny
token-revoked = Unieważniony
token-revoke = Unieważnij
token-revoke-warning = System, który go używa, dostanie odmowę przy następnym żądaniu. Tego nie można cofnąć.
token-revoke-now = Unieważnij teraz

## Lists and forms

list-actions = Działania
list-edit = Edytuj
list-more = Więcej
form-save = Zapisz
form-discard = Odrzuć
form-draft-back = Twoje wpisy wróciły
form-draft-of = Wróciły słowa wpisane { $when }.
form-draft-discard = Odrzuć je

## Zespoły

teams-title = Zespoły
teams-none = Nie ma jeszcze zespołu
teams-none-more = Zespół powstaje, gdy ktoś zostanie do niego dodany na stronie osób.
team-off = Wyłączone
team-all-on = Wszystko jest włączone
team-lead = Co osoby z tego zespołu mogą robić na karcie. Obowiązuje od ich następnego kliknięcia. Tokeny API nie należą do żadnego zespołu.
team-stale = Ktoś inny zmienił ten zespół w międzyczasie.
section-customers = Klienci
section-customers-hint = Kto nie może zmieniać klientów, nadal może pisać notatki i obsługiwać kontakty.
feature-customers-add = Dodawać klientów
feature-customers-edit = Zmieniać klientów
section-records = Grupy rekordów
section-records-hint = Kto nie może widzieć rekordów, nie zobaczy żadnej z ich zakładek.
feature-records-see = Widzieć
feature-records-add = Dodawać
feature-records-edit = Zmieniać
feature-records-delete = Usuwać
section-notes = Notatki
section-notes-hint = Kto nie może widzieć notatek, nie zobaczy żadnej: ani przypiętej, ani w wyszukiwaniu.
feature-notes-see = Widzieć
feature-notes-add = Pisać
feature-notes-edit = Zmieniać własne
feature-notes-delete = Usuwać własne
section-changes = Zmiany
section-changes-hint = Kto nie może widzieć zmian, nie ma ich zakładki.
feature-changes-see = Widzieć je i cofać
section-files = Pliki
section-files-hint = Kto nie może widzieć plików, nie zobaczy żadnego, nawet ile ich jest.
feature-files-see = Widzieć i pobierać
feature-files-add = Dodawać
feature-files-edit = Zmieniać nazwę
feature-files-delete = Usuwać
