//! National ids: checked, kept in one spelling, seen whole by whoever may and asks, and that they did is recorded.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const PESEL: &str = "44051401359";

async fn person(api: &Client) -> String {
    let ids = json!([{"kind": "Pesel", "value": "440514 01359"}, {"kind": "passport", "value": "X 12"}]);
    api.post("/api/v1/customers", json!({"name": "Jan Bielak", "national_ids": ids})).await.expect(201).id()
}

fn values(customer: &Value) -> Vec<&str> {
    customer["national_ids"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect()
}

both_databases! {
    async fn a_number_is_checked_and_kept_in_one_spelling(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let id = person(&api).await;
        let read = api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json();
        assert_eq!(read["national_ids"], json!([{"kind": "pesel", "value": PESEL}, {"kind": "passport", "value": "X 12"}]));
        for (kind, value, reason) in [
            ("PESEL", "44051401358", "check digit"), ("nip", "526-025-09-96", "check digit"), ("Steuer-ID", "86095742718", "check digit"),
            ("personnummer", "811218-9875", "check digit"), ("pesel", "4405140135", "number of digits"), ("nip", "PL", "number of digits"),
        ] {
            let fault = api.post("/api/v1/customers", json!({"name": "X", "national_ids": [{"kind": kind, "value": value}]})).await.expect(422);
            assert_eq!(fault.fields(), ["national_ids[0].value"], "{kind} {value}");
            assert!(fault.text.contains(reason), "{kind} {value}: {}", fault.text);
        }
        // The same number twice is one.
        let twice = json!([{"kind": "NIP", "value": "5260250995"}, {"kind": "nip", "value": "PL 526-025-09-95"}]);
        let made = api.post("/api/v1/customers", json!({"kind": "company", "name": "Y", "national_ids": twice})).await.expect(201).json();
        assert_eq!(values(&made), ["5260250995"]);
    }
}

both_databases! {
    async fn an_agent_sees_the_end_of_a_number_only(app: &TestApp) {
        let (agent, supervisor) = (app.api(Role::Agent).await, app.api(Role::Supervisor).await);
        let id = person(&supervisor).await;
        let (path, browser) = (format!("/api/v1/customers/{id}"), app.browser("eva", Role::Agent).await);
        supervisor.patch(&path, json!({"national_ids": [{"kind": "pesel", "value": PESEL}], "vip": true})).await.expect(200);
        let pages = [
            path.clone(), format!("{path}/card"), format!("{path}/changes"), "/api/v1/customers".into(), "/api/v1/customers?q=bielak".into(),
            format!("/api/v1/customers?q={PESEL}"),
        ];
        for page in pages {
            let read = agent.get(&page).await.expect(200);
            assert!(!read.text.contains(PESEL), "{page}");
        }
        for page in [format!("/customers/{id}"), format!("/customers/{id}/details"), format!("/customers/{id}/edit"), format!("/customers/{id}/preview")] {
            let read = browser.get(&page).await.expect(200);
            assert!(!read.text.contains(PESEL), "{page}");
        }
        let changed = agent.patch(&path, json!({"vip": false})).await.expect(200).json();
        assert_eq!(values(&changed), ["•••••• 1359"]);
        assert_eq!(values(&supervisor.get(&path).await.expect(200).json()), [PESEL]);
        // What came masked goes back as what it masks, and anything else is checked.
        let back = json!({"national_ids": changed["national_ids"], "vip": true});
        agent.patch(&path, back).await.expect(200);
        let read = supervisor.get(&path).await.expect(200).json();
        assert_eq!((values(&read), &read["vip"]), (vec![PESEL], &json!(true)));
        agent.patch(&path, json!({"national_ids": [{"kind": "pesel", "value": "•••••• 1358"}]})).await.expect(422);
    }
}

both_databases! {
    async fn a_form_with_masked_numbers_changes_none(app: &TestApp) {
        let (supervisor, browser) = (app.api(Role::Supervisor).await, app.browser("eva", Role::Agent).await);
        let id = person(&supervisor).await;
        let page = browser.get(&format!("/customers/{id}/edit")).await.expect(200);
        assert!(page.text.contains("•••••• 1359") && page.text.contains("PESEL"));
        let form = [
            ("version", "1"), ("kind", "person"), ("own_name", "Jan B."), ("national_kind", "PESEL"), ("national_value", "•••••• 1359"),
            ("national_kind", "passport"), ("national_value", "••••••"), ("national_kind", "nip"), ("national_value", "526 025 09 95"),
        ];
        browser.form(&format!("/customers/{id}"), &form).await.expect(303);
        let read = supervisor.get(&format!("/api/v1/customers/{id}")).await.expect(200).json();
        assert_eq!(read["name"], "Jan B.");
        assert_eq!(values(&read), [PESEL, "X 12", "5260250995"]);
    }
}

both_databases! {
    async fn whoever_asks_sees_it_whole_and_that_is_recorded(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let id = person(&api).await;
        let accesses = format!("/api/v1/customers/{id}/accesses");
        assert_eq!(api.get(&accesses).await.expect(200).json()["items"], json!([]));
        let (agent, supervisor) = (app.browser("eva", Role::Agent).await, app.browser("ida", Role::Supervisor).await);
        agent.form(&format!("/customers/{id}/national-ids"), &[]).await.expect(403);
        assert_eq!(api.get(&accesses).await.expect(200).json()["items"], json!([]));
        assert!(!supervisor.get(&format!("/customers/{id}")).await.expect(200).text.contains(PESEL));
        let shown = supervisor.form(&format!("/customers/{id}/national-ids"), &[]).await.expect(200);
        assert!(shown.text.contains(PESEL) && shown.text.contains("<main"));
        let part = supervisor.with_header("hx-request", "true").with_header("hx-target", "g-personal");
        let shown = part.form(&format!("/customers/{id}/national-ids"), &[]).await.expect(200);
        assert!(shown.text.contains(PESEL) && !shown.text.contains("<main"));
        let seen = api.get(&accesses).await.expect(200).json();
        let what: Vec<&Value> = seen["items"].as_array().unwrap().iter().map(|one| &one["what"]).collect();
        assert_eq!(what, ["national_ids", "national_ids", "card"]);
        assert_eq!((&seen["items"][0]["what"], &seen["items"][0]["by"]), (&json!("national_ids"), &json!("ida of the tests")));
        let next = api.get(&format!("{accesses}?limit=1")).await.expect(200).json()["next"].as_str().unwrap().to_owned();
        assert_eq!(api.get(&format!("{accesses}?limit=1&after={next}")).await.expect(200).json()["items"][0]["id"], seen["items"][1]["id"]);
        app.api(Role::Agent).await.get(&accesses).await.expect(403);
        api.get("/api/v1/customers/00000000-0000-7000-8000-000000000000/accesses").await.expect(404);
    }
}
