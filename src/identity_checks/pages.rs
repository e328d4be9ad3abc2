//! Questions that an agent asks on the panel. Scripts get the section anew; without them the page comes back.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Given, view};
use crate::accesses;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Part, Visitor};
use crate::id::{IdentityCheckId, IdentityQuestionId, InteractionId};
use crate::interactions;

/// A question with what the customer answered, which goes no further than the comparison.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    question: String,
    /// The check that one saw, and its version.
    check: String,
    version: i64,
    /// `right`, `wrong` or `not_asked`; empty where the answer is typed.
    outcome: String,
    answer: String,
}

impl AnswerForm {
    fn question(&self) -> AppResult<IdentityQuestionId> {
        self.question.parse().map_err(|_| AppError::invalid("question", "invalid-identity-question"))
    }

    fn given(&self) -> AppResult<Given> {
        match self.outcome.as_str() {
            "" => Ok(Given::Typed(self.answer.clone())),
            word => {
                let outcome = word.parse().map_err(|_| AppError::invalid("outcome", "invalid-choice"))?;
                Ok(Given::Marked(outcome))
            }
        }
    }
}

pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<InteractionId>,
    Form(typed): Form<AnswerForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let seen = (typed.check.parse::<IdentityCheckId>().ok(), typed.version);
    let done = match (typed.question(), typed.given()) {
        (Ok(question), Ok(given)) => {
            app.write(move |tx| super::ask(tx, &author, id, question, seen, &given).map(drop)).await
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    let (status, faults) = match done {
        Ok(()) => (axum::http::StatusCode::OK, Faults::default()),
        // Without scripts it is a page of its own that says so, and leads back.
        Err(error) if !part.is_any() => return Err(error),
        Err(error) => (error.status(), Faults::of(error)?),
    };
    if !part.is_any() {
        return Ok(Redirect::to(&format!("/interactions/{id}#identity-check")).into_response());
    }
    let (one, identity) = app
        .read(move |tx| {
            let one = interactions::store::get(tx, id)?;
            let identity = super::of_contact(tx, &one)?;
            Ok((one, identity))
        })
        .await?;
    if let Some(customer) = one.customer {
        accesses::opened(&app, &visitor, customer, Some(id)).await?;
    }
    Ok((status, view::section(&visitor, &one, &identity, Some(&faults))).into_response())
}
