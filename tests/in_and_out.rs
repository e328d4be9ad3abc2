//! Batches, vCons, and one card at the end whatever the order of what was told.

use axum::http::Method;
use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

const BATCH: &str = "/api/v1/interactions/batch";

fn statuses(answer: &Answer) -> Vec<u64> {
    answer.json()["items"].as_array().unwrap().iter().map(|one| one["status"].as_u64().unwrap()).collect()
}

both_databases! {
    async fn each_of_a_batch_is_taken_or_refused_by_itself(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let call = |reference: &str| json!({"ref": reference, "channel": "call", "from": "0701740605"});
        let batch = json!([call("b-1"), {"ref": "b-2", "channel": "fax"}, 5, call("b-1"), {"ref": "b\u{0}"},
            {"ref": "b-3", "channel": "call", "started_at": "2026-11-19T10:00:00Z", "ended_at": "2026-11-19T09:00:00Z"}, call("b-4")]);
        let answer = api.post(BATCH, batch).await.expect(200);
        assert_eq!(statuses(&answer), [201, 422, 400, 200, 422, 422, 201], "{}", answer.text);
        let items = answer.json()["items"].clone();
        assert_eq!(items[0]["id"], items[3]["id"]);
        assert_eq!(items[1]["problem"]["errors"][0]["field"], "channel");
        assert_eq!(items[5]["problem"]["errors"][0]["field"], "ended_at");
        assert!(items[5]["problem"]["errors"][0]["message"].as_str().unwrap().contains("started_at"));
        api.get(&format!("/api/v1/interactions/{}", items[6]["id"].as_str().unwrap())).await.expect(200);
        // Of the refused nothing is left: the same `ref` is new.
        api.post("/api/v1/interactions", call("b-3")).await.expect(201);

        let lines = b"{\"ref\": \"l-1\", \"channel\": \"sms\", \"from\": \"0701740605\"}\n\n{broken\n{\"ref\": \"l-2\", \"channel\": \"sms\"}\n";
        let answer = api.send(Method::POST, BATCH, Some("application/x-ndjson"), lines.to_vec()).await.expect(200);
        assert_eq!(statuses(&answer), [201, 400, 201], "{}", answer.text);
    }
}

