//! Files over the API.

use axum::Json;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG, EXPECT, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::upload::{self, Told};
use super::{File, UNDO, download, store};
use crate::accesses;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::etag::etag;
use crate::http::idempotency::Key;
use crate::http::paging::{Listed, Page};
use crate::http::{Id, IfMatch, JsonBody, Query, Visitor};
use crate::id::{CustomerId, FileId};
use crate::teams::features::Feature;

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Those that were deleted and can be taken back, instead of those that are there.
    #[serde(default)]
    #[param(default = false)]
    deleted: bool,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// What can be changed of a file.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileInput {
    /// 1 to 200 characters; folders and characters that cannot be seen are taken out.
    #[schema(required = false)]
    name: String,
}

fn answer(status: StatusCode, file: &File) -> Response {
    (status, [(ETAG, etag(file.version))], Json(file)).into_response()
}

/// Files of a customer, newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/files", tag = "files", params(("id" = String, Path), ListQuery),
    responses((status = 200, body = Listed<File>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<File>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let reader = visitor.author()?;
    let since = query.deleted.then(|| reader.at.plus(-UNDO));
    let read = app.read(move |tx| {
        reader.needs(Feature::FilesSee)?;
        crate::customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
        Ok(page.list(store::list(tx, customer, since, &page)?, store::cursor))
    });
    let files = read.await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(Json(files))
}

/// Adds a file: the body is what is in it, its name stands in `Content-Disposition`. Or a form with one `file`.
#[utoipa::path(post, path = "/api/v1/customers/{id}/files", tag = "files",
    params(("id" = String, Path),
        ("Content-Disposition" = Option<String>, Header, description = "`attachment; filename=\"offer.pdf\"`, or `filename*` of RFC 8187")),
    request_body(content_type = "application/octet-stream", content = Vec<u8>),
    responses((status = 201, body = File, headers(("ETag" = String), ("Location" = String)))))]
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    request: Request,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let key = Key::read(headers, Vec::new())?;
    let (status, file) = if text(CONTENT_TYPE).starts_with("multipart/form-data") {
        let broken = |_| AppError::invalid("file", "invalid-file-cut");
        let mut form = Multipart::from_request(request, &()).await.map_err(broken)?;
        let taken =
            upload::to_the_end(
                async move { upload::take_form(&app, &author, customer, key, &mut form).await },
            );
        taken.await?.into_iter().next().ok_or(AppError::NotFound)?
    } else {
        let size = text(CONTENT_LENGTH).parse().ok();
        let told = Told { customer, name: told_name(headers), size, key };
        let (waits, body) = (headers.contains_key(EXPECT), request.into_body());
        upload::to_the_end(async move { upload::take_body(&app, &author, told, body, waits).await }).await?
    };
    let location = format!("/api/v1/files/{}", file.id);
    Ok(([(LOCATION, location)], answer(status, &file)).into_response())
}

/// A file, without what is in it.
#[utoipa::path(get, path = "/api/v1/files/{id}", tag = "files", params(("id" = String, Path)),
    responses((status = 200, body = File, headers(("ETag" = String)))))]
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<FileId>) -> AppResult<Response> {
    let reader = visitor.author()?;
    let file = app.read(move |tx| super::get(tx, &reader, id)).await?;
    accesses::opened(&app, &visitor, file.customer_id, None).await?;
    Ok(answer(StatusCode::OK, &file))
}

/// What is in a file. `Range` gives a part of it.
#[utoipa::path(get, path = "/api/v1/files/{id}/content", tag = "files",
    params(("id" = String, Path), ("Range" = Option<String>, Header, description = "`bytes=0-1023`")),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 206, content_type = "application/octet-stream", body = Vec<u8>, description = "The range that was asked for")))]
pub async fn content(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FileId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let reader = visitor.author()?;
    let file = app.read(move |tx| super::get(tx, &reader, id)).await?;
    accesses::opened(&app, &visitor, file.customer_id, None).await?;
    download::attachment(&app, file.outgoing(), &headers).await
}

/// Gives a file another name, by a JSON merge patch (RFC 7396).
#[utoipa::path(patch, path = "/api/v1/files/{id}", tag = "files",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body(content = FileInput, content_type = "application/merge-patch+json"),
    responses((status = 200, body = File, headers(("ETag" = String)))))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FileId>,
    if_match: IfMatch,
    body: JsonBody,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let file = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            if_match.check(before.version)?;
            let input: FileInput = body.patch(&FileInput { name: before.name.clone() })?;
            super::rename(tx, &author, id, before.version, &input.name)
        })
        .await?;
    Ok(answer(StatusCode::OK, &file))
}

/// Deletes a file. For 30 days it can be taken back.
#[utoipa::path(delete, path = "/api/v1/files/{id}", tag = "files",
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<FileId>,
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

/// Takes a deleted file back.
#[utoipa::path(post, path = "/api/v1/files/{id}/restoration", tag = "files", params(("id" = String, Path)),
    responses((status = 200, body = File, headers(("ETag" = String)))))]
pub async fn restore(State(app): State<App>, visitor: Visitor, Id(id): Id<FileId>) -> AppResult<Response> {
    let (author, largest) = (visitor.author()?, upload::largest(&app));
    let file = app.write(move |tx| super::restore(tx, &author, largest, id)).await?;
    Ok(answer(StatusCode::OK, &file))
}

/// The name in `Content-Disposition` (RFC 6266): `filename*` before `filename`.
fn told_name(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_DISPOSITION).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let mut name = None;
    for (member, value) in members(&value.unwrap_or_default()) {
        match (member.as_str(), &name) {
            ("filename*", _) => {
                let encoded = value.splitn(3, '\'').nth(2).unwrap_or_default();
                return percent_decode_str(encoded).decode_utf8_lossy().into_owned();
            }
            ("filename", None) => name = Some(value),
            _ => {}
        }
    }
    name.unwrap_or_default()
}

/// The members of a header: `name=value` or `name="quoted \" value"`.
fn members(header: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = header.chars().peekable();
    loop {
        let name: String = std::iter::from_fn(|| rest.next_if(|c| !matches!(c, '=' | ';'))).collect();
        let mut value = String::new();
        if rest.next_if_eq(&'=').is_some() {
            if rest.next_if_eq(&'"').is_some() {
                while let Some(c) = rest.next().filter(|c| *c != '"') {
                    value.push(if c == '\\' { rest.next().unwrap_or(c) } else { c });
                }
            }
            value.extend(std::iter::from_fn(|| rest.next_if(|c| *c != ';')));
        }
        found.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        if rest.next().is_none() {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_the_header_says_it() {
        for (header, wanted) in [
            ("attachment; filename=\"offer; 1 \\\"x\\\".pdf\"", "offer; 1 \"x\".pdf"),
            ("attachment; filename=offer.pdf", "offer.pdf"),
            ("attachment; filename=\"a.pdf\"; filename*=UTF-8''%C3%85sa.pdf", "Åsa.pdf"),
            ("attachment; filename*=UTF-8''..%2F..%2Fx", "../../x"),
            ("attachment; FileName=a", "a"),
            ("attachment", ""),
            ("attachment; filename=\"never closed", "never closed"),
            (";;==;\"", ""),
            ("", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_DISPOSITION, header.parse().unwrap());
            assert_eq!(told_name(&headers), wanted, "{header}");
        }
    }
}
