//! Erasures and legal holds over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::holds::{self, Hold};
use super::{Basis, Counts, Erasure, Progress, Trial, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, JsonBody, Query, Visitor};
use crate::id::{CustomerId, ErasureId};

/// Whether to erase, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ErasureInput {
    /// Only count what would go.
    #[serde(default)]
    dry_run: bool,
    /// Needed unless it is a dry run.
    #[serde(default)]
    basis: Option<Basis>,
}

/// What an erasure would do.
#[derive(Serialize, ToSchema)]
pub struct ErasureTrial {
    /// How many of what would go; words that are not there are none.
    #[schema(value_type = Object, example = json!({"interactions": 12}))]
    counts: Counts,
    /// What forbids it.
    legal_hold: Option<Hold>,
    /// One that waits for a second person.
    requested: Option<Erasure>,
}

impl From<Trial> for ErasureTrial {
    fn from(trial: Trial) -> ErasureTrial {
        ErasureTrial { counts: trial.counts, legal_hold: trial.hold, requested: trial.requested }
    }
}

/// Erases a customer with everything that is known of them, for good. Where a second person has to approve, the answer is
/// 202, and the erasure waits. With `dry_run` nothing is changed, and the answer is 200 with what would go.
#[utoipa::path(post, path = "/api/v1/customers/{id}/privacy/erasure", tag = "privacy", params(("id" = String, Path)),
    request_body = ErasureInput,
    responses((status = 200, body = ErasureTrial), (status = 201, body = Erasure, headers(("Location" = String))),
        (status = 202, body = Erasure, headers(("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: ErasureInput = body.read()?;
    if input.dry_run {
        app.accesses.flush().await;
        let trial = app.read(move |tx| super::try_out(tx, customer, author.at)).await?;
        return Ok(Json(ErasureTrial::from(trial)).into_response());
    }
    let basis = input.basis.ok_or_else(|| AppError::invalid("basis", "invalid-missing"))?;
    let approval = app.config.erasure_approval;
    let erasure = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let erasure = super::request(tx, &author, customer, basis, approval)?;
                Ok(Done { status: StatusCode::CREATED, id: erasure.id.0 })
            })?;
            Ok(store::get(tx, ErasureId(done.id))?)
        })
        .await?;
    let status =
        if erasure.state == Progress::Requested { StatusCode::ACCEPTED } else { StatusCode::CREATED };
    let location = format!("/api/v1/erasures/{}", erasure.id);
    Ok((status, [(LOCATION, location)], Json(erasure)).into_response())
}

/// Which part of the list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// Erasures, newest first: those that wait, and the receipts of those that were done.
#[utoipa::path(get, path = "/api/v1/erasures", tag = "privacy", params(ListQuery),
    responses((status = 200, body = Listed<Erasure>)))]
pub async fn list(
    State(app): State<App>,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<Erasure>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    Ok(Json(app.read(move |tx| super::list(tx, &page)).await?))
}

/// An erasure.
#[utoipa::path(get, path = "/api/v1/erasures/{id}", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, body = Erasure)))]
pub async fn show(State(app): State<App>, Id(id): Id<ErasureId>) -> AppResult<Json<Erasure>> {
    Ok(Json(app.read(move |tx| Ok(store::get(tx, id)?)).await?))
}

/// Carries out an erasure that somebody else has asked for.
#[utoipa::path(post, path = "/api/v1/erasures/{id}/approval", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, body = Erasure)))]
pub async fn approve(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ErasureId>,
) -> AppResult<Json<Erasure>> {
    let author = visitor.author()?;
    Ok(Json(app.write(move |tx| super::approve(tx, &author, id)).await?))
}

/// Gives up an erasure that waits for a second person.
#[utoipa::path(post, path = "/api/v1/erasures/{id}/withdrawal", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, body = Erasure)))]
pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ErasureId>,
) -> AppResult<Json<Erasure>> {
    let author = visitor.author()?;
    Ok(Json(app.write(move |tx| super::withdraw(tx, &author, id)).await?))
}

/// Lets somebody who was erased come back, as a new customer: what they were known by is free again.
#[utoipa::path(post, path = "/api/v1/erasures/{id}/lifting", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, body = Erasure)))]
pub async fn lift(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ErasureId>,
) -> AppResult<Json<Erasure>> {
    let author = visitor.author()?;
    Ok(Json(app.write(move |tx| super::lift(tx, &author, id)).await?))
}

/// Why a customer is kept, and until when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldInput {
    #[schema(max_length = 200)]
    reason: String,
    /// From then on it counts for nothing; null: until it is lifted.
    #[serde(default)]
    until: Option<Time>,
}

/// Keeps a customer from being erased or deleted, for a legal claim; says anew why and until when if they are kept already.
#[utoipa::path(put, path = "/api/v1/customers/{id}/privacy/hold", tag = "privacy", params(("id" = String, Path)),
    request_body = HoldInput, responses((status = 200, body = Hold)))]
pub async fn hold(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    body: JsonBody,
) -> AppResult<Json<Hold>> {
    let author = visitor.author()?;
    let input: HoldInput = body.read()?;
    Ok(Json(app.write(move |tx| holds::set(tx, &author, customer, &input.reason, input.until)).await?))
}

/// Lets go of a customer who is kept.
#[utoipa::path(delete, path = "/api/v1/customers/{id}/privacy/hold", tag = "privacy", params(("id" = String, Path)),
    responses((status = 204)))]
pub async fn let_go(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| holds::lift(tx, &author, customer)).await?;
    Ok(StatusCode::NO_CONTENT)
}
