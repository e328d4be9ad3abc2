//! Customers: the persons and companies that the organisation is in contact with.
//!
//! Invariant: a write stores the customer, its identifiers, its change-history entry and its event in one
//! transaction, and `version` goes up by one.

pub mod api;
pub mod asked;
pub mod cards;
mod conflict;
pub mod deleted_pages;
pub mod deletion;
pub mod draft;
mod draft_names;
mod draft_rows;
pub mod duplicates;
mod fields_view;
pub mod filter_view;
pub mod finding;
mod form_lines;
mod form_view;
pub mod holders;
pub mod in_place;
pub mod input;
pub mod kept;
pub mod list_pages;
mod list_view;
mod listing;
pub mod many;
pub mod own_fields;
pub mod pages;
pub mod range;
pub mod store;
pub mod view;

use db::Tx;
use serde::Serialize;
use serde_json::{Map, Value};
use telephone::Country;
use utoipa::ToSchema;

use crate::agents::Agent;
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::definitions::Required;
use crate::fields::{self, Definitions, Entity};
use crate::id::{AgentId, AvatarId, CustomerId};
use crate::identifiers::{CustomerIdentifier, IdentifierKind, LabelledValue};
use crate::interactions;
use crate::national_ids;
use crate::notes::{self, Note};
use crate::restrictions;
use crate::search;
use crate::teams::features::Feature;
use crate::words::words;
pub use input::{CustomerInput, Prepared};

words! {
    /// Whether the customer is one human being or an organisation.
    Kind { Person = "person", Company = "company" }
}

/// A customer with everything that is its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    pub id: CustomerId,
    pub kind: Kind,
    pub reference: Option<String>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// The name as it was given, if it is not made of the parts.
    pub own_name: Option<String>,
    /// What the card shows.
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
    /// Who was merged into this card.
    pub merged: Vec<CustomerId>,
    pub vip: bool,
    /// Found by nobody who does not ask for those who are hidden.
    pub hidden: bool,
    /// Of those who are restricted agents see the name alone.
    pub restricted: bool,
    /// The picture that they are shown by.
    pub avatar: Option<AvatarId>,
    pub owner: Option<Owner>,
    /// Also while it waits to be deleted: whoever shows it asks `pinned_note(now)`.
    pinned_note: Option<PinnedNote>,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

/// The company a person belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Company {
    pub id: CustomerId,
    pub name: String,
}

/// A person as their company's card lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: CustomerId,
    pub name: String,
    pub job_title: Option<String>,
}

/// The account manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub id: AgentId,
    pub login: String,
    pub name: String,
}

impl From<Agent> for Owner {
    fn from(agent: Agent) -> Owner {
        Owner { id: agent.id, login: agent.login, name: agent.name }
    }
}

/// The note that shows on every pop, as it is read with its customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedNote {
    pub text: String,
    pub by: String,
    pub at: Time,
    pub expires_at: Option<Time>,
}

/// A postal address; only the filled members count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Address {
    /// `home`, `correspondence`, `invoice`, or the organisation's own word.
    pub kind: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
}

/// A number that a state gives: `nip`, `pesel`, `personnummer`, `organisationsnummer` and `steuer_id` are checked by
/// their check digits and kept in one spelling, others as they are written. Agents see the last four characters only;
/// a number that comes back so stays what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NationalId {
    pub kind: String,
    pub value: String,
}

/// A customer as the API shows it: the members of `CustomerInput`, and what only the installation knows.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Customer)]
pub struct CustomerOutput {
    pub id: CustomerId,
    pub kind: Kind,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// What the card shows.
    pub name: String,
    pub company_id: Option<CustomerId>,
    /// Name of `company_id`.
    pub company_name: Option<String>,
    pub department: Option<String>,
    pub job_title: Option<String>,
    pub birth_date: Option<String>,
    pub language: Option<String>,
    pub phones: Vec<LabelledValue>,
    pub emails: Vec<LabelledValue>,
    pub handles: Vec<LabelledValue>,
    pub addresses: Vec<Address>,
    pub national_ids: Vec<NationalId>,
    pub tags: Vec<String>,
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
    pub vip: bool,
    pub hidden: bool,
    /// Processing is restricted (Art. 18 GDPR). Then agents' tokens are told the name alone.
    pub restricted: bool,
    /// Version of their picture, `/api/v1/customers/{id}/avatar`; null: they have none.
    pub avatar: Option<AvatarId>,
    pub owner: Option<String>,
    pub pinned_note: Option<String>,
    /// Ids of those who were merged into this card and answer with it; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged_from: Vec<CustomerId>,
    pub created_at: Time,
    pub updated_at: Time,
}

