//! What a page tells of who is before it, and who else is at the card.

use axum::extract::State;
use axum::http::StatusCode;
use maud::Markup;
use serde::Deserialize;
use uuid::Uuid;

use super::{Here, Somebody, oldest, others, store, view};
use crate::app::App;
use crate::error::AppResult;
use crate::http::json::JsonBody;
use crate::http::{Id, Query, Visitor};
use crate::id::CustomerId;

/// Who else is at the card.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
) -> AppResult<Markup> {
    let (agent, since) = (visitor.agent()?, oldest(visitor.locale.now));
    let read = app.read(move |tx| {
        let mut all: Vec<Somebody> = Vec::new();
        tx.batch(&mut [store::of_customer(customer, since, &mut all)])?;
        Ok(all)
    });
    Ok(view::at(&visitor.locale, customer, &others(read.await?, Some(agent))))
}

pub async fn tell(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    body: JsonBody,
) -> AppResult<StatusCode> {
    let (agent, now, here) = (visitor.agent()?, visitor.locale.now, body.read::<Here>()?);
    app.write(move |tx| super::tell(tx, agent, customer, &here, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The page that closes.
#[derive(Deserialize)]
pub struct Leaving {
    page: Uuid,
}

pub async fn leave(
    State(app): State<App>,
    visitor: Visitor,
    Id(_): Id<CustomerId>,
    Query(leaving): Query<Leaving>,
) -> AppResult<StatusCode> {
    let (agent, now) = (visitor.agent()?, visitor.locale.now);
    app.write(move |tx| super::leave(tx, agent, leaving.page, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}
