//! The stream of events: in order, complete, resumed without loss.

use std::time::Duration;

use axum::http::Method;
use http_body_util::BodyExt;
use serde_json::json;
use visavi::clock::Time;
use visavi::events::{self, KINDS, public_kinds};
use visavi::words::Role;

use crate::support::{Client, Kind, TestApp, both_databases};

/// Reads events until `count` have come: (id, kind).
async fn read(client: &Client, path: &str, count: usize) -> Vec<(String, String)> {
    let (first, mut frames) = (count, frames(client, path, count).await);
    frames.retain(|(_, kind)| !kind.is_empty());
    assert_eq!(frames.len(), first);
    frames
}

/// The same with the frames that have an id alone.
async fn frames(client: &Client, path: &str, count: usize) -> Vec<(String, String)> {
    let response = client.open(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status().as_u16(), 200);
    let mut body = response.into_body();
    let (mut text, mut events) = (String::new(), Vec::new());
    let reading = async {
        while events.iter().filter(|(_, kind): &&(String, String)| !kind.is_empty()).count() < count
            || events.is_empty()
        {
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
                if let Some(id) = line("id:") {
                    events.push((id, line("event:").unwrap_or_default()));
                }
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reading).await.expect("the events come");
    events
}

/// Writers that each tell of so many calls, all at once.
fn write_at_once(api: &Client, writers: usize, each: usize) -> tokio::task::JoinSet<()> {
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..writers {
        let api = api.clone();
        all.spawn(async move {
            for _ in 0..each {
                api.post("/api/v1/interactions", json!({"channel": "call"})).await.expect(201);
            }
        });
    }
    all
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
        let writers = write_at_once(&api, WRITERS, EACH);
        writers.join_all().await;
        let events = reader.await.unwrap();
        let mut ids: Vec<&String> = events.iter().map(|(id, _)| id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), WRITERS * EACH);
    }
}

both_databases! {
    async fn a_stream_tells_the_kinds_that_are_asked_for(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let id = api.post("/api/v1/interactions", json!({"ref": "s", "channel": "chat"})).await.expect(201).id();
        api.post(&format!("/api/v1/interactions/{id}/messages"), json!({"text": "Hello"})).await.expect(201);
        api.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201);
        api.post(&format!("/api/v1/interactions/{id}/comments"), json!({"text": "Late"})).await.expect(201);
        let told = frames(&api, "/api/v1/events?after=0-0&types=message.added,%20comment.added", 2).await;
        let kinds: Vec<&str> = told.iter().map(|(_, kind)| kind.as_str()).collect();
        // First of all it says where it is.
        assert_eq!(kinds, ["", "message.added", "comment.added"]);
        assert_eq!(told[0].0, "0-0");
        // Whoever is cut off before anything happened resumes from there.
        let here = frames(&api, "/api/v1/events", 0).await;
        api.post("/api/v1/customers", json!({"name": "Eva"})).await.expect(201);
        let next = read(&api.with_header("last-event-id", &here[0].0), "/api/v1/events", 1).await;
        assert_eq!(next[0].1, "customer.created");
        for unknown in ["types=message.read", "types=message.added,x", "types=rail.changed", "types=session.ended"] {
            let refused = api.get(&format!("/api/v1/events?{unknown}")).await.expect(422);
            assert_eq!(refused.fields(), ["types"]);
            assert!(public_kinds().all(|kind| refused.text.contains(kind.name)), "{}", refused.text);
        }
        api.get("/api/v1/events?types=").await.expect(422);
    }
}

both_databases! {
    async fn the_stream_of_a_page_says_that_nobody_is_logged_in_any_more(app: &TestApp) {
        for nobody in [app.anonymous(), app.anonymous().with_header("cookie", "visavi=made-up")] {
            let told = nobody.get("/live").await.expect(200);
            assert_eq!(told.header("content-type"), "text/event-stream");
            assert_eq!(told.text, "event: session\ndata: {\"reason\":\"expired\"}\n\n");
        }
        let anna = app.browser("anna", Role::Agent).await;
        let response = anna.open(Method::GET, "/live", None, Vec::new()).await;
        let begin = response.into_body().frame().await.unwrap().unwrap();
        assert_eq!(begin.data_ref().unwrap().as_ref(), b"retry: 1000\n: visavi\n\n");
    }
}

both_databases! {
    /// PostgreSQL holds events back while an older transaction runs, one of another database of the server as well.
    async fn who_read_all_that_is_forgotten_goes_on_while_the_next_is_held_back(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        api.post("/api/v1/customers", json!({"name": "old"})).await.expect(201);
        let old = read(&api, "/api/v1/events?after=0-0", 1).await;
        app.app.clock.advance(8 * Time::DAY);
        let held = match app.kind {
            Kind::Sqlite => None,
            Kind::Postgres => Some(hold(app).await),
        };
        api.post("/api/v1/customers", json!({"name": "new"})).await.expect(201);
        let limit = app.app.clock.now().plus(-7 * Time::DAY);
        let gone = app.app.write(move |tx| Ok(events::store::delete_before(tx, limit)?)).await.unwrap();
        assert_eq!(gone, 1);
        let api = api.with_header("last-event-id", &old[0].0);
        assert_eq!(frames(&api, "/api/v1/events", 0).await[0].0, old[0].0);
        drop(held);
        assert_eq!(read(&api, "/api/v1/events", 1).await[0].1, "customer.created");
    }
}

