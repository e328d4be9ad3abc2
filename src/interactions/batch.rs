//! Many interactions in one request: each is taken or refused by itself, and what is answered is on the disk.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use db::Tx;
use serde::Serialize;
use serde_json::value::RawValue;
use telephone::Country;
use utoipa::ToSchema;

use super::{InteractionInput, receive_once};
use crate::app::App;
use crate::author::Author;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::Visitor;
use crate::http::headers::RequestId;
use crate::http::idempotency::Key;
use crate::http::json::{self, JsonBody, LARGEST_BODY};
use crate::http::problems::{self, Problem};
use crate::id::{CustomerId, InteractionId};
use crate::words::Outcome;

/// The most interactions of one request.
const MOST: usize = 1_000;
/// How many are written in one transaction: a call that rings meanwhile waits for no more than these.
const CHUNK: usize = 50;

/// Bodies of several interactions, in their order.
pub struct Batch {
    items: Vec<AppResult<JsonBody>>,
}

/// What came of each, in the order of the request.
#[derive(Serialize, ToSchema)]
pub struct BatchOutput {
    items: Vec<BatchItem>,
}

/// What came of one.
#[derive(Serialize, ToSchema)]
pub struct BatchItem {
    /// 201: new; 200: known by its `ref` and merged; anything else: refused, see `problem`.
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<InteractionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Problem>,
}

/// One that was taken.
struct Taken {
    status: StatusCode,
    id: InteractionId,
    outcome: Outcome,
    customer: Option<CustomerId>,
}

impl<S: Send + Sync> FromRequest<S> for Batch {
    type Rejection = AppError;

    async fn from_request(request: Request, _: &S) -> Result<Self, AppError> {
        let media = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media = media.and_then(|media| media.split(';').next()).unwrap_or_default().trim();
        let is_lines = ["application/x-ndjson", "application/jsonl"].contains(&media);
        if !is_lines && !json::is_json(request.headers()) {
            return Err(AppError::UnsupportedMediaType);
        }
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, LARGEST_BODY).await.map_err(|_| AppError::TooLarge)?;
        let texts: Vec<&[u8]> = if is_lines {
            bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect()
        } else {
            let list: Vec<&RawValue> = serde_json::from_slice(&bytes).map_err(|error| {
                if error.is_data() {
                    AppError::Unreadable(FieldError::new("", "unreadable-no-batch"))
                } else {
                    json::unreadable(&error)
                }
            })?;
            list.into_iter().map(|one| one.get().as_bytes()).collect()
        };
        if texts.is_empty() || texts.len() > MOST {
            return Err(AppError::Invalid(vec![FieldError::new("", "invalid-batch").with("max", MOST)]));
        }
        let key = Key::read(&parts.headers, Vec::new())?;
        let read = |(place, text): (usize, &[u8])| {
            let fingerprint = || json::fingerprint(&parts.method, parts.uri.path(), text);
            let key = key.as_ref().map(|key| key.nth(place, fingerprint()));
            Ok(JsonBody { members: json::parse(text)?, key })
        };
        Ok(Batch { items: texts.into_iter().enumerate().map(read).collect() })
    }
}

fn take(tx: &mut Tx<'_>, author: &Author, home: Country, body: &JsonBody) -> AppResult<Taken> {
    let input: InteractionInput = body.read()?;
    let (status, one) = receive_once(tx, author, home, body, &input)?;
    Ok(Taken { status, id: one.id, outcome: one.outcome, customer: one.customer })
}

/// Tells of up to 1,000 interactions, as a JSON array or as JSON lines. One that is refused stops no other.
#[utoipa::path(post, path = "/api/v1/interactions/batch", tag = "interactions",
    request_body(content((Vec<InteractionInput> = "application/json"), (String = "application/x-ndjson"))),
    responses((status = 200, body = BatchOutput)))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Extension(RequestId(request_id)): Extension<RequestId>,
    batch: Batch,
) -> AppResult<Json<BatchOutput>> {
    let (author, home) = (visitor.author()?, app.home);
    let mut items = Vec::with_capacity(batch.items.len());
    let mut bodies = batch.items.into_iter();
    loop {
        let chunk: Vec<AppResult<JsonBody>> = bodies.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            break;
        }
        let author = author.clone();
        let taken = app.write(move |tx| {
            let mut taken = Vec::with_capacity(chunk.len());
            for body in &chunk {
                taken.push(match body {
                    Ok(body) => tx.attempt(|tx| take(tx, &author, home, body))?,
                    Err(error) => Err(error.clone()),
                });
            }
            Ok(taken)
        });
        items.extend(taken.await?.into_iter().map(|one| match one {
            Ok(one) => BatchItem {
                status: one.status.as_u16(),
                id: Some(one.id),
                outcome: Some(one.outcome),
                customer_id: one.customer,
                problem: None,
            },
            Err(error) => BatchItem {
                status: error.status().as_u16(),
                id: None,
                outcome: None,
                customer_id: None,
                problem: Some(problems::document(&visitor.locale, &error, request_id.clone())),
            },
        }));
    }
    Ok(Json(BatchOutput { items }))
}
