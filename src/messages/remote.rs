//! Pictures of other places that a message shows: fetched by the house when an agent asks for them, so that whoever sent
//! the message learns neither who reads nor from where; and nothing comes back but a picture.

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, USER_AGENT};
use axum::http::{Request, StatusCode};

use crate::config::Config;
use crate::egress::{Egress, Reach};
use crate::error::{AppError, AppResult};
use crate::files::picture;

/// Fetches pictures, if the installation lets it.
pub struct Remote(Option<Egress>);

impl Remote {
    pub fn new(config: &Config) -> Remote {
        if !config.remote_pictures {
            return Remote(None);
        }
        let egress = Egress::new(Reach::Public).inspect_err(|error| {
            tracing::error!(error = format!("{error:#}"), "pictures of messages cannot be fetched");
        });
        Remote(egress.ok())
    }

    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The media type and the bytes of a picture.
    ///
    /// # Errors
    /// `NotFound` whatever is wrong: one sees that it is missing.
    pub async fn fetch(&self, address: &str) -> AppResult<(&'static str, Bytes)> {
        let egress = self.0.as_ref().ok_or(AppError::NotFound)?;
        // Whoever offers a picture in the open has it by https too, or it stays away.
        let (_, rest) = address.split_once("://").ok_or(AppError::NotFound)?;
        let request = Request::get(format!("https://{rest}"))
            .header(USER_AGENT, "Visavi")
            .header(ACCEPT, "image/*")
            .body(Body::empty())
            .map_err(|_| AppError::NotFound)?;
        match egress.send(request).await {
            Ok((StatusCode::OK, body)) => Ok((picture::bearable(&body).ok_or(AppError::NotFound)?, body)),
            Ok(_) => Err(AppError::NotFound),
            Err(error) => {
                tracing::info!(error = format!("{error:#}"), "a picture of a message cannot be fetched");
                Err(AppError::NotFound)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_picture_leads_inside() {
        let remote = Remote(Some(Egress::new(Reach::Public).unwrap()));
        for address in [
            "https://127.0.0.1/a.png",
            "http://localhost/a.png",
            "https://[::1]/a.png",
            "https://169.254.169.254/latest",
            "nonsense",
        ] {
            assert!(matches!(remote.fetch(address).await, Err(AppError::NotFound)), "{address}");
        }
    }
}
