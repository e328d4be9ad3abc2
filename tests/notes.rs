//! Notes: whose they are, who may do what with them, the one that is pinned, and that none of them is lost.

use db::{Db, Migration, params};
use serde_json::{Value, json};
use visavi::clock::Time;
use visavi::http::paging::Page;
use visavi::id::{CustomerId, NoteId};
use visavi::notes::{self, NoteInput, work};
use visavi::teams::features::{Feature, Off};
use visavi::texts::finding::{self, Filter};
use visavi::words::Role;

use crate::support::{Answer, Client, Database, TestApp, both_databases};

async fn customer(api: &Client, more: Value) -> String {
    let mut input = json!({"name": "Ida Nyberg"});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    api.post("/api/v1/customers", input).await.expect(201).id()
}

async fn note(api: &Client, customer: &str, input: Value) -> Answer {
    api.post(&format!("/api/v1/customers/{customer}/notes"), input).await
}

async fn texts(api: &Client, customer: &str) -> Vec<String> {
    let list = api.get(&format!("/api/v1/customers/{customer}/notes")).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
}

async fn pinned(api: &Client, customer: &str) -> Value {
    api.get(&format!("/api/v1/customers/{customer}")).await.expect(200).json()["pinned_note"].clone()
}

/// What the change history says, newest first: entity, action, and the words before and after.
async fn changes(api: &Client, customer: &str) -> Vec<(String, String, Value, Value)> {
    let list = api.get(&format!("/api/v1/customers/{customer}/changes?limit=200")).await.expect(200).json();
    let row = |one: &Value| {
        let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
        (text("entity"), text("action"), one["before"].clone(), one["after"].clone())
    };
    list["items"].as_array().unwrap().iter().map(row).collect()
}

both_databases! {
    async fn a_note_is_written_read_changed_and_deleted(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({})).await;
        let made = note(&api, &ida, json!({"text": "  Ring efter tre.\nInte på fredagar. "})).await.expect(201);
        let path = format!("/api/v1/notes/{}", made.id());
        assert_eq!((made.header("etag"), made.header("location")), ("\"v1\"".into(), path.clone()));
        assert_eq!(made.json(), json!({
            "id": made.id(), "customer_id": ida, "text": "Ring efter tre.\nInte på fredagar.", "by": "test", "pinned": false,
            "expires_at": null, "created_at": "2026-11-19T14:06:00Z", "updated_at": "2026-11-19T14:06:00Z",
        }));
        app.app.clock.advance(Time::MINUTE);
        let changed = api.patch(&path, json!({"text": "Ring före tre."})).await.expect(200);
        assert_eq!(changed.header("etag"), "\"v2\"");
        assert_eq!(changed.json()["updated_at"], "2026-11-19T14:07:00Z");
        assert_eq!(changed.json()["created_at"], "2026-11-19T14:06:00Z");
        // The same again changes nothing; without or with an old tag nothing is done.
        assert_eq!(api.patch(&path, json!({"text": "Ring före tre."})).await.expect(200).header("etag"), "\"v2\"");
        let bare = api.send(axum::http::Method::PATCH, &path, Some("application/json"), b"{}".to_vec()).await;
        assert_eq!(bare.status.as_u16(), 428);
        let stale = api.with_header("if-match", "\"v1\"");
        assert_eq!(stale.send(axum::http::Method::PATCH, &path, Some("application/json"), b"{}".to_vec()).await.status.as_u16(), 412);
        assert_eq!(stale.send(axum::http::Method::DELETE, &path, None, Vec::new()).await.status.as_u16(), 412);
        api.delete(&path).await.expect(204);
        api.get(&path).await.expect(404);
        assert_eq!(texts(&api, &ida).await, Vec::<String>::new());
        let told: Vec<(String, String)> = changes(&api, &ida).await.into_iter().map(|(entity, action, ..)| (entity, action)).collect();
        let note = |action: &str| ("note".to_owned(), action.to_owned());
        assert_eq!(told, [note("delete"), note("update"), note("create"), ("customer".into(), "create".into())]);
        // A key is done once.
        let keyed = api.with_header("idempotency-key", "once");
        let first = keyed.post(&format!("/api/v1/customers/{ida}/notes"), json!({"text": "Once"})).await.expect(201).id();
        let again = keyed.post(&format!("/api/v1/customers/{ida}/notes"), json!({"text": "Once"})).await.expect(201).id();
        assert_eq!((first, texts(&api, &ida).await.len()), (again, 1));
    }
}

