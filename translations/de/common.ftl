## Frame of every page

skip-to-content = Zum Inhalt
language = Sprache
close = Schließen
open = Öffnen
edit = Bearbeiten
search = Suchen
yes = ja
no = nein
now = jetzt
today = Heute
yesterday = Gestern
# Within a sentence, after "Last contact".
when-today = heute um { $time }
when-yesterday = gestern
when-date = am { $date }
seconds = { $n } s
minutes = { $n } min
phone-with-extension = { $number }, Durchwahl { $extension }
extension = Durchwahl { $extension }
results = Ergebnisse
customers = Kunden
actions = Aktionen
history = Kontaktverlauf
error-home = Zur Startseite
error-request = Anfrage { $id }
toast-dismiss = Schließen
toast-failed = Der Server wurde nicht erreicht
toast-retry = Erneut versuchen
undo = Rückgängig
toast-waiting = Ein weiterer Kontakt wartet
toast-open = Öffnen
toast-copied = Kopiert
copy-what = Kopieren: { $what }
change-what = Ändern: { $what }
copied-what = Kopiert: { $what }

## Palette and keys

palette = Alles finden, alles tun
palette-hint = Kunden, Aktionen, Seiten
palette-choose = wählen
palette-open = öffnen
palette-close = schließen
palette-none = Nichts enthält diese Wörter
key-ctrl = Strg
key-shift = Umschalt
keys = Tasten
keys-help = Tasten und Hilfe
keys-anywhere = Überall
keys-card = Auf der Kundenkarte
keys-found = Beim Auswählen
keys-waiting = Nächster wartender Kontakt
keys-save = Speichern, senden
keys-this = Diese Übersicht
keys-row = Nächste Zeile
keys-row-back = Vorige Zeile
keys-open-row = Zeile öffnen
keys-tab = Kanal im Verlauf
keys-edit = Bearbeiten
keys-call = Anrufen
keys-message = Schreiben
keys-copy-phone = Telefonnummer kopieren
keys-copy-email = E-Mail-Adresse kopieren
keys-matches = Zurück zu den Treffern
keys-history = Zum Kontaktverlauf
keys-files = Zu den Dateien
keys-changes = Zu den Änderungen
keys-pick = Treffer wählen
keys-filter = Filtern
keys-create = Kunden anlegen
keys-check = Zum Zusammenlegen markieren

## Rail

rail = Kunden und Kontakte
rail-list = Offene und letzte
rail-open = Offen
rail-recent = Zuletzt
rail-none-open = Nichts ist offen
rail-unsaved = Nicht gespeicherter Text
rail-unseen = { $n ->
    [one] eine neue Nachricht
   *[other] { $n } neue Nachrichten
}
rail-close = { $name } schließen
rail-card = Kundenkarte
search-customers = Kunden suchen
new-customer = Neuer Kunde
stream-lost = Verbindung unterbrochen, neuer Versuch läuft
stream-retry = Jetzt
me-menu = Menü
me-on-call = Im Gespräch
me-in-contact = Im Kontakt
me-wrap-up = Nachbearbeitung
me-offered = Kontakt wartet
me-free = Frei
preferences = Einstellungen
people = Benutzer
tokens = API-Schlüssel
log-out = Abmelden

## Channels and states

channels = Kanäle
channel-all = Alle
channel-call = Anrufe
channel-chat = Chats
channel-email = E-Mails
channel-sms = SMS
channel-social = Soziale Medien
channel-call-one = Anruf
channel-chat-one = Chat
channel-email-one = E-Mail
channel-sms-one = SMS
channel-social-one = Nachricht in sozialen Medien
# Within a sentence: "yesterday, chat with Anna".
contact-call = Anruf
contact-chat = Chat
contact-email = E-Mail
contact-sms = SMS
contact-social = soziale Medien
contact-with = { $channel } mit { $agent }
state-ringing = Klingelt
state-offered = Wartet
state-active = läuft
state-wrap_up = Nachbearbeitung
state-closed = beendet

## What identifies somebody

identifier-phone = Telefon
identifier-email = E-Mail
identifier-handle = Benutzername
withheld = Unterdrückte Nummer
withheld-digital = Unbekannter Absender
label-mobile = mobil
label-work = geschäftlich
label-private = privat
label-office = Büro
label-home = zu Hause
label-main = Zentrale
label-fax = Fax
label-other = sonstige
label-billing = Rechnung
label-delivery = Lieferung
address-home = Privat
address-correspondence = Post
address-invoice = Rechnung
address-delivery = Lieferung
address-work = Arbeit
address-office = Büro

## Closing a line of the rail, or a form (src/openings/closing.rs)

closing = Schließen
closing-words = { $name } hat ungespeicherten Text
closing-save = Speichern
closing-keep = Entwurf behalten
closing-discard = Verwerfen
closing-form = Noch nicht gespeichert
closing-back = Weiterschreiben
closing-nobody = { $name } gehört noch zu keinem Kunden
closing-create = Kunden anlegen
closing-attach = Einem Kunden zuordnen
closing-leave = Anonym lassen
phone-country = Land der Nummer
