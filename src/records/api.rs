//! Records over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::sorting::{Order, Sorting};
use super::{Record, Table};
use crate::accesses;
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CustomerId, FieldSetId, RecordId};

/// What a caller may write of a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RecordInput {
    /// By the keys of the group's columns, as fields of customers.
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
}

/// A record as the API shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Record)]
pub struct RecordOutput {
    pub id: RecordId,
    pub group_id: FieldSetId,
    /// Key of the group.
    pub group: String,
    pub customer_id: CustomerId,
    #[schema(value_type = Object)]
    pub fields: Map<String, Value>,
    /// Name of who added it.
    pub by: String,
    pub created_at: Time,
    pub updated_at: Time,
}

/// Which records, in which order.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecordQuery {
    /// Key of the group.
    group: Option<String>,
    /// Key of the column that they are sorted by; the newest first without one.
    sort: Option<String>,
    #[param(inline)]
    order: Option<Order>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// Of which group a record is made.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GroupQuery {
    /// Key of the group.
    group: Option<String>,
}

/// The group that is asked for.
fn table(tx: &mut Tx<'_>, key: Option<&str>) -> AppResult<Table> {
    let key = key.ok_or_else(|| AppError::invalid("group", "invalid-missing"))?;
    Table::find(tx, key)?.ok_or_else(|| AppError::invalid("group", "invalid-group"))
}

fn output(table: &Table, reader: &Author, record: Record) -> RecordOutput {
    let mut fields = record.fields;
    table.columns.mask(reader.role, &mut fields);
    RecordOutput {
        id: record.id,
        group_id: record.group,
        group: table.key().to_owned(),
        customer_id: record.customer,
        fields,
        by: record.by,
        created_at: record.created_at,
        updated_at: record.updated_at,
    }
}

/// As this reader sees it, and its version.
fn shown(tx: &mut Tx<'_>, reader: &Author, record: Record) -> AppResult<(i64, RecordOutput)> {
    let table = Table::get(tx, record.group)?;
    Ok((record.version, output(&table, reader, record)))
}

fn answer(status: StatusCode, (version, record): (i64, RecordOutput)) -> Response {
    let location = format!("/api/v1/records/{}", record.id);
    (status, [(ETAG, etag(version)), (LOCATION, location)], Json(record)).into_response()
}

/// The records of a customer in a group.
#[utoipa::path(get, path = "/api/v1/customers/{id}/records", tag = "records", params(("id" = String, Path), RecordQuery),
    responses((status = 200, body = Listed<RecordOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<RecordQuery>,
) -> AppResult<Json<Listed<RecordOutput>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, false)?;
    let reader = visitor.author()?;
    let read = app.read(move |tx| {
        let table = table(tx, query.group.as_deref())?;
        if let Some(sort) = &query.sort
            && table.columns.find(sort).is_none()
        {
            return Err(AppError::invalid("sort", "invalid-column"));
        }
        let sorting = Sorting { sort: query.sort.clone(), order: query.order };
        let Listed { items, next } = super::list(tx, &reader, customer, &table, &sorting, &page)?;
        let items = items.into_iter().map(|record| output(&table, &reader, record)).collect();
        Ok(Listed { items, next })
    });
    let listed = read.await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(Json(listed))
}

/// Adds a record to a customer.
#[utoipa::path(post, path = "/api/v1/customers/{id}/records", tag = "records", params(("id" = String, Path), GroupQuery),
    request_body = RecordInput,
    responses((status = 201, body = RecordOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<GroupQuery>,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: RecordInput = body.read()?;
    let (status, shown) = app
        .write(move |tx| {
            let table = table(tx, query.group.as_deref())?;
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let record = super::create(tx, &author, customer, &table, &input.fields)?;
                Ok(Done { status: StatusCode::CREATED, id: record.id.0 })
            })?;
            let record = super::get(tx, &author, RecordId(done.id))?;
            Ok((done.status, shown(tx, &author, record)?))
        })
        .await?;
    Ok(answer(status, shown))
}

/// A record.
#[utoipa::path(get, path = "/api/v1/records/{id}", tag = "records", params(("id" = String, Path)),
    responses((status = 200, body = RecordOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<RecordId>) -> AppResult<Response> {
    let reader = visitor.author()?;
    let found = app.read(move |tx| {
        let record = super::get(tx, &reader, id)?;
        Ok((record.customer, shown(tx, &reader, record)?))
    });
    let (customer, shown) = found.await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(answer(StatusCode::OK, shown))
}

/// Changes a record by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/records/{id}", tag = "records",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = RecordInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = RecordOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RecordId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let saved = app.write(move |tx| {
        let before = super::get(tx, &author, id)?;
        if_match.check(before.version)?;
        let input: RecordInput = body.patch(&RecordInput { fields: before.fields.clone() })?;
        let record = super::update(tx, &author, id, before.version, Required::Kept, &input.fields)?;
        shown(tx, &author, record)
    });
    Ok(answer(StatusCode::OK, saved.await?))
}

/// Deletes a record.
#[utoipa::path(delete, path = "/api/v1/records/{id}", tag = "records",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RecordId>,
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