both_databases! {
    async fn a_list_pages_by_key_and_what_is_wrong_is_named(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({})).await;
        for n in 0..7 {
            // Two of a moment.
            app.app.clock.advance(Time::SECOND * (n % 2));
            note(&api, &ida, json!({"text": format!("Note {n}")})).await.expect(201);
        }
        let (mut all, mut path) = (Vec::new(), format!("/api/v1/customers/{ida}/notes?limit=3"));
        loop {
            let part = api.get(&path).await.expect(200).json();
            all.extend(part["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            path = format!("/api/v1/customers/{ida}/notes?limit=3&after={next}");
        }
        assert_eq!(all, (0..7).rev().map(|n| format!("Note {n}")).collect::<Vec<_>>());
        for (input, field) in [
            (json!({}), "text"),
            (json!({"text": " \n "}), "text"),
            (json!({"text": "x".repeat(20_001)}), "text"),
            (json!({"text": "a\u{7}b"}), "text"),
            (json!({"text": "a\u{0}b"}), "text"),
            (json!({"text": 5}), "text"),
            (json!({"text": "x", "pinned": "yes"}), "pinned"),
            (json!({"text": "x".repeat(2_001), "pinned": true}), "pinned"),
            (json!({"text": "x", "expires_at": "2026-11-19T14:06:00Z"}), "expires_at"),
            (json!({"text": "x", "expires_at": "tomorrow"}), "expires_at"),
            (json!({"text": "x", "by": "Somebody else"}), "by"),
        ] {
            assert_eq!(note(&api, &ida, input.clone()).await.expect(422).fields(), [field], "{input:.60}");
        }
        note(&api, &ida, json!({"text": "å".repeat(20_000)})).await.expect(201);
        note(&api, "00000000-0000-7000-8000-000000000000", json!({"text": "x"})).await.expect(404);
        for path in ["/api/v1/customers/00000000-0000-7000-8000-000000000000/notes", "/api/v1/notes/00000000-0000-7000-8000-000000000000", "/api/v1/notes/x"] {
            api.get(path).await.expect(404);
        }
        assert_eq!(api.get(&format!("/api/v1/customers/{ida}/notes?after=x")).await.expect(422).fields(), ["after"]);
    }
}

both_databases! {
    async fn only_who_wrote_a_note_changes_it(app: &TestApp) {
        let (mine, theirs) = (app.api(Role::Agent).await, app.api(Role::Administrator).await);
        let ida = customer(&mine, json!({})).await;
        let path = format!("/api/v1/notes/{}", note(&mine, &ida, json!({"text": "Mine"})).await.expect(201).id());
        theirs.get(&path).await.expect(200);
        let before = app.fingerprint().await;
        assert_eq!(theirs.patch(&path, json!({"text": "Theirs"})).await.expect(403).json()["type"], "urn:visavi:problem:not-own");
        theirs.patch(&path, json!({"pinned": true})).await.expect(403);
        theirs.delete(&path).await.expect(403);
        assert!(app.fingerprint().await == before);
    }
}

both_databases! {
    async fn one_note_is_pinned_and_it_is_a_member_of_its_customer(app: &TestApp) {
        let (api, other) = (app.api(Role::Agent).await, app.api(Role::Agent).await);
        let ida = customer(&api, json!({"pinned_note": "First"})).await;
        let card = format!("/api/v1/customers/{ida}/card");
        assert_eq!(texts(&api, &ida).await, ["First"]);
        app.app.clock.advance(Time::MINUTE);
        let second = note(&api, &ida, json!({"text": "Second", "pinned": true})).await.expect(201).id();
        assert_eq!(pinned(&api, &ida).await, "Second");
        let read = api.get(&card).await.expect(200);
        assert_eq!((read.header("etag"), &read.json()["pinned_note"]["text"], &read.json()["notes_count"]), ("\"v2\"".into(), &json!("Second"), &json!(2)));
        let listed = api.get(&format!("/api/v1/customers/{ida}/notes")).await.json();
        assert_eq!((&listed["items"][0]["pinned"], &listed["items"][1]["pinned"]), (&json!(true), &json!(false)));
        let told: Vec<(String, String, Value, Value)> = changes(&api, &ida).await.into_iter().take(3).collect();
        assert!(told.contains(&("note".into(), "unpin".into(), json!({"pinned": true}), json!({"pinned": false}))), "{told:?}");
        assert!(told.contains(&("customer".into(), "update".into(), json!({"pinned_note": "First"}), json!({"pinned_note": "Second"}))), "{told:?}");
        // As a member: one's own gets the words, null unpins, and words of others are never overwritten.
        let path = format!("/api/v1/customers/{ida}");
        api.patch(&path, json!({"pinned_note": "Second, mended"})).await.expect(200);
        assert_eq!(texts(&api, &ida).await, ["Second, mended", "First"]);
        app.app.clock.advance(Time::MINUTE);
        let answer = other.patch(&path, json!({"pinned_note": "Third", "vip": true})).await.expect(200);
        assert_eq!((&answer.json()["pinned_note"], answer.header("etag")), (&json!("Third"), "\"v4\"".into()));
        assert_eq!(texts(&api, &ida).await, ["Third", "Second, mended", "First"]);
        assert_eq!(api.get(&format!("/api/v1/notes/{second}")).await.json()["by"], "test");
        api.patch(&path, json!({"pinned_note": null})).await.expect(200);
        assert_eq!(pinned(&api, &ida).await, Value::Null);
        assert_eq!(texts(&api, &ida).await.len(), 3);
        // Another member leaves the notes alone, and deleting the pinned one takes the member away.
        api.patch(&format!("/api/v1/notes/{second}"), json!({"pinned": true})).await.expect(200);
        let version = api.get(&path).await.header("etag");
        api.patch(&path, json!({"tags": ["x"]})).await.expect(200);
        assert_eq!(pinned(&api, &ida).await, "Second, mended");
        assert_ne!(api.get(&path).await.header("etag"), version);
        api.delete(&format!("/api/v1/notes/{second}")).await.expect(204);
        assert_eq!(pinned(&api, &ida).await, Value::Null);
        assert_eq!(changes(&api, &ida).await.iter().filter(|(entity, ..)| entity == "customer").count(), 8);
    }
}

both_databases! {
    async fn of_two_who_pin_at_once_one_is_pinned(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({})).await;
        for round in 0..5 {
            let pin = |name: &'static str| {
                let (api, ida) = (api.clone(), ida.clone());
                async move { note(&api, &ida, json!({"text": format!("{name} {round}"), "pinned": true})).await.expect(201).json() }
            };
            let made = tokio::join!(pin("a"), pin("b"), pin("c"), pin("d"));
            let texts = [made.0, made.1, made.2, made.3].map(|one| one["text"].clone());
            assert!(texts.contains(&pinned(&api, &ida).await));
        }
        let list = api.get(&format!("/api/v1/customers/{ida}/notes")).await.json();
        let items = list["items"].as_array().unwrap();
        assert_eq!((items.len(), items.iter().filter(|one| one["pinned"] == true).count()), (20, 1));
        // Every change of the member stands in the history of the customer, each from what the last one left.
        let chain: Vec<(Value, Value)> = changes(&api, &ida).await.into_iter().filter(|(entity, action, ..)| entity == "customer" && action == "update")
            .map(|(_, _, before, after)| (before["pinned_note"].clone(), after["pinned_note"].clone())).collect();
        assert_eq!(chain.len(), 20);
        assert_eq!(chain.last().unwrap().0, Value::Null);
        let mut links: Vec<&Value> = chain.iter().map(|(_, after)| after).collect();
        for (before, _) in chain.iter().filter(|(before, _)| !before.is_null()) {
            let at = links.iter().position(|after| *after == before).unwrap_or_else(|| panic!("{before}"));
            links.remove(at);
        }
        assert_eq!(links, [&pinned(&api, &ida).await]);
    }
}

