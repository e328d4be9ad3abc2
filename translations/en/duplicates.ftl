## Why two customers are taken for one (src/duplicates/view.rs)

duplicate-weight = Weighs { $bits } bits
duplicate-shared = { $what }, used by { $n }
duplicate-name-equal = Same name
duplicate-address-equal = Same address
duplicate-given-name-equal = Same given name
duplicate-given-name-variant = Given name is a short form
duplicate-given-name-typo = Given name with a typing error
duplicate-given-name-sound = Given names sound alike
duplicate-given-name-initial = Given name has the same initial
duplicate-given-name-part = One of the given names is the same
duplicate-given-name-resembles = Given names are similar
duplicate-given-name-differs = Other given name
duplicate-family-name-equal = Same family name
duplicate-family-name-typo = Family name with a typing error
duplicate-family-name-sound = Family names sound alike
duplicate-family-name-initial = Family name has the same initial
duplicate-family-name-part = Part of the family name is the same
duplicate-family-name-resembles = Family names are similar
duplicate-family-name-differs = Other family name
duplicate-names-swapped = Given and family name swapped
duplicate-birth-date-equal = Same date of birth
duplicate-birth-date-transposed = Date of birth with digits swapped
duplicate-birth-date-digit = Date of birth differs in one digit
duplicate-birth-date-near = Dates of birth are close
duplicate-birth-date-differs = Other date of birth
duplicate-national-id-equal = Same national ID
duplicate-national-id-near = National ID with a typing error
duplicate-national-id-differs = Other national ID
duplicate-phone-equal = Same phone number
duplicate-phone-near = Phone number with a typing error
duplicate-phone-differs = Other phone number
duplicate-email-equal = Same email address
duplicate-email-local-part = Same email name at another provider
duplicate-email-resembles = Email addresses are similar
duplicate-email-differs = Other email address
duplicate-street-equal = Same street
duplicate-street-typo = Street with a typing error
duplicate-street-part = Part of the street is the same
duplicate-street-differs = Other street
duplicate-house-number-equal = Same house number
duplicate-house-number-near = House number is close
duplicate-house-number-differs = Other house number
duplicate-place-equal = Same postal code and city
duplicate-postal-code-equal = Same postal code
duplicate-city-equal-postal-code-near = Same city, postal code is close
duplicate-city-equal = Same city
duplicate-postal-code-near = Postal code is close
duplicate-place-differs = Other city
duplicate-company-name-equal = Same company name
duplicate-company-name-typo = Company name with a typing error
duplicate-company-name-part = Part of the company name is the same
duplicate-company-name-differs = Other company name
duplicate-employer-equal = Same company
duplicate-employer-part = Company of a similar name
duplicate-employer-differs = Other company
duplicate-household = Shared by a household
duplicate-through-third = Both match a third card

## The queue of duplicates (src/duplicates/queue_view.rs)

duplicates-title = Duplicates
duplicates-lead = Cards that may be the same person, the surest first. Whatever you merge can be undone exactly.
duplicates-none = No duplicates
duplicates-none-more = Cards that may be the same person come here by themselves.
duplicates-waiting = { $n ->
    [one] { $n } customer is still being compared with the others.
   *[other] { $n } customers are still being compared with the others.
}
duplicates-tiers = How sure
duplicates-all = All
duplicates-certain = Very likely
duplicates-likely = Perhaps
duplicates-of-all = Of all customers
duplicates-compare = Compare
duplicates-compare-what = Compare { $one } with { $other }
duplicates-reject-what = { $one } and { $other } are not the same person
duplicates-standing = suggestion { $n } of { $of }
duplicates-previous = Previous suggestion
duplicates-next = Next suggestion
duplicates-certainly = Very likely the same as
duplicates-perhaps = Perhaps the same as
duplicates-more = All who may be the same
job-pairs = Look for duplicates of whoever was written
