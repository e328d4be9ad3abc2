//! How a content goes out: as an attachment, or inline where nothing runs in it; whole or a range of it (RFC 9110, 14).

use std::ops::Range;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    ETAG, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::media;
use crate::app::App;
use crate::error::{AppError, AppResult};

/// What may stand as it is in a value of RFC 8187.
const ATTRIBUTE: AsciiSet =
    NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'!').remove(b'+');

/// Nothing runs and nothing is loaded, whatever the file turns out to be.
pub const POLICY: HeaderValue =
    HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'self'");

/// A content with what is told of it: of a file, or of what came with a message.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    pub name: &'a str,
    /// By its first bytes.
    pub media_type: &'a str,
    /// Bytes.
    pub size: i64,
    /// In hexadecimal.
    pub sha256: &'a str,
    /// Its key in the store.
    pub content: &'a str,
}

/// The file to be saved.
pub async fn attachment(app: &App, file: Outgoing<'_>, headers: &HeaderMap) -> AppResult<Response> {
    answer(app, file, headers, "attachment").await
}

/// The file to be looked at.
///
/// # Errors
/// `NotFound` for what is not shown.
pub async fn inline(app: &App, file: Outgoing<'_>, headers: &HeaderMap) -> AppResult<Response> {
    media::preview(file.media_type).ok_or(AppError::NotFound)?;
    answer(app, file, headers, "inline").await
}

async fn answer(
    app: &App,
    file: Outgoing<'_>,
    headers: &HeaderMap,
    disposition: &str,
) -> AppResult<Response> {
    let size = u64::try_from(file.size).unwrap_or(0);
    let tag = format!("\"{}\"", file.sha256);
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let same = text(IF_RANGE).is_none_or(|known| known == tag);
    let asked = text(RANGE).filter(|_| same).map_or(Asked::Whole, |range| asked(range, size));
    let (status, range) = match asked {
        Asked::Whole => (StatusCode::OK, 0..size),
        Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
        Asked::Nothing => return Err(AppError::RangeNotSatisfiable { size: file.size }),
    };
    // No store gives a range of nothing.
    let body = match size {
        0 => Body::empty(),
        _ => Body::from_stream(app.files.get(file.content, range.clone()).await?),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    let shown = media::preview(file.media_type).map_or(media::UNKNOWN, |_| file.media_type);
    set(CONTENT_TYPE, shown);
    set(CONTENT_LENGTH, &(range.end - range.start).to_string());
    set(CONTENT_DISPOSITION, &format!("{disposition}; {}", file_name(file.name)));
    set(ETAG, &tag);
    set(ACCEPT_RANGES, "bytes");
    if status == StatusCode::PARTIAL_CONTENT {
        set(CONTENT_RANGE, &format!("bytes {}-{}/{size}", range.start, range.end - 1));
    }
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}

/// A name for `Content-Disposition` (RFC 6266): for old clients in ASCII, and as it is.
fn file_name(name: &str) -> String {
    let plain = |c: char| if (c.is_ascii_graphic() || c == ' ') && !"\"\\%;/".contains(c) { c } else { '_' };
    let ascii: String = name.chars().map(plain).collect();
    format!("filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, &ATTRIBUTE))
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Whole,
    Part(Range<u64>),
    Nothing,
}

/// One range of bytes. Several at once, and what cannot be read, are answered by the whole.
fn asked(range: &str, size: u64) -> Asked {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Asked::Whole;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let part = match (first.trim(), last.trim()) {
        ("", last) => match number(last) {
            Some(0) => return Asked::Nothing,
            Some(last) => size.saturating_sub(last)..size,
            None => return Asked::Whole,
        },
        (first, "") => match number(first) {
            Some(first) => first..size,
            None => return Asked::Whole,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
            _ => return Asked::Whole,
        },
    };
    if part.start < part.end { Asked::Part(part) } else { Asked::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_a_part_and_everything_odd_the_whole() {
        for (range, wanted) in [
            ("bytes=0-3", Asked::Part(0..4)),
            ("bytes=4-", Asked::Part(4..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=-30", Asked::Part(0..10)),
            ("bytes=8-100", Asked::Part(8..10)),
            ("bytes=0-18446744073709551615", Asked::Part(0..10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=10-12", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=3-1", Asked::Whole),
            ("bytes=0-1,4-5", Asked::Whole),
            ("bytes=99999999999999999999999-", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes", Asked::Whole),
            ("lines=1-2", Asked::Whole),
        ] {
            assert_eq!(asked(range, 10), wanted, "{range}");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        assert_eq!(file_name("offer 1.pdf"), "filename=\"offer 1.pdf\"; filename*=UTF-8''offer%201.pdf");
        assert_eq!(
            file_name("Åsa \"x\"; a=b.png"),
            "filename=\"_sa _x__ a=b.png\"; filename*=UTF-8''%C3%85sa%20%22x%22%3B%20a%3Db.png"
        );
    }
}
