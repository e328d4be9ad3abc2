//! The way in to the administration.

use axum::extract::State;
use maud::Markup;

use super::view;
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::AppResult;
use crate::http::Visitor;

pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    let title = visitor.locale.t("administration");
    Ok(frame(&app, &visitor, "/administration", &title, view::home(&visitor.locale)).await)
}
