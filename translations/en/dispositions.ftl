## What came of contacts

disposition = Outcome
dispositions = Outcomes of contacts
dispositions-about = What agents say came of a contact
dispositions-lead = At the end of a contact its agent chooses what came of it, out of this list. Other systems name an outcome by its key. One that contacts have cannot be deleted; take it out of the choice instead.
disposition-new = New outcome
disposition-create = Add outcome
disposition-name = Name
disposition-key = Key
disposition-key-hint = What other systems call it: small letters, figures, “_” and “-”. It cannot be changed.
disposition-retired = No longer offered
disposition-delete = Delete outcome
invalid-disposition = The outcome is not one of these: { $allowed }. See the list of outcomes (GET /api/v1/dispositions).
conflict-disposition-used = A contact has this outcome. Mark it as no longer offered instead.
conflict-dispositions-many = There are { $max } outcomes already. Delete one that no contact has.

## The end of a contact

wrap-up-kept = What is kept
wrap-up-customer = In the history of this customer
wrap-up-identifier = In the history of { $identifier }, which belongs to nobody yet
wrap-up-withheld = In the history of contacts without a number
wrap-up-request = Under request #{ $number }
wrap-up-no-request = Under no request
wrap-up-elsewhere-none = Nothing is written to other systems: none is connected
wrap-up-messages = { $n ->
    [one] { $n } message
   *[other] { $n } messages
}
wrap-up-tags = { $n ->
    [one] { $n } tag
   *[other] { $n } tags
}
wrap-up-comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
wrap-up-promises = { $n ->
    [one] { $n } promise
   *[other] { $n } promises
}
