//! JSON bodies: bounded, read once, every fault named by the member it is in.

use std::collections::HashMap;

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::{AppError, AppResult, FieldError};
use crate::files::MEGABYTE;
use crate::http::idempotency::Key;

/// Two megabytes: the longest e-mail that is worth reading on a card.
pub const LARGEST_BODY: usize = 2 * 1024 * 1024;

/// The JSON object of a request.
pub struct JsonBody {
    pub members: Map<String, Value>,
    /// Of a POST with `Idempotency-Key`.
    pub key: Option<Key>,
}

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = AppError;

    async fn from_request(request: Request, _: &S) -> Result<Self, AppError> {
        JsonBody::within(request, LARGEST_BODY, AppError::TooLarge).await
    }
}

/// The JSON object of a request that may bring attachments along, which make it larger.
pub struct Delivery(pub JsonBody);

/// Its bytes at most.
pub fn largest_delivery(app: &App) -> usize {
    usize::try_from(app.config.delivery_mb * MEGABYTE).unwrap_or(usize::MAX)
}

impl FromRequest<App> for Delivery {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let largest_mb = app.config.delivery_mb;
        let too_large = AppError::DeliveryTooLarge { largest_mb };
        JsonBody::within(request, largest_delivery(app), too_large).await.map(Delivery)
    }
}

impl JsonBody {
    async fn within(request: Request, largest: usize, too_large: AppError) -> AppResult<JsonBody> {
        if !is_json(request.headers()) {
            return Err(AppError::UnsupportedMediaType);
        }
        let (parts, body) = request.into_parts();
        let bytes = to_bytes(body, largest).await.map_err(|_| too_large)?;
        let members = parse(&bytes)?;
        let fingerprint = fingerprint(&parts.method, parts.uri.path(), &bytes);
        let key = Key::read(&parts.headers, fingerprint)?;
        Ok(JsonBody { members, key })
    }
}

impl JsonBody {
    /// The body as a `T`; null members count as absent.
    pub fn read<T: DeserializeOwned>(&self) -> AppResult<T> {
        let mut empty = Map::new();
        merge(&mut empty, &self.members);
        read_members(empty)
    }

    /// One member of the body as a `T`, by its path; absent and null are none.
    pub fn read_member<T: DeserializeOwned>(&self, name: &str) -> AppResult<Option<T>> {
        let told = self.members.get(name).filter(|value| !value.is_null());
        let told = Map::from_iter(told.map(|value| (name.to_owned(), value.clone())));
        Ok(read_members::<HashMap<String, T>>(told)?.remove(name))
    }

    /// Applies the body to `current` as a merge patch (RFC 7396) and reads the result.
    pub fn patch<T: DeserializeOwned + serde::Serialize>(&self, current: &T) -> AppResult<T> {
        let Ok(Value::Object(mut members)) = serde_json::to_value(current) else {
            return Err(AppError::internal("the resource is no object"));
        };
        merge(&mut members, &self.members);
        members.retain(|_, value| !value.is_null());
        read_members(members)
    }
}

pub fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media == "application/json"
        || media == crate::vcon::api::MEDIA_TYPE
        || (media.starts_with("application/") && media.ends_with("+json"))
}

/// Where a text is no JSON.
pub fn unreadable(error: &serde_json::Error) -> AppError {
    let place =
        FieldError::new("", "unreadable-json").with("line", error.line()).with("column", error.column());
    AppError::Unreadable(place)
}

/// The members of one JSON object.
pub fn parse(bytes: &[u8]) -> AppResult<Map<String, Value>> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| unreadable(&error))?;
    let Value::Object(members) = value else {
        return Err(AppError::Unreadable(FieldError::new("", "unreadable-no-object")));
    };
    // PostgreSQL cannot hold NUL in text, and nobody means it.
    if bytes.windows(6).any(|window| window == b"\\u0000") {
        let mut path = String::new();
        if members.iter().any(|(key, value)| holds_nul(key, value, &mut path)) {
            return Err(AppError::invalid(path, "invalid-nul"));
        }
    }
    Ok(members)
}

/// Finds a NUL in a member or below it, and leaves its path.
fn holds_nul(key: &str, value: &Value, path: &mut String) -> bool {
    let length = path.len();
    if !path.is_empty() && !key.starts_with('[') {
        path.push('.');
    }
    path.push_str(&key.replace('\0', "\u{fffd}"));
    let found = key.contains('\0')
        || match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(items) => {
                items.iter().enumerate().any(|(index, item)| holds_nul(&format!("[{index}]"), item, path))
            }
            Value::Object(members) => members.iter().any(|(key, value)| holds_nul(key, value, path)),
            _ => false,
        };
    if !found {
        path.truncate(length);
    }
    found
}

