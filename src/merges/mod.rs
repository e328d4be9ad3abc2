//! Merges: several cards that are one person become one card, and that can be undone exactly, at any time and in any
//! order (ADR 41).
//!
//! Invariants: nothing of a merged customer moves. Their entries keep whose they are and are shown on the card
//! (`customers::cards`); what the card shows of themselves is its `Face`, kept as it was, before and after. Every
//! identifier is on exactly one live card. There is never a circle: only live cards are merged.

pub mod api;
pub mod bench;
pub mod face;
pub mod faces;
mod hidden;
pub mod pages;
pub mod side_by_side;
pub mod store;
pub mod undoing;
pub mod view;
pub mod whose;

use std::collections::BTreeSet;

use db::{DbError, Tx};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::{self, Customer, Kind, cards, finding};
use crate::duplicates;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::fields::{self, Definitions, Entity};
use crate::id::{CustomerId, InteractionId, MergeId};
use crate::interactions;
use crate::search;
use crate::teams::features::Feature;
use face::{Choices, Face};

/// Cards that are merged at once.
pub const MOST: usize = 50;

/// Cards that were made one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    pub id: MergeId,
    /// The card that was kept.
    pub kept: CustomerId,
    /// Its place among the merges of that card.
    pub number: i64,
    pub choices: Choices,
    /// What the kept card showed before it and right after it; empty once it is undone.
    pub before: Face,
    pub after: Face,
    /// Contacts of nobody that became the card's by it, since their number was that of one card only.
    pub adopted: Vec<InteractionId>,
    /// Merges that were done together.
    pub batch: Option<Uuid>,
    pub by: String,
    pub at: Time,
    pub undone_by: Option<String>,
    pub undone_at: Option<Time>,
    pub parts: Vec<Part>,
}

/// A customer whom a merge put under the kept card.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub customer: CustomerId,
    /// What their card showed, and will show again; empty once the merge is undone.
    pub face: Face,
}

impl Merge {
    pub fn stands(&self) -> bool {
        self.undone_at.is_none()
    }

    fn subject(&self, customer: CustomerId) -> Subject {
        Subject { entity: "merge", id: self.id.0, customer: Some(customer) }
    }

    /// What the kept card shows when its parts are as they are now.
    fn joined(&self, before: &Face) -> Face {
        let others: Vec<(CustomerId, &Face)> =
            self.parts.iter().map(|part| (part.customer, &part.face)).collect();
        face::join((self.kept, before), &others, &self.choices)
    }
}

/// Merges cards into the one that is kept. A merged id means the card that it is on.
///
/// # Errors
/// `NotFound` where the kept card is nobody's; `Invalid` for cards that are not there, too many of them or none, and for
/// choices of what there is not; `Conflict` where they are one card already, or somebody's processing is restricted.
pub fn merge(
    tx: &mut Tx<'_>,
    author: &Author,
    keep: CustomerId,
    merged: &[CustomerId],
    choices: &Choices,
    batch: Option<Uuid>,
) -> AppResult<Merge> {
    author.needs(Feature::ActionsMerge)?;
    let kept = cards::find(tx, keep)?.ok_or(AppError::NotFound)?;
    let others = others(tx, kept, merged)?;
    let choices = chosen(tx, choices, kept, &others)?;
    let all: Vec<CustomerId> = std::iter::once(kept).chain(others.iter().copied()).collect();
    refuse(tx, &all)?;

    let definitions = definitions(tx)?;
    let before = customers::store::get(tx, kept)?;
    let mut parts = Vec::with_capacity(others.len());
    let mut customers = Vec::with_capacity(others.len());
    for id in &others {
        let customer = customers::store::get(tx, *id)?;
        parts.push(Part { customer: *id, face: Face::of(&customer) });
        customers.push(customer);
    }
    check_kinds(tx, &before, &customers, &choices)?;
    let mut merge = Merge {
        id: MergeId::new(author.at),
        kept,
        number: store::next_number(tx, kept)?,
        choices,
        before: Face::of(&before),
        after: Face::default(),
        adopted: Vec::new(),
        batch,
        by: author.name.clone(),
        at: author.at,
        undone_by: None,
        undone_at: None,
        parts,
    };
    merge.after = merge.joined(&merge.before);
    merge.after.set_updated_at(author.at);
    store::insert(tx, author, &merge)?;
    // Whoever holds an earlier version of one of the cards must not write it over the joined one.
    let version = customers.iter().map(|one| one.version).fold(before.version, i64::max) + 1;
    for customer in &customers {
        put_under(tx, customer, kept)?;
    }
    let after = faces::store(tx, author, &definitions, &before, &merge.after, version)?;
    finding::follow(tx, &definitions, &before, &after)?;
    changes::updated(tx, author, "merge", before.subject(), &before.recorded()?, &after.recorded()?)?;
    let names: Vec<&str> = customers.iter().map(|one| one.name.as_str()).collect();
    changes::created(tx, author, merge.subject(kept), &recorded(&before.name, &names))?;
    tell(tx, author, "customer.merged", &all)?;

    let adopted = interactions::adopt(tx, author, std::slice::from_ref(&after))?;
    store::set_adopted(tx, merge.id, &adopted)?;
    merge.adopted = adopted;
    Ok(merge)
}

