//! What stands in the address: ids, and the members of the query.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::customers::cards::Answering;
use crate::error::{AppError, FieldError};

/// An id as it is meant: of a merged customer that of their card.
fn answering(parts: &Parts, id: &str) -> String {
    match parts.extensions.get::<Answering>() {
        Some(one) if one.asked.to_string() == id => one.card.to_string(),
        _ => id.to_owned(),
    }
}

/// The id of an address. One that cannot be an id is answered exactly as one that is not there.
pub struct Id<T>(pub T);

impl<S: Send + Sync, T: std::str::FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| AppError::NotFound)?;
        let text = params.iter().next().map(|(_, value)| value).ok_or(AppError::NotFound)?;
        answering(parts, text).parse().map(Id).map_err(|_| AppError::NotFound)
    }
}

/// The two ids of an address: of a thing, and of one that is in it.
pub struct Ids<A, B>(pub A, pub B);

impl<S: Send + Sync, A: std::str::FromStr, B: std::str::FromStr> FromRequestParts<S> for Ids<A, B> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| AppError::NotFound)?;
        let mut params = params.iter().map(|(_, value)| value);
        let (first, second) = params.next().zip(params.next()).ok_or(AppError::NotFound)?;
        let (first, second) = (answering(parts, first), answering(parts, second));
        let (first, second) = first.parse().ok().zip(second.parse().ok()).ok_or(AppError::NotFound)?;
        Ok(Ids(first, second))
    }
}

/// The members of the query; an unknown or wrong one is named.
pub struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let query = parts.uri.query().unwrap_or_default();
        // Of a form an empty field says nothing; of a program it is a number that went missing.
        let mut members = form_urlencoded::parse(query.as_bytes());
        if parts.uri.path().starts_with("/api/")
            && members.any(|(name, value)| name == "limit" && value.is_empty())
        {
            let fault = FieldError::new("limit", "invalid-limit").with("max", super::paging::MOST);
            return Err(AppError::Invalid(vec![fault]));
        }
        read(query).map(Query)
    }
}

/// An address with those of the members that are filled, after those that it has.
pub fn address<'a>(path: &str, members: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let filled = members.into_iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(filled).finish();
    let glue = if path.contains('?') { '&' } else { '?' };
    if query.is_empty() { path.to_owned() } else { format!("{path}{glue}{query}") }
}

/// Reads the members of a query.
pub fn read<T: DeserializeOwned>(query: &str) -> Result<T, AppError> {
    if query.contains("%00") {
        return Err(AppError::invalid("", "invalid-nul"));
    }
    let source = serde_html_form::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(source).map_err(|error| {
        let message = error.inner().to_string();
        let named = |prefix: &str| message.strip_prefix(prefix)?.split('`').next().map(str::to_owned);
        let path = error.path().to_string();
        let field = if path == "." { String::new() } else { path };
        let error = if let Some(name) = named("unknown field `") {
            FieldError::new(name, "invalid-unknown-member")
        } else if let Some(name) = named("missing field `") {
            FieldError::new(name, "invalid-missing")
        } else if let Some(name) = named("duplicate field `") {
            FieldError::new(name, "invalid-twice")
        } else {
            FieldError::new(field, "invalid-type").with("detail", message)
        };
        AppError::Invalid(vec![error])
    })
}