/// RFC 7396: null removes, objects merge, everything else replaces.
fn merge(target: &mut Map<String, Value>, patch: &Map<String, Value>) {
    for (key, value) in patch {
        match value {
            Value::Null => drop(target.remove(key)),
            Value::Object(inner) => {
                let slot = target.entry(key).or_insert_with(|| Value::Object(Map::new()));
                if !slot.is_object() {
                    *slot = Value::Object(Map::new());
                }
                if let Value::Object(members) = slot {
                    merge(members, inner);
                }
            }
            other => drop(target.insert(key.clone(), other.clone())),
        }
    }
}

/// Members as a `T`, with the fault named by its member.
pub fn read_members<T: DeserializeOwned>(members: Map<String, Value>) -> AppResult<T> {
    serde_path_to_error::deserialize(Value::Object(members)).map_err(|error| {
        let path = error.path().to_string();
        let message = error.inner().to_string();
        let field = if path == "." { String::new() } else { path };
        // serde names an unknown or missing member only in its message.
        let named = |prefix: &str| message.strip_prefix(prefix)?.split('`').next().map(str::to_owned);
        let member = |name: String| match field.rsplit_once('.') {
            _ if field.is_empty() || field == name => name,
            Some((_, last)) if last == name => field.clone(),
            _ if field.ends_with(&name) => field.clone(),
            _ => format!("{field}.{name}"),
        };
        let error = if let Some(name) = named("unknown field `") {
            FieldError::new(member(name), "invalid-unknown-member")
        } else if let Some(name) = named("missing field `") {
            FieldError::new(member(name), "invalid-missing")
        } else {
            FieldError::new(field, "invalid-type").with("detail", message)
        };
        AppError::Invalid(vec![error])
    })
}

/// What tells a request from another one with the same key.
pub fn fingerprint(method: &axum::http::Method, path: &str, body: &[u8]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(method.as_str().as_bytes());
    hasher.update([0]);
    hasher.update(path.as_bytes());
    hasher.update([0]);
    hasher.update(body);
    hasher.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::CustomerInput;

    fn body(text: &str) -> AppResult<JsonBody> {
        Ok(JsonBody { members: parse(text.as_bytes())?, key: None })
    }

    fn field(text: &str) -> (String, &'static str) {
        match body(text).and_then(|body| body.read::<CustomerInput>()) {
            Err(AppError::Invalid(errors)) => (errors[0].field.clone(), errors[0].code),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn every_fault_names_its_member() {
        assert_eq!(field(r#"{"colour": 1}"#), ("colour".into(), "invalid-unknown-member"));
        assert_eq!(
            field(r#"{"phones": [{"value": "1", "kind": "x"}]}"#),
            ("phones[0].kind".into(), "invalid-unknown-member")
        );
        assert_eq!(field(r#"{"phones": [{"label": "x"}]}"#), ("phones[0].value".into(), "invalid-missing"));
        assert_eq!(field(r#"{"name": 5}"#), ("name".into(), "invalid-type"));
        assert_eq!(field(r#"{"vip": "yes"}"#), ("vip".into(), "invalid-type"));
        assert_eq!(
            field(r#"{"addresses": [{"city": "a\u0000b"}]}"#),
            ("addresses[0].city".into(), "invalid-nul")
        );
    }

    #[test]
    fn a_patch_removes_replaces_and_merges() {
        let current = CustomerInput {
            given_name: Some("Ida".into()),
            family_name: Some("Nyberg".into()),
            fields: Some(Map::from_iter([("a".into(), Value::from(1)), ("b".into(), Value::from(2))])),
            ..CustomerInput::default()
        };
        let patched: CustomerInput =
            body(r#"{"given_name": null, "fields": {"a": null, "c": 3}}"#).unwrap().patch(&current).unwrap();
        assert_eq!(patched.given_name, None);
        assert_eq!(patched.family_name.as_deref(), Some("Nyberg"));
        assert_eq!(Value::from(patched.fields.unwrap()), serde_json::json!({"b": 2, "c": 3}));
    }

    #[test]
    fn what_is_no_json_object_is_unreadable() {
        for text in ["", "{", "[]", "null", "\"x\"", "{\"a\": 1,}", &"[".repeat(100_000)] {
            assert!(matches!(body(text), Err(AppError::Unreadable(_))), "{text:.10}");
        }
    }
}
