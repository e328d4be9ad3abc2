//! Log-in, log-out, and the one-time addresses that make or open an account.

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view;
use super::{address, local};
use crate::agents::{self, Agent, AgentInput, AgentState, password};
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::cookies::Cookie;
use crate::http::fields::Faults;
use crate::http::{self, Form, Query, Visitor, layout};
use crate::language::Language;
use crate::sessions::{self, Entry, Opened};
use crate::words::Role;

/// Where a connection comes from; absent where the server is called without one.
pub type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

/// What stands in the address of a page before log-in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DoorQuery {
    /// Chosen there and then; kept for who has not chosen yet.
    lang: Option<String>,
    /// Where to go after log-in.
    pub next: Option<String>,
    /// One has just logged out.
    out: Option<String>,
}

impl DoorQuery {
    fn language(&self) -> Option<Language> {
        self.lang.as_deref()?.parse().ok()
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LogIn {
    pub login: String,
    pub password: String,
    pub next: String,
}

pub async fn new(State(app): State<App>, visitor: Visitor, Query(query): Query<DoorQuery>) -> Response {
    let next = local::path(query.next.as_deref());
    if visitor.session.is_some() {
        return Redirect::to(next).into_response();
    }
    let typed = LogIn { next: next.to_owned(), ..LogIn::default() };
    page(&app, &visitor, &typed, &query, &Faults::default(), None).await.into_response()
}

/// The log-in again, with why the provider's did not work.
pub async fn refused(app: &App, visitor: &Visitor, next: &str, error: AppError) -> AppResult<Response> {
    let status = error.status();
    let faults = Faults::of(error)?;
    let typed = LogIn { next: next.to_owned(), ..LogIn::default() };
    Ok((status, page(app, visitor, &typed, &DoorQuery::default(), &faults, None).await).into_response())
}

async fn page(
    app: &App,
    visitor: &Visitor,
    typed: &LogIn,
    query: &DoorQuery,
    faults: &Faults,
    wait: Option<i64>,
) -> Markup {
    let organisation = &app.config.organisation;
    let other = match &app.oidc {
        Some(provider) => Some(view::Other {
            name: app.config.oidc.label.as_ref().unwrap_or(organisation),
            way_out: if query.out.is_some() { provider.way_out().await } else { None },
        }),
        None => None,
    };
    let main = view::log_in(visitor, organisation, other.as_ref(), typed, query.language(), faults, wait);
    layout::door(app, visitor, &visitor.locale.t("log-in"), &typed.next, main)
}

/// Logs in. Unknown logins, wrong passwords and accounts that may not log in get the same answer in the same time.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<DoorQuery>,
    peer: Peer,
    headers: HeaderMap,
    Form(typed): Form<LogIn>,
) -> AppResult<Response> {
    let now = visitor.locale.now;
    let [login, address] =
        sessions::subjects(&typed.login, &address::of(app.config.trust_proxy, &headers, peer));
    let subjects = vec![login, address];
    let (tried, name) = (subjects.clone(), typed.login.clone());
    // The try counts before the password is compared, so that many at once cannot outrun the delay.
    let looked = app
        .write(move |tx| {
            if let Some(wait) = sessions::delay(tx, &tried, now)? {
                return Ok(Err(wait));
            }
            sessions::count_failure(tx, &tried[..1], now)?;
            Ok(Ok(agents::store::find_with_password(tx, &name)?))
        })
        .await?;
    let found = match looked {
        Ok(found) => found.filter(|(agent, _)| agent.state == AgentState::Active),
        Err(wait) => return Ok(too_many(&app, &visitor, &typed, &query, wait).await),
    };
    let (agent, hash) = found.unzip();
    let fits = password::verify(typed.password.clone(), hash.flatten()).await?;
    let (Some(agent), true) = (agent, fits) else {
        app.write(move |tx| Ok(sessions::count_failure(tx, &subjects[1..], now)?)).await?;
        let faults = Faults(vec![FieldError::new("password", "invalid-log-in")]);
        let page = page(&app, &visitor, &typed, &query, &faults, None).await;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let old = Cookie::Session.read(&headers, app.config.is_secure());
    let (language, house) = (query.language(), app.clone());
    let entry = app
        .write(move |tx| {
            // Somebody may have closed the account while the password was being compared.
            let agent = agents::store::get(tx, agent.id)?;
            if agent.state != AgentState::Active {
                return Err(AppError::invalid("password", "invalid-log-in"));
            }
            sessions::forget_failures(tx, &subjects)?;
            keep_language(tx, &agent.author(now), &agent, language)?;
            sessions::admit(tx, &house, &agent, now, old.as_deref())
        })
        .await?;
    Ok(admit(&app, now, &entry, local::path(Some(&typed.next))))
}

async fn too_many(app: &App, visitor: &Visitor, typed: &LogIn, query: &DoorQuery, wait: i64) -> Response {
    let page = page(app, visitor, typed, query, &Faults::default(), Some(wait)).await;
    let mut response = (StatusCode::TOO_MANY_REQUESTS, page).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.unsigned_abs()));
    response
}

/// A language that was picked at the door stays, unless the agent chose one before.
fn keep_language(
    tx: &mut db::Tx<'_>,
    author: &Author,
    agent: &Agent,
    language: Option<Language>,
) -> AppResult<()> {
    if language.is_some() && agent.preferences.language.is_none() {
        let preferences = agents::Preferences { language, ..agent.preferences.clone() };
        agents::prefer(tx, author, agent.id, preferences)?;
    }
    Ok(())
}

