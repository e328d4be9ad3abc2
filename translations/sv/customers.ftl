## Lists of customers

customers-title = Kunder
customers-found = ”{ $words }”
customers-of = Personer på { $company }
customers-count = { $n ->
    [one] en kund
   *[other] { $n } kunder
}
customers-find = Sök kunder
customers-find-hint = Namn, nummer eller e-post
customers-nobody = Ingen hittades
customers-nobody-hint = Det räcker med början av ett namn, de sista siffrorna i ett nummer eller början av en e-postadress. Färre ord hittar fler.
customers-none = Inga kunder än
customers-none-hint = De kommer genom API:et, genom import eller en i taget.
attach-title = Koppla till en kund
attach-lead = Välj vems kontakt det här är. { $identifier } läggs till på kundens kort.
attach-lead-withheld = Välj vems kontakt det här är.
attach-back = Tillbaka till kontakten
form-attach = Koppla
customers-nobody-fits = Ingen passar
customers-nobody-fits-hint = Ta bort ett filter, eller alla.
customers-none-yet = Ingen än så länge
customers-none-yet-hint = Många kunder har setts igenom, och det finns fler.
customers-no-more = Ingen mer
customers-no-more-hint = Det var slutet på listan.
customers-look-on = Leta vidare

## Filters of the list (src/customers/filter_view.rs)

filter = Filtrera
filter-any = Alla
filter-apply = Visa
filter-clear = Rensa filter
filter-active = Filter
filter-remove = – ta bort filtret
filter-export = Exportera dessa
filter-chip = { $label }: { $value }
filter-kind = Person eller företag
filter-kind-person = Personer
filter-kind-company = Företag
filter-vip-true = VIP
filter-vip-false = Inte VIP
filter-owner-none = Utan kundansvarig
filter-channel = Kontakt genom
filter-contact-after = I kontakt sedan
filter-contact-before = Ingen kontakt sedan
filter-contact-today = I kontakt i dag
filter-contact-never = Aldrig i kontakt
filter-after-days = { $n ->
    [one] I kontakt sedan i går
   *[other] I kontakt de senaste { $n } dagarna
}
filter-after-date = I kontakt sedan { $date }
filter-before-days = { $n ->
    [0] Ingen kontakt i dag, men tidigare
    [one] Senaste kontakt före i går
   *[other] Senaste kontakt för över { $n } dagar sedan
}
filter-before-date = Senaste kontakt före { $date }
filter-field = Eget fält

## Saved lists (src/lists/view.rs)

lists = Listor
lists-none = Inga listor än. Filtrera kunderna och spara sedan listan under ett namn.
list-name = Namn
list-save = Spara listan
list-save-now = Spara
list-keep = Spara de här filtren
list-rename = Byt namn
list-shared = Alla ser den
list-delete = Radera
list-delete-warning = Listan försvinner; kunderna finns kvar.
list-delete-shared-warning = Listan försvinner för alla; kunderna finns kvar.
list-delete-now = Radera listan

## The form of a customer

