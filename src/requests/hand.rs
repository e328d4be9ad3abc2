//! The request of the contact at hand: read with its panel, written down and changed there.
//!
//! Invariant: saving writes only what one has changed. If somebody else has changed the same meanwhile, nothing is
//! written: what they wrote is shown, and one's own words stay.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use db::{DbError, Tx};
use serde::Deserialize;

use super::form_pages::{self, RequestForm};
use super::statuses::Statuses;
use super::{InShort, Request, RequestInput, store};
use crate::actions;
use crate::app::App;
use crate::card;
use crate::changes;
use crate::drafts::{self, Key};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::http::fields::Faults;
use crate::http::path::address;
use crate::http::{Form, Id, Visitor};
use crate::id::{InteractionId, RequestId};
use crate::interactions::{self, Interaction};
use crate::restrictions;
use crate::teams::features::Feature;

/// Open requests under which a contact may be put by its panel.
const OPEN: i64 = 20;
/// What `editing` says when the request is to be changed in its place.
const EDITING: &str = "request";

/// What a contact stands under, and what it could.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    pub request: Option<Request>,
    pub statuses: Statuses,
    /// Those of its customer under which it could stand.
    pub open: Vec<InShort>,
    /// It is being changed.
    pub editing: Option<Box<Editing>>,
}

/// A request that is being changed in its place.
#[derive(Clone, Debug, Default)]
pub struct Editing {
    pub typed: HandForm,
    pub faults: Faults,
    /// Who has changed the same meanwhile.
    pub theirs: Option<String>,
}

/// A request as it is typed beside its contact, and as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HandForm {
    pub title: String,
    pub description: String,
    pub status: String,
    pub was_title: String,
    pub was_description: String,
    pub was_status: String,
    /// The one that was read.
    pub request: Option<RequestId>,
    /// The page it stands on.
    pub at: Option<String>,
}

/// Under which key its words are kept; they go with the contact.
pub fn key(interaction: InteractionId) -> Key {
    Key::of_interaction(interaction, EDITING)
}

/// The panel's own page with the request open.
pub fn editing_address(at: &str) -> String {
    address(at, [("editing", EDITING)])
}

impl Hand {
    pub fn read(tx: &mut Tx<'_>, of: &Interaction) -> Result<Hand, DbError> {
        let request = match of.request {
            Some(id) => store::find(tx, id)?,
            None => None,
        };
        let open = match (of.customer, &request) {
            (Some(customer), None) => {
                store::list_open(tx, customer, OPEN)?.iter().map(Request::in_short).collect()
            }
            _ => Vec::new(),
        };
        let statuses = if request.is_some() { Statuses(store::statuses(tx)?) } else { Statuses::default() };
        Ok(Hand { request, statuses, open, editing: None })
    }

    /// Opens the request for changing, if that is what is asked for.
    pub fn open(&mut self, visitor: &Visitor, asked: Option<&str>) {
        if let Some(request) = self.request.as_ref().filter(|_| asked == Some(EDITING))
            && visitor.may(Feature::RequestsEdit)
        {
            let editing = Editing { typed: HandForm::of(request), ..Editing::default() };
            self.editing = Some(Box::new(editing));
        }
    }
}

impl HandForm {
    fn of(request: &Request) -> HandForm {
        let (title, status) = (request.title.clone(), request.status.clone());
        let description = request.description.clone().unwrap_or_default();
        HandForm {
            was_title: title.clone(),
            was_description: description.clone(),
            was_status: status.clone(),
            title,
            description,
            status,
            request: Some(request.id),
            at: None,
        }
    }

    /// What one has changed of what the request is now.
    ///
    /// # Errors
    /// `Stale` where somebody else has changed the same to something else.
    fn laid(&self, request: &Request) -> AppResult<RequestInput> {
        let now = HandForm::of(request);
        let lay = |typed: &str, was: &str, now: &str| {
            // A browser writes the ends of lines its own way.
            let (typed, was) = (typed.trim().replace("\r\n", "\n"), was.trim().replace("\r\n", "\n"));
            match typed != was {
                false => Ok(now.to_owned()),
                true if now.trim() != was && now.trim() != typed => Err(AppError::Stale),
                true => Ok(typed),
            }
        };
        let title = lay(&self.title, &self.was_title, &now.title)?;
        let description = lay(&self.description, &self.was_description, &now.description)?;
        let status = lay(&self.status, &self.was_status, &now.status)?;
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(RequestInput {
            title: some(title),
            description: some(description),
            status: some(status),
            ..RequestInput::of(request)
        })
    }
}

