//! The stream of the agent's page: pops, and which parts of the page to read anew.
//!
//! Invariant: a pop is told to its agent once: on resuming, what was looked at or is over meanwhile only refreshes.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Response, sse};
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::blocklist;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::events::{self, Event, Position};
use crate::http::{Query, Visitor, live};
use crate::id::InteractionId;
use crate::interactions::{self, Interaction};
use crate::language::{Arg, Locale};
use crate::openings;
use crate::promises;
use crate::sessions::{self, Session};
use crate::transfers;
use crate::words::{Direction, Outcome, State as ContactState};

#[derive(Deserialize)]
pub struct StreamQuery {
    after: Option<String>,
}

/// What is told of an event.
struct Told {
    name: &'static str,
    data: Value,
    last: bool,
}

pub async fn stream(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(query): Query<StreamQuery>,
) -> AppResult<Response> {
    let Some(session) = visitor.session else { return Ok(live::answer(nobody())) };
    let (position, missed) = begin(&app, &headers, query.after.as_deref()).await?;
    let locale = visitor.locale;
    let stream = async_stream::stream! {
        yield Ok::<_, Infallible>(sse::Event::default().retry(Duration::from_secs(1)).comment("visavi"));
        if missed {
            yield Ok(event("reset", &json!({})).id(position.to_string()));
        }
        let mut events = pin!(app.hub.listen_with_beat(app.db.clone(), position));
        while let Some(next) = events.next().await {
            match next {
                None if is_valid(&app, &session).await => yield Ok(event("ping", &json!({}))),
                None => {
                    yield Ok(event("session", &json!({ "reason": "expired" })));
                    return;
                }
                Some(one) => {
                    if let Some(told) = tell(&app, &locale, &session, &one).await {
                        yield Ok(event(told.name, &told.data).id(one.position.to_string()));
                        if told.last {
                            return;
                        }
                    }
                }
            }
        }
    };
    Ok(live::answer(stream))
}

/// Who is not logged in is told so in the stream: an address to go to would not be followed there, and the page
/// would take it for a cut.
fn nobody() -> impl futures_util::Stream<Item = Result<sse::Event, Infallible>> {
    futures_util::stream::once(async { Ok(event("session", &json!({ "reason": "expired" }))) })
}

fn event(name: &str, data: &Value) -> sse::Event {
    sse::Event::default().event(name).data(data.to_string())
}

/// Where to begin, and whether something before it cannot be told any more.
async fn begin(app: &App, headers: &HeaderMap, after: Option<&str>) -> AppResult<(Position, bool)> {
    match live::start(&app.db, headers, after).await {
        Ok(position) => {
            let missed = app.read(move |tx| Ok(events::store::has_missed(tx, position)?)).await?;
            Ok((position, missed))
        }
        // A cursor that is none of ours: from now on, and everything on the page is old.
        Err(AppError::Invalid(_)) => Ok((app.read(|tx| Ok(events::store::end(tx)?)).await?, true)),
        Err(error) => Err(error),
    }
}

async fn is_valid(app: &App, session: &Session) -> bool {
    let (hash, now) = (session.secret_hash.clone(), app.clock.now());
    let found = app.read(move |tx| Ok(sessions::store::find(tx, &hash, now)?)).await;
    // Not being able to ask is no reason to send somebody away.
    found.map_or(true, |found| found.is_some_and(|one| one.agent.state == crate::agents::AgentState::Active))
}

async fn tell(app: &App, locale: &Locale, session: &Session, one: &Event) -> Option<Told> {
    let mine = one.agent_id == Some(session.agent.id);
    match one.kind.as_str() {
        "session.ended" if mine && !is_valid(app, session).await => {
            Some(Told { name: "session", data: json!({ "reason": "logout" }), last: true })
        }
        "interaction.offered" if mine => {
            let offered = one.interaction_id?;
            match pop(app, locale, session, offered).await {
                Some(data) => Some(Told { name: "pop", data, last: false }),
                None => Some(change(one)),
            }
        }
        "promise.due" => Some(match promises::pages::due(app, locale, session, one).await {
            due if due.is_empty() => change(one),
            due => Told {
                name: "due",
                data: json!({ "customer": one.customer_id, "kind": one.kind, "due": due }),
                last: false,
            },
        }),
        "rail.changed" if mine => Some(change(one)),
        "rail.changed" | "session.ended" | "agent.changed" => None,
        // Only the part that shows them reads anew, not all that is about the customer.
        "presence.changed" => one.customer_id.map(|customer| Told {
            name: "change",
            data: json!({ "kind": format!("presence:{customer}") }),
            last: false,
        }),
        _ if one.interaction_id.is_some() || one.customer_id.is_some() => Some(change(one)),
        _ => None,
    }
}

fn change(one: &Event) -> Told {
    let data = json!({ "interaction": one.interaction_id, "customer": one.customer_id, "kind": one.kind });
    Told { name: "change", data, last: false }
}

/// The pop of an interaction that still waits to be looked at.
async fn pop(app: &App, locale: &Locale, session: &Session, id: InteractionId) -> Option<Value> {
    let (agent, now) = (session.agent.id, app.clock.now());
    let read = app.read(move |tx| {
        let Some(opening) = openings::store::find_of_interaction(tx, agent, id)? else { return Ok(None) };
        let Some(interaction) = interactions::store::find(tx, id)? else { return Ok(None) };
        if opening.seen_at.is_some() || interaction.state >= ContactState::WrapUp {
            return Ok(None);
        }
        let name = match interaction.customer {
            Some(customer) => customers::store::names(tx, [customer])?.remove(&customer),
            None => None,
        };
        let is_blocked = match &interaction.identifier {
            Some(identifier) => blocklist::store::find_of(tx, identifier, now)?.is_some(),
            None => false,
        };
        let handed = transfers::chain::shown(tx, &interaction)?.from;
        Ok(Some((interaction, name, is_blocked, handed)))
    });
    let (interaction, name, is_blocked, handed) = read.await.ok()??;
    let locale = Locale { now, ..locale.clone() };
    let mut text = announcement(&locale, &interaction, name);
    if let Some(from) = &handed {
        text = locale.with("pop-handed", &[("who", from.into()), ("text", Arg::Text(&text))]);
    }
    if is_blocked {
        text = locale.with("pop-blocked", &[("text", Arg::Text(&text))]);
    }
    Some(json!({ "url": format!("/interactions/{id}"), "interaction": id, "text": text }))
}

/// What a screen reader says of it: "Call from Karolina Wierzbicka".
fn announcement(locale: &Locale, one: &Interaction, name: Option<String>) -> String {
    let channel = one.channel;
    let way = if one.direction == Direction::In { "from" } else { "to" };
    let who = name.or_else(|| one.identifier.as_ref().map(|identifier| locale.identifier(identifier)));
    match who {
        None => locale.t(&format!("pop-{channel}-withheld")),
        Some(who) => {
            let text = locale.with(&format!("pop-{channel}-{way}"), &[("who", Arg::Text(&who))]);
            match (one.customer, one.outcome) {
                (Some(_), _) => text,
                (None, Outcome::Many) => locale.with("pop-several", &[("text", Arg::Text(&text))]),
                (None, _) => locale.with("pop-unknown", &[("text", Arg::Text(&text))]),
            }
        }
    }
}
