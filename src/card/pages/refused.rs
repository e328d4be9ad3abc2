//! The card with a form of it that was refused: what was typed, and why.

use axum::response::Response;

use super::{Side, SideQuery, card_page, there};
use crate::accesses;
use crate::app::App;
use crate::card::{self, Contact};
use crate::customers::in_place::Editing;
use crate::error::AppResult;
use crate::http::fields::Faults;
use crate::http::{Visitor, path};
use crate::id::{CustomerId, InteractionId};
use crate::notes::pages::NoteForm;
use crate::openings;

/// The card with a note that was refused: what was typed, and what is wrong with it.
pub async fn with_note(
    app: &App,
    visitor: &Visitor,
    id: CustomerId,
    typed: &NoteForm,
    faults: &Faults,
) -> AppResult<Response> {
    let (agent, reader, interaction) = (visitor.agent()?, visitor.author()?, typed.interaction);
    let (card, contact, notes, rail) = app
        .read(move |tx| {
            let card = there(card::find(tx, &reader, id)?)?;
            let contact = match interaction {
                Some(interaction) => card::contact(tx, interaction, reader.at)?,
                None => None,
            };
            let notes = SideQuery::default().notes(tx, &reader, id)?;
            Ok((card, contact, notes, openings::rail(tx, agent)?))
        })
        .await?;
    accesses::opened(app, visitor, id, interaction).await?;
    card_page(app, visitor, &rail, &card, contact.as_ref(), &Side::Notes(notes), Some((typed, faults)))
}

/// The card with a part of the customer that was not saved: what was typed, and why. `at`: the page that it stood on.
pub async fn with_editing(
    app: &App,
    visitor: &Visitor,
    id: CustomerId,
    at: &str,
    editing: Editing,
) -> AppResult<Response> {
    let (page, query) = at.split_once('?').unwrap_or((at, ""));
    let side: SideQuery = path::read(query)?;
    let interaction = page.strip_prefix("/interactions/").and_then(|id| id.parse().ok());
    let side = SideQuery { interaction, editing: None, done: None, ..side };
    let (agent, reader, shared, asking) = (visitor.agent()?, visitor.author()?, app.clone(), visitor.clone());
    let (card, contact, side, rail) = app
        .read(move |tx| {
            let mut card = there(card::find(tx, &reader, id)?)?;
            let contact = match interaction {
                Some(interaction) => card::contact(tx, interaction, reader.at)?,
                None => None,
            };
            let side = side.read(tx, &shared, &asking, &mut card)?;
            card.editing = Some(Box::new(editing));
            Ok((card, contact, side, openings::rail(tx, agent)?))
        })
        .await?;
    accesses::opened(app, visitor, id, interaction).await?;
    card_page(app, visitor, &rail, &card, contact.as_ref(), &side, None)
}

/// The card with something of a contact that was not saved. `at`: the page that it stood on; `put`: writes into the
/// contact what was typed, and why it was refused.
pub async fn with_contact(
    app: &App,
    visitor: &Visitor,
    id: InteractionId,
    at: &str,
    put: impl FnOnce(&mut Contact) + Send + 'static,
) -> AppResult<Response> {
    let (_, query) = at.split_once('?').unwrap_or((at, ""));
    let side: SideQuery = path::read(query)?;
    let side = SideQuery { interaction: Some(id), editing: None, done: None, ..side };
    let (agent, reader, shared, asking) = (visitor.agent()?, visitor.author()?, app.clone(), visitor.clone());
    let (card, contact, side, rail) = app
        .read(move |tx| {
            let mut contact = there(card::contact(tx, id, reader.at)?)?;
            let customer = there(contact.interaction.customer)?;
            let mut card = there(card::find(tx, &reader, customer)?)?;
            let side = side.read(tx, &shared, &asking, &mut card)?;
            put(&mut contact);
            Ok((card, contact, side, openings::rail(tx, agent)?))
        })
        .await?;
    accesses::opened(app, visitor, card.customer.id, Some(id)).await?;
    card_page(app, visitor, &rail, &card, Some(&contact), &side, None)
}
