//! Duplicates: customers who may be one and the same, found by `crates/linkage`.
//!
//! Invariant: what is compared of a customer, and the keys by which others are found to compare with, are written with
//! every write of the customer, in the same transaction. So whoever asks is answered by the cards as they are.

pub mod api;
pub mod models;
pub mod pages;
pub mod pairs;
pub mod queue;
pub mod queue_view;
pub mod record;
pub mod rejections;
pub mod runs;
pub mod store;
pub mod view;
pub mod work;

use std::collections::BTreeSet;

use db::{DbError, Tx};
use linkage::{Comparison, Features, Model};
use uuid::Uuid;

use crate::author::Author;
use crate::customers::{self, Customer, CustomerInput, many};
use crate::error::{AppError, AppResult};
use crate::id::CustomerId;
use crate::projection::{Made, Projection};
use crate::restrictions;

/// The rules are those of `record` and of the features and keys of `crates/linkage`.
pub const INDEX: Projection = Projection { table: "duplicate_rules", rules: 2 };

/// Told of one customer at most.
const MOST: usize = 20;

/// Somebody who may be the same as the customer at hand.
#[derive(Clone, Debug)]
pub struct Suggestion {
    pub customer: Customer,
    pub comparison: Comparison,
}

/// Makes the index follow a customer who may be in it.
pub fn put(tx: &mut Tx<'_>, customer: &Customer) -> Result<(), DbError> {
    let after = Features::of(&record::of(customer));
    match store::features(tx, customer.id)? {
        Some(before) if before.to_bytes() == after.to_bytes() => Ok(()),
        Some(before) => store::replace(tx, customer.id, &before, &after),
        None => store::add(tx, &[(customer.id, after)]),
    }
}

/// Adds customers who are new.
pub fn add_new(tx: &mut Tx<'_>, customers: &[Customer]) -> Result<(), DbError> {
    let all: Vec<_> = customers.iter().map(|one| (one.id, Features::of(&record::of(one)))).collect();
    store::add(tx, &all)
}

/// Takes a customer out.
pub fn delete(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), DbError> {
    match store::features(tx, id)? {
        Some(before) => store::delete(tx, id, &before),
        None => store::delete_unread(tx, id),
    }
}

/// Makes the index anew where it was made by other rules, so many customers at once. `told` hears of every chunk how
/// many it held.
pub async fn renew(db: &db::Db, many: i64, told: impl FnMut(usize)) -> AppResult<()> {
    let chunk = move |tx: &mut Tx<'_>, after: Option<Uuid>| {
        if after.is_none() {
            store::clear(tx)?;
        }
        let ids = customers::store::list_ids(tx, after.unwrap_or_default(), many)?;
        let there: Vec<_> = store::features_of(tx, &ids)?.into_iter().map(|(id, _)| id).collect();
        let mut list = many::list_by_ids(tx, &ids)?;
        list.retain(|one| !there.contains(&one.id));
        add_new(tx, &list)?;
        Ok(Made { count: ids.len(), last: ids.last().map(|last| last.0) })
    };
    INDEX.renew(db, chunk, told).await
}

/// Who may be the same as a customer, the most likely first.
pub fn of(tx: &mut Tx<'_>, model: &Model, reader: &Author, id: CustomerId) -> AppResult<Vec<Suggestion>> {
    let features = store::features(tx, id)?.ok_or(AppError::NotFound)?;
    let rejected = rejections::of(tx, id)?;
    found(tx, model, reader, &features, Some(id), &rejected)
}

/// How two customers compare, whatever was said of them.
pub fn between(
    tx: &mut Tx<'_>,
    model: &Model,
    one: CustomerId,
    other: CustomerId,
) -> Result<Option<Comparison>, DbError> {
    let (one, other) = (store::features(tx, one)?, store::features(tx, other)?);
    Ok(one.zip(other).map(|(one, other)| model.compare(&one, &other)))
}

/// Who may be the same as somebody who is being typed.
pub fn like(
    tx: &mut Tx<'_>,
    model: &Model,
    reader: &Author,
    home: telephone::Country,
    input: &CustomerInput,
) -> AppResult<Vec<Suggestion>> {
    found(tx, model, reader, &Features::of(&record::of_input(input, home)), None, &BTreeSet::new())
}

fn found(
    tx: &mut Tx<'_>,
    model: &Model,
    reader: &Author,
    features: &Features,
    own: Option<CustomerId>,
    rejected: &BTreeSet<CustomerId>,
) -> AppResult<Vec<Suggestion>> {
    let mut best = compare(tx, model, features, own)?;
    best.retain(|(id, _)| !rejected.contains(id));
    // Some of them may be hidden.
    best.truncate(MOST * 4);
    let ids: Vec<_> = best.iter().map(|(id, _)| *id).collect();
    let customers = many::list_by_ids(tx, &ids)?;
    let suggestion = |customer: Customer| {
        let (_, comparison) = best.iter().find(|(id, _)| *id == customer.id)?;
        let mut comparison = comparison.clone();
        if customer.restricted && restrictions::hides_from(reader) {
            // What two have in common tells of both.
            comparison.reasons.clear();
        }
        Some(Suggestion { customer: customer.seen_by(reader), comparison })
    };
    // As lists do: nobody comes upon those who are hidden.
    let shown = customers.into_iter().filter(|customer| !customer.hidden);
    Ok(shown.filter_map(suggestion).take(MOST).collect())
}

/// Those who are likely at least, the most likely first, without what is told of them.
pub fn compare(
    tx: &mut Tx<'_>,
    model: &Model,
    features: &Features,
    own: Option<CustomerId>,
) -> Result<Vec<(CustomerId, Comparison)>, DbError> {
    // Of a base as large as when it was learnt.
    let largest = linkage::largest_block(model.records());
    let mut others = store::sharing(tx, &features.keys(), largest)?;
    others.retain(|id| Some(*id) != own);
    let others = store::features_of(tx, &others)?;
    let mut found: Vec<_> =
        others.into_iter().map(|(id, other)| (id, model.compare(features, &other))).collect();
    found.retain(|(_, comparison)| comparison.tier.is_some());
    found.sort_by(|(a, one), (b, other)| other.weight.total_cmp(&one.weight).then(a.cmp(b)));
    Ok(found)
}
