//! The blocklist: one block of an identifier, whoever has it, told wherever the identifier shows.

use axum::http::Method;
use serde_json::{Value, json};
use visavi::blocklist::work;
use visavi::clock::Time;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

const PHONE: &str = "070-174 06 05";

pub async fn block(api: &Client, more: Value) -> Answer {
    let mut input = json!({"kind": "phone", "value": PHONE, "reason": "Hotar"});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/blocks", input).await
}

async fn listed(api: &Client, query: &str) -> Vec<String> {
    let list = api.get(&format!("/api/v1/blocks?{query}")).await.expect(200).json();
    let value = |one: &Value| one["identifier"]["value"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(value).collect()
}

both_databases! {
    async fn a_block_is_made_read_changed_and_taken_off(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let made = block(&api, json!({"value": "+46701740605;ext=42"})).await.expect(201);
        let path = format!("/api/v1/blocks/{}", made.id());
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), path.clone()));
        assert_eq!(made.json(), json!({
            "id": made.id(), "identifier": {"kind": "phone", "value": "+46701740605", "display": "070-174 06 05"},
            "reason": "Hotar", "until": null, "by": "test",
            "created_at": "2026-11-19T14:06:00Z", "updated_at": "2026-11-19T14:06:00Z",
        }));
        app.app.clock.advance(Time::MINUTE);
        let changed = api.patch(&path, json!({"reason": "Hotar personal", "until": "2026-12-01T00:00:00Z"})).await.expect(200);
        assert_eq!(changed.header("etag"), "\"v2\"");
        assert_eq!(api.patch(&path, json!({"reason": "Hotar personal"})).await.expect(200).header("etag"), "\"v2\"");
        let stale = api.with_header("if-match", "\"v1\"");
        assert_eq!(stale.send(Method::PATCH, &path, Some("application/json"), b"{}".to_vec()).await.status.as_u16(), 412);
        assert_eq!(stale.send(Method::DELETE, &path, None, Vec::new()).await.status.as_u16(), 412);
        assert_eq!(api.send(Method::DELETE, &path, None, Vec::new()).await.status.as_u16(), 428);
        // At most one of an identifier, in whatever spelling.
        assert_eq!(block(&api, json!({"value": "0046 70 174 06 05"})).await.expect(409).fields(), ["value"]);
        api.delete(&path).await.expect(204);
        api.get(&path).await.expect(404);
        let keyed = api.with_header("idempotency-key", "once");
        let (first, again) = (block(&keyed, json!({})).await.expect(201).id(), block(&keyed, json!({})).await.expect(201).id());
        assert_eq!(first, again);
    }
}

