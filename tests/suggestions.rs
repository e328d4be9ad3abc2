//! Who may be one and the same: suggested on the card, and found in the whole base by the command.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::{Value, json};
use visavi::customers::finding;
use visavi::duplicates::{self, INDEX, models, store, work};
use visavi::id::CustomerId;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

async fn made(api: &Client, input: Value) -> String {
    api.post("/api/v1/customers", input).await.expect(201).id()
}

fn ida() -> Value {
    json!({"given_name": "Ida", "family_name": "Nyberg", "birth_date": "1980-02-27", "phones": [{"value": "070-174 06 05"}],
        "emails": [{"value": "ida@norrvik.example"}], "addresses": [{"street": "Storgatan 4", "postal_code": "411 38", "city": "Göteborg"}]})
}

async fn suggested(api: &Client, id: &str) -> Vec<Value> {
    let told = api.get(&format!("/api/v1/customers/{id}/duplicates")).await.expect(200).json();
    told["items"].as_array().unwrap().clone()
}

/// Everything that is kept to compare by.
async fn rows(app: &TestApp) -> (Vec<(i64, CustomerId)>, usize) {
    app.app
        .read(|tx| {
            let sql = "SELECT key, customer_id FROM duplicate_keys ORDER BY key, customer_id";
            let keys = tx.query(sql, &[], |row| Ok((row.get(0)?, CustomerId(row.get(1)?))))?;
            Ok((keys, usize::try_from(store::count(tx)?).unwrap()))
        })
        .await
        .unwrap()
}

both_databases! {
    async fn a_suggestion_is_right_in_the_next_request_after_a_write(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let first = made(&api, ida()).await;
        assert!(suggested(&api, &first).await.is_empty());
        let other = made(&api, json!({"given_name": "Bo", "family_name": "Ek", "birth_date": "1955-01-02", "phones": [{"value": "031-20 30 40"}]})).await;
        assert!(suggested(&api, &first).await.is_empty());
        let second = made(&api, ida()).await;
        for (one, two) in [(&first, &second), (&second, &first)] {
            let items = suggested(&api, one).await;
            assert_eq!(items.len(), 1, "{items:?}");
            assert_eq!((&items[0]["customer"]["id"], &items[0]["tier"]), (&json!(two), &json!("certain")));
            assert!(items[0]["score"].as_f64().unwrap() > 0.99);
            let reasons = items[0]["reasons"].as_array().unwrap();
            let birth = reasons.iter().find(|reason| reason["code"] == "birth_date_equal").unwrap();
            assert_eq!(birth["text"], "Same date of birth");
            assert!(birth["weight"].as_f64().unwrap() > 0.0);
        }
        let path = format!("/api/v1/customers/{second}");
        api.patch(&path, json!({"given_name": "Wanda", "family_name": "Wierzbicka", "birth_date": "1999-12-12", "phones": null, "emails": null, "addresses": null})).await.expect(200);
        assert!(suggested(&api, &first).await.is_empty());
        api.patch(&path, ida()).await.expect(200);
        assert_eq!(suggested(&api, &first).await.len(), 1);
        // No list finds those who are hidden.
        api.patch(&path, json!({"hidden": true})).await.expect(200);
        assert!(suggested(&api, &first).await.is_empty());
        let version = api.patch(&path, json!({"hidden": false})).await.expect(200);
        let tag = version.header("etag");
        assert_eq!(suggested(&api, &first).await.len(), 1);
        api.with_header("if-match", &tag).delete(&path).await.expect(204);
        assert!(suggested(&api, &first).await.is_empty());
        api.get(&format!("{path}/duplicates")).await.expect(404);
        assert_eq!(rows(app).await.1, 2, "{other}");
    }
}

both_databases! {
    async fn of_somebody_restricted_agents_are_told_the_name_alone(app: &TestApp) {
        let (api, agent) = (app.api(Role::Supervisor).await, app.api(Role::Agent).await);
        let (first, second) = (made(&api, ida()).await, made(&api, ida()).await);
        api.put(&format!("/api/v1/customers/{second}/restriction"), json!({"reason": "contested"})).await;
        let told = &suggested(&agent, &first).await[0];
        assert_eq!((&told["customer"]["name"], &told["customer"]["restricted"]), (&json!("Ida Nyberg"), &json!(true)));
        assert_eq!(told["reasons"], json!([]));
        assert!(!suggested(&api, &first).await[0]["reasons"].as_array().unwrap().is_empty());
    }
}