/// The request that a contact stands under.
fn request_of(tx: &mut Tx<'_>, interaction: InteractionId) -> AppResult<Request> {
    let id = interactions::store::get(tx, interaction)?.request.ok_or(AppError::NotFound)?;
    restrictions::refuse_of(tx, "requests", id.0)?;
    store::find(tx, id)?.ok_or(AppError::NotFound)
}

/// Saves the request of a contact from its panel, whichever version it has.
pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(typed): Form<HandForm>,
) -> AppResult<Response> {
    let (author, agent, form) = (visitor.author()?, visitor.agent()?, typed.clone());
    author.needs(Feature::RequestsSee)?;
    author.needs(Feature::RequestsEdit)?;
    let at = actions::back(typed.at.as_deref()).map_or_else(|| format!("/interactions/{id}"), str::to_owned);
    let saved = app
        .write(move |tx| {
            let before = request_of(tx, id)?;
            if form.request.is_some_and(|read| read != before.id) {
                return Err(AppError::Stale);
            }
            let input = form.laid(&before)?;
            let after = super::update(tx, &author, before.id, before.version, Required::Kept, &input)?;
            drafts::store::delete(tx, agent, &key(id))?;
            actions::last_since(tx, "request", after.id.0, before.version, after.version)
        })
        .await;
    let error = match saved {
        Ok(done) => return Ok(Redirect::to(&actions::address(&at, done)).into_response()),
        Err(error) => error,
    };
    let stale = matches!(error, AppError::Stale);
    let status = if stale { StatusCode::PRECONDITION_FAILED } else { error.status() };
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let editing = app
        .read(move |tx| {
            let now = request_of(tx, id)?;
            let mut editing = Editing { typed: typed.clone(), faults: faults.clone(), theirs: None };
            if stale {
                // Sent again, it is meant: what the request is now stands beside it.
                let HandForm { was_title, was_description, was_status, request, .. } = HandForm::of(&now);
                let HandForm { title, description, status, at, .. } = typed.clone();
                editing.typed = HandForm {
                    title,
                    description,
                    status,
                    was_title,
                    was_description,
                    was_status,
                    request,
                    at,
                };
                let last = changes::store::last_of(tx, "request", now.id.0)?;
                editing.theirs = Some(last.map(|last| last.change.by).unwrap_or_default());
            }
            Ok(editing)
        })
        .await?;
    let put = move |contact: &mut card::Contact| contact.hand.editing = Some(Box::new(editing));
    Ok((status, card::pages::with_contact(&app, &visitor, id, &at, put).await?).into_response())
}

/// The title of a new request.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    title: String,
    at: Option<String>,
}

/// Writes a request down by its title alone and puts the contact under it; its description is what one goes on with.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Form(form): Form<NewForm>,
) -> AppResult<Response> {
    let (author, agent, title) = (visitor.author()?, visitor.agent()?, form.title.trim().to_owned());
    author.needs(Feature::RequestsSee)?;
    let customer = app.read(move |tx| Ok(interactions::store::get(tx, id)?.customer)).await?;
    let Some(customer) = customer else {
        return Err(AppError::conflict("customer_id", "conflict-nobodys-contact"));
    };
    let input = RequestInput {
        customer_id: Some(customer),
        interaction_id: Some(id),
        title: Some(title.clone()),
        ..RequestInput::default()
    };
    let made = app
        .write(move |tx| {
            let request = super::create(tx, &author, &input)?;
            drafts::store::delete(tx, agent, &key(id))?;
            actions::last(tx, "request", request.id.0)
        })
        .await;
    match made {
        Ok(done) => {
            let own = format!("/interactions/{id}");
            let at = editing_address(actions::back(form.at.as_deref()).unwrap_or(&own));
            Ok(Redirect::to(&actions::address(&at, done)).into_response())
        }
        // More is needed than a title: the whole form asks for it.
        Err(error) => {
            let typed = RequestForm { title, interaction: Some(id), ..RequestForm::default() };
            form_pages::refused(&app, &visitor, customer, &typed, error).await
        }
    }
}
