//! Pictures of customers over the API.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::ETAG;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;

use super::pages::{self, Version};
use super::picture::Picture;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::{Id, Query, Visitor};
use crate::id::CustomerId;
use crate::teams::features::Feature;

/// The picture that a customer is shown by, a JPEG of 256 by 256 pixels; 404: they have none. With the version in the
/// query, `avatar` of the customer, it may be kept for ever.
#[utoipa::path(get, path = "/api/v1/customers/{id}/avatar", tag = "customers", params(("id" = String, Path), Version),
    responses((status = 200, content_type = "image/jpeg", body = [u8], headers(("ETag" = String)))))]
pub async fn show(
    State(app): State<App>,
    Id(customer): Id<CustomerId>,
    Query(version): Query<Version>,
    headers: HeaderMap,
) -> AppResult<Response> {
    pages::picture(&app, customer, &version, &headers).await
}

/// Gives a customer a picture of their own: PNG, JPEG or WebP, at most 8 MB. It is cut to a square from the middle, and
/// nothing else that is in the file is kept. The customer's version stays.
#[utoipa::path(put, path = "/api/v1/customers/{id}/avatar", tag = "customers", params(("id" = String, Path)),
    request_body(content_type = "application/octet-stream", content = [u8]),
    responses((status = 204, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    body: Body,
) -> AppResult<Response> {
    let author = visitor.author()?;
    author.needs(Feature::CustomersEdit)?;
    let broken = |_| AppError::invalid("picture", "invalid-picture-broken");
    let picture = Picture::of(body.into_data_stream().map(|piece| piece.map_err(broken))).await?;
    let id = app.write(move |tx| super::set(tx, &author, customer, &picture)).await?;
    Ok((StatusCode::NO_CONTENT, [(ETAG, pages::tag(id))]).into_response())
}

/// Takes the picture away. The customer is shown by initials, or by what the service of pictures has, if one is asked.
#[utoipa::path(delete, path = "/api/v1/customers/{id}/avatar", tag = "customers", params(("id" = String, Path)),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    let removed = app.write(move |tx| super::remove(tx, &author, customer)).await?;
    if removed { Ok(StatusCode::NO_CONTENT) } else { Err(AppError::NotFound) }
}
