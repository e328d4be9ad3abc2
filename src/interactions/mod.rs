//! Interactions: every contact on every channel, from the first ring to the end of the wrap-up.
//!
//! Invariant: repeated and out-of-order deliveries of one interaction end in one correct interaction. The state
//! only goes forward; each fact comes from the delivery that was furthest among those that told it; messages are told apart by their `ref`. `history`, `texts`, `openings`, changes and events follow in the same transaction.

pub mod api;
pub mod batch;
pub mod comments;
pub mod delivery;
pub mod input;
pub mod messages;
pub mod pages;
pub mod receive;
pub mod store;
pub mod view;
mod whose;

use std::collections::BTreeMap;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use db::Tx;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::attachments::{self, Attachment};
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::confirmations::{self, Verdict};
use crate::customers::{Customer, cards};
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::history;
use crate::id::{AgentId, CommentId, CustomerId, InteractionId, MessageId, RequestId};
use crate::identifiers::{Identifier, matching};
use crate::merges;
use crate::openings;
use crate::requests;
use crate::texts;
use crate::transfers::{self, Transfer};
use crate::words::{Channel, Direction, Outcome, State, words};
pub use delivery::{Delivery, DeliveryInput};
pub use input::{CommentInput, InteractionInput, MessageInput, NewComment};
pub use receive::{Received, receive, receive_once, revise};

/// A step of the menu that the caller went through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IvrStep {
    pub prompt: String,
    #[serde(default)]
    pub choice: Option<String>,
}

/// The customer's rating, with the scale it was given on (3, 5, 10 …).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    pub value: f64,
    pub scale: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Interaction {
    pub id: InteractionId,
    pub reference: Option<String>,
    pub channel: Channel,
    pub direction: Direction,
    pub state: State,
    pub sender: Option<String>,
    pub recipient: Option<String>,
    /// The customer's side; none when withheld.
    pub identifier: Option<Identifier>,
    pub outcome: Outcome,
    /// The card that it is shown on.
    pub customer: Option<CustomerId>,
    /// Whose it is, of the customers who were merged into that card.
    pub whose: Option<CustomerId>,
    pub anonymous: bool,
    /// What the customer wants, under which it stands.
    pub request: Option<RequestId>,
    pub queue: Option<String>,
    pub agent: Option<String>,
    pub agent_id: Option<AgentId>,
    pub started_at: Time,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
    pub assumed: Assumed,
    /// Who told each fact; those of a ringing delivery are not listed.
    pub reach: Reach,
    pub topic: Option<String>,
    /// What came of it: the key of a disposition.
    pub disposition: Option<String>,
    pub ivr_path: Vec<IvrStep>,
    pub recording_url: Option<String>,
    pub rating: Option<Rating>,
    pub campaign: Option<String>,
    pub fields: Map<String, Value>,
    pub tags: Vec<String>,
    /// Who handed it to whom, by time.
    pub transfers: Vec<Transfer>,
    pub message_count: i64,
    pub excerpt: Option<String>,
    /// How far its newest message came, if that went out.
    pub delivery: Option<Delivery>,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

words! {
    /// Who told a fact: a delivery, by how far the interaction was, or an editor, who has the last word.
    Teller { Offered = "offered", Active = "active", WrapUp = "wrap_up", Closed = "closed", Editor = "editor" }
}

impl From<State> for Teller {
    fn from(state: State) -> Teller {
        match state {
            State::Offered => Teller::Offered,
            State::Active => Teller::Active,
            State::WrapUp => Teller::WrapUp,
            State::Closed => Teller::Closed,
        }
    }
}

/// Facts by name, each with who told it.
pub type Reach = BTreeMap<String, Teller>;

/// Which times are our own, because the sender has not told them: a told one replaces them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assumed {
    pub started: bool,
    pub answered: bool,
    pub ended: bool,
}

/// The number of a message as its system counts: 3, or "104817-2".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum MessageNumber {
    Integer(i64),
    Text(String),
}

impl std::fmt::Display for MessageNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MessageNumber::Integer(number) => number.fmt(f),
            MessageNumber::Text(text) => f.write_str(text),
        }
    }
}

/// One text of an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Message {
    pub id: MessageId,
    #[serde(rename = "ref")]
    pub reference: String,
    pub number: Option<MessageNumber>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub subject: Option<String>,
    pub text: Option<String>,
    /// As it came: never show it unsanitised.
    pub html: Option<String>,
    pub at: Time,
    /// What came with it, in the order in which it came.
    pub attachments: Vec<Attachment>,
    /// How far it came, of one that went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
}

/// A remark on an interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Comment {
    pub id: CommentId,
    pub by: String,
    pub text: String,
    pub at: Time,
}

