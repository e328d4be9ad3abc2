//! All SQL of the change history.

use std::collections::BTreeSet;

use db::{DbError, Row, Stmt, Tx, params};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Change, Filter, Subject};
use crate::author::Author;
use crate::clock::Time;
use crate::customers::cards::{self, of_card};
use crate::http::paging::{Cursor, Page};
use crate::id::{ChangeId, CustomerId};
use crate::json_column;

/// The order of a list, by the columns of its statement.
const NEWEST_FIRST: &str = "ORDER BY 2 DESC, 1 DESC LIMIT $3";

pub fn insert<'a>(
    author: &Author,
    action: &str,
    subject: Subject,
    before: Option<Map<String, Value>>,
    after: Option<Map<String, Value>>,
) -> Stmt<'a> {
    let text =
        |members: Option<Map<String, Value>>| members.map(|members| Value::Object(members).to_string());
    Stmt::exec(
        "INSERT INTO changes (id, at, by_id, by_name, action, entity, entity_id, customer_id, before, after)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            ChangeId::new(author.at),
            author.at,
            author.id(),
            author.name.as_str(),
            action,
            subject.entity,
            subject.id,
            subject.customer,
            text(before),
            text(after)
        ],
    )
}

/// A customer's entries, newest first.
pub fn list(tx: &mut Tx<'_>, customer: CustomerId, page: &Page) -> Result<Vec<Change>, DbError> {
    let (at, id) = page.after.before_everything();
    let mut values = params![at, id, page.fetch()].to_vec();
    let sql = cards::legs(
        &cards::members(tx, customer)?,
        &mut values,
        "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after FROM changes
         WHERE customer_id = {} AND (at, id) < ($1, $2) ORDER BY at DESC, id DESC LIMIT $3",
        NEWEST_FIRST,
    );
    tx.query(sql, &values, change)
}

/// Entries of some entities, newest first: `only` of these, if any are named, and none of `but`.
pub fn list_of(
    tx: &mut Tx<'_>,
    filter: &Filter,
    only: &[&str],
    but: &[&str],
    page: &Page,
) -> Result<Vec<Change>, DbError> {
    let (at, id) = page.after.before_everything();
    let until = filter.before.map_or(i64::MAX, Time::micros);
    // One text whatever is asked for: a list of words is a text with spaces around each.
    let words = |list: &[&str]| if list.is_empty() { String::new() } else { format!(" {} ", list.join(" ")) };
    let by = filter.by.as_deref().unwrap_or_default();
    let mut values = params![at, id, page.fetch(), until, words(only), words(but), by].to_vec();
    let sql = cards::legs(
        &cards::members(tx, filter.customer)?,
        &mut values,
        "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after FROM changes
         WHERE customer_id = {} AND (at, id) < ($1, $2) AND at < $4
           AND ($5 = '' OR $5 LIKE '% ' || entity || ' %') AND $6 NOT LIKE '% ' || entity || ' %'
           AND ($7 = '' OR by_name = $7)
         ORDER BY at DESC, id DESC LIMIT $3",
        NEWEST_FIRST,
    );
    tx.query(sql, &values, change)
}

