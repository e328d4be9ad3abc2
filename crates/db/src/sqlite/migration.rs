//! Migrations on the writer's connection.
//!
//! Invariant: before an existing database is changed, a whole copy of it lies beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use super::beside;
use crate::migrate::{APPLIED, CREATE_TABLE, Plan, Step};
use crate::{DbError, MigrateError};

const RECORD: &str = "INSERT INTO schema_migrations (version, name, checksum, applied_at)
    VALUES (?1, ?2, ?3, CAST(unixepoch('subsec') * 1000000 AS INTEGER))";

/// Applies what is missing from the database at `path`, whose writing connection this is.
pub(super) fn run(connection: &mut Connection, path: &Path, plan: &Plan) -> Result<Vec<i64>, MigrateError> {
    let filled = filled(connection)?;
    let applied = if filled { applied(connection)? } else { BTreeMap::new() };
    let pending = plan.pending(&applied)?;
    let Some(first) = pending.first() else { return Ok(Vec::new()) };
    if filled {
        back_up(connection, path, first)?;
    }
    connection.execute_batch(CREATE_TABLE).map_err(DbError::from)?;

    // A table is changed by building it anew, which its references must survive; they are checked at the end.
    // The switch has no effect within a transaction.
    connection.pragma_update(None, "foreign_keys", false).map_err(DbError::from)?;
    let steps = pending
        .iter()
        .filter_map(|step| apply(connection, step).map_err(|error| step.failed(error)).transpose());
    let done = steps.collect();
    connection.pragma_update(None, "foreign_keys", true).map_err(DbError::from)?;
    done
}

/// Whether there is anything in the database.
fn filled(connection: &Connection) -> Result<bool, DbError> {
    Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM sqlite_schema)", (), |row| row.get(0))?)
}

fn applied(connection: &Connection) -> Result<BTreeMap<i64, (String, String)>, DbError> {
    let exists = "SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'";
    if connection.query_row(exists, (), |_| Ok(())).optional()?.is_none() {
        return Ok(BTreeMap::new());
    }
    let mut statement = connection.prepare(APPLIED)?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn back_up(connection: &Connection, path: &Path, first: &Step) -> Result<(), MigrateError> {
    let copy = beside(path, &format!(".before-{:04}", first.version));
    // Under another name until it is whole, so that half a copy is never taken for one.
    let part = beside(&copy, ".part");
    let made = copy_to(connection, &part).and_then(|()| Ok(fs::rename(&part, &copy)?));
    made.map_err(|reason| MigrateError::Backup { path: copy, reason: reason.to_string() })
}

fn copy_to(connection: &Connection, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    if path.exists() {
        fs::remove_file(path)?;
    }
    super::connection::create(path)?;
    let mut target = Connection::open(path)?;
    match Backup::new(connection, &mut target)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err("the database is in use by another program".into()),
    }
}

/// Applies one step; `None` if another process has done so meanwhile.
fn apply(connection: &mut Connection, step: &Step) -> Result<Option<i64>, DbError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known = "SELECT 1 FROM schema_migrations WHERE version = ?1";
    if tx.query_row(known, [step.version], |_| Ok(())).optional()?.is_some() {
        return Ok(None);
    }
    tx.execute_batch(step.sql)?;
    let broken = tx.query_row("SELECT \"table\" FROM pragma_foreign_key_check", (), |row| row.get(0));
    if let Some(constraint) = broken.optional()? {
        return Err(DbError::ForeignKey { constraint });
    }
    tx.execute(RECORD, (step.version, step.name, &step.checksum))?;
    tx.commit()?;
    Ok(Some(step.version))
}
