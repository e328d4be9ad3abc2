//! Records: tables of their own on the card, and who may do what in them.

use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::fields::field;
use crate::support::{Client, TestApp, both_databases};

/// A record group with a few columns.
pub async fn group(admin: &Client) -> String {
    let input =
        json!({"name": "Devices", "key": "devices", "record_name": "Device", "empty_text": "No device yet"});
    let id = admin.post("/api/v1/record-groups", input).await.expect(201).id();
    field(admin, &id, "model", "text", json!({"required": true})).await;
    field(admin, &id, "price", "amount", json!({"currency": "PLN"})).await;
    field(admin, &id, "count", "number", json!({})).await;
    field(admin, &id, "pin", "text", json!({"masked": true})).await;
    id
}

pub async fn record(api: &Client, customer: &str, fields: Value) -> String {
    let path = format!("/api/v1/customers/{customer}/records?group=devices");
    api.post(&path, json!({"fields": fields})).await.expect(201).id()
}

async fn customer(api: &Client) -> String {
    api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id()
}

async fn models(api: &Client, customer: &str, more: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/customers/{customer}/records?group=devices&limit=2{more}{after}");
        let part = api.get(&path).await.expect(200).json();
        all.extend(
            part["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["fields"]["model"].as_str().unwrap().to_owned()),
        );
        match part["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return all,
        }
    }
}

both_databases! {
    async fn a_record_is_added_read_changed_and_deleted(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let (devices, ida) = (group(&admin).await, customer(&api).await);
        let made = api.post(&format!("/api/v1/customers/{ida}/records?group=devices"), json!({"fields": {"model": " Duo 20 ", "price": "12,5", "pin": "1234"}})).await.expect(201);
        let path = format!("/api/v1/records/{}", made.id());
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), path.clone()));
        assert_eq!(made.json(), json!({
            "id": made.id(), "group_id": devices, "group": "devices", "customer_id": ida, "by": "test",
            "fields": {"model": "Duo 20", "price": "12.50 PLN", "pin": "••••••"},
            "created_at": "2026-11-19T14:06:00Z", "updated_at": "2026-11-19T14:06:00Z",
        }));
        let changed = api.patch(&path, json!({"fields": {"count": "3", "pin": "••••••"}})).await.expect(200);
        assert_eq!(changed.header("etag"), "\"v2\"");
        assert_eq!(admin.get(&path).await.expect(200).json()["fields"], json!({"model": "Duo 20", "price": "12.50 PLN", "count": 3, "pin": "1234"}));
        for (fields, wrong) in [
            (json!({"model": null}), "fields.model"), (json!({"price": "a lot"}), "fields.price"), (json!({"colour": "red"}), "fields.colour"),
        ] {
            assert_eq!(api.patch(&path, json!({"fields": fields})).await.expect(422).fields(), [wrong]);
        }
        let at = format!("/api/v1/customers/{ida}/records");
        assert_eq!(api.post(&format!("{at}?group=devices"), json!({"fields": {"count": 1}})).await.expect(422).fields(), ["fields.model"]);
        assert_eq!(api.post(&at, json!({"fields": {"model": "x"}})).await.expect(422).fields(), ["group"]);
        assert_eq!(api.get(&format!("{at}?group=none")).await.expect(422).fields(), ["group"]);
        assert_eq!(api.get(&format!("{at}?group=devices&sort=colour")).await.expect(422).fields(), ["sort"]);
        assert!(!api.get(&format!("/api/v1/customers/{ida}/changes")).await.expect(200).text.contains("1234"));
        // What holds records cannot go.
        assert_eq!(admin.delete(&format!("/api/v1/record-groups/{devices}")).await.status.as_u16(), 409);
        api.delete(&path).await.expect(204);
        api.get(&path).await.expect(404);
        let told: Vec<(Value, Value)> = api.get(&format!("/api/v1/customers/{ida}/changes")).await.json()["items"].as_array().unwrap().iter()
            .map(|one| (one["entity"].clone(), one["action"].clone())).collect();
        assert_eq!(told[..3], [(json!("record"), json!("delete")), (json!("record"), json!("update")), (json!("record"), json!("create"))]);
        admin.delete(&format!("/api/v1/record-groups/{devices}")).await.expect(204);
        assert_eq!(api.get("/api/v1/record-groups").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn records_are_sorted_by_any_column_and_page_by_key(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let _ = group(&admin).await;
        let ida = customer(&api).await;
        for (model, price, count) in [("b", json!("9 PLN"), json!(10)), ("Å", json!("120,50"), json!(9)), ("c", json!(null), json!(-1)), ("d", json!("10"), json!(null)), ("a", json!("10"), json!(2.5))] {
            app.app.clock.advance(Time::SECOND);
            record(&api, &ida, json!({"model": model, "price": price, "count": count})).await;
        }
        assert_eq!(models(&api, &ida, "").await, ["a", "d", "c", "Å", "b"]);
        assert_eq!(models(&api, &ida, "&sort=count").await, ["c", "a", "Å", "b", "d"]);
        assert_eq!(models(&api, &ida, "&sort=count&order=desc").await, ["b", "Å", "a", "c", "d"]);
        assert_eq!(models(&api, &ida, "&sort=price").await, ["b", "d", "a", "Å", "c"]);
        let page = app.browser("anna", Role::Agent).await.get(&format!("/customers/{ida}?tab=records&group=devices&sort=count&order=desc")).await.expect(200);
        assert!(page.text.contains("aria-sort=\"descending\"") && page.text.contains("Devices <span class=\"count\">5</span>"), "{}", page.text);
    }
}

