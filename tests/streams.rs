//! The stream of events: in order, complete, resumed without loss.

use std::time::Duration;

use axum::http::Method;
use http_body_util::BodyExt;
use serde_json::json;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// Reads events until `count` have come: (id, kind).
async fn read(client: &Client, path: &str, count: usize) -> Vec<(String, String)> {
    let response = client.open(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status().as_u16(), 200);
    let mut body = response.into_body();
    let (mut text, mut events) = (String::new(), Vec::new());
    let reading = async {
        while events.len() < count {
            let frame = body.frame().await.expect("the stream goes on").expect("and does not break");
            text.push_str(&String::from_utf8_lossy(frame.data_ref().map_or(&[], |data| data)));
            while let Some((block, rest)) =
                text.split_once("\n\n").map(|(block, rest)| (block.to_owned(), rest.to_owned()))
            {
                text = rest;
                let line = |name: &str| {
                    block
                        .lines()
                        .find_map(|line| line.strip_prefix(name))
                        .map(|value| value.trim().to_owned())
                };
                if let (Some(id), Some(kind)) = (line("id:"), line("event:")) {
                    events.push((id, kind));
                }
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reading).await.expect("the events come");
    events
}

both_databases! {
    async fn a_stream_goes_on_after_the_last_event_that_was_read(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let stream = "/api/v1/events?after=0-0";
        for n in 0..5 {
            api.post("/api/v1/customers", json!({"name": format!("{n}")})).await.expect(201);
        }
        let first = read(&api, stream, 3).await;
        assert!(first.iter().all(|(_, kind)| kind == "customer.created"));
        // The connection is cut; more happens meanwhile.
        api.post("/api/v1/interactions", json!({"channel": "call"})).await.expect(201);
        let resumed = api.with_header("last-event-id", &first[2].0);
        let rest = read(&resumed, stream, 3).await;
        let kinds: Vec<&str> = rest.iter().map(|(_, kind)| kind.as_str()).collect();
        assert_eq!(kinds, ["customer.created", "customer.created", "interaction.created"]);
        let mut ids: Vec<&String> = first.iter().chain(&rest).map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 6);
        api.with_header("last-event-id", "nonsense").get(stream).await.expect(422);
    }
}

both_databases! {
    /// Many writers at once: a reader that follows sees every event exactly once.
    async fn no_event_is_missed_among_many_writers(app: &TestApp) {
        const WRITERS: usize = 8;
        const EACH: usize = 10;
        let api = app.api(Role::Agent).await;
        let reader = {
            let api = api.clone();
            tokio::spawn(async move { read(&api, "/api/v1/events?after=0-0", WRITERS * EACH).await })
        };
        let mut writers = Vec::new();
        for _ in 0..WRITERS {
            let api = api.clone();
            writers.push(tokio::spawn(async move {
                for _ in 0..EACH {
                    api.post("/api/v1/interactions", json!({"channel": "call"})).await.expect(201);
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let events = reader.await.unwrap();
        let mut ids: Vec<&String> = events.iter().map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), WRITERS * EACH);
    }
}