customer-new = Ny kund
customer-new-for = Kontakten från { $identifier } blir den här kundens.
customer-withheld = ett dolt nummer
customer-edit-title = Redigera { $name }
customer-create = Skapa
customer-create-attach = Skapa och koppla
customer-create-open = Skapa och öppna
customer-kind = Det här är
form-kind-person = En person
form-kind-company = Ett företag
form-given-name = Förnamn
form-family-name = Efternamn
form-company-name = Företagets namn
form-phones = Telefon
form-phone = Telefon
form-phone-number = Nummer
form-phone-remove = Ta bort nummer
form-phone-more = Ett nummer till
form-emails = E-post
form-email = E-post
form-email-address = Adress
form-email-remove = Ta bort e-postadress
form-email-more = En adress till
form-handles = Användarnamn
form-handle = Användarnamn
form-handle-remove = Ta bort användarnamn
form-handle-more = Ett användarnamn till
form-flags = Mer
form-invalid = Går inte fram
form-invalid-hint = Behålls för sökning men erbjuds inte för samtal och meddelanden
form-do-not-contact = Kontakta inte
form-do-not-contact-hint = Kunden vill inte bli kontaktad den här vägen
form-theirs-from = Kundens från och med
form-theirs-to = Kundens till och med
form-identifier-label = Etikett
form-company = Företag
form-company-hint = Ett namn som inte finns än blir ett nytt företag.
form-company-placeholder = Skriv för att hitta eller skapa
form-company-which = Vilket av dem?
invalid-company-several = Flera företag heter så. Välj ett nedan.
form-more-fields = Fler fält
form-part-work = Arbete
form-part-personal = Om kunden
form-part-care = Hur vi sköter kontakten
form-job-title = Befattning
form-department = Avdelning
form-birth-date = Födelsedatum
customer-language = Språk
customer-language-hint = En kod som sv, de eller pl
form-own-name = Kallas något annat
form-own-name-hint = Bara om det inte är för- och efternamnet
form-addresses = Adresser
form-address = Adress
form-address-kind = Typ
form-address-home = Hem
form-address-correspondence = Post
form-address-invoice = Faktura
form-address-delivery = Leverans
form-address-work = Arbete
form-address-remove = Ta bort adress
form-address-more = En adress till
form-street = Gata
form-postal-code = Postnummer
form-city = Ort
form-region = Region
form-country = Land
form-national-ids = Nationella id-nummer
form-national-kind = Typ
form-national-value = Nummer
form-national-more = Ett id-nummer till
form-tags = Taggar
form-tag = Tagg
form-tag-more = En tagg till
form-owner = Kundansvarig
form-owner-hint = Kollegan som har hand om kunden
form-owner-none = Ingen
form-vip = VIP
form-vip-hint = Syns på kortet, i listan till vänster och i alla träfflistor
form-pinned-note = Fäst anteckning
form-pinned-note-hint = Alla ser den vid varje kontakt.
form-own-fields = Egna fält
form-own-fields-hint = En nyckel som machine.serial, och dess värde.
form-field-key = Nyckel
form-field-value = Värde
form-field-more = Ett fält till
form-yes = ja
form-no = nej
form-language-sv = svenska
form-language-de = tyska
form-language-pl = polska
form-language-en = engelska
form-language-da = danska
form-language-nb = norska
form-language-fi = finska
form-language-nl = nederländska
form-language-fr = franska
form-language-es = spanska
form-language-it = italienska
form-language-cs = tjeckiska
form-language-uk = ukrainska
form-language-ru = ryska

## Somebody else was faster

conflict-somebody = Någon
conflict-title = { $n ->
    [one] { $by } ändrade ett fält { $when }.
   *[other] { $by } ändrade { $n } fält { $when }.
}
conflict-contested = Inget är förlorat. Det du skrev står i formuläret, den andras under. Spara igen för att behålla ditt.
conflict-taken = Det står redan i formuläret, bredvid det du skrev. Spara igen.
conflict-before = förut:
conflict-theirs = Nu på kortet:
conflict-nothing = inget
conflict-part = { $by } har ändrat detta under tiden. Nu på kortet:
conflict-mine = ditt:
conflict-keep = Behåll mitt
conflict-load = Hämta deras
conflict-take = Ta detta
member-kind = Person eller företag
member-ref = Referens
member-given_name = Förnamn
member-family_name = Efternamn
member-name = Namn
member-company_id = Företag
member-department = Avdelning
member-job_title = Befattning
member-birth_date = Födelsedatum
member-language = Språk
member-phones = Telefon
member-emails = E-post
member-handles = Användarnamn
member-addresses = Adresser
member-national_ids = Nationella id-nummer
member-tags = Taggar
member-fields = Egna fält
member-vip = VIP
member-owner = Kundansvarig
member-pinned_note = Fäst anteckning

## Who is there already (src/customers/duplicates.rs)

duplicate-of = { $n ->
    [one] { $what } tillhör
   *[other] { $what } tillhör { $n }:
}
duplicate-birth = { $n ->
    [one] Samma namn och födelsedatum:
   *[other] Samma namn och födelsedatum, { $n }:
}
