//! The queue of duplicates: pairs that follow the writes, and the workbench that goes through them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;
use visavi::clock::Time;
use visavi::duplicates::pairs::{self, Filter};
use visavi::duplicates::{rejections, work};
use visavi::http::paging::Page;
use visavi::id::CustomerId;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn made(api: &Client, given: &str, family: &str, number: usize) -> String {
    let input = json!({"given_name": given, "family_name": family, "birth_date": format!("19{:02}-02-27", 20 + number % 70),
        "phones": [{"value": format!("070-174 {:02} {:02}", number / 100, number % 100)}]});
    api.post("/api/v1/customers", input).await.expect(201).id()
}

/// What the queue tells, after the worker has come by: the ids of both, in order.
async fn queue(app: &TestApp, api: &Client, query: &str) -> Vec<(String, String)> {
    work::all(&app.app).await.unwrap();
    let told = api.get(&format!("/api/v1/duplicates{query}")).await.expect(200).json();
    told["items"].as_array().unwrap().iter().map(both).collect()
}

fn both(item: &Value) -> (String, String) {
    let id = |place: usize| item["customers"][place]["id"].as_str().unwrap().to_owned();
    (id(0), id(1))
}

fn stored(app: &TestApp) -> impl Future<Output = BTreeSet<(CustomerId, CustomerId, i64)>> {
    let app = app.app.clone();
    async move {
        let read = app.read(|tx| Ok(pairs::list(tx, &Filter::default(), &Page::first(199))?)).await.unwrap();
        read.into_iter().map(|pair| (pair.one, pair.other, pair.place)).collect()
    }
}

