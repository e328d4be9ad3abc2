//! Keeping the index: with every write of a customer, and as a whole when the rules of words have changed.

use db::{DbError, Tx};

use super::{Words, store};
use crate::id::CustomerId;
use crate::projection::Projection;

/// The rules are those in `words`, `rows` and `typos`.
pub const INDEX: Projection = Projection { table: "search_rules", rules: 2 };

/// Makes the index follow a customer who may be in it.
pub fn put(tx: &mut Tx<'_>, customer: CustomerId, words: &Words) -> Result<(), DbError> {
    match store::find(tx, customer)? {
        Some(before) if before == *words => Ok(()),
        Some(before) => store::replace(tx, customer, &before, words),
        None => store::add(tx, &[(customer, words.clone())]),
    }
}

/// Adds customers who are new. Some thousands at a time are quicker than one by one: they are written in the order
/// of the tables, and each word is looked up once for all of them.
pub fn add_new(tx: &mut Tx<'_>, customers: &[(CustomerId, Words)]) -> Result<(), DbError> {
    store::add(tx, customers)
}

/// Adds customers whose ids follow each other, of whom a few may be in it already.
pub fn put_all(tx: &mut Tx<'_>, customers: Vec<(CustomerId, Words)>) -> Result<(), DbError> {
    let ids = customers.iter().map(|(id, _)| *id);
    let (Some(first), Some(last)) = (ids.clone().min(), ids.max()) else { return Ok(()) };
    let there = store::list(tx, first, last)?;
    let (known, new): (Vec<_>, Vec<_>) = customers.into_iter().partition(|(id, _)| there.contains(id));
    for (id, words) in known {
        put(tx, id, &words)?;
    }
    add_new(tx, &new)
}

/// Takes a customer out.
pub fn delete(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    match store::find(tx, customer)? {
        Some(words) => store::delete(tx, customer, &words),
        None => Ok(()),
    }
}
