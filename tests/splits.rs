//! Taking a card apart: what goes, what hangs on it, what stays, who finds whom, and that merging takes it back.

use axum::http::Method;
use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::merges::{customer, show};
use crate::support::{Client, TestApp, both_databases};

const ANNA: &str = "+46701740605";
const BO: &str = "+46701740699";

/// Two people on one card: Anna, and Bo whose number somebody added to hers.
fn both() -> Value {
    json!({"ref": "crm-1", "given_name": "Anna", "family_name": "Lindholm", "language": "sv",
        "phones": [{"value": ANNA, "label": "mobile"}, {"value": BO, "label": "private", "do_not_contact": true}, {"value": "+46846500422", "label": "work"}],
        "emails": [{"value": "anna@lindholm.example"}, {"value": "bo@lindholm.example", "label": "work"}], "tags": ["studio"]})
}

async fn split(api: &Client, body: Value) -> Value {
    let made = api.post("/api/v1/splits", body).await.expect(201);
    assert_eq!(
        made.header("location"),
        format!("/api/v1/customers/{}", made.json()["created"].as_str().unwrap())
    );
    made.json()
}

fn created(split: &Value) -> String {
    split["created"].as_str().unwrap().to_owned()
}

async fn call(api: &Client, from: &str, more: Value) -> String {
    let mut call = json!({"channel": "call", "from": from, "state": "closed"});
    call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/interactions", call).await.expect(201).id()
}

async fn ids(api: &Client, path: &str) -> Vec<String> {
    let mut ids = api.ids(path).await;
    ids.sort();
    ids
}

async fn history(api: &Client, id: &str) -> Vec<String> {
    ids(api, &format!("/api/v1/customers/{id}/history")).await
}

fn sorted<const N: usize>(ids: [&String; N]) -> Vec<String> {
    let mut ids: Vec<String> = ids.into_iter().cloned().collect();
    ids.sort();
    ids
}

/// The changes of a card: entity and action.
async fn changes(api: &Client, id: &str) -> Vec<Value> {
    let list =
        api.get(&format!("/api/v1/customers/{id}/changes?of=everything&limit=200")).await.expect(200).json();
    list["items"].as_array().unwrap().clone()
}

