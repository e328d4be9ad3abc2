## Einen Kontakt übergeben (src/transfers)

transfer = Übergeben
transfers = Übergaben
transfer-choose = Empfänger wählen
transfer-whom = An
transfer-whom-none = Agent oder Warteschlange wählen
transfer-agents = Agenten
transfer-queues = Warteschlangen
transfer-note = Hinweis für die Übernahme
transfer-note-hint = Worum geht es?
transfer-back = Zurück zum Kontakt
transfer-got = Übergeben von { $who }
transfer-given = Übergeben an { $who }
transfer-take = Übernehmen
transfer-words = Mit ungesichertem Text: { $what }
transfer-words-comment = Kommentar
transfer-words-facts = Thema und Angaben
transfer-words-request = Anliegen
transfer-words-note = Notiz
transfer-words-customer = neuer Kunde
transfer-words-details = Kundendaten
transfer-undo = Zurücknehmen
transfer-not-taken = Noch nicht übernommen.
keys-transfer = Kontakt übergeben
pop-handed = Übergeben von { $who }. { $text }
doing-free = frei
doing-at_card = an einer Karte
doing-writing = im Kontakt
doing-wrap_up = in der Nachbearbeitung
doing-offered = es klingelt
doing-on_call = im Gespräch
doing-away = nicht angemeldet
doing-contacts = { $n ->
    [one] { $n } Kontakt
   *[other] { $n } Kontakte
}
section-transfers = Übergaben
section-transfers-hint = Kontakte an Kollegen und Warteschlangen übergeben.
feature-transfers-send = Kontakte übergeben
feature-transfers-receive = Kontakte übernehmen
invalid-transfer-whom = Nennen Sie den Agenten oder die Warteschlange, eines von beiden.
invalid-transfer-self = Diese Person hat den Kontakt schon. Wählen Sie jemand anderen.
invalid-transfer-nobody = Niemand hat diesen Anmeldenamen. Wählen Sie aus der Liste.
invalid-transfer-inactive = { $who } kann sich zurzeit nicht anmelden. Wählen Sie jemand anderen.
invalid-transfer-team = Das Team von { $who } übernimmt keine Kontakte. Wählen Sie jemand anderen.
invalid-transfer-queue = In der Warteschlange „{ $queue }“ gab es nie einen Kontakt. Schreiben Sie sie wie Ihr System.
conflict-transfer-closed = Dieser Kontakt ist abgeschlossen; es gibt nichts mehr zu übergeben.
conflict-transfer-elsewhere = Jemand war schneller: Dieser Kontakt ist jetzt bei { $who }.
conflict-transfer-nobody = Jemand war schneller: Dieser Kontakt ist nicht mehr übergeben.
change-transfer = übergeben
change-undo_transfer = Übergabe zurückgenommen
change-take = übernommen
change-deliver = Zustellung gemeldet
member-transfers = Übergaben
member-waits = Wartet auf Übernahme
member-delivery = Zustellung

## Wie weit eine Nachricht kam

delivery-queued = In Warteschlange
delivery-sent = Gesendet
delivery-delivered = Zugestellt
delivery-read = Gelesen
delivery-failed = Fehlgeschlagen
invalid-delivery-incoming = Diese Nachricht hat der Kunde geschrieben: Nur ausgehende Nachrichten werden zugestellt.

## Angeheftete Kunden und Zeichen in der Leiste

rail-pinned = Angeheftet
rail-pin = In der Leiste anheften
rail-unpin = Lösen
rail-unpin-named = { $name } lösen
rail-conflict = Anderswo geändert
rail-waiting = Wartet
conflict-pins-full = Es sind schon { $most } Kunden angeheftet. Lösen Sie zuerst einen.
