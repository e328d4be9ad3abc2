## Erasures, and what keeps customers from being erased

conflict-erased = Somebody who was known by this was erased on { $date }, and must not come back by themselves. If they have become a customer again, a supervisor can lift erasure { $id }.
conflict-erasure-requested = An erasure of this customer waits for a second person already.
conflict-erasure-own = Somebody else has to approve what you have asked for.
conflict-erasure-over = This erasure has been decided already.
conflict-erasure-not-in-force = This erasure is not in force.
conflict-legal-hold = { $by } keeps this customer for a legal claim: { $reason }
invalid-past = This must be in the future.
invalid-range = This must be between { $min } and { $max }.

## Pages

erasure-title = Erase personal data
erasure-of = Erase { $name }
erasure-lead = An erasure removes everything that is known of this customer, for good: it cannot be undone, and not taken back from the list of deleted customers. Nobody can bring them back by an import, over the API, or by what arrives late.
erasure-would-go = What would go
erasure-what = What
erasure-how-many = How many
erasure-stays = What stays: a receipt without personal data, who changed and opened the card and when, and codes that recognise the person without saying who it was.
erasure-do = Erase
erasure-basis = Ground
erasure-basis-choose = Choose the ground
erasure-basis-request = They asked for it (Art. 17 (1) c GDPR)
erasure-basis-consent-withdrawn = They have withdrawn their consent (Art. 17 (1) b)
erasure-basis-no-longer-needed = No longer needed (Art. 17 (1) a)
erasure-basis-unlawful = Held unlawfully (Art. 17 (1) d)
erasure-basis-obligation = A law demands it (Art. 17 (1) e)
erasure-sure = I know that this cannot be taken back.
invalid-not-sure = Say that you know that this cannot be taken back.
invalid-choice-missing = Choose one.
erasure-approval-more = A second person has to approve it before anything is erased.
erasure-erase = Erase for good
erasure-ask = Ask for the erasure
erasure-waits = { $by } has asked for this erasure. It waits for a second person.
erasure-open = Open the receipt
erasure-back = Back to the card
erasure-band = Who was known by this was erased on { $day }. Only if they ask to be a customer again may a supervisor allow it.
erasure-counts-none = There is nothing but the name.
erasure-counts-interactions = Contacts
erasure-counts-messages = Messages
erasure-counts-attachments = Attachments
erasure-counts-comments = Comments
erasure-counts-notes = Notes
erasure-counts-files = Files
erasure-counts-pictures = Picture
erasure-counts-records = Records
erasure-counts-identifiers = Numbers and addresses
erasure-counts-addresses = Postal addresses
erasure-counts-national-ids = National ids
erasure-counts-blocks = Entries of the blocklist
erasure-counts-changes = Entries of the change history, of which only who and when stay
erasure-counts-accesses = Entries of the access log, of which the reason goes
erasure-counts-people = People of the company, who stay without one
erasure-counts-import-rows = Lines of import reports
erasure-counts-drafts = Drafts of agents
hold-set = Keep for a legal claim
hold-lead = Whoever is kept can be neither erased nor deleted (Art. 17 (3) e).
hold-reason = Reason
hold-until = Last day
hold-until-hint = Empty: until it is lifted.
hold-keep = Keep
hold-kept = Kept for a legal claim
hold-by = { $by } keeps this customer for a legal claim: { $reason }
hold-until-day = until { $day }
hold-lift = Let go
erasures-about = Receipts of erasures, and those that wait for a second person
retention-about = How long data is kept
erasures-title = Erasures
erasures-all = All erasures
erasures-none = Nobody has been erased
erasures-none-more = Each erasure leaves a receipt here.
erasure-receipt = Receipt of an erasure
erasure-receipt-more = This receipt holds nothing personal. Give its number to the person who asked.
erasure-number = Number
erasure-state = State
erasure-state-requested = Waits for a second person
erasure-state-done = Done
erasure-state-withdrawn = Withdrawn
erasure-state-lifted = Done; they may come back
erasure-whom = Customer
erasure-by = Asked for by
erasure-decided-by = Decided by
erasure-at = When
erasure-erased = Erased
erasure-purged = Removed from the disk
erasure-purging = Being removed
erasure-lifted = Lifted by
erasure-own = You have asked for it: somebody else has to approve.
erasure-approve = Approve and erase for good
erasure-withdraw = Withdraw
erasure-lift = Let them come back
erasure-lift-more = If the person has become a customer again, their numbers and addresses can be set free. What was erased stays erased.

## Retention

retention-title = Retention
retention-lead = What is older is removed within the hour, for good: it can be taken back nowhere. What is kept for a legal claim stays.
retention-interactions = Contacts
retention-interactions-more = With their messages, comments and place in the history, counted from their beginning. Contacts that are going on stay.
retention-requests = Requests
retention-requests-more = Closed requests, since anything last happened with them. Their contacts stay.
retention-customers = Customers
retention-customers-more = Whoever has had no contact and no change for so long is erased. They may come back: their numbers stay free. Companies stay while they have people.
retention-changes = Change history
retention-changes-more = What was before and after goes; who changed something and when stays. Nothing that old can be taken back any more.
retention-accesses = Access log
retention-accesses-more = Who looked at whom.
retention-import-reports = Import reports
retention-import-reports-more = Lines that imports rejected, or took with remarks, since the end of the import.
retention-days = Days
retention-days-hint = Empty: kept until somebody removes it.
retention-try = Try out
retention-due = { $count ->
    [0] Nothing is that old.
    [one] One entry is that old.
   *[other] { $count } entries are that old.
}
