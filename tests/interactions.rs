//! Deliveries: matched, merged, and the same at the end whatever the order.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn customer(api: &Client, name: &str, phone: &str) -> String {
    api.post("/api/v1/customers", json!({"name": name, "phones": [{"value": phone}]})).await.expect(201).id()
}

both_databases! {
    async fn a_contact_is_matched_one_many_or_none(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let one = customer(&api, "One", "070-174 06 05").await;
        customer(&api, "Shared A", "070-174 06 06").await;
        customer(&api, "Shared B", "070-174 06 06").await;
        let ring = async |from: Value| api.post("/api/v1/interactions", json!({"channel": "call", "from": from})).await.expect(201).json();
        let known = ring(json!("0701740605")).await;
        assert_eq!((&known["match"]["outcome"], &known["customer_id"]), (&json!("one"), &json!(one)));
        assert_eq!(known["match"]["identifier"], json!({"kind": "phone", "value": "+46701740605", "display": "070-174 06 05"}));
        let shared = ring(json!("0701740606")).await;
        assert_eq!((&shared["match"]["outcome"], &shared["customer_id"]), (&json!("many"), &json!(null)));
        let unknown = ring(json!("0701740607")).await;
        assert_eq!((&unknown["match"]["outcome"], &unknown["match"]["identifier"]["value"]), (&json!("none"), &json!("+46701740607")));
        for hidden in [json!("anonymous"), json!(""), json!(null), json!("sip:anonymous@anonymous.invalid")] {
            let withheld = ring(hidden).await;
            assert_eq!((&withheld["match"]["outcome"], &withheld["match"]["identifier"]), (&json!("none"), &json!(null)));
        }
        // An outgoing contact is matched by whom it goes to.
        let out = api.post("/api/v1/interactions", json!({"channel": "sms", "direction": "out", "from": "Visavi", "to": "0701740605"})).await.expect(201);
        assert_eq!(out.json()["customer_id"], one.as_str());
    }
}

/// The deliveries of one call, each with what its moment knows.
fn deliveries() -> Vec<Value> {
    let base = |state: &str, more: Value| {
        let mut members = json!({"ref": "call-1", "channel": "call", "from": "0701740605", "state": state, "started_at": "2026-11-19T14:00:00Z"});
        members.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        members
    };
    vec![
        base("offered", json!({"queue": "Service", "agent": "anna", "tags": ["first"]})),
        base("active", json!({"agent": "piotr", "answered_at": "2026-11-19T14:00:30Z", "fields": {"a": 1}})),
        base(
            "wrap_up",
            json!({"ended_at": "2026-11-19T14:05:00Z", "topic": "Grinder", "fields": {"a": 2, "b": 3}}),
        ),
        base(
            "closed",
            json!({"topic": "Grinder G2", "rating": {"value": 3.0, "scale": 3.0}, "tags": ["last"],
            "messages": [{"ref": "m1", "from": "0701740605", "text": "Thanks", "at": "2026-11-19T14:06:00Z"}]}),
        ),
    ]
}

