//! Dispositions: what came of a contact, chosen by its agent at its end out of what administrators offer.
//!
//! Invariant: a disposition that a contact has is never deleted; it is retired, and no longer offered.

pub mod api;
pub mod pages;
pub mod store;
pub mod view;

use db::{DbError, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::{self, To};

/// Dispositions that an administrator may have.
const MANY: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Disposition {
    /// As other systems call it; at most 50 characters of `a-z0-9_-`.
    pub key: String,
    /// As people read it; at most 50 characters.
    pub name: String,
    #[serde(skip)]
    pub position: i64,
    /// No longer offered; contacts that have it keep it.
    pub retired: bool,
    #[serde(skip)]
    pub version: i64,
    #[serde(skip)]
    pub created_at: Time,
    #[serde(skip)]
    pub updated_at: Time,
}

/// What an administrator may set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DispositionInput {
    /// Of a new one.
    pub key: String,
    pub name: String,
    /// `on`: no longer offered.
    pub retired: String,
}

impl Disposition {
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "key": self.key, "name": self.name, "retired": self.retired });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// Dispositions have keys of their own and no id.
fn subject() -> Subject {
    Subject { entity: "disposition", id: Uuid::nil(), customer: None }
}

/// All of them, in the order in which administrators have put them.
#[derive(Clone, Debug, Default)]
pub struct Dispositions(pub Vec<Disposition>);

impl Dispositions {
    pub fn read(tx: &mut Tx<'_>) -> Result<Dispositions, DbError> {
        Ok(Dispositions(store::list(tx)?))
    }

    pub fn find(&self, key: &str) -> Option<&Disposition> {
        self.0.iter().find(|one| one.key == key)
    }

    /// What may be chosen for a contact that has `known` now.
    pub fn offered(&self, known: Option<&str>) -> impl Iterator<Item = &Disposition> {
        self.0.iter().filter(move |one| !one.retired || Some(one.key.as_str()) == known)
    }

    /// What a disposition is called.
    pub fn name(&self, key: &str) -> String {
        self.find(key).map_or_else(|| key.to_owned(), |one| one.name.clone())
    }
}

/// That what is told of a contact is a disposition. One that is retired is taken too: it may have been chosen before.
pub fn check(tx: &mut Tx<'_>, check: &mut Check, told: Option<&str>) -> AppResult<()> {
    let Some(key) = told else { return Ok(()) };
    let known = Dispositions::read(tx)?;
    if known.find(key).is_none() {
        let keys: Vec<&str> = known.0.iter().map(|one| one.key.as_str()).collect();
        let keys = if keys.is_empty() { "–".to_owned() } else { keys.join(", ") };
        check.fail(FieldError::new("disposition", "invalid-disposition").with("allowed", keys));
    }
    Ok(())
}

impl DispositionInput {
    /// What a disposition is, as a form shows it.
    pub fn of(one: &Disposition) -> DispositionInput {
        DispositionInput {
            key: one.key.clone(),
            name: one.name.clone(),
            retired: if one.retired { "on".to_owned() } else { String::new() },
        }
    }

    fn check(&self, author: &Author, before: Option<&Disposition>) -> AppResult<Disposition> {
        let mut check = Check::default();
        let name = check.line("name", Some(&self.name), 50);
        if name.is_none() && self.name.trim().is_empty() {
            check.fail(FieldError::new("name", "invalid-empty"));
        }
        let key = match before {
            Some(before) => before.key.clone(),
            None => check.key("key", &self.key),
        };
        check.finish()?;
        Ok(Disposition {
            key,
            name: name.unwrap_or_default(),
            position: before.map_or(0, |before| before.position),
            retired: !self.retired.is_empty(),
            version: before.map_or(1, |before| before.version + 1),
            created_at: before.map_or(author.at, |before| before.created_at),
            updated_at: author.at,
        })
    }
}

/// Makes a disposition; it comes last.
///
/// # Errors
/// `Invalid`; `Conflict` for a key that is taken, or beyond 100.
pub fn create(tx: &mut Tx<'_>, author: &Author, input: &DispositionInput) -> AppResult<Disposition> {
    let known = Dispositions::read(tx)?;
    let mut one = input.check(author, None)?;
    if let Some(other) = known.find(&one.key) {
        return Err(AppError::Conflict(
            FieldError::new("key", "conflict-key-taken").with("name", other.name.as_str()),
        ));
    }
    if known.0.len() >= MANY {
        return Err(AppError::Conflict(FieldError::new("", "conflict-dispositions-many").with("max", MANY)));
    }
    one.position = known.0.last().map_or(0, |last| last.position + 1);
    store::insert(tx, &one)?;
    changes::created(tx, author, subject(), &one.recorded())?;
    Ok(one)
}

/// Changes a disposition, for all contacts that have it.
///
/// # Errors
/// `NotFound`, `Invalid`; `Stale` if it is another than `version` by now.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    key: &str,
    version: i64,
    input: &DispositionInput,
) -> AppResult<()> {
    let before = store::get(tx, key)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = input.check(author, Some(&before))?;
    if changes::updated(tx, author, "update", subject(), &before.recorded(), &after.recorded())? {
        store::update(tx, &after)?;
    }
    Ok(())
}

/// Deletes a disposition that no contact has.
///
/// # Errors
/// `NotFound`; `Conflict` if a contact has it.
pub fn delete(tx: &mut Tx<'_>, author: &Author, key: &str) -> AppResult<()> {
    let before = store::get(tx, key)?;
    if store::is_used(tx, key)? {
        return Err(AppError::conflict("key", "conflict-disposition-used"));
    }
    store::delete(tx, key)?;
    changes::deleted(tx, author, subject(), &before.recorded())?;
    Ok(())
}

/// Moves a disposition among the others.
///
/// # Errors
/// `NotFound`.
pub fn move_to(tx: &mut Tx<'_>, author: &Author, key: &str, to: To) -> AppResult<()> {
    store::get(tx, key)?;
    let position = |of: &Disposition| {
        json!({ "key": of.key, "position": of.position }).as_object().cloned().unwrap_or_default()
    };
    for (place, mut one) in fields::moved(store::list(tx)?, |one| one.key == key, to) {
        if one.position != place {
            let before = position(&one);
            (one.position, one.version, one.updated_at) = (place, one.version + 1, author.at);
            store::update(tx, &one)?;
            changes::updated(tx, author, "update", subject(), &before, &position(&one))?;
        }
    }
    Ok(())
}
