## Lists of customers

customers-title = Customers
customers-found = “{ $words }”
customers-of = People of { $company }
customers-count = { $n ->
    [one] one customer
   *[other] { $n } customers
}
customers-find = Search customers
customers-find-hint = Name, number or e-mail
customers-nobody = Nobody found
customers-nobody-hint = The beginning of a name is enough, or the last digits of a number, or the beginning of an e-mail address. Fewer words find more.
customers-none = No customers yet
customers-none-hint = They come by the API, by import, or one by one.
attach-title = Attach to a customer
attach-lead = Choose whose contact this is. { $identifier } is added to their card.
attach-lead-withheld = Choose whose contact this is.
attach-back = Back to the contact
form-attach = Attach
customers-nobody-fits = Nobody fits
customers-nobody-fits-hint = Take a filter away, or all of them.
customers-none-yet = Nobody so far
customers-none-yet-hint = Many customers have been looked at, and there are more.
customers-no-more = Nobody else
customers-no-more-hint = That was the end of the list.
customers-look-on = Look further

## Filters of the list (src/customers/filter_view.rs)

filter = Filter
filter-any = Any
filter-apply = Apply
filter-clear = Clear filters
filter-active = Filters
filter-remove = – remove this filter
filter-export = Export these
filter-chip = { $label }: { $value }
filter-kind = Person or company
filter-kind-person = Persons
filter-kind-company = Companies
filter-vip-true = VIPs
filter-vip-false = No VIPs
filter-owner-none = Without owner
filter-channel = Contact by
filter-contact-after = In contact since
filter-contact-before = No contact since
filter-contact-today = In contact today
filter-contact-never = Never in contact
filter-after-days = { $n ->
    [one] In contact since yesterday
   *[other] In contact in the last { $n } days
}
filter-after-date = In contact since { $date }
filter-before-days = { $n ->
    [0] No contact today, but earlier
    [one] Last contact before yesterday
   *[other] Last contact over { $n } days ago
}
filter-before-date = Last contact before { $date }
filter-field = Own field

## Saved lists (src/lists/view.rs)

lists = Lists
lists-none = No lists yet. Filter the customers, then save the list under a name.
list-name = Name
list-save = Save this list
list-save-now = Save
list-keep = Save these filters
list-rename = Rename
list-shared = Everybody sees it
list-delete = Delete
list-delete-warning = The list goes; its customers stay.
list-delete-shared-warning = The list goes for everybody; its customers stay.
list-delete-now = Delete the list

## The form of a customer

customer-new = New customer
customer-new-for = The contact from { $identifier } becomes this customer’s.
customer-withheld = a withheld number
customer-edit-title = Edit { $name }
customer-create = Create
customer-create-attach = Create and attach
customer-create-open = Create and open
customer-kind = This is
form-kind-person = A person
form-kind-company = A company
form-given-name = First name
form-family-name = Last name
form-company-name = Company name
form-phones = Phones
form-phone = Phone
form-phone-number = Number
form-phone-remove = Remove number
form-phone-more = Another number
form-emails = E-mail
form-email = E-mail
form-email-address = Address
form-email-remove = Remove e-mail address
form-email-more = Another address
form-handles = Handles
form-handle = Handle
form-handle-remove = Remove handle
form-handle-more = Another handle
form-flags = More
form-invalid = Does not reach them
form-invalid-hint = Kept for look-ups, not offered for calls and messages
form-do-not-contact = Do not contact
form-do-not-contact-hint = They do not want to be reached this way
form-theirs-from = Theirs from
form-theirs-to = Theirs until
form-identifier-label = Label
form-company = Company
form-company-hint = A name that is not known yet makes a new company.
form-company-placeholder = Type to find or create
form-company-which = Which one?
invalid-company-several = Several companies are called this. Choose one below.
form-more-fields = More fields
form-part-work = Work
form-part-personal = About them
form-part-care = How we look after them
form-job-title = Job title
form-department = Department
form-birth-date = Date of birth
customer-language = Language
customer-language-hint = A code such as sv, de or pl
form-own-name = Called otherwise
form-own-name-hint = Only if not by first and last name
form-addresses = Addresses
form-address = Address
form-address-kind = Kind
form-address-home = Home
form-address-correspondence = Correspondence
form-address-invoice = Invoice
form-address-delivery = Delivery
form-address-work = Work
form-address-remove = Remove address
form-address-more = Another address
form-street = Street
form-postal-code = Postal code
form-city = City
form-region = Region
form-country = Country
form-national-ids = National ids
form-national-kind = Kind
form-national-value = Number
form-national-more = Another id
form-tags = Tags
form-tag = Tag
form-tag-more = Another tag
form-owner = Owner
form-owner-hint = The colleague who looks after this customer
form-owner-none = Nobody
form-vip = VIP
form-vip-hint = Marked on the card, in the rail and in every list
form-pinned-note = Pinned note
form-pinned-note-hint = Everybody sees it on every contact.
form-own-fields = Own fields
form-own-fields-hint = A key such as machine.serial, and its value.
form-field-key = Key
form-field-value = Value
form-field-more = Another field
form-yes = yes
form-no = no
form-language-sv = Swedish
form-language-de = German
form-language-pl = Polish
form-language-en = English
form-language-da = Danish
form-language-nb = Norwegian
form-language-fi = Finnish
form-language-nl = Dutch
form-language-fr = French
form-language-es = Spanish
form-language-it = Italian
form-language-cs = Czech
form-language-uk = Ukrainian
form-language-ru = Russian

## Somebody else was faster

conflict-somebody = Somebody
conflict-title = { $n ->
    [one] { $by } changed one field { $when }.
   *[other] { $by } changed { $n } fields { $when }.
}
conflict-contested = Nothing is lost. What you typed is in the form; theirs stands under it. Save again to keep yours.
conflict-taken = It is in the form already, beside what you typed. Save again.
conflict-before = before:
conflict-theirs = Now on the card:
conflict-nothing = nothing
conflict-part = { $by } has changed this meanwhile. Now on the card:
conflict-mine = yours:
conflict-keep = Keep mine
conflict-load = Load theirs
conflict-take = Take this
member-kind = Person or company
member-ref = Reference
member-given_name = First name
member-family_name = Last name
member-name = Name
member-company_id = Company
member-department = Department
member-job_title = Job title
member-birth_date = Date of birth
member-language = Language
member-phones = Phones
member-emails = E-mail
member-handles = Handles
member-addresses = Addresses
member-national_ids = National ids
member-tags = Tags
member-fields = Own fields
member-vip = VIP
member-owner = Owner
member-pinned_note = Pinned note

## Who is there already (src/customers/duplicates.rs)

duplicate-of = { $n ->
    [one] { $what } belongs to
   *[other] { $what } belongs to { $n }:
}
duplicate-birth = { $n ->
    [one] The same name and date of birth:
   *[other] The same name and date of birth, { $n }:
}
