//! Handing over from the card: the choice, and what becomes of it.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{HandOver, choice, hand_over, view};
use crate::accesses;
use crate::agents::pages::frame;
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::{Form, Id, Part, Visitor};
use crate::id::InteractionId;
use crate::interactions::store;
use crate::teams::features::Feature;

/// To whom, as it is chosen: `agent:LOGIN` or `queue:NAME`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TransferForm {
    pub whom: String,
    pub note: String,
    /// How many transfers there were when the form was made.
    pub seen: usize,
}

impl TransferForm {
    fn given(&self) -> HandOver {
        let whom = |kind: &str| self.whom.strip_prefix(kind).map(str::to_owned);
        let note = Some(self.note.clone());
        HandOver { to: whom("agent:"), queue: whom("queue:"), kind: None, note }
    }
}

/// The choice: a part of the panel, or a page of its own.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<InteractionId>,
) -> AppResult<Response> {
    shown(&app, &visitor, part, id, &TransferForm::default(), &Faults::default()).await
}

async fn shown(
    app: &App,
    visitor: &Visitor,
    part: Part,
    id: InteractionId,
    typed: &TransferForm,
    faults: &Faults,
) -> AppResult<Response> {
    let author = visitor.author()?;
    author.needs(Feature::TransfersSend)?;
    let now = author.at;
    let (one, choice) = app
        .read(move |tx| {
            let one = store::get(tx, id)?;
            let has = one.agent_id;
            Ok((one, choice::read(tx, now, has)?))
        })
        .await?;
    if let Some(customer) = one.customer {
        accesses::opened(app, visitor, customer, Some(id)).await?;
    }
    let form = view::form(visitor, &one, &choice, typed, faults);
    if part.is_any() {
        return Ok(form.into_response());
    }
    let (title, main) = (visitor.locale.t("transfer"), view::page(&visitor.locale, id, &form));
    Ok(frame(app, visitor, &format!("/interactions/{id}/transfer"), &title, main).await.into_response())
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(typed): Form<TransferForm>,
) -> AppResult<Response> {
    let (author, given, seen) = (visitor.author()?, typed.given(), typed.seen);
    match app.write(move |tx| hand_over(tx, &author, id, &given, Some(seen))).await {
        Ok(_) => Ok(back(id).into_response()),
        Err(AppError::Invalid(faults)) => {
            let status = AppError::Invalid(Vec::new()).status();
            // The form has one field for both.
            let faults = faults.into_iter().map(|mut fault| {
                if fault.field == "to" || fault.field == "queue" {
                    fault.field = "whom".to_owned();
                }
                fault
            });
            let page = shown(&app, &visitor, Part::default(), id, &typed, &Faults(faults.collect())).await?;
            Ok((status, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn back(id: InteractionId) -> Redirect {
    Redirect::to(&format!("/interactions/{id}"))
}

/// Takes back what one has handed over.
pub async fn undo(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Redirect> {
    let (author, agent) = (visitor.author()?, visitor.agent()?);
    app.write(move |tx| super::undo(tx, &author, agent, id)).await?;
    Ok(back(id))
}

/// Takes up what was handed over.
pub async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Redirect> {
    let (author, agent) = (visitor.author()?, visitor.agent()?);
    app.write(move |tx| super::take(tx, &author, agent, id)).await?;
    Ok(back(id))
}
