//! The statuses that requests go through, as administrators have them.
//!
//! Invariant: there is always a status of each kind, so that a request can be opened, and closed by itself.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::{self, To};
use crate::language::Locale;
use crate::words::words;

words! {
    /// What a status means, whatever it is called.
    StatusKind {
        /// Something is to be done by us.
        Open = "open",
        /// We wait for the customer or for somebody else.
        Waiting = "waiting",
        /// Done, and nobody has said yet that it is not.
        Solved = "solved",
        /// Over.
        Closed = "closed",
    }
}

impl StatusKind {
    /// Whether something is still to be done.
    pub fn is_open(self) -> bool {
        matches!(self, StatusKind::Open | StatusKind::Waiting)
    }
}

/// Statuses that an administrator may have.
const MANY: usize = 50;
/// Days after which a status may close.
const DAYS: std::ops::RangeInclusive<i64> = 1..=3_650;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RequestStatus)]
pub struct Status {
    /// As addresses and other systems call it.
    pub key: String,
    /// None: the word for its kind.
    pub name: Option<String>,
    pub kind: StatusKind,
    #[serde(skip)]
    pub position: i64,
    /// Days without an update, until a request closes by itself; null: never.
    pub days: Option<i64>,
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
pub struct StatusInput {
    /// Of a new one.
    pub key: String,
    pub name: String,
    pub kind: String,
    /// Empty: never.
    pub days: String,
}

impl Status {
    /// What it is called.
    pub fn title(&self, locale: &Locale) -> String {
        self.name.clone().unwrap_or_else(|| locale.t(&format!("request-kind-{}", self.kind)))
    }

    /// When a request closes that was touched at `at`.
    pub fn closes_at(&self, at: Time) -> Option<Time> {
        (self.kind != StatusKind::Closed).then_some(self.days).flatten().map(|days| at.plus(days * Time::DAY))
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "key": self.key, "name": self.name, "kind": self.kind, "days": self.days });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// Statuses have keys of their own and no id.
fn subject() -> Subject {
    Subject { entity: "request_status", id: Uuid::nil(), customer: None }
}

/// All statuses at work.
#[derive(Clone, Debug, Default)]
pub struct Statuses(pub Vec<Status>);

impl Statuses {
    pub fn read(tx: &mut Tx<'_>) -> AppResult<Statuses> {
        Ok(Statuses(store::statuses(tx)?))
    }

    pub fn find(&self, key: &str) -> Option<&Status> {
        self.0.iter().find(|one| one.key == key)
    }

    /// The first of a kind.
    pub fn first(&self, kind: StatusKind) -> AppResult<&Status> {
        let first = self.0.iter().find(|one| one.kind == kind);
        first.ok_or_else(|| AppError::internal(format!("no status is {kind}")))
    }

    /// That a key is none of these.
    pub fn unknown(&self, field: &str) -> FieldError {
        let keys: Vec<&str> = self.0.iter().map(|one| one.key.as_str()).collect();
        FieldError::new(field, "invalid-status").with("allowed", keys.join(", "))
    }

