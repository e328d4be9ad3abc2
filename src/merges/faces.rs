//! Faces of customers: read from them, and stored as theirs.

use std::collections::BTreeSet;

use db::Tx;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::face::{FIELD, Face, UPDATED_AT};
use crate::author::Author;
use crate::clock::Time;
use crate::customers::{self, Address, Company, Customer, Kind, NationalId, Owner, Prepared};
use crate::error::{AppError, AppResult};
use crate::fields::Definitions;
use crate::id::{AgentId, CustomerId};
use crate::identifiers::{CustomerIdentifier, Flags, Identifier, IdentifierKind};

impl Face {
    /// What a customer's card shows of themselves.
    pub fn of(customer: &Customer) -> Face {
        let mut face = Face::default();
        let values = [
            ("kind", json!(customer.kind)),
            ("given_name", json!(customer.given_name)),
            ("family_name", json!(customer.family_name)),
            ("own_name", json!(customer.own_name)),
            ("name", json!(customer.name)),
            ("company_id", json!(customer.company.as_ref().map(|company| company.id))),
            ("department", json!(customer.department)),
            ("job_title", json!(customer.job_title)),
            ("birth_date", json!(customer.birth_date)),
            ("language", json!(customer.language)),
            ("vip", json!(customer.vip)),
            ("hidden", json!(customer.hidden)),
            ("owner", json!(customer.owner.as_ref().map(|owner| owner.id))),
            ("avatar", json!(customer.avatar)),
            (UPDATED_AT, json!(customer.updated_at.micros())),
        ];
        for (member, value) in values.into_iter().filter(|(_, value)| !value.is_null()) {
            face.values.insert(member.to_owned(), value);
        }
        for (key, value) in &customer.fields {
            face.values.insert(format!("{FIELD}{key}"), value.clone());
        }
        let identifiers = |kind| customer.of_kind(kind).map(written).collect::<Vec<Value>>();
        let lists = [
            ("phones", identifiers(IdentifierKind::Phone)),
            ("emails", identifiers(IdentifierKind::Email)),
            ("handles", identifiers(IdentifierKind::Handle)),
            ("addresses", customer.addresses.iter().map(|one| json!(one)).collect()),
            ("national_ids", customer.national_ids.iter().map(|one| json!(one)).collect()),
            ("tags", customer.tags.iter().map(|one| json!(one)).collect()),
        ];
        for (member, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            face.lists.insert(member.to_owned(), list);
        }
        face
    }

    pub fn set_updated_at(&mut self, at: Time) {
        self.values.insert(UPDATED_AT.to_owned(), json!(at.micros()));
    }

    /// Everything a customer is found by.
    pub fn identifiers(&self) -> AppResult<Vec<CustomerIdentifier>> {
        let items = IdentifierKind::ALL
            .iter()
            .flat_map(|kind| self.list(kind.member()).iter().map(move |item| (*kind, item)));
        items.map(|(kind, item)| read(kind, item)).collect()
    }

