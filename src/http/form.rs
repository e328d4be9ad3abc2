//! Forms of pages. `csrf` is checked by `access` and never reaches the form.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::error::{AppError, FieldError};
use crate::http::json::LARGEST_BODY;

/// The fields of a submitted form; repeated names become lists. Unknown ones are ignored: browsers add their own.
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, _: &S) -> Result<Self, AppError> {
        let bytes = to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| AppError::TooLarge)?;
        if bytes.windows(3).any(|window| window == b"%00") || bytes.contains(&0) {
            return Err(AppError::invalid("", "invalid-nul"));
        }
        serde_html_form::from_bytes(&bytes).map(Form).map_err(|error| {
            AppError::Invalid(vec![FieldError::new("", "invalid-type").with("detail", error)])
        })
    }
}
