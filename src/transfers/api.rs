//! Transfers over the API: a desktop hands a contact over as an agent does on the card.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::{HandOver, Origin, Transfer, TransferKind, hand_over};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::idempotency::{Done, once};
use crate::http::{Id, JsonBody, Visitor};
use crate::id::InteractionId;
use crate::interactions::store;

/// A hand-over as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Transfer)]
pub struct TransferOutput {
    pub at: Time,
    /// Login of the agent who had it; null: it waited.
    pub from: Option<String>,
    /// Login of the agent who got it; null: nobody yet.
    pub to: Option<String>,
    pub queue: Option<String>,
    pub kind: Option<TransferKind>,
    pub note: Option<String>,
    /// Null: a system told it.
    pub origin: Option<Origin>,
    /// It was handed over on the card, and nobody has taken it up yet.
    pub waits: bool,
}

impl TransferOutput {
    pub fn list(transfers: Vec<Transfer>) -> Vec<TransferOutput> {
        let output = |one: Transfer| {
            let Transfer { at, from, to, queue, kind, note, origin, waits, left: _ } = one;
            TransferOutput { at, from, to, queue, kind, note, origin, waits }
        };
        transfers.into_iter().map(output).collect()
    }
}

/// Hands a contact over to an agent or a queue, with what its agent has typed and not saved. 409: somebody was faster, or it
/// is closed.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/transfers", tag = "interactions", params(("id" = String, Path)),
    request_body = HandOver, responses((status = 201, body = TransferOutput)))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    body: JsonBody,
) -> AppResult<(StatusCode, Json<TransferOutput>)> {
    let author = visitor.author()?;
    let given: HandOver = body.read()?;
    app.write(move |tx| {
        let done = once(tx, &author, body.key.as_ref(), |tx| {
            let after = hand_over(tx, &author, id, &given, None)?;
            Ok(Done { status: StatusCode::CREATED, id: after.id.0 })
        })?;
        let one = store::get(tx, InteractionId(done.id))?;
        let last = TransferOutput::list(one.transfers).pop().ok_or(AppError::NotFound)?;
        Ok((done.status, Json(last)))
    })
    .await
}