both_databases! {
    async fn an_expired_note_is_nowhere_and_then_deleted(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"phones": [{"value": "070-174 06 05"}]})).await;
        let until = "2026-11-19T15:00:00Z";
        let made = note(&api, &ida, json!({"text": "Urlaub im November", "pinned": true, "expires_at": until})).await.expect(201);
        let path = format!("/api/v1/notes/{}", made.id());
        let browser = app.browser("anna", Role::Agent).await;
        let seen = async |wanted: bool| {
            assert_eq!(pinned(&api, &ida).await.is_null(), !wanted);
            assert_eq!(texts(&api, &ida).await.is_empty(), !wanted);
            assert_eq!(api.get("/api/v1/messages?q=urlaub").await.json()["items"].as_array().unwrap().is_empty(), !wanted);
            let card = api.get(&format!("/api/v1/customers/{ida}/card")).await.json();
            assert_eq!((card["pinned_note"].is_null(), card["notes_count"] == 0, card["notes"] == json!([])), (!wanted, !wanted, !wanted));
            api.get(&path).await.expect(if wanted { 200 } else { 404 });
            for page in ["", "/edit", "/preview", "?tab=notes", "?q=urlaub"] {
                let text = browser.get(&format!("/customers/{ida}{page}")).await.expect(200).text;
                // What is asked for stands in the field of the search.
                assert_eq!(text.contains("Urlaub im November") || text.contains("<mark>Urlaub</mark>"), wanted, "{page}");
            }
            assert_eq!(browser.get("/messages?q=urlaub").await.text.contains("<mark>"), wanted);
        };
        seen(true).await;
        work::all(&app.app).await.unwrap();
        seen(true).await;
        app.app.clock.advance(Time::HOUR);
        seen(false).await;
        // Nobody changes it any more; other members are written as if it were gone.
        assert_eq!(api.with_header("if-match", "*").send(axum::http::Method::PATCH, &path, Some("application/json"), b"{}".to_vec()).await.status.as_u16(), 404);
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"vip": true})).await.expect(200);
        seen(false).await;
        work::all(&app.app).await.unwrap();
        seen(false).await;
        let (id, ida_id) = (made.id(), ida.clone());
        let left = app.app.read(move |tx| Ok(notes::store::find(tx, id.parse::<NoteId>().unwrap())?)).await.unwrap();
        assert_eq!(left, None);
        let told = changes(&api, &ida_id).await;
        assert!(told.iter().any(|(entity, action, before, _)| entity == "note" && action == "delete" && before["text"] == "Urlaub im November"));
        assert!(told.iter().any(|(entity, _, before, after)| entity == "customer" && before["pinned_note"] == "Urlaub im November" && after["pinned_note"].is_null()));
        // A new one takes its place though the old one was not deleted yet.
        let soon = json!({"text": "Kurz", "pinned": true, "expires_at": "2026-11-19T15:07:00Z"});
        note(&api, &ida, soon).await.expect(201);
        app.app.clock.advance(Time::MINUTE * 5);
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"pinned_note": "Neu"})).await.expect(200);
        assert_eq!(texts(&api, &ida).await, ["Neu"]);
    }
}

