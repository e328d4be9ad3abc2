//! Restriction of processing: agents see the name alone, nobody writes, contacts still come in, and lifting brings it back.

use axum::http::Method;
use serde_json::{Value, json};
use visavi::http::access::Access;
use visavi::routes::{self, Route};
use visavi::words::Role;

use crate::access_matrix::Things;
use crate::privacy::{CANARIES, somebody};
use crate::support::{Client, TestApp, both_databases};

async fn restrict(app: &TestApp, customer: &str) {
    let path = format!("/api/v1/customers/{customer}/restriction");
    let body = json!({"reason": "contested", "note": "The address is wrong"});
    app.api(Role::Supervisor).await.put(&path, body).await.expect(200);
}

/// Things of the restricted, by the first word of their addresses.
async fn ids(app: &TestApp, api: &Client, ida: &str) -> Vec<(&'static str, String)> {
    let first = async |path: &str| {
        api.get(path).await.expect(200).json()["items"][0]["id"].as_str().unwrap().to_owned()
    };
    let path = format!("/api/v1/customers/{ida}");
    let file = crate::files::file(api, ida).await;
    let call = json!({"channel": "call", "from": "070-174 06 07", "agent": "anna", "topic": "canarytopic"});
    let call = app.api(Role::Agent).await.post("/api/v1/interactions", call).await.expect(201).id();
    vec![
        ("notes", first(&format!("{path}/notes")).await),
        ("records", first(&format!("{path}/records?group=devices")).await),
        ("changes", first(&format!("{path}/changes?of=customer")).await),
        ("files", file),
        ("relations", first(&format!("{path}/relations")).await),
        ("interactions", call),
        ("customers", ida.to_owned()),
    ]
}

fn room(route: &Route) -> &'static str {
    route.path.trim_start_matches("/api/v1").split('/').nth(1).unwrap_or_default()
}

/// Blocks belong to a number or address, whoever has it, and list it.
const OF_BLOCKS: [&str; 2] = ["canary@mail.example", "canaryblock"];

fn assert_hidden(path: &str, text: &str) {
    let of_blocks = ["/api/v1/blocks", "/api/v1/lookup"].iter().any(|of| path.starts_with(of));
    for canary in CANARIES.iter().filter(|canary| !["Canarygiven", "Canaryfamily"].contains(canary)) {
        assert!(
            !text.contains(canary) || (of_blocks && OF_BLOCKS.contains(canary)),
            "{path} shows {canary}: {text}"
        );
    }
}

