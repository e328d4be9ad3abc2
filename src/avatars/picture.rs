//! Any picture as an avatar: decoded within limits, cut to a square from the middle, and written anew, so that nothing
//! of the file comes through but what one sees: no place, no time, no camera, nothing behind the picture.
//!
//! Invariant: what is stored and what goes out is a JPEG that was written here.

use std::io::Cursor;
use std::time::Duration;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

use crate::error::{AppError, AppResult, FieldError};
use crate::files::{MEGABYTE, media};

/// Pixels of a side.
pub const SIDE: u32 = 256;
/// Of what is stored.
pub const MEDIA_TYPE: &str = "image/jpeg";
/// The largest file, in megabytes …
pub const LARGEST_MB: i64 = 8;
/// … the longest side in pixels, and all of them together in millions.
const LONGEST: u32 = 12_000;
const MEGAPIXELS: u64 = 40;
/// Bytes that decoding may take: the pixels in four colours, and room for what the decoder needs beside them.
const MEMORY: u64 = 256_000_000;
const QUALITY: u8 = 85;
/// How long one listens to what follows a file that is too large: most clients read no answer before they have sent all.
const REST: Duration = Duration::from_secs(10);

/// Decoding takes a core and much memory: one at a time.
static ONE: Semaphore = Semaphore::const_new(1);

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
        let mut file = Vec::new();
        // Writing into memory does not fail, and no side is too long.
        let _ = image.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY));
        Picture(file)
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
    let format = match media::of(file) {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        "image/webp" => ImageFormat::WebP,
        _ => return Err(FieldError::new("picture", "invalid-picture-kind")),
    };
    let image = decode(file, format).map_err(|error| match error {
        ImageError::Limits(_) => FieldError::new("picture", "invalid-picture-pixels").with("max", MEGAPIXELS),
        _ => FieldError::new("picture", "invalid-picture-broken"),
    })?;
    Ok(Picture::draw(&image))
}

fn decode(file: &[u8], format: ImageFormat) -> Result<RgbImage, ImageError> {
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST), Some(LONGEST));
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MEGAPIXELS * 1_000_000 {
        return Err(too_many());
    }
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation()?;
    let image = DynamicImage::from_decoder(decoder)?;
    let side = width.min(height);
    let square = image.crop_imm((width - side) / 2, (height - side) / 2, side, side);
    let mut small = square.thumbnail_exact(SIDE, SIDE);
    small.apply_orientation(orientation);
    Ok(on_white(&small))
}

fn too_many() -> ImageError {
    ImageError::Limits(image::error::LimitError::from_kind(image::error::LimitErrorKind::DimensionError))
}

/// What can be seen through is white: behind it stand initials.
fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |part: u8| {
            let mixed = u16::from(part) * u16::from(alpha) + 255 * u16::from(255 - alpha);
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}
