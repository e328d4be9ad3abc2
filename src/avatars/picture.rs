//! Any picture as an avatar: decoded within limits, cut to a square from the middle, and written anew, so that nothing
//! of the file comes through but what one sees: no place, no time, no camera, nothing behind the picture.
//!
//! Invariant: what is stored and what goes out is a JPEG that was written here.

use std::time::Duration;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use image::{DynamicImage, RgbImage};

use crate::error::{AppError, AppResult, FieldError};
use crate::files::MEGABYTE;
use crate::files::picture::{self, Fault, MEGAPIXELS, ONE};

/// Pixels of a side.
pub const SIDE: u32 = 256;
/// The largest file, in megabytes.
pub const LARGEST_MB: i64 = 8;
/// How long one listens to what follows a file that is too large: most clients read no answer before they have sent all.
const REST: Duration = Duration::from_secs(10);

/// A picture of `SIDE` by `SIDE`, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture(Vec<u8>);

impl Picture {
    /// What was uploaded.
    ///
    /// # Errors
    /// `Invalid` for `picture`: too large, none of the kinds, too many pixels, broken.
    pub async fn of(file: impl Stream<Item = AppResult<Bytes>>) -> AppResult<Picture> {
        Picture::read(collect(file).await?).await.map_err(|fault| AppError::Invalid(vec![fault]))
    }

    /// A file that is in memory.
    ///
    /// # Errors
    /// What is wrong with it.
    pub async fn read(file: Vec<u8>) -> Result<Picture, FieldError> {
        let broken = || FieldError::new("picture", "invalid-picture-broken");
        let _turn = ONE.acquire().await.map_err(|_| broken())?;
        // A decoder that panics has met something broken.
        tokio::task::spawn_blocking(move || draw(&file)).await.map_err(|_| broken())?
    }

    /// One that was drawn here.
    pub fn draw(image: &RgbImage) -> Picture {
        Picture(picture::jpeg(image))
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// All pieces of a file.
async fn collect(pieces: impl Stream<Item = AppResult<Bytes>>) -> AppResult<Vec<u8>> {
    let mut pieces = std::pin::pin!(pieces);
    let largest = usize::try_from(LARGEST_MB * MEGABYTE).unwrap_or(usize::MAX);
    let mut file = Vec::new();
    while let Some(piece) = pieces.next().await {
        file.extend_from_slice(&piece?);
        if file.len() > largest {
            let rest = async { while let Some(Ok(_)) = pieces.next().await {} };
            let _ = tokio::time::timeout(REST, rest).await;
            let fault = FieldError::new("picture", "invalid-picture-large").with("max", LARGEST_MB);
            return Err(AppError::Invalid(vec![fault]));
        }
    }
    Ok(file)
}

fn draw(file: &[u8]) -> Result<Picture, FieldError> {
    if file.is_empty() {
        return Err(FieldError::new("picture", "invalid-picture-missing"));
    }
    let square = |image: &DynamicImage| {
        let (width, height) = (image.width(), image.height());
        let side = width.min(height);
        image.crop_imm((width - side) / 2, (height - side) / 2, side, side).thumbnail_exact(SIDE, SIDE)
    };
    picture::draw(file, square).map(|image| Picture::draw(&image)).map_err(|fault| match fault {
        Fault::Kind => FieldError::new("picture", "invalid-picture-kind"),
        Fault::Pixels => FieldError::new("picture", "invalid-picture-pixels").with("max", MEGAPIXELS),
        Fault::Broken => FieldError::new("picture", "invalid-picture-broken"),
    })
}
