//! The document of a mail's HTML, and the pictures of other places in it.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::content::{self, NoPictures, Pictures, Shown};
use super::view;
use crate::accesses;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::files::download;
use crate::http::{Id, Query, Visitor};
use crate::id::{AttachmentId, MessageId};
use crate::interactions::{self, Message};

/// Nothing runs, nothing is sent, nothing comes from elsewhere; a click opens a page outside that is free of this. The
/// origin is ours, so that pictures are let in and the page around it can ask how tall the document is.
const POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
     style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HtmlQuery {
    /// Given: with the pictures of other places.
    pictures: Option<String>,
}

/// How the pictures of a message are addressed.
struct Addresses {
    message: MessageId,
    with_remote: bool,
    /// Pictures that came with it, by their `Content-ID`.
    attached: HashMap<String, AttachmentId>,
}

impl Addresses {
    fn of(message: &Message, with_remote: bool) -> Addresses {
        let mut attached = HashMap::new();
        for one in message.attachments.iter().filter(|one| one.is_picture()) {
            if let Some(id) = &one.content_id {
                attached.entry(id.clone()).or_insert(one.id);
            }
        }
        Addresses { message: message.id, with_remote, attached }
    }
}

impl Pictures for Addresses {
    fn remote(&self, n: usize) -> Option<String> {
        self.with_remote.then(|| format!("/messages/{}/picture?n={n}", self.message))
    }

    fn attached(&self, content_id: &str) -> Option<String> {
        self.attached.get(content_id).map(|id| format!("/attachments/{id}/preview"))
    }
}

/// What an agent sees of a mail.
pub async fn html(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<MessageId>,
    Query(query): Query<HtmlQuery>,
) -> AppResult<Response> {
    let message = look(&app, &visitor, id).await?;
    let may_load = app.messages.is_on();
    let with_remote = may_load && query.pictures.is_some();
    let html = message.html.clone().ok_or(AppError::NotFound)?;
    let show = visitor.locale.t("message-quote");
    let addresses = Addresses::of(&message, with_remote);
    let shown = take_apart(move || content::mail(&html, &show, &addresses)).await?;
    let document = view::document(&visitor.locale, &message, shown.as_ref(), may_load && !with_remote);
    Ok(([(CONTENT_SECURITY_POLICY, POLICY)], document).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureQuery {
    n: usize,
}

/// A picture of another place that stands in the message, and no other: the house fetches nothing by an address that is
/// given to it.
pub async fn picture(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<MessageId>,
    Query(PictureQuery { n }): Query<PictureQuery>,
) -> AppResult<Response> {
    let message = look(&app, &visitor, id).await?;
    let html = message.html.filter(|_| app.messages.is_on()).ok_or(AppError::NotFound)?;
    let shown = take_apart(move || content::mail(&html, "", &NoPictures)).await?;
    let address = shown.and_then(|shown| shown.remote.into_iter().nth(n)).ok_or(AppError::NotFound)?;
    let (media_type, bytes) = app.messages.fetch(&address).await?;
    let told = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, "private, max-age=3600")];
    Ok((told, [(CONTENT_SECURITY_POLICY, download::POLICY)], bytes).into_response())
}

/// The message, with a line in the access log of whose it is.
async fn look(app: &App, visitor: &Visitor, id: MessageId) -> AppResult<Message> {
    let (message, interaction, customer) = app
        .read(move |tx| {
            let (interaction, customer) =
                interactions::store::find_of_message(tx, id)?.ok_or(AppError::NotFound)?;
            Ok((interactions::store::get_message(tx, id)?, interaction, customer))
        })
        .await?;
    if let Some(customer) = customer {
        accesses::opened(app, visitor, customer, Some(interaction)).await?;
    }
    Ok(message)
}

/// Half a megabyte of somebody's HTML keeps a core busy for a while: not one that answers others.
async fn take_apart(work: impl FnOnce() -> Option<Shown> + Send + 'static) -> AppResult<Option<Shown>> {
    // What panics over a message has met something broken: it is shown as text.
    Ok(tokio::task::spawn_blocking(work).await.unwrap_or_default())
}
