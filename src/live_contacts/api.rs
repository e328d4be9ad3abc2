//! Contacts that go on, over the API.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Filter, Live, Whose, list};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::http::paging::{Listed, Page};
use crate::http::{Query, Visitor};
use crate::id::{CustomerId, InteractionId};
use crate::interactions::api::IdentifierOutput;
use crate::teams;
use crate::words::{Channel, Direction, State as Progress};

/// A contact that goes on.
#[derive(Serialize, ToSchema)]
#[schema(as = LiveContact)]
pub struct LiveOutput {
    pub id: InteractionId,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub channel: Channel,
    pub direction: Direction,
    pub state: Progress,
    /// Null of nobody, and of whoever is restricted.
    pub customer_id: Option<CustomerId>,
    pub customer: Option<String>,
    pub identifier: Option<IdentifierOutput>,
    /// The processing of the customer's data is restricted: who they are is not told.
    pub restricted: bool,
    pub queue: Option<String>,
    /// Login of the agent; null: it waits.
    pub agent: Option<String>,
    pub started_at: Time,
    pub answered_at: Option<Time>,
    pub ended_at: Option<Time>,
}

/// What is asked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LiveQuery {
    /// `live`, which has to be said: what is over is read by its customer.
    state: Option<String>,
    /// `true`: those that wait for an agent, the longest waiting first; `false`: those of agents. All otherwise.
    waiting: Option<bool>,
    queue: Option<String>,
    channel: Option<Channel>,
    /// Name of a team: contacts of its agents.
    team: Option<String>,
    limit: Option<i64>,
    after: Option<String>,
}

/// Contacts that go on just now, newest first. Those of restricted customers are without a name.
#[utoipa::path(get, path = "/api/v1/interactions", tag = "interactions", params(LiveQuery),
    responses((status = 200, body = Listed<LiveOutput>)))]
pub async fn list_live(
    State(app): State<App>,
    visitor: Visitor,
    Query(query): Query<LiveQuery>,
) -> AppResult<Json<Listed<LiveOutput>>> {
    visitor.author()?;
    if query.state.as_deref() != Some("live") {
        return Err(AppError::invalid("state", "invalid-live-state"));
    }
    let page = Page::read(query.limit, query.after.as_deref(), 50, true)?;
    let whose = match query.waiting {
        None => Whose::Anybody,
        Some(true) => Whose::Nobody,
        Some(false) => Whose::Agents,
    };
    let home = app.home;
    let listed = app
        .read(move |tx| {
            let mut filter = Filter { whose, queue: query.queue, channel: query.channel, team: None };
            if let Some(name) = &query.team {
                let Some((team, _)) = teams::store::find_by_name(tx, name)? else {
                    return Ok(Listed { items: Vec::new(), next: None });
                };
                filter.team = Some(team);
            }
            list(tx, &filter, &page)
        })
        .await?;
    let output = |live: Live| {
        let (one, customer) = (live.interaction, live.customer);
        LiveOutput {
            id: one.id,
            reference: one.reference,
            channel: one.channel,
            direction: one.direction,
            state: one.state,
            customer_id: customer.as_ref().map(|(id, _)| *id),
            customer: customer.map(|(_, name)| name),
            identifier: one.identifier.as_ref().map(|one| IdentifierOutput::of(one, home)),
            restricted: live.is_restricted,
            queue: one.queue,
            agent: one.agent,
            started_at: one.started_at,
            answered_at: one.answered_at,
            ended_at: one.ended_at,
        }
    };
    Ok(Json(Listed { items: listed.items.into_iter().map(output).collect(), next: listed.next }))
}
