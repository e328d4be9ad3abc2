//! Pairs of cards that may be one, kept for the queue, for the card and for whatever asks of more than one customer.
//!
//! Invariant: with every write of what is compared of a customer, `duplicate_changes` says in the same transaction that
//! their pairs are to be looked for anew (`work`). A pair never outlives either of its cards.

use std::collections::BTreeSet;

use db::{DbError, Tx, Value, params};
use linkage::{Comparison, Tier};
use uuid::Uuid;

use crate::clock::Time;
use crate::customers::many;
use crate::http::paging::{Cursor, Page};
use crate::id::{self, CustomerId, ImportId, PairId};

/// Two cards that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub id: PairId,
    /// The older card.
    pub one: CustomerId,
    pub other: CustomerId,
    /// In the queue: the less the surer.
    pub place: i64,
}

impl Pair {
    pub fn cursor(&self) -> Cursor {
        Cursor { key: self.place.to_string(), id: self.id.0 }
    }
}

/// Places begin with certain pairs, which are below 0; within a tier with those that weigh most. In thousandths of a bit.
pub fn place(comparison: &Comparison) -> i64 {
    let thousandths = (comparison.weight * 1_000.0) as i64;
    match comparison.tier {
        Some(Tier::Certain) => -thousandths.max(1),
        _ => (1_000_000 - thousandths).max(0),
    }
}

/// Which pairs are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub tier: Option<Tier>,
    /// Pairs with a customer whom this import made.
    pub import: Option<ImportId>,
}

impl Filter {
    /// The conditions on the pair `p`, that hidden customers are nobody's to come upon among them.
    fn conditions(&self, values: &mut Vec<Value>) -> String {
        let mut sql =
            "FROM duplicate_pairs p JOIN customers a ON a.id = p.one_id JOIN customers b ON b.id = p.other_id
             WHERE NOT a.hidden AND NOT b.hidden"
                .to_owned();
        sql.push_str(match self.tier {
            Some(Tier::Certain) => " AND p.place < 0",
            Some(Tier::Likely) => " AND p.place >= 0",
            None => "",
        });
        if let Some(import) = self.import {
            values.push(import.into());
            sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM import_rows r WHERE r.entity_id IN (p.one_id, p.other_id)
                   AND r.import_id = ${} AND r.action = 'create')",
                values.len()
            ));
        }
        sql
    }
}

/// A part of the queue, the surest first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Pair>, DbError> {
    let (place, id) = page.after.after_oldest();
    let mut values = params![place, id, page.limit + 1].to_vec();
    let conditions = filter.conditions(&mut values);
    let sql = format!(
        "SELECT p.id, p.one_id, p.other_id, p.place {conditions} AND (p.place, p.id) > ($1, $2)
         ORDER BY p.place, p.id LIMIT $3"
    );
    tx.query(sql, &values, read)
}

