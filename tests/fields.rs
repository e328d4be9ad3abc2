//! Fields that administrators define: what may stand in them, who sees it, and that nothing that is there is lost.

use serde_json::{Value, json};
use visavi::fields::work;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// A set of an entity.
pub async fn set(admin: &Client, entity: &str) -> String {
    admin.post("/api/v1/field-sets", json!({"entity": entity, "name": "Contract"})).await.expect(201).id()
}

/// A definition in a set, with whatever else is told of it.
pub async fn field(admin: &Client, set: &str, key: &str, kind: &str, more: Value) -> String {
    let mut input = json!({"set_id": set, "key": key, "name": key.to_uppercase(), "kind": kind});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    admin.post("/api/v1/fields", input).await.expect(201).id()
}

async fn customer(api: &Client, fields: Value) -> String {
    api.post("/api/v1/customers", json!({"name": "Ida Nyberg", "fields": fields})).await.expect(201).id()
}

async fn fields(api: &Client, customer: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}")).await.expect(200).json()["fields"].clone()
}

async fn found(api: &Client, words: &str) -> usize {
    let list = api.get(&format!("/api/v1/customers?q={words}")).await.expect(200).json();
    list["items"].as_array().unwrap().len()
}

both_databases! {
    async fn a_definition_is_made_read_changed_moved_archived_and_restored(app: &TestApp) {
        let admin = app.api(Role::Administrator).await;
        let contract = set(&admin, "customer").await;
        let made = admin.post("/api/v1/fields", json!({
            "set_id": contract, "name": "Kundnummer Åre", "kind": "text", "help": "On every invoice", "required": true,
        })).await.expect(201);
        let path = format!("/api/v1/fields/{}", made.id());
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), path.clone()));
        assert_eq!(made.json(), json!({
            "id": made.id(), "set_id": contract, "entity": "customer", "key": "kundnummer_are", "name": "Kundnummer Åre", "kind": "text",
            "help": "On every invoice", "position": 0, "required": true, "masked": false, "identity_level": "none", "searchable": false, "choices": [],
            "currency": null, "archived": false, "created_at": "2026-11-19T14:06:00Z", "updated_at": "2026-11-19T14:06:00Z",
        }));
        let second = field(&admin, &contract, "tier", "choice", json!({"choices": ["Gold", "Tin"]})).await;
        let third = field(&admin, &contract, "since", "date", json!({"position": 0})).await;
        let keys = |list: Value| list["items"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let list = "/api/v1/fields?entity=customer";
        assert_eq!(keys(admin.get(list).await.expect(200).json()), ["since", "kundnummer_are", "tier"]);
        admin.patch(&format!("/api/v1/fields/{third}"), json!({"position": 9})).await.expect(200);
        assert_eq!(keys(admin.get(list).await.expect(200).json()), ["kundnummer_are", "tier", "since"]);
        admin.patch(&format!("/api/v1/fields/{second}"), json!({"choices": ["Gold"], "name": "Level"})).await.expect(200);
        assert_eq!(admin.patch(&format!("/api/v1/fields/{second}"), json!({"key": "other"})).await.expect(422).fields(), ["key"]);
        admin.delete(&path).await.expect(204);
        let archived = admin.get(&path).await.expect(200).json();
        assert_eq!(archived["archived"], true);
        let taken = json!({"set_id": contract, "key": "kundnummer_are", "name": "Again", "kind": "text"});
        assert_eq!(admin.post("/api/v1/fields", taken).await.expect(409).fields(), ["key"]);
        admin.patch(&path, json!({"archived": false})).await.expect(200);
        assert_eq!(admin.delete(&format!("/api/v1/field-sets/{contract}")).await.status.as_u16(), 409);
        let empty = set(&admin, "interaction").await;
        admin.patch(&format!("/api/v1/field-sets/{empty}"), json!({"name": "Other"})).await.expect(200);
        admin.delete(&format!("/api/v1/field-sets/{empty}")).await.expect(204);
        // Everybody reads, administrators write.
        let agent = app.api(Role::Agent).await;
        assert_eq!(keys(agent.get(list).await.expect(200).json()).len(), 3);
        agent.get(&format!("/api/v1/field-sets/{contract}")).await.expect(200);
        agent.delete(&path).await.expect(403);
    }
}

