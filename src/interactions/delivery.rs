//! How far a message came that went out: queued, sent, delivered, read, or not at all.
//!
//! Invariant: it only goes forward, so what is told late or again changes nothing. A message that failed and was delivered
//! after all, by a second try, was delivered; one that was delivered did not fail.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::{Interaction, Message, store};
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::AppResult;
use crate::events;
use crate::history;
use crate::words::words;

words! {
    /// How far a message came, in the order in which it goes forward.
    DeliveryState {
        Queued = "queued",
        Sent = "sent",
        Failed = "failed",
        Delivered = "delivered",
        Read = "read",
    }
}

/// How far a message came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Delivery {
    pub state: DeliveryState,
    pub at: Time,
    /// Why it failed, in the words of whoever carried it.
    #[serde(default)]
    pub reason: Option<String>,
}

/// How far a message came, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliveryInput {
    pub state: DeliveryState,
    /// Now, unless said otherwise.
    #[serde(default)]
    pub at: Option<Time>,
    /// 500 characters at most.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

impl DeliveryInput {
    /// Checks it; `prefix` stands before the member's name in errors.
    pub fn read(&self, check: &mut Check, prefix: &str) -> DeliveryInput {
        let reason = check.line(&format!("{prefix}reason"), self.reason.as_deref(), 500);
        DeliveryInput { reason, ..self.clone() }
    }

    pub fn dated(&self, now: Time) -> Delivery {
        Delivery { state: self.state, at: self.at.unwrap_or(now), reason: self.reason.clone() }
    }
}

impl Delivery {
    /// As a column holds it.
    pub fn column(&self) -> String {
        json!(self).to_string()
    }

    fn recorded(of: Option<&Delivery>) -> Map<String, Value> {
        Map::from_iter([
            ("delivery".to_owned(), json!(of.map(|one| one.state))),
            ("reason".to_owned(), json!(of.and_then(|one| one.reason.as_deref()))),
        ])
    }
}

/// Takes up how far a known message came, if that is further than what is known. Gives the message as it is then.
pub fn tell(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: &Interaction,
    message: Message,
    told: &DeliveryInput,
) -> AppResult<Message> {
    if message.delivery.as_ref().is_some_and(|known| known.state >= told.state) {
        return Ok(message);
    }
    let delivery = told.dated(author.at);
    store::set_delivery(tx, message.id, &delivery)?;
    let subject = Subject { entity: "message", id: message.id.0, customer: interaction.customer };
    let (was, is) = (Delivery::recorded(message.delivery.as_ref()), Delivery::recorded(Some(&delivery)));
    changes::updated(tx, author, "deliver", subject, &was, &is)?;
    let is_newest =
        store::find_newest_message(tx, interaction.id)?.is_some_and(|(newest, _)| newest == message.id);
    if is_newest {
        // What stands there may be newer than what the caller read.
        let before = store::get(tx, interaction.id)?;
        let mut after = before.clone();
        after.delivery = Some(delivery.clone());
        after.version = before.version + 1;
        after.updated_at = author.at;
        store::update(tx, before.version, &after)?;
        history::follow(tx, Some(&before), &after)?;
    }
    events::record(tx, "message.delivery", author.at, interaction.happened())?;
    Ok(Message { delivery: Some(delivery), ..message })
}

/// How far each message came, by its `ref`: for a vCon, which has no word for it.
pub fn told(messages: &[Message]) -> Map<String, Value> {
    let one = |message: &Message| Some((message.reference.clone(), json!(message.delivery.as_ref()?)));
    messages.iter().filter_map(one).collect()
}

/// Puts what `told` wrote to the messages again. `facts`: our own part of a vCon.
pub fn read(facts: Option<&Map<String, Value>>, messages: &mut [Value]) {
    let Some(told) = facts.and_then(|facts| facts.get("deliveries")) else { return };
    for message in messages {
        let delivery = message.get("ref").and_then(Value::as_str).and_then(|reference| told.get(reference));
        if let Some(delivery) = delivery {
            message["delivery"] = delivery.clone();
        }
    }
}