both_databases! {
    async fn people_follow_the_name_of_their_company_and_what_is_made_anew_is_the_same(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let company = made(&api, json!({"kind": "company", "name": "Norrvik AB"})).await;
        let mut people = Vec::new();
        for n in 0..20 {
            people.push(made(&api, json!({"given_name": format!("Given{}", n % 4), "family_name": "Ek", "company_id": company, "phones": [{"value": format!("070-174 06 {n:02}")}]})).await);
        }
        let before = {
            let id: CustomerId = people[0].parse().unwrap();
            app.app.read(move |tx| Ok(store::features(tx, id)?.unwrap().to_bytes())).await.unwrap()
        };
        api.patch(&format!("/api/v1/customers/{company}"), json!({"name": "Wierzbicka Kawa"})).await.expect(200);
        let id: CustomerId = people[0].parse().unwrap();
        let after = app.app.read(move |tx| Ok(store::features(tx, id)?.unwrap().to_bytes())).await.unwrap();
        assert_ne!(before, after);
        api.patch(&format!("/api/v1/customers/{}", people[1]), json!({"family_name": "Wierzbicka", "phones": null})).await.expect(200);
        for id in &people[2..7] {
            api.with_header("if-match", "\"v1\"").delete(&format!("/api/v1/customers/{id}")).await.expect(204);
        }
        let kept = rows(app).await;
        assert_eq!(kept.1, 16);
        app.app.write(|tx| Ok(INDEX.set(tx, 0, None)?)).await.unwrap();
        let mut count = 0;
        duplicates::renew(&app.app.db, 5, |more| count += more).await.unwrap();
        assert_eq!(count, 16);
        assert_eq!(rows(app).await, kept);
        // Interrupted, it goes on.
        app.app.write(move |tx| { tx.exec("DELETE FROM duplicate_keys", &[])?; tx.exec("DELETE FROM duplicate_features", &[])?; Ok(INDEX.set(tx, INDEX.rules, Some(uuid::Uuid::nil()))?) }).await.unwrap();
        duplicates::renew(&app.app.db, finding::CHUNK, |_| ()).await.unwrap();
        assert_eq!(rows(app).await, kept);
    }
}

both_databases! {
    async fn what_is_found_one_by_one_is_what_is_found_at_once(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (given, family) = (["Anna", "Piotr", "Heike", "Lars", "Zofia", "Jürgen", "Maja"], ["Nyberg", "Kowalska", "Schulz", "Wiśniewski", "Lindqvist"]);
        for n in 0..300_usize {
            // Every third stands twice, the second time with a family name of another spelling.
            let (person, again) = if n % 3 == 2 { (n - 1, "h") } else { (n, "") };
            made(&api, json!({"given_name": given[person % 7], "family_name": format!("{}{again}", family[person % 5]),
                "birth_date": format!("{}-{:02}-{:02}", 1940 + person % 60, 1 + person % 12, 1 + person % 28),
                "phones": [{"value": format!("070-{:03} {:02} 05", 100 + person % 800, person % 90)}]})).await;
        }
        let (ids, base) = models::base(&app.app.db, |_| ()).await.unwrap();
        assert_eq!(ids.len(), 300);
        let features = base.clone();
        let found = models::dedupe(base, 2, |_| ()).await.unwrap();
        assert!(found.pairs.len() >= 100, "{}", found.pairs.len());
        let through = |pair: &&linkage::Pair| pair.comparison.reasons.iter().all(|reason| reason.code != linkage::ReasonCode::ThroughThird);
        let at_once: BTreeSet<(CustomerId, CustomerId)> = found.pairs.iter().filter(through).map(|pair| (ids[pair.a as usize], ids[pair.b as usize])).collect();
        let model = found.model.clone();
        let one_by_one: BTreeSet<(CustomerId, CustomerId)> = app.app.read(move |tx| {
            let mut pairs = BTreeSet::new();
            for (id, features) in ids.iter().zip(&features) {
                for (other, _) in duplicates::compare(tx, &model, features, Some(*id))? {
                    pairs.insert((*id.min(&other), *id.max(&other)));
                }
            }
            Ok(pairs)
        }).await.unwrap();
        assert_eq!(one_by_one, at_once);
        // The server learns from its own base, and so does every other.
        work::learn(&app.app).await.unwrap();
        assert_eq!(app.app.linkage.now().records(), 300);
        let again = app.with(|_| ());
        models::follow(&again).await.unwrap();
        assert_eq!(again.linkage.now().records(), 300);
    }
}

#[test]
fn the_command_writes_the_pairs_of_the_whole_base() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    let head = "ref,given_name,family_name,birth_date,phone,city\n";
    let people = "=1+1,Ida,Nyberg,1980-02-27,+46701740605,Göteborg\nb,Ida,Nyberg,1980-02-27,+46701740605,Göteborg\nc,Bo,Ek,1955-01-02,+4631203040,Malmö\n";
    std::fs::write(&file, format!("{head}{people}")).unwrap();
    let run = |arguments: &[&str]| {
        let data = folder.path().join("data");
        let run = Command::new(env!("CARGO_BIN_EXE_visavi"))
            .args(arguments)
            .arg("--data")
            .arg(data)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(run.status.success(), "{arguments:?}: {said}");
        (String::from_utf8_lossy(&run.stdout).into_owned(), said)
    };
    run(&["import", file.to_str().unwrap()]);
    let (written, said) = run(&["duplicates"]);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "ref_a,ref_b,id_a,id_b,score,tier,reasons");
    assert_eq!(lines.len(), 2, "{written}");
    assert!(
        lines[1].starts_with("'=1+1,b,")
            && lines[1].contains(",certain,")
            && lines[1].contains("birth_date_equal +"),
        "{written}"
    );
    // Words and numbers, nothing of anybody.
    assert!(
        !written.contains("Nyberg") && !written.contains("1980") && !written.contains("740605"),
        "{written}"
    );
    assert!(said.contains("customers 3") && said.contains("certain 1, likely 0"), "{said}");
    let output = folder.path().join("pairs.csv");
    assert_eq!(run(&["duplicates", "--output", output.to_str().unwrap()]).0, "");
    assert_eq!(std::fs::read_to_string(output).unwrap(), written);
}