both_databases! {
    async fn in_whatever_order_and_however_often_one_correct_contact_remains(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        customer(&api, "One", "070-174 06 05").await;
        let orders: &[&[usize]] = &[&[0, 1, 2, 3], &[3, 2, 1, 0], &[2, 0, 3, 1], &[1, 3, 0, 2, 1, 3, 0], &[0, 0, 3, 3, 1, 1, 2, 2]];
        let mut results = Vec::new();
        for (number, order) in orders.iter().enumerate() {
            let mut last = Value::Null;
            for (nth, index) in order.iter().enumerate() {
                let mut told = deliveries()[*index].clone();
                told["ref"] = json!(format!("call-{number}"));
                let status = if nth == 0 { 201 } else { 200 };
                last = api.post("/api/v1/interactions", told).await.expect(status).json();
            }
            assert_eq!(last["state"], "closed");
            assert_eq!(last["topic"], "Grinder G2");
            assert_eq!(last["answered_at"], "2026-11-19T14:00:30Z");
            assert_eq!(last["ended_at"], "2026-11-19T14:05:00Z");
            assert_eq!(last["fields"], json!({"a": 2, "b": 3}));
            assert_eq!(last["agent"], "piotr", "{order:?}");
            assert_eq!(last["queue"], "Service");
            assert_eq!(last["messages"].as_array().unwrap().len(), 1);
            let mut tags: Vec<&str> = last["tags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            tags.sort_unstable();
            assert_eq!(tags, ["first", "last"]);
            results.push(last["customer_id"].clone());
        }
        // One entry each in the history, however often it was told.
        let card = api.get(&format!("/api/v1/customers/{}/card", results[0].as_str().unwrap())).await.expect(200).json();
        assert_eq!(card["counts"], json!({"call": orders.len()}));
        assert_eq!(card["history"].as_array().unwrap().len(), orders.len());
    }
}

both_databases! {
    async fn messages_are_known_by_their_ref_and_grow_the_contact(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let chat = api.post("/api/v1/interactions", json!({"ref": "chat-1", "channel": "chat", "from": "visitor-7",
            "messages": [{"text": "Hello"}, {"text": "Hello"}]})).await.expect(201);
        let path = format!("/api/v1/interactions/{}", chat.id());
        assert_eq!(chat.json()["messages"].as_array().unwrap().len(), 2, "the same words twice are two messages");
        // The whole chat is told again with one more.
        let again = api.post("/api/v1/interactions", json!({"ref": "chat-1", "channel": "chat",
            "messages": [{"text": "Hello", "from": null}, {"text": "Hello"}, {"text": "Anybody?"}]})).await.expect(200);
        assert_eq!(again.json()["messages"].as_array().unwrap().len(), 3);
        let messages = format!("{path}/messages");
        let one = api.post(&messages, json!({"ref": "m-4", "from": "agent", "text": "Yes"})).await.expect(201).json();
        assert_eq!(api.post(&messages, json!({"ref": "m-4", "from": "agent", "text": "Yes"})).await.expect(200).json(), one);
        api.post(&messages, json!({"text": "ok"})).await.expect(201);
        api.post(&messages, json!({"text": "ok"})).await.expect(201);
        let texts: Vec<String> = api.get(&path).await.expect(200).json()["messages"].as_array().unwrap().iter()
            .map(|message| message["text"].as_str().unwrap().to_owned()).collect();
        assert_eq!(texts.len(), 6);
        assert_eq!(api.post(&messages, json!({"text": "  "})).await.expect(422).fields(), ["text"]);
        api.post(&format!("{path}/comments"), json!({"text": "A remark"})).await.expect(201);
        assert_eq!(api.get(&path).await.json()["comments"][0]["text"], "A remark");
    }
}

both_databases! {
    async fn the_state_only_goes_forward(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let path = format!("/api/v1/interactions/{}", api.post("/api/v1/interactions", json!({"channel": "call"})).await.expect(201).id());
        for state in ["active", "wrap_up", "closed"] {
            let answer = api.patch(&path, json!({"state": state})).await.expect(200).json();
            assert_eq!(answer["state"], state);
        }
        let closed = api.get(&path).await.json();
        assert!(closed["answered_at"].is_string() && closed["ended_at"].is_string());
        assert_eq!(api.patch(&path, json!({"state": "offered"})).await.expect(422).fields(), ["state"]);
        assert_eq!(api.patch(&path, json!({"channel": "chat"})).await.expect(422).fields(), ["channel"]);
    }
}

both_databases! {
    async fn what_an_editor_said_no_delivery_takes_back(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let told = json!({"ref": "c", "channel": "call", "state": "active", "topic": "By machine", "queue": "Service", "fields": {"a": 1}});
        let path = format!("/api/v1/interactions/{}", api.post("/api/v1/interactions", told).await.expect(201).id());
        api.patch(&path, json!({"topic": "By hand", "fields": {"a": 2}})).await.expect(200);
        let late = json!({"ref": "c", "channel": "call", "state": "closed", "topic": "By machine", "queue": "Orders", "fields": {"a": 3, "b": 4}});
        let last = api.post("/api/v1/interactions", late).await.expect(200).json();
        assert_eq!((&last["topic"], &last["queue"], &last["fields"]), (&json!("By hand"), &json!("Orders"), &json!({"a": 2, "b": 4})));
    }
}

both_databases! {
    async fn a_contact_moves_and_both_histories_follow(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (a, b) = (customer(&api, "A", "070-174 06 05").await, customer(&api, "B", "070-174 06 06").await);
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "0701740605"})).await.expect(201).id();
        let counts = async |id: &str| api.get(&format!("/api/v1/customers/{id}/card")).await.json()["counts"].clone();
        let put = async |to: Value| api.put(&format!("/api/v1/interactions/{call}/customer"), json!({"customer_id": to})).await;
        assert_eq!(put(json!(b)).await.expect(200).json()["customer_id"], b.as_str());
        assert_eq!((counts(&a).await, counts(&b).await), (json!({}), json!({"call": 1})));
        for id in [&a, &b] {
            let changes = api.get(&format!("/api/v1/customers/{id}/changes")).await.json();
            assert!(changes["items"].as_array().unwrap().iter().any(|one| one["action"] == "attach"), "{changes}");
        }
        assert_eq!(put(json!(null)).await.expect(200).json()["customer_id"], json!(null));
        assert_eq!(counts(&b).await, json!({}));
        assert_eq!(put(json!("00000000-0000-7000-8000-000000000000")).await.expect(422).fields(), ["customer_id"]);
        api.put(&format!("/api/v1/interactions/{a}/customer"), json!({"customer_id": a})).await.expect(404);
    }
}

