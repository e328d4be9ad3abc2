//! Legal holds: who is needed for a claim is neither erased nor deleted (GDPR Art. 17 (3) e).

use db::{DbError, Tx, params};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::customers::cards::of_card;
use crate::error::{AppError, AppResult, FieldError};
use crate::id::CustomerId;

/// Why a customer is kept, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hold {
    pub reason: String,
    /// Name of who set it.
    pub by: String,
    /// From then on it counts for nothing; null: until it is lifted.
    pub until: Option<Time>,
    pub created_at: Time,
}

impl Hold {
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "reason": self.reason, "until": self.until });
        members.as_object().cloned().unwrap_or_default()
    }
}

fn subject(customer: CustomerId) -> Subject {
    Subject { entity: "legal_hold", id: customer.0, customer: Some(customer) }
}

/// The hold that counts.
pub fn find(tx: &mut Tx<'_>, customer: CustomerId, now: Time) -> Result<Option<Hold>, DbError> {
    tx.find(
        concat!(
            "SELECT reason, by_name, until, created_at FROM legal_holds
             WHERE (until IS NULL OR until > $2) AND customer_id IN ",
            of_card!("$1"),
            " ORDER BY until DESC NULLS FIRST LIMIT 1"
        ),
        &params![customer, now],
        |row| {
            Ok(Hold {
                reason: row.get(0)?,
                by: row.get(1)?,
                until: row.get::<Option<_>>(2)?.map(Time::from_micros),
                created_at: Time::from_micros(row.get(3)?),
            })
        },
    )
}

/// Refuses what a hold forbids; one whose time is over goes.
///
/// # Errors
/// `Conflict`, with who keeps them and why.
pub fn refuse(tx: &mut Tx<'_>, customer: CustomerId, now: Time) -> AppResult<()> {
    if let Some(hold) = find(tx, customer, now)? {
        let error = FieldError::new("customer_id", "conflict-legal-hold");
        return Err(AppError::Conflict(error.with("by", hold.by).with("reason", hold.reason)));
    }
    Ok(remove(tx, customer)?)
}

/// Keeps a customer, or says anew why and until when.
///
/// # Errors
/// `NotFound`; `Invalid` without a reason, or for a time that is over.
pub fn set(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    reason: &str,
    until: Option<Time>,
) -> AppResult<Hold> {
    crate::customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let mut check = Check::default();
    let reason = check.line("reason", Some(reason), 200);
    if reason.is_none() {
        check.fail(FieldError::new("reason", "invalid-empty"));
    }
    if until.is_some_and(|until| until <= author.at) {
        check.fail(FieldError::new("until", "invalid-past"));
    }
    check.finish()?;
    let before = find(tx, customer, author.at)?;
    let hold =
        Hold { reason: reason.unwrap_or_default(), by: author.name.clone(), until, created_at: author.at };
    remove(tx, customer)?;
    insert(tx, customer, &hold)?;
    match before {
        None => changes::created(tx, author, subject(customer), &hold.recorded())?,
        Some(before) => {
            changes::updated(tx, author, "update", subject(customer), &before.recorded(), &hold.recorded())?;
        }
    }
    Ok(hold)
}

/// Whoever is split off from somebody who is kept is kept as well, by the same word: what it was about may be theirs now.
pub fn follow(tx: &mut Tx<'_>, author: &Author, from: CustomerId, to: CustomerId) -> AppResult<()> {
    let Some(hold) = find(tx, from, author.at)? else { return Ok(()) };
    insert(tx, to, &hold)?;
    Ok(changes::created(tx, author, subject(to), &hold.recorded())?)
}

fn insert(tx: &mut Tx<'_>, customer: CustomerId, hold: &Hold) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO legal_holds (customer_id, reason, by_name, until, created_at) VALUES ($1, $2, $3, $4, $5)",
        &params![customer, hold.reason.as_str(), hold.by.as_str(), hold.until, hold.created_at],
    )?;
    Ok(())
}

/// Lets go.
///
/// # Errors
/// `NotFound` if nothing keeps them.
pub fn lift(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    let hold = find(tx, customer, author.at)?.ok_or(AppError::NotFound)?;
    remove(tx, customer)?;
    changes::deleted(tx, author, subject(customer), &hold.recorded())?;
    Ok(())
}

fn remove(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.exec(concat!("DELETE FROM legal_holds WHERE customer_id IN ", of_card!("$1")), &params![customer])?;
    Ok(())
}
