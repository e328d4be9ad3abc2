## Titles and details of errors

error-sign-in = Logga in först
error-sign-in-detail = Din session är slut, eller så har du inte loggat in än.
error-token = En giltig token behövs
error-token-detail = Skicka huvudet ”Authorization: Bearer TOKEN” med en token som inte är återkallad.
error-forbidden = Det här får du inte göra
error-forbidden-detail = Din roll tillåter det inte. En administratör kan ändra din roll.
error-switched-off = Avstängt för ditt team
error-switched-off-detail = En administratör kan slå på det för ditt team.
error-not-own = Någon annan har skrivit det här
error-not-own-detail = Bara den som skrev det kan ändra eller ta bort det.
error-reason = Ett skäl behövs
error-reason-detail = Du har ingen kontakt med kunden. Öppna själva kortet och säg varför.
error-forged-form = Formuläret gäller inte längre
error-forged-form-detail = Det skickades inte från en sida i den här sessionen. Ladda om sidan och skicka det igen.
error-not-found = Hittades inte
error-not-found-detail = Det finns inget på den här adressen. Det kan ha tagits bort.
error-method = Adressen tar inte emot den metoden
error-method-detail = Vilka metoder varje adress har står i OpenAPI-dokumentet.
error-unreadable = Anropet går inte att läsa
error-invalid = Allt kan inte godtas
error-invalid-detail = Se fälten som anges nedan.
error-conflict = Något står i vägen
error-stale = Någon annan har ändrat det
error-stale-detail = Det har ändrats sedan du läste det. Läs det igen och gör om din ändring.
error-precondition = If-Match saknas
error-precondition-detail = Läs resursen och skicka dess ETag som If-Match, så att ingens ändring skrivs över.
error-forgotten = Händelser saknas
error-forgotten-detail = Efter den här positionen har det hänt saker som inte längre finns kvar, eller så hör den till en annan databas. Läs om det du behöver och anslut sedan utan Last-Event-ID och after.
error-too-large = För stort
error-too-large-detail = Ett anrop får vara högst 2 MB.
error-delivery-too-large-detail = Det som berättar om kontakter och meddelanden får ha { $max } MB. Skicka större bilagor en och en till …/messages/ID/attachments.
error-file-too-large-detail = En fil får ha { $max } MB. Inget sparades.
error-media-type = Inte angivet som JSON
error-media-type-detail = Skicka huvudet ”Content-Type: application/json”.
error-rate-limited = För många försök
error-rate-limited-detail = { $seconds ->
    [one] Försök igen om en sekund.
   *[other] Försök igen om { $seconds } sekunder.
}
error-unavailable = Inte tillgängligt just nu
error-unavailable-detail = Databasen går inte att nå. Inget har ändrats. Försök igen om en stund.
error-range = Filen har inga sådana byte
error-range-detail = Be om ett intervall inom dess storlek.
error-store-unavailable = Filer går inte att nå just nu
error-store-unavailable-detail = Fillagret går inte att nå. Inget ändrades. Försök igen om en stund.
error-store-full = Det finns ingen plats för filer
error-store-full-detail = Disken eller lagret för filer är fullt. Filen sparades inte. Den som sköter den här installationen behöver skapa plats.
error-internal = Något gick fel hos oss
error-internal-detail = Inget har ändrats. Ge din administratör anropets nummer.
error-sealed = Installationens nyckel passar inte
error-sealed-detail = Filen med nyckeln saknas eller är en annan. Inget har ändrats. Den som driver servern ser i loggen vilken fil det gäller.

## Messages of single fields

