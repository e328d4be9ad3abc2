//! All SQL of drafts.

use db::{DbError, Tx, params};

use super::{About, Entry, Kept, Key};
use crate::clock::Time;
use crate::customers::cards::of_card;
use crate::id::{AgentId, CustomerId, InteractionId};
use crate::json_column;

pub fn put(
    tx: &mut Tx<'_>,
    agent: AgentId,
    key: &Key,
    entries: &str,
    body: &str,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO drafts (agent_id, key, customer_id, interaction_id, entries, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (agent_id, key) DO UPDATE SET entries = $5, body = $6, at = $7",
        &params![agent, key.as_str(), key.customer(), key.interaction(), entries, body, at],
    )?;
    Ok(())
}

/// The forms of an agent with what was typed into them.
pub fn list(tx: &mut Tx<'_>, agent: AgentId, since: Time) -> Result<Vec<(String, Vec<Entry>)>, DbError> {
    tx.query(
        "SELECT key, entries FROM drafts WHERE agent_id = $1 AND at >= $2
           AND key NOT LIKE 'handed:%'
           AND (customer_id IS NULL OR customer_id NOT IN (SELECT w.id FROM customers w JOIN restrictions r
             ON r.customer_id = COALESCE(w.card_id, w.id))) ORDER BY key",
        &params![agent, since],
        |row| Ok((row.get(0)?, json_column::read(row, 1)?)),
    )
}

/// The forms about a customer or an interaction.
pub fn list_of(
    tx: &mut Tx<'_>,
    agent: AgentId,
    customer: Option<CustomerId>,
    interaction: Option<InteractionId>,
    since: Time,
) -> Result<Vec<Key>, DbError> {
    let keys: Vec<String> = tx.query(
        concat!(
            "SELECT key FROM drafts WHERE agent_id = $1 AND at >= $4 AND (interaction_id = $3 OR customer_id IN ",
            of_card!("$2"),
            ") AND key NOT LIKE 'handed:%' ORDER BY at DESC, key"
        ),
        &params![agent, customer, interaction, since],
        |row| row.get(0),
    )?;
    Ok(keys.iter().filter_map(|key| key.parse().ok()).collect())
}

pub fn find(tx: &mut Tx<'_>, agent: AgentId, key: &Key, since: Time) -> Result<Option<Kept>, DbError> {
    tx.find(
        "SELECT body, at FROM drafts WHERE agent_id = $1 AND key = $2 AND at >= $3",
        &params![agent, key.as_str(), since],
        |row| Ok(Kept { body: row.get(0)?, at: Time::from_micros(row.get(1)?) }),
    )
}

/// Drafts of all agents about a customer and their contacts, the newest first.
pub fn list_about(tx: &mut Tx<'_>, customer: CustomerId, since: Time) -> Result<Vec<About>, DbError> {
    tx.query(
        concat!(
            "SELECT d.agent_id, a.name, d.key, d.entries, d.at FROM drafts d JOIN agents a ON a.id = d.agent_id
             WHERE d.at >= $2 AND (d.customer_id IN ",
            of_card!("$1"),
            " OR d.interaction_id IN (SELECT id FROM interactions WHERE customer_id IN ",
            of_card!("$1"),
            ")) ORDER BY d.at DESC, d.key"
        ),
        &params![customer, since],
        |row| {
            Ok(About {
                agent: AgentId(row.get(0)?),
                by: row.get(1)?,
                key: row.get(2)?,
                entries: json_column::read(row, 3)?,
                at: Time::from_micros(row.get(4)?),
            })
        },
    )
}

pub fn delete(tx: &mut Tx<'_>, agent: AgentId, key: &Key) -> Result<(), DbError> {
    tx.exec("DELETE FROM drafts WHERE agent_id = $1 AND key = $2", &params![agent, key.as_str()])?;
    Ok(())
}

pub fn delete_before(tx: &mut Tx<'_>, at: Time) -> Result<(), DbError> {
    tx.exec("DELETE FROM drafts WHERE at < $1", &params![at])?;
    Ok(())
}

/// Leaves an agent the newest `most`.
pub fn delete_oldest(tx: &mut Tx<'_>, agent: AgentId, most: i64) -> Result<(), DbError> {
    tx.exec(
        "DELETE FROM drafts WHERE agent_id = $1 AND key IN
           (SELECT key FROM drafts WHERE agent_id = $1 ORDER BY at DESC, key LIMIT 1000 OFFSET $2)",
        &params![agent, most],
    )?;
    Ok(())
}

/// What an agent has typed about a contact and its customer waits for whoever takes the contact: under keys of their own,
/// so that it is nobody's form meanwhile.
pub fn hand(
    tx: &mut Tx<'_>,
    agent: AgentId,
    interaction: InteractionId,
    customer: Option<CustomerId>,
) -> Result<(), DbError> {
    let values = params![agent, interaction, customer];
    // What waited of the same form before makes room.
    tx.exec(
        "DELETE FROM drafts WHERE agent_id = $1 AND key IN (SELECT 'handed:' || d.key FROM drafts d
           WHERE d.agent_id = $1 AND (d.interaction_id = $2 OR d.customer_id = $3))",
        &values,
    )?;
    tx.exec(
        "UPDATE drafts SET key = 'handed:' || key WHERE agent_id = $1 AND key NOT LIKE 'handed:%'
           AND (interaction_id = $2 OR customer_id = $3)",
        &values,
    )?;
    Ok(())
}