both_databases! {
    async fn a_deleted_note_comes_back_as_it_was(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.person("anna", Role::Agent).await;
        let ida: CustomerId = customer(&api, json!({})).await.parse().unwrap();
        let author = visavi::author::Author {
            principal: visavi::author::Principal::Agent(anna.id), name: anna.name.clone(), role: anna.role,
            off: Off::default(), at: app.app.clock.now(),
        };
        let input = NoteInput { text: "Ring efter tre".into(), pinned: true, expires_at: Time::parse("2026-12-24T00:00:00Z") };
        let by = author.clone();
        let (made, gone) = app.app.write(move |tx| {
            let made = notes::create(tx, &by, ida, &input)?;
            notes::delete(tx, &by, made.id, made.version)?;
            Ok((made.clone(), notes::store::find(tx, made.id)?))
        }).await.unwrap();
        assert_eq!(gone, None);
        app.app.clock.advance(Time::SECOND * 8);
        let (later, other) = (visavi::author::Author { at: app.app.clock.now(), ..author }, app.system());
        let (by, id) = (later.clone(), made.id);
        app.app.write(move |tx| Ok(notes::restore(tx, &other, id).unwrap_err())).await.unwrap();
        let back = app.app.write(move |tx| notes::restore(tx, &by, id)).await.unwrap();
        assert_eq!(back, notes::Note { version: 2, updated_at: later.at, ..made.clone() });
        assert_eq!(pinned(&api, &ida.to_string()).await, "Ring efter tre");
        let found = app.app.read(move |tx| Ok(finding::everywhere(tx, &Filter { words: "ring".into(), notes: Some(later.at), ..Filter::default() }, &Page::first(10))?)).await.unwrap();
        assert_eq!(found.items.len(), 1);
        // Once only: it is there. And one that was pinned since stays pinned.
        let by = visavi::author::Author { at: app.app.clock.now(), principal: visavi::author::Principal::Agent(anna.id), name: anna.name.clone(), role: anna.role, off: Off::default() };
        let again = by.clone();
        assert!(app.app.write(move |tx| notes::restore(tx, &again, id)).await.is_err());
        let other = NoteInput { text: "Another".into(), pinned: true, expires_at: None };
        let back = app.app.write(move |tx| {
            notes::delete(tx, &by, id, 2)?;
            notes::create(tx, &by, ida, &other)?;
            notes::restore(tx, &by, id)
        }).await.unwrap();
        assert_eq!((back.pinned, back.version), (false, 3));
        assert_eq!(pinned(&api, &ida.to_string()).await, "Another");
        let told = changes(&api, &ida.to_string()).await;
        assert_eq!(told.iter().filter(|(_, action, ..)| action == "restore").count(), 2);
    }
}

