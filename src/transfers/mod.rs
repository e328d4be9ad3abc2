//! Transfers: who handed a contact to whom, as an agent did it on the card or as the telephone system tells (ADR 36).
//!
//! Invariant: the transfers of a contact are a set, told apart by when and by whom, so they may be told in any order and
//! again. Who has handed a contact over and did not get it back does not have it, whoever tells so late. What the one had
//! typed and not saved waits for the other as drafts under a key of their own.

pub mod api;
pub mod chain;
pub mod choice;
pub mod pages;
pub mod vcon;
pub mod view;

use db::Tx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::agents::{self, Agent, AgentState};
use crate::author::{Author, Principal};
use crate::check::Check;
use crate::clock::Time;
use crate::drafts;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::id::{AgentId, InteractionId};
use crate::interactions::{self, Interaction, Teller, store};
use crate::teams::features::Feature;
use crate::words::{Role, State, words};
pub use chain::{Shown, has_handed_over, holder, join};

/// How long whoever handed a contact over can take it back, unless it was taken.
const UNDO: i64 = 10 * Time::MINUTE;
/// Characters of the line that goes with it.
pub const NOTE: usize = 500;
/// Characters of a login or a queue.
const NAME: usize = 200;

words! {
    /// How it was handed over.
    TransferKind {
        /// At once: cold.
        Blind = "blind",
        /// After the two had talked: warm.
        Consult = "consult",
    }
}
words! {
    /// Who knows of it, where no system told it.
    Origin {
        /// An agent handed it over on the card.
        Card = "card",
        /// Another agent was told than before.
        Agent = "agent",
    }
}

/// One hand-over, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub at: Time,
    /// Login of who had it; none: it waited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Login of who got it; none: nobody yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The queue that it went through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<TransferKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// None: a system told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Nobody has taken it up yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// The queue in which it was before, for whoever takes it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
}

/// A hand-over as systems tell it and as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TransferInput {
    /// Needed: it is what tells transfers apart, with `from`.
    pub at: Option<Time>,
    /// Login of the agent who had it. Absent or null: it waited.
    #[schema(max_length = 200)]
    pub from: Option<String>,
    /// Login of the agent who got it.
    #[schema(max_length = 200)]
    pub to: Option<String>,
    /// The queue that it went to, or through.
    #[schema(max_length = 200)]
    pub queue: Option<String>,
    pub kind: Option<TransferKind>,
    /// 500 characters at most.
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

impl TransferInput {
    fn of(one: &Transfer) -> TransferInput {
        let Transfer { at, from, to, queue, kind, note, .. } = one.clone();
        TransferInput { at: Some(at), from, to, queue, kind, note }
    }

    /// Those of an interaction as they stand.
    pub fn list(transfers: &[Transfer]) -> Vec<TransferInput> {
        transfers.iter().map(TransferInput::of).collect()
    }

    fn read(&self, check: &mut Check, prefix: &str) -> Option<Transfer> {
        let name = |member: &str| format!("{prefix}.{member}");
        let one = Transfer {
            at: self.at.unwrap_or(Time::from_micros(0)),
            from: check.line(&name("from"), self.from.as_deref(), NAME),
            to: check.line(&name("to"), self.to.as_deref(), NAME),
            queue: check.line(&name("queue"), self.queue.as_deref(), NAME),
            kind: self.kind,
            note: check.line(&name("note"), self.note.as_deref(), NOTE),
            origin: None,
            waits: false,
            left: None,
        };
        if self.at.is_none() {
            check.fail(FieldError::new(name("at"), "invalid-missing"));
        }
        if one.to.is_none() && one.queue.is_none() {
            check.fail(FieldError::new(name("to"), "invalid-transfer-whom"));
        }
        if chain::is_same(one.from.as_deref(), one.to.as_deref()) && one.queue.is_none() {
            check.fail(FieldError::new(name("to"), "invalid-transfer-self"));
        }
        Some(one)
    }

    /// Checks those of a delivery.
    pub fn read_all(check: &mut Check, given: Option<&[TransferInput]>) -> Option<Vec<Transfer>> {
        let given = given?;
        if !check.count("transfers", given.len()) {
            return None;
        }
        let read = |(index, one): (usize, &TransferInput)| one.read(check, &format!("transfers[{index}]"));
        Some(given.iter().enumerate().filter_map(read).collect())
    }
}

