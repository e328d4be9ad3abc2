//! Consents: what a customer lets be done on which channel, for which purpose.
//!
//! Invariant: there is one answer at most for a channel and a purpose. Where none was given, nothing stands. They are a
//! part of their customer: whoever writes them has read that version, and it goes up by one; the entries of the change
//! history say what was before.

pub mod api;
pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::id::CustomerId;
use crate::teams::features::Feature;
use crate::words::words;

words! {
    /// The way to a customer that a consent is about.
    ConsentChannel { Call = "call", Sms = "sms", Email = "email", Chat = "chat", Social = "social", Post = "post" }
}
words! {
    /// What the customer said.
    ConsentState { Given = "given", Refused = "refused", Withdrawn = "withdrawn" }
}

/// Characters of how it was obtained …
pub const HOW: usize = 200;
/// … and of a purpose.
pub const PURPOSE: usize = 64;
/// Before the name of each in the change history.
pub const MEMBER: &str = "consent.";

/// A consent, or that it was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Consent {
    pub channel: ConsentChannel,
    pub purpose: String,
    pub state: ConsentState,
    /// When the customer said so.
    pub at: Time,
    /// How it was obtained: by telephone, on a form …
    pub how: Option<String>,
    /// The last day on which it holds; null: until they say otherwise.
    #[serde(serialize_with = "as_text")]
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_until: Option<Date>,
    /// Name of the agent or token that wrote it down.
    pub by: String,
    #[serde(skip)]
    pub by_id: Option<Uuid>,
}

/// A consent as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentInput {
    pub channel: ConsentChannel,
    /// One of the purposes of the installation.
    #[schema(max_length = 64)]
    pub purpose: String,
    pub state: ConsentState,
    /// When the customer said so; now unless said otherwise.
    #[serde(default)]
    pub at: Option<Time>,
    /// How it was obtained; 200 characters at most.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub how: Option<String>,
    /// The last day on which it holds.
    #[serde(default)]
    #[schema(format = Date)]
    pub valid_until: Option<String>,
}

/// All consents of a customer, as they are written: those that are not among them are taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentsInput {
    pub items: Vec<ConsentInput>,
}

impl Consent {
    /// Whether it may be done on that day.
    pub fn holds(&self, day: Date) -> bool {
        self.state == ConsentState::Given && self.valid_until.is_none_or(|until| day <= until)
    }

    /// Whether the customer does not want it.
    pub fn is_against(&self) -> bool {
        self.state != ConsentState::Given
    }

    fn is_about(&self, channel: ConsentChannel, purpose: &str) -> bool {
        self.channel == channel && self.purpose == purpose
    }

    fn member(&self) -> String {
        format!("{MEMBER}{}.{}", self.channel, self.purpose)
    }

    fn recorded(&self) -> Value {
        let until = self.valid_until.map(|day| day.to_string());
        json!({ "state": self.state, "at": self.at, "how": self.how, "valid_until": until })
    }
}

impl From<&Consent> for ConsentInput {
    fn from(one: &Consent) -> ConsentInput {
        ConsentInput {
            channel: one.channel,
            purpose: one.purpose.clone(),
            state: one.state,
            at: Some(one.at),
            how: one.how.clone(),
            valid_until: one.valid_until.map(|day| day.to_string()),
        }
    }
}

fn as_text<S: serde::Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(to)
}

/// The consents of a customer, in the order of channels and purposes.
pub fn list(tx: &mut Tx<'_>, customer: CustomerId) -> AppResult<Vec<Consent>> {
    Ok(store::list(tx, customer)?)
}

/// Writes one, or takes it away; gives what was there before.
pub fn set(
    tx: &mut Tx<'_>,
    author: &Author,
    purposes: &[String],
    customer: CustomerId,
    (channel, purpose): (ConsentChannel, &str),
    input: Option<ConsentInput>,
) -> AppResult<Option<Consent>> {
    let before = store::list(tx, customer)?;
    let was = before.iter().find(|one| one.is_about(channel, purpose)).cloned();
    let others = before.iter().filter(|one| !one.is_about(channel, purpose)).map(ConsentInput::from);
    let items = others.chain(input).collect();
    replace(tx, author, purposes, customer, &ConsentsInput { items })?;
    Ok(was)
}

/// Replaces all of them.
pub fn replace(
    tx: &mut Tx<'_>,
    author: &Author,
    purposes: &[String],
    customer: CustomerId,
    input: &ConsentsInput,
) -> AppResult<()> {
    author.needs(Feature::CustomersEdit)?;
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let before = store::list(tx, customer)?;
    let after = read(author, purposes, &before, input)?;
    let members = |all: &[Consent]| all.iter().map(|one| (one.member(), one.recorded())).collect();
    let (was, is): (Map<String, Value>, Map<String, Value>) = (members(&before), members(&after));
    let subject = Subject { entity: "consent", id: customer.0, customer: Some(customer) };
    if !changes::updated(tx, author, "update", subject, &was, &is)? {
        return Ok(());
    }
    store::replace(tx, customer, &after)?;
    customers::store::touch(tx, customer, author.at)?;
    events::record(tx, "customer.changed", author.at, Happened::to(customer))?;
    Ok(())
}

/// Checks what is to be written. What says nothing new keeps its time and who wrote it down.
fn read(
    author: &Author,
    purposes: &[String],
    before: &[Consent],
    input: &ConsentsInput,
) -> AppResult<Vec<Consent>> {
    let mut check = Check::default();
    let mut after: Vec<Consent> = Vec::with_capacity(input.items.len());
    let fits = check.count("items", input.items.len());
    for (index, one) in input.items.iter().enumerate().filter(|_| fits) {
        let name = |member: &str| format!("items[{index}].{member}");
        let how = check.line(&name("how"), one.how.as_deref(), HOW);
        let until = one.valid_until.as_deref().filter(|day| !day.is_empty());
        let valid_until: Option<Date> = until.and_then(|day| day.parse().ok());
        if until.is_some() && valid_until.is_none() {
            check.fail(FieldError::new(name("valid_until"), "invalid-date"));
        }
        let was = before.iter().find(|was| was.is_about(one.channel, &one.purpose));
        if was.is_none() && !purposes.contains(&one.purpose) {
            let list = purposes.join(", ");
            check.fail(FieldError::new(name("purpose"), "invalid-consent-purpose").with("list", list));
        }
        if after.iter().any(|known| known.is_about(one.channel, &one.purpose)) {
            check.fail(FieldError::new(name("purpose"), "invalid-consent-twice"));
        }
        if one.at.is_some_and(|at| at > author.at.plus(Time::DAY)) {
            check.fail(FieldError::new(name("at"), "invalid-consent-future"));
        }
        let said = Consent {
            channel: one.channel,
            purpose: one.purpose.clone(),
            state: one.state,
            at: one.at.unwrap_or(author.at),
            how,
            valid_until,
            by: author.name.clone(),
            by_id: author.id(),
        };
        let same = was.filter(|was| {
            (was.state, &was.how, was.valid_until) == (said.state, &said.how, said.valid_until)
                && one.at.is_none_or(|at| at == was.at)
        });
        after.push(same.cloned().unwrap_or(said));
    }
    check.finish()?;
    after.sort_by(|a, b| (a.channel, &a.purpose).cmp(&(b.channel, &b.purpose)));
    Ok(after)
}
