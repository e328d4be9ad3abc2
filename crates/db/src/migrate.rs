//! Forward-only schema changes, each in a transaction with the row that records it.
//!
//! Invariant: a database with migrations that this program does not know, or knows otherwise, is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::{DbError, Dialect, Tx, sql};

/// Column names and types are the same on both databases; `applied_at` is microseconds since 1970, UTC.
pub(crate) const CREATE_TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

/// The version, name and checksum of what was applied.
pub(crate) const APPLIED: &str = "SELECT version, name, checksum FROM schema_migrations ORDER BY version";

/// One step of the schema. `version` is at least 1 and never reused.
#[derive(Clone, Debug)]
pub struct Migration {
    pub version: i64,
    pub name: &'static str,
    /// Any number of statements, without `BEGIN` or `COMMIT`. Foreign keys are checked at the end.
    pub sqlite: &'static str,
    /// Any number of statements, without `BEGIN` or `COMMIT`.
    pub postgres: &'static str,
}

/// Why the schema was not brought up to date. The messages are for the person who starts the program.
#[derive(thiserror::Error, Debug)]
pub enum MigrateError {
    #[error(
        "the database has the schema version {found}, which is newer than this program knows ({known}); \
         please start the newer program, or restore a backup from before the update"
    )]
    Newer { found: i64, known: i64 },
    #[error(
        "migration {version} ({name}) was applied to this database with another text than this program has; \
         please use the program that fits the database"
    )]
    Changed { version: i64, name: String },
    #[error("the list of migrations is out of order at version {version}; this is a mistake in the program")]
    Disordered { version: i64 },
    #[error("the copy {path} could not be made, so nothing was changed: {reason}")]
    Backup { path: PathBuf, reason: String },
    #[error("migration {version} ({name}) failed and was taken back: {source}")]
    Failed { version: i64, name: String, source: DbError },
    #[error(transparent)]
    Database(#[from] DbError),
}

/// The migrations of one dialect.
pub(crate) struct Plan {
    steps: Vec<Step>,
}

#[derive(Clone)]
pub(crate) struct Step {
    pub version: i64,
    pub name: &'static str,
    pub sql: &'static str,
    pub checksum: String,
}

impl Plan {
    pub fn new(migrations: &[Migration], dialect: Dialect) -> Result<Self, MigrateError> {
        let mut steps: Vec<Step> = Vec::with_capacity(migrations.len());
        for migration in migrations {
            let version = migration.version;
            if version <= steps.last().map_or(0, |last| last.version) {
                return Err(MigrateError::Disordered { version });
            }
            let sql = match dialect {
                Dialect::Sqlite => migration.sqlite,
                Dialect::Postgres => migration.postgres,
            };
            steps.push(Step { version, name: migration.name, sql, checksum: checksum(sql) });
        }
        Ok(Plan { steps })
    }

    /// The steps that are missing from a database with the `applied` ones (version → name, checksum).
    pub fn pending(&self, applied: &BTreeMap<i64, (String, String)>) -> Result<Vec<Step>, MigrateError> {
        let known = self.steps.last().map_or(0, |last| last.version);
        let versions: BTreeSet<i64> = self.steps.iter().map(|step| step.version).collect();
        if let Some(&found) = applied.keys().rev().find(|version| !versions.contains(version)) {
            return Err(MigrateError::Newer { found, known });
        }
        let mut pending = Vec::new();
        for step in &self.steps {
            match applied.get(&step.version) {
                None => pending.push(step.clone()),
                Some((_, checksum)) if *checksum == step.checksum => {}
                Some((name, _)) => {
                    return Err(MigrateError::Changed { version: step.version, name: name.clone() });
                }
            }
        }
        Ok(pending)
    }
}

impl Step {
    pub fn failed(&self, source: DbError) -> MigrateError {
        MigrateError::Failed { version: self.version, name: self.name.to_owned(), source }
    }
}

/// The highest applied version, 0 if there is none.
pub(crate) fn schema_version(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let exists = sql! {
        sqlite: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations')",
        postgres: "SELECT to_regclass('schema_migrations') IS NOT NULL",
    };
    if !tx.get(exists, &[], |row| row.get::<bool>(0))? {
        return Ok(0);
    }
    tx.get("SELECT COALESCE(max(version), 0) FROM schema_migrations", &[], |row| row.get(0))
}

/// FNV-1a of the text: tells an accident from the original; nobody is to be kept out. Line ends do not count,
/// so that a checkout on another system fits.
fn checksum(sql: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in sql.bytes().filter(|byte| *byte != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_already_stored_in_databases() {
        assert_eq!(checksum(""), "cbf29ce484222325");
        assert_eq!(checksum("a\r\nb"), checksum("a\nb"));
        assert_eq!(checksum("foobar"), "85944171f73967e8");
    }
}
