//! All SQL of promises.

use db::{DbError, Row, Stmt, Tx, Value, params, places};
use uuid::Uuid;

use super::{Filter, Promise, Totals, Whose};
use crate::clock::Time;
use crate::customers::Owner;
use crate::customers::cards::{card_of, of_card, stays_on_card};
use crate::http::paging::Page;
use crate::id::{AgentId, CustomerId, InteractionId, PromiseId, RequestId, TeamId};
use crate::words::column;

macro_rules! promises {
    ($($rest:expr),*) => {
        concat!(
            "SELECT p.id, ",
            card_of!("p.customer_id"),
            ", p.interaction_id, p.request_id, p.text, p.owner_id, o.login, o.name, o.state,
               p.team_id, t.name, p.due_at, p.state, p.how, p.settled_at, p.settled_by, p.reminded_at, p.by_name,
               p.version, p.created_at, p.updated_at
             FROM promises p LEFT JOIN agents o ON o.id = p.owner_id LEFT JOIN teams t ON t.id = p.team_id ",
            $($rest),*
        )
    };
}

/// What the agent `{}` has to keep beside their own: those of their team that nobody who works here has.
const LEFT: &str = "p.team_id = (SELECT a.team_id FROM agents a WHERE a.id = {})
   AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.id = p.owner_id AND a.state <> 'disabled')";

/// Nobody works with what belongs to somebody who is restricted.
const UNRESTRICTED: &str = concat!(
    "NOT EXISTS (SELECT 1 FROM restrictions x WHERE x.customer_id = ",
    card_of!("p.customer_id"),
    ")"
);

/// Open promises to a customer, the first ones first.
pub const OPEN: &str = promises!(
    "WHERE p.customer_id IN ",
    of_card!("$1"),
    " AND p.state = 'open' ORDER BY p.due_at, p.id LIMIT $2"
);

fn read(row: &Row<'_>) -> Result<Promise, DbError> {
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    let owner = match (row.get::<Option<_>>(5)?, row.get::<Option<String>>(6)?, row.get::<Option<String>>(7)?)
    {
        (Some(id), Some(login), Some(name)) => Some(Owner { id: AgentId(id), login, name }),
        _ => None,
    };
    let team = match (row.get::<Option<_>>(9)?, row.get::<Option<String>>(10)?) {
        (Some(id), Some(name)) => Some((TeamId(id), name)),
        _ => None,
    };
    Ok(Promise {
        id: PromiseId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        interaction: row.get::<Option<_>>(2)?.map(InteractionId),
        request: row.get::<Option<_>>(3)?.map(RequestId),
        text: row.get(4)?,
        owner_left: row.get::<Option<String>>(8)?.as_deref() == Some("disabled"),
        owner,
        team,
        due_at: Time::from_micros(row.get(11)?),
        state: column(row, 12)?,
        how: row.get(13)?,
        settled_at: time(14)?,
        settled_by: row.get(15)?,
        reminded_at: time(16)?,
        by: row.get(17)?,
        version: row.get(18)?,
        created_at: Time::from_micros(row.get(19)?),
        updated_at: Time::from_micros(row.get(20)?),
    })
}

pub fn find(tx: &mut Tx<'_>, id: PromiseId) -> Result<Option<Promise>, DbError> {
    tx.find(promises!("WHERE p.id = $1"), &params![id], read)
}

/// Open promises to a customer, as a statement of the card's batch.
pub fn open<'a>(customer: CustomerId, limit: i64, found: &'a mut Vec<Promise>) -> Stmt<'a> {
    Stmt::new(OPEN, params![customer, limit], |row| {
        found.push(read(row)?);
        Ok(())
    })
}

