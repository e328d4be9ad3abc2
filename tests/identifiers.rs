//! Identifiers: what holds of them beside what they are, and whose a number was on which day.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const NUMBER: &str = "+46701740605";

async fn person(api: &Client, name: &str, phone: Value) -> String {
    api.post("/api/v1/customers", json!({"name": name, "phones": [phone]})).await.expect(201).id()
}

async fn outcome(api: &Client) -> (String, Vec<String>) {
    let found = api.get("/api/v1/lookup?phone=%2B46701740605").await.expect(200).json();
    let names = found["candidates"].as_array().unwrap().iter();
    let names = names.map(|one| one["customer"]["name"].as_str().unwrap().to_owned());
    (found["outcome"].as_str().unwrap().to_owned(), names.collect())
}

async fn call(api: &Client, started: &str) -> Value {
    let told = json!({"channel": "call", "from": NUMBER, "state": "closed", "started_at": started});
    api.post("/api/v1/interactions", told).await.expect(201).json()["match"]["customer_id"].clone()
}

both_databases! {
    async fn a_number_that_changed_hands_finds_whose_it_is_and_was(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        // The clock of the tests stands on 19 November 2026.
        let before = person(&api, "Before", json!({"value": NUMBER, "to": "2026-03-31"})).await;
        assert_eq!(outcome(&api).await, ("none".to_owned(), vec![]));
        let holder = person(&api, "Holder", json!({"value": NUMBER, "from": "2026-06-01", "to": "2026-11-19"})).await;
        person(&api, "After", json!({"value": NUMBER, "from": "2026-11-20"})).await;
        assert_eq!(outcome(&api).await, ("one".to_owned(), vec!["Holder".to_owned()]));
        // An interaction is theirs whose number it was when it began.
        assert_eq!(call(&api, "2026-11-19T08:00:00Z").await, json!(holder));
        assert_eq!(call(&api, "2026-03-31T23:59:59Z").await, json!(before));
        assert_eq!(call(&api, "2026-06-01T00:00:00Z").await, json!(holder));
        assert_eq!(call(&api, "2026-04-15T12:00:00Z").await, json!(null));
    }
}

both_databases! {
    async fn a_new_holder_adopts_only_what_came_in_their_time(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for day in ["2026-01-10", "2026-05-10", "2026-05-10", "2026-09-10"] {
            assert_eq!(call(&api, &format!("{day}T12:00:00Z")).await, json!(null));
        }
        let id = person(&api, "Holder", json!({"value": NUMBER, "from": "2026-05-01", "to": "2026-06-30"})).await;
        let history = api.get(&format!("/api/v1/customers/{id}/history")).await.expect(200).json();
        assert_eq!(history["items"].as_array().unwrap().len(), 2);
    }
}

both_databases! {
    async fn flags_come_back_as_told_and_faults_are_named(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let told = json!({"value": NUMBER, "label": "mobile", "invalid": true, "do_not_contact": true, "from": "2020-02-29", "to": "2030-01-01"});
        let id = person(&api, "Ida", told.clone()).await;
        let path = format!("/api/v1/customers/{id}");
        assert_eq!(api.get(&path).await.expect(200).json()["phones"], json!([told]));
        assert_eq!(api.get("/api/v1/customers?q=ida").await.expect(200).json()["items"][0]["phones"], json!([told]));
        let changed = api.patch(&path, json!({"phones": [{"value": NUMBER}]})).await.expect(200).json();
        assert_eq!(changed["phones"], json!([{"value": NUMBER, "label": null}]));
        let changes = api.get(&format!("{path}/changes")).await.expect(200).json();
        assert_eq!(changes["items"][0]["before"]["phones"], json!([told]));
        for (phone, field) in [
            (json!({"value": NUMBER, "from": "2026-02-30"}), "phones[0].from"),
            (json!({"value": NUMBER, "to": "tomorrow"}), "phones[0].to"),
            (json!({"value": NUMBER, "from": "2026-02-02", "to": "2026-02-01"}), "phones[0].to"),
        ] {
            assert_eq!(api.patch(&path, json!({"phones": [phone]})).await.expect(422).fields(), [field]);
        }
        api.patch(&path, json!({"phones": [{"value": NUMBER, "broken": true}]})).await.expect(422);
    }
}

