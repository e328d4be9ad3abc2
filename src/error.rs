//! Every way a request can fail, and how it is told.
//!
//! Say `Invalid` when a member or field is at fault, and name it; `NotFound` also for what this person may not
//! know to exist; `Conflict` when the state forbids it; `Stale` when somebody else was faster. `Internal` is for
//! what nobody outside can mend: it is logged once, here, and its text never leaves the house.
//!
//! Handlers return `AppError`; `http::problems` renders it as a page or as RFC 9457 JSON in the reader's language.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use db::DbError;

use crate::id::CustomerId;
use crate::restrictions::Told;

pub type AppResult<T> = Result<T, AppError>;

/// A member or form field that cannot be accepted: `code` is a key of the translations (`invalid-…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl FieldError {
    pub fn new(field: impl Into<String>, code: &'static str) -> FieldError {
        FieldError { field: field.into(), code, args: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> FieldError {
        self.args.push((name, value.to_string()));
        self
    }
}

#[derive(Clone, Debug, thiserror::Error)]
pub enum AppError {
    #[error("log in first")]
    SignInRequired,
    #[error("a valid token is needed")]
    TokenRequired,
    #[error("not allowed")]
    Forbidden,
    #[error("switched off for the team")]
    SwitchedOff,
    #[error("somebody else's")]
    NotOwn,
    /// 403: the agent has to say why they look at this card; a page leads to where they can.
    #[error("a reason is needed")]
    ReasonNeeded(CustomerId),
    #[error("the form was not sent from this session's page")]
    ForgedForm,
    #[error("not found")]
    NotFound,
    #[error("this address does not take that method")]
    MethodNotAllowed,
    /// 400: the request itself cannot be read.
    #[error("the request cannot be read")]
    Unreadable(FieldError),
    /// 422: it can be read but not accepted.
    #[error("some members cannot be accepted")]
    Invalid(Vec<FieldError>),
    /// 409: what stands in the way, as a key of the translations.
    #[error("conflict: {0:?}")]
    Conflict(FieldError),
    /// 423: processing is restricted; nothing is written, and agents see no more than this.
    #[error("processing is restricted")]
    Restricted(Box<Told>),
    #[error("changed by somebody else")]
    Stale,
    #[error("If-Match is missing")]
    PreconditionRequired,
    /// 410: what happened after that event is no longer kept.
    #[error("events are missing")]
    Forgotten,
    #[error("too large")]
    TooLarge,
    /// 413, for what tells of contacts and messages.
    #[error("the delivery is larger than {largest_mb} MB")]
    DeliveryTooLarge { largest_mb: i64 },
    /// 413, for a file.
    #[error("the file is larger than {largest_mb} MB")]
    FileTooLarge { largest_mb: i64 },
    /// 416: a range of bytes that the file, of so many bytes, does not have.
    #[error("there are only {size} bytes")]
    RangeNotSatisfiable { size: i64 },
    #[error("unsupported media type")]
    UnsupportedMediaType,
    #[error("too many attempts")]
    RateLimited { seconds: i64 },
    #[error("unavailable")]
    Unavailable,
    /// 503: the object store cannot be reached.
    #[error("files are unavailable")]
    StoreUnavailable,
    /// 502: the archive of recordings does not answer, or with something else.
    #[error("the archive of recordings is unavailable")]
    ArchiveUnavailable,
    /// 507: the object store has no room.
    #[error("there is no room for files")]
    StoreFull,
    /// 500: the key outside the database is missing, or another one.
    #[error("the key of this installation does not fit")]
    Sealed,
    #[error("internal error")]
    Internal,
}

impl AppError {
    pub fn invalid(field: impl Into<String>, code: &'static str) -> AppError {
        AppError::Invalid(vec![FieldError::new(field, code)])
    }

    pub fn conflict(field: impl Into<String>, code: &'static str) -> AppError {
        AppError::Conflict(FieldError::new(field, code))
    }

    /// Logs what happened and gives the error that may be told.
    pub fn internal(error: impl std::fmt::Display) -> AppError {
        tracing::error!(%error, "internal error");
        AppError::Internal
    }

    pub fn status(&self) -> StatusCode {
        match self {
            AppError::SignInRequired | AppError::TokenRequired => StatusCode::UNAUTHORIZED,
            AppError::Forbidden
            | AppError::SwitchedOff
            | AppError::NotOwn
            | AppError::ReasonNeeded(_)
            | AppError::ForgedForm => StatusCode::FORBIDDEN,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            AppError::Unreadable(_) => StatusCode::BAD_REQUEST,
            AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::Conflict(_) => StatusCode::CONFLICT,
            AppError::Restricted(_) => StatusCode::LOCKED,
            AppError::Stale => StatusCode::PRECONDITION_FAILED,
            AppError::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            AppError::Forgotten => StatusCode::GONE,
            AppError::TooLarge | AppError::DeliveryTooLarge { .. } | AppError::FileTooLarge { .. } => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            AppError::RangeNotSatisfiable { .. } => StatusCode::RANGE_NOT_SATISFIABLE,
            AppError::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            AppError::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::Unavailable | AppError::StoreUnavailable => StatusCode::SERVICE_UNAVAILABLE,
            AppError::ArchiveUnavailable => StatusCode::BAD_GATEWAY,
            AppError::StoreFull => StatusCode::INSUFFICIENT_STORAGE,
            AppError::Sealed | AppError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of its title in the translations.
    pub fn code(&self) -> &'static str {
        match self {
            AppError::SignInRequired => "error-sign-in",
            AppError::TokenRequired => "error-token",
            AppError::Forbidden => "error-forbidden",
            AppError::SwitchedOff => "error-switched-off",
            AppError::NotOwn => "error-not-own",
            AppError::ReasonNeeded(_) => "error-reason",
            AppError::ForgedForm => "error-forged-form",
            AppError::NotFound => "error-not-found",
            AppError::MethodNotAllowed => "error-method",
            AppError::Unreadable(_) => "error-unreadable",
            AppError::Invalid(_) => "error-invalid",
            AppError::Conflict(_) => "error-conflict",
            AppError::Restricted(_) => "error-restricted",
            AppError::Stale => "error-stale",
            AppError::PreconditionRequired => "error-precondition",
            AppError::Forgotten => "error-forgotten",
            AppError::TooLarge | AppError::DeliveryTooLarge { .. } | AppError::FileTooLarge { .. } => {
                "error-too-large"
            }
            AppError::RangeNotSatisfiable { .. } => "error-range",
            AppError::UnsupportedMediaType => "error-media-type",
            AppError::RateLimited { .. } => "error-rate-limited",
            AppError::Unavailable => "error-unavailable",
            AppError::StoreUnavailable => "error-store-unavailable",
            AppError::ArchiveUnavailable => "error-archive",
            AppError::StoreFull => "error-store-full",
            AppError::Sealed => "error-sealed",
            AppError::Internal => "error-internal",
        }
    }
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> AppError {
        match error {
            DbError::NotFound => AppError::NotFound,
            DbError::Stale => AppError::Stale,
            DbError::Unavailable(reason) => {
                tracing::warn!(%reason, "database unavailable");
                AppError::Unavailable
            }
            // Features check before they write; what still collides was a race, which the sender may repeat.
            DbError::Conflict { .. } | DbError::ForeignKey { .. } => AppError::conflict("", "conflict-race"),
            other => AppError::internal(other),
        }
    }
}

/// Leaves the rendering to the middleware that knows the reader's language and whether it is a page or JSON.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
