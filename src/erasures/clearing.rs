//! What an erasure takes away, table by table: the one place that clears rows of all rooms, as sets, so that somebody with
//! ten thousand contacts is gone in one short transaction.
//!
//! Invariant: a trial counts by the same conditions by which the clearing deletes. `tests/erasures.rs` plants a canary in
//! every column that may hold personal data (`inventory`) and finds none of them afterwards.

use db::{DbError, Tx, Value, params};
use uuid::Uuid;

use super::Counts;
use super::traces::{self, Traces};
use crate::author::Author;
use crate::clock::Time;
use crate::customers::{self, Customer, Kind, cards, deletion};
use crate::duplicates;
use crate::error::AppResult;
use crate::events::{self, Happened};
use crate::fields::{self, Entity};
use crate::id::CustomerId;
use crate::merges;
use crate::relations;
use crate::search;
use crate::splits;

/// Identifiers that nobody else has.
macro_rules! own_identifiers {
    () => {
        "SELECT n.kind, n.value FROM identifiers n WHERE n.customer_id = $1 AND NOT EXISTS
           (SELECT 1 FROM identifiers o WHERE o.kind = n.kind AND o.value = n.value AND o.customer_id <> $1)"
    };
}

/// Contacts that are theirs, and those with one of their own identifiers that nobody was found for.
macro_rules! interactions {
    () => {
        concat!(
            "(SELECT id FROM interactions WHERE customer_id = $1 UNION ALL
              SELECT i.id FROM (",
            own_identifiers!(),
            ") own JOIN interactions i ON i.identifier_kind = own.kind AND i.identifier_value = own.value
              AND i.customer_id IS NULL)"
        )
    };
}

macro_rules! blocks {
    () => {
        concat!(
            "(SELECT b.id FROM (",
            own_identifiers!(),
            ") own JOIN blocks b ON b.kind = own.kind AND b.value = own.value)"
        )
    };
}

macro_rules! messages {
    () => {
        concat!("(SELECT id FROM messages WHERE interaction_id IN ", interactions!(), ")")
    };
}

/// Everything that stands in the index of texts or in the change history under an id of its own.
macro_rules! entities {
    () => {
        concat!(
            "(SELECT id FROM interactions WHERE id IN ",
            interactions!(),
            " UNION ALL SELECT id FROM messages WHERE interaction_id IN ",
            interactions!(),
            " UNION ALL SELECT id FROM attachments WHERE message_id IN ",
            messages!(),
            " UNION ALL SELECT id FROM comments WHERE interaction_id IN ",
            interactions!(),
            " UNION ALL SELECT id FROM notes WHERE customer_id = $1
              UNION ALL SELECT entity_id FROM changes WHERE customer_id = $1 AND entity IN ('relation', 'request', 'promise')
              UNION ALL SELECT id FROM requests WHERE customer_id = $1
              UNION ALL SELECT id FROM promises WHERE customer_id = $1
              UNION ALL SELECT id FROM identity_checks WHERE customer_id = $1
              UNION ALL SELECT id FROM confirmations WHERE customer_id = $1
              UNION ALL SELECT id FROM ",
            blocks!(),
            " blocked)"
        )
    };
}

/// What is counted, by the word on the receipt; `$1` is the customer.
const PARTS: [(&str, &str); 18] = [
    ("interactions", concat!("interactions WHERE id IN ", interactions!())),
    ("messages", concat!("messages WHERE interaction_id IN ", interactions!())),
    ("attachments", concat!("attachments WHERE message_id IN ", messages!())),
    ("comments", concat!("comments WHERE interaction_id IN ", interactions!())),
    ("requests", "requests WHERE customer_id = $1"),
    ("promises", "promises WHERE customer_id = $1"),
    ("notes", "notes WHERE customer_id = $1"),
    ("files", "files WHERE customer_id = $1"),
    ("pictures", "avatars WHERE customer_id = $1 AND replaced_at IS NULL"),
    ("records", "records WHERE customer_id = $1"),
    ("relations", "relations WHERE customer_id = $1 OR other_id = $1"),
    ("identifiers", "identifiers WHERE customer_id = $1"),
    ("addresses", "addresses WHERE customer_id = $1"),
    ("national_ids", "national_ids WHERE customer_id = $1"),
    ("blocks", concat!("blocks WHERE id IN ", blocks!())),
    ("changes", "changes WHERE customer_id = $1 AND entity <> 'erasure'"),
    ("accesses", "accesses WHERE customer_id = $1"),
    ("people", "customers WHERE company_id = $1"),
];

