//! The form of a request, new or changed.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use maud::Markup;
use serde::Deserialize;

use super::form_view::{self, Sheet};
use super::pages::address;
use super::statuses::Statuses;
use super::{Request, RequestInput};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::agents::{self, Agent};
use crate::app::App;
use crate::customers;
use crate::drafts::{self, Key};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::fields::typed::Typed;
use crate::fields::{self, Definitions, Entity};
use crate::http::fields::Faults;
use crate::http::paging::Page;
use crate::http::{Form, Id, Query, Visitor};
use crate::id::{CustomerId, InteractionId, RequestId};
use crate::interactions;
use crate::language::Locale;
use crate::teams;
use crate::teams::features::Feature;

/// A request as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    pub title: String,
    pub description: String,
    pub status: String,
    pub owner: String,
    pub team: String,
    pub due: String,
    /// With commas between.
    pub tags: String,
    pub interaction: Option<InteractionId>,
    pub version: i64,
    pub defined_key: Vec<String>,
    pub defined_value: Vec<String>,
    pub defined_choice: Vec<String>,
}

impl RequestForm {
    fn of(request: &Request, definitions: &Definitions, locale: &Locale) -> RequestForm {
        let Typed { keys, values, choices } = Typed::of(definitions, &request.fields, locale);
        RequestForm {
            title: request.title.clone(),
            description: request.description.clone().unwrap_or_default(),
            status: request.status.clone(),
            owner: request.owner.as_ref().map(|owner| owner.login.clone()).unwrap_or_default(),
            team: request.team.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            due: request.due.map(|due| due.to_string()).unwrap_or_default(),
            tags: request.tags.join(", "),
            interaction: None,
            version: request.version,
            defined_key: keys,
            defined_value: values,
            defined_choice: choices,
        }
    }

    pub fn typed(&self) -> Typed {
        Typed {
            keys: self.defined_key.clone(),
            values: self.defined_value.clone(),
            choices: self.defined_choice.clone(),
        }
    }

    /// What the form says; `base`: what is there already, or a new one of a customer.
    fn input(&self, base: RequestInput, definitions: &Definitions) -> RequestInput {
        let some = |text: &str| Some(text.trim().replace("\r\n", "\n")).filter(|text| !text.is_empty());
        let tags = self.tags.split(',').map(str::trim).filter(|tag| !tag.is_empty());
        // What is archived is in no form, and stays.
        let mut fields = base.fields.clone();
        fields.retain(|key, _| definitions.find(key).is_none());
        fields.extend(self.typed().say());
        RequestInput {
            title: some(&self.title),
            description: some(&self.description),
            status: some(&self.status),
            owner: some(&self.owner),
            team: some(&self.team),
            due: some(&self.due),
            tags: tags.map(str::to_owned).collect(),
            fields,
            ..base
        }
    }
}

/// What can be chosen in the form.
#[derive(Clone, Debug)]
pub struct Choices {
    pub statuses: Statuses,
    pub agents: Vec<Agent>,
    pub teams: Vec<String>,
    pub definitions: Definitions,
}

impl Choices {
    pub fn read(tx: &mut Tx<'_>) -> AppResult<Choices> {
        Ok(Choices {
            statuses: Statuses::read(tx)?,
            agents: agents::store::list(tx, &Page::first(500))?,
            teams: teams::store::names(tx)?,
            definitions: fields::store::definitions(tx, Entity::Request)?,
        })
    }
}

/// Under which key the words of a form are kept; they go with the customer.
pub fn key(customer: CustomerId, request: Option<RequestId>) -> Key {
    let form = request.map_or_else(|| "request".to_owned(), |id| format!("request-{id}"));
    Key::of_customer(customer, &form)
}

