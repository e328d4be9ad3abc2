## Frame of every page

skip-to-content = Till innehållet
language = Språk
close = Stäng
open = Öppna
edit = Redigera
search = Sök
yes = ja
no = nej
now = nu
today = I dag
yesterday = I går
# Within a sentence, after "Last contact".
when-today = i dag kl. { $time }
when-yesterday = i går
when-date = den { $date }
seconds = { $n } s
minutes = { $n } min
phone-with-extension = { $number } ankn. { $extension }
extension = ankn. { $extension }
results = Resultat
customers = Kunder
actions = Åtgärder
history = Historik
error-home = Till startsidan
error-request = Anrop { $id }
toast-dismiss = Stäng
toast-failed = Det nådde inte servern
toast-retry = Försök igen
undo = Ångra
toast-waiting = En kontakt till väntar
toast-open = Öppna
toast-copied = Kopierat
copy-what = Kopiera: { $what }
change-what = Ändra: { $what }
copied-what = Kopierat: { $what }

## Palette and keys

palette = Hitta eller gör vad som helst
palette-hint = Kunder, åtgärder, sidor
palette-choose = välj
palette-open = öppna
palette-close = stäng
palette-none = Inget innehåller de orden
key-ctrl = Ctrl
key-shift = Skift
keys = Tangenter
keys-help = Tangenter och hjälp
keys-anywhere = Överallt
keys-card = På kundkortet
keys-found = När du väljer
keys-waiting = Nästa väntande kontakt
keys-save = Spara, skicka
keys-this = Den här översikten
keys-row = Nästa rad
keys-row-back = Föregående rad
keys-open-row = Öppna raden
keys-tab = Kanal i historiken
keys-edit = Redigera
keys-call = Ring
keys-message = Skriv
keys-copy-phone = Kopiera telefonnumret
keys-copy-email = Kopiera e-postadressen
keys-matches = Tillbaka till träffarna
keys-history = Gå till historiken
keys-files = Gå till filerna
keys-changes = Gå till ändringarna
keys-pick = Välj en träff
keys-filter = Filtrera
keys-create = Skapa en kund
keys-check = Markera för sammanslagning

## Rail

rail = Kunder och kontakter
rail-list = Öppna och senaste
rail-open = Öppna
rail-recent = Senaste
rail-none-open = Inget är öppet
rail-unsaved = Osparad text
rail-unseen = { $n ->
    [one] ett nytt meddelande
   *[other] { $n } nya meddelanden
}
rail-close = Stäng { $name }
rail-card = Kundkort
search-customers = Sök kunder
new-customer = Ny kund
stream-lost = Anslutningen bröts, försöker igen
stream-retry = Nu
me-menu = Meny
me-on-call = I samtal
me-in-contact = I kontakt
me-wrap-up = Efterarbete
me-offered = Kontakt väntar
me-free = Ledig
preferences = Inställningar
people = Användare
tokens = API-nycklar
log-out = Logga ut

## Channels and states

channels = Kanaler
channel-all = Alla
channel-call = Samtal
channel-chat = Chattar
channel-email = E-post
channel-sms = Sms
channel-social = Sociala medier
channel-call-one = Samtal
channel-chat-one = Chatt
channel-email-one = E-post
channel-sms-one = Sms
channel-social-one = Meddelande i sociala medier
# Within a sentence: "yesterday, chat with Anna".
contact-call = samtal
contact-chat = chatt
contact-email = e-post
contact-sms = sms
contact-social = sociala medier
contact-with = { $channel } med { $agent }
state-ringing = Ringer
state-offered = Väntar
state-active = pågår
state-wrap_up = Efterarbete
state-closed = avslutat

## What identifies somebody

identifier-phone = Telefon
identifier-email = E-post
identifier-handle = Användarnamn
withheld = Dolt nummer
withheld-digital = Okänd avsändare
label-mobile = mobil
label-work = arbete
label-private = privat
label-office = kontor
label-home = hem
label-main = växel
label-fax = fax
label-other = annan
label-billing = faktura
label-delivery = leverans
address-home = Hem
address-correspondence = Post
address-invoice = Faktura
address-delivery = Leverans
address-work = Arbete
address-office = Kontor

## Closing a line of the rail, or a form (src/openings/closing.rs)

closing = Stäng
closing-words = { $name } har text som inte är sparad
closing-save = Spara
closing-keep = Behåll utkastet
closing-discard = Släng
closing-form = Inte sparat ännu
closing-back = Fortsätt skriva
closing-nobody = { $name } hör inte till någon kund ännu
closing-create = Lägg upp en kund
closing-attach = Koppla till en kund
closing-leave = Lämna anonym
phone-country = Numrets land
