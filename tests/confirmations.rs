//! Who is meant by a number: how sure that is, what tells those who share it apart, and what was confirmed or denied.

use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::words::Role;

use crate::actions::change;
use crate::support::{Client, TestApp, both_databases};

const PHONE: &str = "070-174 06 05";

async fn customer(api: &Client, name: &str, phone: Value) -> String {
    api.post("/api/v1/customers", json!({"name": name, "phones": [phone]})).await.expect(201).id()
}

/// Anders and Bodil, who share a number.
async fn household(api: &Client) -> [String; 2] {
    [
        customer(api, "Anders", json!({"value": PHONE})).await,
        customer(api, "Bodil", json!({"value": PHONE})).await,
    ]
}

async fn ring(api: &Client, more: Value) -> Value {
    let mut call =
        json!({"channel": "call", "from": PHONE, "to": "08-465 004 22", "agent": "anna", "state": "active"});
    call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/interactions", call).await.expect(201).json()
}

fn id(of: &Value) -> String {
    of["id"].as_str().unwrap().to_owned()
}

async fn look_up(api: &Client) -> Value {
    api.with_header("accept-language", "en").get("/api/v1/lookup?phone=0701740605").await.expect(200).json()
}

/// Name and confidence of the candidates, in their order.
async fn found(api: &Client) -> Vec<(String, String)> {
    let found = look_up(api).await;
    let text = |one: &Value| one.as_str().unwrap().to_owned();
    let candidates = found["candidates"].as_array().unwrap().iter();
    candidates.map(|one| (text(&one["customer"]["name"]), text(&one["confidence"]))).collect()
}

fn are(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, confidence)| ((*name).to_owned(), (*confidence).to_owned())).collect()
}

