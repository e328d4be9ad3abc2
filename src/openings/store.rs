//! All SQL of openings.

use db::{DbError, Row, Tx, params};

use super::{Contact, Opening, Pin};
use crate::clock::Time;
use crate::customers::cards::{card_of, of_card};
use crate::id::{AgentId, CustomerId, InteractionId, OpeningId};
use crate::identifiers::Identifier;
use crate::words::column;

const OPENING: &str = concat!(
    "SELECT o.id, c.id, c.name, o.interaction_id, i.channel, i.direction, i.state,
     i.identifier_kind, i.identifier_value, i.identifier_extension, i.started_at, i.answered_at, i.ended_at,
     o.opened_at, o.seen_at, o.unseen, o.closed_at, i.anonymous
   FROM openings o LEFT JOIN customers c ON c.id = ",
    card_of!("o.customer_id"),
    " LEFT JOIN interactions i ON i.id = o.interaction_id"
);

fn read(row: &Row<'_>) -> Result<Opening, DbError> {
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    let customer = match (row.get::<Option<_>>(1)?, row.get::<Option<String>>(2)?) {
        (Some(id), Some(name)) => Some((CustomerId(id), name)),
        _ => None,
    };
    let identifier = match (row.get::<Option<String>>(7)?, row.get::<Option<String>>(8)?) {
        (Some(_), Some(value)) => Some(Identifier { kind: column(row, 7)?, value, extension: row.get(9)? }),
        _ => None,
    };
    let contact = match row.get::<Option<_>>(3)? {
        Some(id) => Some(Contact {
            id: InteractionId(id),
            channel: column(row, 4)?,
            direction: column(row, 5)?,
            state: column(row, 6)?,
            identifier,
            anonymous: row.get(17)?,
            started_at: Time::from_micros(row.get(10)?),
            answered_at: time(11)?,
            ended_at: time(12)?,
        }),
        None => None,
    };
    Ok(Opening {
        id: OpeningId(row.get(0)?),
        customer,
        contact,
        opened_at: Time::from_micros(row.get(13)?),
        seen_at: time(14)?,
        unseen: row.get(15)?,
        closed_at: time(16)?,
        has_words: false,
        is_behind: false,
    })
}

/// Open lines, newest first. 100 are more than a rail can show; nobody works on more.
pub fn list_open(tx: &mut Tx<'_>, agent: AgentId) -> Result<Vec<Opening>, DbError> {
    tx.query(
        format!("{OPENING} WHERE o.agent_id = $1 AND o.closed_at IS NULL ORDER BY o.opened_at DESC, o.id DESC LIMIT 100"),
        &params![agent],
        read,
    )
}

/// The lines closed last; a customer or an unknown caller stands once.
pub fn list_recent(tx: &mut Tx<'_>, agent: AgentId, limit: i64) -> Result<Vec<Opening>, DbError> {
    let closed = tx.query(
        format!("{OPENING} WHERE o.agent_id = $1 AND o.closed_at IS NOT NULL ORDER BY o.closed_at DESC, o.id DESC LIMIT $2"),
        &params![agent, limit * 5],
        read,
    )?;
    let mut recent: Vec<Opening> = Vec::new();
    for opening in closed {
        let same = |one: &Opening| match (&one.customer, &opening.customer) {
            (Some((a, _)), Some((b, _))) => a == b,
            _ => false,
        };
        if recent.len() < usize::try_from(limit).unwrap_or(0) && !recent.iter().any(same) {
            recent.push(opening);
        }
    }
    Ok(recent)
}

pub fn get(tx: &mut Tx<'_>, agent: AgentId, id: OpeningId) -> Result<Opening, DbError> {
    tx.get(format!("{OPENING} WHERE o.id = $1 AND o.agent_id = $2"), &params![id, agent], read)
}

pub fn find_of_interaction(
    tx: &mut Tx<'_>,
    agent: AgentId,
    interaction: InteractionId,
) -> Result<Option<Opening>, DbError> {
    tx.find(
        format!("{OPENING} WHERE o.agent_id = $1 AND o.interaction_id = $2"),
        &params![agent, interaction],
        read,
    )
}

/// Who is pinned, in the order in which they were.
pub fn list_pins(tx: &mut Tx<'_>, agent: AgentId) -> Result<Vec<Pin>, DbError> {
    tx.query(
        concat!(
            "SELECT c.id, c.name FROM pins p JOIN customers c ON c.id = ",
            card_of!("p.customer_id"),
            " WHERE p.agent_id = $1 GROUP BY c.id, c.name ORDER BY MIN(p.at), c.id"
        ),
        &params![agent],
        |row| Ok(Pin { customer: CustomerId(row.get(0)?), name: row.get(1)? }),
    )
}

