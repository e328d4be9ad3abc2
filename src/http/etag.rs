//! `ETag` and `If-Match` (RFC 9110): the version of an edited row, so that nobody overwrites what they have not seen.

use axum::extract::FromRequestParts;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;

use crate::error::{AppError, AppResult};

/// The tag of a version: `"v3"`.
pub fn etag(version: i64) -> String {
    format!("\"v{version}\"")
}

/// The versions that a writer has seen.
#[derive(Clone, Debug)]
pub enum IfMatch {
    Any,
    Versions(Vec<i64>),
}

impl IfMatch {
    /// Refuses a writer who has not seen the version that is there now.
    pub fn check(&self, version: i64) -> AppResult<()> {
        match self {
            IfMatch::Any => Ok(()),
            IfMatch::Versions(seen) if seen.contains(&version) => Ok(()),
            IfMatch::Versions(_) => Err(AppError::Stale),
        }
    }

    fn read(value: &str) -> IfMatch {
        if value.trim() == "*" {
            return IfMatch::Any;
        }
        // A weak tag never matches here, and neither does one that is not ours.
        let version = |tag: &str| tag.trim().strip_prefix("\"v")?.strip_suffix('"')?.parse().ok();
        IfMatch::Versions(value.split(',').filter_map(version).collect())
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        match parts.headers.get(IF_MATCH) {
            None => Err(AppError::PreconditionRequired),
            Some(value) => Ok(IfMatch::read(value.to_str().unwrap_or_default())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_version_that_was_seen_matches() {
        assert!(IfMatch::read(r#""v3""#).check(3).is_ok());
        assert!(IfMatch::read(r#""x", "v3""#).check(3).is_ok());
        assert!(IfMatch::read("*").check(9).is_ok());
        for stale in [r#""v2""#, r#"W/"v3""#, "v3", "", "\"v3"] {
            assert!(IfMatch::read(stale).check(3).is_err(), "{stale}");
        }
    }
}
