//! Keeping, changing and opening saved lists. What they show is the page of customers.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::ListInput;
use crate::app::App;
use crate::customers::asked::Asked;
use crate::customers::list_pages::{self, ListQuery};
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Visitor};
use crate::id::ListId;

/// What was typed of a list. Without a name only the query is meant.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    pub name: Option<String>,
    pub shared: bool,
    pub query: Option<String>,
    pub version: i64,
}

pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<ListId>) -> AppResult<Redirect> {
    let agent = visitor.session()?.agent.clone();
    let list = app.read(move |tx| super::get(tx, &agent, id)).await?;
    Ok(Redirect::to(&list.address()))
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<ListForm>,
) -> AppResult<Response> {
    let (author, agent) = (visitor.author()?, visitor.session()?.agent.clone());
    let input = ListInput {
        name: typed.name.clone().unwrap_or_default(),
        shared: typed.shared,
        query: typed.query.clone().unwrap_or_default(),
    };
    match app.write(move |tx| super::create(tx, &author, &agent, &input)).await {
        Ok(list) => Ok(Redirect::to(&list.address()).into_response()),
        Err(error) => refused(&app, &visitor, None, &typed, error).await,
    }
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ListId>,
    Form(typed): Form<ListForm>,
) -> AppResult<Response> {
    let (author, agent) = (visitor.author()?, visitor.session()?.agent.clone());
    let form = typed.clone();
    let saved = app
        .write(move |tx| {
            super::update(tx, &author, &agent, id, form.version, |list| {
                if let Some(name) = &form.name {
                    (list.name, list.shared) = (name.clone(), form.shared);
                }
                if let Some(query) = &form.query {
                    list.query.clone_from(query);
                }
            })
        })
        .await;
    match saved {
        Ok(list) => Ok(Redirect::to(&list.address()).into_response()),
        Err(error) => refused(&app, &visitor, Some(id), &typed, error).await,
    }
}

pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ListId>,
    Form(typed): Form<ListForm>,
) -> AppResult<Redirect> {
    let (author, agent) = (visitor.author()?, visitor.session()?.agent.clone());
    app.write(move |tx| super::delete(tx, &author, &agent, id, typed.version)).await?;
    Ok(Redirect::to("/customers"))
}

/// The page that the form came from, with what was typed and what is wrong with it.
async fn refused(
    app: &App,
    visitor: &Visitor,
    list: Option<ListId>,
    typed: &ListForm,
    error: AppError,
) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    let query = match (list, &typed.query) {
        (_, Some(query)) => query.clone(),
        (Some(id), None) => {
            let agent = visitor.session()?.agent.clone();
            app.read(move |tx| super::get(tx, &agent, id)).await?.query
        }
        (None, None) => String::new(),
    };
    let asked = Asked::of_query(&query)?;
    let page =
        list_pages::page(app, visitor, &asked, ListQuery::of_list(list), Some((typed, &faults))).await?;
    Ok((status, page).into_response())
}
