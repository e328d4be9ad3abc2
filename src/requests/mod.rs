//! Requests: what customers want. A request groups the interactions in which it was spoken of, so that whoever takes it
//! over reads one story.
//!
//! Invariant: a number is given once. A request is touched by every update and by every word in its interactions; left
//! alone for as many days as its status has, it closes by itself (`work`), and the next word of the customer opens it
//! again (`hear`). A merged request stays what it is under the one that it is merged into, whose story includes its own,
//! so that taking a merge back changes nothing else. Row, change history, search and events are one transaction.

pub mod api;
pub mod deleting;
pub mod form_pages;
pub mod form_view;
pub mod hand;
pub mod hand_view;
pub mod hearing;
pub mod input;
pub mod list_pages;
pub mod list_view;
pub mod merging;
pub mod pages;
pub mod status_pages;
pub mod status_view;
pub mod statuses;
pub mod store;
pub mod story;
pub mod view;
pub mod work;

use db::Tx;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::agents;
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::Owner;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::definitions::Required;
use crate::history::Scope;
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{AgentId, CustomerId, InteractionId, RequestId, TeamId};
use crate::interactions::{self, Interaction};
use crate::restrictions;
use crate::teams;
use crate::teams::features::Feature;
use crate::texts;
pub use deleting::{come_back, delete, forget, prepare, restore, under, undo_import};
pub use hearing::{hear, named, root};
pub use input::RequestInput;
use statuses::StatusKind;

/// Characters of a title …
pub const TITLE: usize = 200;
/// … and of a description.
pub const DESCRIPTION: usize = 2_000;
/// How long before it closes by itself one is warned.
pub const WARNING: i64 = Time::DAY;

/// What a customer wants.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub id: RequestId,
    /// As people call it: #100042.
    pub number: i64,
    pub reference: Option<String>,
    pub customer: CustomerId,
    pub title: String,
    pub description: Option<String>,
    /// Key of its status …
    pub status: String,
    /// … and what that means.
    pub kind: StatusKind,
    pub owner: Option<Owner>,
    pub team: Option<(TeamId, String)>,
    pub due: Option<Date>,
    pub tags: Vec<String>,
    pub fields: Map<String, Value>,
    /// Name of who wrote it down.
    pub by: String,
    pub merged_into: Option<RequestId>,
    /// The last update, or word in one of its interactions.
    pub touched_at: Time,
    /// When it closes by itself.
    pub closes_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

/// A request as it is named elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InShort {
    pub id: RequestId,
    pub number: i64,
    pub title: String,
}

/// The requests of a customer in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub all: i64,
    pub open: i64,
    /// Since when the oldest open one is.
    pub oldest: Option<Time>,
    /// When the first open one closes by itself.
    pub closes_at: Option<Time>,
}

/// Whose a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<T> {
    Of(T),
    Nobodys,
}

impl Whose<AgentId> {
    /// Whose login it is, or `none`; none if nobody has it.
    pub fn owner(tx: &mut Tx<'_>, login: &str) -> AppResult<Option<Whose<AgentId>>> {
        if login == "none" {
            return Ok(Some(Whose::Nobodys));
        }
        Ok(agents::store::find_by_login(tx, login)?.map(|agent| Whose::Of(agent.id)))
    }
}

impl Whose<TeamId> {
    /// The team of this name, or `none`; none if there is no such team.
    pub fn team(tx: &mut Tx<'_>, name: &str) -> AppResult<Option<Whose<TeamId>>> {
        if name == "none" {
            return Ok(Some(Whose::Nobodys));
        }
        Ok(teams::store::find_by_name(tx, name)?.map(|(team, _)| Whose::Of(team)))
    }
}

/// Which requests are asked for. Merged ones are in no list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub customer: Option<(CustomerId, Scope)>,
    /// Any of these keys; none: all.
    pub statuses: Vec<String>,
    /// Any of these kinds; none: all.
    pub kinds: Vec<StatusKind>,
    pub owner: Option<Whose<AgentId>>,
    pub team: Option<Whose<TeamId>>,
    /// Due on this day or before.
    pub due_by: Option<Date>,
    /// With this very tag.
    pub tag: Option<String>,
    /// Also those of customers whose processing is restricted.
    pub restricted: bool,
}

impl Request {
    pub fn subject(&self) -> Subject {
        Subject { entity: "request", id: self.id.0, customer: Some(self.customer) }
    }

    pub fn in_short(&self) -> InShort {
        InShort { id: self.id, number: self.number, title: self.title.clone() }
    }

    /// Whether it closes by itself so soon that one should know.
    pub fn closes_soon(&self, now: Time) -> bool {
        self.closes_at.is_some_and(|at| at <= now.plus(WARNING))
    }

