//! Retention: what is older than its rule goes, nothing else does.

use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::erasures::holds;
use visavi::id::CustomerId;
use visavi::retention::work;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    app.app.read(move |tx| Ok(tx.get(sql, &[], |row| row.get(0))?)).await.unwrap()
}

async fn due(api: &Client, kind: &str) -> Value {
    let rules = api.get("/api/v1/retention").await.expect(200).json();
    rules["items"].as_array().unwrap().iter().find(|rule| rule["kind"] == kind).unwrap()["due"].clone()
}

async fn contact(api: &Client, reference: &str, at: &str, state: &str) -> String {
    let one = json!({"ref": reference, "channel": "sms", "from": "070-174 06 05", "state": state, "started_at": at, "ended_at": (state == "closed").then_some(at),
        "topic": "Boiler", "messages": [{"text": format!("words of {reference}"), "at": at}]});
    api.post("/api/v1/interactions", one).await.expect(201).id()
}

both_databases! {
    async fn contacts_go_when_they_are_old_enough(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let old = contact(&api, "old", "2026-08-01T10:00:00Z", "closed").await;
        api.post(&format!("/api/v1/interactions/{old}/comments"), json!({"text": "a remark"})).await.expect(201);
        let young = contact(&api, "young", "2026-11-01T10:00:00Z", "closed").await;
        let live = contact(&api, "live", "2026-08-01T10:00:00Z", "active").await;
        assert_eq!(due(&api, "interactions").await, 0);
        work::all(&app.app).await.unwrap();
        api.get(&format!("/api/v1/interactions/{old}")).await.expect(200);
        for (days, field) in [(json!(0), "days"), (json!(40_000), "days")] {
            assert_eq!(api.put("/api/v1/retention/interactions", json!({"days": days})).await.expect(422).fields(), [field]);
        }
        api.put("/api/v1/retention/gossip", json!({"days": 1})).await.expect(404);
        api.put("/api/v1/retention/interactions", json!({"days": 90})).await.expect(200);
        assert_eq!(due(&api, "interactions").await, 1);
        work::all(&app.app).await.unwrap();
        api.get(&format!("/api/v1/interactions/{old}")).await.expect(404);
        for id in [&young, &live] {
            api.get(&format!("/api/v1/interactions/{id}")).await.expect(200);
        }
        let history = api.get(&format!("/api/v1/customers/{ida}/history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 2);
        assert_eq!(count(app, "SELECT CAST(SUM(count) AS BIGINT) FROM history_counts").await, 2);
        let holds_words = |text: &str| text.contains("words of old") || text.contains("a remark");
        let left: Vec<_> = app.fingerprint().await.into_iter().filter(|(_, rows)| rows.iter().any(|row| holds_words(row))).collect();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(due(&api, "interactions").await, 0);
    }
}

both_databases! {
    async fn customers_go_whom_nobody_needs_and_may_come_back(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Modrzew"})).await.expect(201).id();
        let make = async |name: &str, more: Value| {
            let mut one = json!({"name": name});
            one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            api.post("/api/v1/customers", one).await.expect(201).id()
        };
        let idle = make("Idle", json!({"emails": [{"value": "idle@mail.example"}], "pinned_note": "Old"})).await;
        let held = make("Held", json!({})).await;
        let called = make("Called", json!({"phones": [{"value": "070-174 06 05"}]})).await;
        let changed = make("Changed", json!({"company_id": company})).await;
        let (author, id) = (app.system(), CustomerId(held.parse().unwrap()));
        app.app.write(move |tx| holds::set(tx, &author, id, "Claim 7", None)).await.unwrap();
        app.app.clock.advance(400 * Time::DAY);
        let api = app.api(Role::Administrator).await;
        api.patch(&format!("/api/v1/customers/{changed}"), json!({"department": "Sales"})).await.expect(200);
        contact(&api, "new", "2027-12-20T10:00:00Z", "closed").await;
        api.put("/api/v1/retention/customers", json!({"days": 365})).await.expect(200);
        assert_eq!(due(&api, "customers").await, 1);
        work::all(&app.app).await.unwrap();
        api.get(&format!("/api/v1/customers/{idle}")).await.expect(404);
        for id in [&company, &held, &called, &changed] {
            api.get(&format!("/api/v1/customers/{id}")).await.expect(200);
        }
        make("Idle", json!({"emails": [{"value": "idle@mail.example"}]})).await;
    }
}

both_databases! {
    async fn closed_requests_go_with_what_was_merged_into_them(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let mut ids = Vec::new();
        for title in ["Wanted old", "Wanted double", "Wanted open"] {
            ids.push(api.post("/api/v1/requests", json!({"customer_id": ida, "title": title})).await.expect(201).id());
        }
        let under = contact(&api, "under", "2026-11-01T10:00:00Z", "closed").await;
        api.put(&format!("/api/v1/interactions/{under}/request"), json!({"request_id": ids[0]})).await.expect(204);
        api.put(&format!("/api/v1/requests/{}/merging", ids[1]), json!({"into": ids[0]})).await.expect(200);
        let path = format!("/api/v1/requests/{}", ids[0]);
        let tag = api.get(&path).await.expect(200).header("etag");
        api.with_header("if-match", &tag).patch(&path, json!({"status": "closed"})).await.expect(200);
        api.put("/api/v1/retention/requests", json!({"days": 60})).await.expect(200);
        assert_eq!(due(&api, "requests").await, 0);
        app.app.clock.advance(61 * Time::DAY);
        let api = app.api(Role::Administrator).await;
        assert_eq!(due(&api, "requests").await, 1);
        work::all(&app.app).await.unwrap();
        for (id, status) in ids.iter().zip([404, 404, 200]) {
            api.get(&format!("/api/v1/requests/{id}")).await.expect(status);
        }
        assert_eq!(api.get(&format!("/api/v1/interactions/{under}")).await.expect(200).json()["request_id"], Value::Null);
        let left = app.fingerprint().await.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.contains("Wanted old") || row.contains("Wanted double"))).count();
        assert_eq!(left, 0);
    }
}

