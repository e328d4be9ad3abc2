//! Migrations over a connection of their own.
//!
//! Invariant: of several nodes that start at once, one migrates and the others wait for it.

use std::collections::BTreeMap;

use deadpool_postgres::{ClientWrapper, Object};
use tokio_postgres::Error;

use crate::migrate::{APPLIED, CREATE_TABLE, Plan, Step};
use crate::{DbError, MigrateError};

/// Held by the session; any number that nothing else locks.
const LOCK: &str = "SELECT pg_advisory_lock(7316283017249)";
const UNLOCK: &str = "SELECT pg_advisory_unlock(7316283017249)";
/// An administrator's limit on statements is not meant for these.
const BEGIN: &str = "BEGIN; SET LOCAL statement_timeout = 0";
const RECORD: &str = "INSERT INTO schema_migrations (version, name, checksum, applied_at)
    VALUES ($1, $2, $3, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)";

pub(super) async fn run(client: Object, plan: &Plan) -> Result<Vec<i64>, MigrateError> {
    // Out of the pool: however this ends, the connection ends with it, and with that lock and transaction.
    let client = Object::take(client);
    client.batch_execute(LOCK).await.map_err(DbError::from)?;
    let applied = applied(&client).await.map_err(DbError::from)?;
    let mut done = Vec::new();
    for step in plan.pending(&applied)? {
        apply(&client, &step).await.map_err(|error| step.failed(error.into()))?;
        done.push(step.version);
    }
    client.batch_execute(UNLOCK).await.map_err(DbError::from)?;
    Ok(done)
}

async fn applied(client: &ClientWrapper) -> Result<BTreeMap<i64, (String, String)>, Error> {
    client.batch_execute(CREATE_TABLE).await?;
    let rows = client.query(APPLIED, &[]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, (row.try_get(1)?, row.try_get(2)?)))).collect()
}

async fn apply(client: &ClientWrapper, step: &Step) -> Result<(), Error> {
    client.batch_execute(BEGIN).await?;
    client.batch_execute(step.sql).await?;
    client.execute(RECORD, &[&step.version, &step.name, &step.checksum]).await?;
    client.batch_execute("COMMIT").await
}
