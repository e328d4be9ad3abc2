//! All SQL of the search.

use db::{DbError, Stmt, Tx, Value, params};
use uuid::Uuid;

use super::{Words, typos};
use crate::id::CustomerId;

/// Sorts after everything that begins alike. U+10FFFF is no character, so that no word holds it.
pub const END: char = '\u{10ffff}';

/// A range of words, from `from` on, before `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: String,
    pub to: String,
}

impl Range {
    /// All words that begin so.
    pub fn begins(word: impl Into<String>) -> Range {
        let from = word.into();
        Range { to: format!("{from}{END}"), from }
    }

    /// This word only: nothing that sorts before a space is in a word.
    pub fn is(word: &str) -> Range {
        Range { from: word.to_owned(), to: format!("{word} ") }
    }

    pub fn holds(&self, word: &str) -> bool {
        self.from.as_str() <= word && word < self.to.as_str()
    }
}

/// The words that stand in the index for a customer.
pub fn find(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Words>, DbError> {
    tx.find("SELECT words FROM search_customers WHERE customer_id = $1", &params![customer], |row| {
        Ok(Words::of_text(&row.get::<String>(0)?))
    })
}

/// Puts `after` in the place of `before`, of which nothing may stay.
pub fn replace(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    before: Option<&Words>,
    after: &Words,
) -> Result<(), DbError> {
    let none = Words::default();
    let (old, new) = (before.unwrap_or(&none).sorted(), after.sorted());
    let added: Vec<&str> = new.difference(&old).copied().collect();
    let gone: Vec<&str> = old.difference(&new).copied().collect();
    add(tx, customer, &added)?;
    remove(tx, customer, &gone)?;
    let sql = match before {
        None => "INSERT INTO search_customers (customer_id, words) VALUES ($1, $2)",
        Some(_) => "UPDATE search_customers SET words = $2 WHERE customer_id = $1",
    };
    tx.exec(sql, &params![customer, after.to_text()])?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, customer: CustomerId, words: &Words) -> Result<(), DbError> {
    let gone: Vec<&str> = words.sorted().into_iter().collect();
    remove(tx, customer, &gone)?;
    tx.exec("DELETE FROM search_customers WHERE customer_id = $1", &params![customer])?;
    Ok(())
}

fn add(tx: &mut Tx<'_>, customer: CustomerId, words: &[&str]) -> Result<(), DbError> {
    let unknown = without_anybody(tx, words)?;
    let mut statements = Vec::new();
    for word in words {
        statements.push(Stmt::exec(
            "INSERT INTO search_words (word, customer_id) VALUES ($1, $2)",
            params![*word, customer],
        ));
    }
    for word in unknown {
        for rest in typos::deletions(word) {
            statements.push(Stmt::exec(
                "INSERT INTO search_deletions (rest, word) VALUES ($1, $2) ON CONFLICT (rest, word) DO NOTHING",
                params![rest, word],
            ));
        }
    }
    tx.batch(&mut statements)
}

fn remove(tx: &mut Tx<'_>, customer: CustomerId, words: &[&str]) -> Result<(), DbError> {
    let each = |word: &&str| {
        Stmt::exec("DELETE FROM search_words WHERE word = $1 AND customer_id = $2", params![*word, customer])
    };
    tx.batch(&mut words.iter().map(each).collect::<Vec<_>>())?;
    let mut statements = Vec::new();
    for word in without_anybody(tx, words)? {
        for rest in typos::deletions(word) {
            statements.push(Stmt::exec(
                "DELETE FROM search_deletions WHERE rest = $1 AND word = $2",
                params![rest, word],
            ));
        }
    }
    tx.batch(&mut statements)
}

/// Those that can be misspelt and that no customer has.
fn without_anybody<'w>(tx: &mut Tx<'_>, words: &[&'w str]) -> Result<Vec<&'w str>, DbError> {
    let words: Vec<&str> = words.iter().copied().filter(|word| typos::can_be_misspelt(word)).collect();
    let mut there = vec![false; words.len()];
    let asked = words.iter().zip(&mut there).map(|(word, there)| {
        Stmt::new("SELECT 1 FROM search_words WHERE word = $1 LIMIT 1", params![*word], |_| {
            *there = true;
            Ok(())
        })
    });
    tx.batch(&mut asked.collect::<Vec<_>>())?;
    Ok(words.into_iter().zip(there).filter_map(|(word, there)| (!there).then_some(word)).collect())
}

/// How many customers there are in each range, counted up to `most`.
pub fn count(tx: &mut Tx<'_>, ranges: &[Range], most: i64) -> Result<Vec<i64>, DbError> {
    let mut counts = vec![0; ranges.len()];
    let asked = ranges.iter().zip(&mut counts).map(|(range, count)| {
        Stmt::new(
            "SELECT COUNT(*) FROM (SELECT 1 FROM search_words WHERE word >= $1 AND word < $2 LIMIT $3) AS counted",
            params![range.from.as_str(), range.to.as_str(), most],
            |row| {
                *count = row.get(0)?;
                Ok(())
            },
        )
    });
    tx.batch(&mut asked.collect::<Vec<_>>())?;
    Ok(counts)
}

/// Words that share a deletion with this one: those that are near, and others.
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

/// A row of the index with everything that its customer is found by.
pub struct Candidate {
    /// The word that brought it.
    pub word: String,
    pub customer: CustomerId,
    /// Not taken apart yet: most candidates are dropped after a look.
    pub text: String,
}

/// The next rows of a range after `(word, customer)`, in this order. `filter` adds conditions on `w.customer_id`.
pub fn scan(
    tx: &mut Tx<'_>,
    range: &Range,
    after: (&str, Uuid),
    filter: &Conditions,
    most: i64,
) -> Result<Vec<Candidate>, DbError> {
    let mut values: Vec<Value> = params![after.0, after.1, range.to.as_str(), most].into();
    values.extend(filter.values.iter().cloned());
    let sql = format!(
        "SELECT w.word, w.customer_id, s.words FROM search_words w
         JOIN search_customers s ON s.customer_id = w.customer_id
         WHERE (w.word, w.customer_id) > ($1, $2) AND w.word < $3{}
         ORDER BY w.word, w.customer_id LIMIT $4",
        filter.sql
    );
    tx.query(sql, &values, |row| {
        Ok(Candidate { word: row.get(0)?, customer: CustomerId(row.get(1)?), text: row.get(2)? })
    })
}

/// Conditions of whoever asks, in their own SQL. Their values are `$5` and so on.
#[derive(Clone, Debug, Default)]
pub struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    /// `sql` says `{}` where its value stands.
    pub fn and(mut self, sql: &str, value: impl Into<Value>) -> Conditions {
        self.values.push(value.into());
        self.sql.push_str(" AND ");
        self.sql.push_str(&sql.replace("{}", &format!("${}", self.values.len() + 4)));
        self
    }
}

/// By which rules the index was made, and up to which customer.
pub fn rules(tx: &mut Tx<'_>) -> Result<(i64, Option<Uuid>), DbError> {
    tx.get("SELECT version, done_to FROM search_rules", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn set_rules(tx: &mut Tx<'_>, version: i64, done_to: Option<Uuid>) -> Result<(), DbError> {
    tx.exec("UPDATE search_rules SET version = $1, done_to = $2", &params![version, done_to])?;
    Ok(())
}

/// Empties the index.
pub fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    for sql in ["DELETE FROM search_words", "DELETE FROM search_deletions", "DELETE FROM search_customers"] {
        tx.exec(sql, &[])?;
    }
    Ok(())
}