/// Goes on into the house, or to the second step.
fn admit(app: &App, now: Time, entry: &Entry, to: &str) -> Response {
    match entry {
        Entry::Session(opened) => enter(app, now, opened, to),
        Entry::SecondStep(opened) => {
            let way = http::address("/login/code", [("next", if to == "/" { "" } else { to })]);
            let seconds = opened.expires_at.seconds_since(now);
            see_other(&way, &[Cookie::SecondStep.give(app.config.is_secure(), &opened.secret, seconds)])
        }
    }
}

/// Goes on with the cookie of a new session.
pub fn enter(app: &App, now: Time, opened: &Opened, to: &str) -> Response {
    see_other(to, &[session_cookie(app, now, opened)])
}

/// The cookie of a new session.
pub fn session_cookie(app: &App, now: Time, opened: &Opened) -> String {
    Cookie::Session.give(app.config.is_secure(), &opened.secret, opened.expires_at.seconds_since(now))
}

/// Leads on, with cookies to keep.
pub fn see_other(to: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    if let Ok(to) = HeaderValue::from_str(to) {
        headers.insert(LOCATION, to);
    }
    for cookie in cookies {
        if let Ok(cookie) = HeaderValue::from_str(cookie) {
            headers.append(SET_COOKIE, cookie);
        }
    }
    response
}

/// Logs out: the session is over for every window of this browser.
pub async fn delete(State(app): State<App>, visitor: Visitor) -> AppResult<Response> {
    let session = visitor.session()?.clone();
    let now = visitor.locale.now;
    app.write(move |tx| Ok(sessions::end(tx, now, &session)?)).await?;
    let way = if app.oidc.is_some() { "/login?out=1" } else { "/login" };
    Ok(see_other(way, &[Cookie::Session.take(app.config.is_secure())]))
}

/// What is asked at a one-time address: everything of the first administrator, the password of who was invited.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Acceptance {
    pub login: String,
    pub name: String,
    pub language: String,
    pub password: String,
    pub password_again: String,
}

pub async fn invitation(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> AppResult<Response> {
    let now = visitor.locale.now;
    let found = app.read(move |tx| sessions::find_invitation(tx, &secret, now)).await?;
    let Some(agent) = found else { return Ok(spent(&app, &visitor)) };
    let typed = Acceptance { language: visitor.locale.language.to_string(), ..Acceptance::default() };
    Ok(ask(&app, &visitor, agent.as_ref(), &typed, &Faults::default()).into_response())
}

fn ask(app: &App, visitor: &Visitor, agent: Option<&Agent>, typed: &Acceptance, faults: &Faults) -> Markup {
    let title = visitor.locale.t(if agent.is_some() { "invitation-title" } else { "first-title" });
    let main = view::invitation(visitor, &app.config.organisation, agent, typed, faults);
    layout::door(app, visitor, &title, "", main)
}

/// An address that was used, ran out or never was: all alike.
fn spent(app: &App, visitor: &Visitor) -> Response {
    let main = view::spent(visitor);
    let page = layout::door(app, visitor, &visitor.locale.t("spent-title"), "", main);
    (StatusCode::NOT_FOUND, page).into_response()
}

pub async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Query(query): Query<DoorQuery>,
    headers: HeaderMap,
    Form(typed): Form<Acceptance>,
) -> AppResult<Response> {
    let now = visitor.locale.now;
    let key = secret.clone();
    // Nobody without a valid address may make us hash passwords.
    let Some(agent) = app.read(move |tx| sessions::find_invitation(tx, &key, now)).await? else {
        return Ok(spent(&app, &visitor));
    };
    let old = Cookie::Session.read(&headers, app.config.is_secure());
    match redeem(&app, &visitor, secret, query.language(), old, &typed).await {
        Ok(entry) => Ok(admit(&app, now, &entry, "/")),
        Err(AppError::NotFound) => Ok(spent(&app, &visitor)),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            Ok((status, ask(&app, &visitor, agent.as_ref(), &typed, &faults)).into_response())
        }
    }
}

/// Uses the address up, makes or opens the account and logs it in, all or nothing.
async fn redeem(
    app: &App,
    visitor: &Visitor,
    secret: String,
    language: Option<Language>,
    old: Option<String>,
    typed: &Acceptance,
) -> AppResult<Entry> {
    let hash = new_password("password", "password_again", &typed.password, &typed.password_again).await?;
    let (now, house) = (visitor.locale.now, app.clone());
    let chosen = typed.language.parse().ok().or(language);
    let input = AgentInput {
        login: typed.login.clone(),
        name: typed.name.clone(),
        email: None,
        role: Role::Administrator,
        team: None,
    };
    app.write(move |tx| {
        let invited = sessions::find_invitation(tx, &secret, now)?.ok_or(AppError::NotFound)?;
        sessions::redeem(tx, &secret)?;
        let agent = match &invited {
            None => agents::create(tx, &Author::system(now), &input, Some(&hash))?,
            Some(agent) => agents::set_password(tx, &agent.author(now), agent.id, &hash)?,
        };
        keep_language(tx, &agent.author(now), &agent, chosen)?;
        sessions::admit(tx, &house, &agent, now, old.as_deref())
    })
    .await
}

/// The hash of a new password that was typed twice.
pub async fn new_password(
    field: &'static str,
    again_field: &'static str,
    text: &str,
    again: &str,
) -> AppResult<String> {
    if text != again && !again.is_empty() {
        return Err(AppError::invalid(again_field, "invalid-password-repeat"));
    }
    let hash = password::hash(field, text.to_owned()).await?;
    if text != again {
        return Err(AppError::invalid(again_field, "invalid-password-repeat"));
    }
    Ok(hash)
}
