//! Requests: what customers want, from the first word to the last, on both databases.

use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::requests::work;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

pub async fn request(api: &Client, customer: &str, title: &str) -> String {
    api.post("/api/v1/requests", json!({"customer_id": customer, "title": title})).await.expect(201).id()
}

async fn customer(api: &Client, members: Value) -> String {
    api.post("/api/v1/customers", members).await.expect(201).id()
}

async fn named(api: &Client, name: &str) -> String {
    customer(api, json!({"name": name})).await
}

async fn show(api: &Client, id: &str) -> Value {
    api.get(&format!("/api/v1/requests/{id}")).await.expect(200).json()
}

async fn patch(api: &Client, id: &str, members: Value) -> Answer {
    let path = format!("/api/v1/requests/{id}");
    let tag = api.get(&path).await.expect(200).header("etag");
    api.with_header("if-match", &tag).patch(&path, members).await
}

async fn under(api: &Client, interaction: &str, request: Value) {
    api.put(&format!("/api/v1/interactions/{interaction}/request"), json!({"request_id": request}))
        .await
        .expect(204);
}

async fn listed(api: &Client, query: &str) -> Vec<String> {
    let list = api.get(&format!("/api/v1/requests?{query}")).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_owned()).collect()
}

/// Moves the clock on and lets the job work.
async fn after(app: &TestApp, days: i64) {
    app.app.clock.advance(days * Time::DAY);
    work::all(&app.app).await.unwrap();
}

both_databases! {
    async fn a_request_is_written_changed_and_deleted(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = named(&api, "Ida").await;
        let made = api.post("/api/v1/requests", json!({"customer_id": ida, "title": " A new meter ", "description": "The old one\nticks", "tags": ["Meter", "meter", "cellar"], "owner": "anna", "due": "2030-01-02", "fields": {"n": 4}})).await.expect(201);
        let (id, one) = (made.id(), made.json());
        assert_eq!((&one["title"], &one["number"], &one["status"], &one["status_kind"]), (&json!("A new meter"), &json!(100_001), &json!("open"), &json!("open")));
        assert_eq!((&one["tags"], &one["owner"], &one["due"], &one["fields"], &one["closed_at"]), (&json!(["Meter", "cellar"]), &json!("anna"), &json!("2030-01-02"), &json!({"n": 4}), &Value::Null));
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), format!("/api/v1/requests/{id}")));
        let closed = patch(&api, &id, json!({"status": "closed", "description": null})).await.expect(200).json();
        assert_eq!((&closed["description"], closed["closed_at"].is_string(), &closed["closes_at"]), (&Value::Null, true, &Value::Null));
        let open = patch(&api, &id, json!({"status": "waiting"})).await.expect(200).json();
        assert_eq!((&open["closed_at"], open["closes_at"].is_string()), (&Value::Null, true));
        let path = format!("/api/v1/requests/{id}");
        let stale = api.with_header("if-match", "\"v1\"");
        assert_eq!(stale.send(axum::http::Method::PATCH, &path, Some("application/json"), b"{}".to_vec()).await.status, 412);
        let told = api.get(&format!("/api/v1/customers/{ida}/changes?of=request")).await.expect(200).json();
        let actions: Vec<&str> = told["items"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["update", "update", "create"]);
        let found = api.get("/api/v1/messages?q=meter").await.expect(200).json();
        assert_eq!((&found["items"][0]["kind"], &found["items"][0]["id"]), (&json!("request"), &json!(id)));
        api.with_header("if-match", "*").delete(&path).await.expect(204);
        assert_eq!(api.get(&path).await.status, 404);
        assert_eq!(api.get("/api/v1/messages?q=meter").await.json()["items"], json!([]));
        // A number is given once.
        assert_eq!(show(&api, &request(&api, &ida, "Next").await).await["number"], 100_002);
    }
}

