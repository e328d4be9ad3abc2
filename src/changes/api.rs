//! The change history over the API.

use axum::Json;
use axum::extract::State;

use super::{Change, store};
use crate::app::App;
use crate::error::AppResult;
use crate::fields;
use crate::http::paging::{Listed, PageQuery};
use crate::http::{Id, Query, Visitor};
use crate::id::CustomerId;

/// What was changed about a customer, newest first. A deleted customer's entries stay.
#[utoipa::path(get, path = "/api/v1/customers/{id}/changes", tag = "customers", params(("id" = String, Path), PageQuery),
    responses((status = 200, body = Listed<Change>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<PageQuery>,
) -> AppResult<Json<Listed<Change>>> {
    let (page, role) = (query.page(true)?, visitor.author()?.role);
    app.read(move |tx| {
        let mut changes = store::list(tx, customer, &page)?;
        if changes.is_empty() && page.after.is_first() {
            // Nothing was ever recorded: there is no such customer.
            return Err(crate::error::AppError::NotFound);
        }
        let masked = fields::store::masked(tx)?;
        changes.iter_mut().for_each(|change| change.mask(role, &masked));
        Ok(Json(page.list(changes, store::cursor)))
    })
    .await
}