fn codes(candidate: &Value) -> Vec<&str> {
    candidate["reasons"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

async fn attach(api: &Client, interaction: &str, customer: &str) {
    let whose = json!({"customer_id": customer});
    api.put(&format!("/api/v1/interactions/{interaction}/customer"), whose).await.expect(200);
}

async fn say(api: &Client, interaction: &str, verdict: &str) -> Value {
    let path = format!("/api/v1/interactions/{interaction}/confirmation");
    api.put(&path, json!({"verdict": verdict})).await.expect(200).json()
}

both_databases! {
    async fn a_number_of_several_is_known_of_nobody_until_it_is_confirmed(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anders = customer(&api, "Anders", json!({"value": PHONE})).await;
        assert_eq!(found(&api).await, are(&[("Anders", "known")]));
        let bodil = customer(&api, "Bodil", json!({"value": PHONE})).await;
        assert_eq!(found(&api).await, are(&[("Anders", "maybe"), ("Bodil", "maybe")]));
        let call = id(&ring(&api, json!({})).await);
        attach(&api, &call, &bodil).await;
        let said = say(&api, &call, "confirmed").await;
        assert_eq!((&said["customer_id"], &said["confirmed"]), (&json!(bodil), &json!(true)));
        assert_eq!(said["items"][0]["identifier"]["value"], "+46701740605");
        let look = look_up(&api).await;
        assert_eq!(look["outcome"], "many", "a choice stays a choice");
        assert_eq!(found(&api).await, are(&[("Bodil", "known"), ("Anders", "maybe")]));
        assert_eq!(codes(&look["candidates"][0]), ["phone.primary", "confirmed", "recent.call"]);
        let by = &look["candidates"][0]["said"];
        assert_eq!((&by["verdict"], &by["method"], &by["interaction_id"]), (&json!("confirmed"), &json!("stated"), &json!(call)));
        assert_eq!(look["candidates"][1]["said"], Value::Null);
        // Said again it is the same; and both were there lately: it is nobody's alone.
        let again = say(&api, &call, "confirmed").await;
        assert_eq!(again["items"].as_array().unwrap().len(), 1);
        app.app.clock.advance(Time::HOUR);
        let other = id(&ring(&api, json!({})).await);
        attach(&api, &other, &anders).await;
        say(&api, &other, "confirmed").await;
        assert_eq!(found(&api).await, are(&[("Anders", "maybe"), ("Bodil", "maybe")]));
        // Long ago tells nothing.
        app.app.clock.advance(100 * Time::DAY);
        assert_eq!(found(&api).await, are(&[("Anders", "maybe"), ("Bodil", "maybe")]));
    }
}

both_databases! {
    async fn something_else_may_tell_them_apart(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let [anders, bodil] = household(&api).await;
        let both = are(&[("Anders", "maybe"), ("Bodil", "maybe")]);
        // A request of one of them.
        let request = json!({"customer_id": bodil, "title": "Delivery"});
        let request = api.post("/api/v1/requests", request).await.expect(201).id();
        assert_eq!(found(&api).await, are(&[("Bodil", "known"), ("Anders", "maybe")]));
        assert_eq!(codes(&look_up(&api).await["candidates"][0]), ["phone.primary", "request.open"]);
        // Against it: Anders was on the line lately.
        let call = id(&ring(&api, json!({"state": "closed"})).await);
        attach(&api, &call, &anders).await;
        assert_eq!(found(&api).await, both);
        api.patch(&format!("/api/v1/requests/{request}"), json!({"status": "closed"})).await.expect(200);
        assert_eq!(found(&api).await, are(&[("Anders", "known"), ("Bodil", "maybe")]));
        // Both were; then we have called Bodil, who calls back.
        let call = id(&ring(&api, json!({"state": "closed"})).await);
        attach(&api, &call, &bodil).await;
        assert_eq!(found(&api).await.iter().filter(|(_, confidence)| confidence == "known").count(), 0);
        for (campaign, days) in [(Value::Null, 3), (json!("Spring"), 14)] {
            app.app.clock.advance(Time::HOUR);
            let out = json!({"direction": "out", "from": "08-465 004 22", "to": PHONE, "state": "closed", "campaign": campaign});
            let call = id(&ring(&api, out).await);
            attach(&api, &call, &bodil).await;
            assert_eq!(found(&api).await, are(&[("Bodil", "known"), ("Anders", "maybe")]));
            app.app.clock.advance(days * Time::DAY + Time::HOUR);
            assert_eq!(found(&api).await, are(&[("Bodil", "maybe"), ("Anders", "maybe")]), "{days} days later");
        }
        // On the card of Bodil it is a number that reaches nobody, then one that was hers.
        app.app.clock.advance(100 * Time::DAY);
        let path = format!("/api/v1/customers/{bodil}");
        api.patch(&path, json!({"phones": [{"value": PHONE, "invalid": true}]})).await.expect(200);
        assert_eq!(found(&api).await, are(&[("Anders", "known"), ("Bodil", "maybe")]));
        let look = look_up(&api).await;
        assert_eq!(look["outcome"], "many");
        assert!(codes(&look["candidates"][1]).contains(&"phone.invalid"));
        api.patch(&path, json!({"phones": [{"value": PHONE, "to": "2026-11-01"}]})).await.expect(200);
        assert_eq!(found(&api).await, are(&[("Anders", "known")]));
    }
}

both_databases! {
    async fn who_was_denied_comes_last_until_they_are_confirmed_again(app: &TestApp) {
        let (api, anna) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = customer(&api, "Ida", json!({"value": PHONE})).await;
        let call = ring(&api, json!({})).await;
        assert_eq!(call["customer_id"], json!(ida));
        let call = id(&call);
        let page = format!("/interactions/{call}");
        let card = anna.get(&page).await.expect(200).text;
        assert!(card.contains("data-key=\"v\"") && card.contains("data-key=\"u\""), "one key each");
        let form = |verdict: &'static str| [("verdict", verdict), ("customer_id", ida.as_str())];
        let done = anna.form(&format!("{page}/confirmation"), &form("denied")).await.expect(303).header("location");
        let told = anna.get(&done).await.expect(200).text;
        assert!(told.contains("data-toast") && told.contains("data-page=\"none\""), "{told}");
        let now = api.get(&format!("/api/v1/interactions/{call}")).await.expect(200).json();
        assert_eq!((&now["customer_id"], &now["anonymous"], &now["match"]["outcome"]), (&Value::Null, &json!(false), &json!("one")));
        let look = look_up(&api).await;
        assert_eq!((&look["outcome"], &look["candidates"][0]["confidence"]), (&json!("one"), &json!("maybe")));
        assert_eq!(codes(&look["candidates"][0]), ["phone.primary", "denied"]);
        // A rule does not give the contact back.
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"department": "Office"})).await.expect(200);
        assert_eq!(api.get(&format!("/api/v1/interactions/{call}")).await.json()["customer_id"], Value::Null);
        // She who did it takes it back at once.
        anna.form(&change(&done), &[("at", &page)]).await.expect(303);
        assert_eq!(api.get(&format!("/api/v1/interactions/{call}")).await.json()["customer_id"], json!(ida));
        assert_eq!(found(&api).await, are(&[("Ida", "known")]));
        // Denied again and never taken back; the next call is still hers, and weak until it is confirmed.
        say(&api, &call, "denied").await;
        app.app.clock.advance(200 * Time::DAY);
        let next = ring(&api, json!({})).await;
        assert_eq!(next["customer_id"], json!(ida));
        assert_eq!(found(&api).await, are(&[("Ida", "maybe")]));
        let path = format!("/interactions/{}", id(&next));
        let berit = app.browser("berit", Role::Agent).await;
        let done = berit.form(&format!("{path}/confirmation"), &form("confirmed")).await.expect(303).header("location");
        assert_eq!(found(&api).await, are(&[("Ida", "known")]));
        let card = berit.get(&done).await.expect(200).text;
        assert!(card.contains("berit of the tests") && !card.contains("data-key=\"v\""), "what is confirmed is not asked again");
        berit.form(&change(&done), &[("at", &path)]).await.expect(303);
        assert_eq!(found(&api).await, are(&[("Ida", "maybe")]));
        // Of two the denied one comes last, whoever is more of a customer.
        say(&api, &id(&next), "denied").await;
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"vip": true})).await.expect(200);
        customer(&api, "Örjan", json!({"value": PHONE})).await;
        assert_eq!(found(&api).await, are(&[("Örjan", "maybe"), ("Ida", "maybe")]));
    }
}

