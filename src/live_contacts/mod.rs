//! Live contacts: who talks with whom just now, who waits, and who is free; for supervisors.
//!
//! Invariant: it shows what goes on and nothing of its words. What is a restricted customer's stands without a name.

pub mod api;
pub mod pages;
pub mod view;

use std::collections::{BTreeSet, HashMap};

use db::Tx;

use crate::agents;
use crate::author::Author;
use crate::customers;
use crate::error::AppResult;
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{CustomerId, InteractionId, TeamId};
use crate::interactions::Interaction;
use crate::interactions::store;
use crate::restrictions;
use crate::transfers::choice::{self, Candidate, Doing};
use crate::words::{Channel, State};

/// Contacts of each kind that are shown at once.
pub const SHOWN: i64 = 200;
/// Counted no further than this.
pub const COUNTED: i64 = 1_000;

/// Which contacts are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    #[default]
    Anybody,
    /// Nobody's yet: they wait. The longest waiting first.
    Nobody,
    /// An agent's.
    Agents,
}

/// What is asked for; nothing said asks for all that goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub whose: Whose,
    pub queue: Option<String>,
    pub channel: Option<Channel>,
    pub team: Option<TeamId>,
}

/// A contact that goes on, with the names that stand beside it.
#[derive(Clone, Debug)]
pub struct Live {
    pub interaction: Interaction,
    /// Name of the agent, or the login that was told.
    pub agent: Option<String>,
    /// Name of the customer; none of nobody and of whoever is restricted.
    pub customer: Option<(CustomerId, String)>,
    /// The processing of their data is restricted.
    pub is_restricted: bool,
}

/// A part of the contacts that go on: those that wait longest first, others newest first.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> AppResult<Listed<Live>> {
    let found = store::list_live(tx, filter, page)?;
    let listed = page.list(found, |one| Cursor::new(one.started_at, one.id.0));
    let ids: Vec<CustomerId> = listed.items.iter().filter_map(|one| one.customer).collect();
    let hidden: BTreeSet<CustomerId> = restrictions::store::among(tx, ids.iter().copied())?;
    let mut names: HashMap<CustomerId, String> = customers::store::names(tx, ids)?;
    let mut agents: Vec<_> = listed.items.iter().filter_map(|one| one.agent_id).collect();
    agents.sort();
    agents.dedup();
    let agents = agents::store::names(tx, &agents)?;
    names.retain(|id, _| !hidden.contains(id));
    let live = |one: Interaction| {
        let is_restricted = one.customer.is_some_and(|id| hidden.contains(&id));
        let agent = one.agent_id.and_then(|id| agents.get(&id).cloned()).or_else(|| one.agent.clone());
        let customer = one.customer.and_then(|id| Some((id, names.get(&id)?.clone())));
        let interaction = if is_restricted { Interaction { customer: None, ..one.hidden() } } else { one };
        Live { interaction, agent, customer, is_restricted }
    };
    Ok(Listed { items: listed.items.into_iter().map(live).collect(), next: listed.next })
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct Shown {
    pub waiting: Listed<Live>,
    pub going_on: Listed<Live>,
    /// How many there are of each, counted as far as `COUNTED`.
    pub counts: (i64, i64),
    /// Agents who are logged in and have no contact.
    pub free: Vec<Candidate>,
}

/// Reads what goes on now.
pub fn read(tx: &mut Tx<'_>, author: &Author, filter: &Filter) -> AppResult<Shown> {
    let of = |whose: Whose| Filter { whose, ..filter.clone() };
    let (waiting, agents) = (of(Whose::Nobody), of(Whose::Agents));
    // Who waits is in no team yet.
    let waiting = Filter { team: None, ..waiting };
    let page = Page::first(SHOWN);
    let counts = (store::count_live(tx, &waiting, COUNTED)?, store::count_live(tx, &agents, COUNTED)?);
    let mut free = choice::agents(tx, author.at)?;
    free.retain(|one| {
        let team = one.agent.team.as_ref().map(|(id, _)| *id);
        one.contacts == 0 && one.doing != Doing::Away && (filter.team.is_none() || team == filter.team)
    });
    Ok(Shown { waiting: list(tx, &waiting, &page)?, going_on: list(tx, &agents, &page)?, counts, free })
}

impl Live {
    pub fn id(&self) -> InteractionId {
        self.interaction.id
    }

    /// Since when it is as it is.
    pub fn since(&self) -> crate::clock::Time {
        let one = &self.interaction;
        match one.state {
            State::Active => one.answered_at.unwrap_or(one.started_at),
            State::WrapUp => one.ended_at.unwrap_or(one.started_at),
            State::Offered | State::Closed => one.started_at,
        }
    }
}
