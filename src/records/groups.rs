//! Record groups over the API: sets of columns, of which each customer's card has a table.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::fields::{self, Entity, Set, SetInput, store};
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::Listed;
use crate::http::{Id, IfMatch, JsonBody, Visitor};
use crate::id::FieldSetId;

/// The members of a record group that a caller may write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RecordGroupInput)]
pub struct GroupInput {
    /// How addresses call it: 1 to 64 letters, digits, `_`, `-` or `.`; it does not change. Made of the name unless
    /// said otherwise.
    #[schema(max_length = 64)]
    pub key: Option<String>,
    /// What its tab on the card is called.
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// What one of its records is called.
    #[schema(max_length = 100)]
    pub record_name: Option<String>,
    /// What stands there while a customer has none.
    #[schema(max_length = 500)]
    pub empty_text: Option<String>,
    /// Its place among the groups, from 0 on; the last one unless said otherwise.
    #[schema(minimum = 0)]
    pub position: Option<i64>,
}

impl From<GroupInput> for SetInput {
    fn from(input: GroupInput) -> SetInput {
        let GroupInput { key, name, record_name, empty_text, position } = input;
        SetInput { entity: Some(Entity::Record), key, name, record_name, empty_text, position }
    }
}

/// A record group as the API shows it. Its columns are the fields whose `set_id` is its id.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RecordGroup)]
pub struct GroupOutput {
    pub id: FieldSetId,
    pub key: String,
    pub name: String,
    pub record_name: Option<String>,
    pub empty_text: Option<String>,
    pub position: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

impl From<Set> for GroupOutput {
    fn from(set: Set) -> GroupOutput {
        let Set { id, name, record_name, empty_text, position, created_at, updated_at, .. } = set;
        let key = set.key.unwrap_or_default();
        GroupOutput { id, key, name, record_name, empty_text, position, created_at, updated_at }
    }
}

fn answer(status: StatusCode, group: Set) -> Response {
    let location = format!("/api/v1/record-groups/{}", group.id);
    (status, [(ETAG, etag(group.version)), (LOCATION, location)], Json(GroupOutput::from(group)))
        .into_response()
}

fn get(tx: &mut db::Tx<'_>, id: FieldSetId) -> AppResult<Set> {
    store::find_set(tx, id)?.filter(|set| set.entity == Entity::Record).ok_or(AppError::NotFound)
}

/// The record groups, in their order. There is one part only.
#[utoipa::path(get, path = "/api/v1/record-groups", tag = "records",
    responses((status = 200, body = Listed<GroupOutput>)))]
pub async fn list(State(app): State<App>) -> AppResult<Json<Listed<GroupOutput>>> {
    let groups = app.read(|tx| Ok(store::list_sets(tx, Entity::Record)?)).await?;
    Ok(Json(Listed { items: groups.into_iter().map(GroupOutput::from).collect(), next: None }))
}

/// Makes a record group. Its columns are made by `POST /api/v1/fields`.
#[utoipa::path(post, path = "/api/v1/record-groups", tag = "records", request_body = GroupInput,
    responses((status = 201, body = GroupOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input = SetInput::from(body.read::<GroupInput>()?);
    let (status, group) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let group = fields::create_set(tx, &author, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: group.id.0 })
            })?;
            Ok((done.status, get(tx, FieldSetId(done.id))?))
        })
        .await?;
    Ok(answer(status, group))
}

/// A record group.
#[utoipa::path(get, path = "/api/v1/record-groups/{id}", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = GroupOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, Id(id): Id<FieldSetId>) -> AppResult<Response> {
    let group = app.read(move |tx| get(tx, id)).await?;
    Ok(answer(StatusCode::OK, group))
}

/// Changes a record group by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/record-groups/{id}", tag = "records",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = GroupInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = GroupOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let group = app
        .write(move |tx| {
            let before = get(tx, id)?;
            if_match.check(before.version)?;
            let SetInput { key, name, record_name, empty_text, position, .. } = SetInput::of(&before);
            let input: GroupInput =
                body.patch(&GroupInput { key, name, record_name, empty_text, position })?;
            fields::update_set(tx, &author, id, before.version, &SetInput::from(input))
        })
        .await?;
    Ok(answer(StatusCode::OK, group))
}

/// Deletes a record group that has no record.
#[utoipa::path(delete, path = "/api/v1/record-groups/{id}", tag = "records",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = get(tx, id)?;
        if_match.check(before.version)?;
        fields::delete_set(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
