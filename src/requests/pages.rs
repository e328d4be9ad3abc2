//! Requests on the card, and each on a page of its own with its whole story.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use maud::Markup;
use serde::Deserialize;

use super::statuses::Statuses;
use super::story::{self, Story};
use super::view;
use super::{Filter, InShort, Request, RequestInput, merging, store};
use crate::accesses;
use crate::actions::{self, Done};
use crate::agents::pages::frame;
use crate::app::App;
use crate::author::Author;
use crate::card::view::tabs::{self, Tab};
use crate::customers::{self, Kind};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::fields::{self, Definitions, Entity};
use crate::history::Scope;
use crate::http::fields::Faults;
use crate::http::paging::{Listed, Page};
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{ChangeId, CustomerId, InteractionId, RequestId};
use crate::interactions;
use crate::promises::{self, Promise};
use crate::teams::features::{Feature, Off};

/// Requests on one page.
const SOME: i64 = 50;

/// Promises that its page shows.
const PROMISES: i64 = 50;

/// Which part of the list, and beside which contact it stands.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ListQuery {
    pub after: Option<String>,
    pub interaction: Option<InteractionId>,
}

/// What the tab of the card shows.
#[derive(Clone, Debug)]
pub struct Shown {
    pub customer: CustomerId,
    pub interaction: Option<InteractionId>,
    /// What was given as `after`.
    pub after: Option<String>,
    pub statuses: Statuses,
    pub list: Listed<Request>,
    /// Of a company's people.
    pub names: crate::fields::shown::Names,
    pub off: Off,
}

impl Shown {
    pub fn read(
        tx: &mut Tx<'_>,
        reader: &Author,
        customer: CustomerId,
        query: ListQuery,
    ) -> AppResult<Shown> {
        let kind = customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
        let page = Page::read(Some(SOME), query.after.as_deref(), SOME, true)?;
        let scope = if kind == Kind::Company { Scope::Company } else { Scope::Own };
        let filter = Filter { customer: Some((customer, scope)), restricted: true, ..Filter::default() };
        let list = super::list(tx, reader, &filter, &page)?;
        let others = list.items.iter().map(|one| one.customer).filter(|id| *id != customer);
        let names = customers::store::names(tx, others)?;
        let (interaction, after, off) = (query.interaction, query.after, reader.off.clone());
        Ok(Shown { customer, interaction, after, statuses: Statuses::read(tx)?, list, names, off })
    }
}

/// The card with the tab open.
pub fn address(customer: CustomerId, interaction: Option<InteractionId>) -> String {
    tabs::address(customer, interaction, Tab::Requests)
}

/// The requests: a part of the card for scripts, else the card with them.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    reader.needs(Feature::RequestsSee)?;
    let interaction = query.interaction;
    if !part.is_any() {
        return Ok(Redirect::to(&address(customer, interaction)).into_response());
    }
    let shown = app.read(move |tx| Shown::read(tx, &reader, customer, query)).await?;
    accesses::opened(&app, &visitor, customer, interaction).await?;
    Ok(view::list(&visitor, &shown).into_response())
}

/// What the page of a request shows.
#[derive(Clone, Debug)]
pub struct Whole {
    pub request: Request,
    /// Name of its customer.
    pub name: String,
    pub statuses: Statuses,
    pub definitions: Definitions,
    /// Of customers whom its fields name.
    pub named: crate::fields::shown::Names,
    pub story: Story,
    /// The one that it stands under.
    pub into: Option<InShort>,
    /// Those that stand under it.
    pub merged: Vec<InShort>,
    /// What was promised about it.
    pub promises: Vec<Promise>,
    pub done: Option<Done>,
    /// How it was asked for.
    pub after: Option<String>,
    pub off: Off,
}

/// Which part of the story, and what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StoryQuery {
    after: Option<String>,
    done: Option<ChangeId>,
}

impl Whole {
    fn read(tx: &mut Tx<'_>, reader: &Author, id: RequestId, query: &StoryQuery) -> AppResult<Whole> {
        let mut request = super::get(tx, reader, id)?;
        let page = Page::read(Some(story::SOME), query.after.as_deref(), story::SOME, true)?;
        let definitions = fields::store::definitions(tx, Entity::Request)?;
        definitions.mask(reader.role, &mut request.fields);
        let name = customers::store::names(tx, [request.customer])?.remove(&request.customer);
        Ok(Whole {
            name: name.ok_or(AppError::NotFound)?,
            statuses: Statuses::read(tx)?,
            named: customers::store::names(tx, definitions.customers(&request.fields))?,
            definitions,
            story: story::read(tx, reader, &request, &page)?,
            into: store::in_short(tx, request.merged_into.as_slice())?.pop(),
            merged: store::merged_into(tx, id)?,
            promises: promises::store::list_of_request(tx, id, PROMISES)?,
            done: Done::find(tx, reader, query.done, &format!("/requests/{id}"))?,
            after: query.after.clone(),
            off: reader.off.clone(),
            request,
        })
    }
}

