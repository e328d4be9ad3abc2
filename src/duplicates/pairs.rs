//! Pairs of cards that may be one, kept for the queue, for the card and for whatever asks of more than one customer.
//!
//! Invariant: with every write of what is compared of a customer, `duplicate_changes` says in the same transaction that
//! their pairs are to be looked for anew (`work`). A pair never outlives either of its cards.

use std::collections::BTreeSet;

use db::{DbError, Row, Stmt, Tx, Value, params};
use linkage::{Comparison, Tier};
use uuid::Uuid;

use crate::author::Author;
use crate::clock::Time;
use crate::customers::many;
use crate::events::{self, Happened};
use crate::http::paging::{Cursor, Page};
use crate::id::{self, CustomerId, ImportId, PairId};
use crate::json_column;
use crate::restrictions;

/// Two cards that may be one.
#[derive(Clone, Debug)]
pub struct Pair {
    pub id: PairId,
    /// The older card.
    pub one: CustomerId,
    pub other: CustomerId,
    /// In the queue: the less the surer.
    pub place: i64,
    /// What comparing both gave when one of them was written last.
    pub comparison: Comparison,
}

impl Pair {
    pub fn cursor(&self) -> Cursor {
        Cursor { key: self.place.to_string(), id: self.id.0 }
    }
}

/// The place of likely pairs that weigh nothing.
const LIKELY: i64 = 1_000_000;

/// Places begin with certain pairs, which are below 0; within a tier with those that weigh most. In thousandths of a bit.
pub fn place(comparison: &Comparison) -> i64 {
    let thousandths = (comparison.weight * 1_000.0) as i64;
    match comparison.tier {
        Some(Tier::Certain) => -thousandths.max(1),
        _ => (LIKELY - thousandths).max(0),
    }
}

/// The weight that a place in the queue stands for, and the tier.
fn weighed(place: i64) -> (f64, Tier) {
    match place {
        ..0 => (-place as f64 / 1_000.0, Tier::Certain),
        _ => ((LIKELY - place) as f64 / 1_000.0, Tier::Likely),
    }
}

/// Which pairs are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// The first and the last place.
    pub places: (i64, i64),
    /// Pairs with a customer whom this import made.
    pub import: Option<ImportId>,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter { places: (i64::MIN, i64::MAX), import: None }
    }
}

impl Filter {
    /// Pairs that are so sure; none: all of them.
    pub fn tier(tier: Option<Tier>) -> Filter {
        let places = match tier {
            Some(Tier::Certain) => (i64::MIN, -1),
            Some(Tier::Likely) => (0, i64::MAX),
            None => (i64::MIN, i64::MAX),
        };
        Filter { places, import: None }
    }

    /// The conditions on the pair `p`, that hidden customers are nobody's to come upon among them.
    fn conditions(&self, values: &mut Vec<Value>) -> String {
        values.extend(params![self.places.0, self.places.1]);
        let last = values.len();
        let mut sql = format!(
            "FROM duplicate_pairs p JOIN customers a ON a.id = p.one_id JOIN customers b ON b.id = p.other_id
             WHERE NOT a.hidden AND NOT b.hidden AND p.place BETWEEN ${} AND ${last}",
            last - 1
        );
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

/// The place of likely pairs of so many bits.
pub const fn place_of_likely(bits: i64) -> i64 {
    LIKELY - bits * 1_000
}

const COLUMNS: &str = "p.id, p.one_id, p.other_id, p.place, p.reasons";

/// A part of the queue, the surest first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Pair>, DbError> {
    let (place, id) = page.after.after_oldest();
    let mut values = params![place, id, page.limit + 1].to_vec();
    let conditions = filter.conditions(&mut values);
    let sql = format!(
        "SELECT {COLUMNS} {conditions} AND (p.place, p.id) > ($1, $2)
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
    tx.find(format!("SELECT {COLUMNS} {conditions} AND p.id = $1"), &values, read)
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
    let mut values = params![pair.place, pair.id].to_vec();
    let conditions = Filter::default().conditions(&mut values);
    let beside = |sign: &str, order: &str| {
        format!(
            "SELECT p.id {conditions} AND (p.place, p.id) {sign} ($1, $2) ORDER BY p.place {order}, p.id {order} LIMIT 1"
        )
    };
    let id = |row: &Row<'_>| Ok(PairId(row.get(0)?));
    let (before, of) = tx.get(
        format!("SELECT COUNT(CASE WHEN (p.place, p.id) < ($1, $2) THEN 1 END), COUNT(*) {conditions}"),
        &values,
        |row| Ok((row.get::<i64>(0)?, row.get(1)?)),
    )?;
    Ok(Standing {
        number: before + 1,
        of,
        previous: tx.find(beside("<", "DESC"), &values, id)?,
        next: tx.find(beside(">", "ASC"), &values, id)?,
    })
}

/// A pair that nobody has reviewed yet, drawn by chance.
pub fn draw(tx: &mut Tx<'_>, filter: &Filter) -> Result<Option<Pair>, DbError> {
    let mut values = Vec::new();
    let conditions = filter.conditions(&mut values);
    let sql = format!(
        "SELECT {COLUMNS} {conditions} AND NOT EXISTS (SELECT 1 FROM duplicate_reviews r
           WHERE r.one_id = p.one_id AND r.other_id = p.other_id) ORDER BY random() LIMIT 1"
    );
    tx.find(sql, &values, read)
}

/// Reads `COLUMNS`.
fn read(row: &Row<'_>) -> Result<Pair, DbError> {
    let place = row.get(3)?;
    Ok(Pair {
        id: PairId(row.get(0)?),
        one: CustomerId(row.get(1)?),
        other: CustomerId(row.get(2)?),
        place,
        comparison: compared(place, row.text(4)?),
    })
}

fn compared(place: i64, reasons: &str) -> Comparison {
    let (weight, tier) = weighed(place);
    Comparison {
        weight,
        score: linkage::score(weight),
        tier: Some(tier),
        // A word that is none any more is no reason not to show the card.
        reasons: serde_json::from_str(reasons).unwrap_or_default(),
    }
}

/// Somebody who may be the same as the customer of a card.
#[derive(Clone, Debug)]
pub struct Alike {
    pub id: CustomerId,
    pub name: String,
    pub comparison: Comparison,
}

/// Who may be the same as a customer `$1`, the surest first. Hidden ones are nobody's to come upon.
pub const ALIKE: &str = "SELECT c.id, c.name, p.place, p.reasons, r.customer_id IS NOT NULL FROM (
       SELECT id, other_id AS customer_id, place, reasons FROM duplicate_pairs WHERE one_id = $1
       UNION ALL SELECT id, one_id, place, reasons FROM duplicate_pairs WHERE other_id = $1) p
     JOIN customers c ON c.id = p.customer_id LEFT JOIN restrictions r ON r.customer_id = c.id
     WHERE NOT c.hidden ORDER BY p.place, p.id LIMIT $2";

