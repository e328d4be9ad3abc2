//! Tells an error to whom it concerns: RFC 9457 JSON on the API, a page elsewhere, in the reader's language.

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::http::headers::{Nonce, RequestId};
use crate::http::layout;
use crate::http::part::Part;
use crate::http::visitor::Visitor;
use crate::language::{Arg, Language, Locale};
use crate::restrictions;

/// An error as the API tells it (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of error: `urn:visavi:problem:not-found`.
    pub r#type: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// The members at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    /// Quote it when you ask for help.
    pub request_id: String,
}

#[derive(Serialize, ToSchema)]
pub struct ProblemField {
    /// Path of the member: `phones[0].value`.
    pub field: String,
    pub message: String,
}

/// The message of a member at fault.
pub fn message(locale: &Locale, error: &FieldError) -> String {
    let args: Vec<(&str, &str)> = error.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sentence(locale, error.code, &args)
}

/// A fault as a sentence: a key of the translations and what fills it.
pub fn sentence(locale: &Locale, code: &str, args: &[(&str, &str)]) -> String {
    // Numbers choose the plural; what somebody wrote stays as it is written.
    let number = |name: &str, value: &str| if name == "value" { None } else { value.parse::<i64>().ok() };
    let filled: Vec<(&str, Arg<'_>)> = args
        .iter()
        .map(|(name, value)| (*name, number(name, value).map_or(Arg::Text(value), Arg::Number)))
        .collect();
    let text = locale.with(code, &filled);
    // What is wrong with a number or address is a text of its own.
    match args.iter().find(|(name, _)| *name == "reason") {
        Some((_, reason)) => {
            format!("{text} {}", locale.t(&format!("reason-{reason}"))).trim_end().to_owned()
        }
        None => text,
    }
}

/// All of it in one line, where there is no room for more.
pub fn line(locale: &Locale, error: &AppError) -> String {
    match error {
        AppError::Invalid(fields) => {
            fields.iter().map(|field| message(locale, field)).collect::<Vec<_>>().join(" ")
        }
        other => detail(locale, other),
    }
}

/// The sentence under the title.
pub fn detail(locale: &Locale, error: &AppError) -> String {
    match error {
        AppError::Unreadable(fault) | AppError::Conflict(fault) => message(locale, fault),
        AppError::RateLimited { seconds } => {
            locale.with("error-rate-limited-detail", &[("seconds", (*seconds).into())])
        }
        AppError::DeliveryTooLarge { largest_mb } => {
            locale.with("error-delivery-too-large-detail", &[("max", (*largest_mb).into())])
        }
        AppError::FileTooLarge { largest_mb } => {
            locale.with("error-file-too-large-detail", &[("max", (*largest_mb).into())])
        }
        AppError::Restricted(told) => restrictions::view::sentence(locale, told),
        other => locale.t(&format!("{}-detail", other.code())),
    }
}

pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let path = request.uri().path().to_owned();
    let is_read = request.method() == Method::GET;
    let is_page = is_read && !Part::of(request.headers()).is_any();
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let header = request.headers().get("accept-language").and_then(|value| value.to_str().ok());
    let asked = header.and_then(Language::accepted).unwrap_or_else(|| app.config.language());
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let nonce = request.extensions().get::<Nonce>().map(|nonce| nonce.0.clone()).unwrap_or_default();

    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<AppError>() else { return response };
    let visitor = response.extensions_mut().remove::<Visitor>().unwrap_or_else(|| Visitor {
        author: None,
        session: None,
        locale: Locale {
            language: asked,
            zone: jiff::tz::TimeZone::get(&app.config.time_zone).unwrap_or(jiff::tz::TimeZone::UTC),
            home: app.home,
            now: app.clock.now(),
        },
        nonce,
    });
    if is_api {
        return problem(&visitor.locale, &error, id);
    }
    if matches!(error, AppError::SignInRequired) && is_read {
        let next = utf8_percent_encode(&target, NON_ALPHANUMERIC);
        let to = if target == "/" { "/login".to_owned() } else { format!("/login?next={next}") };
        let location = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/login"));
        return (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
    }
    if let (AppError::ReasonNeeded(customer), true) = (&error, is_page) {
        let next = utf8_percent_encode(&target, NON_ALPHANUMERIC);
        let to = HeaderValue::from_str(&format!("/customers/{customer}/reason?next={next}"));
        let location = to.unwrap_or(HeaderValue::from_static("/"));
        return (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
    }
    let rail = crate::openings::pages::beside(&app, &visitor, &path).await;
    let page = layout::error_page(&app, &visitor, rail, &error, &id);
    let mut response = (error.status(), page).into_response();
    retry_after(&mut response, &error);
    response
}

/// An error as RFC 9457 has it.
pub fn document(locale: &Locale, error: &AppError, request_id: String) -> Problem {
    let fields: &[FieldError] = match error {
        AppError::Invalid(fields) => fields,
        AppError::Unreadable(field) | AppError::Conflict(field) => std::slice::from_ref(field),
        _ => &[],
    };
    let errors = fields
        .iter()
        .filter(|one| !one.field.is_empty() || matches!(error, AppError::Invalid(_)))
        .map(|one| ProblemField { field: one.field.clone(), message: message(locale, one) })
        .collect();
    Problem {
        r#type: format!("urn:visavi:problem:{}", error.code().trim_start_matches("error-")),
        title: locale.t(error.code()),
        status: error.status().as_u16(),
        detail: detail(locale, error),
        errors,
        request_id,
    }
}

fn problem(locale: &Locale, error: &AppError, request_id: String) -> Response {
    let body = serde_json::to_string(&document(locale, error, request_id)).unwrap_or_default();
    let mut response =
        (error.status(), [(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))], body)
            .into_response();
    if matches!(error, AppError::TokenRequired) {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    retry_after(&mut response, error);
    response
}

fn retry_after(response: &mut Response, error: &AppError) {
    let seconds = match error {
        AppError::RateLimited { seconds } => *seconds,
        AppError::Unavailable => 1,
        AppError::StoreUnavailable => 10,
        _ => return,
    };
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(u64::try_from(seconds).unwrap_or(1)));
}
