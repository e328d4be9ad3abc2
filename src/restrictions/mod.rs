//! Restriction of processing (Art. 18 GDPR): what is held about a customer stays, and is used for nothing.
//!
//! Invariant: of a restricted customer agents are told the name and that it is so, and nobody writes anything but that
//! it is lifted. What belongs to one customer is stopped at the door, by `guard`, before any handler runs; where several
//! customers stand together their rooms ask `among`. Contacts still come in and are matched: a telephone goes on ringing.

pub mod api;
pub mod guard;
pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::id::CustomerId;
use crate::words::{Role, words};

words! {
    /// Why processing is restricted: the grounds of Art. 18(1) GDPR.
    RestrictionReason {
        /// The person contests that it is accurate.
        Contested = "contested",
        /// It is unlawful, and the person does not want it erased.
        Unlawful = "unlawful",
        /// The person needs it for legal claims.
        Claims = "claims",
        /// The person objected, and it is not decided yet.
        Objection = "objection",
    }
}

/// Characters of a note.
pub const NOTE: usize = 500;

/// That somebody is restricted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Restriction {
    pub reason: RestrictionReason,
    pub note: Option<String>,
    /// Name of who restricted it.
    pub by: String,
    pub at: Time,
}

/// A restriction as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestrictionInput {
    pub reason: RestrictionReason,
    /// 500 characters at most.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// What an agent is told of somebody who is restricted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub customer: CustomerId,
    pub name: String,
    pub by: String,
    pub at: Time,
}

impl Restriction {
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "reason": self.reason, "note": self.note });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// Whether it hides anything from this reader.
pub fn hides_from(reader: &Author) -> bool {
    reader.role < Role::Supervisor
}

/// Whether it hides what is this customer's, if it is anybody's, from this reader.
pub fn hides(tx: &mut Tx<'_>, reader: &Author, customer: Option<CustomerId>) -> AppResult<bool> {
    Ok(hides_from(reader) && !store::among(tx, customer)?.is_empty())
}

/// Restricts a customer; one who is restricted already is so for another reason from now on.
pub fn restrict(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    input: &RestrictionInput,
) -> AppResult<Restriction> {
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    customers::cards::refuse_merged(tx, customer)?;
    let mut check = Check::default();
    let note = check.text("note", input.note.as_deref(), NOTE);
    check.finish()?;
    let before = store::find(tx, customer)?;
    let at = before.as_ref().map_or(author.at, |before| before.at);
    let after = Restriction { reason: input.reason, note, by: author.name.clone(), at };
    match &before {
        None => changes::created(tx, author, subject(customer), &after.recorded())?,
        Some(before) => {
            changes::updated(tx, author, "update", subject(customer), &before.recorded(), &after.recorded())?;
        }
    }
    store::put(tx, author, customer, &after)?;
    tell(tx, author, customer)?;
    Ok(after)
}

/// Lifts a restriction: everything is as it was.
pub fn lift(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    let before = store::find(tx, customer)?.ok_or(AppError::NotFound)?;
    store::delete(tx, customer)?;
    changes::deleted(tx, author, subject(customer), &before.recorded())?;
    tell(tx, author, customer)
}

fn subject(customer: CustomerId) -> Subject {
    Subject { entity: "restriction", id: customer.0, customer: Some(customer) }
}

fn tell(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    customers::store::touch(tx, customer, author.at)?;
    Ok(events::record(tx, "customer.changed", author.at, Happened::to(customer))?)
}

/// Refuses what would be written to somebody who is restricted.
pub fn refuse(tx: &mut Tx<'_>, customer: CustomerId) -> AppResult<()> {
    refuse_of(tx, "customers", customer.0)
}

/// Refuses what is about a thing of somebody who is restricted, by the room that it stands in.
///
/// # Errors
/// `Restricted` with what may be told.
pub fn refuse_of(tx: &mut Tx<'_>, room: &str, id: Uuid) -> AppResult<()> {
    match store::told(tx, room, id)? {
        Some(told) => Err(AppError::Restricted(Box::new(told))),
        None => Ok(()),
    }
}