both_databases! {
    async fn an_agent_finds_the_name_and_nothing_else_anywhere(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        let things = Things::make(app).await;
        let ida = somebody(app, &api).await;
        let ids = ids(app, &api, &ida).await;
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "House"})).await.expect(201).id();
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"company_id": company})).await.expect(200);
        let eva = app.browser("eva", Role::Agent).await;
        eva.get(&format!("/customers/{ida}")).await.expect(200);
        let before = api.get(&format!("/api/v1/customers/{ida}")).await.json();
        restrict(app, &ida).await;
        let (table, mut looked) = (routes::table(&app.app), 0);
        for route in table.routes.iter().filter(|route| route.method == Method::GET && !matches!(route.path, "/live" | "/api/v1/events" | "/metrics")) {
            let client = match route.access {
                Access::Api(Role::Agent) => &api,
                Access::Page(Role::Agent) => &eva,
                _ => continue,
            };
            let own = ids.iter().find(|(word, _)| *word == room(route));
            let path = match own {
                Some((_, id)) => route.path.replace("{id}", id),
                None => things.path(route),
            };
            for path in [path.clone(), format!("{path}?q=canary"), format!("{path}?group=devices")] {
                let answer = client.get(&path).await;
                assert_hidden(&path, &answer.text);
                let part = client.with_header("hx-request", "true").with_header("hx-target", "x").get(&path).await;
                assert_hidden(&path, &part.text);
                if own.is_some() && route.path.contains("{id}") && route.access == Access::Page(Role::Agent) {
                    // The reason that is asked for is asked by name.
                    assert!(answer.status == 423 || route.path.ends_with("/reason"), "{path}: {}", answer.status);
                    assert!(answer.text.contains("Canarygiven Canaryfamily"), "{path}");
                }
            }
            looked += 1;
        }
        assert!(looked > 60, "{looked}");
        for path in [
            "/api/v1/lookup?phone=0701740607".to_owned(), "/api/v1/lookup?email=canary%40mail.example".to_owned(), "/api/v1/ivr?phone=0701740607".to_owned(),
            "/api/v1/customers?q=canarytag".to_owned(), "/api/v1/customers?tag=canarytag".to_owned(), "/api/v1/messages?q=canarynote".to_owned(),
            "/api/v1/messages?q=canarytext".to_owned(), format!("/api/v1/customers/{company}/card"), format!("/api/v1/customers/{company}/history?scope=company"),
            format!("/api/v1/customers/{company}/history?scope=company&q=canarycomment"),
        ] {
            // What was asked for comes back; of the e-mail address that is all.
            let text = api.get(&path).await.expect(200).text;
            assert_hidden(&path, &if path.contains("email=") { text.replace("canary@mail.example", "") } else { text });
        }
        for path in ["/messages?q=canarynot".to_owned(), "/palette?q=canaryta".to_owned(), "/customers?q=canaryta".to_owned(), "/pop?tel=0701740607".to_owned(), "/rail".to_owned(), "/drafts".to_owned(),
            format!("/customers/{company}"), format!("/customers?company_id={company}")] {
            for client in [&eva, &anna] {
                assert_hidden(&path, &client.with_header("hx-request", "true").get(&path).await.text);
                assert_hidden(&path, &client.get(&path).await.text);
            }
        }
        let found = api.get("/api/v1/lookup?phone=0701740607").await.json();
        assert_eq!((&found["outcome"], &found["candidates"][0]["customer"]["restricted"]), (&json!("one"), &json!(true)));
        let customer = api.get(&format!("/api/v1/customers/{ida}")).await.expect(200).json();
        assert_eq!((&customer["restricted"], &customer["name"], &customer["phones"]), (&json!(true), &json!("Canarygiven Canaryfamily"), &json!([])));
        let refused = api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(423).json();
        assert!(refused["type"] == "urn:visavi:problem:restricted" && refused["detail"].as_str().unwrap().contains("by test"), "{refused}");
        // Supervisors see all of it, with a band.
        let heike = app.browser("heike", Role::Supervisor).await;
        let page = heike.get(&format!("/customers/{ida}?tab=privacy")).await.expect(200).text;
        assert!(page.contains("canarynote") && page.contains("Processing is restricted") && page.contains("The address is wrong"));
        // Lifting brings all of it back.
        heike.form(&format!("/customers/{ida}/restriction"), &[("reason", "")]).await.expect(303);
        let mut after = api.get(&format!("/api/v1/customers/{ida}")).await.expect(200).json();
        after["updated_at"] = before["updated_at"].clone();
        assert_eq!(after, before);
        assert!(eva.get(&format!("/customers/{ida}?tab=notes")).await.expect(200).text.contains("canarynote"));
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes")).await.json();
        let told: Vec<&Value> = changes["items"].as_array().unwrap().iter().filter(|one| one["entity"] == "restriction").map(|one| &one["action"]).collect();
        assert_eq!(told, ["delete", "create"]);
    }
}

