//! Requests over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use db::{DbError, Tx};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::statuses::{Status, StatusKind, Statuses};
use super::{Filter, Request, RequestInput, Whose, merging};
use crate::accesses;
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::definitions::Required;
use crate::fields::{self, Entity};
use crate::history::Scope;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CustomerId, InteractionId, RequestId};
use crate::interactions;
use crate::restrictions;

/// A request as the API shows it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Request)]
pub struct RequestOutput {
    pub id: RequestId,
    /// As people call it: #100042.
    pub number: i64,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub customer_id: CustomerId,
    pub title: String,
    pub description: Option<String>,
    /// Key of the status …
    pub status: String,
    /// … and what it means.
    pub status_kind: StatusKind,
    /// Login of who is at it.
    pub owner: Option<String>,
    /// Name of the team.
    pub team: Option<String>,
    #[schema(format = Date)]
    pub due: Option<String>,
    pub tags: Vec<String>,
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
    /// Name of who wrote it down.
    pub by: String,
    pub created_at: Time,
    /// The last change of what it says.
    pub updated_at: Time,
    pub closed_at: Option<Time>,
    /// When it closes by itself, if nothing happens in it before.
    pub closes_at: Option<Time>,
    /// The one that it was merged into, whose story includes its own.
    pub merged_into: Option<RequestId>,
}

impl From<Request> for RequestOutput {
    fn from(one: Request) -> RequestOutput {
        RequestOutput {
            id: one.id,
            number: one.number,
            reference: one.reference,
            customer_id: one.customer,
            title: one.title,
            description: one.description,
            status: one.status,
            status_kind: one.kind,
            owner: one.owner.map(|owner| owner.login),
            team: one.team.map(|(_, name)| name),
            due: one.due.map(|due| due.to_string()),
            tags: one.tags,
            fields: one.fields,
            by: one.by,
            created_at: one.created_at,
            updated_at: one.updated_at,
            closed_at: one.closed_at,
            closes_at: one.closes_at,
            merged_into: one.merged_into,
        }
    }
}

/// Requests as this reader may see them.
pub fn masked(
    tx: &mut Tx<'_>,
    reader: &Author,
    requests: Vec<Request>,
) -> Result<Vec<RequestOutput>, DbError> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let definitions = fields::store::definitions(tx, Entity::Request)?;
    let shown = |mut one: Request| {
        definitions.mask(reader.role, &mut one.fields);
        RequestOutput::from(one)
    };
    Ok(requests.into_iter().map(shown).collect())
}

/// A request with its version, as this reader may see it.
fn shown(tx: &mut Tx<'_>, reader: &Author, request: Request) -> AppResult<(i64, RequestOutput)> {
    let version = request.version;
    let one = masked(tx, reader, vec![request])?.pop().ok_or(AppError::NotFound)?;
    Ok((version, one))
}

fn answer(status: StatusCode, (version, one): (i64, RequestOutput)) -> Response {
    let location = format!("/api/v1/requests/{}", one.id);
    (status, [(ETAG, etag(version)), (LOCATION, location)], Json(one)).into_response()
}

/// Which requests are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RequestQuery {
    customer_id: Option<CustomerId>,
    /// Of a company also its people's, with `company`; that alone with `own`.
    #[param(inline)]
    scope: Option<Scope>,
    /// Key of a status, or several with commas between.
    status: Option<String>,
    /// `open`, `waiting`, `solved` or `closed`, or several with commas between: all statuses that mean it.
    kind: Option<String>,
    /// Login of who is at it, or `none`.
    owner: Option<String>,
    /// Name of a team, or `none`.
    team: Option<String>,
    /// Due on this day or before.
    #[param(format = Date)]
    due_by: Option<String>,
    /// The number of one.
    number: Option<i64>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    /// With this very tag.
    tag: Option<String>,
    after: Option<String>,
}

/// Words with commas between.
fn words(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty())
}

impl RequestQuery {
    fn filter(&self, tx: &mut Tx<'_>, reader: &Author) -> AppResult<Filter> {
        let statuses = Statuses::read(tx)?;
        let mut filter = Filter { restricted: !restrictions::hides_from(reader), ..Filter::default() };
        for key in words(self.status.as_deref()) {
            if statuses.find(key).is_none() {
                return Err(AppError::Invalid(vec![statuses.unknown("status")]));
            }
            filter.statuses.push(key.to_owned());
        }
        for word in words(self.kind.as_deref()) {
            let allowed = StatusKind::WORDS.join(", ");
            let wrong = || {
                AppError::Invalid(vec![FieldError::new("kind", "invalid-status").with("allowed", allowed)])
            };
            filter.kinds.push(word.parse().map_err(|_| wrong())?);
        }
        if let Some(login) = &self.owner {
            let owner = Whose::owner(tx, login)?;
            filter.owner = Some(owner.ok_or_else(|| AppError::invalid("owner", "invalid-owner"))?);
        }
        if let Some(name) = &self.team {
            let team = Whose::team(tx, name)?;
            filter.team = Some(team.ok_or_else(|| AppError::invalid("team", "invalid-team"))?);
        }
        if let Some(day) = &self.due_by {
            let read: Option<Date> = day.parse().ok().filter(|_| day.len() == 10);
            filter.due_by = Some(read.ok_or_else(|| AppError::invalid("due_by", "invalid-date"))?);
        }
        filter.tag = self.tag.clone().filter(|tag| !tag.is_empty());
        filter.customer = self.customer_id.map(|id| (id, self.scope.unwrap_or(Scope::Company)));
        Ok(filter)
    }
}

