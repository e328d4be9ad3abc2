//! Requests: what customers want. A request groups the interactions in which it was spoken of, so that whoever takes it
//! over reads one story.
//!
//! Invariant: a number is given once. A request is touched by every update and by every word in its interactions; left
//! alone for as many days as its status has, it closes by itself (`work`), and the next word of the customer opens it
//! again (`hear`). A merged request stays what it is under the one that it is merged into, whose story includes its own,
//! so that taking a merge back changes nothing else. Row, change history, search and events are one transaction.

pub mod api;
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

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers::kept::Rows;
use crate::customers::{self, Owner};
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::definitions::Required;
use crate::history::Scope;
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{AgentId, CustomerId, InteractionId, RequestId, TeamId};
use crate::interactions::{self, Interaction, Message};
use crate::restrictions;
use crate::teams::features::Feature;
use crate::texts;
pub use input::RequestInput;
use statuses::{StatusKind, Statuses};

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

/// Removes a request that an import made; says whether it is gone. One that somebody has changed since stays.
pub fn undo_import(tx: &mut Tx<'_>, author: &Author, id: RequestId, version: i64) -> AppResult<bool> {
    match store::find(tx, id)? {
        None => Ok(true),
        Some(request) if request.version != version => Ok(false),
        Some(request) => {
            remove(tx, author, &request)?;
            tell(tx, author, "request.deleted", request.customer)?;
            Ok(true)
        }
    }
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
    let closes_at = closes_at(tx, &before.status, author.at)?;
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

/// Deletes a request; `restore` takes that back. Its interactions stay where they are, under none.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: RequestId, version: i64) -> AppResult<Request> {
    let request = of_version(tx, author, id, version, Feature::RequestsDelete)?;
    remove(tx, author, &request)?;
    tell(tx, author, "request.deleted", request.customer)?;
    Ok(request)
}

/// Takes back that one deleted a request: it is there again as the change history holds it, with those of its
/// interactions that stand under no other.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: RequestId) -> AppResult<Request> {
    author.needs(Feature::RequestsDelete)?;
    let last = changes::store::last_of(tx, "request", id.0)?.filter(|last| last.change.action == "delete");
    let Some((Some(Value::Object(was)), Some(customer))) =
        last.map(|last| (last.change.before, last.customer))
    else {
        return Err(AppError::NotFound);
    };
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let input = RequestInput::recorded(&was)?;
    let mut request = input.check(tx, author, Required::No, None)?;
    request.id = id;
    request.number = was.get("number").and_then(Value::as_i64).ok_or(AppError::NotFound)?;
    request.by = was.get("by").and_then(Value::as_str).unwrap_or_default().to_owned();
    // Whoever has read it before has read an earlier one.
    request.version = was.get("version").and_then(Value::as_i64).unwrap_or(0) + 1;
    write(tx, author, "restore", None, &request)?;
    let under = was.get("interactions").and_then(Value::as_array).cloned().unwrap_or_default();
    for interaction in under.iter().filter_map(|id| id.as_str()?.parse::<InteractionId>().ok()) {
        put_back_under(tx, author, interaction, id)?;
    }
    Ok(request)
}

/// Puts an interaction under a request again, if it is there and stands under no other.
fn put_back_under(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: InteractionId,
    request: RequestId,
) -> AppResult<()> {
    if interactions::store::find(tx, interaction)?.is_some_and(|one| one.request.is_none()) {
        interactions::put_under(tx, author, interaction, Some(request))?;
    }
    Ok(())
}

/// Interactions that stand under the requests of a customer, each with its request.
pub fn under(tx: &mut Tx<'_>, customer: CustomerId) -> AppResult<Vec<(InteractionId, RequestId)>> {
    let mut under = Vec::new();
    for request in store::list_all(tx, customer)? {
        under.extend(store::list_under(tx, request.id)?.into_iter().map(|one| (one, request.id)));
    }
    Ok(under)
}

/// Deletes every request of a customer who is being deleted.
pub fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for request in store::list_all(tx, customer)? {
        remove(tx, author, &request)?;
    }
    Ok(())
}

