//! All SQL of the access log.

use db::{DbError, Row, Stmt, Tx, params};

use super::{Access, Filter};
use crate::clock::Time;
use crate::customers::cards::{self, of_card};
use crate::http::paging::{Cursor, Page};
use crate::id::{AccessId, AgentId, CustomerId, InteractionId};
use crate::words::column;

/// Stores entries; those that are there already stay as they are.
pub fn insert_all(tx: &mut Tx<'_>, accesses: &[Access]) -> Result<(), DbError> {
    let insert = |access: &Access| {
        Stmt::exec(
            "INSERT INTO accesses (id, at, by_id, by_name, what, customer_id, interaction_id, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
            params![
                access.id,
                access.at,
                access.by_id,
                access.by.as_str(),
                access.what,
                access.customer_id,
                access.interaction_id,
                access.reason.as_deref()
            ],
        )
    };
    tx.batch(&mut accesses.iter().map(insert).collect::<Vec<_>>())
}

/// Newest first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Vec<Access>, DbError> {
    let (at, id) = page.after.before_everything();
    let mut values = params![
        at,
        id,
        filter.since.map_or(i64::MIN, Time::micros),
        filter.before.map_or(i64::MAX, Time::micros),
        filter.by.as_deref().unwrap_or_default(),
        page.fetch()
    ]
    .to_vec();
    let asked = |whose: &str| {
        format!(
            "SELECT id, at, by_id, by_name, what, customer_id, interaction_id, reason FROM accesses
             WHERE {whose}(at, id) < ($1, $2) AND at >= $3 AND at < $4 AND (by_name = $5 OR $5 = '')
             ORDER BY at DESC, id DESC LIMIT $6"
        )
    };
    let sql = match filter.customer {
        Some(customer) => {
            let order = "ORDER BY 2 DESC, 1 DESC LIMIT $6";
            cards::legs(&cards::members(tx, customer)?, &mut values, &asked("customer_id = {} AND "), order)
        }
        None => asked(""),
    };
    tx.query(sql, &values, access)
}

/// How many entries a customer has.
pub fn count(tx: &mut Tx<'_>, customer: CustomerId) -> Result<i64, DbError> {
    let sql = concat!("SELECT COUNT(*) FROM accesses WHERE customer_id IN ", of_card!("$1"));
    tx.get(sql, &params![customer], |row| row.get(0))
}

/// Whether an agent has a contact of their own with this customer, or has given a reason, since a moment.
pub fn is_accounted_for(
    tx: &mut Tx<'_>,
    agent: AgentId,
    customer: CustomerId,
    since: Time,
) -> Result<bool, DbError> {
    tx.get(
        concat!(
            "SELECT EXISTS (SELECT 1 FROM accesses WHERE by_id = $1 AND at >= $3 AND reason IS NOT NULL AND customer_id IN ",
            of_card!("$2"),
            ") OR EXISTS (SELECT 1 FROM interactions WHERE agent_id = $1 AND (state <> 'closed' OR ended_at >= $3)
                 AND customer_id IN ",
            of_card!("$2"),
            ")"
        ),
        &params![agent, customer, since],
        |row| row.get(0),
    )
}

fn access(row: &Row<'_>) -> Result<Access, DbError> {
    Ok(Access {
        id: AccessId(row.get(0)?),
        at: Time::from_micros(row.get(1)?),
        by_id: row.get(2)?,
        by: row.get(3)?,
        what: column(row, 4)?,
        customer_id: CustomerId(row.get(5)?),
        interaction_id: row.get::<Option<_>>(6)?.map(InteractionId),
        reason: row.get(7)?,
    })
}

/// The cursor that goes on after `access`.
pub fn cursor(access: &Access) -> Cursor {
    Cursor::new(access.at, access.id.0)
}
