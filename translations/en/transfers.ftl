## Handing a contact over (src/transfers)

transfer = Hand over
transfers = Transfers
transfer-choose = Choose to whom
transfer-whom = To
transfer-whom-none = Choose an agent or a queue
transfer-agents = Agents
transfer-queues = Queues
transfer-note = Note for whoever takes it
transfer-note-hint = What is it about?
transfer-back = Back to the contact
transfer-got = Handed over by { $who }
transfer-given = Handed over to { $who }
transfer-take = Take over
transfer-words = With unsaved words: { $what }
transfer-words-comment = comment
transfer-words-facts = topic and details
transfer-words-request = request
transfer-words-note = note
transfer-words-customer = new customer
transfer-words-details = customer details
transfer-undo = Take back
transfer-not-taken = Not taken over yet.
keys-transfer = Hand over the contact
pop-handed = Handed over by { $who }. { $text }
doing-free = free
doing-at_card = at a card
doing-writing = in contact
doing-wrap_up = in wrap-up
doing-offered = ringing
doing-on_call = on a call
doing-away = not logged in
doing-contacts = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
section-transfers = Transfers
section-transfers-hint = Handing contacts over to colleagues and queues.
feature-transfers-send = Hand contacts over
feature-transfers-receive = Take contacts over
invalid-transfer-whom = Name the agent or the queue it goes to, one of them.
invalid-transfer-self = They have it already. Choose somebody else.
invalid-transfer-nobody = Nobody has this login. Choose from the list.
invalid-transfer-inactive = { $who } cannot log in at present. Choose somebody else.
invalid-transfer-team = The team of { $who } takes no contacts over. Choose somebody else.
invalid-transfer-queue = There was never a contact in the queue “{ $queue }”. Write it as your system does.
conflict-transfer-closed = This contact is closed; there is nothing left to hand over.
conflict-transfer-elsewhere = Somebody was faster: this contact is with { $who } now.
conflict-transfer-nobody = Somebody was faster: this contact is not handed over any more.
change-transfer = handed over
change-undo_transfer = hand-over taken back
change-take = taken over
change-deliver = delivery told
member-transfers = Transfers
member-waits = Waits to be taken over
member-delivery = Delivery

## How far a message came

delivery-queued = Queued
delivery-sent = Sent
delivery-delivered = Delivered
delivery-read = Read
delivery-failed = Failed
invalid-delivery-incoming = The customer wrote this message: only messages that go out are delivered.

## Pinned customers and marks in the rail

rail-pinned = Pinned
rail-pin = Pin in the rail
rail-unpin = Unpin
rail-unpin-named = Unpin { $name }
rail-conflict = Changed elsewhere
rail-waiting = Waiting
conflict-pins-full = { $most } customers are pinned already. Unpin one first.
