//! Erasures (GDPR Art. 17): everything about a customer goes, for good, and does not come back by itself.
//!
//! Invariant: an erasure is one transaction, with its receipt and its tombstones. What is on the disk afterwards, in free
//! pages and in the store of files, is removed by `work`, which says so on the receipt.

pub mod api;
pub mod clearing;
pub mod holds;
pub mod ledger;
pub mod pages;
pub mod store;
pub mod tombstones;
mod traces;
pub mod view;
pub mod work;

use std::collections::BTreeMap;

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::{self, Customer, Kind};
use crate::error::{AppError, AppResult, FieldError};
use crate::http::paging::{Listed, Page};
use crate::id::{CustomerId, ErasureId};
use crate::merges;
use crate::words::words;

words! {
    /// On what ground somebody is erased (GDPR Art. 17 (1)).
    Basis {
        /// They asked for it, or object.
        Request = "request",
        ConsentWithdrawn = "consent_withdrawn",
        /// What the data were for is over.
        NoLongerNeeded = "no_longer_needed",
        /// The data should not have been held.
        Unlawful = "unlawful",
        /// A law demands it.
        Obligation = "obligation",
    }
}

words! {
    /// How far an erasure is. A requested one waits for a second person.
    Progress { Requested = "requested", Done = "done", Withdrawn = "withdrawn" }
}

/// How many of what, by the words of `clearing::PARTS`.
pub type Counts = BTreeMap<String, i64>;

/// An erasure: a request for one, or its receipt. It holds nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Erasure {
    pub id: ErasureId,
    /// Whom it was of; nobody has this id any more.
    pub customer_id: CustomerId,
    pub kind: Kind,
    pub basis: Basis,
    pub state: Progress,
    /// Name of who asked for it.
    pub by: String,
    #[serde(skip)]
    pub by_id: Option<uuid::Uuid>,
    /// Name of who approved or withdrew it, where that took a second person.
    pub decided_by: Option<String>,
    /// What was erased; empty until it is done.
    #[schema(value_type = Object, example = json!({"interactions": 12}))]
    pub counts: Counts,
    /// When it was asked for.
    pub created_at: Time,
    pub erased_at: Option<Time>,
    /// Since then nothing is left on the disk, either.
    pub purged_at: Option<Time>,
    /// Since then they may come back.
    pub lifted_at: Option<Time>,
    pub lifted_by: Option<String>,
}

impl Erasure {
    fn subject(&self) -> Subject {
        Subject { entity: "erasure", id: self.id.0, customer: Some(self.customer_id) }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "state": self.state, "basis": self.basis, "lifted": self.lifted_at.is_some().then_some(true) });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// What an erasure would do, now.
#[derive(Clone, Debug)]
pub struct Trial {
    pub customer: Customer,
    pub counts: Counts,
    pub hold: Option<holds::Hold>,
    /// One that waits for a second person.
    pub requested: Option<Erasure>,
}

/// What an erasure would do, without doing it.
///
/// # Errors
/// `NotFound`.
pub fn try_out(tx: &mut Tx<'_>, id: CustomerId, now: Time) -> AppResult<Trial> {
    let customer = customers::store::get(tx, id)?;
    Ok(Trial {
        counts: clearing::count(tx, &customer)?,
        hold: holds::find(tx, id, now)?,
        requested: store::find_requested(tx, id)?,
        customer,
    })
}

/// Erases a customer, or asks for it where a second person has to approve.
///
/// # Errors
/// `NotFound`; `Conflict` if a legal hold keeps them, or a request waits already.
pub fn request(
    tx: &mut Tx<'_>,
    author: &Author,
    id: CustomerId,
    basis: Basis,
    approval: bool,
) -> AppResult<Erasure> {
    let customer = customers::store::get(tx, id)?;
    customers::cards::refuse_merged(tx, id)?;
    holds::refuse(tx, id, author.at)?;
    if let Some(waiting) = store::find_requested(tx, id)? {
        let error = FieldError::new("customer_id", "conflict-erasure-requested").with("id", waiting.id);
        return Err(AppError::Conflict(error));
    }
    let erasure = Erasure {
        id: ErasureId::new(author.at),
        customer_id: id,
        kind: customer.kind,
        basis,
        state: Progress::Requested,
        by: author.name.clone(),
        by_id: author.id(),
        decided_by: None,
        counts: Counts::new(),
        created_at: author.at,
        erased_at: None,
        purged_at: None,
        lifted_at: None,
        lifted_by: None,
    };
    store::insert(tx, &erasure)?;
    changes::created(tx, author, erasure.subject(), &erasure.recorded())?;
    if approval { Ok(erasure) } else { carry_out(tx, author, erasure) }
}