both_databases! {
    async fn what_cannot_be_is_refused_by_name(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = named(&api, "Ida").await;
        let fields = async |members: Value| api.post("/api/v1/requests", members).await.expect(422).fields();
        let long = "å".repeat(2_001);
        assert_eq!(fields(json!({})).await, ["title", "customer_id"]);
        assert_eq!(
            fields(json!({"customer_id": ida, "title": "a\nb", "description": long, "tags": ["x".repeat(51)], "owner": "nobody", "team": "none", "due": "soon"})).await,
            ["title", "description", "due", "tags[0]", "owner", "team"]
        );
        assert_eq!(fields(json!({"customer_id": "00000000-0000-7000-8000-000000000000", "title": "x"})).await, ["customer_id"]);
        let unknown = api.post("/api/v1/requests", json!({"customer_id": ida, "title": "x", "status": "lost"})).await.expect(422);
        assert!(unknown.text.contains("open, waiting, solved, closed"), "{}", unknown.text);
        assert_eq!(fields(json!({"customer_id": ida, "title": "x", "closed_at": "2020-01-01T00:00:00Z", "created_at": "2020-01-02T00:00:00Z"})).await, ["closed_at"]);
        assert_eq!(fields(json!({"customer_id": ida, "title": "x", "closed_at": "2020-01-01T00:00:00Z", "status": "open"})).await, ["closed_at"]);
        assert_eq!(fields(json!({"customer_id": ida, "title": "x", "created_at": "2999-01-01T00:00:00Z"})).await, ["created_at"]);
        assert_eq!(fields(json!({"customer_id": ida, "title": "x", "number": 0})).await, ["number"]);
        assert_eq!(fields(json!({"customer_id": ida, "title": "x", "interaction_id": ida})).await, ["interaction_id"]);
        let told = json!({"customer_id": ida, "title": "Old", "number": 7, "ref": "t-7", "created_at": "2020-01-01T00:00:00Z", "closed_at": "2020-01-03T00:00:00Z"});
        let one = api.post("/api/v1/requests", told).await.expect(201).json();
        assert_eq!((&one["status"], &one["number"], &one["created_at"]), (&json!("closed"), &json!(7), &json!("2020-01-01T00:00:00Z")));
        for (member, value) in [("number", json!(7)), ("ref", json!("t-7"))] {
            assert_eq!(api.post("/api/v1/requests", json!({"customer_id": ida, "title": "x", member: value})).await.expect(409).fields(), [member]);
        }
        let id = one["id"].as_str().unwrap();
        assert_eq!(patch(&api, id, json!({"number": 8})).await.expect(422).fields(), ["number"]);
        for query in ["status=lost", "kind=lost", "owner=nobody", "team=none%20such", "due_by=soon"] {
            assert_eq!(api.get(&format!("/api/v1/requests?{query}")).await.expect(422).fields(), [query.split('=').next().unwrap()]);
        }
    }
}

both_databases! {
    async fn left_alone_it_closes_and_the_next_word_opens_it(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"name": "Ida", "emails": [{"value": "ida@mail.example"}]})).await;
        let id = request(&api, &ida, "A meter").await;
        after(app, 4).await;
        assert_eq!(show(&api, &id).await["status"], "open");
        // What is said in it counts as an update.
        let mail = |reference: &str, text: &str| json!({"ref": reference, "channel": "email", "state": "active", "from": "ida@mail.example", "to": "us@norrvik.example", "messages": [{"subject": "Re: meter [#100001]", "text": text}]});
        let first = api.post("/api/v1/interactions", mail("m-1", "Where is it?")).await.expect(201).json();
        assert_eq!(first["request_id"], json!(id), "an e-mail that names it stands under it");
        after(app, 4).await;
        assert_eq!(show(&api, &id).await["status"], "open");
        after(app, 2).await;
        let closed = show(&api, &id).await;
        assert_eq!((&closed["status"], closed["closed_at"].is_string(), &closed["closes_at"]), (&json!("closed"), true, &Value::Null));
        let told = api.get(&format!("/api/v1/customers/{ida}/changes?of=request")).await.json();
        assert_eq!((&told["items"][0]["action"], &told["items"][0]["by"]), (&json!("close"), &json!("Visavi")));
        // Our own words do not open it; theirs do.
        let path = format!("/api/v1/interactions/{}/messages", first["id"].as_str().unwrap());
        app.app.clock.advance(Time::MINUTE);
        api.post(&path, json!({"from": "us@norrvik.example", "text": "It came"})).await.expect(201);
        assert_eq!(show(&api, &id).await["status"], "closed");
        app.app.clock.advance(Time::MINUTE);
        api.post(&path, json!({"from": "ida@mail.example", "text": "It did not"})).await.expect(201);
        let open = show(&api, &id).await;
        assert_eq!((&open["status"], &open["closed_at"], open["closes_at"].is_string()), (&json!("open"), &Value::Null, true));
        // So does the next contact, and what was said before does not.
        patch(&api, &id, json!({"status": "solved"})).await.expect(200);
        api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "request_id": id, "started_at": "2020-01-01T00:00:00Z"})).await.expect(201);
        assert_eq!(show(&api, &id).await["status"], "solved");
        app.app.clock.advance(Time::MINUTE);
        api.post("/api/v1/interactions", mail("m-2", "Again")).await.expect(201);
        assert_eq!(show(&api, &id).await["status"], "open");
        // Somebody else's number in a subject is not theirs.
        let eva = customer(&api, json!({"name": "Eva", "emails": [{"value": "eva@mail.example"}]})).await;
        let theirs = json!({"channel": "email", "from": "eva@mail.example", "to": "us@norrvik.example", "messages": [{"subject": "[#100001]", "text": "x"}]});
        let theirs = api.post("/api/v1/interactions", theirs).await.expect(201).json();
        assert_eq!((&theirs["customer_id"], &theirs["request_id"]), (&json!(eva), &Value::Null));
    }
}

