//! A recording as the player and the link for saving ask for it.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::save;
use crate::accesses::{self, What};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::http::{Id, Query, Visitor};
use crate::id::InteractionId;
use crate::interactions;
use crate::teams::features::Feature;

#[derive(Deserialize)]
pub struct RecordingQuery {
    /// To be kept as a file.
    #[serde(default)]
    download: bool,
}

/// The sound of a contact, whole or the range that is asked for. Logged once for as long as one goes on listening.
pub async fn recording(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<InteractionId>,
    Query(query): Query<RecordingQuery>,
    headers: HeaderMap,
) -> AppResult<Response> {
    let (feature, what) = match query.download {
        true => (Feature::RecordingsDownload, What::RecordingSaved),
        false => (Feature::RecordingsSee, What::Recording),
    };
    visitor.author()?.needs(feature)?;
    let interaction = app.read(move |tx| Ok(interactions::store::get(tx, id)?)).await?;
    let url = interaction.recording_url.ok_or(AppError::NotFound)?;
    let nobody = || AppError::conflict("customer_id", "conflict-recording-nobody");
    let customer = interaction.customer.ok_or_else(nobody)?;
    let mut response = app.recordings.open(&url, &headers).await?;
    accesses::listened(&app, &visitor, customer, id, what).await?;
    if query.download {
        save(&mut response, &visitor.locale.day(interaction.started_at).date.to_string());
    }
    Ok(response)
}
