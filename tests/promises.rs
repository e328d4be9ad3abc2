//! Promises: what was said would be done, by when and by whom, on both databases.

use serde_json::{Value, json};
use visavi::agents::{self, AgentInput, AgentState};
use visavi::clock::Time;
use visavi::promises::work;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

pub async fn promise(api: &Client, customer: &str, owner: &str) -> String {
    let one = json!({"customer_id": customer, "text": "Call back about the parcel", "owner": owner, "due_at": "2027-11-26T10:00:00Z"});
    api.post("/api/v1/promises", one).await.expect(201).id()
}

async fn named(api: &Client, name: &str) -> String {
    api.post("/api/v1/customers", json!({"name": name})).await.expect(201).id()
}

async fn show(api: &Client, id: &str) -> Value {
    api.get(&format!("/api/v1/promises/{id}")).await.expect(200).json()
}

async fn patch(api: &Client, id: &str, members: Value) -> Answer {
    let path = format!("/api/v1/promises/{id}");
    let tag = api.get(&path).await.expect(200).header("etag");
    api.with_header("if-match", &tag).patch(&path, members).await
}

async fn listed(api: &Client, query: &str) -> Vec<String> {
    let list = api.get(&format!("/api/v1/promises?{query}")).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

/// A time so many seconds from now on.
fn later(app: &TestApp, seconds: i64) -> String {
    app.app.clock.now().plus(seconds * Time::SECOND).to_string()
}

/// What may be taken back of what was just done, as a page tells it.
fn reversion(page: &str) -> String {
    let begin = page.find("/changes/").expect("something to take back");
    page[begin..].split('"').next().unwrap().to_owned()
}

both_databases! {
    async fn a_promise_is_given_kept_and_deleted(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = named(&api, "Ida").await;
        let made = api.post("/api/v1/promises", json!({"customer_id": ida, "text": " Call back\nabout the parcel ", "owner": "anna", "due_at": "2027-11-26T10:00:00Z"})).await.expect(201);
        let (id, one) = (made.id(), made.json());
        assert_eq!((&one["text"], &one["state"], &one["owner"], &one["due_at"]), (&json!("Call back\nabout the parcel"), &json!("open"), &json!("anna"), &json!("2027-11-26T10:00:00Z")));
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), format!("/api/v1/promises/{id}")));
        let card = api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(200).json();
        assert_eq!(card["promises"][0]["id"], json!(id));
        let kept = patch(&api, &id, json!({"state": "kept", "how": "She was glad"})).await.expect(200).json();
        assert_eq!((&kept["state"], &kept["how"], kept["settled_at"].is_string(), kept["settled_by"].is_string()), (&json!("kept"), &json!("She was glad"), true, true));
        assert_eq!(api.get(&format!("/api/v1/customers/{ida}/card")).await.json()["promises"], json!([]));
        let open = patch(&api, &id, json!({"state": "open"})).await.expect(200).json();
        assert_eq!((&open["how"], &open["settled_at"], &open["settled_by"]), (&Value::Null, &Value::Null, &Value::Null));
        assert_eq!(patch(&api, &id, json!({"state": "withdrawn"})).await.expect(422).fields(), ["how"]);
        patch(&api, &id, json!({"state": "withdrawn", "how": "The parcel came"})).await.expect(200);
        let stale = api.with_header("if-match", "\"v1\"");
        assert_eq!(stale.send(axum::http::Method::PATCH, &format!("/api/v1/promises/{id}"), Some("application/json"), b"{}".to_vec()).await.status, 412);
        let told = api.get(&format!("/api/v1/customers/{ida}/changes?of=promise")).await.expect(200).json();
        let actions: Vec<&str> = told["items"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["withdraw", "reopen", "keep", "create"]);
        for word in ["parcel", "came"] {
            let found = api.get(&format!("/api/v1/messages?q={word}")).await.expect(200).json();
            assert_eq!((&found["items"][0]["kind"], &found["items"][0]["id"]), (&json!("promise"), &json!(id)), "{word}");
        }
        let path = format!("/api/v1/promises/{id}");
        api.with_header("if-match", "*").delete(&path).await.expect(204);
        assert_eq!(api.get(&path).await.status, 404);
        assert_eq!(api.get("/api/v1/messages?q=parcel").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn what_cannot_be_is_refused_by_name(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let (ida, eva) = (named(&api, "Ida").await, named(&api, "Eva").await);
        let given = |members: Value| {
            let mut all = json!({"customer_id": ida, "text": "x", "owner": "anna", "due_at": "2027-01-01T00:00:00Z"});
            members.as_object().unwrap().iter().for_each(|(name, value)| all[name] = value.clone());
            all
        };
        assert_eq!(api.post("/api/v1/promises", json!({})).await.expect(422).fields(), ["text", "due_at", "customer_id", "owner"]);
        let foreign = crate::requests::request(&api, &eva, "Other").await;
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05"})).await.expect(201).id();
        for (members, field) in [
            (json!({"text": "å".repeat(2_001)}), "text"),
            (json!({"text": "  "}), "text"),
            (json!({"due_at": "9999-12-31T00:00:00Z"}), "due_at"),
            (json!({"due_at": later(app, 0)}), "due_at"),
            (json!({"due_at": "2020-01-01T00:00:00Z"}), "due_at"),
            (json!({"owner": "nobody"}), "owner"),
            (json!({"owner": null}), "owner"),
            (json!({"team": "none such"}), "team"),
            (json!({"state": "withdrawn"}), "how"),
            (json!({"state": "kept", "how": "x".repeat(501)}), "how"),
            (json!({"customer_id": "00000000-0000-7000-8000-000000000000"}), "customer_id"),
            (json!({"request_id": foreign}), "request_id"),
            (json!({"interaction_id": call}), "interaction_id"),
        ] {
            assert_eq!(api.post("/api/v1/promises", given(members.clone())).await.expect(422).fields(), [field], "{members}");
        }
        let id = promise(&api, &ida, "anna").await;
        assert_eq!(patch(&api, &id, json!({"customer_id": eva})).await.expect(422).fields(), ["customer_id"]);
        for query in ["owner=nobody", "team=none%20such", "owner=anna&team=x"] {
            assert_eq!(api.get(&format!("/api/v1/promises?{query}")).await.expect(422).fields().len(), 1, "{query}");
        }
        // What is due already can still be changed in everything else.
        let soon = api.post("/api/v1/promises", given(json!({"due_at": later(app, 60)}))).await.expect(201).id();
        app.app.clock.advance(Time::HOUR);
        patch(&api, &soon, json!({"text": "y"})).await.expect(200);
        assert_eq!(patch(&api, &soon, json!({"due_at": later(app, -60)})).await.expect(422).fields(), ["due_at"]);
    }
}

