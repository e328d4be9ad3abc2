//! Who is at a card is seen by everybody else there, and is gone when they go.

use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::presence;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const PAGE: &str = "01890000-0000-7000-8000-00000000000";

async fn tell(browser: &Client, customer: &str, page: u8, doing: &str, field: Value) -> u16 {
    let here = json!({"page": format!("{PAGE}{page}"), "doing": doing, "field": field});
    browser.put(&format!("/customers/{customer}/presence"), here).await.status.as_u16()
}

async fn seen(browser: &Client, customer: &str) -> String {
    browser.get(&format!("/customers/{customer}/presence")).await.expect(200).text
}

async fn events(app: &TestApp) -> i64 {
    let sql = "SELECT COUNT(*) FROM events WHERE kind = 'presence.changed'";
    app.app.read(move |tx| Ok(tx.get(sql, &[], |row| row.get(0))?)).await.unwrap()
}

both_databases! {
    async fn whoever_is_at_a_card_is_seen_by_the_others(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (eva, bo) = (app.browser("eva", Role::Agent).await, app.browser("bo", Role::Agent).await);
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id();
        let ada = api.post("/api/v1/customers", json!({"name": "Ada Berg"})).await.expect(201).id();
        let changes = app.fingerprint().await.into_iter().find(|(table, _)| table == "changes").unwrap();
        assert_eq!(tell(&eva, &ida, 1, "viewing", Value::Null).await, 204);
        let card = bo.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert!(card.contains("eva of the tests is looking"), "{card}");
        assert!(!seen(&eva, &ida).await.contains("is looking"), "one is not told of oneself");
        // Saying the same again is no news.
        assert_eq!((tell(&eva, &ida, 1, "viewing", Value::Null).await, events(app).await), (204, 1));
        tell(&eva, &ida, 1, "editing", json!("family-name")).await;
        let form = bo.get(&format!("/customers/{ida}/edit")).await.expect(200).text;
        assert!(form.contains("data-field=\"family-name\"") && form.contains("eva of the tests is editing"), "{form}");
        // Of several pages of somebody the most telling one counts.
        tell(&eva, &ida, 2, "idle", Value::Null).await;
        assert!(seen(&bo, &ida).await.contains("is editing") && !seen(&bo, &ida).await.contains("is away"));
        // The page goes to another card, and closes there.
        tell(&eva, &ada, 1, "viewing", Value::Null).await;
        assert!(seen(&bo, &ida).await.contains("is away") && seen(&bo, &ada).await.contains("is looking"));
        eva.delete(&format!("/customers/{ada}/presence?page={PAGE}1")).await.expect(204);
        eva.delete(&format!("/customers/{ada}/presence?page={PAGE}1")).await.expect(204);
        assert!(!seen(&bo, &ada).await.contains("eva"));
        // One that cannot say good-bye is gone after a while, and the card is told.
        let told = events(app).await;
        app.app.clock.advance(91 * Time::SECOND);
        assert!(!seen(&bo, &ida).await.contains("eva"));
        presence::forget_silent(&app.app).await.unwrap();
        presence::forget_silent(&app.app).await.unwrap();
        assert_eq!(events(app).await, told + 1);
        assert_eq!(app.fingerprint().await.into_iter().find(|(table, _)| table == "changes").unwrap(), changes);
    }
}

both_databases! {
    async fn what_is_no_presence_is_refused_and_nobody_is_there_without_bound(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let eva = app.browser("eva", Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id();
        for (doing, field) in [("sleeping", Value::Null), ("editing", json!("\"><b>")), ("editing", json!("")), ("editing", json!("x".repeat(101)))] {
            assert_eq!(tell(&eva, &ida, 1, doing, field.clone()).await, 422, "{doing} {field}");
        }
        assert_eq!(tell(&eva, "01890000-0000-7000-8000-000000000009", 1, "viewing", Value::Null).await, 404);
        for page in 0..40 {
            let here = json!({"page": format!("01890000-0000-7000-8000-0000000000{page:02}"), "doing": "viewing"});
            eva.put(&format!("/customers/{ida}/presence"), here).await.expect(204);
        }
        let rows: i64 = app.app.read(move |tx| Ok(tx.get("SELECT COUNT(*) FROM presences", &[], |row| row.get(0))?)).await.unwrap();
        assert_eq!(rows, 30);
        // A deleted customer is nobody to be at; what is left goes by itself.
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        assert_eq!(tell(&eva, &ida, 1, "viewing", Value::Null).await, 404);
    }
}
