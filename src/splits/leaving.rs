//! What of somebody who was split off is left on the card that they were on, when they are erased: the change history of
//! that card from the time when the two were one.
//!
//! Invariant: an erasure leaves nothing by which they were known; who did what and when stays.

use std::collections::BTreeSet;

use db::{DbError, Tx, params};
use serde_json::Value;
use uuid::Uuid;

use super::store;
use crate::customers::{self, Customer, cards};
use crate::id::{ChangeId, CustomerId};
use crate::identifiers::IdentifierKind;
use crate::json_column;
use crate::merges;

/// Identifiers as the change history holds them: the member of the customer, and the value.
type Held = BTreeSet<(&'static str, String)>;

/// An entry: its id, whether it is that of the split, what was and what became.
type Told = (Uuid, bool, Option<Value>, Option<Value>);

/// Takes the identifiers of somebody out of the change history of the card from which they were split off, and of those from
/// which that one was; and what is told of their split.
pub fn forget(tx: &mut Tx<'_>, erased: &Customer) -> Result<(), DbError> {
    let mut theirs = held(Some(erased));
    let (mut of, mut seen) = (erased.id, BTreeSet::from([erased.id]));
    while let Some((card, split)) = store::find(tx, of)?.filter(|(card, _)| seen.insert(*card)) {
        forget_on(tx, card, split, &mut theirs)?;
        of = card;
    }
    tx.exec(
        "UPDATE changes SET before = NULL, after = NULL WHERE entity_id = $1 AND entity = 'split'",
        &params![erased.id],
    )?;
    Ok(())
}

/// The same on one card, whoever else is on it by now.
fn forget_on(
    tx: &mut Tx<'_>,
    split_from: CustomerId,
    split: ChangeId,
    theirs: &mut Held,
) -> Result<(), DbError> {
    let card = cards::find(tx, split_from)?.unwrap_or(split_from);
    let mut told: Vec<Told> = Vec::new();
    for member in cards::members(tx, card)? {
        told.extend(tx.query(
            "SELECT id, action = 'split' AND at = (SELECT s.at FROM changes s WHERE s.id = $2), before, after
             FROM changes WHERE customer_id = $1 AND entity = 'customer'",
            &params![member, split],
            |row| Ok((row.get(0)?, row.get(1)?, json_column::read(row, 2)?, json_column::read(row, 3)?)),
        )?);
    }
    // They may have another number since.
    for (_, _, before, after) in told.iter().filter(|(_, is_split, ..)| *is_split) {
        theirs.extend(listed(before).difference(&listed(after)).cloned());
    }
    // What the card has itself stays told.
    for own in held(customers::store::find(tx, card)?.as_ref()) {
        theirs.remove(&own);
    }
    for (id, _, mut before, mut after) in told {
        let mut is_changed = false;
        for members in [&mut before, &mut after].into_iter().flatten() {
            is_changed |= scrub(members, theirs);
        }
        if is_changed {
            let text = |of: Option<Value>| of.map(|of| of.to_string());
            tx.exec(
                "UPDATE changes SET before = $2, after = $3 WHERE id = $1",
                &params![id, text(before), text(after)],
            )?;
        }
    }
    // Nor does it come back by the undo of a merge that brought it.
    merges::forget_identifiers(tx, card, theirs)
}

/// What a customer has now.
fn held(customer: Option<&Customer>) -> Held {
    let identifiers = customer.into_iter().flat_map(|customer| &customer.identifiers);
    identifiers.map(|one| (one.identifier.kind.member(), one.identifier.to_text())).collect()
}

/// What the members of an entry tell of.
fn listed(members: &Option<Value>) -> Held {
    let mut held = Held::new();
    for member in IdentifierKind::ALL.iter().map(|kind| kind.member()) {
        let list = members.as_ref().and_then(|members| members.get(member)).and_then(Value::as_array);
        held.extend(list.into_iter().flatten().map(|item| (member, value(item))));
    }
    held
}

fn value(item: &Value) -> String {
    item.get("value").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Takes them out of the lists of an entry. Says whether any was there.
fn scrub(members: &mut Value, theirs: &Held) -> bool {
    let mut is_changed = false;
    for member in IdentifierKind::ALL.iter().map(|kind| kind.member()) {
        let Some(Value::Array(list)) = members.get_mut(member) else { continue };
        let length = list.len();
        list.retain(|item| !theirs.contains(&(member, value(item))));
        is_changed |= list.len() != length;
    }
    is_changed
}
