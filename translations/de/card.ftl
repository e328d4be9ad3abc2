## Home

home = Start
home-title = Warten auf den nächsten Kontakt
home-lead = Die Karte öffnet sich von selbst, sobald Ihnen ein Anruf, ein Chat oder eine Nachricht angeboten wird. Bis dahin können Sie jemanden nachschlagen.
first-run = Einrichten
first-run-customer = Einen Kunden anlegen
first-run-customer-more = Jemanden, dessen Nummer Sie kennen. Beim Anruf öffnet sich die Karte.
first-run-token = Telefonanlage verbinden
first-run-token-more = Sie meldet Visavi jeden Anruf mit einem API-Schlüssel.
first-run-people = Kolleginnen und Kollegen einladen
first-run-people-more = Alle mit ihrer Rolle; die Telefonanlage nennt sie mit dem Anmeldenamen.

## Card

card = Kundenkarte
sections = Teile der Karte
section-overview = Übersicht
section-now = Aktueller Kontakt
brief = Kurz gefasst
vip = VIP
owner = Betreuung
call = Anrufen
message = Schreiben
back-to-matches = Zurück zu den Treffern
pinned-note = Angeheftete Notiz
kind-company = Unternehmen
count-people = { $n ->
    [one] eine Person
   *[other] { $n } Personen
}
all-people = { $n ->
    [one] Eine Person
   *[other] Alle { $n } Personen
}
first-contact = Erster Kontakt
last-contact = { $when }, { $channel }
last-contact-line = Letzter Kontakt { $contact }
last-contacts = Letzte Kontakte
matched-phone = Gefunden über die Telefonnummer
matched-phone-labelled = Gefunden über die Telefonnummer ({ $label })
matched-email = Gefunden über die E-Mail-Adresse
matched-email-labelled = Gefunden über die E-Mail-Adresse ({ $label })
matched-handle = Gefunden über den Benutzernamen
matched-handle-labelled = Gefunden über den Benutzernamen ({ $label })
matched-extension = Gefunden über Nummer und Durchwahl { $extension }
matched-switchboard = Gefunden über die Nummer der Zentrale
matched-by-hand = Von Hand zugeordnet

## Details

details = Einzelheiten
primary = bevorzugt
group-contact = Erreichbarkeit
details-name = Name
details-add = Hinzufügen
group-company = Unternehmen
group-people = Personen
group-addresses = Adressen
group-personal = Persönliches
group-fields = Weiteres
group-about = Zu dieser Karte
company-name = Name
company-people = Personen
department = Abteilung
job-title = Position
address = Adresse
birth-date = Geburtsdatum
masked = verborgen, endet auf { $end }
reveal = Ganz zeigen (wird protokolliert)
flag-invalid = Nicht erreichbar
flag-do-not-contact = Nicht kontaktieren
flag-from = Ab { $day }
flag-until = Bis { $day }, gehört jetzt anderen
flag-to = Bis { $day }
tags = Schlagwörter
reference = Referenz
customer-since = Angelegt
language-en = Englisch
language-sv = Schwedisch
language-de = Deutsch
language-pl = Polnisch
language-da = Dänisch
language-nb = Norwegisch
language-no = Norwegisch
language-fi = Finnisch
language-uk = Ukrainisch
language-fr = Französisch
language-es = Spanisch
language-it = Italienisch
language-cs = Tschechisch
language-nl = Niederländisch
language-ar = Arabisch

## Contact at hand

now-show = Kontakt anzeigen
queue = Warteschlange
in-queue = Warteschlange { $queue }
waited = { $time } gewartet
to-number = An
waited-label = Wartezeit
lasted = Dauer
line = Unsere Nummer
line-address = Unsere Adresse
ivr-path = Menüweg
ivr-agent = Agent
topic = Thema
campaign = Kampagne
agent = Agent
rating = Bewertung
from-number = Von
messages = Nachrichten
messages-none = Noch keine Nachricht
ours = Wir
comments = Kommentare

