//! All SQL of sessions, invitations and failed log-ins.

use std::collections::HashMap;

use db::{DbError, Tx, params};
use uuid::Uuid;

use super::Session;
use crate::agents;
use crate::clock::Time;
use crate::id::AgentId;

pub fn find(tx: &mut Tx<'_>, secret_hash: &[u8], now: Time) -> Result<Option<Session>, DbError> {
    tx.find(
        format!(
            "SELECT {}, s.csrf FROM sessions s JOIN agents a ON a.id = s.agent_id LEFT JOIN teams t ON t.id = a.team_id
             WHERE s.secret_hash = $1 AND s.expires_at > $2",
            agents::store::COLUMNS
        ),
        &params![secret_hash.to_vec(), now],
        |row| Ok(Session { agent: agents::store::read(row)?, secret_hash: secret_hash.to_vec(), csrf: row.get(agents::store::WIDTH)? }),
    )
}

/// Agents who are logged in somewhere.
pub fn logged_in(tx: &mut Tx<'_>, now: Time) -> Result<Vec<AgentId>, DbError> {
    tx.query("SELECT DISTINCT agent_id FROM sessions WHERE expires_at > $1", &params![now], |row| {
        Ok(AgentId(row.get(0)?))
    })
}

pub fn insert(
    tx: &mut Tx<'_>,
    id: Uuid,
    secret_hash: &[u8],
    agent: AgentId,
    csrf: &str,
    now: Time,
    expires_at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO sessions (id, secret_hash, agent_id, csrf, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        &params![id, secret_hash.to_vec(), agent, csrf, now, expires_at],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, secret_hash: &[u8]) -> Result<(), DbError> {
    tx.exec("DELETE FROM sessions WHERE secret_hash = $1", &params![secret_hash.to_vec()])?;
    Ok(())
}

pub fn delete_of_agent(tx: &mut Tx<'_>, agent: AgentId) -> Result<(), DbError> {
    tx.exec("DELETE FROM sessions WHERE agent_id = $1", &params![agent])?;
    Ok(())
}

pub fn delete_expired(tx: &mut Tx<'_>, now: Time) -> Result<(), DbError> {
    tx.exec("DELETE FROM sessions WHERE expires_at <= $1", &params![now])?;
    Ok(())
}

pub fn find_failures(tx: &mut Tx<'_>, subject: &str) -> Result<Option<(i64, Time)>, DbError> {
    tx.find("SELECT count, last_at FROM log_in_failures WHERE subject = $1", &params![subject], |row| {
        Ok((row.get(0)?, Time::from_micros(row.get(1)?)))
    })
}

/// Counts one more; a row not touched since `forgotten` starts anew.
pub fn count_failure(tx: &mut Tx<'_>, subject: &str, now: Time, forgotten: Time) -> Result<(), DbError> {
    tx.exec("DELETE FROM log_in_failures WHERE last_at < $1", &params![forgotten])?;
    tx.exec(
        "INSERT INTO log_in_failures (subject, count, last_at) VALUES ($1, 1, $2)
         ON CONFLICT (subject) DO UPDATE SET count = log_in_failures.count + 1, last_at = excluded.last_at",
        &params![subject, now],
    )?;
    Ok(())
}

pub fn delete_failures(tx: &mut Tx<'_>, subject: &str) -> Result<(), DbError> {
    tx.exec("DELETE FROM log_in_failures WHERE subject = $1", &params![subject])?;
    Ok(())
}

pub fn insert_invitation(
    tx: &mut Tx<'_>,
    id: Uuid,
    secret_hash: &[u8],
    agent: Option<AgentId>,
    now: Time,
    expires_at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO invitations (id, secret_hash, agent_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        &params![id, secret_hash.to_vec(), agent, now, expires_at],
    )?;
    Ok(())
}

/// For whom it is; the outer `None`: there is none, or it is over.
pub fn find_invitation(
    tx: &mut Tx<'_>,
    secret_hash: &[u8],
    now: Time,
) -> Result<Option<Option<AgentId>>, DbError> {
    tx.find(
        "SELECT agent_id FROM invitations WHERE secret_hash = $1 AND expires_at > $2",
        &params![secret_hash.to_vec(), now],
        |row| Ok(row.get::<Option<Uuid>>(0)?.map(AgentId)),
    )
}

/// How long the one-time addresses of these agents are good for; who has none is not in it.
pub fn invitations(
    tx: &mut Tx<'_>,
    agents: &[AgentId],
    now: Time,
) -> Result<HashMap<AgentId, Time>, DbError> {
    if agents.is_empty() {
        return Ok(HashMap::new());
    }
    let mut values: Vec<db::Value> = agents.iter().map(|agent| (*agent).into()).collect();
    values.push(now.into());
    let sql = format!(
        "SELECT agent_id, expires_at FROM invitations WHERE agent_id IN ({}) AND expires_at > ${}",
        db::places(agents.len()),
        values.len()
    );
    let found = tx.query(sql, &values, |row| Ok((AgentId(row.get(0)?), Time::from_micros(row.get(1)?))))?;
    Ok(found.into_iter().collect())
}

pub fn delete_invitation(tx: &mut Tx<'_>, secret_hash: &[u8]) -> Result<u64, DbError> {
    tx.exec("DELETE FROM invitations WHERE secret_hash = $1", &params![secret_hash.to_vec()])
}

pub fn delete_invitations(tx: &mut Tx<'_>, agent: Option<AgentId>) -> Result<(), DbError> {
    match agent {
        Some(agent) => tx.exec("DELETE FROM invitations WHERE agent_id = $1", &params![agent])?,
        None => tx.exec("DELETE FROM invitations WHERE agent_id IS NULL", &[])?,
    };
    Ok(())
}
