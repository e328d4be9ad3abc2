change-of-merge = Merged cards
member-kept = Kept
member-merged = Joined
invalid-merge-count = Name one to { $max } cards that are to be joined.
invalid-choice-member = Nothing of this name can be chosen. Take a member of a customer, as in "birth_date" or "fields.KEY".
invalid-choice-card = This is none of the cards that are merged.
conflict-one-card = These are one card already.
conflict-merge-kinds = One is a person and the other a company. Choose in "kind" which of the two the card is.
conflict-merge-own-company = One of them is the company that the other belongs to.
merge-menu = Merge with another card
merge-two = Merge two cards
merge-several = Merge cards
merge-members = Members of the cards
merge-member = Member
merge-foot = It can be undone exactly, at any time. Old addresses keep working.
merge-swap = Swap sides
merge-do = Merge into one card
merge-alone = Look for the card that is the same person as { $name }.
merge-find = Add a card: name, number or address
merge-kept = Kept, its address stays
merge-joins = Joins, opens the result from now on
merge-result = Result
merge-result-of = { $n ->
    [one] one card, { $n } contact
   *[other] one card, { $n } contacts
}
merge-differ = Differ
merge-differ-how = choose one side each, the suggestion is set
merge-joined = Joined
merge-joined-how = all sides kept, equal values once
merge-same = Same on all
merge-contacts = Contacts
merge-nothing = nothing
merges-title = Merged cards
merges-none = No card was merged into this one.
merges-of = { $n ->
    [one] One card
   *[other] { $n } cards are merged here
}
merged-by = Merged by { $name },
merge-undecided = { $n ->
    [one] One contact came since on an identifier that both had. It stays with the kept card: look whose it is.
   *[other] { $n } contacts came since on an identifier that both had. They stay with the kept card: look whose they are.
}
merge-undecided-one = Contact { $n }
merge-undo = Undo the merge
merge-undo-of = Undo the merge of { $name }
done-merge = { $what } joined { $card }
done-unmerge = { $what } is a card of its own again
done-rejection = Kept apart: not the same person
merge-suggested = Who may be the same person
merge-why = Why these two
merge-certain = Very likely the same person
merge-likely = Perhaps the same person
merge-unlikely = Little speaks for the same person
merge-reject = Not the same person
change-of-rejection = Not the same person
merge-contacts-of = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
