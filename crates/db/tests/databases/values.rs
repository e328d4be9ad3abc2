//! Parameters and columns of every type.

use db::{DbError, Row, Value, params, sql};
use uuid::Uuid;

use crate::support::Place;

const TABLE: &str =
    "CREATE TABLE t (id UUID PRIMARY KEY, b BOOLEAN, i BIGINT, r DOUBLE PRECISION, s TEXT, d BYTEA)";

type Everything = (Uuid, Option<bool>, Option<i64>, Option<f64>, Option<String>, Option<Vec<u8>>);

fn everything(row: &Row<'_>) -> Result<Everything, DbError> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

both_databases! {
    every_type_comes_back_as_it_went,
    null_fits_any_column,
    integers_are_read_and_bound_in_every_width,
    parameters_go_by_number_not_by_place,
    a_wrong_number_of_parameters_is_refused,
    a_column_of_another_type_is_an_error,
    each_database_can_have_its_own_text,
}

async fn every_type_comes_back_as_it_went(place: &Place) {
    place.exec(TABLE).await.unwrap();
    let rows: Vec<Everything> = vec![
        (Uuid::nil(), None, None, None, None, None),
        (
            Uuid::from_u128(1),
            Some(true),
            Some(i64::MAX),
            Some(f64::MIN_POSITIVE),
            Some("Žluťoučký 🐎\n".into()),
            Some(vec![0, 255]),
        ),
        (Uuid::max(), Some(false), Some(i64::MIN), Some(-0.5), Some(String::new()), Some(Vec::new())),
    ];
    let stored = rows.clone();
    place
        .db
        .write(move |tx| {
            for (id, b, i, r, s, d) in &stored {
                let params = params![id, *b, *i, *r, s.as_ref(), d.clone()];
                tx.exec("INSERT INTO t (id, b, i, r, s, d) VALUES ($1, $2, $3, $4, $5, $6)", &params)?;
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    let found =
        place.db.read(|tx| tx.query("SELECT id, b, i, r, s, d FROM t ORDER BY id", &[], everything)).await;
    assert_eq!(found.unwrap(), rows);
}

async fn null_fits_any_column(place: &Place) {
    place.exec(TABLE).await.unwrap();
    place
        .db
        .write(|tx| {
            let params =
                params![Uuid::nil(), Value::Null, None::<i64>, Value::Null, None::<&str>, None::<Vec<u8>>];
            tx.exec("INSERT INTO t (id, b, i, r, s, d) VALUES ($1, $2, $3, $4, $5, $6)", &params)
        })
        .await
        .unwrap();
    assert_eq!(
        place.number("SELECT count(*) FROM t WHERE COALESCE(b, i = 1, r = 1, s = '', d = d) IS NULL").await,
        1
    );
}

async fn integers_are_read_and_bound_in_every_width(place: &Place) {
    place
        .exec("CREATE TABLE t (small SMALLINT, medium INTEGER, large BIGINT, real DOUBLE PRECISION)")
        .await
        .unwrap();
    place
        .db
        .write(|tx| tx.exec("INSERT INTO t VALUES ($1, $2, $3, $4)", &params![7, 8_u32, 9_i64, 10]))
        .await
        .unwrap();
    let row = place
        .db
        .read(|tx| {
            tx.get("SELECT small, medium, large, real, 1 FROM t", &[], |row| {
                Ok((
                    row.get::<i64>(0)?,
                    row.get::<u32>(1)?,
                    row.get::<i32>(2)?,
                    row.get::<f64>(3)?,
                    row.get::<i64>(4)?,
                ))
            })
        })
        .await;
    assert_eq!(row, Ok::<_, DbError>((7, 8, 9, 10.0, 1)));
}

async fn parameters_go_by_number_not_by_place(place: &Place) {
    place.exec("CREATE TABLE t (a BIGINT, b TEXT, c BIGINT)").await.unwrap();
    place
        .db
        .write(|tx| {
            tx.exec("INSERT INTO t (c, b, a) VALUES ($3, $2, $1)", &params![1, "two", 3])?;
            tx.exec("INSERT INTO t (a, b, c) VALUES ($2, $1, $2)", &params!["same", 4])
        })
        .await
        .unwrap();
    let rows = place
        .db
        .read(|tx| {
            tx.query("SELECT a, b, c FROM t WHERE a >= $2 OR b = $1 ORDER BY a", &params!["two", 4], |row| {
                Ok((row.get(0)?, row.text(1)?.to_owned(), row.get(2)?))
            })
        })
        .await;
    assert_eq!(rows, Ok::<_, DbError>(vec![(1_i64, "two".to_owned(), 3_i64), (4, "same".to_owned(), 4)]));
}

async fn a_wrong_number_of_parameters_is_refused(place: &Place) {
    place.exec("CREATE TABLE t (a BIGINT)").await.unwrap();
    for params in [params![].to_vec(), params![1, 2].to_vec()] {
        let refused = place.db.write(move |tx| tx.exec("INSERT INTO t (a) VALUES ($1)", &params)).await;
        assert!(matches!(refused, Err(DbError::Driver(_))), "{refused:?}");
    }
}

async fn a_column_of_another_type_is_an_error(place: &Place) {
    let wrong: Result<Uuid, DbError> =
        place.db.read(|tx| tx.get("SELECT 'abc'", &[], |row| row.get(0))).await;
    assert!(matches!(&wrong, Err(DbError::Driver(text)) if text.starts_with("column 0: ")), "{wrong:?}");
    let missing: Result<i64, DbError> = place.db.read(|tx| tx.get("SELECT 1", &[], |row| row.get(1))).await;
    assert!(matches!(&missing, Err(DbError::Driver(text)) if text.starts_with("column 1: ")), "{missing:?}");
    let null: Result<i64, DbError> =
        place.db.read(|tx| tx.get("SELECT CAST(NULL AS BIGINT)", &[], |row| row.get(0))).await;
    assert!(matches!(&null, Err(DbError::Driver(_))), "{null:?}");
}

async fn each_database_can_have_its_own_text(place: &Place) {
    let name = place
        .db
        .read(|tx| {
            tx.get(sql! { sqlite: "SELECT 'Sqlite'", postgres: "SELECT 'Postgres'" }, &[], |row| {
                row.get::<String>(0)
            })
        })
        .await;
    assert_eq!(name, Ok::<_, DbError>(format!("{:?}", place.db.dialect())));
}
