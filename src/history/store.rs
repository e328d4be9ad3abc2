//! All SQL of the history.

use db::{DbError, Row, Stmt, Tx, Value, params};

use super::{Counts, Entry, Filter, Only, Scope};
use crate::clock::Time;
use crate::customers::cards::{self, of_card, of_people};
use crate::http::paging::Page;
use crate::id::{CustomerId, InteractionId};
use crate::interactions::{Delivery, Rating};
use crate::json_column;
use crate::words::{Channel, Direction, column};

macro_rules! columns {
    () => {
        "h.customer_id, h.at, h.id, h.channel, h.direction, h.state, h.identifier, h.line, h.queue, h.agent,
   h.answered_at, h.ended_at, h.topic, h.campaign, h.rating_value, h.rating_scale, h.recorded, h.messages, h.excerpt,
   h.chain, h.delivery"
    };
}

/// The newest entries of a customer.
pub const NEWEST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM history h WHERE h.customer_id = $1 ORDER BY h.at DESC, h.id DESC LIMIT $2"
);
macro_rules! counts {
    ($($whose:expr),*) => {
        concat!(
            "SELECT channel, CAST(SUM(count) AS BIGINT), CAST(SUM(outgoing) AS BIGINT) FROM history_counts
             WHERE count > 0 AND (customer_id IN ", of_card!("$1") $(, $whose)*, ") GROUP BY channel"
        )
    };
}
pub const COUNTS: &str = counts!();
const COUNTS_OF_COMPANY: &str = counts!(" OR customer_id IN ", of_people!("$1"));

fn read(row: &Row<'_>) -> Result<Entry, DbError> {
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    let rating = match (row.get::<Option<f64>>(14)?, row.get::<Option<f64>>(15)?) {
        (Some(value), Some(scale)) => Some(Rating { value, scale }),
        _ => None,
    };
    Ok(Entry {
        customer_id: row.get::<Option<_>>(0)?.map(CustomerId),
        at: Time::from_micros(row.get(1)?),
        id: InteractionId(row.get(2)?),
        channel: column(row, 3)?,
        direction: column(row, 4)?,
        state: column(row, 5)?,
        identifier: row.get(6)?,
        line: row.get(7)?,
        queue: row.get(8)?,
        agent: row.get(9)?,
        answered_at: time(10)?,
        ended_at: time(11)?,
        topic: row.get(12)?,
        campaign: row.get(13)?,
        rating,
        recorded: row.get(16)?,
        messages: row.get(17)?,
        excerpt: row.get(18)?,
        chain: json_column::read(row, 19)?,
        delivery: json_column::read(row, 20)?,
        matches: Vec::new(),
        refused: false,
    })
}

/// The newest `limit` entries, as a statement of the card's batch.
pub fn newest<'a>(customer: CustomerId, limit: i64, entries: &'a mut Vec<Entry>) -> Stmt<'a> {
    Stmt::new(NEWEST, params![customer, limit], |row| {
        entries.push(read(row)?);
        Ok(())
    })
}

/// The queue of the newest contact that had one, among the newest of a customer.
pub fn last_queue(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<String>, DbError> {
    let mut values = Vec::new();
    let newest = cards::legs(
        &cards::members(tx, customer)?,
        &mut values,
        "SELECT queue, at, id FROM history WHERE customer_id = {} ORDER BY at DESC, id DESC LIMIT 50",
        "",
    );
    let sql = format!(
        "SELECT l.queue FROM ({newest}) l WHERE l.queue IS NOT NULL ORDER BY l.at DESC, l.id DESC LIMIT 1"
    );
    tx.find(sql, &values, |row| row.get(0))
}

/// Reads the row of `COUNTS` as a statement of the card's batch.
pub fn counts_of<'a>(customer: CustomerId, counts: &'a mut Counts) -> Stmt<'a> {
    Stmt::new(COUNTS, params![customer], |row| {
        counts.add(column(row, 0)?, row.get(1)?, row.get(2)?);
        Ok(())
    })
}

pub fn counts(tx: &mut Tx<'_>, customer: CustomerId, scope: Scope) -> Result<Counts, DbError> {
    let sql = match scope {
        Scope::Own => COUNTS,
        Scope::Company => COUNTS_OF_COMPANY,
    };
    let rows =
        tx.query(sql, &params![customer], |row| Ok((column::<Channel>(row, 0)?, row.get(1)?, row.get(2)?)))?;
    let mut counts = Counts::default();
    for (channel, count, outgoing) in rows {
        counts.add(channel, count, outgoing);
    }
    counts.each.sort();
    Ok(counts)
}

pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Entry>, DbError> {
    let members = cards::members(tx, filter.customer)?;
    let (sql, values) = asks(filter, &members, page);
    let mut entries = tx.query(sql, &values, read)?;
    if filter.scope == Scope::Own {
        on_card(&mut entries, filter.customer);
    }
    Ok(entries)
}

/// Whoever they are of, they are shown on this card.
pub fn on_card(entries: &mut [Entry], card: CustomerId) {
    entries.iter_mut().for_each(|entry| entry.customer_id = Some(card));
}