both_databases! {
    async fn it_is_its_owners_then_its_teams_then_nobodys(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let ida = named(&api, "Ida").await;
        app.person("anna", Role::Agent).await;
        let anna = app.team("anna", &[]).await;
        let team = anna.team.clone().unwrap().1;
        app.person("bo", Role::Agent).await;
        let hers = promise(&api, &ida, "anna").await;
        promise(&api, &ida, "bo").await;
        assert_eq!(show(&api, &hers).await["team"], json!(team), "the owner's team stands behind them");
        let due = json!("2027-01-01T00:00:00Z");
        api.post("/api/v1/promises", json!({"customer_id": ida, "text": "The team's", "team": team, "due_at": due})).await.expect(201);
        assert_eq!(listed(&api, &format!("team={}", team.replace(' ', "%20"))).await.len(), 2);
        assert_eq!(listed(&api, "owner=bo&state=open").await.len(), 1);
        assert_eq!(listed(&api, "owner=none").await.len(), 0);
        // Whoever goes leaves it to the team, and where there is none to nobody.
        let root = app.browser("root", Role::Administrator).await;
        for login in ["anna", "bo"] {
            let author = app.system();
            let disable = move |tx: &mut db::Tx<'_>| {
                let agent = agents::store::find_by_login(tx, login)?.unwrap();
                let team = agent.team.map(|(_, name)| name);
                let input = AgentInput { login: agent.login, name: agent.name, email: agent.email, role: agent.role, team };
                agents::update(tx, &author, agent.id, agent.version, &input, AgentState::Disabled)
            };
            app.app.write(disable).await.unwrap();
        }
        assert_eq!(listed(&api, "owner=none").await, ["Call back about the parcel"]);
        let page = root.get("/promises?whose=none").await.expect(200).text;
        assert!(page.contains("Call back about the parcel") && page.contains("Nobody"));
        let page = root.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert!(page.contains(&team), "the team's now");
    }
}