both_databases! {
    async fn a_card_goes_apart_by_identifiers(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let card = customer(&api, both()).await;
        let read = api.get(&format!("/api/v1/customers/{card}")).await.header("etag");
        let annas = call(&api, ANNA, json!({"topic": "Larch"})).await;
        let bos = call(&api, BO, json!({"topic": "Birch"})).await;
        let out = api.post("/api/v1/interactions", json!({"channel": "sms", "direction": "out", "to": BO, "state": "closed", "messages": [{"text": "The birch is here"}]})).await.expect(201).id();
        let mail = api.post("/api/v1/interactions", json!({"channel": "email", "from": "bo@lindholm.example", "messages": [{"subject": "Birch", "text": "How much is birch?"}]})).await.expect(201).id();
        api.post(&format!("/api/v1/interactions/{bos}/comments"), json!({"text": "Wants much birch"})).await.expect(201);

        let input = json!({"customer": card, "into": {"given_name": "Bo", "family_name": "Lindholm", "birth_date": "1975-05-01"},
            // In whatever spelling, in whatever order; said twice it goes once.
            "identifiers": [{"kind": "email", "value": "Bo@Lindholm.example"}, {"kind": "phone", "value": "070-174 06 99"}, {"kind": "phone", "value": BO}]});
        let made = split(&api, input).await;
        let new = created(&made);
        assert_eq!(made, json!({"customer": card, "created": new, "moved": {"identifiers": 2, "interactions": 3}}));

        let (old, bo) = (show(&api, &card).await, show(&api, &new).await);
        assert_eq!((&bo["name"], &bo["birth_date"], &bo["ref"]), (&json!("Bo Lindholm"), &json!("1975-05-01"), &Value::Null));
        assert_eq!(bo["phones"], json!([{"value": BO, "label": "private", "do_not_contact": true}]));
        assert_eq!(bo["emails"], json!([{"value": "bo@lindholm.example", "label": "work"}]));
        assert_eq!(old["phones"], json!([{"value": ANNA, "label": "mobile"}, {"value": "+46846500422", "label": "work"}]));
        assert_eq!((&old["emails"], &old["tags"], &old["name"]), (&json!([{"value": "anna@lindholm.example", "label": null}]), &json!(["studio"]), &json!("Anna Lindholm")));
        assert_eq!((api.found(BO).await, api.found(ANNA).await), (vec![new.clone()], vec![card.clone()]));
        assert_eq!(history(&api, &card).await, std::slice::from_ref(&annas));
        assert_eq!(history(&api, &new).await, sorted([&bos, &out, &mail]));
        for (id, counts) in [(&card, json!({"call": 1})), (&new, json!({"call": 1, "sms": 1, "email": 1}))] {
            let shown = api.get(&format!("/api/v1/customers/{id}/card")).await.expect(200).json();
            let shown: Vec<(&String, &Value)> = shown["counts"].as_object().unwrap().iter().filter(|(_, count)| **count != json!(0)).collect();
            let wanted: Vec<(&String, &Value)> = counts.as_object().unwrap().iter().collect();
            assert_eq!(shown, wanted, "{id}");
        }
        // What was written is found where it is now: topic, message, comment.
        let birch = |id: String| {
            let api = api.clone();
            async move { ids(&api, &format!("/api/v1/customers/{id}/history?q=birch")).await }
        };
        assert_eq!(birch(new.clone()).await, sorted([&bos, &out, &mail]));
        assert_eq!(birch(card.clone()).await, Vec::<String>::new());
        let all = api.get("/api/v1/messages?q=birch").await.expect(200).json();
        assert!(all["items"].as_array().unwrap().iter().all(|one| one["customer"]["id"] == json!(new) || one["customer_id"] == json!(new)), "{all}");
        let contact = api.get(&format!("/api/v1/interactions/{bos}")).await.expect(200);
        assert_eq!((&contact.json()["customer_id"], contact.header("etag").as_str()), (&json!(new), "\"v2\""));
        // Both cards tell of it, and what was done to the contacts is told where they are.
        let (of_old, of_new) = (changes(&api, &card).await, changes(&api, &new).await);
        let told = |of: &[Value]| of.iter().filter(|one| one["entity"] == "split").map(|one| one["after"].clone()).collect::<Vec<_>>();
        assert_eq!(told(&of_old), [json!({"other_id": new, "identifiers": 2, "interactions": 3})]);
        assert_eq!(told(&of_new), [json!({"other_id": card, "identifiers": 2, "interactions": 3})]);
        let has = |of: &[Value], entity: &str, action: &str| of.iter().any(|one| one["entity"] == entity && one["action"] == action);
        assert!(has(&of_old, "customer", "split") && has(&of_new, "customer", "create") && has(&of_new, "comment", "create") && !has(&of_old, "comment", "create"), "{of_old:?} {of_new:?}");
        assert!(of_new.iter().any(|one| one["entity_id"] == json!(bos)) && !of_old.iter().any(|one| one["entity_id"] == json!(bos)));
        // Whoever has read the card before does not write over it, and nobody is asked about the two.
        let path = format!("/api/v1/customers/{card}");
        api.with_header("if-match", &read).send(Method::PATCH, &path, Some("application/merge-patch+json"), b"{\"vip\": true}".to_vec()).await.expect(412);
        assert_eq!(api.get(&format!("{path}/duplicates")).await.expect(200).json()["items"], json!([]));
        // The next contact is theirs whose number it is.
        let next = call(&api, BO, json!({})).await;
        assert!(history(&api, &new).await.contains(&next));
        let words = ids(&api, "/api/v1/customers?q=0701740699").await;
        assert_eq!(words, std::slice::from_ref(&new));
    }
}

