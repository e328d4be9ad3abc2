//! API tokens: `visavi_` and 256 random bits, shown once; only the hash is kept.

pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use serde_json::{Map, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppResult, FieldError};
use crate::id::TokenId;
use crate::secret;
use crate::words::Role;

/// Lets a secret scanner recognise one that leaked.
const PREFIX: &str = "visavi_";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    pub role: Role,
    pub created_at: Time,
    pub revoked_at: Option<Time>,
}

/// Makes a token and gives its text, which nobody can show again.
pub fn create(tx: &mut Tx<'_>, author: &Author, name: &str, role: Role) -> AppResult<(Token, String)> {
    let mut check = Check::default();
    let read = check.line("name", Some(name), 100);
    if read.is_none() && name.trim().is_empty() {
        check.fail(FieldError::new("name", "invalid-empty"));
    }
    check.finish()?;
    let text = format!("{PREFIX}{}", secret::new_secret());
    let token = Token {
        id: TokenId::new(author.at),
        name: read.unwrap_or_default(),
        role,
        created_at: author.at,
        revoked_at: None,
    };
    store::insert(tx, &token, &secret::hash(&text))?;
    let after = json!({ "name": token.name, "role": token.role });
    changes::created(tx, author, subject(token.id), after.as_object().unwrap_or(&Map::new()))?;
    Ok((token, text))
}

/// Revokes a token; from the next request on it is refused.
pub fn revoke(tx: &mut Tx<'_>, author: &Author, id: TokenId) -> AppResult<()> {
    let token = store::get(tx, id)?;
    if token.revoked_at.is_some() {
        return Ok(());
    }
    store::revoke(tx, id, author.at)?;
    let (before, after) = (json!({ "revoked_at": null }), json!({ "revoked_at": author.at }));
    let (before, after) =
        (before.as_object().cloned().unwrap_or_default(), after.as_object().cloned().unwrap_or_default());
    changes::updated(tx, author, "revoke", subject(id), &before, &after)?;
    Ok(())
}

fn subject(id: TokenId) -> Subject {
    Subject { entity: "token", id: id.0, customer: None }
}
