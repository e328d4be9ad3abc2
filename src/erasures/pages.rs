//! Erasing a customer from the card, and the register of erasures.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::{Basis, Erasure, Trial, holds, store, view};
use crate::accesses;
use crate::agents::pages::frame;
use crate::app::App;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::paging::{Listed, Page};
use crate::http::{Form, Id, Query, Visitor};
use crate::id::{CustomerId, ErasureId};

/// What was typed on the page of a customer: about the erasure, or about a hold.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ErasureForm {
    pub basis: String,
    /// Not empty: they know that it cannot be taken back.
    pub sure: String,
    pub reason: String,
    /// The last day of a hold.
    pub until: String,
}

/// What would go, what forbids it, and the way to do it.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<Markup> {
    ask(&app, &visitor, customer, &ErasureForm::default(), &Faults::default()).await
}

async fn ask(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    typed: &ErasureForm,
    faults: &Faults,
) -> AppResult<Markup> {
    let now = visitor.locale.now;
    accesses::opened(app, visitor, customer, None).await?;
    app.accesses.flush().await;
    let trial: Trial = app.read(move |tx| super::try_out(tx, customer, now)).await?;
    let title = visitor.locale.with("erasure-of", &[("name", (&trial.customer.name).into())]);
    let main = view::trial(visitor, &title, &trial, app.config.erasure_approval, typed, faults);
    Ok(frame(app, visitor, &format!("/customers/{customer}"), &title, main).await)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<ErasureForm>,
) -> AppResult<Response> {
    let (author, approval, form) = (visitor.author()?, app.config.erasure_approval, typed.clone());
    let done = app
        .write(move |tx| {
            // A page of somebody who is not there says so, whatever was typed.
            customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
            let basis: Basis =
                form.basis.parse().map_err(|_| AppError::invalid("basis", "invalid-choice-missing"))?;
            if form.sure.is_empty() {
                return Err(AppError::invalid("sure", "invalid-not-sure"));
            }
            super::request(tx, &author, customer, basis, approval)
        })
        .await;
    match done {
        Ok(erasure) => Ok(Redirect::to(&format!("/erasures/{}", erasure.id)).into_response()),
        Err(error) => refused(&app, &visitor, customer, &typed, error).await,
    }
}

async fn refused(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    typed: &ErasureForm,
    error: AppError,
) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    Ok((status, ask(app, visitor, customer, typed, &faults).await?).into_response())
}

/// Keeps a customer.
pub async fn hold(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<ErasureForm>,
) -> AppResult<Response> {
    let (author, reason) = (visitor.author()?, typed.reason.clone());
    let until = match typed.until.trim() {
        "" => Ok(None),
        day => {
            visitor.locale.end_of_day(day).map(Some).ok_or_else(|| AppError::invalid("until", "invalid-date"))
        }
    };
    let done = match until {
        Ok(until) => app.write(move |tx| holds::set(tx, &author, customer, &reason, until)).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/customers/{customer}/erasure")).into_response()),
        Err(error) => refused(&app, &visitor, customer, &typed, error).await,
    }
}

/// Lets go of a customer who is kept.
pub async fn let_go(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| holds::lift(tx, &author, customer)).await?;
    Ok(Redirect::to(&format!("/customers/{customer}/erasure")))
}

/// Which part of the register.
#[derive(Deserialize)]
pub struct ListQuery {
    after: Option<String>,
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let page = Page::read(Some(100), query.after.as_deref(), 100, true)?;
    let listed: Listed<Erasure> = app.read(move |tx| super::list(tx, &page)).await?;
    let title = visitor.locale.t("erasures-title");
    let main = view::list(&visitor, &title, &listed);
    Ok(frame(&app, &visitor, "/erasures", &title, main).await)
}

/// One of them: what waits for a second person, or a receipt.
pub async fn show(State(app): State<App>, visitor: Visitor, Id(id): Id<ErasureId>) -> AppResult<Markup> {
    let (erasure, name) = app
        .read(move |tx| {
            let erasure = store::get(tx, id)?;
            let names = customers::store::names(tx, std::iter::once(erasure.customer_id))?;
            let name = names.get(&erasure.customer_id).cloned();
            Ok((erasure, name))
        })
        .await?;
    if name.is_some() {
        accesses::previewed(&app, &visitor, erasure.customer_id).await?;
    }
    let title = visitor.locale.t("erasure-receipt");
    let main = view::receipt(&visitor, &title, &erasure, name.as_deref());
    Ok(frame(&app, &visitor, &format!("/erasures/{id}"), &title, main).await)
}

pub async fn approve(State(app): State<App>, visitor: Visitor, Id(id): Id<ErasureId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| super::approve(tx, &author, id)).await?;
    Ok(Redirect::to(&format!("/erasures/{id}")))
}

pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<ErasureId>,
) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| super::withdraw(tx, &author, id)).await?;
    Ok(Redirect::to(&format!("/erasures/{id}")))
}

pub async fn lift(State(app): State<App>, visitor: Visitor, Id(id): Id<ErasureId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| super::lift(tx, &author, id)).await?;
    Ok(Redirect::to(&format!("/erasures/{id}")))
}
