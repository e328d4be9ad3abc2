//! The page that searches in all that was written.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;

use super::finding::{self, Filter, Hit};
use super::view;
use crate::agents::pages::frame;
use crate::app::App;
use crate::check::Check;
use crate::error::AppResult;
use crate::http::paging::{Listed, Page};
use crate::http::{Part, Query, Visitor};
use crate::restrictions;
use crate::teams::features::Feature;
use crate::words::Channel;

/// Members of the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    q: String,
    channel: Option<Channel>,
    after: Option<String>,
}

/// What the page shows.
pub struct Search {
    pub filter: Filter,
    pub is_first: bool,
    pub found: Listed<Hit>,
}

/// The page; for scripts, what was found alone.
pub async fn search(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<SearchQuery>,
) -> AppResult<Markup> {
    let page = Page::read(Some(50), query.after.as_deref(), 50, true)?;
    let mut check = Check::default();
    let words = check.line("q", Some(&query.q), 200);
    check.finish()?;
    let notes = visitor.may(Feature::NotesSee).then_some(visitor.locale.now);
    let (requests, promises) = (visitor.may(Feature::RequestsSee), visitor.may(Feature::PromisesSee));
    let restricted = !restrictions::hides_from(&visitor.author()?);
    let words = words.unwrap_or_default();
    let filter =
        Filter { words, channel: query.channel, notes, requests, promises, restricted, ..Filter::default() };
    let is_first = page.after.is_first();
    let search = app
        .read(move |tx| {
            let found = finding::everywhere(tx, &filter, &page)?;
            Ok(Search { filter, is_first, found })
        })
        .await?;
    if part.is("found") {
        return Ok(view::found(&visitor.locale, &search));
    }
    let title = view::title(&visitor.locale, &search);
    Ok(frame(&app, &visitor, "/messages", &title, view::page(&visitor.locale, &search)).await)
}
