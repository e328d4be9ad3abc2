//! What becomes of a promise, and the page of one.

use axum::extract::State;
use axum::response::Redirect;
use db::Tx;
use maud::Markup;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Promise, PromiseState, store, view};
use crate::accesses;
use crate::actions::{self, Done};
use crate::agents::pages::frame;
use crate::app::App;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::events::Event;
use crate::http::{Form, Id, Query, Visitor};
use crate::id::{ChangeId, PromiseId};
use crate::language::{Arg, Locale};
use crate::notes::excerpt::excerpt;
use crate::restrictions;
use crate::sessions::Session;
use crate::teams::features::Feature;

/// What was just done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DoneQuery {
    done: Option<ChangeId>,
}

/// A promise on a page of its own: where a search leads.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PromiseId>,
    Query(query): Query<DoneQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    let (promise, name, done) = app
        .read(move |tx| {
            let promise = super::get(tx, &reader, id)?;
            let name = customers::store::names(tx, [promise.customer])?.remove(&promise.customer);
            let done = Done::find(tx, &reader, query.done, &format!("/promises/{id}"))?;
            Ok((promise, name.ok_or(AppError::NotFound)?, done))
        })
        .await?;
    accesses::opened(&app, &visitor, promise.customer, None).await?;
    let title = visitor.locale.t("promise-one");
    let main = view::page(&visitor, &promise, &name, done.as_ref());
    Ok(frame(&app, &visitor, &format!("/promises/{id}"), &title, main).await)
}

/// What an event says that has become due now, as far as this agent has to keep it: each with its words and its card.
pub async fn due(app: &App, locale: &Locale, session: &Session, event: &Event) -> Vec<Value> {
    let Some(customer) = event.customer_id.filter(|_| session.agent.off.may(Feature::PromisesSee)) else {
        return Vec::new();
    };
    let at = event.at;
    let read = app.read(move |tx| {
        let hidden = restrictions::store::among(tx, [customer])?;
        let due = if hidden.is_empty() { store::list_reminded(tx, customer, at)? } else { Vec::new() };
        Ok((due, customers::store::names(tx, [customer])?.remove(&customer)))
    });
    let Ok((due, Some(name))) = read.await else { return Vec::new() };
    let team = session.agent.team.as_ref().map(|(id, _)| *id);
    let mine = due.iter().filter(|one| one.is_of(session.agent.id, team));
    mine.map(|one| {
        let args = [("name", (&name).into()), ("text", Arg::Text(&excerpt(&one.text)))];
        json!({ "id": one.id, "url": format!("/customers/{customer}"), "text": locale.with("promise-due-now", &args) })
    })
    .collect()
}

/// What is said of a promise, and the page one came from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SettlingForm {
    how: String,
    version: i64,
    at: Option<String>,
}

/// Does it, and goes back to where one came from, which tells of it.
async fn did(
    app: &App,
    id: PromiseId,
    at: Option<String>,
    work: impl Fn(&mut Tx<'_>) -> AppResult<Promise> + Send + Sync + 'static,
) -> AppResult<Redirect> {
    let address = app
        .write(move |tx| {
            let promise = work(tx)?;
            let own = format!("/customers/{}", promise.customer);
            let at = actions::back(at.as_deref()).unwrap_or(&own);
            Ok(actions::address(at, actions::last(tx, "promise", id.0)?))
        })
        .await?;
    Ok(Redirect::to(&address))
}

async fn settle(
    app: &App,
    visitor: &Visitor,
    id: PromiseId,
    state: PromiseState,
    form: SettlingForm,
) -> AppResult<Redirect> {
    let (author, how) = (visitor.author()?, Some(form.how));
    did(app, id, form.at, move |tx| super::settle(tx, &author, id, state, how.clone())).await
}

pub async fn keep(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PromiseId>,
    Form(form): Form<SettlingForm>,
) -> AppResult<Redirect> {
    settle(&app, &visitor, id, PromiseState::Kept, form).await
}

pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PromiseId>,
    Form(form): Form<SettlingForm>,
) -> AppResult<Redirect> {
    settle(&app, &visitor, id, PromiseState::Withdrawn, form).await
}

/// Deletes at once; the page that comes offers to take it back.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<PromiseId>,
    Form(form): Form<SettlingForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    // Its own page is gone with it.
    let at = form.at.filter(|at| !at.starts_with(&format!("/promises/{id}")));
    did(&app, id, at, move |tx| super::delete(tx, &author, id, form.version)).await
}