both_databases! {
    async fn what_is_said_of_a_contact_long_ago_is_of_then(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida", json!({"value": PHONE})).await;
        let old = json!({"state": "closed", "started_at": "2024-05-02T10:00:00Z", "ended_at": "2024-05-02T10:04:00Z"});
        let old = id(&ring(&api, old).await);
        let new = id(&ring(&api, json!({})).await);
        say(&api, &new, "confirmed").await;
        say(&api, &old, "denied").await;
        let look = look_up(&api).await;
        assert_eq!((&look["candidates"][0]["confidence"], &look["candidates"][0]["said"]["interaction_id"]), (&json!("known"), &json!(new)));
        let said = api.get(&format!("/api/v1/interactions/{old}/confirmation")).await.expect(200).json();
        assert_eq!((&said["items"][0]["at"], &said["items"][0]["counts"]), (&json!("2024-05-02T10:04:00Z"), &json!(true)));
        // Given to her again, the denial counts for nothing.
        attach(&api, &old, &ida).await;
        let said = api.get(&format!("/api/v1/interactions/{old}/confirmation")).await.expect(200).json();
        assert_eq!((&said["items"][0]["counts"], &said["confirmed"]), (&json!(false), &json!(false)));
    }
}

both_databases! {
    async fn whom_one_picks_is_confirmed_and_a_move_needs_nothing_more(app: &TestApp) {
        let (api, anna) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let [anders, bodil] = household(&api).await;
        let call = ring(&api, json!({})).await;
        assert_eq!((&call["match"]["outcome"], &call["customer_id"]), (&json!("many"), &Value::Null));
        let page = format!("/interactions/{}", id(&call));
        anna.form(&format!("{page}/customer"), &[("customer_id", &anders)]).await.expect(303);
        assert_eq!(found(&api).await, are(&[("Anders", "known"), ("Bodil", "maybe")]));
        assert_eq!(look_up(&api).await["candidates"][0]["said"]["method"], "chosen");
        // The pop says who else it may be, and one press gives it to them.
        let card = anna.get(&page).await.expect(200).text;
        assert!(card.contains("class=\"sharers\"") && card.contains(&format!("value=\"{bodil}\"")), "{card}");
        let done = anna.form(&format!("{page}/customer"), &[("customer_id", &bodil)]).await.expect(303).header("location");
        assert_eq!(found(&api).await, are(&[("Bodil", "known"), ("Anders", "maybe")]));
        // Taken back, what was said before counts again.
        anna.form(&change(&done), &[("at", &page)]).await.expect(303);
        assert_eq!(found(&api).await, are(&[("Anders", "known"), ("Bodil", "maybe")]));
        // Of a contact that is over a choice says nothing of today; what a system attaches is no choice of anybody's.
        let over = id(&ring(&api, json!({"state": "closed"})).await);
        anna.form(&format!("/interactions/{over}/customer"), &[("customer_id", &bodil)]).await.expect(303);
        let look = look_up(&api).await;
        assert_eq!(look["candidates"][1]["said"], Value::Null);
        // Made new of a contact: confirmed as well.
        let fresh = json!({"from": "070-174 06 09"});
        let call = id(&ring(&api, fresh).await);
        anna.form("/customers", &[("given_name", "Cilla"), ("phone_value", "070-174 06 09"), ("interaction_id", &call)]).await.expect(303);
        let look = api.get("/api/v1/lookup?phone=0701740609").await.expect(200).json();
        assert_eq!(look["candidates"][0]["said"]["method"], "chosen", "{look}");
    }
}

