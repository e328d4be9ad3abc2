//! Whatever is sent, the answer is 4xx and names the fault; nothing is half-written and nothing breaks.

use axum::http::Method;
use serde_json::json;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

both_databases! {
    async fn every_fault_is_named(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let cases = [
            (json!({"name": "A", "colour": "red"}), "colour"),
            (json!({"name": 5}), "name"),
            (json!({"name": "A", "kind": "robot"}), "kind"),
            (json!({"name": "A", "vip": "yes"}), "vip"),
            (json!({"name": "A", "phones": "070"}), "phones"),
            (json!({"name": "A", "phones": [{"value": "hello"}]}), "phones[0].value"),
            (json!({"name": "A", "phones": [{"value": "070-174 06 05"}, {"value": ""}]}), "phones[1].value"),
            (json!({"name": "A", "emails": [{"value": "no address"}]}), "emails[0].value"),
            (json!({"name": "A", "birth_date": "1985-02-30"}), "birth_date"),
            (json!({"name": "A", "language": "Swedish please"}), "language"),
            (json!({"name": "A", "company_id": "not an id"}), "company_id"),
            (json!({"name": "A", "company_id": "00000000-0000-7000-8000-000000000000"}), "company_id"),
            (json!({"name": "A", "owner": "nobody"}), "owner"),
            (json!({"name": "A", "tags": ["x".repeat(51)]}), "tags[0]"),
            (json!({"name": "A", "tags": vec!["x"; 201]}), "tags"),
            (json!({"name": "A", "fields": {"a": {"b": 1}}}), "fields.a"),
            (json!({"name": "A", "fields": {"a b": 1}}), "fields.a b"),
            (json!({"name": "A\u{0}B"}), "name"),
            (json!({"name": "A", "addresses": [{"city": "x\u{0}"}]}), "addresses[0].city"),
            (json!({"name": "A\u{7}B"}), "name"),
            (json!({"name": "x".repeat(201)}), "name"),
            (json!({"name": "A", "pinned_note": "x".repeat(2001)}), "pinned_note"),
            (json!({}), "name"),
            (json!({"name": "   "}), "name"),
        ];
        for (body, field) in cases {
            let text = body.to_string();
            let answer = api.post("/api/v1/customers", body).await.expect(422);
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.fields(), [field], "{text:.100}: {}", answer.text);
            assert!(!answer.json()["errors"][0]["message"].as_str().unwrap_or_default().starts_with("invalid-"), "{}", answer.text);
        }
        assert_eq!(api.get("/api/v1/customers").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn what_cannot_be_read_is_refused(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let post = async |kind: Option<&str>, body: Vec<u8>| api.send(Method::POST, "/api/v1/customers", kind, body).await.status.as_u16();
        assert_eq!(post(None, b"{}".to_vec()).await, 415);
        assert_eq!(post(Some("text/plain"), b"{}".to_vec()).await, 415);
        for broken in ["", "{", "[]", "null", "{\"name\":\"A\"", "{\"name\": \"\u{0}\"}"] {
            assert_eq!(post(Some("application/json"), broken.as_bytes().to_vec()).await, 400, "{broken}");
        }
        assert_eq!(post(Some("application/json"), b"{\"name\":\"\xff\"}".to_vec()).await, 400);
        assert_eq!(post(Some("application/json"), vec![b'['; 1_000_000]).await, 400);
        let huge = json!({"name": "x".repeat(10_000_000)}).to_string().into_bytes();
        assert_eq!(post(Some("application/json"), huge).await, 413);
        assert_eq!(api.get("/api/v1/customers").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn a_broken_address_is_answered_like_a_foreign_one(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for id in ["0", "x", "00000000-0000-7000-8000-000000000000", "%00", "..%2f..", "{00000000-0000-7000-8000-000000000000}", &"9".repeat(5000)] {
            for path in ["customers/ID", "customers/ID/card", "customers/ID/history", "customers/ID/changes", "interactions/ID"] {
                let answer = api.get(&format!("/api/v1/{}", path.replace("ID", id))).await;
                assert_eq!(answer.status.as_u16(), 404, "{path} {id:.20}: {}", answer.text);
            }
        }
        for query in ["limit=0", "limit=201", "limit=x", "after=x", "after=", "after=AAAA", "nonsense=1", "company_id=x", "q=%00", "limit=1&limit=2", "limit=99999999999999999999"] {
            let answer = api.get(&format!("/api/v1/customers?{query}")).await;
            assert_eq!(answer.status.as_u16(), 422, "{query}: {}", answer.text);
        }
        api.get("/api/v1/nothing").await.expect(404);
        api.send(Method::PUT, "/api/v1/customers", None, Vec::new()).await.expect(405);
    }
}

both_databases! {
    async fn nothing_that_a_telephone_system_sends_breaks_it(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for from in ["; DROP TABLE", "+", "++46", ";phone-context=l;tel:", "tel:", "\u{202e}07017", "9".repeat(300).as_str(), "💥", "%n%s"] {
            for channel in ["call", "chat", "email", "sms", "social"] {
                let answer = api.post("/api/v1/interactions", json!({"channel": channel, "from": from})).await;
                assert!(matches!(answer.status.as_u16(), 201), "{channel} {from:.30}: {}", answer.text);
            }
        }
        for (body, field) in [
            (json!({"from": "1"}), "channel"),
            (json!({"channel": "fax"}), "channel"),
            (json!({"channel": "call", "state": "ringing"}), "state"),
            (json!({"channel": "call", "started_at": "yesterday"}), "started_at"),
            (json!({"channel": "call", "rating": {"value": 9, "scale": 3}}), "rating"),
            (json!({"channel": "call", "recording_url": "javascript:alert(1)"}), "recording_url"),
            (json!({"channel": "chat", "messages": [{"text": "a"}, {}]}), "messages[1].text"),
            (json!({"channel": "chat", "messages": [{"text": "a", "colour": 1}]}), "messages[0].colour"),
            (json!({"channel": "call", "ivr_path": [{"choice": "1"}]}), "ivr_path[0].prompt"),
        ] {
            assert_eq!(api.post("/api/v1/interactions", body.clone()).await.expect(422).fields(), [field], "{body}");
        }
    }
}
