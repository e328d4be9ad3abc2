//! The laboratory of duplicates: all compared with all, pairs drawn and looked at, stages merged and undone as a whole.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use visavi::duplicates::{pairs, runs, work};
use visavi::http::paging::Page;
use visavi::laboratory::batches::{self, Batch, BatchState};
use visavi::laboratory::reviews::{self, Counts};
use visavi::laboratory::{Stage, work as laboratory};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const HERE: &str = "/duplicates/laboratory";

async fn made(api: &Client, input: Value) -> String {
    api.post("/api/v1/customers", input).await.expect(201).id()
}

/// So many people who each stand twice, as certain as it gets.
async fn twice(api: &Client, count: usize) -> Vec<[String; 2]> {
    let (given, family) = (
        ["Anna", "Piotr", "Heike", "Lars", "Tuva"],
        ["Nyberg", "Kowalska", "Schulz", "Wiśniewski", "Hällgren", "Brandauer", "Ek"],
    );
    let mut all = Vec::with_capacity(count);
    for number in 0..count {
        let person = json!({"given_name": given[number % 5], "family_name": family[number % 7],
            "birth_date": format!("{}-{:02}-{:02}", 1940 + number * 3 % 60, 1 + number * 5 % 12, 1 + number * 7 % 28),
            "phones": [{"value": format!("070-{:03} {:02} {:02}", 174 + number * 37, number * 13 % 100, number * 29 % 100)}]});
        all.push([made(api, person.clone()).await, made(api, person).await]);
    }
    all
}

async fn batch(app: &TestApp) -> Batch {
    app.app.read(|tx| Ok(batches::list(tx, &Page::first(1))?)).await.unwrap().remove(0)
}

/// What every card shows, by its id.
async fn cards(api: &Client, ids: &[[String; 2]]) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    for id in ids.iter().flatten() {
        let mut card = api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json();
        card.as_object_mut().unwrap().remove("version");
        all.insert(id.clone(), card);
    }
    all
}

both_databases! {
    async fn a_stage_is_merged_and_undone_as_a_whole(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let admin = app.browser("nora", Role::Administrator).await;
        let people = twice(&api, 24).await;
        // Somebody three times, somebody whose processing is restricted, and two who are not the same.
        let first = api.get(&format!("/api/v1/customers/{}", people[0][0])).await.json();
        let third = made(&api, json!({"given_name": first["given_name"], "family_name": first["family_name"], "birth_date": first["birth_date"],
            "phones": [{"value": first["phones"][0]["value"]}]})).await;
        api.put(&format!("/api/v1/customers/{}/restriction", people[1][1]), json!({"reason": "contested"})).await.expect(200);
        api.put(&format!("/api/v1/customers/{}/duplicates/{}/rejection", people[2][0], people[2][1]), json!({})).await.expect(204);
        let before = cards(&api, &people).await;

        admin.form("/duplicates/runs", &[]).await.expect(303);
        admin.form("/duplicates/runs", &[]).await.expect(303);
        let page = admin.get(HERE).await.expect(200).text;
        assert!(page.contains("All customers are being compared") && page.contains("every 1s"), "{page}");
        laboratory::all(&app.app).await.unwrap();
        let run = app.app.read(|tx| Ok(runs::list(tx, &Page::first(9))?)).await.unwrap();
        assert_eq!(run.len(), 1, "asked for twice it is done once");
        assert_eq!((run[0].counts.records, run[0].by.as_str(), run[0].percent), (49, "nora of the tests", 100));
        assert!(run[0].counts.certain >= 24 && run[0].counts.compared > 24 && run[0].seconds().is_some(), "{run:?}");
        let page = admin.get(HERE).await.expect(200).text;
        assert!(!page.contains("every 1s") && page.contains("49"), "{page}");

        admin.form("/duplicates/batches", &[("stage", "sure")]).await.expect(422);
        admin.form("/duplicates/batches", &[("stage", "certain")]).await.expect(303);
        let refused = admin.form("/duplicates/batches", &[("stage", "weak")]).await.expect(409).text;
        assert!(refused.contains("Another stage is being merged"), "{refused}");
        laboratory::all(&app.app).await.unwrap();
        let done = batch(app).await;
        assert_eq!((done.state, done.merged, done.by.as_str()), (BatchState::Merged, 23, "nora of the tests"), "{done:?}");
        assert!(done.left_out >= 1, "the restricted one: {done:?}");
        let id = async |id: &String| api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json()["id"].as_str().unwrap().to_owned();
        for (number, [one, other]) in people.iter().enumerate() {
            let is_one = id(one).await == id(other).await;
            assert_eq!(is_one, number != 1 && number != 2, "{number}");
        }
        assert_eq!(id(&third).await, id(&people[0][0]).await, "who stands three times is one as well");
        let page = admin.get(HERE).await.expect(200).text;
        assert!(page.contains("23 merges") && page.contains("Undo 23 merges of the stage Very likely"), "{page}");

        // What was written since stays; what was undone by hand is no reason to stop.
        api.patch(&format!("/api/v1/customers/{}", people[5][0]), json!({"job_title": "Joiner"})).await.expect(200);
        admin.form(&format!("/duplicates/batches/{}/undoing", done.id), &[]).await.expect(303);
        laboratory::all(&app.app).await.unwrap();
        let undone = batch(app).await;
        assert_eq!((undone.state, undone.undone, undone.kept), (BatchState::Undone, 23, 0), "{undone:?}");
        let mut after = cards(&api, &people).await;
        let edited = after.get_mut(&people[5][0]).unwrap();
        assert_eq!(edited["job_title"], "Joiner");
        let (was, now) = (before[&people[5][0]].clone(), edited.clone());
        for member in ["job_title", "updated_at"] {
            edited[member] = was[member].clone();
        }
        assert_eq!(after, before, "{now}");
        // The pairs are there again, to be decided anew.
        work::all(&app.app).await.unwrap();
        let (certain, _) = app.app.read(|tx| Ok(pairs::count(tx, &Stage::Certain.filter())?)).await.unwrap();
        assert!(certain >= 23, "{certain}");
        let told = app.app.read(|tx| Ok(tx.query("SELECT action FROM changes WHERE entity = 'merge_batch' ORDER BY at, id", &[], |row| row.get::<String>(0))?)).await.unwrap();
        assert_eq!(told, ["create", "undo"]);
    }
}

