//! Attachments over the API.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, EXPECT, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::input::Ready;
use super::{Attachment, AttachmentInput, MANY, Placed, full, store};
use crate::accesses;
use crate::app::App;
use crate::author::Author;
use crate::check::Check;
use crate::error::{AppError, AppResult, FieldError};
use crate::files::upload::{self, Storing};
use crate::files::{MEGABYTE, download};
use crate::http::{Id, Ids, Query, Visitor};
use crate::id::{AttachmentId, InteractionId, MessageId};
use crate::interactions::messages;

/// What is told of an attachment whose body is its content.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AttachmentQuery {
    /// The sender's own key; without one it is known within its message by its name and bytes.
    #[serde(rename = "ref")]
    #[param(max_length = 320)]
    reference: Option<String>,
    name: Option<String>,
    /// The `Content-ID` by which the HTML of the message shows it.
    #[param(max_length = 320)]
    content_id: Option<String>,
}

/// Adds an attachment to a message: the body is what is in it. One that the message has already answers 200.
#[utoipa::path(post, path = "/api/v1/interactions/{id}/messages/{message}/attachments", tag = "interactions",
    params(("id" = String, Path), ("message" = String, Path), AttachmentQuery),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 201, body = Attachment, headers(("Location" = String))),
              (status = 200, body = Attachment, headers(("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Ids(interaction, message): Ids<InteractionId, MessageId>,
    Query(query): Query<AttachmentQuery>,
    request: Request,
) -> AppResult<(StatusCode, [(axum::http::HeaderName, String); 1], Json<Attachment>)> {
    let author = visitor.author()?;
    // What is told of it is refused before its first byte.
    let told = AttachmentInput {
        reference: query.reference,
        name: query.name,
        content_id: query.content_id,
        ..AttachmentInput::default()
    };
    let mut check = Check::default();
    told.read(&mut check, "");
    check.finish()?;
    let headers = request.headers();
    let size = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<i64>().ok());
    let waits = headers.contains_key(EXPECT);
    let mut pieces = upload::pieces(request.into_body());
    let work = async move {
        let taken = take(&app, &author, interaction, message, told, size, &mut pieces).await;
        if taken.is_err() && !waits {
            upload::listen(pieces).await;
        }
        taken
    };
    let (attachment, is_new) = upload::to_the_end(work).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    let location = format!("/api/v1/attachments/{}/content", attachment.id);
    Ok((status, [(LOCATION, location)], Json(attachment)))
}

async fn take(
    app: &App,
    author: &Author,
    interaction: InteractionId,
    message: MessageId,
    told: AttachmentInput,
    size: Option<i64>,
    pieces: impl futures_util::Stream<Item = AppResult<axum::body::Bytes>>,
) -> AppResult<(Attachment, bool)> {
    let (largest_mb, room) = (app.config.attachment_mb, app.config.message_attachments_mb * MEGABYTE);
    if size.is_some_and(|size| size > largest_mb * MEGABYTE) {
        return Err(AppError::FileTooLarge { largest_mb });
    }
    let may = move |tx: &mut db::Tx<'_>| {
        let (_, message) = messages::find(tx, interaction, message)?;
        if message.attachments.len() >= MANY {
            let many = FieldError::new("attachments", "conflict-attachments-many").with("max", MANY);
            return Err(AppError::Conflict(many));
        }
        let held: i64 = message.attachments.iter().map(|one| one.size).sum();
        if held >= room { Err(full(room)) } else { Ok(()) }
    };
    let brought = upload::bring(Storing::of(app), author.at, largest_mb, pieces, may).await?;
    let content = brought.content.clone();
    let new = AttachmentInput { brought: Some(Ready { brought, room }), ..told }
        .read(&mut Check::default(), "")
        .ok_or(AppError::Internal)?;
    // The upload may have lasted: whether its content is still held is asked of now.
    let author = Author { at: app.clock.now(), ..author.clone() };
    let taken = app
        .write(move |tx| {
            let (id, is_new) = messages::add_attachment(tx, &author, interaction, message, &new)?;
            let placed = store::find(tx, id)?.ok_or(AppError::NotFound)?;
            Ok((placed.attachment, is_new))
        })
        .await;
    upload::give_up(Storing::of(app), &[content]).await;
    taken
}

/// What is in an attachment. `Range` gives a part of it.
#[utoipa::path(get, path = "/api/v1/attachments/{id}/content", tag = "interactions",
    params(("id" = String, Path), ("Range" = Option<String>, Header, description = "`bytes=0-1023`")),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 206, content_type = "application/octet-stream", body = Vec<u8>, description = "The range that was asked for")))]
pub async fn content(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<AttachmentId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let placed = look(&app, &visitor, id).await?;
    download::attachment(&app, placed.attachment.outgoing(), &headers).await
}

/// The attachment, with a line in the access log of whose it is.
pub async fn look(app: &App, visitor: &Visitor, id: AttachmentId) -> AppResult<Placed> {
    let placed = app.read(move |tx| store::find(tx, id)?.ok_or(AppError::NotFound)).await?;
    if let Some(customer) = placed.customer {
        accesses::opened(app, visitor, customer, Some(placed.interaction)).await?;
    }
    Ok(placed)
}
