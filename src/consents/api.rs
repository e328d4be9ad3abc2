//! Consents over the API.

use axum::Json;
use axum::extract::State;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use db::Tx;

use super::{Consent, ConsentsInput};
use crate::accesses;
use crate::app::App;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::http::etag::etag;
use crate::http::paging::Listed;
use crate::http::{Id, IfMatch, JsonBody, Visitor};
use crate::id::CustomerId;

/// The consents with the version of their customer.
fn read(tx: &mut Tx<'_>, customer: CustomerId) -> AppResult<(i64, Vec<Consent>)> {
    let version = customers::store::find_version(tx, customer)?.ok_or(AppError::NotFound)?;
    Ok((version, super::list(tx, customer)?))
}

fn answer((version, items): (i64, Vec<Consent>)) -> Response {
    ([(ETAG, etag(version))], Json(Listed { items, next: None })).into_response()
}

/// The consents of a customer. There is one part only; the ETag is the customer's.
#[utoipa::path(get, path = "/api/v1/customers/{id}/consents", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, body = Listed<Consent>, headers(("ETag" = String)))))]
pub async fn list(State(app): State<App>, visitor: Visitor, Id(id): Id<CustomerId>) -> AppResult<Response> {
    let read = app.read(move |tx| read(tx, id)).await?;
    accesses::opened(&app, &visitor, id, None).await?;
    Ok(answer(read))
}

/// Replaces the consents of a customer. What says nothing new keeps its time and who wrote it down.
#[utoipa::path(put, path = "/api/v1/customers/{id}/consents", tag = "customers",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body = ConsentsInput, responses((status = 200, body = Listed<Consent>, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let (author, purposes) = (visitor.author()?, app.config.consent_purposes.clone());
    let input: ConsentsInput = body.read()?;
    let read = app
        .write(move |tx| {
            if_match.check(read(tx, id)?.0)?;
            super::replace(tx, &author, &purposes, id, &input)?;
            read(tx, id)
        })
        .await?;
    Ok(answer(read))
}
