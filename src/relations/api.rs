//! Relations over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Related, RelationInput, RelationKind};
use crate::accesses;
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::customers::Kind;
use crate::error::AppResult;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, PageQuery};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CustomerId, RelationId};

/// A relation as one side reads it. Of somebody whose processing is restricted only the name is told: the rest is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Relation)]
pub struct RelationOutput {
    pub id: RelationId,
    /// The side that reads it so.
    pub customer_id: CustomerId,
    pub other_id: CustomerId,
    pub other: OtherOutput,
    /// What the other is to the customer.
    pub kind: Option<RelationKind>,
    pub note: Option<String>,
    /// First day on which it holds; null: since ever.
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Last day; null: until further notice.
    #[schema(format = Date)]
    pub to: Option<String>,
    /// Name of who added it.
    pub by: String,
    pub created_at: Time,
    pub updated_at: Time,
}

/// The other side of a relation, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RelatedCustomer)]
pub struct OtherOutput {
    pub name: String,
    pub kind: Kind,
    pub vip: bool,
    pub restricted: bool,
    /// The first of their numbers that works, E.164.
    pub phone: Option<String>,
}

impl RelationOutput {
    pub fn of(one: &Related, reader: &Author) -> RelationOutput {
        let (is_told, relation) = (!one.is_hidden_from(reader), &one.relation);
        let input = RelationInput::of(relation);
        RelationOutput {
            id: relation.id,
            customer_id: relation.customer,
            other_id: relation.other,
            other: OtherOutput {
                name: one.name.clone(),
                kind: one.kind,
                vip: one.vip && is_told,
                restricted: one.restricted,
                phone: one.phone.as_ref().filter(|_| is_told).map(|phone| phone.to_text()),
            },
            kind: is_told.then_some(relation.kind),
            note: input.note.filter(|_| is_told),
            from: input.from.filter(|_| is_told),
            to: input.to.filter(|_| is_told),
            by: relation.by.clone(),
            created_at: relation.created_at,
            updated_at: relation.updated_at,
        }
    }
}

fn answer(status: StatusCode, one: &Related, reader: &Author) -> Response {
    let location = format!("/api/v1/relations/{}", one.relation.id);
    let tag = etag(one.relation.version);
    (status, [(ETAG, tag), (LOCATION, location)], Json(RelationOutput::of(one, reader))).into_response()
}

/// The household of a customer, their relatives, and who speaks for them: newest first, whichever side they were written
/// on. `unrelated` is not among them.
#[utoipa::path(get, path = "/api/v1/customers/{id}/relations", tag = "relations",
    params(("id" = String, Path), PageQuery), responses((status = 200, body = Listed<RelationOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<PageQuery>,
) -> AppResult<Json<Listed<RelationOutput>>> {
    let page = query.page(true)?;
    let (reader, author) = (visitor.author()?, visitor.author()?);
    let Listed { items, next } = app.read(move |tx| super::list(tx, &author, customer, &page)).await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    let items = items.iter().map(|one| RelationOutput::of(one, &reader)).collect();
    Ok(Json(Listed { items, next }))
}

/// Says what another customer is to this one. Two customers have each relation once: on the card of the other it stands
/// by the word that fits there.
#[utoipa::path(post, path = "/api/v1/customers/{id}/relations", tag = "relations", params(("id" = String, Path)),
    request_body = RelationInput,
    responses((status = 201, body = RelationOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    body: JsonBody,
) -> AppResult<Response> {
    let (reader, author) = (visitor.author()?, visitor.author()?);
    let input: RelationInput = body.read()?;
    let (status, related) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let relation = super::create(tx, &author, customer, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: relation.id.0 })
            })?;
            let relation = super::get(tx, &author, RelationId(done.id))?.seen_from(customer);
            Ok((done.status, super::related(tx, &author, &relation)?))
        })
        .await?;
    Ok(answer(status, &related, &reader))
}

/// A relation, as the side reads it on which it was written.
#[utoipa::path(get, path = "/api/v1/relations/{id}", tag = "relations", params(("id" = String, Path)),
    responses((status = 200, body = RelationOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<RelationId>) -> AppResult<Response> {
    let (reader, author) = (visitor.author()?, visitor.author()?);
    let related = app
        .read(move |tx| {
            let relation = super::get(tx, &author, id)?;
            super::related(tx, &author, &relation)
        })
        .await?;
    accesses::opened(&app, &visitor, related.relation.customer, None).await?;
    Ok(answer(StatusCode::OK, &related, &reader))
}

/// Changes a relation by a JSON merge patch (RFC 7396), as the side reads it on which it was written. `other_id` is fixed.
#[utoipa::path(patch, path = "/api/v1/relations/{id}", tag = "relations",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = RelationInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = RelationOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RelationId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let (reader, author) = (visitor.author()?, visitor.author()?);
    let related = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            if_match.check(before.version)?;
            let input: RelationInput = body.patch(&RelationInput::of(&before))?;
            let after = super::update(tx, &author, id, before.customer, before.version, &input)?;
            super::related(tx, &author, &after)
        })
        .await?;
    Ok(answer(StatusCode::OK, &related, &reader))
}

/// Deletes a relation, for both sides.
#[utoipa::path(delete, path = "/api/v1/relations/{id}", tag = "relations",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RelationId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = super::get(tx, &author, id)?;
        if_match.check(before.version)?;
        super::delete(tx, &author, id, before.customer, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