both_databases! {
    async fn what_hangs_on_what_goes_goes_with_it(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        app.person("anna", Role::Agent).await;
        let card = customer(&api, both()).await;
        let note = |text: &str, pinned: bool| {
            let (api, path, body) = (api.clone(), format!("/api/v1/customers/{card}/notes"), json!({"text": text, "pinned": pinned}));
            async move { api.post(&path, body).await.expect(201).id() }
        };
        let (stays, pinned) = (note("Likes larch", false).await, note("Calls after five", true).await);
        let annas = call(&api, ANNA, json!({})).await;
        let bos = call(&api, BO, json!({"state": "active", "agent": "anna"})).await;
        let more = call(&api, ANNA, json!({"topic": "Bo called from here"})).await;
        let request = |title: &str| {
            let (api, body) = (api.clone(), json!({"customer_id": card, "title": title}));
            async move { api.post("/api/v1/requests", body).await.expect(201).id() }
        };
        let (annas_request, bos_request, same) = (request("Larch").await, request("Birch").await, request("Birch again").await);
        for (contact, request) in [(&annas, &annas_request), (&bos, &annas_request), (&more, &bos_request)] {
            api.put(&format!("/api/v1/interactions/{contact}/request"), json!({"request_id": request})).await.expect(204);
        }
        api.put(&format!("/api/v1/requests/{same}/merging"), json!({"into": bos_request})).await.expect(200);
        let promise = |more: Value| {
            let mut body = json!({"customer_id": card, "text": "Call back", "owner": "anna", "due_at": "2027-11-26T10:00:00Z"});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let api = api.clone();
            async move { api.post("/api/v1/promises", body).await.expect(201).id() }
        };
        let in_contact = promise(json!({"interaction_id": bos})).await;
        let of_request = promise(json!({"request_id": bos_request})).await;
        let alone = promise(json!({})).await;
        let check = api.post(&format!("/api/v1/interactions/{bos}/identity_checks"), json!({"method": "document", "outcome": "proven", "level": "basic"})).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{bos}/confirmation"), json!({"verdict": "confirmed"})).await.expect(200);
        let boundary = "--line\r\ncontent-disposition: form-data; name=\"file\"; filename=\"offer.txt\"\r\n\r\nBirch: 40\r\n--line--\r\n";
        let file = api.send(Method::POST, &format!("/api/v1/customers/{card}/files"), Some("multipart/form-data; boundary=line"), boundary.into()).await.expect(201).id();
        let consent = json!({"channel": "sms", "purpose": "marketing", "state": "given"});
        let _ = api.put(&format!("/api/v1/customers/{card}/consents"), consent).await;

        let made = split(&api, json!({"customer": card, "into": {"name": "Bo"}, "identifiers": [{"kind": "phone", "value": BO}],
            "notes": [pinned], "requests": [same], "files": [file]})).await;
        let new = created(&made);
        assert_eq!(made["moved"], json!({"identifiers": 1, "interactions": 2, "notes": 1, "requests": 2, "promises": 2, "files": 1}));
        assert_eq!(history(&api, &new).await, sorted([&bos, &more]));
        assert_eq!(history(&api, &card).await, std::slice::from_ref(&annas));
        let notes = |id: &str| format!("/api/v1/customers/{id}/notes");
        assert_eq!((ids(&api, &notes(&card)).await, ids(&api, &notes(&new)).await), (vec![stays.clone()], vec![pinned]));
        assert_eq!((&show(&api, &card).await["pinned_note"], &show(&api, &new).await["pinned_note"]), (&Value::Null, &json!("Calls after five")));
        for (path, of) in [(format!("/api/v1/requests/{bos_request}"), &new), (format!("/api/v1/requests/{annas_request}"), &card),
            (format!("/api/v1/promises/{in_contact}"), &new), (format!("/api/v1/promises/{of_request}"), &new), (format!("/api/v1/promises/{alone}"), &card),
            (format!("/api/v1/files/{file}"), &new)] {
            assert_eq!(api.get(&path).await.expect(200).json()["customer_id"], json!(of), "{path}");
        }
        // A contact under a request that stays is taken out of it, as by hand.
        let under = |id: &str| {
            let (api, path) = (api.clone(), format!("/api/v1/interactions/{id}"));
            async move { api.get(&path).await.expect(200).json()["request_id"].clone() }
        };
        assert_eq!((under(&bos).await, under(&more).await, under(&annas).await), (Value::Null, json!(bos_request), json!(annas_request)));
        let of_card = |table: &'static str, id: &str| {
            let (app, id) = (app.app.clone(), id.parse::<uuid::Uuid>().unwrap());
            async move {
                app.read(move |tx| Ok(tx.get(format!("SELECT COUNT(*) FROM {table} WHERE customer_id = $1"), &db::params![id], |row| row.get::<i64>(0))?)).await.unwrap()
            }
        };
        for table in ["identity_checks", "confirmations"] {
            assert_eq!((of_card(table, &card).await, of_card(table, &new).await), (0, 1), "{table}");
        }
        assert_eq!((of_card("openings", &card).await, of_card("openings", &new).await), (0, 1), "the line of the rail");
        let checks = api.get(&format!("/api/v1/interactions/{bos}/identity_checks")).await.expect(200).text;
        assert!(checks.contains(&check), "{checks}");
        assert!(changes(&api, &new).await.iter().any(|one| one["entity"] == "request" && one["action"] == "merge"));
        // Merging takes it back. Only what was taken out stays so, unless it was just done (see the page).
        api.post("/api/v1/merges", json!({"keep": card, "merge": [new]})).await.expect(201);
        assert_eq!(history(&api, &card).await, sorted([&annas, &bos, &more]));
        assert_eq!(show(&api, &card).await["pinned_note"], "Calls after five");
        assert_eq!(api.found(BO).await, [card]);
    }
}

