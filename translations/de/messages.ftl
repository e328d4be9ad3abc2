# Die Suche in allem, was geschrieben wurde.
messages-title = In Nachrichten suchen
messages-search = Wörter in Nachrichten, Kommentaren, Themen und Notizen
messages-hint = Wörter, "eine Wendung", -ohne
messages-found = Nachrichten mit „{ $words }“
messages-search-for = Nachrichten mit „{ $words }“ suchen
messages-start = Was wurde geschrieben?
messages-start-more = Geben Sie Wörter einer Nachricht, eines Kommentars, eines Themas oder einer Notiz ein, in beliebiger Reihenfolge. "Wörter in Anführungszeichen" stehen nebeneinander, -Wörter dürfen nicht vorkommen.
messages-none-more = Gesucht wird in den Nachrichten, Kommentaren, Themen und Notizen aller. Weniger Wörter finden mehr.
messages-nobody = Noch niemand
messages-topic = Thema:
messages-comment = Kommentar:
messages-comment-by = Kommentar von { $name }:
messages-note-by = Notiz von { $name }:
messages-others = { $n ->
    [one] und { $n } weitere in diesem Kontakt
   *[other] und { $n } weitere in diesem Kontakt
}
