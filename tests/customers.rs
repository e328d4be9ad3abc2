//! Customers over the API: made, read, changed, deleted, and every change recorded.

use serde_json::json;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

both_databases! {
    async fn a_customer_comes_back_as_it_was_told(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let agent = app.person("marta", Role::Agent).await;
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Pracownia Modrzew"})).await.expect(201).id();
        let told = json!({
            "kind": "person", "ref": "crm-1", "given_name": "Karolina", "family_name": "Wierzbicka", "company_id": company,
            "department": "Purchasing", "job_title": "Buyer", "birth_date": "1985-02-28", "language": "pl",
            "phones": [{"value": "+46 70 174 06 05", "label": "mobile"}, {"value": "+48 22 000 01 17 ext. 4", "label": "work"}],
            "emails": [{"value": "Karolina@Modrzew.example", "label": "work"}], "handles": [{"value": "@Karo", "label": null}],
            "addresses": [{"kind": "home", "street": "ul. Lipowa 14/3", "postal_code": "00-000", "city": "Kraków"}],
            "national_ids": [{"kind": "pesel", "value": "440514 01359"}], "tags": ["studio", "Care Plus", "STUDIO"],
            "fields": {"machine": "G2", "count": 2, "list": ["a", "b"], "on": true}, "vip": true, "owner": agent.login,
            "pinned_note": "Call after 15:00.\nNever the office."
        });
        let made = api.post("/api/v1/customers", told).await.expect(201);
        assert_eq!(made.header("etag"), "\"v1\"");
        let read = api.get(&made.header("location")).await.expect(200);
        assert_eq!(read.json(), made.json());
        let read = read.json();
        assert_eq!(read["name"], "Karolina Wierzbicka");
        assert_eq!(read["company_name"], "Pracownia Modrzew");
        assert_eq!(read["phones"], json!([{"value": "+46701740605", "label": "mobile"}, {"value": "+48220000117;ext=4", "label": "work"}]));
        assert_eq!(read["emails"][0]["value"], "karolina@modrzew.example");
        assert_eq!(read["handles"][0]["value"], "karo");
        assert_eq!(read["tags"], json!(["studio", "Care Plus"]));
        assert_eq!(read["fields"]["list"], json!(["a", "b"]));
        assert_eq!(read["addresses"][0]["region"], json!(null));
        assert_eq!(read["owner"], "marta");
        // What was read can be sent back.
        let mut again = read.clone();
        for ours in ["id", "company_name", "restricted", "created_at", "updated_at"] {
            again.as_object_mut().unwrap().remove(ours);
        }
        let path = format!("/api/v1/customers/{}", read["id"].as_str().unwrap());
        let same = api.patch(&path, again).await.expect(200);
        assert_eq!(same.header("etag"), "\"v1\"", "nothing changed");
        assert_eq!(same.json(), read);
    }
}

both_databases! {
    async fn a_change_is_recorded_with_what_it_was_and_became(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let made = api.post("/api/v1/customers", json!({"given_name": "Ida", "family_name": "Nyberg", "tags": ["a"]})).await.expect(201);
        let path = format!("/api/v1/customers/{}", made.id());
        let changed = api.patch(&path, json!({"family_name": "Nyberg Holm", "tags": null, "vip": true})).await.expect(200);
        assert_eq!(changed.json()["name"], "Ida Nyberg Holm");
        assert_eq!(changed.json()["tags"], json!([]));
        let changes = api.get(&format!("{path}/changes")).await.expect(200).json();
        let newest = &changes["items"][0];
        assert_eq!(newest["by"], "test");
        assert_eq!(newest["action"], "update");
        assert_eq!(newest["before"], json!({"family_name": "Nyberg", "tags": ["a"], "vip": false}));
        assert_eq!(newest["after"], json!({"family_name": "Nyberg Holm", "tags": [], "vip": true}));
        assert_eq!(changes["items"][1]["action"], "create");
        assert_eq!(changes["items"][1]["after"]["given_name"], "Ida");
        assert_eq!(changes["items"].as_array().unwrap().len(), 2);
    }
}

