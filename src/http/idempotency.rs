//! `Idempotency-Key`: a POST that is sent again is not done again (draft-ietf-httpapi-idempotency-key-header).
//!
//! The key is stored in the transaction of the write, with the id of what came of it and nothing personal:
//! the answer is made anew from the entity.

use axum::http::{HeaderMap, StatusCode};
use db::{DbError, Tx, params};
use uuid::Uuid;

use crate::author::Author;
use crate::clock::Time;
use crate::error::{AppError, AppResult};

/// How long a key is remembered.
const MEMORY: i64 = 24 * Time::HOUR;

/// A key with the fingerprint of the request that carries it.
#[derive(Clone, Debug)]
pub struct Key {
    text: String,
    fingerprint: Vec<u8>,
}

/// What a POST led to.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    pub status: StatusCode,
    pub id: Uuid,
}

impl Key {
    /// The key of a request whose fingerprint is known only now.
    pub fn of(self, fingerprint: Vec<u8>) -> Key {
        Key { fingerprint, ..self }
    }

    /// The key of one thing of several in a request; no header can hold the line break in it.
    pub fn nth(&self, place: usize, fingerprint: Vec<u8>) -> Key {
        Key { text: format!("{}\n{place}", self.text), fingerprint }
    }

    /// Reads the header: 1 to 200 printable characters, or none.
    pub fn read(headers: &HeaderMap, fingerprint: Vec<u8>) -> AppResult<Option<Key>> {
        let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
        match value.to_str() {
            Ok(text) if (1..=200).contains(&text.len()) => {
                Ok(Some(Key { text: text.to_owned(), fingerprint }))
            }
            _ => Err(AppError::invalid("Idempotency-Key", "invalid-idempotency-key")),
        }
    }
}

/// Does the work unless the same request did it before; then says what came of it.
pub fn once(
    tx: &mut Tx<'_>,
    author: &Author,
    key: Option<&Key>,
    work: impl FnOnce(&mut Tx<'_>) -> AppResult<Done>,
) -> AppResult<Done> {
    let (Some(key), Some(principal)) = (key, author.id()) else { return work(tx) };
    if let Some((fingerprint, done)) = find(tx, principal, &key.text)? {
        if fingerprint != key.fingerprint {
            return Err(AppError::invalid("Idempotency-Key", "invalid-idempotency-reuse"));
        }
        return Ok(done);
    }
    let done = work(tx)?;
    tx.exec("DELETE FROM idempotency_keys WHERE at < $1", &params![author.at.plus(-MEMORY)])?;
    tx.exec(
        "INSERT INTO idempotency_keys (principal, key, fingerprint, status, entity_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &params![
            principal,
            key.text.as_str(),
            key.fingerprint.clone(),
            i64::from(done.status.as_u16()),
            done.id,
            author.at
        ],
    )?;
    Ok(done)
}

fn find(tx: &mut Tx<'_>, principal: Uuid, key: &str) -> Result<Option<(Vec<u8>, Done)>, DbError> {
    tx.find(
        "SELECT fingerprint, status, entity_id FROM idempotency_keys WHERE principal = $1 AND key = $2",
        &params![principal, key],
        |row| {
            let status: i64 = row.get(1)?;
            let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
            Ok((row.get(0)?, Done { status: status.unwrap_or(StatusCode::OK), id: row.get(2)? }))
        },
    )
}
