//! Consents on the privacy tab. Scripts get the part anew; without them the card comes back.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{ConsentInput, ConsentState, view};
use crate::app::App;
use crate::card::view::tabs::{self, Tab};
use crate::error::{AppError, AppResult};
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId};

/// The contact beside which the card stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BesideQuery {
    pub interaction: Option<InteractionId>,
}

/// One consent as it was typed; without a state it is taken away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    channel: String,
    purpose: String,
    state: String,
    how: String,
    valid_until: String,
    at: String,
}

impl ConsentForm {
    fn read(&self) -> AppResult<(super::ConsentChannel, Option<ConsentInput>)> {
        let channel = self.channel.parse().map_err(|_| AppError::invalid("channel", "invalid-choice"))?;
        if self.state.is_empty() {
            return Ok((channel, None));
        }
        let state: ConsentState =
            self.state.parse().map_err(|_| AppError::invalid("state", "invalid-choice"))?;
        let at = crate::clock::Time::parse(&self.at);
        let (purpose, how, valid_until) =
            (self.purpose.clone(), Some(self.how.clone()), Some(self.valid_until.clone()));
        Ok((channel, Some(ConsentInput { channel, purpose, state, at, how, valid_until })))
    }
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
    Query(query): Query<BesideQuery>,
    Form(typed): Form<ConsentForm>,
) -> AppResult<Response> {
    let (author, purposes, purpose) =
        (visitor.author()?, app.config.consent_purposes.clone(), typed.purpose.clone());
    let (channel, input) = typed.read()?;
    let (was, all) = app
        .write(move |tx| {
            let was = super::set(tx, &author, &purposes, id, (channel, &purpose), input.clone())?;
            Ok((was, super::list(tx, id)?))
        })
        .await?;
    if !part.is("privacy-consents") {
        let address = tabs::address(id, query.interaction, Tab::Privacy);
        return Ok(Redirect::to(&address).into_response());
    }
    let shown = view::Shown {
        visitor: &visitor,
        customer: id,
        interaction: query.interaction,
        purposes: &app.config.consent_purposes,
        all: &all,
        writes: true,
    };
    let was = was.as_ref().map(ConsentInput::from);
    let word = view::undo(&shown, (channel, &typed.purpose), was.as_ref());
    Ok(view::part(&shown, &word).into_response())
}
