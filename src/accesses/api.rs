//! The access log over the API.

use axum::Json;
use axum::extract::State;

use super::{Access, store};
use crate::app::App;
use crate::error::AppResult;
use crate::http::paging::{Listed, PageQuery};
use crate::http::{Id, Query};
use crate::id::CustomerId;

/// Who looked at what of a customer, newest first. For supervisors and administrators.
#[utoipa::path(get, path = "/api/v1/customers/{id}/accesses", tag = "customers", params(("id" = String, Path), PageQuery),
    responses((status = 200, body = Listed<Access>)))]
pub async fn list(
    State(app): State<App>,
    Id(customer): Id<CustomerId>,
    Query(query): Query<PageQuery>,
) -> AppResult<Json<Listed<Access>>> {
    let page = query.page(true)?;
    app.read(move |tx| {
        let accesses = store::list(tx, customer, &page)?;
        if accesses.is_empty() && page.after.is_first() {
            // Nobody may have looked yet; or there is no such customer.
            crate::customers::store::find_kind(tx, customer)?.ok_or(crate::error::AppError::NotFound)?;
        }
        Ok(Json(page.list(accesses, store::cursor)))
    })
    .await
}
