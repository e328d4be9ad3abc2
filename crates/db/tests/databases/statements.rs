//! What statements return and how they fail.

use std::sync::Mutex;

use db::{DbError, Stmt, params};

use crate::support::Place;

const TABLE: &str = "CREATE TABLE t (id BIGINT PRIMARY KEY, kind TEXT NOT NULL, value TEXT,
    CHECK (id > 0), UNIQUE (kind, value))";

both_databases! {
    a_conflict_names_table_and_columns,
    other_constraints_are_told_apart,
    exec_counts_rows_and_allows_returning,
    find_get_and_each,
    each_stops_at_the_first_error,
    a_batch_equals_its_statements_one_by_one,
    a_batch_reports_its_first_failure_and_keeps_nothing,
    an_empty_batch_does_nothing,
    a_batch_can_be_run_again,
}

async fn a_conflict_names_table_and_columns(place: &Place) {
    place.exec(TABLE).await.unwrap();
    place.exec("CREATE TABLE u (kind TEXT)").await.unwrap();
    place.exec("CREATE UNIQUE INDEX u_lower ON u (lower(kind))").await.unwrap();
    place.exec("INSERT INTO t VALUES (1, 'a', 'x')").await.unwrap();
    place.exec("INSERT INTO u VALUES ('a')").await.unwrap();
    for (sql, name) in [
        ("INSERT INTO t VALUES (2, 'a', 'x')", "t.kind, t.value"),
        ("INSERT INTO t VALUES (1, 'b', 'y')", "t.id"),
        ("INSERT INTO u VALUES ('A')", "u_lower"),
    ] {
        assert_eq!(place.exec(sql).await, Err(DbError::Conflict { constraint: name.to_owned() }), "{sql}");
    }
    assert_eq!(place.number("SELECT count(*) FROM t").await, 1);
}

async fn other_constraints_are_told_apart(place: &Place) {
    place.exec(TABLE).await.unwrap();
    place.exec("CREATE TABLE child (parent BIGINT NOT NULL REFERENCES t (id))").await.unwrap();
    let orphan = place.exec("INSERT INTO child VALUES (9)").await;
    assert!(matches!(orphan, Err(DbError::ForeignKey { .. })), "{orphan:?}");
    let null = place.exec("INSERT INTO t VALUES (1, NULL, NULL)").await;
    assert_eq!(null, Err(DbError::Check { constraint: "t.kind".to_owned() }));
    let negative = place.exec("INSERT INTO t VALUES (-1, 'a', NULL)").await;
    assert!(matches!(negative, Err(DbError::Check { .. })), "{negative:?}");
    let nonsense = place.exec("SELEKT 1").await;
    assert!(matches!(nonsense, Err(DbError::Driver(_))), "{nonsense:?}");
}

async fn exec_counts_rows_and_allows_returning(place: &Place) {
    assert_eq!(place.exec(TABLE).await, Ok(0));
    assert_eq!(place.exec("INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', NULL) RETURNING id").await, Ok(2));
    assert_eq!(place.exec("UPDATE t SET value = 'x' WHERE id > 5").await, Ok(0));
    assert_eq!(place.exec("CREATE INDEX t_value ON t (value)").await, Ok(0));
    assert_eq!(place.exec("DELETE FROM t").await, Ok(2));
}