both_databases! {
    async fn who_has_not_seen_the_newest_version_changes_nothing(app: &TestApp) {
        use axum::http::Method;
        let api = app.api(Role::Agent).await;
        let path = format!("/api/v1/customers/{}", api.post("/api/v1/customers", json!({"name": "A"})).await.expect(201).id());
        let patch = async |client: &crate::support::Client| {
            client.send(Method::PATCH, &path, Some("application/json"), br#"{"name":"B"}"#.to_vec()).await
        };
        patch(&api).await.expect(428);
        for stale in ["\"v2\"", "W/\"v1\"", "\"\"", "v1", "nonsense"] {
            patch(&api.with_header("if-match", stale)).await.expect(412);
        }
        assert_eq!(api.get(&path).await.json()["name"], "A");
        patch(&api.with_header("if-match", "\"v1\"")).await.expect(200);
        patch(&api.with_header("if-match", "\"v1\"")).await.expect(412);
        patch(&api.with_header("if-match", "*")).await.expect(200);
    }
}

both_databases! {
    /// Lost updates: of many writers with the same version one wins, so versions count the successes.
    async fn of_many_writers_at_once_one_wins_each_version(app: &TestApp) {
        use axum::http::Method;
        let api = app.api(Role::Agent).await;
        let path = format!("/api/v1/customers/{}", api.post("/api/v1/customers", json!({"name": "A"})).await.expect(201).id());
        let mut writers = Vec::new();
        for writer in 0..16 {
            let (api, path) = (api.clone(), path.clone());
            writers.push(tokio::spawn(async move {
                let mut won = 0;
                for round in 0..4 {
                    let tag = api.get(&path).await.header("etag");
                    let body = json!({"name": format!("{writer}-{round}")}).to_string().into_bytes();
                    let answer = api.with_header("if-match", &tag).send(Method::PATCH, &path, Some("application/json"), body).await;
                    match answer.status.as_u16() {
                        200 => won += 1,
                        412 => {}
                        other => panic!("{other}: {}", answer.text),
                    }
                }
                won
            }));
        }
        let mut won = 0;
        for writer in writers {
            won += writer.await.unwrap();
        }
        assert!(won >= 1);
        assert_eq!(api.get(&path).await.header("etag"), format!("\"v{}\"", won + 1));
    }
}

both_databases! {
    async fn a_deleted_customer_leaves_its_contacts_under_their_number(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = api.post("/api/v1/customers", json!({"name": "A", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "0701740605", "state": "closed"})).await.expect(201).id();
        let path = format!("/api/v1/customers/{customer}");
        assert_eq!(api.get(&format!("{path}/card")).await.json()["counts"], json!({"call": 1}));
        api.delete(&path).await.expect(204);
        api.get(&path).await.expect(404);
        api.get(&format!("{path}/card")).await.expect(404);
        assert_eq!(api.get(&format!("/api/v1/interactions/{call}")).await.expect(200).json()["customer_id"], json!(null));
        let found = api.get("/api/v1/lookup?phone=0701740605").await.expect(200).json();
        assert_eq!(found["outcome"], "none");
        assert_eq!(found["history"][0]["id"], call.as_str());
        let changes = api.get(&format!("{path}/changes")).await.expect(200).json();
        assert_eq!(changes["items"][0]["action"], "delete");
    }
}

both_databases! {
    async fn a_ref_is_unique_and_the_other_is_named(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        api.post("/api/v1/customers", json!({"name": "A", "ref": "r1"})).await.expect(201);
        let refused = api.post("/api/v1/customers", json!({"name": "B", "ref": "r1"})).await.expect(409);
        assert_eq!(refused.fields(), ["ref"]);
        assert_eq!(api.get("/api/v1/customers?q=b").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn the_same_key_makes_one_customer(app: &TestApp) {
        let api = app.api(Role::Agent).await.with_header("idempotency-key", "k-1");
        let first = api.post("/api/v1/customers", json!({"name": "Once"})).await.expect(201);
        let second = api.post("/api/v1/customers", json!({"name": "Once"})).await.expect(201);
        assert_eq!(first.id(), second.id());
        let other = api.post("/api/v1/customers", json!({"name": "Twice"})).await.expect(422);
        assert_eq!(other.fields(), ["Idempotency-Key"]);
        assert_eq!(api.get("/api/v1/customers").await.json()["items"].as_array().unwrap().len(), 1);
    }
}

both_databases! {
    async fn a_list_pages_by_key_through_everybody_once(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for n in 0..25 {
            api.post("/api/v1/customers", json!({"given_name": "Åsa", "family_name": format!("Ö{}", n % 5)})).await.expect(201);
        }
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let part = api.get(&format!("/api/v1/customers?q=asa%20o&limit=7{after}")).await.expect(200).json();
            seen.extend(part["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            match part["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(seen.len(), 25);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 25);
    }
}