both_databases! {
    async fn administrators_say_what_statuses_there_are_and_when_they_close(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = named(&api, "Ida").await;
        let id = request(&api, &ida, "A meter").await;
        let browser = app.browser("admin", Role::Administrator).await;
        let page = browser.get("/request-statuses").await.expect(200).text;
        assert!(page.contains("Solved") && page.contains("value=\"5\""));
        browser.form("/request-statuses/open", &[("name", "To do"), ("kind", "open"), ("days", "2"), ("version", "1")]).await.expect(303);
        browser.form("/request-statuses", &[("name", "At the workshop"), ("key", "workshop"), ("kind", "waiting"), ("days", "")]).await.expect(303);
        let statuses = api.get("/api/v1/request-statuses").await.expect(200).json();
        assert_eq!(statuses[0], json!({"key": "open", "name": "To do", "kind": "open", "days": 2}));
        assert_eq!(statuses[4], json!({"key": "workshop", "name": "At the workshop", "kind": "waiting", "days": null}));
        let other = request(&api, &ida, "At the workshop").await;
        patch(&api, &other, json!({"status": "workshop"})).await.expect(200);
        // The rule holds for those that have the status already.
        after(app, 3).await;
        assert_eq!((&show(&api, &id).await["status"], &show(&api, &other).await["status"]), (&json!("closed"), &json!("workshop")));
        let browser = app.browser("root", Role::Administrator).await;
        for (path, form, status) in [
            ("/request-statuses", vec![("name", ""), ("key", "A B"), ("kind", "x"), ("days", "0")], 422),
            ("/request-statuses", vec![("name", "x"), ("key", "open"), ("kind", "open")], 409),
            ("/request-statuses/open", vec![("name", ""), ("kind", "open"), ("version", "1")], 409),
            ("/request-statuses/workshop", vec![("name", "x"), ("kind", "closed"), ("version", "1")], 409),
            ("/request-statuses/workshop/deletion", vec![], 409),
            ("/request-statuses/solved/deletion", vec![], 409),
        ] {
            browser.form(path, &form).await.expect(status);
        }
        patch(&api, &other, json!({"status": "open"})).await.expect(200);
        browser.form("/request-statuses/workshop/position", &[("by", "-1")]).await.expect(303);
        assert_eq!(api.get("/api/v1/request-statuses").await.json()[3]["key"], "workshop");
        browser.form("/request-statuses/workshop/deletion", &[]).await.expect(303);
        assert_eq!(api.get("/api/v1/request-statuses").await.json().as_array().unwrap().len(), 4);
    }
}