both_databases! {
    async fn a_customer_goes_with_their_notes(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"pinned_note": "Urlaub"})).await;
        note(&api, &ida, json!({"text": "Urlaub auch hier"})).await.expect(201);
        assert_eq!(api.get("/api/v1/messages?q=urlaub").await.json()["items"].as_array().unwrap().len(), 2);
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        assert_eq!(api.get("/api/v1/messages?q=urlaub").await.json()["items"], json!([]));
        let deleted: Vec<Value> = changes(&api, &ida).await.into_iter().filter(|(entity, action, ..)| entity == "note" && action == "delete").map(|(_, _, before, _)| before["text"].clone()).collect();
        assert!(deleted.len() == 2 && deleted.contains(&json!("Urlaub")) && deleted.contains(&json!("Urlaub auch hier")), "{deleted:?}");
        let rows = app.fingerprint().await;
        for table in ["notes", "texts"] {
            assert!(rows.iter().find(|(name, _)| name == table).unwrap().1.is_empty(), "{table}");
        }
    }
}

both_databases! {
    async fn notes_are_found_by_their_words(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (ida, bo) = (customer(&api, json!({})).await, customer(&api, json!({"name": "Bo"})).await);
        let first = note(&api, &ida, json!({"text": "Herr Müller wartet auf die Lieferung N-1003."})).await.expect(201).id();
        note(&api, &bo, json!({"text": "Mueller rief an"})).await.expect(201);
        api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "topic": "Muller", "state": "closed", "started_at": "2026-11-18T10:00:00Z"})).await.expect(201);
        let found = async |query: &str| -> Vec<(String, String)> {
            let list = api.get(&format!("/api/v1/messages?{query}")).await.expect(200).json();
            let text = |one: &Value| one["excerpt"].as_array().unwrap().iter().map(|piece| piece["text"].as_str().unwrap()).collect::<String>();
            list["items"].as_array().unwrap().iter().map(|one| (one["kind"].as_str().unwrap().to_owned(), text(one))).collect()
        };
        let kinds: Vec<String> = found("q=muller").await.into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, ["note", "note", "topic"]);
        assert_eq!(found("q=n-1003").await, [("note".to_owned(), "Herr Müller wartet auf die Lieferung N-1003.".to_owned())]);
        assert_eq!(found("q=muller&channel=call").await.len(), 1);
        let one = api.get("/api/v1/messages?q=lieferung").await.json()["items"][0].clone();
        assert_eq!((&one["id"], &one["by"], &one["channel"], &one["interaction_id"], &one["customer"]["id"]), (&json!(first), &json!("test"), &Value::Null, &Value::Null, &json!(ida)));
        assert_eq!(one["excerpt"][1], json!({"text": "Lieferung", "found": true}));
        // New words replace the old ones, and making the index anew finds the same.
        api.patch(&format!("/api/v1/notes/{first}"), json!({"text": "Alles erledigt"})).await.expect(200);
        assert_eq!(found("q=lieferung").await, []);
        let before = (found("q=erledigt").await, found("q=muller").await);
        app.app.write(|tx| Ok(visavi::texts::index::INDEX.set(tx, 0, None)?)).await.unwrap();
        visavi::texts::index::renew(&app.app.db, |_| {}).await.unwrap();
        assert_eq!((found("q=erledigt").await, found("q=muller").await), before);
        assert_eq!(before.0.len(), 1);
    }
}

