//! All SQL of restrictions.

use std::collections::BTreeSet;

use db::{DbError, Row, Stmt, Tx, params};
use uuid::Uuid;

use super::{Restriction, Told};
use crate::author::Author;
use crate::clock::Time;
use crate::id::CustomerId;
use crate::words::column;

/// The rooms whose things belong to a customer, by the first word of their addresses, each with its table.
const ROOMS: [(&str, &str); 12] = [
    ("requests", "requests"),
    ("promises", "promises"),
    ("interactions", "interactions"),
    ("messages", "messages"),
    ("attachments", "attachments"),
    ("notes", "notes"),
    ("files", "files"),
    ("records", "records"),
    ("relations", "relations"),
    ("changes", "changes"),
    ("openings", "openings"),
    ("customers", "customers"),
];

/// The restriction of a customer.
pub const OF_CUSTOMER: &str = "SELECT reason, note, by_name, at FROM restrictions WHERE customer_id = $1";

fn read(row: &Row<'_>) -> Result<Restriction, DbError> {
    Ok(Restriction {
        reason: column(row, 0)?,
        note: row.get(1)?,
        by: row.get(2)?,
        at: Time::from_micros(row.get(3)?),
    })
}

pub fn find(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Restriction>, DbError> {
    tx.find(OF_CUSTOMER, &params![customer], read)
}

/// The same as a statement of the card's batch.
pub fn of_customer(customer: CustomerId, found: &mut Option<Restriction>) -> Stmt<'_> {
    Stmt::new(OF_CUSTOMER, params![customer], move |row| {
        *found = Some(read(row)?);
        Ok(())
    })
}

pub fn put(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    restriction: &Restriction,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO restrictions (customer_id, reason, note, by_id, by_name, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (customer_id) DO UPDATE SET reason = $2, note = $3, by_id = $4, by_name = $5",
        &params![
            customer,
            restriction.reason,
            restriction.note.as_deref(),
            author.id(),
            restriction.by.as_str(),
            restriction.at
        ],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.exec("DELETE FROM restrictions WHERE customer_id = $1", &params![customer])?;
    Ok(())
}

/// Whose a thing of a room is, if they are restricted.
pub fn told(tx: &mut Tx<'_>, room: &str, id: Uuid) -> Result<Option<Told>, DbError> {
    let Some((_, table)) = ROOMS.iter().find(|(word, _)| *word == room) else { return Ok(None) };
    let whose = match *table {
        "customers" => "$1".to_owned(),
        // A relation is of both.
        "relations" => "SELECT customer_id FROM relations WHERE id = $1
             UNION ALL SELECT other_id FROM relations WHERE id = $1"
            .to_owned(),
        "messages" => "SELECT i.customer_id FROM messages m JOIN interactions i ON i.id = m.interaction_id WHERE m.id = $1"
            .to_owned(),
        "attachments" => "SELECT i.customer_id FROM attachments a JOIN messages m ON m.id = a.message_id
             JOIN interactions i ON i.id = m.interaction_id WHERE a.id = $1"
            .to_owned(),
        table => format!("SELECT customer_id FROM {table} WHERE id = $1"),
    };
    tx.find(
        format!(
            "SELECT c.id, c.name, r.by_name, r.at FROM restrictions r JOIN customers c ON c.id = r.customer_id
             WHERE r.customer_id IN
               (SELECT COALESCE(w.card_id, w.id) FROM customers w WHERE w.id IN ({whose})) LIMIT 1"
        ),
        &params![id],
        |row| {
            Ok(Told {
                customer: CustomerId(row.get(0)?),
                name: row.get(1)?,
                by: row.get(2)?,
                at: Time::from_micros(row.get(3)?),
            })
        },
    )
}

/// Those of some customers who are restricted.
pub fn among(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = CustomerId>,
) -> Result<BTreeSet<CustomerId>, DbError> {
    let ids: BTreeSet<CustomerId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let values: Vec<db::Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql =
        format!("SELECT customer_id FROM restrictions WHERE customer_id IN ({})", db::places(ids.len()));
    Ok(tx.query(sql, &values, |row| Ok(CustomerId(row.get(0)?)))?.into_iter().collect())
}
