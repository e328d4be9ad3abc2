//! The rail as a part of its own, and what one does with its lines.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::closing::{self, Decision};
use super::view;
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::http::layout;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{CustomerId, OpeningId};

/// The address of the page that the rail stands beside.
#[derive(Deserialize)]
pub struct Beside {
    #[serde(default)]
    at: String,
}

/// The rail for a page at `here`; none if nobody is logged in or it cannot be read (an error page stands without).
pub async fn beside(app: &App, visitor: &Visitor, here: &str) -> Option<layout::Rail> {
    let agent = visitor.agent().ok()?;
    let rail = app.read(move |tx| Ok(super::rail(tx, agent)?)).await.ok()?;
    Some(view::rail(visitor, &rail, here))
}

/// The rail alone, for pages that are open already.
pub async fn rail(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Beside>,
) -> AppResult<Markup> {
    let agent = visitor.agent()?;
    let rail = app.read(move |tx| Ok(super::rail(tx, agent)?)).await?;
    Ok(view::rail(&visitor, &rail, &query.at).markup)
}

/// What has to be decided before a line is closed: a bar for scripts, else a page.
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<OpeningId>,
    Query(decision): Query<Decision>,
) -> AppResult<Response> {
    let (agent, author, decided) = (visitor.agent()?, visitor.author()?, decision.clone());
    let (line, question) = app
        .read(move |tx| {
            let line = super::store::get(tx, agent, id)?;
            let question = closing::question(tx, &author, agent, &line, &decided)?;
            Ok((line, question))
        })
        .await?;
    let Some(question) = question else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let asked = closing::view(&visitor, &line, &question, &decision);
    if part.is_any() {
        return Ok(asked.into_response());
    }
    let at = if is_own(&decision.at) { &decision.at } else { "/" };
    let (title, main) = (visitor.locale.t("closing"), closing::page(&visitor.locale, &asked, at));
    Ok(frame(&app, &visitor, at, &title, main).await.into_response())
}

/// Puts a line among the recent ones; whoever looked at it goes home, everybody else stays where they were. Where
/// something has to be decided first, asks.
pub async fn close(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<OpeningId>,
    Form(decision): Form<Decision>,
) -> AppResult<Redirect> {
    let (agent, author) = (visitor.agent()?, visitor.author()?);
    let decided = decision.clone();
    let (question, path) = app
        .write(move |tx| {
            let path = super::store::get(tx, agent, id)?.path();
            Ok((closing::close(tx, &author, agent, id, &decided)?, path))
        })
        .await?;
    if question.is_some() {
        return Ok(Redirect::to(&closing::asks(id, &decision)));
    }
    // A page of the line that was closed: its card, or a form on it.
    let of_line =
        |at: &str| at.split(['?', '#']).next() == Some(path.as_str()) || at.starts_with(&format!("{path}/"));
    Ok(Redirect::to(if !of_line(&decision.at) && is_own(&decision.at) { &decision.at } else { "/" }))
}

/// Takes a line back among the open ones and goes there.
pub async fn reopen(State(app): State<App>, visitor: Visitor, Id(id): Id<OpeningId>) -> AppResult<Redirect> {
    let (agent, author) = (visitor.agent()?, visitor.author()?);
    let path = app.write(move |tx| Ok(super::reopen(tx, &author, agent, id)?)).await?;
    Ok(Redirect::to(&path))
}

/// Whether somebody is pinned, and the page one is on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PinForm {
    at: String,
    on: String,
}

/// Keeps a customer in sight in the rail, or no longer.
pub async fn pin(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(form): Form<PinForm>,
) -> AppResult<Redirect> {
    let (agent, author, on) = (visitor.agent()?, visitor.author()?, !form.on.is_empty());
    app.write(move |tx| super::pins::set(tx, &author, agent, customer, on)).await?;
    Ok(Redirect::to(if is_own(&form.at) { &form.at } else { "/" }))
}

/// Only a path of this house may be gone to: `//elsewhere` and `/\elsewhere` are other hosts to a browser.
pub fn is_own(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && path.bytes().all(|byte| byte.is_ascii_graphic())
}
