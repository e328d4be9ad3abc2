//! The blocklist over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use telephone::Country;
use utoipa::{IntoParams, ToSchema};

use super::{Block, BlockChange, BlockInput};
use crate::app::App;
use crate::check::Check;
use crate::clock::Time;
use crate::error::AppResult;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::BlockId;
use crate::interactions::api::IdentifierOutput;

/// A block as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Block)]
pub struct BlockOutput {
    pub id: BlockId,
    pub identifier: IdentifierOutput,
    pub reason: String,
    /// From then on it counts for nothing; null: until it is taken off.
    pub until: Option<Time>,
    /// Name of who blocked it.
    pub by: String,
    pub created_at: Time,
    pub updated_at: Time,
}

impl BlockOutput {
    pub fn of(block: &Block, home: Country) -> BlockOutput {
        BlockOutput {
            id: block.id,
            identifier: IdentifierOutput::of(&block.identifier, home),
            reason: block.reason.clone(),
            until: block.until,
            by: block.by.clone(),
            created_at: block.created_at,
            updated_at: block.updated_at,
        }
    }
}

fn answer(status: StatusCode, block: &Block, home: Country) -> Response {
    let location = format!("/api/v1/blocks/{}", block.id);
    let head = [(ETAG, etag(block.version)), (LOCATION, location)];
    (status, head, Json(BlockOutput::of(block, home))).into_response()
}

/// What part of the list is asked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Only numbers and addresses that hold this: a number in any spelling, digits of it, or letters of an address.
    q: Option<String>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// Everything that is blocked, newest first. What was blocked until a time that is over is not among it.
#[utoipa::path(get, path = "/api/v1/blocks", tag = "blocklist", params(ListQuery),
    responses((status = 200, body = Listed<BlockOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<BlockOutput>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let mut check = Check::default();
    let words = check.line("q", query.q.as_deref(), 200).unwrap_or_default();
    check.finish()?;
    let (home, now) = (app.home, visitor.locale.now);
    app.read(move |tx| {
        let Listed { items, next } = super::list(tx, home, &words, now, &page)?;
        Ok(Json(Listed { items: items.iter().map(|one| BlockOutput::of(one, home)).collect(), next }))
    })
    .await
}

/// Blocks a number or address, whoever has it. One that is blocked already is a 409.
#[utoipa::path(post, path = "/api/v1/blocks", tag = "blocklist", request_body = BlockInput,
    responses((status = 201, body = BlockOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let (author, home) = (visitor.author()?, app.home);
    let input: BlockInput = body.read()?;
    let (status, block) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let block = super::create(tx, &author, home, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: block.id.0 })
            })?;
            Ok((done.status, super::get(tx, BlockId(done.id), author.at)?))
        })
        .await?;
    Ok(answer(status, &block, home))
}

/// A block.
#[utoipa::path(get, path = "/api/v1/blocks/{id}", tag = "blocklist", params(("id" = String, Path)),
    responses((status = 200, body = BlockOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<BlockId>) -> AppResult<Response> {
    let now = visitor.locale.now;
    let block = app.read(move |tx| super::get(tx, id, now)).await?;
    Ok(answer(StatusCode::OK, &block, app.home))
}

/// Changes reason and end by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/blocks/{id}", tag = "blocklist",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = BlockChange, content_type = "application/merge-patch+json"),
    responses((status = 200, body = BlockOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<BlockId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let block = app
        .write(move |tx| {
            let before = super::get(tx, id, author.at)?;
            if_match.check(before.version)?;
            let input: BlockChange = body.patch(&BlockChange::of(&before))?;
            super::update(tx, &author, id, before.version, &input)
        })
        .await?;
    Ok(answer(StatusCode::OK, &block, app.home))
}

/// Takes a number or address off the list.
#[utoipa::path(delete, path = "/api/v1/blocks/{id}", tag = "blocklist",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<BlockId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = super::get(tx, id, author.at)?;
        if_match.check(before.version)?;
        super::delete(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