both_databases! {
    async fn interactions_are_moved_between_requests_and_customers_and_back(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let ida = customer(&api, json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await;
        let eva = named(&api, "Eva").await;
        let (first, second) = (request(&api, &ida, "First").await, request(&api, &ida, "Second").await);
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "state": "closed"})).await.expect(201).id();
        let here = async || api.get(&format!("/api/v1/interactions/{call}")).await.json()["request_id"].clone();
        let last = async || api.get(&format!("/api/v1/customers/{ida}/changes?of=interaction")).await.json()["items"][0].clone();
        under(&api, &call, json!(first)).await;
        under(&api, &call, json!(second)).await;
        assert_eq!(here().await, json!(second));
        let change = last().await;
        assert_eq!((&change["action"], &change["before"], &change["after"]), (&json!("put_under"), &json!({"request_id": first}), &json!({"request_id": second})));
        // From the change history at any time.
        api.post(&format!("/api/v1/changes/{}/reversion", change["id"].as_str().unwrap()), json!({"member": "request_id"})).await.expect(201);
        assert_eq!(here().await, json!(first));
        // Of another customer, it is about something else; back again, it is as it was.
        api.put(&format!("/api/v1/interactions/{call}/customer"), json!({"customer_id": eva})).await.expect(200);
        assert_eq!(here().await, Value::Null);
        let moved = last().await;
        assert_eq!(moved["action"], "attach");
        api.post(&format!("/api/v1/changes/{}/reversion", moved["id"].as_str().unwrap()), json!({"member": ""})).await.expect(201);
        assert_eq!(here().await, json!(first));
        assert_eq!(api.get(&format!("/api/v1/interactions/{call}")).await.json()["customer_id"], json!(ida));
        under(&api, &call, Value::Null).await;
        assert_eq!(here().await, Value::Null);
        for (path, id) in [(format!("/api/v1/interactions/{call}/request"), ida.clone())] {
            assert_eq!(api.put(&path, json!({"request_id": id})).await.expect(422).fields(), ["request_id"]);
        }
        let made = api.post("/api/v1/requests", json!({"customer_id": ida, "title": "From the call", "interaction_id": call})).await.expect(201).id();
        assert_eq!(here().await, json!(made));
        // Deleted and brought back, it holds what stood under it.
        api.with_header("if-match", "*").delete(&format!("/api/v1/requests/{made}")).await.expect(204);
        assert_eq!(here().await, Value::Null);
        let gone = api.get(&format!("/api/v1/customers/{ida}/changes?of=request")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        api.post(&format!("/api/v1/changes/{gone}/reversion"), json!({"member": ""})).await.expect(201);
        assert_eq!(here().await, json!(made));
        assert_eq!(show(&api, &made).await["title"], "From the call");
    }
}

both_databases! {
    async fn two_that_are_one_are_merged_and_unmerged_exactly(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await;
        let (first, second, third) = (request(&api, &ida, "First").await, request(&api, &ida, "Second").await, request(&api, &ida, "Third").await);
        let call = |request: &str| json!({"channel": "call", "from": "070-174 06 05", "state": "closed", "request_id": request});
        let (one, two) = (api.post("/api/v1/interactions", call(&first)).await.expect(201).id(), api.post("/api/v1/interactions", call(&second)).await.expect(201).id());
        let before = (show(&api, &first).await, show(&api, &second).await);
        let merging = async |id: &str, into: &str| api.put(&format!("/api/v1/requests/{id}/merging"), json!({"into": into})).await;
        assert_eq!(merging(&second, &first).await.expect(200).json()["merged_into"], json!(first));
        assert_eq!(listed(&api, &format!("customer_id={ida}")).await, ["Third", "First"]);
        let browser = app.browser("anna", Role::Agent).await;
        let story = browser.get(&format!("/requests/{first}")).await.expect(200).text;
        assert!(story.contains(&format!("entry-{one}")) && story.contains(&format!("entry-{two}")) && story.contains("Second"));
        // What comes for the one that is merged goes to the other.
        let late = api.post("/api/v1/interactions", call(&second)).await.expect(201).json();
        assert_eq!(late["request_id"], json!(first));
        assert_eq!(merging(&second, &third).await.expect(409).fields(), ["into"]);
        assert_eq!(merging(&first, &second).await.expect(409).fields(), ["into"]);
        merging(&first, &third).await.expect(200);
        assert_eq!(merging(&third, &second).await.expect(409).fields(), ["into"], "no circle");
        let story = browser.get(&format!("/requests/{third}")).await.expect(200).text;
        assert!(story.contains(&format!("entry-{one}")) && story.contains(&format!("entry-{two}")));
        for id in [&first, &second] {
            api.delete(&format!("/api/v1/requests/{id}/merging")).await.expect(204);
            api.delete(&format!("/api/v1/requests/{id}/merging")).await.expect(409);
        }
        let told = |one: &Value| (one["merged_into"].clone(), one["title"].clone(), one["status"].clone(), one["updated_at"].clone());
        let now = (show(&api, &first).await, show(&api, &second).await);
        assert_eq!((told(&now.0), told(&now.1)), (told(&before.0), told(&before.1)));
        assert_eq!(api.get(&format!("/api/v1/interactions/{two}")).await.json()["request_id"], json!(second));
        let stranger = named(&api, "Bo").await;
        assert_eq!(merging(&first, &request(&api, &stranger, "x").await).await.expect(409).fields(), ["into"]);
    }
}

