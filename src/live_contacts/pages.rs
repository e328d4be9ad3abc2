//! The page of live contacts. Its address says what is asked for.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::{Filter, Whose, read, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::http::{self, Part, Query, Visitor};
use crate::interactions;
use crate::teams;

/// Queues to choose from.
const QUEUES: usize = 200;

/// What is asked for; empty members say nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LiveQuery {
    pub team: String,
    pub queue: String,
    /// A channel.
    pub channel: String,
}

impl LiveQuery {
    /// The address of this page.
    pub fn address(&self) -> String {
        http::address(
            "/live-contacts",
            [("team", self.team.as_str()), ("queue", &self.queue), ("channel", &self.channel)],
        )
    }
}

/// What there is to choose from.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub teams: Vec<String>,
    pub queues: Vec<String>,
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Query(query): Query<LiveQuery>,
) -> AppResult<Response> {
    let (author, asked) = (visitor.author()?, query.clone());
    let (shown, choices) = app
        .read(move |tx| {
            let text = |text: String| Some(text).filter(|text| !text.is_empty());
            // A team or a channel that there is not is as good as none.
            let team = teams::store::find_by_name(tx, &asked.team)?.map(|(id, _)| id);
            let channel = asked.channel.parse().ok();
            let filter = Filter { whose: Whose::Anybody, queue: text(asked.queue), channel, team };
            let choices =
                Choices { teams: teams::store::names(tx)?, queues: interactions::store::queues(tx, QUEUES)? };
            Ok((read(tx, &author, &filter)?, choices))
        })
        .await?;
    let live = view::live(&visitor.locale, &query, &shown);
    if part.is_any() {
        return Ok(live.into_response());
    }
    let title = visitor.locale.t("live-contacts");
    let main = view::page(&visitor.locale, &query, &choices, &live);
    Ok(frame(&app, &visitor, "/live-contacts", &title, main).await.into_response())
}
