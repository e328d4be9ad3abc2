//! The service that is asked for pictures: only where it is named, only for whom one may, and never in the way.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::collections::HashMap;
use visavi::app::App;
use visavi::avatars::{fetching, work};
use visavi::clock::Time;
use visavi::words::Role;

use crate::avatars::{avatar, png};
use crate::support::{Client, TestApp, both_databases};

/// SHA-256 of `ida@mail.example`, by sha256sum.
const IDA: &str = "2070d118f7e880867c9185653d310910bc46a216634226aeee07784a89a40c5b";

/// What the service answers.
#[derive(Clone)]
enum Says {
    Picture([u8; 3]),
    Status(u16),
    Bytes(Vec<u8>),
    Elsewhere(String),
}

/// A service of pictures, and what it was asked.
#[derive(Clone)]
struct Service {
    says: Arc<Mutex<Says>>,
    asked: Arc<Mutex<Vec<String>>>,
    address: String,
}

impl Service {
    async fn start() -> Service {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/avatar/", listener.local_addr().unwrap());
        let service = Service {
            says: Arc::new(Mutex::new(Says::Picture([220, 30, 30]))),
            asked: Arc::default(),
            address,
        };
        let routes =
            Router::new().route("/avatar/{hash}", axum::routing::get(answer)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        service
    }

    fn says(&self, what: Says) {
        *self.says.lock().unwrap() = what;
    }

    /// What was asked since the last time.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// The house that asks it.
    fn of(&self, app: &TestApp) -> App {
        app.with(|config| (config.avatars_from, config.avatars_private) = (Some(self.address.clone()), true))
    }
}

async fn answer(
    State(service): State<Service>,
    Path(hash): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    assert_eq!((query["s"].as_str(), query["d"].as_str(), query.len()), ("256", "404", 2));
    service.asked.lock().unwrap().push(hash);
    let says = service.says.lock().unwrap().clone();
    match says {
        Says::Picture(colour) => png(colour).into_response(),
        Says::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Says::Bytes(bytes) => bytes.into_response(),
        Says::Elsewhere(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
    }
}

async fn customer(api: &Client, more: Value) -> String {
    let mut body = json!({"name": "Ida Nyberg", "emails": [{"value": "Ida@Mail.example"}]});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/customers", body).await.expect(201).id()
}

async fn version(api: &Client, customer: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}")).await.expect(200).json()["avatar"].clone()
}

/// Opens the card, and lets the house ask whom it wants to.
async fn open(house: &App, anna: &Client, customer: &str) {
    anna.of(house).get(&format!("/customers/{customer}")).await.expect(200);
    fetching::all(house).await.unwrap();
}

both_databases! {
    async fn a_card_that_is_opened_gets_its_picture_later_and_hears_of_it(app: &TestApp) {
        let (api, anna) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = customer(&api, json!({})).await;
        let service = Service::start().await;
        // Off: nobody is asked.
        open(&app.app, &anna, &ida).await;
        assert_eq!(service.asked(), Vec::<String>::new());
        let house = service.of(app);
        // Lists ask nobody either.
        anna.of(&house).get("/customers").await.expect(200);
        fetching::all(&house).await.unwrap();
        assert_eq!(service.asked(), Vec::<String>::new());

        let page = anna.of(&house).get(&format!("/customers/{ida}")).await.expect(200).text;
        assert!(!page.contains("<img"));
        fetching::all(&house).await.unwrap();
        assert_eq!(service.asked(), [IDA]);
        let first = version(&api, &ida).await;
        let page = anna.of(&house).get(&format!("/customers/{ida}/brief")).await.expect(200).text;
        assert!(page.contains(&format!("/customers/{ida}/avatar?v={}", first.as_str().unwrap())));
        assert!(!page.contains(IDA) && !page.contains("127.0.0.1"), "a browser is told neither hash nor service");
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes?of=card")).await.json();
        assert_eq!((&changes["items"][0]["entity"], &changes["items"][0]["by"]), (&json!("avatar"), &json!("Visavi")));

        // For thirty days not again; then anew, and the same picture stays.
        for (days, asked) in [(29, 0), (2, 1)] {
            app.app.clock.advance(days * Time::DAY);
            let anna = app.browser("anna", Role::Agent).await;
            open(&house, &anna, &ida).await;
            assert_eq!((service.asked().len(), version(&api, &ida).await), (asked, first.clone()));
        }
        // Another address is asked for at once; it has none.
        service.says(Says::Status(404));
        let anna = app.browser("anna", Role::Agent).await;
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"emails": [{"value": "other@mail.example"}]})).await.expect(200);
        open(&house, &anna, &ida).await;
        assert_eq!((service.asked().len(), version(&api, &ida).await), (1, Value::Null));
        // That there is none holds for a week.
        for (days, asked) in [(6, 0), (2, 1)] {
            app.app.clock.advance(days * Time::DAY);
            let anna = app.browser("anna", Role::Agent).await;
            open(&house, &anna, &ida).await;
            assert_eq!(service.asked().len(), asked);
        }
    }
}