both_databases! {
    async fn entries_go_one_by_one(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let card = customer(&api, both()).await;
        let (one, other) = (call(&api, ANNA, json!({})).await, call(&api, ANNA, json!({})).await);
        let set = api.post("/api/v1/record-groups", json!({"key": "devices", "name": "Devices", "record_name": "Device"})).await.expect(201).id();
        api.post("/api/v1/fields", json!({"set_id": set, "key": "model", "name": "Model", "kind": "text"})).await.expect(201);
        let record = api.post(&format!("/api/v1/customers/{card}/records?group=devices"), json!({"fields": {"model": "Duo"}})).await.expect(201).id();
        // Nothing of the card's identifiers: somebody without a name has to be given one.
        let nameless = api.post("/api/v1/splits", json!({"customer": card, "interactions": [one]})).await.expect(422);
        assert_eq!(nameless.fields(), ["into.name"]);
        let made = split(&api, json!({"customer": card, "into": {"name": "Bo"}, "interactions": [one, one], "records": [record]})).await;
        let new = created(&made);
        assert_eq!(made["moved"], json!({"interactions": 1, "records": 1}));
        assert_eq!((history(&api, &card).await, history(&api, &new).await), (vec![other.clone()], vec![one]));
        assert_eq!(ids(&api, &format!("/api/v1/customers/{new}/records?group=devices")).await, [record]);
        // Identifiers without their contacts. Nobody has named them: they are called by it.
        let made = split(&api, json!({"customer": card, "identifiers": [{"kind": "phone", "value": ANNA}], "contacts_of_identifiers": false})).await;
        assert_eq!(made["moved"], json!({"identifiers": 1}));
        assert_eq!(show(&api, &created(&made)).await["name"], "070-174 06 05");
        assert_eq!(history(&api, &card).await, [other]);
        // Whoever is called by a number that goes is called by the next.
        let nobody = customer(&api, json!({"phones": [{"value": "+46701740611"}, {"value": "+46701740612"}]})).await;
        split(&api, json!({"customer": nobody, "identifiers": [{"kind": "phone", "value": "+46701740611"}]})).await;
        assert_eq!(show(&api, &nobody).await["name"], "070-174 06 12");
        // A switchboard: whoever has an extension has the contacts of it, and who has the number alone has the rest.
        let board = customer(&api, json!({"name": "Board", "phones": [{"value": "+46846500422;ext=12"}, {"value": "+46846500422;ext=14"}]})).await;
        let (twelve, fourteen) = (call(&api, "+46846500422;ext=12", json!({})).await, call(&api, "+46846500422;ext=14", json!({})).await);
        let made = split(&api, json!({"customer": board, "identifiers": [{"kind": "phone", "value": "+46846500422;ext=12"}]})).await;
        if made["moved"]["interactions"] == json!(1) {
            assert_eq!((history(&api, &created(&made)).await, history(&api, &board).await), (vec![twelve], vec![fourteen]));
        }
    }
}

