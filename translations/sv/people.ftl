## Log-in

log-in = Logga in
login = Inloggningsnamn
login-hint = Det man skriver för att logga in: ett kort namn eller en e-postadress
password = Lösenord
log-in-wait-minutes = { $minutes ->
    [one] Försök igen om en minut.
   *[other] Försök igen om { $minutes } minuter.
}
language-label = Språk

## One-time addresses

first-title = Den första administratören
first-lead = Ingen kan logga in än. Den som fyller i det här sköter installationen.
first-go = Skapa och logga in
invitation-title = Välkommen
invitation-again-title = Ett nytt lösenord
invitation-lead = { $name }, välj lösenordet som du loggar in med hos { $organisation }.
invitation-go = Spara och logga in
spent-title = Adressen gäller inte längre
spent-lead = Den kan användas en gång och gäller i tre dagar. Har du ett lösenord, logga in. Annars be din administratör om en ny.
spent-first = Om ingen någonsin har loggat in här, starta om servern: den skriver ut en ny adress.

## Passwords

password-new = Nytt lösenord
password-again = Samma en gång till
password-hint = Minst 12 tecken. Några ord är lättare att minnas än specialtecken.
password-present = Nuvarande lösenord
password-change = Byt lösenord
password-change-hint = Överallt annars där du är inloggad får du logga in på nytt.
password-done = Lösenordet är bytt

## Preferences

preferences-title = Inställningar
preferences-done = Inställningarna är sparade
language-browser = Som webbläsaren vill
time-zone = Tidszon
time-zone-hint = Skriv en stad, till exempel Stockholm. Tomt betyder som alla andra här.
time-zone-usual = Alla andra här: { $zone }
preferences-theme = Färger
theme-system = Som datorn
theme-light = Ljust
theme-dark = Mörkt
preferences-density = Rader
density-compact = Täta
density-comfortable = Luftiga
preferences-keyboard = Tangentbord
single-keys = Enskilda tangenter gör saker
single-keys-hint = Till exempel e för att redigera och / för att söka. Ctrl+K och Ctrl+Enter fungerar alltid.

## People

administration = Administration
people-title = Personer
people-filter = Filtrera personer
people-filter-none = Ingen passar filtret.
people-back = Tillbaka till personerna
agent-name = Namn
agent-email = E-post
agent-email-hint = Så hittar organisationens egen inloggning personen, om den är inställd.
role = Roll
role-agent = Agent
role-supervisor = Arbetsledare
role-administrator = Administratör
role-hint = En administratör får allt som en arbetsledare får, och en arbetsledare allt som en agent får.
team = Team
team-hint = Ett nytt namn skapar ett nytt team.
agent-state = Status
agent-state-active = Aktiv
agent-state-invited = Inbjuden
agent-state-disabled = Avstängd
agent-state-hint = Den som är avstängd kan inte logga in och loggas ut direkt.
invitation-until = Adressen gäller till { $when }
invitation-over = Ingen giltig adress
agent-new = Ny person
agent-new-lead = Personen får en engångsadress och väljer själv sitt lösenord där.
agent-invite = Skapa och bjud in
handover-title = Lämna över det här
handover-lead = { $name } öppnar adressen en gång, väljer ett lösenord och är inloggad. Inloggningsnamnet är { $login }.
handover-address = Engångsadress, gäller i tre dagar
secret-once = Den visas bara nu. Kopiera den direkt.
secret-copy = Kopiera
secret-copied = Kopierat
invite-again-title = Inbjudan
invite-again-lead = Har den förra adressen kommit bort eller gått ut? En ny gör den ogiltig.
invite-password-lead = Glömt lösenordet? Med en engångsadress kan personen välja ett nytt. Till dess fungerar det nuvarande.
invite-again = Skapa en engångsadress
stale-title = Någon annan har ändrat personen under tiden.
stale-lead = Det du skrev står nedan. Spara igen för att ersätta det som gäller nu:
conflict-agent-disabled = Den som är avstängd kan inte bjudas in. Gör personen aktiv först.
invalid-choice = Välj något i listan.

## Tokens

tokens-title = API-token
tokens-lead = Med en token får ett annat system använda API:et: växeln, butiken, en rapport. Ge varje system en egen, så att en enda kan återkallas.
tokens-known = Token
tokens-none = Det finns inga token än.
token-new = Ny token
token-name = Namn
token-name-hint = Vilket system som använder den
token-role-hint = Vad den får göra, som en person med den rollen
token-create = Skapa token
token-made = Token ”{ $name }”
token-text = Token
token-created = Skapad
token-state = Status
token-valid = Giltig
token-revoked = Återkallad
token-revoke = Återkalla
token-revoke-warning = Systemet som använder den nekas från och med nästa anrop. Det går inte att ångra.
token-revoke-now = Återkalla nu

## Lists and forms

list-actions = Åtgärder
list-edit = Redigera
list-more = Fler
form-save = Spara
form-discard = Ångra
form-draft-back = Det du skrev är tillbaka
form-draft-of = Dina ord från { $when } är tillbaka.
form-draft-discard = Släng det

## Team

teams-title = Team
teams-none = Inget team än
teams-none-more = Ett team finns när en person har satts i det, på sidan med personer.
team-off = Avstängt
team-all-on = Allt är på
team-lead = Det som teamets personer får göra på ett kort. Det gäller från deras nästa klick. API-nycklar hör inte till något team.
team-stale = Någon annan har ändrat teamet under tiden.
section-customers = Kunder
section-customers-hint = Den som inte får ändra kunder kan ändå skriva anteckningar och arbeta med kontakter.
feature-customers-add = Lägga till kunder
feature-customers-edit = Ändra kunder
section-records = Postgrupper
section-records-hint = Den som inte får se poster ser ingen av deras flikar.
feature-records-see = Se dem
feature-records-add = Lägga till dem
feature-records-edit = Ändra dem
feature-records-delete = Ta bort dem
section-notes = Anteckningar
section-notes-hint = Den som inte får se anteckningar ser ingen alls, varken den fästa eller i en sökning.
feature-notes-see = Se dem
feature-notes-add = Skriva dem
feature-notes-edit = Ändra egna
feature-notes-delete = Ta bort egna
section-changes = Ändringar
section-changes-hint = Den som inte får se ändringar har ingen flik för dem.
feature-changes-see = Se dem och ta tillbaka dem
section-files = Filer
section-files-hint = Den som inte får se filer ser ingen, inte ens hur många de är.
feature-files-see = Se och ladda ner dem
feature-files-add = Lägga till dem
feature-files-edit = Byta namn på dem
feature-files-delete = Ta bort dem
