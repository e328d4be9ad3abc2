//! The people who log in, for administrators. One's own preferences are in `preferences`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

pub use super::preferences::{own_password, preferences, update_password, update_preferences};
use super::{Agent, AgentInput, AgentState, store, view};
use crate::app::App;
use crate::error::{AppError, AppResult, FieldError};
use crate::fold::fold_case;
use crate::http::fields::Faults;
use crate::http::paging::{Cursor, Page};
use crate::http::{Form, Id, Query, Visitor, layout};
use crate::id::AgentId;
use crate::words::Role;
use crate::{openings, second_factor, sessions, teams};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    after: Option<String>,
}

/// What an administrator typed of an agent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AgentForm {
    pub login: String,
    pub name: String,
    pub email: String,
    pub role: String,
    pub team: String,
    pub state: String,
    pub version: i64,
}

impl AgentForm {
    pub fn of(agent: &Agent) -> AgentForm {
        AgentForm {
            login: agent.login.clone(),
            name: agent.name.clone(),
            email: agent.email.clone().unwrap_or_default(),
            role: agent.role.to_string(),
            team: agent.team.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            state: if agent.state == AgentState::Disabled {
                AgentState::Disabled
            } else {
                AgentState::Active
            }
            .to_string(),
            version: agent.version,
        }
    }

    fn input(&self) -> AppResult<AgentInput> {
        let role = self.role.parse().map_err(|_| AppError::invalid("role", "invalid-choice"))?;
        Ok(AgentInput {
            login: self.login.clone(),
            name: self.name.clone(),
            email: Some(self.email.clone()),
            role,
            team: Some(self.team.clone()),
        })
    }
}

/// A page of the administration.
pub async fn frame(app: &App, visitor: &Visitor, here: &str, title: &str, main: Markup) -> Markup {
    let rail = openings::pages::beside(app, visitor, here).await;
    layout::page(app, visitor, layout::Page { rail, ..layout::Page::new(title, main) })
}

pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<ListQuery>,
) -> AppResult<Markup> {
    let page = Page::read(Some(100), query.after.as_deref(), 100, false)?;
    let (part, now) = (page.clone(), visitor.locale.now);
    let (found, invitations) = app
        .read(move |tx| {
            let found = store::list(tx, &part)?;
            let invited: Vec<AgentId> = found.iter().map(|agent| agent.id).collect();
            Ok((found, sessions::store::invitations(tx, &invited, now)?))
        })
        .await?;
    let listed = page.list(found, |agent| Cursor::text(fold_case(&agent.login), agent.id.0));
    let title = visitor.locale.t("people-title");
    Ok(frame(&app, &visitor, "/agents", &title, view::list(&visitor, &listed, &invitations)).await)
}

pub async fn new(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    let typed = AgentForm { role: Role::Agent.to_string(), ..AgentForm::default() };
    new_page(&app, &visitor, &typed, &Faults::default()).await
}

async fn new_page(app: &App, visitor: &Visitor, typed: &AgentForm, faults: &Faults) -> AppResult<Markup> {
    let teams = app.read(|tx| Ok(teams::store::names(tx)?)).await?;
    let title = visitor.locale.t("agent-new");
    Ok(frame(app, visitor, "/agents/new", &title, view::new(visitor, typed, &teams, faults)).await)
}

/// Makes an invited agent and shows their one-time address, which nobody can show again.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(typed): Form<AgentForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let made = match typed.input() {
        Err(error) => Err(error),
        Ok(input) => {
            app.write(move |tx| {
                let agent = super::create(tx, &author, &input, None)?;
                super::invite(tx, &author, agent.id)
            })
            .await
        }
    };
    match made {
        Ok((agent, secret)) => Ok(handover(&app, &visitor, &headers, &agent, &secret).await),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            Ok((status, new_page(&app, &visitor, &typed, &faults).await?).into_response())
        }
    }
}

async fn handover(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    agent: &Agent,
    secret: &str,
) -> Response {
    let address = format!("{}/invitations/{secret}", base(app, headers));
    let title = visitor.locale.t("handover-title");
    frame(app, visitor, "/agents", &title, view::handover(visitor, agent, &address)).await.into_response()
}

/// The address under which this house is reached.
fn base(app: &App, headers: &HeaderMap) -> String {
    match &app.config.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => {
            let host = headers.get(HOST).and_then(|host| host.to_str().ok());
            format!("http://{}", host.map_or_else(|| app.config.listen.to_string(), str::to_owned))
        }
    }
}

pub async fn edit(State(app): State<App>, visitor: Visitor, Id(id): Id<AgentId>) -> AppResult<Markup> {
    let agent = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    edit_page(&app, &visitor, &agent, &AgentForm::of(&agent), &Faults::default(), false).await
}

async fn edit_page(
    app: &App,
    visitor: &Visitor,
    agent: &Agent,
    typed: &AgentForm,
    faults: &Faults,
    stale: bool,
) -> AppResult<Markup> {
    let id = agent.id;
    let (teams, factor) =
        app.read(move |tx| Ok((teams::store::names(tx)?, second_factor::store::find(tx, id)?))).await?;
    let known = view::Known {
        teams: &teams,
        stale,
        // One's own is taken off in the preferences, by password and code.
        second_factor: factor.is_some() && visitor.agent()? != id,
    };
    let main = view::edit(visitor, agent, typed, &known, faults);
    Ok(frame(app, visitor, &format!("/agents/{}/edit", agent.id), &agent.name, main).await)
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<AgentId>,
    Form(typed): Form<AgentForm>,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let state = typed.state.parse::<AgentState>().ok().filter(|state| *state != AgentState::Invited);
    let updated = match (typed.input(), state) {
        (Err(error), _) => Err(error),
        (_, None) => Err(AppError::Invalid(vec![FieldError::new("state", "invalid-choice")])),
        (Ok(input), Some(state)) => {
            let version = typed.version;
            app.write(move |tx| super::update(tx, &author, id, version, &input, state)).await
        }
    };
    let error = match updated {
        Ok(_) => return Ok(Redirect::to("/agents").into_response()),
        Err(error) => error,
    };
    let agent = app.read(move |tx| Ok(store::get(tx, id)?)).await?;
    let (status, stale) = (error.status(), matches!(error, AppError::Stale));
    let faults = if stale { Faults::default() } else { Faults::of(error)? };
    // Sent again, it is meant: what the other wrote is on the page now.
    let typed = if stale { AgentForm { version: agent.version, ..typed } } else { typed };
    Ok((status, edit_page(&app, &visitor, &agent, &typed, &faults, stale).await?).into_response())
}

/// A new one-time address: for who never came, and for who forgot the password.
pub async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<AgentId>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let author = visitor.author()?;
    let (agent, secret) = app.write(move |tx| super::invite(tx, &author, id)).await?;
    Ok(handover(&app, &visitor, &headers, &agent, &secret).await)
}
