//! Saving a part of a customer from its card.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::{Editing, Part};
use crate::actions;
use crate::app::App;
use crate::card;
use crate::customers::draft::{Draft, Said};
use crate::customers::pages::{beside, company, unsure};
use crate::customers::{CustomerInput, store};
use crate::drafts;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::definitions::Required;
use crate::fields::{self, Entity};
use crate::http::fields::Faults;
use crate::http::path::address;
use crate::http::{Form, Id, Visitor};
use crate::id::CustomerId;

/// Saves a part, whichever version the customer has, and goes back to the card or on to the next part.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Form(typed): Form<Draft>,
) -> AppResult<Response> {
    typed.check_size()?;
    let part: Part = typed.part.parse().map_err(|()| AppError::invalid("part", "invalid-choice"))?;
    let (author, agent, home, locale) =
        (visitor.author()?, visitor.agent()?, app.home, visitor.locale.clone());
    author.needs(part.feature())?;
    let at = actions::back(typed.at.as_deref()).map_or_else(|| format!("/customers/{id}"), str::to_owned);
    if !typed.more.is_empty() {
        return again(&app, &visitor, id, &at, (part, typed), AppError::Invalid(Vec::new())).await;
    }
    let (asked, form) = (part.clone(), typed.clone());
    let saved = app
        .write(move |tx| {
            let before = store::get(tx, id)?;
            let definitions = fields::store::definitions(tx, Entity::Customer)?;
            let now = Draft::of(&before, &definitions, &locale);
            let part = asked.found(&now, &form.was).ok_or(AppError::Stale)?;
            let whole = part.laid(&now, &form);
            if part.words(&now) != form.was && part.words(&now) != part.words(&whole) {
                return Err(AppError::Stale);
            }
            let said = whole.say(&locale, Some(&before));
            let (company_id, which) = match part.member() {
                "company_id" => unsure(company(tx, &author, home, &whole, Some(id)))?,
                _ => (before.company.as_ref().map(|company| company.id), Vec::new()),
            };
            let input = CustomerInput { company_id, ..said.input.clone() };
            let saved =
                crate::customers::update(tx, &author, home, id, Some(before.version), Required::Kept, &input);
            let customer = beside(which, saved).map_err(|error| placed(error, &said, &part))?;
            drafts::store::delete(tx, agent, &asked.key(id))?;
            actions::last_since(tx, "customer", id.0, before.version, customer.version)
        })
        .await;
    match saved {
        Ok(done) => {
            let at = address(&at, [("editing", typed.next.as_str())]);
            Ok(Redirect::to(&actions::address(&at, done)).into_response())
        }
        Err(error) => again(&app, &visitor, id, &at, (part, typed), error).await,
    }
}

/// The faults with the names that the form of the part has for its fields: of a row it holds only the one.
fn placed(error: AppError, said: &Said, part: &Part) -> AppError {
    let place = |fault: FieldError| {
        let fault = said.place(fault);
        let Part::Row(member, Some(index)) = part else { return first_row(fault, part.member()) };
        let field = fault.field.replacen(&format!("{member}[{index}]"), &format!("{member}[0]"), 1);
        FieldError { field, ..fault }
    };
    match error {
        AppError::Invalid(faults) => AppError::Invalid(faults.into_iter().map(place).collect()),
        AppError::Conflict(fault) => AppError::Conflict(place(fault)),
        other => other,
    }
}

/// A new row is the last one of all, and the first one of its form.
fn first_row(fault: FieldError, member: &str) -> FieldError {
    let rest = fault.field.strip_prefix(member).and_then(|rest| rest.strip_prefix('['));
    match rest.and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) if member != "tags" => FieldError { field: format!("{member}[0]{rest}"), ..fault },
        _ => fault,
    }
}

/// The card with the part as it was typed, and what is wrong with it.
async fn again(
    app: &App,
    visitor: &Visitor,
    id: CustomerId,
    at: &str,
    (part, typed): (Part, Draft),
    error: AppError,
) -> AppResult<Response> {
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let locale = visitor.locale.clone();
    let editing = app
        .read(move |tx| {
            let customer = store::get(tx, id)?;
            Editing::again(tx, &locale, &customer, part, typed, faults)
        })
        .await?;
    let status = if stale { StatusCode::PRECONDITION_FAILED } else { status };
    Ok((status, card::pages::with_editing(app, visitor, id, at, editing).await?).into_response())
}
