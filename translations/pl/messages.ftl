# Wyszukiwanie we wszystkim, co napisano.
messages-title = Szukaj w wiadomościach
messages-search = Słowa w wiadomościach, komentarzach, tematach i notatkach
messages-hint = Słowa, "fraza", -bez
messages-found = Wiadomości z „{ $words }”
messages-search-for = Szukaj wiadomości z „{ $words }”
messages-start = Co napisano?
messages-start-more = Wpisz słowa z wiadomości, komentarza, tematu lub notatki, w dowolnej kolejności. "Słowa w cudzysłowie" stoją obok siebie, -słów ma nie być.
messages-none-more = Wyszukiwanie obejmuje wiadomości, komentarze, tematy i notatki wszystkich. Mniej słów znajdzie więcej.
messages-nobody = Jeszcze nikt
messages-topic = Temat:
messages-comment = Komentarz:
messages-comment-by = Komentarz ({ $name }):
messages-note-by = Notatka, { $name }:
messages-others = { $n ->
    [one] i jeszcze { $n } w tym kontakcie
    [few] i jeszcze { $n } w tym kontakcie
    [many] i jeszcze { $n } w tym kontakcie
   *[other] i jeszcze { $n } w tym kontakcie
}
