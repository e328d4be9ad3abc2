//! The change history: who, when, what before and after; and taking it back.

use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn customer(api: &Client, input: Value) -> String {
    api.post("/api/v1/customers", input).await.expect(201).id()
}

/// Changes a customer, whatever version they are of; gives the id of the newest entry.
async fn patch(api: &Client, customer: &str, input: Value) -> String {
    let path = format!("/api/v1/customers/{customer}");
    api.patch(&path, input).await.expect(200);
    newest(api, customer, "customer").await["id"].as_str().unwrap().to_owned()
}

async fn newest(api: &Client, customer: &str, of: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}/changes?of={of}")).await.json()["items"][0].clone()
}

async fn revert(api: &Client, change: &str, member: &str) -> crate::support::Answer {
    api.post(&format!("/api/v1/changes/{change}/reversion"), json!({"member": member})).await
}

async fn show(api: &Client, customer: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}")).await.expect(200).json()
}

both_databases! {
    async fn one_member_is_taken_back_and_nothing_else(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"given_name": "Ida", "department": "Sales", "fields": {"machine": "A", "kept": 1}})).await;
        let first = patch(&api, &ida, json!({"department": "Service", "job_title": "Boss", "fields": {"machine": "B"}})).await;
        patch(&api, &ida, json!({"job_title": "Chief"})).await;
        let made = revert(&api, &first, "department").await.expect(201).json();
        assert_eq!((&made["action"], &made["before"], &made["after"]), (&json!("revert"), &json!({"department": "Service"}), &json!({"department": "Sales"})));
        let now = show(&api, &ida).await;
        assert_eq!((&now["department"], &now["job_title"], &now["fields"]), (&json!("Sales"), &json!("Chief"), &json!({"machine": "B", "kept": 1})));
        // An own field by its key; one that was not there before goes.
        revert(&api, &first, "fields.machine").await.expect(201);
        assert_eq!(show(&api, &ida).await["fields"], json!({"machine": "A", "kept": 1}));
        revert(&api, &first, "job_title").await.expect(201);
        assert_eq!(show(&api, &ida).await["job_title"], Value::Null);
        // So it is already.
        let again = revert(&api, &first, "department").await.expect(409).json();
        assert!(again["detail"].as_str().unwrap().contains("already"), "{again}");
        // And the taking back is taken back.
        revert(&api, made["id"].as_str().unwrap(), "department").await.expect(201);
        assert_eq!(show(&api, &ida).await["department"], "Service");
        for (member, status) in [("given_name", 404), ("fields", 404), ("fields.kept", 404), ("", 412)] {
            revert(&api, &first, member).await.expect(status);
        }
        api.post(&format!("/api/v1/changes/{first}/reversion"), json!({"field": "department"})).await.expect(422);
        api.post("/api/v1/changes/01890000-0000-7000-8000-000000000000/reversion", json!({})).await.expect(404);
    }
}

both_databases! {
    async fn of_a_list_what_others_did_since_stays(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let phones = |all: &[&str]| json!({"phones": all.iter().map(|one| json!({"value": one})).collect::<Vec<_>>()});
        let (a, b, c, d) = ("+46701740605", "+46701740606", "+46701740607", "+46701740608");
        let ida = customer(&api, json!({"given_name": "Ida", "phones": phones(&[a, b])["phones"]})).await;
        let numbers = async || -> Vec<String> {
            show(&api, &ida).await["phones"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap().to_owned()).collect()
        };
        // The primary one goes, one comes; then somebody adds another.
        let change = patch(&api, &ida, phones(&[b, c])).await;
        patch(&api, &ida, phones(&[b, c, d])).await;
        revert(&api, &change, "phones").await.expect(201);
        assert_eq!(numbers().await, [a, b, d], "what went is where it was, what came is gone, what is newer stays");
        // Only the order.
        let change = patch(&api, &ida, phones(&[d, b, a])).await;
        revert(&api, &change, "phones").await.expect(201);
        assert_eq!(numbers().await, [a, b, d]);
    }
}

both_databases! {
    async fn what_the_rules_refuse_is_not_taken_back(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let company = customer(&api, json!({"kind": "company", "name": "Ek Works"})).await;
        let ida = customer(&api, json!({"given_name": "Ida", "company_id": company})).await;
        let change = patch(&api, &ida, json!({"company_id": null})).await;
        api.delete(&format!("/api/v1/customers/{company}")).await.expect(204);
        let before = app.fingerprint().await;
        let refused = revert(&api, &change, "company_id").await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "company_id", "{refused}");
        assert!(app.fingerprint().await == before);
        // What came to be cannot be taken back by its members.
        let made = api.get(&format!("/api/v1/customers/{ida}/changes")).await.json()["items"][1]["id"].as_str().unwrap().to_owned();
        revert(&api, &made, "given_name").await.expect(403);
    }
}