## History

history-search = Im Verlauf suchen
history-search-hint = Suchen
history-scope = Wessen Verlauf
history-company = Unternehmen
history-company-only = Nur Unternehmen
history-company-people = Mit Personen
history-feed = Kontakte, neueste zuerst
history-new = { $n ->
    [one] { $n } neuer
   *[other] { $n } neue
}
history-newer = Neuere laden
history-older = Ältere laden
history-reached = { $n } von { $total }
history-empty = Noch kein Kontakt
history-empty-more = Anrufe, Chats und Nachrichten erscheinen hier, sobald sie beginnen.
history-not-found = Nichts enthält diese Wörter
history-not-found-more = Gesucht wird in Themen, Nachrichten, Kommentaren und Notizen.
history-found = Mit „{ $words }“
history-show-all = Alle zeigen
entry-more = Mehr zu diesem Kontakt
entry-open = Kontakt öffnen
entry-vcon = Als vCon herunterladen
count-messages = { $n ->
    [one] eine Nachricht
   *[other] { $n } Nachrichten
}
recorded = aufgezeichnet
rating-bad = Schlecht
rating-neutral = Neutral
rating-good = Gut
# Who stands in a row when the name is not known: at its beginning, and within it.
somebody = Jemand von uns
caller-first = Unbekannt
caller = Unbekannt
sender-first = Unbekannt
sender = Unbekannt
# Rows: what stands in <b> is bold and leads. $subject is the customer at the beginning, $customer within.
entry-call-in = <b>{ $agent }</b> sprach mit { $customer }
entry-call-out = <b>{ $agent }</b> telefonierte mit { $customer }
entry-call-missed = <b>{ $subject }</b> legte nach { $time } auf
entry-call-unanswered = <b>{ $agent }</b> erreichte { $customer } nicht
entry-call-ringing = <b>{ $subject }</b> ruft an
entry-call-dialling = <b>{ $agent }</b> ruft { $customer } an
entry-call-live = <b>{ $agent }</b> spricht mit { $customer }
entry-chat = <b>{ $agent }</b> chattete mit { $customer }
entry-chat-live = <b>{ $agent }</b> chattet mit { $customer }
entry-chat-waiting = <b>{ $subject }</b> wartet im Chat
entry-chat-missed = <b>{ $subject }</b> verließ den Chat ohne Antwort
entry-email-in = <b>{ $subject }</b> schrieb eine E-Mail
entry-email-out = <b>{ $agent }</b> schrieb an { $customer }
entry-sms-in = <b>{ $subject }</b> schrieb eine SMS
entry-sms-out = <b>{ $agent }</b> schrieb eine SMS an { $customer }
entry-social-in = <b>{ $subject }</b> schrieb in sozialen Medien
entry-social-out = <b>{ $agent }</b> schrieb in sozialen Medien an { $customer }

## Several matches