both_databases! {
    async fn a_batch_is_bounded_and_sent_again_at_will(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        api.post(BATCH, json!([])).await.expect(422);
        api.post(BATCH, json!(vec![json!({}); 1_001])).await.expect(422);
        api.post(BATCH, json!({"ref": "x"})).await.expect(400);
        api.send(Method::POST, BATCH, Some("text/plain"), b"[]".to_vec()).await.expect(415);
        api.post(BATCH, json!([{"ref": "x".repeat(50_000_000)}])).await.expect(413);
        // Without `ref`, by the key; one that was refused is asked again.
        let keyed = api.with_header("idempotency-key", "batch-1");
        let batch: Vec<Value> = (0..120).map(|n| if n == 60 { json!({}) } else { json!({"channel": "call", "topic": format!("T{n}")}) }).collect();
        let first = keyed.post(BATCH, json!(batch)).await.expect(200);
        let again = keyed.post(BATCH, json!(batch)).await.expect(200);
        let ids = |answer: &Answer| answer.json()["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&first), ids(&again));
        assert_eq!(statuses(&first).iter().filter(|status| **status == 201).count(), 119);
        let mut other = batch.clone();
        other[7] = json!({"channel": "chat"});
        assert_eq!(statuses(&keyed.post(BATCH, json!(other)).await.expect(200))[7], 422);
    }
}

both_databases! {
    async fn times_that_go_backwards_are_refused_and_stop_nothing_else(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let told = |reference: &str, times: [Option<&str>; 3]| json!({"ref": reference, "channel": "call",
            "started_at": times[0], "answered_at": times[1], "ended_at": times[2]});
        let (nine, ten, noon) = (Some("2026-11-19T09:00:00Z"), Some("2026-11-19T10:00:00Z"), Some("2026-11-19T12:00:00Z"));
        assert_eq!(api.post("/api/v1/interactions", told("t", [ten, nine, None])).await.expect(422).fields(), ["answered_at"]);
        assert_eq!(api.post("/api/v1/interactions", told("t", [nine, noon, ten])).await.expect(422).fields(), ["ended_at"]);
        // Told in two deliveries they are taken: the second would otherwise be stuck.
        let id = api.post("/api/v1/interactions", told("t", [ten, None, None])).await.expect(201).id();
        api.post("/api/v1/interactions", told("t", [None, None, nine])).await.expect(200);
        let path = format!("/api/v1/interactions/{id}");
        assert_eq!(api.patch(&path, json!({"topic": "Mended"})).await.expect(200).json()["topic"], "Mended");
        assert_eq!(api.patch(&path, json!({"answered_at": "2026-11-19T09:30:00Z"})).await.expect(422).fields(), ["answered_at", "ended_at", "ended_at"]);
        assert_eq!(api.patch(&path, json!({"ended_at": noon})).await.expect(200).json()["ended_at"], json!(noon));
        let unknown = api.post("/api/v1/interactions", json!({"channel": "call", "state": "ringing"})).await.expect(422);
        for state in ["offered", "active", "wrap_up", "closed"] {
            assert!(unknown.text.contains(state), "{}", unknown.text);
        }
    }
}

/// What stays the same when a conversation goes out as a vCon and comes in again.
fn essence(interaction: &Value) -> Value {
    let mut kept = serde_json::Map::new();
    for name in [
        "channel",
        "direction",
        "state",
        "from",
        "to",
        "queue",
        "agent",
        "started_at",
        "answered_at",
        "ended_at",
        "topic",
        "rating",
        "ivr_path",
        "tags",
    ] {
        kept.insert(name.to_owned(), interaction[name].clone());
    }
    let said = interaction["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!([one["ref"], one["text"], one["at"]]));
    kept.insert("messages".to_owned(), said.collect());
    Value::Object(kept)
}

both_databases! {
    async fn a_conversation_goes_out_as_a_vcon_and_comes_in_again(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let told = json!({"ref": "v-1", "channel": "email", "from": "ida@mail.example", "to": "help@house.example", "queue": "Service", "agent": "anna",
            "state": "closed", "topic": "Broken", "rating": {"value": 4.0, "scale": 5.0}, "tags": ["urgent"],
            "started_at": "2026-11-19T10:00:00Z", "ended_at": "2026-11-19T11:00:00Z",
            "messages": [{"ref": "<1@mail>", "from": "ida@mail.example", "text": "Hello", "at": "2026-11-19T10:00:00Z"}]});
        let id = api.post("/api/v1/interactions", told).await.expect(201).id();
        let out = api.get(&format!("/api/v1/interactions/{id}/vcon")).await.expect(200);
        assert_eq!(out.header("content-type"), "application/vcon");
        assert_eq!(out.header("content-disposition"), format!("attachment; filename=\"{id}.vcon\""));
        let vcon = out.json();
        let number = uuid::Uuid::parse_str(vcon["uuid"].as_str().unwrap()).unwrap();
        assert_eq!((&vcon["vcon"], number.get_version_num()), (&json!("0.4.0"), 8));
        let read = async |answer: Answer| api.get(&format!("/api/v1/interactions/{}", answer.id())).await.expect(200).json();
        let original = api.get(&format!("/api/v1/interactions/{id}")).await.json();
        let first = api.send(Method::POST, "/api/v1/vcons", Some("application/vcon"), vcon.to_string().into_bytes()).await.expect(201);
        let copy = first.id();
        let once = read(first).await;
        assert_eq!(essence(&once), essence(&original));
        // Written again it is the same container, and read again the same interaction.
        let again = api.get(&format!("/api/v1/interactions/{copy}/vcon")).await.expect(200).json();
        assert_eq!(again["uuid"], vcon["uuid"]);
        let second = api.post("/api/v1/vcons", again).await.expect(200);
        assert_eq!(second.id(), copy);
        assert_eq!(essence(&read(second).await), essence(&original));
        for bad in [json!({}), json!({"vcon": "0.4.0", "parties": []}), json!({"ciphertext": "x", "recipients": []})] {
            api.post("/api/v1/vcons", bad).await.expect(422);
        }
    }
}

both_databases! {
    async fn a_vcon_brings_remarks_and_more_messages_than_one_delivery(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let said: Vec<Value> = (0..450).map(|n| json!({"type": "text", "start": "2025-03-01T10:00:00Z", "parties": [0, 1],
            "mediatype": "text/plain", "encoding": "none", "body": format!("Line {n}"), "message_id": format!("m{n}")})).collect();
        let vcon = json!({"uuid": "0195544a-b9b1-8ee4-b9a2-279e0d16bc46", "created_at": "2025-03-01T10:00:00Z",
            "parties": [{"tel": "+46701740605", "role": "customer"}, {"name": "anna", "role": "agent"}, {"name": "Eva Holm", "role": "agent"}],
            "dialog": said, "attachments": [{"purpose": "note", "party": 2, "dialog": 0, "start": "2025-03-02T08:00:00Z",
                "mediatype": "text/plain", "encoding": "none", "body": "Call back"}]});
        for status in [201, 200] {
            let id = api.post("/api/v1/vcons", vcon.clone()).await.expect(status).id();
            let one = api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json();
            assert_eq!(one["comments"].as_array().unwrap().len(), 1);
            assert_eq!((&one["comments"][0]["by"], &one["comments"][0]["at"]), (&json!("Eva Holm"), &json!("2025-03-02T08:00:00Z")));
            let out = api.get(&format!("/api/v1/interactions/{id}/vcon")).await.expect(200).json();
            assert_eq!(out["dialog"].as_array().unwrap().len(), 450);
        }
        let mut critical = vcon.clone();
        critical["critical"] = json!(["CC", "sealed"]);
        let refused = api.post("/api/v1/vcons", critical).await.expect(422);
        assert_eq!(refused.fields(), ["critical"]);
        assert!(refused.text.contains("sealed"), "{}", refused.text);
    }
}

both_databases! {
    async fn a_vcon_is_saved_from_the_page_by_whoever_may_see_what_is_held(app: &TestApp) {
        let id = app.api(Role::Agent).await.post("/api/v1/interactions", json!({"channel": "call", "from": "0701740605", "state": "closed"})).await.expect(201).id();
        let browser = app.browser("anna", Role::Agent).await;
        let path = format!("/interactions/{id}/vcon");
        let page = browser.with_header("hx-request", "true").get(&format!("/interactions/{id}/details")).await.expect(200);
        assert!(page.text.contains(&path), "{}", page.text);
        assert_eq!(browser.get(&path).await.expect(200).json()["dialog"][0]["disposition"], "no-answer");
        app.person("piotr", Role::Agent).await;
        app.team("piotr", &[Feature::PrivacySee]).await;
        let browser = app.browser("piotr", Role::Agent).await;
        let page = browser.with_header("hx-request", "true").get(&format!("/interactions/{id}/details")).await.expect(200);
        assert!(!page.text.contains(&path), "{}", page.text);
        browser.get(&path).await.expect(403);
    }
}

both_databases! {
    async fn vcons_of_older_versions_are_read(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for (nth, (version, media)) in [("0.0.1", "mimetype"), ("0.0.2", "mimetype"), ("0.3.0", "mediatype"), ("0.4.0", "mediatype")].into_iter().enumerate() {
            let vcon = json!({"vcon": version, "uuid": format!("0195544a-b9b1-8ee4-b9a2-279e0d16bc4{nth}"), "created_at": "2025-03-01T10:00:00Z",
                "parties": [{"tel": "+46701740605", "role": "customer"}, {"name": "anna", "role": "agent", "tel": "+4680000100"}],
                "dialog": [{"type": "text", "start": "2025-03-01T10:00:00Z", "duration": 60, "parties": [0, 1], "originator": 0,
                    media: "text/html", "encoding": "none", "body": "<b>Hello</b>"}]});
            let id = api.post("/api/v1/vcons", vcon).await.expect(201).id();
            let read = api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json();
            assert_eq!((&read["channel"], &read["from"], &read["state"]), (&json!("sms"), &json!("+46701740605"), &json!("closed")), "{version}");
            assert_eq!(read["messages"][0]["html"], "<b>Hello</b>", "{version}");
        }
    }
}

/// A generator of numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// What a chat's system tells; a message is told alone or with others.
fn events(name: &str) -> Vec<Value> {
    let from = format!("{name}@mail.example");
    let message = |n: usize| json!({"ref": format!("m{n}"), "from": if n.is_multiple_of(2) { "anna" } else { &from }, "text": format!("Word {n}"), "at": format!("2026-11-19T10:0{n}:00Z")});
    let base = |more: Value| {
        let mut members =
            json!({"ref": name, "channel": "chat", "from": from, "started_at": "2026-11-19T10:00:00Z"});
        members.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        members
    };
    vec![
        base(json!({"state": "offered", "queue": "Service", "agent": "piotr", "tags": ["a"]})),
        base(
            json!({"state": "active", "agent": "anna", "answered_at": "2026-11-19T10:00:30Z", "topic": "First"}),
        ),
        base(
            json!({"state": "wrap_up", "ended_at": "2026-11-19T10:30:00Z", "topic": "Second", "fields": {"a": 1}}),
        ),
        base(
            json!({"state": "closed", "topic": "Third", "rating": {"value": 2.0, "scale": 3.0}, "fields": {"a": 2, "b": 3}}),
        ),
        base(json!({"messages": [message(1), message(2)]})),
        base(json!({"messages": [message(2), message(3), message(4)]})),
        json!({"single": message(3)}),
        json!({"single": message(5)}),
    ]
}

/// Without what differs from one telling to the next: ids, and when it was told.
fn plain(value: &Value, name: &str) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "created_at" | "updated_at" | "version" | "next"));
            kept.map(|(key, value)| (key.clone(), plain(value, name))).collect()
        }
        Value::Array(items) => items.iter().map(|one| plain(one, name)).collect(),
        Value::String(text) if uuid::Uuid::try_parse(text).is_ok() => json!("id"),
        Value::String(text) => json!(text.replace(name, "somebody")),
        other => other.clone(),
    }
}