pub fn insert_pin(tx: &mut Tx<'_>, agent: AgentId, customer: CustomerId, at: Time) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO pins (agent_id, customer_id, at) VALUES ($1, $2, $3)",
        &params![agent, customer, at],
    )?;
    Ok(())
}

pub fn delete_pin(tx: &mut Tx<'_>, agent: AgentId, customer: CustomerId) -> Result<(), DbError> {
    tx.exec(
        concat!("DELETE FROM pins WHERE agent_id = $1 AND customer_id IN ", of_card!("$2")),
        &params![agent, customer],
    )?;
    Ok(())
}

/// Adds a line unless it is there; says whether it was added.
pub fn insert(
    tx: &mut Tx<'_>,
    at: Time,
    agent: AgentId,
    customer: Option<CustomerId>,
    interaction: Option<InteractionId>,
    seen_at: Option<Time>,
) -> Result<bool, DbError> {
    let added = tx.exec(
        "INSERT INTO openings (id, agent_id, customer_id, interaction_id, opened_at, seen_at, unseen)
         VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT DO NOTHING",
        &params![OpeningId::new(at), agent, customer, interaction, at, seen_at],
    )?;
    Ok(added > 0)
}

pub fn set_customer(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    customer: Option<CustomerId>,
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE openings SET customer_id = $2 WHERE interaction_id = $1",
        &params![interaction, customer],
    )?;
    Ok(())
}

/// Closes the line of one agent; says whether it was open.
pub fn close_of(
    tx: &mut Tx<'_>,
    agent: AgentId,
    interaction: InteractionId,
    at: Time,
) -> Result<bool, DbError> {
    let closed = tx.exec(
        "UPDATE openings SET closed_at = $3 WHERE agent_id = $1 AND interaction_id = $2 AND closed_at IS NULL",
        &params![agent, interaction, at],
    )?;
    Ok(closed > 0)
}

/// A line that was closed is there anew, and waits to be looked at; says whether there was one.
pub fn offer_again(
    tx: &mut Tx<'_>,
    agent: AgentId,
    interaction: InteractionId,
    at: Time,
) -> Result<bool, DbError> {
    let opened = tx.exec(
        "UPDATE openings SET closed_at = NULL, seen_at = NULL, opened_at = $3
         WHERE agent_id = $1 AND interaction_id = $2 AND closed_at IS NOT NULL",
        &params![agent, interaction, at],
    )?;
    Ok(opened > 0)
}

pub fn close_interaction(tx: &mut Tx<'_>, interaction: InteractionId, at: Time) -> Result<(), DbError> {
    tx.exec(
        "UPDATE openings SET closed_at = $2 WHERE interaction_id = $1 AND closed_at IS NULL",
        &params![interaction, at],
    )?;
    Ok(())
}

pub fn add_unseen(tx: &mut Tx<'_>, interaction: InteractionId, count: i64) -> Result<(), DbError> {
    tx.exec(
        "UPDATE openings SET unseen = unseen + $2 WHERE interaction_id = $1",
        &params![interaction, count],
    )?;
    Ok(())
}

pub fn see_interaction(
    tx: &mut Tx<'_>,
    agent: AgentId,
    interaction: InteractionId,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE openings SET seen_at = $3, unseen = 0 WHERE agent_id = $1 AND interaction_id = $2",
        &params![agent, interaction, at],
    )?;
    Ok(())
}

/// A customer opened by hand comes back to the top if its line was closed.
pub fn reopen_customer(
    tx: &mut Tx<'_>,
    agent: AgentId,
    customer: CustomerId,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE openings SET closed_at = NULL, opened_at = $3, seen_at = $3
         WHERE agent_id = $1 AND customer_id = $2 AND interaction_id IS NULL AND closed_at IS NOT NULL",
        &params![agent, customer, at],
    )?;
    Ok(())
}

pub fn close(tx: &mut Tx<'_>, agent: AgentId, id: OpeningId, at: Time) -> Result<u64, DbError> {
    tx.exec("UPDATE openings SET closed_at = $3 WHERE id = $1 AND agent_id = $2", &params![id, agent, at])
}

pub fn reopen(tx: &mut Tx<'_>, agent: AgentId, id: OpeningId, at: Time) -> Result<(), DbError> {
    tx.exec(
        "UPDATE openings SET closed_at = NULL, opened_at = $3 WHERE id = $1 AND agent_id = $2",
        &params![id, agent, at],
    )?;
    Ok(())
}
