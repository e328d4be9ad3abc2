//! All SQL of identities at the provider, and of those who were sent there.

use db::{DbError, Tx, params};

use crate::clock::Time;
use crate::id::AgentId;

pub fn insert_request(tx: &mut Tx<'_>, hash: &[u8], now: Time, until: Time) -> Result<(), DbError> {
    tx.exec("DELETE FROM identity_requests WHERE expires_at <= $1", &params![now])?;
    let sql = "INSERT INTO identity_requests (state_hash, expires_at) VALUES ($1, $2)";
    tx.exec(sql, &params![hash.to_vec(), until])?;
    Ok(())
}

/// Uses a request up; says no if there is none (any more).
pub fn take_request(tx: &mut Tx<'_>, hash: &[u8], now: Time) -> Result<bool, DbError> {
    let sql = "DELETE FROM identity_requests WHERE state_hash = $1 AND expires_at > $2";
    Ok(tx.exec(sql, &params![hash.to_vec(), now])? > 0)
}

pub fn find(tx: &mut Tx<'_>, issuer: &str, subject: &str) -> Result<Option<AgentId>, DbError> {
    let sql = "SELECT agent_id FROM identities WHERE issuer = $1 AND subject = $2";
    tx.find(sql, &params![issuer, subject], |row| Ok(AgentId(row.get(0)?)))
}

/// Whether somebody is bound at all, at this provider or at any.
pub fn is_bound(tx: &mut Tx<'_>, agent: AgentId, issuer: Option<&str>) -> Result<bool, DbError> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM identities WHERE agent_id = $1 AND issuer = COALESCE($2, issuer))";
    tx.get(sql, &params![agent, issuer], |row| row.get(0))
}

pub fn insert(
    tx: &mut Tx<'_>,
    issuer: &str,
    subject: &str,
    agent: AgentId,
    now: Time,
) -> Result<(), DbError> {
    let sql = "INSERT INTO identities (issuer, subject, agent_id, created_at) VALUES ($1, $2, $3, $4)";
    tx.exec(sql, &params![issuer, subject, agent, now])?;
    Ok(())
}
