//! One key on a pop: it is them, or it is not.

use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use super::Verdict;
use crate::actions;
use crate::app::App;
use crate::error::AppResult;
use crate::http::{Form, Id, Visitor};
use crate::id::{CustomerId, InteractionId};

#[derive(Clone, Copy, Deserialize)]
pub struct ConfirmationForm {
    verdict: Verdict,
    /// Whom the page showed.
    customer_id: CustomerId,
}

/// Confirms that the contact is with whom the page shows, or takes it off their card. The page after it offers the way back.
pub async fn say(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<ConfirmationForm>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    let done = app
        .write(move |tx| match form.verdict {
            Verdict::Confirmed => {
                let said = super::confirm(tx, &author, id, Some(form.customer_id))?;
                actions::last(tx, "confirmation", said.id.0)
            }
            Verdict::Denied => {
                super::deny(tx, &author, id, Some(form.customer_id))?;
                actions::last(tx, "interaction", id.0)
            }
        })
        .await?;
    Ok(Redirect::to(&actions::address(&format!("/interactions/{id}"), done)))
}