impl Interaction {
    /// The two sides as the channel has them: the customer's, then ours.
    pub fn line(&self) -> Option<&str> {
        match self.direction {
            Direction::In => self.recipient.as_deref(),
            Direction::Out => self.sender.as_deref(),
        }
    }

    pub fn is_live(&self) -> bool {
        self.state != State::Closed
    }

    /// Whether the customer's side is hidden rather than unknown.
    pub fn is_withheld(&self) -> bool {
        self.identifier.is_none()
    }

    pub fn subject(&self) -> Subject {
        Subject { entity: "interaction", id: self.id.0, customer: self.customer }
    }

    /// What an agent is told of a contact of somebody who is restricted: that there is one.
    pub fn hidden(self) -> Interaction {
        Interaction {
            reference: None,
            sender: None,
            recipient: None,
            identifier: None,
            queue: None,
            topic: None,
            disposition: None,
            ivr_path: Vec::new(),
            recording_url: None,
            rating: None,
            campaign: None,
            request: None,
            fields: Map::new(),
            tags: Vec::new(),
            transfers: Vec::new(),
            excerpt: None,
            delivery: None,
            ..self
        }
    }

    /// What the change history compares.
    pub fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "ref": self.reference, "channel": self.channel, "direction": self.direction, "state": self.state,
            "from": self.sender, "to": self.recipient, "customer_id": self.customer, "anonymous": self.anonymous,
            "request_id": self.request,
            "queue": self.queue, "agent": self.agent, "started_at": self.started_at, "answered_at": self.answered_at,
            "ended_at": self.ended_at, "topic": self.topic, "disposition": self.disposition, "ivr_path": self.ivr_path, "recording_url": self.recording_url,
            "rating": self.rating, "campaign": self.campaign, "fields": self.fields, "tags": self.tags,
            "messages": self.message_count, "transfers": transfers::chain::lines(&self.transfers),
            "waits": self.transfers.last().is_some_and(|last| last.waits),
        });
        match members {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }

    pub(super) fn happened(&self) -> Happened {
        Happened { agent: None, interaction: Some(self.id), customer: self.customer }
    }
}

/// Attaches an interaction to a customer, or moves it there.
pub fn attach(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    customer: CustomerId,
) -> AppResult<Interaction> {
    let card = cards::find(tx, customer)?;
    let card = card.ok_or_else(|| AppError::invalid("customer_id", "invalid-customer"))?;
    place(tx, author, "attach", id, Some(card), false)
}

/// Leaves an interaction without a customer, by an agent's choice: nothing adopts it later by itself.
pub fn leave_anonymous(tx: &mut Tx<'_>, author: &Author, id: InteractionId) -> AppResult<Interaction> {
    place(tx, author, "leave_anonymous", id, None, true)
}

/// Takes an interaction from its customer, so that it can be decided anew.
pub fn detach(tx: &mut Tx<'_>, author: &Author, id: InteractionId) -> AppResult<Interaction> {
    place(tx, author, "detach", id, None, false)
}

/// Takes an interaction from a customer whom it is not with: so says whoever handles it.
pub fn reject(tx: &mut Tx<'_>, author: &Author, id: InteractionId) -> AppResult<Interaction> {
    place(tx, author, "reject", id, None, false)
}

fn place(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    id: InteractionId,
    customer: Option<CustomerId>,
    anonymous: bool,
) -> AppResult<Interaction> {
    let before = store::get(tx, id)?;
    if before.customer == customer && before.anonymous == anonymous {
        return Ok(before);
    }
    // Under a request of whom it leaves it stands no longer; under anybody else's it stays.
    let request = match before.request.filter(|_| before.customer != customer) {
        Some(id) => requests::store::find(tx, id)?
            .filter(|one| Some(one.customer) != before.customer)
            .map(|one| one.id),
        None => before.request,
    };
    let whose = match customer {
        Some(card) if before.customer != customer => {
            Some(merges::whose::of(tx, card, before.identifier.as_ref())?)
        }
        Some(_) => before.whose,
        None => None,
    };
    let after = Interaction { customer, whose, anonymous, request, ..before.clone() };
    save(tx, author, action, &before, after)
}

/// Puts an interaction under a request, or under none. What was said after the request was settled opens it again.
pub fn put_under(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    request: Option<RequestId>,
) -> AppResult<Interaction> {
    let request = match request {
        Some(id) => Some(
            requests::root(tx, id)?.ok_or_else(|| AppError::invalid("request_id", "invalid-request"))?.id,
        ),
        None => None,
    };
    let before =
        store::find(tx, id)?.ok_or_else(|| AppError::invalid("interaction_id", "invalid-interaction"))?;
    if before.request == request {
        return Ok(before);
    }
    let action = if request.is_some() { "put_under" } else { "take_out" };
    let after = Interaction { request, ..before.clone() };
    let after = save(tx, author, action, &before, after)?;
    if let Some(request) = request {
        requests::hear(tx, author, request, after.started_at, after.direction == Direction::In)?;
    }
    Ok(after)
}

