//! The stream of events over the API.

use std::convert::Infallible;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Event;
use crate::app::App;
use crate::error::AppResult;
use crate::http::Query;
use crate::http::live;

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// For clients that cannot set `Last-Event-ID`.
    after: Option<String>,
}

/// What happens, as server-sent events; resumed without loss by `Last-Event-ID`.
#[utoipa::path(get, path = "/api/v1/events", tag = "events",
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event that was read")),
    responses((status = 200, body = Event, content_type = "text/event-stream")))]
pub async fn stream(
    State(app): State<App>,
    headers: HeaderMap,
    Query(query): Query<StreamQuery>,
) -> AppResult<Response> {
    let position = live::start(&app.db, &headers, query.after.as_deref()).await?;
    // What concerns sessions, rails and who is at a card is the page's own business.
    let public = |event: &Event| {
        !matches!(
            event.kind.as_str(),
            "session.ended" | "rail.changed" | "agent.changed" | "presence.changed"
        )
    };
    let events =
        app.hub.listen(app.db.clone(), position).filter(move |event| std::future::ready(public(event)));
    let told = events.map(|event| {
        let data = serde_json::to_string(&event).unwrap_or_default();
        Ok::<_, Infallible>(
            sse::Event::default().id(event.position.to_string()).event(&event.kind).data(data),
        )
    });
    Ok(live::answer(told).into_response())
}
