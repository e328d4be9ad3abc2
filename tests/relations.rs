//! Relations: one row that both sides read, who may write them, what becomes of them, and who may belong to a household.

use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn person(api: &Client, name: &str, more: Value) -> String {
    let mut input = json!({"name": name});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/customers", input).await.expect(201).id()
}

async fn named(api: &Client, name: &str) -> String {
    person(api, name, json!({})).await
}

pub async fn relation(api: &Client, customer: &str, other: &str, kind: &str) -> String {
    let path = format!("/api/v1/customers/{customer}/relations");
    api.post(&path, json!({"other_id": other, "kind": kind, "note": "canaryrelation"})).await.expect(201).id()
}

/// What stands on a card: names and words, newest first.
async fn of(api: &Client, customer: &str) -> Vec<(String, String)> {
    let list = api.get(&format!("/api/v1/customers/{customer}/relations")).await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["other"]["name"]), text(&one["kind"])))
        .collect()
}

fn one(name: &str, kind: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), kind.to_owned())]
}

/// What the change history of a card tells of relations, newest first: what was done and the word of this side.
async fn told(api: &Client, customer: &str) -> Vec<(String, Value)> {
    let list = api.get(&format!("/api/v1/customers/{customer}/changes?of=relation")).await.expect(200).json();
    let word = |one: &Value| {
        let members = if one["after"].is_null() { &one["before"] } else { &one["after"] };
        members["relation"].clone()
    };
    let all = list["items"].as_array().unwrap().iter();
    all.map(|one| (one["action"].as_str().unwrap().to_owned(), word(one))).collect()
}

async fn last_change(api: &Client, customer: &str) -> String {
    let list = api.get(&format!("/api/v1/customers/{customer}/changes?of=relation")).await.expect(200).json();
    list["items"][0]["id"].as_str().unwrap().to_owned()
}

both_databases! {
    async fn each_side_reads_its_word(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mother = named(&api, "Ida Nyberg").await;
        let daughter = person(&api, "Eva Nyberg", json!({"vip": true, "phones": [
            {"value": "070-174 06 06", "invalid": true}, {"value": "070-174 06 07", "do_not_contact": true}, {"value": "070-174 06 05"}]})).await;
        let path = format!("/api/v1/customers/{mother}/relations");
        let body = json!({"other_id": daughter, "kind": "child", "note": " Calls for her ", "from": "2026-01-01", "to": "2026-12-31"});
        let key = api.with_header("idempotency-key", "once");
        let made = key.post(&path, body.clone()).await.expect(201);
        let address = format!("/api/v1/relations/{}", made.id());
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), address.clone()));
        assert_eq!(made.json(), json!({
            "id": made.id(), "customer_id": mother, "other_id": daughter, "kind": "child", "note": "Calls for her", "from": "2026-01-01", "to": "2026-12-31",
            "other": {"name": "Eva Nyberg", "kind": "person", "vip": true, "restricted": false, "phone": "+46701740605"},
            "by": "test", "created_at": "2026-11-19T14:06:00Z", "updated_at": "2026-11-19T14:06:00Z",
        }));
        assert_eq!(key.post(&path, body).await.expect(201).id(), made.id());
        assert_eq!(of(&api, &mother).await, one("Eva Nyberg", "child"));
        assert_eq!(of(&api, &daughter).await, one("Ida Nyberg", "parent"));
        let card = api.get(&format!("/api/v1/customers/{daughter}/card")).await.expect(200).json();
        assert_eq!((&card["relations"][0]["kind"], &card["relations"][0]["other_id"]), (&json!("parent"), &json!(mother)));
        let changed = api.patch(&address, json!({"kind": "representative", "to": null})).await.expect(200);
        assert_eq!((changed.header("etag"), &changed.json()["kind"], &changed.json()["to"]), ("\"v2\"".into(), &json!("representative"), &Value::Null));
        assert_eq!(of(&api, &daughter).await, one("Ida Nyberg", "represented"));
        assert_eq!(api.patch(&address, json!({"other_id": mother})).await.expect(422).fields(), ["other_id"]);
        api.with_header("if-match", "\"v1\"").send(axum::http::Method::DELETE, &address, None, Vec::new()).await.expect(412);
        api.delete(&address).await.expect(204);
        api.get(&address).await.expect(404);
        assert_eq!((of(&api, &mother).await, of(&api, &daughter).await), (vec![], vec![]));
        let words = |words: [&str; 3]| ["delete", "update", "create"].iter().zip(words).map(|(action, word)| ((*action).to_owned(), json!(word))).collect::<Vec<_>>();
        assert_eq!(told(&api, &mother).await, words(["representative", "representative", "child"]));
        assert_eq!(told(&api, &daughter).await, words(["represented", "represented", "parent"]));
    }
}

