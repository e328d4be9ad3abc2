//! Files written: what was exported and imported into an empty installation is equal.

use exchange::Format;
use serde_json::{Value, json};
use visavi::exports::{self, Export};
use visavi::words::Role;

use crate::imports::import;
use crate::support::{Client, Kind, TestApp, both_databases};

/// Customers with everything that a customer can have, and with what troubles a format.
fn customers() -> Vec<Value> {
    vec![
        json!({"kind": "company", "ref": "c1", "name": "Modrzew & Söner; AB", "phones": [{"value": "+48 22 123 45 67", "label": "Cell"}]}),
        json!({"kind": "company", "name": "=cmd|' /C calc'!A0", "tags": ["@x", "+y", "-z", "'=1"]}),
        json!({"ref": "p1", "given_name": "Karolina", "family_name": "Wiśniewska", "department": "Dział \"A\"", "job_title": "Szef\\ka; ::: x",
            "birth_date": "1985-04-12", "language": "pl", "vip": true, "pinned_note": "first\nsecond ::: third; \\n",
            "phones": [{"value": "+48 601 234 567", "label": "mobile"}, {"value": "+48 22 123 45 67;ext=12", "label": "geschäftlich"}, {"value": "+46 8 123 456 78", "label": null, "invalid": true}],
            "emails": [{"value": "karolina@modrzew.example", "label": "private", "do_not_contact": true}, {"value": "kw@poczta.example", "from": "2020-01-01", "to": "2024-12-31"}],
            "handles": [{"value": "@karolina_w", "label": "social, own"}],
            "addresses": [{"kind": "home", "street": "ul. Długa 1 m. 2", "postal_code": "00-001", "city": "Łódź", "region": "łódzkie", "country": "Polska"},
                {"kind": "invoice", "city": "Gdańsk"}, {"street": "Storgatan 1"}, {"kind": "summer; house", "city": "Sopot", "country": "PL"}],
            "national_ids": [{"kind": "PESEL", "value": "85041200004"}, {"kind": "NIP", "value": "123-456-32-18"}],
            "tags": ["vip", "a,b", "c;d"],
            "fields": {"shoe.size": 43, "newsletter": true, "colours": ["red", "blue"], "one": ["single"], "number_text": "007", "bool_text": "true", "quote": "\"5\"", "long": "a\nb"}}),
        json!({"phones": [{"value": "+46 70 174 06 05"}]}),
        json!({"name": "Only A Name"}),
        json!({"given_name": "Cher", "name": "CHER (artist)", "emails": [{"value": "cher@example.example"}]}),
    ]
}

async fn all(api: &Client) -> Vec<Value> {
    let mut items =
        api.get("/api/v1/customers?limit=200").await.expect(200).json()["items"].as_array().unwrap().clone();
    for one in &mut items {
        let one = one.as_object_mut().unwrap();
        for own in ["id", "created_at", "updated_at", "company_id"] {
            one.remove(own);
        }
    }
    items
}

pub async fn file(app: &TestApp, name: &str, search: Option<&str>) -> Vec<u8> {
    let filter =
        visavi::customers::finding::Filter { words: search.map(str::to_owned), ..Default::default() };
    let mut pieces = exports::start(
        &app.app.db,
        app.app.home,
        Export {
            format: Format::from_name(name).unwrap(),
            filter,
            asked: Default::default(),
            at: app.app.clock.now(),
        },
    );
    let mut bytes = Vec::new();
    while let Some(piece) = pieces.recv().await {
        bytes.extend(piece.unwrap().bytes);
    }
    bytes
}

both_databases! {
    async fn what_is_exported_comes_back_equal(app: &TestApp) {
        app.person("anna", Role::Agent).await;
        let api = app.api(Role::Administrator).await;
        let mut companies: Vec<Value> = Vec::new();
        for mut one in customers() {
            if one["given_name"] == "Karolina" {
                one["company_id"] = companies[0].clone();
                one["owner"] = json!("anna");
            } else if one["given_name"] == "Cher" {
                one["company_id"] = companies[1].clone();
            }
            let made = api.post("/api/v1/customers", one.clone()).await.expect(201);
            if one["kind"] == "company" {
                companies.push(made.json()["id"].clone());
            }
        }
        let before = all(&api).await;
        assert_eq!(before.len(), 6);
        for (name, ending) in [("csv", "csv"), ("vcf", "vcf"), ("jscontact", "json"), ("jsonl", "jsonl")] {
            let bytes = file(app, name, None).await;
            let other = TestApp::start(Kind::Sqlite).await;
            other.person("anna", Role::Agent).await;
            let done = import(&other, &format!("file.{ending}"), &bytes).await;
            assert_eq!((done.counts.created, done.counts.read, done.counts.companies), (6, 6, 0), "{name}: {:?}\n{}", done.counts, String::from_utf8_lossy(&bytes));
            let after = all(&other.api(Role::Administrator).await).await;
            for (new, old) in after.iter().zip(&before) {
                assert_eq!(new, old, "{name}\n{}", String::from_utf8_lossy(&bytes));
            }
            // Where it came from, it changes nothing.
            let again = import(app, &format!("file.{ending}"), &bytes).await;
            assert_eq!((again.counts.skipped, again.counts.read), (6, 6), "{name}: {:?}", again.counts);
            other.stop().await;
        }
    }
}

both_databases! {
    async fn an_administrator_takes_customers_away_and_that_is_recorded(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        for one in customers() {
            api.post("/api/v1/customers", one).await.expect(201);
        }
        let browser = app.browser("root", Role::Administrator).await;
        browser.get("/exports").await.expect(200);
        let answer = browser.get("/exports/file?format=csv").await.expect(200);
        assert!(answer.header("content-disposition").contains("customers-2026-11-19.csv"), "{:?}", answer.headers);
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(answer.text.matches("person").count(), 4);
        let found = browser.get("/exports/file?format=vcf&q=karol").await.expect(200);
        assert_eq!(found.text.matches("BEGIN:VCARD").count(), 1);
        let tagged = browser.get("/exports/file?format=jsonl&tag=VIP").await.expect(200);
        assert_eq!(tagged.text.lines().count(), 1);
        browser.get("/exports/file?format=xlsx").await.expect(422);
        let taken = app.app
            .read(|tx| Ok(tx.query("SELECT by_name, after FROM changes WHERE entity = 'export' ORDER BY id", &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?))
            .await
            .unwrap();
        assert_eq!(taken.len(), 3);
        assert!(taken[1].0.contains("root") && taken[1].1.contains("karol"), "{taken:?}");
    }
}
