## Varför en post eller en fil inte togs emot (src/imports/problem.rs)

import-line = Rad { $line }
import-line-and-place = Rad { $line }, kolumn { $place }
import-several = Flera kunder passar på posten. Slå ihop dem eller ge posten en referens.
import-company-several = Flera företag heter så. Ange vilket som menas med company_ref.
import-birth-date = ”{ $value }” är inget datum. Lämnas tomt.
import-language = ”{ $value }” är inget språk. Lämnas tomt.
import-vip = ”{ $value }” är varken ja eller nej. Lämnas tomt.
import-national-id = ”{ $value }” är inget nummer av det slaget. Lämnas tomt.
import-kind = ”{ $value }” är varken person eller företag. Lämnas tomt.
import-owner = Ingen har inloggningen eller namnet ”{ $value }”. Lämnas tomt.
import-problem-empty = Filen är tom.
import-problem-header-only = Filen har kolumnnamn men inga rader.
import-problem-unknown-format = Filen har inget format som kan läsas: CSV, XLSX, vCard, JSContact eller JSON-rader.
import-problem-needs-file = En arbetsbok kan inte läsas ur ett rör. Spara den först.
import-problem-unknown-encoding = Det finns ingen teckenkodning med det namnet.
import-problem-unknown-column = Filen har ingen kolumn ”{ $name }”.
import-problem-nothing-mapped = Ingen kolumn kändes igen. Ange vad kolumnerna innehåller.
import-problem-ragged = { $found ->
    [one] Raden har en cell, men det finns { $expected } kolumner. Leta efter en avgränsare eller ett citattecken för mycket eller för litet.
   *[other] Raden har { $found } celler, men det finns { $expected } kolumner. Leta efter en avgränsare eller ett citattecken för mycket eller för litet.
}
import-problem-unclosed-quote = Ett citattecken öppnas på raden och stängs aldrig.
import-problem-too-large = Posten är större än vad som kan läsas. Kanske fattas ett citattecken eller ett radslut.
import-problem-photo-too-large = Ett foto är större än 32 MB. Ta bort det ur filen: foton importeras inte.
import-problem-too-many-columns = Tabellen har fler än 1 000 kolumner.
import-problem-too-many-values = Posten har för många värden.
import-problem-too-deep = Posten är för djupt nästlad.
import-problem-encoding = Posten har byte som inte är text i filens teckenkodning. Ange kodningen eller spara filen som UTF-8.
import-problem-zero-byte = Posten har en nollbyte, som ingen text har.
import-problem-truncated = Posten har inget slut: filen är avkortad.
import-problem-json = Posten är inte giltig JSON.
import-problem-wrong-type = ”{ $name }” har ett värde av fel typ.
import-problem-nothing = Ingenting kändes igen i posten.
import-problem-workbook = Arbetsboken är skadad och kan inte läsas.
import-problem-bomb = Arbetsboken packas upp till mer än vad som kan läsas.
import-problem-locked = Arbetsboken har ett lösenord eller är av det gamla formatet. Spara den som XLSX utan lösenord.
import-problem-io = Filen kunde inte läsas: { $cause }.
conflict-import-running = Importen pågår fortfarande.

## Pages of imports and exports (src/imports/view.rs, src/exports/pages.rs)

