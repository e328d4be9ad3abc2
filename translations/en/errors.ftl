## Titles and details of errors

error-sign-in = Log in first
error-sign-in-detail = Your session is over, or you have not logged in yet.
error-token = A valid token is needed
error-token-detail = Send the header “Authorization: Bearer TOKEN” with a token that has not been revoked.
error-forbidden = You may not do this
error-forbidden-detail = Your role does not allow it. An administrator can change your role.
error-switched-off = Switched off for your team
error-switched-off-detail = An administrator can switch it on for your team.
error-not-own = Somebody else wrote this
error-not-own-detail = Only who wrote it can change or delete it.
error-reason = A reason is needed
error-reason-detail = You have no contact with this customer. Open the card itself, and say why.
error-forged-form = This form has expired
error-forged-form-detail = It was not sent from a page of this session. Reload the page and send it again.
error-not-found = Not found
error-not-found-detail = There is nothing at this address. It may have been deleted.
error-method = This address does not take that method
error-method-detail = See the OpenAPI document for the methods of each address.
error-unreadable = The request cannot be read
error-invalid = Some of it cannot be accepted
error-invalid-detail = See the fields named below.
error-conflict = Something stands in the way
error-stale = Somebody else changed it
error-stale-detail = It was changed since you read it. Read it again and repeat your change.
error-precondition = If-Match is missing
error-precondition-detail = Read the resource and send its ETag as If-Match, so that nobody’s change is overwritten.
error-forgotten = Events are missing
error-forgotten-detail = After this position events happened that are no longer kept, or it is of another database. Read what you need anew, then connect without Last-Event-ID and after.
error-too-large = Too large
error-too-large-detail = A request may have 2 MB.
error-delivery-too-large-detail = What tells of contacts and messages may have { $max } MB. Send larger attachments one by one to …/messages/ID/attachments.
error-file-too-large-detail = A file may have { $max } MB. Nothing was stored.
error-media-type = Not declared as JSON
error-media-type-detail = Send the header “Content-Type: application/json”.
error-rate-limited = Too many attempts
error-rate-limited-detail = { $seconds ->
    [one] Try again in one second.
   *[other] Try again in { $seconds } seconds.
}
error-unavailable = Not available just now
error-unavailable-detail = The database cannot be reached. Nothing was changed. Try again in a moment.
error-range = The file has no such bytes
error-range-detail = Ask for a range within its size.
error-store-unavailable = Files are not available just now
error-store-unavailable-detail = The store of files cannot be reached. Nothing was changed. Try again in a moment.
error-store-full = There is no room for files
error-store-full-detail = The disk or store for files is full. The file was not kept. Somebody who looks after this installation has to make room.
error-internal = Something went wrong on our side
error-internal-detail = Nothing was changed. Tell your administrator the number of this request.
error-sealed = The key of this installation does not fit
error-sealed-detail = The file with the key is missing or another one. Nothing was changed. Whoever runs this server finds in the log which file is meant.

## Messages of single fields

