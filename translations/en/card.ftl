## Home

home = Home
home-title = Waiting for the next contact
home-lead = The card opens by itself when a call, chat or message is offered to you. Until then, look somebody up.
first-run = Set up
first-run-customer = Bring in a customer
first-run-customer-more = Anyone whose number you know. The card opens when they call.
first-run-token = Connect your telephone system
first-run-token-more = It tells Visavi of every call with an API token.
first-run-people = Invite your colleagues
first-run-people-more = Each with a role; the telephone system names them by their login.

## Card

card = Customer card
sections = Parts of the card
section-overview = Overview
section-now = Current contact
brief = In short
vip = VIP
owner = Owner
call = Call
message = Write
back-to-matches = Back to matches
pinned-note = Pinned note
kind-company = Company
count-people = { $n ->
    [one] one person
   *[other] { $n } people
}
all-people = { $n ->
    [one] One person
   *[other] All { $n } people
}
first-contact = First contact
last-contact = { $when }, { $channel }
last-contact-line = Last contact { $contact }
last-contacts = Last contacts
matched-phone = Matched by phone number
matched-phone-labelled = Matched by phone number ({ $label })
matched-email = Matched by e-mail address
matched-email-labelled = Matched by e-mail address ({ $label })
matched-handle = Matched by handle
matched-handle-labelled = Matched by handle ({ $label })
matched-extension = Matched by number and extension { $extension }
matched-switchboard = Matched by the number of the switchboard
matched-by-hand = Attached by hand

## Details

details = Details
primary = primary
group-contact = Contact
details-name = Name
details-add = Add
group-company = Company
group-people = People
group-addresses = Addresses
group-personal = Personal
group-fields = More
group-about = On this card
company-name = Name
company-people = People
department = Department
job-title = Position
address = Address
birth-date = Date of birth
masked = hidden, ends with { $end }
reveal = Show whole (is recorded)
flag-invalid = Does not reach them
flag-do-not-contact = Do not contact
flag-from = From { $day }
flag-until = Until { $day }, no longer theirs
flag-to = Until { $day }
tags = Tags
reference = Reference
customer-since = On file since
language-en = English
language-sv = Swedish
language-de = German
language-pl = Polish
language-da = Danish
language-nb = Norwegian
language-no = Norwegian
language-fi = Finnish
language-uk = Ukrainian
language-fr = French
language-es = Spanish
language-it = Italian
language-cs = Czech
language-nl = Dutch
language-ar = Arabic

## Contact at hand

now-show = Show the contact
queue = Queue
in-queue = Queue { $queue }
waited = waited { $time }
to-number = To
waited-label = Waited
lasted = Lasted
line = Line
line-address = Our address
ivr-path = IVR path
ivr-agent = agent
topic = Topic
campaign = Campaign
agent = Agent
rating = Rating
from-number = From
messages = Messages
messages-none = No message yet
ours = We
comments = Comments

## History