/// Carries out an erasure that somebody else has asked for.
///
/// # Errors
/// `NotFound`; `Conflict` if it waits no more, for who asked for it, or if a legal hold keeps the customer.
pub fn approve(tx: &mut Tx<'_>, author: &Author, id: ErasureId) -> AppResult<Erasure> {
    let requested = waiting(tx, id)?;
    if requested.by_id == author.id() {
        return Err(AppError::conflict("id", "conflict-erasure-own"));
    }
    holds::refuse(tx, requested.customer_id, author.at)?;
    carry_out(tx, author, Erasure { decided_by: Some(author.name.clone()), ..requested })
}

/// Gives up an erasure that was asked for.
///
/// # Errors
/// `NotFound`; `Conflict` if it waits no more.
pub fn withdraw(tx: &mut Tx<'_>, author: &Author, id: ErasureId) -> AppResult<Erasure> {
    let before = waiting(tx, id)?;
    let after =
        Erasure { state: Progress::Withdrawn, decided_by: Some(author.name.clone()), ..before.clone() };
    store::update(tx, &after)?;
    changes::updated(tx, author, "withdraw", after.subject(), &before.recorded(), &after.recorded())?;
    Ok(after)
}

fn waiting(tx: &mut Tx<'_>, id: ErasureId) -> AppResult<Erasure> {
    let erasure = store::get(tx, id)?;
    match erasure.state {
        Progress::Requested => Ok(erasure),
        Progress::Done | Progress::Withdrawn => Err(AppError::conflict("id", "conflict-erasure-over")),
    }
}

/// Whoever stood under a card, each once.
fn merged_of(known: &[Customer], card: CustomerId) -> Vec<&Customer> {
    let mut merged: Vec<&Customer> = known.iter().filter(|one| one.id != card).collect();
    merged.sort_by_key(|one| one.id);
    merged.dedup_by_key(|one| one.id);
    merged
}

fn carry_out(tx: &mut Tx<'_>, author: &Author, requested: Erasure) -> AppResult<Erasure> {
    customers::cards::refuse_merged(tx, requested.customer_id)?;
    let customer = customers::store::get(tx, requested.customer_id)?;
    let mut hashes = Vec::new();
    let known = merges::faces::known(tx, &customer)?;
    for one in &known {
        hashes.extend(tombstones::of(tx, one)?);
    }
    hashes.sort();
    hashes.dedup();
    let counts = clearing::clear(tx, author, &customer)?;
    let done = Erasure { state: Progress::Done, counts, erased_at: Some(author.at), ..requested.clone() };
    store::update(tx, &done)?;
    store::insert_tombstones(tx, done.id, &hashes)?;
    changes::updated(tx, author, "erase", done.subject(), &requested.recorded(), &done.recorded())?;
    // Whoever was merged into the card is erased by their own id too, so that no older backup brings them back.
    for one in merged_of(&known, customer.id) {
        let theirs = Erasure {
            id: ErasureId::new(author.at),
            customer_id: one.id,
            kind: one.kind,
            counts: Counts::new(),
            ..done.clone()
        };
        store::insert(tx, &theirs)?;
        store::update(tx, &theirs)?;
    }
    Ok(done)
}

/// Lets somebody who was erased come back: they are a customer anew.
///
/// # Errors
/// `NotFound`; `Conflict` if the erasure is not done, or lifted already.
pub fn lift(tx: &mut Tx<'_>, author: &Author, id: ErasureId) -> AppResult<Erasure> {
    let before = store::get(tx, id)?;
    if before.state != Progress::Done || before.lifted_at.is_some() {
        return Err(AppError::conflict("id", "conflict-erasure-not-in-force"));
    }
    let lifted =
        Erasure { lifted_at: Some(author.at), lifted_by: Some(author.name.clone()), ..before.clone() };
    // The copy in the store of files follows.
    store::update(tx, &Erasure { purged_at: None, ..lifted.clone() })?;
    store::delete_tombstones(tx, id)?;
    changes::updated(tx, author, "lift", lifted.subject(), &before.recorded(), &lifted.recorded())?;
    Ok(lifted)
}

/// All of them, newest first.
pub fn list(tx: &mut Tx<'_>, page: &Page) -> AppResult<Listed<Erasure>> {
    Ok(page.list(store::list(tx, page)?, store::cursor))
}
