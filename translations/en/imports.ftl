## Why a record or a file was not taken (src/imports/problem.rs)

import-line = Line { $line }
import-line-and-place = Line { $line }, column { $place }
import-several = Several customers fit this record. Merge them, or give the record a ref.
import-company-several = Several companies have this name. Give the one that is meant by its company_ref.
import-birth-date = “{ $value }” is no date. Left empty.
import-language = “{ $value }” is no language. Left empty.
import-vip = “{ $value }” is neither yes nor no. Left empty.
import-national-id = “{ $value }” is no number of this kind. Left empty.
import-kind = “{ $value }” is neither person nor company. Left empty.
import-owner = Nobody has the login or name “{ $value }”. Left empty.
import-problem-empty = The file is empty.
import-problem-header-only = The file has column names but no rows.
import-problem-unknown-format = The file is of no format that can be read: CSV, XLSX, vCard, JSContact or JSON lines.
import-problem-needs-file = A workbook cannot be read from a pipe. Save it first.
import-problem-unknown-encoding = There is no encoding of this name.
import-problem-unknown-column = The file has no column “{ $name }”.
import-problem-nothing-mapped = No column was recognised. Say which column holds what.
import-problem-ragged = { $found ->
    [one] The row has one cell, but there are { $expected } columns. Look for a missing or extra delimiter or quotation mark.
   *[other] The row has { $found } cells, but there are { $expected } columns. Look for a missing or extra delimiter or quotation mark.
}
import-problem-unclosed-quote = A quotation mark is opened in this row and never closed.
import-problem-too-large = The record is larger than can be read. Perhaps a quotation mark or a line end is missing.
import-problem-photo-too-large = A photo is larger than 32 MB. Take it out of the file: photos are not imported.
import-problem-too-many-columns = The table has more than 1,000 columns.
import-problem-too-many-values = The record has too many values.
import-problem-too-deep = The record is nested too deeply.
import-problem-encoding = The record has bytes that are no text in the encoding of the file. Name the encoding, or save the file as UTF-8.
import-problem-zero-byte = The record has a zero byte, which no text has.
import-problem-truncated = The record has no end: the file is cut off.
import-problem-json = The record is no valid JSON.
import-problem-wrong-type = “{ $name }” has a value of the wrong type.
import-problem-nothing = Nothing was recognised in this record.
import-problem-workbook = The workbook is damaged and cannot be read.
import-problem-bomb = The workbook unpacks to more than can be read.
import-problem-locked = The workbook has a password or is of the old format. Save it as XLSX without one.
import-problem-io = The file could not be read: { $cause }.
conflict-import-running = This import is still running.

## Pages of imports and exports (src/imports/view.rs, src/exports/pages.rs)