both_databases! {
    async fn of_several_matches_two_may_be_one(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let one = made(&api, "Ida", "Nyberg", 7).await;
        let other = made(&api, "Ida", "Nyberg", 7).await;
        made(&api, "Bo", "Ek", 7).await;
        let agent = app.browser("anna", Role::Agent).await;
        let at = "/pop?tel=%2B46701740007";
        let back = "&amp;at=%2Fpop%3Ftel%3D%252B46701740007";
        let bench = format!("/merges/new?keep={one}&amp;with={other}{back}");
        assert!(!agent.get(at).await.expect(200).text.contains(&bench), "nobody has compared them");
        work::all(&app.app).await.unwrap();
        let page = agent.get(at).await.expect(200).text;
        assert!(page.contains(&bench) && page.contains("very likely the same person"), "{page}");
        // Marked ones lie beside each other, and the first is kept.
        let page = agent.get(&format!("/merges/new?with={other}&with={one}")).await.expect(200).text;
        assert!(page.contains(&format!("name=\"keep\" value=\"{other}\"")), "{page}");
        agent.get("/merges/new").await.expect(404);
        // Afterwards one is where one was, with one fewer; nowhere else, whatever the address says.
        let page = agent.get(&bench.replace("&amp;", "&")).await.expect(200).text;
        assert!(page.contains(&format!("/merges/new?keep={other}&amp;with={one}{back}")), "the other kept: {page}");
        let form = |at: &str| [("keep", one.clone()), ("with", other.clone()), ("at", at.to_owned())];
        let merge = async |at: &str| {
            let form = form(at);
            let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            agent.form("/merges", &fields).await.expect(303).header("location")
        };
        let address = merge(at).await;
        assert!(address.starts_with(&format!("{at}&done=")), "{address}");
        let page = agent.get(&address).await.expect(200).text;
        assert!(page.contains("Ida Nyberg joined") && page.contains("Bo Ek") && !page.contains(&format!("match-{other}")), "{page}");
        let list = agent.get(&format!("/customers/{one}/merges")).await.expect(200).text;
        let undo = list.split("action=\"/merges/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        agent.form(&format!("/merges/{undo}"), &[]).await.expect(303);
        let address = merge("//elsewhere.example/").await;
        assert!(address.starts_with(&format!("/customers/{one}?done=")), "{address}");
    }
}

both_databases! {
    async fn the_queue_follows_every_write(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        app.api(Role::Agent).await.get("/api/v1/duplicates").await.expect(403);
        assert!(queue(app, &api, "").await.is_empty());
        let one = made(&api, "Ida", "Nyberg", 1).await;
        let other = made(&api, "Ida", "Nyberg", 1).await;
        made(&api, "Bo", "Ek", 2).await;
        let pair = vec![(one.clone(), other.clone())];
        assert_eq!(queue(app, &api, "").await, pair);
        let item = &api.get("/api/v1/duplicates").await.json()["items"][0];
        assert_eq!(item["tier"], "certain");
        assert!(item["reasons"].as_array().unwrap().iter().any(|reason| reason["text"] == "Same date of birth"), "{item}");
        assert_eq!(queue(app, &api, "?tier=certain").await, pair);
        assert!(queue(app, &api, "?tier=likely").await.is_empty());
        api.get("/api/v1/duplicates?tier=sure").await.expect(422);
        api.get("/api/v1/duplicates?after=x").await.expect(422);

        let path = format!("/api/v1/customers/{other}");
        api.patch(&path, json!({"given_name": "Wanda", "birth_date": "1999-12-12", "phones": null})).await.expect(200);
        assert!(queue(app, &api, "").await.is_empty());
        api.patch(&path, json!({"given_name": "Ida", "birth_date": "1921-02-27", "phones": [{"value": "070-174 00 01"}]})).await.expect(200);
        assert_eq!(queue(app, &api, "").await, pair);
        api.patch(&path, json!({"hidden": true})).await.expect(200);
        assert!(queue(app, &api, "").await.is_empty());
        api.patch(&path, json!({"hidden": false})).await.expect(200);
        assert_eq!(queue(app, &api, "").await, pair);

        // What is rejected stays so, whatever is written; taken back, it is there again.
        let rejection = format!("/api/v1/customers/{other}/duplicates/{one}/rejection");
        api.put(&rejection, json!({})).await.expect(204);
        assert_eq!(api.get("/api/v1/duplicates").await.json()["items"], json!([]));
        api.patch(&path, json!({"phones": [{"value": "070-174 00 01"}, {"value": "070-174 00 02"}]})).await.expect(200);
        assert!(queue(app, &api, "").await.is_empty());
        api.delete(&rejection).await.expect(204);
        assert_eq!(queue(app, &api, "").await, pair);

        // Merged, the pair is none at once; undone, it is one again.
        let merge = api.post("/api/v1/merges", json!({"keep": one, "merge": [other]})).await.expect(201).id();
        assert_eq!(api.get("/api/v1/duplicates").await.json()["items"], json!([]));
        assert!(queue(app, &api, "").await.is_empty());
        api.delete(&format!("/api/v1/merges/{merge}")).await.expect(204);
        assert_eq!(queue(app, &api, "").await, pair);
        let tag = api.get(&path).await.header("etag");
        api.with_header("if-match", &tag).delete(&path).await.expect(204);
        assert_eq!(api.get("/api/v1/duplicates").await.json()["items"], json!([]));
        let left = app.app.read(|tx| Ok(pairs::count_changes(tx)?)).await.unwrap();
        assert_eq!(left, 0);
    }
}

both_databases! {
    async fn the_surest_come_first_and_each_once(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        for number in 0..6 {
            for again in 0..2 {
                let family = format!("Nyberg{number}");
                let id = made(&api, "Ida", &family, number).await;
                if number % 2 == 0 && again == 1 {
                    api.patch(&format!("/api/v1/customers/{id}"), json!({"birth_date": null, "phones": null, "addresses": [{"city": "Lund"}]})).await.expect(200);
                }
            }
        }
        let all = queue(app, &api, "").await;
        assert!(all.len() >= 3, "{all:?}");
        let (mut read, mut after) = (Vec::new(), String::new());
        loop {
            let part = api.get(&format!("/api/v1/duplicates?limit=2{after}")).await.expect(200).json();
            read.extend(part["items"].as_array().unwrap().clone());
            let Some(next) = part["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(read.iter().map(both).collect::<Vec<_>>(), all);
        let order: Vec<(bool, f64)> = read.iter().map(|one| (one["tier"] != "certain", -one["score"].as_f64().unwrap())).collect();
        assert!(order.windows(2).all(|two| two[0].0 <= two[1].0), "{order:?}");
    }
}

both_databases! {
    async fn all_at_once_finds_what_one_by_one_found_and_learns(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        for number in 0..220 {
            let person = number - number % 2;
            made(&api, ["Anna", "Piotr", "Heike", "Lars"][person / 2 % 4], ["Nyberg", "Kowalska", "Schulz"][person / 2 % 3], person).await;
        }
        // So few are not worth learning from; now there are enough.
        work::learn(&app.app).await.unwrap();
        assert_eq!(app.app.linkage.now().records(), 220);
        let at_once = stored(app).await;
        assert!(at_once.len() > 20, "{}", at_once.len());
        app.app.write(|tx| {
            tx.exec("INSERT INTO duplicate_changes (customer_id, write_id) SELECT customer_id, customer_id FROM duplicate_features", &[])?;
            Ok(tx.exec("DELETE FROM duplicate_pairs WHERE round > 0", &[])?)
        }).await.unwrap();
        assert!(stored(app).await.is_empty());
        work::all(&app.app).await.unwrap();
        assert_eq!(stored(app).await, at_once);

        // Learnt from more, pairs are weighed anew; what somebody rejected is none, what is none any more goes.
        let rejected = *at_once.first().unwrap();
        let author = app.system();
        app.app.write(move |tx| rejections::reject(tx, &author, rejected.0, rejected.1).map(drop)).await.unwrap();
        app.app.write(|tx| {
            tx.exec("UPDATE duplicate_model SET records = 1", &[])?;
            Ok(tx.exec("UPDATE duplicate_pairs SET place = place + 1, round = 0", &[])?)
        }).await.unwrap();
        work::learn(&app.app).await.unwrap();
        let again = stored(app).await;
        assert!(!again.contains(&rejected));
        assert_eq!(again.len(), at_once.len() - 1);
    }
}

both_databases! {
    async fn a_write_meanwhile_is_not_forgotten_and_one_server_at_a_time_works(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let id: CustomerId = made(&api, "Ida", "Nyberg", 1).await.parse().unwrap();
        let left = app.app.write(move |tx| {
            let seen = pairs::list_changes(tx, Uuid::nil(), 10)?;
            pairs::changed(tx, &[id])?;
            pairs::forget_changes(tx, &seen)?;
            Ok((seen.len(), pairs::count_changes(tx)?))
        }).await.unwrap();
        assert_eq!(left, (1, 1));
        let at = |micros| Time::from_micros(micros);
        let taken = app.app.write(move |tx| {
            Ok([
                pairs::take_over(tx, at(5), at(60))?,
                pairs::take_over(tx, at(59), at(120))?,
                pairs::take_over(tx, at(60), at(120))?,
            ])
        }).await.unwrap();
        assert_eq!(taken, [true, false, true]);
        // Whoever says nothing any more is not waited for.
        work::all(&app.app).await.unwrap();
        assert_eq!(app.app.read(|tx| Ok(pairs::count_changes(tx)?)).await.unwrap(), 0);
    }
}

both_databases! {
    async fn one_goes_through_the_queue_on_the_workbench(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        for (given, family, number) in [("Ida", "Nyberg", 105), ("Wanda", "Kowalska", 2031), ("Jürgen", "Schulz", 7777)] {
            for _ in 0..2 {
                made(&api, given, family, number).await;
            }
        }
        let order = queue(app, &api, "").await;
        assert_eq!(order.len(), 3);
        app.browser("anna", Role::Agent).await.get("/duplicates").await.expect(403);
        let browser = app.browser("berta", Role::Supervisor).await;
        let page = browser.get("/duplicates").await.expect(200).text;
        assert!(page.contains("Duplicates") && page.matches("data-item").count() == 3, "{page}");
        assert!(page.contains("Very likely <span class=\"count\">3</span>"), "{page}");
        let pair = |page: &str| page.split("/duplicates/").nth(1).unwrap()[..36].to_owned();
        let first = pair(page.split("class=\"pairs\"").nth(1).unwrap());
        let address = browser.get(&format!("/duplicates/{first}")).await.expect(303).header("location");
        assert_eq!(address, format!("/merges/new?keep={}&with={}&pair={first}", order[0].0, order[0].1));
        let bench = browser.get(&address).await.expect(200).text;
        assert!(bench.contains("suggestion 1 of 3"), "{bench}");
        let next = pair(bench.split("data-key=\"j\"").next().unwrap().rsplit_once("<a").unwrap().1);
        // Merged, one comes to the next one, which tells of it and can undo it.
        let fields = [("keep", order[0].0.as_str()), ("with", &order[0].1), ("pair", &first), ("at", &format!("/duplicates/{next}"))];
        let address = browser.form("/merges", &fields).await.expect(303).header("location");
        assert!(address.starts_with(&format!("/duplicates/{next}?done=")), "{address}");
        let address = browser.get(&address).await.expect(303).header("location");
        let bench = browser.get(&address).await.expect(200).text;
        assert!(bench.contains("suggestion 1 of 2") && bench.contains("joined") && bench.contains("/reversion"), "{bench}");
        assert_eq!(browser.get(&format!("/duplicates/{first}")).await.expect(303).header("location"), "/duplicates");
        // Rejected from the queue, it is taken back from the toast.
        let fields = [("other_id", order[1].1.as_str()), ("at", "/duplicates?tier=certain")];
        let address = browser.form(&format!("/customers/{}/rejections", order[1].0), &fields).await.expect(303).header("location");
        assert!(address.starts_with("/duplicates?tier=certain&done="), "{address}");
        let page = browser.get(&address).await.expect(200).text;
        assert_eq!(page.matches("data-item").count(), 1);
        let change = address.rsplit_once('=').unwrap().1;
        assert!(page.contains(&format!("/changes/{change}/reversion")), "{page}");
        browser.form(&format!("/changes/{change}/reversion"), &[("at", "/duplicates")]).await.expect(303);
        // As sure as the other one, it may come after it.
        let left: BTreeSet<_> = queue(app, &api, "").await.into_iter().collect();
        assert_eq!(left, order[1..].iter().cloned().collect());
        // Elsewhere one is sent to nobody.
        let fields = [("other_id", order[1].1.as_str()), ("at", "https://elsewhere.example/")];
        let address = browser.form(&format!("/customers/{}/rejections", order[1].0), &fields).await.expect(303).header("location");
        assert!(address.starts_with("/merges/new?"), "{address}");
    }
}

both_databases! {
    async fn the_card_says_who_may_be_the_same_and_why(app: &TestApp) {
        let (api, browser) = (app.api(Role::Supervisor).await, app.browser("anna", Role::Agent).await);
        let one = made(&api, "Ida", "Nyberg", 1).await;
        let other = made(&api, "Ida", "Nyberg", 1).await;
        let card = format!("/customers/{one}");
        assert!(!browser.get(&card).await.expect(200).text.contains("class=\"alike\""));
        work::all(&app.app).await.unwrap();
        let page = browser.get(&card).await.expect(200).text;
        assert!(page.contains("Very likely the same as") && page.contains("Same date of birth") && page.contains(&format!("/merges/new?keep={one}&amp;with={other}")), "{page}");
        // Whoever looks at either card is told.
        let kinds = app.app.read(|tx| Ok(tx.query("SELECT customer_id FROM events WHERE kind = 'customer.suggested'", &[], |row| Ok(CustomerId(row.get(0)?)))?)).await.unwrap();
        assert_eq!(kinds.iter().map(CustomerId::to_string).collect::<BTreeSet<_>>(), [one.clone(), other.clone()].into());
        // Of who is restricted agents are told the name alone.
        let restriction = format!("/api/v1/customers/{other}/restriction");
        api.put(&restriction, json!({"reason": "contested"})).await.expect(200);
        let page = browser.get(&card).await.expect(200).text;
        assert!(page.contains("class=\"alike\"") && !page.contains("Same date of birth"), "{page}");
        api.delete(&restriction).await.expect(204);
        // Rejected there, one stays there.
        let answer = browser.form(&format!("{card}/rejections"), &[("other_id", &other), ("at", &card)]).await.expect(303);
        let page = browser.get(&answer.header("location")).await.expect(200).text;
        assert!(page.contains("Kept apart") && !page.contains("class=\"alike\""), "{page}");
        app.team("anna", &[visavi::teams::features::Feature::ActionsMerge]).await;
        api.delete(&format!("/api/v1/customers/{one}/duplicates/{other}/rejection")).await.expect(204);
        work::all(&app.app).await.unwrap();
        assert!(!browser.get(&card).await.expect(200).text.contains("class=\"alike\""), "who may not merge is not asked");
    }
}

both_databases! {
    async fn while_one_types_and_after_an_import_it_is_said(app: &TestApp) {
        let (api, browser) = (app.api(Role::Supervisor).await, app.browser("anna", Role::Agent).await);
        let ida = api.post("/api/v1/customers", json!({"given_name": "Ida", "family_name": "Nyberg", "birth_date": "1980-02-27",
            "addresses": [{"street": "Storgatan 4", "postal_code": "411 38", "city": "Göteborg"}]})).await.expect(201).id();
        let script = browser.with_header("hx-request", "true");
        let typed = [("kind", "person"), ("given_name", "Ida"), ("family_name", "Nybreg"), ("birth_date", "1980-02-27")];
        let told = script.form("/customers/duplicates", &typed).await.expect(200).text;
        assert!(told.contains(&format!("href=\"/customers/{ida}\"")) && told.contains("Same date of birth") && told.contains("Göteborg"), "{told}");
        assert_eq!(script.form(&format!("/customers/duplicates?own={ida}"), &typed).await.expect(200).text, "");
        assert_eq!(script.form("/customers/duplicates", &[("kind", "person"), ("given_name", "Bo"), ("family_name", "Ek")]).await.expect(200).text, "");

        let file = "given_name,family_name,birth_date,city\nIda,Nyberg,1980-02-27,Göteborg\nBo,Ek,1955-01-02,Lund\n";
        let import = crate::imports::import(app, "people.csv", file).await.id;
        let admin = app.browser("berta", Role::Administrator).await;
        let page = admin.get(&format!("/imports/{import}")).await.expect(200).text;
        assert!(page.contains("3 customers are still being compared"), "{page}");
        work::all(&app.app).await.unwrap();
        let page = admin.get(&format!("/imports/{import}")).await.expect(200).text;
        assert!(page.contains("One pair of cards may be the same person (1 very likely)") && page.contains(&format!("/duplicates?import={import}")), "{page}");
        let page = admin.get(&format!("/duplicates?import={import}")).await.expect(200).text;
        assert_eq!(page.matches("data-item").count(), 1);
        let other = crate::imports::import(app, "others.csv", "given_name,family_name\nJürgen,Schulz\n").await.id;
        work::all(&app.app).await.unwrap();
        assert!(queue(app, &api, &format!("?import={other}")).await.is_empty());
        assert_eq!(queue(app, &api, &format!("?import={import}")).await.len(), 1);
    }
}
