//! Confirmations: that a number or address is a customer's, said in a contact; or that it was somebody else (ADR 40).
//!
//! Invariant: what was said stays as it was said. A confirmation counts while its contact is with the customer, a denial
//! while it is not; so whatever moves a contact, and whatever takes that back, needs to change nothing here. Of what counts
//! the newest holds.

pub mod api;
pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use serde_json::{Map, Value, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::kept::Rows;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::id::{ConfirmationId, CustomerId, InteractionId};
use crate::identifiers::{self, Identifier};
use crate::interactions::{self, Interaction};
use crate::restrictions;
use crate::words::words;

words! {
    /// What was said of a customer: it is them, or it is not.
    Verdict { Confirmed = "confirmed", Denied = "denied" }
}
words! {
    /// How it came to be said.
    ConfirmationMethod {
        /// By whoever handles the contact.
        Stated = "stated",
        /// By choosing them out of those who may be meant.
        Chosen = "chosen",
        /// By an identity check that succeeded.
        IdentityCheck = "identity_check",
    }
}

/// What was said in a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub id: ConfirmationId,
    pub interaction: InteractionId,
    /// The card that it is shown on.
    pub customer: CustomerId,
    /// Of whom it was said, of the customers who were merged into that card.
    pub whose: CustomerId,
    /// By which the contact came.
    pub identifier: Identifier,
    pub verdict: Verdict,
    pub method: ConfirmationMethod,
    pub by_id: Option<uuid::Uuid>,
    pub by: String,
    pub at: Time,
}

/// What counts of an identifier and a customer, as a match tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub interaction: InteractionId,
    pub verdict: Verdict,
    pub method: ConfirmationMethod,
    pub by: String,
    pub at: Time,
}

impl Confirmation {
    fn subject(&self) -> Subject {
        Subject { entity: "confirmation", id: self.id.0, customer: Some(self.customer) }
    }

    /// What the change history holds, of which it can be made again.
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "verdict": self.verdict, "method": self.method, "identifier": self.identifier.to_text(),
            "identifier_kind": self.identifier.kind, "interaction_id": self.interaction, "whose_id": self.whose, "by": self.by, "by_id": self.by_id,
            "said_at": self.at.micros(),
        });
        members.as_object().cloned().unwrap_or_default()
    }

    fn of_recorded(id: ConfirmationId, customer: CustomerId, members: &Value) -> Option<Confirmation> {
        let text = |name: &str| members.get(name)?.as_str();
        Some(Confirmation {
            id,
            interaction: text("interaction_id")?.parse().ok()?,
            customer,
            whose: text("whose_id")?.parse().ok()?,
            identifier: Identifier::of_text(text("identifier_kind")?.parse().ok()?, text("identifier")?),
            verdict: text("verdict")?.parse().ok()?,
            method: text("method")?.parse().ok()?,
            by_id: text("by_id").and_then(|id| id.parse().ok()),
            by: text("by")?.to_owned(),
            at: Time::from_micros(members.get("said_at")?.as_i64()?),
        })
    }
}

/// Confirms that a contact is with the customer that it has. Says the same again in one contact: nothing changes.
///
/// # Errors
/// A conflict where the contact is with nobody or with somebody else than `seen`, its number is withheld, or the
/// identifier is not on the card.
pub fn confirm(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    seen: Option<CustomerId>,
) -> AppResult<Confirmation> {
    let (one, customer) = asked(tx, id, seen)?;
    let stated = (Verdict::Confirmed, ConfirmationMethod::Stated);
    let said = say(tx, author, &one, customer, stated, time_of(&one, author))?;
    said.ok_or_else(|| AppError::conflict("", "conflict-confirmation-not-on-card"))
}

/// Says that a contact is not with the customer that it has: it is with nobody then. That is remembered where the
/// identifier is on their card. Gives the contact as it is then.
///
/// # Errors
/// A conflict where the contact is with nobody already, or with somebody else than `seen`.
pub fn deny(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    seen: Option<CustomerId>,
) -> AppResult<Interaction> {
    let (one, customer) = asked(tx, id, seen)?;
    let stated = (Verdict::Denied, ConfirmationMethod::Stated);
    say(tx, author, &one, customer, stated, time_of(&one, author))?;
    interactions::reject(tx, author, id)
}

/// The contact and whom it is with. `seen`: whom whoever says it took it to be with.
fn asked(
    tx: &mut Tx<'_>,
    id: InteractionId,
    seen: Option<CustomerId>,
) -> AppResult<(Interaction, CustomerId)> {
    let one = interactions::store::get(tx, id)?;
    let customer = one.customer.ok_or_else(|| AppError::conflict("", "conflict-identity-nobody"))?;
    if seen.is_some_and(|seen| seen != customer) {
        return Err(AppError::conflict("", "conflict-race"));
    }
    restrictions::refuse(tx, customer)?;
    Ok((one, customer))
}