/// What there is to be erased, by the words of the receipt; nothing that is not there.
pub fn count(tx: &mut Tx<'_>, customer: &Customer) -> AppResult<Counts> {
    let known = merges::faces::known(tx, customer)?;
    Ok(measure(tx, customer, &known)?.0)
}

/// The same with the traces, which are found by reading and not by a condition. `known`: as whom they were known.
fn measure(tx: &mut Tx<'_>, customer: &Customer, known: &[Customer]) -> AppResult<(Counts, Traces)> {
    let mut counts = Counts::new();
    let members = cards::members(tx, customer.id)?;
    for (word, from) in PARTS {
        let sql = format!("SELECT COUNT(*) FROM {from}");
        for member in &members {
            let count: i64 = tx.get(sql.clone(), &params![*member], |row| row.get(0))?;
            *counts.entry(word.to_owned()).or_default() += count;
        }
    }
    let mut traces = Traces::default();
    for known in known {
        traces.add(traces::find(tx, known)?);
    }
    counts.insert("import_rows".to_owned(), i64::try_from(traces.problems.len()).unwrap_or(i64::MAX));
    counts.insert("drafts".to_owned(), i64::try_from(traces.drafts.len()).unwrap_or(i64::MAX));
    counts.retain(|_, count| *count > 0);
    Ok((counts, traces))
}

/// What was counted, as one would tell it: contacts first.
pub fn in_order(counts: &Counts) -> Vec<(&str, i64)> {
    let mut told: Vec<(&str, i64)> = counts.iter().map(|(word, count)| (word.as_str(), *count)).collect();
    told.sort_by_key(|(word, _)| PARTS.iter().position(|(part, _)| part == word).unwrap_or(PARTS.len()));
    told
}

/// Takes everything away, tells of it, and says how much that was.
pub fn clear(tx: &mut Tx<'_>, author: &Author, customer: &Customer) -> AppResult<Counts> {
    let known = merges::faces::known(tx, customer)?;
    let (counts, traces) = measure(tx, customer, &known)?;
    let id = customer.id;
    if customer.kind == Kind::Company {
        let definitions = fields::store::definitions(tx, Entity::Customer)?;
        for person in customers::store::people_of(tx, id)? {
            deletion::set_company(tx, author, &definitions, person, None)?;
        }
    }
    traces.remove(tx)?;
    for known in &known {
        splits::leaving::forget(tx, known)?;
    }
    // Whoever was merged into the card goes first.
    for member in cards::members(tx, id)?.into_iter().rev() {
        clear_rows(tx, author, member)?;
    }
    search::index::delete(tx, id)?;
    duplicates::delete(tx, id)?;
    deletion::remove_rows(tx, id)?;
    events::record(tx, "customer.deleted", author.at, Happened::to(id))?;
    Ok(counts)
}

/// The rows of one customer in all rooms, apart from their own.
fn clear_rows(tx: &mut Tx<'_>, author: &Author, id: CustomerId) -> AppResult<()> {
    tx.exec(
        concat!(
            "INSERT INTO loose_contents (content, at) SELECT content, $2 FROM attachments WHERE message_id IN ",
            messages!()
        ),
        &params![id, author.at],
    )?;
    for sql in [
        concat!("DELETE FROM texts WHERE id IN ", entities!()),
        // Who did what and when stays; what was written does not.
        "UPDATE changes SET before = NULL, after = NULL WHERE customer_id = $1 AND entity <> 'erasure'",
        concat!("UPDATE changes SET before = NULL, after = NULL WHERE entity_id IN ", entities!()),
        "UPDATE accesses SET reason = NULL WHERE customer_id = $1",
        concat!("DELETE FROM import_rows WHERE entity_id = $1 OR entity_id IN ", entities!()),
        concat!("DELETE FROM blocks WHERE id IN ", blocks!()),
        concat!("DELETE FROM attachments WHERE message_id IN ", messages!()),
        concat!("DELETE FROM interactions WHERE id IN ", interactions!()),
        "DELETE FROM records WHERE customer_id = $1",
        "DELETE FROM notes WHERE customer_id = $1",
        "DELETE FROM requests WHERE customer_id = $1",
    ] {
        exec(tx, sql, id)?;
    }
    tx.exec(
        "INSERT INTO loose_contents (content, at) SELECT content, $2 FROM files WHERE customer_id = $1",
        &params![id, author.at],
    )?;
    exec(tx, "DELETE FROM files WHERE customer_id = $1", id)?;
    relations::erase(tx, author, id)?;
    Ok(customers::kept::forget_related(tx, id)?)
}

