//! The history over the API.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Entry, Filter, Only, Scope};
use crate::accesses;
use crate::app::App;
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::http::paging::{Listed, Page};
use crate::http::{Id, Query, Visitor};
use crate::id::CustomerId;
use crate::words::{Channel, Direction};

/// Members of the query.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Only this channel.
    #[param(inline)]
    channel: Option<Channel>,
    /// Only what came in, or what went out.
    #[param(inline)]
    direction: Option<Direction>,
    /// `true`: only contacts with a recording.
    #[serde(default)]
    #[param(required = false)]
    recorded: bool,
    /// `true`: only calls that came in and that nobody answered.
    #[serde(default)]
    #[param(required = false)]
    missed: bool,
    /// `true`: only contacts of a campaign.
    #[serde(default)]
    #[param(required = false)]
    campaign: bool,
    /// Only contacts that began before this time; of a part after the first, `after` alone counts.
    before: Option<Time>,
    /// Words that a contact's messages, comments and topic hold together, in any order, without regard to case and
    /// accents; the last one may be the beginning of a word. "Words in quotes" stand next to each other; -words must
    /// not be there. `matches` tells where.
    q: Option<String>,
    /// `company`: of a company, its people's contacts as well.
    #[param(inline)]
    scope: Option<Scope>,
    /// 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next` of the part before.
    after: Option<String>,
}

/// A customer's contacts on all channels, newest first.
#[utoipa::path(get, path = "/api/v1/customers/{id}/history", tag = "customers", params(("id" = String, Path), ListQuery),
    responses((status = 200, body = Listed<Entry>)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Id(customer): Id<CustomerId>,
    Query(query): Query<ListQuery>,
) -> AppResult<Json<Listed<Entry>>> {
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?.before(query.before);
    let mut check = Check::default();
    let words = check.line("q", query.q.as_deref(), 200);
    check.finish()?;
    let only = Only {
        channel: query.channel,
        direction: query.direction,
        recorded: query.recorded,
        missed: query.missed,
        campaign: query.campaign,
    };
    let filter = Filter { customer, scope: query.scope.unwrap_or(Scope::Own), only, words };
    let listed = app.read(move |tx| {
        customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
        Ok(super::list(tx, &filter, &page)?)
    });
    let listed = listed.await?;
    accesses::opened(&app, &visitor, customer, None).await?;
    Ok(Json(listed))
}
