//! How the installation is: for load balancers and monitoring, for `visavi doctor`, and as a page for administrators.

pub mod checks;
pub mod pages;
mod store;
pub mod view;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::watching::METRICS;

/// The process runs.
pub async fn live() -> &'static str {
    "ok\n"
}

/// The process can answer: its database does.
pub async fn ready(State(app): State<App>) -> AppResult<&'static str> {
    app.db.ping().await.map_err(AppError::from)?;
    Ok("ready\n")
}

/// Prometheus text format.
pub async fn metrics() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], METRICS.render())
}