/// What waits is the agent's own again, apart from forms that they have begun anew.
pub fn take_back(
    tx: &mut Tx<'_>,
    agent: AgentId,
    interaction: InteractionId,
    customer: Option<CustomerId>,
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE drafts SET key = SUBSTR(key, 8) WHERE agent_id = $1 AND key LIKE 'handed:%'
           AND (interaction_id = $2 OR customer_id = $3)
           AND NOT EXISTS (SELECT 1 FROM drafts o WHERE o.agent_id = $1 AND o.key = SUBSTR(drafts.key, 8))",
        &params![agent, interaction, customer],
    )?;
    Ok(())
}

/// What waits about a contact and its customer, of these agents: whose it is and of which form, the oldest first.
pub fn handed(
    tx: &mut Tx<'_>,
    agents: &[AgentId],
    interaction: InteractionId,
    customer: Option<CustomerId>,
) -> Result<Vec<(AgentId, String)>, DbError> {
    let mut found: Vec<(AgentId, String)> = tx.query(
        "SELECT agent_id, SUBSTR(key, 8) FROM drafts WHERE (interaction_id = $1 OR customer_id = $2)
           AND key LIKE 'handed:%' ORDER BY at, key",
        &params![interaction, customer],
        |row| Ok((AgentId(row.get(0)?), row.get(1)?)),
    )?;
    found.retain(|(agent, _)| agents.contains(agent));
    Ok(found)
}

/// A form with unsaved words: what it is about, and since when.
pub struct Sign {
    pub key: String,
    pub customer: Option<CustomerId>,
    pub interaction: Option<InteractionId>,
    pub at: Time,
}

/// The forms of an agent with unsaved words.
pub fn signs(tx: &mut Tx<'_>, agent: AgentId) -> Result<Vec<Sign>, DbError> {
    tx.query(
        "SELECT key, customer_id, interaction_id, at FROM drafts WHERE agent_id = $1 AND key NOT LIKE 'handed:%'",
        &params![agent],
        |row| {
            Ok(Sign {
                key: row.get(0)?,
                customer: row.get::<Option<_>>(1)?.map(CustomerId),
                interaction: row.get::<Option<_>>(2)?.map(InteractionId),
                at: Time::from_micros(row.get(3)?),
            })
        },
    )
}

/// Gives a form that waits to another agent, in the place of nothing: what they have typed themselves stays, and then it
/// goes back to whose it was.
pub fn take(tx: &mut Tx<'_>, from: AgentId, to: AgentId, key: &str) -> Result<(), DbError> {
    let taken = tx.exec(
        "UPDATE drafts SET agent_id = $2, key = $3 WHERE agent_id = $1 AND key = 'handed:' || $3
           AND NOT EXISTS (SELECT 1 FROM drafts o WHERE o.agent_id = $2 AND o.key = $3)",
        &params![from, to, key],
    )?;
    if taken == 0 {
        tx.exec(
            "UPDATE drafts SET key = $2 WHERE agent_id = $1 AND key = 'handed:' || $2
               AND NOT EXISTS (SELECT 1 FROM drafts o WHERE o.agent_id = $1 AND o.key = $2)",
            &params![from, key],
        )?;
    }
    Ok(())
}