both_databases! {
    async fn what_cannot_be_is_refused_by_name(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, bo) = (named(&api, "Ida").await, named(&api, "Bo").await);
        let firm = person(&api, "House", json!({"kind": "company"})).await;
        let refused = async |customer: &str, body: Value, field: &str| {
            let answer = api.post(&format!("/api/v1/customers/{customer}/relations"), body).await.expect(422);
            assert_eq!(answer.fields().join(" "), field);
        };
        let nobody = "01890000-0000-7000-8000-000000000000";
        refused(&ida, json!({"other_id": ida, "kind": "partner"}), "other_id").await;
        refused(&ida, json!({"other_id": nobody, "kind": "partner"}), "other_id").await;
        refused(&ida, json!({"other_id": bo, "kind": "friend"}), "kind").await;
        refused(&ida, json!({"other_id": bo}), "kind").await;
        refused(&ida, json!({"other_id": firm, "kind": "household"}), "kind").await;
        refused(&ida, json!({"other_id": bo, "kind": "contact_person"}), "kind").await;
        refused(&firm, json!({"other_id": bo, "kind": "ward", "note": "x".repeat(201), "from": "2026-02-30"}), "note from").await;
        refused(&firm, json!({"other_id": bo, "kind": "ward", "from": "2026-02-02", "to": "2026-02-01"}), "to").await;
        api.post(&format!("/api/v1/customers/{nobody}/relations"), json!({"other_id": bo, "kind": "partner"})).await.expect(404);
        // An office may be a guardian, and speak by somebody.
        relation(&api, &bo, &firm, "guardian").await;
        relation(&api, &firm, &bo, "contact_person").await;
        // Each relation once, from whichever side; nobody is parent and child; two may speak for each other.
        relation(&api, &ida, &bo, "partner").await;
        for (from, to) in [(&ida, &bo), (&bo, &ida)] {
            let twice = api.post(&format!("/api/v1/customers/{from}/relations"), json!({"other_id": to, "kind": "partner"})).await;
            assert_eq!(twice.expect(409).fields(), ["kind"]);
        }
        relation(&api, &ida, &bo, "parent").await;
        let answer = api.post(&format!("/api/v1/customers/{ida}/relations"), json!({"other_id": bo, "kind": "child"})).await;
        assert_eq!(answer.expect(409).fields(), ["kind"]);
        relation(&api, &ida, &bo, "representative").await;
        relation(&api, &bo, &ida, "representative").await;
        let sibling = relation(&api, &ida, &bo, "sibling").await;
        api.patch(&format!("/api/v1/relations/{sibling}"), json!({"kind": "partner"})).await.expect(409);
    }
}

both_databases! {
    async fn of_those_who_write_the_same_from_both_sides_one_succeeds(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for _ in 0..4 {
            let (ida, bo) = (named(&api, "Ida").await, named(&api, "Bo").await);
            let write = |from: &str, to: &str, kind: &str| {
                let (api, path, body) = (api.clone(), format!("/api/v1/customers/{from}/relations"), json!({"other_id": to, "kind": kind}));
                async move { api.post(&path, body).await.status.as_u16() }
            };
            let (one, other, third) = tokio::join!(write(&ida, &bo, "child"), write(&bo, &ida, "parent"), write(&bo, &ida, "child"));
            let mut done = [one, other, third];
            done.sort_unstable();
            assert_eq!(done, [201, 409, 409]);
            assert_eq!(of(&api, &ida).await.len(), 1);
        }
    }
}