/// Requests, newest first. Merged ones are not among them; of a company its people's are.
#[utoipa::path(get, path = "/api/v1/requests", tag = "requests", params(RequestQuery),
    responses((status = 200, body = Listed<RequestOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<RequestQuery>,
) -> AppResult<Json<Listed<RequestOutput>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let (reader, customer) = (visitor.author()?, query.customer_id);
    let listed = app
        .read(move |tx| {
            let filter = query.filter(tx, &reader)?;
            let Listed { items, next } = match query.number {
                Some(number) => super::numbered(tx, &reader, number, &filter)?,
                None => super::list(tx, &reader, &filter, &page)?,
            };
            Ok(Listed { items: masked(tx, &reader, items)?, next })
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(&app, &visitor, customer, None).await?;
    }
    Ok(Json(listed))
}

/// Writes a request down. From an interaction (`interaction_id`), that stands under it at once.
#[utoipa::path(post, path = "/api/v1/requests", tag = "requests", request_body = RequestInput,
    responses((status = 201, body = RequestOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: RequestInput = body.read()?;
    let (status, one) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let request = super::create(tx, &author, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: request.id.0 })
            })?;
            let request = super::get(tx, &author, RequestId(done.id))?;
            Ok((done.status, shown(tx, &author, request)?))
        })
        .await?;
    Ok(answer(status, one))
}

/// A request.
#[utoipa::path(get, path = "/api/v1/requests/{id}", tag = "requests", params(("id" = String, Path)),
    responses((status = 200, body = RequestOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<RequestId>) -> AppResult<Response> {
    let reader = visitor.author()?;
    let one = app
        .read(move |tx| {
            let request = super::get(tx, &reader, id)?;
            shown(tx, &reader, request)
        })
        .await?;
    accesses::opened(&app, &visitor, one.1.customer_id, None).await?;
    Ok(answer(StatusCode::OK, one))
}

/// Changes a request by a JSON merge patch (RFC 7396). Number and creation stay as they are.
#[utoipa::path(patch, path = "/api/v1/requests/{id}", tag = "requests",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = RequestInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = RequestOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let one = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            if_match.check(before.version)?;
            let input: RequestInput = body.patch(&RequestInput::of(&before))?;
            let after = super::update(tx, &author, id, before.version, Required::Kept, &input)?;
            shown(tx, &author, after)
        })
        .await?;
    Ok(answer(StatusCode::OK, one))
}

/// Deletes a request; its interactions stay, under none.
#[utoipa::path(delete, path = "/api/v1/requests/{id}", tag = "requests",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = super::get(tx, &author, id)?;
        if_match.check(before.version)?;
        super::delete(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The request that another is merged into.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergingInput {
    pub into: RequestId,
}

/// Merges a request into another one of the same customer, or of somebody of the same company. Both stay what they are:
/// the interactions of this one are read under the other, and this one is in no list. Answers with this one.
#[utoipa::path(put, path = "/api/v1/requests/{id}/merging", tag = "requests", params(("id" = String, Path)),
    request_body = MergingInput, responses((status = 200, body = RequestOutput)))]
pub async fn merge(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: MergingInput = body.read()?;
    let one = app
        .write(move |tx| {
            merging::merge(tx, &author, id, input.into)?;
            let request = super::get(tx, &author, id)?;
            shown(tx, &author, request)
        })
        .await?;
    Ok(answer(StatusCode::OK, one))
}

/// Takes a merge back: the request stands for itself again, exactly as it was.
#[utoipa::path(delete, path = "/api/v1/requests/{id}/merging", tag = "requests", params(("id" = String, Path)),
    responses((status = 204)))]
pub async fn unmerge(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| merging::unmerge(tx, &author, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An interaction under a request.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnderInput {
    /// Null: under none.
    pub request_id: Option<RequestId>,
}

/// Puts an interaction under a request, or moves it there; with null it stands under none.
#[utoipa::path(put, path = "/api/v1/interactions/{id}/request", tag = "requests", params(("id" = String, Path)),
    request_body = UnderInput, responses((status = 204)))]
pub async fn put_under(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    body: JsonBody,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    let input: UnderInput = body.read()?;
    app.write(move |tx| {
        interactions::store::get(tx, id)?;
        super::put_under(tx, &author, id, input.request_id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The statuses of requests, in the order in which administrators have put them.
#[utoipa::path(get, path = "/api/v1/request-statuses", tag = "requests",
    responses((status = 200, body = Vec<Status>)))]
pub async fn statuses(State(app): State<App>, visitor: Visitor) -> AppResult<Json<Vec<Status>>> {
    visitor.author()?;
    Ok(Json(app.read(|tx| Ok(Statuses::read(tx)?.0)).await?))
}