/// A transaction that has begun to write and goes on until what is answered is dropped.
async fn hold(app: &TestApp) -> std::sync::mpsc::Sender<()> {
    let (release, until) = std::sync::mpsc::channel();
    let (begun, begins) = tokio::sync::oneshot::channel();
    let house = app.app.clone();
    tokio::spawn(async move {
        let mut begun = Some(begun);
        let write = move |tx: &mut db::Tx<'_>| {
            tx.find("SELECT pg_current_xact_id()::text", &[], |row| row.get::<String>(0))?;
            if let Some(begun) = begun.take() {
                begun.send(()).unwrap();
            }
            // Ends with an error: the other side is dropped, never sent to.
            let _ = until.recv();
            Ok(())
        };
        house.write(write).await.unwrap();
    });
    begins.await.unwrap();
    release
}

both_databases! {
    async fn whoever_has_missed_events_is_told(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for n in 0..4 {
            api.post("/api/v1/customers", json!({"name": format!("{n}")})).await.expect(201);
        }
        let old = read(&api, "/api/v1/events?after=0-0", 4).await;
        app.app.clock.advance(8 * Time::DAY);
        api.post("/api/v1/customers", json!({"name": "new"})).await.expect(201);
        let limit = app.app.clock.now().plus(-7 * Time::DAY);
        let gone = app.app.write(move |tx| Ok(events::store::delete_before(tx, limit)?)).await.unwrap();
        assert_eq!(gone, 4);
        for (missed, _) in &old[..3] {
            let answer = api.with_header("last-event-id", missed).get("/api/v1/events").await.expect(410);
            assert_eq!(answer.header("content-type"), "application/problem+json");
            api.get(&format!("/api/v1/events?after={missed}")).await.expect(410);
        }
        // Who had read all that is gone has missed nothing; the beginning is the beginning of what is kept.
        for position in [old[3].0.as_str(), "0-0"] {
            let rest = read(&api.with_header("last-event-id", position), "/api/v1/events", 1).await;
            assert_eq!(rest[0].1, "customer.created");
            assert!(!old.contains(&rest[0]));
        }
        // Forgetting again changes nothing.
        app.app.write(move |tx| Ok(events::store::delete_before(tx, limit)?)).await.unwrap();
        read(&api.with_header("last-event-id", &old[3].0), "/api/v1/events", 1).await;
        // Of before a restore: nothing has happened there yet.
        api.get("/api/v1/events?after=999999999-999999999").await.expect(410);
    }
}

both_databases! {
    /// A reader that is cut off again and again, while four write: no gap, and nothing twice.
    async fn a_reader_that_is_cut_off_misses_nothing(app: &TestApp) {
        const WRITERS: usize = 4;
        const EACH: usize = 25;
        let api = app.api(Role::Agent).await;
        let writers = write_at_once(&api, WRITERS, EACH);
        let mut seen: Vec<(String, String)> = vec![("0-0".to_owned(), String::new())];
        let mut size = 1;
        while seen.iter().filter(|(_, kind)| !kind.is_empty()).count() < WRITERS * EACH {
            let left = WRITERS * EACH - seen.iter().filter(|(_, kind)| !kind.is_empty()).count();
            let last = seen.last().unwrap().0.clone();
            // The reader goes away with the last frame it got, one of an event or not.
            let mut part = frames(&api.with_header("last-event-id", &last), "/api/v1/events?types=interaction.created", size.min(left)).await;
            seen.append(&mut part);
            size = size % 7 + 1;
        }
        writers.join_all().await;
        let got: Vec<(String, String)> = seen.into_iter().filter(|(_, kind)| !kind.is_empty()).collect();
        assert_eq!(got, read(&api, "/api/v1/events?after=0-0", WRITERS * EACH).await);
    }
}

/// All texts of the program that look like a kind of event are on the list, and all of the list are in the manual.
#[test]
fn every_kind_of_event_is_on_the_list() {
    fn sources(folder: &std::path::Path, into: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                into.push(std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut texts = Vec::new();
    sources(std::path::Path::new("src"), &mut texts);
    let acts = [
        "created",
        "changed",
        "deleted",
        "restored",
        "added",
        "offered",
        "ended",
        "transferred",
        "completed",
        "delivery",
        "due",
    ];
    let mut found = 0;
    for quoted in texts.iter().flat_map(|text| text.split('"')) {
        let Some((entity, act)) = quoted.split_once('.') else { continue };
        if acts.contains(&act)
            && !entity.is_empty()
            && entity.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
        {
            assert!(KINDS.iter().any(|kind| kind.name == quoted), "{quoted} is not among events::KINDS");
            found += 1;
        }
    }
    assert!(found > KINDS.len(), "{found}");
    let manual = std::fs::read_to_string("docs/integrator.md").unwrap();
    for kind in KINDS {
        assert_eq!(manual.contains(&format!("`{}`", kind.name)), kind.is_public, "{}", kind.name);
    }
    let document = visavi::openapi::text();
    assert!(public_kinds().all(|kind| document.contains(&format!("`{}`", kind.name))));
}