both_databases! {
    async fn undo_works_from_either_card(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let browser = app.browser("anna", Role::Agent).await;
        let (ida, eva) = (named(&api, "Ida").await, named(&api, "Eva").await);
        let card = format!("/customers/{ida}");
        let undo = async |done: &str| {
            let change = done.split("done=").nth(1).unwrap();
            browser.form(&format!("/changes/{change}/reversion"), &[("at", &card)]).await.expect(303)
        };
        let form = [("other_id", eva.as_str()), ("kind", "child"), ("note", ""), ("from", ""), ("to", "")];
        let done = browser.form(&format!("{card}/relations"), &form).await.expect(303).header("location");
        assert!(done.starts_with(&card), "{done}");
        undo(&done).await;
        assert_eq!(of(&api, &ida).await, vec![]);
        browser.form(&format!("{card}/relations"), &form).await.expect(303);
        let id = api.get(&format!("/api/v1/customers/{ida}/relations")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        // From the card of the daughter the words are hers.
        let hers = [("of", eva.as_str()), ("kind", "guardian"), ("version", "1"), ("at", card.as_str()), ("note", "Since spring")];
        let done = browser.form(&format!("/relations/{id}"), &hers).await.expect(303).header("location");
        assert_eq!(of(&api, &ida).await, one("Eva", "ward"));
        undo(&done).await;
        assert_eq!((of(&api, &ida).await, of(&api, &eva).await), (one("Eva", "child"), one("Ida", "parent")));
        let stale = browser.form(&format!("/relations/{id}"), &hers).await.expect(412).text;
        assert!(stale.contains("Somebody else has changed this") && stale.contains("Since spring"), "{stale}");
        let done = browser.form(&format!("/relations/{id}/deletion"), &[("of", &eva), ("version", "3")]).await.expect(303).header("location");
        assert!(done.starts_with(&format!("/customers/{eva}?done=")), "{done}");
        undo(&done).await;
        assert_eq!(of(&api, &eva).await, one("Ida", "parent"));
        // A line, later, on the card of the other: the answer is of that card.
        api.patch(&format!("/api/v1/relations/{id}"), json!({"note": "New words"})).await.expect(200);
        app.app.clock.advance(visavi::clock::Time::HOUR);
        let script = browser.with_header("hx-request", "true").with_header("hx-target", "changes-list");
        let change = last_change(&api, &eva).await;
        let list = script.form(&format!("/changes/{change}/reversion"), &[("member", "note")]).await.expect(200).text;
        assert!(list.contains(&format!("customer:{eva}")) && !list.contains(&format!("customer:{ida}")), "{list}");
        let list = api.get(&format!("/api/v1/customers/{ida}/relations")).await.json();
        assert_eq!(list["items"][0]["note"], Value::Null);
    }
}

both_databases! {
    async fn they_go_with_a_customer_and_come_back(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, eva, bo) = (named(&api, "Ida").await, named(&api, "Eva").await, named(&api, "Bo").await);
        relation(&api, &ida, &eva, "child").await;
        relation(&api, &bo, &ida, "partner").await;
        let before = (of(&api, &ida).await, of(&api, &eva).await);
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        assert_eq!((of(&api, &eva).await, of(&api, &bo).await), (vec![], vec![]));
        assert_eq!(told(&api, &eva).await[0], ("delete".to_owned(), json!("parent")));
        api.post(&format!("/api/v1/customers/{ida}/restoration"), json!({})).await.expect(200);
        assert_eq!((of(&api, &ida).await, of(&api, &eva).await), before);
        assert_eq!(told(&api, &eva).await[0], ("restore".to_owned(), json!("parent")));
        // Whoever is gone meanwhile does not come back by this.
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        api.delete(&format!("/api/v1/customers/{bo}")).await.expect(204);
        api.post(&format!("/api/v1/customers/{ida}/restoration"), json!({})).await.expect(200);
        assert_eq!(of(&api, &ida).await, one("Eva", "child"));
    }
}