both_databases! {
    async fn what_a_team_may_not_do_its_agents_cannot_do(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"pinned_note": "Secret words"})).await;
        let anna = app.browser("anna", Role::Agent).await;
        let list = format!("/customers/{ida}/notes");
        let whole = |text: &str| vec![("text".to_owned(), text.to_owned())];
        let send = async |client: &Client, path: &str, fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            client.form(path, &fields).await
        };
        send(&anna, &list, whole("Mine")).await.expect(303);
        let mine = api.get(&format!("/api/v1/customers/{ida}/notes")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let version = |n: i64| vec![("version".to_owned(), n.to_string())];

        app.team("anna", &[Feature::NotesAdd, Feature::NotesEdit, Feature::NotesDelete]).await;
        anna.get(&format!("/customers/{ida}")).await.expect(200);
        let before = app.fingerprint().await;
        send(&anna, &list, whole("More")).await.expect(403);
        send(&anna, &format!("/notes/{mine}"), [whole("Other"), version(1)].concat()).await.expect(403);
        send(&anna, &format!("/notes/{mine}/deletion"), version(1)).await.expect(403);
        let page = anna.get(&format!("/customers/{ida}?tab=notes")).await.expect(200).text;
        assert!(page.contains("Mine") && page.contains("Secret words") && page.contains("Your team may not") && !page.contains("name=\"text\""), "{page}");
        assert!(!anna.get(&format!("/customers/{ida}/edit")).await.expect(200).text.contains("pinned_note"));
        assert!(app.fingerprint().await == before);
        // The form of the customer, without the field, leaves the note as it is.
        anna.form(&format!("/customers/{ida}"), &[("version", "1"), ("kind", "person"), ("given_name", "Ida"), ("pinned_note", "Forged")]).await.expect(303);
        assert_eq!(pinned(&api, &ida).await, "Secret words");

        app.team("anna", &[Feature::NotesSee]).await;
        for path in [String::new(), "?tab=notes".into(), "?q=secret".into(), "/edit".into(), "/preview".into(), "/brief".into()] {
            let page = anna.get(&format!("/customers/{ida}{path}")).await.expect(200).text;
            assert!(!page.contains("Secret words") && !page.contains("Mine") && !page.contains("tab=notes"), "{path}: {page}");
        }
        anna.get(&list).await.expect(403);
        send(&anna, &list, whole("More")).await.expect(403);
        assert!(!anna.get("/messages?q=secret").await.expect(200).text.contains("<mark>"));
        anna.form(&format!("/customers/{ida}"), &[("version", "2"), ("kind", "person"), ("given_name", "Eva")]).await.expect(303);
        assert_eq!(pinned(&api, &ida).await, "Secret words");
        // And on again.
        app.team("anna", &[]).await;
        assert!(anna.get(&format!("/customers/{ida}")).await.text.contains("Secret words"));
        send(&anna, &format!("/notes/{mine}/deletion"), version(1)).await.expect(303);
        assert_eq!(texts(&api, &ida).await, ["Secret words"]);
    }
}