both_databases! {
    async fn the_card_the_voice_menu_and_a_company_tell_of_them(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let company = customer(&api, json!({"kind": "company", "name": "Modrzew"})).await;
        let ida = customer(&api, json!({"name": "Ida", "company_id": company, "phones": [{"value": "070-174 06 05"}]})).await;
        let first = request(&api, &ida, "First").await;
        request(&api, &company, "Of the company").await;
        app.app.clock.advance(4 * Time::DAY + Time::HOUR);
        let second = request(&api, &ida, "Second").await;
        patch(&api, &second, json!({"status": "solved"})).await.expect(200);
        let card = api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(200).json();
        assert_eq!((card["open_requests"].as_array().unwrap().len(), &card["open_requests"][0]["title"]), (1, &json!("First")));
        assert_eq!(api.get("/api/v1/ivr?phone=0701740605").await.expect(200).json()["open_requests"], 1);
        assert_eq!(listed(&api, &format!("customer_id={company}")).await, ["Second", "Of the company", "First"]);
        assert_eq!(listed(&api, &format!("customer_id={company}&scope=own")).await, ["Of the company"]);
        assert_eq!(listed(&api, &format!("customer_id={ida}&kind=open,waiting")).await, ["First"]);
        assert_eq!(listed(&api, "status=solved").await, ["Second"]);
        assert_eq!(listed(&api, "number=100001").await, ["First"]);
        assert_eq!(listed(&api, "owner=none&limit=1").await, ["Second"]);
        let browser = app.browser("anna", Role::Agent).await;
        let page = browser.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert!(page.contains("1 open request, the oldest 4 days") && page.contains("the first closes by itself"), "{page}");
        let tab = browser.get(&format!("/customers/{company}?tab=requests")).await.expect(200).text;
        assert!(tab.contains("First") && tab.contains("Of the company") && tab.contains("Ida"));
        let list = browser.get("/requests").await.expect(200).text;
        assert!(list.contains("First") && !list.contains(">Second<"));
        assert_eq!(browser.get("/requests?number=%23100001").await.expect(303).header("location"), format!("/requests/{first}"));
        for query in ["?status=all&owner=me&team=none&due=overdue", "?owner=nobody", "?status=KIND:solved", "?number=1"] {
            browser.get(&format!("/requests{query}")).await.expect(200);
        }
    }
}

