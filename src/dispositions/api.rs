//! The API of dispositions.

use axum::Json;
use axum::extract::State;

use super::{Disposition, Dispositions};
use crate::app::App;
use crate::error::AppResult;
use crate::http::Visitor;

/// What may be said of a contact at its end, in the order in which administrators have put it.
#[utoipa::path(get, path = "/api/v1/dispositions", tag = "interactions",
    responses((status = 200, body = Vec<Disposition>)))]
pub async fn list(State(app): State<App>, visitor: Visitor) -> AppResult<Json<Vec<Disposition>>> {
    visitor.author()?;
    Ok(Json(app.read(|tx| Ok(Dispositions::read(tx)?.0)).await?))
}
