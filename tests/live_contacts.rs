//! Live contacts: who talks with whom, for supervisors.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn call(api: &Client, more: Value) -> String {
    let mut told = json!({"channel": "call", "state": "active"});
    told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/interactions", told).await.expect(201).id()
}

async fn ids(api: &Client, query: &str) -> Vec<String> {
    api.ids(&format!("/api/v1/interactions?state=live{query}")).await
}

both_databases! {
    async fn supervisors_see_who_talks_with_whom_and_who_waits(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        api.post("/api/v1/customers", json!({"name": "Ida <b>Nyberg", "phones": [{"value": "070-174 06 05"}]})).await.expect(201);
        for login in ["anna", "piotr"] {
            app.browser(login, Role::Agent).await;
        }
        app.team("anna", &[]).await;
        let first = call(&api, json!({"from": "070-174 06 05", "agent": "anna", "queue": "Service", "started_at": "2026-11-19T14:00:00Z"})).await;
        let waits = call(&api, json!({"from": "070-174 06 06", "state": "offered", "queue": "Returns", "started_at": "2026-11-19T14:01:00Z"})).await;
        let longer = call(&api, json!({"channel": "chat", "from": "guest", "state": "offered", "started_at": "2026-11-19T13:00:00Z"})).await;
        call(&api, json!({"agent": "anna", "state": "closed"})).await;
        let heike = app.browser("heike", Role::Supervisor).await;
        let page = heike.get("/live-contacts").await.expect(200).text;
        let live = page.split("id=\"live\"").nth(1).unwrap();
        let place = |words: &str| live.find(words).unwrap_or_else(|| panic!("{words}: {live}"));
        assert!(place(&longer) < place(&waits) && place(&waits) < place(&first), "who waits longest is first: {live}");
        assert!(live.contains("Ida &lt;b&gt;Nyberg") && live.contains("anna of the tests") && live.contains("Returns"));
        let free = &live[place("h-live-free")..];
        assert!(free.contains("piotr of the tests") && !free.contains("anna of the tests"), "{free}");
        // Narrowed down.
        let part = heike.with_header("hx-request", "true");
        for (query, there, not) in [("queue=Returns", &waits, &first), ("channel=chat", &longer, &waits), ("team=Team+of+anna", &first, &"piotr of the tests".to_owned())] {
            let live = part.get(&format!("/live-contacts?{query}")).await.expect(200).text;
            assert!(live.contains(there.as_str()) && !live.contains(not.as_str()) && !live.contains("<html"), "{query}: {live}");
        }
        heike.get("/live-contacts?team=nobody&channel=fax").await.expect(200);
        // The same over the API, newest first, or who waits longest.
        assert_eq!(ids(&api, "").await, [waits.clone(), first.clone(), longer.clone()]);
        assert_eq!(ids(&api, "&waiting=true").await, [longer.clone(), waits.clone()]);
        assert_eq!(ids(&api, "&waiting=false").await, vec![first.clone()]);
        assert_eq!(ids(&api, "&queue=Service&channel=call&team=Team+of+anna").await, vec![first.clone()]);
        assert!(ids(&api, "&team=nobody").await.is_empty());
        let part = api.get("/api/v1/interactions?state=live&waiting=true&limit=1").await.expect(200).json();
        let next = part["next"].as_str().unwrap();
        assert_eq!(ids(&api, &format!("&waiting=true&after={next}")).await, [waits]);
        assert_eq!(api.get("/api/v1/interactions").await.expect(422).fields(), ["state"]);
        api.get("/api/v1/interactions?state=live&colour=red").await.expect(422);
        // Agents do not watch each other.
        app.browser("anna", Role::Agent).await.get("/live-contacts").await.expect(403);
        app.api(Role::Agent).await.get("/api/v1/interactions?state=live").await.expect(403);
    }
}

