## The page that leads to all others

administration-all = Översikt
people-about = Vilka som loggar in: bjud in, ändra roller, stäng av
teams-about = Vad personerna i ett team får göra på ett kort
fields-about = Vad ni sparar om kunder, kontakter och ärenden, och postgrupper
tokens-about = Andra system som använder API:et
blocklist-about = Nummer och adresser som inte betjänas
accesses-about = Vem som har tittat på vilket kort, när och varför
imports-about = Kunder och kontakter ur filer, och ut igen om det blev fel
exports-about = Kunder till en fil
health-about = Databas, filer, jobb och vad som behöver åtgärdas

## Health

health-title = Hälsa
health-sum-good = Allt är bra.
health-sum-advice = Allt är bra, men det finns några råd.
health-sum-bad = Något måste åtgärdas.
health-checks = Kontroller
health-subject = Vad
health-level = Läge
health-found = Resultat
health-good = Bra
health-advice = Råd
health-bad = Åtgärda
health-configuration = Konfiguration
health-configuration-read = hemland { $country }, lyssnar på { $address }
health-unencrypted = kakor skickas okrypterat: sätt en proxy med https framför och ange public_url
health-proxy-trusted = trust_proxy är på och porten är öppen för alla: vem som helst kan utge sig för en annan adress
health-database = Databas
health-database-none = { $place } finns inte än; `visavi serve` skapar den
health-schema = schemaversion { $version }
health-schema-old = schemaversion { $version }, det här programmet har { $newest }; `visavi migrate` uppdaterar
health-schema-new = schemaversion { $version } är nyare än det här programmet ({ $newest }); använd det nyare
health-files = Filer
health-files-none = { $place } finns inte än; den första filen skapar den
health-files-well = { $place } går att skriva och läsa
health-files-late = { $place } svarar inte
health-web = Webbsida
health-web-there = finns i programmet
health-web-missing = saknas i programmet; bygg den med `make build`
health-disk = Disk
health-room = { $free } ledigt i { $place }
health-room-little = bara { $free } ledigt i { $place }; frigör plats innan inget mer kan sparas
health-key = Nyckel
health-key-well = { $place } öppnar det förseglade; spara en kopia skild från databasen
health-key-open = { $place } kan läsas av andra på den här maskinen: chmod 600
health-key-missing = { $place } saknas: lägg tillbaka nyckeln som de andra stegen förseglades med
health-failed = { $reason }
health-one-administrator = bara en person kan administrera; en till hjälper när den första är borta
health-facts = Den här installationen
health-version = Version
health-customers = Kunder
health-interactions = Kontakter
health-events = Öppna sidor
health-events-none = Allt som har hänt har förmedlats
health-events-since = { $seconds ->
    [one] Den äldsta händelsen har väntat i en sekund
   *[other] Den äldsta händelsen har väntat i { $seconds } sekunder
}
health-jobs = Jobb
health-jobs-lead = Vad den här servern gör på egen hand, sedan den startades. Varför ett jobb misslyckades står i loggen.
health-job = Jobb
health-job-last = Senast
health-job-next = Nästa gång
health-job-failed = Senaste fel
health-job-never = Inget
job-erasures = Slutför raderingar på disken
job-copies = Ta bort gamla kopior av databasen
job-ledger = Radera på nytt den som raderats
job-retention = Gallra det som behållits länge nog
job-duplicates = Lära sig hur dubbletter vägs
job-fields = Gör fält sökbara så som de är definierade
job-presences = Glöm den som lämnat ett kort
job-notes = Tar bort anteckningar som har gått ut
job-blocks = Tar bort utgångna spärrar ur spärrlistan
job-avatars = Tar bort bilder som har ersatts
job-contents = Tar bort innehåll i filer som är borta
job-deleted-customers = Glömmer kunder som togs bort för 30 dagar sedan
job-events = Glömmer gamla händelser
order-up = Flytta upp
order-down = Flytta ner
invalid-list-key = En nyckel har små bokstäver a–z, siffror, ”_” och ”-”.