async fn find_get_and_each(place: &Place) {
    place.exec(TABLE).await.unwrap();
    place
        .db
        .write(|tx| {
            // Only the first of the rows is looked at, but both are inserted.
            let first =
                tx.find("INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', NULL) RETURNING id", &[], |row| {
                    row.get(0)
                })?;
            assert_eq!(first, Some(1_i64));
            assert_eq!(
                tx.find("SELECT id FROM t WHERE id = $1", &params![3], |row| row.get::<i64>(0))?,
                None
            );
            assert_eq!(
                tx.get("SELECT id FROM t WHERE id = $1", &params![3], |row| row.get::<i64>(0)),
                Err(DbError::NotFound)
            );
            let mut seen = Vec::new();
            tx.each("SELECT id FROM t ORDER BY id DESC", &[], |row| {
                seen.push(row.get::<i64>(0)?);
                Ok(())
            })?;
            assert_eq!(seen, [2, 1]);
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    assert_eq!(place.number("SELECT count(*) FROM t").await, 2);
}

async fn each_stops_at_the_first_error(place: &Place) {
    let mut seen = 0;
    let stopped: Result<(), DbError> = place
        .db
        .read(move |tx| {
            tx.each("SELECT 1 UNION ALL SELECT 2", &[], |_| {
                seen += 1;
                assert_eq!(seen, 1);
                Err(DbError::Stale)
            })
        })
        .await;
    assert_eq!(stopped, Err(DbError::Stale));
}

async fn a_batch_equals_its_statements_one_by_one(place: &Place) {
    place.exec(TABLE).await.unwrap();
    let batched = place
        .db
        .write(|tx| {
            let order = Mutex::new(Vec::new());
            let note = |what: String| order.lock().unwrap().push(what);
            let mut statements = Vec::new();
            // More than one flight; texts that are new come between texts that are known.
            for id in 1..=100_i64 {
                statements
                    .push(Stmt::exec("INSERT INTO t VALUES ($1, $2, NULL)", params![id, id.to_string()]));
                statements.push(Stmt::new(
                    format!("SELECT count(*), max(id), {} FROM t", id / 10),
                    params![],
                    |row| {
                        note(format!("{} {}", row.get::<i64>(0)?, row.get::<i64>(1)?));
                        Ok(())
                    },
                ));
            }
            statements.push(Stmt::exec("DELETE FROM t WHERE id > $1", params![90]));
            tx.batch(&mut statements)?;
            assert_eq!(statements.last().map(Stmt::affected), Some(10));
            assert_eq!(statements[0].affected(), 1);
            drop(statements);
            Ok::<_, DbError>(order.into_inner().unwrap())
        })
        .await
        .unwrap();
    let single: Vec<_> = (1..=100).map(|id| format!("{id} {id}")).collect();
    assert_eq!(batched, single);
    assert_eq!(place.number("SELECT count(*) FROM t").await, 90);
}

async fn a_batch_reports_its_first_failure_and_keeps_nothing(place: &Place) {
    place.exec(TABLE).await.unwrap();
    let failed = place
        .db
        .write(|tx| {
            tx.batch(&mut [
                Stmt::exec("INSERT INTO t VALUES (1, 'a', 'x')", params![]),
                Stmt::exec("INSERT INTO t VALUES (1, 'b', 'x')", params![]),
                Stmt::exec("INSERT INTO t VALUES (-1, 'b', 'x')", params![]),
            ])
        })
        .await;
    assert_eq!(failed, Err(DbError::Conflict { constraint: "t.id".to_owned() }));
    assert_eq!(place.number("SELECT count(*) FROM t").await, 0);
}

async fn an_empty_batch_does_nothing(place: &Place) {
    assert_eq!(place.db.read(|tx| tx.batch(&mut [])).await, Ok::<_, DbError>(()));
}

async fn a_batch_can_be_run_again(place: &Place) {
    place.exec(TABLE).await.unwrap();
    place.exec("INSERT INTO t VALUES (1, 'a', NULL)").await.unwrap();
    let update = "UPDATE t SET value = COALESCE(value, '') || $1 WHERE id = $2";
    let twice = place.db.write(move |tx| {
        let mut statements = [Stmt::exec(update, params!["x", 1])];
        tx.batch(&mut statements)?;
        tx.batch(&mut statements)
    });
    assert_eq!(twice.await, Ok::<_, DbError>(()));
    assert_eq!(place.number("SELECT length(value) FROM t").await, 2);
}
