//! Who may use an address. Checked before the handler runs and before its body is read by it, so that
//! nothing can be written first and refused later.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use crate::app::App;
use crate::author::{Author, Principal};
use crate::customers::cards;
use crate::error::{AppError, AppResult};
use crate::http::cookies::Cookie;
use crate::http::json::LARGEST_BODY;
use crate::http::visitor::Visitor;
use crate::language::{Language, Locale};
use crate::restrictions::guard;
use crate::secret;
use crate::sessions::{self, Session};
use crate::teams::features::Off;
use crate::tokens;
use crate::words::Role;

/// What an address asks of its visitor. A role includes those below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Nothing, and it does not matter who it is: watching, assets, the OpenAPI document.
    Open,
    /// Nothing, but who is logged in already is known: the ways in.
    Door,
    /// A page or form for logged-in people.
    Page(Role),
    /// An API call with a bearer token.
    Api(Role),
}

pub async fn check(State((app, access)): State<(App, Access)>, request: Request, next: Next) -> Response {
    let mut known = None;
    let mut response = match admit(&app, access, request, &mut known).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    // An error is told as a page of the person whom it happened to.
    if let (Some(visitor), Some(_)) = (known, response.extensions().get::<AppError>()) {
        response.extensions_mut().insert(visitor);
    }
    response
}

async fn admit(
    app: &App,
    access: Access,
    request: Request,
    known: &mut Option<Visitor>,
) -> AppResult<Request> {
    let session = match access {
        Access::Api(_) | Access::Open => None,
        Access::Door | Access::Page(_) => session(app, request.headers()).await?,
    };
    let locale = locale(app, &request, session.as_ref());
    let now = locale.now;
    let nonce =
        request.extensions().get::<super::headers::Nonce>().map(|nonce| nonce.0.clone()).unwrap_or_default();
    *known = Some(Visitor {
        author: None,
        session: session.clone(),
        locale: locale.clone(),
        nonce: nonce.clone(),
    });
    let (author, session) = match access {
        Access::Open | Access::Door => {
            if writes(request.method()) {
                same_origin(request.headers())?;
            }
            (session.as_ref().map(|session| session.agent.author(now)), session)
        }
        Access::Page(role) => {
            let session = session.ok_or(AppError::SignInRequired)?;
            if session.agent.role < role {
                return Err(AppError::Forbidden);
            }
            (Some(session.agent.author(now)), Some(session))
        }
        Access::Api(role) => {
            let author = token(app, request.headers()).await?;
            if author.role < role {
                return Err(AppError::Forbidden);
            }
            (Some(author), None)
        }
    };
    let mut request = match (&session, access) {
        (Some(session), Access::Page(_)) if writes(request.method()) => {
            same_origin(request.headers())?;
            carries_csrf(request, &session.csrf).await?
        }
        _ => request,
    };
    if let Some((room, id)) = author.as_ref().and_then(|author| guard::asked(author, &request)) {
        guard::check(app, room, id).await?;
    }
    if let Some(answering) = cards::answering(app, request.uri().path()).await? {
        request.extensions_mut().insert(answering);
    }
    request.extensions_mut().insert(Visitor { author, session, locale, nonce });
    Ok(request)
}

fn writes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

async fn session(app: &App, headers: &HeaderMap) -> AppResult<Option<Session>> {
    let Some(secret) = Cookie::Session.read(headers, app.config.is_secure()) else { return Ok(None) };
    let now = app.clock.now();
    app.peek(move |tx| Ok(sessions::find(tx, &secret, now)?)).await
}

async fn token(app: &App, headers: &HeaderMap) -> AppResult<Author> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let text = match header.split_once(' ') {
        Some((scheme, text)) if scheme.eq_ignore_ascii_case("bearer") => text.trim(),
        _ => return Err(AppError::TokenRequired),
    };
    let hash = secret::hash(text);
    let token = app.peek(move |tx| Ok(tokens::store::find_valid(tx, &hash)?)).await?;
    let token = token.ok_or(AppError::TokenRequired)?;
    Ok(Author {
        principal: Principal::Token(token.id),
        name: token.name,
        role: token.role,
        off: Off::default(),
        at: app.clock.now(),
    })
}

