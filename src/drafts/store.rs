//! All SQL of drafts.

use db::{DbError, Tx, params};

use super::{About, Entry, Kept, Key};
use crate::clock::Time;
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
           AND (customer_id IS NULL OR customer_id NOT IN (SELECT customer_id FROM restrictions)) ORDER BY key",
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
        "SELECT key FROM drafts WHERE agent_id = $1 AND at >= $4 AND (customer_id = $2 OR interaction_id = $3) ORDER BY at DESC, key",
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
        "SELECT d.agent_id, a.name, d.key, d.entries, d.at FROM drafts d JOIN agents a ON a.id = d.agent_id
         WHERE d.at >= $2 AND (d.customer_id = $1 OR d.interaction_id IN (SELECT id FROM interactions WHERE customer_id = $1))
         ORDER BY d.at DESC, d.key",
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
