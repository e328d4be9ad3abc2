//! What came of contacts: the list that administrators make, and what agents and systems say of it.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn define(browser: &Client, key: &str, name: &str) {
    browser.form("/dispositions", &[("key", key), ("name", name)]).await.expect(303);
}

both_databases! {
    async fn administrators_say_what_may_come_of_a_contact(app: &TestApp) {
        let browser = app.browser("admin", Role::Administrator).await;
        let api = app.api(Role::Agent).await;
        for (key, name) in [("solved", "Solved"), ("call-back", "Call back agreed"), ("wrong", "Wrong number")] {
            define(&browser, key, name).await;
        }
        let list = async || api.get("/api/v1/dispositions").await.expect(200).json();
        assert_eq!(list().await[1], json!({"key": "call-back", "name": "Call back agreed", "retired": false}));
        for (path, form, status) in [
            ("/dispositions", vec![("key", "A b"), ("name", "")], 422),
            ("/dispositions", vec![("key", "solved"), ("name", "Again")], 409),
            ("/dispositions", vec![("key", "long"), ("name", &*"x".repeat(51))], 422),
            ("/dispositions/solved", vec![("name", "Done"), ("version", "7")], 409),
            ("/dispositions/nothing", vec![("name", "Done"), ("version", "1")], 404),
            ("/dispositions/nothing/position", vec![("by", "1")], 404),
        ] {
            browser.form(path, &form).await.expect(status);
        }
        browser.form("/dispositions/wrong/position", &[("by", "-1")]).await.expect(303);
        assert_eq!(list().await[1]["key"], "wrong");
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "disposition": "solved"})).await.expect(201).json();
        assert_eq!(call["disposition"], "solved");
        // What contacts have stays; it is only no longer offered.
        browser.form("/dispositions/solved/deletion", &[]).await.expect(409);
        browser.form("/dispositions/wrong/deletion", &[]).await.expect(303);
        browser.form("/dispositions/solved", &[("name", "Done"), ("retired", "on"), ("version", "1")]).await.expect(303);
        assert_eq!(list().await, json!([{"key": "solved", "name": "Done", "retired": true}, {"key": "call-back", "name": "Call back agreed", "retired": false}]));
    }
}

both_databases! {
    async fn a_contact_ends_with_what_came_of_it(app: &TestApp) {
        let admin = app.browser("admin", Role::Administrator).await;
        let browser = app.browser("anna", Role::Agent).await;
        let api = app.api(Role::Agent).await;
        api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201);
        let call = json!({"channel": "call", "from": "070-174 06 05", "state": "wrap_up", "ref": "c-1", "tags": ["warranty"]});
        let id = api.post("/api/v1/interactions", call).await.expect(201).id();
        let page = async || browser.get(&format!("/interactions/{id}")).await.expect(200).text;
        // Where nothing is offered, nothing is asked.
        assert!(!page().await.contains("end-disposition"));
        assert!(page().await.contains("Nothing is written to other systems"));
        define(&admin, "solved", "Solved").await;
        define(&admin, "complaint", "Complaint").await;
        assert!(page().await.contains("end-disposition") && page().await.contains("1 tag"));
        let said = async || api.get(&format!("/api/v1/interactions/{id}")).await.json();
        browser.form(&format!("/interactions/{id}/end"), &[("disposition", "nothing")]).await.expect(422);
        assert_eq!((&said().await["state"], &said().await["disposition"]), (&json!("wrap_up"), &Value::Null));
        browser.form(&format!("/interactions/{id}/end"), &[("disposition", "complaint")]).await.expect(303);
        assert_eq!((&said().await["state"], &said().await["disposition"]), (&json!("closed"), &json!("complaint")));
        assert!(page().await.contains("Complaint"));
        // The agent has the last word: what the telephone system tells afterwards does not change it.
        api.post("/api/v1/interactions", json!({"ref": "c-1", "channel": "call", "state": "closed", "disposition": "solved"})).await.expect(200);
        assert_eq!(said().await["disposition"], "complaint");
        let wrong = api.post("/api/v1/interactions", json!({"ref": "c-2", "channel": "call", "disposition": "fine"})).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["field"], "disposition");
        assert!(wrong["errors"][0]["message"].as_str().unwrap().contains("solved, complaint"), "{wrong}");
    }
}
