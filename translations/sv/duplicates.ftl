## Why two customers are taken for one (src/duplicates/view.rs)

duplicate-weight = Väger { $bits } bit
duplicate-shared = { $what }, används av { $n }
duplicate-name-equal = Samma namn
duplicate-address-equal = Samma adress
duplicate-given-name-equal = Samma förnamn
duplicate-given-name-variant = Förnamnet är en kortform
duplicate-given-name-typo = Förnamn med skrivfel
duplicate-given-name-sound = Förnamnen låter lika
duplicate-given-name-initial = Förnamnet har samma initial
duplicate-given-name-part = Ett av förnamnen är detsamma
duplicate-given-name-resembles = Förnamnen liknar varandra
duplicate-given-name-differs = Annat förnamn
duplicate-family-name-equal = Samma efternamn
duplicate-family-name-typo = Efternamn med skrivfel
duplicate-family-name-sound = Efternamnen låter lika
duplicate-family-name-initial = Efternamnet har samma initial
duplicate-family-name-part = En del av efternamnet är detsamma
duplicate-family-name-resembles = Efternamnen liknar varandra
duplicate-family-name-differs = Annat efternamn
duplicate-names-swapped = Förnamn och efternamn har bytt plats
duplicate-birth-date-equal = Samma födelsedatum
duplicate-birth-date-transposed = Födelsedatum med omkastade siffror
duplicate-birth-date-digit = Födelsedatumet skiljer sig i en siffra
duplicate-birth-date-near = Födelsedatumen ligger nära varandra
duplicate-birth-date-differs = Annat födelsedatum
duplicate-national-id-equal = Samma id-nummer
duplicate-national-id-near = Id-nummer med skrivfel
duplicate-national-id-differs = Annat id-nummer
duplicate-phone-equal = Samma telefonnummer
duplicate-phone-near = Telefonnummer med skrivfel
duplicate-phone-differs = Annat telefonnummer
duplicate-email-equal = Samma e-postadress
duplicate-email-local-part = Samma e-postnamn hos en annan leverantör
duplicate-email-resembles = E-postadresserna liknar varandra
duplicate-email-differs = Annan e-postadress
duplicate-street-equal = Samma gata
duplicate-street-typo = Gata med skrivfel
duplicate-street-part = En del av gatan är densamma
duplicate-street-differs = Annan gata
duplicate-house-number-equal = Samma gatunummer
duplicate-house-number-near = Gatunumret ligger nära
duplicate-house-number-differs = Annat gatunummer
duplicate-place-equal = Samma postnummer och ort
duplicate-postal-code-equal = Samma postnummer
duplicate-city-equal-postal-code-near = Samma ort, postnumret ligger nära
duplicate-city-equal = Samma ort
duplicate-postal-code-near = Postnumret ligger nära
duplicate-place-differs = Annan ort
duplicate-company-name-equal = Samma företagsnamn
duplicate-company-name-typo = Företagsnamn med skrivfel
duplicate-company-name-part = En del av företagsnamnet är detsamma
duplicate-company-name-differs = Annat företagsnamn
duplicate-employer-equal = Samma företag
duplicate-employer-part = Företag med liknande namn
duplicate-employer-differs = Annat företag
duplicate-household = Delas av ett hushåll
duplicate-through-third = Båda stämmer med ett tredje kort

## The queue of duplicates (src/duplicates/queue_view.rs)

duplicates-title = Dubbletter
duplicates-lead = Kort som kan vara samma person, de säkraste först. Allt du slår ihop kan ångras exakt.
duplicates-none = Inga dubbletter
duplicates-none-more = Kort som kan vara samma person hamnar här av sig själva.
duplicates-waiting = { $n ->
    [one] { $n } kund jämförs fortfarande med de andra.
   *[other] { $n } kunder jämförs fortfarande med de andra.
}
duplicates-tiers = Hur säkert
duplicates-all = Alla
duplicates-certain = Mycket troligt
duplicates-likely = Kanske
duplicates-of-all = Av alla kunder
duplicates-compare = Jämför
duplicates-compare-what = Jämför { $one } med { $other }
duplicates-reject-what = { $one } och { $other } är inte samma person
duplicates-standing = förslag { $n } av { $of }
duplicates-previous = Föregående förslag
duplicates-next = Nästa förslag
duplicates-certainly = Mycket troligt samma som
duplicates-perhaps = Kanske samma som
duplicates-more = Alla som kan vara samma
job-pairs = Söka dubbletter till dem som ändrats