both_databases! {
    async fn agents_write_them_on_the_card_and_from_a_contact(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await;
        let browser = app.browser("anna", Role::Agent).await;
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "state": "active", "agent": "anna", "topic": "The meter"})).await.expect(201).id();
        let page = browser.get(&format!("/interactions/{call}")).await.expect(200).text;
        assert!(page.contains(&format!("/customers/{ida}/requests/new?interaction={call}")));
        let form = browser.get(&format!("/customers/{ida}/requests/new?interaction={call}")).await.expect(200).text;
        assert!(form.contains("value=\"The meter\""));
        let long = "x".repeat(2_001);
        let refused = browser.form(&format!("/customers/{ida}/requests"), &[("title", ""), ("description", &long), ("interaction", &call)]).await.expect(422).text;
        assert!(refused.contains("request-title-wrong") && refused.contains("request-description-wrong"));
        let saved = browser.form(&format!("/customers/{ida}/requests"), &[("title", "The meter"), ("tags", "cellar, cellar, old"), ("owner", "anna"), ("interaction", &call)]).await.expect(303);
        assert!(saved.header("location").starts_with(&format!("/interactions/{call}?tab=requests&done=")));
        let one = api.get("/api/v1/requests").await.json()["items"][0].clone();
        let id = one["id"].as_str().unwrap();
        assert_eq!((&one["tags"], &one["owner"]), (&json!(["cellar", "old"]), &json!("anna")));
        assert_eq!(api.get(&format!("/api/v1/interactions/{call}")).await.json()["request_id"], json!(id));
        let page = browser.get(&format!("/interactions/{call}")).await.expect(200).text;
        assert!(page.contains("#100001") && page.contains("Take out of this request"));
        let done = browser.form(&format!("/requests/{id}/status"), &[("status", "solved")]).await.expect(303).header("location");
        assert!(browser.get(&done).await.expect(200).text.contains("Request saved"));
        browser.form(&format!("/requests/{id}"), &[("title", "The old meter"), ("status", "waiting"), ("version", "2")]).await.expect(303);
        let stale = browser.form(&format!("/requests/{id}"), &[("title", "Mine"), ("status", "open"), ("version", "2")]).await.expect(412).text;
        assert!(stale.contains("Somebody else has changed this request") && stale.contains("value=\"Mine\""));
        app.app.clock.advance(4 * Time::DAY + Time::HOUR);
        let browser = app.browser("bo", Role::Agent).await;
        let page = browser.get(&format!("/requests/{id}")).await.expect(200).text;
        assert!(page.contains("Keep open") && page.contains("Solved") && page.contains(&format!("entry-{call}")));
        browser.form(&format!("/requests/{id}/keeping"), &[]).await.expect(303);
        assert!(!browser.get(&format!("/requests/{id}")).await.expect(200).text.contains("Keep open"));
        let other = request(&api, &ida, "Other").await;
        browser.form(&format!("/requests/{id}/merging"), &[("into", "no number")]).await.expect(422);
        browser.form(&format!("/requests/{id}/merging"), &[("into", "#100002")]).await.expect(303);
        assert_eq!(show(&api, id).await["merged_into"], json!(other));
        browser.form(&format!("/requests/{id}/merging/undoing"), &[]).await.expect(303);
        browser.form(&format!("/interactions/{call}/request"), &[("request_id", "")]).await.expect(303);
        browser.form(&format!("/interactions/{call}/request"), &[("request_id", &other)]).await.expect(303);
        assert_eq!(api.get(&format!("/api/v1/interactions/{call}")).await.json()["request_id"], json!(other));
        browser.form(&format!("/requests/{other}/deletion"), &[("version", "1")]).await.expect(303);
        assert_eq!(api.get(&format!("/api/v1/requests/{other}")).await.status, 404);
    }
}

both_databases! {
    async fn a_team_may_be_kept_from_them(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await;
        let id = request(&api, &ida, "Secret wish").await;
        let anna = app.browser("anna", Role::Agent).await;
        app.team("anna", &[Feature::RequestsEdit, Feature::RequestsAdd]).await;
        let page = anna.get(&format!("/requests/{id}")).await.expect(200).text;
        assert!(page.contains("Secret wish") && !page.contains("/edit"));
        anna.form(&format!("/requests/{id}"), &[("title", "x"), ("version", "1")]).await.expect(403);
        anna.get(&format!("/customers/{ida}/requests/new")).await.expect(403);
        app.team("anna", &[Feature::RequestsSee]).await;
        for path in [format!("/requests/{id}"), "/requests".to_owned()] {
            anna.get(&path).await.expect(403);
        }
        for path in [format!("/customers/{ida}"), format!("/customers/{ida}?tab=requests"), "/messages?q=wish".to_owned(), format!("/customers/{ida}?tab=changes")] {
            assert!(!anna.get(&path).await.expect(200).text.contains("Secret wish"), "{path}");
        }
    }
}

