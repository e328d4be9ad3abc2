//! Which part of a page a script asks for.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The part of a page that a script asks for by id; none: the page.
#[derive(Default)]
pub struct Part(Option<String>);

impl Part {
    /// What the headers of a request ask for.
    pub fn of(headers: &HeaderMap) -> Part {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        // Navigation asks for whole pages.
        let scripted = text("hx-request").is_some() && text("hx-boosted").is_none();
        Part(scripted.then(|| text("hx-target").unwrap_or_default().to_owned()))
    }

    pub fn is(&self, id: &str) -> bool {
        self.0.as_deref().is_some_and(|part| part == id || part.ends_with(&format!("#{id}")))
    }

    pub fn is_any(&self) -> bool {
        self.0.is_some()
    }
}

impl<S: Sync> FromRequestParts<S> for Part {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Part::of(&parts.headers))
    }
}
