//! To whom a contact can be handed over: agents with what they do just now, those who are free first, and queues.

use std::collections::{HashMap, HashSet};

use db::Tx;

use crate::agents::{self, Agent};
use crate::clock::Time;
use crate::error::AppResult;
use crate::id::AgentId;
use crate::interactions;
use crate::presence;
use crate::sessions;
use crate::teams::features::Feature;
use crate::words::{Channel, State, words};

/// Agents and queues that are offered; more than these nobody chooses from.
pub const MOST: usize = 500;
const QUEUES: usize = 200;

words! {
    /// What an agent does just now, as far as contacts and pages tell: the readiest first.
    Doing {
        /// Logged in, without a contact.
        Free = "free",
        /// The same, with a card before them.
        AtCard = "at_card",
        /// In a chat or another contact that leaves room for more.
        Writing = "writing",
        WrapUp = "wrap_up",
        /// A contact is offered to them.
        Offered = "offered",
        OnCall = "on_call",
        /// Not logged in.
        Away = "away",
    }
}

/// Somebody who may get it.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub agent: Agent,
    pub doing: Doing,
    /// How many contacts they have.
    pub contacts: usize,
}

/// What there is to choose from.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub agents: Vec<Candidate>,
    pub queues: Vec<String>,
}

fn doing(contacts: &[(Channel, State)], is_present: bool, is_there: bool) -> Doing {
    let any = |is: fn(&(Channel, State)) -> bool| contacts.iter().any(is);
    if any(|(channel, state)| *channel == Channel::Call && *state == State::Active) {
        Doing::OnCall
    } else if any(|(channel, state)| *channel == Channel::Call && *state == State::Offered) {
        Doing::Offered
    } else if any(|(_, state)| *state == State::WrapUp) {
        Doing::WrapUp
    } else if !is_there {
        Doing::Away
    } else if any(|(_, state)| *state == State::Active) {
        Doing::Writing
    } else if is_present {
        Doing::AtCard
    } else {
        Doing::Free
    }
}

/// Everybody who can log in, with what they do; those who are readiest first, then by name.
pub fn agents(tx: &mut Tx<'_>, now: Time) -> AppResult<Vec<Candidate>> {
    let mut contacts: HashMap<AgentId, Vec<(Channel, State)>> = HashMap::new();
    for (agent, channel, state) in interactions::store::live_by_agent(tx)? {
        contacts.entry(agent).or_default().push((channel, state));
    }
    let present: HashSet<AgentId> =
        presence::store::present(tx, presence::oldest(now))?.into_iter().collect();
    let there: HashSet<AgentId> = sessions::store::logged_in(tx, now)?.into_iter().collect();
    let mut all: Vec<Candidate> = agents::store::list_active(tx, MOST)?
        .into_iter()
        .map(|agent| {
            let own = contacts.get(&agent.id).map_or(&[][..], Vec::as_slice);
            let doing = doing(own, present.contains(&agent.id), there.contains(&agent.id));
            Candidate { doing, contacts: own.len(), agent }
        })
        .collect();
    all.sort_by_key(|one| one.doing);
    Ok(all)
}

/// Reads what there is, without whoever has it already.
pub fn read(tx: &mut Tx<'_>, now: Time, has: Option<AgentId>) -> AppResult<Choice> {
    let mut agents = agents(tx, now)?;
    agents.retain(|one| Some(one.agent.id) != has && one.agent.off.may(Feature::TransfersReceive));
    Ok(Choice { agents, queues: interactions::store::queues(tx, QUEUES)? })
}