/// The newest entries of a card of several customers.
pub fn newest_of(tx: &mut Tx<'_>, members: &[CustomerId], limit: i64) -> Result<Vec<Entry>, DbError> {
    let Some(card) = members.first() else { return Ok(Vec::new()) };
    let filter = Filter { customer: *card, scope: Scope::Own, only: Only::default(), words: None };
    let (sql, values) = asks(&filter, members, &Page::first(limit - 1));
    let mut entries = tx.query(sql, &values, read)?;
    on_card(&mut entries, *card);
    Ok(entries)
}

/// How a part of a history is asked for. `members`: the customers of the card.
pub fn asks(filter: &Filter, members: &[CustomerId], page: &Page) -> (String, Vec<Value>) {
    let (at, id) = page.after.before_everything();
    let mut values: Vec<Value> = params![at, id, page.fetch()].into();
    let whose = match filter.scope {
        Scope::Own => "h.customer_id = {}",
        Scope::Company => {
            values.push(filter.customer.into());
            concat!("(h.customer_id IN ", of_card!("$4"), " OR h.customer_id IN ", of_people!("$4"), ")")
        }
    };
    let mut sql = format!("SELECT {} FROM history h WHERE {whose} AND (h.at, h.id) < ($1, $2)", columns!());
    sql.push_str(&only(&filter.only, &mut values));
    sql.push_str(" ORDER BY h.at DESC, h.id DESC LIMIT $3");
    if filter.scope == Scope::Own {
        sql = cards::legs(members, &mut values, &sql, "ORDER BY 2 DESC, 3 DESC LIMIT $3");
    }
    (sql, values)
}

/// What a row `h` has to be; the words stand as in the partial indexes, which nothing else can use.
pub fn only(only: &Only, values: &mut Vec<Value>) -> String {
    let mut sql = String::new();
    if let Some(channel) = only.channel {
        values.push(channel.into());
        sql.push_str(&format!(" AND h.channel = ${}", values.len()));
    }
    if let Some(direction) = only.direction {
        values.push(direction.into());
        sql.push_str(&format!(" AND h.direction = ${}", values.len()));
    }
    if only.missed {
        sql.push_str(
            " AND h.channel = 'call' AND h.direction = 'in' AND h.answered_at IS NULL AND h.state IN ('wrap_up', 'closed')",
        );
    }
    if only.recorded {
        sql.push_str(" AND h.recorded");
    }
    if only.campaign {
        sql.push_str(" AND h.campaign IS NOT NULL");
    }
    sql
}

/// The entries of some interactions that belong to somebody.
pub fn by_interactions(tx: &mut Tx<'_>, ids: &[InteractionId]) -> Result<Vec<Entry>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {} FROM history h WHERE h.id IN ({})", columns!(), db::places(ids.len()));
    tx.query(sql, &ids.iter().map(|id| Value::from(*id)).collect::<Vec<_>>(), read)
}

/// Stores an entry; says whether it is new in this history.
pub fn put(tx: &mut Tx<'_>, customer: CustomerId, entry: &Entry) -> Result<bool, DbError> {
    let values: Vec<Value> = params![
        customer,
        entry.at,
        entry.id,
        entry.channel,
        entry.direction,
        entry.state,
        entry.identifier.as_deref(),
        entry.line.as_deref(),
        entry.queue.as_deref(),
        entry.agent.as_deref(),
        entry.answered_at,
        entry.ended_at,
        entry.topic.as_deref(),
        entry.campaign.as_deref(),
        entry.rating.map(|rating| rating.value),
        entry.rating.map(|rating| rating.scale),
        entry.recorded,
        entry.messages,
        entry.excerpt.as_deref(),
        (!entry.chain.is_empty()).then(|| serde_json::to_string(&entry.chain).unwrap_or_default()),
        entry.delivery.as_ref().map(Delivery::column)
    ]
    .into();
    let known = tx.exec(
        "UPDATE history SET channel = $4, direction = $5, state = $6, identifier = $7, line = $8, queue = $9, agent = $10,
           answered_at = $11, ended_at = $12, topic = $13, campaign = $14, rating_value = $15, rating_scale = $16,
           recorded = $17, messages = $18, excerpt = $19, chain = $20, delivery = $21
         WHERE customer_id = $1 AND at = $2 AND id = $3",
        &values,
    )?;
    if known > 0 {
        return Ok(false);
    }
    tx.exec(
        "INSERT INTO history (customer_id, at, id, channel, direction, state, identifier, line, queue, agent, answered_at,
           ended_at, topic, campaign, rating_value, rating_scale, recorded, messages, excerpt, chain, delivery)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        &values,
    )?;
    Ok(true)
}

pub fn delete(tx: &mut Tx<'_>, customer: CustomerId, at: Time, id: InteractionId) -> Result<(), DbError> {
    tx.exec(
        "DELETE FROM history WHERE customer_id = $1 AND at = $2 AND id = $3",
        &params![customer, at, id],
    )?;
    Ok(())
}

/// Counts an entry in (1) or out (-1).
pub fn count(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    channel: Channel,
    direction: Direction,
    by: i64,
) -> Result<(), DbError> {
    let outgoing = if direction == Direction::Out { by } else { 0 };
    tx.exec(
        "INSERT INTO history_counts (customer_id, channel, count, outgoing) VALUES ($1, $2, $3, $4)
         ON CONFLICT (customer_id, channel) DO UPDATE SET count = history_counts.count + excluded.count,
           outgoing = history_counts.outgoing + excluded.outgoing",
        &params![customer, channel, by, outgoing],
    )?;
    Ok(())
}
