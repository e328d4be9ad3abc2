//! Pictures of other places that a message shows: fetched by the house when an agent asks for them, so that whoever sent
//! the message learns neither who reads nor from where; and nothing comes back but a picture.

use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, USER_AGENT};
use axum::http::{Request, StatusCode};
use image::ImageReader;

use crate::config::Config;
use crate::egress::{Egress, Reach};
use crate::error::{AppError, AppResult};
use crate::files::media::{self, Preview};

/// The longest side, and all points together: a small file may be a picture that fills the memory of a browser.
const LONGEST: u32 = 12_000;
const POINTS: u64 = 40_000_000;

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
            Ok((StatusCode::OK, body)) => Ok((picture(&body).ok_or(AppError::NotFound)?, body)),
            Ok(_) => Err(AppError::NotFound),
            Err(error) => {
                tracing::info!(error = format!("{error:#}"), "a picture of a message cannot be fetched");
                Err(AppError::NotFound)
            }
        }
    }
}

/// The media type of a picture of a size that can be shown.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    let media_type = media::of(bytes);
    let (width, height) = match media_type {
        // The logical screen: two numbers after the signature (GIF89a, 18).
        "image/gif" => {
            let size = bytes.get(6..10)?;
            (u16::from_le_bytes([size[0], size[1]]).into(), u16::from_le_bytes([size[2], size[3]]).into())
        }
        // Nothing here reads its size.
        "image/avif" => return None,
        _ if media::preview(media_type) == Some(Preview::Picture) => {
            let reader = ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
            reader.into_dimensions().ok()?
        }
        _ => return None,
    };
    let fits = width <= LONGEST && height <= LONGEST && u64::from(width) * u64::from(height) <= POINTS;
    fits.then_some(media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut file, image::ImageFormat::Png).unwrap();
        file.into_inner()
    }

    #[test]
    fn only_pictures_of_a_bearable_size_come_through() {
        assert_eq!(picture(&png(3, 2)), Some("image/png"));
        assert_eq!(picture(&png(12_001, 1)), None);
        assert_eq!(picture(b"GIF89a\x02\0\x02\0\0\0\0"), Some("image/gif"));
        assert_eq!(picture(b"GIF89a\xff\xff\xff\xff\0\0\0"), None);
        for bytes in [
            &b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"[..],
            b"%PDF-1.7",
            b"<html>",
            b"",
            b"GIF89a",
            b"\x89PNG\r\n\x1a\n",
        ] {
            assert_eq!(picture(bytes), None);
        }
    }

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
