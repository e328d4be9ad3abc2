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
use crate::attachments::input::Held;
use crate::author::Author;
use crate::error::{AppError, AppResult, FieldError};
use crate::files::upload::Storing;
use crate::http::Visitor;
use crate::http::headers::RequestId;
use crate::http::idempotency::Key;
use crate::http::json::{self, JsonBody};
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

/// One whose attachments are in the store.
struct Told {
    input: InteractionInput,
    key: Option<Key>,
}

/// Reads one and stores what it brings along; what is stored is added to `held`.
async fn bring(
    app: &App,
    author: &Author,
    body: AppResult<JsonBody>,
    held: &mut Vec<Held>,
) -> AppResult<Told> {
    let body = body?;
    let mut input: InteractionInput = body.read()?;
    held.push(input.bring(Storing::of(app), author).await?);
    Ok(Told { input, key: body.key })
}

/// One that was taken.
struct Taken {
    status: StatusCode,
    id: InteractionId,
    outcome: Outcome,
    customer: Option<CustomerId>,
}

impl FromRequest<App> for Batch {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let media = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media = media.and_then(|media| media.split(';').next()).unwrap_or_default().trim();
        let is_lines = ["application/x-ndjson", "application/jsonl"].contains(&media);
        if !is_lines && !json::is_json(request.headers()) {
            return Err(AppError::UnsupportedMediaType);
        }
        let (parts, body) = request.into_parts();
        let too_large = |_| AppError::DeliveryTooLarge { largest_mb: app.config.delivery_mb };
        let bytes = to_bytes(body, json::largest_delivery(app)).await.map_err(too_large)?;
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

fn take(tx: &mut Tx<'_>, author: &Author, home: Country, told: &Told) -> AppResult<Taken> {
    let (status, one) = receive_once(tx, author, home, told.key.as_ref(), &told.input)?;
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
        let (mut chunk, mut held) = (Vec::with_capacity(CHUNK), Vec::new());
        for body in bodies.by_ref().take(CHUNK) {
            chunk.push(bring(&app, &author, body, &mut held).await);
        }
        if chunk.is_empty() {
            break;
        }
        let author = author.clone();
        let taken = app.write(move |tx| {
            let mut taken = Vec::with_capacity(chunk.len());
            for told in &chunk {
                taken.push(match told {
                    Ok(told) => tx.attempt(|tx| take(tx, &author, home, told))?,
                    Err(error) => Err(error.clone()),
                });
            }
            Ok(taken)
        });
        let taken = taken.await;
        for held in held {
            held.settle(Storing::of(&app)).await;
        }
        items.extend(taken?.into_iter().map(|one| match one {
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