matches = Mehrere Treffer
matches-filter = In den Treffern filtern
matches-filter-hint = { $n ->
    [one] Diesen einen filtern
   *[other] Diese { $n } filtern
}
matches-filter-none = Keiner davon enthält diese Wörter
matches-not-attached = Nichts wird zugeordnet, bevor Sie wählen
matches-chosen = Bei { $name } bleiben
matches-glimpse = Vorschau des markierten Kunden
matches-none = Niemand davon, neu anlegen
matches-alike-certain = Zwei davon sind sehr wahrscheinlich dieselbe Person.
matches-alike-likely = Zwei davon sind vielleicht dieselbe Person.
matches-same = Zweimal dieselbe Person? Markieren
matches-same-compare = Markierte vergleichen
open-named = { $name } öffnen
match-phone-primary = Bevorzugte Nummer auf der Karte
match-phone-primary-labelled = Bevorzugte Nummer auf der Karte ({ $label })
match-phone-on-card = Nummer auf der Karte
match-phone-on-card-labelled = Nummer auf der Karte ({ $label })
match-email-primary = Bevorzugte E-Mail-Adresse auf der Karte
match-email-primary-labelled = Bevorzugte E-Mail-Adresse auf der Karte ({ $label })
match-email-on-card = E-Mail-Adresse auf der Karte
match-email-on-card-labelled = E-Mail-Adresse auf der Karte ({ $label })
match-handle-primary = Bevorzugter Benutzername auf der Karte
match-handle-primary-labelled = Bevorzugter Benutzername auf der Karte ({ $label })
match-handle-on-card = Benutzername auf der Karte
match-handle-on-card-labelled = Benutzername auf der Karte ({ $label })
match-extension = Gleiche Nummer und Durchwahl { $extension }
match-switchboard = Gleiche Nummer ohne Durchwahl
match-switchboard-extension = Gleiche Zentrale, Durchwahl { $extension }
match-recent-call-in = Rief { $when } von hier an
match-recent-call-out = Wurde { $when } hier angerufen
match-recent-chat-in = Chattete { $when } von hier
match-recent-chat-out = War { $when } in unserem Chat
match-recent-email-in = Schrieb { $when } von hier
match-recent-email-out = Bekam { $when } hier eine E-Mail
match-recent-sms-in = Schrieb { $when } von hier eine SMS
match-recent-sms-out = Bekam { $when } hier eine SMS
match-recent-social-in = Schrieb { $when } von hier
match-recent-social-out = Bekam { $when } hier eine Nachricht

## Nobody found

finding-nobody = Kein Treffer
finding-anonymous = Anonym belassen
because-phone = Niemand im Bestand hat diese Nummer.
because-email = Niemand im Bestand hat diese E-Mail-Adresse.
because-handle = Niemand im Bestand hat diesen Benutzernamen.
because-withheld = Die Gegenseite ist verborgen, deshalb lässt sich niemand zuordnen. Fragen Sie nach Name oder Nummer und suchen Sie den Kunden hier.
because-anonymous = Dieser Kontakt blieb ohne Kunden. Sie können ihn jederzeit zuordnen.
because-none-of-these = Mehrere Kunden kommen infrage, und es ist keiner von ihnen.
way-create = Kunden anlegen
way-create-more = Bekanntes ist eingetragen, der Kontakt wird zugeordnet
way-create-withheld = Der Kontakt wird zugeordnet
way-attach = Bestehendem zuordnen
way-find = Bestehenden finden
way-attach-more = Suche nach Name, Nummer oder E-Mail
leave-anonymous = Anonym belassen
way-anonymous-more = Der Kontakt bleibt unter seiner Nummer oder Adresse
way-anonymous-withheld = Später jederzeit zuordnen
finding-foot = Beim Schließen wird gefragt, was daraus wird. Nichts Getipptes geht verloren.
finding-foot-pop = Hinter dieser Seite steht kein Kontakt: Nichts wird zugeordnet.
attach = Zuordnen
attach-to = { $name } zuordnen
attach-add = Zuordnen und eintragen
attach-add-to = { $name } zuordnen und Nummer oder Adresse auf der Karte eintragen
attach-only = Nur zuordnen
attach-search = Kunden finden
attach-hint = Name, Nummer, E-Mail
attach-start = Geben Sie einen Namen, eine Nummer oder eine E-Mail-Adresse ein.
attach-none = Niemand gefunden. Versuchen Sie es mit weniger Buchstaben oder legen Sie den Kunden an.
earlier = Früher von hier
earlier-none = Der erste Kontakt von hier.
earlier-withheld = Frühere Kontakte lassen sich nicht zeigen, solange die Gegenseite verborgen ist.
earlier-whoever = Zuletzt von hier, wer auch immer es war
pop-unreadable = Dieser Link ist nicht lesbar
pop-given = Der Link nennt „{ $text }“.

## Announcements