imports-title = Import
imports-lead = Customers out of somebody else’s file. Nothing is written before you have seen how it is understood, and a whole import can be undone.
import-new = Bring in a file
import-file = File
import-file-hint = CSV, XLSX, vCard, JSContact or JSON lines. Exports of Google, Outlook, Thunderbird, HubSpot, Chatwoot, Zammad and Zendesk are recognised.
import-file-missing = Choose a file.
import-file-broken = The file did not arrive whole. Try again.
import-look = Look at the file
imports-past = Past imports
imports-none = Nothing has been imported yet.
import-when = When
import-by = By
import-state = State
import-open = Open
import-state-draft = Looked at
import-state-checking = Being tried out
import-state-waiting = Waiting
import-state-running = Running
import-state-done = Done
import-state-failed = Ended early
import-state-undoing = Being undone
import-state-undone = Undone
import-read = Read
import-created = Created
import-updated = Updated
import-skipped = Skipped
import-rejected = Rejected
import-broken = This file cannot be read
import-another = Take another file
import-format-csv = CSV
import-format-xlsx = XLSX
import-format-vcf = vCard
import-format-jscontact = JSContact
import-format-jsonl = JSON lines
import-draft-lead = Nothing has been written yet.
import-forecast = What would happen
import-sample = The first records
import-start = Import
import-try = Try it out
import-look-again = Look again
import-discard = Discard this file
import-columns = What the columns hold
import-column = Column
import-cells = First cells
import-holds = Holds
import-holds-of = What “{ $column }” holds
import-key = Key
import-key-of = Key of the own field for “{ $column }”
import-left-out = Not imported
import-field-own = Own field …
import-reading = How the file is read
import-encoding = Encoding
import-delimiter = Delimiter
import-recognised = As recognised
import-progress = How far it is
import-refresh = See how far it is
import-undo = Undo this import
import-undo-hint = New customers are deleted, changed ones become what they were. What somebody has changed since is kept.
import-undo-now = Undo it
import-rejected-records = Rejected records
import-remarks = Values left out
import-place = Where
import-reason = Why
import-record = Record
import-rejected-file = All rejected records as CSV
import-nobody = No customer has “{ $value }”. Import the customers first.
import-note-pinned = The customer has a pinned note already. This one was taken and not pinned.
import-no-customer = There is no customer with the ref “{ $value }”. Import the customers first.
import-when-missing = When it was is missing.
import-time = “{ $value }” is no time such as 2026-11-19 14:05.
import-member = A member cannot be accepted: { $detail }.
import-vcon-encrypted = The conversation is encrypted and cannot be read.
import-vcon-broken = This is no vCon with parties and dialogs.
import-vcon-critical = The vCon says that it must not be read without the extension “{ $name }”, which is unknown here. Export it without that extension.
conflict-import-begun = This import has begun already.
export-title = Export
export-lead = Customers as a file. Whatever is written here can be imported again and gives equal customers. Who exported what stands in the change history.
export-format = Format
export-format-csv = for spreadsheets; no cell is a formula
export-format-vcf = 4.0, for telephones and address books
export-format-jscontact = RFC 9553, one card a line
export-format-jsonl = with the names of the API
export-search = Only customers found by
export-search-hint = Leave it empty for everybody.
export-tag = Only with this tag
export-start = Export
import-field-ref = Ref
import-field-kind = Person or company
import-field-given-name = First name
import-field-family-name = Last name
import-field-name = Whole name
import-field-company = Company
import-field-company-ref = Ref of the company
import-field-department = Department
import-field-job-title = Job title
import-field-birth-date = Birth date
import-field-language = Language
import-field-phone = Phone
import-field-email = E-mail
import-field-handle = Handle
import-field-street = Street
import-field-postal-code = Postal code
import-field-city = City
import-field-region = Region
import-field-country = Country
import-field-national-id = National id
import-field-tag = Tag
import-field-owner = Account manager
import-field-vip = VIP
import-field-customer-ref = Ref of the customer
import-field-channel = Channel
import-field-direction = Direction
import-field-from = From
import-field-to = To
import-field-queue = Queue
import-field-agent = Agent
import-field-state = State
import-field-started-at = Began
import-field-answered-at = Answered
import-field-ended-at = Ended
import-field-topic = Topic
import-field-recording-url = Recording
import-field-rating = Rating
import-field-rating-scale = Scale of the rating
import-field-campaign = Campaign
import-field-message-ref = Ref of the message
import-field-number = Number of the message
import-field-message-from = Message from
import-field-message-to = Message to
import-field-subject = Subject
import-field-text = Text
import-field-html = Text as HTML
import-field-author = Author
import-field-created-at = Written at
import-field-pinned = Pinned
import-field-expires-at = Visible until
import-field-at = Time of the message
import-field-visavi-id = Id in Visavi
import-field-note = Pinned note
import-undone = { $count ->
    [one] One thing was undone.
   *[other] { $count } things were undone.
}
import-kept = { $count ->
    [one] One was kept, since somebody has changed it.
   *[other] { $count } were kept, since somebody has changed them.
}
import-companies = { $count ->
    [one] One company made for the people who belong to it.
   *[other] { $count } companies made for the people who belong to them.
}
import-remarked = { $count ->
    [one] One value was left out.
   *[other] { $count } values were left out.
}
import-duplicates = { $n ->
    [one] One pair of cards may be the same person ({ $certain } very likely).
   *[other] { $n } pairs of cards may be the same person ({ $certain } very likely).
}
import-duplicates-show = Look at them
