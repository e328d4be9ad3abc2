//! Acts from the menu of the card. Each goes back to the page it came from, which tells of it and offers to take it back.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use crate::app::App;
use crate::error::AppResult;
use crate::http::{Form, Id, Visitor};
use crate::id::ChangeId;

/// The page one is on.
#[derive(Deserialize)]
pub struct Beside {
    at: Option<String>,
}

/// Takes back what one has just done.
pub async fn undo(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ChangeId>,
    Form(form): Form<Beside>,
) -> AppResult<Redirect> {
    let (author, home) = (visitor.author()?, app.home);
    app.write(move |tx| super::undo(tx, &author, home, id)).await?;
    Ok(Redirect::to(super::back(form.at.as_deref()).unwrap_or("/")))
}
