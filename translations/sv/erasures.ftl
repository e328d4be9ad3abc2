## Raderingar, och det som hindrar att kunder raderas

conflict-erased = Någon som var känd under detta raderades { $date } och får inte komma tillbaka av sig själv. Har personen blivit kund igen kan en arbetsledare häva raderingen { $id }.
conflict-erasure-requested = En radering av kunden väntar redan på en andra person.
conflict-erasure-own = Någon annan måste godkänna det du har begärt.
conflict-erasure-over = Raderingen är redan avgjord.
conflict-erasure-not-in-force = Raderingen gäller inte.
conflict-legal-hold = { $by } behåller kunden för ett rättsligt anspråk: { $reason }
invalid-past = Detta måste ligga i framtiden.
invalid-range = Detta måste ligga mellan { $min } och { $max }.

## Sidor

erasure-title = Radera personuppgifter
erasure-of = Radera { $name }
erasure-lead = En radering tar bort allt som är känt om kunden, för gott: den kan varken ångras eller hämtas tillbaka från listan över borttagna kunder. Ingen kan komma tillbaka genom en import, över API:et eller genom det som kommer sent.
erasure-would-go = Det som försvinner
erasure-what = Vad
erasure-how-many = Antal
erasure-stays = Det som blir kvar: ett kvitto utan personuppgifter, vem som ändrade och öppnade kortet och när, och koder som känner igen personen utan att säga vem det var.
erasure-do = Radera
erasure-basis = Grund
erasure-basis-choose = Välj grund
erasure-basis-request = Personen har begärt det (art. 17.1 c GDPR)
erasure-basis-consent-withdrawn = Samtycket är återkallat (art. 17.1 b)
erasure-basis-no-longer-needed = Behövs inte längre (art. 17.1 a)
erasure-basis-unlawful = Uppgifterna har behandlats olagligt (art. 17.1 d)
erasure-basis-obligation = En lag kräver det (art. 17.1 e)
erasure-sure = Jag vet att detta inte kan ångras.
invalid-not-sure = Bekräfta att du vet att detta inte kan ångras.
invalid-choice-missing = Välj ett alternativ.
erasure-approval-more = En andra person måste godkänna innan något raderas.
erasure-erase = Radera för gott
erasure-ask = Begär radering
erasure-waits = { $by } har begärt raderingen. Den väntar på en andra person.
erasure-open = Öppna kvittot
erasure-back = Tillbaka till kortet
erasure-band = Den som var känd under detta raderades { $day }. Bara om personen ber att få bli kund igen kan en arbetsledare tillåta det.
erasure-counts-none = Det finns inget mer än namnet.
erasure-counts-interactions = Kontakter
erasure-counts-messages = Meddelanden
erasure-counts-attachments = Bilagor
erasure-counts-comments = Kommentarer
erasure-counts-notes = Anteckningar
erasure-counts-files = Filer
erasure-counts-pictures = Bild
erasure-counts-records = Poster
erasure-counts-identifiers = Nummer och adresser
erasure-counts-addresses = Postadresser
erasure-counts-national-ids = Personnummer och liknande
erasure-counts-blocks = Poster i spärrlistan
erasure-counts-changes = Poster i ändringshistoriken, där bara vem och när blir kvar
erasure-counts-accesses = Poster i åtkomstloggen, där skälet försvinner
erasure-counts-people = Företagets personer, som blir kvar utan företag
erasure-counts-import-rows = Rader i importrapporter
erasure-counts-drafts = Agenters utkast
hold-set = Behåll för ett rättsligt anspråk
hold-lead = Den som behålls kan varken raderas eller tas bort (art. 17.3 e).
hold-reason = Skäl
hold-until = Sista dag
hold-until-hint = Tomt: tills det hävs.
hold-keep = Behåll
hold-kept = Behålls för ett rättsligt anspråk
hold-by = { $by } behåller kunden för ett rättsligt anspråk: { $reason }
hold-until-day = till och med { $day }
hold-lift = Släpp
erasures-about = Kvitton på raderingar, och de som väntar på en andra person
retention-about = Hur länge uppgifter sparas
erasures-title = Raderingar
erasures-all = Alla raderingar
erasures-none = Ingen har raderats
erasures-none-more = Varje radering lämnar ett kvitto här.
erasure-receipt = Kvitto på en radering
erasure-receipt-more = Kvittot innehåller inga personuppgifter. Ge numret till den som bad om raderingen.
erasure-number = Nummer
erasure-state = Läge
erasure-state-requested = Väntar på en andra person
erasure-state-done = Klar
erasure-state-withdrawn = Återkallad
erasure-state-lifted = Klar; personen får komma tillbaka
erasure-whom = Kund
erasure-by = Begärd av
erasure-decided-by = Avgjord av
erasure-at = När
erasure-erased = Raderad
erasure-purged = Borta från disken
erasure-purging = Tas bort
erasure-lifted = Hävd av
erasure-own = Du har begärt den: någon annan måste godkänna.
erasure-approve = Godkänn och radera för gott
erasure-withdraw = Återkalla
erasure-lift = Låt personen komma tillbaka
erasure-lift-more = Har personen blivit kund igen kan nummer och adresser släppas fria. Det som raderats förblir raderat.

## Retention

retention-title = Gallring
retention-lead = Det som är äldre tas bort inom en timme, för gott: det kan inte hämtas tillbaka. Det som behålls för ett rättsligt anspråk blir kvar.
retention-interactions = Kontakter
retention-interactions-more = Med meddelanden, kommentarer och plats i historiken, räknat från början av kontakten. Pågående kontakter blir kvar.
retention-requests = Ärenden
retention-requests-more = Avslutade ärenden, sedan något senast hände i dem. Kontakterna finns kvar.
retention-customers = Kunder
retention-customers-more = Den som inte haft någon kontakt eller ändring så länge raderas. Personen får komma tillbaka: numren förblir fria. Företag blir kvar så länge de har personer.
retention-changes = Ändringshistorik
retention-changes-more = Det som stod före och efter försvinner; vem som ändrade och när blir kvar. Så gamla ändringar kan inte längre ångras.
retention-accesses = Åtkomstlogg
retention-accesses-more = Vem som såg på vem.
retention-import-reports = Importrapporter
retention-import-reports-more = Rader som importer avvisade eller tog med anmärkning, räknat från importens slut.
retention-days = Dagar
retention-days-hint = Tomt: behålls tills någon tar bort det.
retention-try = Prova
retention-due = { $count ->
    [0] Inget är så gammalt.
    [one] En post är så gammal.
   *[other] { $count } poster är så gamla.
}