/// Stores a changed interaction with everything that follows from it.
pub fn save(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    before: &Interaction,
    mut after: Interaction,
) -> AppResult<Interaction> {
    after.version = before.version + 1;
    after.updated_at = author.at;
    store::update(tx, before.version, &after)?;
    store::replace_tags(tx, before, &after)?;
    // Both cards tell of a move: the one it left and the one it came to.
    if before.customer != after.customer && before.customer.is_some() {
        changes::updated(tx, author, action, before.subject(), &before.recorded(), &after.recorded())?;
    }
    if before.customer == after.customer || after.customer.is_some() || before.customer.is_none() {
        changes::updated(tx, author, action, after.subject(), &before.recorded(), &after.recorded())?;
    }
    history::follow(tx, Some(before), &after)?;
    texts::follow(tx, before, &after)?;
    transfers::follow(tx, author, before, &after)?;
    openings::follow(tx, author, Some(before), &after)?;
    events::record(tx, "interaction.changed", author.at, after.happened())?;
    if let (Some(left), true) = (before.customer, before.customer != after.customer) {
        events::record(tx, "customer.changed", author.at, Happened::to(left))?;
    }
    Ok(after)
}

/// Interactions that belong to nobody become the customer's when their identifier is this customer's alone. Gives them.
pub fn adopt(tx: &mut Tx<'_>, author: &Author, customers: &[Customer]) -> AppResult<Vec<InteractionId>> {
    let identifiers: Vec<(CustomerId, &Identifier)> = customers
        .iter()
        .flat_map(|customer| customer.identifiers.iter().map(|one| (customer.id, &one.identifier)))
        .collect();
    let mut adopted = Vec::new();
    let mut waiting: Vec<Vec<(InteractionId, Time)>> = vec![Vec::new(); identifiers.len()];
    let asked =
        identifiers.iter().zip(&mut waiting).map(|((_, one), waiting)| store::list_unattached(one, waiting));
    tx.batch(&mut asked.collect::<Vec<_>>())?;
    for ((customer, identifier), waiting) in identifiers.into_iter().zip(waiting) {
        // Whose it was when they began; a number may have changed hands since.
        let mut holders: HashMap<Date, Option<CustomerId>> = HashMap::new();
        for (id, at) in waiting {
            let holder = match holders.entry(at.day()) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => *new.insert(matching::find(tx, identifier, at)?.customer()),
            };
            // Who was denied in a contact is not given it again by a rule.
            let is_denied = |tx: &mut Tx<'_>| confirmations::store::find(tx, id, customer, Verdict::Denied);
            if holder == Some(customer) && is_denied(tx)?.is_none() {
                place(tx, author, "attach", id, holder, false)?;
                adopted.push(id);
            }
        }
    }
    Ok(adopted)
}

/// Takes every interaction from a customer that is being deleted.
pub fn release(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for id in store::list_of_customer(tx, customer)? {
        detach(tx, author, id)?;
    }
    Ok(())
}

/// Gives interactions back to a customer whose deletion is taken back, as far as nobody has decided otherwise since.
/// `merged`: those that are of somebody who was merged into them.
pub fn come_back(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    ids: &[InteractionId],
    merged: &[(InteractionId, CustomerId)],
) -> AppResult<()> {
    for id in ids {
        if let Some(before) = store::find(tx, *id)?.filter(|one| one.customer.is_none() && !one.anonymous) {
            let whose = merged.iter().find(|(one, _)| one == id).map_or(customer, |(_, whose)| *whose);
            let after = Interaction { customer: Some(customer), whose: Some(whose), ..before.clone() };
            save(tx, author, "attach", &before, after)?;
        }
    }
    Ok(())
}

/// Removes an interaction with everything that was said in it: one that should never have been brought in.
pub fn delete(tx: &mut Tx<'_>, author: &Author, interaction: &Interaction) -> AppResult<()> {
    history::forget(tx, interaction)?;
    texts::forget(tx, interaction.id)?;
    attachments::forget(tx, author, interaction.id)?;
    store::delete(tx, interaction.id)?;
    changes::deleted(tx, author, interaction.subject(), &interaction.recorded())?;
    events::record(tx, "interaction.deleted", author.at, interaction.happened())?;
    Ok(())
}