imports-title = Import
imports-lead = Kunder ur någon annans fil. Ingenting skrivs innan du har sett hur den tolkas, och en hel import kan ångras.
import-new = Läs in en fil
import-file = Fil
import-file-hint = CSV, XLSX, vCard, JSContact eller JSON-rader. Exporter från Google, Outlook, Thunderbird, HubSpot, Chatwoot, Zammad och Zendesk känns igen.
import-file-missing = Välj en fil.
import-file-broken = Filen kom inte fram hel. Försök igen.
import-look = Granska filen
imports-past = Tidigare importer
imports-none = Ingenting har importerats än.
import-when = När
import-by = Av
import-state = Läge
import-open = Öppna
import-state-draft = Granskad
import-state-checking = Provkörs
import-state-waiting = Väntar
import-state-running = Pågår
import-state-done = Klar
import-state-failed = Avbröts
import-state-undoing = Ångras
import-state-undone = Ångrad
import-read = Lästa
import-created = Nya
import-updated = Uppdaterade
import-skipped = Hoppades över
import-rejected = Avvisade
import-broken = Filen kan inte läsas
import-another = Ta en annan fil
import-format-csv = CSV
import-format-xlsx = XLSX
import-format-vcf = vCard
import-format-jscontact = JSContact
import-format-jsonl = JSON-rader
import-draft-lead = Ingenting har skrivits än.
import-forecast = Vad som skulle hända
import-sample = De första posterna
import-start = Importera
import-try = Provkör
import-look-again = Granska igen
import-discard = Kasta filen
import-columns = Vad kolumnerna innehåller
import-column = Kolumn
import-cells = Första cellerna
import-holds = Innehåller
import-holds-of = Vad ”{ $column }” innehåller
import-key = Nyckel
import-key-of = Nyckel för det egna fältet till ”{ $column }”
import-left-out = Importeras inte
import-field-own = Eget fält …
import-reading = Hur filen läses
import-encoding = Teckenkodning
import-delimiter = Avgränsare
import-recognised = Som den känns igen
import-progress = Hur långt det har kommit
import-refresh = Se hur långt det har kommit
import-undo = Ångra importen
import-undo-hint = Nya kunder tas bort, ändrade blir som de var. Det som någon har ändrat sedan dess behålls.
import-undo-now = Ångra
import-rejected-records = Avvisade poster
import-remarks = Utelämnade värden
import-place = Var
import-reason = Varför
import-record = Post
import-rejected-file = Alla avvisade poster som CSV
import-nobody = Ingen kund har ”{ $value }”. Importera kunderna först.
import-note-pinned = Kunden har redan en fäst anteckning. Den här togs med men fästes inte.
import-no-customer = Ingen kund har referensen ”{ $value }”. Importera kunderna först.
import-when-missing = När det var saknas.
import-time = ”{ $value }” är ingen tid som 2026-11-19 14:05.
import-member = En medlem kan inte godtas: { $detail }.
import-vcon-encrypted = Samtalet är krypterat och kan inte läsas.
import-vcon-broken = Det är ingen vCon med parter och dialoger.
import-vcon-critical = Enligt vCon-filen får den inte läsas utan tillägget ”{ $name }”, som är okänt här. Exportera den utan det tillägget.
conflict-import-begun = Importen har redan börjat.
export-title = Export
export-lead = Kunder som en fil. Det som skrivs här kan importeras igen och ger likadana kunder. Vem som exporterade vad står i ändringshistoriken.
export-format = Format
export-format-csv = för kalkylblad; ingen cell är en formel
export-format-vcf = 4.0, för telefoner och adressböcker
export-format-jscontact = RFC 9553, ett kort per rad
export-format-jsonl = med API:ets namn
export-search = Bara kunder som hittas med
export-search-hint = Lämna tomt för alla.
export-tag = Bara med denna tagg
export-start = Exportera
import-field-ref = Referens
import-field-kind = Person eller företag
import-field-given-name = Förnamn
import-field-family-name = Efternamn
import-field-name = Hela namnet
import-field-company = Företag
import-field-company-ref = Företagets referens
import-field-department = Avdelning
import-field-job-title = Befattning
import-field-birth-date = Födelsedatum
import-field-language = Språk
import-field-phone = Telefon
import-field-email = E-post
import-field-handle = Användarnamn
import-field-street = Gata
import-field-postal-code = Postnummer
import-field-city = Ort
import-field-region = Region
import-field-country = Land
import-field-national-id = Id-nummer
import-field-tag = Tagg
import-field-owner = Kundansvarig
import-field-vip = VIP
import-field-customer-ref = Kundens referens
import-field-channel = Kanal
import-field-direction = Riktning
import-field-from = Från
import-field-to = Till
import-field-queue = Kö
import-field-agent = Agent
import-field-state = Läge
import-field-started-at = Började
import-field-answered-at = Besvarades
import-field-ended-at = Slutade
import-field-topic = Ämne
import-field-recording-url = Inspelning
import-field-rating = Betyg
import-field-rating-scale = Betygets skala
import-field-campaign = Kampanj
import-field-message-ref = Meddelandets referens
import-field-number = Meddelandets nummer
import-field-message-from = Meddelande från
import-field-message-to = Meddelande till
import-field-subject = Ämnesrad
import-field-text = Text
import-field-html = Text som HTML
import-field-author = Skribent
import-field-created-at = Skriven
import-field-pinned = Fäst
import-field-expires-at = Syns till
import-field-at = Meddelandets tid
import-field-visavi-id = Id i Visavi
import-field-note = Fäst anteckning
import-undone = { $count ->
    [one] En sak ångrades.
   *[other] { $count } saker ångrades.
}
import-kept = { $count ->
    [one] En behölls eftersom någon har ändrat den.
   *[other] { $count } behölls eftersom någon har ändrat dem.
}
import-companies = { $count ->
    [one] Ett företag skapades för dem som hör till det.
   *[other] { $count } företag skapades för dem som hör till dem.
}
import-remarked = { $count ->
    [one] Ett värde utelämnades.
   *[other] { $count } värden utelämnades.
}
import-duplicates = { $n ->
    [one] Ett par kort kan vara samma person ({ $certain } mycket troligt).
   *[other] { $n } par kort kan vara samma person ({ $certain } mycket troliga).
}
import-duplicates-show = Titta på dem
