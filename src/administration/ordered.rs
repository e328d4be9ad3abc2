//! Lists that administrators put in order, on one page with a form for each: what their pages have in common.

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::{AppError, AppResult};
use crate::fields::To;
use crate::http::Visitor;
use crate::http::fields::Faults;
use crate::http::layout::{csrf, icon};

/// One place up or down.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    by: i64,
}

impl MoveForm {
    pub fn to(&self) -> To {
        if self.by < 0 { To::Up } else { To::Down }
    }
}

/// The answer to a form of such a page: the page anew, or `again` with why not.
pub async fn answer(
    path: &str,
    done: AppResult<()>,
    again: impl AsyncFnOnce(Faults) -> AppResult<Markup>,
) -> AppResult<Response> {
    let error = match done {
        Ok(()) => return Ok(Redirect::to(path).into_response()),
        // A form of a few fields: what it is now stands on the page again.
        Err(AppError::Stale) => AppError::conflict("", "conflict-race"),
        Err(error) => error,
    };
    let status = error.status();
    Ok((status, again(Faults::of(error)?).await?).into_response())
}

/// One of a list: where it is told to move and to go, and the word for that.
pub struct Placed<'a> {
    /// As other systems call it, where they do.
    pub key: Option<&'a str>,
    pub path: &'a str,
    /// The one that was seen, where a deletion asks for it.
    pub version: Option<i64>,
    pub delete: &'a str,
}

/// A part of such a list: what it is called, the ways to move and delete it, and its form. Without a place it is the form
/// for a new one.
pub fn part(
    visitor: &Visitor,
    heading: &str,
    title: &str,
    placed: Option<Placed<'_>>,
    form: &Markup,
) -> Markup {
    let locale = &visitor.locale;
    let send = |path: &str, by: &str, sign: &str, word: &str| {
        html! {
            form method="post" action={ (path) "/position" } {
                (csrf(visitor))
                input type="hidden" name="by" value=(by);
                button class="icon-button" aria-label={ (locale.t(word)) ": " (title) } title=(locale.t(word)) { (icon(sign)) }
            }
        }
    };
    html! {
        section class="ordered-part" aria-labelledby=(heading) {
            div class="ordered-head" {
                h2 id=(heading) { (title) @if let Some(key) = placed.as_ref().and_then(|placed| placed.key) { " " code class="quiet" { (key) } } }
                @if let Some(Placed { path, version, delete, .. }) = placed {
                    (send(path, "-1", "arrow-up", "order-up"))
                    (send(path, "1", "arrow-down", "order-down"))
                    form method="post" action={ (path) "/deletion" } {
                        (csrf(visitor))
                        @if let Some(version) = version { input type="hidden" name="version" value=(version); }
                        button class="icon-button" aria-label={ (locale.t(delete)) ": " (title) } title=(locale.t(delete)) { (icon("trash-2")) }
                    }
                }
            }
            (form)
        }
    }
}
