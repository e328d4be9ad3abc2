//! Promises: what somebody of the house has said they would do for a customer, and by when.
//!
//! Invariant: a promise is open until somebody says that it was kept, or withdraws it and says why; until then it stands
//! on top of the card for everybody. It is its owner's while they work here, else their team's, else nobody's: that is
//! read, never written (ADR 37). Row, change history, search and events are one transaction.

pub mod api;
pub mod deleting;
pub mod form_pages;
pub mod form_view;
pub mod input;
pub mod list_pages;
pub mod list_view;
pub mod pages;
pub mod store;
pub mod view;
pub mod work;

use db::Tx;
use serde_json::{Map, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::Owner;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{AgentId, CustomerId, InteractionId, PromiseId, RequestId, TeamId};
use crate::restrictions;
use crate::teams::features::Feature;
use crate::texts;
use crate::words::words;
pub use deleting::{come_back, delete, forget, prepare, restore};
pub use input::PromiseInput;

/// Characters of a promise …
pub const TEXT: usize = 2_000;
/// … and of what became of it.
pub const HOW: usize = 500;
/// How far ahead one can promise.
pub const AHEAD: i64 = 731 * Time::DAY;

words! {
    /// What has become of a promise.
    PromiseState { Open = "open", Kept = "kept", Withdrawn = "withdrawn" }
}

/// What was promised to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub id: PromiseId,
    pub customer: CustomerId,
    /// In which it was given.
    pub interaction: Option<InteractionId>,
    /// To which it belongs.
    pub request: Option<RequestId>,
    pub text: String,
    pub owner: Option<Owner>,
    /// The owner does not work here any more.
    pub owner_left: bool,
    pub team: Option<(TeamId, String)>,
    pub due_at: Time,
    pub state: PromiseState,
    /// How it was kept; why it was withdrawn.
    pub how: Option<String>,
    pub settled_at: Option<Time>,
    /// Name of who settled it.
    pub settled_by: Option<String>,
    /// When it was told that it is due.
    pub reminded_at: Option<Time>,
    /// Name of who gave it.
    pub by: String,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

/// Who has to keep a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper<'a> {
    Agent(&'a Owner),
    Team(&'a str),
    Nobody,
}

/// What an agent has to keep, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub open: i64,
    /// Of which it was told that they are due.
    pub overdue: i64,
}

/// Whose promises are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of an agent by name.
    Owner(AgentId),
    /// What an agent has to keep: theirs, and those of their team that nobody has.
    Mine(AgentId),
    /// All of a team.
    Team(TeamId),
    /// Neither an owner who works here nor a team.
    Nobodys,
}

/// Which promises are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub customer: Option<CustomerId>,
    pub whose: Option<Whose>,
    pub state: Option<PromiseState>,
    /// Due at this time or before.
    pub due_by: Option<Time>,
    /// Also those of customers whose processing is restricted.
    pub restricted: bool,
}

impl Filter {
    /// What is open is read by what comes first, everything else by what came last.
    fn is_ahead(&self) -> bool {
        self.state == Some(PromiseState::Open)
    }
}

impl Promise {
    pub fn subject(&self) -> Subject {
        Subject { entity: "promise", id: self.id.0, customer: Some(self.customer) }
    }