both_databases! {
    async fn of_an_erased_side_nothing_stays_with_the_other(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let (ida, eva, bo) = (named(&api, "Ida").await, named(&api, "Eva").await, named(&api, "Bo").await);
        let gone = relation(&api, &eva, &ida, "sibling").await;
        api.delete(&format!("/api/v1/relations/{gone}")).await.expect(204);
        relation(&api, &eva, &ida, "parent").await;
        relation(&api, &bo, &ida, "partner").await;
        api.delete(&format!("/api/v1/customers/{bo}")).await.expect(204);
        let path = format!("/api/v1/customers/{ida}/privacy/erasure");
        let receipt = api.post(&path, json!({"basis": "request"})).await.expect(201).json();
        assert_eq!(receipt["counts"]["relations"], 1, "{receipt}");
        assert_eq!(of(&api, &eva).await, vec![]);
        for (table, rows) in app.fingerprint().await {
            assert!(!rows.iter().any(|row| row.contains("canaryrelation")), "{table}: {rows:?}");
        }
        let told = told(&api, &eva).await;
        assert_eq!(told[0], ("delete".to_owned(), json!("parent")));
        assert!(told[1..].iter().all(|(_, word)| word.is_null()), "{told:?}");
        api.post(&format!("/api/v1/customers/{bo}/restoration"), json!({})).await.expect(200);
        assert_eq!(of(&api, &bo).await, vec![]);
    }
}

both_databases! {
    async fn a_team_may_be_kept_from_them(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, eva) = (named(&api, "Ida").await, named(&api, "Eva").await);
        let id = relation(&api, &ida, &eva, "child").await;
        let anna = app.browser("anna", Role::Agent).await;
        let card = format!("/customers/{ida}");
        let page = anna.get(&card).await.expect(200).text;
        assert!(page.contains("id=\"g-relations\"") && page.contains("canaryrelation") && page.contains(&format!("/relations/{id}/edit")));
        let new = anna.get(&format!("{card}/relations/new?q=eva")).await.expect(200).text;
        assert!(new.contains(&format!("value=\"{eva}\" checked")) && !new.contains(&format!("value=\"{ida}\" checked")), "{new}");
        app.team("anna", &[Feature::RelationsAdd, Feature::RelationsEdit, Feature::RelationsDelete]).await;
        let page = anna.get(&card).await.expect(200).text;
        assert!(page.contains("canaryrelation") && !page.contains("/relations/new") && !page.contains(&format!("/relations/{id}/edit")));
        anna.get(&format!("{card}/relations/new")).await.expect(403);
        anna.form(&format!("{card}/relations"), &[("other_id", &eva), ("kind", "partner")]).await.expect(403);
        anna.get(&format!("/relations/{id}/edit")).await.expect(403);
        anna.form(&format!("/relations/{id}"), &[("kind", "partner"), ("version", "1")]).await.expect(403);
        anna.form(&format!("/relations/{id}/deletion"), &[("version", "1")]).await.expect(403);
        // Who may remove alone comes to a sheet that has nothing else.
        app.team("anna", &[Feature::RelationsEdit]).await;
        let sheet = anna.get(&format!("/relations/{id}/edit")).await.expect(200).text;
        assert!(sheet.contains("/deletion") && !sheet.contains("relation-note"));
        app.team("anna", &[Feature::RelationsSee]).await;
        let page = anna.get(&format!("{card}?tab=changes&of=everything")).await.expect(200).text;
        assert!(!page.contains("g-relations") && !page.contains("canaryrelation"));
        anna.get(&format!("{card}/relations")).await.expect(403);
    }
}

