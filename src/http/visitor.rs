//! Who makes a request and how they read: put there by `access`, which lets nobody pass without.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::author::Author;
use crate::error::AppError;
use crate::id::AgentId;
use crate::language::Locale;
use crate::sessions::Session;
use crate::teams::features::Feature;
use crate::words::Role;

/// The person or token behind a request, and their language.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// None on the few addresses that need no log-in.
    pub author: Option<Author>,
    pub session: Option<Session>,
    pub locale: Locale,
    /// For the content security policy: the scripts of this answer carry it.
    pub nonce: String,
}

impl Visitor {
    /// Who writes. On an address that needs a log-in there always is somebody.
    pub fn author(&self) -> Result<Author, AppError> {
        self.author.clone().ok_or(AppError::SignInRequired)
    }

    /// Whether a feature is on for who reads.
    /// Whether they have this role, or one that includes it.
    pub fn is_at_least(&self, role: Role) -> bool {
        self.author.as_ref().is_some_and(|author| author.role >= role)
    }

    pub fn may(&self, feature: Feature) -> bool {
        self.author.as_ref().is_some_and(|author| author.may(feature))
    }

    /// The logged-in agent of a page.
    pub fn agent(&self) -> Result<AgentId, AppError> {
        Ok(self.session()?.agent.id)
    }

    pub fn session(&self) -> Result<&Session, AppError> {
        self.session.as_ref().ok_or(AppError::SignInRequired)
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        parts
            .extensions
            .get::<Visitor>()
            .cloned()
            .ok_or_else(|| AppError::internal("a route without access rule"))
    }
}
