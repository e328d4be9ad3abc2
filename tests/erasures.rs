//! Erasing: nothing is left, and nobody comes back by themselves.

use std::collections::BTreeSet;

use db::params;
use serde_json::{Value, json};
use visavi::accesses;
use visavi::clock::Time;
use visavi::customers::kept::Rows;
use visavi::erasures::{ledger, work};
use visavi::inventory::{Class, TABLES};
use visavi::words::Role;

use crate::support::{Client, Kind, TestApp, both_databases};

/// Stands in every text that may be about the customer; and what is theirs where a text cannot.
const CANARY: &str = "zqkanark";
const CANARIES: [&str; 5] = [CANARY, "701740688", "44051401359", "1911-11-11", "2111-11-11"];

fn holds_canary(text: &str) -> bool {
    let text = text.to_lowercase();
    CANARIES.iter().any(|canary| text.contains(canary))
}

/// Columns in which no canary can be planted, and why.
const WITHOUT: [&str; 13] = [
    // Digits.
    "identifiers.extension",
    "confirmations.extension",
    "interactions.identifier_extension",
    // Hashes.
    "import_rows.digest",
    "files.sha256",
    "attachments.sha256",
    "avatar_tries.email_sha256",
    // A picture: `avatars::it_is_told_as_held_and_goes_with_who_it_is_of`.
    "avatars.picture",
    // A word of ours.
    "interactions.outcome",
    // The canary less a letter, beside the canary.
    "search_deletions.rest",
    // Whoever is deleted is nowhere else: `deleted_customers_are_erased_as_well`.
    "deleted_customers.name",
    "deleted_customers.kept",
    // PostgreSQL only, and no text: the search finds the canary there.
    "texts.words",
];