    /// Whether its day is over.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.kind.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// What the change history compares, and what a deleted one is made of again.
    pub fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "number": self.number, "ref": self.reference, "customer_id": self.customer, "title": self.title,
            "description": self.description, "status": self.status,
            "owner": self.owner.as_ref().map(|owner| &owner.login), "team": self.team.as_ref().map(|(_, name)| name),
            "due": self.due.map(|due| due.to_string()), "tags": self.tags, "fields": self.fields,
            "closed_at": self.closed_at, "by": self.by, "created_at": self.created_at,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// The cursor that goes on after one.
pub fn cursor(one: &Request) -> Cursor {
    Cursor::new(one.created_at, one.id.0)
}

pub fn list(tx: &mut Tx<'_>, author: &Author, filter: &Filter, page: &Page) -> AppResult<Listed<Request>> {
    author.needs(Feature::RequestsSee)?;
    Ok(page.list(store::list(tx, filter, page)?, cursor))
}

/// The one of a number, if there is one.
pub fn numbered(
    tx: &mut Tx<'_>,
    author: &Author,
    number: i64,
    filter: &Filter,
) -> AppResult<Listed<Request>> {
    author.needs(Feature::RequestsSee)?;
    let found = store::find_by_number(tx, number)?
        .filter(|one| filter.customer.is_none_or(|(customer, _)| customer == one.customer));
    let hidden = restrictions::store::among(tx, found.iter().map(|one| one.customer))?;
    let items = found.into_iter().filter(|_| filter.restricted || hidden.is_empty()).collect();
    Ok(Listed { items, next: None })
}

/// Whether a request with this number or ref is there.
pub fn is_known(tx: &mut Tx<'_>, input: &RequestInput) -> AppResult<bool> {
    let by_ref = input.reference.as_deref().map(|reference| store::find_by_ref(tx, reference)).transpose()?;
    let by_number = input.number.map(|number| store::find_by_number(tx, number)).transpose()?;
    Ok(by_ref.flatten().is_some() || by_number.flatten().is_some())
}

/// Stores a request out of a file: what is required of people is not required of it.
pub fn bring(tx: &mut Tx<'_>, author: &Author, input: &RequestInput) -> AppResult<Request> {
    let mut request = input.check(tx, author, Required::No, None)?;
    request.number = store::take_number(tx, input.number)?;
    write(tx, author, "create", None, &request)?;
    Ok(request)
}

/// Puts an interaction under a request, or under none.
pub fn put_under(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: InteractionId,
    request: Option<RequestId>,
) -> AppResult<Interaction> {
    author.needs(Feature::RequestsEdit)?;
    if let Some(request) = request {
        restrictions::refuse_of(tx, "requests", request.0)?;
    }
    interactions::put_under(tx, author, interaction, request)
}

pub fn get(tx: &mut Tx<'_>, author: &Author, id: RequestId) -> AppResult<Request> {
    author.needs(Feature::RequestsSee)?;
    store::find(tx, id)?.ok_or(AppError::NotFound)
}

/// Writes a request down; with an interaction it stands under it at once.
pub fn create(tx: &mut Tx<'_>, author: &Author, input: &RequestInput) -> AppResult<Request> {
    author.needs(Feature::RequestsAdd)?;
    if let Some(customer) = input.customer_id {
        restrictions::refuse(tx, customer)?;
    }
    let mut request = input.check(tx, author, Required::All, None)?;
    request.number = store::take_number(tx, input.number)?;
    write(tx, author, "create", None, &request)?;
    if let Some(interaction) = input.interaction_id {
        interactions::put_under(tx, author, interaction, Some(request.id))?;
    }
    get(tx, author, request.id)
}

/// Changes a request. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RequestId,
    version: i64,
    required: Required,
    input: &RequestInput,
) -> AppResult<Request> {
    let before = of_version(tx, author, id, version, Feature::RequestsEdit)?;
    let after = input.check(tx, author, required, Some(&before))?;
    if after.recorded() == before.recorded() {
        return Ok(before);
    }
    write(tx, author, "update", Some(&before), &after)?;
    Ok(after)
}

/// Says that somebody is still at it: it does not close by itself for as long as its status says, from now on.
pub fn keep_open(tx: &mut Tx<'_>, author: &Author, id: RequestId) -> AppResult<Request> {
    author.needs(Feature::RequestsEdit)?;
    let before = get(tx, author, id)?;
    let closes_at = hearing::closes_at(tx, &before.status, author.at)?;
    store::touch(tx, id, author.at, closes_at)?;
    let members = |at: Option<Time>| Map::from_iter([("closes_at".to_owned(), json!(at))]);
    changes::updated(
        tx,
        author,
        "keep_open",
        before.subject(),
        &members(before.closes_at),
        &members(closes_at),
    )?;
    tell(tx, author, "request.changed", before.customer)?;
    get(tx, author, id)
}

/// Stores a new or changed request with its change history, its words in the search and its event.
fn write(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    before: Option<&Request>,
    after: &Request,
) -> AppResult<()> {
    match before {
        None => {
            store::insert(tx, after)?;
            texts::add_requests(tx, [after])?;
            let record = if action == "restore" { changes::restored } else { changes::created };
            record(tx, author, after.subject(), &after.recorded())?;
            tell(tx, author, "request.created", after.customer)
        }
        Some(before) => {
            store::update(tx, before.version, after)?;
            if (&before.title, &before.description, before.customer)
                != (&after.title, &after.description, after.customer)
            {
                texts::forget_request(tx, after.id)?;
                texts::add_requests(tx, [after])?;
            }
            let (was, is) = (before.recorded(), after.recorded());
            if before.customer != after.customer {
                // Both cards tell of a move.
                changes::updated(tx, author, action, before.subject(), &was, &is)?;
                tell(tx, author, "request.changed", before.customer)?;
            }
            changes::updated(tx, author, action, after.subject(), &was, &is)?;
            tell(tx, author, "request.changed", after.customer)
        }
    }
}

fn of_version(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RequestId,
    version: i64,
    feature: Feature,
) -> AppResult<Request> {
    author.needs(feature)?;
    let request = get(tx, author, id)?;
    if request.version == version { Ok(request) } else { Err(AppError::Stale) }
}

fn tell(tx: &mut Tx<'_>, author: &Author, kind: &'static str, customer: CustomerId) -> AppResult<()> {
    Ok(events::record(tx, kind, author.at, Happened::to(customer))?)
}
