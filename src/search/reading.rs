//! SQL that reads the index.
//!
//! Invariant: every statement reads a bounded number of rows, whatever is asked for.

use db::{DbError, Dialect, Sql, Stmt, Tx, Value, params};
use uuid::Uuid;

use super::range::Range;
use super::rows::Row;
use super::typos;
use crate::id::CustomerId;

/// Where a reading goes on: after this row.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub row: Row,
    pub customer: Uuid,
}

/// A row of the index.
pub struct Candidate {
    pub at: Key,
    /// Everything that its customer is found by; none: the filter or the pattern does not let them through.
    pub known: Option<String>,
}

/// What of a row's `rest` is asked.
pub enum Rest<'q> {
    Any,
    /// One of these stands in it (with spaces around each word).
    Holds(&'q [String]),
}

/// Patterns of one statement: as few texts as possible are to be prepared.
pub const PATTERNS: usize = 8;

/// The next rows of a range of words.
pub fn scan(
    tx: &mut Tx<'_>,
    words: &Range,
    rest: &Rest<'_>,
    after: &Key,
    filter: &Conditions,
    most: usize,
) -> Result<Vec<Candidate>, DbError> {
    let mut values: Vec<Value> = params![
        after.row.word.as_str(),
        words.to.as_str(),
        count(most),
        after.row.rest.as_str(),
        after.customer
    ]
    .into();
    let patterns = match rest {
        Rest::Any => String::new(),
        Rest::Holds(patterns) => {
            let size = if patterns.len() > 1 { PATTERNS } else { 1 };
            let first = values.len() + 1;
            for n in 0..size {
                values.push(patterns.get(n).or(patterns.first()).map(String::as_str).into());
            }
            let instr = match tx.dialect() {
                Dialect::Sqlite => "instr",
                Dialect::Postgres => "strpos",
            };
            let each: Vec<String> =
                (first..first + size).map(|n| format!("{instr}(' ' || w.rest || ' ', ${n}) > 0")).collect();
            each.join(" OR ")
        }
    };
    let range = "(word, rest, customer_id) > ($1, $4, $5) AND word < $2";
    let (sql, values) = statement(range, &patterns, filter, values);
    let mut rows = tx.query(sql, &values, candidate)?;
    in_order(&mut rows);
    Ok(rows)
}

/// The next rows of each word whose `rest` is in a range, `after` which row within it. In one flight.
pub fn seek(
    tx: &mut Tx<'_>,
    words: &[(&str, (&str, Uuid))],
    rest: &Range,
    filter: &Conditions,
    most: usize,
) -> Result<Vec<Vec<Candidate>>, DbError> {
    let mut found: Vec<Vec<Candidate>> = words.iter().map(|_| Vec::new()).collect();
    let range = "word = $1 AND (rest, customer_id) > ($4, $5) AND rest < $2";
    let asked = words.iter().zip(&mut found).map(|((word, after), found)| {
        let values = params![*word, rest.to.as_str(), count(most), after.0, after.1].into();
        let (sql, values) = statement(range, "", filter, values);
        Stmt::new(sql, values, |row| {
            found.push(candidate(row)?);
            Ok(())
        })
    });
    tx.batch(&mut asked.collect::<Vec<_>>())?;
    found.iter_mut().for_each(|rows| in_order(rows));
    Ok(found)
}

fn statement(range: &str, pattern: &str, filter: &Conditions, mut values: Vec<Value>) -> (Sql, Vec<Value>) {
    // Who does not fit the pattern is not looked up.
    let customer = match pattern {
        "" => "w.customer_id".to_owned(),
        pattern => format!("CASE WHEN {pattern} THEN w.customer_id END"),
    };
    let filter = filter.text(&mut values);
    let sql = format!(
        "SELECT w.word, w.rest, w.customer_id, s.words FROM
           (SELECT word, rest, customer_id FROM search_words WHERE {range}
            ORDER BY word, rest, customer_id LIMIT $3) AS w
         LEFT JOIN search_customers s ON s.customer_id = {customer}{filter}"
    );
    (sql.into(), values)
}

fn candidate(row: &db::Row<'_>) -> Result<Candidate, DbError> {
    let at = Key { row: Row { word: row.get(0)?, rest: row.get(1)? }, customer: row.get(2)? };
    Ok(Candidate { at, known: row.get(3)? })
}

/// A join promises no order, though it keeps it.
fn in_order(rows: &mut [Candidate]) {
    rows.sort_by(|a, b| a.at.cmp(&b.at));
}

fn count(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// The words of a range, each once, in their order; the first of them after `from` or with it. Each costs one step
/// into the index, however many customers have it.
pub fn words(tx: &mut Tx<'_>, from: &str, to: &str, most: usize) -> Result<Vec<String>, DbError> {
    tx.query(
        "WITH RECURSIVE found (word, number) AS (
           SELECT (SELECT word FROM search_words WHERE word >= $1 AND word < $2 ORDER BY word LIMIT 1), CAST(1 AS BIGINT)
           UNION ALL
           SELECT (SELECT w.word FROM search_words w WHERE w.word > found.word AND w.word < $2
                   ORDER BY w.word LIMIT 1), number + 1
           FROM found WHERE found.word IS NOT NULL AND number < $3)
         SELECT word FROM found WHERE word IS NOT NULL ORDER BY number",
        &params![from, to, count(most)],
        |row| row.get(0),
    )
}

/// Words of the index, with their places, that share a deletion with this one: those that are near, and others.
pub fn near(tx: &mut Tx<'_>, word: &str) -> Result<Vec<String>, DbError> {
    let mut found = Vec::new();
    let rests: Vec<String> = typos::deletions(word).into_iter().collect();
    // So many at a time that there are few texts to prepare.
    for part in rests.chunks(8) {
        let values: Vec<Value> =
            (0..8).map(|n| part.get(n).or(part.first()).map(String::as_str).into()).collect();
        found.extend(tx.query(
            "SELECT word FROM search_deletions WHERE rest IN ($1, $2, $3, $4, $5, $6, $7, $8) LIMIT 2000",
            &values,
            |row| row.get::<String>(0),
        )?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Conditions of whoever asks, in their own SQL; in a search on `w.customer_id`.
#[derive(Clone, Debug, Default)]
pub struct Conditions(Vec<(String, Vec<Value>)>);

impl Conditions {
    /// `sql` says `{}` where each of its values stands.
    pub fn and(mut self, sql: &str, values: Vec<Value>) -> Conditions {
        self.0.push((sql.to_owned(), values));
        self
    }

    /// As text, with their values after those that are there.
    pub fn text(&self, values: &mut Vec<Value>) -> String {
        let mut text = String::new();
        for (sql, own) in &self.0 {
            text.push_str(" AND ");
            let mut own = own.iter();
            for (number, part) in sql.split("{}").enumerate() {
                if number > 0 {
                    values.push(own.next().cloned().unwrap_or(Value::Null));
                    text.push_str(&format!("${}", values.len()));
                }
                text.push_str(part);
            }
        }
        text
    }
}

impl Key {
    pub fn id(&self) -> CustomerId {
        CustomerId(self.customer)
    }
}
