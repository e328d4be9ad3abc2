//! A fresh database for each case, gone afterwards.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

use db::{Db, DbError, Dialect, Settings, Target};
use futures_util::FutureExt;
use tempfile::TempDir;

/// Makes two tests of each case, `case::sqlite` and `case::postgres`.
macro_rules! both_databases {
    ($($case:ident),+ $(,)?) => {
        $(mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                crate::support::run(db::Dialect::Sqlite, super::$case).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                crate::support::run(db::Dialect::Postgres, super::$case).await;
            }
        })+
    };
}

/// An empty database.
pub struct Place {
    pub db: Db,
    pub settings: Settings,
    folder: Option<TempDir>,
}

/// Runs `case` and removes its database, however it ends.
pub async fn run(dialect: Dialect, case: impl AsyncFnOnce(&Place)) {
    let place = match dialect {
        Dialect::Sqlite => Place::sqlite().await,
        Dialect::Postgres => Place::postgres().await,
    };
    let result = AssertUnwindSafe(case(&place)).catch_unwind().await;
    place.remove().await;
    if let Err(panic) = result {
        resume_unwind(panic);
    }
}

impl Place {
    async fn sqlite() -> Place {
        let folder = TempDir::new().unwrap();
        let target = Target::Sqlite { path: folder.path().join("test.db") };
        Place::open(target, Some(folder)).await
    }

    async fn postgres() -> Place {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("db_test_{}_{number}", std::process::id());
        administrate(&format!("DROP DATABASE IF EXISTS {name}")).await;
        administrate(&format!("CREATE DATABASE {name}")).await;
        let mut url = server_url();
        let (from, to) = database_in(&url);
        url.replace_range(from..to, &name);
        Place::open(Target::Postgres { url }, None).await
    }

    async fn open(target: Target, folder: Option<TempDir>) -> Place {
        let settings = Settings { pool: Some(8), ..Settings::new(target) };
        Place { db: Db::open(&settings).await.unwrap(), settings, folder }
    }

    async fn remove(self) {
        self.db.close().await;
        if let Target::Postgres { url } = &self.settings.target {
            let (from, to) = database_in(url);
            administrate(&format!("DROP DATABASE {} WITH (FORCE)", &url[from..to])).await;
        }
        drop(self.folder);
    }

    /// The SQLite file's folder.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_ref().map(TempDir::path)
    }

    /// A handle of its own, as another node or process would have.
    pub async fn another(&self) -> Db {
        Db::open(&self.settings).await.unwrap()
    }

    /// Runs one statement in a transaction of its own.
    pub async fn exec(&self, sql: &'static str) -> Result<u64, DbError> {
        self.db.write(move |tx| tx.exec(sql, &[])).await
    }

    /// The first column of the first row.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.db
            .read(move |tx| tx.get(sql, &[], |row| row.get(0)))
            .await
            .unwrap_or_else(|error: DbError| panic!("{sql}: {error}"))
    }
}

/// The server that the tests may make databases on.
pub fn server_url() -> String {
    std::env::var("VISAVI_TEST_POSTGRES").expect(
        "VISAVI_TEST_POSTGRES is not set: the tests need a superuser's postgres:// URL; \
         `scripts/postgres` makes such a server",
    )
}

/// Where the name of the database stands in the URL.
fn database_in(url: &str) -> (usize, usize) {
    let end = url.find('?').unwrap_or(url.len());
    let start = url[..end].rfind('/').unwrap() + 1;
    (start, end)
}

pub async fn administrate(sql: &str) {
    let (client, connection) = tokio_postgres::connect(&server_url(), tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    drop(client);
    connection.await.unwrap().unwrap();
}