both_databases! {
    async fn a_list_pages_by_key_is_filtered_and_what_is_wrong_is_named(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for n in 0..5 {
            app.app.clock.advance(Time::SECOND * (n % 2));
            block(&api, json!({"value": format!("070-174 06 0{n}")})).await.expect(201);
        }
        block(&api, json!({"kind": "email", "value": "Bo_%@Example.example"})).await.expect(201);
        block(&api, json!({"kind": "handle", "value": "@Troll"})).await.expect(201);
        let (mut all, mut path) = (Vec::new(), "/api/v1/blocks?limit=3".to_owned());
        loop {
            let part = api.get(&path).await.expect(200).json();
            all.extend(part["items"].as_array().unwrap().iter().map(|one| one["identifier"]["value"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            path = format!("/api/v1/blocks?limit=3&after={next}");
        }
        assert_eq!(all.len(), 7);
        assert_eq!(all[..2], ["troll", "bo_%@example.example"]);
        assert_eq!(listed(&api, "q=070-174+06+03").await, ["+46701740603"]);
        assert_eq!(listed(&api, "q=06+03").await, ["+46701740603"]);
        assert_eq!(listed(&api, "q=BO_").await, ["bo_%@example.example"]);
        assert_eq!(listed(&api, "q=%40troll").await, ["troll"]);
        assert_eq!(listed(&api, "q=x_y").await, [""; 0]);
        for (input, fields) in [
            (json!({"value": "12"}), vec!["value"]),
            (json!({"kind": "email", "value": "x"}), vec!["value"]),
            (json!({"kind": "fax"}), vec!["kind"]),
            (json!({"value": "070-174 06 09", "reason": " "}), vec!["reason"]),
            (json!({"value": "070-174 06 09", "reason": "x".repeat(201)}), vec!["reason"]),
            (json!({"value": "x", "reason": "a\u{7}", "until": "2026-11-19T14:06:00Z"}), vec!["value", "reason", "until"]),
            (json!({"until": "tomorrow"}), vec!["until"]),
            (json!({"by": "Somebody else"}), vec!["by"]),
        ] {
            assert_eq!(block(&api, input.clone()).await.expect(422).fields(), fields, "{input:.60}");
        }
        assert_eq!(api.get("/api/v1/blocks?after=x").await.expect(422).fields(), ["after"]);
    }
}

both_databases! {
    async fn whoever_has_the_number_and_nobody_known_are_shown_as_blocked(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let browser = app.browser("anna", Role::Agent).await;
        block(&api, json!({})).await.expect(201);
        // Nobody known.
        let lookup = "/api/v1/lookup?phone=070-174+06+05";
        assert_eq!(api.get(lookup).await.expect(200).json()["blocked"]["reason"], "Hotar");
        assert_eq!(api.get("/api/v1/lookup?phone=070-174+06+06").await.expect(200).json()["blocked"], Value::Null);
        let pop = "/pop?tel=%2B46701740605";
        let page = browser.get(pop).await.expect(200);
        assert!(page.text.contains("class=\"blocked\"") && page.text.contains("Hotar"), "{}", page.text);
        // Somebody who has it, twice, behind a switchboard.
        let phones = json!([{"value": format!("{PHONE} ext 4")}, {"value": PHONE}, {"value": "070-174 06 06"}]);
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Nyberg", "phones": phones})).await.expect(201).id();
        let card = api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(200).json();
        assert_eq!(card["blocks"].as_array().unwrap().len(), 1);
        let page = browser.get(&format!("/customers/{ida}")).await.expect(200);
        assert_eq!(page.text.matches("class=\"blocked\"").count(), 1);
        // Beside a contact from a number that is not on the card.
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 09", "agent": "anna"})).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{call}/customer"), json!({"customer_id": ida})).await.expect(200);
        block(&api, json!({"value": "070-174 06 09", "reason": "Skräp"})).await.expect(201);
        let page = browser.get(&format!("/interactions/{call}")).await.expect(200);
        assert_eq!(page.text.matches("class=\"blocked\"").count(), 2);
        // The only one who has it has it in their change history.
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes")).await.expect(200).json();
        assert!(changes["items"].as_array().unwrap().iter().all(|one| one["entity"] != "block"), "blocked before");
        let other = block(&api, json!({"value": "070-174 06 06"})).await.expect(201).id();
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes")).await.expect(200).json();
        assert_eq!((&changes["items"][0]["entity"], &changes["items"][0]["entity_id"]), (&json!("block"), &json!(other)));
    }
}

both_databases! {
    async fn one_whose_time_is_over_counts_for_nothing_and_is_deleted(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let id = block(&api, json!({"until": "2026-11-20T00:00:00Z"})).await.expect(201).id();
        let over = || async {
            api.get(&format!("/api/v1/blocks/{id}")).await.expect(404);
            assert_eq!(listed(&api, "").await, [""; 0]);
            assert_eq!(api.get("/api/v1/lookup?phone=070-174+06+05").await.expect(200).json()["blocked"], Value::Null);
        };
        app.app.clock.advance(Time::DAY);
        over().await;
        // One can be blocked again before the worker has been there.
        let again = block(&api, json!({"until": "2026-11-21T00:00:00Z"})).await.expect(201).id();
        assert_ne!(again, id);
        app.app.clock.advance(Time::DAY);
        work::all(&app.app).await.unwrap();
        over().await;
        let left = app.app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM blocks", &[], |row| row.get::<i64>(0))?)).await.unwrap();
        assert_eq!(left, 0);
        let told = app.app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM changes WHERE entity = 'block' AND action = 'delete'", &[], |row| row.get::<i64>(0))?)).await.unwrap();
        assert_eq!(told, 2);
    }
}

both_databases! {
    async fn blocking_from_a_page_goes_back_to_it_and_can_be_taken_back(app: &TestApp) {
        let browser = app.browser("anna", Role::Agent).await;
        let at = "/pop?tel=%2B46701740605";
        browser.get("/blocklist/new?identifier=%2B46701740605&at=%2Fpop").await.expect(200);
        let fields = [("identifier", "+46701740605"), ("reason", "Hotar"), ("until", "2026-11-30"), ("at", at)];
        let done = browser.form("/blocklist", &fields).await.expect(303).header("location");
        assert!(done.starts_with(&format!("{at}&done=")), "{done}");
        let api = app.api(Role::Agent).await;
        assert_eq!(api.get("/api/v1/blocks").await.json()["items"][0]["until"], "2026-11-30T23:00:00Z", "the day is over in Stockholm");
        let page = browser.get(&done).await.expect(200);
        let undo = page.text.split("action=\"/changes/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        // Nobody else takes it back, and nobody is sent elsewhere.
        let other = app.browser("bo", Role::Administrator).await;
        other.form(&format!("/changes/{undo}"), &[]).await.expect(404);
        let elsewhere = browser.form(&format!("/changes/{undo}"), &[("at", "//elsewhere.example")]).await.expect(303);
        assert_eq!(elsewhere.header("location"), "/");
        assert_eq!(listed(&api, "").await, [""; 0]);
        // What was typed stays, with what is wrong with it.
        let refused = browser.form("/blocklist", &[("identifier", "12"), ("reason", ""), ("until", "")]).await.expect(422);
        assert_eq!(refused.text.matches("aria-invalid=\"true\"").count(), 2, "{}", refused.text);
        browser.form("/blocklist", &[("identifier", PHONE), ("reason", "x"), ("until", "30 November")]).await.expect(422);
        // Taken off, and put back as it was.
        browser.form("/blocklist", &fields).await.expect(303);
        let id = api.get("/api/v1/blocks").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let done = browser.form(&format!("/blocklist/{id}/deletion"), &[("version", "1"), ("at", "/blocklist")]).await.expect(303).header("location");
        let change = done.split("done=").nth(1).unwrap();
        browser.form(&format!("/changes/{change}/reversion"), &[("at", "/")]).await.expect(303);
        let back = api.get("/api/v1/blocks").await.json();
        assert_eq!((&back["items"][0]["reason"], &back["items"][0]["until"]), (&json!("Hotar"), &json!("2026-11-30T23:00:00Z")));
        // After a while it is what the change history says.
        let done = browser.form(&format!("/blocklist/{}/deletion", back["items"][0]["id"].as_str().unwrap()), &[("version", "1")]).await.expect(303).header("location");
        app.app.clock.advance(61 * Time::SECOND);
        browser.form(&format!("/changes/{}/reversion", done.split("done=").nth(1).unwrap()), &[]).await.expect(404);
    }
}

both_databases! {
    async fn a_team_can_be_kept_from_it_and_supervisors_have_the_list(app: &TestApp) {
        let supervisor = app.browser("sara", Role::Supervisor).await;
        let api = app.api(Role::Agent).await;
        let id = block(&api, json!({})).await.expect(201).id();
        assert!(supervisor.get("/blocklist?q=06+05").await.expect(200).text.contains("070-174 06 05"));
        let edited = [("reason", "Annat"), ("until", ""), ("version", "1")];
        supervisor.form(&format!("/blocklist/{id}"), &edited).await.expect(303);
        supervisor.form(&format!("/blocklist/{id}"), &edited).await.expect(412);
        assert!(supervisor.get("/blocklist").await.expect(200).text.contains("Annat"));
        let browser = app.browser("anna", Role::Agent).await;
        app.team("anna", &[Feature::ActionsBlock]).await;
        browser.get("/blocklist/new").await.expect(403);
        browser.form("/blocklist", &[("identifier", "070-174 06 06"), ("reason", "x")]).await.expect(403);
        browser.form(&format!("/blocklist/{id}/deletion"), &[("version", "2")]).await.expect(403);
        let page = browser.get("/pop?tel=%2B46701740605").await.expect(200);
        assert!(page.text.contains("class=\"blocked\"") && !page.text.contains("/blocklist/"), "seen, but not to be changed");
    }
}
