//! Relations: the household of a customer, their relatives, and who speaks for them.
//!
//! Invariant: a relation is one row, read from both sides, each by the word that fits it; the change history of both
//! cards tells of it, and both are told by events. Two customers have each relation once, whoever of them it was written
//! on. Nothing is written of somebody who is restricted. Row, change history and events are one transaction.

pub mod api;
pub mod input;
pub mod kind;
pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::{self, Kind};
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{CustomerId, RelationId};
use crate::identifiers::Identifier;
use crate::restrictions;
use crate::teams::features::Feature;
pub use input::RelationInput;
pub use kind::RelationKind;

/// Relations that come with the card.
pub const NEWEST: usize = 12;
/// Characters of a note.
pub const NOTE: usize = 200;

/// What `other` is to `customer`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    pub id: RelationId,
    pub customer: CustomerId,
    pub other: CustomerId,
    pub kind: RelationKind,
    pub note: Option<String>,
    /// The first day on which it holds; none: since ever.
    pub from: Option<Date>,
    /// The last day; none: until further notice.
    pub to: Option<Date>,
    /// Name of who added it.
    pub by: String,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

impl Relation {
    /// The same as the other side reads it.
    pub fn turned(&self) -> Relation {
        Relation { customer: self.other, other: self.customer, kind: self.kind.inverse(), ..self.clone() }
    }

    /// The same as this side reads it.
    pub fn seen_from(&self, side: CustomerId) -> Relation {
        if side == self.other { self.turned() } else { self.clone() }
    }

    /// Whether it holds on that day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// For the change history of the side that reads it so.
    fn subject(&self) -> Subject {
        Subject { entity: "relation", id: self.id.0, customer: Some(self.customer) }
    }

    /// What the change history compares, and what a deleted relation is made of again.
    pub fn recorded(&self) -> Map<String, Value> {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let members = json!({
            "relation": self.kind, "other_id": self.other, "note": self.note, "valid_from": day(self.from),
            "valid_to": day(self.to), "by": self.by, "created_at": self.created_at,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// A relation with what is told of the other side.
#[derive(Clone, Debug)]
pub struct Related {
    pub relation: Relation,
    pub name: String,
    pub kind: Kind,
    pub vip: bool,
    pub restricted: bool,
    /// The first of their numbers that works.
    pub phone: Option<Identifier>,
}

impl Related {
    /// Whether this reader is told the name alone.
    pub fn is_hidden_from(&self, reader: &Author) -> bool {
        self.restricted && restrictions::hides_from(reader)
    }
}

/// Somebody who may live in the same household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub id: CustomerId,
    pub name: String,
    pub shares: Shared,
}

/// What two customers have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// A phone number.
    Number(String),
    /// A street with its number.
    Address(String),
}

pub fn cursor(one: &Related) -> Cursor {
    Cursor::new(one.relation.created_at, one.relation.id.0)
}

/// The relations of a customer, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    reader: &Author,
    customer: CustomerId,
    page: &Page,
) -> AppResult<Listed<Related>> {
    reader.needs(Feature::RelationsSee)?;
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    Ok(page.list(store::list(tx, customer, reader.at.day(), page)?, cursor))
}

pub fn get(tx: &mut Tx<'_>, reader: &Author, id: RelationId) -> AppResult<Relation> {
    reader.needs(Feature::RelationsSee)?;
    store::find(tx, id)?.ok_or(AppError::NotFound)
}

/// The same with the other side, as `side` reads it.
pub fn related(tx: &mut Tx<'_>, reader: &Author, relation: &Relation) -> AppResult<Related> {
    store::find_related(tx, relation, reader.at.day())?.ok_or(AppError::NotFound)
}

pub fn create(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    input: &RelationInput,
) -> AppResult<Relation> {
    author.needs(Feature::RelationsAdd)?;
    let checked = input::check(tx, customer, input)?;
    let relation = Relation {
        id: RelationId::new(author.at),
        customer,
        other: input.other_id,
        kind: input.kind,
        note: checked.note,
        from: checked.from,
        to: checked.to,
        by: author.name.clone(),
        version: 1,
        created_at: author.at,
        updated_at: author.at,
    };
    refuse_restricted(tx, &relation)?;
    make_room(tx, author, &relation)?;
    insert(tx, author, "create", &relation)?;
    Ok(relation)
}

/// Changes a relation as one side reads it: what it gives is read by that side too. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RelationId,
    side: CustomerId,
    version: i64,
    input: &RelationInput,
) -> AppResult<Relation> {
    let row = of_version(tx, author, id, version, Feature::RelationsEdit)?;
    let before = row.seen_from(side);
    if input.other_id != before.other {
        return Err(AppError::invalid("other_id", "invalid-fixed"));
    }
    let checked = input::check(tx, before.customer, input)?;
    let (from, to, note) = (checked.from, checked.to, checked.note);
    let after = Relation { kind: input.kind, note, from, to, ..before.clone() };
    if after == before {
        return Ok(before);
    }
    let after = Relation { version: version + 1, updated_at: author.at, ..after };
    make_room(tx, author, &after)?;
    store::update(tx, version, &after.seen_from(row.customer))?;
    for (was, is) in [(before.turned(), after.turned()), (before, after.clone())] {
        changes::updated(tx, author, "update", is.subject(), &was.recorded(), &is.recorded())?;
    }
    tell(tx, "relation.changed", author, &after)?;
    Ok(after)
}

/// Deletes a relation; `restore` takes that back. `side` is the one whose card it is deleted on.
pub fn delete(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RelationId,
    side: CustomerId,
    version: i64,
) -> AppResult<Relation> {
    let relation = of_version(tx, author, id, version, Feature::RelationsDelete)?.seen_from(side);
    remove(tx, author, &relation)?;
    Ok(relation)
}

