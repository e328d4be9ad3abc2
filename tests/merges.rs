//! Merging cards and undoing it: what is joined, what is chosen, what stays whose, and that it goes back exactly.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

pub async fn customer(api: &Client, input: Value) -> String {
    api.post("/api/v1/customers", input).await.expect(201).id()
}

pub async fn show(api: &Client, id: &str) -> Value {
    api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json()
}

async fn merge(api: &Client, keep: &str, others: &[&str]) -> String {
    api.post("/api/v1/merges", json!({"keep": keep, "merge": others})).await.expect(201).id()
}

async fn undo(api: &Client, merge: &str) {
    api.delete(&format!("/api/v1/merges/{merge}")).await.expect(204);
}

async fn call(api: &Client, from: &str) -> Value {
    api.post("/api/v1/interactions", json!({"channel": "call", "from": from, "state": "closed"}))
        .await
        .expect(201)
        .json()
}

async fn history(api: &Client, id: &str) -> Vec<String> {
    api.ids(&format!("/api/v1/customers/{id}/history")).await
}

fn karolina() -> Value {
    json!({"ref": "crm-1", "given_name": "Karolina", "family_name": "Wierzbicka", "language": "pl", "job_title": "Carpenter",
        "phones": [{"value": "+46701740605", "label": "mobile"}], "emails": [{"value": "karolina@modrzew.example", "label": "work"}],
        "addresses": [{"kind": "home", "street": "ul. Lipowa 4", "city": "Kraków"}], "tags": ["studio"],
        "fields": {"seats": 4}, "pinned_note": "Calls after five"})
}

fn other() -> Value {
    json!({"ref": "shop-7", "given_name": "K.", "family_name": "Wierzbicka", "language": "en", "birth_date": "1980-02-29", "vip": true,
        "phones": [{"value": "+48220000199"}, {"value": "+46701740605", "label": "private"}],
        "addresses": [{"kind": "home", "street": "UL. LIPOWA 4", "city": "Krakow"}, {"street": "Floriańska 1", "city": "Kraków"}],
        "national_ids": [{"kind": "passport", "value": "EK1234567"}], "tags": ["Studio", "web shop"], "fields": {"seats": 2, "size": "L"}})
}

