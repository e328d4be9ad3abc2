## Frame of every page

skip-to-content = To the content
language = Language
close = Close
open = Open
edit = Edit
search = Search
yes = yes
no = no
now = now
today = Today
yesterday = Yesterday
# Within a sentence, after "Last contact".
when-today = today at { $time }
when-yesterday = yesterday
when-date = on { $date }
seconds = { $n } s
minutes = { $n } min
phone-with-extension = { $number } ext. { $extension }
extension = ext. { $extension }
results = Results
customers = Customers
actions = Actions
history = History
error-home = Home
error-request = Request { $id }
toast-dismiss = Dismiss
toast-failed = That did not reach the server
toast-retry = Try again
undo = Undo
toast-waiting = Another contact is waiting
toast-open = Open
toast-copied = Copied
copy-what = Copy: { $what }
change-what = Change: { $what }
copied-what = Copied { $what }

## Palette and keys

palette = Find or do anything
palette-hint = Customers, actions, pages
palette-choose = choose
palette-open = open
palette-close = close
palette-none = Nothing has these words
key-ctrl = Ctrl
key-shift = Shift
keys = Keys
keys-help = Keys and help
keys-anywhere = Anywhere
keys-card = On the card
keys-found = While choosing
keys-waiting = Next waiting contact
keys-save = Save, send
keys-this = This sheet
keys-row = Next row
keys-row-back = Previous row
keys-open-row = Open the row
keys-tab = Channel of the history
keys-edit = Edit
keys-call = Call
keys-message = Write
keys-copy-phone = Copy the phone number
keys-copy-email = Copy the e-mail address
keys-matches = Back to the matches
keys-history = Go to the history
keys-files = Go to the files
keys-changes = Go to the changes
keys-pick = Pick a match
keys-filter = Filter
keys-create = Create a customer
keys-check = Mark for merging

## Rail

rail = Customers and contacts
rail-list = Open and recent
rail-open = Open
rail-recent = Recent
rail-none-open = Nothing is open
rail-unsaved = Unsaved words
rail-unseen = { $n ->
    [one] one new message
   *[other] { $n } new messages
}
rail-close = Close { $name }
rail-card = Card
search-customers = Search customers
new-customer = New customer
stream-lost = Connection lost, trying again
stream-retry = Now
me-menu = Menu
me-on-call = On a call
me-in-contact = In contact
me-wrap-up = Wrap-up
me-offered = Contact waiting
me-free = Free
preferences = Preferences
people = People
tokens = API tokens
log-out = Log out

## Channels and states

channels = Channels
channel-all = All
channel-call = Calls
channel-chat = Chats
channel-email = E-mails
channel-sms = SMS
channel-social = Social
channel-call-one = Call
channel-chat-one = Chat
channel-email-one = E-mail
channel-sms-one = SMS
channel-social-one = Social message
# Within a sentence: "yesterday, chat with Anna".
contact-call = call
contact-chat = chat
contact-email = e-mail
contact-sms = SMS
contact-social = social message
contact-with = { $channel } with { $agent }
state-ringing = Ringing
state-offered = Waiting
state-active = live
state-wrap_up = Wrap-up
state-closed = closed

## What identifies somebody

identifier-phone = Phone
identifier-email = E-mail
identifier-handle = Handle
withheld = Withheld number
withheld-digital = Unknown sender
label-mobile = mobile
label-work = work
label-private = private
label-office = office
label-home = home
label-main = main
label-fax = fax
label-other = other
label-billing = billing
label-delivery = delivery
address-home = Home
address-correspondence = Post
address-invoice = Invoice
address-delivery = Delivery
address-work = Work
address-office = Office

## Closing a line of the rail, or a form (src/openings/closing.rs)

closing = Close
closing-words = { $name } has unsaved words
closing-save = Save
closing-keep = Keep draft
closing-discard = Discard
closing-form = Not saved yet
closing-back = Go on writing
closing-nobody = { $name } belongs to no customer yet
closing-create = Create a customer
closing-attach = Attach to a customer
closing-leave = Leave anonymous
phone-country = Country of the number
