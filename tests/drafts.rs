//! Drafts: what was typed is there again for who typed it, until it is saved, given up or too old.

use axum::http::Method;
use db::params;
use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

async fn keep(browser: &Client, key: &str, body: &str) -> Answer {
    let words = json!({"entries": [["given_name", 0, "Typed"]], "body": body});
    browser.put(&format!("/drafts/{key}"), words).await
}

async fn keys(browser: &Client) -> Vec<String> {
    let kept = browser.get("/drafts").await.expect(200).json();
    kept.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect()
}

async fn customer(api: &Client) -> String {
    api.post("/api/v1/customers", json!({"given_name": "Ida", "family_name": "Nyberg"}))
        .await
        .expect(201)
        .id()
}

both_databases! {
    async fn words_come_back_to_who_typed_them(app: &TestApp) {
        let (api, eva, ida) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await, app.browser("ida", Role::Agent).await);
        let id = customer(&api).await;
        let key = format!("customer:{id}:edit");
        keep(&eva, &key, "version=1&kind=person&given_name=I").await.expect(204);
        keep(&eva, &key, "version=1&kind=person&given_name=Typed&phone_value=070-174+06+05&phone_value=070-174+06+06&phone_value=070").await.expect(204);
        let kept = eva.get("/drafts").await.expect(200).json();
        assert_eq!(kept, json!([{"key": key, "entries": [["given_name", 0, "Typed"]]}]));
        assert_eq!(keys(&ida).await, Vec::<String>::new());
        let page = eva.get(&format!("/customers/{id}/edit")).await.expect(200).text;
        assert!(page.contains("id=\"restored\"") && page.contains("data-dirty") && page.contains("value=\"Typed\""));
        // Rows that the customer does not have are there as well, and what nobody could save.
        assert!(page.contains("id=\"phone-2\"") && page.contains("value=\"070\""));
        let page = ida.get(&format!("/customers/{id}/edit")).await.expect(200).text;
        assert!(!page.contains("id=\"restored\"") && page.contains("value=\"Ida\""));
        let page = eva.get(&format!("/customers/{id}/edit?fresh=true")).await.expect(200).text;
        assert!(!page.contains("id=\"restored\"") && page.contains("value=\"Ida\""));
        eva.send(Method::DELETE, &format!("/drafts/{key}"), None, Vec::new()).await.expect(204);
        assert_eq!(keys(&eva).await, Vec::<String>::new());
    }
}

both_databases! {
    async fn what_is_saved_is_kept_no_longer(app: &TestApp) {
        let (api, eva) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await);
        let id = customer(&api).await;
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "+46701740605"})).await.expect(201).id();
        for key in [format!("customer:{id}:edit"), "customer:new".to_owned(), format!("interaction:{call}:new"), "preferences".to_owned()] {
            keep(&eva, &key, "kind=person&given_name=Typed&version=1").await.expect(204);
        }
        assert!(eva.get("/customers/new").await.expect(200).text.contains("value=\"Typed\""));
        assert!(eva.get(&format!("/customers/new?interaction_id={call}")).await.expect(200).text.contains("value=\"Typed\""));
        assert!(!eva.get("/customers/new?fresh=true").await.expect(200).text.contains("value=\"Typed\""));
        let form = [("version", "1"), ("kind", "person"), ("given_name", "Typed")];
        eva.form(&format!("/customers/{id}"), &form).await.expect(303);
        eva.form("/customers", &form).await.expect(303);
        assert_eq!(keys(&eva).await, [format!("interaction:{call}:new"), "preferences".to_owned()]);
        // A form that is refused is not saved.
        let none = [("kind", "person"), ("interaction_id", &call)];
        eva.form("/customers", &none).await.expect(422);
        assert_eq!(keys(&eva).await.len(), 2);
        let form = [("kind", "person"), ("given_name", "Typed"), ("interaction_id", &call)];
        eva.form("/customers", &form).await.expect(303);
        assert_eq!(keys(&eva).await, ["preferences"]);
    }
}

both_databases! {
    async fn words_that_come_back_late_meet_what_others_changed(app: &TestApp) {
        let (api, eva) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await);
        let id = customer(&api).await;
        keep(&eva, &format!("customer:{id}:edit"), "version=1&kind=person&given_name=Idalina&family_name=Nyberg").await.expect(204);
        api.patch(&format!("/api/v1/customers/{id}"), json!({"given_name": "Ida-Lo", "department": "Sales"})).await.expect(200);
        let page = eva.get(&format!("/customers/{id}/edit")).await.expect(200).text;
        assert!(page.contains("id=\"restored\"") && page.contains("name=\"version\" value=\"2\""));
        // Theirs beside mine where both changed it; theirs alone where I did not.
        assert!(page.contains("value=\"Idalina\"") && page.contains("id=\"theirs-given_name\"") && page.contains("Ida-Lo"));
        assert!(page.contains("value=\"Sales\""));
    }
}

both_databases! {
    async fn a_draft_goes_with_its_customer_and_when_it_is_old(app: &TestApp) {
        let (api, eva) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await);
        let (id, other) = (customer(&api).await, customer(&api).await);
        keep(&eva, &format!("customer:{id}:edit"), "version=1").await.expect(204);
        keep(&eva, &format!("customer:{other}:edit"), "version=1").await.expect(204);
        api.delete(&format!("/api/v1/customers/{id}")).await.expect(204);
        assert_eq!(keys(&eva).await, [format!("customer:{other}:edit")]);
        keep(&eva, &format!("customer:{id}:edit"), "version=1").await.expect(404);
        let aged = app.app.clock.now().plus(-31 * visavi::clock::Time::DAY);
        app.app.write(move |tx| Ok(tx.exec("UPDATE drafts SET at = $1", &params![aged])?)).await.unwrap();
        assert_eq!(keys(&eva).await, Vec::<String>::new());
        assert!(!eva.get(&format!("/customers/{other}/edit")).await.expect(200).text.contains("id=\"restored\""));
        keep(&eva, "preferences", "").await.expect(204);
        let left = app.app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM drafts", &[], |row| row.get::<i64>(0))?)).await.unwrap();
        assert_eq!(left, 1);
    }
}

both_databases! {
    async fn what_is_too_much_or_no_draft_is_refused(app: &TestApp) {
        let eva = app.browser("eva", Role::Agent).await;
        for key in ["%20", "a%2Fb", "x'--", &"k".repeat(151)] {
            keep(&eva, key, "").await.expect(404);
        }
        keep(&eva, "preferences", &"x".repeat(300_000)).await.expect(413);
        keep(&eva, "preferences", "name=%00").await.expect(422);
        let bad: [Value; 4] = [json!({}), json!({"entries": {}, "body": ""}), json!({"entries": [["a", -1, ""]], "body": ""}), json!({"entries": [], "body": "", "x": 1})];
        for words in bad {
            eva.put("/drafts/preferences", words).await.expect(422);
        }
        assert_eq!(keys(&eva).await, Vec::<String>::new());
        for n in 0..205 {
            keep(&eva, &format!("form:{n:03}"), "").await.expect(204);
        }
        assert_eq!(keys(&eva).await.len(), 200);
    }
}
