## Privacy (src/privacy)

privacy = Privacy
keys-privacy = Go to privacy
section-privacy = Privacy
section-privacy-hint = Supervisors and administrators always have it.
feature-privacy-see = See everything that is held about a customer, and take it away
privacy-lead = Everything that is held about this customer, who told it first, and what it is held for.
privacy-purpose = Held for:
privacy-what = What
privacy-value = Value
privacy-source = First told by
privacy-source-agent = { $by }, { $at }
privacy-source-token = { $by } (API), { $at }
privacy-source-import = { $file }, brought in by { $by }, { $at }
privacy-held-details = Details
privacy-held-picture = Picture
privacy-held-identifiers = Numbers and addresses to reach them
privacy-held-addresses = Postal addresses
privacy-held-national-ids = National ids
privacy-held-fields = Own fields
privacy-held-tags = Tags
privacy-held-records = Records
privacy-held-notes = Notes
privacy-held-files = Files
privacy-held-interactions = Contacts
privacy-held-drafts = Drafts of agents
privacy-held-consents = Consents
privacy-held-blocks = Blocked numbers and addresses
privacy-held-changes = Change history
privacy-held-accesses = Access log
privacy-purpose-details = to know who they are and to address them rightly
privacy-purpose-picture = to recognise them
privacy-purpose-identifiers = to recognise and to reach them
privacy-purpose-addresses = to write to them and to deliver
privacy-purpose-national-ids = to tell them from others beyond doubt, where the law asks for it
privacy-purpose-fields = to serve them
privacy-purpose-tags = to serve them
privacy-purpose-records = to serve them and to fulfil contracts
privacy-purpose-notes = to serve them
privacy-purpose-files = to serve them and to fulfil contracts
privacy-purpose-interactions = to serve them, and to show what was agreed
privacy-purpose-drafts = so that no words are lost; deleted after 30 days
privacy-purpose-consents = to show what they agreed to
privacy-purpose-blocks = to protect the people who work here
privacy-purpose-changes = to show who changed what
privacy-purpose-accesses = to show who looked at their data
privacy-changes = { $n ->
    [one] one entry
   *[other] { $n } entries
}
privacy-accesses = { $n ->
    [one] one entry
   *[other] { $n } entries
}
privacy-export = Everything as a ZIP
privacy-document-made = Made { $at } by { $by }, { $house }
privacy-document-held = What is held
access-masked-fields = Masked fields, whole
access-export = Everything, as a file

## Consents (src/consents)

consents = Consents
consents-none = Nothing was said yet.
consent-channel = Channel
consent-channel-call = Telephone
consent-channel-sms = SMS
consent-channel-email = E-mail
consent-channel-chat = Chat
consent-channel-social = Social networks
consent-channel-post = Post
consent-purpose = Purpose
consent-purpose-service = Service
consent-purpose-marketing = Marketing
consent-purpose-survey = Surveys
consent-state = Consent
consent-given = Given
consent-refused = Refused
consent-withdrawn = Withdrawn
consent-nothing = Nothing was said
consent-how = How it was obtained
consent-how-hint = For instance: by telephone, on the form of 3 May
consent-by = Written down
consent-valid-until = Holds until
consent-until = until { $day }
consent-write = Write down a consent
consent-written = Written down
consent-of = Consent: { $channel }, { $purpose }
change-of-consent = Consents
invalid-consent-purpose = Choose one of the purposes: { $list }.
invalid-consent-twice = There is one answer for a channel and a purpose. Leave the other out.
invalid-consent-future = Nobody has said it yet at that time. Give the time when they did.

## Restriction (src/restrictions)

restricted = Processing is restricted
restricted-since = since { $at }, by { $by }.
restricted-more = What is held about this person may not be used at present (Art. 18 GDPR). A supervisor can tell you more, and can lift it.
restriction = Restriction of processing
restriction-hint = What is held stays, and is used for nothing: agents see the name alone, and nobody changes anything until it is lifted (Art. 18 GDPR). Contacts still come in.
restriction-do = Restrict processing
restriction-lift = Lift the restriction
restriction-why = Reason
restriction-note = In your words
restriction-contested = The person contests that the data are right
restriction-unlawful = Processing is unlawful, and the person does not want erasure
restriction-claims = The person needs the data for legal claims
restriction-objection = The person objected, and it is not decided yet
change-of-restriction = Restriction of processing
member-note = Note
error-restricted = Processing is restricted
import-restricted = Processing of this customer is restricted. Lift that first.
