# Notatki o klientach.
notes = Notatki
note-one = Notatka
card-tabs = Więcej o kliencie
count-notes = { $n ->
    [one] { $n } notatka
    [few] { $n } notatki
    [many] { $n } notatek
   *[other] { $n } notatki
}
note-new = Nowa notatka
note-new-hint = Napisz notatkę: { $name }
note-save = Zapisz notatkę
note-pin-this = Przypnij: widoczna przy każdym kontakcie
note-until = Widoczna do
note-until-of = Do { $date }
note-pinned = Przypięta
note-pin = Przypnij
note-unpin = Odepnij
note-edit = Edytuj
note-edit-title = Edycja notatki
note-delete = Usuń
note-deleted = Notatka usunięta
note-whole = Cała notatka
note-locked-other = Tę notatkę może zmienić tylko { $name }.
note-locked-nobody = Ta notatka pochodzi z importu i nie należy tu do nikogo. Nie można jej zmienić.
note-locked-team = Twój zespół nie może zmieniać notatek.
notes-none = Nie ma jeszcze notatek
notes-none-more = Notatka to coś, o czym powinien wiedzieć każdy, kto otworzy tego klienta.
notes-locked = Twój zespół nie może pisać notatek.
notes-older = Starsze notatki
notes-found = { $n ->
    [one] Znaleziono w { $n } notatce
    [few] Znaleziono w { $n } notatkach
    [many] Znaleziono w { $n } notatkach
   *[other] Znaleziono w { $n } notatki
}
note-stale = Ta notatka zmieniła się od czasu jej otwarcia.
note-stale-lead = Twoje słowa są poniżej. Zapisz ponownie, aby zastąpić to, co jest teraz:
note-warning-card = To wygląda na numer karty. Numery kart nie powinny trafiać do notatek.
note-warning-health = „{ $word }” może dotyczyć czyjegoś zdrowia. Zapisz to tylko wtedy, gdy praca tego wymaga.
