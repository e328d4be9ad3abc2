//! The built web page (`web/dist`), inside the binary.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::error::AppError;

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Dist;

/// Names of the built files, which carry a hash of their content.
pub struct Names {
    pub script: String,
    /// The script of the demo telephone, a page of its own.
    pub telephone: String,
    pub styles: Vec<String>,
    /// The sprite of icons, put into every page.
    pub icons: String,
}

#[derive(Deserialize)]
struct Chunk {
    file: String,
    #[serde(default)]
    css: Vec<String>,
}

pub static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let text = |path: &str| {
        Dist::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
    };
    let manifest: std::collections::BTreeMap<String, Chunk> =
        serde_json::from_str(&text(".vite/manifest.json")).unwrap_or_default();
    let script =
        |source: &str| manifest.get(source).map(|entry| format!("/{}", entry.file)).unwrap_or_default();
    let entry = manifest.get("src/main.ts");
    Names {
        script: script("src/main.ts"),
        telephone: script("src/telephone.ts"),
        styles: entry
            .map(|entry| entry.css.iter().map(|file| format!("/{file}")).collect())
            .unwrap_or_default(),
        icons: text("icons.svg"),
    }
});

/// A built file. Its name changes with its content, so it may be kept for ever.
pub async fn show(Path(path): Path<String>) -> Result<Response, AppError> {
    let file = Dist::get(&format!("assets/{path}")).ok_or(AppError::NotFound)?;
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, file.data.into_owned()).into_response())
}
