//! Definitions over the API. Everybody with a token reads them, administrators write.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Entity, Field, FieldInput, Kind, Set, SetInput, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::Listed;
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{FieldId, FieldSetId};
use crate::identity_checks::Level;

/// A set as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FieldSet)]
pub struct SetOutput {
    pub id: FieldSetId,
    pub entity: Entity,
    pub name: String,
    pub position: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

impl From<Set> for SetOutput {
    fn from(set: Set) -> SetOutput {
        let Set { id, entity, name, position, created_at, updated_at, .. } = set;
        SetOutput { id, entity, name, position, created_at, updated_at }
    }
}

/// A definition as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Field)]
pub struct FieldOutput {
    pub id: FieldId,
    /// The set, or the record group.
    pub set_id: FieldSetId,
    pub entity: Entity,
    pub key: String,
    pub name: String,
    #[schema(inline)]
    pub kind: Kind,
    pub help: Option<String>,
    pub position: i64,
    pub required: bool,
    pub masked: bool,
    #[schema(inline)]
    pub identity_level: Level,
    pub searchable: bool,
    pub choices: Vec<String>,
    pub currency: Option<String>,
    pub archived: bool,
    pub created_at: Time,
    pub updated_at: Time,
}

impl From<Field> for FieldOutput {
    fn from(field: Field) -> FieldOutput {
        let archived = field.is_archived();
        FieldOutput {
            id: field.id,
            set_id: field.set,
            entity: field.entity,
            key: field.key,
            name: field.name,
            kind: field.kind,
            help: field.help,
            position: field.position,
            required: field.required,
            masked: field.masked,
            identity_level: field.identity_level,
            searchable: field.searchable,
            choices: field.choices,
            currency: field.currency,
            archived,
            created_at: field.created_at,
            updated_at: field.updated_at,
        }
    }
}

/// Which definitions are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EntityQuery {
    /// Only those of customers, requests, interactions or records.
    entity: Option<Entity>,
}

fn set_answer(status: StatusCode, set: Set) -> Response {
    let location = format!("/api/v1/field-sets/{}", set.id);
    (status, [(ETAG, etag(set.version)), (LOCATION, location)], Json(SetOutput::from(set))).into_response()
}

fn answer(status: StatusCode, field: Field) -> Response {
    let location = format!("/api/v1/fields/{}", field.id);
    (status, [(ETAG, etag(field.version)), (LOCATION, location)], Json(FieldOutput::from(field)))
        .into_response()
}

/// A set that is none of records: those have calls of their own.
fn get_set(tx: &mut db::Tx<'_>, id: FieldSetId) -> AppResult<Set> {
    store::find_set(tx, id)?.filter(|set| set.entity != Entity::Record).ok_or(AppError::NotFound)
}

fn set_input(input: SetInput) -> AppResult<SetInput> {
    match input {
        SetInput { entity: Some(Entity::Record), .. } => {
            Err(AppError::invalid("entity", "invalid-set-of-records"))
        }
        SetInput { key: Some(_), .. } => Err(AppError::invalid("key", "invalid-unknown-member")),
        SetInput { record_name: Some(_), .. } => {
            Err(AppError::invalid("record_name", "invalid-unknown-member"))
        }
        SetInput { empty_text: Some(_), .. } => {
            Err(AppError::invalid("empty_text", "invalid-unknown-member"))
        }
        input => Ok(input),
    }
}

/// The sets of fields, in their order. There is one part only.
#[utoipa::path(get, path = "/api/v1/field-sets", tag = "fields", params(EntityQuery),
    responses((status = 200, body = Listed<SetOutput>)))]
pub async fn list_sets(
    State(app): State<App>,
    Query(query): Query<EntityQuery>,
) -> AppResult<Json<Listed<SetOutput>>> {
    app.read(move |tx| {
        let mut items = Vec::new();
        for entity in [Entity::Customer, Entity::Request, Entity::Interaction] {
            if query.entity.is_none_or(|asked| asked == entity) {
                items.extend(store::list_sets(tx, entity)?.into_iter().map(SetOutput::from));
            }
        }
        Ok(Json(Listed { items, next: None }))
    })
    .await
}

