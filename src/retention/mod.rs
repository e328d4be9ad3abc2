//! Retention: how long which kind of data is kept (GDPR Art. 5 (1) e). Administrators set the days, a job removes what is
//! older, and before a rule is set one sees what it would remove.
//!
//! Invariant: what a legal hold keeps stays, however old it is.

pub mod api;
pub mod pages;
pub mod store;
pub mod view;
pub mod work;

use db::Tx;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::words::words;

words! {
    /// What is kept for a time.
    Kept {
        /// Contacts that are over, with their messages and comments, since they began.
        Interactions = "interactions",
        /// Requests that are closed, since anything last happened with them; with those that were merged into them.
        Requests = "requests",
        /// Customers nobody has been in contact with, and whom nobody has changed; they are erased.
        Customers = "customers",
        /// What entries of the change history were about: before and after. Who and when stays.
        Changes = "changes",
        /// Entries of the access log.
        Accesses = "accesses",
        /// What imports rejected, and could not read, line by line.
        ImportReports = "import_reports",
    }
}

/// A day at least; a hundred years at most.
const DAYS: std::ops::RangeInclusive<i64> = 1..=36_500;

/// How long a kind of data is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RetentionRule {
    pub kind: Kept,
    /// Null: until somebody removes it.
    pub days: Option<i64>,
    /// How many would be removed now.
    pub due: i64,
    /// Name of who set it.
    pub by: Option<String>,
    pub updated_at: Option<Time>,
}

/// The time before which data of a kind is too old.
pub fn limit(days: i64, now: Time) -> Time {
    now.plus(-days.saturating_mul(Time::DAY))
}

/// Every kind with its rule. `tried`: as if this kind had so many days.
pub fn list(tx: &mut Tx<'_>, now: Time, tried: Option<(Kept, i64)>) -> AppResult<Vec<RetentionRule>> {
    let mut rules = Vec::new();
    for kind in Kept::ALL {
        let mut rule = store::find(tx, *kind)?;
        if let Some((_, days)) = tried.filter(|(tried, _)| tried == kind) {
            rule.days = Some(in_range(days)?);
        }
        if let Some(days) = rule.days {
            rule.due = store::count(tx, *kind, limit(days, now), now)?;
        }
        rules.push(rule);
    }
    Ok(rules)
}

/// Sets how long a kind is kept; none: until somebody removes it.
///
/// # Errors
/// `Invalid` for days out of range.
pub fn set(tx: &mut Tx<'_>, author: &Author, kind: Kept, days: Option<i64>) -> AppResult<()> {
    let days = days.map(in_range).transpose()?;
    let before = store::find(tx, kind)?;
    store::set(tx, author, kind, days)?;
    let recorded = |days: Option<i64>| -> Map<String, Value> {
        json!({ "kind": kind, "days": days }).as_object().cloned().unwrap_or_default()
    };
    let subject = Subject { entity: "retention", id: Uuid::nil(), customer: None };
    changes::updated(tx, author, "update", subject, &recorded(before.days), &recorded(days))?;
    Ok(())
}

fn in_range(days: i64) -> AppResult<i64> {
    if DAYS.contains(&days) {
        return Ok(days);
    }
    let error = FieldError::new("days", "invalid-range").with("min", DAYS.start()).with("max", DAYS.end());
    Err(AppError::Invalid(vec![error]))
}