both_databases! {
    async fn tickets_of_another_system_are_brought_in_once_and_taken_back(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = customer(&api, json!({"name": "Ida", "ref": "c-1", "phones": [{"value": "070-174 06 05"}]})).await;
        let file = "ticket,customer,phone,subject,body,state,assignee,tags,created,closed,field.Serie\n\
            104817,c-1,,The meter ticks,Since May,pending,anna,cellar;old,2025-05-02 10:00,,A-1\n\
            #104818,,070-174 06 05,Done long ago,,resolved,nobody,,2024-01-02T10:00:00Z,2024-01-05T10:00:00Z,\n\
            104819,c-1,,Closed,,closed,,,2024-01-02,2024-01-05 09:00,\n\
            104820,c-9,,Nobody's,,open,,,,,\n\
            104821,c-1,,,No title,open,,,,,\n\
            x,c-1,,No number,,open,,,,,\n\
            104822,c-1,,No such status,,lost in space,,,,,\n";
        let done = crate::imports::import(app, "tickets.csv", file).await;
        assert_eq!((done.counts.created, done.counts.rejected, done.counts.remarked), (2, 5, 1), "{:?}", done.counts);
        let one = api.get("/api/v1/requests?number=104817").await.expect(200).json()["items"][0].clone();
        assert_eq!((&one["title"], &one["status"], &one["owner"], &one["tags"], &one["customer_id"]), (&json!("The meter ticks"), &json!("waiting"), &json!("anna"), &json!(["cellar", "old"]), &json!(ida)));
        assert_eq!((&one["created_at"], &one["fields"]["Serie"]), (&json!("2025-05-02T08:00:00Z"), &json!("A-1")));
        let two = api.get("/api/v1/requests?number=104818").await.json()["items"][0].clone();
        assert_eq!((&two["status"], &two["owner"]), (&json!("solved"), &Value::Null));
        let again = crate::imports::import(app, "again.csv", file).await;
        assert_eq!((again.counts.created, again.counts.skipped), (0, 2));
        patch(&api, two["id"].as_str().unwrap(), json!({"title": "Looked at"})).await.expect(200);
        crate::imports::take_back(app, done.id).await;
        assert_eq!(listed(&api, "").await, ["Looked at"]);
        assert_eq!(show(&api, &request(&api, &ida, "Next").await).await["number"], 104_819);
    }
}

both_databases! {
    async fn requests_are_narrowed_down_by_a_tag(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = named(&api, "Ida").await;
        for (title, tags) in [("One", json!(["urgent", "he said \"no\""])), ("Two", json!(["urgently"])), ("Three", json!([]))] {
            api.post("/api/v1/requests", json!({"customer_id": ida, "title": title, "tags": tags})).await.expect(201);
        }
        assert_eq!(listed(&api, "tag=urgent").await, ["One"]);
        assert_eq!(listed(&api, "tag=he%20said%20%22no%22").await, ["One"]);
        assert!(listed(&api, "tag=gent").await.is_empty());
        let browser = app.browser("anna", Role::Agent).await;
        let page = browser.get("/requests?tag=urgently").await.expect(200).text;
        assert!(page.contains("Two") && !page.contains(">One<") && page.contains("value=\"urgently\""), "{page}");
    }
}

both_databases! {
    async fn a_tag_of_a_contact_is_taken_back_and_a_request_is_called_by_its_number(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await;
        let wanted = request(&api, &ida, "First").await;
        let id = api.post("/api/v1/interactions", json!({"channel": "call", "from": "0701740605", "tags": ["a"]})).await.expect(201).id();
        let browser = app.browser("anna", Role::Agent).await;
        let path = format!("/interactions/{id}");
        let tags = async || api.get(&format!("/api/v1{path}")).await.expect(200).json()["tags"].clone();
        for (form, then) in [(("tag", "b"), json!(["a", "b"])), (("remove", "a"), json!([]))] {
            let done = browser.form(&format!("{path}/tags"), &[form]).await.expect(303).header("location");
            assert_eq!(tags().await, then);
            let change = done.split("done=").nth(1).unwrap_or_else(|| panic!("{done} tells of nothing"));
            browser.form(&format!("/changes/{change}/reversion"), &[("at", &path)]).await.expect(303);
            assert_eq!(tags().await, json!(["a"]));
        }
        under(&api, &id, json!(wanted)).await;
        let changes = browser.get(&format!("/customers/{ida}?tab=changes&of=everything")).await.expect(200).text;
        assert!(changes.contains("#100001") && !changes.contains(&format!(">{wanted}<")), "{}", changes.split("<main").nth(1).unwrap());
    }
}
