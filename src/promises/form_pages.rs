//! The form of a promise, new or changed: in a dialog over the card, without scripts on a page of its own.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use db::Tx;
use maud::Markup;
use serde::Deserialize;

use super::form_view::{self, Sheet};
use super::{Promise, PromiseInput};
use crate::accesses;
use crate::actions;
use crate::agents::pages::frame;
use crate::agents::{self, Agent, AgentState};
use crate::app::App;
use crate::clock::Time;
use crate::customers;
use crate::drafts::{self, Key};
use crate::error::{AppError, AppResult};
use crate::http::fields::Faults;
use crate::http::layout;
use crate::http::paging::Page;
use crate::http::{Form, Id, Part, Query, Visitor};
use crate::id::{CustomerId, InteractionId, PromiseId, RequestId};
use crate::language::Locale;
use crate::restrictions;
use crate::teams;
use crate::teams::features::Feature;

/// What is chosen instead of a time.
pub const CHOICES: [(&str, &str); 4] = [
    ("hour", "promise-in-an-hour"),
    ("today", "promise-today-17"),
    ("tomorrow", "promise-tomorrow-10"),
    ("days", "promise-in-three-days"),
];

/// A promise as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PromiseForm {
    pub text: String,
    /// One of `CHOICES`.
    pub due: String,
    /// A day and a time of day of the reader's; it counts if it is another than `was`.
    pub exact: String,
    pub was: String,
    /// `agent:LOGIN` or `team:NAME`.
    pub whose: String,
    pub interaction: Option<InteractionId>,
    pub request: Option<RequestId>,
    pub version: i64,
    /// The page one came from.
    pub at: Option<String>,
}

/// The moment that a choice means now; none where it is over.
pub fn chosen(locale: &Locale, choice: &str) -> Option<Time> {
    let at = match choice {
        "hour" => Some(locale.now.plus(Time::HOUR)),
        "today" => locale.in_days(0, 17),
        "tomorrow" => locale.in_days(1, 10),
        "days" => locale.in_days(3, 10),
        _ => None,
    };
    at.filter(|at| *at > locale.now)
}

impl PromiseForm {
    fn of(one: &Promise, locale: &Locale, at: Option<String>) -> PromiseForm {
        let whose = match (&one.owner, &one.team) {
            (Some(owner), _) => format!("agent:{}", owner.login),
            (None, Some((_, team))) => format!("team:{team}"),
            (None, None) => String::new(),
        };
        let exact = locale.moment_of(one.due_at);
        PromiseForm {
            text: one.text.clone(),
            was: exact.clone(),
            exact,
            whose,
            version: one.version,
            at,
            ..PromiseForm::default()
        }
    }

    /// What the form says; `base`: what is there already, or a new one of a customer.
    fn input(&self, base: PromiseInput, locale: &Locale) -> AppResult<PromiseInput> {
        let (owner, team) = match self.whose.split_once(':') {
            Some(("agent", login)) if base.owner.as_deref() == Some(login) => (base.owner, base.team),
            Some(("agent", login)) => (Some(login.to_owned()), None),
            Some(("team", name)) => (None, Some(name.to_owned())),
            _ => (base.owner, base.team),
        };
        let due_at = match self.exact.trim() {
            exact if exact != self.was => {
                Some(locale.moment(exact).ok_or_else(|| AppError::invalid("due_at", "invalid-date"))?)
            }
            _ if !self.due.is_empty() => {
                let at = chosen(locale, &self.due);
                Some(at.ok_or_else(|| AppError::invalid("due_at", "invalid-due-past"))?)
            }
            _ => base.due_at,
        };
        let text = Some(self.text.trim().replace("\r\n", "\n")).filter(|text| !text.is_empty());
        Ok(PromiseInput { text, due_at, owner, team, ..base })
    }
}

/// Who may keep a promise.
#[derive(Clone, Debug)]
pub struct Keepers {
    pub agents: Vec<Agent>,
    pub teams: Vec<String>,
}

impl Keepers {
    pub fn read(tx: &mut Tx<'_>) -> AppResult<Keepers> {
        let mut agents = agents::store::list(tx, &Page::first(500))?;
        agents.retain(|agent| agent.state != AgentState::Disabled);
        Ok(Keepers { agents, teams: teams::store::names(tx)? })
    }
}

/// Under which key the words of a form are kept; they go with the customer.
pub fn key(customer: CustomerId, promise: Option<PromiseId>) -> Key {
    let form = promise.map_or_else(|| "promise".to_owned(), |id| format!("promise-{id}"));
    Key::of_customer(customer, &form)
}

/// What a new one is given in and belongs to, and the page one came from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewQuery {
    interaction: Option<InteractionId>,
    request: Option<RequestId>,
    at: Option<String>,
}

pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Query(query): Query<NewQuery>,
) -> AppResult<Markup> {
    visitor.author()?.needs(Feature::PromisesAdd)?;
    app.read(move |tx| restrictions::refuse(tx, customer)).await?;
    let typed = PromiseForm {
        due: "tomorrow".to_owned(),
        whose: format!("agent:{}", visitor.session()?.agent.login),
        interaction: query.interaction,
        request: query.request,
        at: query.at,
        ..PromiseForm::default()
    };
    sheet(&app, &visitor, &part, customer, None, &typed, &Faults::default(), false).await
}

/// The form. `promise`: the one that it changes.
#[expect(clippy::too_many_arguments, reason = "what a page of a form is made of")]
async fn sheet(
    app: &App,
    visitor: &Visitor,
    part: &Part,
    customer: CustomerId,
    promise: Option<&Promise>,
    typed: &PromiseForm,
    faults: &Faults,
    stale: bool,
) -> AppResult<Markup> {
    let (keepers, name) = app
        .read(move |tx| {
            let name = customers::store::names(tx, [customer])?.remove(&customer);
            Ok((Keepers::read(tx)?, name.ok_or(AppError::NotFound)?))
        })
        .await?;
    accesses::opened(app, visitor, customer, typed.interaction).await?;
    let title = visitor.locale.t(if promise.is_some() { "promise-edit-title" } else { "promise-new" });
    let sheet = Sheet { visitor, customer, name: &name, promise, keepers: &keepers, typed, faults, stale };
    let form = form_view::form(&sheet);
    if part.is("sheet") {
        return Ok(layout::sheet(&visitor.locale, &title, &form));
    }
    let main = form_view::page(&sheet, &title, &form);
    Ok(frame(app, visitor, &format!("/customers/{customer}"), &title, main).await)
}

/// Where one goes on: where one came from, or the card.
fn back(at: Option<&str>, customer: CustomerId) -> String {
    actions::back(at).map_or_else(|| format!("/customers/{customer}"), str::to_owned)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(customer): Id<CustomerId>,
    Form(typed): Form<PromiseForm>,
) -> AppResult<Response> {
    let (author, agent, form, locale) =
        (visitor.author()?, visitor.agent()?, typed.clone(), visitor.locale.clone());
    let made = app
        .write(move |tx| {
            let base = PromiseInput {
                customer_id: Some(customer),
                interaction_id: form.interaction,
                request_id: form.request,
                ..PromiseInput::default()
            };
            let promise = super::create(tx, &author, &form.input(base, &locale)?)?;
            drafts::store::delete(tx, agent, &key(customer, None))?;
            let at = back(form.at.as_deref(), customer);
            Ok(actions::address(&at, actions::last(tx, "promise", promise.id.0)?))
        })
        .await;
    match made {
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            let page = sheet(&app, &visitor, &part, customer, None, &typed, &faults, false).await?;
            Ok((status, page).into_response())
        }
    }
}

/// The page one came from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditQuery {
    at: Option<String>,
}

pub async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<PromiseId>,
    Query(query): Query<EditQuery>,
) -> AppResult<Markup> {
    let reader = visitor.author()?;
    reader.needs(Feature::PromisesEdit)?;
    let promise = app.read(move |tx| super::get(tx, &reader, id)).await?;
    let typed = PromiseForm::of(&promise, &visitor.locale, query.at);
    sheet(&app, &visitor, &part, promise.customer, Some(&promise), &typed, &Faults::default(), false).await
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    part: Part,
    Id(id): Id<PromiseId>,
    Form(typed): Form<PromiseForm>,
) -> AppResult<Response> {
    let (author, agent, form, locale) =
        (visitor.author()?, visitor.agent()?, typed.clone(), visitor.locale.clone());
    let saved = app
        .write(move |tx| {
            let before = super::get(tx, &author, id)?;
            let input = form.input(PromiseInput::of(&before), &locale)?;
            let after = super::update(tx, &author, id, form.version, &input)?;
            drafts::store::delete(tx, agent, &key(after.customer, Some(id)))?;
            let done = actions::last_since(tx, "promise", id.0, before.version, after.version)?;
            Ok(actions::address(&back(form.at.as_deref(), after.customer), done))
        })
        .await;
    let error = match saved {
        Ok(address) => return Ok(Redirect::to(&address).into_response()),
        Err(error) => error,
    };
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    let reader = visitor.author()?;
    let promise = app.read(move |tx| super::get(tx, &reader, id)).await?;
    // Sent again, it is meant: what the promise is now stands on the page.
    let version = if stale { promise.version } else { typed.version };
    let typed = PromiseForm { version, ..typed };
    let page = sheet(&app, &visitor, &part, promise.customer, Some(&promise), &typed, &faults, stale).await?;
    Ok((status, page).into_response())
}
