//! What the menu of the card does: one thing at a time, taken back at once, and hiding.

use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn somebody(api: &Client) -> String {
    let ida = json!({"given_name": "Ida", "family_name": "Nyberg", "phones": [{"value": "070-174 06 05"}], "pinned_note": "Ring efter tre"});
    api.post("/api/v1/customers", ida).await.expect(201).id()
}

async fn member(api: &Client, customer: &str, name: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}")).await.expect(200).json()[name].clone()
}

/// Where what a page tells of is taken back.
pub fn change(location: &str) -> String {
    format!(
        "/changes/{}/reversion",
        location.split("done=").nth(1).unwrap_or_else(|| panic!("{location} tells of nothing"))
    )
}

both_databases! {
    async fn each_act_is_one_change_and_is_taken_back(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = somebody(&api).await;
        let path = format!("/customers/{ida}");
        for (verb, fields, name, is, was) in [
            ("vip", ("on", "1"), "vip", json!(true), json!(false)),
            ("hiding", ("on", "1"), "hidden", json!(true), json!(false)),
            ("owner", ("owner", "anna"), "owner", json!("anna"), Value::Null),
        ] {
            let done = browser.form(&format!("{path}/{verb}"), &[fields, ("at", &path)]).await.expect(303).header("location");
            assert_eq!(member(&api, &ida, name).await, is);
            let changes = api.get(&format!("/api/v1/customers/{ida}/changes")).await.json();
            assert_eq!(changes["items"][0]["after"], json!({ name: is }), "nothing else has changed");
            assert!(browser.get(&done).await.expect(200).text.contains("data-toast"), "{verb}");
            // The same again is no change.
            let again = browser.form(&format!("{path}/{verb}"), &[fields, ("at", &path)]).await.expect(303).header("location");
            assert_eq!(again, path);
            let other = app.browser("bo", Role::Administrator).await;
            other.form(&change(&done), &[]).await.expect(404);
            browser.form(&change(&done), &[("at", &path)]).await.expect(303);
            assert_eq!(member(&api, &ida, name).await, was);
            // It has become another since: it stays.
            browser.form(&change(&done), &[("at", &path)]).await.expect(412);
        }
        let refused = browser.form(&format!("{path}/owner"), &[("owner", "nobody-such")]).await.expect(422);
        assert!(refused.text.contains("aria-invalid"), "{}", refused.text);
        let done = browser.form(&format!("{path}/vip"), &[("on", "1")]).await.expect(303).header("location");
        app.app.clock.advance(61 * Time::SECOND);
        browser.form(&change(&done), &[]).await.expect(404);
        // What is no act is not taken back so.
        api.patch(&format!("/api/v1{path}"), json!({"family_name": "Berg", "vip": false})).await.expect(200);
    }
}

both_databases! {
    async fn a_team_is_kept_from_it_in_the_menu_and_in_the_form(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = somebody(&api).await;
        let path = format!("/customers/{ida}");
        api.patch(&format!("/api/v1{path}"), json!({"vip": true, "owner": "anna"})).await.expect(200);
        app.team("anna", &[Feature::ActionsVip, Feature::ActionsOwner, Feature::ActionsHide]).await;
        for (verb, fields) in [("vip", [("on", "")]), ("hiding", [("on", "1")]), ("owner", [("owner", "")])] {
            browser.form(&format!("{path}/{verb}"), &fields).await.expect(403);
        }
        browser.get(&format!("{path}/owner")).await.expect(403);
        let card = browser.get(&path).await.expect(200).text;
        for gone in ["/vip\"", "/hiding\"", "/owner?"] {
            assert!(!card.contains(gone), "{gone}");
        }
        let form = browser.get(&format!("{path}/edit")).await.expect(200).text;
        assert!(!form.contains("name=\"vip\"") && !form.contains("name=\"owner\""));
        let version = api.get(&format!("/api/v1{path}")).await.header("etag").trim_matches(['"', 'v']).to_owned();
        let fields = [("kind", "person"), ("given_name", "Ada"), ("pinned_note", "Ring efter tre"), ("version", &version)];
        browser.form(&path, &fields).await.expect(303);
        assert_eq!(member(&api, &ida, "given_name").await, "Ada");
        assert_eq!((member(&api, &ida, "vip").await, member(&api, &ida, "owner").await), (json!(true), json!("anna")));
    }
}

both_databases! {
    async fn who_is_hidden_is_found_by_who_asks_and_by_a_call(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = somebody(&api).await;
        api.post("/api/v1/customers", json!({"name": "Bo Nyberg", "tags": ["press"]})).await.expect(201);
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"hidden": true, "tags": ["press"]})).await.expect(200);
        let names = |query: &'static str| {
            let api = api.clone();
            async move {
                let list = api.get(&format!("/api/v1/customers?{query}")).await.expect(200).json();
                list["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
            }
        };
        for query in ["", "q=nyberg", "tag=press", "kind=person", "q=nyberg&tag=press", "hidden=false", "vip=false"] {
            assert_eq!(names(query).await, ["Bo Nyberg"], "{query}");
        }
        for query in ["hidden=true", "q=nyberg&hidden=true", "tag=press&hidden=true", "kind=person&hidden=true"] {
            assert_eq!(names(query).await, ["Ida Nyberg"], "{query}");
        }
        assert_eq!(api.get("/api/v1/customers?hidden=perhaps").await.expect(422).fields(), ["hidden"]);
        let found = api.get("/api/v1/lookup?phone=070-174+06+05").await.expect(200).json();
        assert_eq!(found["candidates"][0]["customer"]["id"], ida.as_str());
        let palette = browser.with_header("hx-request", "true").get("/palette?q=nyberg").await.expect(200).text;
        assert!(palette.contains("Bo Nyberg") || palette.contains("Bo <mark>"), "{palette}");
        assert!(!palette.contains(&ida), "{palette}");
        assert!(browser.get(&format!("/customers/{ida}")).await.expect(200).text.contains("class=\"is-hidden\""));
        let all = app.browser("root", Role::Administrator).await.get("/exports/file?format=csv").await.expect(200).text;
        assert!(all.contains("Ida") && all.contains("Bo Nyberg"), "an export leaves nobody out");
        // Saving the form leaves them hidden.
        let fields = [("kind", "person"), ("given_name", "Ada"), ("family_name", "Nyberg"), ("version", "2")];
        browser.form(&format!("/customers/{ida}"), &fields).await.expect(303);
        assert_eq!(member(&api, &ida, "hidden").await, json!(true));
        assert!(browser.get("/customers?hidden=true").await.expect(200).text.contains("Ada Nyberg"));
        let list = browser.get("/customers").await.expect(200).text;
        assert!(!list.split("<main").nth(1).unwrap().contains("Ada Nyberg"), "the rail has them, the list has not");
    }
}