/// The interaction that a new one comes from.
#[derive(Deserialize)]
pub struct NewQuery {
    interaction: Option<InteractionId>,
}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<NewQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::RequestsAdd)?;
    let from = query.interaction;
    let topic = app
        .read(move |tx| {
            let from = from.map(|id| interactions::store::find(tx, id)).transpose()?.flatten();
            Ok(from.and_then(|one| one.topic))
        })
        .await?;
    let typed = RequestForm { title: topic.unwrap_or_default(), interaction: from, ..RequestForm::default() };
    sheet(&app, &visitor, customer, None, &typed, &Faults::default(), false).await
}

/// The form on a page of its own. `request`: the one that it changes.
async fn sheet(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    request: Option<&Request>,
    typed: &RequestForm,
    faults: &Faults,
    stale: bool,
) -> AppResult<Markup> {
    let (choices, name) = app
        .read(move |tx| {
            let name = customers::store::names(tx, [customer])?.remove(&customer);
            Ok((Choices::read(tx)?, name.ok_or(AppError::NotFound)?))
        })
        .await?;
    accesses::opened(app, visitor, customer, typed.interaction).await?;
    let sheet = Sheet { visitor, customer, name: &name, request, choices: &choices, typed, faults, stale };
    let title = form_view::title(&visitor.locale, request);
    let main = form_view::form(&sheet);
    Ok(frame(app, visitor, &format!("/customers/{customer}"), &title, main).await)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<RequestForm>,
) -> AppResult<Response> {
    let (author, agent, form) = (visitor.author()?, visitor.agent()?, typed.clone());
    let made = app
        .write(move |tx| {
            let definitions = fields::store::definitions(tx, Entity::Request)?;
            let base = RequestInput {
                customer_id: Some(customer),
                interaction_id: form.interaction,
                ..RequestInput::default()
            };
            let request = super::create(tx, &author, &form.input(base, &definitions))?;
            drafts::store::delete(tx, agent, &key(customer, None))?;
            // Whoever wrote it down beside a contact goes on there.
            let at = match form.interaction {
                Some(_) => address(customer, form.interaction),
                None => format!("/requests/{}", request.id),
            };
            Ok(actions::address(&at, actions::last(tx, "request", request.id.0)?))
        })
        .await;
    match made {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(error) => refused(&app, &visitor, customer, &typed, error).await,
    }
}

/// The form of a new one that was refused.
pub async fn refused(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    typed: &RequestForm,
    error: AppError,
) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    let page = sheet(app, visitor, customer, None, typed, &faults, false).await?;
    Ok((status, page).into_response())
}

pub async fn edit(State(app): State<App>, visitor: Visitor, Id(id): Id<RequestId>) -> AppResult<Markup> {
    let reader = visitor.author()?;
    reader.needs(Feature::RequestsEdit)?;
    let (request, definitions) = app
        .read(move |tx| Ok((super::get(tx, &reader, id)?, fields::store::definitions(tx, Entity::Request)?)))
        .await?;
    let typed = RequestForm::of(&request, &definitions, &visitor.locale);
    sheet(&app, &visitor, request.customer, Some(&request), &typed, &Faults::default(), false).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<RequestId>,
    Form(typed): Form<RequestForm>,
) -> AppResult<Response> {
    let (author, agent, form) = (visitor.author()?, visitor.agent()?, typed.clone());
    let saved = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            let definitions = fields::store::definitions(tx, Entity::Request)?;
            let input = form.input(RequestInput::of(&before), &definitions);
            let after = super::update(tx, &author, id, form.version, Required::All, &input)?;
            drafts::store::delete(tx, agent, &key(after.customer, Some(id)))?;
            let done = actions::last_since(tx, "request", id.0, before.version, after.version)?;
            Ok(actions::address(&format!("/requests/{id}"), done))
        })
        .await;
    let error = match saved {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(error) => error,
    };
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let reader = visitor.author()?;
    let request = app.read(move |tx| super::get(tx, &reader, id)).await?;
    // Sent again, it is meant: what the request is now stands on the page.
    let version = if stale { request.version } else { typed.version };
    let typed = RequestForm { version, ..typed };
    let page = sheet(&app, &visitor, request.customer, Some(&request), &typed, &faults, stale).await?;
    Ok((status, page).into_response())
}
