//! The access log over the API.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Access, Filter, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::paging::{Listed, Page, PageQuery};
use crate::http::{Id, Query};
use crate::id::CustomerId;

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Name of the agent or token who looked.
    by: Option<String>,
    /// From this time on (RFC 3339).
    since: Option<Time>,
    /// Before this time.
    before: Option<Time>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

async fn listed(app: &App, filter: Filter, page: Page) -> AppResult<Listed<Access>> {
    // What the caller has just read itself is in it.
    app.accesses.flush().await;
    app.read(move |tx| Ok(page.list(store::list(tx, &filter, &page)?, store::cursor))).await
}

/// Who looked at whose card, newest first. For supervisors and administrators.
#[utoipa::path(get, path = "/api/v1/accesses", tag = "customers", params(ListQuery),
    responses((status = 200, body = Listed<Access>)))]
pub async fn list(State(app): State<App>, Query(query): Query<ListQuery>) -> AppResult<Json<Listed<Access>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let filter = Filter { customer: None, by: query.by, since: query.since, before: query.before };
    Ok(Json(listed(&app, filter, page).await?))
}

/// Who looked at what of a customer, newest first; also of one who was deleted. For supervisors and administrators.
#[utoipa::path(get, path = "/api/v1/customers/{id}/accesses", tag = "customers", params(("id" = String, Path), PageQuery),
    responses((status = 200, body = Listed<Access>)))]
pub async fn list_of_customer(
    State(app): State<App>,
    Id(customer): Id<CustomerId>,
    Query(query): Query<PageQuery>,
) -> AppResult<Json<Listed<Access>>> {
    let page = query.page(true)?;
    let is_first = page.after.is_first();
    let listed = listed(&app, Filter { customer: Some(customer), ..Filter::default() }, page).await?;
    if listed.items.is_empty() && is_first {
        // Nobody may have looked yet; or there is no such customer.
        let kind = app.read(move |tx| Ok(crate::customers::store::find_kind(tx, customer)?)).await?;
        kind.ok_or(AppError::NotFound)?;
    }
    Ok(Json(listed))
}
