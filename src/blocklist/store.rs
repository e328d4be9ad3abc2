//! All SQL of the blocklist. Every statement that finds a block asks whether it still counts.

use db::{DbError, Row, Stmt, Tx, Value, params, places};

use super::Block;
use crate::clock::Time;
use crate::http::paging::Page;
use crate::id::{BlockId, CustomerId};
use crate::identifiers::Identifier;
use crate::words::column;

macro_rules! blocks {
    (from $from:literal, $rest:literal) => {
        concat!(
            "SELECT b.id, b.kind, b.value, b.reason, b.until, b.by_name, b.version, b.created_at, b.updated_at FROM ",
            $from,
            " ",
            $rest
        )
    };
    ($rest:literal) => {
        blocks!(from "blocks b", $rest)
    };
}

/// Whether an identifier is blocked …
const OF_IDENTIFIER: &str =
    blocks!("WHERE b.kind = $1 AND b.value = $2 AND (b.until IS NULL OR b.until > $3)");
/// … and which of a customer's are. The CROSS JOIN tells SQLite to begin with the customer, who has few.
pub const OF_CUSTOMER: &str = blocks!(
    from "identifiers i CROSS JOIN blocks b",
    "WHERE i.customer_id = $1 AND b.kind = i.kind AND b.value = i.value AND (b.until IS NULL OR b.until > $2)
     ORDER BY i.position"
);

fn read(row: &Row<'_>) -> Result<Block, DbError> {
    Ok(Block {
        id: BlockId(row.get(0)?),
        identifier: Identifier { kind: column(row, 1)?, value: row.get(2)?, extension: None },
        reason: row.get(3)?,
        until: row.get::<Option<i64>>(4)?.map(Time::from_micros),
        by: row.get(5)?,
        version: row.get(6)?,
        created_at: Time::from_micros(row.get(7)?),
        updated_at: Time::from_micros(row.get(8)?),
    })
}

pub fn find(tx: &mut Tx<'_>, id: BlockId, now: Time) -> Result<Option<Block>, DbError> {
    tx.find(blocks!("WHERE b.id = $1 AND (b.until IS NULL OR b.until > $2)"), &params![id, now], read)
}

/// The block of an identifier, whatever its extension.
pub fn find_of(tx: &mut Tx<'_>, identifier: &Identifier, now: Time) -> Result<Option<Block>, DbError> {
    tx.find(OF_IDENTIFIER, &params![identifier.kind, identifier.value.as_str(), now], read)
}

/// Those of these phone numbers that are blocked.
pub fn phones_among(tx: &mut Tx<'_>, numbers: &[&str], now: Time) -> Result<Vec<String>, DbError> {
    let sql = format!(
        "SELECT value FROM blocks WHERE kind = 'phone' AND value IN ({}) AND (until IS NULL OR until > ${})",
        places(numbers.len()),
        numbers.len() + 1,
    );
    let values: Vec<Value> = numbers.iter().map(|number| (*number).into()).chain(params![now]).collect();
    tx.query(sql, &values, |row| row.get(0))
}

/// The blocks of a customer's identifiers, as a statement of the card's batch.
pub fn of_customer<'a>(customer: CustomerId, now: Time, found: &'a mut Vec<Block>) -> Stmt<'a> {
    Stmt::new(OF_CUSTOMER, params![customer, now], |row| {
        let block = read(row)?;
        // A number may be on the card with several extensions.
        if !found.iter().any(|known| known.id == block.id) {
            found.push(block);
        }
        Ok(())
    })
}

/// Newest first; `part`: only those whose number or address holds it.
pub fn list(tx: &mut Tx<'_>, part: &str, now: Time, page: &Page) -> Result<Vec<Block>, DbError> {
    let (at, id) = page.after.before_everything();
    let escaped = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    tx.query(
        blocks!(
            "WHERE (b.created_at, b.id) < ($1, $2) AND (b.until IS NULL OR b.until > $3) AND b.value LIKE $4 ESCAPE '\\'
             ORDER BY b.created_at DESC, b.id DESC LIMIT $5"
        ),
        &params![at, id, now, format!("%{escaped}%"), page.fetch()],
        read,
    )
}

pub fn list_expired(tx: &mut Tx<'_>, now: Time, limit: i64) -> Result<Vec<Block>, DbError> {
    tx.query(blocks!("WHERE b.until <= $1 ORDER BY b.until LIMIT $2"), &params![now, limit], read)
}

/// The block of an identifier, whether it counts or not.
pub fn find_any(tx: &mut Tx<'_>, identifier: &Identifier) -> Result<Option<Block>, DbError> {
    tx.find(
        blocks!("WHERE b.kind = $1 AND b.value = $2"),
        &params![identifier.kind, identifier.value.as_str()],
        read,
    )
}

pub fn insert(tx: &mut Tx<'_>, block: &Block) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO blocks (id, kind, value, reason, until, by_name, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &params![
            block.id,
            block.identifier.kind,
            block.identifier.value.as_str(),
            block.reason.as_str(),
            block.until,
            block.by.as_str(),
            block.version,
            block.created_at,
            block.updated_at
        ],
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, version: i64, block: &Block) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE blocks SET reason = $2, until = $3, version = $4, updated_at = $5 WHERE id = $1 AND version = $6",
        &params![block.id, block.reason.as_str(), block.until, block.version, block.updated_at, version],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete(tx: &mut Tx<'_>, id: BlockId) -> Result<(), DbError> {
    tx.exec("DELETE FROM blocks WHERE id = $1", &params![id])?;
    Ok(())
}
