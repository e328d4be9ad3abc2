//! What a caller may write of a customer, and its checking against everything that must hold.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use telephone::Country;
use utoipa::ToSchema;

use super::{Address, Company, Customer, Kind, NationalId, Owner, PinnedNote, store};
use crate::author::Author;
use crate::check::Check;
use crate::erasures::tombstones;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::Definitions;
use crate::fields::definitions::Required;
use crate::id::CustomerId;
use crate::identifiers::{self, CustomerIdentifier, Flags, Identifier, IdentifierKind, LabelledValue};
use crate::national_ids::Known;

/// The members of a customer that a caller may write. Absent and null are the same: nothing there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CustomerInput {
    /// `person` unless said otherwise.
    pub kind: Option<Kind>,
    /// The caller's own key; unique. 200 characters at most.
    #[serde(rename = "ref")]
    #[schema(max_length = 200)]
    pub reference: Option<String>,
    #[schema(max_length = 200)]
    pub given_name: Option<String>,
    #[schema(max_length = 200)]
    pub family_name: Option<String>,
    /// A company's name, or a person's where it is not `given_name` and `family_name`.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// The company that a person belongs to.
    pub company_id: Option<CustomerId>,
    #[schema(max_length = 200)]
    pub department: Option<String>,
    #[schema(max_length = 200)]
    pub job_title: Option<String>,
    /// YYYY-MM-DD.
    #[schema(format = Date)]
    pub birth_date: Option<String>,
    /// BCP 47: `pl`, `de-AT`.
    #[schema(max_length = 35, pattern = "^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    pub language: Option<String>,
    /// The first is the primary one.
    #[schema(max_items = 200)]
    pub phones: Option<Vec<LabelledValue>>,
    #[schema(max_items = 200)]
    pub emails: Option<Vec<LabelledValue>>,
    #[schema(max_items = 200)]
    pub handles: Option<Vec<LabelledValue>>,
    #[schema(max_items = 200)]
    pub addresses: Option<Vec<Address>>,
    #[schema(max_items = 200)]
    pub national_ids: Option<Vec<NationalId>>,
    #[schema(max_items = 200)]
    pub tags: Option<Vec<String>>,
    /// By key. A defined field takes what its kind says: a text; a number; an amount with its currency as one text
    /// (`"12.50 PLN"`; without one it is the field's); a date `YYYY-MM-DD`; true or false; one of the choices; a list of
    /// choices; a link; the id of a customer. Any other key takes text, number, yes/no, or a list of texts.
    #[schema(value_type = Option<Object>)]
    pub fields: Option<Map<String, Value>>,
    pub vip: Option<bool>,
    /// No list and no search finds them unless it asks for those who are hidden. Their identifiers still match.
    pub hidden: Option<bool>,
    /// Login of the agent who is the account manager.
    #[schema(max_length = 200)]
    pub owner: Option<String>,
    /// A note that shows on every pop; 2,000 characters at most.
    #[schema(max_length = 2000)]
    pub pinned_note: Option<String>,
}

/// Input that has been checked and normalised, ready to be stored.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub kind: Kind,
    pub reference: Option<String>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub own_name: Option<String>,
    pub name: String,
    pub company: Option<Company>,
    pub department: Option<String>,
    pub job_title: Option<String>,
    pub birth_date: Option<String>,
    pub language: Option<String>,
    pub identifiers: Vec<CustomerIdentifier>,
    pub addresses: Vec<Address>,
    pub national_ids: Vec<NationalId>,
    pub tags: Vec<String>,
    pub fields: Map<String, Value>,
    pub vip: bool,
    pub hidden: bool,
    pub owner: Option<Owner>,
    pub pinned_note: Option<String>,
}

impl Prepared {
    /// The new customer that this makes.
    pub fn into_customer(self, id: CustomerId, author: &Author) -> Customer {
        let note = |text| PinnedNote { text, by: author.name.clone(), at: author.at, expires_at: None };
        Customer {
            id,
            kind: self.kind,
            reference: self.reference,
            given_name: self.given_name,
            family_name: self.family_name,
            own_name: self.own_name,
            name: self.name,
            company: self.company,
            department: self.department,
            job_title: self.job_title,
            birth_date: self.birth_date,
            language: self.language,
            identifiers: self.identifiers,
            addresses: self.addresses,
            national_ids: self.national_ids,
            tags: self.tags,
            fields: self.fields,
            merged: Vec::new(),
            vip: self.vip,
            hidden: self.hidden,
            restricted: false,
            avatar: None,
            owner: self.owner,
            pinned_note: self.pinned_note.map(note),
            version: 1,
            created_at: author.at,
            updated_at: author.at,
        }
    }
}