both_databases! {
    async fn who_is_restricted_stands_without_a_name(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Nyberg", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let id = call(&api, json!({"from": "070-174 06 05", "agent": "anna", "topic": "Secret"})).await;
        api.put(&format!("/api/v1/customers/{ida}/restriction"), json!({"reason": "contested"})).await.expect(200);
        let one = api.get("/api/v1/interactions?state=live").await.expect(200).json()["items"][0].clone();
        assert_eq!((&one["id"], &one["restricted"]), (&json!(id), &json!(true)));
        assert_eq!((&one["customer_id"], &one["customer"], &one["identifier"]), (&Value::Null, &Value::Null, &Value::Null));
        let page = app.browser("heike", Role::Supervisor).await.get("/live-contacts").await.expect(200).text;
        let live = page.split("id=\"live\"").nth(1).unwrap();
        assert!(live.contains("Processing restricted") && !live.contains("Ida") && !live.contains("070-174"), "{live}");
    }
}

both_databases! {
    async fn pinned_customers_stand_in_the_rail(app: &TestApp) {
        let (api, anna) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let mut made = Vec::new();
        for number in 0..21 {
            made.push(api.post("/api/v1/customers", json!({"name": format!("Customer {number:02}")})).await.expect(201).id());
        }
        let set = async |id: &str, on: &str| anna.form(&format!("/customers/{id}/pin"), &[("on", on), ("at", "/requests")]).await;
        for id in &made[..20] {
            assert_eq!(set(id, "1").await.expect(303).header("location"), "/requests");
        }
        set(&made[0], "1").await.expect(303);
        let full = set(&made[20], "1").await.expect(409).text;
        assert!(full.contains("20 customers are pinned already"), "{full}");
        let pins = async |browser: &Client| {
            let rail = browser.get("/rail").await.expect(200).text;
            rail.split("id=\"pin-").skip(1).map(|rest| rest[..36].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(pins(&anna).await, &made[..20]);
        assert!(pins(&app.browser("bo", Role::Agent).await).await.is_empty(), "each their own");
        set(&made[3], "").await.expect(303);
        set(&made[3], "").await.expect(303);
        set(&made[20], "1").await.expect(303);
        assert_eq!(pins(&anna).await.last(), Some(&made[20]));
        // Gone with its customer, and there again with them.
        api.delete(&format!("/api/v1/customers/{}", made[0])).await.expect(204);
        assert!(!pins(&anna).await.contains(&made[0]));
        api.post(&format!("/api/v1/customers/{}/restoration", made[0]), json!({})).await.expect(200);
        assert!(pins(&anna).await.contains(&made[0]));
        anna.form("/customers/01890000-0000-7000-8000-000000000000/pin", &[("on", "1")]).await.expect(404);
    }
}

both_databases! {
    async fn lines_say_what_is_unsaved_and_what_others_changed(app: &TestApp) {
        let (api, anna) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id();
        anna.get(&format!("/customers/{ida}")).await.expect(200);
        let rail = async || anna.get("/rail").await.expect(200).text;
        let before = rail().await;
        assert!(!before.contains("is-behind") && before.contains("data-draft-sign hidden"), "{before}");
        app.app.clock.advance(visavi::clock::Time::MINUTE);
        let words = json!({"entries": [["name", 0, "Ida"]], "body": "name=Ida"});
        anna.put(&format!("/drafts/customer:{ida}:edit"), words).await.expect(204);
        let typed = rail().await;
        assert!(!typed.contains("is-behind") && !typed.contains("data-draft-sign hidden"), "{typed}");
        app.app.clock.advance(visavi::clock::Time::MINUTE);
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"department": "Sales"})).await.expect(200);
        let behind = rail().await;
        assert!(behind.contains("is-behind") && behind.contains("Changed elsewhere"), "{behind}");
        assert!(behind.contains(&format!("customer:{ida}")), "it hears of the customer");
        // A contact of nobody has a preview too, and the one that waits longest the key.
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 09", "agent": "anna", "queue": "Service"})).await.expect(201).id();
        let rung = rail().await;
        assert!(rung.contains(&format!("data-preview=\"/interactions/{call}/preview\"")) && rung.contains("<kbd>F2</kbd>"), "{rung}");
        let preview = anna.get(&format!("/interactions/{call}/preview")).await.expect(200).text;
        assert!(preview.contains("070-174 06 09") && preview.contains("Service"), "{preview}");
    }
}
