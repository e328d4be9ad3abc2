## The demo telephone: a page that plays the telephone system and the chat

telephone = Demo telephone
telephone-lead = Plays the part of your telephone system and the chat on your website, through the public API. Keep the agent’s page open beside it.
telephone-scripts = This page needs scripts. Everything it does can also be done with curl; the manual shows how.
telephone-agent = Agent
telephone-number = From number
telephone-withheld = Withheld number
telephone-ring = Ring
telephone-ring-of = Ring: { $what }
telephone-known = Known, one card
telephone-shared = Shared by four customers
telephone-stranger = Nobody on file
telephone-hidden = Hidden caller
telephone-vip = VIP with an owner
telephone-switchboard = A switchboard, seven on file
telephone-chat = Chat from the website
telephone-email = E-mail to service
telephone-sms = Text message
telephone-contacts = Contacts now
telephone-nothing = Nothing is under way.
telephone-page = Open the agent’s page
telephone-idle = idle
telephone-count = { $n ->
    [one] { $n } contact
   *[other] { $n } contacts
}
telephone-offered = Rings at { $agent },
telephone-waits = Waits for { $agent },
telephone-active = With { $agent },
telephone-wrap-up = Wrap-up,
telephone-closed = Closed
telephone-one = Found on one card
telephone-many = Found on several cards
telephone-none = Found on no card
telephone-answer = Answer
telephone-hang-up = Hang up
telephone-end = End
telephone-finish = Finish
telephone-chats = Written contacts
telephone-writes = Who writes
telephone-customer = Customer
telephone-message = Message
telephone-send = Send
telephone-send-of = Send: { $what }
telephone-failed = That did not reach the server.
