//! The statuses of requests, as administrators set them.

use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::status_view;
use super::statuses::{self, StatusInput, Statuses};
use crate::administration::ordered::{self, MoveForm};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::http::fields::Faults;
use crate::http::{Form, Visitor};

/// A status as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StatusForm {
    #[serde(flatten)]
    pub input: StatusInput,
    pub version: i64,
}

/// One that was refused: its key, empty of a new one, what was typed, and why.
pub type Refused = (String, StatusForm, Faults);

pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    page(&app, &visitor, None).await
}

async fn page(app: &App, visitor: &Visitor, refused: Option<Refused>) -> AppResult<Markup> {
    let statuses = app.read(Statuses::read).await?;
    let title = visitor.locale.t("request-statuses");
    let main = status_view::page(visitor, &statuses, refused.as_ref());
    Ok(frame(app, visitor, "/request-statuses", &title, main).await)
}

async fn answer(
    app: &App,
    visitor: &Visitor,
    done: AppResult<()>,
    key: &str,
    typed: StatusForm,
) -> AppResult<Response> {
    let again = async |faults| page(app, visitor, Some((key.to_owned(), typed, faults))).await;
    ordered::answer("/request-statuses", done, again).await
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<StatusForm>,
) -> AppResult<Response> {
    let (author, input) = (visitor.author()?, typed.input.clone());
    let done = app.write(move |tx| statuses::create(tx, &author, &input).map(drop)).await;
    answer(&app, &visitor, done, "", typed).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(key): Path<String>,
    Form(typed): Form<StatusForm>,
) -> AppResult<Response> {
    let (author, input, version, of) = (visitor.author()?, typed.input.clone(), typed.version, key.clone());
    let done = app.write(move |tx| statuses::update(tx, &author, &of, version, &input).map(drop)).await;
    answer(&app, &visitor, done, &key, typed).await
}

pub async fn move_status(
    State(app): State<App>,
    visitor: Visitor,
    Path(key): Path<String>,
    Form(form): Form<MoveForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| statuses::move_to(tx, &author, &key, form.to())).await?;
    Ok(Redirect::to("/request-statuses"))
}

pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Path(key): Path<String>,
) -> AppResult<Response> {
    let (author, of) = (visitor.author()?, key.clone());
    let done = app.write(move |tx| statuses::delete(tx, &author, &of)).await;
    answer(&app, &visitor, done, &key, StatusForm::default()).await
}
