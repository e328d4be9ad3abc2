//! Finding what was written, over the API.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::finding::{self, Filter, Hit};
use crate::app::App;
use crate::check::Check;
use crate::error::AppResult;
use crate::http::paging::{Listed, Page};
use crate::http::{Query, Visitor};
use crate::restrictions;
use crate::teams::features::Feature;
use crate::words::Channel;

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Words that one message, comment, topic or note holds, in any order, without regard to case and accents; the last one
    /// may be the beginning of a word. "Words in quotes" stand next to each other; -words must not be there.
    q: String,
    /// Only this channel.
    #[param(inline)]
    channel: Option<Channel>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// Messages, comments and topics of everybody and of nobody, and notes on everybody, in which words were found, newest
/// first.
///
/// A part may hold fewer than `limit` while `next` is not null: of a phrase of frequent words only so much is read at
/// once.
#[utoipa::path(get, path = "/api/v1/messages", tag = "interactions", params(ListQuery),
    responses((status = 200, body = Listed<Hit>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<Hit>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let mut check = Check::default();
    let words = check.line("q", Some(&query.q), 200);
    check.finish()?;
    let notes = visitor.may(Feature::NotesSee).then_some(visitor.locale.now);
    let (requests, promises) = (visitor.may(Feature::RequestsSee), visitor.may(Feature::PromisesSee));
    let restricted = !restrictions::hides_from(&visitor.author()?);
    let words = words.unwrap_or_default();
    let filter =
        Filter { words, channel: query.channel, notes, requests, promises, restricted, ..Filter::default() };
    app.read(move |tx| Ok(Json(finding::everywhere(tx, &filter, &page)?))).await
}
