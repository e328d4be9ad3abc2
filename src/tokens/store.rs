//! All SQL of tokens.

use db::{DbError, Row, Tx, params};

use super::Token;
use crate::clock::Time;
use crate::id::TokenId;
use crate::words::column;

const TOKEN: &str = "SELECT id, name, role, created_at, revoked_at FROM tokens";

fn read(row: &Row<'_>) -> Result<Token, DbError> {
    Ok(Token {
        id: TokenId(row.get(0)?),
        name: row.get(1)?,
        role: column(row, 2)?,
        created_at: Time::from_micros(row.get(3)?),
        revoked_at: row.get::<Option<i64>>(4)?.map(Time::from_micros),
    })
}

/// The token of a hash, if it has not been revoked.
pub fn find_valid(tx: &mut Tx<'_>, secret_hash: &[u8]) -> Result<Option<Token>, DbError> {
    tx.find(
        format!("{TOKEN} WHERE secret_hash = $1 AND revoked_at IS NULL"),
        &params![secret_hash.to_vec()],
        read,
    )
}

pub fn get(tx: &mut Tx<'_>, id: TokenId) -> Result<Token, DbError> {
    tx.get(format!("{TOKEN} WHERE id = $1"), &params![id], read)
}

/// Newest first. 500 are more than anybody can tell apart.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<Token>, DbError> {
    tx.query(format!("{TOKEN} ORDER BY created_at DESC, id DESC LIMIT 500"), &[], read)
}

pub fn insert(tx: &mut Tx<'_>, token: &Token, secret_hash: &[u8]) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO tokens (id, name, role, secret_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
        &params![token.id, token.name.as_str(), token.role, secret_hash.to_vec(), token.created_at],
    )?;
    Ok(())
}

pub fn revoke(tx: &mut Tx<'_>, id: TokenId, at: Time) -> Result<(), DbError> {
    tx.exec("UPDATE tokens SET revoked_at = $2 WHERE id = $1", &params![id, at])?;
    Ok(())
}
