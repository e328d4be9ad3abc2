## Log-in

log-in = Anmelden
login = Anmeldename
login-hint = Was man beim Anmelden eingibt: ein kurzer Name oder eine E-Mail-Adresse
password = Passwort
log-in-wait-minutes = { $minutes ->
    [one] Versuchen Sie es in einer Minute noch einmal.
   *[other] Versuchen Sie es in { $minutes } Minuten noch einmal.
}
language-label = Sprache

## One-time addresses

first-title = Erstes Administrationskonto
first-lead = Noch kann sich niemand anmelden. Wer dies ausfüllt, verwaltet diese Installation.
first-go = Anlegen und anmelden
invitation-title = Willkommen
invitation-again-title = Ein neues Passwort
invitation-lead = { $name }, wählen Sie das Passwort, mit dem Sie sich bei { $organisation } anmelden.
invitation-go = Speichern und anmelden
spent-title = Diese Adresse gilt nicht mehr
spent-lead = Sie gilt einmal und drei Tage lang. Wenn Sie ein Passwort haben, melden Sie sich an. Sonst bitten Sie Ihre Administration um eine neue.
spent-first = Hat sich hier noch nie jemand angemeldet, starten Sie den Server neu: er gibt eine neue Adresse aus.

## Passwords

password-new = Neues Passwort
password-again = Noch einmal dasselbe
password-hint = Mindestens 12 Zeichen. Ein paar Wörter merkt man sich leichter als Sonderzeichen.
password-present = Jetziges Passwort
password-change = Passwort ändern
password-change-hint = Überall sonst, wo Sie angemeldet sind, müssen Sie sich neu anmelden.
password-done = Passwort geändert

## Preferences

preferences-title = Einstellungen
preferences-done = Einstellungen gespeichert
language-browser = Wie der Browser
time-zone = Zeitzone
time-zone-hint = Geben Sie eine Stadt ein, etwa Berlin. Leer heißt: wie alle hier.
time-zone-usual = Alle hier: { $zone }
preferences-theme = Farben
theme-system = Wie der Computer
theme-light = Hell
theme-dark = Dunkel
preferences-density = Zeilen
density-compact = Eng
density-comfortable = Luftig
preferences-keyboard = Tastatur
single-keys = Einzelne Tasten lösen etwas aus
single-keys-hint = Zum Beispiel e zum Bearbeiten und / zum Suchen. Strg+K und Strg+Enter gehen immer.

## People

administration = Verwaltung
people-title = Personen
people-filter = Personen filtern
people-filter-none = Auf diesen Filter passt niemand.
people-back = Zurück zu den Personen
agent-name = Name
agent-email = E-Mail
agent-email-hint = Daran erkennt die Anmeldung Ihrer Organisation diese Person, falls sie eingerichtet ist.
role = Rolle
role-agent = Agent
role-supervisor = Teamleitung
role-administrator = Administration
role-hint = Die Administration darf alles, was die Teamleitung darf, und die Teamleitung alles, was ein Agent darf.
team = Team
team-hint = Ein neuer Name legt ein neues Team an.
agent-state = Status
agent-state-active = Aktiv
agent-state-invited = Eingeladen
agent-state-disabled = Gesperrt
agent-state-hint = Wer gesperrt ist, kann sich nicht anmelden und wird sofort abgemeldet.
invitation-until = Adresse gültig bis { $when }
invitation-over = Keine gültige Adresse
agent-new = Neue Person
agent-new-lead = Sie bekommt eine Einmaladresse und wählt dort selbst ihr Passwort.
agent-invite = Anlegen und einladen
handover-title = Bitte weitergeben
handover-lead = { $name } öffnet diese Adresse einmal, wählt ein Passwort und ist angemeldet. Der Anmeldename ist { $login }.
handover-address = Einmaladresse, drei Tage gültig
secret-once = Sie wird nur jetzt gezeigt. Kopieren Sie sie gleich.
secret-copy = Kopieren
secret-copied = Kopiert
invite-again-title = Einladung
invite-again-lead = Die letzte Adresse ist verloren oder abgelaufen? Eine neue macht sie ungültig.
invite-password-lead = Passwort vergessen? Mit einer Einmaladresse lässt sich ein neues wählen. Bis dahin gilt das jetzige.
invite-again = Einmaladresse erstellen
stale-title = Jemand anders hat diese Person inzwischen geändert.
stale-lead = Ihre Eingaben stehen unten. Speichern Sie noch einmal, um zu ersetzen, was jetzt gilt:
conflict-agent-disabled = Wer gesperrt ist, kann nicht eingeladen werden. Setzen Sie die Person zuerst auf aktiv.
invalid-choice = Wählen Sie etwas aus der Liste.

## Tokens

tokens-title = API-Tokens
tokens-lead = Mit einem Token nutzt ein anderes System die API: die Telefonanlage, der Shop, ein Bericht. Geben Sie jedem ein eigenes, damit sich eines allein widerrufen lässt.
tokens-known = Tokens
tokens-none = Es gibt noch keine Tokens.
token-new = Neues Token
token-name = Name
token-name-hint = Welches System es nutzt
token-role-hint = Was es darf, wie eine Person mit dieser Rolle
token-create = Token anlegen
token-made = Das Token „{ $name }“
token-text = Token
token-created = Angelegt
token-state = Status
token-valid = Gültig
token-revoked = Widerrufen
token-revoke = Widerrufen
token-revoke-warning = Das System, das es nutzt, wird ab der nächsten Anfrage abgewiesen. Das lässt sich nicht rückgängig machen.
token-revoke-now = Jetzt widerrufen

## Lists and forms

list-actions = Aktionen
list-edit = Bearbeiten
list-more = Mehr
form-save = Speichern
form-discard = Verwerfen
form-draft-back = Ihre Eingaben sind wieder da
form-draft-of = Ihre Eingaben vom { $when } sind wieder da.
form-draft-discard = Verwerfen

## Teams

teams-title = Teams
teams-none = Noch kein Team
teams-none-more = Ein Team entsteht, wenn auf der Seite der Personen jemand hineinkommt.
team-off = Abgeschaltet
team-all-on = Alles ist an
team-lead = Was die Leute dieses Teams auf einer Karte dürfen. Es gilt ab ihrem nächsten Klick. API-Tokens gehören zu keinem Team.
team-stale = Jemand anderes hat dieses Team inzwischen geändert.
section-customers = Kunden
section-customers-hint = Wer Kunden nicht ändern darf, kann trotzdem Notizen schreiben und mit Kontakten arbeiten.
feature-customers-add = Kunden anlegen
feature-customers-edit = Kunden ändern
section-records = Datensatzgruppen
section-records-hint = Wer Datensätze nicht sehen darf, sieht keinen ihrer Reiter.
feature-records-see = Sehen
feature-records-add = Hinzufügen
feature-records-edit = Ändern
feature-records-delete = Löschen
section-notes = Notizen
section-notes-hint = Wer Notizen nicht sehen darf, sieht keine: weder die angeheftete noch eine in der Suche.
feature-notes-see = Sehen
feature-notes-add = Schreiben
feature-notes-edit = Eigene ändern
feature-notes-delete = Eigene löschen
section-changes = Änderungen
section-changes-hint = Wer Änderungen nicht sehen darf, hat keinen Reiter dafür.
feature-changes-see = Sehen und zurücknehmen
section-files = Dateien
section-files-hint = Wer Dateien nicht sehen darf, sieht keine, auch nicht wie viele es sind.
feature-files-see = Sehen und herunterladen
feature-files-add = Hinzufügen
feature-files-edit = Umbenennen
feature-files-delete = Löschen