    /// What a status is called.
    pub fn title(&self, locale: &Locale, key: &str) -> String {
        self.find(key).map_or_else(|| key.to_owned(), |one| one.title(locale))
    }
}

impl StatusInput {
    /// What a status is, as a form shows it.
    pub fn of(status: &Status) -> StatusInput {
        StatusInput {
            key: status.key.clone(),
            name: status.name.clone().unwrap_or_default(),
            kind: status.kind.to_string(),
            days: status.days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }

    fn check(&self, author: &Author, before: Option<&Status>) -> AppResult<Status> {
        let mut check = Check::default();
        let name = check.line("name", Some(&self.name), 50);
        let key = match before {
            Some(before) => before.key.clone(),
            None => check.key("key", &self.key),
        };
        let kind = self.kind.parse().unwrap_or_else(|_| {
            check.fail(FieldError::new("kind", "invalid-empty"));
            StatusKind::Open
        });
        if before.is_none() && name.is_none() {
            check.fail(FieldError::new("name", "invalid-empty"));
        }
        let days = match self.days.trim() {
            "" => None,
            text => match text.parse().ok().filter(|days| DAYS.contains(days)) {
                Some(days) if kind != StatusKind::Closed => Some(days),
                Some(_) => None,
                None => {
                    let (min, max) = (*DAYS.start(), *DAYS.end());
                    check.fail(FieldError::new("days", "invalid-range").with("min", min).with("max", max));
                    None
                }
            },
        };
        check.finish()?;
        Ok(Status {
            key,
            name,
            kind,
            position: before.map_or(0, |before| before.position),
            days,
            version: before.map_or(1, |before| before.version + 1),
            created_at: before.map_or(author.at, |before| before.created_at),
            updated_at: author.at,
        })
    }
}

/// Makes a status; it comes last.
pub fn create(tx: &mut Tx<'_>, author: &Author, input: &StatusInput) -> AppResult<Status> {
    let statuses = Statuses::read(tx)?;
    let mut status = input.check(author, None)?;
    if let Some(other) = statuses.find(&status.key) {
        let name = other.name.clone().unwrap_or_else(|| other.key.clone());
        return Err(AppError::Conflict(FieldError::new("key", "conflict-key-taken").with("name", name)));
    }
    if statuses.0.len() >= MANY {
        return Err(AppError::Conflict(FieldError::new("", "conflict-statuses-many").with("max", MANY)));
    }
    status.position = statuses.0.iter().map(|one| one.position).max().unwrap_or(0) + 1;
    store::insert_status(tx, &status)?;
    changes::created(tx, author, subject(), &status.recorded())?;
    Ok(status)
}

/// Changes a status. Requests that have it close by its new rule.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    key: &str,
    version: i64,
    input: &StatusInput,
) -> AppResult<Status> {
    let statuses = Statuses::read(tx)?;
    let before = statuses.find(key).ok_or(AppError::NotFound)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = input.check(author, Some(before))?;
    if after.kind != before.kind && store::has_requests(tx, key)? {
        // What is over would be open again without anybody having done it.
        return Err(AppError::conflict("kind", "conflict-status-used"));
    }
    if after.kind != before.kind {
        keep_one(&statuses, before)?;
    }
    if !changes::updated(tx, author, "update", subject(), &before.recorded(), &after.recorded())? {
        return Ok(before.clone());
    }
    store::update_status(tx, &after)?;
    store::reschedule(tx, &after)?;
    Ok(after)
}

/// Deletes a status that no request has.
pub fn delete(tx: &mut Tx<'_>, author: &Author, key: &str) -> AppResult<()> {
    let statuses = Statuses::read(tx)?;
    let before = statuses.find(key).ok_or(AppError::NotFound)?;
    keep_one(&statuses, before)?;
    if store::has_requests(tx, key)? {
        return Err(AppError::conflict("key", "conflict-status-used"));
    }
    store::delete_status(tx, key)?;
    changes::deleted(tx, author, subject(), &before.recorded())?;
    Ok(())
}

/// Refuses to go on without the last status of a kind.
fn keep_one(statuses: &Statuses, one: &Status) -> AppResult<()> {
    let alike = statuses.0.iter().filter(|other| other.kind == one.kind).count();
    if alike > 1 { Ok(()) } else { Err(AppError::conflict("kind", "conflict-status-last")) }
}

/// Moves a status among the others.
pub fn move_to(tx: &mut Tx<'_>, author: &Author, key: &str, to: To) -> AppResult<()> {
    let statuses = Statuses::read(tx)?;
    statuses.find(key).ok_or(AppError::NotFound)?;
    let position = |of: &Status| {
        json!({ "key": of.key, "position": of.position }).as_object().cloned().unwrap_or_default()
    };
    // The first one has position 1.
    for (place, mut one) in fields::moved(statuses.0, |one| one.key == key, to) {
        if one.position != place + 1 {
            let before = position(&one);
            (one.position, one.version, one.updated_at) = (place + 1, one.version + 1, author.at);
            store::update_status(tx, &one)?;
            changes::updated(tx, author, "update", subject(), &before, &position(&one))?;
        }
    }
    Ok(())
}
