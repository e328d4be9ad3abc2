## What came of contacts

disposition = Ergebnis
dispositions = Ergebnisse von Kontakten
dispositions-about = Was laut Agent aus einem Kontakt geworden ist
dispositions-lead = Am Ende eines Kontakts wählt sein Agent aus dieser Liste, was daraus geworden ist. Andere Systeme nennen ein Ergebnis beim Schlüssel. Was Kontakte haben, lässt sich nicht löschen; nehmen Sie es stattdessen aus der Auswahl.
disposition-new = Neues Ergebnis
disposition-create = Ergebnis hinzufügen
disposition-name = Name
disposition-key = Schlüssel
disposition-key-hint = Wie andere Systeme es nennen: Kleinbuchstaben, Ziffern, „_“ und „-“. Er lässt sich nicht ändern.
disposition-retired = Nicht mehr zur Auswahl
disposition-delete = Ergebnis löschen
invalid-disposition = Das Ergebnis ist keines von diesen: { $allowed }. Siehe die Liste der Ergebnisse (GET /api/v1/dispositions).
conflict-disposition-used = Ein Kontakt hat dieses Ergebnis. Nehmen Sie es stattdessen aus der Auswahl.
conflict-dispositions-many = Es gibt schon { $max } Ergebnisse. Löschen Sie eines, das kein Kontakt hat.

## The end of a contact

wrap-up-kept = Was bleibt
wrap-up-customer = Im Verlauf dieses Kunden
wrap-up-identifier = Im Verlauf von { $identifier }, noch ohne Kunden
wrap-up-withheld = Unter den Kontakten ohne Nummer
wrap-up-request = Unter Anliegen #{ $number }
wrap-up-no-request = Unter keinem Anliegen
wrap-up-elsewhere-none = In andere Systeme wird nichts geschrieben: Keines ist verbunden
wrap-up-messages = { $n ->
    [one] { $n } Nachricht
   *[other] { $n } Nachrichten
}
wrap-up-tags = { $n ->
    [one] { $n } Schlagwort
   *[other] { $n } Schlagwörter
}
wrap-up-comments = { $n ->
    [one] { $n } Kommentar
   *[other] { $n } Kommentare
}
wrap-up-promises = { $n ->
    [one] { $n } Zusage
   *[other] { $n } Zusagen
}
