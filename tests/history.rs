//! Parts of a history: calls in and out, what was missed, recorded or of a campaign, up to a day; and long threads.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const PHONE: &str = "+46701740605";

async fn customer(api: &Client) -> String {
    let ida = json!({"name": "Ida Nyberg", "phones": [{"value": PHONE}], "emails": [{"value": "ida@mail.example"}]});
    api.post("/api/v1/customers", ida).await.expect(201).id()
}

/// A contact of a day in November, named by its topic.
async fn contact(api: &Client, topic: &str, day: u8, more: Value) -> String {
    let mut body = json!({"channel": "call", "from": PHONE, "topic": topic, "state": "closed",
        "started_at": format!("2026-11-{day:02}T09:00:00Z"), "answered_at": format!("2026-11-{day:02}T09:00:20Z"),
        "ended_at": format!("2026-11-{day:02}T09:03:00Z")});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    if body["answered_at"].is_null() {
        body.as_object_mut().unwrap().remove("answered_at");
    }
    api.post("/api/v1/interactions", body).await.expect(201).id()
}

async fn filled(api: &Client) -> String {
    let ida = customer(api).await;
    let out = |more: Value| {
        let mut body = json!({"direction": "out", "from": "+46850000000", "to": PHONE});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    contact(api, "in", 1, json!({})).await;
    contact(api, "in recorded", 2, json!({"recording_url": "https://calls.example/1.wav"})).await;
    contact(api, "missed", 3, json!({"answered_at": null})).await;
    contact(api, "out", 4, out(json!({}))).await;
    contact(api, "out unreached", 5, out(json!({"answered_at": null}))).await;
    contact(
        api,
        "out campaign",
        6,
        out(json!({"campaign": "Winter", "recording_url": "https://calls.example/2.wav"})),
    )
    .await;
    contact(
        api,
        "mail campaign",
        7,
        json!({"channel": "email", "from": "ida@mail.example", "campaign": "Winter"}),
    )
    .await;
    ida
}

async fn topics(api: &Client, customer: &str, query: &str) -> Vec<String> {
    let list = api.get(&format!("/api/v1/customers/{customer}/history?{query}")).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["topic"].as_str().unwrap().to_owned()).collect()
}

