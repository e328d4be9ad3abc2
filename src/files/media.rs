//! What a file is, by its first bytes: nobody is believed.
//!
//! Invariant: only what a browser shows without running anything of it has a type of its own; everything else, SVG and
//! HTML among it, is `application/octet-stream`.

/// First bytes that `of` wants to see.
pub const BEGINNING: usize = 32;
/// A type that no browser does anything with but save it.
pub const UNKNOWN: &str = "application/octet-stream";

/// How a file is shown on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Preview {
    Picture,
    Document,
}

/// The media type of a file that begins so.
pub fn of(beginning: &[u8]) -> &'static str {
    let at = |place: usize, bytes: &[u8]| beginning.get(place..).is_some_and(|rest| rest.starts_with(bytes));
    if at(0, b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if at(0, b"\xff\xd8\xff") {
        "image/jpeg"
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        "image/gif"
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        "image/webp"
    } else if at(4, b"ftypavif") || at(4, b"ftypavis") {
        "image/avif"
    } else if at(0, b"%PDF-") {
        "application/pdf"
    } else {
        UNKNOWN
    }
}

/// The ending of a name of this type.
pub fn ending(media_type: &str) -> Option<&'static str> {
    match media_type {
        "image/png" => Some("png"),
        "image/jpeg" => Some("jpg"),
        "image/gif" => Some("gif"),
        "image/webp" => Some("webp"),
        "image/avif" => Some("avif"),
        "application/pdf" => Some("pdf"),
        _ => None,
    }
}

/// How this type is shown; none: it is only saved.
pub fn preview(media_type: &str) -> Option<Preview> {
    match media_type {
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" => Some(Preview::Picture),
        "application/pdf" => Some(Preview::Document),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nothing_runs_in_has_a_type() {
        for (bytes, wanted) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "image/png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            (b"GIF89a/*<script>*/", "image/gif"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
            (b"\0\0\0\x20ftypavif\0\0\0\0", "image/avif"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>", UNKNOWN),
            (b"<!doctype html>", UNKNOWN),
            (b" %PDF-1.7", UNKNOWN),
            (b"RIFF\x10\0\0\0WAVE", UNKNOWN),
            (b"PK\x03\x04", UNKNOWN),
            (b"\x89PN", UNKNOWN),
            (b"", UNKNOWN),
        ] {
            assert_eq!(of(bytes), wanted, "{bytes:?}");
        }
    }
}
