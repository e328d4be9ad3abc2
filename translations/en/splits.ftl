change-of-split = Split
change-split = taken apart
member-identifiers = Identifiers
member-notes = Notes
member-requests = Requests
member-files = Files
member-records = Records
done-split = This is a card of their own now
split-menu = Split this card
split-title = Split the card of { $name }
split-who = Who it is
split-who-hint = Without a name the card is called by the first number or address that is chosen. Everything else can be added afterwards.
split-identifiers-title = Numbers and addresses that go
split-no-identifiers = There is none on this card.
split-contacts = Contacts on them go as well
split-entries-title = Entries that go
split-entries-hint = A contact takes along what was said and done in it, a request its contacts and promises.
split-elsewhere = Chosen so far
split-newest-part = Newest entries
split-older-part = Older entries
split-no-entries = There are no more entries.
split-more = Older entries
split-newest = Newest entries
split-kind-notes = Note
split-kind-requests = Request
split-kind-promises = Promise
split-kind-files = File
split-kind-records = Record
split-nothing = Nothing is chosen yet.
split-goes = To { $name }: { $what }
split-goes-nameless = To the new card: { $what }
split-foot = Consents stay on this card. Merging the two cards takes it back.
split-do = Split
split-identifiers = { $n ->
    [one] { $n } identifier
   *[other] { $n } identifiers
}
split-interactions = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
split-notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
split-requests = { $n ->
    [one] { $n } request
   *[other] { $n } requests
}
split-promises = { $n ->
    [one] { $n } promise
   *[other] { $n } promises
}
split-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
split-records = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