/// All promises to a customer, the first ones first.
pub fn list_all(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Promise>, DbError> {
    tx.query(
        promises!("WHERE p.customer_id IN ", of_card!("$1"), " ORDER BY p.created_at, p.id"),
        &params![customer],
        read,
    )
}

/// Those that were given in an interaction, the first ones first.
pub fn list_of_interaction(tx: &mut Tx<'_>, id: InteractionId) -> Result<Vec<Promise>, DbError> {
    tx.query(promises!("WHERE p.interaction_id = $1 ORDER BY p.due_at, p.id LIMIT 20"), &params![id], read)
}

/// Those that belong to a request, or to one that was merged into it, or were given in an interaction under them; the
/// first ones first.
pub fn list_of_request(tx: &mut Tx<'_>, id: RequestId, limit: i64) -> Result<Vec<Promise>, DbError> {
    tx.query(
        concat!(
            "WITH RECURSIVE own (id) AS (
               SELECT r.id FROM requests r WHERE r.id = $1
               UNION SELECT m.request_id FROM request_merges m JOIN own ON m.into_id = own.id) ",
            promises!(
                "WHERE p.request_id IN (SELECT id FROM own)
                   OR p.interaction_id IN (SELECT i.id FROM interactions i JOIN own ON i.request_id = own.id)
                 ORDER BY p.due_at, p.id LIMIT $2"
            )
        ),
        &params![id, limit],
        read,
    )
}

/// Those that are asked for.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Promise>, DbError> {
    let mut values: Vec<Value> = Vec::new();
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut wanted = Vec::new();
    if let Some(customer) = filter.customer {
        place(customer.into());
        // The first value is the customer.
        wanted.push(concat!("p.customer_id IN ", of_card!("$1")).to_owned());
    }
    match filter.whose {
        Some(Whose::Owner(agent)) => wanted.push(format!("p.owner_id = {}", place(agent.into()))),
        Some(Whose::Mine(agent)) => {
            let agent = place(agent.into());
            wanted.push(format!("(p.owner_id = {agent} OR ({}))", LEFT.replace("{}", &agent)));
        }
        Some(Whose::Team(team)) => wanted.push(format!("p.team_id = {}", place(team.into()))),
        Some(Whose::Nobodys) => {
            wanted.push("p.team_id IS NULL AND (p.owner_id IS NULL OR o.state = 'disabled')".to_owned());
        }
        None => {}
    }
    if let Some(state) = filter.state {
        wanted.push(format!("p.state = {}", place(state.into())));
    }
    if let Some(at) = filter.due_by {
        wanted.push(format!("p.due_at <= {}", place(at.into())));
    }
    if !filter.restricted {
        wanted.push(UNRESTRICTED.to_owned());
    }
    let (at, id) = match (filter.is_ahead(), page.after.cursor()) {
        (true, Some(cursor)) => (cursor.key.parse().unwrap_or(i64::MIN), cursor.id),
        (true, None) => (i64::MIN, Uuid::nil()),
        (false, _) => page.after.before_everything(),
    };
    let (than, order) = if filter.is_ahead() { (">", "") } else { ("<", " DESC") };
    wanted.push(format!("(p.due_at, p.id) {than} ({}, {})", place(at.into()), place(id.into())));
    let sql = format!(
        "{} WHERE {} ORDER BY p.due_at{order}, p.id{order} LIMIT {}",
        promises!(""),
        wanted.join(" AND "),
        place(page.fetch().into())
    );
    tx.query(sql, &values, read)
}

/// How it is counted what an agent has to keep, and how much of it is due. In two halves, each by its index: this is read
/// with every rail.
pub fn asks_totals() -> String {
    format!(
        "SELECT COUNT(*), COUNT(t.reminded_at) FROM (
           SELECT p.reminded_at FROM promises p WHERE p.owner_id = $1 AND p.state = 'open' AND {UNRESTRICTED}
           UNION ALL
           SELECT p.reminded_at FROM promises p WHERE {} AND p.state = 'open'
             AND (p.owner_id IS NULL OR p.owner_id <> $1) AND {UNRESTRICTED}) t",
        LEFT.replace("{}", "$1")
    )
}

/// What an agent has to keep, in numbers.
pub fn totals(tx: &mut Tx<'_>, agent: AgentId) -> Result<Totals, DbError> {
    tx.get(asks_totals(), &params![agent], |row| Ok(Totals { open: row.get(0)?, overdue: row.get(1)? }))
}

