//! Who has an identifier or a name: for whoever asks whether somebody is there already.

use db::{DbError, Tx, params};

use super::{Company, Kind};
use crate::id::CustomerId;
use crate::identifiers::Identifier;
use crate::words::column;

/// Somebody who has the identifier.
#[derive(Clone, Debug)]
pub struct Holder {
    pub id: CustomerId,
    pub kind: Kind,
    pub reference: Option<String>,
    pub name: String,
    pub birth_date: Option<String>,
    /// Called by what they are found by, for want of a name.
    pub is_nameless: bool,
}

/// A number with more holders than this is a switchboard's, and tells nobody from anybody.
const MOST: i64 = 200;

/// Those who have exactly this identifier.
pub fn find(tx: &mut Tx<'_>, identifier: &Identifier) -> Result<Vec<Holder>, DbError> {
    tx.query(
        "SELECT c.id, c.kind, c.ref, c.name, c.birth_date, COALESCE(c.given_name, c.family_name, c.own_name) IS NULL
         FROM identifiers i JOIN customers c ON c.id = i.customer_id
         WHERE i.kind = $1 AND i.value = $2 AND i.extension = $3 ORDER BY i.customer_id LIMIT $4",
        &params![
            identifier.kind,
            identifier.value.as_str(),
            identifier.extension.as_deref().unwrap_or_default(),
            MOST
        ],
        |row| {
            Ok(Holder {
                id: CustomerId(row.get(0)?),
                kind: column(row, 1)?,
                reference: row.get(2)?,
                name: row.get(3)?,
                birth_date: row.get(4)?,
                is_nameless: row.get(5)?,
            })
        },
    )
}

/// A company that is called so, with what tells it from another.
#[derive(Clone, Debug)]
pub struct Namesake {
    pub company: Company,
    pub reference: Option<String>,
    pub city: Option<String>,
}

/// Companies of exactly this folded name.
pub fn companies(tx: &mut Tx<'_>, name_fold: &str) -> Result<Vec<Namesake>, DbError> {
    tx.query(
        "SELECT c.id, c.name, c.ref, (SELECT a.city FROM addresses a WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1)
         FROM customers c WHERE c.name_fold = $1 AND c.kind = 'company' ORDER BY c.id LIMIT 20",
        &params![name_fold],
        |row| {
            let company = Company { id: CustomerId(row.get(0)?), name: row.get(1)? };
            Ok(Namesake { company, reference: row.get(2)?, city: row.get(3)? })
        },
    )
}