history-search = Search in this history
history-search-hint = Search
history-scope = Whose history
history-company = Company
history-company-only = Company only
history-company-people = With its people
history-feed = Contacts, newest first
history-new = { $n ->
    [one] { $n } new
   *[other] { $n } new
}
history-newer = Load newer
history-older = Load older
history-reached = { $n } of { $total }
history-empty = No contact yet
history-empty-more = Calls, chats and messages show here as soon as they begin.
history-not-found = Nothing has these words
history-not-found-more = The search looks at topics, messages, comments and notes.
history-found = With “{ $words }”
history-show-all = Show all
entry-more = More of this contact
entry-open = Open this contact
entry-vcon = Download as vCon
count-messages = { $n ->
    [one] one message
   *[other] { $n } messages
}
recorded = recorded
rating-bad = Bad
rating-neutral = Neutral
rating-good = Good
# Who stands in a row when the name is not known: at its beginning, and within it.
somebody = An agent
caller-first = Caller
caller = the caller
sender-first = Sender
sender = the sender
# Rows: what stands in <b> is bold and leads. $subject is the customer at the beginning, $customer within.
entry-call-in = <b>{ $agent }</b> talked with { $customer }
entry-call-out = <b>{ $agent }</b> called { $customer }
entry-call-missed = <b>{ $subject }</b> gave up after { $time }
entry-call-unanswered = <b>{ $agent }</b> did not reach { $customer }
entry-call-ringing = <b>{ $subject }</b> is calling
entry-call-dialling = <b>{ $agent }</b> is calling { $customer }
entry-call-live = <b>{ $agent }</b> is talking with { $customer }
entry-chat = <b>{ $agent }</b> chatted with { $customer }
entry-chat-live = <b>{ $agent }</b> is chatting with { $customer }
entry-chat-waiting = <b>{ $subject }</b> is waiting in the chat
entry-chat-missed = <b>{ $subject }</b> left the chat without an answer
entry-email-in = <b>{ $subject }</b> wrote an e-mail
entry-email-out = <b>{ $agent }</b> wrote to { $customer }
entry-sms-in = <b>{ $subject }</b> texted
entry-sms-out = <b>{ $agent }</b> texted { $customer }
entry-social-in = <b>{ $subject }</b> wrote on social media
entry-social-out = <b>{ $agent }</b> wrote to { $customer } on social media

## Several matches

matches = Several matches
matches-filter = Filter within the results
matches-filter-hint = { $n ->
    [one] Filter this one
   *[other] Filter these { $n }
}
matches-filter-none = None of them has these words
matches-not-attached = Nothing is attached until you choose
matches-chosen = Keep { $name }
matches-glimpse = Preview of the marked customer
matches-none = None of these, create
matches-alike-certain = Two of these are very likely the same person.
matches-alike-likely = Two of these may be the same person.
matches-same = Same person twice? Mark them
matches-same-compare = Compare the marked ones
open-named = Open { $name }
match-phone-primary = Primary number on the card
match-phone-primary-labelled = Primary number on the card ({ $label })
match-phone-on-card = Number on the card
match-phone-on-card-labelled = Number on the card ({ $label })
match-email-primary = Primary e-mail address on the card
match-email-primary-labelled = Primary e-mail address on the card ({ $label })
match-email-on-card = E-mail address on the card
match-email-on-card-labelled = E-mail address on the card ({ $label })
match-handle-primary = Primary handle on the card
match-handle-primary-labelled = Primary handle on the card ({ $label })
match-handle-on-card = Handle on the card
match-handle-on-card-labelled = Handle on the card ({ $label })
match-extension = Same number and extension { $extension }
match-switchboard = Same number without the extension
match-switchboard-extension = Same switchboard, extension { $extension }
match-recent-call-in = Called from here { $when }
match-recent-call-out = Was called here { $when }
match-recent-chat-in = Chatted from here { $when }
match-recent-chat-out = Was in our chat here { $when }
match-recent-email-in = Wrote from here { $when }
match-recent-email-out = Was written to here { $when }
match-recent-sms-in = Texted from here { $when }
match-recent-sms-out = Was texted here { $when }
match-recent-social-in = Wrote from here { $when }
match-recent-social-out = Was written to here { $when }

## Nobody found

