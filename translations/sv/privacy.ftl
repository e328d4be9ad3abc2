## Integritet (src/privacy)

privacy = Integritet
keys-privacy = Gå till integritet
section-privacy = Integritet
section-privacy-hint = Gruppledare och administratörer har den alltid.
feature-privacy-see = Se allt som finns om en kund, och ta med det
privacy-lead = Allt som finns om kunden, vem som först berättade det och vad det behövs till.
privacy-purpose = Behövs:
privacy-what = Vad
privacy-value = Värde
privacy-source = Först från
privacy-source-agent = { $by }, { $at }
privacy-source-token = { $by } (API), { $at }
privacy-source-import = { $file }, inläst av { $by }, { $at }
privacy-held-details = Uppgifter
privacy-held-picture = Bild
privacy-held-identifiers = Nummer och adresser för kontakt
privacy-held-addresses = Postadresser
privacy-held-national-ids = Personnummer och liknande
privacy-held-fields = Egna fält
privacy-held-tags = Taggar
privacy-held-records = Poster
privacy-held-notes = Anteckningar
privacy-held-files = Filer
privacy-held-interactions = Kontakter
privacy-held-drafts = Handläggarnas utkast
privacy-held-consents = Samtycken
privacy-held-blocks = Spärrade nummer och adresser
privacy-held-changes = Ändringshistorik
privacy-held-accesses = Åtkomstlogg
privacy-purpose-details = för att veta vem det är och tilltala rätt
privacy-purpose-picture = för att känna igen personen
privacy-purpose-identifiers = för att känna igen och nå kunden
privacy-purpose-addresses = för att skriva och leverera
privacy-purpose-national-ids = för säker identifiering, där lagen kräver det
privacy-purpose-fields = för att hjälpa kunden
privacy-purpose-tags = för att hjälpa kunden
privacy-purpose-records = för att hjälpa kunden och fullgöra avtal
privacy-purpose-notes = för att hjälpa kunden
privacy-purpose-files = för att hjälpa kunden och fullgöra avtal
privacy-purpose-interactions = för att hjälpa kunden och visa vad som avtalades
privacy-purpose-drafts = för att inga ord ska gå förlorade; raderas efter 30 dagar
privacy-purpose-consents = för att visa vad kunden samtyckt till
privacy-purpose-blocks = för att skydda dem som arbetar här
privacy-purpose-changes = för att visa vem som ändrat vad
privacy-purpose-accesses = för att visa vem som tittat på uppgifterna
privacy-changes = { $n ->
    [one] en post
   *[other] { $n } poster
}
privacy-accesses = { $n ->
    [one] en post
   *[other] { $n } poster
}
privacy-export = Allt som ZIP
privacy-document-made = Gjord { $at } av { $by }, { $house }
privacy-document-held = Vad som finns
access-masked-fields = Maskerade fält, hela
access-export = Allt, som fil

## Samtycken (src/consents)

consents = Samtycken
consents-none = Inget är sagt än.
consent-channel = Kanal
consent-channel-call = Telefon
consent-channel-sms = Sms
consent-channel-email = E-post
consent-channel-chat = Chatt
consent-channel-social = Sociala medier
consent-channel-post = Brev
consent-purpose = Ändamål
consent-purpose-service = Service
consent-purpose-marketing = Marknadsföring
consent-purpose-survey = Undersökningar
consent-state = Samtycke
consent-given = Lämnat
consent-refused = Nekat
consent-withdrawn = Återkallat
consent-nothing = Inget är sagt
consent-how = Hur det lämnades
consent-how-hint = Till exempel: per telefon, på blanketten den 3 maj
consent-by = Antecknat
consent-valid-until = Gäller till
consent-until = till { $day }
consent-write = Anteckna ett samtycke
consent-written = Antecknat
consent-of = Samtycke: { $channel }, { $purpose }
change-of-consent = Samtycken
invalid-consent-purpose = Välj ett av ändamålen: { $list }.
invalid-consent-twice = Det finns ett svar per kanal och ändamål. Utelämna det andra.
invalid-consent-future = Ingen har sagt det vid den tiden än. Ange när det sades.

## Begränsning (src/restrictions)

restricted = Behandlingen är begränsad
restricted-since = sedan { $at }, av { $by }.
restricted-more = Det som finns om personen får inte användas just nu (artikel 18 GDPR). En gruppledare kan berätta mer och häva det.
restriction = Begränsning av behandling
restriction-hint = Det som finns blir kvar men används inte: handläggare ser bara namnet, och ingen ändrar något förrän begränsningen hävs (artikel 18 GDPR). Kontakter kommer fortfarande in.
restriction-do = Begränsa behandlingen
restriction-lift = Häv begränsningen
restriction-why = Skäl
restriction-note = Med egna ord
restriction-contested = Personen bestrider att uppgifterna är riktiga
restriction-unlawful = Behandlingen är olaglig och personen vill inte ha radering
restriction-claims = Personen behöver uppgifterna för rättsliga anspråk
restriction-objection = Personen har invänt, och det är inte avgjort än
change-of-restriction = Begränsning av behandling
member-note = Anteckning
error-restricted = Behandlingen är begränsad
import-restricted = Behandlingen av kunden är begränsad. Häv det först.
