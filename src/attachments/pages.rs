//! What came with a message, to be saved, to be looked at, and as a small picture beside its name.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use image::DynamicImage;

use super::Attachment;
use super::api::look;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::files::{download, picture};
use crate::http::{Id, Visitor};
use crate::id::AttachmentId;

/// Bytes of a picture within which it says how large it is; a camera writes much before that.
const BEGINNING: u64 = 512 * 1024;
/// The longest sides of a small picture, in pixels.
const SMALL: (u32, u32) = (320, 240);

/// To be saved, whatever it is.
pub async fn content(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<AttachmentId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let placed = look(&app, &visitor, id).await?;
    download::attachment(&app, placed.attachment.outgoing(), &headers).await
}

/// A picture or PDF, to be looked at: on its own, and where a mail shows it.
pub async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<AttachmentId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let one = look(&app, &visitor, id).await?.attachment;
    // A small file may be a picture that fills the memory of a browser.
    if one.is_picture() && picture::bearable(&bytes(&app, &one, BEGINNING).await?).is_none() {
        return Err(AppError::NotFound);
    }
    one.preview().ok_or(AppError::NotFound)?;
    download::inline(&app, one.outgoing(), &headers).await
}

/// A picture made small; drawn anew, so that nothing of the file comes through but what one sees.
pub async fn thumbnail(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<AttachmentId>,
) -> AppResult<Response> {
    let one = look(&app, &visitor, id).await?.attachment;
    if !one.is_picture() {
        return Err(AppError::NotFound);
    }
    let _turn = picture::ONE.acquire().await.map_err(AppError::internal)?;
    let file = bytes(&app, &one, u64::MAX).await?;
    let small = tokio::task::spawn_blocking(move || {
        let smaller = |image: &DynamicImage| match image.width() <= SMALL.0 && image.height() <= SMALL.1 {
            true => image.clone(),
            false => image.thumbnail(SMALL.0, SMALL.1),
        };
        picture::draw(&file, smaller).map(|image| picture::jpeg(&image))
    });
    // A decoder that panics has met something broken.
    let small = small.await.ok().and_then(Result::ok).ok_or(AppError::NotFound)?;
    let told = [(CONTENT_TYPE, picture::MEDIA_TYPE), (CACHE_CONTROL, "private, max-age=3600")];
    Ok((told, [(CONTENT_SECURITY_POLICY, download::POLICY)], small).into_response())
}

/// The first bytes of what is in it, `most` at most.
async fn bytes(app: &App, one: &Attachment, most: u64) -> AppResult<Vec<u8>> {
    let size = u64::try_from(one.size).unwrap_or(0).min(most);
    let mut content = app.files.get(&one.content, 0..size).await?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    while let Some(piece) = content.next().await {
        let piece = piece.map_err(|error| {
            tracing::warn!(%error, "an attachment could not be read to its end");
            AppError::StoreUnavailable
        })?;
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