both_databases! {
    /// Who was unknown and becomes known has their earlier calls at once.
    async fn a_new_customer_gets_the_contacts_of_their_number(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for _ in 0..3 {
            api.post("/api/v1/interactions", json!({"channel": "call", "from": "0701740605", "state": "closed"})).await.expect(201);
        }
        let id = customer(&api, "At last", "+46 70 174 06 05").await;
        let card = api.get(&format!("/api/v1/customers/{id}/card")).await.expect(200).json();
        assert_eq!(card["counts"], json!({"call": 3}));
        // A second one with the number takes nothing away.
        let other = customer(&api, "Also", "0701740605").await;
        assert_eq!(api.get(&format!("/api/v1/customers/{other}/card")).await.json()["counts"], json!({}));
    }
}

both_databases! {
    async fn an_agent_writes_of_the_contact_at_hand(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let admin = app.api(Role::Administrator).await;
        customer(&api, "Ida", "070-174 06 05").await;
        let set = crate::fields::set(&admin, "interaction").await;
        crate::fields::field(&admin, &set, "outcome", "choice", json!({"choices": ["sold", "not sold"]})).await;
        let anna = app.browser("anna", Role::Agent).await;
        let call = json!({"ref": "c-1", "channel": "call", "from": "070-174 06 05", "agent": "anna", "state": "active", "fields": {"line": "7"}});
        let id = api.post("/api/v1/interactions", call).await.expect(201).id();
        let here = async || api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json();
        let path = |what: &str| format!("/interactions/{id}/{what}");
        for tag in ["Garanti", " kvarn ", "GARANTI"] {
            anna.form(&path("tags"), &[("tag", tag)]).await.expect(303);
        }
        assert_eq!(here().await["tags"], json!(["Garanti", "kvarn"]));
        let refused = anna.form(&path("tags"), &[("tag", &"x".repeat(51))]).await.expect(422).text;
        assert!(refused.contains("50"), "{refused}");
        anna.form(&path("tags"), &[("remove", "garanti")]).await.expect(303);
        assert_eq!(here().await["tags"], json!(["kvarn"]));
        assert!(anna.get("/tags?tag=KV").await.expect(200).text.contains("kvarn"));
        assert!(!anna.get("/tags?tag=zz").await.expect(200).text.contains("option"));
        anna.form(&path("comments"), &[("text", "Hon ringer igen\r\ni morgon")]).await.expect(303);
        anna.form(&path("comments"), &[("text", " ")]).await.expect(422);
        assert_eq!(here().await["comments"][0]["text"], "Hon ringer igen\ni morgon");
        let seen = async || {
            let page = anna.get(&format!("/interactions/{id}")).await.expect(200).text;
            let from = page.find("name=\"seen\" value=\"").unwrap() + 19;
            page[from..].split('"').next().unwrap().to_owned()
        };
        let first = seen().await;
        let facts = [("topic", "Kvarnen"), ("seen", &first), ("defined_key", "outcome"), ("defined_value", "sold")];
        let done = anna.form(&path("facts"), &facts).await.expect(303).header("location");
        assert!(anna.get(&done).await.expect(200).text.contains("Contact saved"));
        let now = here().await;
        assert_eq!((&now["topic"], &now["fields"]), (&json!("Kvarnen"), &json!({"line": "7", "outcome": "sold"})));
        // What somebody else wrote meanwhile is not overwritten; a tag does not count as that.
        anna.form(&path("facts"), &facts).await.expect(409);
        let second = seen().await;
        anna.form(&path("tags"), &[("tag", "ny")]).await.expect(303);
        anna.form(&path("facts"), &[("topic", ""), ("seen", &second), ("defined_key", "outcome"), ("defined_value", "lost")]).await.expect(422);
        anna.form(&path("facts"), &[("topic", "Annat"), ("seen", &second)]).await.expect(303);
        assert_eq!((&here().await["topic"], &here().await["fields"]), (&json!("Annat"), &json!({"line": "7"})));
        // The agent has the last word against what the switch tells later.
        api.post("/api/v1/interactions", json!({"ref": "c-1", "channel": "call", "state": "wrap_up", "topic": "Switch"})).await.expect(200);
        assert_eq!((&here().await["topic"], &here().await["state"]), (&json!("Annat"), &json!("wrap_up")));
        anna.form(&path("end"), &[]).await.expect(303);
        anna.form(&path("end"), &[]).await.expect(409);
        assert_eq!(here().await["state"], "closed");
        // Closed, it can still be written of, unless the team may not.
        anna.form(&path("tags"), &[("tag", "efteråt")]).await.expect(303);
        app.team("anna", &[visavi::teams::features::Feature::ContactsEdit]).await;
        anna.form(&path("tags"), &[("tag", "x")]).await.expect(403);
        assert!(!anna.get(&format!("/interactions/{id}")).await.expect(200).text.contains("name=\"tag\""));
    }
}