invalid-empty = This must not be empty.
invalid-missing = This is missing.
invalid-unknown-member = There is no member of this name.
invalid-twice = This may be given only once.
invalid-type = This has the wrong type: { $detail }.
invalid-nul = This holds a NUL character, which cannot be stored.
invalid-control-character = This holds a control character, which cannot be stored.
invalid-too-long = { $max ->
    [one] This may have one character.
   *[other] This may have { $max } characters.
}
invalid-pinned-too-long = A pinned note stands on every contact: it may have { $max } characters.
invalid-expired = This time is over.
invalid-too-many = { $max ->
    [one] There may be one of these.
   *[other] There may be { $max } of these.
}
invalid-field-key = A field key has 1 to 64 letters, digits, “_”, “-” or “.”.
invalid-field-value = A field takes text, a number, true or false, or a list of texts.
invalid-url = This must be an address that begins with https:// or http://.
invalid-limit = The limit is 1 to { $max }.
invalid-cursor = This is no cursor of this list. Leave it out to begin at the start.
invalid-event-type = “{ $value }” is no kind of event. There are: { $known }
invalid-idempotency-key = An idempotency key has 1 to 200 printable characters.
invalid-idempotency-reuse = This key was used for another request. Take a new one.
invalid-phone = This cannot be a phone number.
invalid-email = This cannot be an e-mail address.
invalid-handle = This cannot be a handle.
invalid-national-id = This cannot be a { $kind }.
invalid-name-missing = Give a name, a phone number or an e-mail address.
invalid-date = This must be a date such as 1980-02-29.
invalid-before-beginning = This is before the first day.
invalid-day = This must be a date such as 2026-02-28, or a number of days before today.
invalid-field-filter = This must be a key and a value with a colon between: KEY:VALUE.
invalid-language = This must be a language code such as sv or de-AT.
invalid-company = There is no such company.
invalid-customer = There is no such customer.
invalid-split-nothing = Choose at least one identifier or entry that is to go.
invalid-split-identifier = This is not an identifier of the card.
invalid-split-entry = This is not on the card.
invalid-split-into = Choose the numbers and addresses in "identifiers": they are those of the card.
invalid-owner = Nobody has this login.
invalid-lookup = Ask for exactly one of phone, email or handle.
invalid-rating = A rating has a value from 0 to its scale, and a scale from 1 to 1,000.
invalid-fixed = This cannot be changed.
unreadable-no-batch = The body is neither a JSON array nor JSON lines.
invalid-batch = A batch holds 1 to { $max } interactions.
invalid-base64 = This is no base64.
invalid-attachment-large = An attachment may have { $max } MB.
invalid-attachments-large = The attachments of a message may have { $max } MB together.
invalid-before = This is before { $member }.
invalid-state-backwards = The state only goes forward; it is { $state }.
invalid-password-short = { $min ->
    [one] A password has at least one character.
   *[other] A password has at least { $min } characters.
}
invalid-time-zone = There is no such time zone.
invalid-log-in = This login and password do not fit.
invalid-password-wrong = This is not your present password.
invalid-password-repeat = The two passwords differ.
invalid-file-missing = Choose a file.
invalid-file-empty = There is nothing in the file.
invalid-file-cut = The file did not arrive whole.
invalid-picture-missing = Choose a picture.
invalid-picture-large = The file is larger than { $max } MB. Choose a smaller one.
invalid-picture-kind = This is no picture of a kind that is shown. Choose a PNG, JPEG or WebP.
invalid-picture-pixels = The picture has too many pixels. Make it smaller, to { $max } megapixels at most.
invalid-picture-broken = The picture is broken, or did not arrive whole. Save it anew, or choose another one.
unreadable-json = This is no JSON: see line { $line }, column { $column }.
unreadable-no-object = The body must be a JSON object.
conflict-race = Somebody else did something at the same time. Try again.
conflict-blocked = This is blocked already.
conflict-ref-taken = Another one has this ref.
conflict-login-taken = Somebody else has this login.
conflict-email-taken = Somebody else has this e-mail address.
conflict-list-name = You have a list of this name.
conflict-files-many = A customer may have { $max } files. Delete one first.
conflict-files-full = The files of a customer may have { $max } MB together. Delete one first.
conflict-attachments-many = A message may have { $max } attachments.
conflict-attachments-full = The attachments of a message may have { $max } MB together.
conflict-last-administrator = Somebody must remain who can administer.
conflict-company-has-people = People belong to this company. Move them first.
conflict-reverted = It is so already: there is nothing to take back.

## Why an identifier cannot be read

reason-phone-empty = Enter a number.
reason-phone-too-long = The text is too long.
reason-phone-not-a-number = It holds no number.
reason-phone-too-short = It is too short: add the area code or the country code.
reason-phone-too-many-digits = It has too many digits.
reason-phone-unknown-country = No country has this calling code.
reason-phone-several-numbers = It looks like more than one number: enter them one by one.
reason-phone-invalid = Its country has no numbers of this length.
reason-email-too-long = It is too long.
reason-email-invalid = An address looks like name@example.org.
reason-handle-empty = It is empty.
reason-handle-invalid = It is too long or holds control characters.
reason-national-id-shape = It has another number of digits.
reason-national-id-check-digit = Its check digit does not fit: there is a slip in it.
reason-national-id-date = The date in it does not exist.
