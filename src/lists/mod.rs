//! Saved lists: what a list of customers was asked for, kept under a name, for oneself or for everybody.
//!
//! Invariant: a list that is not shared is there for nobody but its agent. Whoever may see one sees in it the customers
//! who fit now; nothing of them is kept.

pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use serde_json::{Map, Value, json};

use crate::agents::Agent;
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::{Check, MANY};
use crate::customers::asked::Asked;
use crate::error::{AppError, AppResult, FieldError};
use crate::fold::fold_case;
use crate::id::{AgentId, ListId};
use crate::words::Role;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub id: ListId,
    pub agent: AgentId,
    /// Name of the agent.
    pub by: String,
    pub shared: bool,
    pub name: String,
    /// Members of the address, as `Asked` writes them.
    pub query: String,
    pub version: i64,
}

/// What is to be kept.
#[derive(Clone, Debug)]
pub struct ListInput {
    pub name: String,
    pub shared: bool,
    pub query: String,
}

impl List {
    pub fn may_see(&self, agent: &Agent) -> bool {
        self.shared || self.agent == agent.id
    }

    /// One's own; what is shared is also kept in order by those who may share.
    pub fn may_change(&self, agent: &Agent) -> bool {
        self.agent == agent.id || (self.shared && may_share(agent))
    }

    /// Where it opens.
    pub fn address(&self) -> String {
        let and = if self.query.is_empty() { "" } else { "&" };
        format!("/customers?{}{and}list={}", self.query, self.id)
    }

    fn subject(&self) -> Subject {
        Subject { entity: "list", id: self.id.0, customer: None }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "name": self.name, "shared": self.shared, "query": self.query });
        members.as_object().cloned().unwrap_or_default()
    }
}

pub fn may_share(agent: &Agent) -> bool {
    agent.role >= Role::Supervisor
}

/// A list that this agent may see. One of somebody else that is not shared is not there.
pub fn get(tx: &mut Tx<'_>, agent: &Agent, id: ListId) -> AppResult<List> {
    let list = store::get(tx, id)?;
    if list.may_see(agent) { Ok(list) } else { Err(AppError::NotFound) }
}

pub fn create(tx: &mut Tx<'_>, author: &Author, agent: &Agent, input: &ListInput) -> AppResult<List> {
    let (name, query) = checked(input)?;
    if input.shared && !may_share(agent) {
        return Err(AppError::Forbidden);
    }
    if store::count(tx, agent.id)? >= i64::try_from(MANY).unwrap_or(i64::MAX) {
        return Err(AppError::Invalid(vec![FieldError::new("name", "invalid-too-many").with("max", MANY)]));
    }
    let list = List {
        id: ListId::new(author.at),
        agent: agent.id,
        by: agent.name.clone(),
        shared: input.shared,
        name,
        query,
        version: 1,
    };
    unique(tx, &list)?;
    store::insert(tx, author, &list)?;
    changes::created(tx, author, list.subject(), &list.recorded())?;
    Ok(list)
}

/// Another name, other members, or other readers. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    agent: &Agent,
    id: ListId,
    version: i64,
    change: impl Fn(&mut ListInput),
) -> AppResult<List> {
    let before = changeable(tx, agent, id, version)?;
    let mut input =
        ListInput { name: before.name.clone(), shared: before.shared, query: before.query.clone() };
    change(&mut input);
    let (name, query) = checked(&input)?;
    if input.shared && !before.shared && !may_share(agent) {
        return Err(AppError::Forbidden);
    }
    let after = List { name, query, shared: input.shared, version: version + 1, ..before.clone() };
    unique(tx, &after)?;
    if changes::updated(tx, author, "update", before.subject(), &before.recorded(), &after.recorded())? {
        store::update(tx, author, &after)?;
        return Ok(after);
    }
    Ok(before)
}

pub fn delete(tx: &mut Tx<'_>, author: &Author, agent: &Agent, id: ListId, version: i64) -> AppResult<()> {
    let list = changeable(tx, agent, id, version)?;
    store::delete(tx, id)?;
    changes::deleted(tx, author, list.subject(), &list.recorded())?;
    Ok(())
}

fn changeable(tx: &mut Tx<'_>, agent: &Agent, id: ListId, version: i64) -> AppResult<List> {
    let list = get(tx, agent, id)?;
    if !list.may_change(agent) {
        return Err(AppError::Forbidden);
    }
    if list.version != version {
        return Err(AppError::Stale);
    }
    Ok(list)
}

/// The name, and the members as `Asked` writes them. Days are counted when the list is opened, so any day will do now.
fn checked(input: &ListInput) -> AppResult<(String, String)> {
    let mut check = Check::default();
    let name = check.line("name", Some(&input.name), 100);
    if name.is_none() && input.name.trim().is_empty() {
        check.fail(FieldError::new("name", "invalid-empty"));
    }
    check.finish()?;
    let asked = Asked::of_query(&input.query)?;
    asked.filter(crate::clock::Time::from_micros(0), &jiff::tz::TimeZone::UTC)?;
    Ok((name.unwrap_or_default(), asked.to_query()))
}

/// Of two lists of one agent with one name nobody could tell which is which.
fn unique(tx: &mut Tx<'_>, list: &List) -> AppResult<()> {
    match store::find_by_name(tx, list.agent, &fold_case(&list.name))? {
        Some(other) if other != list.id => Err(AppError::conflict("name", "conflict-list-name")),
        _ => Ok(()),
    }
}
