//! Recordings: heard through the house out of an archive, by whom it is let, and never unlogged.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use visavi::app::App;
use visavi::clock::Time;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// What the archive answers.
#[derive(Clone)]
enum Says {
    Sound,
    Page,
    Status(u16),
    Elsewhere(String),
}

/// An archive of one recording of a thousand bytes, and the ranges that it was asked for.
#[derive(Clone)]
struct Archive {
    says: Arc<Mutex<Says>>,
    asked: Arc<Mutex<Vec<Option<String>>>>,
    host: String,
}

fn sound() -> String {
    ('a'..='z').cycle().take(1000).collect()
}

impl Archive {
    async fn start() -> Archive {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let archive = Archive { says: Arc::new(Mutex::new(Says::Sound)), asked: Arc::default(), host };
        let routes = Router::new().fallback(answer).with_state(archive.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        archive
    }

    fn says(&self, what: Says) {
        *self.says.lock().unwrap() = what;
    }

    fn asked(&self) -> Vec<Option<String>> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// The house that may ask it.
    fn of(&self, app: &TestApp) -> App {
        app.with(|config| config.recording_hosts = vec![self.host.clone()])
    }
}

async fn answer(State(archive): State<Archive>, headers: HeaderMap) -> Response {
    assert!(headers.get(header::COOKIE).is_none(), "what is ours stays with us");
    let range = headers.get(header::RANGE).map(|range| range.to_str().unwrap().to_owned());
    archive.asked.lock().unwrap().push(range.clone());
    let says = archive.says.lock().unwrap().clone();
    let audio = [(header::CONTENT_TYPE, "audio/wav"), (header::ACCEPT_RANGES, "bytes")];
    match (says, range.as_deref()) {
        (Says::Sound, Some("bytes=990-")) => {
            let range = [(header::CONTENT_RANGE, "bytes 990-999/1000"), (header::SET_COOKIE, "archive=1")];
            (StatusCode::PARTIAL_CONTENT, audio, range, sound()[990..].to_owned()).into_response()
        }
        (Says::Sound, Some("bytes=2000-")) => {
            (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, "bytes */1000")]).into_response()
        }
        (Says::Sound, _) => (audio, sound()).into_response(),
        (Says::Page, _) => {
            ([(header::CONTENT_TYPE, "text/html")], "<script>alert(1)</script>").into_response()
        }
        (Says::Status(status), _) => StatusCode::from_u16(status).unwrap().into_response(),
        (Says::Elsewhere(to), _) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
    }
}

/// A customer, and a recorded call of theirs.
async fn call(api: &Client, host: &str) -> (String, String) {
    let ida = json!({"name": "Ida Nyberg", "phones": [{"value": "070-174 06 05"}]});
    let ida = api.post("/api/v1/customers", ida).await.expect(201).id();
    let call = json!({"channel": "call", "from": "070-174 06 05", "state": "closed", "started_at": "2026-11-02T09:00:00Z",
        "answered_at": "2026-11-02T09:00:10Z", "ended_at": "2026-11-02T09:04:10Z", "recording_url": format!("http://{host}/1.wav")});
    (ida, api.post("/api/v1/interactions", call).await.expect(201).id())
}

/// What was logged of recordings, oldest first.
async fn heard(app: &TestApp, house: &App, customer: &str) -> Vec<(String, Value)> {
    let api = app.api(Role::Supervisor).await.of(house);
    let log = api.get(&format!("/api/v1/customers/{customer}/accesses?limit=200")).await.expect(200).json();
    let log = log["items"].as_array().unwrap().iter().rev();
    let heard = log.filter(|one| one["what"].as_str().unwrap().starts_with("recording"));
    heard.map(|one| (one["what"].as_str().unwrap().to_owned(), one["interaction_id"].clone())).collect()
}

both_databases! {
    async fn a_recording_is_heard_in_parts_and_logged_once(app: &TestApp) {
        let archive = Archive::start().await;
        let house = archive.of(app);
        let (ida, call) = call(&app.api(Role::Agent).await, &archive.host).await;
        let anna = app.browser("anna", Role::Agent).await.of(&house);
        let path = format!("/interactions/{call}/recording");

        let inside = anna.with_header("hx-request", "true").with_header("hx-target", "inside").get(&format!("/interactions/{call}/details")).await.expect(200).text;
        assert!(inside.contains(&format!("src=\"{path}\"")) && inside.contains("preload=\"none\"") && inside.contains("4:00"), "{inside}");
        assert!(!inside.contains(&archive.host), "no browser is led to the archive");
        assert_eq!((archive.asked(), heard(app, &house, &ida).await), (vec![], vec![]), "nothing is fetched before one plays it");

        let whole = anna.with_header("accept-encoding", "gzip").get(&path).await.expect(200);
        assert_eq!(whole.text, sound());
        assert_eq!((whole.header("content-type").as_str(), whole.header("content-length").as_str()), ("audio/wav", "1000"));
        assert_eq!((whole.header("x-content-type-options").as_str(), whole.header("accept-ranges").as_str()), ("nosniff", "bytes"));
        assert_eq!((whole.header("cache-control").as_str(), whole.header("content-encoding").as_str()), ("no-store", ""));
        app.app.clock.advance(9 * Time::MINUTE);
        let part = anna.with_header("range", "bytes=990-").get(&path).await.expect(206);
        assert_eq!((part.header("content-range").as_str(), part.text.as_str()), ("bytes 990-999/1000", &sound()[990..]));
        assert!(part.headers.get("set-cookie").is_none(), "what the archive says beside does not come through");
        anna.get(&format!("/customers/{ida}")).await.expect(200);
        app.app.clock.advance(9 * Time::MINUTE);
        anna.with_header("range", "bytes=2000-").get(&path).await.expect(416);
        assert_eq!(archive.asked(), [None, Some("bytes=990-".to_owned()), Some("bytes=2000-".to_owned())]);
        assert_eq!(heard(app, &house, &ida).await, [("recording".to_owned(), json!(call))]);

        let saved = anna.get(&format!("{path}?download=true")).await.expect(200);
        assert_eq!(saved.header("content-disposition"), "attachment; filename=\"recording-2026-11-02.wav\"");
        app.app.clock.advance(11 * Time::MINUTE);
        anna.get(&path).await.expect(200);
        let what: Vec<String> = heard(app, &house, &ida).await.into_iter().map(|(what, _)| what).collect();
        assert_eq!(what, ["recording", "recording_saved", "recording"]);
    }
}

