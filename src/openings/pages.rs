//! The rail as a part of its own, and what one does with its lines.

use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use serde::Deserialize;

use super::view;
use crate::app::App;
use crate::error::AppResult;
use crate::http::layout;
use crate::http::{Form, Id, Query, Visitor};
use crate::id::OpeningId;

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

/// Puts a line among the recent ones; whoever looked at it goes home, everybody else stays where they were.
pub async fn close(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<OpeningId>,
    Form(form): Form<Beside>,
) -> AppResult<Redirect> {
    let (agent, author) = (visitor.agent()?, visitor.author()?);
    let closed = app
        .write(move |tx| {
            let path = super::store::get(tx, agent, id)?.path();
            super::close(tx, &author, agent, id)?;
            Ok(path)
        })
        .await?;
    Ok(Redirect::to(if form.at != closed && is_own(&form.at) { &form.at } else { "/" }))
}

/// Takes a line back among the open ones and goes there.
pub async fn reopen(State(app): State<App>, visitor: Visitor, Id(id): Id<OpeningId>) -> AppResult<Redirect> {
    let (agent, author) = (visitor.agent()?, visitor.author()?);
    let path = app.write(move |tx| Ok(super::reopen(tx, &author, agent, id)?)).await?;
    Ok(Redirect::to(&path))
}

/// Only a path of this house may be gone to: `//elsewhere` and `/\elsewhere` are other hosts to a browser.
pub fn is_own(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && path.bytes().all(|byte| byte.is_ascii_graphic())
}
