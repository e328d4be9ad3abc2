//! All SQL of records.

use db::{DbError, Row, Stmt, Tx, params};

use super::Record;
use crate::author::Author;
use crate::clock::Time;
use crate::customers::cards::{card_of, of_card};
use crate::id::{CustomerId, FieldSetId, RecordId};
use crate::json_column;

macro_rules! records {
    ($($rest:expr),*) => {
        concat!(
            "SELECT id, group_id, ",
            card_of!("records.customer_id"),
            ", fields, by_name, version, created_at, updated_at FROM records ",
            $($rest),*
        )
    };
}

/// The groups in their order, each with how many records a customer has in it.
pub const GROUPS: &str = concat!(
    "SELECT g.key, g.name, (SELECT COUNT(*) FROM records r WHERE r.group_id = g.id AND r.customer_id IN ",
    of_card!("$1"),
    ") FROM field_sets g WHERE g.entity = 'record' ORDER BY g.position, g.id"
);

/// A group as a tab of the card shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTab {
    pub key: String,
    pub name: String,
    pub count: i64,
}

fn read(row: &Row<'_>) -> Result<Record, DbError> {
    Ok(Record {
        id: RecordId(row.get(0)?),
        group: FieldSetId(row.get(1)?),
        customer: CustomerId(row.get(2)?),
        fields: json_column::read(row, 3)?,
        by: row.get(4)?,
        version: row.get(5)?,
        created_at: Time::from_micros(row.get(6)?),
        updated_at: Time::from_micros(row.get(7)?),
    })
}

/// The groups for the tabs of a customer, as a statement of the card's batch.
pub fn groups<'a>(customer: CustomerId, found: &'a mut Vec<GroupTab>) -> Stmt<'a> {
    Stmt::new(GROUPS, params![customer], |row| {
        found.push(GroupTab { key: row.get(0)?, name: row.get(1)?, count: row.get(2)? });
        Ok(())
    })
}

pub fn get(tx: &mut Tx<'_>, id: RecordId) -> Result<Record, DbError> {
    tx.get(records!("WHERE id = $1"), &params![id], read)
}

/// All of a customer in a group, newest first; there are never more than a thousand.
pub fn list(tx: &mut Tx<'_>, customer: CustomerId, group: FieldSetId) -> Result<Vec<Record>, DbError> {
    tx.query(
        records!(
            "WHERE customer_id IN ",
            of_card!("$1"),
            " AND group_id = $2 ORDER BY created_at DESC, id DESC"
        ),
        &params![customer, group],
        read,
    )
}

pub fn list_of_customer(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Record>, DbError> {
    tx.query(records!("WHERE customer_id IN ", of_card!("$1")), &params![customer], read)
}

pub fn insert(tx: &mut Tx<'_>, author: &Author, record: &Record) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO records (id, group_id, customer_id, fields, by_id, by_name, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &params![
            record.id,
            record.group,
            record.customer,
            json_column::object(&record.fields),
            author.id(),
            record.by.as_str(),
            record.version,
            record.created_at,
            record.updated_at
        ],
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one before.
pub fn update(tx: &mut Tx<'_>, record: &Record) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE records SET fields = $2, version = $3, updated_at = $4 WHERE id = $1 AND version = $3 - 1",
        &params![record.id, json_column::object(&record.fields), record.version, record.updated_at],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete(tx: &mut Tx<'_>, id: RecordId) -> Result<(), DbError> {
    tx.exec("DELETE FROM records WHERE id = $1", &params![id])?;
    Ok(())
}
