# Notizen zu Kunden.
notes = Notizen
note-one = Notiz
card-tabs = Mehr zum Kunden
count-notes = { $n ->
    [one] { $n } Notiz
   *[other] { $n } Notizen
}
note-new = Neue Notiz
note-new-hint = Notiz zu { $name } schreiben
note-save = Notiz speichern
note-pin-this = Anheften: bei jedem Kontakt zu sehen
note-until = Sichtbar bis
note-until-of = Bis { $date }
note-pinned = Angeheftet
note-pin = Anheften
note-unpin = Lösen
note-edit = Bearbeiten
note-edit-title = Notiz bearbeiten
note-delete = Löschen
note-deleted = Notiz gelöscht
note-whole = Die ganze Notiz
note-locked-other = Nur { $name } kann diese Notiz ändern.
note-locked-nobody = Diese Notiz wurde importiert und gehört hier niemandem. Sie lässt sich nicht ändern.
note-locked-team = Ihr Team darf Notizen nicht ändern.
notes-none = Noch keine Notizen
notes-none-more = Eine Notiz ist, was alle wissen sollten, die diesen Kunden öffnen.
notes-locked = Ihr Team darf keine Notizen schreiben.
notes-older = Ältere Notizen
notes-found = { $n ->
    [one] In einer Notiz gefunden
   *[other] In { $n } Notizen gefunden
}
note-stale = Diese Notiz wurde geändert, seit Sie sie geöffnet haben.
note-stale-lead = Was Sie geschrieben haben, steht unten. Noch einmal speichern ersetzt, was jetzt dort steht:
note-warning-card = Das sieht nach einer Kartennummer aus. Kartennummern gehören nicht in eine Notiz.
note-warning-health = „{ $word }“ kann die Gesundheit eines Menschen betreffen. Schreiben Sie es nur auf, wenn die Arbeit es verlangt.
