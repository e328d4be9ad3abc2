//! All SQL of retention: the rules, and what is too old, each kind in one statement that counts and finds.

use db::{DbError, Row, Tx, Value, params};
use uuid::Uuid;

use super::{Kept, RetentionRule};
use crate::author::Author;
use crate::clock::Time;
use crate::customers::cards::of_card;
use crate::erasures::clearing;
use crate::error::AppResult;

/// Rows that are removed at once, so that nobody waits long for their turn to write.
pub const CHUNK: i64 = 200;

pub fn find(tx: &mut Tx<'_>, kind: Kept) -> Result<RetentionRule, DbError> {
    let rule = tx.find(
        "SELECT days, by_name, updated_at FROM retention_rules WHERE kind = $1",
        &params![kind],
        |row| {
            Ok(RetentionRule {
                kind,
                days: row.get(0)?,
                due: 0,
                by: row.get(1)?,
                updated_at: Some(Time::from_micros(row.get(2)?)),
            })
        },
    )?;
    Ok(rule.unwrap_or(RetentionRule { kind, days: None, due: 0, by: None, updated_at: None }))
}

pub fn set(tx: &mut Tx<'_>, author: &Author, kind: Kept, days: Option<i64>) -> Result<(), DbError> {
    tx.exec("DELETE FROM retention_rules WHERE kind = $1", &params![kind])?;
    if let Some(days) = days {
        tx.exec(
            "INSERT INTO retention_rules (kind, days, by_name, updated_at) VALUES ($1, $2, $3, $4)",
            &params![kind, days, author.name.as_str(), author.at],
        )?;
    }
    Ok(())
}

/// No hold that counts at `$2`.
macro_rules! unheld {
    ($customer:literal) => {
        concat!(
            " AND NOT EXISTS (SELECT 1 FROM customers held JOIN customers w ON COALESCE(w.card_id, w.id) = COALESCE(held.card_id, held.id)
               JOIN legal_holds l ON l.customer_id = w.id WHERE held.id = ",
            $customer,
            " AND (l.until IS NULL OR l.until > $2))"
        )
    };
}

/// Table and condition of what is older than `$1`, at the time `$2`; and the column that names a row.
fn due(kind: Kept) -> (&'static str, &'static str) {
    match kind {
        Kept::Interactions => (
            "id",
            concat!(
                "interactions i WHERE i.state = 'closed' AND i.started_at < $1 AND COALESCE(i.ended_at, 0) < $1",
                unheld!("i.customer_id")
            ),
        ),
        Kept::Requests => (
            "id",
            concat!(
                "requests r WHERE r.closed_at < $1 AND r.touched_at < $1
                   AND NOT EXISTS (SELECT 1 FROM request_merges m WHERE m.request_id = r.id)",
                unheld!("r.customer_id")
            ),
        ),
        Kept::Customers => (
            "id",
            concat!(
                "customers c WHERE c.card_id IS NULL AND c.updated_at < $1
                   AND NOT EXISTS (SELECT 1 FROM history h WHERE h.customer_id IN ", of_card!("c.id"), " AND h.at >= $1)
                   AND NOT EXISTS (SELECT 1 FROM interactions i WHERE i.customer_id IN ", of_card!("c.id"), " AND i.state <> 'closed')
                   AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.customer_id IN ", of_card!("c.id"), " AND n.updated_at >= $1)
                   AND NOT EXISTS (SELECT 1 FROM files f WHERE f.customer_id IN ", of_card!("c.id"), " AND f.updated_at >= $1)
                   AND NOT EXISTS (SELECT 1 FROM records r WHERE r.customer_id IN ", of_card!("c.id"), " AND r.updated_at >= $1)
                   AND NOT EXISTS (SELECT 1 FROM customers p WHERE p.company_id IN ", of_card!("c.id"), ")
                   AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.customer_id = c.id AND e.state = 'requested')",
                unheld!("c.id")
            ),
        ),
        Kept::Changes => (
            "id",
            concat!(
                "changes c WHERE c.at < $1 AND (c.before IS NOT NULL OR c.after IS NOT NULL)
                   AND c.entity NOT IN ('erasure', 'retention')",
                unheld!("c.customer_id")
            ),
        ),
        Kept::Accesses => ("id", concat!("accesses a WHERE a.at < $1", unheld!("a.customer_id"))),
        Kept::ImportReports => (
            "import_id",
            "import_problems p WHERE CAST($2 AS BIGINT) >= CAST($1 AS BIGINT) AND EXISTS
               (SELECT 1 FROM imports i WHERE i.id = p.import_id AND i.finished_at < $1)",
        ),
    }
}

/// How many are older.
pub fn count(tx: &mut Tx<'_>, kind: Kept, limit: Time, now: Time) -> Result<i64, DbError> {
    let (_, from) = due(kind);
    tx.get(format!("SELECT COUNT(*) FROM {from}"), &params![limit, now], |row| row.get(0))
}

/// Some of them.
pub fn list(tx: &mut Tx<'_>, kind: Kept, limit: Time, now: Time) -> Result<Vec<Uuid>, DbError> {
    let (id, from) = due(kind);
    let read = |row: &Row<'_>| row.get(0);
    tx.query(format!("SELECT {id} FROM {from} LIMIT $3"), &params![limit, now, CHUNK], read)
}

/// Removes rows, or what is in them. Customers are erased by their own room.
pub fn remove(tx: &mut Tx<'_>, kind: Kept, ids: &[Uuid], now: Time) -> AppResult<()> {
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let places = db::places(values.len());
    match kind {
        Kept::Interactions => clearing::contacts(tx, ids, now)?,
        Kept::Requests => clearing::requests(tx, ids)?,
        Kept::Customers => {}
        Kept::Changes => {
            let sql = format!("UPDATE changes SET before = NULL, after = NULL WHERE id IN ({places})");
            tx.exec(sql, &values)?;
        }
        Kept::Accesses => {
            tx.exec(format!("DELETE FROM accesses WHERE id IN ({places})"), &values)?;
        }
        Kept::ImportReports => {
            tx.exec(format!("DELETE FROM import_problems WHERE import_id IN ({places})"), &values)?;
        }
    }
    Ok(())
}