both_databases! {
    async fn a_customers_records_go_with_them_and_leave_their_changes(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let _ = group(&admin).await;
        let ida = customer(&api).await;
        let one = record(&api, &ida, json!({"model": "Duo"})).await;
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        api.get(&format!("/api/v1/records/{one}")).await.expect(404);
        let rows = app.app.read(|tx| Ok(tx.query("SELECT action FROM changes WHERE entity = 'record' ORDER BY id", &[], |row| row.get::<String>(0))?)).await.unwrap();
        assert_eq!(rows, ["create", "delete"]);
    }
}

both_databases! {
    async fn the_tab_adds_edits_deletes_and_takes_back(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let _ = group(&admin).await;
        let ida = customer(&api).await;
        let anna = app.browser("anna", Role::Agent).await;
        let tab = format!("/customers/{ida}?tab=records&group=devices");
        assert!(anna.get(&tab).await.expect(200).text.contains("No device yet"));
        assert!(anna.get(&format!("/customers/{ida}/records/new?group=devices")).await.expect(200).text.contains("Add Device"));
        let refused = anna.form(&format!("/customers/{ida}/records"), &[("group", "devices"), ("defined_key", "model"), ("defined_value", ""), ("defined_key", "price"), ("defined_value", "x")]).await.expect(422);
        assert!(refused.text.contains("own-model-wrong") && refused.text.contains("own-price-wrong"), "{}", refused.text);
        let made = anna.form(&format!("/customers/{ida}/records"), &[("group", "devices"), ("defined_key", "model"), ("defined_value", "<i>Duo</i>")]).await.expect(303);
        assert!(made.header("location").starts_with(&format!("{tab}&done=")));
        let page = anna.get(&tab).await.expect(200).text;
        assert!(page.contains("&lt;i&gt;Duo&lt;/i&gt;") && !page.contains("<i>Duo"), "{page}");
        let id = api.get(&format!("/api/v1/customers/{ida}/records?group=devices")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        anna.get(&format!("/records/{id}/edit")).await.expect(200);
        anna.form(&format!("/records/{id}"), &[("version", "1"), ("defined_key", "model"), ("defined_value", "Malm")]).await.expect(303);
        anna.form(&format!("/records/{id}"), &[("version", "1"), ("defined_key", "model"), ("defined_value", "Other")]).await.expect(412);
        let gone = anna.form(&format!("/records/{id}/deletion"), &[("version", "2")]).await.expect(303);
        let undo = crate::actions::change(&gone.header("location"));
        assert!(anna.get(&gone.header("location")).await.expect(200).text.contains(&undo));
        app.browser("piotr", Role::Agent).await.form(&undo, &[]).await.expect(403);
        assert_eq!(anna.form(&undo, &[("at", &tab)]).await.expect(303).header("location"), tab);
        assert_eq!(models(&api, &ida, "").await, ["Malm"]);
        // A masked value is seen by who may ask, and that they did is kept.
        api.patch(&format!("/api/v1/records/{id}"), json!({"fields": {"pin": "canary 9"}})).await.expect(200);
        let marta = app.browser("marta", Role::Supervisor).await;
        assert!(!marta.get(&tab).await.expect(200).text.contains("canary 9"));
        let asked = format!("/customers/{ida}/masked-fields?tab=records&group=devices");
        assert!(marta.form(&asked, &[]).await.expect(200).text.contains("canary 9"));
        anna.form(&asked, &[]).await.expect(403);
        assert_eq!(admin.get(&format!("/api/v1/customers/{ida}/accesses")).await.json()["items"][0]["what"], "masked_fields");
        anna.form(&undo, &[("at", &tab)]).await.expect(404);
    }
}

both_databases! {
    async fn a_team_does_not_do_what_is_switched_off_for_it(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let _ = group(&admin).await;
        let ida = customer(&api).await;
        let id = record(&api, &ida, json!({"model": "Duo"})).await;
        let anna = app.browser("anna", Role::Agent).await;
        let tab = format!("/customers/{ida}?tab=records&group=devices");
        app.team("anna", &[Feature::RecordsAdd, Feature::RecordsEdit, Feature::RecordsDelete, Feature::CustomersAdd, Feature::CustomersEdit]).await;
        let anna = { drop(anna); app.browser("anna", Role::Agent).await };
        let before = app.fingerprint().await;
        let page = anna.get(&tab).await.expect(200).text;
        for (what, link) in [("adds", "/records/new".to_owned()), ("edits", format!("/records/{id}/edit")), ("deletes", format!("/records/{id}/deletion")), ("edits the customer", format!("/customers/{ida}/edit")), ("makes a customer", "href=\"/customers/new".to_owned())] {
            assert!(!page.contains(&link), "{what}: {link}");
        }
        for (path, form) in [
            (format!("/customers/{ida}/records"), vec![("group", "devices"), ("defined_key", "model"), ("defined_value", "x")]),
            (format!("/records/{id}"), vec![("version", "1"), ("defined_key", "model"), ("defined_value", "x")]),
            (format!("/records/{id}/deletion"), vec![("version", "1")]),
            (format!("/customers/{ida}"), vec![("version", "1"), ("given_name", "x")]),
            ("/customers".to_owned(), vec![("given_name", "x")]),
        ] {
            anna.form(&path, &form).await.expect(403);
        }
        for path in [format!("/customers/{ida}/edit"), "/customers/new".to_owned(), format!("/customers/{ida}/records/new?group=devices"), format!("/records/{id}/edit")] {
            anna.get(&path).await.expect(403);
        }
        let rows = |fingerprint: Vec<(String, Vec<String>)>| fingerprint.into_iter().filter(|(table, _)| matches!(table.as_str(), "records" | "customers" | "changes")).collect::<Vec<_>>();
        assert_eq!(rows(app.fingerprint().await), rows(before));
        // What may not be seen is not there.
        app.team("anna", &[Feature::RecordsSee]).await;
        let anna = app.browser("anna", Role::Agent).await;
        assert!(!anna.get(&tab).await.expect(200).text.contains("Devices"));
        anna.get(&format!("/records/{id}/edit")).await.expect(403);
    }
}