both_databases! {
    async fn of_who_is_restricted_the_name_is_told_alone(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, bo) = (named(&api, "Ida").await, named(&api, "Bo").await);
        let eva = person(&api, "Eva", json!({"phones": [{"value": "070-174 06 05"}]})).await;
        let id = relation(&api, &ida, &eva, "child").await;
        let boss = app.api(Role::Supervisor).await;
        boss.put(&format!("/api/v1/customers/{eva}/restriction"), json!({"reason": "contested"})).await.expect(200);
        let list = api.get(&format!("/api/v1/customers/{ida}/relations")).await.expect(200).json();
        let told = &list["items"][0];
        assert_eq!((&told["other"]["name"], &told["other"]["phone"], &told["kind"], &told["note"]), (&json!("Eva"), &Value::Null, &Value::Null, &Value::Null));
        let anna = app.browser("anna", Role::Agent).await;
        for path in [format!("/customers/{ida}"), format!("/customers/{ida}/relations"), format!("/customers/{ida}?tab=privacy"), format!("/customers/{ida}?tab=changes")] {
            let page = anna.get(&path).await.expect(200).text;
            assert!(page.contains("Eva") && !page.contains("canaryrelation") && !page.contains("+4670174"), "{path}: {page}");
        }
        for (method, path) in [("GET", format!("/api/v1/relations/{id}")), ("DELETE", format!("/api/v1/relations/{id}"))] {
            api.with_header("if-match", "*").send(method.parse().unwrap(), &path, None, Vec::new()).await.expect(423);
        }
        api.post(&format!("/api/v1/customers/{bo}/relations"), json!({"other_id": eva, "kind": "partner"})).await.expect(423);
        // Supervisors see it, and nobody writes.
        assert_eq!(boss.get(&format!("/api/v1/relations/{id}")).await.expect(200).json()["kind"], "child");
        boss.with_header("if-match", "*").delete(&format!("/api/v1/relations/{id}")).await.expect(423);
        boss.with_header("if-match", "*").delete(&format!("/api/v1/customers/{ida}")).await.expect(423);
    }
}

both_databases! {
    async fn who_shares_a_number_or_the_address_is_suggested_until_one_answers(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        let home = json!([{"kind": "home", "street": "Storgatan 1", "postal_code": "111 22", "city": "Stockholm"}]);
        let ida = person(&api, "Ida Nyberg", json!({"phones": [{"value": "08-465 004 22"}], "addresses": home})).await;
        let line = json!({"phones": [{"value": "08-465 004 22"}]});
        let eva = person(&api, "Eva Nyberg", line.clone()).await;
        let bo = person(&api, "Bo Nyberg", json!({"addresses": home})).await;
        // Theirs no more, elsewhere, hidden, restricted.
        person(&api, "Old Holder", json!({"phones": [{"value": "08-465 004 22", "to": "2020-01-01"}]})).await;
        person(&api, "Work Place", json!({"addresses": [{"kind": "work", "street": "Storgatan 1", "postal_code": "111 22", "city": "Stockholm"}]})).await;
        let hidden = person(&api, "Hid Den", line.clone()).await;
        api.patch(&format!("/api/v1/customers/{hidden}"), json!({"hidden": true})).await.expect(200);
        let held = person(&api, "Re Stricted", line.clone()).await;
        app.api(Role::Supervisor).await.put(&format!("/api/v1/customers/{held}/restriction"), json!({"reason": "claims"})).await.expect(200);
        let hints = async |customer: &str| {
            let page = anna.get(&format!("/customers/{customer}")).await.expect(200).text;
            page.split("class=\"wide related-list suggested\"").nth(1).map(|rest| rest.split("</ul>").next().unwrap().to_owned()).unwrap_or_default()
        };
        let told = hints(&ida).await;
        assert!(told.contains("Eva Nyberg") && told.contains("Shares the number 08-465 004 22") && told.contains("Bo Nyberg") && told.contains("Shares the address Storgatan 1"), "{told}");
        for name in ["Old Holder", "Work Place", "Hid Den", "Re Stricted"] {
            assert!(!told.contains(name), "{name}: {told}");
        }
        // Both answers end it, for both sides; the refusal is shown nowhere and can be taken back.
        anna.form(&format!("/customers/{ida}/relations"), &[("other_id", &bo), ("kind", "household")]).await.expect(303);
        let done = anna.form(&format!("/customers/{ida}/relations"), &[("other_id", &eva), ("kind", "unrelated")]).await.expect(303).header("location");
        assert!(anna.get(&done).await.expect(200).text.contains("Not suggested again"));
        assert_eq!((hints(&ida).await, hints(&eva).await), (String::new(), String::new()));
        assert_eq!(of(&api, &ida).await, one("Bo Nyberg", "household"));
        let change = done.split("done=").nth(1).unwrap();
        anna.form(&format!("/changes/{change}/reversion"), &[("at", "/")]).await.expect(303);
        assert!(hints(&eva).await.contains("Ida Nyberg"));
        // Who turns out to be related is.
        anna.form(&format!("/customers/{ida}/relations"), &[("other_id", &eva), ("kind", "unrelated")]).await.expect(303);
        relation(&api, &eva, &ida, "parent").await;
        assert_eq!(of(&api, &eva).await, one("Ida Nyberg", "parent"));
        // The number of an office, and one that many have, tell nothing.
        let office = json!({"phones": [{"value": "08-465 004 25"}]});
        person(&api, "House", json!({"kind": "company", "phones": [{"value": "08-465 004 25"}]})).await;
        let clerk = person(&api, "Cle Rk", office.clone()).await;
        person(&api, "Other Clerk", office).await;
        assert_eq!(hints(&clerk).await, "");
        let (mut last, many) = (String::new(), json!({"phones": [{"value": "08-465 004 26"}]}));
        for n in 0..8 {
            last = person(&api, &format!("Neighbour {n}"), many.clone()).await;
        }
        assert_eq!(hints(&last).await.matches("class=\"related\"").count(), 5);
        person(&api, "Neighbour 8", many).await;
        assert_eq!(hints(&last).await, "");
    }
}

