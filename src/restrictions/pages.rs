//! Restricting and lifting on the privacy tab, for supervisors.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use super::RestrictionInput;
use crate::app::App;
use crate::card::view::tabs::{self, Tab};
use crate::error::{AppError, AppResult};
use crate::http::{Form, Id, Visitor};
use crate::id::CustomerId;

/// A restriction as it was typed; without a reason it is lifted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RestrictionForm {
    reason: String,
    note: String,
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Form(typed): Form<RestrictionForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let input = match typed.reason.as_str() {
        "" => None,
        reason => {
            let reason = reason.parse().map_err(|_| AppError::invalid("reason", "invalid-choice"))?;
            Some(RestrictionInput { reason, note: Some(typed.note) })
        }
    };
    app.write(move |tx| match &input {
        Some(input) => super::restrict(tx, &author, id, input).map(drop),
        None => super::lift(tx, &author, id),
    })
    .await?;
    Ok(Redirect::to(&tabs::address(id, None, Tab::Privacy)))
}
