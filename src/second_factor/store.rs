//! All SQL of second factors, recovery codes, and of those who still owe a code.

use db::{DbError, Tx, params};

use super::Factor;
use crate::clock::Time;
use crate::id::AgentId;

pub fn find(tx: &mut Tx<'_>, agent: AgentId) -> Result<Option<Factor>, DbError> {
    tx.find(
        "SELECT secret, confirmed_at, (SELECT COUNT(*) FROM recovery_codes r WHERE r.agent_id = f.agent_id)
         FROM second_factors f WHERE agent_id = $1",
        &params![agent],
        |row| {
            Ok(Factor {
                sealed: row.get(0)?,
                confirmed_at: row.get::<Option<_>>(1)?.map(Time::from_micros),
                recovery_codes: row.get(2)?,
            })
        },
    )
}

/// How many have one.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM second_factors", &[], |row| row.get(0))
}

pub fn insert(tx: &mut Tx<'_>, agent: AgentId, sealed: &[u8], now: Time) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO second_factors (agent_id, secret, last_step, created_at) VALUES ($1, $2, 0, $3)",
        &params![agent, sealed.to_vec(), now],
    )?;
    Ok(())
}

pub fn confirm(tx: &mut Tx<'_>, agent: AgentId, now: Time) -> Result<(), DbError> {
    tx.exec("UPDATE second_factors SET confirmed_at = $2 WHERE agent_id = $1", &params![agent, now])?;
    Ok(())
}

/// Takes the code of a step; says no if it or a later one was taken before.
pub fn take_step(tx: &mut Tx<'_>, agent: AgentId, step: i64) -> Result<bool, DbError> {
    let sql = "UPDATE second_factors SET last_step = $2 WHERE agent_id = $1 AND last_step < $2";
    Ok(tx.exec(sql, &params![agent, step])? > 0)
}

pub fn delete(tx: &mut Tx<'_>, agent: AgentId) -> Result<(), DbError> {
    tx.exec("DELETE FROM second_factors WHERE agent_id = $1", &params![agent])?;
    delete_codes(tx, agent)
}

pub fn insert_code(tx: &mut Tx<'_>, agent: AgentId, hash: &[u8]) -> Result<(), DbError> {
    let sql = "INSERT INTO recovery_codes (code_hash, agent_id) VALUES ($1, $2)";
    tx.exec(sql, &params![hash.to_vec(), agent])?;
    Ok(())
}

/// Uses a recovery code up; says no if there is no such code.
pub fn take_code(tx: &mut Tx<'_>, agent: AgentId, hash: &[u8]) -> Result<bool, DbError> {
    let sql = "DELETE FROM recovery_codes WHERE code_hash = $1 AND agent_id = $2";
    Ok(tx.exec(sql, &params![hash.to_vec(), agent])? > 0)
}

pub fn delete_codes(tx: &mut Tx<'_>, agent: AgentId) -> Result<(), DbError> {
    tx.exec("DELETE FROM recovery_codes WHERE agent_id = $1", &params![agent])?;
    Ok(())
}

pub fn insert_step(tx: &mut Tx<'_>, hash: &[u8], agent: AgentId, until: Time) -> Result<(), DbError> {
    let sql = "INSERT INTO second_steps (secret_hash, agent_id, expires_at) VALUES ($1, $2, $3)";
    tx.exec(sql, &params![hash.to_vec(), agent, until])?;
    Ok(())
}

pub fn find_step(tx: &mut Tx<'_>, hash: &[u8], now: Time) -> Result<Option<AgentId>, DbError> {
    let sql = "SELECT agent_id FROM second_steps WHERE secret_hash = $1 AND expires_at > $2";
    tx.find(sql, &params![hash.to_vec(), now], |row| Ok(AgentId(row.get(0)?)))
}

pub fn delete_steps(tx: &mut Tx<'_>, agent: AgentId) -> Result<(), DbError> {
    tx.exec("DELETE FROM second_steps WHERE agent_id = $1", &params![agent])?;
    Ok(())
}

pub fn delete_expired_steps(tx: &mut Tx<'_>, now: Time) -> Result<(), DbError> {
    tx.exec("DELETE FROM second_steps WHERE expires_at <= $1", &params![now])?;
    Ok(())
}