both_databases! {
    async fn pinned_notes_of_before_have_become_notes(app: &TestApp) {
        // A database of the version before, brought here.
        let (old, new): (Vec<Migration>, Vec<Migration>) =
            visavi::migrations::ALL.iter().cloned().partition(|migration| migration.version < 11);
        let spare = Database::create(app.kind).await;
        let db = Db::open(&spare.settings()).await.unwrap();
        db.migrate(&old).await.unwrap();
        let (agent, with, without) = (uuid::Uuid::from_u128(1), uuid::Uuid::from_u128(2), uuid::Uuid::from_u128(3));
        db.write::<_, db::DbError, _>(move |tx| {
            tx.exec("INSERT INTO agents (id, login, login_fold, name, role, state, theme, density, single_keys, version, created_at, updated_at)
                     VALUES ($1, 'anna', 'anna', 'Anna', 'agent', 'active', 'system', 'compact', TRUE, 1, 1, 1)", &params![agent])?;
            for (id, note, by, at) in [(with, Some("Ring efter tre"), Some("Anna"), Some(5_i64)), (without, None, None, None)] {
                tx.exec("INSERT INTO customers (id, kind, name, name_fold, vip, pinned_note, pinned_by, pinned_at, version, created_at, updated_at)
                         VALUES ($1, 'person', 'Ida', 'ida', FALSE, $2, $3, $4, 1, 1, 1)", &params![id, note, by, at])?;
            }
            Ok(())
        }).await.unwrap();
        db.migrate(&[old, new].concat()).await.unwrap();
        visavi::texts::index::renew(&db, |_| {}).await.unwrap();
        let now = app.app.clock.now();
        let (notes, customer, found) = db.read::<_, visavi::error::AppError, _>(move |tx| {
            let notes = [notes::store::list_all(tx, CustomerId(with))?, notes::store::list_all(tx, CustomerId(without))?].concat();
            let customer = visavi::customers::store::get(tx, CustomerId(with))?;
            let found = finding::everywhere(tx, &Filter { words: "ring".into(), notes: Some(now), ..Filter::default() }, &Page::first(10))?;
            Ok((notes, customer, found))
        }).await.unwrap();
        assert_eq!(notes.len(), 1);
        let note = &notes[0];
        assert_eq!((note.text.as_str(), note.by.as_str(), note.by_id, note.pinned, note.created_at.micros()), ("Ring efter tre", "Anna", Some(agent), true, 5));
        assert_eq!(customer.pinned_note(now).map(|note| note.text.as_str()), Some("Ring efter tre"));
        assert_eq!(found.items.len(), 1);
        db.close().await;
        spare.drop().await;
    }
}

both_databases! {
    async fn notes_come_out_of_files_and_go_with_their_import(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let ida = customer(&api, json!({"ref": "k1", "pinned_note": "Kept", "phones": [{"value": "070-174 06 05"}]})).await;
        let bo = customer(&api, json!({"name": "Bo", "emails": [{"value": "bo@norrvik.example"}]})).await;
        let text = "customer_ref,phone,email,text,author,created_at,pinned\n\
            k1,,,First note,anna,2020-03-01 09:00,\n\
            ,0046 70 174 06 05,,\"Zweite <b>Notiz</b>,\nmit Zeile\",Jemand,2021-03-01T09:00:00Z,\n\
            ,,bo@norrvik.example,Pinned here,,,yes\n\
            k1,,,Not pinned: one is,,,1\n\
            nobody,,,Lost,,,\n\
            ,070-174 06 99,,Lost too,,,\n\
            k1,,,,,,\n\
            k1,,,x,,32.13.2020,\n\
            ,,,Whose,,,\n";
        let before = (texts(&api, &ida).await, app.fingerprint().await.into_iter().find(|(name, _)| name == "notes"));
        let import = crate::imports::import(app, "notes.csv", text).await;
        assert_eq!(import.options.kind, Some(visavi::imports::Kind::Notes));
        let counts = import.counts;
        assert_eq!((counts.read, counts.created, counts.rejected, counts.remarked), (9, 4, 5, 1), "{counts:?}");
        assert_eq!(texts(&api, &ida).await, ["Not pinned: one is", "Kept", "Zweite <b>Notiz</b>,\nmit Zeile", "First note"]);
        let listed = api.get(&format!("/api/v1/customers/{ida}/notes")).await.json()["items"].clone();
        assert_eq!((&listed[3]["by"], &listed[2]["by"], &listed[2]["created_at"]), (&json!("anna of the tests"), &json!("Jemand"), &json!("2021-03-01T09:00:00Z")));
        assert_eq!((pinned(&api, &ida).await, pinned(&api, &bo).await), (json!("Kept"), json!("Pinned here")));
        assert_eq!(api.get("/api/v1/messages?q=zweite").await.json()["items"].as_array().unwrap().len(), 1);
        // The same again doubles nothing, and what somebody has changed since stays when it is undone.
        let again = crate::imports::import(app, "again.csv", text).await;
        assert_eq!((again.counts.created, again.counts.skipped), (0, 4), "{:?}", again.counts);
        let anna = app.browser("anna", Role::Agent).await;
        let first = listed[3]["id"].as_str().unwrap();
        anna.form(&format!("/notes/{first}"), &[("text", "First note, mended"), ("version", "1")]).await.expect(303);
        crate::imports::take_back(app, import.id).await;
        assert_eq!(texts(&api, &ida).await, ["Kept", "First note, mended"]);
        assert_eq!((texts(&api, &bo).await, pinned(&api, &bo).await), (Vec::new(), Value::Null));
        assert_eq!(before.0, ["Kept"]);
        // JSON lines are what the API takes, an object a line.
        let lines = "{\"customer_ref\":\"k1\",\"text\":\"By line\",\"pinned\":false}\n{\"customer_ref\":\"k1\",\"text\":\"x\",\"colour\":1}\n";
        let import = crate::imports::import(app, "notes.jsonl", lines).await;
        assert_eq!((import.counts.created, import.counts.rejected), (1, 1), "{:?}", import.counts);
    }
}

both_databases! {
    async fn an_import_of_customers_is_undone_with_what_it_did_to_the_pinned_note(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api, json!({"ref": "k1", "pinned_note": "Theirs"})).await;
        let eva = customer(&api, json!({"ref": "k2", "name": "Eva"})).await;
        let import = crate::imports::import(app, "customers.csv", "ref,name,note,city\nk1,Ida Nyberg,Out of the file,Lund\nk2,Eva,A new one,\nk3,Bo,Another,\n").await;
        assert_eq!((import.counts.created, import.counts.updated), (1, 2), "{:?}", import.counts);
        assert_eq!(pinned(&api, &ida).await, "Theirs\n\nOut of the file");
        assert_eq!(texts(&api, &ida).await, ["Theirs\n\nOut of the file", "Theirs"]);
        assert_eq!(pinned(&api, &eva).await, "A new one");
        crate::imports::take_back(app, import.id).await;
        assert_eq!((texts(&api, &ida).await, pinned(&api, &ida).await), (vec!["Theirs".to_owned()], json!("Theirs")));
        assert_eq!((texts(&api, &eva).await, pinned(&api, &eva).await), (Vec::new(), Value::Null));
        assert_eq!(api.get(&format!("/api/v1/customers/{ida}")).await.json()["addresses"], json!([]));
    }
}
