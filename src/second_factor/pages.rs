//! The second step at the door, and where one sets it up and takes it off.

use axum::extract::State;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view::{self, Setup};
use super::{store, totp};
use crate::agents::Agent;
use crate::agents::pages::{frame, own_password};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::cookies::Cookie;
use crate::http::fields::Faults;
use crate::http::{Form, Id, Query, Visitor, address, layout};
use crate::id::AgentId;
use crate::sessions::pages::{DoorQuery, see_other, session_cookie};
use crate::sessions::{self, local};

const HERE: &str = "/preferences/second-factor";

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    pub password: String,
    pub code: String,
    pub next: String,
}

/// What an app has to know of somebody's second factor while it is being set up; none if it is on or not begun.
async fn setup(app: &App, agent: &Agent) -> AppResult<Option<Setup>> {
    let id = agent.id;
    let factor = app.read(move |tx| Ok(store::find(tx, id)?)).await?;
    let Some(factor) = factor.filter(|factor| !factor.is_on()) else { return Ok(None) };
    let secret = factor.secret(&app.seal, id)?;
    let uri = totp::uri(&app.config.organisation, &agent.login, &secret);
    Ok(Some(Setup { key: totp::base32(&secret), uri }))
}

/// Tries a code: it counts before it is looked at. `work` says whether it was taken.
async fn attempt<T: Send + 'static>(
    app: &App,
    agent: AgentId,
    now: Time,
    work: impl Fn(&mut db::Tx<'_>) -> AppResult<Option<T>> + Send + 'static,
) -> AppResult<T> {
    let subjects = super::subjects(agent);
    app.write(move |tx| {
        if let Some(seconds) = sessions::delay(tx, &subjects, now)? {
            return Ok(Err(AppError::RateLimited { seconds }));
        }
        match work(tx)? {
            Some(taken) => {
                sessions::forget_failures(tx, &subjects)?;
                Ok(Ok(taken))
            }
            None => {
                sessions::count_failure(tx, &subjects, now)?;
                Ok(Err(AppError::invalid("code", "invalid-code")))
            }
        }
    })
    .await?
}

/// Who has given the password and owes the code.
async fn at_the_door(app: &App, visitor: &Visitor, headers: &HeaderMap) -> AppResult<Option<Agent>> {
    let Some(secret) = Cookie::SecondStep.read(headers, app.config.is_secure()) else { return Ok(None) };
    let now = visitor.locale.now;
    app.read(move |tx| Ok(super::find_step(tx, &secret, now)?)).await
}

/// Back to the first step: nobody is known, or it took too long.
fn first_step(next: &str) -> Response {
    Redirect::to(&address("/login", [("next", next)])).into_response()
}

/// The second step of the log-in.
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<DoorQuery>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let next = local::path(query.next.as_deref());
    let Some(agent) = at_the_door(&app, &visitor, &headers).await? else { return Ok(first_step(next)) };
    Ok(ask_page(&app, &visitor, &agent, next, &Faults::default(), None).await?.into_response())
}

async fn ask_page(
    app: &App,
    visitor: &Visitor,
    agent: &Agent,
    next: &str,
    faults: &Faults,
    wait: Option<i64>,
) -> AppResult<Markup> {
    let setup = setup(app, agent).await?;
    let main = view::ask(visitor, setup.as_ref(), next, faults, wait);
    Ok(layout::door(app, visitor, &visitor.locale.t("second-factor"), next, main))
}

pub async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(typed): Form<CodeForm>,
) -> AppResult<Response> {
    let next = local::path(Some(&typed.next));
    let Some(agent) = at_the_door(&app, &visitor, &headers).await? else { return Ok(first_step(next)) };
    let (now, hours) = (visitor.locale.now, app.config.session_hours);
    let old = Cookie::Session.read(&headers, app.config.is_secure());
    let (house, who) = (app.clone(), agent.clone());
    let entered = attempt(&app, agent.id, now, move |tx| {
        let is_on = store::find(tx, who.id)?.is_some_and(|factor| factor.is_on());
        let taken = if is_on {
            super::takes(tx, &house.seal, who.id, &typed.code, now)?.then(Vec::new)
        } else {
            super::confirm(tx, &house.seal, &who, &typed.code, now)?
        };
        let Some(codes) = taken else { return Ok(None) };
        store::delete_steps(tx, who.id)?;
        Ok(Some((codes, sessions::open(tx, who.id, now, hours, old.as_deref())?)))
    })
    .await;
    let (faults, wait, status) = match entered {
        Ok((codes, opened)) => {
            let cookies =
                [session_cookie(&app, now, &opened), Cookie::SecondStep.take(app.config.is_secure())];
            let mut response = see_other(next, &cookies);
            if !codes.is_empty() {
                // The codes are shown this once, on the way in.
                let main = view::codes_at_the_door(&visitor, &codes, next);
                let title = visitor.locale.t("recovery-codes");
                let headers = std::mem::take(response.headers_mut());
                response = layout::door(&app, &visitor, &title, next, main).into_response();
                for cookie in headers.get_all(SET_COOKIE) {
                    response.headers_mut().append(SET_COOKIE, cookie.clone());
                }
            }
            return Ok(response);
        }
        Err(AppError::RateLimited { seconds }) => {
            (Faults::default(), Some(seconds), StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) => {
            let status = error.status();
            (Faults::of(error)?, None, status)
        }
    };
    let next = next.to_owned();
    let page = ask_page(&app, &visitor, &agent, &next, &faults, wait).await?;
    let mut response = (status, page).into_response();
    if let Some(wait) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.unsigned_abs()));
    }
    Ok(response)
}

