//! The few kinds of failure that a caller can tell apart.
//!
//! Invariant: messages never hold parameter values, so an error may be logged.

use std::any::Any;

/// Why a transaction did not succeed.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub enum DbError {
    /// A unique key exists already. `constraint` names the columns alike on both databases,
    /// `"customers.kind, customers.value"`; for an index over expressions it is the index's name.
    #[error("already exists: {constraint}")]
    Conflict { constraint: String },
    /// A row that is referred to is missing, or a row that is still referred to would go.
    /// `constraint` is the constraint's name on PostgreSQL and empty on SQLite, which does not tell.
    #[error("a reference between rows would break: {constraint}")]
    ForeignKey { constraint: String },
    /// A `CHECK` or `NOT NULL` refused the row; `constraint` is the check's name or `"table.column"`.
    #[error("not allowed here: {constraint}")]
    Check { constraint: String },
    /// The row has changed since it was read. Raised by the application, never by a driver.
    #[error("changed by somebody else meanwhile")]
    Stale,
    /// [`Tx::get`](crate::Tx::get) found no row.
    #[error("not found")]
    NotFound,
    /// The database cannot serve now (gone, full, closed, too contended). Trying later may help. If the
    /// connection broke during a commit, nobody knows whether the write was kept.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// Anything else: a mistake in a statement, a type that does not fit, a panic in a closure.
    #[error("the database refused: {0}")]
    Driver(String),
}

impl DbError {
    pub(crate) fn closed() -> Self {
        DbError::Unavailable("it has been closed".to_owned())
    }

    /// What a caught panic becomes.
    pub(crate) fn panicked(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        DbError::Driver(format!("a closure panicked: {}", text.unwrap_or("without a message")))
    }
}