invalid-empty = Det här får inte vara tomt.
invalid-missing = Det här saknas.
invalid-unknown-member = Det finns inget fält med det namnet.
invalid-twice = Det här får anges bara en gång.
invalid-type = Det här har fel typ: { $detail }.
invalid-nul = Det här innehåller ett NUL-tecken, som inte går att lagra.
invalid-control-character = Det här innehåller ett styrtecken, som inte går att lagra.
invalid-too-long = { $max ->
    [one] Det här får ha högst ett tecken.
   *[other] Det här får ha högst { $max } tecken.
}
invalid-pinned-too-long = En fäst anteckning syns vid varje kontakt: den får ha { $max } tecken.
invalid-expired = Den tiden är förbi.
invalid-too-many = { $max ->
    [one] Det får finnas högst en av dessa.
   *[other] Det får finnas högst { $max } av dessa.
}
invalid-field-key = En fältnyckel har 1 till 64 bokstäver, siffror, ”_”, ”-” eller ”.”.
invalid-field-value = Ett fält tar text, ett tal, sant eller falskt, eller en lista med texter.
invalid-url = Det här måste vara en adress som börjar med https:// eller http://.
invalid-limit = Gränsen är 1 till { $max }.
invalid-cursor = Det här är ingen markör i den här listan. Utelämna den för att börja från början.
invalid-event-type = ”{ $value }” är ingen händelsetyp. Det finns: { $known }
invalid-idempotency-key = En idempotensnyckel har 1 till 200 skrivbara tecken.
invalid-idempotency-reuse = Nyckeln har redan använts för ett annat anrop. Ta en ny.
invalid-phone = Det här kan inte vara ett telefonnummer.
invalid-email = Det här kan inte vara en e-postadress.
invalid-handle = Det här kan inte vara ett användarnamn.
invalid-national-id = Det här kan inte vara { $kind }.
invalid-name-missing = Ange ett namn, ett telefonnummer eller en e-postadress.
invalid-date = Det här måste vara ett datum som 1980-02-29.
invalid-before-beginning = Det är före den första dagen.
invalid-day = Detta måste vara ett datum som 2026-02-28 eller ett antal dagar före i dag.
invalid-field-filter = Detta måste vara en nyckel och ett värde med kolon emellan: NYCKEL:VÄRDE.
invalid-language = Det här måste vara en språkkod som sv eller de-AT.
invalid-company = Det finns inget sådant företag.
invalid-customer = Det finns ingen sådan kund.
invalid-split-nothing = Välj minst ett nummer, en adress eller en händelse som ska flyttas.
invalid-split-identifier = Det här numret eller den här adressen finns inte på kortet.
invalid-split-entry = Det här finns inte på kortet.
invalid-split-into = Välj nummer och adresser i "identifiers": de ska vara kortets.
invalid-owner = Ingen har det inloggningsnamnet.
invalid-lookup = Fråga efter exakt ett av phone, email och handle.
invalid-rating = Ett omdöme har ett värde från 0 till sin skala, och en skala från 1 till 1 000.
invalid-fixed = Det här går inte att ändra.
unreadable-no-batch = Innehållet är varken en JSON-lista eller JSON-rader.
invalid-batch = En sändning innehåller 1 till { $max } kontakter.
invalid-base64 = Det här är inte base64.
invalid-attachment-large = En bilaga får ha { $max } MB.
invalid-attachments-large = Ett meddelandes bilagor får ha { $max } MB tillsammans.
invalid-before = Det här är före { $member }.
invalid-state-backwards = Läget går bara framåt; det är { $state }.
invalid-password-short = { $min ->
    [one] Ett lösenord har minst ett tecken.
   *[other] Ett lösenord har minst { $min } tecken.
}
invalid-time-zone = Det finns ingen sådan tidszon.
invalid-log-in = Inloggningsnamnet och lösenordet stämmer inte.
invalid-password-wrong = Det här är inte ditt nuvarande lösenord.
invalid-password-repeat = De två lösenorden är olika.
invalid-file-missing = Välj en fil.
invalid-file-empty = Filen är tom.
invalid-file-cut = Filen kom inte fram hel.
invalid-picture-missing = Välj en bild.
invalid-picture-large = Filen är större än { $max } MB. Välj en mindre.
invalid-picture-kind = Det här är ingen bild av ett slag som visas. Välj en PNG, JPEG eller WebP.
invalid-picture-pixels = Bilden har för många bildpunkter. Förminska den till högst { $max } megapixel.
invalid-picture-broken = Bilden är trasig eller kom inte fram hel. Spara den på nytt eller välj en annan.
unreadable-json = Det här är inte JSON: se rad { $line }, kolumn { $column }.
unreadable-no-object = Innehållet måste vara ett JSON-objekt.
conflict-race = Någon annan gjorde något samtidigt. Försök igen.
conflict-blocked = Detta är redan spärrat.
conflict-ref-taken = En annan har redan den här ref.
conflict-login-taken = Någon annan har redan det inloggningsnamnet.
conflict-email-taken = Någon annan har redan den e-postadressen.
conflict-list-name = Du har redan en lista med det namnet.
conflict-files-many = En kund får ha { $max } filer. Ta bort en först.
conflict-files-full = En kunds filer får ha { $max } MB tillsammans. Ta bort en först.
conflict-attachments-many = Ett meddelande får ha { $max } bilagor.
conflict-attachments-full = Ett meddelandes bilagor får ha { $max } MB tillsammans.
conflict-last-administrator = Någon måste finnas kvar som kan administrera.
conflict-company-has-people = Personer hör till företaget. Flytta dem först.
conflict-reverted = Det är redan så: det finns inget att ta tillbaka.

## Why an identifier cannot be read

reason-phone-empty = Skriv ett nummer.
reason-phone-too-long = Texten är för lång.
reason-phone-not-a-number = Det innehåller inget nummer.
reason-phone-too-short = Det är för kort: lägg till riktnummer eller landskod.
reason-phone-too-many-digits = Det har för många siffror.
reason-phone-unknown-country = Inget land har den landskoden.
reason-phone-several-numbers = Det ser ut som flera nummer: skriv dem ett i taget.
reason-phone-invalid = Landet har inga nummer av den längden.
reason-email-too-long = Den är för lång.
reason-email-invalid = En adress ser ut som namn@example.org.
reason-handle-empty = Det är tomt.
reason-handle-invalid = Det är för långt eller innehåller styrtecken.
reason-national-id-shape = Det har ett annat antal siffror.
reason-national-id-check-digit = Kontrollsiffran stämmer inte: någonstans är det fel.
reason-national-id-date = Datumet i det finns inte.
