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

/// One thing that happened.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Event {
    #[serde(skip)]
    pub position: Position,
    /// `interaction.offered`, `interaction.changed`, `message.added`, `customer.changed` …
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
    tx.batch(&mut [store::insert(kind, at, happened)])?;
    tx.wake();
    Ok(())
}
