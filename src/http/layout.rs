//! The frame of every page: head, sprite, announcer, dialogs.

use maud::{DOCTYPE, Markup, html};

use crate::app::App;
use crate::error::AppError;
use crate::http::visitor::Visitor;

/// Stub of an error page.
pub fn error_page(_app: &App, visitor: &Visitor, error: &AppError, request_id: &str) -> Markup {
    html! { (DOCTYPE) html lang=(visitor.locale.language) { body { h1 { (visitor.locale.t(error.code())) } p { (request_id) } } } }
}