/// Checks everything and says all faults at once. `before` is the customer that is being changed.
pub fn prepare(
    tx: &mut Tx<'_>,
    home: Country,
    definitions: &Definitions,
    required: Required,
    input: &CustomerInput,
    before: Option<&Customer>,
) -> AppResult<Prepared> {
    let mut check = Check::default();
    let read = read(&mut check, home, definitions, input, before);
    let (given, known) = (input.fields.clone().unwrap_or_default(), before.map(|before| &before.fields));
    definitions.demand(&mut check, required, &given, known);
    let Some(mut prepared) = read else {
        check.finish()?;
        return Err(AppError::invalid("name", "invalid-name-missing"));
    };
    if let Some(reference) = &prepared.reference
        && let Some((holder, card)) = store::find_holder(tx, reference)?
        && before.is_none_or(|before| before.id != holder)
    {
        if let Some(before) = before.filter(|before| before.id == card) {
            // Somebody who was merged into this card keeps their own key, by which the card is found too.
            prepared.reference.clone_from(&before.reference);
        } else {
            check.finish()?;
            return Err(AppError::Conflict(FieldError::new("ref", "conflict-ref-taken").with("id", holder)));
        }
    }
    definitions.check_customers(tx, &mut check, &prepared.fields, known)?;
    prepared.company = company(&mut check, tx, input.company_id, before)?;
    if let Some(login) = check.line("owner", input.owner.as_deref(), 200) {
        let agent = crate::agents::store::find_by_login(tx, &login)?;
        prepared.owner = agent.map(Owner::from);
        if prepared.owner.is_none() {
            check.fail(FieldError::new("owner", "invalid-owner"));
        }
    }
    check.finish()?;
    tombstones::refuse(tx, &prepared, before)?;
    Ok(prepared)
}

/// Checks what can be checked without the database: everything but whether `ref` is free, and who company and owner
/// are. `None`: nothing is there that they could be called by.
pub fn read(
    check: &mut Check,
    home: Country,
    definitions: &Definitions,
    input: &CustomerInput,
    before: Option<&Customer>,
) -> Option<Prepared> {
    let kind = input.kind.unwrap_or(Kind::Person);
    let reference = check.line("ref", input.reference.as_deref(), 200);
    let given_name = check.line("given_name", input.given_name.as_deref(), 200);
    let family_name = check.line("family_name", input.family_name.as_deref(), 200);
    let mut own_name = check.line("name", input.name.as_deref(), 200);
    let department = check.line("department", input.department.as_deref(), 200);
    let job_title = check.line("job_title", input.job_title.as_deref(), 200);
    let birth_date = check.day("birth_date", input.birth_date.as_deref()).map(|day| day.to_string());
    let language = language(check, input.language.as_deref());
    let identifiers = read_identifiers(check, home, input, before);
    let addresses = addresses(check, input.addresses.as_deref().unwrap_or_default());
    let national_ids = national_ids(check, input.national_ids.as_deref().unwrap_or_default(), before);
    let tags = check.tags("tags", input.tags.as_deref().unwrap_or_default());
    let given = input.fields.as_ref();
    let fields = given
        .map(|given| definitions.read(check, given, before.map(|before| &before.fields)))
        .unwrap_or_default();
    let pinned_note = check.text("pinned_note", input.pinned_note.as_deref(), crate::notes::PINNED);

    let parts: Vec<&str> = [given_name.as_deref(), family_name.as_deref()].into_iter().flatten().collect();
    let parts = parts.join(" ");
    if own_name.as_deref() == Some(parts.as_str()) {
        own_name = None;
    }
    // Somebody without a name is called by what they are found by.
    let name = own_name
        .clone()
        .or_else(|| (!parts.is_empty()).then_some(parts))
        .or_else(|| identifiers.first().map(|one| one.identifier.display(home)))?;
    Some(Prepared {
        kind,
        reference,
        given_name,
        family_name,
        own_name,
        name,
        company: None,
        department,
        job_title,
        birth_date,
        language,
        identifiers,
        addresses,
        national_ids,
        tags,
        fields,
        vip: input.vip.unwrap_or(false),
        hidden: input.hidden.unwrap_or(false),
        owner: None,
        pinned_note,
    })
}

fn language(check: &mut Check, value: Option<&str>) -> Option<String> {
    let text = check.line("language", value, 35)?;
    let shaped = text.split('-').enumerate().all(|(index, part)| {
        part.chars().all(|c| c.is_ascii_alphanumeric())
            && if index == 0 { (2..=8).contains(&part.len()) } else { (1..=8).contains(&part.len()) }
    });
    if !shaped {
        check.fail(FieldError::new("language", "invalid-language"));
        return None;
    }
    Some(text)
}