both_databases! {
    async fn what_cannot_be_split_is_refused(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let card = customer(&api, both()).await;
        let other = customer(&api, json!({"name": "Cilla", "ref": "crm-2", "phones": [{"value": "+46701740601"}]})).await;
        let (mine, theirs) = (call(&api, ANNA, json!({})).await, call(&api, "+46701740601", json!({})).await);
        let note = api.post(&format!("/api/v1/customers/{other}/notes"), json!({"text": "Hers"})).await.expect(201).id();
        let nobody = "0191b8d0-0000-7000-8000-000000000000";
        let before = app.fingerprint().await;
        let refused = |body: Value, status: u16| {
            let api = api.clone();
            async move { api.post("/api/v1/splits", body).await.expect(status).fields() }
        };
        let phone = json!([{"kind": "phone", "value": ANNA}]);
        assert_eq!(refused(json!({"customer": card}), 422).await, ["identifiers"]);
        assert_eq!(refused(json!({"customer": card, "into": {"name": "Bo"}, "identifiers": [], "notes": []}), 422).await, ["identifiers"]);
        assert_eq!(refused(json!({"customer": card, "identifiers": [{"kind": "phone", "value": ANNA}, {"kind": "phone", "value": "+46701740601"}, {"kind": "phone", "value": "nonsense"}]}), 422).await, ["identifiers[1]", "identifiers[2]"]);
        assert_eq!(refused(json!({"customer": card, "interactions": [mine, theirs, nobody], "notes": [note]}), 422).await, ["interactions[1]", "interactions[2]", "notes[0]"]);
        assert_eq!(refused(json!({"customer": card, "requests": [nobody], "promises": [nobody], "files": [nobody], "records": [nobody]}), 422).await, ["requests[0]", "promises[0]", "files[0]", "records[0]"]);
        assert_eq!(refused(json!({"customer": card, "identifiers": phone, "into": {"birth_date": "yesterday", "phones": [{"value": BO}]}}), 422).await, ["into.phones"]);
        assert_eq!(refused(json!({"customer": card, "identifiers": phone, "into": {"birth_date": "yesterday"}}), 422).await, ["into.birth_date"]);
        assert_eq!(refused(json!({"customer": card, "identifiers": phone, "into": {"ref": "crm-2"}}), 409).await, ["into.ref"]);
        assert_eq!(refused(json!({"customer": card, "identifiers": phone, "colour": "red"}), 422).await, ["colour"]);
        assert_eq!(refused(json!({"customer": card, "interactions": vec![nobody; 1001]}), 422).await, ["interactions"]);
        api.post("/api/v1/splits", json!({"customer": nobody, "identifiers": phone})).await.expect(404);
        assert_eq!(app.fingerprint().await, before, "what was refused has changed nothing");
        // Of somebody who is restricted nothing is taken apart; and a team that may not merge or add takes nothing apart.
        api.put(&format!("/api/v1/customers/{card}/restriction"), json!({"reason": "contested"})).await.expect(200);
        api.post("/api/v1/splits", json!({"customer": card, "identifiers": phone})).await.expect(423);
        api.delete(&format!("/api/v1/customers/{card}/restriction")).await.expect(204);
        for off in [Feature::ActionsMerge, Feature::CustomersAdd] {
            let login = format!("off-{}", off.as_str());
            app.person(&login, Role::Agent).await;
            app.team(&login, &[off]).await;
            let browser = app.browser(&login, Role::Agent).await;
            browser.form(&format!("/customers/{card}/split"), &[("identifiers", &format!("phone:{ANNA}"))]).await.expect(403);
        }
        assert_eq!(api.found(ANNA).await, [card]);
    }
}

both_databases! {
    async fn a_split_that_is_sent_again_is_not_done_again(app: &TestApp) {
        let api = app.api(Role::Administrator).await.with_header("idempotency-key", "split-1");
        let card = customer(&api.without_header("idempotency-key"), both()).await;
        let body = json!({"customer": card, "identifiers": [{"kind": "phone", "value": BO}]});
        let first = api.post("/api/v1/splits", body.clone()).await.expect(201);
        let again = api.post("/api/v1/splits", body).await.expect(201);
        assert_eq!((first.json(), first.header("location")), (again.json(), again.header("location")));
        let other = json!({"customer": card, "identifiers": [{"kind": "phone", "value": ANNA}]});
        assert_eq!(api.post("/api/v1/splits", other).await.expect(422).fields(), ["Idempotency-Key"]);
        // Two at once: the number goes to one of them.
        let api = api.without_header("idempotency-key");
        let body = json!({"customer": card, "identifiers": [{"kind": "phone", "value": ANNA}]});
        let (one, other) = tokio::join!(api.post("/api/v1/splits", body.clone()), api.post("/api/v1/splits", body));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
        assert_eq!(api.found(ANNA).await.len(), 1);
    }
}

