//! All SQL of notes.

use db::{DbError, Row, Stmt, Tx, Value, params, places};

use super::Note;
use crate::clock::Time;
use crate::customers::cards::{card_of, of_card};
use crate::http::paging::Page;
use crate::id::{CustomerId, NoteId};

macro_rules! notes {
    ($($rest:expr),*) => {
        concat!(
            "SELECT id, ",
            card_of!("notes.customer_id"),
            ", text, author, author_id, pinned, expires_at, version, created_at, updated_at FROM notes ",
            $($rest),*
        )
    };
}

/// How many notes on a customer are to be seen.
pub const COUNT: &str = concat!(
    "SELECT COUNT(*) FROM notes WHERE customer_id IN ",
    of_card!("$1"),
    " AND (expires_at IS NULL OR expires_at > $2)"
);

fn read(row: &Row<'_>) -> Result<Note, DbError> {
    Ok(Note {
        id: NoteId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        text: row.get(2)?,
        by: row.get(3)?,
        by_id: row.get(4)?,
        pinned: row.get(5)?,
        expires_at: row.get::<Option<i64>>(6)?.map(Time::from_micros),
        version: row.get(7)?,
        created_at: Time::from_micros(row.get(8)?),
        updated_at: Time::from_micros(row.get(9)?),
    })
}

pub fn find(tx: &mut Tx<'_>, id: NoteId) -> Result<Option<Note>, DbError> {
    tx.find(notes!("WHERE id = $1"), &params![id], read)
}

/// The pinned note on a card, expired or not: that of the customer it is called after comes first.
pub fn find_pinned(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Note>, DbError> {
    tx.find(
        notes!(
            "WHERE customer_id IN ",
            of_card!("$1"),
            " AND pinned ORDER BY customer_id = $1 DESC, created_at DESC LIMIT 1"
        ),
        &params![customer],
        read,
    )
}

/// The notes on a customer that are to be seen, newest first.
pub fn list(tx: &mut Tx<'_>, customer: CustomerId, now: Time, page: &Page) -> Result<Vec<Note>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        notes!(
            "WHERE customer_id IN ",
            of_card!("$1"),
            " AND (created_at, id) < ($2, $3) AND (expires_at IS NULL OR expires_at > $4)
             ORDER BY created_at DESC, id DESC LIMIT $5"
        ),
        &params![customer, at, id, now, page.fetch()],
        read,
    )
}

/// The first of them, as a statement of the card's batch.
pub fn newest<'a>(customer: CustomerId, now: Time, limit: i64, found: &'a mut Vec<Note>) -> Stmt<'a> {
    Stmt::new(
        notes!(
            "WHERE customer_id IN ",
            of_card!("$1"),
            " AND (expires_at IS NULL OR expires_at > $2)
             ORDER BY created_at DESC, id DESC LIMIT $3"
        ),
        params![customer, now, limit],
        |row| {
            found.push(read(row)?);
            Ok(())
        },
    )
}

/// All notes on a customer, expired ones too.
pub fn list_all(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Note>, DbError> {
    tx.query(notes!("WHERE customer_id IN ", of_card!("$1")), &params![customer], read)
}

/// Notes by id, in no order; one that is not there, or has expired, is left out.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[NoteId], now: Time) -> Result<Vec<Note>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let mut found = tx.query(format!("{} ({})", notes!("WHERE id IN"), places(ids.len())), &values, read)?;
    found.retain(|note| !note.is_expired(now));
    Ok(found)
}

pub fn list_expired(tx: &mut Tx<'_>, now: Time, limit: i64) -> Result<Vec<Note>, DbError> {
    tx.query(notes!("WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2"), &params![now, limit], read)
}

/// How many notes on a customer are to be seen, as a statement of the card's batch.
pub fn count<'a>(customer: CustomerId, now: Time, count: &'a mut i64) -> Stmt<'a> {
    Stmt::new(COUNT, params![customer, now], |row| {
        *count = row.get(0)?;
        Ok(())
    })
}

pub fn insert_all(tx: &mut Tx<'_>, notes: &[Note]) -> Result<(), DbError> {
    let insert = |note: &Note| {
        Stmt::exec(
            "INSERT INTO notes (id, customer_id, text, author, author_id, pinned, expires_at, version, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                note.id,
                note.customer,
                note.text.as_str(),
                note.by.as_str(),
                note.by_id,
                note.pinned,
                note.expires_at,
                note.version,
                note.created_at,
                note.updated_at
            ],
        )
    };
    tx.batch(&mut notes.iter().map(insert).collect::<Vec<_>>())
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, version: i64, note: &Note) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE notes SET text = $2, pinned = $3, expires_at = $4, version = $5, updated_at = $6
         WHERE id = $1 AND version = $7",
        &params![
            note.id,
            note.text.as_str(),
            note.pinned,
            note.expires_at,
            note.version,
            note.updated_at,
            version
        ],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete(tx: &mut Tx<'_>, id: NoteId) -> Result<(), DbError> {
    tx.exec("DELETE FROM notes WHERE id = $1", &params![id])?;
    Ok(())
}