/// How many open promises there are to some customers, and when the first of them is due.
pub fn count_open(tx: &mut Tx<'_>, customers: &[CustomerId]) -> Result<(i64, Option<Time>), DbError> {
    if customers.is_empty() {
        return Ok((0, None));
    }
    let values: Vec<Value> = customers.iter().map(|id| (*id).into()).collect();
    let sql = format!(
        "SELECT COUNT(*), MIN(due_at) FROM promises WHERE customer_id IN ({}) AND state = 'open'",
        places(customers.len())
    );
    tx.get(sql, &values, |row| Ok((row.get(0)?, row.get::<Option<i64>>(1)?.map(Time::from_micros))))
}

/// Open ones that are due by `now` and of which it was not told yet.
pub fn list_unreminded(tx: &mut Tx<'_>, now: Time, limit: i64) -> Result<Vec<Promise>, DbError> {
    tx.query(
        promises!(
            "WHERE p.state = 'open' AND p.due_at <= $1 AND p.reminded_at IS NULL ORDER BY p.due_at, p.id LIMIT $2"
        ),
        &params![now, limit],
        read,
    )
}

/// Open ones to a customer of which it was told at this time that they are due.
pub fn list_reminded(tx: &mut Tx<'_>, customer: CustomerId, at: Time) -> Result<Vec<Promise>, DbError> {
    tx.query(
        promises!(
            "WHERE p.customer_id IN ",
            of_card!("$1"),
            " AND p.state = 'open' AND p.reminded_at = $2 ORDER BY p.due_at, p.id"
        ),
        &params![customer, at],
        read,
    )
}

/// Notes that it was told, which is no change of the promise.
pub fn remind(tx: &mut Tx<'_>, id: PromiseId, at: Time) -> Result<(), DbError> {
    tx.exec("UPDATE promises SET reminded_at = $2 WHERE id = $1", &params![id, at])?;
    Ok(())
}

/// Those that belong to a request itself.
pub fn ids_under(tx: &mut Tx<'_>, request: RequestId) -> Result<Vec<PromiseId>, DbError> {
    tx.query("SELECT id FROM promises WHERE request_id = $1 ORDER BY id", &params![request], |row| {
        Ok(PromiseId(row.get(0)?))
    })
}

/// Gives those of some promises that belong to no request to this one, which is there again.
pub fn put_under(tx: &mut Tx<'_>, ids: &[PromiseId], request: RequestId) -> Result<(), DbError> {
    for id in ids {
        let sql = "UPDATE promises SET request_id = $2 WHERE id = $1 AND request_id IS NULL";
        tx.exec(sql, &params![*id, request])?;
    }
    Ok(())
}

/// The columns that both ways of writing have, in their order.
fn values(one: &Promise) -> Vec<Value> {
    params![
        one.id,
        one.customer,
        one.interaction,
        one.request,
        one.text.as_str(),
        one.owner.as_ref().map(|owner| owner.id),
        one.team.as_ref().map(|(id, _)| *id),
        one.due_at,
        one.state,
        one.how.as_deref(),
        one.settled_at,
        one.settled_by.as_deref(),
        one.reminded_at,
        one.by.as_str(),
        one.version,
        one.created_at,
        one.updated_at
    ]
    .into()
}

pub fn insert(tx: &mut Tx<'_>, one: &Promise) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO promises (id, customer_id, interaction_id, request_id, text, owner_id, team_id, due_at, state, how,
           settled_at, settled_by, reminded_at, by_name, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        &values(one),
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one that was read.
pub fn update(tx: &mut Tx<'_>, version: i64, one: &Promise) -> Result<(), DbError> {
    let mut values = values(one);
    values.push(version.into());
    let rows = tx.exec(
        concat!(
            "UPDATE promises SET customer_id = ",
            stays_on_card!("promises.customer_id", "$2"),
            ", interaction_id = $3, request_id = $4, text = $5, owner_id = $6, team_id = $7,
           due_at = $8, state = $9, how = $10, settled_at = $11, settled_by = $12, reminded_at = $13, by_name = $14,
           version = $15, created_at = $16, updated_at = $17
         WHERE id = $1 AND version = $18"
        ),
        &values,
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete(tx: &mut Tx<'_>, id: PromiseId) -> Result<(), DbError> {
    tx.exec("DELETE FROM promises WHERE id = $1", &params![id])?;
    Ok(())
}
