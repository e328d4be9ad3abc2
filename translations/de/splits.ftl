change-of-split = Teilung
change-split = geteilt
member-identifiers = Nummern und Adressen
member-notes = Notizen
member-requests = Anliegen
member-files = Dateien
member-records = Datensätze
done-split = Das ist jetzt eine eigene Karte
split-menu = Karte teilen
split-title = Karte von { $name } teilen
split-who = Wer es ist
split-who-hint = Ohne Namen heißt die Karte nach der ersten gewählten Nummer oder Adresse. Alles andere lässt sich nachtragen.
split-identifiers-title = Nummern und Adressen, die mitgehen
split-no-identifiers = Auf dieser Karte steht keine.
split-contacts = Kontakte darüber gehen mit
split-entries-title = Einträge, die mitgehen
split-entries-hint = Ein Kontakt nimmt mit, was darin gesagt und getan wurde, ein Anliegen seine Kontakte und Zusagen.
split-elsewhere = Bisher gewählt
split-newest-part = Neueste Einträge
split-older-part = Ältere Einträge
split-no-entries = Es gibt keine weiteren Einträge.
split-more = Ältere Einträge
split-newest = Neueste Einträge
split-kind-notes = Notiz
split-kind-requests = Anliegen
split-kind-promises = Zusage
split-kind-files = Datei
split-kind-records = Datensatz
split-nothing = Noch ist nichts gewählt.
split-goes = Zu { $name }: { $what }
split-goes-nameless = Zur neuen Karte: { $what }
split-foot = Einwilligungen bleiben auf dieser Karte. Das Zusammenlegen der beiden Karten nimmt es zurück.
split-do = Teilen
split-identifiers = { $n ->
    [one] { $n } Nummer oder Adresse
   *[other] { $n } Nummern und Adressen
}
split-interactions = { $n ->
    [one] { $n } Kontakt
   *[other] { $n } Kontakte
}
split-notes = { $n ->
    [one] { $n } Notiz
   *[other] { $n } Notizen
}
split-requests = { $n ->
    [one] { $n } Anliegen
   *[other] { $n } Anliegen
}
split-promises = { $n ->
    [one] { $n } Zusage
   *[other] { $n } Zusagen
}
split-files = { $n ->
    [one] { $n } Datei
   *[other] { $n } Dateien
}
split-records = { $n ->
    [one] { $n } Datensatz
   *[other] { $n } Datensätze
}
