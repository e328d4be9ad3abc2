## Home

home = Start
home-title = Väntar på nästa kontakt
home-lead = Kundkortet öppnas av sig självt när ett samtal, en chatt eller ett meddelande kommer till dig. Till dess kan du slå upp någon.
first-run = Kom igång
first-run-customer = Lägg in en kund
first-run-customer-more = Någon vars nummer du kan. Kortet öppnas när de ringer.
first-run-token = Anslut telefonsystemet
first-run-token-more = Det meddelar Visavi varje samtal med en API-nyckel.
first-run-people = Bjud in kollegerna
first-run-people-more = Var och en med en roll; telefonsystemet anger dem med inloggningsnamnet.

## Card

card = Kundkort
sections = Kortets delar
section-overview = Översikt
section-now = Pågående kontakt
brief = I korthet
vip = VIP
owner = Kundansvarig
call = Ring
message = Skriv
back-to-matches = Tillbaka till träffarna
pinned-note = Fäst anteckning
kind-company = Företag
count-people = { $n ->
    [one] en person
   *[other] { $n } personer
}
all-people = { $n ->
    [one] En person
   *[other] Alla { $n } personer
}
first-contact = Första kontakten
last-contact = { $when }, { $channel }
last-contact-line = Senaste kontakt { $contact }
last-contacts = Senaste kontakter
matched-phone = Hittad via telefonnumret
matched-phone-labelled = Hittad via telefonnumret ({ $label })
matched-email = Hittad via e-postadressen
matched-email-labelled = Hittad via e-postadressen ({ $label })
matched-handle = Hittad via användarnamnet
matched-handle-labelled = Hittad via användarnamnet ({ $label })
matched-extension = Hittad via numret och anknytning { $extension }
matched-switchboard = Hittad via växelns nummer
matched-by-hand = Vald för hand

## Details

details = Uppgifter
primary = i första hand
group-contact = Kontakt
details-name = Namn
details-add = Lägg till
group-company = Företag
group-people = Personer
group-addresses = Adresser
group-personal = Personligt
group-fields = Mer
group-about = Om kortet
company-name = Namn
company-people = Personer
department = Avdelning
job-title = Befattning
address = Adress
birth-date = Födelsedatum
masked = dolt, slutar på { $end }
reveal = Visa hela (antecknas)
flag-invalid = Går inte fram
flag-do-not-contact = Kontakta inte
flag-from = Från { $day }
flag-until = Till { $day }, inte längre kundens
flag-to = Till { $day }
tags = Etiketter
reference = Referens
customer-since = Upplagd
language-en = Engelska
language-sv = Svenska
language-de = Tyska
language-pl = Polska
language-da = Danska
language-nb = Norska
language-no = Norska
language-fi = Finska
language-uk = Ukrainska
language-fr = Franska
language-es = Spanska
language-it = Italienska
language-cs = Tjeckiska
language-nl = Nederländska
language-ar = Arabiska

## Contact at hand

now-show = Visa kontakten
queue = Kö
in-queue = Kö { $queue }
waited = väntade { $time }
to-number = Till
waited-label = Väntetid
lasted = Längd
line = Vårt nummer
line-address = Vår adress
ivr-path = Menyval
ivr-agent = agent
topic = Ämne
campaign = Kampanj
agent = Agent
rating = Betyg
from-number = Från
messages = Meddelanden
messages-none = Inget meddelande än
ours = Vi
comments = Kommentarer

## History