both_databases! {
    async fn what_is_wrong_with_a_definition_is_named(app: &TestApp) {
        let admin = app.api(Role::Administrator).await;
        let (contract, calls) = (set(&admin, "customer").await, set(&admin, "interaction").await);
        for (input, wrong) in [
            (json!({"name": "A", "kind": "text"}), vec!["set_id"]),
            (json!({"set_id": "00000000-0000-7000-8000-000000000000", "name": "A", "kind": "text"}), vec!["set_id"]),
            (json!({"set_id": contract, "kind": "text"}), vec!["name"]),
            (json!({"set_id": contract, "name": "A"}), vec!["kind"]),
            (json!({"set_id": contract, "name": "?", "kind": "text"}), vec!["key"]),
            (json!({"set_id": contract, "name": "A", "key": "a b", "kind": "text"}), vec!["key"]),
            (json!({"set_id": contract, "name": "A", "kind": "choice"}), vec!["choices"]),
            (json!({"set_id": contract, "name": "A", "kind": "choices", "choices": ["a;b"]}), vec!["choices"]),
            (json!({"set_id": contract, "name": "A", "kind": "amount"}), vec!["currency"]),
            (json!({"set_id": contract, "name": "A", "kind": "amount", "currency": "zl"}), vec!["currency"]),
            (json!({"set_id": contract, "name": "A", "kind": "text", "masked": true, "searchable": true}), vec!["searchable"]),
            (json!({"set_id": calls, "name": "A", "kind": "text", "searchable": true}), vec!["searchable"]),
            (json!({"set_id": contract, "name": "A", "kind": "colour"}), vec!["kind"]),
            (json!({"set_id": contract, "name": "A", "kind": "text", "position": -1}), vec!["position"]),
            (json!({"set_id": contract, "name": "A", "kind": "text", "version": 2}), vec!["version"]),
        ] {
            assert_eq!(admin.post("/api/v1/fields", input.clone()).await.expect(422).fields(), wrong, "{input}");
        }
        for (input, wrong) in [
            (json!({"entity": "customer"}), "name"),
            (json!({"name": "A"}), "entity"),
            (json!({"name": "A", "entity": "record"}), "entity"),
            (json!({"name": "A", "entity": "customer", "key": "a"}), "key"),
        ] {
            assert_eq!(admin.post("/api/v1/field-sets", input.clone()).await.expect(422).fields(), [wrong], "{input}");
        }
    }
}

