//! Pictures of strangers: how large they are, and decoding them within limits. A small file may be a picture that fills the
//! memory of whoever opens it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::error::{LimitError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

use super::media;

/// The longest side in pixels, and all of them together in millions.
const LONGEST: u32 = 12_000;
pub const MEGAPIXELS: u64 = 40;
/// Bytes that decoding may take: the pixels in four colours, and room for what the decoder needs beside them.
const MEMORY: u64 = 256_000_000;
/// Of what is written here, which is a JPEG.
pub const MEDIA_TYPE: &str = "image/jpeg";
const QUALITY: u8 = 85;

/// Decoding takes a core and much memory: one at a time.
pub static ONE: Semaphore = Semaphore::const_new(1);

/// Why a picture cannot be drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It is none that is decoded here.
    Kind,
    /// It has too many pixels.
    Pixels,
    Broken,
}

impl From<ImageError> for Fault {
    fn from(error: ImageError) -> Fault {
        match error {
            ImageError::Limits(_) => Fault::Pixels,
            _ => Fault::Broken,
        }
    }
}

/// The media type of a picture of a size that a browser can show; its first bytes are enough where they tell the size.
pub fn bearable(bytes: &[u8]) -> Option<&'static str> {
    let media_type = media::of(bytes);
    let (width, height) = match media_type {
        // The logical screen: two numbers after the signature (GIF89a, 18).
        "image/gif" => {
            let size = bytes.get(6..10)?;
            (u16::from_le_bytes([size[0], size[1]]).into(), u16::from_le_bytes([size[2], size[3]]).into())
        }
        // Nothing here reads the size of any other, AVIF among them.
        "image/png" | "image/jpeg" | "image/webp" => {
            let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
            reader.into_dimensions().ok()?
        }
        _ => return None,
    };
    fits(width, height).then_some(media_type)
}

fn fits(width: u32, height: u32) -> bool {
    width <= LONGEST && height <= LONGEST && u64::from(width) * u64::from(height) <= MEGAPIXELS * 1_000_000
}

/// Decodes a picture, makes it smaller and turns it as its camera was held.
///
/// # Errors
/// What is wrong with it.
pub fn draw(file: &[u8], smaller: impl FnOnce(&DynamicImage) -> DynamicImage) -> Result<RgbImage, Fault> {
    let format = match media::of(file) {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        "image/webp" => ImageFormat::WebP,
        _ => return Err(Fault::Kind),
    };
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST), Some(LONGEST));
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if !fits(width, height) {
        return Err(ImageError::Limits(LimitError::from_kind(LimitErrorKind::DimensionError)).into());
    }
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation()?;
    let mut small = smaller(&DynamicImage::from_decoder(decoder)?);
    small.apply_orientation(orientation);
    Ok(on_white(&small))
}

/// A JPEG, in which nothing is of the file but what one sees.
pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    // Writing into memory does not fail, and no side is too long.
    let _ = image.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY));
    file
}

/// What can be seen through is white.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        RgbImage::new(width, height).write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    #[test]
    fn only_pictures_of_a_bearable_size_are_shown() {
        assert_eq!(bearable(&png(3, 2)), Some("image/png"));
        assert_eq!(bearable(&png(12_001, 1)), None);
        assert_eq!(bearable(b"GIF89a\x02\0\x02\0\0\0\0"), Some("image/gif"));
        assert_eq!(bearable(b"GIF89a\xff\xff\xff\xff\0\0\0"), None);
        for bytes in [
            &b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"[..],
            b"%PDF-1.7",
            b"<html>",
            b"",
            b"GIF89a",
            b"\x89PNG\r\n\x1a\n",
            b"\0\0\0\x20ftypavif\0\0\0\0",
        ] {
            assert_eq!(bearable(bytes), None);
        }
    }

    #[test]
    fn what_is_drawn_is_smaller_and_bounded() {
        let small = draw(&png(300, 200), |image| image.thumbnail(30, 30)).unwrap();
        assert_eq!((small.width(), small.height()), (30, 20));
        assert_eq!(media::of(&jpeg(&small)), MEDIA_TYPE);
        assert_eq!(draw(&png(12_001, 1), DynamicImage::clone), Err(Fault::Pixels));
        assert_eq!(draw(b"GIF89a\x02\0\x02\0\0\0\0", DynamicImage::clone), Err(Fault::Kind));
        assert_eq!(draw(b"\x89PNG\r\n\x1a\nnothing", DynamicImage::clone), Err(Fault::Broken));
    }
}
