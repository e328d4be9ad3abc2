# Sökningen i allt som har skrivits.
messages-title = Sök i meddelanden
messages-search = Ord i meddelanden, kommentarer, ämnen och anteckningar
messages-hint = Ord, "en fras", -utan
messages-found = Meddelanden med ”{ $words }”
messages-search-for = Sök meddelanden med ”{ $words }”
messages-start = Vad stod det?
messages-start-more = Skriv ord ur ett meddelande, en kommentar, ett ämne eller en anteckning, i valfri ordning. "Ord inom citattecken" står bredvid varandra, -ord får inte finnas med.
messages-none-more = Sökningen gäller allas meddelanden, kommentarer, ämnen och anteckningar. Färre ord hittar mer.
messages-nobody = Ingen än
messages-topic = Ämne:
messages-comment = Kommentar:
messages-comment-by = Kommentar av { $name }:
messages-note-by = Anteckning av { $name }:
messages-others = { $n ->
    [one] och { $n } till i den här kontakten
   *[other] och { $n } till i den här kontakten
}