both_databases! {
    async fn lists_page_by_key_and_address_books_know_the_words(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let firm = person(&api, "House", json!({"kind": "company", "ref": "c1"})).await;
        let mut people = Vec::new();
        for n in 0..14 {
            app.app.clock.advance(1_000_000);
            people.push(person(&api, &format!("Person {n:02}"), json!({"ref": format!("p{n}")})).await);
            relation(&api, &people[n], &firm, "contact_for").await;
        }
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let part = api.get(&format!("/api/v1/customers/{firm}/relations?limit=5{after}")).await.expect(200).json();
            seen.extend(part["items"].as_array().unwrap().iter().map(|one| one["other"]["name"].as_str().unwrap().to_owned()));
            match part["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        assert_eq!(seen, (0..14).rev().map(|n| format!("Person {n:02}")).collect::<Vec<_>>());
        let anna = app.browser("anna", Role::Agent).await;
        let card = anna.get(&format!("/customers/{firm}")).await.expect(200).text;
        assert_eq!(card.matches("class=\"related\"").count(), 12);
        assert!(card.contains(&format!("href=\"/customers/{firm}/relations\"")));
        let all = anna.get(&format!("/customers/{firm}/relations")).await.expect(200).text;
        assert_eq!(all.matches("class=\"related\"").count(), 14);
        let book = String::from_utf8(crate::exports::file(app, "vcf", None).await).unwrap();
        assert!(book.contains("RELATED;TYPE=contact;VALUE=text:Person 03\r\n") && book.contains("RELATED;VALUE=text:House\r\n"), "{book}");
        let cards = String::from_utf8(crate::exports::file(app, "jscontact", None).await).unwrap();
        let house: Value = cards.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).find(|card| card["uid"] == "c1").unwrap();
        assert_eq!((&house["relatedTo"]["p3"], house["relatedTo"].as_object().unwrap().len()), (&json!({"relation": {"contact": true}}), 14));
        // What a merged card has is its card's, told once where both had it, and the other side has the name of the card.
        let (three, four) = (people[3].as_str(), people[4].as_str());
        let friend = person(&api, "Friend", json!({"ref": "friend"})).await;
        relation(&api, four, &friend, "sibling").await;
        api.post("/api/v1/merges", json!({"keep": three, "merge": [four]})).await.expect(201);
        let book = String::from_utf8(crate::exports::file(app, "vcf", None).await).unwrap();
        let card = |name: &str| book.split("BEGIN:VCARD").find(|card| card.contains(&format!("\r\nFN:{name}\r\n"))).unwrap().to_owned();
        assert_eq!(card("Person 03").matches("RELATED").count(), 2, "{book}");
        assert!(card("Friend").contains("text:Person 03\r\n") && !book.contains("Person 04"), "{book}");
        assert_eq!(card("House").matches("RELATED").count(), 13, "{book}");
    }
}