both_databases! {
    async fn the_form_shows_flags_and_keeps_what_it_does_not_hold(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await);
        let told = json!({"value": NUMBER, "label": null, "invalid": true, "to": "2030-01-01"});
        let made = json!({"name": "Ida", "phones": [told, {"value": "+46701740606", "label": null}]});
        let id = api.post("/api/v1/customers", made).await.expect(201).id();
        let phones = async || api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json()["phones"].clone();
        let page = browser.get(&format!("/customers/{id}/edit")).await.expect(200).text;
        assert!(page.contains("name=\"phone_invalid\" value=\"0\" checked") && page.contains("value=\"2030-01-01\""));
        let form = [("version", "1"), ("kind", "person"), ("own_name", "Ida B"), ("phone_value", "070-174 06 05"), ("phone_value", "070-174 06 06")];
        browser.form(&format!("/customers/{id}"), &form).await.expect(303);
        assert_eq!(phones().await[0], told);
        let form = [
            ("version", "2"), ("kind", "person"), ("own_name", "Ida B"), ("phone_value", "070-174 06 05"), ("phone_value", "070-174 06 06"),
            ("phone_from", ""), ("phone_to", ""), ("phone_quiet", "1"), ("phone_from", "2026-01-01"), ("phone_to", ""),
        ];
        browser.form(&format!("/customers/{id}"), &form).await.expect(303);
        assert_eq!(phones().await, json!([{"value": NUMBER, "label": null}, {"value": "+46701740606", "label": null, "do_not_contact": true, "from": "2026-01-01"}]));
        let form = [("version", "3"), ("kind", "person"), ("own_name", "Ida B"), ("phone_value", "070-174 06 05"), ("phone_from", "2026-02-02"), ("phone_to", "2026-02-01")];
        let refused = browser.form(&format!("/customers/{id}"), &form).await.expect(422).text;
        assert!(refused.contains("id=\"phone-0-to\"") && refused.contains("aria-invalid"));
    }
}

both_databases! {
    async fn what_reaches_nobody_is_not_offered(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await);
        let phones = json!([{"value": "+46701740605", "invalid": true}, {"value": "+46701740606", "to": "2026-11-18"}, {"value": "+46701740607", "do_not_contact": true}]);
        let id = api.post("/api/v1/customers", json!({"name": "Ida", "phones": phones})).await.expect(201).id();
        let page = browser.get(&format!("/customers/{id}")).await.expect(200).text;
        assert!(!page.contains("tel:+46701740605") && !page.contains("tel:+46701740606"));
        // The one that is left is told of before it is dialled.
        let menu = &page[page.find("data-key=\"c\"").unwrap()..];
        assert!(menu[..menu.find("</details>").unwrap()].contains("tel:+46701740607"));
        assert_eq!(page.matches("class=\"mark small").count(), 4);
    }
}

both_databases! {
    async fn who_is_picked_from_a_list_has_their_first_identifier_beside_them(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("eva", Role::Agent).await);
        let phones = json!([{"value": "+46 8 465 004 22;ext=7"}, {"value": NUMBER}]);
        let id = api.post("/api/v1/customers", json!({"name": "Ida Nyberg", "vip": true, "phones": phones, "addresses": [{"city": "Umeå"}]})).await.expect(201).id();
        api.post("/api/v1/customers", json!({"name": "Ida Ek"})).await.expect(201);
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "+46701740699"})).await.expect(201).id();
        let part = browser.with_header("hx-request", "true");
        for page in ["/palette?q=ida".to_owned(), format!("/interactions/{call}?way=attach&q=ida")] {
            let shown = part.with_header("hx-target", "hits").get(&page).await.expect(200).text;
            assert!(shown.contains("Ek") && shown.contains(&id) && shown.contains("465"), "{page}: {shown}");
        }
    }
}

both_databases! {
    async fn a_field_asks_for_groups_and_countries(app: &TestApp) {
        let browser = app.browser("anna", Role::Agent).await;
        let group = async |text: &str| browser.form("/phones/groups", &[("text", text)]).await.expect(200).json();
        assert_eq!(group("0701740605").await, json!({"text": "070-174 06 05", "country": "SE"}));
        assert_eq!(group("0046\u{a0}(0)70 174").await, json!({"text": "+46 70 174", "country": "SE"}));
        for text in ["", "call me", "070 ext 4", &"0".repeat(41)] {
            assert_eq!(group(text).await, serde_json::Value::Null, "{text}");
        }
        let countries = browser.get("/phones/countries").await.expect(200).json();
        assert_eq!(countries["home"], "SE");
        let prefixes = countries["prefixes"].as_array().unwrap();
        assert!(prefixes.len() > 200 && prefixes.contains(&json!(["PL", 48])));
    }
}
