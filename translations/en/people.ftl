## Log-in

log-in = Log in
login = Login
login-hint = What one types to log in: a short name or an e-mail address
password = Password
log-in-wait-minutes = { $minutes ->
    [one] Try again in one minute.
   *[other] Try again in { $minutes } minutes.
}
language-label = Language

## One-time addresses

first-title = The first administrator
first-lead = Nobody can log in yet. Whoever fills this in runs this installation.
first-go = Create and log in
invitation-title = Welcome
invitation-again-title = A new password
invitation-lead = { $name }, choose the password with which you log in at { $organisation }.
invitation-go = Save and log in
spent-title = This address is not valid any more
spent-lead = It can be used once and for three days. If you have a password, log in. If not, ask your administrator for a new one.
spent-first = If nobody has ever logged in here, start the server again: it prints a new address.

## Passwords

password-new = New password
password-again = The same again
password-hint = 12 characters or more. A few words are easier to remember than signs.
password-present = Present password
password-change = Change password
password-change-hint = Wherever else you are logged in, you will have to log in again.
password-done = Password changed

## Preferences

preferences-title = Preferences
preferences-done = Preferences saved
language-browser = As the browser asks
time-zone = Time zone
time-zone-hint = Type a city, such as Stockholm. Empty means as everybody here.
time-zone-usual = Everybody here: { $zone }
preferences-theme = Colours
theme-system = As the computer
theme-light = Light
theme-dark = Dark
preferences-density = Rows
density-compact = Compact
density-comfortable = Comfortable
preferences-keyboard = Keyboard
single-keys = Single keys do things
single-keys-hint = Such as e to edit and / to search. Ctrl+K and Ctrl+Enter always work.

## People

administration = Administration
people-title = People
people-filter = Filter people
people-filter-none = Nobody fits this filter.
people-back = Back to the people
agent-name = Name
agent-email = E-mail
agent-email-hint = By it your organisation's own log-in finds this person, if it is set up.
role = Role
role-agent = Agent
role-supervisor = Supervisor
role-administrator = Administrator
role-hint = An administrator may do everything a supervisor may, and a supervisor everything an agent may.
team = Team
team-hint = A new name makes a new team.
agent-state = State
agent-state-active = Active
agent-state-invited = Invited
agent-state-disabled = Disabled
agent-state-hint = Who is disabled cannot log in, and is logged out at once.
invitation-until = Address valid until { $when }
invitation-over = No valid address
agent-new = New person
agent-new-lead = They get a one-time address, with which they choose their own password.
agent-invite = Create and invite
handover-title = Hand this over
handover-lead = { $name } opens this address once, chooses a password and is logged in. The login is { $login }.
handover-address = One-time address, valid for three days
secret-once = It is shown this once. Copy it now.
secret-copy = Copy
secret-copied = Copied
invite-again-title = Invitation
invite-again-lead = The last address went missing or ran out? A new one makes it void.
invite-password-lead = Password forgotten? A one-time address lets them choose a new one. Until then the present one works.
invite-again = Make a one-time address
stale-title = Somebody else changed this person meanwhile.
stale-lead = What you typed is below. Save again to replace what is there now:
conflict-agent-disabled = Who is disabled cannot be invited. Make them active first.
invalid-choice = Choose one of the list.

## Tokens

tokens-title = API tokens
tokens-lead = A token lets another system use the API: the telephone system, the shop, a report. Give each its own, so that one can be revoked alone.
tokens-known = Tokens
tokens-none = There are no tokens yet.
token-new = New token
token-name = Name
token-name-hint = Which system uses it
token-role-hint = What it may do, as a person of this role
token-create = Create token
token-made = The token “{ $name }”
token-text = Token
token-created = Created
token-state = State
token-valid = Valid
token-revoked = Revoked
token-revoke = Revoke
token-revoke-warning = The system that uses it is refused from its next request on. This cannot be undone.
token-revoke-now = Revoke now

## Lists and forms

list-actions = Actions
list-edit = Edit
list-more = More
form-save = Save
form-discard = Discard
form-draft-back = Your words are back
form-draft-of = Your words of { $when } are back.
form-draft-discard = Discard them

## Teams

teams-title = Teams
teams-none = No team yet
teams-none-more = A team comes to be when a person is put into it, on the page of people.
team-off = Switched off
team-all-on = Everything is on
team-lead = What the people of this team may do on a card. It holds from their next click on. API tokens belong to no team.
team-stale = Somebody else changed this team meanwhile.
section-customers = Customers
section-customers-hint = Who may not change customers can still write notes and work with contacts.
feature-customers-add = Add customers
feature-customers-edit = Change customers
section-records = Record groups
section-records-hint = Who may not see records is shown none of their tabs.
feature-records-see = See them
feature-records-add = Add them
feature-records-edit = Change them
feature-records-delete = Delete them
section-notes = Notes
section-notes-hint = Who may not see notes is shown none, neither the pinned one nor in a search.
feature-notes-see = See them
feature-notes-add = Write them
feature-notes-edit = Change their own
feature-notes-delete = Delete their own
section-changes = Changes
section-changes-hint = Who may not see changes has no tab of them.
feature-changes-see = See them, and take them back
section-files = Files
section-files-hint = Who may not see files sees none, not even how many there are.
feature-files-see = See and download them
feature-files-add = Add them
feature-files-edit = Rename them
feature-files-delete = Delete them