/// The reader's language: their choice, `?lang=`, the browser's, the installation's.
fn locale(app: &App, request: &Request, session: Option<&Session>) -> Locale {
    let preferences = session.map(|session| &session.agent.preferences);
    let asked = || {
        let query = request.uri().query().unwrap_or_default();
        query.split('&').find_map(|pair| pair.strip_prefix("lang=")?.parse().ok())
    };
    let browser = || {
        let header = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        Language::accepted(header)
    };
    let language = preferences
        .and_then(|preferences| preferences.language)
        .or_else(asked)
        .or_else(browser)
        .unwrap_or_else(|| app.config.language());
    let zone =
        preferences.and_then(|preferences| preferences.time_zone.as_deref()).unwrap_or(&app.config.time_zone);
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Locale { language, zone, home: app.home, now: app.clock.now() }
}

/// Refuses a form that another site sent. Browsers say where a request comes from (Fetch Metadata, `Origin`).
fn same_origin(headers: &HeaderMap) -> AppResult<()> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site".parse::<axum::http::HeaderName>().map_err(AppError::internal)?) {
        // Decisive: a form sent without scripts says `Origin: null` under our referrer policy.
        Some("same-origin") => return Ok(()),
        Some("none") | None => {}
        Some(_) => return Err(AppError::ForgedForm),
    }
    match (text(ORIGIN), text(HOST)) {
        (Some(origin), Some(host)) if origin.split_once("://").map(|(_, origin)| origin) != Some(host) => {
            Err(AppError::ForgedForm)
        }
        _ => Ok(()),
    }
}

/// Lets a request pass that carries the session's token: in the header of scripts or in the form itself.
async fn carries_csrf(request: Request, csrf: &str) -> AppResult<Request> {
    if let Some(header) = request.headers().get("x-csrf-token") {
        return if header.as_bytes() == csrf.as_bytes() { Ok(request) } else { Err(AppError::ForgedForm) };
    }
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        return Ok(Request::from_parts(parts, begins_with_csrf(body, csrf).await?));
    }
    let bytes = to_bytes(body, LARGEST_BODY).await.map_err(|_| AppError::TooLarge)?;
    let given = serde_html_form::from_bytes::<Vec<(String, String)>>(&bytes).unwrap_or_default();
    if !given.iter().any(|(name, value)| name == "csrf" && value == csrf) {
        return Err(AppError::ForgedForm);
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Of a form with a file, which may be larger than memory, only the beginning is read: the token is its first field
/// (RFC 7578, 4.2). Gives back the whole body.
async fn begins_with_csrf(body: Body, csrf: &str) -> AppResult<Body> {
    const BEGINNING: usize = 8 * 1024;
    let mut rest = body.into_data_stream();
    let mut read = Vec::new();
    let mut beginning = Vec::new();
    while beginning.len() < BEGINNING {
        let Some(piece) = rest.next().await else { break };
        let piece = piece.map_err(|_| AppError::TooLarge)?;
        beginning.extend_from_slice(&piece[..piece.len().min(BEGINNING)]);
        read.push(Ok(piece));
        if first_field(&beginning).is_some() {
            break;
        }
    }
    match first_field(&beginning) {
        Some(("csrf", value)) if value == csrf => Ok(Body::from_stream(stream::iter(read).chain(rest))),
        _ => Err(AppError::ForgedForm),
    }
}

/// Name and value of the first field of a multipart form, once it is there whole.
fn first_field(form: &[u8]) -> Option<(&str, &str)> {
    let text = match std::str::from_utf8(form) {
        Ok(text) => text,
        // The file that follows may be anything.
        Err(error) => std::str::from_utf8(&form[..error.valid_up_to()]).ok()?,
    };
    let (head, rest) = text.split_once("\r\n\r\n")?;
    let (_, name) = head.split_once("name=\"")?;
    let (value, _) = rest.split_once("\r\n")?;
    Some((name.split('"').next()?, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_field_of_a_form_with_a_file_is_read() {
        let form = b"--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--x\r\n\xff\xfe";
        assert_eq!(first_field(form), Some(("csrf", "abc")));
        assert_eq!(first_field(&form[..50]), None);
        assert_eq!(
            first_field(b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc\r\n"),
            Some(("file", "abc"))
        );
    }
}
