# Notes on customers.
notes = Notes
note-one = Note
card-tabs = More of this customer
count-notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
note-new = New note
note-new-hint = Write a note on { $name }
note-save = Save note
note-pin-this = Pin: shown on every contact
note-until = Visible until
note-until-of = Until { $date }
note-pinned = Pinned
note-pin = Pin
note-unpin = Unpin
note-edit = Edit
note-edit-title = Edit note
note-delete = Delete
note-deleted = Note deleted
note-whole = The whole note
note-locked-other = Only { $name } can change this note.
note-locked-nobody = This note was brought in and belongs to nobody here. It cannot be changed.
note-locked-team = Your team may not change notes.
notes-none = No notes yet
notes-none-more = A note is what everybody who opens this customer should know.
notes-locked = Your team may not write notes.
notes-older = Older notes
notes-found = { $n ->
    [one] Found in a note
   *[other] Found in { $n } notes
}
note-stale = This note has changed since you opened it.
note-stale-lead = What you typed is below. Save again to replace what is there now:
note-warning-card = This looks like a card number. Card numbers do not belong in a note.
note-warning-health = “{ $word }” may be about somebody’s health. Write it down only if your work needs it.
