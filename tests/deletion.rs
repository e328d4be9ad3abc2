//! Deleting a customer, and that taking it back brings back exactly what there was.

use std::collections::BTreeSet;

use db::params;
use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::customers::{deletion, kept};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Client, Kind, TestApp, both_databases};

/// Tables that tell what happened: they grow by a deletion and by taking it back.
const TOLD: [&str; 6] =
    ["accesses", "changes", "duplicate_changes", "events", "idempotency_keys", "sqlite_sequence"];

/// Every row of every other table, with all versions as one.
async fn rows(app: &TestApp) -> Vec<(String, Vec<String>)> {
    app.app
        .write(|tx| {
            for table in ["customers", "interactions", "notes", "files", "records", "requests", "promises"] {
                tx.exec(format!("UPDATE {table} SET version = 1"), &[])?;
            }
            Ok(())
        })
        .await
        .unwrap();
    // How SQLite lays out its index of words depends on the order in which they came.
    let is_compared = |table: &str| !TOLD.contains(&table) && !table.starts_with("texts_words_");
    app.fingerprint().await.into_iter().filter(|(table, _)| is_compared(table)).collect()
}

fn assert_same(before: &[(String, Vec<String>)], after: &[(String, Vec<String>)]) {
    for ((table, was), (_, is)) in before.iter().zip(after) {
        assert_eq!(was, is, "{table}");
    }
}

/// A customer with everything that one can have.
pub async fn somebody(app: &TestApp, api: &Client) -> (String, String) {
    app.person("anna", Role::Agent).await;
    let company =
        json!({"kind": "company", "name": "Modrzew", "ref": "c-1", "phones": [{"value": "08-465 004 22"}]});
    let company = api.post("/api/v1/customers", company).await.expect(201).id();
    let ida = api
        .post("/api/v1/customers", json!({
            "given_name": "Ida", "family_name": "Nyberg", "ref": "i-1", "company_id": company, "department": "Inköp", "job_title": "Chef",
            "birth_date": "1980-02-29", "language": "sv", "vip": true, "hidden": true, "owner": "anna", "pinned_note": "Ring efter tre",
            "phones": [{"value": "070-174 06 05", "label": "mobile", "do_not_contact": true, "from": "2020-01-01"}, {"value": "08-465 004 23 ext 4"}],
            "emails": [{"value": "ida@modrzew.example", "invalid": true}], "handles": [{"value": "@ida"}],
            "addresses": [{"kind": "home", "street": "Lillgatan 1", "city": "Malmö"}, {"city": "Lund"}],
            "national_ids": [{"kind": "pesel", "value": "44051401359"}], "tags": ["Press", "vän"],
            "fields": {"Kundnummer": "A-1", "n": 4, "list": ["x", "y"]},
        }))
        .await
        .expect(201)
        .id();
    api.post(
        &format!("/api/v1/customers/{ida}/notes"),
        json!({"text": "Leveransen", "expires_at": "2050-01-01T00:00:00Z"}),
    )
    .await
    .expect(201);
    let consents = json!({"items": [{"channel": "call", "purpose": "survey", "state": "refused", "how": "Sa det", "valid_until": "2030-01-01"}]});
    let path = format!("/api/v1/customers/{ida}/consents");
    api.with_header("if-match", "*").put(&path, consents).await.expect(200);
    crate::records::group(&app.api(Role::Administrator).await).await;
    crate::records::record(api, &ida, json!({"model": "Norrvik Duo 20", "pin": "1234"})).await;
    let request = json!({"customer_id": ida, "title": "Mätaren", "description": "Var är den?", "tags": ["Press"], "fields": {"n": 4}, "owner": "anna"});
    let first = api.post("/api/v1/requests", request).await.expect(201).id();
    let second = crate::requests::request(api, &ida, "Samma").await;
    api.put(&format!("/api/v1/requests/{second}/merging"), json!({"into": first})).await.expect(200);
    let promise = json!({"customer_id": ida, "text": "Återkomma", "owner": "anna", "due_at": "2027-01-01T00:00:00Z", "request_id": first});
    api.post("/api/v1/promises", promise).await.expect(201);
    crate::files::file(api, &ida).await;
    let gone = crate::files::file(api, &ida).await;
    api.delete(&format!("/api/v1/files/{gone}")).await.expect(204);
    for (reference, state, from) in
        [("1", "closed", "070-174 06 05"), ("2", "active", "070-174 06 05"), ("3", "closed", "070-174 06 99")]
    {
        let one = json!({"ref": reference, "channel": "sms", "from": from, "state": state, "agent": "anna", "queue": "Service", "tags": ["reparation"],
            "messages": [{"from": from, "text": "Hej, maskinen stannar"}]});
        let id = api.post("/api/v1/interactions", one).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{id}/customer"), json!({"customer_id": ida}))
            .await
            .expect(200);
        api.post(&format!("/api/v1/interactions/{id}/comments"), json!({"text": "Kollar lagret"}))
            .await
            .expect(201);
    }
    // An agent has the card open, and has begun to edit it.
    let browser = app.browser("anna", Role::Agent).await;
    browser.get(&format!("/customers/{ida}")).await.expect(200);
    let (customer, agent) = (ida.parse::<uuid::Uuid>().unwrap(), app.person("bo", Role::Agent).await.id);
    app.app
        .write(move |tx| {
            tx.exec(
                "INSERT INTO drafts (agent_id, key, customer_id, entries, body, at) VALUES ($1, $2, $3, '[]', 'a=b', 1)",
                &params![agent, format!("customer:{customer}:edit"), customer],
            )?;
            Ok(())
        })
        .await
        .unwrap();
    (ida, company)
}

