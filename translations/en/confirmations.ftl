## Confirmations (src/confirmations): is it them?

confirm-who = Is it { $name }?
confirm-is = It is { $name }
confirm-is-not = Not { $name }
keys-confirm = Confirm who it is
keys-deny = It is somebody else
done-confirmed = Confirmed who it is
done-rejected = The contact is off the card
confirm-after-all = It is { $name } after all
because-not-them = { $name } has it, and it is not them.

# After why somebody was matched: "Matched by phone number (mobile), confirmed on 3 Nov by Anna".
matched-and-said = { $matched }, { $said }
said-confirmed = confirmed { $when } by { $by }
said-proven = proven { $when } by an identity check
said-denied = but it was not them { $when }, says { $by }

# The same as reasons of their own.
match-confirmed = Confirmed { $when } by { $by }
match-proven = Proven { $when } by an identity check
match-denied = It was not them { $when }, says { $by }
match-open-request = Has an open request
match-phone-invalid = On the card as a number that reaches nobody
match-email-invalid = On the card as an address that reaches nobody
match-handle-invalid = On the card as a handle that reaches nobody

## Shared numbers and addresses

shared-by = { $kind ->
    [phone] This number is
    [email] This address is
   *[handle] This handle is
  } used by { $n } { $who ->
    [people] people
   *[customers] customers
  }: also
shared-elsewhere = { $kind ->
    [phone] This number is
    [email] This address is
   *[handle] This handle is
  } on { $n ->
    [one] the card of somebody else
   *[other] the cards of { $n } others
  }:
shared-by-many = { $kind ->
    [phone] This number is
    [email] This address is
   *[handle] This handle is
  } used by more than { $n } customers.
shared-others = Who else has it
shared-all = Everybody who has it
shared-switch = { $name }: the contact is theirs
shared-too = Also of
shared-more = and { $n } more
shared-many = Of more than { $n } customers

verdict-confirmed = it is them
verdict-denied = it is not them
identity-method-stated = said in the contact
identity-method-chosen = chosen in the contact
identity-method-identity-check = identity check
member-verdict = Who it is
member-identifier = Number or address
change-of-confirmation = Confirmation
change-reject = taken off the card
privacy-held-confirmations = Confirmations
privacy-purpose-confirmations = so that whoever contacts us is recognised, and nobody is taken for somebody else
conflict-confirmation-not-on-card = The number or address is not on the card of this customer. Add it to the card, then confirm.
