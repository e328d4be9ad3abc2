//! All SQL of the access log.

use db::{DbError, Tx, params};

use super::{Access, What};
use crate::author::Author;
use crate::clock::Time;
use crate::http::paging::{Cursor, Page};
use crate::id::{AccessId, CustomerId};
use crate::words::column;

pub fn insert(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, what: What) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO accesses (id, at, by_id, by_name, what, customer_id) VALUES ($1, $2, $3, $4, $5, $6)",
        &params![AccessId::new(author.at), author.at, author.id(), author.name.as_str(), what, customer],
    )?;
    Ok(())
}

/// Of a customer, newest first.
pub fn list(tx: &mut Tx<'_>, customer: CustomerId, page: &Page) -> Result<Vec<Access>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        "SELECT id, at, by_name, what FROM accesses
         WHERE customer_id = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4",
        &params![customer, at, id, page.fetch()],
        |row| {
            Ok(Access {
                id: AccessId(row.get(0)?),
                at: Time::from_micros(row.get(1)?),
                by: row.get(2)?,
                what: column(row, 3)?,
            })
        },
    )
}

/// The cursor that goes on after `access`.
pub fn cursor(access: &Access) -> Cursor {
    Cursor::new(access.at, access.id.0)
}