finding-nobody = No match
finding-anonymous = Left anonymous
because-phone = Nobody on file has this number.
because-email = Nobody on file has this e-mail address.
because-handle = Nobody on file has this handle.
because-withheld = The other side is hidden, so nobody can be matched. Ask for a name or a number, then find the customer here.
because-anonymous = This contact was left without a customer. Attach it any time.
because-none-of-these = Several customers have it, and it is none of them.
way-create = Create customer
way-create-more = What is known is filled in, the contact is attached
way-create-withheld = The contact is attached
way-attach = Attach to existing
way-find = Find existing
way-attach-more = Search by name, number or e-mail
leave-anonymous = Leave anonymous
way-anonymous-more = The contact stays under its number or address
way-anonymous-withheld = Attach it any time later
finding-foot = Closing this asks what it is to be. Nothing typed here is lost.
finding-foot-pop = There is no contact behind this page: nothing is attached.
attach = Attach
attach-to = Attach to { $name }
attach-add = Attach and add
attach-add-to = Attach to { $name } and add the number or address to the card
attach-only = Only attach
attach-search = Find the customer
attach-hint = Name, number, e-mail
attach-start = Type a name, a number or an e-mail address.
attach-none = Nobody is found. Try fewer letters, or create the customer.
earlier = Earlier from here
earlier-none = The first contact from here.
earlier-withheld = Earlier contacts cannot be shown while the other side is hidden.
earlier-whoever = Lately from here, whoever it was
pop-unreadable = This link cannot be read
pop-given = The link gives “{ $text }”.

## Announcements

pop-call-from = Call from { $who }
pop-call-to = Call to { $who }
pop-call-withheld = Call from a withheld number
pop-chat-from = Chat from { $who }
pop-chat-to = Chat with { $who }
pop-chat-withheld = Chat from an unknown sender
pop-email-from = E-mail from { $who }
pop-email-to = E-mail to { $who }
pop-email-withheld = E-mail from an unknown sender
pop-sms-from = SMS from { $who }
pop-sms-to = SMS to { $who }
pop-sms-withheld = SMS from a withheld number
pop-social-from = Social message from { $who }
pop-social-to = Social message to { $who }
pop-social-withheld = Social message from an unknown sender
pop-several = { $text }, several matches
pop-unknown = { $text }, nobody on file

## Countries

country-se = Sweden
country-no = Norway
country-dk = Denmark
country-fi = Finland
country-is = Iceland
country-de = Germany
country-at = Austria
country-ch = Switzerland
country-pl = Poland
country-cz = Czechia
country-sk = Slovakia
country-gb = United Kingdom
country-ie = Ireland
country-fr = France
country-be = Belgium
country-nl = Netherlands
country-lu = Luxembourg
country-es = Spain
country-pt = Portugal
country-it = Italy
country-ee = Estonia
country-lv = Latvia
country-lt = Lithuania
country-ua = Ukraine
country-us = United States

## Who else is at a card (src/presence)

presence-editing = { $name } is editing
presence-viewing = { $name } is looking
presence-idle = { $name } is away from the keys

## What is in a message (src/messages)

message-frame = Formatted message
message-frame-of = Formatted message: { $subject }
message-as-text = Plain text
message-quote = Show quoted text
message-signature = Show signature
message-remote = { $n ->
    [one] { $n } remote picture was not loaded.
   *[other] { $n } remote pictures were not loaded.
}
message-remote-show = Load pictures
message-too-much = This message is built in a way that cannot be shown formatted. These are its words.
history-calls-in = Calls in
history-calls-out = Calls out
history-narrow = Go to a day, or narrow down
history-until = Go to day
history-go = Go
history-missed = Missed calls
history-recorded = With recording
history-campaigns = Campaigns
history-to-day = Up to { $day }
history-without = Remove
history-newest = To the newest
history-nothing = Nothing here fits
history-nothing-more = There are other contacts in this history.
history-failed = Older contacts could not be loaded. Try again
entry-failed = This contact could not be loaded.
call-back = Call back
messages-earlier = { $n ->
    [one] One earlier message
   *[other] { $n } earlier messages
}
messages-failed = Earlier messages could not be loaded. Try again
contact-close = Finish
contact-facts = Topic and details
contact-comment = Write a comment
contact-comment-save = Add comment
tag-add = Add a tag
tag-remove = Remove tag { $tag }
done-contact = Contact saved
section-contacts = Contacts
section-contacts-hint = What is written of a contact: tags, topic, fields, comments.
feature-contacts-edit = Write of them
conflict-contact-changed = Somebody else has changed topic or details of this contact meanwhile. Go back: it shows what they are now, with your words kept.
conflict-no-wrap-up = This contact is not in wrap-up.