/// Phones, e-mails and handles in their order; one that stands twice is kept once, at its first place.
fn read_identifiers(
    check: &mut Check,
    home: Country,
    input: &CustomerInput,
    before: Option<&Customer>,
) -> Vec<CustomerIdentifier> {
    let mut read: Vec<CustomerIdentifier> = Vec::new();
    for (kind, member, values) in [
        (IdentifierKind::Phone, "phones", &input.phones),
        (IdentifierKind::Email, "emails", &input.emails),
        (IdentifierKind::Handle, "handles", &input.handles),
    ] {
        let values = values.as_deref().unwrap_or_default();
        if !check.count(member, values.len()) {
            continue;
        }
        for (index, given) in values.iter().enumerate() {
            let field = format!("{member}[{index}].value");
            let label = check.line(&format!("{member}[{index}].label"), given.label.as_deref(), 40);
            let Some(written) = check.line(&field, Some(&given.value), 320) else {
                if given.value.trim().is_empty() {
                    check.fail(FieldError::new(field, "invalid-empty"));
                }
                continue;
            };
            match Identifier::read(kind, &written, home) {
                Ok(identifier) if read.iter().any(|one| one.identifier == identifier) => {}
                Ok(identifier) => {
                    // A value that only went through us and back keeps the spelling that somebody once wrote.
                    let known = before.and_then(|before| {
                        before.identifiers.iter().find(|one| one.identifier == identifier)
                    });
                    let written = known.map_or(written, |known| known.written.clone());
                    let flags = flags(check, &format!("{member}[{index}]"), given);
                    read.push(CustomerIdentifier { identifier, written, label, flags });
                }
                Err(code) => check.fail(identifiers::unreadable(field, kind, code)),
            }
        }
    }
    read
}

/// An end before the beginning would be a number that is never theirs.
fn flags(check: &mut Check, field: &str, given: &LabelledValue) -> Flags {
    let mut day =
        |member: &str, text: &Option<String>| check.day(&format!("{field}.{member}"), text.as_deref());
    let (from, to) = (day("from", &given.from), day("to", &given.to));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        check.fail(FieldError::new(format!("{field}.to"), "invalid-before-beginning"));
    }
    Flags { invalid: given.invalid, do_not_contact: given.do_not_contact, from, to }
}

fn addresses(check: &mut Check, given: &[Address]) -> Vec<Address> {
    if !check.count("addresses", given.len()) {
        return Vec::new();
    }
    let mut read = Vec::new();
    for (index, address) in given.iter().enumerate() {
        let mut line = |member: &str, value: &Option<String>| {
            check.line(&format!("addresses[{index}].{member}"), value.as_deref(), 200)
        };
        let address = Address {
            kind: line("kind", &address.kind),
            street: line("street", &address.street),
            postal_code: line("postal_code", &address.postal_code),
            city: line("city", &address.city),
            region: line("region", &address.region),
            country: line("country", &address.country),
        };
        if address != (Address { kind: address.kind.clone(), ..Address::default() }) {
            read.push(address);
        }
    }
    read
}

/// Numbers of the kinds that are known are stored in one spelling, and refused if they cannot be one. What the customer
/// has already stays, right or wrong: it is not this change that brought it.
fn national_ids(check: &mut Check, given: &[NationalId], before: Option<&Customer>) -> Vec<NationalId> {
    if !check.count("national_ids", given.len()) {
        return Vec::new();
    }
    let mut read: Vec<NationalId> = Vec::new();
    for (index, one) in given.iter().enumerate() {
        let mut line = |member: &str, value: &str, max| {
            let field = format!("national_ids[{index}].{member}");
            let text = check.line(&field, Some(value), max);
            if value.trim().is_empty() {
                check.fail(FieldError::new(field, "invalid-empty"));
            }
            text
        };
        let (Some(kind), Some(value)) = (line("kind", &one.kind, 40), line("value", &one.value, 100)) else {
            continue;
        };
        let one = NationalId { kind, value };
        let known = before.and_then(|before| before.known_national_id(&one)).cloned();
        let one = match Known::of(&one.kind).filter(|_| known.is_none()) {
            None => known.unwrap_or(one),
            Some(known) => match known.read(&one.value) {
                Ok(value) => NationalId { kind: known.to_string(), value },
                Err(fault) => {
                    let field = format!("national_ids[{index}].value");
                    let reason = format!("national-id-{}", fault.code());
                    check.fail(
                        FieldError::new(field, "invalid-national-id")
                            .with("kind", known.label())
                            .with("reason", reason),
                    );
                    continue;
                }
            },
        };
        if !read.contains(&one) {
            read.push(one);
        }
    }
    read
}

/// A person's company must exist and be one; a company belongs to none.
fn company(
    check: &mut Check,
    tx: &mut Tx<'_>,
    id: Option<CustomerId>,
    before: Option<&Customer>,
) -> AppResult<Option<Company>> {
    let Some(id) = id else { return Ok(None) };
    let found =
        if before.is_some_and(|before| before.id == id) { None } else { store::find_company(tx, id)? };
    if found.is_none() {
        check.fail(FieldError::new("company_id", "invalid-company"));
    }
    Ok(found)
}