both_databases! {
    async fn cards_become_one_and_go_apart_exactly(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let (a, b) = (customer(&api, karolina()).await, customer(&api, other()).await);
        let before = [show(&api, &a).await, show(&api, &b).await];
        assert_eq!(api.found("+46701740605").await.len(), 2);
        let to_both = call(&api, "+46701740605").await;
        assert_eq!(to_both["match"]["outcome"], "many");
        let to_b = call(&api, "+48220000199").await;
        api.post(&format!("/api/v1/customers/{b}/notes"), json!({"text": "Likes larch"})).await.expect(201);

        let made = api.post("/api/v1/merges", json!({"keep": a, "merge": [b], "choices": {"language": b}})).await.expect(201);
        assert_eq!(made.header("location"), format!("/api/v1/merges/{}", made.id()));
        let joined = show(&api, &a).await;
        assert_eq!(joined["merged_from"], json!([b]));
        assert_eq!((&joined["name"], &joined["language"], &joined["birth_date"], &joined["vip"]), (&json!("Karolina Wierzbicka"), &json!("en"), &json!("1980-02-29"), &json!(true)));
        assert_eq!((&joined["ref"], &joined["tags"], &joined["fields"]), (&json!("crm-1"), &json!(["studio", "web shop"]), &json!({"seats": 4, "size": "L"})));
        let numbers: Vec<&str> = joined["phones"].as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
        assert_eq!(numbers, ["+46701740605", "+48220000199"]);
        assert_eq!(joined["phones"][0]["label"], "mobile");
        assert_eq!(joined["addresses"].as_array().unwrap().len(), 2, "the same address in another spelling is one");
        // The other answers as the kept one, wherever it is asked for.
        assert_eq!(show(&api, &b).await, joined);
        for path in ["history", "notes", "card", "changes"] {
            let of = |id: &str| format!("/api/v1/customers/{id}/{path}");
            assert_eq!(api.get(&of(&a)).await.expect(200).json(), api.get(&of(&b)).await.expect(200).json(), "{path}");
        }
        assert_eq!(api.found("+48220000199").await, std::slice::from_ref(&a));
        assert_eq!(api.found("+46701740605").await, std::slice::from_ref(&a));
        // Contacts of both, and the one that belonged to nobody because it could have been either.
        let calls = history(&api, &a).await;
        assert_eq!(calls.len(), 2);
        let shown = api.get(&format!("/api/v1/interactions/{}", to_b["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(shown["customer_id"], json!(a));
        assert_eq!(api.ids(&format!("/api/v1/customers/{a}/notes")).await.len(), 2);
        assert_eq!(api.ids("/api/v1/customers?q=Wierzbicka").await, std::slice::from_ref(&a));
        assert_eq!(api.ids("/api/v1/customers").await, std::slice::from_ref(&a));
        let card = api.get(&format!("/api/v1/customers/{a}/card")).await.expect(200).json();
        assert_eq!((card["history"].as_array().unwrap().len(), &card["counts"]["call"]), (2, &json!(2)));

        undo(&api, &made.id()).await;
        assert_eq!([show(&api, &a).await, show(&api, &b).await], before);
        assert_eq!(history(&api, &b).await, [to_b["id"].as_str().unwrap()]);
        assert_eq!(history(&api, &a).await, Vec::<String>::new());
        assert_eq!(api.found("+46701740605").await.len(), 2);
        let shown = api.get(&format!("/api/v1/interactions/{}", to_both["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(shown["customer_id"], Value::Null);
        assert_eq!(api.ids("/api/v1/customers?q=Wierzbicka").await.len(), 2);
        // Once is enough.
        api.delete(&format!("/api/v1/merges/{}", made.id())).await.expect(404);
        let told = api.get(&format!("/api/v1/merges/{}", made.id())).await.expect(200).json();
        assert_eq!((&told["keep"], &told["merge"], told["undone_at"].is_string()), (&json!(a), &json!([b]), true));
    }
}

both_databases! {
    async fn what_came_since_goes_back_by_its_identifier(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let (a, b) = (customer(&api, karolina()).await, customer(&api, other()).await);
        let merge = merge(&api, &a, &[&b]).await;
        let theirs = call(&api, "+48220000199").await;
        assert_eq!((&theirs["match"]["outcome"], &theirs["match"]["customer_id"]), (&json!("one"), &json!(a)));
        let either = call(&api, "+46701740605").await;
        let mail = json!({"channel": "email", "from": "karolina@modrzew.example", "messages": [{"text": "Larch, please"}]});
        let own = api.post("/api/v1/interactions", mail).await.expect(201).json();
        // A contact that is told of again stays whose it is.
        let more = json!({"messages": [{"text": "And oak"}]});
        api.post(&format!("/api/v1/interactions/{}/messages", own["id"].as_str().unwrap()), more["messages"][0].clone()).await.expect(201);
        api.patch(&format!("/api/v1/interactions/{}", theirs["id"].as_str().unwrap()), json!({"topic": "Delivery"})).await.expect(200);
        assert_eq!(history(&api, &a).await.len(), 3);
        let found = api.get(&format!("/api/v1/customers/{a}/history?q=larch")).await.expect(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
        // Edited on the joined card: the kept card's own, from then on.
        api.patch(&format!("/api/v1/customers/{a}"), json!({"job_title": "Joiner"})).await.expect(200);
        let told = api.get(&format!("/api/v1/merges/{merge}")).await.expect(200).json();
        assert_eq!(told["undecided"], json!([either["id"]]));

        undo(&api, &merge).await;
        assert_eq!(history(&api, &b).await, [theirs["id"].as_str().unwrap()]);
        let mut kept = history(&api, &a).await;
        kept.sort();
        let mut wanted = vec![either["id"].as_str().unwrap().to_owned(), own["id"].as_str().unwrap().to_owned()];
        wanted.sort();
        assert_eq!(kept, wanted);
        assert_eq!(show(&api, &a).await["job_title"], "Joiner");
        assert_eq!(show(&api, &a).await["birth_date"], Value::Null);
        let changes = api.get(&format!("/api/v1/customers/{b}/changes?of=interaction")).await.expect(200).json();
        assert!(changes.to_string().contains("Delivery"), "{changes}");
    }
}

both_databases! {
    async fn merges_are_undone_in_any_order(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let person = |name: &str, phone: &str| json!({"given_name": name, "phones": [{"value": phone}], "tags": [name]});
        for first in [0, 1, 2] {
            let mut all = Vec::new();
            for (name, phone) in [("Ada", "+4670174060"), ("Bea", "+4670174061"), ("Cia", "+4670174062"), ("Dag", "+4670174063")] {
                all.push(customer(&api, person(name, &format!("{phone}{first}"))).await);
            }
            let mut before = Vec::new();
            for id in &all {
                before.push(show(&api, id).await);
            }
            // d into c, c into b, and then b into a with its name.
            let mut merges = vec![merge(&api, &all[2], &[&all[3]]).await, merge(&api, &all[1], &[&all[2]]).await];
            let chosen = json!({"keep": all[0], "merge": [all[1]], "choices": {"name": all[1]}});
            merges.push(api.post("/api/v1/merges", chosen).await.expect(201).id());
            let joined = show(&api, &all[3]).await;
            assert_eq!((&joined["id"], &joined["name"], joined["phones"].as_array().unwrap().len()), (&json!(all[0]), &json!("Bea"), 4));
            assert_eq!(joined["merged_from"].as_array().unwrap().len(), 3);
            merges.rotate_left(first);
            for merge in &merges {
                undo(&api, merge).await;
            }
            for (id, before) in all.iter().zip(before) {
                assert_eq!(show(&api, id).await, before, "{first}");
            }
        }
    }
}

both_databases! {
    async fn what_cannot_be_merged_is_refused(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let (a, b) = (customer(&api, json!({"name": "A"})).await, customer(&api, json!({"name": "B"})).await);
        let firm = customer(&api, json!({"kind": "company", "name": "Modrzew"})).await;
        let member = customer(&api, json!({"name": "C", "company_id": firm})).await;
        let nobody = "0191b8d0-0000-7000-8000-000000000000";
        let refused = |body: Value, status: u16| {
            let api = api.clone();
            async move { api.post("/api/v1/merges", body).await.expect(status).fields() }
        };
        assert_eq!(refused(json!({"keep": a, "merge": []}), 422).await, ["merge"]);
        assert_eq!(refused(json!({"keep": a, "merge": [nobody]}), 422).await, ["merge[0]"]);
        assert_eq!(refused(json!({"keep": a, "merge": [a]}), 409).await, ["merge[0]"]);
        assert_eq!(refused(json!({"keep": a, "merge": [b], "choices": {"language": firm}}), 422).await, ["choices.language"]);
        assert_eq!(refused(json!({"keep": a, "merge": [b], "choices": {"ref": b}}), 422).await, ["choices.ref"]);
        assert_eq!(refused(json!({"keep": a, "merge": [firm]}), 409).await, ["choices.kind"]);
        assert_eq!(refused(json!({"keep": firm, "merge": [member], "choices": {"kind": firm}}), 409).await, ["merge"]);
        assert_eq!(refused(json!({"keep": a, "merge": [firm], "choices": {"kind": a}}), 409).await, ["choices.kind"]);
        api.post("/api/v1/merges", json!({"keep": nobody, "merge": [b]})).await.expect(404);
        api.put(&format!("/api/v1/customers/{b}/restriction"), json!({"reason": "contested"})).await.expect(200);
        api.post("/api/v1/merges", json!({"keep": a, "merge": [b]})).await.expect(423);
        api.delete(&format!("/api/v1/customers/{b}/restriction")).await.expect(204);
        // The other way round while it stands: they are one card.
        merge(&api, &a, &[&b]).await;
        assert_eq!(refused(json!({"keep": b, "merge": [a]}), 409).await, ["merge[0]"]);
    }
}

both_databases! {
    async fn companies_become_one_with_their_people(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let firm = |name: &str| json!({"kind": "company", "name": name});
        let (a, b) = (customer(&api, firm("Modrzew")).await, customer(&api, firm("Modrzew sp. z o.o.")).await);
        let one = customer(&api, json!({"name": "Ada", "company_id": a, "phones": [{"value": "+46701740601"}]})).await;
        let two = customer(&api, json!({"name": "Bea", "company_id": b, "phones": [{"value": "+46701740602"}]})).await;
        let before = show(&api, &two).await;
        call(&api, "+46701740602").await;
        let merge = merge(&api, &a, &[&b]).await;
        let card = api.get(&format!("/api/v1/customers/{a}/card")).await.expect(200).json();
        assert_eq!(card["people"].as_array().map_or(card["people"].as_i64(), |people| i64::try_from(people.len()).ok()), Some(2), "{card}");
        let seen = show(&api, &two).await;
        assert_eq!((&seen["company_id"], &seen["company_name"]), (&json!(a), &json!("Modrzew")));
        let mut people = api.ids(&format!("/api/v1/customers?company_id={b}")).await;
        people.sort();
        assert_eq!(people, [one, two.clone()]);
        let scope = format!("/api/v1/customers/{a}/history?scope=company");
        assert_eq!(api.ids(&scope).await.len(), 1);
        undo(&api, &merge).await;
        assert_eq!(show(&api, &two).await, before);
    }
}

both_databases! {
    async fn a_joined_card_is_deleted_restored_and_erased_as_one(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let (a, b) = (customer(&api, karolina()).await, customer(&api, other()).await);
        let before = [show(&api, &a).await, show(&api, &b).await];
        call(&api, "+48220000199").await;
        let merge = merge(&api, &a, &[&b]).await;
        let joined = show(&api, &a).await;
        api.with_header("if-match", "*").delete(&format!("/api/v1/customers/{b}")).await.expect(204);
        api.get(&format!("/api/v1/customers/{a}")).await.expect(404);
        api.get(&format!("/api/v1/customers/{b}")).await.expect(404);
        api.post(&format!("/api/v1/customers/{a}/restoration"), json!({})).await.expect(200);
        assert_eq!(show(&api, &b).await, joined);
        assert_eq!(history(&api, &b).await.len(), 1);
        undo(&api, &merge).await;
        assert_eq!([show(&api, &a).await, show(&api, &b).await], before);
        assert_eq!(history(&api, &b).await.len(), 1);
    }
}

both_databases! {
    async fn who_is_not_the_same_is_suggested_no_more(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (a, b) = (customer(&api, karolina()).await, customer(&api, other()).await);
        let suggested = |id: String| {
            let api = api.clone();
            async move {
                let found = api.get(&format!("/api/v1/customers/{id}/duplicates")).await.expect(200).json();
                found["items"].as_array().unwrap().iter().map(|one| one["customer"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
            }
        };
        assert_eq!(suggested(a.clone()).await, std::slice::from_ref(&b));
        let rejection = format!("/api/v1/customers/{b}/duplicates/{a}/rejection");
        api.put(&rejection, json!({})).await.expect(204);
        api.put(&rejection, json!({})).await.expect(204);
        assert_eq!(suggested(a.clone()).await, Vec::<String>::new());
        assert_eq!(suggested(b.clone()).await, Vec::<String>::new());
        let changes = api.get(&format!("/api/v1/customers/{a}/changes?of=everything")).await.expect(200).json();
        assert_eq!(changes["items"][0]["entity"], "rejection");
        // It is of the card, whoever is merged into it.
        let twin = customer(&api, json!({"name": "Twin"})).await;
        let merge = merge(&api, &twin, &[&b]).await;
        assert_eq!(suggested(a.clone()).await, Vec::<String>::new());
        undo(&api, &merge).await;
        api.delete(&format!("/api/v1/customers/{a}/duplicates/{b}/rejection")).await.expect(204);
        assert_eq!(suggested(b.clone()).await, std::slice::from_ref(&a));
        api.delete(&format!("/api/v1/customers/{a}/duplicates/{b}/rejection")).await.expect(404);
        api.put(&format!("/api/v1/customers/{a}/duplicates/{a}/rejection"), json!({})).await.expect(422);
    }
}

both_databases! {
    async fn the_workbench_merges_and_the_card_undoes(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (a, b) = (customer(&api, karolina()).await, customer(&api, other()).await);
        let browser = app.browser("eva", Role::Agent).await;
        let alone = browser.get(&format!("/merges/new?keep={a}")).await.expect(200).text;
        assert!(alone.contains(&format!("/merges/new?keep={a}&amp;with={b}")), "who may be the same is offered");
        let bench = browser.get(&format!("/merges/new?keep={a}&with={b}")).await.expect(200).text;
        for part in ["choices.language", "Perhaps the same person", "web shop", "name=\"with\""] {
            assert!(bench.contains(part), "{part}: {bench}");
        }
        let form = [("keep", a.as_str()), ("with", b.as_str()), ("choices.language", b.as_str())];
        let merged = browser.form("/merges", &form).await.expect(303);
        let address = merged.header("location");
        assert!(address.starts_with(&format!("/customers/{a}?done=")), "{address}");
        let card = browser.get(&address).await.expect(200).text;
        assert!(card.contains("K. Wierzbicka joined Karolina Wierzbicka") && card.contains("2 cards are merged here"), "{card}");
        let moved = browser.get(&format!("/customers/{b}")).await.expect(303).header("location");
        assert_eq!(moved, format!("/customers/{a}"));
        // Both at once: what the first has done the second is told.
        let again = browser.form("/merges", &form).await.expect(409).text;
        assert!(again.contains("one card already"), "{again}");
        let list = browser.get(&format!("/customers/{a}/merges")).await.expect(200).text;
        let path = list.split("action=\"/merges/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        browser.form(&format!("/merges/{path}"), &[]).await.expect(303);
        assert_eq!(show(&api, &b).await["name"], "K. Wierzbicka");
        let rejected = browser.form(&format!("/customers/{a}/rejections"), &[("other_id", b.as_str())]).await.expect(303);
        let address = rejected.header("location");
        assert!(address.starts_with(&format!("/merges/new?keep={a}&done=")), "{address}");
    }
}

both_databases! {
    async fn two_who_merge_each_other_at_once_make_one_card(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        for round in 0..6 {
            let person = |name: &str| json!({"name": format!("{name} {round}"), "phones": [{"value": format!("+4670174{round:04}")}]});
            let (a, b) = (customer(&api, person("A")).await, customer(&api, person("B")).await);
            let (to, fro) = (json!({"keep": a, "merge": [b]}), json!({"keep": b, "merge": [a]}));
            let contact = json!({"channel": "call", "from": format!("+4670174{round:04}")});
            let (one, other, rung) = tokio::join!(
                api.post("/api/v1/merges", to), api.post("/api/v1/merges", fro), api.post("/api/v1/interactions", contact)
            );
            let mut statuses = [one.status.as_u16(), other.status.as_u16()];
            statuses.sort_unstable();
            assert_eq!(statuses, [201, 409]);
            rung.expect(201);
            let kept = show(&api, &a).await["id"].as_str().unwrap().to_owned();
            assert_eq!(show(&api, &b).await["id"], json!(kept));
            assert_eq!(history(&api, &a).await.len(), 1);
            // Erased while it is merged into another, or after: both are gone, or one and the merge is refused.
            let c = customer(&api, json!({"name": format!("C {round}")})).await;
            let erasure = format!("/api/v1/customers/{kept}/privacy/erasure");
            let (merging, erasing) = tokio::join!(
                api.post("/api/v1/merges", json!({"keep": c, "merge": [kept]})),
                api.post(&erasure, json!({"basis": "request"}))
            );
            assert!([201, 422].contains(&merging.status.as_u16()), "{}", merging.text);
            assert!([201, 404, 412].contains(&erasing.status.as_u16()), "{}", erasing.text);
            let left = api.get(&format!("/api/v1/customers/{a}")).await.status.as_u16();
            assert!(left == 404 || merging.status == 201 && erasing.status != 201, "{left} {} {}", merging.status, erasing.status);
        }
    }
}

both_databases! {
    async fn while_an_import_goes_on_cards_are_merged_undone_and_erased(app: &TestApp) {
        const PEOPLE: usize = 60;
        let api = app.api(Role::Administrator).await;
        let line = |number: usize, job: &str| format!("r-{number},Ida,Nyberg{number},+4670175{number:04},{job}\n");
        let file = |job: &str| (0..PEOPLE).fold("ref,given_name,family_name,phone,job_title\n".to_owned(), |text, one| text + &line(one, job));
        crate::imports::import(app, "first.csv", file("First")).await;
        let mut ids = Vec::new();
        for number in 0..PEOPLE {
            ids.push(api.found(&format!("+4670175{number:04}")).await.remove(0));
        }
        // Pairs are merged, every third merge is undone, every fifth card erased, while every line changes its customer.
        let merging = async {
            let mut merged = Vec::new();
            for (number, pair) in ids.chunks(2).enumerate() {
                let answer = api.post("/api/v1/merges", json!({"keep": pair[0], "merge": [pair[1]]})).await;
                assert!([201, 412].contains(&answer.status.as_u16()), "{}", answer.text);
                if answer.status == 201 {
                    let merge = answer.id();
                    if number % 3 == 0 {
                        undo(&api, &merge).await;
                    } else if number % 5 != 0 {
                        merged.push((pair.to_vec(), merge));
                    }
                }
                if number % 5 == 0 {
                    let erasure = format!("/api/v1/customers/{}/privacy/erasure", pair[0]);
                    let erased = api.post(&erasure, json!({"basis": "request"})).await;
                    assert!([201, 412].contains(&erased.status.as_u16()), "{}", erased.text);
                }
            }
            merged
        };
        let second = file("Second");
        let (merged, import) = tokio::join!(merging, crate::imports::import(app, "second.csv", second));
        let counts = import.counts;
        assert_eq!(counts.created, 0, "nobody is made twice: {counts:?}");
        // No circle, no orphan: whoever is on a card is on one that is there and is nobody's part, by a merge that stands.
        let broken = app.app.read(|tx| {
            let orphans = "SELECT COUNT(*) FROM customers c LEFT JOIN customers k ON k.id = c.card_id
                 WHERE c.card_id IS NOT NULL AND (k.id IS NULL OR k.card_id IS NOT NULL)";
            let parts = "SELECT COUNT(*) FROM customers c WHERE (c.card_id IS NOT NULL)
                 <> EXISTS (SELECT 1 FROM merge_parts p WHERE p.customer_id = c.id AND p.stands)";
            let one = |tx: &mut db::Tx<'_>, sql: &'static str| tx.get(sql, &[], |row| row.get::<i64>(0));
            Ok((one(tx, orphans)?, one(tx, parts)?))
        }).await.unwrap();
        assert_eq!(broken, (0, 0));
        for (pair, merge) in merged {
            let kept = show(&api, &pair[1]).await;
            assert_eq!(kept["id"], json!(pair[0]));
            undo(&api, &merge).await;
            for id in &pair {
                let card = show(&api, id).await;
                assert_eq!((&card["id"], card["phones"].as_array().unwrap().len()), (&json!(id), 1), "{card}");
                let number = card["phones"][0]["value"].as_str().unwrap();
                assert_eq!(api.found(number).await, std::slice::from_ref(id));
            }
            // A line of either is of the card while they are one, and what it wrote there stays on the kept one.
            assert_eq!(show(&api, &pair[0]).await["job_title"], "Second");
        }
    }
}
