//! Databases that are closed, gone, silent or full.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use db::{Db, DbError, Dialect, Settings, Target};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::support::{Place, run, server_url};

/// The longest that a caller waits for an answer of a database that is away.
const BOUND: Duration = Duration::from_secs(4);

both_databases! {
    a_closed_database_is_unavailable,
    closing_waits_for_what_has_begun,
    a_database_in_good_health_answers,
}

async fn a_closed_database_is_unavailable(place: &Place) {
    place.exec("CREATE TABLE t (id BIGINT)").await.unwrap();
    place.db.close().await;
    place.db.close().await;
    let written = place.exec("INSERT INTO t VALUES (1)").await;
    assert!(matches!(written, Err(DbError::Unavailable(_))), "{written:?}");
    assert!(matches!(place.db.ping().await, Err(DbError::Unavailable(_))));
    let peeked: Result<(), DbError> = place.db.peek(|_| Ok(())).await;
    assert!(matches!(peeked, Err(DbError::Unavailable(_))));
    assert!(place.db.migrate(&[]).await.is_err());
}

async fn closing_waits_for_what_has_begun(place: &Place) {
    place.exec("CREATE TABLE t (id BIGINT)").await.unwrap();
    let write = tokio::spawn({
        let db = place.db.clone();
        async move {
            db.write(|tx| {
                std::thread::sleep(Duration::from_millis(100));
                tx.exec("INSERT INTO t VALUES (1)", &[])
            })
            .await
        }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    place.db.close().await;
    assert_eq!(write.await.unwrap(), Ok::<_, DbError>(1));
    let again = place.another().await;
    assert_eq!(
        again.read(|tx| tx.get("SELECT count(*) FROM t", &[], |row| row.get::<i64>(0))).await,
        Ok::<_, DbError>(1)
    );
    again.close().await;
}

async fn a_database_in_good_health_answers(place: &Place) {
    assert_eq!(place.db.ping().await, Ok(()));
}
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_sqlite_leaves_one_file() {
    run(Dialect::Sqlite, async |place| {
        place.exec("CREATE TABLE t (id BIGINT)").await.unwrap();
        place.db.close().await;
        let files: Vec<_> = std::fs::read_dir(place.folder().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(files, ["test.db"]);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "Dear Sir or Madam, ".repeat(100)).unwrap();
    let refused = Db::open(&Settings::new(Target::Sqlite { path: path.clone() })).await;
    assert!(matches!(refused.err(), Some(DbError::Driver(_))));
    assert!(std::fs::read_to_string(path).unwrap().starts_with("Dear"));
}

/// SQLite's own limit stands in for a full disk: it fails the same way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_survived() {
    run(Dialect::Sqlite, async |place| {
        place.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, filling TEXT)").await.unwrap();
        place.exec("PRAGMA max_page_count = 50").await.unwrap();
        let filling = "x".repeat(4000);
        let mut acknowledged = 0;
        let refused = loop {
            let filling = filling.clone();
            match place
                .db
                .write(move |tx| {
                    tx.exec("INSERT INTO t (filling) VALUES ($1)", &db::params![filling.clone()])
                })
                .await
            {
                Ok(_) => acknowledged += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, DbError::Unavailable(_)), "{refused:?}");
        assert_eq!(place.number("SELECT count(*) FROM t").await, acknowledged);
        place.exec("PRAGMA max_page_count = 1000").await.unwrap();
        place.exec("INSERT INTO t (filling) VALUES ('y')").await.unwrap();
        assert_eq!(place.number("SELECT count(*) FROM t").await, acknowledged + 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_there_is_unavailable() {
    let unused = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let target = Target::Postgres { url: format!("postgres://nobody@{unused}/nothing") };
    let opened = timeout(BOUND, Db::open(&Settings::new(target))).await.unwrap();
    assert!(matches!(opened.err(), Some(DbError::Unavailable(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_away_is_unavailable_and_found_again() {
    let proxy = Proxy::start().await;
    let db = proxy.open().await;
    assert_eq!(db.ping().await, Ok(()));
    let mut wakes = db.wakes();

    proxy.away.store(true, Ordering::SeqCst);
    proxy.cut().await;
    // The first may still meet a connection that was alive a moment ago; none may hang.
    for _ in 0..20 {
        let since = Instant::now();
        assert!(matches!(db.ping().await, Err(DbError::Unavailable(_))));
        let written = db.write(|tx| tx.exec("SELECT 1", &[])).await;
        assert!(matches!(written, Err(DbError::Unavailable(_))), "{written:?}");
        assert!(since.elapsed() < 2 * BOUND);
    }

    proxy.away.store(false, Ordering::SeqCst);
    let written = db.write(|tx| tx.exec("SELECT 1", &[])).await;
    assert!(written.is_ok(), "{written:?}");
    timeout(Duration::from_secs(10), wakes.changed()).await.expect("no wake after a reconnect").unwrap();
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_survives_connections_that_broke_while_idle() {
    let proxy = Proxy::start().await;
    let db = proxy.open().await;
    for _ in 0..5 {
        assert_eq!(db.ping().await, Ok(()));
        proxy.cut().await;
        let written: Result<u64, DbError> = db.write(|tx| tx.exec("SELECT 1", &[])).await;
        assert!(written.is_ok(), "{written:?}");
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_falls_silent_is_unavailable() {
    let proxy = Proxy::start().await;
    let db = proxy.open().await;
    assert_eq!(db.ping().await, Ok(()));
    proxy.silent.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        let answer = timeout(BOUND, db.ping()).await.expect("a ping hangs");
        assert!(matches!(answer, Err(DbError::Unavailable(_))), "{answer:?}");
        let written = timeout(BOUND, db.write(|tx| tx.exec("SELECT 1", &[]))).await.expect("a write hangs");
        assert!(matches!(written, Err(DbError::Unavailable(_))), "{written:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_pool_is_unavailable_in_time_and_leaks_nothing() {
    run(Dialect::Postgres, async |place| {
        let db = Db::open(&Settings { pool: Some(1), ..place.settings.clone() }).await.unwrap();
        let held = tokio::spawn({
            let db = db.clone();
            async move { db.read(|tx| tx.exec("SELECT pg_sleep(3)", &[])).await }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        let refused = timeout(BOUND, db.ping()).await.expect("a ping hangs");
        assert!(matches!(refused, Err(DbError::Unavailable(_))), "{refused:?}");
        held.await.unwrap().unwrap();
        for round in 0..200 {
            // Dropped at any point: waiting, running, or done.
            let _ = timeout(Duration::from_micros(round * 20), db.ping()).await;
        }
        assert_eq!(db.ping().await, Ok(()));
        db.close().await;
    })
    .await;
}

/// Stands between the client and the server, and can cut, refuse or hold back.
struct Proxy {
    port: u16,
    away: Arc<AtomicBool>,
    silent: Arc<AtomicBool>,
    cuts: tokio::sync::watch::Sender<u32>,
    _tasks: JoinSet<()>,
}

impl Proxy {
    async fn start() -> Proxy {
        let server: tokio_postgres::Config = server_url().parse().unwrap();
        let tokio_postgres::config::Host::Tcp(host) = server.get_hosts()[0].clone() else {
            panic!("VISAVI_TEST_POSTGRES has to name a TCP host");
        };
        let server = (host, server.get_ports().first().copied().unwrap_or(5432));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (away, silent) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let (cuts, _) = tokio::sync::watch::channel(0);
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, server, Arc::clone(&away), Arc::clone(&silent), cuts.clone()));
        Proxy { port, away, silent, cuts, _tasks: tasks }
    }

    async fn open(&self) -> Db {
        let server: tokio_postgres::Config = server_url().parse().unwrap();
        let (user, name) = (server.get_user().unwrap(), server.get_dbname().unwrap_or("postgres"));
        let url = format!("postgres://{user}@127.0.0.1:{}/{name}", self.port);
        Db::open(&Settings { pool: Some(4), ..Settings::new(Target::Postgres { url }) }).await.unwrap()
    }

    async fn cut(&self) {
        self.cuts.send_modify(|count| *count += 1);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn accept(
    listener: TcpListener,
    server: (String, u16),
    away: Arc<AtomicBool>,
    silent: Arc<AtomicBool>,
    cuts: tokio::sync::watch::Sender<u32>,
) {
    let mut links = JoinSet::new();
    loop {
        let (client, _) = listener.accept().await.unwrap();
        if away.load(Ordering::SeqCst) {
            continue;
        }
        let server = TcpStream::connect(&server).await.unwrap();
        let (client_in, client_out) = client.into_split();
        let (server_in, server_out) = server.into_split();
        let (silent, mut cut) = (Arc::clone(&silent), cuts.subscribe());
        links.spawn(async move {
            tokio::select! {
                () = pass(client_in, server_out, &silent) => {}
                () = pass(server_in, client_out, &silent) => {}
                _ = cut.changed() => {}
            }
        });
    }
}

async fn pass(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, silent: &AtomicBool) {
    let mut buffer = [0; 8192];
    loop {
        let Ok(length @ 1..) = from.read(&mut buffer).await else { return };
        if silent.load(Ordering::SeqCst) {
            continue;
        }
        if to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}