both_databases! {
    async fn who_may_not_listen_is_told_so_and_hears_nothing(app: &TestApp) {
        let archive = Archive::start().await;
        let house = archive.of(app);
        let api = app.api(Role::Agent).await;
        let (ida, call) = call(&api, &archive.host).await;
        let (details, path) = (format!("/interactions/{call}/details"), format!("/interactions/{call}/recording"));
        app.person("otto", Role::Agent).await;
        app.person("bea", Role::Agent).await;
        app.team("otto", &[Feature::RecordingsSee]).await;
        app.team("bea", &[Feature::RecordingsDownload]).await;
        let otto = app.browser("otto", Role::Agent).await.of(&house);
        let bea = app.browser("bea", Role::Agent).await.of(&house);
        let page = otto.get(&details).await.expect(200).text;
        assert!(page.contains("Your team may not listen") && !page.contains("<audio"), "{page}");
        otto.get(&path).await.expect(403);
        otto.get(&format!("{path}?download=true")).await.expect(403);
        let page = bea.get(&details).await.expect(200).text;
        assert!(page.contains("<audio") && !page.contains("download=true"));
        bea.get(&format!("{path}?download=true")).await.expect(403);
        assert_eq!((archive.asked(), heard(app, &house, &ida).await), (vec![], vec![]));
        bea.get(&path).await.expect(200);
        assert_eq!(heard(app, &house, &ida).await.len(), 1);

        // An archive that nobody named is not asked, wherever the address leads.
        let anna = app.browser("anna", Role::Agent).await;
        archive.asked();
        assert!(anna.get(&details).await.expect(200).text.contains("recording_hosts"));
        anna.get(&path).await.expect(409);
        // Whose it was is not known: nowhere to write who listened.
        let nobody = json!({"channel": "call", "from": "070-174 06 09", "state": "closed", "recording_url": format!("http://{}/2.wav", archive.host)});
        let nobody = api.post("/api/v1/interactions", nobody).await.expect(201).id();
        let anna = anna.of(&house);
        assert!(!anna.get(&format!("/interactions/{nobody}/details")).await.expect(200).text.contains("<audio"));
        anna.get(&format!("/interactions/{nobody}/recording")).await.expect(409);
        let silent = json!({"channel": "call", "from": "070-174 06 05", "state": "closed"});
        let silent = api.post("/api/v1/interactions", silent).await.expect(201).id();
        anna.get(&format!("/interactions/{silent}/recording")).await.expect(404);
        assert_eq!(archive.asked(), [] as [Option<String>; 0]);
    }
}

both_databases! {
    async fn an_archive_that_fails_is_told_as_such(app: &TestApp) {
        let archive = Archive::start().await;
        let house = archive.of(app);
        let (ida, call) = call(&app.api(Role::Agent).await, &archive.host).await;
        let anna = app.browser("anna", Role::Agent).await.of(&house);
        let path = format!("/interactions/{call}/recording");
        let inside = format!("http://{}/other", archive.host);
        for (says, status) in [
            (Says::Status(500), 502), (Says::Status(403), 502), (Says::Page, 502), (Says::Elsewhere(inside), 502),
            (Says::Status(404), 404), (Says::Status(410), 404),
        ] {
            archive.says(says);
            let answer = anna.get(&path).await.expect(status);
            assert!(!answer.text.contains("alert(1)"));
        }
        assert_eq!(archive.asked().len(), 6, "redirects are not followed");
        assert_eq!(heard(app, &house, &ida).await, [], "nobody heard anything");
        // Nobody is at home.
        let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
        let gone = app.with(|config| config.recording_hosts = vec![free.clone(), "[::1]:1".into()]);
        let patch = json!({"recording_url": format!("http://{free}/1.wav")});
        let api = app.api(Role::Agent).await;
        let tag = api.get(&format!("/api/v1/interactions/{call}")).await.expect(200).header("etag");
        api.with_header("if-match", &tag).patch(&format!("/api/v1/interactions/{call}"), patch).await.expect(200);
        let page = anna.of(&gone).get(&path).await.expect(502).text;
        assert!(page.contains("The recording is not available just now"), "{page}");
        // The rest of the contact shows all the same.
        anna.of(&gone).get(&format!("/interactions/{call}/details")).await.expect(200);
    }
}
