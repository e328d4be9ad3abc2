//! All SQL of identifiers.

use db::{DbError, Row, Stmt, Tx, Value, params, places};
use jiff::civil::Date;

use super::{CustomerIdentifier, Flags, Identifier};
use crate::clock::Time;
use crate::id::{CustomerId, new_uuid};
use crate::words::column;

pub const OF_CUSTOMER: &str = "SELECT kind, value, extension, written, label, invalid, do_not_contact, valid_from, valid_to FROM identifiers
   WHERE customer_id = $1 ORDER BY position";

/// Columns of `OF_CUSTOMER`.
pub const WIDTH: usize = 9;

/// Reads kind, value and extension, from column `first` on.
pub fn read_identifier(row: &Row<'_>, first: usize) -> Result<Identifier, DbError> {
    let extension: String = row.get(first + 2)?;
    Ok(Identifier {
        kind: column(row, first)?,
        value: row.get(first + 1)?,
        extension: (!extension.is_empty()).then_some(extension),
    })
}

/// Reads the columns of `OF_CUSTOMER`, from `first` on.
pub fn read(row: &Row<'_>, first: usize) -> Result<CustomerIdentifier, DbError> {
    Ok(CustomerIdentifier {
        identifier: read_identifier(row, first)?,
        written: row.get(first + 3)?,
        label: row.get(first + 4)?,
        flags: Flags {
            invalid: row.get(first + 5)?,
            do_not_contact: row.get(first + 6)?,
            from: day(row, first + 7)?,
            to: day(row, first + 8)?,
        },
    })
}

/// A day as text; anything else in its column is a broken database.
pub fn day(row: &Row<'_>, index: usize) -> Result<Option<Date>, DbError> {
    let text: Option<String> = row.get(index)?;
    let read =
        |text: String| text.parse().map_err(|_| DbError::Driver(format!("column {index} holds {text:?}")));
    text.map(read).transpose()
}

pub fn insert<'a>(at: Time, customer: CustomerId, position: i64, one: &CustomerIdentifier) -> Stmt<'a> {
    Stmt::exec(
        "INSERT INTO identifiers (id, customer_id, kind, value, extension, written, label, position,
           invalid, do_not_contact, valid_from, valid_to)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            new_uuid(at),
            customer,
            one.identifier.kind,
            one.identifier.value.as_str(),
            one.identifier.extension.as_deref().unwrap_or_default(),
            one.written.as_str(),
            one.label.as_deref(),
            position,
            one.flags.invalid,
            one.flags.do_not_contact,
            one.flags.from.map(|day| day.to_string()),
            one.flags.to.map(|day| day.to_string())
        ],
    )
}

/// Customers who have an identifier, whatever its extension.
pub fn holders(tx: &mut Tx<'_>, identifier: &Identifier, limit: i64) -> Result<Vec<CustomerId>, DbError> {
    tx.query(
        "SELECT DISTINCT customer_id FROM identifiers WHERE kind = $1 AND value = $2 ORDER BY customer_id LIMIT $3",
        &params![identifier.kind, identifier.value.as_str(), limit],
        |row| Ok(CustomerId(row.get(0)?)),
    )
}

/// Whether a customer has an identifier, whatever its extension.
pub fn has(tx: &mut Tx<'_>, customer: CustomerId, identifier: &Identifier) -> Result<bool, DbError> {
    tx.get(
        "SELECT EXISTS (SELECT 1 FROM identifiers WHERE customer_id = $1 AND kind = $2 AND value = $3)",
        &params![customer, identifier.kind, identifier.value.as_str()],
        |row| row.get(0),
    )
}

/// Whether a customer other than this one has the identifier, whatever the extension.
pub fn is_shared(tx: &mut Tx<'_>, customer: CustomerId, identifier: &Identifier) -> Result<bool, DbError> {
    tx.get(
        "SELECT EXISTS (SELECT 1 FROM identifiers WHERE kind = $1 AND value = $2 AND customer_id <> $3)",
        &params![identifier.kind, identifier.value.as_str(), customer],
        |row| row.get(0),
    )
}

/// Those of these phone numbers on which customers do not want to be reached, each with its customer.
pub fn unwanted_among(tx: &mut Tx<'_>, numbers: &[&str]) -> Result<Vec<(String, CustomerId)>, DbError> {
    let sql = format!(
        "SELECT value, customer_id FROM identifiers
         WHERE kind = 'phone' AND value IN ({}) AND do_not_contact = ${}",
        places(numbers.len()),
        numbers.len() + 1,
    );
    let values: Vec<Value> = numbers.iter().map(|number| (*number).into()).chain(params![true]).collect();
    tx.query(sql, &values, |row| Ok((row.get(0)?, CustomerId(row.get(1)?))))
}