/// To whom a contact is handed over, as an agent or a desktop asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HandOver {
    /// Login of an agent. Either this or `queue`.
    #[schema(max_length = 200)]
    pub to: Option<String>,
    /// A queue in which there was a contact before.
    #[schema(max_length = 200)]
    pub queue: Option<String>,
    /// `blind` unless said otherwise.
    pub kind: Option<TransferKind>,
    /// 500 characters at most.
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// Whether this author may hand a contact over: their own, one that waits, as a supervisor anybody's.
pub fn may(author: &Author, one: &Interaction) -> bool {
    let is_own = match (&author.principal, one.agent_id) {
        (Principal::Agent(agent), Some(has)) => *agent == has,
        _ => true,
    };
    one.is_live() && author.may(Feature::TransfersSend) && (is_own || author.role >= Role::Supervisor)
}

/// Hands a contact over. `seen`: how many transfers there were when the choice was made.
pub fn hand_over(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    given: &HandOver,
    seen: Option<usize>,
) -> AppResult<Interaction> {
    author.needs(Feature::TransfersSend)?;
    let before = store::get(tx, id)?;
    if !before.is_live() {
        return Err(AppError::conflict("", "conflict-transfer-closed"));
    }
    if !may(author, &before) || seen.is_some_and(|seen| seen != before.transfers.len()) {
        return Err(AppError::Conflict(elsewhere(tx, &before)?));
    }
    let mut check = Check::default();
    let note = check.line("note", given.note.as_deref(), NOTE);
    let queue = check.line("queue", given.queue.as_deref(), NAME);
    let to = check.line("to", given.to.as_deref(), NAME);
    if to.is_some() == queue.is_some() {
        check.fail(FieldError::new("to", "invalid-transfer-whom"));
    }
    let to = match &to {
        Some(login) => receiver(tx, &mut check, &before, login)?,
        None => None,
    };
    if let Some(queue) = &queue
        && !store::is_queue(tx, queue)?
    {
        check.fail(FieldError::new("queue", "invalid-transfer-queue").with("queue", queue));
    }
    check.finish()?;
    // Two within one moment still come one after the other.
    let at = before.transfers.last().map_or(author.at, |last| author.at.max(last.at.plus(1)));
    let transfer = Transfer {
        at,
        from: before.agent.clone(),
        to: to.as_ref().map(|agent| agent.login.clone()),
        queue: queue.clone(),
        kind: Some(given.kind.unwrap_or(TransferKind::Blind)),
        note,
        origin: Some(Origin::Card),
        waits: true,
        left: before.queue.clone(),
    };
    let mut after = Interaction {
        agent: to.as_ref().map(|agent| agent.login.clone()),
        agent_id: to.as_ref().map(|agent| agent.id),
        queue: queue.clone().or_else(|| before.queue.clone()),
        ..before.clone()
    };
    after.transfers.push(transfer);
    // Systems go on telling who has it; what they told of the queue before comes too late.
    after.reach.insert("agent".to_owned(), Teller::from(before.state));
    if queue.is_some() {
        after.reach.insert("queue".to_owned(), Teller::Editor);
    }
    interactions::save(tx, author, "transfer", &before, after)
}

/// Why a contact is not one's own any more.
fn elsewhere(tx: &mut Tx<'_>, one: &Interaction) -> AppResult<FieldError> {
    let who = match (one.agent_id, &one.agent) {
        (Some(id), _) => agents::store::find_name(tx, id)?,
        (None, login) => login.clone(),
    };
    let queue = one.transfers.last().and_then(|last| last.queue.clone());
    Ok(match who.or(queue) {
        Some(who) => FieldError::new("", "conflict-transfer-elsewhere").with("who", who),
        None => FieldError::new("", "conflict-transfer-nobody"),
    })
}

