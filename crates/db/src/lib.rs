//! One storage path over SQLite and PostgreSQL: two drivers, nothing else.
//!
//! The domain is written once, as synchronous closures over a [`Tx`]:
//!
//! ```no_run
//! # async fn example(db: db::Db, id: uuid::Uuid) -> Result<(), db::DbError> {
//! use db::{DbError, params};
//!
//! let name: Option<String> = db
//!     .read(move |tx| tx.find("SELECT name FROM customers WHERE id = $1", &params![id], |row| row.get(0)))
//!     .await?;
//!
//! db.write(move |tx| {
//!     tx.exec("UPDATE customers SET version = version + 1 WHERE id = $1", &params![id])?;
//!     tx.wake();
//!     Ok::<_, DbError>(())
//! })
//! .await?;
//! # Ok(()) }
//! ```
//!
//! Invariants, the same on both databases:
//!
//! - A closure sees one snapshot, and its writes are kept all or not at all.
//! - `write` answers `Ok` only after the commit reached the disk.
//! - After a failed statement a transaction can only be rolled back, even if the closure swallows the error.
//! - A closure that has begun runs to its end, though the caller has gone; no transaction is held across an
//!   await.
//! - No closure may wait for anything but its own statements: a write closure may run again, and on SQLite
//!   everybody's writes stand behind it.

mod db;
mod error;
mod migrate;
mod postgres;
mod row;
mod sql;
mod sqlite;
mod target;
mod tx;
mod value;

pub use db::Db;
pub use error::DbError;
pub use migrate::{MigrateError, Migration};
pub use row::{FromColumn, Row};
pub use sql::{Dialect, Sql, places, places_from};
pub use target::{Settings, Target};
pub use tx::{Stmt, Tx};
pub use value::Value;
