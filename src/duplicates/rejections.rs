//! Rejections: two cards that are not one person, said by somebody who knows. Nobody is asked about them again until that is
//! taken back; merging them all the same takes another decision, and is allowed.

use std::collections::{BTreeSet, HashSet};

use db::{DbError, Tx, params};
use serde_json::{Map, Value, json};

use super::pairs;
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::customers::cards::{self, of_card};
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::id::CustomerId;
use crate::restrictions;
use crate::teams::features::Feature;

/// The cards that are not this one, whoever of their customers that was said of.
pub fn of(tx: &mut Tx<'_>, card: CustomerId) -> Result<BTreeSet<CustomerId>, DbError> {
    let sql = concat!(
        "SELECT COALESCE(c.card_id, c.id) FROM duplicate_rejections r JOIN customers c ON c.id = r.other_id
           WHERE r.one_id IN ",
        of_card!("$1"),
        " UNION ALL SELECT COALESCE(c.card_id, c.id) FROM duplicate_rejections r JOIN customers c ON c.id = r.one_id
           WHERE r.other_id IN ",
        of_card!("$1")
    );
    Ok(tx.query(sql, &params![card], |row| Ok(CustomerId(row.get(0)?)))?.into_iter().collect())
}

/// All pairs of cards of which that was said, the lesser id first.
pub fn all(tx: &mut Tx<'_>) -> Result<HashSet<(CustomerId, CustomerId)>, DbError> {
    let sql = "SELECT COALESCE(a.card_id, a.id), COALESCE(b.card_id, b.id) FROM duplicate_rejections r
         JOIN customers a ON a.id = r.one_id JOIN customers b ON b.id = r.other_id";
    let pairs = tx.query(sql, &[], |row| Ok((CustomerId(row.get(0)?), CustomerId(row.get(1)?))))?;
    Ok(pairs.into_iter().map(|(one, other)| (one.min(other), one.max(other))).collect())
}

/// Says that two cards are not one person; said twice it is said once. Gives the card that the first one is.
///
/// # Errors
/// `NotFound` for a card that is nobody's; `Invalid` for one and the same; `Restricted`.
pub fn reject(tx: &mut Tx<'_>, author: &Author, one: CustomerId, other: CustomerId) -> AppResult<CustomerId> {
    let (one, other) = pair(tx, author, one, other)?;
    let (first, second) = (one.min(other), one.max(other));
    let added = tx.exec(
        "INSERT INTO duplicate_rejections (one_id, other_id, by_name, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        &params![first, second, author.name.as_str(), author.at],
    )?;
    pairs::delete(tx, one, other)?;
    if added > 0 {
        for (card, of) in [(one, other), (other, one)] {
            changes::created(tx, author, subject(card), &members(of))?;
            events::record(tx, "customer.changed", author.at, Happened::to(card))?;
        }
    }
    Ok(one)
}

/// Takes it back.
///
/// # Errors
/// `NotFound` where it was not said.
pub fn take_back(tx: &mut Tx<'_>, author: &Author, one: CustomerId, other: CustomerId) -> AppResult<()> {
    let (one, other) = pair(tx, author, one, other)?;
    let sql = concat!(
        "DELETE FROM duplicate_rejections WHERE (one_id IN ",
        of_card!("$1"),
        " AND other_id IN ",
        of_card!("$2"),
        ") OR (one_id IN ",
        of_card!("$2"),
        " AND other_id IN ",
        of_card!("$1"),
        ")"
    );
    if tx.exec(sql, &params![one, other])? == 0 {
        return Err(AppError::NotFound);
    }
    pairs::changed(tx, &[one, other])?;
    for (card, of) in [(one, other), (other, one)] {
        changes::deleted(tx, author, subject(card), &members(of))?;
        events::record(tx, "customer.changed", author.at, Happened::to(card))?;
    }
    Ok(())
}

fn pair(
    tx: &mut Tx<'_>,
    author: &Author,
    one: CustomerId,
    other: CustomerId,
) -> AppResult<(CustomerId, CustomerId)> {
    author.needs(Feature::ActionsMerge)?;
    let one = cards::find(tx, one)?.ok_or(AppError::NotFound)?;
    let other = cards::find(tx, other)?.ok_or(AppError::NotFound)?;
    if one == other {
        return Err(AppError::invalid("other_id", "conflict-one-card"));
    }
    restrictions::refuse(tx, one)?;
    restrictions::refuse(tx, other)?;
    Ok((one, other))
}

fn subject(card: CustomerId) -> Subject {
    Subject { entity: "rejection", id: card.0, customer: Some(card) }
}

fn members(other: CustomerId) -> Map<String, Value> {
    json!({ "other_id": other }).as_object().cloned().unwrap_or_default()
}