/// One's own second factor.
pub async fn show(State(app): State<App>, visitor: Visitor) -> AppResult<Markup> {
    page(&app, &visitor, &Faults::default()).await
}

async fn page(app: &App, visitor: &Visitor, faults: &Faults) -> AppResult<Markup> {
    let agent = &visitor.session()?.agent;
    let id = agent.id;
    let factor = app.read(move |tx| Ok(store::find(tx, id)?)).await?;
    let setup = setup(app, agent).await?;
    let main = view::own(visitor, factor.as_ref(), setup.as_ref(), faults);
    Ok(frame(app, visitor, HERE, &visitor.locale.t("second-factor"), main).await)
}

/// The page again, with what was wrong.
async fn refused(app: &App, visitor: &Visitor, error: AppError) -> AppResult<Response> {
    let (status, faults) = (error.status(), Faults::of(error)?);
    Ok((status, page(app, visitor, &faults).await?).into_response())
}

/// Begins to set it up.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<CodeForm>,
) -> AppResult<Response> {
    if let Err(error) = own_password(&app, &visitor, &typed.password).await {
        return refused(&app, &visitor, error).await;
    }
    let (id, now, house) = (visitor.agent()?, visitor.locale.now, app.clone());
    app.write(move |tx| super::begin(tx, &house.seal, id, now)).await?;
    Ok(Redirect::to(HERE).into_response())
}

/// Turns it on, and shows the recovery codes.
pub async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<CodeForm>,
) -> AppResult<Response> {
    let (agent, now, house) = (visitor.session()?.agent.clone(), visitor.locale.now, app.clone());
    let confirmed =
        attempt(&app, agent.id, now, move |tx| super::confirm(tx, &house.seal, &agent, &typed.code, now))
            .await;
    codes(&app, &visitor, confirmed).await
}

/// New recovery codes instead of the old ones.
pub async fn renew_codes(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<CodeForm>,
) -> AppResult<Response> {
    let renewed =
        proven(&app, &visitor, &typed, |tx, now, agent| super::renew_codes(tx, &agent.author(now), agent))
            .await;
    codes(&app, &visitor, renewed).await
}

async fn codes(app: &App, visitor: &Visitor, codes: AppResult<Vec<String>>) -> AppResult<Response> {
    match codes {
        Ok(codes) => {
            let title = visitor.locale.t("recovery-codes");
            Ok(frame(app, visitor, HERE, &title, view::codes(visitor, &codes)).await.into_response())
        }
        Err(error) => refused(app, visitor, error).await,
    }
}

/// Takes it off, unless the role needs it.
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<CodeForm>,
) -> AppResult<Response> {
    if app.config.require_two_factor.contains(&visitor.session()?.agent.role) {
        let error = AppError::conflict("", "conflict-second-factor-required");
        return refused(&app, &visitor, error).await;
    }
    let removed =
        proven(&app, &visitor, &typed, |tx, now, agent| super::remove(tx, &agent.author(now), agent)).await;
    match removed {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => refused(&app, &visitor, error).await,
    }
}

/// Does something for whoever gives both password and code.
async fn proven<T: Send + 'static>(
    app: &App,
    visitor: &Visitor,
    typed: &CodeForm,
    work: impl Fn(&mut db::Tx<'_>, Time, &Agent) -> AppResult<T> + Send + 'static,
) -> AppResult<T> {
    own_password(app, visitor, &typed.password).await?;
    let (agent, now, house) = (visitor.session()?.agent.clone(), visitor.locale.now, app.clone());
    let code = typed.code.clone();
    attempt(app, agent.id, now, move |tx| {
        if !super::takes(tx, &house.seal, agent.id, &code, now)? {
            return Ok(None);
        }
        work(tx, now, &agent).map(Some)
    })
    .await
}

/// An administrator takes it off somebody who lost it.
pub async fn reset(State(app): State<App>, visitor: Visitor, Id(id): Id<AgentId>) -> AppResult<Redirect> {
    let author = visitor.author()?;
    app.write(move |tx| super::reset(tx, &author, id)).await?;
    Ok(Redirect::to(&format!("/agents/{id}/edit")))
}