both_databases! {
    async fn a_merged_card_is_split_and_its_merges_are_undone(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let person = |name: &str, phones: &[&str]| json!({"name": name, "phones": phones.iter().map(|one| json!({"value": one})).collect::<Vec<_>>()});
        let a = customer(&api, person("Ada", &["+46701740601"])).await;
        let b = customer(&api, person("Bea", &["+46701740602", "+46701740603"])).await;
        let before = show(&api, &b).await;
        let contacts = [call(&api, "+46701740601", json!({})).await, call(&api, "+46701740602", json!({})).await, call(&api, "+46701740603", json!({})).await];
        for (id, text) in [(&a, "Of Ada"), (&b, "Of Bea")] {
            api.post(&format!("/api/v1/customers/{id}/notes"), json!({"text": text, "pinned": true})).await.expect(201);
        }
        let merge = api.post("/api/v1/merges", json!({"keep": a, "merge": [b]})).await.expect(201).id();
        let notes = ids(&api, &format!("/api/v1/customers/{a}/notes")).await;
        // By the id of whichever of the two; entries of both, of whom each had a pinned note.
        let made = split(&api, json!({"customer": b, "into": {"name": "Cia"}, "identifiers": [{"kind": "phone", "value": "+46701740603"}], "notes": notes, "interactions": [contacts[0]]})).await;
        let c = created(&made);
        assert_eq!((&made["customer"], &made["moved"]), (&json!(a), &json!({"identifiers": 1, "interactions": 2, "notes": 2})));
        assert_eq!(show(&api, &a).await["phones"].as_array().unwrap().len(), 2);
        assert_eq!(api.found("+46701740603").await, std::slice::from_ref(&c));
        assert_eq!(history(&api, &c).await, sorted([&contacts[0], &contacts[2]]));
        assert_eq!((&show(&api, &c).await["pinned_note"], &show(&api, &a).await["pinned_note"]), (&json!("Of Bea"), &Value::Null));
        // The undo gives back exactly what the other card was; what went has gone.
        api.delete(&format!("/api/v1/merges/{merge}")).await.expect(204);
        let (ada, mut bea) = (show(&api, &a).await, show(&api, &b).await);
        bea["pinned_note"] = before["pinned_note"].clone();
        assert_eq!(bea, before);
        assert_eq!(ada["phones"], json!([{"value": "+46701740601", "label": null}]));
        assert_eq!((history(&api, &a).await, history(&api, &b).await), (vec![], vec![contacts[1].clone()]));
        assert_eq!(history(&api, &c).await, sorted([&contacts[0], &contacts[2]]));
        assert_eq!(api.found("+46701740603").await.len(), 2, "it was Bea's, and somebody said that it is Cia's");
        // Merged back, undone, merged the other way: nobody loses anything.
        let back = api.post("/api/v1/merges", json!({"keep": a, "merge": [c]})).await.expect(201).id();
        assert_eq!(history(&api, &a).await, sorted([&contacts[0], &contacts[2]]));
        api.delete(&format!("/api/v1/merges/{back}")).await.expect(204);
        assert_eq!((history(&api, &a).await, history(&api, &c).await), (vec![], sorted([&contacts[0], &contacts[2]])));
        // Whoever was split off is merged and split as anybody else.
        api.post("/api/v1/merges", json!({"keep": c, "merge": [b]})).await.expect(201);
        let made = split(&api, json!({"customer": c, "into": {"name": "Dag"}, "identifiers": [{"kind": "phone", "value": "+46701740602"}]})).await;
        assert_eq!(history(&api, &created(&made)).await, [contacts[1].clone()]);
    }
}

/// Whether a text stands anywhere in the database.
async fn stands(app: &TestApp, text: &str) -> Vec<String> {
    let rows = app.fingerprint().await;
    let found = rows.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.contains(text)));
    found.map(|(table, _)| table).collect()
}

both_databases! {
    async fn each_is_erased_without_the_other(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        for (round, which) in ["new", "old"].into_iter().enumerate() {
            let (mine, theirs) = (format!("+4670174070{round}"), format!("+4670174080{round}"));
            let card = customer(&api, json!({"name": format!("Keeper {which}"), "phones": [{"value": mine}, {"value": theirs}]})).await;
            let (annas, bos) = (call(&api, &mine, json!({"topic": "Larch"})).await, call(&api, &theirs, json!({"topic": "Birch"})).await);
            let made = split(&api, json!({"customer": card, "into": {"name": format!("Leaver {which}")}, "identifiers": [{"kind": "phone", "value": theirs}]})).await;
            let new = created(&made);
            let (gone, left, number, contact) = if which == "new" { (&new, &card, &theirs, &annas) } else { (&card, &new, &mine, &bos) };
            api.post(&format!("/api/v1/customers/{gone}/privacy/erasure"), json!({"basis": "request"})).await.expect(201);
            api.get(&format!("/api/v1/customers/{gone}")).await.expect(404);
            assert_eq!(history(&api, left).await, std::slice::from_ref(contact));
            assert_eq!(stands(app, number).await, Vec::<String>::new(), "{which}");
            let name = if which == "new" { "Leaver new" } else { "Keeper old" };
            assert_eq!(stands(app, name).await, Vec::<String>::new(), "{which}");
            // What the other has stays, be it told of the time when they were one.
            let kept = if which == "new" { &mine } else { &theirs };
            assert_eq!(api.found(kept).await, std::slice::from_ref(left));
        }
    }
}