/// Makes a set.
#[utoipa::path(post, path = "/api/v1/field-sets", tag = "fields", request_body = SetInput,
    responses((status = 201, body = SetOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create_set(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input = set_input(body.read()?)?;
    let (status, set) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let set = super::create_set(tx, &author, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: set.id.0 })
            })?;
            Ok((done.status, store::get_set(tx, FieldSetId(done.id))?))
        })
        .await?;
    Ok(set_answer(status, set))
}

/// A set.
#[utoipa::path(get, path = "/api/v1/field-sets/{id}", tag = "fields", params(("id" = String, Path)),
    responses((status = 200, body = SetOutput, headers(("ETag" = String)))))]
pub async fn show_set(State(app): State<App>, Id(id): Id<FieldSetId>) -> AppResult<Response> {
    let set = app.read(move |tx| get_set(tx, id)).await?;
    Ok(set_answer(StatusCode::OK, set))
}

/// Changes a set by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/field-sets/{id}", tag = "fields",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = SetInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = SetOutput, headers(("ETag" = String)))))]
pub async fn update_set(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let set = app
        .write(move |tx| {
            let before = get_set(tx, id)?;
            if_match.check(before.version)?;
            let input = set_input(body.patch(&SetInput::of(&before))?)?;
            super::update_set(tx, &author, id, before.version, &input)
        })
        .await?;
    Ok(set_answer(StatusCode::OK, set))
}

/// Deletes a set that holds nothing but archived fields that are not masked; they are gone with it.
#[utoipa::path(delete, path = "/api/v1/field-sets/{id}", tag = "fields",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete_set(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldSetId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = get_set(tx, id)?;
        if_match.check(before.version)?;
        super::delete_set(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The definitions, archived ones too, in the order in which they are shown. There is one part only.
#[utoipa::path(get, path = "/api/v1/fields", tag = "fields", params(EntityQuery),
    responses((status = 200, body = Listed<FieldOutput>)))]
pub async fn list(
    State(app): State<App>,
    Query(query): Query<EntityQuery>,
) -> AppResult<Json<Listed<FieldOutput>>> {
    let mut fields = app.read(|tx| Ok(store::list(tx)?)).await?;
    fields.retain(|field| query.entity.is_none_or(|entity| entity == field.entity));
    Ok(Json(Listed { items: fields.into_iter().map(FieldOutput::from).collect(), next: None }))
}

/// Defines a field, or a column of a record group. Values that stand under its key already have to fit it.
#[utoipa::path(post, path = "/api/v1/fields", tag = "fields", request_body = FieldInput,
    responses((status = 201, body = FieldOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: FieldInput = body.read()?;
    let (status, field) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let field = super::create(tx, &author, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: field.id.0 })
            })?;
            Ok((done.status, store::get(tx, FieldId(done.id))?))
        })
        .await?;
    Ok(answer(status, field))
}

/// A definition.
#[utoipa::path(get, path = "/api/v1/fields/{id}", tag = "fields", params(("id" = String, Path)),
    responses((status = 200, body = FieldOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, Id(id): Id<FieldId>) -> AppResult<Response> {
    let field = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    Ok(answer(StatusCode::OK, field))
}

/// Changes a definition by a JSON merge patch (RFC 7396); `archived` puts it away or brings it back.
#[utoipa::path(patch, path = "/api/v1/fields/{id}", tag = "fields",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = FieldInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = FieldOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let field = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            if_match.check(before.version)?;
            let input: FieldInput = body.patch(&FieldInput::of(&before))?;
            super::update(tx, &author, id, before.version, &input)
        })
        .await?;
    Ok(answer(StatusCode::OK, field))
}

/// Archives a definition: its values stay under a free key.
#[utoipa::path(delete, path = "/api/v1/fields/{id}", tag = "fields",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FieldId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = store::get(tx, id)?;
        if_match.check(before.version)?;
        super::archive(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
