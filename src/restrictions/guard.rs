//! The door: what belongs to a restricted customer is stopped before any handler runs, whatever it would do.

use axum::extract::Request;
use axum::http::Method;
use uuid::Uuid;

use super::{hides_from, refuse_of};
use crate::app::App;
use crate::author::Author;
use crate::error::AppResult;

/// Acts that read, or are no work with the customer: the eye of a supervisor, the reason for looking, one's own rail.
const READS: [&str; 6] = ["national-ids", "masked-fields", "reason", "closure", "reopening", "pin"];

/// The room and the thing that a request is about, if it must not be a restricted customer's.
pub fn asked(author: &Author, request: &Request) -> Option<(String, Uuid)> {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_read && !hides_from(author) {
        return None;
    }
    let path = request.uri().path();
    let (is_api, rest) = match path.strip_prefix("/api/v1") {
        Some(rest) => (true, rest),
        None => (false, path),
    };
    let mut parts = rest.trim_start_matches('/').split('/');
    let (room, id) = (parts.next()?, Uuid::try_parse(parts.next()?).ok()?);
    let act = parts.next().unwrap_or_default();
    let is_let = is_let_through(is_api, is_read, request.method(), room, act);
    (!is_let).then(|| (room.to_owned(), id))
}

/// Refuses what is a restricted customer's.
///
/// # Errors
/// `Restricted` with what may be told.
pub async fn check(app: &App, room: String, id: Uuid) -> AppResult<()> {
    app.peek(move |tx| refuse_of(tx, &room, id)).await
}

fn is_let_through(is_api: bool, is_read: bool, method: &Method, room: &str, act: &str) -> bool {
    match (room, act) {
        // Lifted by whoever may, which their route says; and the name with the fact, which is told.
        ("customers", "restriction" | "erasure" | "hold") => true,
        ("customers", "privacy") if is_api => !is_read,
        ("customers", "") => is_api && is_read,
        // Systems go on telling of a contact; what they are answered holds none of it.
        ("interactions", "" | "messages") => {
            is_api && (is_read || matches!(*method, Method::PATCH | Method::POST))
        }
        _ => READS.contains(&act),
    }
}
