## Das Demotelefon: eine Seite, die Telefonanlage und Chat spielt

telephone = Demotelefon
telephone-lead = Spielt Ihre Telefonanlage und den Chat Ihrer Website, über die öffentliche API. Lassen Sie daneben die Seite der Agenten offen.
telephone-scripts = Diese Seite braucht Skripte. Alles, was sie tut, geht auch mit curl; das Handbuch zeigt, wie.
telephone-agent = Agent
telephone-number = Von Nummer
telephone-withheld = Unterdrückte Nummer
telephone-ring = Anrufen
telephone-ring-of = Anrufen: { $what }
telephone-known = Bekannt, eine Karte
telephone-shared = Von vier Kunden geteilt
telephone-stranger = Nicht in der Kartei
telephone-hidden = Verborgener Anrufer
telephone-vip = VIP mit Betreuer
telephone-switchboard = Eine Zentrale, sieben in der Kartei
telephone-chat = Chat von der Website
telephone-email = E-Mail an den Service
telephone-sms = SMS
telephone-contacts = Laufende Kontakte
telephone-nothing = Gerade läuft nichts.
telephone-page = Seite der Agenten öffnen
telephone-idle = frei
telephone-count = { $n ->
    [one] { $n } Kontakt
   *[other] { $n } Kontakte
}
telephone-offered = Klingelt bei { $agent },
telephone-waits = Wartet auf { $agent },
telephone-active = Bei { $agent },
telephone-wrap-up = Nachbearbeitung,
telephone-closed = Abgeschlossen
telephone-one = Auf einer Karte gefunden
telephone-many = Auf mehreren Karten gefunden
telephone-none = Auf keiner Karte gefunden
telephone-answer = Annehmen
telephone-hang-up = Auflegen
telephone-end = Beenden
telephone-finish = Fertig
telephone-chats = Schriftliche Kontakte
telephone-writes = Wer schreibt
telephone-customer = Kunde
telephone-message = Nachricht
telephone-send = Senden
telephone-send-of = Senden: { $what }
telephone-failed = Das hat den Server nicht erreicht.