impl Customer {
    pub fn of_kind(&self, kind: IdentifierKind) -> impl Iterator<Item = &CustomerIdentifier> {
        self.identifiers.iter().filter(move |one| one.identifier.kind == kind)
    }

    /// The same customer for somebody who may not see notes.
    pub fn without_note(self) -> Customer {
        Customer { pinned_note: None, ..self }
    }

    /// The same customer for this reader: of one who is restricted, the name alone for agents.
    pub fn seen_by(self, reader: &Author) -> Customer {
        if !self.restricted || !restrictions::hides_from(reader) {
            return self;
        }
        Customer {
            reference: None,
            given_name: None,
            family_name: None,
            own_name: None,
            company: None,
            department: None,
            job_title: None,
            birth_date: None,
            language: None,
            identifiers: Vec::new(),
            addresses: Vec::new(),
            national_ids: Vec::new(),
            tags: Vec::new(),
            fields: Map::new(),
            vip: false,
            avatar: None,
            owner: None,
            pinned_note: None,
            ..self
        }
    }

    /// The pinned note, unless it has expired.
    pub fn pinned_note(&self, now: Time) -> Option<&PinnedNote> {
        self.pinned_note.as_ref().filter(|note| note.expires_at.is_none_or(|at| at > now))
    }

    fn labelled(&self, kind: IdentifierKind) -> Vec<LabelledValue> {
        self.of_kind(kind).map(CustomerIdentifier::labelled).collect()
    }

    /// What a caller may write, as it stands: the document that a merge patch is applied to. A person's `name`
    /// is in it only where it is not made of its parts, so that changing a part changes the name.
    pub fn editable(&self) -> CustomerInput {
        CustomerInput {
            kind: Some(self.kind),
            reference: self.reference.clone(),
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            name: self.own_name.clone(),
            company_id: self.company.as_ref().map(|company| company.id),
            department: self.department.clone(),
            job_title: self.job_title.clone(),
            birth_date: self.birth_date.clone(),
            language: self.language.clone(),
            phones: Some(self.labelled(IdentifierKind::Phone)),
            emails: Some(self.labelled(IdentifierKind::Email)),
            handles: Some(self.labelled(IdentifierKind::Handle)),
            addresses: Some(self.addresses.clone()),
            national_ids: Some(self.national_ids.clone()),
            tags: Some(self.tags.clone()),
            fields: Some(self.fields.clone()),
            vip: Some(self.vip),
            hidden: Some(self.hidden),
            owner: self.owner.as_ref().map(|owner| owner.login.clone()),
            pinned_note: self.pinned_note.as_ref().map(|note| note.text.clone()),
        }
    }

    /// As this reader sees them now.
    pub fn output(&self, definitions: &Definitions, reader: &Author) -> CustomerOutput {
        match self.restricted {
            true => self.clone().seen_by(reader).as_it_is(definitions, reader),
            false => self.as_it_is(definitions, reader),
        }
    }

