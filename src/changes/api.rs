//! The change history over the API.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Change, store};
use crate::app::App;
use crate::error::AppResult;
use crate::http::paging::{Listed, Page};
use crate::http::{Id, Query, Visitor};
use crate::id::CustomerId;

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

impl ListQuery {
    pub fn page(&self) -> AppResult<Page> {
        Page::read(self.limit, self.after.as_deref(), 50, true)
    }
}

/// What was changed about a customer, newest first. A deleted customer's entries stay.
#[utoipa::path(get, path = "/api/v1/customers/{id}/changes", tag = "customers", params(("id" = String, Path), ListQuery),
    responses((status = 200, body = Listed<Change>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<Change>>> {
    let (page, role) = (query.page()?, visitor.author()?.role);
    app.read(move |tx| {
        let mut changes = store::list(tx, customer, &page)?;
        if changes.is_empty() && page.after.is_first() {
            // Nothing was ever recorded: there is no such customer.
            return Err(crate::error::AppError::NotFound);
        }
        changes.iter_mut().for_each(|change| change.mask(role));
        Ok(Json(page.list(changes, store::cursor)))
    })
    .await
}