both_databases! {
    async fn values_are_checked_by_their_definitions_and_free_keys_stay_free(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let contract = set(&admin, "customer").await;
        for (key, kind, more) in [
            ("number", "number", json!({})),
            ("limit", "amount", json!({"currency": "PLN"})),
            ("since", "date", json!({})),
            ("paper", "yes_no", json!({})),
            ("tier", "choice", json!({"choices": ["Gold", "Tin"]})),
            ("wants", "choices", json!({"choices": ["News", "Calls"]})),
            ("site", "link", json!({})),
            ("story", "long_text", json!({})),
            ("friend", "customer", json!({})),
        ] {
            field(&admin, &contract, key, kind, more).await;
        }
        let friend = customer(&api, json!({})).await;
        let ida = customer(&api, json!({
            "number": "1 200,5", "limit": "12,5", "since": "2026-02-28", "paper": "ja", "tier": "gold", "wants": ["Calls", "News"],
            "site": "https://norrvik.example", "story": "x".repeat(9_000), "friend": friend, "free": ["a", "b"],
        })).await;
        let mut stored = fields(&api, &ida).await;
        stored["story"] = json!("");
        assert_eq!(stored, json!({
            "number": 1200.5, "limit": "12.50 PLN", "since": "2026-02-28", "paper": true, "tier": "Gold", "wants": ["News", "Calls"],
            "site": "https://norrvik.example", "story": "", "friend": friend, "free": ["a", "b"],
        }));
        let path = format!("/api/v1/customers/{ida}");
        for (key, value) in [
            ("number", json!("many")), ("limit", json!("12 zloty")), ("since", json!("tomorrow")), ("paper", json!("maybe")),
            ("tier", json!("Lead")), ("wants", json!(["News", "Lead"])), ("site", json!("javascript:alert(1)")), ("story", json!("x".repeat(10_001))),
            ("friend", json!("00000000-0000-7000-8000-000000000000")), ("friend", json!("Bo")), ("free", json!({"a": 1})),
        ] {
            let refused = api.patch(&path, json!({"fields": {key: value}})).await.expect(422);
            assert_eq!(refused.fields(), [format!("fields.{key}")], "{key} {value}");
        }
        api.patch(&path, json!({"fields": {"number": null, "wants": [], "free": null}})).await.expect(200);
        let after = fields(&api, &ida).await;
        assert!(after.get("number").is_none() && after.get("wants").is_none() && after.get("free").is_none(), "{after}");
        // A kind that the values do not fit is refused, and says how many there are.
        let tier = admin.get("/api/v1/fields?entity=customer").await.json()["items"].as_array().unwrap().iter()
            .find(|one| one["key"] == "tier").unwrap()["id"].as_str().unwrap().to_owned();
        let refused = admin.patch(&format!("/api/v1/fields/{tier}"), json!({"kind": "number"})).await.expect(409);
        assert_eq!(refused.fields(), ["kind"]);
        assert!(refused.text.contains("1 value that is there"), "{}", refused.text);
        assert_eq!(admin.patch(&format!("/api/v1/fields/{tier}"), json!({"choices": ["Tin"]})).await.expect(409).fields(), ["choices"]);
        // Archived, the key is free; what was not a choice may be one no longer.
        admin.delete(&format!("/api/v1/fields/{tier}")).await.expect(204);
        api.patch(&path, json!({"fields": {"tier": "Lead"}})).await.expect(200);
        assert_eq!(admin.patch(&format!("/api/v1/fields/{tier}"), json!({"archived": false})).await.expect(409).fields(), ["choices"]);
    }
}

both_databases! {
    async fn a_required_field_is_asked_of_people_and_taken_away_by_nobody(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let before = customer(&api, json!({})).await;
        let contract = set(&admin, "customer").await;
        field(&admin, &contract, "number", "text", json!({"required": true})).await;
        assert_eq!(api.post("/api/v1/customers", json!({"name": "Bo"})).await.expect(422).fields(), ["fields.number"]);
        let ida = customer(&api, json!({"number": "7"})).await;
        assert_eq!(api.patch(&format!("/api/v1/customers/{ida}"), json!({"fields": {"number": " "}})).await.expect(422).fields(), ["fields.number"]);
        // Who never had it can be changed by a system, and not by a form.
        api.patch(&format!("/api/v1/customers/{before}"), json!({"vip": true})).await.expect(200);
        let browser = app.browser("anna", Role::Agent).await;
        let form = browser.form(&format!("/customers/{before}"), &[("version", "2"), ("given_name", "Ida")]).await.expect(422);
        assert!(form.text.contains("aria-describedby=\"own-number-wrong"), "{}", form.text);
        browser.form(&format!("/customers/{before}"), &[("version", "2"), ("given_name", "Ida"), ("defined_key", "number"), ("defined_value", "9")]).await.expect(303);
        assert_eq!(fields(&api, &before).await, json!({"number": "9"}));
    }
}

