//! The card of a customer, whole and in parts.

use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Side, SideQuery, card_page, log_opened, tabs_of, there};
use crate::accesses::{self, What};
use crate::app::App;
use crate::card::view::tabs::Tab;
use crate::card::{self, view};
use crate::customers::cards::Answering;
use crate::error::AppResult;
use crate::http::{Id, Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::openings::{self, Rail};

pub async fn customer(
    State(app): State<App>,
    visitor: Visitor,
    answering: Option<Extension<Answering>>,
    uri: Uri,
    Id(id): Id<CustomerId>,
    Query(query): Query<SideQuery>,
) -> AppResult<Response> {
    // Whoever follows an old address comes to the card under its own.
    if let Some(Extension(answering)) = answering {
        let card = uri.to_string().replacen(&answering.asked.to_string(), &answering.card.to_string(), 1);
        return Ok(Redirect::to(&card).into_response());
    }
    page(&app, &visitor, id, query).await
}

async fn page(app: &App, visitor: &Visitor, id: CustomerId, query: SideQuery) -> AppResult<Response> {
    let (agent, reader, shared, asking) = (visitor.agent()?, visitor.author()?, app.clone(), visitor.clone());
    let interaction = query.interaction;
    let (card, side, rail) = app
        .read(move |tx| {
            let mut card = there(card::find(tx, &reader, id)?)?;
            let side = query.read(tx, &shared, &asking, &mut card)?;
            Ok((card, side, openings::rail(tx, agent)?))
        })
        .await?;
    accesses::opened(app, visitor, id, interaction).await?;
    let rail = look_at(app, visitor, rail, id).await?;
    card_page(app, visitor, &rail, &card, None, &side, None)
}

/// Puts the customer among the open ones; writes only when they are not.
async fn look_at(app: &App, visitor: &Visitor, rail: Rail, id: CustomerId) -> AppResult<Rail> {
    let alone = |one: &openings::Opening| {
        one.contact.is_none() && one.customer.as_ref().is_some_and(|(open, _)| *open == id)
    };
    if rail.open.iter().any(alone) {
        return Ok(rail);
    }
    let (agent, author) = (visitor.agent()?, visitor.author()?);
    app.write(move |tx| {
        // Somebody may have removed them since.
        if crate::customers::store::find_kind(tx, id)?.is_some() {
            openings::look_at_customer(tx, &author, agent, id)?;
        }
        Ok(openings::rail(tx, agent)?)
    })
    .await
}

/// The interaction beside which a part of the card stands.
#[derive(Deserialize)]
pub struct BriefQuery {
    interaction: Option<InteractionId>,
}

/// The head of the card: who, and in short.
pub async fn brief(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Query(query): Query<BriefQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    let (card, contact) = app
        .read(move |tx| {
            let mut card = there(card::find(tx, &reader, id)?)?;
            card.at = view::tabs::page(id, query.interaction);
            let contact = match query.interaction {
                Some(interaction) => card::contact(tx, interaction, reader.at)?,
                None => None,
            };
            Ok((card, contact))
        })
        .await?;
    accesses::opened(&app, &visitor, id, query.interaction).await?;
    Ok(html! {
        (view::person::header(&visitor, &card, contact.as_ref()))
        (view::person::brief(&visitor, &card, contact.as_ref()))
    })
}

pub async fn details(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Query(query): Query<SideQuery>,
) -> AppResult<Markup> {
    let (reader, asking, interaction) = (visitor.author()?, visitor.clone(), query.interaction);
    let card = app
        .read(move |tx| {
            let mut card = there(card::find(tx, &reader, id)?)?;
            query.place(tx, &asking, &mut card)?;
            Ok(card)
        })
        .await?;
    accesses::opened(&app, &visitor, id, interaction).await?;
    log_opened(&app, &visitor, &card)?;
    Ok(view::details::section(&visitor, &card))
}

/// National ids, whole, for who asks; that they did stands in the access log.
pub async fn national_ids(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
    Query(query): Query<SideQuery>,
) -> AppResult<Response> {
    reveal(&app, &visitor, &part, id, query, What::NationalIds).await
}

/// The same for the values of masked fields, of the customer and of the records that are open beside them.
pub async fn masked_fields(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
    Query(query): Query<SideQuery>,
) -> AppResult<Response> {
    reveal(&app, &visitor, &part, id, query, What::MaskedFields).await
}

/// Shows what is hidden: the part of the card that asks, or the card.
async fn reveal(
    app: &App,
    visitor: &Visitor,
    part: &Part,
    id: CustomerId,
    query: SideQuery,
    what: What,
) -> AppResult<Response> {
    let (agent, author, shared, asking) = (visitor.agent()?, visitor.author()?, app.clone(), visitor.clone());
    let (card, side, rail) = app
        .write(move |tx| {
            let mut card = there(card::find(tx, &author, id)?)?;
            accesses::record(tx, &author, id, what)?;
            card.revealed = Some(what);
            let side = query.read(tx, &shared, &asking, &mut card)?;
            Ok((card, side, openings::rail(tx, agent)?))
        })
        .await?;
    accesses::opened(app, visitor, id, None).await?;
    if !part.is_any() {
        return card_page(app, visitor, &rail, &card, None, &side, None);
    }
    log_opened(app, visitor, &card)?;
    let markup = match &side {
        Side::Privacy(shown) if part.is("privacy-list") => crate::privacy::view::list(visitor, shown),
        _ if what == What::NationalIds => view::details::personal(visitor, &card),
        Side::Records(shown) if part.is("record-list") => crate::records::view::list(visitor, shown),
        _ => view::own_fields::own_fields(visitor, &card),
    };
    Ok(markup.into_response())
}

/// The row of tabs, with what they hold now.
pub async fn tabs(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
    Query(query): Query<SideQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    let card = app.read(move |tx| there(card::find(tx, &reader, id)?)).await?;
    accesses::opened(&app, &visitor, id, query.interaction).await?;
    let mut tabs = tabs_of(&card, query.tab.unwrap_or(Tab::History), query.interaction);
    tabs.group = query.group;
    Ok(view::tabs::tabs(&visitor.locale, &tabs))
}

/// A small card; `#glimpse` gets the larger one.
pub async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    let card = app.read(move |tx| there(card::find(tx, &reader, id)?)).await?;
    accesses::previewed(&app, &visitor, id).await?;
    let locale = &visitor.locale;
    Ok(if part.is("glimpse") {
        view::preview::pane(locale, &card)
    } else {
        view::preview::popover(locale, &card)
    })
}

/// The history: its rows or its section for scripts, else the card with this part of it.
pub async fn history(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<CustomerId>,
    Query(query): Query<SideQuery>,
) -> AppResult<Response> {
    if !part.is_any() {
        return page(&app, &visitor, id, query).await;
    }
    let (reader, asking) = (visitor.author()?, visitor.clone());
    let (base, typing, interaction) = (query.base(id), query.q.is_some(), query.interaction);
    let (card, history) = app
        .read(move |tx| {
            let mut card = there(card::find(tx, &reader, id)?)?;
            let history = query.history(tx, &asking.locale, &reader, &mut card)?;
            Ok((card, history))
        })
        .await?;
    accesses::opened(&app, &visitor, id, interaction).await?;
    let locale = &visitor.locale;
    let tabs = view::tabs::tabs(locale, &tabs_of(&card, Tab::History, interaction));
    let shown = history.shown(&card, &base, &tabs);
    let markup = if part.is("feed") && typing {
        crate::history::view::searched(locale, &shown)
    } else if part.is("feed") {
        crate::history::view::feed(locale, &shown)
    } else {
        crate::history::view::history(locale, &shown)
    };
    Ok(markup.into_response())
}
