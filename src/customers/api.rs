//! Customers over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{ETAG, LOCATION};
use axum::response::{IntoResponse, Response};
use db::Tx;

use super::asked::{Asked, Filtered};
use super::{Customer, CustomerInput, CustomerOutput, deletion, finding, store};
use crate::accesses;
use crate::app::App;
use crate::author::Author;
use crate::error::AppResult;
use crate::fields::definitions::Required;
use crate::fields::{self, Entity};
use crate::http::etag::etag;
use crate::http::idempotency::{Done, once};
use crate::http::paging::{Listed, PageQuery};
use crate::http::{Id, IfMatch, JsonBody, Visitor};
use crate::id::CustomerId;

type Shown = (CustomerOutput, i64);

/// As this reader sees them, and the version.
fn shown(tx: &mut Tx<'_>, reader: &Author, customer: &Customer) -> AppResult<Shown> {
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    Ok((customer.output(&definitions, reader), customer.version))
}

fn answer(status: StatusCode, (output, version): Shown) -> Response {
    (status, [(ETAG, etag(version))], Json(output)).into_response()
}

/// Customers who fit what is asked: those that are searched for, best first, else by name. A part may hold fewer than
/// the limit, or nobody, and still have a `next`. Those who are hidden are left out unless they are asked for.
#[utoipa::path(get, path = "/api/v1/customers", tag = "customers", params(Asked, PageQuery),
    responses((status = 200, body = Listed<CustomerOutput>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Filtered(asked, query): Filtered<PageQuery>,
) -> AppResult<Json<Listed<CustomerOutput>>> {
    let page = query.page(false)?;
    let mut filter = asked.filter(visitor.locale.now, &visitor.locale.zone)?;
    filter.hidden.get_or_insert(false);
    let (home, reader) = (app.home, visitor.author()?);
    app.read(move |tx| {
        let found = finding::list(tx, home, &filter, &page)?;
        let definitions = fields::store::definitions(tx, Entity::Customer)?;
        Ok(Json(Listed {
            items: found.items.iter().map(|one| one.output(&definitions, &reader)).collect(),
            next: found.next,
        }))
    })
    .await
}

/// Makes a customer.
#[utoipa::path(post, path = "/api/v1/customers", tag = "customers", request_body = CustomerInput,
    responses((status = 201, body = CustomerOutput, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(State(app): State<App>, visitor: Visitor, body: JsonBody) -> AppResult<Response> {
    let author = visitor.author()?;
    let input: CustomerInput = body.read()?;
    let home = app.home;
    let (status, shown) = app
        .write(move |tx| {
            let done = once(tx, &author, body.key.as_ref(), |tx| {
                let customer = super::create(tx, &author, home, Required::All, &input)?;
                Ok(Done { status: StatusCode::CREATED, id: customer.id.0 })
            })?;
            let customer = store::get(tx, CustomerId(done.id))?;
            Ok((done.status, shown(tx, &author, &customer)?))
        })
        .await?;
    let location = format!("/api/v1/customers/{}", shown.0.id);
    Ok(([(LOCATION, location)], answer(status, shown)).into_response())
}

/// A customer.
#[utoipa::path(get, path = "/api/v1/customers/{id}", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, body = CustomerOutput, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<CustomerId>) -> AppResult<Response> {
    let reader = visitor.author()?;
    let found = move |tx: &mut Tx<'_>| {
        let customer = store::get(tx, id)?;
        shown(tx, &reader, &customer)
    };
    let shown = app.read(found).await?;
    accesses::opened(&app, &visitor, id, None).await?;
    Ok(answer(StatusCode::OK, shown))
}

/// Changes a customer by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/customers/{id}", tag = "customers",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = CustomerInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = CustomerOutput, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let home = app.home;
    let shown = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            if_match.check(before.version)?;
            let input: CustomerInput = body.patch(&before.editable())?;
            let version = Some(before.version);
            let customer = super::update(tx, &author, home, id, version, Required::Kept, &input)?;
            shown(tx, &author, &customer)
        })
        .await?;
    Ok(answer(StatusCode::OK, shown))
}

/// Deletes a customer, who can be taken back for 30 days. Their interactions stay, under their identifiers; the people
/// of a company stay without one.
#[utoipa::path(delete, path = "/api/v1/customers/{id}", tag = "customers",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    if_match: IfMatch,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        let before = store::get(tx, id)?;
        if_match.check(before.version)?;
        deletion::delete(tx, &author, id, before.version)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a deletion back: the customer is there again with everything that was theirs and is nobody else's since.
#[utoipa::path(post, path = "/api/v1/customers/{id}/restoration", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, body = CustomerOutput, headers(("ETag" = String)))))]
pub async fn restore(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let restored = app
        .write(move |tx| {
            let customer = deletion::restore(tx, &author, id)?;
            shown(tx, &author, &customer)
        })
        .await?;
    Ok(answer(StatusCode::OK, restored))
}
