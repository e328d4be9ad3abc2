//! Promises over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use db::Tx;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Filter, Promise, PromiseInput, PromiseState, Whose};
use crate::accesses;
use crate::agents;
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CustomerId, InteractionId, PromiseId, RequestId};
use crate::restrictions;
use crate::teams;

/// A promise as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Promise)]
pub struct PromiseOutput {
    pub id: PromiseId,
    pub customer_id: CustomerId,
    pub text: String,
    pub due_at: Time,
    #[schema(inline)]
    pub state: PromiseState,
    /// How it was kept; why it was withdrawn.
    pub how: Option<String>,
    /// Login of its owner; one who does not work here any more is still told.
    pub owner: Option<String>,
    /// Name of the team whose it is without an owner who works here.
    pub team: Option<String>,
    /// In which it was given.
    pub interaction_id: Option<InteractionId>,
    /// To which it belongs.
    pub request_id: Option<RequestId>,
    /// Name of who gave it.
    pub by: String,
    pub settled_at: Option<Time>,
    /// Name of who said what became of it.
    pub settled_by: Option<String>,
    pub created_at: Time,
    pub updated_at: Time,
}

impl From<Promise> for PromiseOutput {
    fn from(one: Promise) -> PromiseOutput {
        PromiseOutput {
            id: one.id,
            customer_id: one.customer,
            text: one.text,
            due_at: one.due_at,
            state: one.state,
            how: one.how,
            owner: one.owner.map(|owner| owner.login),
            team: one.team.map(|(_, name)| name),
            interaction_id: one.interaction,
            request_id: one.request,
            by: one.by,
            settled_at: one.settled_at,
            settled_by: one.settled_by,
            created_at: one.created_at,
            updated_at: one.updated_at,
        }
    }
}

fn answer(status: StatusCode, one: Promise) -> Response {
    let location = format!("/api/v1/promises/{}", one.id);
    (status, [(ETAG, etag(one.version)), (LOCATION, location)], Json(PromiseOutput::from(one)))
        .into_response()
}

/// Which promises are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PromiseQuery {
    customer_id: Option<CustomerId>,
    /// Login of the owner, or `none`: neither an owner who works here nor a team.
    owner: Option<String>,
    /// Name of a team.
    team: Option<String>,
    /// `open`, `kept` or `withdrawn`; all unless said otherwise.
    #[param(inline)]
    state: Option<PromiseState>,
    /// Due at this time or before.
    due_by: Option<Time>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

impl PromiseQuery {
    fn filter(&self, tx: &mut Tx<'_>, reader: &Author) -> AppResult<Filter> {
        let mut filter = Filter {
            customer: self.customer_id,
            state: self.state,
            due_by: self.due_by,
            restricted: !restrictions::hides_from(reader),
            ..Filter::default()
        };
        if self.owner.is_some() && self.team.is_some() {
            return Err(AppError::invalid("team", "invalid-promise-whose"));
        }
        filter.whose = match (self.owner.as_deref(), self.team.as_deref()) {
            (Some("none"), _) => Some(Whose::Nobodys),
            (Some(login), _) => {
                let owner = agents::store::find_by_login(tx, login)?;
                Some(Whose::Owner(owner.ok_or_else(|| AppError::invalid("owner", "invalid-owner"))?.id))
            }
            (None, Some(name)) => {
                let team = teams::store::find_by_name(tx, name)?;
                Some(Whose::Team(team.ok_or_else(|| AppError::invalid("team", "invalid-team"))?.0))
            }
            (None, None) => None,
        };
        Ok(filter)
    }
}

/// Promises: with `state=open` what is due first comes first, else what was due last.
#[utoipa::path(get, path = "/api/v1/promises", tag = "promises", params(PromiseQuery),
    responses((status = 200, body = Listed<PromiseOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<PromiseQuery>,
) -> AppResult<Json<Listed<PromiseOutput>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let (reader, customer) = (visitor.author()?, query.customer_id);
    let Listed { items, next } = app
        .read(move |tx| {
            let filter = query.filter(tx, &reader)?;
            super::list(tx, &reader, &filter, &page)
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(&app, &visitor, customer, None).await?;
    }
    Ok(Json(Listed { items: items.into_iter().map(PromiseOutput::from).collect(), next }))
}

/// Gives a promise. It stands on top of the card until it is kept or withdrawn.
#[utoipa::path(post, path = "/api/v1/promises", tag = "promises", request_body = PromiseInput,
    responses((status = 201, body = PromiseOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: PromiseInput = body.read()?;
    let (status, one) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let promise = super::create(tx, &author, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: promise.id.0 })
            })?;
            Ok((done.status, super::get(tx, &author, PromiseId(done.id))?))
        })
        .await?;
    Ok(answer(status, one))
}

/// A promise.
#[utoipa::path(get, path = "/api/v1/promises/{id}", tag = "promises", params(("id" = String, Path)),
    responses((status = 200, body = PromiseOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<PromiseId>) -> AppResult<Response> {
    let reader = visitor.author()?;
    let one = app.read(move |tx| super::get(tx, &reader, id)).await?;
    accesses::opened(&app, &visitor, one.customer, None).await?;
    Ok(answer(StatusCode::OK, one))
}

/// Changes a promise by a JSON merge patch (RFC 7396). With `state` it is kept, withdrawn, or open again.
#[utoipa::path(patch, path = "/api/v1/promises/{id}", tag = "promises",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = PromiseInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = PromiseOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PromiseId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let one = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            if_match.check(before.version)?;
            let input: PromiseInput = body.patch(&PromiseInput::of(&before))?;
            super::update(tx, &author, id, before.version, &input)
        })
        .await?;
    Ok(answer(StatusCode::OK, one))
}

/// Deletes a promise that was never given. One that will not be kept is withdrawn.
#[utoipa::path(delete, path = "/api/v1/promises/{id}", tag = "promises",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PromiseId>,
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