/// The cards that are to be joined to the kept one, each once.
fn others(tx: &mut Tx<'_>, kept: CustomerId, merged: &[CustomerId]) -> AppResult<Vec<CustomerId>> {
    if merged.is_empty() || merged.len() > MOST {
        let error = FieldError::new("merge", "invalid-merge-count").with("max", MOST);
        return Err(AppError::Invalid(vec![error]));
    }
    let mut others = Vec::with_capacity(merged.len());
    for (index, id) in merged.iter().enumerate() {
        let field = format!("merge[{index}]");
        let card = cards::find(tx, *id)?.ok_or_else(|| AppError::invalid(&field, "invalid-customer"))?;
        if card == kept {
            return Err(AppError::conflict(&field, "conflict-one-card"));
        }
        if !others.contains(&card) {
            others.push(card);
        }
    }
    Ok(others)
}

/// The choices with the cards that the chosen ids mean.
fn chosen(tx: &mut Tx<'_>, choices: &Choices, kept: CustomerId, others: &[CustomerId]) -> AppResult<Choices> {
    let mut read = Choices::new();
    for (member, id) in choices {
        let field = format!("choices.{member}");
        if !face::can_be_chosen(member) {
            return Err(AppError::invalid(&field, "invalid-choice-member"));
        }
        let card = cards::find(tx, *id)?.filter(|card| *card == kept || others.contains(card));
        let card = card.ok_or_else(|| AppError::invalid(&field, "invalid-choice-card"))?;
        read.insert(face::member_of_choice(member).to_owned(), card);
    }
    Ok(read)
}

/// Nobody works with the data of somebody whose processing is restricted.
fn refuse(tx: &mut Tx<'_>, all: &[CustomerId]) -> AppResult<()> {
    for id in all {
        crate::restrictions::refuse(tx, *id)?;
    }
    Ok(())
}

/// A person and a company are one only if somebody says which; nobody is one with their own company.
fn check_kinds(tx: &mut Tx<'_>, kept: &Customer, others: &[Customer], choices: &Choices) -> AppResult<()> {
    let all = || others.iter().chain(std::iter::once(kept));
    if others.iter().any(|one| one.kind != kept.kind) && !choices.contains_key("kind") {
        return Err(AppError::conflict("choices.kind", "conflict-merge-kinds"));
    }
    for one in all() {
        if let Some(company) = &one.company
            && all().any(|other| other.id == company.id)
        {
            return Err(AppError::conflict("merge", "conflict-merge-own-company"));
        }
    }
    let kind =
        choices.get("kind").and_then(|id| all().find(|one| one.id == *id)).map_or(kept.kind, |one| one.kind);
    if kind == Kind::Person {
        for company in all().filter(|one| one.kind == Kind::Company) {
            if customers::store::has_people(tx, company.id)? {
                return Err(AppError::conflict("choices.kind", "conflict-company-has-people"));
            }
        }
    }
    Ok(())
}

/// Takes what finds a customer from them, who is shown on another card from now on.
fn put_under(tx: &mut Tx<'_>, customer: &Customer, card: CustomerId) -> AppResult<()> {
    let under = cards::members(tx, customer.id)?;
    store::set_card(tx, customer.id, &under[1..], Some(card))?;
    search::index::delete(tx, customer.id)?;
    duplicates::delete(tx, customer.id)?;
    Ok(customers::store::delete_parts(tx, customer.id)?)
}

/// What the change history tells of a merge and of its undo: the names of who was joined to whom.
fn recorded(kept: &str, merged: &[&str]) -> Map<String, Value> {
    let members = json!({ "kept": kept, "merged": merged });
    members.as_object().cloned().unwrap_or_default()
}

/// Tells the pages of all cards that are concerned, each by its own id.
fn tell(tx: &mut Tx<'_>, author: &Author, kind: &'static str, cards: &[CustomerId]) -> AppResult<()> {
    for card in cards {
        events::record(tx, kind, author.at, Happened::to(*card))?;
    }
    Ok(())
}

/// A merge as it stands, or was.
///
/// # Errors
/// `NotFound`.
pub fn get(tx: &mut Tx<'_>, id: MergeId) -> AppResult<Merge> {
    store::find(tx, id)?.ok_or(AppError::NotFound)
}

/// The definitions of the fields of customers, which every face is read with.
fn definitions(tx: &mut Tx<'_>) -> AppResult<Definitions> {
    Ok(fields::store::definitions(tx, Entity::Customer)?)
}

/// The merges that stand on a card, of those too who were merged into it, the last one first.
pub fn all_standing(tx: &mut Tx<'_>, card: CustomerId) -> AppResult<Vec<Merge>> {
    let mut all = Vec::new();
    for member in cards::members(tx, card)? {
        all.extend(store::list_standing(tx, member)?);
    }
    all.sort_by_key(|merge| std::cmp::Reverse((merge.at, merge.id)));
    Ok(all)
}

/// What customers were called before they were merged into a card.
pub fn names(tx: &mut Tx<'_>, ids: &[CustomerId]) -> AppResult<Vec<String>> {
    let mut names = Vec::with_capacity(ids.len());
    for id in ids {
        names.push(customers::store::get(tx, *id)?.name);
    }
    Ok(names)
}

/// Takes identifiers of somebody who is erased, as member and value, out of what the cards beneath one showed: no undo
/// brings them back.
pub fn forget_identifiers(
    tx: &mut Tx<'_>,
    card: CustomerId,
    theirs: &BTreeSet<(&'static str, String)>,
) -> Result<(), DbError> {
    for member in cards::members(tx, card)? {
        for mut merge in store::list_standing(tx, member)? {
            let mut is_changed = merge.before.forget(theirs);
            is_changed |= merge.after.forget(theirs);
            if is_changed {
                store::set_faces(tx, merge.id, &merge.before, &merge.after)?;
            }
            for part in &mut merge.parts {
                if part.face.forget(theirs) {
                    store::set_part(tx, part.customer, &part.face)?;
                }
            }
        }
    }
    Ok(())
}