both_databases! {
    async fn what_was_deleted_comes_back_from_the_history(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"given_name": "Ida"})).await;
        let note = api.post(&format!("/api/v1/customers/{ida}/notes"), json!({"text": "Words"})).await.expect(201).id();
        let file = crate::files::file(&api, &ida).await;
        api.delete(&format!("/api/v1/notes/{note}")).await.expect(204);
        api.delete(&format!("/api/v1/files/{file}")).await.expect(204);
        for of in ["note", "file"] {
            let change = newest(&api, &ida, of).await;
            assert_eq!(change["action"], "delete");
            revert(&api, change["id"].as_str().unwrap(), "").await.expect(201);
        }
        api.get(&format!("/api/v1/notes/{note}")).await.expect(200);
        api.get(&format!("/api/v1/files/{file}")).await.expect(200);
        // And a name that was changed.
        let name = api.get(&format!("/api/v1/files/{file}")).await.json()["name"].clone();
        api.patch(&format!("/api/v1/files/{file}"), json!({"name": "other.pdf"})).await.expect(200);
        let change = newest(&api, &ida, "file").await;
        revert(&api, change["id"].as_str().unwrap(), "name").await.expect(201);
        assert_eq!(api.get(&format!("/api/v1/files/{file}")).await.json()["name"], name);
    }
}

both_databases! {
    async fn a_call_that_is_sent_again_takes_back_once(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"given_name": "Ida"})).await;
        let change = patch(&api, &ida, json!({"vip": true})).await;
        let once = api.with_header("idempotency-key", "one");
        let first = revert(&once, &change, "vip").await.expect(201).json();
        assert_eq!(revert(&once, &change, "vip").await.expect(201).json(), first);
        assert_eq!(show(&api, &ida).await["vip"], false);
    }
}

both_databases! {
    async fn the_page_shows_what_changed_line_by_line_and_takes_it_back(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = customer(&api, json!({"given_name": "Ida", "national_ids": [{"kind": "PESEL", "value": "44051401359"}]})).await;
        let company = customer(&api, json!({"kind": "company", "name": "Ek <b>Works"})).await;
        api.post(&format!("/api/v1/customers/{ida}/notes"), json!({"text": "Words of a note"})).await.expect(201);
        api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05"})).await.expect(201);
        let change = patch(&api, &ida, json!({"company_id": company, "birth_date": "1980-02-03", "phones": [{"value": "070-174 06 05", "label": "mobile"}]})).await;
        let tab = format!("/customers/{ida}?tab=changes");
        let page = browser.get(&tab).await.expect(200).text;
        for words in ["id=\"changes\"", "Ek &lt;b&gt;Works", "3 Feb 1980", "070-174 06 05, mobile", "Words of a note", "Take back: Company as before"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("44051401359") && page.contains("1359"), "masked");
        assert!(!page.contains("Contact</b> attached") && !page.contains("id=\"history\""));
        // What is asked for.
        let list = format!("/customers/{ida}/changes");
        let script = browser.with_header("hx-request", "true").with_header("hx-target", "changes-list");
        let notes = script.get(&format!("{list}?of=note")).await.expect(200).text;
        assert!(notes.contains("Words of a note") && !notes.contains("1980") && !notes.contains("<html"));
        assert!(script.get(&format!("{list}?of=interaction")).await.expect(200).text.contains("Contact</b>"));
        assert!(!script.get(&format!("{list}?by=nobody")).await.expect(200).text.contains("1980"));
        assert!(!script.get(&format!("{list}?until=2001-01-01")).await.expect(200).text.contains("1980"));
        script.get(&format!("{list}?until=soon")).await.expect(422);
        script.get(&format!("{list}?of=weather")).await.expect(404);
        assert_eq!(browser.get(&format!("{list}?of=note&by=")).await.expect(303).header("location"), format!("/customers/{ida}?of=note&tab=changes"));
        // A script gets the list with a way forth again, a plain form the page.
        let reversion = format!("/changes/{change}/reversion");
        let done = script.form(&format!("{reversion}?of=customer"), &[("member", "birth_date")]).await.expect(200).text;
        assert!(done.contains("data-toast") && done.contains("data-key=\"z\"") && !done.contains("Words of a note"));
        assert_eq!(show(&api, &ida).await["birth_date"], Value::Null);
        let refused = script.form(&reversion, &[("member", "birth_date")]).await.expect(409).text;
        assert!(refused.contains("data-toast=\"error\"") && refused.contains("changes-list"));
        assert_eq!(browser.form(&reversion, &[("member", "company_id")]).await.expect(303).header("location"), tab);
    }
}

