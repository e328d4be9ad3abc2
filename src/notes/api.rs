//! Notes over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Note, NoteInput};
use crate::accesses;
use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, PageQuery};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CustomerId, NoteId};

/// A note as the API shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Note)]
pub struct NoteOutput {
    pub id: NoteId,
    pub customer_id: CustomerId,
    pub text: String,
    /// Name of who wrote it.
    pub by: String,
    pub pinned: bool,
    pub expires_at: Option<Time>,
    pub created_at: Time,
    pub updated_at: Time,
}

impl From<Note> for NoteOutput {
    fn from(note: Note) -> NoteOutput {
        NoteOutput {
            id: note.id,
            customer_id: note.customer,
            text: note.text,
            by: note.by,
            pinned: note.pinned,
            expires_at: note.expires_at,
            created_at: note.created_at,
            updated_at: note.updated_at,
        }
    }
}

fn answer(status: StatusCode, note: Note) -> Response {
    let location = format!("/api/v1/notes/{}", note.id);
    (status, [(ETAG, etag(note.version)), (LOCATION, location)], Json(NoteOutput::from(note))).into_response()
}

/// The notes on a customer, newest first. One that has expired is not among them.
#[utoipa::path(get, path = "/api/v1/customers/{id}/notes", tag = "notes", params(("id" = String, Path), PageQuery),
    responses((status = 200, body = Listed<NoteOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<PageQuery>,
) -> AppResult<Json<Listed<NoteOutput>>> {
    let page = query.page(true)?;
    let author = visitor.author()?;
    let Listed { items, next } = app.read(move |tx| super::list(tx, &author, customer, &page)).await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(Json(Listed { items: items.into_iter().map(NoteOutput::from).collect(), next }))
}

/// Writes a note on a customer. It belongs to this token; pinning it unpins another one.
#[utoipa::path(post, path = "/api/v1/customers/{id}/notes", tag = "notes", params(("id" = String, Path)),
    request_body = NoteInput,
    responses((status = 201, body = NoteOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: NoteInput = body.read()?;
    let (status, note) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let note = super::create(tx, &author, customer, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: note.id.0 })
            })?;
            Ok((done.status, super::get(tx, &author, NoteId(done.id))?))
        })
        .await?;
    Ok(answer(status, note))
}

/// A note.
#[utoipa::path(get, path = "/api/v1/notes/{id}", tag = "notes", params(("id" = String, Path)),
    responses((status = 200, body = NoteOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<NoteId>) -> AppResult<Response> {
    let author = visitor.author()?;
    let note = app.read(move |tx| super::get(tx, &author, id)).await?;
    accesses::opened(&app, &visitor, note.customer, None).await?;
    Ok(answer(StatusCode::OK, note))
}

/// Changes a note by a JSON merge patch (RFC 7396). Only what this token wrote; of everybody else's it is a 403.
#[utoipa::path(patch, path = "/api/v1/notes/{id}", tag = "notes",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = NoteInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = NoteOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<NoteId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let note = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            if_match.check(before.version)?;
            let input: NoteInput = body.patch(&NoteInput::of(&before))?;
            super::update(tx, &author, id, before.version, &input)
        })
        .await?;
    Ok(answer(StatusCode::OK, note))
}

/// Deletes a note that this token wrote.
#[utoipa::path(delete, path = "/api/v1/notes/{id}", tag = "notes",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<NoteId>,
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