/// A request with its whole story; for scripts what changes of it.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<RequestId>,
    Query(query): Query<StoryQuery>,
) -> AppResult<Response> {
    let (whole, faults) = (read(&app, &visitor, id, &query).await?, Faults::default());
    if part.is("request") {
        return Ok(view::body(&visitor, &whole, "", &faults).into_response());
    }
    Ok(page(&app, &visitor, &whole, "", &faults).await.into_response())
}

async fn read(app: &App, visitor: &Visitor, id: RequestId, query: &StoryQuery) -> AppResult<Whole> {
    let (reader, query) = (visitor.author()?, query.clone());
    let whole = app.read(move |tx| Whole::read(tx, &reader, id, &query)).await?;
    accesses::opened(app, visitor, whole.request.customer, None).await?;
    Ok(whole)
}

/// `typed`: what was typed of a request to merge into.
async fn page(app: &App, visitor: &Visitor, whole: &Whole, typed: &str, faults: &Faults) -> Markup {
    let title = view::name(&whole.request.in_short());
    let main = view::page(visitor, whole, typed, faults);
    frame(app, visitor, &format!("/requests/{}", whole.request.id), &title, main).await
}

/// Goes back to a request, telling what was done to it.
async fn did(
    app: &App,
    id: RequestId,
    work: impl Fn(&mut Tx<'_>) -> AppResult<()> + Send + Sync + 'static,
) -> AppResult<Redirect> {
    let address = app
        .write(move |tx| {
            let before = actions::last(tx, "request", id.0)?;
            work(tx)?;
            let done = actions::last(tx, "request", id.0)?.filter(|done| Some(*done) != before);
            Ok(actions::address(&format!("/requests/{id}"), done))
        })
        .await?;
    Ok(Redirect::to(&address))
}

/// A status that was chosen.
#[derive(Clone, Debug, Deserialize)]
pub struct StatusForm {
    status: String,
}

/// Sets the status alone, whichever version the request has.
pub async fn set_status(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    Form(form): Form<StatusForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    did(&app, id, move |tx| {
        let before = super::get(tx, &author, id)?;
        let input = RequestInput { status: Some(form.status.clone()), ..RequestInput::of(&before) };
        super::update(tx, &author, id, before.version, Required::No, &input)?;
        Ok(())
    })
    .await
}

/// Says that somebody is still at it.
pub async fn keep_open(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    did(&app, id, move |tx| super::keep_open(tx, &author, id).map(drop)).await
}

/// The number of the request that another is merged into.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MergingForm {
    into: String,
}

pub async fn merge(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    Form(form): Form<MergingForm>,
) -> AppResult<Response> {
    let (author, typed) = (visitor.author()?, form.into.clone());
    let merged = did(&app, id, move |tx| {
        let number = typed.trim().trim_start_matches('#').parse().ok();
        let into = number.map(|number| store::find_by_number(tx, number)).transpose()?.flatten();
        let into = into.ok_or_else(|| AppError::invalid("into", "invalid-request"))?;
        merging::merge(tx, &author, id, into.id).map(drop)
    })
    .await;
    match merged {
        Ok(back) => Ok(back.into_response()),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            let whole = read(&app, &visitor, id, &StoryQuery::default()).await?;
            Ok((status, page(&app, &visitor, &whole, &form.into, &faults).await).into_response())
        }
    }
}

pub async fn unmerge(State(app): State<App>, visitor: Visitor, Id(id): Id<RequestId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    did(&app, id, move |tx| merging::unmerge(tx, &author, id).map(drop)).await
}

/// The version that was read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeletionForm {
    version: i64,
}

/// Deletes at once; the card that comes offers to take it back.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    Form(form): Form<DeletionForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let deleted = app.write(move |tx| {
        let request = super::delete(tx, &author, id, form.version)?;
        Ok(actions::address(&address(request.customer, None), actions::last(tx, "request", id.0)?))
    });
    Ok(Redirect::to(&deleted.await?))
}

/// The request under which an interaction is put; none: it is taken out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UnderForm {
    request_id: String,
    /// The page one came from.
    at: Option<String>,
}

/// Puts an interaction under a request, or takes it out.
pub async fn put_under(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<UnderForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let address = app
        .write(move |tx| {
            let request = match form.request_id.trim() {
                "" => None,
                text => Some(text.parse().map_err(|_| AppError::invalid("request_id", "invalid-request"))?),
            };
            let before = interactions::store::get(tx, id)?;
            let after = super::put_under(tx, &author, id, request)?;
            let done = actions::last_since(tx, "interaction", id.0, before.version, after.version)?;
            let at = actions::back(form.at.as_deref())
                .map_or_else(|| format!("/interactions/{id}"), str::to_owned);
            Ok(actions::address(&at, done))
        })
        .await?;
    Ok(Redirect::to(&address))
}
