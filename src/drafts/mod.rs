//! Drafts: unsaved words of an agent, so that a reload, a crash, a log-out or another computer loses none.
//!
//! Invariant: a draft goes with the transaction that saves its form, and with the customer it is about. Nobody but
//! the agent who typed it works with it; it is no part of any card, search or history. Of what is held about a person
//! it is a part: who tells them that reads it too (src/privacy).

pub mod pages;
pub mod store;

use std::fmt;
use std::str::FromStr;

use db::{DbError, Tx};
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::id::{AgentId, CustomerId, InteractionId};
use crate::restrictions;

/// How long a draft waits to be taken up again, in days.
const DAYS: i64 = 30;
/// Drafts of an agent; the oldest make room.
pub const MOST: i64 = 200;
/// Characters of a key: those of a part of a customer hold the key of a field.
const LONGEST_KEY: usize = 150;
/// Characters of a draft, all its fields together.
pub const LARGEST: usize = 256 * 1024;

/// Which form it is of: `customer:ID:edit`, `customer:ID:part-job_title`, `customer:new`, `interaction:ID:new`, `preferences` …
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(into = "String")]
pub struct Key(String);

impl Key {
    pub fn of_customer(customer: CustomerId, form: &str) -> Key {
        Key(format!("customer:{customer}:{form}"))
    }

    /// Of a new customer, for an interaction or for nobody.
    pub fn of_new_customer(interaction: Option<InteractionId>) -> Key {
        interaction.map_or_else(|| Key("customer:new".to_owned()), |id| Key::of_interaction(id, "new"))
    }

    /// Of what is written of an interaction.
    pub fn of_interaction(interaction: InteractionId, form: &str) -> Key {
        Key(format!("interaction:{interaction}:{form}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn id<T: FromStr>(&self, room: &str) -> Option<T> {
        let mut parts = self.0.split(':');
        (parts.next() == Some(room)).then(|| parts.next()?.parse().ok()).flatten()
    }

    pub fn customer(&self) -> Option<CustomerId> {
        self.id("customer")
    }

    pub fn interaction(&self) -> Option<InteractionId> {
        self.id("interaction")
    }
}

impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Key, ()> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.');
        let fits = !text.is_empty() && text.len() <= LONGEST_KEY && text.chars().all(allowed);
        if fits { Ok(Key(text.to_owned())) } else { Err(()) }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> String {
        key.0
    }
}

/// A field that was typed into: its name, the how many-th of that name, its value; `true` and `false` of a tick.
pub type Entry = (String, usize, String);

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The fields that differ from what they were, for the browser to put back.
    pub entries: Vec<Entry>,
    /// The whole form as it would be sent, for a page that shows it again by itself.
    pub body: String,
}

/// A whole form that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub body: String,
    pub at: Time,
}

/// A draft that is about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    #[serde(skip)]
    pub agent: AgentId,
    /// Name of the agent who typed it.
    pub by: String,
    /// Which form it is of.
    pub key: String,
    pub entries: Vec<Entry>,
    pub at: Time,
}

/// What was typed before is as good as gone.
pub fn oldest(now: Time) -> Time {
    now.plus(-DAYS * Time::DAY)
}

/// Keeps what an agent has typed so far, in the place of what was kept of this form before.
pub fn keep(tx: &mut Tx<'_>, agent: AgentId, key: &Key, words: &Words, now: Time) -> AppResult<()> {
    let size = words.body.len()
        + words.entries.iter().map(|(name, _, value)| name.len() + value.len()).sum::<usize>();
    if size > LARGEST {
        return Err(AppError::TooLarge);
    }
    let entries = serde_json::to_string(&words.entries).map_err(AppError::internal)?;
    if entries.contains("\\u0000") || words.body.contains('\0') || words.body.contains("%00") {
        return Err(AppError::invalid("", "invalid-nul"));
    }
    if let Some(customer) = key.customer() {
        restrictions::refuse(tx, customer)?;
    }
    store::delete_before(tx, oldest(now))?;
    store::put(tx, agent, key, &entries, &words.body, now).map_err(|error| match error {
        // Whom it is about is gone, and with them what one would have saved.
        DbError::ForeignKey { .. } => AppError::NotFound,
        other => other.into(),
    })?;
    store::delete_oldest(tx, agent, MOST)?;
    Ok(())
}