/// Takes back that somebody deleted a relation: it is there again as the change history holds it.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: RelationId) -> AppResult<Relation> {
    author.needs(Feature::RelationsDelete)?;
    let was = find_deleted(tx, id)?.ok_or(AppError::NotFound)?;
    for side in [was.customer, was.other] {
        customers::store::find_kind(tx, side)?.ok_or(AppError::NotFound)?;
    }
    // Whoever has read it before has read an earlier one.
    let relation = Relation { version: was.version + 1, updated_at: author.at, ..was };
    refuse_restricted(tx, &relation)?;
    make_room(tx, author, &relation)?;
    insert(tx, author, "restore", &relation)?;
    Ok(relation)
}

/// Deletes every relation of a customer who is being deleted.
pub fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for relation in store::list_all(tx, customer)? {
        refuse_restricted(tx, &relation.turned())?;
        remove(tx, author, &relation.seen_from(customer))?;
    }
    Ok(())
}

/// The relations of a customer who is there again are there again.
pub fn come_back(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for relation in store::list_all(tx, customer)? {
        told_of_both(tx, author, "restore", &relation.seen_from(customer))?;
    }
    Ok(())
}

/// Takes away the relations of a customer who is being erased; on the cards of the others stands only what they were.
pub fn erase(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for relation in store::list_all(tx, customer)? {
        let others = relation.seen_from(customer).turned();
        store::delete(tx, relation.id)?;
        let kind = Map::from_iter([("relation".to_owned(), json!(others.kind))]);
        changes::deleted(tx, author, others.subject(), &kind)?;
        tell(tx, "relation.deleted", author, &others)?;
    }
    Ok(())
}

/// A relation that was deleted, as it was, read by the side that it was deleted on.
fn find_deleted(tx: &mut Tx<'_>, id: RelationId) -> AppResult<Option<Relation>> {
    let Some(last) = changes::store::last_of(tx, "relation", id.0)? else { return Ok(None) };
    let (Some(Value::Object(was)), Some(customer)) = (last.change.before, last.customer) else {
        return Ok(None);
    };
    let text = |name: &str| was.get(name).and_then(Value::as_str);
    let kind = text("relation").and_then(|kind| kind.parse().ok());
    let other = text("other_id").and_then(|id| id.parse().ok());
    let (Some(kind), Some(other), "delete") = (kind, other, last.change.action.as_str()) else {
        return Ok(None);
    };
    let day = |name: &str| text(name).and_then(|day| day.parse().ok());
    Ok(Some(Relation {
        id,
        customer,
        other,
        kind,
        note: text("note").map(str::to_owned),
        from: day("valid_from"),
        to: day("valid_to"),
        by: text("by").unwrap_or_default().to_owned(),
        version: was.get("version").and_then(Value::as_i64).unwrap_or(1),
        created_at: text("created_at").and_then(Time::parse).unwrap_or(last.change.at),
        updated_at: last.change.at,
    }))
}

/// Refuses a relation that these two have already, or whose contrary they have. That they are not related gives way.
fn make_room(tx: &mut Tx<'_>, author: &Author, relation: &Relation) -> AppResult<()> {
    let others = store::list_between(tx, relation.customer, relation.other)?.into_iter();
    for other in others.filter(|other| other.id != relation.id).map(|one| one.seen_from(relation.customer)) {
        if other.kind == RelationKind::Unrelated && relation.kind != RelationKind::Unrelated {
            remove(tx, author, &other)?;
        } else if relation.kind == RelationKind::Unrelated || relation.kind.excludes(other.kind) {
            return Err(AppError::Conflict(FieldError::new("kind", "conflict-relation")));
        }
    }
    Ok(())
}

fn insert(tx: &mut Tx<'_>, author: &Author, action: &str, relation: &Relation) -> AppResult<()> {
    store::insert(tx, relation)?;
    told_of_both(tx, author, action, relation)
}

/// Records on both cards that a relation came to be. The side that reads it so comes last: it is the one at hand.
fn told_of_both(tx: &mut Tx<'_>, author: &Author, action: &str, relation: &Relation) -> AppResult<()> {
    let record = if action == "restore" { changes::restored } else { changes::created };
    for one in [&relation.turned(), relation] {
        record(tx, author, one.subject(), &one.recorded())?;
    }
    tell(tx, "relation.created", author, relation)
}

fn remove(tx: &mut Tx<'_>, author: &Author, relation: &Relation) -> AppResult<()> {
    store::delete(tx, relation.id)?;
    for one in [&relation.turned(), relation] {
        let mut was = one.recorded();
        was.insert("version".to_owned(), one.version.into());
        changes::deleted(tx, author, one.subject(), &was)?;
    }
    tell(tx, "relation.deleted", author, relation)
}

fn tell(tx: &mut Tx<'_>, kind: &'static str, author: &Author, relation: &Relation) -> AppResult<()> {
    for side in [relation.customer, relation.other] {
        events::record(tx, kind, author.at, Happened::to(side))?;
    }
    Ok(())
}

fn refuse_restricted(tx: &mut Tx<'_>, relation: &Relation) -> AppResult<()> {
    restrictions::refuse(tx, relation.customer)?;
    restrictions::refuse(tx, relation.other)
}

fn of_version(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RelationId,
    version: i64,
    feature: Feature,
) -> AppResult<Relation> {
    author.needs(feature)?;
    let relation = get(tx, author, id)?;
    refuse_restricted(tx, &relation)?;
    if relation.version == version { Ok(relation) } else { Err(AppError::Stale) }
}
