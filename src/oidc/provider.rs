//! The provider: what it says of itself, and what it answers.

use anyhow::{Context, ensure};
use axum::body::Body;
use axum::http::Request;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::token::{self, Expected, Keys, Refusal};
use crate::clock::Time;
use crate::config::Oidc;
use crate::egress::{Egress, Reach};

/// How long what it says of itself is believed.
const FRESH: i64 = Time::HOUR;

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Clone, Debug, Deserialize)]
struct Described {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
}

#[derive(Clone)]
struct Known {
    described: Described,
    keys: Keys,
    at: Time,
}

pub struct Provider {
    pub issuer: String,
    client_id: String,
    secret: Option<String>,
    scopes: String,
    /// Where people come back to.
    back: String,
    egress: Egress,
    known: Mutex<Option<Known>>,
}

/// What one log-in holds until it is done: all made of the one secret that its browser keeps.
pub struct Attempt {
    pub state: String,
    nonce: String,
    verifier: String,
}

impl Attempt {
    pub fn of(secret: &str) -> Attempt {
        let part = |name: &str| URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{name}:{secret}")));
        Attempt { state: part("state"), nonce: part("nonce"), verifier: part("verifier") }
    }
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

impl Provider {
    /// None when none is configured.
    pub fn new(config: &Oidc, public_url: Option<&str>) -> anyhow::Result<Option<Provider>> {
        let (Some(issuer), Some(client_id), Some(public_url)) =
            (&config.issuer, &config.client_id, public_url)
        else {
            return Ok(None);
        };
        Ok(Some(Provider {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            secret: config.secret()?,
            scopes: config.scopes.clone(),
            back: format!("{}/login/oidc/return", public_url.trim_end_matches('/')),
            egress: Egress::new(if config.private { Reach::Anywhere } else { Reach::Public })?,
            known: Mutex::default(),
        }))
    }

    /// Where somebody is sent to log in.
    pub async fn way(&self, attempt: &Attempt, language: &str, now: Time) -> anyhow::Result<String> {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&attempt.verifier));
        let members = [
            ("response_type", "code"),
            ("client_id", self.client_id.as_str()),
            ("redirect_uri", self.back.as_str()),
            ("scope", self.scopes.as_str()),
            ("state", attempt.state.as_str()),
            ("nonce", attempt.nonce.as_str()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("ui_locales", language),
        ];
        Ok(crate::http::address(&self.known(now, false).await?.described.authorization_endpoint, members))
    }

    /// Where somebody ends their session at the provider as well; none if it has no such place, or has not been asked.
    pub async fn way_out(&self) -> Option<String> {
        let known = self.known.lock().await;
        let end = known.as_ref()?.described.end_session_endpoint.as_deref()?;
        Some(crate::http::address(end, [("client_id", self.client_id.as_str())]))
    }

    /// Exchanges the code for what the provider says about who logged in.
    pub async fn claims(&self, code: &str, attempt: &Attempt, now: Time) -> anyhow::Result<Value> {
        let mut known = self.known(now, false).await?;
        let tokens = self.exchange(&known.described.token_endpoint, code, attempt).await?;
        let expected =
            Expected { issuer: &self.issuer, client_id: &self.client_id, nonce: &attempt.nonce, now };
        let mut read = token::claims(&tokens.id_token, &known.keys, &expected);
        if matches!(read, Err(Refusal::UnknownKey)) {
            known = self.known(now, true).await?;
            read = token::claims(&tokens.id_token, &known.keys, &expected);
        }
        let mut claims = match read {
            Ok(claims) => claims,
            Err(Refusal::UnknownKey) => anyhow::bail!("signed with an unknown key"),
            Err(Refusal::Wrong(error)) => return Err(error.context("the token is not to be believed")),
        };
        if claims["email"].is_null()
            && let (Some(place), Some(access)) = (&known.described.userinfo_endpoint, &tokens.access_token)
        {
            let request = Request::get(place).header(AUTHORIZATION, format!("Bearer {access}"));
            let more: Value = self.ask(request.body(Body::empty())?).await.context("user info")?;
            ensure!(more["sub"] == claims["sub"], "the user info is about somebody else");
            if let (Some(claims), Value::Object(more)) = (claims.as_object_mut(), more) {
                // What was signed stands.
                for (name, value) in more {
                    claims.entry(name).or_insert(value);
                }
            }
        }
        Ok(claims)
    }

    async fn exchange(&self, place: &str, code: &str, attempt: &Attempt) -> anyhow::Result<Tokens> {
        let mut members = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.back),
            ("code_verifier", &attempt.verifier),
        ];
        let mut request = Request::post(place).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        match &self.secret {
            Some(secret) => {
                // RFC 6749, 2.3.1: both are form-encoded before they are joined.
                let encoded =
                    |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                let pair = format!("{}:{}", encoded(&self.client_id), encoded(secret));
                request = request.header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(pair)));
            }
            None => members.push(("client_id", &self.client_id)),
        }
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(members).finish();
        self.ask(request.body(Body::from(form))?).await.context("the code was not taken")
    }

    /// What it says of itself with its keys, asked for when it is old or `renew` says so.
    async fn known(&self, now: Time, renew: bool) -> anyhow::Result<Known> {
        let mut kept = self.known.lock().await;
        if let Some(known) = kept.as_ref().filter(|known| !renew && now < known.at.plus(FRESH)) {
            return Ok(known.clone());
        }
        let place = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let described: Described =
            self.ask(Request::get(place).body(Body::empty())?).await.context("discovery")?;
        ensure!(described.issuer == self.issuer, "it calls itself {}, not {}", described.issuer, self.issuer);
        let keys =
            self.ask(Request::get(&described.jwks_uri).body(Body::empty())?).await.context("its keys")?;
        let known = Known { described, keys, at: now };
        *kept = Some(known.clone());
        Ok(known)
    }

    async fn ask<T: DeserializeOwned>(&self, mut request: Request<Body>) -> anyhow::Result<T> {
        request.headers_mut().insert(ACCEPT, axum::http::HeaderValue::from_static("application/json"));
        let (status, body) = self.egress.send(request).await?;
        // An answer of failure says `error` (RFC 6749, 5.2), which is no secret; the rest is not repeated.
        let error = || serde_json::from_slice::<Value>(&body).ok()?["error"].as_str().map(str::to_owned);
        ensure!(status.is_success(), "it answered {status} {}", error().unwrap_or_default());
        serde_json::from_slice(&body).context("it answered something else than expected")
    }
}