both_databases! {
    async fn logs_and_reports_go_by_their_own_rules(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "department": "Sales"})).await.expect(201).id();
        api.get(&format!("/api/v1/customers/{ida}")).await.expect(200);
        crate::imports::import(app, "people.csv", "name,phone\nEva,x\n").await;
        app.app.accesses.flush().await;
        app.app.clock.advance(30 * Time::DAY);
        let api = app.api(Role::Administrator).await;
        for kind in ["changes", "accesses", "import_reports"] {
            api.put(&format!("/api/v1/retention/{kind}"), json!({"days": 29})).await.expect(200);
            assert!(due(&api, kind).await.as_i64().unwrap() > 0, "{kind}");
        }
        work::all(&app.app).await.unwrap();
        assert_eq!(count(app, "SELECT COUNT(*) FROM accesses").await, 0);
        assert_eq!(count(app, "SELECT COUNT(*) FROM import_problems").await, 0);
        assert_eq!(count(app, "SELECT COUNT(*) FROM changes WHERE after LIKE '%Sales%'").await, 0);
        let kept = api.get(&format!("/api/v1/customers/{ida}/changes")).await.expect(200).json();
        assert_eq!((&kept["items"][0]["action"], &kept["items"][0]["after"]), (&json!("create"), &Value::Null));
        // Taken back: kept from now on.
        api.put("/api/v1/retention/changes", json!({"days": null})).await.expect(200);
        assert_eq!(due(&api, "changes").await, 0);
    }
}

both_databases! {
    async fn an_administrator_tries_a_rule_before_it_is_set(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        contact(&api, "old", "2026-08-01T10:00:00Z", "closed").await;
        let browser = app.browser("admin", Role::Administrator).await;
        let tried = browser.get("/retention?kind=interactions&days=90").await.expect(200).text;
        assert!(tried.contains("One entry is that old.") && tried.contains("value=\"90\""), "{tried}");
        assert_eq!(count(app, "SELECT COUNT(*) FROM retention_rules").await, 0);
        let wrong = browser.form("/retention", &[("kind", "interactions"), ("days", "soon")]).await.expect(422).text;
        assert!(wrong.contains("value=\"soon\"") && wrong.contains("id=\"days-interactions-wrong\""));
        browser.get("/retention?kind=interactions&days=0").await.expect(422);
        browser.form("/retention", &[("kind", "interactions"), ("days", "90")]).await.expect(303);
        assert_eq!(count(app, "SELECT COUNT(*) FROM retention_rules WHERE days = 90").await, 1);
        browser.form("/retention", &[("kind", "interactions"), ("days", "")]).await.expect(303);
        assert_eq!(count(app, "SELECT COUNT(*) FROM retention_rules").await, 0);
        app.browser("sara", Role::Supervisor).await.get("/retention").await.expect(403);
    }
}
