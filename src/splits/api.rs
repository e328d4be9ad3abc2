//! Splits over the API.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Split, SplitInput};
use crate::app::App;
use crate::error::AppResult;
use crate::http::idempotency::{Done, once};
use crate::http::{JsonBody, Visitor};
use crate::id::CustomerId;

/// A card that was taken apart, as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Split)]
pub struct SplitOutput {
    /// The card that was there before.
    pub customer: CustomerId,
    /// The new one.
    pub created: CustomerId,
    /// How many of what is the new one's now: `identifiers`, `interactions`, `notes`, `requests`, `promises`, `files`,
    /// `records`; absent where there are none.
    pub moved: BTreeMap<String, i64>,
}

impl From<Split> for SplitOutput {
    fn from(split: Split) -> SplitOutput {
        SplitOutput { customer: split.kept, created: split.created, moved: split.moved }
    }
}

/// Makes a new customer of identifiers and entries of a card. The two are not suggested as duplicates; merging them all the
/// same takes the split back.
#[utoipa::path(post, path = "/api/v1/splits", tag = "merges", request_body = SplitInput,
    responses((status = 201, body = SplitOutput, headers(("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: SplitInput = body.read()?;
    let home = app.home;
    let (status, split) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let split = super::split(tx, &author, home, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: split.created.0 })
            })?;
            Ok((done.status, super::get(tx, CustomerId(done.id))?))
        })
        .await?;
    let location = format!("/api/v1/customers/{}", split.created);
    Ok((status, [(LOCATION, location)], Json(SplitOutput::from(split))).into_response())
}