/// A customer who has the canary in everything that one can have.
async fn somebody(app: &TestApp, api: &Client) -> String {
    let administrator = app.api(Role::Administrator).await;
    administrator.post("/api/v1/field-sets", json!({"entity": "interaction", "name": "Any"})).await;
    crate::records::group(&administrator).await;
    let id = api
        .post("/api/v1/customers", json!({
            "given_name": CANARY, "family_name": format!("von {CANARY}"), "name": format!("Dr {CANARY}"), "ref": CANARY, "department": CANARY,
            "job_title": CANARY, "birth_date": "1911-11-11", "language": format!("en-{CANARY}"), "pinned_note": CANARY,
            "phones": [{"value": "070-174 06 88", "label": CANARY, "from": "1911-11-11", "to": "2111-11-11"}, {"value": "08-465 004 23 ext 4711"}],
            "emails": [{"value": format!("{CANARY}@mail.example")}], "handles": [{"value": format!("@{CANARY}")}],
            "addresses": [{"kind": CANARY, "street": CANARY, "postal_code": CANARY, "city": CANARY, "region": CANARY, "country": CANARY}],
            "national_ids": [{"kind": CANARY, "value": CANARY}, {"kind": "pesel", "value": "44051401359"}], "tags": [CANARY],
            "fields": {CANARY: CANARY},
        }))
        .await
        .expect(201)
        .id();
    let path = format!("/api/v1/customers/{id}");
    // An earlier spelling stands in the change history.
    api.patch(&path, json!({"department": format!("new {CANARY}")})).await.expect(200);
    api.post(&format!("{path}/notes"), json!({"text": CANARY})).await.expect(201);
    crate::records::record(api, &id, json!({"model": CANARY})).await;
    let other = api.post("/api/v1/customers", json!({"name": "Per Ek"})).await.expect(201).id();
    let related = json!({"other_id": other, "kind": "sibling", "note": CANARY, "from": "1911-11-11", "to": "2111-11-11"});
    api.post(&format!("{path}/relations"), related).await.expect(201);
    let request = json!({"customer_id": id, "ref": CANARY, "title": CANARY, "description": CANARY, "due": "1911-11-11", "tags": [CANARY], "fields": {CANARY: CANARY}});
    let request = api.post("/api/v1/requests", request).await.expect(201).id();
    app.person("keeper", Role::Agent).await;
    let promise = json!({"customer_id": id, "text": CANARY, "owner": "keeper", "due_at": "2027-01-01T00:00:00Z", "state": "kept", "how": CANARY, "request_id": request});
    api.post("/api/v1/promises", promise).await.expect(201);
    crate::files::named(api, &id, &format!("{CANARY}.txt"), CANARY.as_bytes()).await;
    api.post("/api/v1/blocks", json!({"kind": "handle", "value": CANARY, "reason": CANARY}))
        .await
        .expect(201);
    // One contact is theirs, one from their number is nobody's.
    for (reference, from) in [
        (format!("{CANARY}-1"), format!("{CANARY}@mail.example")),
        (format!("{CANARY}-2"), "070-174 06 88".to_owned()),
    ] {
        let contact = json!({"ref": reference, "channel": if from.contains('@') { "email" } else { "sms" }, "from": from, "to": CANARY, "state": "active",
            "topic": CANARY, "campaign": CANARY, "recording_url": format!("https://recordings.example/{CANARY}"), "ivr_path": [{"prompt": CANARY, "choice": CANARY}],
            "fields": {CANARY: CANARY}, "tags": [CANARY],
            "transfers": [{"at": "2026-11-19T14:00:00Z", "from": CANARY, "queue": CANARY, "note": CANARY}],
            "messages": [{"ref": CANARY, "number": CANARY, "from": CANARY, "to": CANARY, "subject": CANARY, "text": CANARY, "html": format!("<p>{CANARY}</p>"),
                "attachments": [{"ref": CANARY, "content_id": CANARY, "name": format!("{CANARY}.txt"), "content": "enFrYW5hcms="}],
                "delivery": {"state": "failed", "reason": CANARY}}]});
        let contact = api.post("/api/v1/interactions", contact).await.expect(201).id();
        api.post(&format!("/api/v1/interactions/{contact}/comments"), json!({"text": CANARY}))
            .await
            .expect(201);
        if from.contains('@') {
            let check = json!({"method": "questions", "outcome": "failed", "questions": [{"text": CANARY, "outcome": "wrong"}]});
            api.post(&format!("/api/v1/interactions/{contact}/identity_checks"), check).await.expect(201);
            let confirmation = format!("/api/v1/interactions/{contact}/confirmation");
            api.put(&confirmation, json!({"verdict": "confirmed"})).await.expect(200);
        }
    }
    let consents =
        json!({"items": [{"channel": "call", "purpose": "survey", "state": "refused", "how": CANARY}]});
    let tag = api.get(&format!("{path}/consents")).await.header("etag");
    api.with_header("if-match", &tag).put(&format!("{path}/consents"), consents).await.expect(200);
    let (author, customer) = (app.system(), id.parse().map(visavi::id::CustomerId).unwrap());
    app.app.write(move |tx| accesses::give_reason(tx, &author, customer, CANARY)).await.unwrap();
    // Records that were rejected, and forms that were not sent.
    let rejected = format!(
        "name,phone,email,owner\n{CANARY},{CANARY},{CANARY}@mail.example,\n,,{CANARY}@mail.example,{CANARY}\n"
    );
    crate::imports::import(app, "people.csv", rejected).await;
    let agent = app.person("bo", Role::Agent).await.id;
    let typed = json!([["name", CANARY], ["email", format!("{CANARY}@mail.example")]]).to_string();
    app.app
        .write(move |tx| {
            for (key, of) in [(format!("customer:{customer}:edit"), Some(customer)), ("customer:new".to_owned(), None)] {
                tx.exec(
                    "INSERT INTO drafts (agent_id, key, customer_id, entries, body, at) VALUES ($1, $2, $3, $4, $4, 1)",
                    &params![agent, key, of, typed.as_str()],
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
    // Somebody who was merged into the card, after whose name it was called for a while.
    let twin = json!({"name": format!("twin {CANARY}"), "department": CANARY});
    let twin = api.post("/api/v1/customers", twin).await.expect(201).id();
    api.post("/api/v1/merges", json!({"keep": id, "merge": [twin]})).await.expect(201);
    id
}

/// Personal columns in which no canary is found.
async fn without_canary(app: &TestApp) -> BTreeSet<String> {
    let mut missing = BTreeSet::new();
    for table in TABLES {
        for column in table.columns().filter(|column| column.class == Class::Personal) {
            let name = format!("{}.{}", table.name, column.name);
            if WITHOUT.contains(&name.as_str()) {
                continue;
            }
            let sql = format!("SELECT {} FROM {} WHERE {0} IS NOT NULL", column.name, table.name);
            let is_bytes = column.kind == 'x';
            let read = move |row: &db::Row<'_>| match is_bytes {
                true => row.get::<Vec<u8>>(0).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
                false => row.get::<String>(0),
            };
            let values: Vec<String> = app.app.read(move |tx| Ok(tx.query(sql, &[], read)?)).await.unwrap();
            if !values.iter().any(|value| holds_canary(value)) {
                missing.insert(name);
            }
        }
    }
    missing
}

async fn tables_with_canary(app: &TestApp) -> Vec<String> {
    let rows = app.fingerprint().await.into_iter();
    rows.flat_map(|(table, rows)| {
        rows.into_iter().filter(|row| holds_canary(row)).map(move |row| format!("{table}: {row}"))
    })
    .collect()
}

fn files_with_canary(app: &TestApp) -> Vec<String> {
    let held = |bytes: &[u8]| {
        let bytes = bytes.to_ascii_lowercase();
        CANARIES.iter().any(|canary| bytes.windows(canary.len()).any(|part| part == canary.as_bytes()))
    };
    app.bytes()
        .into_iter()
        .filter(|(_, bytes)| held(bytes))
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

async fn erase(api: &Client, id: &str) -> Value {
    api.post(&format!("/api/v1/customers/{id}/privacy/erasure"), json!({"basis": "request"}))
        .await
        .expect(201)
        .json()
}

both_databases! {
    async fn nothing_is_left_of_who_was_erased(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let id = somebody(app, &api).await;
        let hold = format!("/api/v1/customers/{id}/privacy/hold");
        api.put(&hold, json!({"reason": CANARY})).await.expect(200);
        let restriction = format!("/api/v1/customers/{id}/restriction");
        api.put(&restriction, json!({"reason": "contested", "note": CANARY})).await.expect(200);
        assert_eq!(without_canary(app).await, BTreeSet::new(), "plant a canary there");
        api.delete(&hold).await.expect(204);
        app.app.db.purge().await.unwrap();
        let before = files_with_canary(app);
        assert!(before.iter().any(|name| name != "visavi.db"), "in the store of files: {before:?}");
        assert_eq!(app.kind == Kind::Sqlite, before.iter().any(|name| name == "visavi.db"));

        let trial = api.post(&format!("/api/v1/customers/{id}/privacy/erasure"), json!({"dry_run": true})).await.expect(200).json();
        assert!(!tables_with_canary(app).await.is_empty());
        let receipt = erase(&api, &id).await;
        assert_eq!(receipt["counts"], trial["counts"]);
        for (word, count) in [("interactions", 2), ("messages", 2), ("attachments", 2), ("comments", 2), ("notes", 2), ("files", 1), ("records", 1), ("relations", 1), ("requests", 1), ("promises", 1), ("identifiers", 4), ("drafts", 2), ("import_rows", 2), ("blocks", 1)] {
            assert_eq!(receipt["counts"][word], count, "{word}: {receipt}");
        }
        assert_eq!((&receipt["state"], &receipt["purged_at"]), (&json!("done"), &Value::Null));
        assert_eq!(tables_with_canary(app).await, Vec::<String>::new());
        work::all(&app.app).await.unwrap();
        assert_eq!(files_with_canary(app), Vec::<String>::new());
        let receipt = api.get(&format!("/api/v1/erasures/{}", receipt["id"].as_str().unwrap())).await.expect(200).json();
        assert!(receipt["purged_at"].is_string());
        api.get(&format!("/api/v1/customers/{id}")).await.expect(404);
        assert_eq!(api.get(&format!("/api/v1/customers?q={CANARY}")).await.json()["items"], json!([]));
        assert_eq!(api.get(&format!("/api/v1/messages?q={CANARY}")).await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn who_was_erased_does_not_come_back_by_themselves(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let ida = json!({"name": "Ida Nyberg", "ref": "i-1", "birth_date": "1980-02-29", "phones": [{"value": "070-174 06 05"}, {"value": "08-465 004 22"}],
            "emails": [{"value": "ida@modrzew.example"}], "national_ids": [{"kind": "pesel", "value": "44051401359"}]});
        let id = api.post("/api/v1/customers", ida.clone()).await.expect(201).id();
        let other = api.post("/api/v1/customers", json!({"name": "Per Ek", "phones": [{"value": "08-465 004 22"}]})).await.expect(201).id();
        let call = |reference: &str, more: Value| {
            let mut call = json!({"ref": reference, "channel": "call", "from": "070-174 06 05"});
            call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            call
        };
        api.post("/api/v1/interactions", call("going on", json!({"state": "active"}))).await.expect(201);
        let copy = api.post("/api/v1/customers", json!({"name": "Ida N", "emails": [{"value": "ida@modrzew.example"}]})).await.expect(201).id();
        api.with_header("if-match", "*").delete(&format!("/api/v1/customers/{copy}")).await.expect(204);
        let erasure = erase(&api, &id).await;

        // A copy of the same person that was deleted before is not taken back.
        assert_eq!(api.post(&format!("/api/v1/customers/{copy}/restoration"), json!({})).await.expect(409).fields(), ["emails"]);
        // The API, member by member; a namesake and a shared number are somebody else's.
        let refused = async |body: Value, field: &str| {
            let answer = api.post("/api/v1/customers", body).await.expect(409);
            assert_eq!(answer.fields(), [field], "{}", answer.text);
            assert!(answer.text.contains("2026-11-19") && answer.text.contains(erasure["id"].as_str().unwrap()), "{}", answer.text);
        };
        refused(ida.clone(), "phones").await;
        refused(json!({"name": "X", "phones": [{"value": "+46 70 174 06 05;ext=3"}]}), "phones").await;
        refused(json!({"name": "X", "emails": [{"value": "IDA@modrzew.example"}]}), "emails").await;
        refused(json!({"name": "X", "ref": "i-1"}), "ref").await;
        refused(json!({"name": "X", "national_ids": [{"kind": "pesel", "value": "44051401359"}]}), "national_ids").await;
        refused(json!({"name": "ida nyberg", "birth_date": "1980-02-29"}), "birth_date").await;
        api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201);
        api.post("/api/v1/customers", json!({"name": "Ola Ek", "phones": [{"value": "08-465 004 22"}]})).await.expect(201);
        api.patch(&format!("/api/v1/customers/{other}"), json!({"emails": [{"value": "ida@modrzew.example"}]})).await.expect(409);
        // The form says the same, and keeps what was typed.
        let browser = app.browser("sara", Role::Supervisor).await;
        let typed = browser.form("/customers", &[("kind", "person"), ("given_name", "Ida"), ("phone_value", "070-174 06 05"), ("phone_label", "")]).await.expect(409);
        assert!(typed.text.contains("was erased on 2026-11-19"), "{}", typed.text);
        // An import rejects the record and takes the others.
        let done = crate::imports::import(app, "people.csv", "name,phone\nIda Nyberg,070-174 06 05\nSvea Lind,070-174 06 06\n").await;
        assert_eq!((done.counts.rejected, done.counts.created), (1, 1));
        // Deliveries of what was going on, and out of an archive.
        api.post("/api/v1/interactions", call("going on", json!({"state": "closed"}))).await.expect(409);
        api.post("/api/v1/interactions", call("old", json!({"state": "closed", "started_at": "2025-01-01T10:00:00Z"}))).await.expect(409);
        // Who calls again is somebody who calls.
        app.app.clock.advance(Time::SECOND);
        let next = api.post("/api/v1/interactions", call("next", json!({}))).await.expect(201).json();
        assert_eq!(next["match"]["outcome"], "none");

        // They have become a customer again.
        let lifted = api.post(&format!("/api/v1/erasures/{}/lifting", erasure["id"].as_str().unwrap()), json!({})).await.expect(200).json();
        assert!(lifted["lifted_at"].is_string());
        api.post(&format!("/api/v1/erasures/{}/lifting", erasure["id"].as_str().unwrap()), json!({})).await.expect(409);
        api.post("/api/v1/customers", ida).await.expect(201);
    }
}

both_databases! {
    async fn a_legal_hold_keeps_a_customer(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let id = api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id();
        let (hold, erasure) = (format!("/api/v1/customers/{id}/privacy/hold"), format!("/api/v1/customers/{id}/privacy/erasure"));
        assert_eq!(api.put(&hold, json!({"reason": " "})).await.expect(422).fields(), ["reason"]);
        assert_eq!(api.put(&hold, json!({"reason": "Claim 7", "until": "2020-01-01T00:00:00Z"})).await.expect(422).fields(), ["until"]);
        api.put(&hold, json!({"reason": "Claim 7", "until": "2026-11-20T00:00:00Z"})).await.expect(200);
        assert_eq!(api.post(&erasure, json!({"dry_run": true})).await.expect(200).json()["legal_hold"]["reason"], "Claim 7");
        assert!(api.post(&erasure, json!({"basis": "request"})).await.expect(409).text.contains("Claim 7"));
        let administrator = app.api(Role::Administrator).await;
        administrator.delete(&format!("/api/v1/customers/{id}")).await.expect(409);
        app.app.clock.advance(Time::DAY);
        erase(&app.api(Role::Supervisor).await, &id).await;
    }
}

both_databases! {
    async fn a_second_person_approves(app: &TestApp) {
        let strict = app.with(|config| config.erasure_approval = true);
        let (one, two) = (app.api(Role::Supervisor).await.of(&strict), app.api(Role::Supervisor).await.of(&strict));
        let id = one.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id();
        let path = format!("/api/v1/customers/{id}/privacy/erasure");
        assert_eq!(one.post(&path, json!({})).await.expect(422).fields(), ["basis"]);
        let asked = one.post(&path, json!({"basis": "unlawful"})).await.expect(202).json();
        let erasure = format!("/api/v1/erasures/{}", asked["id"].as_str().unwrap());
        one.get(&format!("/api/v1/customers/{id}")).await.expect(200);
        two.post(&path, json!({"basis": "request"})).await.expect(409);
        one.post(&format!("{erasure}/approval"), json!({})).await.expect(409);
        two.post(&format!("{erasure}/withdrawal"), json!({})).await.expect(200);
        two.post(&format!("{erasure}/approval"), json!({})).await.expect(409);
        let again = one.post(&path, json!({"basis": "request"})).await.expect(202).json();
        let erasure = format!("/api/v1/erasures/{}", again["id"].as_str().unwrap());
        let done = two.post(&format!("{erasure}/approval"), json!({})).await.expect(200).json();
        assert_eq!((&done["state"], &done["basis"]), (&json!("done"), &json!("request")));
        one.get(&format!("/api/v1/customers/{id}")).await.expect(404);
        assert_eq!(one.get("/api/v1/erasures").await.expect(200).json()["items"].as_array().unwrap().len(), 2);
    }
}

both_databases! {
    async fn a_database_from_before_is_made_to_forget_again(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let ida = json!({"name": "Ida Nyberg", "phones": [{"value": "070-174 06 05"}]});
        let id = api.post("/api/v1/customers", ida.clone()).await.expect(201).id();
        let bo = api.post("/api/v1/customers", json!({"name": "Bo Ek", "phones": [{"value": "070-174 06 06"}]})).await.expect(201).id();
        let customer = id.parse().map(visavi::id::CustomerId).unwrap();
        let rows = app.app.read(move |tx| Ok(Rows::read(tx, &[customer])?)).await.unwrap();
        let erasure = erase(&api, &id).await;
        work::all(&app.app).await.unwrap();
        assert_eq!(ledger::replay(&app.app).await.unwrap(), 0, "nothing is new");
        // The ledger says nothing of who they were.
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let filed: Vec<_> = app.bytes().into_iter().filter(|(path, _)| path.parent().unwrap().ends_with("erasures")).collect();
        assert_eq!(filed.len(), 1);
        assert!(!text(&filed[0].1).contains("701740605") && !text(&filed[0].1).contains("Ida"), "{}", text(&filed[0].1));
        // The database as it was before.
        app.app.write(move |tx| {
            tx.exec("DELETE FROM erasures", &[])?;
            Ok(rows.insert(tx)?)
        }).await.unwrap();
        api.get(&format!("/api/v1/customers/{id}")).await.expect(200);
        assert_eq!(ledger::replay(&app.app).await.unwrap(), 1);
        api.get(&format!("/api/v1/customers/{id}")).await.expect(404);
        assert_eq!(api.get("/api/v1/erasures").await.expect(200).json()["items"][0]["id"], erasure["id"]);
        api.post("/api/v1/customers", ida.clone()).await.expect(409);
        api.get(&format!("/api/v1/customers/{bo}")).await.expect(200);
        // What somebody else has written into the store is not followed.
        std::fs::write(&filed[0].0, text(&filed[0].1).replace(&id, &bo)).unwrap();
        app.app.write(|tx| Ok(tx.exec("DELETE FROM erasures", &[])?)).await.unwrap();
        assert_eq!(ledger::replay(&app.app).await.unwrap(), 0);
        api.get(&format!("/api/v1/customers/{bo}")).await.expect(200);
    }
}

both_databases! {
    async fn a_supervisor_erases_from_the_card_and_reads_the_receipt(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let id = api.post("/api/v1/customers", json!({"name": "Ida Nyberg", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let (agent, browser) = (app.browser("anna", Role::Agent).await, app.browser("sara", Role::Supervisor).await);
        assert!(!agent.get(&format!("/customers/{id}")).await.expect(200).text.contains("/erasure"));
        assert!(browser.get(&format!("/customers/{id}")).await.expect(200).text.contains(&format!("/customers/{id}/erasure")));
        let path = format!("/customers/{id}/erasure");
        agent.get(&path).await.expect(403);
        let page = browser.get(&path).await.expect(200).text;
        assert!(page.contains("Erase Ida Nyberg") && page.contains("Numbers and addresses"), "{page}");
        // Nothing happens by mistake.
        let unsure = browser.form(&path, &[("basis", "request")]).await.expect(422).text;
        assert!(unsure.contains("id=\"erasure-sure-wrong\"") && unsure.contains("selected"), "{unsure}");
        let groundless = browser.form(&path, &[("sure", "1"), ("basis", "")]).await.expect(422).text;
        assert!(groundless.contains("id=\"erasure-basis-wrong\"") && groundless.contains("checked"));
        // A hold takes the way away.
        browser.form(&format!("/customers/{id}/hold"), &[("reason", ""), ("until", "")]).await.expect(422);
        browser.form(&format!("/customers/{id}/hold"), &[("reason", "Claim 7"), ("until", "2026-11-30")]).await.expect(303);
        let held = browser.get(&path).await.expect(200).text;
        assert!(held.contains("Claim 7") && held.contains("/hold/lifting") && !held.contains("name=\"basis\""));
        assert!(browser.form(&path, &[("basis", "request"), ("sure", "1")]).await.expect(409).text.contains("Claim 7"));
        browser.form(&format!("/customers/{id}/hold/lifting"), &[]).await.expect(303);
        let receipt = browser.form(&path, &[("basis", "request"), ("sure", "1")]).await.expect(303).header("location");
        let shown = browser.get(&receipt).await.expect(200).text;
        assert!(shown.contains("Receipt of an erasure") && !shown.contains("Ida") && shown.contains("Being removed"), "{shown}");
        assert!(browser.get("/erasures").await.expect(200).text.contains(&receipt));
        browser.get(&path).await.expect(404);
        // Who is called by the number next is told why nobody is there, and may let them come back.
        let pop = browser.get("/pop?tel=%2B46701740605").await.expect(200).text;
        assert!(pop.contains("was erased on") && pop.contains(&receipt), "{pop}");
        assert!(!agent.get("/pop?tel=%2B46701740605").await.expect(200).text.contains(&receipt));
        browser.form(&format!("{receipt}/lifting"), &[]).await.expect(303);
        assert!(!browser.get("/pop?tel=%2B46701740605").await.expect(200).text.contains("was erased on"));
        assert!(browser.get(&receipt).await.expect(200).text.contains("they may come back"));
    }
}