/// Reads them in the card's batch.
pub fn of_customer<'a>(
    customer: CustomerId,
    limit: i64,
    reader: &Author,
    found: &'a mut Vec<Alike>,
) -> Stmt<'a> {
    let hides = restrictions::hides_from(reader);
    Stmt::new(ALIKE, params![customer, limit], move |row| {
        let mut comparison = compared(row.get(2)?, row.text(3)?);
        if hides && row.get(4)? {
            // What two have in common tells of both.
            comparison.reasons.clear();
        }
        found.push(Alike { id: CustomerId(row.get(0)?), name: row.get(1)?, comparison });
        Ok(())
    })
}

/// The surest pair among these customers.
pub fn among(
    tx: &mut Tx<'_>,
    customers: &[CustomerId],
) -> Result<Option<(CustomerId, CustomerId, Tier)>, DbError> {
    let values = many::padded(&customers[..customers.len().min(many::MOST)]);
    let places = db::places(values.len());
    let sql = format!(
        "SELECT one_id, other_id, place FROM duplicate_pairs WHERE one_id IN ({places}) AND other_id IN ({places})
         ORDER BY place, id LIMIT 1"
    );
    tx.find(sql, &values, |row| {
        Ok((CustomerId(row.get(0)?), CustomerId(row.get(1)?), weighed(row.get(2)?).1))
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
        changes.iter().map(|one| Stmt::exec(sql, params![one.customer, one.write])).collect();
    tx.batch(&mut statements)
}

/// Two customers, whichever first, and how they compare.
#[derive(Clone, Debug)]
pub struct Found {
    pub one: CustomerId,
    pub other: CustomerId,
    pub comparison: Comparison,
}

impl Found {
    /// Both, the lesser id first.
    pub fn both(&self) -> (CustomerId, CustomerId) {
        (self.one.min(self.other), self.one.max(self.other))
    }
}

/// What was found by itself: the next comparison of all with all has to see it, too.
const NO_ROUND: i64 = 0;

/// Keeps pairs; one that is there already stays itself. Whoever cannot be compared any more is left out.
pub fn put(tx: &mut Tx<'_>, found: &[Found], round: i64, at: Time) -> Result<(), DbError> {
    let ids: Vec<CustomerId> = found.iter().flat_map(|one| [one.one, one.other]).collect();
    let there = comparable(tx, &ids)?;
    let found: Vec<&Found> =
        found.iter().filter(|one| there.contains(&one.one) && there.contains(&one.other)).collect();
    for part in found.chunks(ROWS) {
        let mut values = params![round].to_vec();
        let mut rows = Vec::with_capacity(part.len());
        for found in part {
            let ((one, other), first) = (found.both(), values.len() + 1);
            let reasons = json_column::text(&found.comparison.reasons)?;
            values.extend(params![PairId::new(at), one, other, place(&found.comparison), reasons]);
            rows.push(format!(
                "(${first}, ${}, ${}, ${}, ${}, $1)",
                first + 1,
                first + 2,
                first + 3,
                first + 4
            ));
        }
        let sql = format!(
            "INSERT INTO duplicate_pairs (id, one_id, other_id, place, reasons, round) VALUES {}
             ON CONFLICT (one_id, other_id)
             DO UPDATE SET place = excluded.place, reasons = excluded.reasons, round = excluded.round",
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

/// The pairs of a customer are these and no others. Tells the pages of all whose pairs are others than before.
pub fn replace(tx: &mut Tx<'_>, customer: CustomerId, found: &[Found], at: Time) -> Result<(), DbError> {
    let sql = "SELECT one_id, other_id FROM duplicate_pairs WHERE one_id = $1
       UNION ALL SELECT one_id, other_id FROM duplicate_pairs WHERE other_id = $1";
    let there =
        tx.query(sql, &params![customer], |row| Ok((CustomerId(row.get(0)?), CustomerId(row.get(1)?))))?;
    let is_there = |found: &&Found| there.contains(&found.both());
    let mut concerned: BTreeSet<CustomerId> =
        found.iter().filter(|found| !is_there(found)).flat_map(|found| [found.one, found.other]).collect();
    for (one, other) in &there {
        if !found.iter().any(|found| found.both() == (*one, *other)) {
            delete(tx, *one, *other)?;
            concerned.extend([*one, *other]);
        }
    }
    for card in concerned {
        events::record(tx, "customer.suggested", at, Happened::to(card))?;
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