both_databases! {
    async fn a_masked_value_is_seen_by_who_may_and_survives_who_may_not(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let contract = set(&admin, "customer").await;
        let secret = field(&admin, &contract, "secret", "text", json!({"masked": true})).await;
        let ida = customer(&api, json!({"secret": "canary 4711"})).await;
        let path = format!("/api/v1/customers/{ida}");
        assert_eq!(fields(&api, &ida).await, json!({"secret": "••••••"}));
        assert_eq!(fields(&admin, &ida).await, json!({"secret": "canary 4711"}));
        api.patch(&path, json!({"fields": {"secret": "••••••", "other": 1}})).await.expect(200);
        api.patch(&path, json!({"fields": {"secret": "canary 4712"}})).await.expect(200);
        let agent = app.browser("anna", Role::Agent).await;
        let shown = agent.get(&format!("/customers/{ida}/edit")).await.expect(200);
        agent.form(&format!("/customers/{ida}"), &[("version", "3"), ("given_name", "Ida"), ("defined_key", "secret"), ("defined_value", "••••••")]).await.expect(303);
        assert_eq!(fields(&admin, &ida).await["secret"], "canary 4712");
        let stale = agent.form(&format!("/customers/{ida}"), &[("version", "1"), ("given_name", "Idun"), ("defined_key", "secret"), ("defined_value", "mine")]).await.expect(412);
        let pages = [
            shown.text, stale.text, agent.get(&format!("/customers/{ida}")).await.expect(200).text,
            api.get(&format!("{path}/changes")).await.expect(200).text, api.get(&format!("{path}/card")).await.expect(200).text,
            api.get("/api/v1/customers?q=canary").await.expect(200).text, api.get("/api/v1/customers?field=secret:canary+4712").await.expect(200).text,
        ];
        assert!(pages.iter().all(|page| !page.contains("canary 47")), "{pages:?}");
        assert_eq!(api.get("/api/v1/customers?field=secret:canary+4712").await.json()["items"], json!([]));
        agent.form(&format!("/customers/{ida}/masked-fields"), &[]).await.expect(403);
        let supervisor = app.browser("marta", Role::Supervisor).await;
        assert!(!supervisor.get(&format!("/customers/{ida}")).await.expect(200).text.contains("canary"));
        assert!(supervisor.form(&format!("/customers/{ida}/masked-fields"), &[]).await.expect(200).text.contains("canary 4712"));
        let log = admin.get(&format!("{path}/accesses")).await.expect(200).json();
        assert_eq!(log["items"][0]["what"], "masked_fields");
        // Archived it stays hidden; unmasked it is asked for as any other.
        admin.delete(&format!("/api/v1/fields/{secret}")).await.expect(204);
        assert_eq!(fields(&api, &ida).await["secret"], "••••••");
        admin.patch(&format!("/api/v1/fields/{secret}"), json!({"archived": false, "masked": false})).await.expect(200);
        work::all(&app.app).await.unwrap();
        assert_eq!(api.get("/api/v1/customers?field=secret:canary+4712").await.json()["items"].as_array().unwrap().len(), 1);
    }
}

both_databases! {
    async fn customers_are_found_by_searchable_fields_once_the_index_follows(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let contract = set(&admin, "customer").await;
        let meter = field(&admin, &contract, "meter", "text", json!({})).await;
        let ida = customer(&api, json!({"meter": "Zephyr 81"})).await;
        assert_eq!(found(&api, "zephyr").await, 0);
        admin.patch(&format!("/api/v1/fields/{meter}"), json!({"searchable": true})).await.expect(200);
        work::all(&app.app).await.unwrap();
        assert_eq!(found(&api, "zephyr").await, 1);
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"fields": {"meter": "Boreas"}})).await.expect(200);
        assert_eq!((found(&api, "zephyr").await, found(&api, "boreas").await), (0, 1));
        admin.delete(&format!("/api/v1/fields/{meter}")).await.expect(204);
        work::all(&app.app).await.unwrap();
        assert_eq!((found(&api, "boreas").await, found(&api, "ida").await), (0, 1));
    }
}

