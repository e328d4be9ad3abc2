//! Who has an identifier or a name: for whoever asks whether somebody is there already.

use db::{DbError, Row, Stmt, Tx, params};

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
         FROM customers c WHERE c.name_fold = $1 AND c.kind = 'company' AND c.card_id IS NULL ORDER BY c.id LIMIT 20",
        &params![name_fold],
        |row| {
            let company = Company { id: CustomerId(row.get(0)?), name: row.get(1)? };
            Ok(Namesake { company, reference: row.get(2)?, city: row.get(3)? })
        },
    )
}

/// Somebody who has what is being typed for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub id: CustomerId,
    pub name: String,
    pub city: Option<String>,
    /// Only of a national id: its kind.
    pub kind: Option<String>,
}

/// What is told of them: of those who are restricted the name alone.
macro_rules! others {
    ($kind:literal) => {
        concat!(
            "SELECT c.id, c.name,
               CASE WHEN NOT EXISTS (SELECT 1 FROM restrictions r WHERE r.customer_id = c.id)
                 THEN (SELECT a.city FROM addresses a WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1) END, ",
            $kind
        )
    };
}

/// Those on whose card an identifier is and counts on a day.
pub fn of_identifier<'a>(identifier: &Identifier, day: &str, others: &'a mut Vec<Other>) -> Stmt<'a> {
    Stmt::new(
        concat!(
            others!("NULL"),
            " FROM identifiers i JOIN customers c ON c.id = i.customer_id
         WHERE i.kind = $1 AND i.value = $2 AND i.extension = $3
           AND (i.valid_from IS NULL OR i.valid_from <= $4) AND (i.valid_to IS NULL OR i.valid_to >= $4)
         ORDER BY i.customer_id LIMIT $5"
        ),
        params![
            identifier.kind,
            identifier.value.as_str(),
            identifier.extension.as_deref().unwrap_or_default(),
            day,
            MOST
        ],
        |row| other(row, others),
    )
}

/// Those who have a national id of that value, whatever its kind.
pub fn of_national_id<'a>(value: &str, others: &'a mut Vec<Other>) -> Stmt<'a> {
    Stmt::new(
        concat!(
            others!("n.kind"),
            " FROM national_ids n JOIN customers c ON c.id = n.customer_id WHERE n.value = $1 ORDER BY n.customer_id LIMIT $2"
        ),
        params![value, MOST],
        |row| other(row, others),
    )
}

/// Those of exactly this folded name who were born on that day.
pub fn of_name<'a>(name_fold: &str, birth_date: &str, others: &'a mut Vec<Other>) -> Stmt<'a> {
    Stmt::new(
        concat!(
            others!("NULL"),
            " FROM customers c WHERE c.name_fold = $1 AND c.birth_date = $2 AND c.card_id IS NULL ORDER BY c.id LIMIT $3"
        ),
        params![name_fold, birth_date, MOST],
        |row| other(row, others),
    )
}

fn other(row: &Row<'_>, others: &mut Vec<Other>) -> Result<(), DbError> {
    others.push(Other {
        id: CustomerId(row.get(0)?),
        name: row.get(1)?,
        city: row.get(2)?,
        kind: row.get(3)?,
    });
    Ok(())
}