history-search = Sök i historiken
history-search-hint = Sök
history-scope = Vems historik
history-company = Företaget
history-company-only = Bara företaget
history-company-people = Med personerna
history-feed = Kontakter, nyaste först
history-new = { $n ->
    [one] { $n } ny
   *[other] { $n } nya
}
history-newer = Visa nyare
history-older = Visa äldre
history-reached = { $n } av { $total }
history-empty = Ingen kontakt än
history-empty-more = Samtal, chattar och meddelanden visas här så snart de börjar.
history-not-found = Inget innehåller de orden
history-not-found-more = Sökningen gäller ämnen, meddelanden, kommentarer och anteckningar.
history-found = Med ”{ $words }”
history-show-all = Visa allt
entry-more = Mer om kontakten
entry-open = Öppna kontakten
entry-vcon = Ladda ner som vCon
count-messages = { $n ->
    [one] ett meddelande
   *[other] { $n } meddelanden
}
recorded = inspelat
rating-bad = Dåligt
rating-neutral = Neutralt
rating-good = Bra
# Who stands in a row when the name is not known: at its beginning, and within it.
somebody = En agent
caller-first = Den som ringde
caller = den som ringde
sender-first = Avsändaren
sender = avsändaren
# Rows: what stands in <b> is bold and leads. $subject is the customer at the beginning, $customer within.
entry-call-in = <b>{ $agent }</b> talade med { $customer }
entry-call-out = <b>{ $agent }</b> ringde { $customer }
entry-call-missed = <b>{ $subject }</b> lade på efter { $time }
entry-call-unanswered = <b>{ $agent }</b> nådde inte { $customer }
entry-call-ringing = <b>{ $subject }</b> ringer
entry-call-dialling = <b>{ $agent }</b> ringer { $customer }
entry-call-live = <b>{ $agent }</b> talar med { $customer }
entry-chat = <b>{ $agent }</b> chattade med { $customer }
entry-chat-live = <b>{ $agent }</b> chattar med { $customer }
entry-chat-waiting = <b>{ $subject }</b> väntar i chatten
entry-chat-missed = <b>{ $subject }</b> lämnade chatten utan svar
entry-email-in = <b>{ $subject }</b> skrev ett mejl
entry-email-out = <b>{ $agent }</b> skrev till { $customer }
entry-sms-in = <b>{ $subject }</b> skickade ett sms
entry-sms-out = <b>{ $agent }</b> skickade ett sms till { $customer }
entry-social-in = <b>{ $subject }</b> skrev i sociala medier
entry-social-out = <b>{ $agent }</b> skrev till { $customer } i sociala medier

## Several matches

matches = Flera träffar
matches-filter = Filtrera bland träffarna
matches-filter-hint = { $n ->
    [one] Filtrera den enda
   *[other] Filtrera dessa { $n }
}
matches-filter-none = Ingen av dem har de orden
matches-not-attached = Inget kopplas förrän du väljer
matches-chosen = Behåll { $name }
matches-glimpse = Förhandsvisning av den markerade kunden
matches-none = Ingen av dessa, skapa
matches-alike-certain = Två av dem är mycket troligt samma person.
matches-alike-likely = Två av dem kan vara samma person.
matches-same = Samma person två gånger? Markera dem
matches-same-compare = Jämför de markerade
open-named = Öppna { $name }
match-phone-primary = Första numret på kortet
match-phone-primary-labelled = Första numret på kortet ({ $label })
match-phone-on-card = Nummer på kortet
match-phone-on-card-labelled = Nummer på kortet ({ $label })
match-email-primary = Första e-postadressen på kortet
match-email-primary-labelled = Första e-postadressen på kortet ({ $label })
match-email-on-card = E-postadress på kortet
match-email-on-card-labelled = E-postadress på kortet ({ $label })
match-handle-primary = Första användarnamnet på kortet
match-handle-primary-labelled = Första användarnamnet på kortet ({ $label })
match-handle-on-card = Användarnamn på kortet
match-handle-on-card-labelled = Användarnamn på kortet ({ $label })
match-extension = Samma nummer och anknytning { $extension }
match-switchboard = Samma nummer utan anknytning
match-switchboard-extension = Samma växel, anknytning { $extension }
match-recent-call-in = Ringde härifrån { $when }
match-recent-call-out = Uppringd här { $when }
match-recent-chat-in = Chattade härifrån { $when }
match-recent-chat-out = I vår chatt { $when }
match-recent-email-in = Mejlade härifrån { $when }
match-recent-email-out = Fick mejl hit { $when }
match-recent-sms-in = Skickade sms härifrån { $when }
match-recent-sms-out = Fick sms hit { $when }
match-recent-social-in = Skrev härifrån { $when }
match-recent-social-out = Fick meddelande hit { $when }

## Nobody found

finding-nobody = Ingen träff
finding-anonymous = Lämnad anonym
because-phone = Ingen i registret har det här numret.
because-email = Ingen i registret har den här e-postadressen.
because-handle = Ingen i registret har det här användarnamnet.
because-withheld = Motparten är dold och går inte att slå upp. Fråga efter namn eller nummer och sök fram kunden här.
because-anonymous = Kontakten har lämnats utan kund. Du kan koppla den när som helst.
because-none-of-these = Flera kunder har uppgiften, och det är ingen av dem.
way-create = Skapa kund
way-create-more = Det vi vet är ifyllt, kontakten kopplas
way-create-withheld = Kontakten kopplas
way-attach = Koppla till befintlig
way-find = Hitta befintlig
way-attach-more = Sök på namn, nummer eller e-post
leave-anonymous = Lämna anonym
way-anonymous-more = Kontakten ligger kvar under sitt nummer eller sin adress
way-anonymous-withheld = Koppla den senare när som helst
finding-foot = När du stänger frågas vad det ska bli. Inget som skrivs här går förlorat.
finding-foot-pop = Det finns ingen kontakt bakom den här sidan: inget kopplas.
attach = Koppla
attach-to = Koppla till { $name }
attach-add = Koppla och lägg till
attach-add-to = Koppla till { $name } och lägg till numret eller adressen på kortet
attach-only = Koppla bara
attach-search = Hitta kunden
attach-hint = Namn, nummer, e-post
attach-start = Skriv ett namn, ett nummer eller en e-postadress.
attach-none = Ingen hittades. Pröva färre bokstäver eller skapa kunden.
earlier = Tidigare härifrån
earlier-none = Första kontakten härifrån.
earlier-withheld = Tidigare kontakter kan inte visas när motparten är dold.
earlier-whoever = Nyligen härifrån, vem det än var
pop-unreadable = Länken går inte att läsa
pop-given = Länken anger ”{ $text }”.

