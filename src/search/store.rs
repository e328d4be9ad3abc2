//! SQL that writes the index.

use std::collections::{BTreeSet, HashMap, HashSet};

use db::{DbError, Dialect, Sql, Stmt, Tx, Value, params};

use super::rows::Row;
use super::{Words, typos};
use crate::id::CustomerId;

/// Rows that are written at once.
const FLIGHT: usize = 256;

/// The words that stand in the index for a customer.
pub fn find(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Words>, DbError> {
    tx.find("SELECT words FROM search_customers WHERE customer_id = $1", &params![customer], |row| {
        Ok(Words::of_text(&row.get::<String>(0)?))
    })
}

/// Who of these ids is in the index.
pub fn list(tx: &mut Tx<'_>, first: CustomerId, last: CustomerId) -> Result<HashSet<CustomerId>, DbError> {
    let ids = tx.query(
        "SELECT customer_id FROM search_customers WHERE customer_id >= $1 AND customer_id <= $2",
        &params![first, last],
        |row| Ok(CustomerId(row.get(0)?)),
    );
    Ok(ids?.into_iter().collect())
}

/// Puts `after` in the place of `before`, of which nothing may stay.
pub fn replace(tx: &mut Tx<'_>, customer: CustomerId, before: &Words, after: &Words) -> Result<(), DbError> {
    let (old, new) = (before.rows(), after.rows());
    let added = new.difference(&old).map(|row| (row.clone(), customer)).collect();
    add_rows(tx, added)?;
    remove_rows(tx, customer, &old.difference(&new).collect::<Vec<_>>())?;
    tx.exec(
        "UPDATE search_customers SET words = $2 WHERE customer_id = $1",
        &params![customer, after.to_text()],
    )?;
    Ok(())
}

/// Adds customers of whom nothing is in the index.
pub fn add(tx: &mut Tx<'_>, customers: &[(CustomerId, Words)]) -> Result<(), DbError> {
    let rows =
        customers.iter().flat_map(|(id, words)| words.rows().into_iter().map(|row| (row, *id))).collect();
    add_rows(tx, rows)?;
    let values = customers.iter().map(|(id, words)| params![*id, words.to_text()].to_vec());
    insert(tx, "search_customers (customer_id, words)", values)
}

pub fn delete(tx: &mut Tx<'_>, customer: CustomerId, words: &Words) -> Result<(), DbError> {
    remove_rows(tx, customer, &words.rows().iter().collect::<Vec<_>>())?;
    tx.exec("DELETE FROM search_customers WHERE customer_id = $1", &params![customer])?;
    Ok(())
}

fn add_rows(tx: &mut Tx<'_>, mut rows: Vec<(Row, CustomerId)>) -> Result<(), DbError> {
    // In the order of the table, in which neighbours go to one page.
    rows.sort_unstable_by(|a, b| (&a.0, a.1.0).cmp(&(&b.0, b.1.0)));
    let words: BTreeSet<&str> = rows.iter().map(|(row, _)| row.word.as_str()).collect();
    let unknown = without_anybody(tx, words)?;
    let values = rows.iter().map(|(row, id)| params![row.word.as_str(), row.rest.as_str(), *id].to_vec());
    insert(tx, "search_words (word, rest, customer_id)", values)?;
    let deletions: BTreeSet<(String, &str)> = unknown
        .iter()
        .flat_map(|key| typos::deletions(spelling(key)).into_iter().map(|rest| (rest, key.as_str())))
        .collect();
    let values = deletions.into_iter().map(|(rest, key)| params![rest, key].to_vec());
    insert(tx, "search_deletions (rest, word)", values)
}

fn remove_rows(tx: &mut Tx<'_>, customer: CustomerId, rows: &[&Row]) -> Result<(), DbError> {
    let each = |row: &&Row| {
        Stmt::exec(
            "DELETE FROM search_words WHERE word = $1 AND rest = $2 AND customer_id = $3",
            params![row.word.as_str(), row.rest.as_str(), customer],
        )
    };
    tx.batch(&mut rows.iter().map(each).collect::<Vec<_>>())?;
    let mut statements = Vec::new();
    let words = rows.iter().map(|row| row.word.as_str()).collect();
    for key in without_anybody(tx, words)? {
        for rest in typos::deletions(spelling(&key)) {
            statements.push(Stmt::exec(
                "DELETE FROM search_deletions WHERE rest = $1 AND word = $2",
                params![rest, key.as_str()],
            ));
        }
    }
    tx.batch(&mut statements)
}

/// A word of the index without the letter of its place.
pub fn spelling(key: &str) -> &str {
    key.get(1..).unwrap_or_default()
}

/// Those that can be misspelt and that no customer has.
fn without_anybody(tx: &mut Tx<'_>, words: BTreeSet<&str>) -> Result<Vec<String>, DbError> {
    let words: Vec<&str> = words.into_iter().filter(|key| typos::can_be_misspelt(spelling(key))).collect();
    let mut there = vec![false; words.len()];
    let asked = words.iter().zip(&mut there).map(|(word, there)| {
        Stmt::new("SELECT 1 FROM search_words WHERE word = $1 LIMIT 1", params![*word], |_| {
            *there = true;
            Ok(())
        })
    });
    tx.batch(&mut asked.collect::<Vec<_>>())?;
    Ok(words.into_iter().zip(there).filter(|(_, there)| !there).map(|(word, _)| word.to_owned()).collect())
}

/// Inserts rows of as many values as `table` names columns.
fn insert(tx: &mut Tx<'_>, table: &str, mut rows: impl Iterator<Item = Vec<Value>>) -> Result<(), DbError> {
    // So many rows in a statement: few to prepare and few to send. SQLite runs in process and gains less than it
    // loses by looking up the places of many values.
    let sizes: &[usize] = match tx.dialect() {
        Dialect::Sqlite => &[1],
        Dialect::Postgres => &[FLIGHT, 32, 4, 1],
    };
    let mut texts: HashMap<usize, Sql> = HashMap::new();
    loop {
        let mut flight = rows.by_ref().take(FLIGHT).collect::<Vec<_>>().into_iter();
        let Some(columns) = flight.as_slice().first().map(Vec::len) else { return Ok(()) };
        let mut statements = Vec::new();
        while let Some(size) = sizes.iter().find(|size| **size <= flight.len()) {
            let sql = texts.entry(*size).or_insert_with(|| insertion(table, *size, columns).into());
            let values: Vec<Value> = flight.by_ref().take(*size).flatten().collect();
            statements.push(Stmt::exec(&*sql, values));
        }
        tx.batch(&mut statements)?;
    }
}

fn insertion(table: &str, rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO {table} VALUES {}", rows.join(", "))
}

/// Empties the index.
pub fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    for sql in ["DELETE FROM search_words", "DELETE FROM search_deletions", "DELETE FROM search_customers"] {
        tx.exec(sql, &[])?;
    }
    Ok(())
}
