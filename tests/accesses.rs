//! The access log: nothing of a card is shown without an entry; who, when, during which contact or for which reason.

use axum::http::Method;
use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::http::access::Access;
use visavi::routes;
use visavi::words::Role;

use crate::access_matrix::Things;
use crate::support::{Client, TestApp, both_databases};

/// Reads that show nothing of one customer's card, each with the reason. Whatever is not here must be logged.
const NOT_A_CARD: &[&str] = &[
    // Ids alone.
    "/api/v1/merges/{id}",
    // What is asked before anything is shown.
    "/customers/{id}/reason",
    // Of others: people, lists, files of imports.
    "/agents/{id}/edit",
    "/teams/{id}/edit",
    "/lists/{id}",
    "/imports/{id}",
    "/imports/{id}/progress",
    "/imports/{id}/rejected",
    "/blocklist/{id}/edit",
    "/api/v1/blocks/{id}",
    // What fields and groups are called.
    "/fields/{id}/edit",
    "/field-sets/{id}/edit",
    "/api/v1/fields/{id}",
    "/api/v1/field-sets/{id}",
    "/api/v1/record-groups/{id}",
    "/api/v1/identity-questions/{id}",
    // Who it was of is not in it.
    "/api/v1/erasures/{id}",
    // Of another place, and shown in a message that is logged.
    "/messages/{id}/picture",
    // Who else is at the card, and the name that the rail shows.
    "/customers/{id}/presence",
    "/openings/{id}/closing",
    // Leads to the workbench of other customers, which is.
    "/duplicates/{id}",
    // It stands beside the name in every list.
    "/customers/{id}/avatar",
    "/api/v1/customers/{id}/avatar",
    // Fetched from an archive, which there has to be: tests/recordings.rs.
    "/interactions/{id}/recording",
    // The log itself.
    "/api/v1/customers/{id}/accesses",
];

async fn of(app: &TestApp, customer: &str) -> Vec<Value> {
    let api = app.api(Role::Supervisor).await;
    let list = api.get(&format!("/api/v1/customers/{customer}/accesses?limit=200")).await.expect(200).json();
    list["items"].as_array().unwrap().clone()
}

async fn customer(api: &Client, name: &str, phone: &str) -> String {
    api.post("/api/v1/customers", json!({"name": name, "phones": [{"value": phone}]})).await.expect(201).id()
}

both_databases! {
    async fn whatever_shows_something_of_a_card_is_logged(app: &TestApp) {
        let things = Things::make(app).await;
        let api = app.api(Role::Administrator).await;
        let table = routes::table(&app.app);
        let reads = table.routes.iter().filter(|route| route.method == Method::GET && route.path.contains("{id}"));
        let (mut looked, browser) = (0, app.browser("eva", Role::Administrator).await);
        for route in reads.filter(|route| !NOT_A_CARD.contains(&route.path)) {
            // Another ten minutes: nobody goes on looking.
            app.app.clock.advance(11 * Time::MINUTE);
            let before = of(app, &things.customer).await.len();
            let mut path = things.path(route);
            if path.starts_with("/customers/") && path.contains("/records") {
                path.push_str("?group=devices");
            }
            let answer = match route.access {
                Access::Api(_) => api.get(&path).await,
                _ if route.path.ends_with("/now") => browser.with_header("hx-request", "true").get(&path).await,
                _ => browser.get(&path).await,
            };
            let moved = answer.status.is_redirection();
            let answer = if moved { browser.get(&answer.header("location")).await } else { answer };
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
            let after = of(app, &things.customer).await.len();
            assert!(after > before, "{} is not in the access log", route.path);
            looked += 1;
        }
        assert!(looked > 20, "{looked}");
    }
}

both_databases! {
    async fn who_goes_on_looking_is_logged_once_and_during_which_contact(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida", "070-174 06 05").await;
        let bo = customer(&api, "Bo", "070-174 06 06").await;
        let anna = app.browser("anna", Role::Agent).await;
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "agent": "anna"})).await.expect(201).id();
        anna.get(&format!("/interactions/{call}")).await.expect(200);
        anna.get(&format!("/customers/{ida}?tab=notes")).await.expect(200);
        anna.get(&format!("/customers/{ida}/preview")).await.expect(200);
        let log = of(app, &ida).await;
        assert_eq!(log.len(), 1, "{log:?}");
        assert_eq!((&log[0]["by"], &log[0]["what"], &log[0]["interaction_id"], &log[0]["reason"]), (&json!("anna of the tests"), &json!("card"), &json!(call), &Value::Null));
        // A preview, then the whole of it; a while later anew.
        anna.get(&format!("/customers/{bo}/preview")).await.expect(200);
        anna.get(&format!("/customers/{bo}")).await.expect(200);
        app.app.clock.advance(11 * Time::MINUTE);
        anna.get(&format!("/customers/{bo}")).await.expect(200);
        let what: Vec<Value> = of(app, &bo).await.iter().map(|one| one["what"].clone()).collect();
        assert_eq!(what, ["card", "card", "preview"]);
        // Nobody is there, nothing is logged; and the log outlives the customer.
        let nobody = "01890000-0000-7000-8000-000000000000";
        anna.get(&format!("/customers/{nobody}")).await.expect(404);
        app.api(Role::Supervisor).await.get(&format!("/api/v1/customers/{nobody}/accesses")).await.expect(404);
        api.delete(&format!("/api/v1/customers/{bo}")).await.expect(204);
        assert!(of(app, &bo).await.len() >= 3);
        api.get("/api/v1/accesses").await.expect(403);
        anna.get("/accesses").await.expect(403);
    }
}

