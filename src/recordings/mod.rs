//! Recordings of calls. They stay in the archive that made them and are heard through the house, which asks who may,
//! writes down who listened, and lets no browser near the archive.
//!
//! Invariant: nothing of a recording leaves before its listening stands in the access log, or waits to be written there.

pub mod pages;
pub mod view;

use anyhow::Context;
use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, Uri};
use axum::response::Response;

use crate::config::Config;
use crate::egress::{Egress, Reach};
use crate::error::{AppError, AppResult};

/// What is asked of the archive for the browser, and told the browser of its answer.
const ASKED: [axum::http::HeaderName; 2] = [RANGE, IF_RANGE];
const TOLD: [axum::http::HeaderName; 4] = [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_RANGE, ACCEPT_RANGES];

/// The archives that may be asked.
#[derive(Debug)]
pub struct Archives {
    /// Hosts, each with its port where that is not the usual one.
    hosts: Vec<String>,
    egress: Option<Egress>,
}

impl Archives {
    pub fn new(config: &Config) -> Archives {
        let hosts: Vec<String> = config.recording_hosts.iter().map(|host| host.to_lowercase()).collect();
        // The administrator named each of them: they may be inside.
        let egress = match Egress::new(Reach::Anywhere) {
            _ if hosts.is_empty() => None,
            Ok(egress) => Some(egress),
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "recordings cannot be fetched");
                None
            }
        };
        Archives { hosts, egress }
    }

    /// Whether a recording lies where it may be fetched from.
    pub fn hold(&self, url: &str) -> bool {
        host(url).is_some_and(|host| self.hosts.contains(&host))
    }

    /// Asks for a recording, or for the part of it that `headers` name. The bytes come as they are read.
    ///
    /// # Errors
    /// `NotFound` where the archive has none, `ArchiveUnavailable` where it does not answer, or with something else.
    async fn open(&self, url: &str, headers: &HeaderMap) -> AppResult<Response> {
        let egress = self.egress.as_ref().filter(|_| self.hold(url));
        let egress = egress.ok_or_else(|| AppError::conflict("recording_url", "conflict-recording-host"))?;
        let answer = async {
            let mut request = Request::get(url).body(Body::empty()).context("the address")?;
            for name in ASKED {
                if let Some(value) = headers.get(&name) {
                    request.headers_mut().insert(name, value.clone());
                }
            }
            egress.open(request).await
        };
        let answer = answer.await.map_err(|error| {
            tracing::warn!(error = format!("{error:#}"), "an archive of recordings does not answer");
            AppError::ArchiveUnavailable
        })?;
        match answer.status() {
            StatusCode::OK | StatusCode::PARTIAL_CONTENT if is_audio(answer.headers()) => {}
            StatusCode::RANGE_NOT_SATISFIABLE => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Err(AppError::NotFound),
            status => {
                let kind = answer.headers().get(CONTENT_TYPE);
                tracing::warn!(%status, ?kind, "an archive of recordings answers with something else");
                return Err(AppError::ArchiveUnavailable);
            }
        }
        let (parts, body) = answer.into_parts();
        let is_audio = parts.status.is_success();
        let mut response = Response::new(if is_audio { body } else { Body::empty() });
        *response.status_mut() = parts.status;
        for name in TOLD.into_iter().filter(|name| is_audio || *name == CONTENT_RANGE) {
            if let Some(value) = parts.headers.get(&name) {
                response.headers_mut().insert(name, value.clone());
            }
        }
        Ok(response)
    }
}

/// The host of an address as the configuration names it.
pub fn host(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let host = uri.host()?.to_lowercase();
    let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    Some(match uri.port_u16().filter(|port| *port != usual) {
        Some(port) => format!("{host}:{port}"),
        None => host,
    })
}

/// The media type without its parameters.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(text.split(';').next()?.trim().to_ascii_lowercase())
}

/// What else an archive may send could be shown as a page of ours.
fn is_audio(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|kind| kind.starts_with("audio/") || kind == "application/ogg")
}

/// Lets the browser save it, under the day of the contact.
fn save(response: &mut Response, day: &str) {
    let extension = match media_type(response.headers()).as_deref() {
        Some("audio/mpeg" | "audio/mp3") => "mp3",
        Some("audio/wav" | "audio/x-wav" | "audio/wave" | "audio/vnd.wave") => "wav",
        Some("audio/ogg" | "audio/opus" | "application/ogg") => "ogg",
        Some("audio/mp4" | "audio/x-m4a" | "audio/aac") => "m4a",
        Some("audio/webm") => "webm",
        Some("audio/flac" | "audio/x-flac") => "flac",
        _ => "audio",
    };
    let value = format!("attachment; filename=\"recording-{day}.{extension}\"");
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_named_with_the_port_that_is_not_usual() {
        for (url, expected) in [
            ("https://Calls.example/1.wav", Some("calls.example")),
            ("https://calls.example:443/1.wav", Some("calls.example")),
            ("http://calls.example:443/1.wav", Some("calls.example:443")),
            ("http://10.0.0.5:8080/a?b", Some("10.0.0.5:8080")),
            ("http://named@inside.example/", Some("inside.example")),
            ("/1.wav", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }
}
