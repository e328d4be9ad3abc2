# Fields that administrators define, and record groups.
fields-title = Fields
fields-lead = What stands here is asked for in forms and shown on the card. A field that is archived keeps its values.
fields-of-customer = Fields of customers
fields-of-request = Fields of requests
fields-of-interaction = Fields of interactions
fields-of-record = Record groups
fields-none-customer = No field has been defined. Values under other keys are kept and shown all the same.
fields-none-request = No field has been defined.
fields-none-interaction = No field has been defined. Values that systems send are kept all the same.
fields-none-record = No record group has been defined. A group is a table of its own on the card, such as “Orders” or “Devices”.
fields-archived = { $n ->
    [one] { $n } archived field
   *[other] { $n } archived fields
}
set-new = New set
set-name = Heading
set-name-hint = What stands above its fields, such as “Contract”
set-no-fields = There is no field in this set yet.
group-new = New record group
group-name = Name
group-name-hint = What its tab on the card is called, such as “Orders”
group-record-name = Name of one record
group-record-name-hint = Such as “Order”. It stands on the button that adds one.
group-empty-text = While there is none
group-empty-text-hint = What agents read where a customer has no record of this group
group-no-fields = There is no column yet. Records can be added when there is one.
field-new = New field
column-new = New column
field-name = Name
field-set = Set
field-key = Key
field-key-hint = Under which the API, imports and exports know it. Made of the name if it is left empty; it cannot be changed later.
field-kind = Kind
field-kind-hint = It can be changed as long as every value that is there fits the new one.
field-choices = Choices
field-choices-hint = One on a line. Only for the kinds that offer choices.
field-currency = Currency
field-currency-hint = Three letters such as EUR, for amounts that are typed without one. Only for amounts.
field-help = Help
field-help-hint = A line under the field, for whoever fills it in
field-rules = Rules
field-required = required
field-required-hint = Nobody may leave it empty in a form. Imports may.
field-masked = masked
field-masked-hint = Agents see that there is a value, not which. Supervisors see it when they ask; the access log keeps that they did.
field-searchable = searchable
field-searchable-hint = Customers are found by its words. Not together with “masked”.
field-stale = Somebody else has changed this meanwhile.
kind-text = Text
kind-long_text = Long text
kind-number = Number
kind-amount = Amount
kind-date = Date
kind-yes_no = Yes or no
kind-choice = Choice
kind-choices = Several choices
kind-link = Link
kind-customer = Customer
edit-what = Edit { $name }
delete-what = Delete { $name }
archive-what = Archive { $name }
restore-what = Restore { $name }
move-up = Move { $name } up
move-down = Move { $name } down

# Values in forms and on the card.
value-choose = Nothing chosen
value-yes = Yes
value-no = No
value-link-hint = An address that begins with https://, http:// or mailto:
value-customer-hint = The id of a customer, the end of the address of their card
value-masked = Masked. What you leave as it is stays as it is.
value-hidden = hidden
value-required = must be filled in
fields-reveal = Show masked values
fields-theirs = fields

# Records.
record-new = Add
record-new-of = Add { $name }
record-edit = Edit the record
record-of = of { $name }
record-delete = Delete the record
record-deleted = The record is deleted.
record-restored = The record is there again.
record-stale = Somebody else has changed this record meanwhile.
records-none = Nothing here yet
records-older = More
records-sorted-up = sorted, smallest first
records-sorted-down = sorted, largest first
records-no-columns = No column has been defined for this table yet.
records-added = Added

# What cannot be accepted.
invalid-number = This must be a number such as 1234.5.
invalid-amount = This must be an amount such as 1234.50 { $currency }.
invalid-yes-no = This must be true or false.
invalid-not-offered = This must be one of: { $choices }.
invalid-link = This must be an address that begins with https://, http:// or mailto:.
invalid-currency = This must be the three letters of a currency, such as EUR.
invalid-choice-mark = A choice holds no semicolon.
invalid-position = A position is a number from 0 to 999.
invalid-set = There is no such set. Choose one.
invalid-set-of-records = Record groups are made at /api/v1/record-groups.
invalid-searchable = Only fields of customers can be searchable.
invalid-searchable-masked = What is masked cannot be searchable.
conflict-key-taken = “{ $name }” has this key.
conflict-key-archived = “{ $name }”, which is archived, has this key. Restore it instead.
conflict-too-many = There may be { $max } of them. Archive or delete one first.
conflict-values-misfit = { $n ->
    [one] { $n } value that is there does not fit. Change it first.
   *[other] { $n } values that are there do not fit. Change them first.
}
conflict-set-has-fields = { $n ->
    [one] { $n } field is in this set. Archive or move it first; a masked one cannot go.
   *[other] { $n } fields are in this set. Archive or move them first; masked ones cannot go.
}
conflict-group-has-records = { $n ->
    [one] { $n } record is in this group. Delete it first.
   *[other] { $n } records are in this group. Delete them first.
}
conflict-records-many = A customer may have { $max } records in a group. Delete one first.
invalid-group = There is no such record group.
invalid-column = There is no such column.
