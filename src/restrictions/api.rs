//! Restriction over the API, for supervisors' and administrators' tokens.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Restriction, RestrictionInput, store};
use crate::accesses;
use crate::app::App;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::http::{Id, JsonBody, Visitor};
use crate::id::CustomerId;

/// Whether a customer is restricted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RestrictionOutput {
    /// Null: they are not.
    pub restriction: Option<Restriction>,
}

/// Whether processing is restricted for a customer, why, since when and by whom.
#[utoipa::path(get, path = "/api/v1/customers/{id}/restriction", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, body = RestrictionOutput)))]
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
) -> AppResult<Json<RestrictionOutput>> {
    let restriction = app
        .read(move |tx| {
            customers::store::find_kind(tx, id)?.ok_or(AppError::NotFound)?;
            Ok(store::find(tx, id)?)
        })
        .await?;
    accesses::opened(&app, &visitor, id, None).await?;
    Ok(Json(RestrictionOutput { restriction }))
}

/// Restricts processing (Art. 18 GDPR): agents are told the name and that it is so, and every write answers 423.
#[utoipa::path(put, path = "/api/v1/customers/{id}/restriction", tag = "privacy", params(("id" = String, Path)),
    request_body = RestrictionInput, responses((status = 200, body = RestrictionOutput)))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    body: JsonBody,
) -> AppResult<Json<RestrictionOutput>> {
    let author = visitor.author()?;
    let input: RestrictionInput = body.read()?;
    let restriction = app.write(move |tx| super::restrict(tx, &author, id, &input)).await?;
    Ok(Json(RestrictionOutput { restriction: Some(restriction) }))
}

/// Lifts the restriction.
#[utoipa::path(delete, path = "/api/v1/customers/{id}/restriction", tag = "privacy", params(("id" = String, Path)),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| super::lift(tx, &author, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