both_databases! {
    async fn who_is_erased_comes_back_by_no_undo(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let a = customer(&api, json!({"name": "Ada", "phones": [{"value": "+46701740901"}]})).await;
        let b = customer(&api, json!({"name": "Bea", "phones": [{"value": "+46701740902"}, {"value": "+46701740903"}]})).await;
        let merge = api.post("/api/v1/merges", json!({"keep": a, "merge": [b]})).await.expect(201).id();
        let phone = |value: &str| json!([{"kind": "phone", "value": value}]);
        let c = created(&split(&api, json!({"customer": a, "into": {"name": "Cia"}, "identifiers": phone("+46701740903")})).await);
        // And somebody who was split off from whoever was split off.
        api.patch(&format!("/api/v1/customers/{c}"), json!({"phones": [{"value": "+46701740903"}, {"value": "+46701740904"}]})).await.expect(200);
        let d = created(&split(&api, json!({"customer": c, "into": {"name": "Dag"}, "identifiers": phone("+46701740903")})).await);
        api.post(&format!("/api/v1/customers/{d}/privacy/erasure"), json!({"basis": "request"})).await.expect(201);
        assert_eq!(stands(app, "+46701740903").await, Vec::<String>::new());
        assert_eq!(show(&api, &c).await["phones"][0]["value"], "+46701740904");
        api.delete(&format!("/api/v1/merges/{merge}")).await.expect(204);
        assert_eq!(show(&api, &b).await["phones"], json!([{"value": "+46701740902", "label": null}]));
        assert_eq!(show(&api, &a).await["phones"], json!([{"value": "+46701740901", "label": null}]));
    }
}

both_databases! {
    async fn who_is_kept_for_a_claim_is_kept_on_both_cards(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let card = customer(&api, both()).await;
        api.put(&format!("/api/v1/customers/{card}/privacy/hold"), json!({"reason": "Claim 7"})).await.expect(200);
        api.patch(&format!("/api/v1/customers/{card}"), json!({"hidden": true})).await.expect(200);
        let new = created(&split(&api, json!({"customer": card, "identifiers": [{"kind": "phone", "value": BO}]})).await);
        api.post(&format!("/api/v1/customers/{new}/privacy/erasure"), json!({"basis": "request"})).await.expect(409);
        // Who was hidden is not shown by a split.
        assert_eq!(show(&api, &new).await["hidden"], true);
    }
}

/// What may be taken back of what was just done, as a page tells it.
fn reversion(page: &str) -> String {
    let begin = page.find("/changes/").expect("something to take back");
    page[begin..].split('"').next().unwrap().to_owned()
}