both_databases! {
    async fn fields_of_contacts_are_checked_and_hidden_as_those_of_customers(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let calls = set(&admin, "interaction").await;
        api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201);
        field(&admin, &calls, "score", "number", json!({})).await;
        field(&admin, &calls, "pin", "text", json!({"masked": true})).await;
        let call = |fields: Value| json!({"channel": "call", "from": "070-174 06 05", "fields": fields});
        assert_eq!(api.post("/api/v1/interactions", call(json!({"score": "good"}))).await.expect(422).fields(), ["fields.score"]);
        let made = api.post("/api/v1/interactions", call(json!({"score": "7,5", "pin": "canary 9", "free": "x"}))).await.expect(201);
        assert_eq!(made.json()["fields"], json!({"score": 7.5, "pin": "••••••", "free": "x"}));
        let path = format!("/api/v1/interactions/{}", made.id());
        api.patch(&path, json!({"fields": {"pin": "••••••", "score": 8}})).await.expect(200);
        assert_eq!(admin.get(&path).await.expect(200).json()["fields"], json!({"score": 8, "pin": "canary 9", "free": "x"}));
        let page = app.browser("anna", Role::Agent).await.get(&format!("/interactions/{}", made.id())).await.expect(200);
        assert!(page.text.contains("<dt>SCORE</dt>") && page.text.contains("<dt>PIN</dt>") && !page.text.contains("canary"), "{}", page.text);
    }
}

both_databases! {
    async fn an_import_keeps_the_customer_and_says_which_value_does_not_fit(app: &TestApp) {
        let (admin, api) = (app.api(Role::Administrator).await, app.api(Role::Agent).await);
        let contract = set(&admin, "customer").await;
        field(&admin, &contract, "since", "date", json!({"required": true})).await;
        let done = crate::imports::import(app, "fields.csv", "name,field.since,field.other\nEva,2026-02-28,x\nBo,soon,y\nCy,,z\n").await.counts;
        assert_eq!((done.created, done.rejected, done.remarked), (3, 0, 1));
        let list = api.get("/api/v1/customers").await.expect(200).json();
        let of = |name: &str| list["items"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["fields"].clone();
        assert_eq!((of("Eva"), of("Bo")), (json!({"since": "2026-02-28", "other": "x"}), json!({"other": "y"})));
    }
}

both_databases! {
    async fn the_pages_define_move_archive_and_refuse(app: &TestApp) {
        let admin = app.browser("root", Role::Administrator).await;
        let api = app.api(Role::Administrator).await;
        admin.form("/field-sets", &[("entity", "customer"), ("name", "Contract")]).await.expect(303);
        let set = api.get("/api/v1/field-sets").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        for name in ["<b>First</b>", "Second"] {
            admin.form("/fields", &[("set", &set), ("name", name), ("kind", "text")]).await.expect(303);
        }
        let keys = || async {
            let list = api.get("/api/v1/fields").await.expect(200).json();
            list["items"].as_array().unwrap().iter().map(|one| (one["key"].as_str().unwrap().to_owned(), one["id"].as_str().unwrap().to_owned())).collect::<Vec<_>>()
        };
        let made = keys().await;
        assert_eq!(made[0].0, "b_first_b");
        admin.form(&format!("/fields/{}/position", made[1].1), &[("up", "1")]).await.expect(303);
        assert_eq!(keys().await[0].0, "second");
        let page = admin.get("/fields").await.expect(200).text;
        assert!(page.contains("&lt;b&gt;First&lt;/b&gt;") && !page.contains("<b>First"), "{page}");
        let refused = admin.form("/fields", &[("set", &set), ("name", "Third"), ("kind", "choice")]).await.expect(422);
        assert!(refused.text.contains("choices-wrong"), "{}", refused.text);
        admin.form(&format!("/fields/{}/archiving", made[0].1), &[("version", "1")]).await.expect(412);
        admin.form(&format!("/fields/{}/archiving", made[0].1), &[("version", "2")]).await.expect(303);
        admin.form(&format!("/fields/{}/restoration", made[0].1), &[("version", "3")]).await.expect(303);
        let refused = admin.form(&format!("/field-sets/{set}/deletion"), &[("version", "1")]).await.expect(409);
        assert!(refused.text.contains("2 fields are in this set"), "{}", refused.text);
        admin.form(&format!("/fields/{}", made[1].1), &[("set", &set), ("version", "1"), ("name", "Late"), ("kind", "text"), ("key", "second")]).await.expect(412);
    }
}