both_databases! {
    async fn nobody_is_asked_for_whom_one_may_not(app: &TestApp) {
        let (api, chief) = (app.api(Role::Agent).await, app.api(Role::Supervisor).await);
        let eva = app.browser("eva", Role::Supervisor).await;
        let service = Service::start().await;
        let house = service.of(app);
        let own = customer(&api, json!({})).await;
        avatar(&api, &own).await;
        let company = customer(&api, json!({"kind": "company"})).await;
        let flagged = customer(&api, json!({"emails": [{"value": "ida@mail.example", "do_not_contact": true}]})).await;
        let bounced = customer(&api, json!({"emails": [{"value": "ida@mail.example", "invalid": true}]})).await;
        let earlier = customer(&api, json!({"emails": [{"value": "ida@mail.example", "to": "2020-01-01"}]})).await;
        let without = customer(&api, json!({"emails": []})).await;
        let restricted = customer(&api, json!({})).await;
        chief.put(&format!("/api/v1/customers/{restricted}/restriction"), json!({"reason": "objection"})).await.expect(200);
        let refused = customer(&api, json!({})).await;
        let consents = async |state: &str| {
            let path = format!("/api/v1/customers/{refused}/consents");
            let tag = api.get(&path).await.header("etag");
            let items = json!({"items": [{"channel": "email", "purpose": "marketing", "state": state}]});
            api.with_header("if-match", &tag).put(&path, items).await.expect(200);
        };
        consents("withdrawn").await;
        for one in [&own, &company, &flagged, &bounced, &earlier, &without, &restricted, &refused] {
            open(&house, &eva, one).await;
        }
        assert_eq!(service.asked(), Vec::<String>::new());
        // Who objects later loses what was found.
        consents("given").await;
        open(&house, &eva, &refused).await;
        assert_eq!(service.asked(), [IDA]);
        assert!(version(&api, &refused).await.is_string());
        consents("refused").await;
        open(&house, &eva, &refused).await;
        assert_eq!((service.asked().len(), version(&api, &refused).await), (0, Value::Null));

        // One's own is stronger; once it is removed the service is asked again.
        let ida = customer(&api, json!({})).await;
        open(&house, &eva, &ida).await;
        avatar(&api, &ida).await;
        let mine = version(&api, &ida).await;
        app.app.clock.advance(Time::HOUR);
        open(&house, &eva, &ida).await;
        assert_eq!((service.asked().len(), version(&api, &ida).await), (1, mine.clone()));
        api.send(axum::http::Method::DELETE, &format!("/api/v1/customers/{ida}/avatar"), None, Vec::new()).await.expect(204);
        open(&house, &eva, &ida).await;
        assert_eq!(service.asked(), [IDA]);
        let found = version(&api, &ida).await;
        assert!(found.is_string() && found != mine);

        // Without the service its pictures go, and what it was asked; those who are restricted are let alone.
        chief.put(&format!("/api/v1/customers/{ida}/restriction"), json!({"reason": "contested"})).await.expect(200);
        work::all(&app.app).await.unwrap();
        assert_eq!(version(&chief, &ida).await, found);
        chief.send(axum::http::Method::DELETE, &format!("/api/v1/customers/{ida}/restriction"), None, Vec::new()).await;
        work::all(&house).await.unwrap();
        assert_eq!(version(&api, &ida).await, found, "it is asked still");
        work::all(&app.app).await.unwrap();
        assert_eq!(version(&api, &ida).await, Value::Null);
        assert!(version(&api, &own).await.is_string());
        let rows = app.fingerprint().await;
        let count = |name: &str| rows.iter().find(|(table, _)| table == name).map(|(_, rows)| rows.len());
        // Of `ida` her own picture was replaced more than ten minutes ago.
        assert_eq!((count("avatars"), count("avatar_tries")), (Some(2), Some(0)));
    }
}

both_databases! {
    async fn a_service_that_fails_is_left_alone_and_what_it_sends_is_not_believed(app: &TestApp) {
        let (api, anna) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let service = Service::start().await;
        let house = service.of(app);
        let fresh = async || customer(&api, json!({})).await;
        // Broken, huge in pixels, no picture, or somewhere else: they have none, and others are asked for.
        let inside = format!("{}{IDA}", service.address);
        for says in [Says::Bytes(b"\x89PNG\r\n\x1a\n".to_vec()), Says::Bytes(b"<svg/>".to_vec()), Says::Status(204), Says::Status(403), Says::Elsewhere(inside)] {
            service.says(says);
            let one = fresh().await;
            open(&house, &anna, &one).await;
            open(&house, &anna, &one).await;
            assert_eq!((service.asked().len(), version(&api, &one).await), (1, Value::Null));
        }
        // Whoever fails is left alone for a minute, then for two; that customer is asked for again after an hour.
        for (says, rest) in [(Says::Status(429), 1), (Says::Status(503), 2), (Says::Bytes(vec![0; 1_000_001]), 4)] {
            service.says(says);
            let one = fresh().await;
            open(&house, &anna, &one).await;
            assert_eq!(service.asked().len(), 1);
            app.app.clock.advance(rest * Time::MINUTE - Time::SECOND);
            open(&house, &anna, &fresh().await).await;
            open(&house, &anna, &one).await;
            assert_eq!(service.asked().len(), 0, "it rests");
            app.app.clock.advance(Time::SECOND);
        }
        service.says(Says::Picture([1; 3]));
        fetching::all(&house).await.unwrap();
        assert_eq!(service.asked().len(), 3, "those who waited, without those whom it failed for");
        let late = fresh().await;
        service.says(Says::Status(500));
        open(&house, &anna, &late).await;
        app.app.clock.advance(Time::HOUR);
        service.says(Says::Picture([1; 3]));
        open(&house, &anna, &late).await;
        assert!(version(&api, &late).await.is_string());
        service.asked();
        // A private address is reached only where that was said.
        let strict = app.with(|config| config.avatars_from = Some(service.address.replace("http:", "https:")));
        let one = fresh().await;
        open(&strict, &anna, &one).await;
        assert_eq!((service.asked().len(), version(&api, &one).await), (0, Value::Null));
    }
}