    fn as_it_is(&self, definitions: &Definitions, reader: &Author) -> CustomerOutput {
        let mut fields = self.fields.clone();
        definitions.mask(reader.role, &mut fields);
        let mut national_ids = self.national_ids.clone();
        if national_ids::are_masked_for(reader.role) {
            national_ids.iter_mut().for_each(|one| one.value = national_ids::masked(&one.value));
        }
        let now = reader.at;
        CustomerOutput {
            id: self.id,
            kind: self.kind,
            reference: self.reference.clone(),
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            name: self.name.clone(),
            company_id: self.company.as_ref().map(|company| company.id),
            company_name: self.company.as_ref().map(|company| company.name.clone()),
            department: self.department.clone(),
            job_title: self.job_title.clone(),
            birth_date: self.birth_date.clone(),
            language: self.language.clone(),
            phones: self.labelled(IdentifierKind::Phone),
            emails: self.labelled(IdentifierKind::Email),
            handles: self.labelled(IdentifierKind::Handle),
            addresses: self.addresses.clone(),
            national_ids,
            tags: self.tags.clone(),
            fields,
            vip: self.vip,
            hidden: self.hidden,
            restricted: self.restricted,
            avatar: self.avatar,
            owner: self.owner.as_ref().map(|owner| owner.login.clone()),
            pinned_note: self.pinned_note(now).map(|note| note.text.clone()),
            merged_from: self.merged.clone(),
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }

    /// The number that this one is, where it came back masked or as it is.
    pub fn known_national_id(&self, given: &NationalId) -> Option<&NationalId> {
        let same_kind = |kind: &str| national_ids::label(kind) == national_ids::label(&given.kind);
        let fits = |one: &&NationalId| {
            same_kind(&one.kind)
                && (one.value == given.value || national_ids::masked(&one.value) == given.value)
        };
        self.national_ids.iter().find(fits)
    }

    pub fn subject(&self) -> Subject {
        Subject { entity: "customer", id: self.id.0, customer: Some(self.id) }
    }

    /// What the change history compares.
    pub fn recorded(&self) -> AppResult<Map<String, Value>> {
        members_of(&self.editable())
    }
}

/// The members as JSON: what the change history compares.
pub fn members_of(input: &CustomerInput) -> AppResult<Map<String, Value>> {
    match serde_json::to_value(input) {
        Ok(Value::Object(members)) => Ok(members),
        other => Err(AppError::internal(format!("customer is no object: {other:?}"))),
    }
}

/// Makes a customer; interactions from its identifiers that belong to nobody yet become its own.
pub fn create(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    required: Required,
    input: &CustomerInput,
) -> AppResult<Customer> {
    author.needs(Feature::CustomersAdd)?;
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    let mut prepared = input::prepare(tx, home, &definitions, required, input, None)?;
    prepared.pinned_note = prepared.pinned_note.filter(|_| may_pin(author));
    let customer = prepared.into_customer(CustomerId::new(author.at), author);
    create_all(tx, author, std::slice::from_ref(&customer))?;
    Ok(customer)
}

/// Stores new customers, which nobody has heard of yet; companies before their people.
pub fn create_all(tx: &mut Tx<'_>, author: &Author, customers: &[Customer]) -> AppResult<()> {
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    store::insert_all(tx, &definitions, customers)?;
    let mut records = Vec::with_capacity(customers.len() * 2);
    for customer in customers {
        records.push(changes::creation(author, customer.subject(), &customer.recorded()?));
        records.push(events::store::insert("customer.created", author.at, Happened::to(customer.id)));
    }
    tx.batch(&mut records)?;
    tx.wake();
    let words: Vec<_> = customers.iter().map(|one| (one.id, finding::words_of(&definitions, one))).collect();
    search::index::add_new(tx, &words)?;
    crate::duplicates::add_new(tx, customers)?;
    let pinned = customers.iter().filter_map(|one| Some((one.id, one.pinned_note.as_ref()?.text.clone())));
    let notes: Vec<Note> =
        pinned.map(|(id, text)| Note { pinned: true, ..Note::new(author, id, text) }).collect();
    notes::insert_all(tx, author, &notes)?;
    interactions::adopt(tx, author, customers)?;
    Ok(())
}

/// Replaces what a caller may write of a customer. `version` is the one that was read; none: whichever it is now.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    id: CustomerId,
    version: Option<i64>,
    required: Required,
    input: &CustomerInput,
) -> AppResult<Customer> {
    author.needs(Feature::CustomersEdit)?;
    let before = store::get(tx, id)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(AppError::Stale);
    }
    let input = as_allowed(author, &before, input);
    update_by(tx, author, "update", home, before, required, &input)
}

