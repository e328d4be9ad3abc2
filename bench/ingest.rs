//! What systems send: events that are durable when answered, how soon others hear of them, and the card of somebody
//! with very many of them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use visavi::app::App;
use visavi::author::Author;
use visavi::customers::{self, CustomerInput};
use visavi::error::AppError;
use visavi::fields::definitions::Required;
use visavi::interactions::{self, InteractionInput};

use crate::seed::tell;
use crate::{Measured, client};

const SINGLE: &str = "/api/v1/interactions";
const BATCH: &str = "/api/v1/interactions/batch";
/// Interactions of one batch.
const PER_BATCH: usize = 100;
/// Streams that are open while events are posted.
const STREAMS: usize = 300;
/// Events that are posted to them.
const POSTED: usize = 50;

fn event(_: usize, _: usize) -> String {
    json!({"channel": "call", "from": "+46701740605", "queue": "Bench", "state": "closed"}).to_string()
}

fn batch(_: usize, _: usize) -> String {
    let one = event(0, 0);
    format!("[{}]", vec![one.as_str(); PER_BATCH].join(","))
}

/// Events a second from one connection and from 64, alone and in batches.
pub async fn events(address: SocketAddr, token: &str, span: Duration) -> anyhow::Result<Vec<Measured>> {
    let mut lines = Vec::new();
    for connections in [1, 64] {
        let micros = client::post(address, token, SINGLE, connections, span, event).await?;
        let single = Measured::of("ingest, one by one", connections, micros, span);
        let micros = client::post(address, token, BATCH, connections, span, batch).await?;
        let mut batched = Measured::of("ingest, batches of 100", connections, micros, span);
        #[expect(clippy::cast_precision_loss, reason = "a count")]
        let events = PER_BATCH as f64;
        batched.per_second *= events;
        let bound = if connections == 1 { 1_500.0 } else { 15_000.0 };
        tell(&format!(
            "ingest from {connections}: {:.0} events/s, in batches {:.0}; wanted are {bound:.0}",
            single.per_second, batched.per_second
        ));
        lines.extend([single, batched]);
    }
    Ok(lines)
}

/// From the sending of an event to its arrival on each of 300 open streams.
pub async fn visible(address: SocketAddr, token: &str) -> anyhow::Result<Measured> {
    let (heard, mut arrivals) = tokio::sync::mpsc::unbounded_channel::<Instant>();
    for _ in 0..STREAMS {
        let mut stream = TcpStream::connect(address).await?;
        let request =
            format!("GET /api/v1/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let heard = heard.clone();
        let mut buffer = vec![0; 1 << 16];
        let read = stream.read(&mut buffer).await?;
        ensure!(buffer[..read].starts_with(b"HTTP/1.1 200"), "the stream was refused");
        tokio::spawn(async move {
            while let Ok(read @ 1..) = stream.read(&mut buffer).await {
                let told = buffer[..read].windows(26).any(|part| part == b"event: interaction.created");
                if told && heard.send(Instant::now()).is_err() {
                    break;
                }
            }
        });
    }
    let mut poster = TcpStream::connect(address).await?;
    poster.set_nodelay(true)?;
    let mut buffer = vec![0; 1 << 16];
    let (begun, mut micros) = (Instant::now(), Vec::new());
    for _ in 0..POSTED {
        let sent = Instant::now();
        poster.write_all(client::posted(SINGLE, token, &event(0, 0)).as_bytes()).await?;
        client::answer(&mut poster, &mut buffer).await?;
        for _ in 0..STREAMS {
            let arrival = tokio::time::timeout(Duration::from_secs(10), arrivals.recv()).await?;
            if let Some(arrival) = arrival {
                micros.push(arrival.duration_since(sent).as_secs_f64() * 1e6);
            }
        }
    }
    let mut sorted = micros.clone();
    sorted.sort_by(f64::total_cmp);
    let p95 = sorted.get(sorted.len() * 95 / 100).copied().unwrap_or(f64::NAN);
    tell(&format!("posted to visible on {STREAMS} streams: p95 {:.1} ms; wanted are 50", p95 / 1e3));
    Ok(Measured::of("visible on 300 streams", 0, micros, begun.elapsed()))
}

/// The card of a customer with 50,000 entries beside one with 50.
pub async fn long_history(
    app: &App,
    address: SocketAddr,
    token: &str,
    span: Duration,
) -> anyhow::Result<Vec<Measured>> {
    let mut lines = Vec::new();
    for entries in [50, 50_000] {
        let id = with_entries(app, entries).await?;
        let path = move |_: usize| format!("/api/v1/customers/{id}/card");
        let name = format!("long history, {entries}");
        lines.push(client::measure(&name, address, token, 1, span, Arc::new(path)).await?);
    }
    tell(&format!(
        "card with 50,000 entries: {:.2} times that with 50; wanted are 1.3",
        lines[1].p50 / lines[0].p50
    ));
    Ok(lines)
}

async fn with_entries(app: &App, entries: usize) -> anyhow::Result<String> {
    let explain = |error: AppError| anyhow::anyhow!("{error:?}");
    let (home, author) = (app.home, Author::system(app.clock.now()));
    let email = format!("history-{entries}-{}@bench.example", author.at.micros());
    let input: CustomerInput =
        serde_json::from_value(json!({"name": "A long history", "emails": [{"value": email}]}))?;
    let by = author.clone();
    let create = move |tx: &mut db::Tx<'_>| customers::create(tx, &by, home, Required::No, &input);
    let id = app.write(create).await.map_err(explain)?.id;
    let mut done = 0;
    while done < entries {
        let (by, email, until) = (author.clone(), email.clone(), entries.min(done + 500));
        let insert = move |tx: &mut db::Tx<'_>| {
            for n in done..until {
                let at = by.at.plus(-i64::try_from(n).unwrap_or(0) * 60_000_000).to_string();
                let one = json!({"channel": "email", "state": "closed", "started_at": at, "ended_at": at, "from": email,
                    "topic": "Delivery", "messages": [{"at": at, "text": format!("The machine stands still, number {n}")}]});
                let one: InteractionInput = serde_json::from_value(one).map_err(AppError::internal)?;
                interactions::receive(tx, &by, home, &one)?;
            }
            Ok(())
        };
        app.write(insert).await.map_err(explain)?;
        done = until;
    }
    Ok(id.to_string())
}
