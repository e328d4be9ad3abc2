//! Undoing a merge: at any time, in any order, after whatever has happened since.
//!
//! A card that was kept has a line of faces: before its first merge, after it, before the next, … and what it shows now.
//! Where one of two neighbours is after a merge and the other before the next, people edited in between. An undo takes one
//! merge out of the line and carries the difference through to the end, as `face::rebase` says; if the card is itself
//! merged into another, on through that one's line.

use db::Tx;
use serde_json::{Map, Value};

use super::face::{self, Face};
use super::hidden::Hidden;
use super::{Merge, faces, store};
use crate::author::Author;
use crate::changes;
use crate::customers::{self, cards, finding};
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::Definitions;
use crate::id::{CustomerId, InteractionId, MergeId};
use crate::interactions;
use crate::restrictions;
use crate::teams::features::Feature;

/// Takes a merge back. The merged cards are exactly what they were; the kept one is what it would be without the merge.
///
/// # Errors
/// `NotFound` where there is no such merge, or it was undone already; `Conflict` where the card's processing is restricted.
pub fn undo(tx: &mut Tx<'_>, author: &Author, id: MergeId) -> AppResult<Merge> {
    author.needs(Feature::ActionsMerge)?;
    let merge = super::get(tx, id)?;
    if !merge.stands() {
        return Err(AppError::NotFound);
    }
    let card = cards::find(tx, merge.kept)?.ok_or(AppError::NotFound)?;
    restrictions::refuse(tx, card)?;
    let definitions = super::definitions(tx)?;
    let joined = customers::store::get(tx, card)?;
    // Contacts that belonged to nobody before do so again.
    for contact in &merge.adopted {
        release(tx, author, *contact, merge.kept)?;
    }
    let mut concerned = vec![card];
    let version = joined.version + 1;
    store::undo(tx, author, id)?;
    carry(tx, author, &definitions, &merge, version)?;
    for part in &merge.parts {
        let under = store::list_under(tx, part.customer)?;
        store::set_card(tx, part.customer, &under, None)?;
        let shell = customers::store::get(tx, part.customer)?;
        let customer =
            faces::store(tx, author, &definitions, &shell, &part.face, shell.version.max(version) + 1)?;
        finding::follow(tx, &definitions, &customer, &customer)?;
        let mut theirs = vec![part.customer];
        theirs.extend(under);
        store::give_changes(tx, card, merge.at, &theirs)?;
        concerned.push(part.customer);
    }
    let told = named(tx, &joined.name, &merge)?;
    for customer in &concerned {
        changes::deleted(tx, author, merge.subject(*customer), &told)?;
        events::record(tx, "customer.unmerged", author.at, Happened::to(*customer))?;
    }
    super::get(tx, id)
}

/// A contact that a merge gave to the kept card, if it is still there.
fn release(tx: &mut Tx<'_>, author: &Author, contact: InteractionId, kept: CustomerId) -> AppResult<()> {
    if interactions::store::find(tx, contact)?.is_some_and(|one| one.whose == Some(kept) && !one.anonymous) {
        interactions::detach(tx, author, contact)?;
    }
    Ok(())
}

/// What the change history tells of the undo.
fn named(tx: &mut Tx<'_>, joined: &str, merge: &Merge) -> AppResult<Map<String, Value>> {
    let ids: Vec<CustomerId> = merge.parts.iter().map(|part| part.customer).collect();
    let names = customers::store::names(tx, ids)?;
    let mut names: Vec<&str> = names.values().map(String::as_str).collect();
    names.sort_unstable();
    Ok(super::recorded(joined, &names))
}

/// Of a merge that stands no longer in the line of its kept card: carries the difference on to what lies over it.
fn carry(
    tx: &mut Tx<'_>,
    author: &Author,
    definitions: &Definitions,
    undone: &Merge,
    version: i64,
) -> AppResult<()> {
    let (mut kept, mut number) = (undone.kept, undone.number);
    let (mut from, mut to) = (undone.after.clone(), undone.before.clone());
    loop {
        let reached = number;
        for mut later in store::list_standing(tx, kept)?.into_iter().filter(|one| one.number > reached) {
            settle(tx, (kept, number), &from, &to, &later.before)?;
            later.before = face::rebase(&from, &to, &later.before);
            let joined = joined_at(&later);
            (from, to) = (later.after.clone(), joined.clone());
            later.after = joined;
            store::set_faces(tx, later.id, &later.before, &later.after)?;
            number = later.number;
        }
        let Some(mut over) = store::find_of_part(tx, kept)? else { break };
        for part in over.parts.iter_mut().filter(|part| part.customer == kept) {
            settle(tx, (kept, number), &from, &to, &part.face)?;
            part.face = face::rebase(&from, &to, &part.face);
            store::set_part(tx, part.customer, &part.face)?;
        }
        let joined = joined_at(&over);
        (from, to) = (over.after.clone(), joined.clone());
        over.after = joined;
        store::set_faces(tx, over.id, &over.before, &over.after)?;
        (kept, number) = (over.kept, over.number);
    }
    let before = customers::store::get(tx, kept)?;
    let face = Face::of(&before);
    settle(tx, (kept, number), &from, &to, &face)?;
    let shown = face::rebase(&from, &to, &face);
    let now = faces::store(tx, author, definitions, &before, &shown, version)?;
    finding::follow(tx, definitions, &before, &now)?;
    changes::updated(tx, author, "unmerge", before.subject(), &before.recorded()?, &now.recorded()?)?;
    Ok(())
}

/// Keeps what people changed and is a difference no more, below the merges of a kept card's line up to a number.
fn settle(
    tx: &mut Tx<'_>,
    (kept, number): (CustomerId, i64),
    from: &Face,
    to: &Face,
    onto: &Face,
) -> AppResult<()> {
    let mut hidden = Hidden::of(from, to, onto);
    if hidden.is_empty() {
        return Ok(());
    }
    for merge in store::list_standing(tx, kept)?.into_iter().rev().filter(|one| one.number <= number) {
        let mut before = merge.before.clone();
        hidden.settle(&mut before, &merge.after);
        if before != merge.before {
            store::set_faces(tx, merge.id, &before, &merge.after)?;
        }
    }
    Ok(())
}

/// What a merge joins now, at the time at which it was done.
fn joined_at(merge: &Merge) -> Face {
    let mut joined = merge.joined(&merge.before);
    joined.set_updated_at(merge.at);
    joined
}

/// Contacts since a merge on an identifier that both sides had, or none of them: an undo cannot decide whose they are,
/// and leaves them on the kept card until somebody says otherwise.
pub fn undecided(tx: &mut Tx<'_>, merge: &Merge) -> AppResult<Vec<InteractionId>> {
    let card = cards::find(tx, merge.kept)?.unwrap_or(merge.kept);
    let mut undecided = Vec::new();
    let own = super::whose::own(tx, card)?;
    for (contact, identifier) in store::contacts_since(tx, card, merge.at)? {
        let is_own = |(kind, value): &(String, String)| {
            let holders = own.holders(kind, value);
            holders == [card]
        };
        if !identifier.as_ref().is_some_and(is_own) {
            undecided.push(contact);
        }
    }
    Ok(undecided)
}