both_databases! {
    async fn nobody_writes_while_it_lasts_and_contacts_still_come_in(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = somebody(app, &api).await;
        let ids = ids(app, &api, &ida).await;
        restrict(app, &ida).await;
        let (admin, boss) = (app.api(Role::Administrator).await.with_header("if-match", "*"), app.browser("boss", Role::Administrator).await);
        let before = app.fingerprint().await;
        let (table, mut refused) = (routes::table(&app.app), 0);
        for route in table.routes.iter().filter(|route| route.method != Method::GET && route.path.contains("{id}")) {
            let Some((_, id)) = ids.iter().find(|(word, _)| *word == room(route)) else { continue };
            let act = route.path.rsplit('/').next().unwrap();
            let is_contact = route.path.starts_with("/api/v1/interactions/{id}") && matches!(act, "{id}" | "messages" | "attachments");
            if is_contact || matches!(act, "restriction" | "erasure" | "hold" | "lifting" | "national-ids" | "masked-fields" | "reason" | "pin") {
                continue;
            }
            let (client, kind) = match route.access {
                Access::Api(_) => (&admin, "application/json"),
                _ => (&boss, "application/x-www-form-urlencoded"),
            };
            let answer = client.send(route.method.clone(), &route.path.replace("{id}", id), Some(kind), b"{}".to_vec()).await;
            assert_eq!(answer.status, 423, "{} {}: {}", route.method, route.path, answer.text);
            refused += 1;
        }
        assert!(refused > 25, "{refused}");
        assert_eq!(app.fingerprint().await, before, "a refused request changed something");
        let interaction = api.post("/api/v1/interactions", json!({"channel": "chat", "from": "ida@elsewhere.example"})).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{interaction}/customer"), json!({"customer_id": ida})).await.expect(423);
        boss.form(&format!("/interactions/{interaction}/customer"), &[("customer_id", &ida)]).await.expect(423);
        boss.put(&format!("/drafts/customer:{ida}:edit"), json!({"entries": [], "body": "a=b"})).await.expect(423);
        // A call is stored and matched; what is said in it only supervisors see.
        let call = json!({"ref": "new-call", "channel": "sms", "from": "070-174 06 07", "messages": [{"ref": "1", "text": "canarylater"}]});
        let answer = api.post("/api/v1/interactions", call).await.expect(201);
        assert_eq!((&answer.json()["customer_id"], answer.text.contains("canarylater")), (&json!(ida), false));
        let path = format!("/api/v1/interactions/{}", answer.id());
        api.post(&format!("{path}/messages"), json!({"ref": "2", "text": "canarymore"})).await.expect(201);
        api.patch(&path, json!({"state": "closed"})).await.expect(200);
        assert!(!api.get(&path).await.expect(200).text.contains("canary"));
        let text = app.api(Role::Supervisor).await.get(&path).await.expect(200).text;
        assert!(text.contains("canarylater") && text.contains("canarymore"));
        let rejected = crate::imports::import(app, "file.jsonl", format!("{}\n", json!({"ref": "canary-ref", "given_name": "Other", "family_name": "Name"}))).await;
        assert_eq!((rejected.counts.rejected, rejected.counts.updated), (1, 0), "{:?}", rejected.counts);
    }
}

both_databases! {
    async fn supervisors_restrict_with_a_reason(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201).id();
        let (card, path) = (format!("/customers/{ida}"), format!("/api/v1/customers/{ida}/restriction"));
        api.put(&path, json!({"reason": "contested"})).await.expect(403);
        app.browser("anna", Role::Agent).await.form(&format!("{card}/restriction"), &[("reason", "contested")]).await.expect(403);
        let boss = app.api(Role::Supervisor).await;
        assert_eq!(boss.get(&path).await.expect(200).json()["restriction"], Value::Null);
        boss.delete(&path).await.expect(404);
        assert_eq!(boss.put(&path, json!({"reason": "boredom"})).await.expect(422).fields(), ["reason"]);
        assert_eq!(boss.put(&path, json!({"reason": "claims", "note": "x".repeat(501)})).await.expect(422).fields(), ["note"]);
        let heike = app.browser("heike", Role::Supervisor).await;
        heike.form(&format!("{card}/restriction"), &[("reason", "boredom")]).await.expect(422);
        heike.form(&format!("{card}/restriction"), &[("reason", "objection"), ("note", "Letter of 3 May")]).await.expect(303);
        let told = boss.get(&path).await.expect(200).json();
        assert_eq!((&told["restriction"]["reason"], &told["restriction"]["by"]), (&json!("objection"), &json!("heike of the tests")));
        assert!(heike.get(&format!("{card}?tab=changes")).await.expect(200).text.contains("The person objected"));
        boss.put(&path, json!({"reason": "claims"})).await.expect(200);
        boss.delete(&path).await.expect(204);
        api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(200);
        boss.put("/api/v1/customers/01890000-0000-7000-8000-000000000000/restriction", json!({"reason": "claims"})).await.expect(404);
    }
}