    pub fn keeper(&self) -> Keeper<'_> {
        match (&self.owner, &self.team) {
            (Some(owner), _) if !self.owner_left => Keeper::Agent(owner),
            (_, Some((_, team))) => Keeper::Team(team),
            _ => Keeper::Nobody,
        }
    }

    pub fn is_open(&self) -> bool {
        self.state == PromiseState::Open
    }

    pub fn is_overdue(&self, now: Time) -> bool {
        self.is_open() && self.due_at <= now
    }

    /// Whether an agent of this team has to keep it.
    pub fn is_of(&self, agent: AgentId, team: Option<TeamId>) -> bool {
        match self.keeper() {
            Keeper::Agent(owner) => owner.id == agent,
            Keeper::Team(_) => team.is_some() && self.team.as_ref().map(|(id, _)| *id) == team,
            Keeper::Nobody => false,
        }
    }

    /// What the change history compares, and what a deleted one is made of again.
    pub fn recorded(&self) -> Map<String, serde_json::Value> {
        let members = json!({
            "customer_id": self.customer, "interaction_id": self.interaction, "request_id": self.request,
            "text": self.text, "owner": self.owner.as_ref().map(|owner| &owner.login),
            "team": self.team.as_ref().map(|(_, name)| name), "due_at": self.due_at, "state": self.state,
            "how": self.how, "settled_at": self.settled_at, "settled_by": self.settled_by, "by": self.by,
            "created_at": self.created_at,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// The cursor that goes on after one.
pub fn cursor(one: &Promise) -> Cursor {
    Cursor::new(one.due_at, one.id.0)
}

/// Those that are asked for: open ones alone by what is due first, else by what was due last.
pub fn list(tx: &mut Tx<'_>, author: &Author, filter: &Filter, page: &Page) -> AppResult<Listed<Promise>> {
    author.needs(Feature::PromisesSee)?;
    Ok(page.list(store::list(tx, filter, page)?, cursor))
}

pub fn get(tx: &mut Tx<'_>, author: &Author, id: PromiseId) -> AppResult<Promise> {
    author.needs(Feature::PromisesSee)?;
    store::find(tx, id)?.ok_or(AppError::NotFound)
}

/// Gives a promise.
pub fn create(tx: &mut Tx<'_>, author: &Author, input: &PromiseInput) -> AppResult<Promise> {
    author.needs(Feature::PromisesAdd)?;
    if let Some(customer) = input.customer_id {
        restrictions::refuse(tx, customer)?;
    }
    let promise = input.check(tx, author, None)?;
    write(tx, author, "create", None, &promise)?;
    get(tx, author, promise.id)
}

/// Changes a promise, or says what became of it. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: PromiseId,
    version: i64,
    input: &PromiseInput,
) -> AppResult<Promise> {
    let before = of_version(tx, author, id, version, Feature::PromisesEdit)?;
    let after = input.check(tx, author, Some(&before))?;
    if after.recorded() == before.recorded() {
        return Ok(before);
    }
    let action = match (before.state, after.state) {
        (was, is) if was == is => "update",
        (_, PromiseState::Kept) => "keep",
        (_, PromiseState::Withdrawn) => "withdraw",
        (_, PromiseState::Open) => "reopen",
    };
    write(tx, author, action, Some(&before), &after)?;
    get(tx, author, id)
}

/// Says what became of a promise, whichever version it has. What is settled already stays as it is.
pub fn settle(
    tx: &mut Tx<'_>,
    author: &Author,
    id: PromiseId,
    state: PromiseState,
    how: Option<String>,
) -> AppResult<Promise> {
    let before = get(tx, author, id)?;
    if !before.is_open() {
        return Err(AppError::conflict("state", "conflict-promise-settled"));
    }
    let input = PromiseInput { state: Some(state), how, ..PromiseInput::of(&before) };
    update(tx, author, id, before.version, &input)
}

/// Stores a new or changed promise with its change history, its words in the search and its event.
fn write(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    before: Option<&Promise>,
    after: &Promise,
) -> AppResult<()> {
    match before {
        None => {
            store::insert(tx, after)?;
            texts::add_promises(tx, [after])?;
            let record = if action == "restore" { changes::restored } else { changes::created };
            record(tx, author, after.subject(), &after.recorded())?;
        }
        Some(before) => {
            store::update(tx, before.version, after)?;
            if (&before.text, &before.how) != (&after.text, &after.how) {
                texts::forget_promise(tx, after.id)?;
                texts::add_promises(tx, [after])?;
            }
            changes::updated(tx, author, action, after.subject(), &before.recorded(), &after.recorded())?;
        }
    }
    tell(tx, author, after)
}

fn of_version(
    tx: &mut Tx<'_>,
    author: &Author,
    id: PromiseId,
    version: i64,
    feature: Feature,
) -> AppResult<Promise> {
    author.needs(feature)?;
    let promise = get(tx, author, id)?;
    if promise.version == version { Ok(promise) } else { Err(AppError::Stale) }
}

fn tell(tx: &mut Tx<'_>, author: &Author, of: &Promise) -> AppResult<()> {
    let happened = Happened { interaction: of.interaction, ..Happened::to(of.customer) };
    Ok(events::record(tx, "promise.changed", author.at, happened)?)
}
