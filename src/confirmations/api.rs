//! Confirmations over the API.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use db::Tx;
use serde::{Deserialize, Serialize};
use telephone::Country;
use utoipa::ToSchema;

use super::{Confirmation, ConfirmationMethod, Said, Verdict, store};
use crate::accesses;
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::{Id, JsonBody, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::interactions::api::IdentifierOutput;
use crate::interactions::{self, Interaction};
use crate::restrictions;

/// What was said of an identifier and a customer, and counts.
#[derive(Serialize, ToSchema)]
#[schema(as = Said)]
pub struct SaidOutput {
    #[schema(inline)]
    pub verdict: Verdict,
    #[schema(inline)]
    pub method: ConfirmationMethod,
    /// Name of the agent or token.
    pub by: String,
    pub at: Time,
    /// In which it was said.
    pub interaction_id: InteractionId,
}

impl From<&Said> for SaidOutput {
    fn from(one: &Said) -> SaidOutput {
        SaidOutput {
            verdict: one.verdict,
            method: one.method,
            by: one.by.clone(),
            at: one.at,
            interaction_id: one.interaction,
        }
    }
}

/// What was said in an interaction of one customer.
#[derive(Serialize, ToSchema)]
#[schema(as = Confirmation)]
pub struct ConfirmationOutput {
    pub customer_id: CustomerId,
    /// By which the interaction came.
    pub identifier: IdentifierOutput,
    #[schema(inline)]
    pub verdict: Verdict,
    /// `stated` by whoever handled it, `chosen` out of several, or by an `identity_check`.
    #[schema(inline)]
    pub method: ConfirmationMethod,
    /// Name of the agent or token.
    pub by: String,
    pub at: Time,
    /// A confirmation counts while the interaction is with the customer, a denial while it is not.
    pub counts: bool,
}

impl ConfirmationOutput {
    pub fn of(one: &Confirmation, counts: bool, home: Country) -> ConfirmationOutput {
        ConfirmationOutput {
            customer_id: one.customer,
            identifier: IdentifierOutput::of(&one.identifier, home),
            verdict: one.verdict,
            method: one.method,
            by: one.by.clone(),
            at: one.at,
            counts,
        }
    }
}

/// Who an interaction is with, and what was said of that in it.
#[derive(Serialize, ToSchema)]
#[schema(as = WhoItIs)]
pub struct WhoOutput {
    pub customer_id: Option<CustomerId>,
    /// It was confirmed in this interaction that it is this customer.
    pub confirmed: bool,
    /// Everything that was said in it, newest first.
    pub items: Vec<ConfirmationOutput>,
}

/// What is to be said of the customer that an interaction has. `denied` takes the interaction from its customer as well.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationInput {
    #[schema(inline)]
    verdict: Verdict,
    /// Whom it is said of; 409 if the interaction is with somebody else. Absent: whoever it is with.
    #[serde(default)]
    customer_id: Option<CustomerId>,
}

fn output(tx: &mut Tx<'_>, home: Country, one: &Interaction) -> AppResult<WhoOutput> {
    let said = store::list(tx, one.id)?;
    Ok(WhoOutput {
        customer_id: one.customer,
        confirmed: said.iter().any(|said| said.verdict == Verdict::Confirmed && said.counts(one)),
        items: said.iter().map(|said| ConfirmationOutput::of(said, said.counts(one), home)).collect(),
    })
}

/// Who an interaction is with, and what was said of that.
#[utoipa::path(get, path = "/api/v1/interactions/{id}/confirmation", tag = "interactions", params(("id" = String, Path)),
    responses((status = 200, body = WhoOutput)))]
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<Json<WhoOutput>> {
    let home = app.home;
    let who = app
        .read(move |tx| {
            let one = interactions::store::get(tx, id)?;
            output(tx, home, &one)
        })
        .await?;
    if let Some(customer) = who.customer_id {
        accesses::opened(&app, &visitor, customer, Some(id)).await?;
    }
    Ok(Json(who))
}

/// Says that it is the customer whom the interaction has, or that it is not: then it is with nobody, and the identifier is
/// a weak reason for them until it is confirmed again.
#[utoipa::path(put, path = "/api/v1/interactions/{id}/confirmation", tag = "interactions", params(("id" = String, Path)),
    request_body = ConfirmationInput, responses((status = 200, body = WhoOutput)))]
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    body: JsonBody,
) -> AppResult<Json<WhoOutput>> {
    let (author, home) = (visitor.author()?, app.home);
    let input: ConfirmationInput = body.read()?;
    app.write(move |tx| {
        match input.verdict {
            Verdict::Confirmed => drop(super::confirm(tx, &author, id, input.customer_id)?),
            Verdict::Denied => drop(super::deny(tx, &author, id, input.customer_id)?),
        }
        let one = interactions::store::get(tx, id)?;
        Ok(Json(output(tx, home, &one)?))
    })
    .await
}

/// Takes back everything that was said in an interaction. Whom it is with stays.
#[utoipa::path(delete, path = "/api/v1/interactions/{id}/confirmation", tag = "interactions", params(("id" = String, Path)),
    responses((status = 204)))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
) -> AppResult<StatusCode> {
    let author = visitor.author()?;
    app.write(move |tx| {
        interactions::store::get(tx, id)?;
        let said = store::list(tx, id)?;
        if said.is_empty() {
            return Err(AppError::NotFound);
        }
        for one in &said {
            restrictions::refuse(tx, one.customer)?;
            super::withdraw(tx, &author, one)?;
        }
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