pop-call-from = Anruf von { $who }
pop-call-to = Anruf bei { $who }
pop-call-withheld = Anruf mit unterdrückter Nummer
pop-chat-from = Chat von { $who }
pop-chat-to = Chat mit { $who }
pop-chat-withheld = Chat von unbekanntem Absender
pop-email-from = E-Mail von { $who }
pop-email-to = E-Mail an { $who }
pop-email-withheld = E-Mail von unbekanntem Absender
pop-sms-from = SMS von { $who }
pop-sms-to = SMS an { $who }
pop-sms-withheld = SMS mit unterdrückter Nummer
pop-social-from = Nachricht in sozialen Medien von { $who }
pop-social-to = Nachricht in sozialen Medien an { $who }
pop-social-withheld = Nachricht in sozialen Medien von unbekanntem Absender
pop-several = { $text }, mehrere Treffer
pop-unknown = { $text }, niemand im Bestand

## Countries

country-se = Schweden
country-no = Norwegen
country-dk = Dänemark
country-fi = Finnland
country-is = Island
country-de = Deutschland
country-at = Österreich
country-ch = Schweiz
country-pl = Polen
country-cz = Tschechien
country-sk = Slowakei
country-gb = Vereinigtes Königreich
country-ie = Irland
country-fr = Frankreich
country-be = Belgien
country-nl = Niederlande
country-lu = Luxemburg
country-es = Spanien
country-pt = Portugal
country-it = Italien
country-ee = Estland
country-lv = Lettland
country-lt = Litauen
country-ua = Ukraine
country-us = Vereinigte Staaten

## Who else is at a card (src/presence)

presence-editing = { $name } bearbeitet
presence-viewing = { $name } liest mit
presence-idle = { $name } ist gerade nicht aktiv

## What is in a message (src/messages)

message-frame = Formatierte Nachricht
message-frame-of = Formatierte Nachricht: { $subject }
message-as-text = Nur Text
message-quote = Zitierten Text anzeigen
message-signature = Signatur anzeigen
message-remote = { $n ->
    [one] { $n } externes Bild wurde nicht geladen.
   *[other] { $n } externe Bilder wurden nicht geladen.
}
message-remote-show = Bilder laden
message-too-much = Diese Nachricht ist so aufgebaut, dass sie nicht formatiert angezeigt werden kann. Hier ist ihr Text.
history-calls-in = Eingehende Anrufe
history-calls-out = Ausgehende Anrufe
history-narrow = Zu einem Tag, oder eingrenzen
history-until = Zu Tag
history-go = Los
history-missed = Verpasste Anrufe
history-recorded = Mit Aufzeichnung
history-campaigns = Kampagnen
history-to-day = Bis { $day }
history-without = Entfernen
history-newest = Zu den neuesten
history-nothing = Hier passt nichts
history-nothing-more = Es gibt andere Kontakte in diesem Verlauf.
history-failed = Ältere Kontakte konnten nicht geladen werden. Noch einmal versuchen
entry-failed = Dieser Kontakt konnte nicht geladen werden.
call-back = Zurückrufen
messages-earlier = { $n ->
    [one] Eine frühere Nachricht
   *[other] { $n } frühere Nachrichten
}
messages-failed = Frühere Nachrichten konnten nicht geladen werden. Noch einmal versuchen
contact-close = Abschließen
contact-facts = Thema und Angaben
contact-comment = Kommentar schreiben
contact-comment-save = Kommentar hinzufügen
tag-add = Schlagwort hinzufügen
tag-remove = Schlagwort { $tag } entfernen
done-contact = Kontakt gespeichert
section-contacts = Kontakte
section-contacts-hint = Was über einen Kontakt geschrieben wird: Schlagwörter, Thema, Felder, Kommentare.
feature-contacts-edit = Über sie schreiben
conflict-contact-changed = Jemand anderes hat Thema oder Angaben dieses Kontakts inzwischen geändert. Gehen Sie zurück: dort steht, wie sie jetzt sind, mit Ihren Worten.
conflict-no-wrap-up = Dieser Kontakt ist nicht in der Nachbearbeitung.
