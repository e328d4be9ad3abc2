//! Transfers: a contact goes to somebody else with what was typed, once, and its history keeps who had it.

use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

async fn call(api: &Client, more: Value) -> String {
    let mut told = json!({"channel": "call", "from": "070-174 06 05", "state": "active", "queue": "Service"});
    told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let answer = api.post("/api/v1/interactions", told).await;
    assert!(answer.status.is_success(), "{}", answer.text);
    answer.id()
}

async fn shown(api: &Client, id: &str) -> Value {
    api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json()
}

async fn hand(browser: &Client, id: &str, whom: &str, note: &str, seen: &str) -> Answer {
    browser
        .form(&format!("/interactions/{id}/transfer"), &[("whom", whom), ("note", note), ("seen", seen)])
        .await
}

async fn draft(browser: &Client, key: &str, words: &str) {
    let words = json!({"entries": [["text", 0, words]], "body": format!("text={words}")});
    browser.put(&format!("/drafts/{key}"), words).await.expect(204);
}

async fn drafts(browser: &Client) -> Vec<(String, String)> {
    let all = browser.get("/drafts").await.expect(200).json();
    let text = |one: &Value| one.as_str().unwrap_or_default().to_owned();
    all.as_array().unwrap().iter().map(|one| (text(&one["key"]), text(&one["entries"][0][2]))).collect()
}

both_databases! {
    async fn a_contact_goes_over_with_what_was_typed(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let (anna, piotr) = (app.browser("anna", Role::Agent).await, app.browser("piotr", Role::Agent).await);
        let id = call(&api, json!({"agent": "anna"})).await;
        let at = format!("/interactions/{id}");
        let page = anna.get(&at).await.expect(200).text;
        assert!(page.contains(&format!("{at}/transfer")) && page.contains("data-state=\"active\""), "{page}");
        let choice = anna.get(&format!("{at}/transfer")).await.expect(200).text;
        assert!(choice.contains("agent:piotr") && choice.contains("piotr of the tests: free"), "{choice}");
        assert!(choice.contains("queue:Service") && !choice.contains("agent:anna"), "{choice}");
        let (comment, note) = (format!("interaction:{id}:comment"), format!("customer:{ida}:note"));
        draft(&anna, &comment, "half a comment").await;
        draft(&anna, &note, "half a note").await;
        draft(&anna, "customer:new", "another matter").await;
        assert_eq!(hand(&anna, &id, "agent:piotr", "wants the <b>refund", "0").await.expect(303).header("location"), at);
        let told = shown(&api, &id).await;
        assert_eq!((&told["agent"], &told["state"]), (&json!("piotr"), &json!("active")));
        let last = &told["transfers"][0];
        assert_eq!((&last["from"], &last["to"], &last["kind"], &last["waits"]), (&json!("anna"), &json!("piotr"), &json!("blind"), &json!(true)));
        // Hers no more: her line is among the recent ones, her page is free for the next contact, her words are not hers.
        assert_eq!(drafts(&anna).await, [("customer:new".to_owned(), "another matter".to_owned())]);
        let hers = anna.get(&at).await.expect(200).text;
        assert!(hers.contains("Handed over to piotr of the tests") && hers.contains("data-state=\"closed\""), "{hers}");
        assert!(hers.contains(&format!("{at}/transfer/undoing")) && !hers.contains(&format!("action=\"{at}/transfer\"")), "{hers}");
        assert!(hers.contains("class=\"recents\"") && !hers.contains("class=\"opens\""), "{hers}");
        // His: the card with the band, and the words when he takes it.
        let his = piotr.get(&at).await.expect(200).text;
        assert!(his.contains("Handed over by anna of the tests") && his.contains("wants the &lt;b&gt;refund"), "{his}");
        assert!(his.contains("With unsaved words: comment, note") && his.contains("data-state=\"active\""), "{his}");
        assert!(drafts(&piotr).await.is_empty());
        piotr.form(&format!("{at}/transfer/taking"), &[]).await.expect(303);
        let mut taken = drafts(&piotr).await;
        taken.sort();
        assert_eq!(taken, [(note, "half a note".to_owned()), (comment, "half a comment".to_owned())]);
        assert!(!piotr.get(&at).await.text.contains("/transfer/taking"));
        assert_eq!(anna.form(&format!("{at}/transfer/undoing"), &[]).await.status, 409, "it was taken");
        assert_eq!(shown(&api, &id).await["transfers"][0]["waits"], false);
        // Where it was is in the history, in the export and in the change history.
        hand(&piotr, &id, "queue:Service", "", "1").await.expect(303);
        let history = api.get(&format!("/api/v1/customers/{ida}/history")).await.expect(200).json();
        assert_eq!(history["items"][0]["chain"], json!(["anna of the tests", "piotr of the tests", "Service"]));
        let card = anna.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert!(card.contains("<b>anna of the tests</b>") && card.contains("<b>Service</b>"), "{card}");
        let vcon = api.get(&format!("/api/v1/interactions/{id}/vcon")).await.expect(200).json();
        let dialogs: Vec<&Value> = vcon["dialog"].as_array().unwrap().iter().filter(|one| one["type"] == "transfer").collect();
        assert_eq!(dialogs.len(), 2, "{vcon}");
        let name = |place: &Value| vcon["parties"][usize::try_from(place.as_u64().unwrap()).unwrap()]["name"].clone();
        assert_eq!((name(&dialogs[0]["transferor"]), name(&dialogs[0]["transfer_target"])), (json!("anna"), json!("piotr")));
        assert_eq!(dialogs[1]["skill"], "Service");
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes")).await.expect(200).json();
        let acts: Vec<&Value> = changes["items"].as_array().unwrap().iter().map(|one| &one["action"]).collect();
        assert!(acts.contains(&&json!("transfer")) && acts.contains(&&json!("take")), "{acts:?}");
    }
}

