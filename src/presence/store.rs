//! All SQL of presences.

use db::{DbError, Row, Stmt, Tx, params};
use uuid::Uuid;

use super::{Doing, FieldId, Here, Somebody};
use crate::clock::Time;
use crate::id::{AgentId, CustomerId};
use crate::words::column;

/// What a page told last.
pub struct Told {
    pub customer: CustomerId,
    pub doing: Doing,
    pub field: Option<String>,
    pub at: Time,
}

pub fn find(tx: &mut Tx<'_>, agent: AgentId, page: Uuid) -> Result<Option<Told>, DbError> {
    tx.find(
        "SELECT customer_id, doing, field, at FROM presences WHERE agent_id = $1 AND page = $2",
        &params![agent, page],
        |row| {
            Ok(Told {
                customer: CustomerId(row.get(0)?),
                doing: column(row, 1)?,
                field: row.get(2)?,
                at: Time::from_micros(row.get(3)?),
            })
        },
    )
}

pub fn put(
    tx: &mut Tx<'_>,
    agent: AgentId,
    customer: CustomerId,
    here: &Here,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO presences (agent_id, page, customer_id, doing, field, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (agent_id, page) DO UPDATE SET customer_id = $3, doing = $4, field = $5, at = $6",
        &params![agent, here.page, customer, here.doing, here.field.as_ref().map(FieldId::as_str), at],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, agent: AgentId, page: Uuid) -> Result<(), DbError> {
    tx.exec("DELETE FROM presences WHERE agent_id = $1 AND page = $2", &params![agent, page])?;
    Ok(())
}

/// Leaves an agent the `most` pages that were heard of last.
pub fn delete_oldest(tx: &mut Tx<'_>, agent: AgentId, most: i64) -> Result<(), DbError> {
    tx.exec(
        "DELETE FROM presences WHERE agent_id = $1 AND page IN
           (SELECT page FROM presences WHERE agent_id = $1 ORDER BY at DESC, page LIMIT 1000 OFFSET $2)",
        &params![agent, most],
    )?;
    Ok(())
}

/// Everybody who was heard of at a card since then, as a statement for a batch.
pub fn of_customer<'a>(customer: CustomerId, since: Time, all: &'a mut Vec<Somebody>) -> Stmt<'a> {
    Stmt::new(
        "SELECT p.agent_id, a.name, p.doing, p.field FROM presences p JOIN agents a ON a.id = p.agent_id
         WHERE p.customer_id = $1 AND p.at >= $2 ORDER BY p.at DESC LIMIT 100",
        params![customer, since],
        |row| {
            all.push(somebody(row)?);
            Ok(())
        },
    )
}

/// Agents who were heard of at any card since then.
pub fn present(tx: &mut Tx<'_>, since: Time) -> Result<Vec<AgentId>, DbError> {
    tx.query("SELECT DISTINCT agent_id FROM presences WHERE at >= $1", &params![since], |row| {
        Ok(AgentId(row.get(0)?))
    })
}

fn somebody(row: &Row<'_>) -> Result<Somebody, DbError> {
    Ok(Somebody {
        agent: AgentId(row.get(0)?),
        name: row.get(1)?,
        doing: column(row, 2)?,
        field: row.get(3)?,
    })
}

/// Cards with pages that were last heard of before.
pub fn list_silent(tx: &mut Tx<'_>, before: Time) -> Result<Vec<CustomerId>, DbError> {
    tx.query("SELECT DISTINCT customer_id FROM presences WHERE at < $1", &params![before], |row| {
        Ok(CustomerId(row.get(0)?))
    })
}

pub fn delete_silent(tx: &mut Tx<'_>, before: Time) -> Result<(), DbError> {
    tx.exec("DELETE FROM presences WHERE at < $1", &params![before])?;
    Ok(())
}
