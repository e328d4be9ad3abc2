//! Retention over the API.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Kept, RetentionRule};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::{JsonBody, Visitor};

/// Every kind of data with its rule.
#[derive(Serialize, ToSchema)]
pub struct RetentionRules {
    items: Vec<RetentionRule>,
}

/// How long each kind of data is kept, and how many are older now.
#[utoipa::path(get, path = "/api/v1/retention", tag = "privacy", responses((status = 200, body = RetentionRules)))]
pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Json<RetentionRules>> {
    let now = visitor.locale.now;
    let items = app.read(move |tx| super::list(tx, now, None)).await?;
    Ok(Json(RetentionRules { items }))
}

/// How long a kind is to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionInput {
    /// Null: until somebody removes it.
    #[schema(minimum = 1, maximum = 36500)]
    days: Option<i64>,
}

/// Sets how long a kind of data is kept. What is older is removed within the hour, for good.
#[utoipa::path(put, path = "/api/v1/retention/{kind}", tag = "privacy", params(("kind" = Kept, Path)),
    request_body = RetentionInput, responses((status = 200, body = RetentionRules)))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(kind): Path<String>,
    body: JsonBody,
) -> AppResult<Json<RetentionRules>> {
    let author = visitor.author()?;
    let kind: Kept = kind.parse().map_err(|_| AppError::NotFound)?;
    let input: RetentionInput = body.read()?;
    let items = app
        .write(move |tx| {
            super::set(tx, &author, kind, input.days)?;
            super::list(tx, author.at, None)
        })
        .await?;
    Ok(Json(RetentionRules { items }))
}