/// Names of those who did the last things that are recorded of a customer.
pub fn authors(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<String>, DbError> {
    let mut values = Vec::new();
    let newest = cards::legs(
        &cards::members(tx, customer)?,
        &mut values,
        "SELECT by_name FROM changes WHERE customer_id = {} ORDER BY at DESC, id DESC LIMIT 500",
        "",
    );
    tx.query(format!("SELECT DISTINCT by_name FROM ({newest}) AS newest ORDER BY by_name"), &values, |row| {
        row.get(0)
    })
}

/// What was done to something first, the oldest first.
pub fn first_of(tx: &mut Tx<'_>, entity: &str, id: Uuid, limit: i64) -> Result<Vec<Change>, DbError> {
    tx.query(
        "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after FROM changes
         WHERE entity_id = $1 AND entity = $2 ORDER BY at, id LIMIT $3",
        &params![id, entity, limit],
        change,
    )
}

/// Those of these things, told of on several cards, of which one is of somebody who is restricted.
pub fn of_restricted(tx: &mut Tx<'_>, ids: impl Iterator<Item = Uuid>) -> Result<BTreeSet<Uuid>, DbError> {
    let ids: Vec<db::Value> = ids.map(Into::into).collect();
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let sql = format!(
        "SELECT c.entity_id FROM changes c JOIN customers w ON w.id = c.customer_id
         JOIN restrictions r ON r.customer_id = COALESCE(w.card_id, w.id) WHERE c.entity_id IN ({})",
        db::places(ids.len())
    );
    Ok(tx.query(sql, &ids, |row| row.get(0))?.into_iter().collect())
}

/// How many entries a customer has.
pub fn count(tx: &mut Tx<'_>, customer: CustomerId) -> Result<i64, DbError> {
    let sql = concat!("SELECT COUNT(*) FROM changes WHERE customer_id IN ", of_card!("$1"));
    tx.get(sql, &params![customer], |row| row.get(0))
}

/// What was done to a customer and what is theirs in one transaction, the last of it first.
pub fn list_at(tx: &mut Tx<'_>, customer: CustomerId, at: Time) -> Result<Vec<Change>, DbError> {
    tx.query(
        concat!(
            "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after FROM changes
             WHERE at = $2 AND customer_id IN ",
            of_card!("$1"),
            " ORDER BY id DESC"
        ),
        &params![customer, at],
        change,
    )
}

/// A change, with whose it is.
pub struct Last {
    pub change: Change,
    pub customer: Option<CustomerId>,
}

/// An entry by its id.
pub fn find(tx: &mut Tx<'_>, id: ChangeId) -> Result<Option<Last>, DbError> {
    tx.find(
        "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after, customer_id FROM changes
         WHERE id = $1",
        &params![id],
        last,
    )
}

/// What was done to something last, as one card tells it.
pub fn last_on(
    tx: &mut Tx<'_>,
    entity: &str,
    id: Uuid,
    customer: Option<CustomerId>,
) -> Result<Option<Last>, DbError> {
    tx.find(
        "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after, customer_id FROM changes
         WHERE entity_id = $1 AND entity = $2 AND customer_id IS NOT DISTINCT FROM $3 ORDER BY at DESC, id DESC LIMIT 1",
        &params![id, entity, customer],
        last,
    )
}

/// What was done to something last.
pub fn last_of(tx: &mut Tx<'_>, entity: &str, id: Uuid) -> Result<Option<Last>, DbError> {
    tx.find(
        "SELECT id, at, by_id, by_name, action, entity, entity_id, before, after, customer_id FROM changes
         WHERE entity_id = $1 AND entity = $2 ORDER BY at DESC, id DESC LIMIT 1",
        &params![id, entity],
        last,
    )
}

fn last(row: &Row<'_>) -> Result<Last, DbError> {
    Ok(Last { change: change(row)?, customer: row.get::<Option<_>>(9)?.map(CustomerId) })
}

fn change(row: &Row<'_>) -> Result<Change, DbError> {
    Ok(Change {
        id: ChangeId(row.get(0)?),
        at: crate::clock::Time::from_micros(row.get(1)?),
        by_id: row.get(2)?,
        by: row.get(3)?,
        action: row.get(4)?,
        entity: row.get(5)?,
        entity_id: row.get(6)?,
        before: json_column::read(row, 7)?,
        after: json_column::read(row, 8)?,
    })
}

/// The cursor that goes on after `change`.
pub fn cursor(change: &Change) -> Cursor {
    Cursor::new(change.at, change.id.0)
}

/// Whether somebody else has changed a thing since then.
pub fn is_changed_by_others(tx: &mut Tx<'_>, entity: Uuid, by: Uuid, since: Time) -> Result<bool, DbError> {
    let sql =
        "SELECT 1 FROM changes WHERE entity_id = $1 AND at > $2 AND (by_id IS NULL OR by_id <> $3) LIMIT 1";
    Ok(tx.find(sql, &params![entity, since, by], |row| row.get::<i64>(0))?.is_some())
}