    /// Takes identifiers out, named by their member and the value that the API shows. Says whether any was there.
    pub fn forget(&mut self, theirs: &BTreeSet<(&'static str, String)>) -> bool {
        let mut is_changed = false;
        for (kind, member) in IdentifierKind::ALL.iter().map(|kind| (*kind, kind.member())) {
            let Some(list) = self.lists.get_mut(member) else { continue };
            let length = list.len();
            list.retain(|item| {
                !identifier(kind, item).is_some_and(|one| theirs.contains(&(member, one.to_text())))
            });
            is_changed |= list.len() != length;
        }
        self.lists.retain(|_, list| !list.is_empty());
        is_changed
    }

    fn text(&self, member: &str) -> Option<String> {
        self.value(member).as_str().map(str::to_owned)
    }

    fn flag(&self, member: &str) -> bool {
        self.value(member).as_bool().unwrap_or(false)
    }

    fn read<T: serde::de::DeserializeOwned>(&self, list: &str) -> AppResult<Vec<T>> {
        let read = |item: &Value| serde_json::from_value(item.clone()).map_err(|error| broken(list, &error));
        self.list(list).iter().map(read).collect()
    }
}

fn broken(member: &str, error: &dyn std::fmt::Display) -> AppError {
    AppError::internal(format!("face: {member}: {error}"))
}

fn written(one: &CustomerIdentifier) -> Value {
    let mut item = json!({ "value": one.identifier.value, "written": one.written });
    let more = [
        ("extension", json!(one.identifier.extension)),
        ("label", json!(one.label)),
        ("invalid", json!(one.flags.invalid.then_some(true))),
        ("do_not_contact", json!(one.flags.do_not_contact.then_some(true))),
        ("from", json!(one.flags.from.map(|day| day.to_string()))),
        ("to", json!(one.flags.to.map(|day| day.to_string()))),
    ];
    for (member, value) in more.into_iter().filter(|(_, value)| !value.is_null()) {
        item[member] = value;
    }
    item
}

fn text(item: &Value, member: &str) -> Option<String> {
    item.get(member).and_then(Value::as_str).map(str::to_owned)
}

/// The identifier of an item of a list; none where it has no value.
fn identifier(kind: IdentifierKind, item: &Value) -> Option<Identifier> {
    Some(Identifier { kind, value: text(item, "value")?, extension: text(item, "extension") })
}

fn read(kind: IdentifierKind, item: &Value) -> AppResult<CustomerIdentifier> {
    let text = |member: &str| text(item, member);
    let is = |member: &str| item.get(member).and_then(Value::as_bool).unwrap_or(false);
    let day = |member: &str| {
        let read = |text: String| text.parse::<Date>().map_err(|error| broken(member, &error));
        text(member).map(read).transpose()
    };
    let identifier = identifier(kind, item).ok_or_else(|| broken("value", &"missing"))?;
    Ok(CustomerIdentifier {
        written: text("written").unwrap_or_else(|| identifier.value.clone()),
        identifier,
        label: text("label"),
        flags: Flags {
            invalid: is("invalid"),
            do_not_contact: is("do_not_contact"),
            from: day("from")?,
            to: day("to")?,
        },
    })
}

/// Stores a face as that of a customer, in a new version. Gives the customer as they are then.
pub fn store(
    tx: &mut Tx<'_>,
    author: &Author,
    definitions: &Definitions,
    before: &Customer,
    face: &Face,
    version: i64,
) -> AppResult<Customer> {
    let prepared = prepared(tx, before, face)?;
    customers::store::update(tx, definitions, author, before, &prepared)?;
    let updated_at = face.value(UPDATED_AT).as_i64().map_or(before.updated_at, Time::from_micros);
    let avatar = face.text("avatar").and_then(|id| id.parse().ok());
    super::store::settle(tx, before.id, version, updated_at, avatar)?;
    Ok(customers::store::get(tx, before.id)?)
}

/// A face as a customer is stored. A company or owner that is gone is none.
fn prepared(tx: &mut Tx<'_>, before: &Customer, face: &Face) -> AppResult<Prepared> {
    let kind: Kind =
        serde_json::from_value(face.value("kind").clone()).map_err(|error| broken("kind", &error))?;
    let company: Option<Company> = match face.text("company_id").and_then(|id| id.parse().ok()) {
        Some(id) => customers::store::find_company(tx, CustomerId(id))?,
        None => None,
    };
    let owner: Option<Owner> = match face.text("owner").and_then(|id| id.parse().ok()) {
        Some(id) => crate::agents::store::find(tx, AgentId(id))?.map(Owner::from),
        None => None,
    };
    let (given_name, family_name, own_name) =
        (face.text("given_name"), face.text("family_name"), face.text("own_name"));
    let parts: Vec<&str> = [&given_name, &family_name].into_iter().flatten().map(String::as_str).collect();
    let name = own_name.clone().or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
    let name = name.or_else(|| face.text("name")).unwrap_or_else(|| before.name.clone());
    let fields: Map<String, Value> = face
        .values
        .iter()
        .filter_map(|(member, value)| Some((member.strip_prefix(FIELD)?.to_owned(), value.clone())))
        .collect();
    Ok(Prepared {
        kind,
        reference: before.reference.clone(),
        given_name,
        family_name,
        own_name,
        name,
        company,
        department: face.text("department"),
        job_title: face.text("job_title"),
        birth_date: face.text("birth_date"),
        language: face.text("language"),
        identifiers: face.identifiers()?,
        addresses: face.read::<Address>("addresses")?,
        national_ids: face.read::<NationalId>("national_ids")?,
        tags: face.read::<String>("tags")?,
        fields,
        vip: face.flag("vip"),
        hidden: face.flag("hidden"),
        owner,
        pinned_note: None,
    })
}

/// A card's customers as they are known apart: the card itself, what it showed before its merges, and everybody who was
/// merged into it. What somebody was known by is among it, whatever was chosen.
pub fn known(tx: &mut Tx<'_>, card: &Customer) -> AppResult<Vec<Customer>> {
    let mut known = vec![card.clone()];
    let mut above = vec![card.id];
    while let Some(kept) = above.pop() {
        let merges = super::store::list_standing(tx, kept)?;
        if merges.is_empty() {
            continue;
        }
        let shell = customers::store::get(tx, kept)?;
        for merge in merges {
            let before = shown(tx, shell.clone(), &merge.before)?;
            if !known.contains(&before) {
                known.push(before);
            }
            for part in merge.parts {
                let shell = customers::store::get(tx, part.customer)?;
                known.push(shown(tx, shell, &part.face)?);
                above.push(part.customer);
            }
        }
    }
    known.dedup_by(|one, other| {
        one.id == other.id && one.identifiers == other.identifiers && one.name == other.name
    });
    Ok(known)
}

/// A customer with what a face shows of them.
fn shown(tx: &mut Tx<'_>, shell: Customer, face: &Face) -> AppResult<Customer> {
    let prepared = prepared(tx, &shell, face)?;
    let mut customer = shell;
    (customer.kind, customer.name) = (prepared.kind, prepared.name);
    (customer.given_name, customer.family_name) = (prepared.given_name, prepared.family_name);
    (customer.own_name, customer.birth_date) = (prepared.own_name, prepared.birth_date);
    (customer.identifiers, customer.addresses) = (prepared.identifiers, prepared.addresses);
    (customer.national_ids, customer.tags) = (prepared.national_ids, prepared.tags);
    customer.fields = prepared.fields;
    Ok(customer)
}
