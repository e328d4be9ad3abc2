//! The handle that the application shares: it picks the driver and holds no logic of its own.

use std::sync::Arc;

use tokio::sync::watch;

use crate::{
    DbError, Dialect, MigrateError, Migration, Settings, Target, Tx, migrate, postgres::Postgres,
    sqlite::Sqlite,
};

/// An open database. Clones share it; the last one dropped closes it, [`Db::close`] does so tidily.
#[derive(Clone)]
pub struct Db(Driver);

#[derive(Clone)]
enum Driver {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

impl Db {
    /// Opens a database, creating the SQLite file if it is missing. Must be called within a Tokio runtime with
    /// I/O and time enabled. [`DbError::Unavailable`] if it cannot be reached, within seconds.
    pub async fn open(settings: &Settings) -> Result<Db, DbError> {
        Ok(Db(match &settings.target {
            Target::Sqlite { path } => {
                Driver::Sqlite(Sqlite::open(path.clone(), settings.readers, settings.mapped).await?.into())
            }
            Target::Postgres { url } => Driver::Postgres(Postgres::open(url, settings.pool).await?.into()),
        }))
    }

    pub fn dialect(&self) -> Dialect {
        match self.0 {
            Driver::Sqlite(_) => Dialect::Sqlite,
            Driver::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs `f` over one snapshot; statements that write are refused. A panic in `f` becomes
    /// [`DbError::Driver`].
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.read(f).await,
            Driver::Postgres(postgres) => postgres.read(f).await,
        }
    }

    /// The same for a few rows by their keys in tables that are always in memory, such as who a token belongs to:
    /// SQLite is then asked on the thread of the caller, who must not be kept waiting by a disk.
    pub async fn peek<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.peek(f).await,
            Driver::Postgres(postgres) => postgres.read(f).await,
        }
    }

    /// Runs `f` in a serializable transaction and keeps what it wrote if it returns `Ok`. Answers after the
    /// commit is durable. `f` may run several times, each time from a clean state; only the last run counts.
    /// A panic in `f` becomes [`DbError::Driver`]. The transaction completes even if this future is dropped.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.write(f).await,
            Driver::Postgres(postgres) => postgres.write(f).await,
        }
    }

    /// Changes after each commit in which [`Tx::wake`] was called, here or (PostgreSQL) on another node. It is
    /// a hint: several commits may show as one change, and one from another node may be missed while the
    /// connection is being restored, after which it changes once. The number itself means nothing.
    pub fn wakes(&self) -> watch::Receiver<u64> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.wakes(),
            Driver::Postgres(postgres) => postgres.wakes(),
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbError> {
        self.read(|tx| tx.exec("SELECT 1", &[]).map(drop)).await
    }

    /// Brings the schema up to date: applies the migrations that are missing, in order of their versions, each
    /// in a transaction of its own. Returns the versions that were applied now.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<Vec<i64>, MigrateError> {
        let plan = migrate::Plan::new(migrations, self.dialect())?;
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.migrate(plan).await,
            Driver::Postgres(postgres) => postgres.migrate(plan).await,
        }
    }

    /// The highest version that was applied; 0 for an empty database.
    pub async fn schema_version(&self) -> Result<i64, DbError> {
        self.read(migrate::schema_version).await
    }

    /// Leaves nothing of what was deleted in SQLite's write-ahead log: folds it into the file, where deleted bytes are
    /// overwritten, and empties it. On PostgreSQL that is up to `VACUUM` and the keeper of its log.
    /// [`DbError::Unavailable`] while somebody still reads what was there before.
    pub async fn purge(&self) -> Result<(), DbError> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.purge().await,
            Driver::Postgres(_) => Ok(()),
        }
    }

    /// Lets the work at hand finish, folds SQLite's write-ahead log into the file, and closes all connections.
    /// From then on every call answers [`DbError::Unavailable`].
    pub async fn close(&self) {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.close().await,
            Driver::Postgres(postgres) => postgres.close().await,
        }
    }
}
