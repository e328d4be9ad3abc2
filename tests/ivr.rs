//! What a voice menu is told while it rings.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const PHONE: &str = "070-174 06 05";

async fn ivr(api: &Client) -> Value {
    api.get("/api/v1/ivr?phone=0701740605").await.expect(200).json()
}

async fn call(api: &Client, reference: &str, queue: Option<&str>, at: &str) -> String {
    let call = json!({"ref": reference, "channel": "call", "from": PHONE, "state": "closed", "queue": queue, "started_at": at});
    api.post("/api/v1/interactions", call).await.expect(201).id()
}

both_databases! {
    async fn the_answer_is_what_routing_needs(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let nobody = json!({"outcome": "none", "customer_id": null, "owner": null, "vip": false, "blocked": null, "language": null, "last_queue": null, "open_requests": 0, "open_promises": 0, "promise_due_at": null});
        assert_eq!(ivr(&api).await, nobody);
        call(&api, "c1", Some("Service"), "2026-11-01T10:00:00Z").await;
        assert_eq!(ivr(&api).await["last_queue"], "Service", "of the number, when nobody is known");
        app.person("anna", Role::Agent).await;
        let one = json!({"name": "Ida Nyberg", "phones": [{"value": PHONE}], "vip": true, "language": "sv", "owner": "anna", "hidden": true});
        let ida = api.post("/api/v1/customers", one).await.expect(201).id();
        call(&api, "c2", Some("Repairs"), "2026-11-02T10:00:00Z").await;
        call(&api, "c3", None, "2026-11-03T10:00:00Z").await;
        // By another number: it is the customer who is remembered.
        let other = json!({"ref": "c4", "channel": "call", "from": "070-174 06 09", "state": "closed", "queue": "Invoices", "started_at": "2026-11-04T10:00:00Z"});
        let other = api.post("/api/v1/interactions", other).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{other}/customer"), json!({"customer_id": ida})).await.expect(200);
        assert_eq!(ivr(&api).await, json!({
            "outcome": "one", "customer_id": ida, "owner": {"login": "anna", "name": "anna of the tests"}, "vip": true,
            "blocked": null, "language": "sv", "last_queue": "Invoices", "open_requests": 0, "open_promises": 0, "promise_due_at": null,
        }));
        // Several: what all of them have, and a VIP if any is.
        let bo = api.post("/api/v1/customers", json!({"name": "Bo", "phones": [{"value": PHONE}], "language": "de", "owner": "anna"})).await.expect(201).id();
        assert_eq!(ivr(&api).await, json!({
            "outcome": "many", "customer_id": null, "owner": {"login": "anna", "name": "anna of the tests"}, "vip": true,
            "blocked": null, "language": null, "last_queue": "Repairs", "open_requests": 0, "open_promises": 0, "promise_due_at": null,
        }));
        api.patch(&format!("/api/v1/customers/{bo}"), json!({"owner": null, "language": "sv"})).await.expect(200);
        let found = ivr(&api).await;
        assert_eq!((&found["owner"], &found["language"]), (&Value::Null, &json!("sv")));
        // Blocked: that, and nothing else.
        api.post("/api/v1/blocks", json!({"kind": "phone", "value": PHONE, "reason": "Hotar", "until": "2026-12-01T00:00:00Z"})).await.expect(201);
        let mut blocked = nobody;
        blocked["blocked"] = json!({"reason": "Hotar", "until": "2026-12-01T00:00:00Z"});
        assert_eq!(ivr(&api).await, blocked);
    }
}

both_databases! {
    async fn exactly_one_identifier_is_asked_for(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for (query, field) in [("", "phone"), ("phone=1&email=a%40b.example", "phone"), ("phone=hello", "phone"), ("email=x", "email"), ("fax=1", "fax")] {
            assert_eq!(api.get(&format!("/api/v1/ivr?{query}")).await.expect(422).fields(), [field], "{query}");
        }
        for query in ["email=x%40y.example", "handle=%40x"] {
            assert_eq!(api.get(&format!("/api/v1/ivr?{query}")).await.expect(200).json()["outcome"], "none");
        }
    }
}