both_databases! {
    async fn whatever_interrupts_a_batch_it_goes_on(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        twice(&api, 30).await;
        work::all(&app.app).await.unwrap();
        let author = app.system();
        app.app.write(move |tx| batches::begin(tx, &author, Stage::Certain)).await.unwrap();
        // A server that died after the first ones.
        let open = batch(app).await;
        let some = app.app.read(|tx| Ok(pairs::list(tx, &Stage::Certain.filter(), &Page::first(7))?)).await.unwrap();
        let (model, author) = (app.app.linkage.now(), app.system());
        let came = app.app.write(move |tx| batches::merge_some(tx, &author, &model, &open, &some[..7])).await.unwrap();
        assert_eq!((came.merged, came.left_out), (7, 0));
        laboratory::all(&app.app).await.unwrap();
        let done = batch(app).await;
        assert_eq!((done.state, done.merged, done.left_out), (BatchState::Merged, 30, 0));
        // Nothing is left to be done, and nothing is begun that has nothing to do.
        laboratory::all(&app.app).await.unwrap();
        assert_eq!(batch(app).await.merged, 30);
        let author = app.system();
        let again = app.app.write(move |tx| batches::begin(tx, &author, Stage::Certain)).await;
        assert!(again.is_err());
    }
}

both_databases! {
    async fn pairs_that_were_drawn_say_how_sure_a_stage_is(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let admin = app.browser("nora", Role::Administrator).await;
        twice(&api, 6).await;
        work::all(&app.app).await.unwrap();
        let address = "/duplicates/review?stage=certain";
        admin.get("/duplicates/review?stage=sure").await.expect(422);
        admin.get("/duplicates/review").await.expect(422);
        let mut seen = Vec::new();
        for verdict in ["same", "same", "same", "different", "unsure"] {
            let page = admin.get(address).await.expect(200).text;
            let pair = page.split("name=\"pair\" value=\"").nth(1).unwrap()[..36].to_owned();
            assert!(page.contains("Same date of birth") && page.contains("is-plain"), "{page}");
            let fields = [("stage", "certain"), ("pair", pair.as_str()), ("verdict", verdict)];
            admin.form("/duplicates/review", &[("stage", "certain"), ("pair", &pair), ("verdict", "perhaps")]).await.expect(422);
            assert_eq!(admin.form("/duplicates/review", &fields).await.expect(303).header("location"), address);
            seen.push(pair);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 5, "nobody is asked twice");
        let counts = app.app.read(|tx| Ok(reviews::count(tx, Stage::Certain)?)).await.unwrap();
        assert_eq!(counts, Counts { same: 3, different: 1, unsure: 1 });
        let page = admin.get(HERE).await.expect(200).text;
        assert!(page.contains("3 of 4: 30 to 95 % of the stage"), "{page}");
        // Whoever are not the same are kept apart: one pair less.
        let (certain, _) = app.app.read(|tx| Ok(pairs::count(tx, &Stage::Certain.filter())?)).await.unwrap();
        assert_eq!(certain, 5);
        let page = admin.get(address).await.expect(200).text;
        let pair = page.split("name=\"pair\" value=\"").nth(1).unwrap()[..36].to_owned();
        admin.form("/duplicates/review", &[("stage", "certain"), ("pair", &pair), ("verdict", "same")]).await.expect(303);
        assert!(admin.get(address).await.expect(200).text.contains("No pair of this stage is left"));
        // One that is none any more is passed over.
        let gone = [("stage", "certain"), ("pair", "01a1f420-ed28-7000-8000-000000000000"), ("verdict", "same")];
        admin.form("/duplicates/review", &gone).await.expect(303);
        app.browser("berta", Role::Supervisor).await.get(HERE).await.expect(403);
    }
}
