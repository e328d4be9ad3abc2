# Fält som administratörer definierar, och postgrupper.
fields-title = Fält
fields-lead = Det som står här frågas efter i formulär och visas på kortet. Ett fält som arkiveras behåller sina värden.
fields-of-customer = Fält för kunder
fields-of-request = Fält för ärenden
fields-of-interaction = Fält för kontakter
fields-of-record = Postgrupper
fields-none-customer = Inget fält är definierat. Värden under andra nycklar behålls och visas ändå.
fields-none-request = Inget fält är definierat.
fields-none-interaction = Inget fält är definierat. Värden som system skickar behålls ändå.
fields-none-record = Ingen postgrupp är definierad. En grupp är en egen tabell på kortet, till exempel ”Beställningar” eller ”Enheter”.
fields-archived = { $n ->
    [one] { $n } arkiverat fält
   *[other] { $n } arkiverade fält
}
set-new = Ny fältgrupp
set-name = Rubrik
set-name-hint = Det som står ovanför fälten, till exempel ”Avtal”
set-no-fields = Det finns inget fält i gruppen ännu.
group-new = Ny postgrupp
group-name = Namn
group-name-hint = Vad fliken på kortet heter, till exempel ”Beställningar”
group-record-name = Namn på en post
group-record-name-hint = Till exempel ”Beställning”. Det står på knappen som lägger till en.
group-empty-text = När det inte finns någon
group-empty-text-hint = Det som handläggare läser när en kund inte har någon post i gruppen
group-no-fields = Det finns ingen kolumn ännu. Poster kan läggas till när det finns en.
field-new = Nytt fält
column-new = Ny kolumn
field-name = Namn
field-set = Fältgrupp
field-key = Nyckel
field-key-hint = Så känner API, import och export fältet. Bildas av namnet om den lämnas tom; den kan inte ändras senare.
field-kind = Typ
field-kind-hint = Den kan ändras så länge alla värden som finns passar den nya.
field-choices = Alternativ
field-choices-hint = Ett per rad. Bara för typerna med alternativ.
field-currency = Valuta
field-currency-hint = Tre bokstäver, till exempel SEK, för belopp som skrivs utan valuta. Bara för belopp.
field-help = Hjälptext
field-help-hint = En rad under fältet för den som fyller i det
field-rules = Regler
field-required = obligatoriskt
field-required-hint = Ingen får lämna det tomt i ett formulär. Import får.
field-masked = maskerat
field-masked-hint = Handläggare ser att det finns ett värde, inte vilket. Arbetsledare ser det när de ber om det, och det står i åtkomstloggen.
field-searchable = sökbart
field-searchable-hint = Kunder hittas på dess ord. Inte tillsammans med ”maskerat”.
field-stale = Någon annan har ändrat detta under tiden.
kind-text = Text
kind-long_text = Lång text
kind-number = Tal
kind-amount = Belopp
kind-date = Datum
kind-yes_no = Ja eller nej
kind-choice = Val
kind-choices = Flera val
kind-link = Länk
kind-customer = Kund
edit-what = Redigera { $name }
delete-what = Ta bort { $name }
archive-what = Arkivera { $name }
restore-what = Återställ { $name }
move-up = Flytta upp { $name }
move-down = Flytta ner { $name }

# Värden i formulär och på kortet.
value-choose = Inget valt
value-yes = Ja
value-no = Nej
value-link-hint = En adress som börjar med https://, http:// eller mailto:
value-customer-hint = En kunds id, slutet av adressen till kortet
value-masked = Maskerat. Det du lämnar som det är förblir som det är.
value-hidden = dolt
value-required = måste fyllas i
fields-reveal = Visa maskerade värden
fields-theirs = fält

# Poster.
record-new = Lägg till
record-new-of = Lägg till { $name }
record-edit = Redigera posten
record-of = för { $name }
record-delete = Ta bort posten
record-deleted = Posten är borttagen.
record-restored = Posten är tillbaka.
record-stale = Någon annan har ändrat posten under tiden.
records-none = Inget här ännu
records-older = Fler
records-sorted-up = sorterat, minst först
records-sorted-down = sorterat, störst först
records-no-columns = Ingen kolumn är definierad för tabellen ännu.
records-added = Tillagd

# Det som inte kan godtas.
invalid-number = Detta måste vara ett tal, till exempel 1234,5.
invalid-amount = Detta måste vara ett belopp, till exempel 1234,50 { $currency }.
invalid-yes-no = Detta måste vara ja eller nej.
invalid-not-offered = Detta måste vara något av: { $choices }.
invalid-link = Detta måste vara en adress som börjar med https://, http:// eller mailto:.
invalid-currency = Detta måste vara en valutas tre bokstäver, till exempel SEK.
invalid-choice-mark = Ett alternativ innehåller inget semikolon.
invalid-position = En plats är ett tal från 0 till 999.
invalid-set = Det finns ingen sådan fältgrupp. Välj en.
invalid-set-of-records = Postgrupper skapas med /api/v1/record-groups.
invalid-searchable = Bara kunders fält kan vara sökbara.
invalid-searchable-masked = Det som är maskerat kan inte vara sökbart.
conflict-key-taken = ”{ $name }” har den nyckeln.
conflict-key-archived = ”{ $name }”, som är arkiverat, har den nyckeln. Återställ det i stället.
conflict-too-many = Det får finnas { $max }. Arkivera eller ta bort någon först.
conflict-values-misfit = { $n ->
    [one] { $n } värde som finns passar inte. Ändra det först.
   *[other] { $n } värden som finns passar inte. Ändra dem först.
}
conflict-set-has-fields = { $n ->
    [one] { $n } fält finns i gruppen. Arkivera eller flytta det först; ett maskerat kan inte tas bort.
   *[other] { $n } fält finns i gruppen. Arkivera eller flytta dem först; maskerade kan inte tas bort.
}
conflict-group-has-records = { $n ->
    [one] { $n } post finns i gruppen. Ta bort den först.
   *[other] { $n } poster finns i gruppen. Ta bort dem först.
}
conflict-records-many = En kund får ha { $max } poster i en grupp. Ta bort någon först.
invalid-group = Det finns ingen sådan postgrupp.
invalid-column = Det finns ingen sådan kolumn.
