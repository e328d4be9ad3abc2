//! The stream of events over the API.

use std::convert::Infallible;
use std::pin::pin;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Response, sse};
use futures_util::StreamExt;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Event, Position, public_kinds, store};
use crate::app::App;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::Query;
use crate::http::live;

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// For clients that cannot set `Last-Event-ID`.
    after: Option<String>,
    /// Kinds of events, with commas between them; all without it.
    types: Option<String>,
}

/// What happens, as server-sent events; resumed without loss by `Last-Event-ID`. Every 15 seconds, and first of all, comes a
/// frame that has an `id` only: where the stream is. 410: what happened after the position is no longer kept.
#[utoipa::path(get, path = "/api/v1/events", tag = "events",
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was read")),
    responses((status = 200, body = Event, content_type = "text/event-stream"),
              (status = 410, body = crate::http::problems::Problem, content_type = "application/problem+json")))]
pub async fn stream(
    State(app): State<App>,
    headers: HeaderMap,
    Query(query): Query<StreamQuery>,
) -> AppResult<Response> {
    let wanted = wanted(query.types.as_deref())?;
    let mut position = live::start(&app.db, &headers, query.after.as_deref()).await?;
    app.db.read(move |tx| is_kept(tx, position)).await?;
    let told = async_stream::stream! {
        let mut events = pin!(app.hub.listen_with_beat(app.db.clone(), position));
        while let Some(next) = events.next().await {
            let Some(event) = next else {
                yield Ok::<_, Infallible>(here(position));
                continue;
            };
            position = event.position;
            if wanted.contains(&event.kind.as_str()) {
                let data = serde_json::to_string(&event).unwrap_or_default();
                yield Ok(sse::Event::default().id(position.to_string()).event(&event.kind).data(data));
            }
        }
    };
    Ok(live::answer(told))
}

/// A frame without data sets the id that a client resumes from, and calls no listener (WHATWG HTML, 9.2.6).
fn here(position: Position) -> sse::Event {
    sse::Event::default().id(position.to_string()).comment("alive")
}

/// The kinds that are asked for.
fn wanted(types: Option<&str>) -> AppResult<Vec<&'static str>> {
    let all = || public_kinds().map(|kind| kind.name);
    let Some(types) = types else { return Ok(all().collect()) };
    let mut wanted = Vec::new();
    for asked in types.split(',').map(str::trim).filter(|asked| !asked.is_empty()) {
        let Some(kind) = all().find(|kind| *kind == asked) else {
            let known = all().collect::<Vec<_>>().join(", ");
            let fault =
                FieldError::new("types", "invalid-event-type").with("value", asked).with("known", known);
            return Err(AppError::Invalid(vec![fault]));
        };
        wanted.push(kind);
    }
    match wanted.is_empty() {
        true => Err(AppError::invalid("types", "invalid-empty")),
        false => Ok(wanted),
    }
}

/// Whether everything after a position is still there, and the position is one of this database.
fn is_kept(tx: &mut db::Tx<'_>, position: Position) -> AppResult<()> {
    if store::has_missed(tx, position)? || position > store::end(tx)? {
        Err(AppError::Forgotten)
    } else {
        Ok(())
    }
}
