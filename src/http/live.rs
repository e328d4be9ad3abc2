//! Streams: events from the table to whoever listens, resumed without loss by `Last-Event-ID`.
//!
//! One reader a process follows the table and hands each event to all open streams; a stream that starts late
//! or falls behind reads the table itself. The wake-up only says "look": a look every second finds the rest.

use std::convert::Infallible;
use std::pin::pin;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::sse::{self, Sse};
use axum::response::{IntoResponse, Response};
use db::Db;
use futures_util::{Stream, StreamExt};
use tokio::sync::{broadcast, watch};

use crate::error::{AppError, AppResult};
use crate::events::{Event, Position, store};

/// Events that a slow stream may fall behind before it has to read the table.
const BUFFER: usize = 4_096;
/// Events read at once.
const CHUNK: i64 = 1_000;
/// How often to look without a wake-up.
const LOOK: Duration = Duration::from_secs(1);
/// How often a stream says something: silence of 45 seconds means that the connection is gone.
const BEAT: Duration = Duration::from_secs(15);

#[derive(Clone)]
pub struct Hub {
    events: broadcast::Sender<Event>,
    closing: watch::Sender<bool>,
    reached: watch::Sender<Option<Position>>,
}

impl Hub {
    /// Starts following the table from its present end.
    pub fn start(db: Db) -> Hub {
        let (events, _) = broadcast::channel(BUFFER);
        let (closing, _) = watch::channel(false);
        let (reached, _) = watch::channel(None);
        let hub = Hub { events, closing, reached };
        tokio::spawn(hub.clone().follow(db));
        hub
    }

    /// Ends every stream, so that a stopping server need not wait for them.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Up to where the streams were given what happened; none before the first look.
    pub fn reached(&self) -> Option<Position> {
        *self.reached.borrow()
    }

    async fn follow(self, db: Db) {
        let mut wakes = db.wakes();
        let mut closing = self.closing.subscribe();
        while !*closing.borrow_and_update() {
            match self.pass_on(&db, self.reached()).await {
                Ok(reached) => drop(self.reached.send_replace(Some(reached))),
                Err(error) => tracing::warn!(%error, "events cannot be read"),
            }
            tokio::select! {
                _ = wakes.changed() => {}
                _ = closing.changed() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Hands on what is new; the first time it only finds the end.
    async fn pass_on(&self, db: &Db, position: Option<Position>) -> AppResult<Position> {
        let Some(mut position) = position else {
            return db.read(|tx| Ok::<_, AppError>(store::end(tx)?)).await;
        };
        loop {
            let events = db.read(move |tx| Ok::<_, AppError>(store::list(tx, position, CHUNK)?)).await?;
            let Some(last) = events.last() else { return Ok(position) };
            position = last.position;
            for event in events {
                // Nobody listening is no error.
                let _ = self.events.send(event);
            }
        }
    }

    /// Every event after `position`, first from the table, then as they come. Ends when the server stops.
    pub fn listen(&self, db: Db, position: Position) -> impl Stream<Item = Event> + Send + use<> {
        let mut events = self.events.subscribe();
        let mut closing = self.closing.subscribe();
        async_stream::stream! {
            let mut position = position;
            let mut behind = true;
            loop {
                while behind {
                    match db.read(move |tx| Ok::<_, AppError>(store::list(tx, position, CHUNK)?)).await {
                        Ok(missed) => {
                            behind = !missed.is_empty();
                            for event in missed {
                                position = event.position;
                                yield event;
                            }
                        }
                        // The reader comes again with the last id that it got.
                        Err(_) => return,
                    }
                }
                let next = tokio::select! {
                    next = events.recv() => next,
                    _ = closing.wait_for(|closing| *closing) => return,
                };
                match next {
                    Ok(event) if event.position > position => {
                        position = event.position;
                        yield event;
                    }
                    Ok(_) => {}
                    Err(broadcast::error::RecvError::Lagged(_)) => behind = true,
                    Err(broadcast::error::RecvError::Closed) => return,
                }
            }
        }
    }

    /// The same with a beat, `None`, first of all and every 15 seconds: time to say something.
    pub fn listen_with_beat(
        &self,
        db: Db,
        position: Position,
    ) -> impl Stream<Item = Option<Event>> + Send + use<> {
        let events = self.listen(db, position);
        async_stream::stream! {
            let mut events = pin!(events);
            let mut beat = tokio::time::interval(BEAT);
            beat.tick().await;
            yield None;
            loop {
                let next = tokio::select! {
                    next = events.next() => match next {
                        Some(event) => Some(event),
                        None => return,
                    },
                    _ = beat.tick() => None,
                };
                yield next;
            }
        }
    }
}

/// A stream as it is sent. Proxies that collect answers would keep a ringing telephone to themselves.
pub fn answer<S>(stream: S) -> Response
where
    S: Stream<Item = Result<sse::Event, Infallible>> + Send + 'static,
{
    ([("x-accel-buffering", "no")], Sse::new(stream)).into_response()
}

/// Where a stream begins: after `Last-Event-ID`, else after `?after=`, else now.
pub async fn start(db: &Db, headers: &HeaderMap, after: Option<&str>) -> AppResult<Position> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).or(after);
    match last {
        Some(text) => text.parse().map_err(|()| AppError::invalid("Last-Event-ID", "invalid-cursor")),
        None => db.read(|tx| Ok::<_, AppError>(store::end(tx)?)).await,
    }
}