/// What the author is kept from stays as it is: they have not been asked for it, and cannot mean to change it.
fn as_allowed(author: &Author, before: &Customer, input: &CustomerInput) -> CustomerInput {
    let (mut input, now) = (input.clone(), before.editable());
    if !may_write(author, "pinned_note") {
        input.pinned_note = now.pinned_note;
    }
    if !may_write(author, "vip") {
        input.vip = now.vip;
    }
    if !may_write(author, "owner") {
        input.owner = now.owner;
    }
    if !may_write(author, "hidden") {
        input.hidden = now.hidden;
    }
    input
}

/// Whether the author's team may write a member of a customer.
pub fn may_write(author: &Author, member: &str) -> bool {
    match member {
        "pinned_note" => may_pin(author),
        "vip" => author.may(Feature::ActionsVip),
        "owner" => author.may(Feature::ActionsOwner),
        "hidden" => author.may(Feature::ActionsHide),
        _ => author.may(Feature::CustomersEdit),
    }
}

/// Whether the pinned note may be written as a member of its customer.
pub fn may_pin(author: &Author) -> bool {
    author.may(Feature::NotesAdd) && author.may(Feature::NotesEdit)
}

/// The same for a customer as they were just read; `action` is what the change history calls it.
pub fn update_by(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    home: Country,
    before: Customer,
    required: Required,
    input: &CustomerInput,
) -> AppResult<Customer> {
    let id = before.id;
    cards::refuse_merged(tx, id)?;
    restrictions::refuse(tx, id)?;
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    let prepared = input::prepare(tx, home, &definitions, required, input, Some(&before))?;
    store::update(tx, &definitions, author, &before, &prepared)?;
    if prepared.pinned_note.as_deref() != before.pinned_note.as_ref().map(|note| note.text.as_str()) {
        notes::pin_text(tx, author, action, id, prepared.pinned_note.as_deref())?;
    }
    let after = store::get(tx, id)?;
    let changed =
        changes::updated(tx, author, action, after.subject(), &before.recorded()?, &after.recorded()?)?;
    if !changed {
        // Nothing differs: the version and the time stay, and there is nothing to tell.
        store::keep(tx, &before)?;
        return Ok(before);
    }
    events::record(tx, "customer.changed", author.at, Happened::to(id))?;
    finding::follow(tx, &definitions, &before, &after)?;
    interactions::adopt(tx, author, std::slice::from_ref(&after))?;
    Ok(after)
}

/// The pinned note has become another: a member of the customer has changed.
pub fn follow_pinned(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    id: CustomerId,
    before: Option<&str>,
    after: Option<&str>,
) -> AppResult<()> {
    if before == after {
        return Ok(());
    }
    let member = |text| Map::from_iter([("pinned_note".to_owned(), Value::from(text))]);
    let subject = Subject { entity: "customer", id: id.0, customer: Some(id) };
    store::touch(tx, id, author.at)?;
    changes::updated(tx, author, action, subject, &member(before), &member(after))?;
    events::record(tx, "customer.changed", author.at, Happened::to(id))?;
    Ok(())
}

/// Adds an identifier unless the customer has it already.
pub fn add_identifier(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    id: CustomerId,
    identifier: &crate::identifiers::Identifier,
) -> AppResult<Customer> {
    let customer = store::get(tx, id)?;
    if customer.identifiers.iter().any(|one| one.identifier == *identifier) {
        return Ok(customer);
    }
    let mut input = customer.editable();
    let list = match identifier.kind {
        IdentifierKind::Phone => &mut input.phones,
        IdentifierKind::Email => &mut input.emails,
        IdentifierKind::Handle => &mut input.handles,
    };
    list.get_or_insert_default()
        .push(LabelledValue { value: identifier.to_text(), ..LabelledValue::default() });
    update(tx, author, home, id, Some(customer.version), Required::Kept, &input)
}