## Announcements

pop-call-from = Samtal från { $who }
pop-call-to = Samtal till { $who }
pop-call-withheld = Samtal från dolt nummer
pop-chat-from = Chatt från { $who }
pop-chat-to = Chatt med { $who }
pop-chat-withheld = Chatt från okänd avsändare
pop-email-from = E-post från { $who }
pop-email-to = E-post till { $who }
pop-email-withheld = E-post från okänd avsändare
pop-sms-from = Sms från { $who }
pop-sms-to = Sms till { $who }
pop-sms-withheld = Sms från dolt nummer
pop-social-from = Meddelande i sociala medier från { $who }
pop-social-to = Meddelande i sociala medier till { $who }
pop-social-withheld = Meddelande i sociala medier från okänd avsändare
pop-several = { $text }, flera träffar
pop-unknown = { $text }, ingen i registret

## Countries

country-se = Sverige
country-no = Norge
country-dk = Danmark
country-fi = Finland
country-is = Island
country-de = Tyskland
country-at = Österrike
country-ch = Schweiz
country-pl = Polen
country-cz = Tjeckien
country-sk = Slovakien
country-gb = Storbritannien
country-ie = Irland
country-fr = Frankrike
country-be = Belgien
country-nl = Nederländerna
country-lu = Luxemburg
country-es = Spanien
country-pt = Portugal
country-it = Italien
country-ee = Estland
country-lv = Lettland
country-lt = Litauen
country-ua = Ukraina
country-us = USA

## Who else is at a card (src/presence)

presence-editing = { $name } redigerar
presence-viewing = { $name } tittar
presence-idle = { $name } är inte vid tangenterna

## What is in a message (src/messages)

message-frame = Formaterat meddelande
message-frame-of = Formaterat meddelande: { $subject }
message-as-text = Oformaterad text
message-quote = Visa citerad text
message-signature = Visa signatur
message-remote = { $n ->
    [one] { $n } bild från en annan server hämtades inte.
   *[other] { $n } bilder från andra servrar hämtades inte.
}
message-remote-show = Hämta bilder
message-too-much = Meddelandet är uppbyggt så att det inte kan visas formaterat. Här är texten.
history-calls-in = Inkommande samtal
history-calls-out = Utgående samtal
history-narrow = Gå till en dag, eller begränsa
history-until = Gå till dag
history-go = Gå
history-missed = Missade samtal
history-recorded = Med inspelning
history-campaigns = Kampanjer
history-to-day = Till och med { $day }
history-without = Ta bort
history-newest = Till de nyaste
history-nothing = Inget här passar
history-nothing-more = Det finns andra kontakter i historiken.
history-failed = Äldre kontakter kunde inte hämtas. Försök igen
entry-failed = Kontakten kunde inte hämtas.
call-back = Ring upp
messages-earlier = { $n ->
    [one] Ett tidigare meddelande
   *[other] { $n } tidigare meddelanden
}
messages-failed = Tidigare meddelanden kunde inte hämtas. Försök igen
contact-close = Avsluta
contact-facts = Ämne och uppgifter
contact-comment = Skriv en kommentar
contact-comment-save = Lägg till kommentar
tag-add = Lägg till en etikett
tag-remove = Ta bort etiketten { $tag }
done-contact = Kontakten är sparad
section-contacts = Kontakter
section-contacts-hint = Vad som skrivs om en kontakt: etiketter, ämne, fält, kommentarer.
feature-contacts-edit = Skriva om dem
conflict-contact-changed = Någon annan har ändrat kontaktens ämne eller uppgifter under tiden. Gå tillbaka: där står hur de är nu, med dina ord kvar.
conflict-no-wrap-up = Kontakten är inte i efterarbete.
