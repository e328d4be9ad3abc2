//! All SQL of duplicates.

use db::{DbError, Sql, Stmt, Tx, Value, params};
use linkage::Features;
use uuid::Uuid;

use super::pairs;
use crate::clock::Time;
use crate::customers::many;
use crate::id::CustomerId;

/// Rows of one statement.
const ROWS: usize = 64;

/// Who has a key.
pub const SHARING: &str = "SELECT customer_id FROM duplicate_keys WHERE key = $1 LIMIT $2";

/// What is compared of a customer; none: nobody is there, or it was made by other rules.
pub fn features(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Features>, DbError> {
    let sql = "SELECT features FROM duplicate_features WHERE customer_id = $1";
    let bytes: Option<Vec<u8>> = tx.find(sql, &params![id], |row| row.get(0))?;
    Ok(bytes.and_then(|bytes| Features::from_bytes(&bytes)))
}

/// The next ones in the order of their ids.
pub fn list_features(tx: &mut Tx<'_>, after: Uuid, limit: i64) -> Result<Vec<(Uuid, Vec<u8>)>, DbError> {
    tx.query(
        "SELECT customer_id, features FROM duplicate_features WHERE customer_id > $1 ORDER BY customer_id LIMIT $2",
        &params![after, limit],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The same of some customers.
pub fn features_of(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<Vec<(CustomerId, Features)>, DbError> {
    let mut found = Vec::with_capacity(ids.len());
    for part in ids.chunks(many::MOST) {
        let values = many::padded(part);
        let sql = format!(
            "SELECT customer_id, features FROM duplicate_features WHERE customer_id IN ({})",
            db::places(values.len())
        );
        let rows = tx.query(sql, &values, |row| Ok((CustomerId(row.get(0)?), row.get::<Vec<u8>>(1)?)))?;
        found.extend(rows.into_iter().filter_map(|(id, bytes)| Some((id, Features::from_bytes(&bytes)?))));
    }
    Ok(found)
}

/// Who shares a key, each once; blocks of more than `largest` are none.
pub fn sharing(tx: &mut Tx<'_>, keys: &[u64], largest: usize) -> Result<Vec<CustomerId>, DbError> {
    let read = i64::try_from(largest).unwrap_or(i64::MAX).saturating_add(1);
    let mut blocks: Vec<Vec<CustomerId>> = vec![Vec::new(); keys.len()];
    let mut statements: Vec<Stmt<'_>> = keys
        .iter()
        .zip(&mut blocks)
        .map(|(key, block)| {
            Stmt::new(SHARING, params![key.cast_signed(), read], |row| {
                block.push(CustomerId(row.get(0)?));
                Ok(())
            })
        })
        .collect();
    tx.batch(&mut statements)?;
    drop(statements);
    let mut ids: Vec<_> = blocks.into_iter().filter(|block| block.len() <= largest).flatten().collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Adds customers who are new. In place of what a program of other rules wrote while this one ran.
pub fn add(tx: &mut Tx<'_>, customers: &[(CustomerId, Features)]) -> Result<(), DbError> {
    for part in customers.chunks(ROWS) {
        let values: Vec<Value> =
            part.iter().flat_map(|(id, features)| params![*id, features.to_bytes()]).collect();
        let sql = format!(
            "INSERT INTO duplicate_features (customer_id, features) VALUES {}
             ON CONFLICT (customer_id) DO UPDATE SET features = excluded.features",
            rows(part.len())
        );
        tx.exec(sql, &values)?;
    }
    let keys = customers.iter().flat_map(|(id, features)| features.keys().into_iter().map(|key| (key, *id)));
    add_keys(tx, keys.collect())?;
    let ids: Vec<CustomerId> = customers.iter().map(|(id, _)| *id).collect();
    pairs::changed(tx, &ids)
}

/// Another card than before.
pub fn replace(tx: &mut Tx<'_>, id: CustomerId, before: &Features, after: &Features) -> Result<(), DbError> {
    tx.exec(
        "UPDATE duplicate_features SET features = $2 WHERE customer_id = $1",
        &params![id, after.to_bytes()],
    )?;
    let (old, new) = (before.keys(), after.keys());
    delete_keys(tx, id, old.iter().filter(|key| !new.contains(key)).copied())?;
    add_keys(tx, new.into_iter().filter(|key| !old.contains(key)).map(|key| (key, id)).collect())?;
    pairs::changed(tx, &[id])
}

pub fn delete(tx: &mut Tx<'_>, id: CustomerId, before: &Features) -> Result<(), DbError> {
    tx.exec("DELETE FROM duplicate_features WHERE customer_id = $1", &params![id])?;
    delete_keys(tx, id, before.keys().into_iter())
}

/// Takes out somebody whose features cannot be read, if they are there: by whichever keys they had.
pub fn delete_unread(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), DbError> {
    if tx.exec("DELETE FROM duplicate_features WHERE customer_id = $1", &params![id])? > 0 {
        tx.exec("DELETE FROM duplicate_keys WHERE customer_id = $1", &params![id])?;
    }
    Ok(())
}

/// In the order of the table, which is what makes many of them quick.
fn add_keys(tx: &mut Tx<'_>, mut keys: Vec<(u64, CustomerId)>) -> Result<(), DbError> {
    keys.sort_unstable_by_key(|(key, id)| (key.cast_signed(), *id));
    for part in keys.chunks(ROWS) {
        let values: Vec<Value> = part.iter().flat_map(|(key, id)| params![key.cast_signed(), *id]).collect();
        let rows = rows(part.len());
        let sql = Sql::each(
            // What ignores all faults needs no way back from the middle of a statement, which is half of its time.
            format!("INSERT OR IGNORE INTO duplicate_keys (key, customer_id) VALUES {rows}"),
            format!("INSERT INTO duplicate_keys (key, customer_id) VALUES {rows} ON CONFLICT DO NOTHING"),
        );
        tx.exec(sql, &values)?;
    }
    Ok(())
}

fn delete_keys(tx: &mut Tx<'_>, id: CustomerId, keys: impl Iterator<Item = u64>) -> Result<(), DbError> {
    let sql = "DELETE FROM duplicate_keys WHERE key = $1 AND customer_id = $2";
    let mut statements: Vec<_> = keys.map(|key| Stmt::exec(sql, params![key.cast_signed(), id])).collect();
    tx.batch(&mut statements)
}

/// Takes everybody out, before it is made anew.
pub fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.exec("DELETE FROM duplicate_keys", &[])?;
    tx.exec("DELETE FROM duplicate_features", &[])?;
    Ok(())
}

/// How many customers can be compared.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM duplicate_features", &[], |row| row.get(0))
}

/// When the model was learnt, from how many, if it was by these rules.
pub fn model_state(tx: &mut Tx<'_>, rules: i64) -> Result<Option<(Time, i64)>, DbError> {
    tx.find("SELECT at, records FROM duplicate_model WHERE rules = $1", &params![rules], |row| {
        Ok((Time::from_micros(row.get(0)?), row.get(1)?))
    })
}

pub fn model(tx: &mut Tx<'_>) -> Result<String, DbError> {
    tx.get("SELECT model FROM duplicate_model", &[], |row| row.get(0))
}

pub fn put_model(tx: &mut Tx<'_>, rules: i64, records: i64, model: &str, at: Time) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO duplicate_model (id, rules, records, model, at) VALUES (1, $1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET rules = excluded.rules, records = excluded.records, model = excluded.model,
           at = excluded.at",
        &params![rules, records, model, at],
    )?;
    Ok(())
}

/// `($1, $2), ($3, $4) …`
fn rows(count: usize) -> String {
    let rows = (0..count).map(|row| format!("(${}, ${})", row * 2 + 1, row * 2 + 2));
    rows.collect::<Vec<_>>().join(", ")
}
