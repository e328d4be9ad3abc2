//! The change history over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{Change, ChangesOf, Filter, reversion};
use crate::accesses;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::fields;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, JsonBody, Query, Visitor};
use crate::id::{ChangeId, CustomerId};

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// What was changed; everything if nothing is said.
    of: Option<ChangesOf>,
    /// Name of the agent or token who did it.
    by: Option<String>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// What was changed about a customer, newest first. A deleted customer's entries stay.
#[utoipa::path(get, path = "/api/v1/customers/{id}/changes", tag = "customers", params(("id" = String, Path), ListQuery),
    responses((status = 200, body = Listed<Change>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<Change>>> {
    let (page, reader) = (Page::read(query.limit, query.after.as_deref(), 50, true)?, visitor.author()?);
    let filter =
        Filter { customer, of: query.of.unwrap_or(ChangesOf::Everything), by: query.by, before: None };
    let read = app.read(move |tx| {
        let changes = super::list(tx, &reader, &filter, &page)?;
        if changes.items.is_empty() && super::store::list(tx, customer, &Page::first(1))?.is_empty() {
            // Nothing was ever recorded: there is no such customer.
            return Err(AppError::NotFound);
        }
        Ok(changes)
    });
    let changes = read.await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(Json(changes))
}

/// Which line of an entry is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReversionInput {
    /// Name of the member that is to be again what it was, such as `job_title`; `fields.KEY` for an own field. Nothing:
    /// all of it, which is for a minute and for whoever did it. What was deleted comes back whole at any time.
    #[serde(default)]
    member: Option<String>,
}

/// Takes back one member of an entry, or all of it. Answers the entry that this makes; it can be taken back in turn. Of a
/// list only the items that the entry removed or added are put back or removed. Where it is so already: 409. Where all of
/// an entry is meant and something of it has become another since: 412.
#[utoipa::path(post, path = "/api/v1/changes/{id}/reversion", tag = "customers", params(("id" = String, Path)),
    request_body = ReversionInput, responses((status = 201, body = Change)))]
pub async fn revert(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ChangeId>,
    body: JsonBody,
) -> AppResult<Response> {
    let (author, shared) = (visitor.author()?, app.clone());
    let input: ReversionInput = body.read()?;
    let member = input.member.unwrap_or_default();
    app.write(move |tx| {
        let done = once(tx, &author, body.key.as_ref(), |tx| {
            let made = reversion::revert(tx, &author, &shared, id, &member)?;
            Ok(Done { status: StatusCode::CREATED, id: made.change.id.0 })
        })?;
        let made = super::store::find(tx, ChangeId(done.id))?.ok_or(AppError::NotFound)?;
        let mut change = made.change;
        change.mask(&author, &fields::store::masked(tx)?);
        Ok((done.status, Json(change)).into_response())
    })
    .await
}
