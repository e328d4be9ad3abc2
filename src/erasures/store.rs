//! All SQL of erasures and their tombstones.

use std::collections::HashMap;

use db::{DbError, Row, Stmt, Tx, Value, params, places};

use super::{Counts, Erasure};
use crate::clock::Time;
use crate::http::paging::{Cursor, Page};
use crate::id::{CustomerId, ErasureId};
use crate::json_column;
use crate::words::column;

macro_rules! columns {
    () => {
        "id, customer_id, kind, basis, state, by_id, by_name, decided_by, counts, created_at, erased_at, purged_at, lifted_by,
         lifted_at"
    };
}

fn read(row: &Row<'_>) -> Result<Erasure, DbError> {
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    Ok(Erasure {
        id: ErasureId(row.get(0)?),
        customer_id: CustomerId(row.get(1)?),
        kind: column(row, 2)?,
        basis: column(row, 3)?,
        state: column(row, 4)?,
        by_id: row.get(5)?,
        by: row.get(6)?,
        decided_by: row.get(7)?,
        counts: json_column::read::<Counts>(row, 8)?,
        created_at: Time::from_micros(row.get(9)?),
        erased_at: time(10)?,
        purged_at: time(11)?,
        lifted_by: row.get(12)?,
        lifted_at: time(13)?,
    })
}

pub fn get(tx: &mut Tx<'_>, id: ErasureId) -> Result<Erasure, DbError> {
    find(tx, id)?.ok_or(DbError::NotFound)
}

pub fn find(tx: &mut Tx<'_>, id: ErasureId) -> Result<Option<Erasure>, DbError> {
    tx.find(concat!("SELECT ", columns!(), " FROM erasures WHERE id = $1"), &params![id], read)
}

/// The one that waits for a second person.
pub fn find_requested(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Erasure>, DbError> {
    tx.find(
        concat!("SELECT ", columns!(), " FROM erasures WHERE customer_id = $1 AND state = 'requested'"),
        &params![customer],
        read,
    )
}

pub fn list(tx: &mut Tx<'_>, page: &Page) -> Result<Vec<Erasure>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM erasures WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3"
        ),
        &params![at, id, page.fetch()],
        read,
    )
}

pub fn cursor(erasure: &Erasure) -> Cursor {
    Cursor::new(erasure.created_at, erasure.id.0)
}

pub fn insert(tx: &mut Tx<'_>, one: &Erasure) -> Result<(), DbError> {
    tx.exec(
        concat!(
            "INSERT INTO erasures (",
            columns!(),
            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        &params![
            one.id,
            one.customer_id,
            one.kind,
            one.basis,
            one.state,
            one.by_id,
            one.by.as_str(),
            one.decided_by.as_deref(),
            json_column::text(&one.counts)?,
            one.created_at,
            one.erased_at,
            one.purged_at,
            one.lifted_by.as_deref(),
            one.lifted_at
        ],
    )?;
    Ok(())
}

pub fn update(tx: &mut Tx<'_>, one: &Erasure) -> Result<(), DbError> {
    tx.exec(
        "UPDATE erasures SET state = $2, decided_by = $3, counts = $4, erased_at = $5, purged_at = $6, lifted_by = $7,
           lifted_at = $8 WHERE id = $1",
        &params![
            one.id,
            one.state,
            one.decided_by.as_deref(),
            json_column::text(&one.counts)?,
            one.erased_at,
            one.purged_at,
            one.lifted_by.as_deref(),
            one.lifted_at
        ],
    )?;
    Ok(())
}

/// Those of which something may be left on the disk.
pub fn list_unpurged(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Erasure>, DbError> {
    tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM erasures WHERE erased_at IS NOT NULL AND purged_at IS NULL ORDER BY erased_at LIMIT $1"
        ),
        &params![limit],
        read,
    )
}

/// Says that nothing of it is left, unless it has been lifted meanwhile.
pub fn set_purged(tx: &mut Tx<'_>, one: &Erasure, at: Time) -> Result<(), DbError> {
    let lifted = one.lifted_at.is_some();
    tx.exec(
        "UPDATE erasures SET purged_at = $2 WHERE id = $1 AND (lifted_at IS NOT NULL) = $3",
        &params![one.id, at, lifted],
    )?;
    Ok(())
}

pub fn insert_tombstones(tx: &mut Tx<'_>, erasure: ErasureId, hashes: &[Vec<u8>]) -> Result<(), DbError> {
    let insert = |hash: &Vec<u8>| {
        Stmt::exec(
            "INSERT INTO tombstones (hash, erasure_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            params![hash.clone(), erasure],
        )
    };
    tx.batch(&mut hashes.iter().map(insert).collect::<Vec<_>>())
}

pub fn delete_tombstones(tx: &mut Tx<'_>, erasure: ErasureId) -> Result<(), DbError> {
    tx.exec("DELETE FROM tombstones WHERE erasure_id = $1", &params![erasure])?;
    Ok(())
}

pub fn tombstones(tx: &mut Tx<'_>, erasure: ErasureId) -> Result<Vec<Vec<u8>>, DbError> {
    tx.query("SELECT hash FROM tombstones WHERE erasure_id = $1 ORDER BY hash", &params![erasure], |row| {
        row.get(0)
    })
}

/// Those of these hashes that are tombstones, each with the newest erasure that left it.
pub fn find_tombstones(tx: &mut Tx<'_>, hashes: &[Vec<u8>]) -> Result<HashMap<Vec<u8>, ErasureId>, DbError> {
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    let values: Vec<Value> = hashes.iter().map(|hash| hash.clone().into()).collect();
    let sql = format!(
        "SELECT hash, erasure_id FROM tombstones WHERE hash IN ({}) ORDER BY erasure_id",
        places(values.len())
    );
    let found = tx.query(sql, &values, |row| Ok((row.get(0)?, ErasureId(row.get(1)?))))?;
    Ok(found.into_iter().collect())
}