async fn tell(api: &Client, name: &str, order: &[usize], batched: bool) -> (Value, Value) {
    let email = format!("{name}@mail.example");
    let customer = api
        .post("/api/v1/customers", json!({"name": name, "emails": [{"value": email}]}))
        .await
        .expect(201)
        .id();
    let all = events(name);
    let told: Vec<&Value> = order.iter().map(|n| &all[*n]).collect();
    let (singles, deliveries): (Vec<&Value>, Vec<&Value>) =
        told.iter().partition(|one| one.get("single").is_some());
    let mut id = None;
    if batched {
        let answer = api.post(BATCH, json!(deliveries)).await.expect(200);
        id = answer.json()["items"][0]["id"].as_str().map(str::to_owned);
    }
    let mut early = Vec::new();
    for one in if batched { singles } else { told } {
        match (one.get("single"), &id) {
            (Some(message), Some(id)) => {
                drop(api.post(&format!("/api/v1/interactions/{id}/messages"), message.clone()).await)
            }
            // There is nothing yet to add it to: its system tries again later.
            (Some(message), None) => early.push(message.clone()),
            (None, _) => {
                let answer = api.post("/api/v1/interactions", one.clone()).await;
                assert!(answer.status.is_success(), "{}", answer.text);
                id = Some(answer.id());
            }
        }
    }
    let id = id.unwrap();
    for message in early {
        api.post(&format!("/api/v1/interactions/{id}/messages"), message).await;
    }
    let interaction = api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json();
    let card = api.get(&format!("/api/v1/customers/{customer}/card")).await.expect(200).json();
    (plain(&interaction, name), plain(&card, name))
}

both_databases! {
    async fn any_order_and_repetition_gives_the_same_card(app: &TestApp) {
        app.person("anna", Role::Agent).await;
        app.person("piotr", Role::Agent).await;
        let api = app.api(Role::Agent).await;
        let in_order: Vec<usize> = (0..events("").len()).collect();
        let expected = tell(&api, "told-000", &in_order, false).await;
        assert_eq!(expected.0["messages"].as_array().unwrap().len(), 5);
        let mut dice = Dice(20_261_119);
        for run in 1..=20 {
            let mut order = in_order.clone();
            for _ in 0..dice.below(6) {
                order.push(dice.below(in_order.len()));
            }
            for place in (1..order.len()).rev() {
                order.swap(place, dice.below(place + 1));
            }
            let got = tell(&api, &format!("told-{run:03}"), &order, run % 3 == 0).await;
            assert_eq!(got.0, expected.0, "the interaction after {order:?}");
            assert_eq!(got.1, expected.1, "the card after {order:?}");
        }
    }
}