both_databases! {
    async fn an_identity_check_confirms_and_takes_back_what_it_said(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let [_, bodil] = household(&api).await;
        let call = id(&ring(&api, json!({})).await);
        attach(&api, &call, &bodil).await;
        let path = format!("/api/v1/interactions/{call}/identity_checks");
        api.post(&path, json!({"method": "pin", "outcome": "failed"})).await.expect(201);
        assert_eq!(look_up(&api).await["candidates"][0]["said"], Value::Null);
        api.post(&path, json!({"method": "pin", "outcome": "proven", "level": "basic"})).await.expect(201);
        let look = look_up(&api).await;
        assert_eq!(look["candidates"][0]["said"]["method"], "identity_check");
        assert_eq!(found(&api).await, are(&[("Bodil", "known"), ("Anders", "maybe")]));
        // A word afterwards does not make it less; a check that fails does.
        say(&api, &call, "confirmed").await;
        assert_eq!(look_up(&api).await["candidates"][0]["said"]["method"], "identity_check");
        api.post(&path, json!({"method": "pin", "outcome": "failed"})).await.expect(201);
        assert_eq!(look_up(&api).await["candidates"][0]["said"], Value::Null);
    }
}

both_databases! {
    async fn it_is_a_resource_of_the_interaction(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, "Ida", json!({"value": PHONE})).await;
        let bo = api.post("/api/v1/customers", json!({"name": "Bo"})).await.expect(201).id();
        let call = id(&ring(&api, json!({})).await);
        let path = format!("/api/v1/interactions/{call}/confirmation");
        api.delete(&path).await.expect(404);
        let other = json!({"verdict": "confirmed", "customer_id": bo});
        api.put(&path, other).await.expect(409);
        assert_eq!(api.put(&path, json!({})).await.expect(422).fields(), ["verdict"]);
        api.put(&path, json!({"verdict": "perhaps"})).await.expect(422);
        api.put(&path, json!({"verdict": "confirmed", "customer_id": ida})).await.expect(200);
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes?of=card")).await.expect(200).json();
        let entry = &changes["items"][0];
        assert_eq!((&entry["entity"], &entry["action"], &entry["after"]["verdict"], &entry["after"]["identifier"]),
            (&json!("confirmation"), &json!("create"), &json!("confirmed"), &json!("+46701740605")));
        let held = app.api(Role::Supervisor).await.get(&format!("/api/v1/customers/{ida}/privacy")).await.expect(200).json();
        let kinds: Vec<&Value> = held["held"].as_array().unwrap().iter().filter(|one| one["kind"] == "confirmations").collect();
        assert_eq!(kinds[0]["items"][0]["identifier"], "+46701740605", "{held}");
        api.delete(&path).await.expect(204);
        assert_eq!(api.get(&path).await.expect(200).json()["items"], json!([]));
        // By hand to somebody without the number: nothing to confirm; that it is not them only ends it.
        attach(&api, &call, &bo).await;
        api.put(&path, json!({"verdict": "confirmed"})).await.expect(409);
        let said = say(&api, &call, "denied").await;
        assert_eq!((&said["customer_id"], &said["items"]), (&Value::Null, &json!([])));
        api.put(&path, json!({"verdict": "denied"})).await.expect(409);
        // Nothing is said of somebody who is restricted.
        attach(&api, &call, &ida).await;
        say(&api, &call, "confirmed").await;
        let supervisor = app.api(Role::Supervisor).await;
        supervisor.put(&format!("/api/v1/customers/{ida}/restriction"), json!({"reason": "contested"})).await.expect(200);
        api.put(&path, json!({"verdict": "denied"})).await.expect(423);
        api.get(&path).await.expect(423);
        let look = look_up(&api).await;
        assert_eq!((&look["candidates"][0]["said"], codes(&look["candidates"][0]).len()), (&Value::Null, 1));
    }
}

