//! Schema changes.

use db::{DbError, Dialect, MigrateError, Migration};

use crate::support::Place;

const CREATE: &str = "CREATE TABLE parent (id BIGINT PRIMARY KEY); INSERT INTO parent VALUES (1);
    CREATE TABLE child (parent BIGINT REFERENCES parent (id)); INSERT INTO child VALUES (1);";
const COLUMN: &str = "ALTER TABLE child ADD COLUMN name TEXT;";

fn both(version: i64, name: &'static str, sql: &'static str) -> Migration {
    Migration { version, name, sqlite: sql, postgres: sql }
}

fn two() -> [Migration; 2] {
    [both(1, "create", CREATE), both(2, "column", COLUMN)]
}

both_databases! {
    migrations_are_applied_once,
    two_nodes_that_start_at_once_do_not_collide,
    a_newer_schema_is_refused,
    a_changed_migration_is_refused,
    a_list_out_of_order_is_refused,
    a_failed_migration_leaves_nothing,
    a_migration_may_not_leave_broken_references,
    statements_prepared_before_a_migration_work_after_it,
}

async fn migrations_are_applied_once(place: &Place) {
    assert_eq!(place.db.schema_version().await, Ok(0));
    assert_eq!(place.db.migrate(&two()[..1]).await.unwrap(), [1]);
    assert_eq!(place.db.migrate(&two()).await.unwrap(), [2]);
    assert_eq!(place.db.migrate(&two()).await.unwrap(), [0_i64; 0]);
    assert_eq!(place.db.schema_version().await, Ok(2));
    assert_eq!(place.number("SELECT count(*) FROM child WHERE name IS NULL").await, 1);
    assert_eq!(
        place.number("SELECT count(*) FROM schema_migrations WHERE applied_at > 1700000000000000").await,
        2
    );
}

async fn two_nodes_that_start_at_once_do_not_collide(place: &Place) {
    let other = place.another().await;
    let migrations = two();
    let (one, two) = tokio::join!(place.db.migrate(&migrations), other.migrate(&migrations));
    let mut applied = [one.unwrap(), two.unwrap()].concat();
    applied.sort_unstable();
    assert_eq!(applied, [1, 2]);
    other.close().await;
}

async fn a_newer_schema_is_refused(place: &Place) {
    place.db.migrate(&two()).await.unwrap();
    let refused = place.db.migrate(&two()[..1]).await;
    assert!(matches!(refused, Err(MigrateError::Newer { found: 2, known: 1 })), "{refused:?}");
}

async fn a_changed_migration_is_refused(place: &Place) {
    place.db.migrate(&two()).await.unwrap();
    let refused = place
        .db
        .migrate(&[both(1, "create", CREATE), both(2, "column", "SELECT 1;"), both(3, "more", COLUMN)])
        .await;
    assert!(matches!(refused, Err(MigrateError::Changed { version: 2, .. })), "{refused:?}");
    assert_eq!(place.db.schema_version().await, Ok(2));
}

async fn a_list_out_of_order_is_refused(place: &Place) {
    let [one, two] = two();
    let refused = place.db.migrate(&[two, one]).await;
    assert!(matches!(refused, Err(MigrateError::Disordered { version: 1 })), "{refused:?}");
}

async fn a_failed_migration_leaves_nothing(place: &Place) {
    let half = "CREATE TABLE half (id BIGINT); SELECT nonsense;";
    let failed = place.db.migrate(&[both(1, "create", CREATE), both(2, "half", half)]).await;
    assert!(
        matches!(failed, Err(MigrateError::Failed { version: 2, source: DbError::Driver(_), .. })),
        "{failed:?}"
    );
    assert_eq!(place.db.schema_version().await, Ok(1));
    place.exec("CREATE TABLE half (id BIGINT)").await.unwrap();
    assert_eq!(place.db.migrate(&two()).await.unwrap(), [2]);
}

async fn a_migration_may_not_leave_broken_references(place: &Place) {
    let broken =
        "ALTER TABLE parent RENAME TO old; CREATE TABLE parent (id BIGINT PRIMARY KEY); DROP TABLE old;";
    let failed = place.db.migrate(&[both(1, "create", CREATE), both(2, "broken", broken)]).await;
    assert!(matches!(failed, Err(MigrateError::Failed { version: 2, .. })), "{failed:?}");
    // Foreign keys are watched as before.
    let orphan = place.exec("INSERT INTO child VALUES (9)").await;
    assert!(matches!(orphan, Err(DbError::ForeignKey { .. })), "{orphan:?}");
}

async fn statements_prepared_before_a_migration_work_after_it(place: &Place) {
    place.db.migrate(&two()[..1]).await.unwrap();
    let read =
        async || place.db.write(|tx| tx.query("SELECT * FROM child", &[], |row| row.get::<i64>(0))).await;
    assert_eq!(read().await, Ok::<_, DbError>(vec![1]));
    place.db.migrate(&two()).await.unwrap();
    assert_eq!(read().await, Ok::<_, DbError>(vec![1]));
}
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_is_copied_before_a_migration() {
    crate::support::run(Dialect::Sqlite, async |place| {
        let copies = || {
            let names =
                std::fs::read_dir(place.folder().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<_> = names
                .map(|name| name.into_string().unwrap())
                .filter(|name| name.contains("before"))
                .collect();
            names.sort();
            names
        };
        place.db.migrate(&two()[..1]).await.unwrap();
        assert_eq!(copies(), [""; 0], "an empty database needs no copy");
        place.db.migrate(&two()).await.unwrap();
        place.db.migrate(&two()).await.unwrap();
        assert_eq!(copies(), ["test.db.before-0002"]);

        let path = place.folder().unwrap().join("test.db.before-0002");
        let target = db::Target::Sqlite { path };
        let copy = db::Db::open(&db::Settings::new(target)).await.unwrap();
        assert_eq!(copy.schema_version().await, Ok(1));
        copy.close().await;
    })
    .await;
}
