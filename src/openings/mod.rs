//! What stands in an agent's rail: interactions that were offered, customers that were opened; open, then recent.

pub mod closing;
pub mod pages;
pub mod pins;
pub mod store;
pub mod view;

use db::{DbError, Tx};

use crate::author::Author;
use crate::changes;
use crate::clock::Time;
use crate::drafts;
use crate::events::{self, Happened, Position};
use crate::id::{AgentId, CustomerId, InteractionId, OpeningId};
use crate::identifiers::Identifier;
use crate::interactions::Interaction;
use crate::promises::{self, Totals};
use crate::words::{Channel, Direction, State};
pub use pins::Pin;

/// How many closed ones the rail offers to reopen.
pub const RECENT: i64 = 10;

/// One line of the rail.
#[derive(Clone, Debug)]
pub struct Opening {
    pub id: OpeningId,
    pub customer: Option<(CustomerId, String)>,
    pub contact: Option<Contact>,
    pub opened_at: Time,
    /// None: it waits to be looked at for the first time.
    pub seen_at: Option<Time>,
    pub unseen: i64,
    pub closed_at: Option<Time>,
    /// It has unsaved words of the agent.
    pub has_words: bool,
    /// What the agent is changing, somebody else has changed since.
    pub is_behind: bool,
}

/// The interaction of a line.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: InteractionId,
    pub channel: Channel,
    pub direction: Direction,
    pub state: State,
    pub identifier: Option<Identifier>,
    /// Somebody said that it shall have no customer.
    pub anonymous: bool,
    pub started_at: Time,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
}

impl Opening {
    /// Where the line leads.
    pub fn path(&self) -> String {
        match (&self.contact, &self.customer) {
            (Some(contact), _) => format!("/interactions/{}", contact.id),
            (None, Some((customer, _))) => format!("/customers/{customer}"),
            (None, None) => "/".to_owned(),
        }
    }
}

/// The rail of an agent.
#[derive(Clone, Debug, Default)]
pub struct Rail {
    pub open: Vec<Opening>,
    pub pinned: Vec<Pin>,
    pub recent: Vec<Opening>,
    /// What the agent has to keep.
    pub promises: Totals,
    /// Where the stream of events was when this was read: a page goes on from there.
    pub cursor: Position,
}

/// Reads the rail.
pub fn rail(tx: &mut Tx<'_>, agent: AgentId) -> Result<Rail, DbError> {
    // The cursor first: what happens after it is told again, what happens before it is on the page.
    let cursor = events::store::end(tx)?;
    let mut open = store::list_open(tx, agent)?;
    mark(tx, agent, &mut open)?;
    let (pinned, recent) = (store::list_pins(tx, agent)?, store::list_recent(tx, agent, RECENT)?);
    Ok(Rail { open, pinned, recent, promises: promises::store::totals(tx, agent)?, cursor })
}

/// Marks the lines that have unsaved words, and those whose customer somebody else has changed meanwhile.
fn mark(tx: &mut Tx<'_>, agent: AgentId, open: &mut [Opening]) -> Result<(), DbError> {
    for drafts::store::Sign { key, customer, interaction, at } in drafts::store::signs(tx, agent)? {
        let of_line = |line: &&mut Opening| {
            let contact = line.contact.as_ref().map(|contact| contact.id);
            let whose = line.customer.as_ref().map(|(id, _)| *id);
            (interaction.is_some() && contact == interaction) || (customer.is_some() && whose == customer)
        };
        let mut lines: Vec<&mut Opening> = open.iter_mut().filter(of_line).collect();
        let is_edit = key.ends_with(":edit") || key.contains(":part-");
        let is_behind = match customer.filter(|_| is_edit && !lines.is_empty()) {
            Some(customer) => changes::store::is_changed_by_others(tx, customer.0, agent.0, at)?,
            None => false,
        };
        for line in &mut lines {
            line.has_words = true;
            line.is_behind |= is_behind;
        }
    }
    Ok(())
}

/// Makes the rails follow an interaction: it pops up at its agent once, and goes to the recent ones when it closes.
pub fn follow(
    tx: &mut Tx<'_>,
    author: &Author,
    before: Option<&Interaction>,
    after: &Interaction,
) -> Result<(), DbError> {
    if before.is_some_and(|before| before.customer != after.customer) {
        store::set_customer(tx, after.id, after.customer)?;
    }
    if after.state == State::Closed {
        if before.is_some_and(|before| before.state != State::Closed) {
            store::close_interaction(tx, after.id, author.at)?;
        }
        return Ok(());
    }
    // Whoever handed it over, or from whom it was taken back, has it among the recent ones.
    if let Some(before) = before
        && let Some(left) = before.agent_id.filter(|_| before.agent_id != after.agent_id)
        && before.transfers != after.transfers
        && store::close_of(tx, left, after.id, author.at)?
    {
        told(tx, author, left)?;
    }
    let Some(agent) = after.agent_id else { return Ok(()) };
    let comes_back = before.is_some_and(|before| before.agent_id != after.agent_id)
        && store::offer_again(tx, agent, after.id, author.at)?;
    if comes_back || store::insert(tx, author.at, agent, after.customer, Some(after.id), None)? {
        let happened = Happened { agent: Some(agent), interaction: Some(after.id), customer: after.customer };
        events::record(tx, "interaction.offered", author.at, happened)?;
    }
    Ok(())
}

/// New messages that its agents have not seen.
pub fn unseen(tx: &mut Tx<'_>, interaction: &Interaction, count: usize) -> Result<(), DbError> {
    store::add_unseen(tx, interaction.id, i64::try_from(count).unwrap_or(i64::MAX))
}

/// The agent looks at an interaction: it is in the rail, and nothing of it is unseen.
pub fn look_at_interaction(
    tx: &mut Tx<'_>,
    author: &Author,
    agent: AgentId,
    interaction: &Interaction,
) -> Result<(), DbError> {
    store::insert(tx, author.at, agent, interaction.customer, Some(interaction.id), Some(author.at))?;
    store::see_interaction(tx, agent, interaction.id, author.at)
}

/// The agent looks at a customer without an interaction: it is open in the rail.
pub fn look_at_customer(
    tx: &mut Tx<'_>,
    author: &Author,
    agent: AgentId,
    customer: CustomerId,
) -> Result<(), DbError> {
    store::insert(tx, author.at, agent, Some(customer), None, Some(author.at))?;
    store::reopen_customer(tx, agent, customer, author.at)
}

/// Puts a line among the recent ones. `NotFound` for another agent's.
pub fn close(tx: &mut Tx<'_>, author: &Author, agent: AgentId, id: OpeningId) -> Result<(), DbError> {
    if store::close(tx, agent, id, author.at)? == 0 {
        return Err(DbError::NotFound);
    }
    told(tx, author, agent)
}

/// Takes a line back among the open ones and says where it leads.
pub fn reopen(tx: &mut Tx<'_>, author: &Author, agent: AgentId, id: OpeningId) -> Result<String, DbError> {
    let opening = store::get(tx, agent, id)?;
    store::reopen(tx, agent, id, author.at)?;
    told(tx, author, agent)?;
    Ok(opening.path())
}

/// The rail of this agent changed: other tabs of theirs read it anew.
fn told(tx: &mut Tx<'_>, author: &Author, agent: AgentId) -> Result<(), DbError> {
    events::record(tx, "rail.changed", author.at, Happened { agent: Some(agent), ..Happened::default() })
}