both_databases! {
    async fn taking_a_deletion_back_brings_back_every_row(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, company) = somebody(app, &api).await;
        for id in [ida, company] {
            let path = format!("/api/v1/customers/{id}");
            let before = rows(app).await;
            api.delete(&path).await.expect(204);
            api.get(&path).await.expect(404);
            let after = api.post(&format!("{path}/restoration"), json!({})).await.expect(200);
            assert_ne!(after.header("etag"), "\"v1\"", "whoever has read it before has read an earlier one");
            assert_same(&before, &rows(app).await);
            let found = api.get("/api/v1/messages?q=leveransen").await.expect(200).json();
            assert_eq!(found["items"].as_array().unwrap().len(), 1, "the words are found again");
            api.post(&format!("{path}/restoration"), json!({})).await.expect(404);
        }
    }
}

both_databases! {
    async fn a_deleted_customer_is_nowhere(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, company) = somebody(app, &api).await;
        let note = api.get(&format!("/api/v1/customers/{ida}/notes")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let file = api.get(&format!("/api/v1/customers/{ida}/files")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        let browser = app.browser("sara", Role::Supervisor).await;
        for path in ["", "/card", "/history", "/notes", "/files"] {
            api.get(&format!("/api/v1/customers/{ida}{path}")).await.expect(404);
        }
        for path in ["", "/edit", "/preview", "/brief", "/history", "/deletion", "/owner"] {
            browser.get(&format!("/customers/{ida}{path}")).await.expect(404);
        }
        for path in [format!("/api/v1/notes/{note}"), format!("/api/v1/files/{file}"), format!("/api/v1/files/{file}/content")] {
            api.get(&path).await.expect(404);
        }
        assert_eq!(api.get("/api/v1/lookup?phone=070-174+06+05").await.json()["outcome"], "none");
        for query in ["q=nyberg&hidden=true", "hidden=true", "owner=anna", "q=Leveransen"] {
            assert_eq!(api.get(&format!("/api/v1/customers?{query}")).await.expect(200).json()["items"], json!([]), "{query}");
        }
        assert_eq!(api.get("/api/v1/messages?q=leveransen").await.expect(200).json()["items"], json!([]));
        let card = api.get(&format!("/api/v1/customers/{company}/card")).await.expect(200).json();
        assert_eq!(card["people"], 0);
        // The ref is free, and who has taken it keeps it.
        let other = api.post("/api/v1/customers", json!({"name": "Other", "ref": "i-1"})).await.expect(201).id();
        let restoration = format!("/api/v1/customers/{ida}/restoration");
        assert_eq!(api.post(&restoration, json!({})).await.expect(409).fields(), ["ref"]);
        api.patch(&format!("/api/v1/customers/{other}"), json!({"ref": null})).await.expect(200);
        // The company is gone, too; and somebody else has got one of the contacts.
        api.delete(&format!("/api/v1/customers/{company}")).await.expect(204);
        let lookup = api.get("/api/v1/lookup?phone=070-174+06+99").await.json();
        let contact = lookup["history"][0]["id"].as_str().unwrap().to_owned();
        api.put(&format!("/api/v1/interactions/{contact}/customer"), json!({"customer_id": other})).await.expect(200);
        api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05"})).await.expect(201);
        let back = api.post(&restoration, json!({})).await.expect(200).json();
        assert_eq!(back["company_id"], Value::Null);
        let history = api.get(&format!("/api/v1/customers/{ida}/history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 3, "two of the three, and the call that came since");
        // A note that was there can be deleted and taken back as ever, and the history says what happened.
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes?limit=200")).await.expect(200).json();
        let told: BTreeSet<String> = changes["items"].as_array().unwrap().iter()
            .map(|one| format!("{} {}", one["entity"].as_str().unwrap(), one["action"].as_str().unwrap())).collect();
        for one in ["customer delete", "customer restore", "note delete", "note restore", "file delete", "file restore"] {
            assert!(told.contains(one), "{one}: {told:?}");
        }
    }
}

both_databases! {
    async fn a_company_leaves_its_people_without_one_and_takes_back_those_who_have_none(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let company = |name: &'static str| api.post("/api/v1/customers", json!({"kind": "company", "name": name}));
        let (one, two) = (company("Modrzew").await.expect(201).id(), company("Sosna").await.expect(201).id());
        let mut people = Vec::new();
        for name in ["Ida", "Bo"] {
            people.push(api.post("/api/v1/customers", json!({"name": name, "company_id": one})).await.expect(201).id());
        }
        api.delete(&format!("/api/v1/customers/{one}")).await.expect(204);
        for person in &people {
            assert_eq!(api.get(&format!("/api/v1/customers/{person}")).await.json()["company_id"], Value::Null);
        }
        assert_eq!(api.get("/api/v1/customers?q=modrzew").await.json()["items"], json!([]));
        api.patch(&format!("/api/v1/customers/{}", people[1]), json!({"company_id": two})).await.expect(200);
        api.post(&format!("/api/v1/customers/{one}/restoration"), json!({})).await.expect(200);
        assert_eq!(api.get(&format!("/api/v1/customers/{}", people[0])).await.json()["company_id"], one.as_str());
        assert_eq!(api.get(&format!("/api/v1/customers/{}", people[1])).await.json()["company_id"], two.as_str());
        assert_eq!(api.get("/api/v1/customers?q=modrzew").await.json()["items"].as_array().unwrap().len(), 2);
    }
}

both_databases! {
    async fn after_thirty_days_nothing_is_left(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, _) = somebody(app, &api).await;
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        let count = |sql: &'static str| async move { app.app.read(move |tx| Ok(tx.get(sql, &[], |row| row.get::<i64>(0))?)).await.unwrap() };
        app.app.clock.advance(30 * Time::DAY - Time::SECOND);
        deletion::forget_old(&app.app).await.unwrap();
        visavi::files::work::all(&app.app).await.unwrap();
        assert_eq!(count("SELECT COUNT(*) FROM deleted_customers").await, 1);
        assert_eq!(count("SELECT COUNT(*) FROM loose_contents").await, 2, "the contents of files wait with their customer");
        app.app.clock.advance(Time::SECOND);
        let api = app.api(Role::Agent).await;
        api.post(&format!("/api/v1/customers/{ida}/restoration"), json!({})).await.expect(404);
        deletion::forget_old(&app.app).await.unwrap();
        visavi::files::work::all(&app.app).await.unwrap();
        assert_eq!(count("SELECT COUNT(*) FROM deleted_customers").await, 0);
        assert_eq!(count("SELECT COUNT(*) FROM loose_contents").await, 0);
    }
}

both_databases! {
    async fn every_table_of_a_customer_is_kept(app: &TestApp) {
        if app.kind != Kind::Sqlite {
            return;
        }
        let sql = "SELECT m.name FROM sqlite_master m
                   WHERE m.type = 'table' AND (m.name = 'customers' OR m.sql LIKE '%REFERENCES customers (id) ON DELETE CASCADE%' OR m.name IN ('files', 'identity_answers', 'records', 'relations', 'request_merges', 'merges', 'merge_parts'))";
        let there: BTreeSet<String> = app.app.read(move |tx| Ok(tx.query(sql, &[], |row| row.get::<String>(0))?)).await.unwrap()
            .into_iter().filter(|table| !table.starts_with("search_") && table != "history" && table != "duplicate_features").collect();
        let known: BTreeSet<String> = kept::TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
        assert_eq!(there, known);
    }
}

both_databases! {
    async fn it_is_asked_for_by_name_and_taken_back_from_the_page(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let browser = app.browser("sara", Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id();
        let path = format!("/customers/{ida}");
        assert!(browser.get(&format!("{path}/deletion")).await.expect(200).text.contains("Ida Nyberg"));
        let done = browser.form(&format!("{path}/deletion"), &[]).await.expect(303).header("location");
        let page = browser.get(&done).await.expect(200);
        assert!(page.text.contains("/reversion") && page.text.contains("Ida Nyberg"), "{}", page.text);
        browser.form(&format!("/changes/{}/reversion", done.split("done=").nth(1).unwrap()), &[("at", &path)]).await.expect(303);
        browser.get(&path).await.expect(200);
        browser.form(&format!("{path}/deletion"), &[]).await.expect(303);
        browser.form(&format!("{path}/restoration"), &[]).await.expect(303);
        browser.get(&path).await.expect(200);
        app.team("sara", &[Feature::ActionsDelete]).await;
        browser.get("/customers/deleted").await.expect(403);
        for verb in ["deletion", "restoration"] {
            browser.form(&format!("{path}/{verb}"), &[]).await.expect(403);
        }
        assert!(!browser.get(&path).await.expect(200).text.contains("/deletion"));
    }
}