both_databases! {
    async fn the_page_splits_and_takes_it_back(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let card = customer(&api, both()).await;
        let (annas, bos) = (call(&api, ANNA, json!({"topic": "Larch"})).await, call(&api, BO, json!({"topic": "Birch"})).await);
        let request = api.post("/api/v1/requests", json!({"customer_id": card, "title": "Larch"})).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{bos}/request"), json!({"request_id": request})).await.expect(204);
        let mut notes = Vec::new();
        for number in 0..60 {
            let note = api.post(&format!("/api/v1/customers/{card}/notes"), json!({"text": format!("Note {number}")})).await.expect(201);
            notes.push(note.id());
        }
        let browser = app.browser("eva", Role::Agent).await;
        let shown = browser.get(&format!("/customers/{card}")).await.expect(200).text;
        assert!(shown.contains(&format!("/customers/{card}/split")), "the menu leads there");
        let path = format!("/customers/{card}/split");
        let page = browser.get(&path).await.expect(200).text;
        for part in ["value=\"phone:+46701740699\"", "name=\"notes\"", "1 contact", "Nothing is chosen yet"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_eq!(page.matches("name=\"notes\"").count() + page.matches("name=\"interactions\"").count() + page.matches("name=\"requests\"").count(), 50, "a part of them");
        let next = page.split("name=\"more\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        // More of them without a script: what was typed and chosen is still there, on whichever part.
        let phone = format!("phone:{BO}");
        let chosen = [("given_name", "Bo"), ("identifiers", phone.as_str()), ("contacts", "1"), ("notes", notes[59].as_str()), ("more", next.as_str())];
        let more = browser.form(&path, &chosen).await.expect(200).text;
        for part in ["value=\"Bo\"", &format!("name=\"notes\" value=\"{}\" checked", notes[59]), &format!("name=\"notes\" value=\"{}\"", notes[0]), &annas,
            "1 identifier, 1 contact, 1 note", "value=\"phone:+46701740699\" checked"] {
            assert!(more.contains(part), "{part}: {more}");
        }
        // Errors stand where they belong, and nothing is lost.
        let nothing = browser.form(&path, &[("given_name", "Bo")]).await.expect(422).text;
        assert!(nothing.contains("Choose at least one identifier") && nothing.contains("value=\"Bo\""), "{nothing}");
        let nameless = browser.form(&path, &[("notes", notes[0].as_str())]).await.expect(422).text;
        assert!(nameless.contains("given-name-wrong") && nameless.contains(&format!("value=\"{}\" checked", notes[0])), "{nameless}");
        let day = browser.form(&path, &[("given_name", "Bo"), ("interactions", "nonsense")]).await.expect(422).text;
        assert!(day.contains("This is not on the card"), "{day}");
        let strange = browser.form(&path, &[("given_name", "Bo"), ("identifiers", "phone:+46701740000"), ("notes", notes[1].as_str())]).await.expect(422).text;
        assert!(strange.contains("This is not an identifier of the card") && strange.contains(&format!("value=\"{}\" checked", notes[1])), "{strange}");

        let done = browser.form(&path, &chosen[..4]).await.expect(303).header("location");
        let new = done.strip_prefix("/customers/").and_then(|rest| rest.split('?').next()).unwrap().to_owned();
        assert_ne!(new, card);
        assert_eq!(show(&api, &new).await["name"], "Bo");
        assert_eq!((history(&api, &new).await, history(&api, &card).await), (vec![bos.clone()], vec![annas.clone()]));
        let told = browser.get(&done).await.expect(200).text;
        assert!(told.contains("This is a card of their own now"), "{told}");
        let listed = browser.get(&format!("/customers/{card}?tab=changes")).await.expect(200).text;
        assert!(listed.contains("taken apart"), "{listed}");
        // Just now it can be taken back at once, and then all is as it was.
        browser.form(&reversion(&told), &[("at", &format!("/customers/{new}"))]).await.expect(303);
        assert_eq!(show(&api, &new).await["id"], json!(card));
        assert_eq!(show(&api, &card).await["phones"].as_array().unwrap().len(), 3);
        assert_eq!(history(&api, &card).await, sorted([&annas, &bos]));
        assert_eq!(api.get(&format!("/api/v1/interactions/{bos}")).await.expect(200).json()["request_id"], json!(request));
        let rejected = app.app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM duplicate_rejections", &[], |row| row.get::<i64>(0))?)).await.unwrap();
        assert_eq!(rejected, 0, "nobody says that they are two");
        // Somebody who is restricted has no such page, nor who may not merge.
        api.put(&format!("/api/v1/customers/{card}/restriction"), json!({"reason": "contested"})).await.expect(200);
        browser.get(&path).await.expect(423);
        browser.get("/customers/0191b8d0-0000-7000-8000-000000000000/split").await.expect(404);
    }
}

both_databases! {
    async fn many_contacts_go_at_once(app: &TestApp) {
        let many = std::env::var("VISAVI_SPLIT_CONTACTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_200_usize);
        let api = app.api(Role::Administrator).await;
        let card = customer(&api, both()).await;
        let contact = |number: usize| json!({"ref": format!("c{number}"), "channel": "sms", "from": if number.is_multiple_of(10) { ANNA } else { BO }, "state": "closed",
            "topic": format!("Topic {number}"), "messages": [{"text": format!("Message {number} about birch and larch")}]});
        for part in (0..many).collect::<Vec<_>>().chunks(400) {
            api.post("/api/v1/interactions/batch", Value::from(part.iter().map(|one| contact(*one)).collect::<Vec<_>>())).await.expect(200);
        }
        let began = std::time::Instant::now();
        let made = split(&api, json!({"customer": card, "identifiers": [{"kind": "phone", "value": BO}]})).await;
        // Ten thousand take about a second where nothing is optimised.
        assert!(began.elapsed().as_secs() < 20, "{many} contacts: {:?}", began.elapsed());
        assert_eq!(made["moved"]["interactions"], json!(many - many.div_ceil(10)));
        for (id, count) in [(card, many.div_ceil(10)), (created(&made), many - many.div_ceil(10))] {
            let shown = api.get(&format!("/api/v1/customers/{id}/card")).await.expect(200).json();
            assert_eq!(shown["counts"]["sms"], json!(count));
            let found = api.get(&format!("/api/v1/customers/{id}/history?q=birch&limit=200")).await.expect(200).json();
            assert_eq!(found["items"].as_array().unwrap().len(), count.min(200));
        }
    }
}