/// How many pairs are certain, and how many likely.
pub fn count(tx: &mut Tx<'_>, filter: &Filter) -> Result<(i64, i64), DbError> {
    let mut values = Vec::new();
    let conditions = filter.conditions(&mut values);
    let sql = format!(
        "SELECT COUNT(CASE WHEN p.place < 0 THEN 1 END), COUNT(CASE WHEN p.place >= 0 THEN 1 END) {conditions}"
    );
    tx.get(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn find(tx: &mut Tx<'_>, id: PairId) -> Result<Option<Pair>, DbError> {
    let mut values = params![id].to_vec();
    let conditions = Filter::default().conditions(&mut values);
    tx.find(format!("SELECT p.id, p.one_id, p.other_id, p.place {conditions} AND p.id = $1"), &values, read)
}

/// Where a pair stands in the queue.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// From 1.
    pub number: i64,
    pub of: i64,
    pub previous: Option<PairId>,
    pub next: Option<PairId>,
}

pub fn standing(tx: &mut Tx<'_>, pair: &Pair) -> Result<Standing, DbError> {
    let conditions = Filter::default().conditions(&mut Vec::new());
    let at = params![pair.place, pair.id];
    let beside = |sign: &str, order: &str| {
        format!(
            "SELECT p.id {conditions} AND (p.place, p.id) {sign} ($1, $2) ORDER BY p.place {order}, p.id {order} LIMIT 1"
        )
    };
    let id = |row: &db::Row<'_>| Ok(PairId(row.get(0)?));
    let (before, of) = tx.get(
        format!("SELECT COUNT(CASE WHEN (p.place, p.id) < ($1, $2) THEN 1 END), COUNT(*) {conditions}"),
        &at,
        |row| Ok((row.get::<i64>(0)?, row.get(1)?)),
    )?;
    Ok(Standing {
        number: before + 1,
        of,
        previous: tx.find(beside("<", "DESC"), &at, id)?,
        next: tx.find(beside(">", "ASC"), &at, id)?,
    })
}

/// Pairs of a card, the surest first.
pub const OF: &str = "SELECT p.id, p.one_id, p.other_id, p.place FROM (
       SELECT id, one_id, other_id, place FROM duplicate_pairs WHERE one_id = $1
       UNION ALL SELECT id, one_id, other_id, place FROM duplicate_pairs WHERE other_id = $1) p
     ORDER BY p.place, p.id LIMIT $2";

/// Reads a row of the statements above.
pub fn read(row: &db::Row<'_>) -> Result<Pair, DbError> {
    Ok(Pair {
        id: PairId(row.get(0)?),
        one: CustomerId(row.get(1)?),
        other: CustomerId(row.get(2)?),
        place: row.get(3)?,
    })
}

/// Says that the pairs of these customers are to be looked for anew.
pub fn changed(tx: &mut Tx<'_>, customers: &[CustomerId]) -> Result<(), DbError> {
    for part in customers.chunks(many::MOST) {
        // Whenever it was: it only has to be another one.
        let write = id::new_uuid(Time::from_micros(0));
        let rows: Vec<String> = (1..=part.len()).map(|place| format!("(${}, $1)", place + 1)).collect();
        let values: Vec<Value> =
            std::iter::once(write.into()).chain(part.iter().map(|id| (*id).into())).collect();
        let sql = format!(
            "INSERT INTO duplicate_changes (customer_id, write_id) VALUES {}
             ON CONFLICT (customer_id) DO UPDATE SET write_id = excluded.write_id",
            rows.join(", ")
        );
        tx.exec(sql, &values)?;
    }
    Ok(())
}

/// A write after which the pairs of a customer are to be looked for.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    pub customer: CustomerId,
    pub write: Uuid,
}

pub fn list_changes(tx: &mut Tx<'_>, after: Uuid, limit: i64) -> Result<Vec<Change>, DbError> {
    tx.query(
        "SELECT customer_id, write_id FROM duplicate_changes WHERE customer_id > $1 ORDER BY customer_id LIMIT $2",
        &params![after, limit],
        |row| Ok(Change { customer: CustomerId(row.get(0)?), write: row.get(1)? }),
    )
}

/// How many customers' pairs are to be looked for.
pub fn count_changes(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM duplicate_changes", &[], |row| row.get(0))
}

/// What was seen of these writes is done; whoever was written since stays.
pub fn forget_changes(tx: &mut Tx<'_>, changes: &[Change]) -> Result<(), DbError> {
    let sql = "DELETE FROM duplicate_changes WHERE customer_id = $1 AND write_id = $2";
    let mut statements: Vec<_> =
        changes.iter().map(|one| db::Stmt::exec(sql, params![one.customer, one.write])).collect();
    tx.batch(&mut statements)
}

/// Two customers and their place in the queue.
pub type Found = (CustomerId, CustomerId, i64);

/// What was found by itself: the next comparison of all with all has to see it, too.
const NO_ROUND: i64 = 0;

