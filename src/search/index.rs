//! Keeping the index: with every write of a customer, and as a whole when the rules of words have changed.

use db::{DbError, Tx};

use super::{Words, store};
use crate::id::CustomerId;

/// Of the rules in `words` and `typos`. A new number makes the index anew on the next start.
pub const RULES: i64 = 1;

/// Makes the index follow a customer.
pub fn put(tx: &mut Tx<'_>, customer: CustomerId, words: &Words) -> Result<(), DbError> {
    let before = store::find(tx, customer)?;
    if before.as_ref() == Some(words) {
        return Ok(());
    }
    store::replace(tx, customer, before.as_ref(), words)
}

/// Takes a customer out.
pub fn delete(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    match store::find(tx, customer)? {
        Some(words) => store::delete(tx, customer, &words),
        None => Ok(()),
    }
}