both_databases! {
    async fn a_reason_is_asked_for_where_there_is_no_contact(app: &TestApp) {
        let asking = app.with(|config| config.access_reasons = true);
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida", "070-174 06 05").await;
        let bo = customer(&api, "Bo", "070-174 06 06").await;
        let anna = app.browser("anna", Role::Agent).await.of(&asking);
        let script = anna.with_header("hx-request", "true").with_header("hx-target", "details");
        let card = format!("/customers/{ida}?tab=notes");
        let location = anna.get(&card).await.expect(303).header("location");
        assert_eq!(location, format!("/customers/{ida}/reason?next=%2Fcustomers%2F{}%3Ftab%3Dnotes", ida.replace('-', "%2D")));
        for part in ["details", "preview", "changes", "notes", "history"] {
            script.get(&format!("/customers/{ida}/{part}")).await.expect(403);
        }
        assert!(of(app, &ida).await.is_empty());
        let page = anna.get(&location).await.expect(200).text;
        assert!(page.contains("Ida") && page.contains("name=\"reason\"") && !page.contains("070-174"));
        let path = format!("/customers/{ida}/reason");
        let refused = anna.form(&path, &[("reason", " "), ("next", &card)]).await.expect(422).text;
        assert!(refused.contains("aria-invalid") && refused.contains(&card.replace('&', "&amp;")));
        anna.form(&path, &[("reason", &"x".repeat(201)), ("next", &card)]).await.expect(422);
        assert_eq!(anna.form(&path, &[("reason", "Asked me to call back"), ("next", "//elsewhere.example")]).await.expect(303).header("location"), format!("/customers/{ida}"));
        anna.get(&card).await.expect(200);
        let log = of(app, &ida).await;
        assert!(log.iter().any(|one| one["reason"] == "Asked me to call back"), "{log:?}");
        // A contact of one's own is reason enough, also some time after it; somebody else's is not.
        let call = json!({"channel": "call", "from": "070-174 06 06", "agent": "anna"});
        anna.get(&format!("/customers/{bo}")).await.expect(303);
        let call = api.post("/api/v1/interactions", call).await.expect(201).id();
        anna.get(&format!("/customers/{bo}")).await.expect(200);
        app.browser("eva", Role::Agent).await.of(&asking).get(&format!("/interactions/{call}")).await.expect(303);
        app.app.clock.advance(9 * Time::HOUR);
        anna.get(&card).await.expect(303);
        // Supervisors and programs are not asked.
        app.browser("heike", Role::Supervisor).await.of(&asking).get(&card).await.expect(200);
        api.of(&asking).get(&format!("/api/v1/customers/{ida}/card")).await.expect(200);
    }
}

both_databases! {
    async fn the_log_is_read_by_supervisors_and_taken_away_as_a_file(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida <b>Nyberg", "070-174 06 05").await;
        let anna = app.browser("anna", Role::Agent).await;
        anna.get(&format!("/customers/{ida}")).await.expect(200);
        let heike = app.browser("heike", Role::Supervisor).await;
        let page = heike.get(&format!("/accesses?customer={ida}&by=&from=&until=")).await.expect(200).text;
        assert!(page.contains("Ida &lt;b&gt;Nyberg") && page.contains("anna of the tests") && page.contains("Without a contact"), "{page}");
        assert!(!heike.get("/accesses?by=nobody").await.expect(200).text.contains("anna of"));
        assert!(!heike.get("/accesses?until=2001-01-01").await.expect(200).text.contains("anna of"));
        assert!(heike.get("/accesses?from=2001-01-01").await.expect(200).text.contains("anna of"));
        heike.get("/accesses?from=soon").await.expect(422);
        let with_reason = app.with(|config| config.access_reasons = true);
        anna.of(&with_reason).form(&format!("/customers/{ida}/reason"), &[("reason", "=cmd|'x'"), ("next", "")]).await.expect(303);
        let file = heike.get(&format!("/accesses/file?customer={ida}")).await.expect(200);
        assert!(file.header("content-disposition").contains("accesses-") && file.text.starts_with("at,by,customer_id,what,interaction_id,reason\r\n"));
        assert_eq!(file.text.lines().count(), 3, "{}", file.text);
        assert!(file.text.contains(",'=cmd|'x'\r\n") && file.text.contains(&format!(",anna of the tests,{ida},card,")));
        let listed = app.api(Role::Supervisor).await.get("/api/v1/accesses?by=anna%20of%20the%20tests&limit=1").await.expect(200).json();
        assert!(listed["items"].as_array().unwrap().len() == 1 && !listed["next"].is_null());
    }
}