both_databases! {
    async fn it_is_taken_back_until_it_is_taken(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (anna, piotr) = (app.browser("anna", Role::Agent).await, app.browser("piotr", Role::Agent).await);
        let id = call(&api, json!({"agent": "anna"})).await;
        let at = format!("/interactions/{id}");
        let comment = format!("interaction:{id}:comment");
        draft(&anna, &comment, "half").await;
        hand(&anna, &id, "agent:piotr", "", "0").await.expect(303);
        assert_eq!(piotr.form(&format!("{at}/transfer/undoing"), &[]).await.status, 409, "it is not his to take back");
        anna.form(&format!("{at}/transfer/undoing"), &[]).await.expect(303);
        let told = shown(&api, &id).await;
        assert_eq!((&told["agent"], &told["transfers"], &told["queue"]), (&json!("anna"), &json!([]), &json!("Service")));
        assert_eq!(drafts(&anna).await, [(comment.clone(), "half".to_owned())]);
        let rail = anna.get("/rail").await.expect(200).text;
        assert!(rail.contains("class=\"opens\"") && rail.contains(&at), "{rail}");
        assert!(!piotr.get("/rail").await.text.contains("class=\"opens\""));
        // A second time, and too late.
        hand(&anna, &id, "agent:piotr", "", "0").await.expect(303);
        app.app.clock.advance(11 * visavi::clock::Time::MINUTE);
        assert_eq!(anna.form(&format!("{at}/transfer/undoing"), &[]).await.status, 409);
        // What he has typed himself stays; hers goes back to her.
        draft(&piotr, &comment, "his own").await;
        piotr.form(&format!("{at}/transfer/taking"), &[]).await.expect(303);
        assert_eq!(drafts(&piotr).await, [(comment.clone(), "his own".to_owned())]);
        assert_eq!(drafts(&anna).await, [(comment, "half".to_owned())]);
        // Back to her: it pops anew.
        hand(&piotr, &id, "agent:anna", "", "1").await.expect(303);
        assert!(anna.get("/rail").await.text.contains("class=\"opens\""));
        assert_eq!(shown(&api, &id).await["agent"], "anna");
    }
}

