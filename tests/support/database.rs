//! A database of its own for every test.

use std::sync::atomic::{AtomicU32, Ordering};

use db::{Settings, Target};
use tempfile::TempDir;
use tokio_postgres::NoTls;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

pub enum Database {
    Sqlite(TempDir),
    Postgres { server: String, name: String },
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Database {
    pub async fn create(kind: Kind) -> Database {
        if kind == Kind::Sqlite {
            return Database::Sqlite(tempfile::tempdir().unwrap());
        }
        let server = std::env::var("VISAVI_TEST_POSTGRES")
            .expect("VISAVI_TEST_POSTGRES names no PostgreSQL server; `make test` starts one");
        let name = format!("visavi_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        execute(&server, &format!("CREATE DATABASE {name}")).await;
        Database::Postgres { server, name }
    }

    pub fn settings(&self) -> Settings {
        let target = match self {
            Database::Sqlite(folder) => Target::Sqlite { path: folder.path().join("visavi.db") },
            Database::Postgres { server, name } => Target::Postgres { url: beside(server, name) },
        };
        Settings { readers: Some(2), pool: Some(6), ..Settings::new(target) }
    }

    pub async fn drop(self) {
        if let Database::Postgres { server, name } = self {
            execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

/// The same server, another database.
fn beside(server: &str, name: &str) -> String {
    let (address, query) =
        server.split_once('?').map_or((server, None), |(address, query)| (address, Some(query)));
    let (base, _) = address.rsplit_once('/').unwrap();
    query.map_or_else(|| format!("{base}/{name}"), |query| format!("{base}/{name}?{query}"))
}

async fn execute(server: &str, sql: &str) {
    let (client, connection) = tokio_postgres::connect(server, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    let _ = connection.await;
}

impl Database {
    /// Every row of every table as text, read past the application.
    pub async fn rows(&self) -> Vec<(String, Vec<String>)> {
        match self {
            Database::Sqlite(folder) => sqlite_rows(&folder.path().join("visavi.db")),
            Database::Postgres { server, name } => postgres_rows(&beside(server, name)).await,
        }
    }
}

fn sqlite_rows(path: &std::path::Path) -> Vec<(String, Vec<String>)> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let list = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let tables = list(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    );
    tables
        .into_iter()
        .map(|table| {
            let columns = list(&format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')"));
            let mut rows = list(&format!("SELECT {} FROM {table}", columns.join(" || ',' || ")));
            rows.sort();
            (table, rows)
        })
        .collect()
}

async fn postgres_rows(url: &str) -> Vec<(String, Vec<String>)> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let tables = client
        .query("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", &[])
        .await
        .unwrap();
    let mut all = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let rows = client.query(&format!("SELECT t::text FROM {table} t ORDER BY 1"), &[]).await.unwrap();
        all.push((table, rows.iter().map(|row| row.get(0)).collect()));
    }
    drop(client);
    let _ = connection.await;
    all
}
