//! What teams may do, for administrators.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::features::{Feature, Off};
use super::{Team, store, view};
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::{Form, Id, Visitor};
use crate::id::TeamId;

/// What is on; what is not named is off.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TeamForm {
    on: Vec<String>,
    version: i64,
}

impl TeamForm {
    fn off(&self) -> Off {
        Off::new(Feature::ALL.iter().copied().filter(|one| !self.on.iter().any(|on| on == one.as_str())))
    }
}

pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    let teams = app.read(|tx| Ok(store::list(tx)?)).await?;
    let main = view::list(&visitor.locale, &teams);
    Ok(frame(&app, &visitor, "/teams", &visitor.locale.t("teams-title"), main).await)
}

pub async fn edit(State(app): State<App>, visitor: Visitor, Id(id): Id<TeamId>) -> AppResult<Markup> {
    let team = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    Ok(edit_page(&app, &visitor, &team, &team.off, false).await)
}

async fn edit_page(app: &App, visitor: &Visitor, team: &Team, off: &Off, stale: bool) -> Markup {
    let main = view::edit(visitor, team, off, stale);
    frame(app, visitor, &format!("/teams/{}/edit", team.id), &team.name, main).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<TeamId>,
    Form(typed): Form<TeamForm>,
) -> AppResult<Response> {
    let (author, off, version) = (visitor.author()?, typed.off(), typed.version);
    match app.write(move |tx| super::update(tx, &author, id, version, off.clone())).await {
        Ok(_) => Ok(Redirect::to("/teams").into_response()),
        Err(AppError::Stale) => {
            let team = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
            let page = edit_page(&app, &visitor, &team, &typed.off(), true).await;
            Ok((AppError::Stale.status(), page).into_response())
        }
        Err(error) => Err(error),
    }
}
