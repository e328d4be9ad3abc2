//! The way to the provider and back.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::{Attempt, Identity, Provider, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::cookies::Cookie;
use crate::http::{Query, Visitor};
use crate::secret;
use crate::sessions::pages::{DoorQuery, refused, see_other, session_cookie};
use crate::sessions::{self, Opened, local};

/// How long one may take at the provider.
const PATIENCE: i64 = 10 * Time::MINUTE;

/// What the provider sends back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Return {
    code: String,
    state: String,
    error: String,
    iss: String,
}

fn provider(app: &App) -> AppResult<&Provider> {
    app.oidc.as_ref().ok_or(AppError::NotFound)
}

/// What cannot be mended by whoever tries: in the log why, on the page that it is so.
fn away(error: &anyhow::Error) -> AppError {
    tracing::warn!(error = format!("{error:#}"), "log-in by the provider failed");
    AppError::invalid("", "oidc-failed")
}

/// Sends somebody to the provider.
pub async fn new(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<DoorQuery>,
) -> AppResult<Response> {
    let next = local::path(query.next.as_deref()).to_owned();
    match send(&app, &visitor, &next).await {
        Ok(response) => Ok(response),
        Err(error) => refused(&app, &visitor, &next, error).await,
    }
}

async fn send(app: &App, visitor: &Visitor, next: &str) -> AppResult<Response> {
    let (provider, now, secret) = (provider(app)?, visitor.locale.now, secret::new_secret());
    let attempt = Attempt::of(&secret);
    let way = provider.way(&attempt, visitor.locale.language.as_str(), now).await;
    let way = way.map_err(|error| away(&error))?;
    let hash = secret::hash(&attempt.state);
    app.write(move |tx| Ok(store::insert_request(tx, &hash, now, now.plus(PATIENCE))?)).await?;
    let kept = format!("{secret}.{}", URL_SAFE_NO_PAD.encode(next));
    let seconds = PATIENCE / Time::SECOND;
    Ok(see_other(&way, &[Cookie::Identity.give(app.config.is_secure(), &kept, seconds)]))
}

/// Takes somebody in who comes back.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<Return>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let secure = app.config.is_secure();
    let kept = Cookie::Identity.read(&headers, secure).unwrap_or_default();
    let (secret, next) = kept.split_once('.').unwrap_or_default();
    let next = URL_SAFE_NO_PAD.decode(next).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let next = local::path(next.as_deref()).to_owned();
    let old = Cookie::Session.read(&headers, secure);
    match take_in(&app, &visitor, &query, secret, old).await {
        Ok(opened) => {
            let cookies = [session_cookie(&app, visitor.locale.now, &opened), Cookie::Identity.take(secure)];
            Ok(see_other(&next, &cookies))
        }
        Err(error) => refused(&app, &visitor, &next, error).await,
    }
}

async fn take_in(
    app: &App,
    visitor: &Visitor,
    query: &Return,
    secret: &str,
    old: Option<String>,
) -> AppResult<Opened> {
    let (provider, now) = (provider(app)?, visitor.locale.now);
    let attempt = Attempt::of(secret);
    // Another browser's log-in, or none at all.
    if secret.is_empty() || attempt.state != query.state {
        return Err(super::refused("oidc-lost"));
    }
    let hash = secret::hash(&query.state);
    if !app.write(move |tx| Ok(store::take_request(tx, &hash, now)?)).await? {
        return Err(super::refused("oidc-lost"));
    }
    // Who answers says so (RFC 9207), so that one provider's code is not taken to another.
    if !query.iss.is_empty() && query.iss != provider.issuer {
        return Err(away(&anyhow::anyhow!("another issuer answered: {}", query.iss)));
    }
    if query.error == "access_denied" {
        return Err(super::refused("oidc-denied"));
    }
    if !query.error.is_empty() || query.code.is_empty() {
        return Err(away(&anyhow::anyhow!("the provider says {:.100}", query.error)));
    }
    let claims = provider.claims(&query.code, &attempt, now).await.map_err(|error| away(&error))?;
    let identity = Identity::read(&app.config.oidc, &provider.issuer, &claims)?;
    let (house, hours) = (app.clone(), app.config.session_hours);
    app.write(move |tx| {
        let agent = super::enter(tx, &house.config.oidc, &identity, now)?;
        Ok(sessions::open(tx, agent.id, now, hours, old.as_deref())?)
    })
    .await
}
