# Anteckningar om kunder.
notes = Anteckningar
note-one = Anteckning
card-tabs = Mer om kunden
count-notes = { $n ->
    [one] { $n } anteckning
   *[other] { $n } anteckningar
}
note-new = Ny anteckning
note-new-hint = Skriv en anteckning om { $name }
note-save = Spara anteckningen
note-pin-this = Fäst: syns vid varje kontakt
note-until = Syns till och med
note-until-of = Till och med { $date }
note-pinned = Fäst
note-pin = Fäst
note-unpin = Lossa
note-edit = Ändra
note-edit-title = Ändra anteckningen
note-delete = Ta bort
note-deleted = Anteckningen är borttagen
note-whole = Hela anteckningen
note-locked-other = Bara { $name } kan ändra den här anteckningen.
note-locked-nobody = Anteckningen är importerad och tillhör ingen här. Den kan inte ändras.
note-locked-team = Ditt team får inte ändra anteckningar.
notes-none = Inga anteckningar än
notes-none-more = En anteckning är det som alla som öppnar kunden bör veta.
notes-locked = Ditt team får inte skriva anteckningar.
notes-older = Äldre anteckningar
notes-found = { $n ->
    [one] Finns i en anteckning
   *[other] Finns i { $n } anteckningar
}
note-stale = Anteckningen har ändrats sedan du öppnade den.
note-stale-lead = Det du skrev står nedan. Spara igen för att ersätta det som gäller nu:
note-warning-card = Det här ser ut som ett kortnummer. Kortnummer hör inte hemma i en anteckning.
note-warning-health = ”{ $word }” kan handla om någons hälsa. Skriv bara det som arbetet kräver.