both_databases! {
    async fn what_cannot_be_is_refused_by_name(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        for login in ["piotr", "olga", "gone"] {
            app.person(login, Role::Agent).await;
        }
        app.team("olga", &[Feature::TransfersReceive]).await;
        let admin = app.system();
        app.app.write(move |tx| {
            let gone = visavi::agents::store::find_by_login(tx, "gone")?.unwrap();
            visavi::agents::set_state(tx, &admin, &gone, visavi::agents::AgentState::Disabled)
        }).await.unwrap();
        let id = call(&api, json!({"agent": "anna"})).await;
        for (whom, says) in [("", "Name the agent or the queue"), ("agent:anna", "They have it already"), ("agent:nobody", "Nobody has this login"),
            ("agent:gone", "cannot log in"), ("agent:olga", "takes no contacts over"), ("queue:Retruns", "never a contact in the queue")] {
            let refused = hand(&anna, &id, whom, "kept", "0").await.expect(422).text;
            assert!(refused.contains(says) && refused.contains("aria-invalid") && refused.contains("value=\"kept\""), "{whom}: {refused}");
        }
        let refused = hand(&anna, &id, "agent:piotr", &"x".repeat(501), "0").await.expect(422).text;
        assert!(refused.contains("selected"), "{refused}");
        let path = format!("/api/v1/interactions/{id}/transfers");
        assert_eq!(api.post(&path, json!({"to": "anna"})).await.expect(422).fields(), ["to"]);
        assert_eq!(api.post(&path, json!({"queue": "nowhere"})).await.expect(422).fields(), ["queue"]);
        assert_eq!(api.post(&path, json!({"to": "piotr", "queue": "Service"})).await.expect(422).fields(), ["to"]);
        // Two at once: the second is told.
        let (one, two) = tokio::join!(hand(&anna, &id, "agent:piotr", "", "0"), hand(&anna, &id, "queue:Service", "", "0"));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        assert_eq!(shown(&api, &id).await["transfers"].as_array().unwrap().len(), 1);
        // Somebody else's contact is not handed over, but by supervisors; a closed one by nobody.
        let other = call(&api, json!({"agent": "piotr"})).await;
        assert!(hand(&anna, &other, "queue:Service", "", "0").await.expect(409).text.contains("with piotr of the tests now"));
        let heike = app.browser("heike", Role::Supervisor).await;
        hand(&heike, &other, "agent:anna", "", "0").await.expect(303);
        let closed = call(&api, json!({"agent": "anna", "state": "closed"})).await;
        assert!(hand(&anna, &closed, "agent:piotr", "", "0").await.expect(409).text.contains("nothing left to hand over"));
        // Switched off for the team.
        let third = call(&api, json!({"agent": "anna"})).await;
        app.team("anna", &[Feature::TransfersSend, Feature::TransfersReceive]).await;
        let anna = app.browser("anna", Role::Agent).await;
        assert!(!anna.get(&format!("/interactions/{third}")).await.text.contains("/transfer"));
        hand(&anna, &third, "agent:piotr", "", "0").await.expect(403);
        anna.get(&format!("/interactions/{third}/transfer")).await.expect(403);
        anna.form(&format!("/interactions/{other}/transfer/taking"), &[]).await.expect(403);
    }
}

