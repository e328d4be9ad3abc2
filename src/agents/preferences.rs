//! What somebody chooses for their own page, and their password.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz;
use maud::Markup;
use serde::Deserialize;

use super::pages::frame;
use super::{Preferences, password, store, view};
use crate::app::App;
use crate::error::{AppError, AppResult, FieldError};
use crate::http::cookies::Cookie;
use crate::http::fields::Faults;
use crate::http::{Form, Query, Visitor};
use crate::sessions;

const HERE: &str = "/preferences";

/// Which of the two forms has just been done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DoneQuery {
    done: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PreferencesForm {
    pub language: String,
    pub theme: String,
    pub density: String,
    pub time_zone: String,
    /// A tick: there or not.
    pub single_keys: String,
}

impl PreferencesForm {
    fn of(preferences: &Preferences) -> PreferencesForm {
        PreferencesForm {
            language: preferences.language.map(|one| one.to_string()).unwrap_or_default(),
            theme: preferences.theme.to_string(),
            density: preferences.density.to_string(),
            time_zone: preferences.time_zone.clone().unwrap_or_default(),
            single_keys: if preferences.single_keys { "1" } else { "" }.to_owned(),
        }
    }

    fn read(&self) -> AppResult<Preferences> {
        let mut faults = Vec::new();
        let mut wrong = |field: &'static str| faults.push(FieldError::new(field, "invalid-choice"));
        let language = match self.language.as_str() {
            "" => None,
            text => text.parse().map(Some).unwrap_or_else(|_| {
                wrong("language");
                None
            }),
        };
        let theme = self.theme.parse().map_err(|_| wrong("theme"));
        let density = self.density.parse().map_err(|_| wrong("density"));
        let zone = self.time_zone.trim();
        if zone.len() > 100 || (!zone.is_empty() && tz::TimeZone::get(zone).is_err()) {
            faults.push(FieldError::new("time_zone", "invalid-time-zone"));
        }
        match (theme, density, faults.is_empty()) {
            (Ok(theme), Ok(density), true) => Ok(Preferences {
                language,
                theme,
                density,
                time_zone: (!zone.is_empty()).then(|| zone.to_owned()),
                single_keys: !self.single_keys.is_empty(),
            }),
            _ => Err(AppError::Invalid(faults)),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    password: String,
    new_password: String,
    new_password_again: String,
}

/// Names of time zones that people know: those of a place, and UTC.
fn zones() -> Vec<String> {
    let areas = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let mut names: Vec<String> = tz::db().available().map(|name| name.to_string()).collect();
    names.retain(|name| name == "UTC" || areas.iter().any(|area| name.starts_with(area)));
    names.sort_unstable();
    names.dedup();
    names
}

async fn page(
    app: &App,
    visitor: &Visitor,
    typed: &PreferencesForm,
    faults: &Faults,
    password_faults: &Faults,
    done: Option<&str>,
) -> Markup {
    let login = visitor.session.as_ref().map(|session| session.agent.login.as_str()).unwrap_or_default();
    let offered = view::Offered { zones: &zones(), usual_zone: &app.config.time_zone, login };
    let main = view::preferences(visitor, typed, &offered, faults, password_faults, done);
    frame(app, visitor, HERE, &visitor.locale.t("preferences-title"), main).await
}

pub async fn preferences(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<DoneQuery>,
) -> AppResult<Markup> {
    let typed = PreferencesForm::of(&visitor.session()?.agent.preferences);
    let done = match query.done.as_str() {
        "preferences" => Some("preferences-done"),
        "password" => Some("password-done"),
        _ => None,
    };
    Ok(page(&app, &visitor, &typed, &Faults::default(), &Faults::default(), done).await)
}

pub async fn update_preferences(
    State(app): State<App>,
    visitor: Visitor,
    Form(typed): Form<PreferencesForm>,
) -> AppResult<Response> {
    let (author, id) = (visitor.author()?, visitor.agent()?);
    let saved = match typed.read() {
        Err(error) => Err(error),
        Ok(chosen) => app.write(move |tx| super::prefer(tx, &author, id, chosen.clone())).await,
    };
    match saved {
        Ok(_) => Ok(Redirect::to("/preferences?done=preferences").into_response()),
        Err(error) => {
            let status = error.status();
            let faults = Faults::of(error)?;
            Ok((status, page(&app, &visitor, &typed, &faults, &Faults::default(), None).await)
                .into_response())
        }
    }
}

/// Changes one's own password: every session ends, and this browser gets a new one.
pub async fn update_password(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(typed): Form<PasswordForm>,
) -> AppResult<Response> {
    let error = match change(&app, &visitor, &headers, &typed).await {
        Ok(response) => return Ok(response),
        Err(error) => error,
    };
    let status = error.status();
    let faults = Faults::of(error)?;
    let preferences = PreferencesForm::of(&visitor.session()?.agent.preferences);
    let page = page(&app, &visitor, &preferences, &Faults::default(), &faults, None).await;
    Ok((status, page).into_response())
}

async fn change(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    typed: &PasswordForm,
) -> AppResult<Response> {
    let (author, now, id) = (visitor.author()?, visitor.locale.now, visitor.agent()?);
    own_password(app, visitor, &typed.password).await?;
    let hash = sessions::pages::new_password(
        "new_password",
        "new_password_again",
        &typed.new_password,
        &typed.new_password_again,
    )
    .await?;
    let (hours, old) = (app.config.session_hours, Cookie::Session.read(headers, app.config.is_secure()));
    let opened = app
        .write(move |tx| {
            super::set_password(tx, &author, id, &hash)?;
            Ok(sessions::open(tx, id, now, hours, old.as_deref())?)
        })
        .await?;
    Ok(sessions::pages::enter(app, now, &opened, "/preferences?done=password"))
}

/// Makes sure that it is the agent who sits there: who finds an open window must not try passwords either.
pub async fn own_password(app: &App, visitor: &Visitor, typed: &str) -> AppResult<()> {
    let (now, login) = (visitor.locale.now, visitor.session()?.agent.login.clone());
    let [subject, _] = sessions::subjects(&login, "");
    let tried = vec![subject];
    let subjects = tried.clone();
    let looked = app
        .write(move |tx| {
            if let Some(wait) = sessions::delay(tx, &tried, now)? {
                return Ok(Err(wait));
            }
            sessions::count_failure(tx, &tried, now)?;
            Ok(Ok(store::find_with_password(tx, &login)?))
        })
        .await?;
    let hash = match looked {
        Ok(found) => found.and_then(|(_, hash)| hash),
        Err(seconds) => return Err(AppError::RateLimited { seconds }),
    };
    if !password::verify(typed.to_owned(), hash).await? {
        return Err(AppError::invalid("password", "invalid-password-wrong"));
    }
    app.write(move |tx| Ok(sessions::forget_failures(tx, &subjects)?)).await
}