both_databases! {
    async fn who_may_not_see_a_section_sees_no_changes_of_it(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = customer(&api, json!({"given_name": "Ida", "pinned_note": "Secret pinned"})).await;
        let note = api.post(&format!("/api/v1/customers/{ida}/notes"), json!({"text": "Secret words"})).await.expect(201).id();
        crate::files::file(&api, &ida).await;
        let pinned = patch(&api, &ida, json!({"pinned_note": "Other secret", "department": "Open"})).await;
        api.delete(&format!("/api/v1/notes/{note}")).await.expect(204);
        let deleted = newest(&api, &ida, "note").await["id"].as_str().unwrap().to_owned();
        let tab = format!("/customers/{ida}?tab=changes&of=everything");

        app.team("anna", &[Feature::NotesSee, Feature::FilesSee]).await;
        let page = browser.get(&tab).await.expect(200).text;
        assert!(page.contains("Open") && !page.contains("ecret") && !page.contains(".pdf"), "{page}");
        browser.form(&format!("/changes/{deleted}/reversion"), &[]).await.expect(404);
        browser.form(&format!("/changes/{pinned}/reversion"), &[("member", "pinned_note")]).await.expect(403);
        browser.form(&format!("/changes/{pinned}/reversion"), &[("member", "department")]).await.expect(303);

        app.team("anna", &[Feature::ChangesSee]).await;
        let page = browser.get(&tab).await.expect(200).text;
        assert!(!page.contains("tab=changes") && page.contains("id=\"history\""));
        browser.with_header("hx-request", "true").get(&format!("/customers/{ida}/changes")).await.expect(403);
        browser.form(&format!("/changes/{pinned}/reversion"), &[("member", "department")]).await.expect(403);
    }
}

both_databases! {
    async fn all_of_what_one_has_just_saved_is_taken_back(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let saved = async |path: &str, fields: &[(&str, &str)]| browser.form(path, fields).await.expect(303).header("location");
        let undo = async |done: &str| browser.form(&crate::actions::change(done), &[("at", "/customers")]).await;
        // A form with several fields: all of them, and what somebody else has done since stays.
        let done = saved("/customers", &[("kind", "person"), ("given_name", "Ida"), ("tag", "press")]).await;
        let ida = done[11..47].to_owned();
        let path = format!("/customers/{ida}");
        let edit = [("version", "1"), ("kind", "person"), ("given_name", "Eva"), ("department", "Sales"), ("tag", "press"), ("tag", "gold")];
        let edited = saved(&path, &edit).await;
        let page = browser.get(&edited).await.expect(200).text;
        assert!(page.contains("data-toast") && page.contains(&crate::actions::change(&edited)), "{page}");
        patch(&api, &ida, json!({"tags": ["press", "gold", "new"], "job_title": "Boss"})).await;
        assert_eq!(undo(&edited).await.expect(303).header("location"), "/customers");
        let now = show(&api, &ida).await;
        assert_eq!((&now["name"], &now["department"], &now["job_title"], &now["tags"]), (&json!("Ida"), &Value::Null, &json!("Boss"), &json!(["press", "new"])));
        // What has become another since is nobody's to overwrite unseen: nothing is taken back.
        let edited = saved(&path, &[("version", "4"), ("kind", "person"), ("given_name", "Eva"), ("department", "Sales"), ("job_title", "Boss"), ("tag", "press"), ("tag", "new")]).await;
        patch(&api, &ida, json!({"department": "Service"})).await;
        undo(&edited).await.expect(412);
        assert_eq!(show(&api, &ida).await["name"], "Eva");
        // Saved as it was: nothing to tell.
        assert_eq!(saved(&path, &[("version", "6"), ("kind", "person"), ("given_name", "Eva"), ("department", "Service"), ("job_title", "Boss"), ("tag", "press"), ("tag", "new")]).await, path);
        // Notes, files.
        let note = saved(&format!("{path}/notes"), &[("text", "First"), ("pinned", "1")]).await;
        let id = api.get(&format!("/api/v1{path}/notes")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let changed = saved(&format!("/notes/{id}"), &[("version", "1"), ("text", "Second"), ("until", "2050-01-01")]).await;
        undo(&changed).await.expect(303);
        let back = api.get(&format!("/api/v1/notes/{id}")).await.json();
        assert_eq!((&back["text"], &back["pinned"], &back["expires_at"]), (&json!("First"), &json!(true), &Value::Null));
        undo(&note).await.expect(412);
        let file = crate::files::file(&api, &ida).await;
        let script = browser.with_header("hx-request", "true").with_header("hx-target", "file-list");
        let renamed = script.form(&format!("/files/{file}"), &[("version", "1"), ("name", "other.pdf")]).await.expect(200).text;
        let change = renamed.split("action=\"/changes/").nth(1).unwrap()[..36].to_owned();
        browser.form(&format!("/changes/{change}/reversion"), &[("at", &path)]).await.expect(303);
        assert_ne!(api.get(&format!("/api/v1/files/{file}")).await.json()["name"], "other.pdf");
        // A new customer goes where deleted ones go; after a minute the change history is the way.
        let new = saved("/customers", &[("kind", "person"), ("given_name", "Typo")]).await;
        undo(&new).await.expect(303);
        browser.get(&new[..47]).await.expect(404);
        app.app.clock.advance(61 * visavi::clock::Time::SECOND);
        undo(&edited).await.expect(404);
        undo(&done).await.expect(403);
    }
}
