//! Drafts as the page keeps them: one for each form, of the agent who is logged in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;

use super::{DAYS, Entry, Key, Words, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::http::json::JsonBody;
use crate::http::{Id, Visitor};

/// What was typed into a form.
#[derive(Serialize)]
pub struct Draft {
    key: String,
    entries: Vec<Entry>,
}

/// The drafts of the agent, for the browser to put back.
pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Json<Vec<Draft>>> {
    let (agent, since) = (visitor.agent()?, oldest(visitor.locale.now));
    let drafts = app.read(move |tx| Ok(store::list(tx, agent, since)?)).await?;
    Ok(Json(drafts.into_iter().map(|(key, entries)| Draft { key, entries }).collect()))
}

pub async fn keep(
    State(app): State<App>,
    visitor: Visitor,
    Id(key): Id<Key>,
    body: JsonBody,
) -> AppResult<StatusCode> {
    let (agent, now, words) = (visitor.agent()?, visitor.locale.now, body.read::<Words>()?);
    app.write(move |tx| super::keep(tx, agent, &key, &words, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn delete(State(app): State<App>, visitor: Visitor, Id(key): Id<Key>) -> AppResult<StatusCode> {
    let agent = visitor.agent()?;
    app.write(move |tx| Ok(store::delete(tx, agent, &key)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is older is as good as gone.
pub fn oldest(now: Time) -> Time {
    now.plus(-DAYS * Time::DAY)
}