both_databases! {
    async fn the_list_pages_by_key_in_the_order_of_what_is_due(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = named(&api, "Ida").await;
        for n in [3, 1, 5, 2, 4] {
            let one = json!({"customer_id": ida, "text": format!("{n}"), "owner": "anna", "due_at": format!("2027-01-0{n}T00:00:00Z")});
            api.post("/api/v1/promises", one).await.expect(201);
        }
        let mut seen = Vec::new();
        for (state, expected) in [("state=open&", "12345"), ("", "54321")] {
            let mut after = String::new();
            seen.clear();
            loop {
                let part = api.get(&format!("/api/v1/promises?{state}limit=2{after}")).await.expect(200).json();
                seen.extend(part["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()));
                match part["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
            assert_eq!(seen.concat(), expected);
        }
        assert_eq!(listed(&api, "due_by=2027-01-02T00:00:00Z&state=open").await, ["1", "2"]);
    }
}

both_databases! {
    async fn it_is_told_once_that_it_is_due(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = named(&api, "Ida").await;
        let one = json!({"customer_id": ida, "text": "Soon", "owner": "anna", "due_at": later(app, 60)});
        let id = api.post("/api/v1/promises", one).await.expect(201).id();
        let count = async || {
            let sql = "SELECT COUNT(*) FROM events WHERE kind = 'promise.due'";
            app.app.read(move |tx| Ok(tx.get(sql, &[], |row| row.get::<i64>(0))?)).await.unwrap()
        };
        work::all(&app.app).await.unwrap();
        assert_eq!(count().await, 0);
        app.app.clock.advance(2 * Time::MINUTE);
        work::all(&app.app).await.unwrap();
        work::all(&app.app).await.unwrap();
        assert_eq!(count().await, 1);
        // Put off, it is told again.
        patch(&api, &id, json!({"due_at": later(app, 60)})).await.expect(200);
        app.app.clock.advance(2 * Time::MINUTE);
        work::all(&app.app).await.unwrap();
        assert_eq!(count().await, 2);
        let ivr = async || api.get("/api/v1/ivr?phone=070-174%2006%2005").await.expect(200).json();
        assert_eq!((&ivr().await["open_promises"], &ivr().await["promise_due_at"]), (&json!(0), &Value::Null));
        api.with_header("if-match", "*").patch(&format!("/api/v1/customers/{ida}"), json!({"phones": [{"value": "070-174 06 05"}]})).await.expect(200);
        assert_eq!((&ivr().await["open_promises"], ivr().await["promise_due_at"].is_string()), (&json!(1), true));
    }
}

both_databases! {
    async fn an_agent_gives_it_from_the_card_and_takes_back_what_they_did(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = named(&api, "Ida").await;
        let browser = app.browser("anna", Role::Agent).await;
        let (path, at) = (format!("/customers/{ida}/promises"), format!("/customers/{ida}"));
        let sheet = browser.get(&format!("{path}/new?at={at}")).await.expect(200).text;
        assert!(sheet.contains("Tomorrow 10:00") && sheet.contains("anna"), "{sheet}");
        // Nothing typed; a day that is over; a day that is none.
        for (form, words) in [
            (vec![("due", "tomorrow")], "must not be empty"),
            (vec![("text", "Call"), ("exact", "2020-01-01T10:00")], "This time is over"),
            (vec![("text", "Call"), ("exact", "12026-01-01T10:00")], "must be a date"),
            (vec![("text", "Call"), ("exact", "9999-01-01T10:00")], "more than two years"),
            (vec![("text", "Call")], "Say when it is due"),
            (vec![("text", "Call"), ("due", "tomorrow"), ("whose", "agent:nobody")], "Nobody has this login"),
        ] {
            let page = browser.form(&path, &form).await.expect(422).text;
            assert!(page.contains(words), "{words}: {page}");
        }
        let given = [("text", "Call about\r\nthe parcel"), ("due", "tomorrow"), ("whose", "agent:anna"), ("at", at.as_str())];
        let done = browser.form(&path, &given).await.expect(303).header("location");
        let card = browser.get(&done).await.expect(200).text;
        assert!(card.contains("the parcel") && card.contains("tomorrow 10:00") && card.contains("rail-promises"), "{card}");
        let id = api.get("/api/v1/promises").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(show(&api, &id).await["owner"], "anna");
        let back = [("at", at.as_str()), ("how", "It came")];
        let done = browser.form(&format!("/promises/{id}/keeping"), &back).await.expect(303).header("location");
        let card = browser.get(&done).await.expect(200).text;
        assert!(card.contains("Promise kept") && !card.contains("promise-list"), "{card}");
        browser.form(&format!("/promises/{id}/keeping"), &back).await.expect(409);
        browser.form(&reversion(&card), &[("at", at.as_str())]).await.expect(303);
        assert_eq!((&show(&api, &id).await["state"], &show(&api, &id).await["how"]), (&json!("open"), &Value::Null));
        let unsaid = browser.form(&format!("/promises/{id}/withdrawal"), &[("at", at.as_str()), ("how", " ")]).await;
        assert_eq!(unsaid.status, 422);
        browser.form(&format!("/promises/{id}/withdrawal"), &[("how", "Not needed")]).await.expect(303);
        assert_eq!(show(&api, &id).await["state"], "withdrawn");
        let second = promise(&api, &ida, "anna").await;
        let tag = [("version", "1"), ("at", at.as_str())];
        let done = browser.form(&format!("/promises/{second}/deletion"), &tag).await.expect(303).header("location");
        let card = browser.get(&done).await.expect(200).text;
        browser.form(&reversion(&card), &[("at", at.as_str())]).await.expect(303);
        assert_eq!((&show(&api, &second).await["state"], &show(&api, &second).await["owner"]), (&json!("open"), &json!("anna")));
        // Somebody was faster.
        patch(&api, &second, json!({"text": "Theirs"})).await.expect(200);
        let edit = [("text", "Mine"), ("whose", "agent:anna"), ("version", "2")];
        let page = browser.form(&format!("/promises/{second}"), &edit).await.expect(412).text;
        assert!(page.contains("Theirs") && page.contains("Mine"), "{page}");
        let again = [("text", "Mine"), ("whose", "agent:anna"), ("version", "3")];
        browser.form(&format!("/promises/{second}"), &again).await.expect(303);
        assert_eq!(show(&api, &second).await["text"], "Mine");
        for (query, holds) in [("", true), ("?state=withdrawn", false), ("?whose=team", false), ("?state=overdue", false)] {
            assert_eq!(browser.get(&format!("/promises{query}")).await.expect(200).text.contains("Mine</p>"), holds, "{query}");
        }
        // What others have to keep is shown to supervisors.
        app.person("bo", Role::Agent).await;
        promise(&api, &ida, "bo").await;
        assert!(!browser.get("/promises?whose=all").await.expect(200).text.contains("Call back about the parcel"));
        let heike = app.browser("heike", Role::Supervisor).await;
        assert!(heike.get("/promises?whose=all").await.expect(200).text.contains("Call back about the parcel"));
    }
}

both_databases! {
    async fn it_stays_with_its_request_and_is_read_in_its_story(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("bo", Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let (first, second) = (crate::requests::request(&api, &ida, "First").await, crate::requests::request(&api, &ida, "Second").await);
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "request_id": first})).await.expect(201).id();
        let one = json!({"customer_id": ida, "interaction_id": call, "text": "A new parcel", "owner": "bo", "due_at": "2027-01-01T00:00:00Z"});
        let id = api.post("/api/v1/promises", one).await.expect(201).json();
        assert_eq!(id["request_id"], json!(first), "that of its contact");
        let id = id["id"].as_str().unwrap().to_owned();
        let browser = app.browser("anna", Role::Agent).await;
        let panel = browser.get(&format!("/interactions/{call}")).await.expect(200).text;
        assert!(panel.contains("A new parcel"));
        api.put(&format!("/api/v1/requests/{first}/merging"), json!({"into": second})).await.expect(200);
        for request in [&first, &second] {
            let page = browser.get(&format!("/requests/{request}")).await.expect(200).text;
            assert!(page.contains("A new parcel") && page.contains("promised something"), "{page}");
        }
        browser.form(&format!("/promises/{id}/keeping"), &[("how", "Sent")]).await.expect(303);
        assert!(browser.get(&format!("/requests/{second}")).await.text.contains("kept a promise"));
        api.with_header("if-match", "*").delete(&format!("/api/v1/requests/{first}")).await.expect(204);
        assert_eq!(show(&api, &id).await["request_id"], Value::Null);
        let deletion = api.get(&format!("/api/v1/customers/{ida}/changes?of=request")).await.json();
        let change = deletion["items"].as_array().unwrap().iter().find(|one| one["action"] == "delete").unwrap()["id"].clone();
        api.post(&format!("/api/v1/changes/{}/reversion", change.as_str().unwrap()), json!({})).await.expect(201);
        assert_eq!(show(&api, &id).await["request_id"], json!(first), "it comes back with its promises");
    }
}

both_databases! {
    async fn a_team_may_be_kept_from_them(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = named(&api, "Ida").await;
        app.person("bo", Role::Agent).await;
        let id = promise(&api, &ida, "bo").await;
        app.person("sara", Role::Agent).await;
        app.team("sara", &[Feature::PromisesSee]).await;
        let blind = app.browser("sara", Role::Agent).await;
        for path in ["/promises".to_owned(), format!("/promises/{id}"), format!("/promises/{id}/edit"), format!("/customers/{ida}/promises/new")] {
            assert_eq!(blind.get(&path).await.status, 403, "{path}");
        }
        for text in [blind.get(&format!("/customers/{ida}")).await.expect(200).text, blind.get("/messages?q=parcel").await.expect(200).text] {
            assert!(!text.contains("Call back about the parcel") && !text.contains("data-key=\"p\""), "{text}");
        }
        app.person("lena", Role::Agent).await;
        app.team("lena", &[Feature::PromisesEdit, Feature::PromisesDelete, Feature::PromisesAdd]).await;
        let reader = app.browser("lena", Role::Agent).await;
        let card = reader.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert!(card.contains("Call back about the parcel") && !card.contains("/keeping") && !card.contains("data-key=\"p\""));
        for (path, form) in [
            (format!("/promises/{id}/keeping"), vec![]),
            (format!("/promises/{id}/withdrawal"), vec![("how", "x")]),
            (format!("/promises/{id}/deletion"), vec![("version", "1")]),
            (format!("/customers/{ida}/promises"), vec![("text", "x"), ("due", "tomorrow")]),
        ] {
            reader.form(&path, &form).await.expect(403);
        }
    }
}

both_databases! {
    async fn a_restricted_customers_promises_are_told_to_no_agent(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let ida = named(&api, "Ida").await;
        let browser = app.browser("anna", Role::Agent).await;
        let id = promise(&api, &ida, "anna").await;
        assert!(browser.get("/").await.text.contains("rail-promises"));
        let restriction = json!({"reason": "contested", "note": "The address is wrong"});
        api.put(&format!("/api/v1/customers/{ida}/restriction"), restriction).await.expect(200);
        let agent = app.api(Role::Agent).await;
        assert_eq!(agent.get(&format!("/api/v1/promises/{id}")).await.status, 423);
        assert_eq!(listed(&agent, "").await.len(), 0);
        assert_eq!(browser.get(&format!("/promises/{id}")).await.status, 423);
        let list = browser.get("/promises").await.expect(200).text;
        assert!(!list.contains("Call back") && !list.contains("rail-promises"), "{list}");
        assert!(!browser.get("/messages?q=parcel").await.text.contains("Call back"));
        assert_eq!(api.post("/api/v1/promises", json!({"customer_id": ida, "text": "x", "owner": "anna", "due_at": "2027-01-01T00:00:00Z"})).await.status, 423);
    }
}