both_databases! {
    async fn systems_tell_transfers_in_any_order_and_again(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for login in ["anna", "piotr", "olga"] {
            app.person(login, Role::Agent).await;
        }
        let tell = async |number: usize, more: &Value| call(&api, {
            let mut told = more.clone();
            told["ref"] = json!(format!("call-{number}"));
            told
        }).await;
        let told = [
            json!({"agent": "anna", "started_at": "2026-11-19T14:00:00Z"}),
            json!({"transfers": [{"at": "2026-11-19T14:01:00Z", "from": "anna", "queue": "Returns"}]}),
            json!({"transfers": [{"at": "2026-11-19T14:01:00Z", "from": "anna", "queue": "Returns", "to": "piotr", "kind": "consult"}]}),
            json!({"state": "closed", "transfers": [{"at": "2026-11-19T14:03:00Z", "from": "piotr", "to": "olga"}], "ended_at": "2026-11-19T14:09:00Z"}),
        ];
        let orders: &[&[usize]] = &[&[0, 1, 2, 3], &[3, 2, 1, 0], &[2, 0, 3, 1], &[1, 3, 0, 2, 1, 3, 0], &[0, 0, 3, 3, 1, 1, 2, 2]];
        for (number, order) in orders.iter().enumerate() {
            let mut id = String::new();
            for place in *order {
                id = tell(number, &told[*place]).await;
            }
            let last = shown(&api, &id).await;
            assert_eq!(last["agent"], "olga", "{order:?}: {last}");
            let chain: Vec<Value> = last["transfers"].as_array().unwrap().iter().map(|one| json!([one["from"], one["queue"], one["to"], one["kind"]])).collect();
            assert_eq!(chain, [json!(["anna", "Returns", "piotr", "consult"]), json!(["piotr", null, "olga", null])], "{order:?}");
        }
        // Another agent than before is a transfer, told once; a late word of the first is none.
        let first = json!({"agent": "anna"});
        tell(10, &first).await;
        for _ in 0..2 {
            tell(10, &json!({"agent": "piotr"})).await;
        }
        let id = tell(10, &first).await;
        let last = shown(&api, &id).await;
        assert_eq!(last["agent"], "piotr");
        assert_eq!(last["transfers"].as_array().unwrap().len(), 1);
        assert_eq!((&last["transfers"][0]["origin"], &last["transfers"][0]["from"]), (&json!("agent"), &json!("anna")));
        // A contact that rings at one and then at another is handed over by nobody.
        let rings = tell(11, &json!({"agent": "anna", "state": "offered"})).await;
        tell(11, &json!({"agent": "piotr"})).await;
        assert_eq!(shown(&api, &rings).await["transfers"], json!([]));
        // By an edit as well, which can mend the chain.
        let path = format!("/api/v1/interactions/{rings}");
        let edited = api.patch(&path, json!({"agent": "olga"})).await.expect(200).json();
        assert_eq!((&edited["agent"], &edited["transfers"][0]["to"]), (&json!("olga"), &json!("olga")));
        let wrong = json!({"transfers": [{"from": "anna", "to": "anna"}, {"at": "2026-11-19T14:01:00Z", "from": "anna"}]});
        assert_eq!(api.patch(&path, wrong).await.expect(422).fields(), ["transfers[0].at", "transfers[0].to", "transfers[1].to"]);
        assert_eq!(api.patch(&path, json!({"transfers": []})).await.expect(200).json()["transfers"], json!([]));
    }
}

both_databases! {
    async fn what_waits_in_a_queue_is_taken_by_whoever_comes(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (anna, piotr) = (app.browser("anna", Role::Agent).await, app.browser("piotr", Role::Agent).await);
        let id = call(&api, json!({"agent": "anna", "ref": "q"})).await;
        let path = format!("/api/v1/interactions/{id}/transfers");
        let given = api.post(&path, json!({"queue": "Service", "note": "upset", "kind": "consult"})).await.expect(201).json();
        assert_eq!((&given["from"], &given["to"], &given["queue"], &given["kind"]), (&json!("anna"), &Value::Null, &json!("Service"), &json!("consult")));
        // She is told late to have it.
        call(&api, json!({"agent": "anna", "ref": "q"})).await;
        assert_eq!(shown(&api, &id).await["agent"], Value::Null);
        let at = format!("/interactions/{id}");
        assert!(!anna.get(&at).await.text.contains("/transfer/taking"), "who handed it over takes it back");
        assert!(piotr.get(&at).await.expect(200).text.contains("/transfer/taking"));
        piotr.form(&format!("{at}/transfer/taking"), &[]).await.expect(303);
        let told = shown(&api, &id).await;
        assert_eq!((&told["agent"], &told["transfers"][0]["to"]), (&json!("piotr"), &json!("piotr")));
        assert_eq!(piotr.form(&format!("{at}/transfer/taking"), &[]).await.status, 409);
        // Or by whom the telephone system tells.
        let second = call(&api, json!({"agent": "anna", "ref": "r"})).await;
        hand(&anna, &second, "queue:Service", "", "0").await.expect(303);
        call(&api, json!({"agent": "piotr", "ref": "r"})).await;
        let told = shown(&api, &second).await;
        assert_eq!((&told["agent"], &told["transfers"][0]["to"]), (&json!("piotr"), &json!("piotr")));
        assert!(piotr.get("/rail").await.text.contains(&second));
    }
}

