//! The demo: filled once, never beside anything else, and played over the public API.

use serde_json::json;
use visavi::demo::seed::{self, Holding};
use visavi::demo::{Fiction, telephone};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// The customers whom the telephone page rings, and a few more.
const CORNER: usize = 40;

both_databases! {
    async fn an_empty_database_is_filled_once(app: &TestApp) {
        assert_eq!(seed::holding(&app.app).await.unwrap(), Holding::Nothing);
        let begun = app.app.clock.now();
        let fiction = Fiction::at(begun).corner(CORNER);
        let (_, contacts) = fiction.sizes();
        let mut told = Vec::new();
        seed::fill(&app.app, &fiction, begun, |percent| told.push(percent)).await.unwrap();
        assert!(told.is_sorted() && told.last() == Some(&100), "{told:?}");
        assert_eq!(seed::holding(&app.app).await.unwrap(), Holding::Demo(begun));
        let filled = app.fingerprint().await;
        let rows = |table: &str| filled.iter().find(|(name, _)| name == table).map_or(0, |(_, rows)| rows.len());
        assert_eq!((rows("customers"), rows("interactions")), (CORNER, contacts));
        // Another start, even of a part only, adds nothing.
        seed::fill(&app.app, &fiction, begun, |_| panic!("it is there")).await.unwrap();
        assert_eq!(app.fingerprint().await, filled);
    }
}

both_databases! {
    async fn what_the_telephone_rings_is_as_it_says(app: &TestApp) {
        let begun = app.app.clock.now();
        seed::fill(&app.app, &Fiction::at(begun).corner(CORNER), begun, |_| {}).await.unwrap();
        let token = seed::token(&app.app, "Demo telephone").await.unwrap();
        let api = app.anonymous().with_header("authorization", &format!("Bearer {token}"));
        for (phone, outcome, candidates) in [
            ("%2B46701740605", "one", 1),
            ("%2B46701740631", "many", 4),
            ("%2B493023125118", "none", 0),
            ("%2B48220000117", "many", 7),
        ] {
            let found = api.get(&format!("/api/v1/lookup?phone={phone}")).await.expect(200).json();
            assert_eq!(found["outcome"], outcome, "{phone}");
            assert_eq!(found["candidates"].as_array().unwrap().len(), candidates, "{phone}");
        }
        let stranger = api.get("/api/v1/lookup?phone=%2B493023125118").await.expect(200).json();
        assert!(!stranger["history"].as_array().unwrap().is_empty(), "the stranger has called before");
        let karolina = api.get("/api/v1/lookup?email=karolina%40modrzew.example").await.expect(200).json();
        let id = karolina["candidates"][0]["customer"]["id"].as_str().unwrap().to_owned();
        let card = api.get(&format!("/api/v1/customers/{id}/card")).await.expect(200).json();
        let counts = card["counts"].as_object().unwrap();
        assert!(counts.values().filter_map(serde_json::Value::as_i64).sum::<i64>() >= 70, "{counts:?}");
        assert_eq!(card["customer"]["addresses"][0]["street"], "ul. Lipowa 14/3");
        // A new start makes the tokens of earlier ones void.
        let next = seed::token(&app.app, "Demo telephone").await.unwrap();
        api.get("/api/v1/lookup?phone=1234567").await.expect(401);
        let api = app.anonymous().with_header("authorization", &format!("Bearer {next}"));
        // What was left ringing is over when the demo starts again.
        let call = json!({"ref": "c", "channel": "call", "from": "+46701740605", "agent": "anna"});
        let call = api.post("/api/v1/interactions", call).await.expect(201).id();
        seed::hang_up(&app.app).await.unwrap();
        let call = api.get(&format!("/api/v1/interactions/{call}")).await.expect(200).json();
        assert_eq!(call["state"], "closed");
    }
}

both_databases! {
    async fn a_database_that_holds_anything_is_left_alone(app: &TestApp) {
        app.api(Role::Agent).await.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201);
        assert_eq!(seed::holding(&app.app).await.unwrap(), Holding::Other);
    }
}

both_databases! {
    async fn only_the_demo_has_a_telephone(app: &TestApp) {
        app.anonymous().get(telephone::PATH).await.expect(404);
        let service = visavi::routes::service(&app.app).merge(telephone::router(&app.app, "visavi_of-the-page"));
        let page = Client::new(service.clone()).with_header("accept-language", "pl").get(telephone::PATH).await.expect(200);
        assert!(page.text.contains("Telefon demo") && page.text.contains("visavi_of-the-page"));
        let nonce = page.text.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(page.header("content-security-policy").contains(&format!("'nonce-{nonce}'")));
        assert_eq!(page.header("cache-control"), "no-store");
        Client::new(service).get("/healthz").await.expect(200);
    }
}