fn receiver(tx: &mut Tx<'_>, check: &mut Check, one: &Interaction, login: &str) -> AppResult<Option<Agent>> {
    let Some(agent) = agents::store::find_by_login(tx, login)? else {
        check.fail(FieldError::new("to", "invalid-transfer-nobody"));
        return Ok(None);
    };
    let wrong = if one.agent_id == Some(agent.id) {
        Some("invalid-transfer-self")
    } else if agent.state != AgentState::Active {
        Some("invalid-transfer-inactive")
    } else if !agent.off.may(Feature::TransfersReceive) {
        Some("invalid-transfer-team")
    } else {
        None
    };
    if let Some(code) = wrong {
        check.fail(FieldError::new("to", code).with("who", &agent.name));
        return Ok(None);
    }
    Ok(Some(agent))
}

/// Whether this agent may take back what they handed over.
pub fn may_undo(author: &Author, login: &str, one: &Interaction) -> bool {
    let last = one.transfers.last();
    one.is_live()
        && last.is_some_and(|last| {
            last.waits
                && last.origin == Some(Origin::Card)
                && chain::is_same(last.from.as_deref(), Some(login))
                && last.at.plus(UNDO) > author.at
        })
}

/// Takes back what one has handed over and nobody has taken.
pub fn undo(tx: &mut Tx<'_>, author: &Author, agent: AgentId, id: InteractionId) -> AppResult<Interaction> {
    let (before, agent) = (store::get(tx, id)?, agents::store::get(tx, agent)?);
    if !may_undo(author, &agent.login, &before) {
        return Err(AppError::Conflict(elsewhere(tx, &before)?));
    }
    let mut after =
        Interaction { agent: Some(agent.login.clone()), agent_id: Some(agent.id), ..before.clone() };
    let last = after.transfers.pop();
    after.queue = last.and_then(|last| last.left);
    interactions::save(tx, author, "undo_transfer", &before, after)
}

/// Whether this agent may take up what was handed over, or the words that wait: to them, or to nobody yet.
pub fn may_take(author: &Author, agent: AgentId, one: &Interaction, words: bool) -> bool {
    author.may(Feature::TransfersReceive)
        && (words || one.transfers.last().is_some_and(|last| last.waits))
        && one.agent_id.is_none_or(|has| has == agent)
}

/// Takes up what was handed over, with the words that go with it.
pub fn take(tx: &mut Tx<'_>, author: &Author, agent: AgentId, id: InteractionId) -> AppResult<Interaction> {
    author.needs(Feature::TransfersReceive)?;
    let (before, agent) = (store::get(tx, id)?, agents::store::get(tx, agent)?);
    let known = chain::agents_of(tx, &before)?;
    let words = drafts::store::handed(tx, &chain::givers(&before, &known), id, before.customer)?;
    if !may_take(author, agent.id, &before, !words.is_empty()) {
        return Err(AppError::Conflict(elsewhere(tx, &before)?));
    }
    for (from, key) in &words {
        drafts::store::take(tx, *from, agent.id, key)?;
    }
    let mut after =
        Interaction { agent: Some(agent.login.clone()), agent_id: Some(agent.id), ..before.clone() };
    if let Some(last) = after.transfers.last_mut() {
        last.waits = false;
        last.to = Some(agent.login.clone());
    }
    if after == before {
        let happened = Happened { agent: None, interaction: Some(id), customer: before.customer };
        events::record(tx, "interaction.changed", author.at, happened)?;
        return Ok(before);
    }
    after.reach.insert("agent".to_owned(), Teller::from(before.state));
    interactions::save(tx, author, "take", &before, after)
}

/// What follows from a changed interaction: the unsaved words of who had it wait for who gets it, or come back.
pub fn follow(tx: &mut Tx<'_>, author: &Author, before: &Interaction, after: &Interaction) -> AppResult<()> {
    if before.transfers == after.transfers {
        return Ok(());
    }
    if after.transfers.len() < before.transfers.len() {
        if let Some(agent) = after.agent_id {
            drafts::store::take_back(tx, agent, after.id, after.customer)?;
        }
    } else if let (Some(left), Some(agent)) = (before.agent_id, &before.agent)
        && before.agent_id != after.agent_id
        && has_handed_over(&after.transfers, agent)
        && after.state != State::Closed
    {
        drafts::store::hand(tx, left, after.id, after.customer)?;
    }
    if after.transfers.len() > before.transfers.len() {
        let happened = Happened { agent: None, interaction: Some(after.id), customer: after.customer };
        events::record(tx, "interaction.transferred", author.at, happened)?;
    }
    Ok(())
}