/// Keeps pairs; one that is there already stays itself. Whoever cannot be compared any more is left out.
pub fn put(tx: &mut Tx<'_>, found: &[Found], round: i64, at: Time) -> Result<(), DbError> {
    let ids: Vec<CustomerId> = found.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
    let there = comparable(tx, &ids)?;
    let found: Vec<&Found> =
        found.iter().filter(|(one, other, _)| there.contains(one) && there.contains(other)).collect();
    for part in found.chunks(ROWS) {
        let mut values = params![round].to_vec();
        let mut rows = Vec::with_capacity(part.len());
        for (one, other, place) in part {
            let first = values.len() + 1;
            values.extend(params![PairId::new(at), *one.min(other), *one.max(other), *place]);
            rows.push(format!("(${first}, ${}, ${}, ${}, $1)", first + 1, first + 2, first + 3));
        }
        let sql = format!(
            "INSERT INTO duplicate_pairs (id, one_id, other_id, place, round) VALUES {}
             ON CONFLICT (one_id, other_id) DO UPDATE SET place = excluded.place, round = excluded.round",
            rows.join(", ")
        );
        tx.exec(sql, &values)?;
    }
    Ok(())
}

/// Rows of one statement.
const ROWS: usize = 100;

fn comparable(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<BTreeSet<CustomerId>, DbError> {
    let mut there = BTreeSet::new();
    for part in ids.chunks(many::MOST) {
        let values = many::padded(part);
        let sql = format!(
            "SELECT customer_id FROM duplicate_features WHERE customer_id IN ({})",
            db::places(values.len())
        );
        there.extend(tx.query(sql, &values, |row| Ok(CustomerId(row.get(0)?)))?);
    }
    Ok(there)
}

/// The pairs of a customer are these and no others.
pub fn replace(tx: &mut Tx<'_>, customer: CustomerId, found: &[Found], at: Time) -> Result<(), DbError> {
    let there = tx.query(OF, &params![customer, i64::MAX], read)?;
    for pair in there {
        let is_found = |(a, b, _): &Found| (*a.min(b), *a.max(b)) == (pair.one, pair.other);
        if !found.iter().any(is_found) {
            delete(tx, pair.one, pair.other)?;
        }
    }
    put(tx, found, NO_ROUND, at)
}

/// Two customers are no pair any more, whichever of them is named first.
pub fn delete(tx: &mut Tx<'_>, one: CustomerId, other: CustomerId) -> Result<(), DbError> {
    let both = params![one.min(other), one.max(other)];
    tx.exec("DELETE FROM duplicate_pairs WHERE one_id = $1 AND other_id = $2", &both).map(drop)
}

/// Deletes so many pairs that a comparison of all with all did not see. Gives how many there were.
pub fn delete_unseen(tx: &mut Tx<'_>, round: i64, limit: i64) -> Result<u64, DbError> {
    tx.exec(
        "DELETE FROM duplicate_pairs WHERE id IN (SELECT id FROM duplicate_pairs WHERE round < $1 LIMIT $2)",
        &params![round, limit],
    )
}

/// Makes the asking server the one that looks for pairs, unless another one is.
pub fn take_over(tx: &mut Tx<'_>, now: Time, until: Time) -> Result<bool, DbError> {
    let sql = "UPDATE duplicate_worker SET until = $2 WHERE until <= $1";
    Ok(tx.exec(sql, &params![now, until])? > 0)
}

/// The server that looks for pairs goes on until then, or lets another one.
pub fn hold(tx: &mut Tx<'_>, until: Time) -> Result<(), DbError> {
    tx.exec("UPDATE duplicate_worker SET until = $1", &params![until]).map(drop)
}

/// Begins a comparison of all with all.
pub fn begin_round(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.exec("UPDATE duplicate_worker SET round = round + 1", &[])?;
    tx.get("SELECT round FROM duplicate_worker", &[], |row| row.get(0))
}