both_databases! {
    async fn a_history_is_asked_for_in_parts(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = filled(&api).await;
        for (query, wanted) in [
            ("channel=call&direction=in", vec!["missed", "in recorded", "in"]),
            ("channel=call&direction=out", vec!["out campaign", "out unreached", "out"]),
            ("direction=out", vec!["out campaign", "out unreached", "out"]),
            ("missed=true", vec!["missed"]),
            ("missed=true&direction=out", vec![]),
            ("recorded=true", vec!["out campaign", "in recorded"]),
            ("recorded=true&direction=in", vec!["in recorded"]),
            ("campaign=true", vec!["mail campaign", "out campaign"]),
            ("campaign=true&recorded=true&channel=call", vec!["out campaign"]),
            ("before=2026-11-03T09:00:00Z", vec!["in recorded", "in"]),
            ("before=2026-11-03T09:00:01Z&missed=true", vec!["missed"]),
            ("q=campaign&recorded=true", vec!["out campaign"]),
            ("q=campaign&direction=in", vec!["mail campaign"]),
            ("q=in&missed=true", vec![]),
            ("q=recorded&before=2026-11-02T09:00:00Z", vec![]),
            ("q=recorded&before=2026-11-02T10:00:00Z", vec!["in recorded"]),
            ("recorded=false&missed=false&campaign=false", vec!["mail campaign", "out campaign", "out unreached", "out", "missed", "in recorded", "in"]),
        ] {
            assert_eq!(topics(&api, &ida, query).await, wanted, "{query}");
        }
        // In pages the same, each once.
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let part = api.get(&format!("/api/v1/customers/{ida}/history?before=2026-11-06T09:00:00Z&limit=2{after}")).await.expect(200).json();
            all.extend(part["items"].as_array().unwrap().iter().map(|one| one["topic"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(all, ["out unreached", "out", "missed", "in recorded", "in"]);
        for (query, member) in [
            ("direction=sideways", "direction"), ("recorded=perhaps", "recorded"), ("missed=1", "missed"), ("campaign=yes", "campaign"),
            ("before=yesterday", "before"), ("direktion=in", "direktion"),
        ] {
            let refused = api.get(&format!("/api/v1/customers/{ida}/history?{query}")).await;
            assert!(matches!(refused.status.as_u16(), 400 | 422), "{query}: {}", refused.text);
            assert!(refused.text.contains(member), "{query}: {}", refused.text);
        }
    }
}

both_databases! {
    async fn tabs_count_calls_in_and_out(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = filled(&api).await;
        let anna = app.browser("anna", Role::Agent).await;
        let tabs = |page: &str| -> Vec<String> {
            let row = page.split("id=\"history-channels\"").nth(1).unwrap().split("</nav>").next().unwrap();
            row.split("<a ").skip(1).map(|tab| {
                let words: String = tab.split('>').skip(1).map(|part| part.split('<').next().unwrap()).collect();
                words.trim().to_owned()
            }).collect()
        };
        let page = anna.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert_eq!(tabs(&page), ["All 7", "Calls in 3", "Calls out 3", "E-mails 1"]);
        // A contact that goes to somebody else is taken out of the right count.
        let list = api.get(&format!("/api/v1/customers/{ida}/history?direction=out")).await.expect(200).json();
        let bo = api.post("/api/v1/customers", json!({"name": "Bo"})).await.expect(201).id();
        for one in list["items"].as_array().unwrap() {
            let id = one["id"].as_str().unwrap();
            api.put(&format!("/api/v1/interactions/{id}/customer"), json!({"customer_id": bo})).await.expect(200);
        }
        assert_eq!(tabs(&anna.get(&format!("/customers/{ida}")).await.expect(200).text), ["All 4", "Calls in 3", "E-mails 1"]);
        assert_eq!(tabs(&anna.get(&format!("/customers/{bo}")).await.expect(200).text), ["All 3", "Calls out 3"]);
    }
}

both_databases! {
    async fn the_page_goes_to_a_day_and_narrows(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = filled(&api).await;
        let anna = app.browser("anna", Role::Agent).await;
        let rows = |page: &str| page.matches("<article id=\"entry-").count();
        let page = anna.get(&format!("/customers/{ida}?until=2026-11-03")).await.expect(200).text;
        assert_eq!(rows(&page), 3, "the day itself is shown");
        assert!(page.contains("To the newest") && page.contains("Up to 3 Nov 2026"));
        // The way on, and the words one looks for, keep it.
        assert!(page.contains("<input type=\"hidden\" name=\"until\" value=\"2026-11-03\">"));
        // The reader's days: at 23:30 in Stockholm it is 22:30 by UTC, and half past midnight is the day after.
        contact(&api, "late", 10, json!({"started_at": "2026-11-10T22:30:00Z", "answered_at": null, "ended_at": "2026-11-10T22:31:00Z"})).await;
        contact(&api, "early", 11, json!({"started_at": "2026-11-10T23:30:00Z", "answered_at": null, "ended_at": "2026-11-10T23:31:00Z"})).await;
        let page = anna.get(&format!("/customers/{ida}?until=2026-11-10")).await.expect(200).text;
        assert!(page.contains("late") && !page.contains("early"));
        anna.get(&format!("/customers/{ida}?until=someday")).await.expect(422);
        let page = anna.get(&format!("/customers/{ida}?channel=call&direction=in&missed=true&until=2026-11-05")).await.expect(200).text;
        assert_eq!(rows(&page), 1);
        assert!(page.contains(&format!("href=\"tel:{PHONE}\"")) && page.contains("Call back"), "{page}");
        // Not where that is blocked, or not wanted.
        let missed = format!("/customers/{ida}?channel=call&direction=in&missed=true");
        let offered = async || {
            let page = anna.get(&missed).await.expect(200).text;
            let rows = page.split("id=\"feed\"").nth(1).unwrap();
            (rows.matches("Call back").count(), rows.matches("Do not contact").count())
        };
        assert_eq!(offered().await, (3, 0));
        let block = api.post("/api/v1/blocks", json!({"kind": "phone", "value": PHONE, "reason": "Threats"})).await.expect(201).id();
        assert_eq!(offered().await, (0, 3));
        app.api(Role::Supervisor).await.with_header("if-match", "\"1\"").delete(&format!("/api/v1/blocks/{block}")).await.expect(204);
        assert_eq!(offered().await, (3, 0));
        let read = api.get(&format!("/api/v1/customers/{ida}")).await.expect(200);
        let phones = json!({"phones": [{"value": PHONE, "do_not_contact": true}]});
        api.with_header("if-match", &read.header("etag")).patch(&format!("/api/v1/customers/{ida}"), phones).await.expect(200);
        assert_eq!(offered().await, (0, 3));
        api.with_header("if-match", &api.get(&format!("/api/v1/customers/{ida}")).await.expect(200).header("etag"))
            .patch(&format!("/api/v1/customers/{ida}"), json!({"phones": [{"value": PHONE}]})).await.expect(200);
        let page = anna.get(&format!("/customers/{ida}?channel=email&recorded=true")).await.expect(200).text;
        assert!(rows(&page) == 0 && page.contains("Nothing here fits"));
        // Only who came in and was not answered is called back.
        let page = anna.get(&format!("/customers/{ida}?channel=call&direction=out")).await.expect(200).text;
        assert!(rows(&page) == 3 && !page.contains("Call back"));
    }
}

both_databases! {
    async fn a_long_thread_folds(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api).await;
        let messages: Vec<Value> = (0..130).map(|n| json!({"ref": format!("m{n}"), "from": "ida@mail.example", "text": format!("words {n}."),
            "at": format!("2026-11-02T{:02}:{:02}:00Z", 9 + n / 60, n % 60)})).collect();
        let mail = contact(&api, "long", 2, json!({"channel": "email", "from": "ida@mail.example", "messages": messages})).await;
        let numbers = |text: &str| -> Vec<u32> {
            text.split("words ").skip(1).filter_map(|part| part.split('.').next()?.parse().ok()).collect()
        };
        let anna = app.browser("anna", Role::Agent).await;
        let script = anna.with_header("hx-request", "true").with_header("hx-target", "inside");
        let way = |text: &str| text.split("hx-get=\"").nth(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
        let mut text = script.get(&format!("/interactions/{mail}/details")).await.expect(200).text;
        assert_eq!(numbers(&text), (125..130).collect::<Vec<_>>());
        assert!(text.contains("125 earlier messages"), "{text}");
        let mut parts = vec![numbers(&text)];
        // Without scripts the way leads to a page of them.
        let page = anna.get(&way(&text).unwrap()).await.expect(200).text;
        assert!(page.contains("<main") && page.contains("75 earlier messages"));
        while let Some(next) = way(&text) {
            text = script.get(&next).await.expect(200).text;
            assert!(!text.contains("<main") && !text.contains("class=\"inside\""));
            parts.insert(0, numbers(&text));
        }
        assert_eq!(parts.concat(), (0..130).collect::<Vec<_>>());

        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let part = api.get(&format!("/api/v1/interactions/{mail}/messages?limit=60{after}")).await.expect(200).json();
            all.extend(part["items"].as_array().unwrap().iter().map(|one| one["ref"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(all, (0..130).rev().map(|n| format!("m{n}")).collect::<Vec<_>>());
        api.get(&format!("/api/v1/interactions/{mail}/messages?limit=0")).await.expect(422);
        api.get(&format!("/api/v1/interactions/{ida}/messages")).await.expect(404);
        // Of somebody who is restricted, an agent's system is told nothing.
        let supervisor = app.api(Role::Supervisor).await;
        supervisor.put(&format!("/api/v1/customers/{ida}/restriction"), json!({"reason": "contested"})).await.expect(200);
        let hidden = api.get(&format!("/api/v1/interactions/{mail}/messages")).await.expect(200).json();
        assert_eq!(hidden["items"], json!([]));
        anna.get(&format!("/interactions/{mail}/recording")).await.expect(423);
    }
}