/// Removes contacts that were kept long enough, with everything that was written in them, out of histories as well.
pub fn contacts(tx: &mut Tx<'_>, ids: &[Uuid], now: Time) -> Result<(), DbError> {
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let these = format!("({})", db::places(values.len()));
    let messages = format!("(SELECT id FROM messages WHERE interaction_id IN {these})");
    let written = format!(
        "(SELECT id FROM interactions WHERE id IN {these} UNION ALL SELECT id FROM messages WHERE interaction_id IN {these}
          UNION ALL SELECT id FROM attachments WHERE message_id IN {messages}
          UNION ALL SELECT id FROM comments WHERE interaction_id IN {these}
          UNION ALL SELECT id FROM identity_checks WHERE interaction_id IN {these}
          UNION ALL SELECT id FROM confirmations WHERE interaction_id IN {these})"
    );
    let customers = format!(
        "SELECT DISTINCT customer_id FROM interactions WHERE id IN {these} AND customer_id IS NOT NULL"
    );
    let customers: Vec<Uuid> = tx.query(customers, &values, |row| row.get(0))?;
    for sql in [
        format!("DELETE FROM texts WHERE id IN {written}"),
        format!("UPDATE changes SET before = NULL, after = NULL WHERE entity_id IN {written}"),
        format!("DELETE FROM import_rows WHERE entity_id IN {written}"),
        format!(
            "INSERT INTO loose_contents (content, at) SELECT content, CAST({} AS BIGINT) FROM attachments
             WHERE message_id IN {messages}",
            now.micros()
        ),
        format!("DELETE FROM attachments WHERE message_id IN {messages}"),
        format!("DELETE FROM history WHERE id IN {these}"),
        format!("DELETE FROM interactions WHERE id IN {these}"),
    ] {
        tx.exec(sql, &values)?;
    }
    for customer in customers {
        tx.exec(
            "UPDATE history_counts SET count = (SELECT COUNT(*) FROM history h WHERE h.customer_id = $1
               AND h.channel = history_counts.channel), outgoing = (SELECT COUNT(*) FROM history h WHERE h.customer_id = $1
               AND h.channel = history_counts.channel AND h.direction = 'out') WHERE customer_id = $1",
            &params![customer],
        )?;
    }
    Ok(())
}

fn exec(tx: &mut Tx<'_>, sql: &'static str, customer: CustomerId) -> Result<(), DbError> {
    tx.exec(sql, &params![customer]).map(drop)
}

/// Removes requests that were kept long enough, and those that were merged into them. Their interactions stay, under none.
pub fn requests(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<(), DbError> {
    let mut all = ids.to_vec();
    let mut roots = ids.to_vec();
    while !roots.is_empty() {
        let values: Vec<Value> = roots.iter().map(|id| (*id).into()).collect();
        let merged =
            format!("SELECT request_id FROM request_merges WHERE into_id IN ({})", db::places(values.len()));
        roots = tx.query(merged, &values, |row| row.get(0))?;
        all.extend(&roots);
    }
    for part in all.chunks(500) {
        let values: Vec<Value> = part.iter().map(|id| (*id).into()).collect();
        let these = format!("({})", db::places(values.len()));
        for sql in [
            format!("DELETE FROM texts WHERE id IN {these}"),
            format!("UPDATE changes SET before = NULL, after = NULL WHERE entity_id IN {these}"),
            format!("DELETE FROM import_rows WHERE entity_id IN {these}"),
            format!("DELETE FROM requests WHERE id IN {these}"),
        ] {
            tx.exec(sql, &values)?;
        }
    }
    Ok(())
}
