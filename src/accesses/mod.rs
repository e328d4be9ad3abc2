//! The access log: who looked at what of a customer, when.
//!
//! Invariant: what was shown stands here, in the transaction that read it.

pub mod api;
pub mod store;

use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;

use crate::author::Author;
use crate::clock::Time;
use crate::id::{AccessId, CustomerId};
use crate::words::words;

words! {
    /// What was looked at.
    What {
        /// National ids, whole.
        NationalIds = "national_ids",
        /// Values of masked fields.
        MaskedFields = "masked_fields",
    }
}

/// An entry of the access log.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Access {
    pub id: AccessId,
    pub at: Time,
    /// Name of the agent or token.
    pub by: String,
    pub what: What,
}

/// Records that somebody looks at something.
pub fn record(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, what: What) -> Result<(), DbError> {
    store::insert(tx, author, customer, what)
}