both_databases! {
    async fn it_goes_and_comes_back_with_the_customer(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let [anders, bodil] = household(&api).await;
        let call = id(&ring(&api, json!({})).await);
        attach(&api, &call, &bodil).await;
        say(&api, &call, "confirmed").await;
        let before = look_up(&api).await["candidates"][0]["said"].clone();
        let browser = app.browser("eva", Role::Supervisor).await;
        let done = browser.form(&format!("/customers/{bodil}/deletion"), &[("version", "1")]).await.expect(303).header("location");
        assert_eq!(found(&api).await, are(&[("Anders", "known")]));
        browser.form(&change(&done), &[]).await.expect(303);
        let look = look_up(&api).await;
        assert_eq!((&look["candidates"][0]["customer"]["id"], &look["candidates"][0]["said"]), (&json!(bodil), &before));
        api.delete(&format!("/api/v1/customers/{anders}")).await.expect(204);
    }
}

both_databases! {
    async fn a_card_tells_who_else_has_its_numbers(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mine = json!({"name": "Ida", "phones": [{"value": PHONE}, {"value": "08-465 004 22"}, {"value": "+48 22 000 01 17 ext. 4"}],
            "emails": [{"value": "family@mail.example"}]});
        let ida = api.post("/api/v1/customers", mine).await.expect(201).id();
        customer(&api, "Per", json!({"value": PHONE, "do_not_contact": true})).await;
        customer(&api, "Åke", json!({"value": PHONE, "invalid": true})).await;
        customer(&api, "Before", json!({"value": PHONE, "to": "2026-11-18"})).await;
        customer(&api, "Five", json!({"value": "+48 22 000 01 17 ext. 5"})).await;
        customer(&api, "Front desk", json!({"value": "+48 22 000 01 17"})).await;
        for number in 0..25 {
            customer(&api, &format!("Colleague {number}"), json!({"value": "08-465 004 22"})).await;
        }
        let card = api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(200).json();
        let shared = card["shared"].as_array().unwrap();
        let told: Vec<(&Value, Vec<&Value>, &Value)> = shared
            .iter()
            .map(|one| (&one["identifier"]["value"], one["customers"].as_array().unwrap().iter().map(|one| &one["name"]).collect(), &one["many"]))
            .collect();
        assert_eq!(told, [
            (&json!("+46701740605"), vec![&json!("Per"), &json!("Åke")], &json!(false)),
            (&json!("+46846500422"), vec![], &json!(true)),
            (&json!("+48220000117;ext=4"), vec![&json!("Front desk")], &json!(false)),
        ]);
        assert_eq!((&shared[0]["customers"][0]["do_not_contact"], &shared[0]["customers"][1]["invalid"]), (&json!(true), &json!(true)));
        let browser = app.browser("anna", Role::Agent).await;
        let page = browser.get(&format!("/customers/{ida}")).await.expect(200).text;
        assert_eq!(page.matches("class=\"shared-with\"").count(), 3);
        assert!(page.contains(">Front desk</a>"));
    }
}

both_databases! {
    async fn what_was_said_stays_through_a_merge_and_its_undoing(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let [anders, bodil] = household(&api).await;
        let call = id(&ring(&api, json!({})).await);
        attach(&api, &call, &bodil).await;
        say(&api, &call, "confirmed").await;
        let before = look_up(&api).await;
        let merge = json!({"keep": anders, "merge": [bodil]});
        let merge = api.post("/api/v1/merges", merge).await.expect(201).id();
        let look = look_up(&api).await;
        assert_eq!(look["outcome"], "one");
        let kept = &look["candidates"][0];
        assert_eq!((&kept["customer"]["id"], &kept["confidence"]), (&json!(anders), &json!("known")));
        assert_eq!(kept["said"], before["candidates"][0]["said"]);
        let said = api.get(&format!("/api/v1/interactions/{call}/confirmation")).await.expect(200).json();
        assert_eq!((&said["customer_id"], &said["confirmed"], &said["items"][0]["customer_id"]), (&json!(anders), &json!(true), &json!(anders)));
        let again = say(&api, &call, "confirmed").await;
        assert_eq!(again["items"].as_array().unwrap().len(), 1, "said of the card already");
        api.delete(&format!("/api/v1/merges/{merge}")).await.expect(204);
        assert_eq!(look_up(&api).await["candidates"], before["candidates"]);
    }
}
