//! All SQL of dispositions.

use db::{DbError, Row, Tx, params};

use super::Disposition;
use crate::clock::Time;

const DISPOSITION: &str =
    "SELECT key, name, position, retired, version, created_at, updated_at FROM dispositions";

fn read(row: &Row<'_>) -> Result<Disposition, DbError> {
    Ok(Disposition {
        key: row.get(0)?,
        name: row.get(1)?,
        position: row.get(2)?,
        retired: row.get(3)?,
        version: row.get(4)?,
        created_at: Time::from_micros(row.get(5)?),
        updated_at: Time::from_micros(row.get(6)?),
    })
}

/// All of them: an administrator has a hundred at most.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Disposition>, DbError> {
    tx.query(format!("{DISPOSITION} ORDER BY position, key"), &[], read)
}

pub fn get(tx: &mut Tx<'_>, key: &str) -> Result<Disposition, DbError> {
    tx.get(format!("{DISPOSITION} WHERE key = $1"), &params![key], read)
}

/// Whether a contact has it.
pub fn is_used(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    let found =
        tx.find("SELECT 1 FROM interactions WHERE disposition = $1 LIMIT 1", &params![key], |_| Ok(()));
    Ok(found?.is_some())
}

pub fn insert(tx: &mut Tx<'_>, one: &Disposition) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO dispositions (key, name, position, retired, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &params![
            one.key.as_str(),
            one.name.as_str(),
            one.position,
            one.retired,
            one.version,
            one.created_at,
            one.updated_at
        ],
    )?;
    Ok(())
}

pub fn update(tx: &mut Tx<'_>, one: &Disposition) -> Result<(), DbError> {
    tx.exec(
        "UPDATE dispositions SET name = $2, position = $3, retired = $4, version = $5, updated_at = $6 WHERE key = $1",
        &params![one.key.as_str(), one.name.as_str(), one.position, one.retired, one.version, one.updated_at],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, key: &str) -> Result<(), DbError> {
    tx.exec("DELETE FROM dispositions WHERE key = $1", &params![key])?;
    Ok(())
}
