//! All SQL of identifiers.

use db::{DbError, Row, Stmt, params};

use super::{CustomerIdentifier, Identifier};
use crate::clock::Time;
use crate::id::{CustomerId, new_uuid};
use crate::words::column;

pub const OF_CUSTOMER: &str = "SELECT kind, value, extension, written, label FROM identifiers
   WHERE customer_id = $1 ORDER BY position";

/// Reads the five columns of `OF_CUSTOMER`, from `first` on.
pub fn read(row: &Row<'_>, first: usize) -> Result<CustomerIdentifier, DbError> {
    let extension: String = row.get(first + 2)?;
    Ok(CustomerIdentifier {
        identifier: Identifier {
            kind: column(row, first)?,
            value: row.get(first + 1)?,
            extension: (!extension.is_empty()).then_some(extension),
        },
        written: row.get(first + 3)?,
        label: row.get(first + 4)?,
    })
}

pub fn insert<'a>(at: Time, customer: CustomerId, position: i64, one: &CustomerIdentifier) -> Stmt<'a> {
    Stmt::exec(
        "INSERT INTO identifiers (id, customer_id, kind, value, extension, written, label, position)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            new_uuid(at),
            customer,
            one.identifier.kind,
            one.identifier.value.as_str(),
            one.identifier.extension.as_deref().unwrap_or_default(),
            one.written.as_str(),
            one.label.as_deref(),
            position
        ],
    )
}
