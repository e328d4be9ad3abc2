# The search in everything that was written.
messages-title = Search in messages
messages-search = Words in messages, comments, topics and notes
messages-hint = Words, "a phrase", -without
messages-found = Messages with “{ $words }”
messages-search-for = Search messages for “{ $words }”
messages-start = What was written?
messages-start-more = Type words of a message, a comment, a topic or a note, in any order. "Words in quotes" stand next to each other, -words must not be there.
messages-none-more = The search looks at messages, comments, topics and notes of everybody. Fewer words find more.
messages-nobody = Nobody yet
messages-topic = Topic:
messages-comment = Comment:
messages-comment-by = Comment by { $name }:
messages-note-by = Note by { $name }:
messages-others = { $n ->
    [one] and { $n } more in this contact
   *[other] and { $n } more in this contact
}