/// What is said of a contact that is over is said of the time when it was.
fn time_of(one: &Interaction, author: &Author) -> Time {
    match one.is_live() {
        true => author.at,
        false => one.ended_at.unwrap_or(one.started_at).min(author.at),
    }
}

/// Remembers that somebody was chosen for a contact at hand. Of one that is over it says nothing of today.
pub fn choose(tx: &mut Tx<'_>, author: &Author, one: &Interaction) -> AppResult<()> {
    if let Some(customer) = one.customer.filter(|_| one.is_live()) {
        say(tx, author, one, customer, (Verdict::Confirmed, ConfirmationMethod::Chosen), author.at)?;
    }
    Ok(())
}

/// Remembers that an identity check has proven who it is, or takes that back. `proven`: when it was; none: it is not.
pub fn prove(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    customer: CustomerId,
    proven: Option<Time>,
) -> AppResult<()> {
    if let Some(at) = proven {
        let one = interactions::store::get(tx, id)?;
        say(tx, author, &one, customer, (Verdict::Confirmed, ConfirmationMethod::IdentityCheck), at)?;
    } else if let Some(said) = store::find(tx, id, customer, Verdict::Confirmed)?
        && said.method == ConfirmationMethod::IdentityCheck
    {
        withdraw(tx, author, &said)?;
    }
    Ok(())
}

/// Writes down what is said, in the place of what was said so before. Nothing where it says nothing of the card:
/// the contact has no identifier, or one that is not on it.
fn say(
    tx: &mut Tx<'_>,
    author: &Author,
    one: &Interaction,
    customer: CustomerId,
    (verdict, method): (Verdict, ConfirmationMethod),
    at: Time,
) -> AppResult<Option<Confirmation>> {
    let Some(identifier) = &one.identifier else { return Ok(None) };
    if !identifiers::store::has(tx, customer, identifier)? {
        return Ok(None);
    }
    let before = store::find(tx, one.id, customer, verdict)?;
    let said = Confirmation {
        id: ConfirmationId::new(author.at),
        interaction: one.id,
        customer,
        whose: one.whose.filter(|_| one.customer == Some(customer)).unwrap_or(customer),
        identifier: identifier.clone(),
        verdict,
        method,
        by_id: author.id(),
        by: author.name.clone(),
        at,
    };
    match before {
        // What an identity check has proven is surer than a word.
        Some(before)
            if before.identifier == said.identifier
                && before.counts(one)
                && method != ConfirmationMethod::IdentityCheck =>
        {
            return Ok(Some(before));
        }
        Some(before) => store::delete(tx, before.id)?,
        None => {}
    }
    store::insert(tx, &said)?;
    changes::created(tx, author, said.subject(), &said.recorded())?;
    tell(tx, author, &said)?;
    Ok(Some(said))
}

impl Confirmation {
    /// Whether it counts as the contact is now.
    fn counts(&self, one: &Interaction) -> bool {
        (self.verdict == Verdict::Confirmed) == (one.customer == Some(self.customer))
    }
}

/// Takes back what was said: it was never said.
pub fn withdraw(tx: &mut Tx<'_>, author: &Author, said: &Confirmation) -> AppResult<()> {
    store::delete(tx, said.id)?;
    changes::deleted(tx, author, said.subject(), &said.recorded())?;
    tell(tx, author, said)
}

/// Takes back by its id what was just said.
pub fn take_back(tx: &mut Tx<'_>, author: &Author, id: ConfirmationId) -> AppResult<()> {
    let said = store::get(tx, id)?;
    restrictions::refuse(tx, said.customer)?;
    withdraw(tx, author, &said)
}

/// Says again what was taken back; `members`: as the change history holds it.
pub fn bring_back(
    tx: &mut Tx<'_>,
    author: &Author,
    id: ConfirmationId,
    customer: CustomerId,
    members: &Value,
) -> AppResult<()> {
    let said = Confirmation::of_recorded(id, customer, members).ok_or(AppError::NotFound)?;
    restrictions::refuse(tx, customer)?;
    interactions::store::get(tx, said.interaction)?;
    if store::find(tx, said.interaction, customer, said.verdict)?.is_some() {
        return Err(AppError::Stale);
    }
    store::insert(tx, &said)?;
    changes::restored(tx, author, said.subject(), &said.recorded())?;
    tell(tx, author, &said)
}

fn tell(tx: &mut Tx<'_>, author: &Author, said: &Confirmation) -> AppResult<()> {
    let whose = Happened { agent: None, interaction: Some(said.interaction), customer: Some(said.customer) };
    Ok(events::record(tx, "confirmation.changed", author.at, whose)?)
}

/// What was said in contacts that are gone does not come back with its customer.
pub fn prepare(tx: &mut Tx<'_>, rows: &mut Rows) -> AppResult<()> {
    for id in rows.ids("confirmations", "interaction_id") {
        if interactions::store::find(tx, InteractionId(id))?.is_none() {
            rows.forget("confirmations", "interaction_id", id);
        }
    }
    Ok(())
}
