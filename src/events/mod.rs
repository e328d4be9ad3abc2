//! What happened, in the order of commits. The table is the truth; the wake-up of the database merely says "look".
//!
//! Events carry ids only: a stream holds nothing personal, and every reader asks for what it may see.

pub mod api;
pub mod store;

use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;

use crate::clock::Time;
use crate::id::{AgentId, CustomerId, InteractionId};

/// Where a reader of the stream is: `epoch-seq`, opaque outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Position {
    pub epoch: i64,
    pub seq: i64,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.epoch, self.seq)
    }
}

impl std::str::FromStr for Position {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (epoch, seq) = text.split_once('-').ok_or(())?;
        let number = |text: &str| text.parse::<i64>().ok().filter(|number| *number >= 0).ok_or(());
        Ok(Position { epoch: number(epoch)?, seq: number(seq)? })
    }
}

/// A kind of event.
pub struct Kind {
    pub name: &'static str,
    /// What it tells, for the API document.
    pub says: &'static str,
    /// Whether integrators are told; the others are the page's own business.
    pub is_public: bool,
}

const fn public(name: &'static str, says: &'static str) -> Kind {
    Kind { name, says, is_public: true }
}

const fn own(name: &'static str, says: &'static str) -> Kind {
    Kind { name, says, is_public: false }
}

/// Every kind that is recorded.
pub const KINDS: &[Kind] = &[
    public("interaction.created", "a contact"),
    public("interaction.changed", "also when it is attached or moved"),
    public("interaction.deleted", "with its messages and comments"),
    public("interaction.offered", "to the agent of `agent_id`"),
    public("interaction.transferred", "handed over; `interaction.changed` comes as well"),
    public("identity_check.changed", "a question was answered"),
    public("identity_check.completed", "a level was proven, or the check has failed"),
    public(
        "confirmation.changed",
        "that the contact is with the customer was confirmed or denied, or that was taken back",
    ),
    public("message.added", "one or several, to the contact"),
    public("message.delivery", "how far it came, of one that went out"),
    public("attachment.added", "to a message that was there before it"),
    public("comment.added", "to the contact"),
    public("customer.created", "a person or company"),
    public("customer.changed", "also when a contact has left the card"),
    public("customer.deleted", "also when erased"),
    public("customer.restored", "taken back after it was deleted"),
    public("customer.merged", "one event to each of the cards that are one now"),
    public("customer.unmerged", "one event to each of the cards that are apart again"),
    public("customer.suggested", "whom they may be the same as has changed; one event to each of the two"),
    public("customer.split", "one event to the card that was taken apart, and one to the new one"),
    public("request.created", "of the customer"),
    public("request.changed", "also its status, and what it was merged into"),
    public("request.deleted", "of the customer"),
    public("promise.changed", "of the customer"),
    public("promise.due", "its time has come"),
    public("note.created", "on the customer"),
    public("note.changed", "of a pinned note `customer.changed` comes as well"),
    public("note.deleted", "of the customer"),
    public("file.created", "of the customer"),
    public("file.changed", "of the customer"),
    public("file.deleted", "of the customer"),
    public("file.restored", "taken back after it was deleted"),
    public("record.created", "a row of a record group"),
    public("record.changed", "a row of a record group"),
    public("record.deleted", "a row of a record group"),
    public("relation.created", "one event to each of the two customers"),
    public("relation.changed", "one event to each of the two customers"),
    public("relation.deleted", "one event to each of the two customers"),
    public("block.created", "of an identifier of the customer; without one, of nobody known"),
    public("block.changed", "of an identifier of the customer; without one, of nobody known"),
    public("block.deleted", "of an identifier of the customer; without one, of nobody known"),
    own("agent.changed", "an agent's log-in, name or role"),
    own("presence.changed", "who is at the card"),
    own("rail.changed", "the open contacts of an agent"),
    own("session.ended", "a log-in"),
];

/// The kinds that integrators are told of.
pub fn public_kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(|kind| kind.is_public)
}

/// One thing that happened.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Event {
    #[serde(skip)]
    pub position: Position,
    /// One of those that `types` takes.
    pub kind: String,
    /// Whom it is for; none: everyone.
    pub agent_id: Option<AgentId>,
    pub interaction_id: Option<InteractionId>,
    pub customer_id: Option<CustomerId>,
    pub at: Time,
}

/// What is recorded: past tense, and whom it concerns.
#[derive(Clone, Copy, Debug, Default)]
pub struct Happened {
    pub agent: Option<AgentId>,
    pub interaction: Option<InteractionId>,
    pub customer: Option<CustomerId>,
}

impl Happened {
    /// To a customer, or to what is theirs.
    pub fn to(customer: CustomerId) -> Happened {
        Happened { customer: Some(customer), ..Happened::default() }
    }
}

/// Records an event in this transaction and wakes the readers after its commit.
pub fn record(tx: &mut Tx<'_>, kind: &'static str, at: Time, happened: Happened) -> Result<(), DbError> {
    debug_assert!(KINDS.iter().any(|known| known.name == kind), "{kind} is not among the kinds of events");
    tx.batch(&mut [store::insert(kind, at, happened)])?;
    tx.wake();
    Ok(())
}