/// What the rows of a deleted customer refer to may be gone: a status, the other side of a merge.
pub fn prepare(tx: &mut Tx<'_>, rows: &mut Rows) -> AppResult<()> {
    let statuses = Statuses::read(tx)?;
    for row in rows.of("requests") {
        if row.get("status").and_then(Value::as_str).is_none_or(|key| statuses.find(key).is_none()) {
            let is_closed = row.get("closed_at").is_some_and(|at| !at.is_null());
            let kind = if is_closed { StatusKind::Closed } else { StatusKind::Open };
            row.insert("status".to_owned(), statuses.first(kind)?.key.clone().into());
        }
    }
    let own = rows.ids("requests", "id");
    for side in ["request_id", "into_id"] {
        for id in rows.ids("request_merges", side).difference(&own) {
            if store::find(tx, RequestId(*id))?.is_none() {
                rows.forget("request_merges", side, *id);
            }
        }
    }
    Ok(())
}

/// The requests of a customer who is there again are there again.
pub fn come_back(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    under: &[(InteractionId, RequestId)],
) -> AppResult<()> {
    let requests = store::list_all(tx, customer)?;
    texts::add_requests(tx, &requests)?;
    for request in &requests {
        changes::restored(tx, author, request.subject(), &request.recorded())?;
    }
    for (interaction, request) in under {
        put_back_under(tx, author, *interaction, *request)?;
    }
    Ok(())
}

/// The one that a request stands for: itself, or what it was merged into.
pub fn root(tx: &mut Tx<'_>, id: RequestId) -> AppResult<Option<Request>> {
    let mut found = store::find(tx, id)?;
    while let Some(into) = found.as_ref().and_then(|request| request.merged_into) {
        found = store::find(tx, into)?;
    }
    Ok(found)
}

/// The request that an e-mail names by its number in a subject: `#100042`, of the same customer or of somebody of the
/// same company.
pub fn named(
    tx: &mut Tx<'_>,
    interaction: &Interaction,
    messages: &[Message],
) -> AppResult<Option<RequestId>> {
    let Some(customer) = interaction.customer else { return Ok(None) };
    let subjects = messages.iter().filter_map(|message| message.subject.as_deref());
    for number in subjects.flat_map(input::numbers) {
        if let Some(named) = store::find_by_number(tx, number)?
            && let Some(request) = root(tx, named.id)?
            && merging::are_near(tx, request.customer, customer)?
        {
            return Ok(Some(request.id));
        }
    }
    Ok(None)
}

/// Something was said at `at` in an interaction under a request. What the customer says after it was settled opens it.
pub fn hear(tx: &mut Tx<'_>, author: &Author, id: RequestId, at: Time, by_customer: bool) -> AppResult<()> {
    // What is told late has happened before.
    let Some(before) = root(tx, id)?.filter(|request| at > request.touched_at) else { return Ok(()) };
    if by_customer && !before.kind.is_open() {
        let statuses = Statuses::read(tx)?;
        let open = statuses.first(StatusKind::Open)?;
        let after = Request {
            status: open.key.clone(),
            kind: open.kind,
            closed_at: None,
            touched_at: at,
            closes_at: open.closes_at(at),
            version: before.version + 1,
            updated_at: author.at,
            ..before.clone()
        };
        return write(tx, author, "reopen", Some(&before), &after);
    }
    let closes_at = closes_at(tx, &before.status, at)?;
    store::touch(tx, before.id, at, closes_at)?;
    tell(tx, author, "request.changed", before.customer)
}

/// When a request of this status closes that was touched at `at`.
fn closes_at(tx: &mut Tx<'_>, status: &str, at: Time) -> AppResult<Option<Time>> {
    Ok(Statuses::read(tx)?.find(status).and_then(|status| status.closes_at(at)))
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

/// Takes a request away; gives what stood under it.
fn remove(tx: &mut Tx<'_>, author: &Author, request: &Request) -> AppResult<Vec<InteractionId>> {
    let under = store::list_under(tx, request.id)?;
    for interaction in &under {
        interactions::put_under(tx, author, *interaction, None)?;
    }
    texts::forget_request(tx, request.id)?;
    store::delete(tx, request.id)?;
    let mut was = request.recorded();
    was.insert("version".to_owned(), request.version.into());
    was.insert("interactions".to_owned(), json!(under));
    changes::deleted(tx, author, request.subject(), &was)?;
    Ok(under)
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