both_databases! {
    async fn how_far_a_message_came_only_goes_forward(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let sms = json!({"channel": "sms", "direction": "out", "from": "Visavi", "to": "070-174 06 05", "agent": "anna", "ref": "s", "state": "active",
            "messages": [{"ref": "m", "from": "Visavi", "text": "Your order left", "delivery": {"state": "queued"}}]});
        let told = api.post("/api/v1/interactions", sms.clone()).await.expect(201).json();
        let (id, message) = (told["id"].as_str().unwrap().to_owned(), told["messages"][0]["id"].as_str().unwrap().to_owned());
        assert_eq!(told["messages"][0]["delivery"]["state"], "queued");
        let path = format!("/api/v1/messages/{message}/delivery");
        let tell = async |given: Value| api.put(&path, given).await;
        let failed = json!({"state": "failed", "at": "2026-11-19T14:01:00Z", "reason": "number <i>unknown"});
        assert_eq!(tell(failed.clone()).await.expect(200).json()["delivery"], failed);
        assert_eq!(tell(json!({"state": "sent"})).await.expect(200).json()["delivery"], failed, "late");
        let anna = app.browser("anna", Role::Agent).await;
        for page in [format!("/interactions/{id}"), format!("/customers/{ida}")] {
            let page = anna.get(&page).await.expect(200).text;
            assert!(page.contains("mark error delivery") && page.contains("number &lt;i&gt;unknown") && page.contains("Failed"), "{page}");
        }
        // Delivered after all, told by the same message again; what is told again changes nothing.
        let mut again = sms;
        again["messages"][0]["delivery"] = json!({"state": "delivered", "at": "2026-11-19T14:02:00Z"});
        for _ in 0..2 {
            let told = api.post("/api/v1/interactions", again.clone()).await.expect(200).json();
            assert_eq!(told["messages"][0]["delivery"]["state"], "delivered");
        }
        let history = api.get(&format!("/api/v1/customers/{ida}/history")).await.expect(200).json();
        assert_eq!(history["items"][0]["delivery"]["state"], "delivered");
        let versions = api.get(&format!("/api/v1/customers/{ida}/changes")).await.json();
        let acts = versions["items"].as_array().unwrap().iter().filter(|one| one["action"] == "deliver").count();
        assert_eq!(acts, 2);
        // It survives a vCon.
        let vcon = api.get(&format!("/api/v1/interactions/{id}/vcon")).await.expect(200).json();
        let mut copy = vcon;
        copy["uuid"] = json!("01890000-0000-8000-8000-000000000001");
        let copied = api.post("/api/v1/vcons", copy).await.expect(201).id();
        assert_eq!(shown(&api, &copied).await["messages"][0]["delivery"]["state"], "delivered");
        // The customer's own were delivered by themselves.
        let answer = api.post(&format!("/api/v1/interactions/{id}/messages"), json!({"from": "070-174 06 05", "text": "Thanks"})).await.expect(201).id();
        assert_eq!(api.put(&format!("/api/v1/messages/{answer}/delivery"), json!({"state": "read"})).await.expect(422).fields(), ["state"]);
        let history = api.get(&format!("/api/v1/customers/{ida}/history?channel=sms")).await.expect(200).json();
        assert!(history["items"].as_array().unwrap().iter().any(|one| one["id"] == id && one["delivery"].is_null()));
        tell(json!({"state": "lost"})).await.expect(422);
        assert_eq!(tell(json!({"state": "read", "reason": "x".repeat(501)})).await.expect(422).fields(), ["reason"]);
        api.put("/api/v1/messages/01890000-0000-7000-8000-000000000000/delivery", json!({"state": "read"})).await.expect(404);
    }
}
