//! The search in what was written: the same on both databases, of everybody and within one history.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use uuid::Uuid;
use visavi::clock::Time;
use visavi::history::{self, Scope};
use visavi::http::paging::Page;
use visavi::id::CustomerId;
use visavi::texts::finding::{self, Filter};
use visavi::texts::{self, Text, index};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// An excerpt with what was found in brackets.
fn marked(excerpt: &Value) -> String {
    let pieces = excerpt.as_array().unwrap().iter();
    pieces
        .map(|piece| match (piece["text"].as_str().unwrap(), piece["found"].as_bool().unwrap()) {
            (text, true) => format!("[{text}]"),
            (text, false) => text.to_owned(),
        })
        .collect()
}

async fn found(api: &Client, query: &str) -> Vec<String> {
    let list = api.get(&format!("/api/v1/messages?{query}")).await.expect(200).json();
    list["items"].as_array().unwrap().iter().map(|one| marked(&one["excerpt"])).collect()
}

async fn email(api: &Client, customer: Option<&str>, at: &str, messages: Value) -> String {
    let one = json!({"channel": "email", "from": "anna@norrvik.example", "state": "closed", "started_at": at, "messages": messages});
    let id = api.post("/api/v1/interactions", one).await.expect(201).id();
    if let Some(customer) = customer {
        let whose = json!({"customer_id": customer});
        api.put(&format!("/api/v1/interactions/{id}/customer"), whose).await.expect(200);
    }
    id
}

both_databases! {
    async fn whatever_was_written_is_found_by_its_words(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = api.post("/api/v1/customers", json!({"name": "Anna Kowalska"})).await.expect(201).id();
        let first = email(&api, Some(&customer), "2026-03-01T09:00:00Z", json!([
            {"subject": "Lieferung N-1003", "text": "Herr Müller kommt in zwei Wochen nach Malmö.", "at": "2026-03-01T09:00:00Z"},
            {"html": "<style>p{color:red}</style><p>Łukasz schreibt <b>nur</b> HTML&amp;mehr.</p>", "at": "2026-03-01T10:00:00Z"},
        ])).await;
        let call = json!({"channel": "call", "from": "070-174 06 05", "state": "closed", "topic": "Zwei Rechnungen", "started_at": "2026-03-02T09:00:00Z"});
        let call = api.post("/api/v1/interactions", call).await.expect(201).id();
        api.post(&format!("/api/v1/interactions/{call}/comments"), json!({"text": "Mahnung geht an O'Brien."})).await.expect(201);
        for (asked, wanted) in [
            // As typed, begun, in any order, with and without accents, in both directions.
            ("Mueller", "Lieferung N-1003 – Herr [Müller] kommt in zwei Wochen nach Malmö."),
            ("muller mal", "Lieferung N-1003 – Herr [Müller] kommt in zwei Wochen nach [Malmö]."),
            ("wochen \"in zwei\"", "Lieferung N-1003 – Herr Müller kommt [in zwei Wochen] nach Malmö."),
            ("N-100", "Lieferung [N-1003] – Herr Müller kommt in zwei Wochen nach Malmö."),
            ("zwei -rechnungen", "Lieferung N-1003 – Herr Müller kommt in [zwei] Wochen nach Malmö."),
            ("lukasz html", "[Łukasz] schreibt nur [HTML]&mehr."),
            ("rechnung", "Zwei [Rechnungen]"),
            ("obrien", "Mahnung geht an [O'Brien]."),
        ] {
            let found = found(&api, &format!("q={}", encoded(asked))).await;
            let whole = found.iter().map(|one| one.replace("] [", " ")).collect::<Vec<_>>();
            assert_eq!(whole, [wanted], "{asked}");
        }
        for asked in ["\"zwei Malmö\"", "wochen -zwei", "mahn rechnung", "color", "style", "-zwei", "ülle", "\"", "--", "zwei -\"in zwei\" wochen"] {
            assert_eq!(found(&api, &format!("q={}", encoded(asked))).await, Vec::<String>::new(), "{asked}");
        }
        // Newest first, with whose it is; by channel.
        let list = api.get("/api/v1/messages?q=zwei").await.expect(200).json();
        let row = |one: &Value| (one["kind"].clone(), one["channel"].clone(), one["interaction_id"].clone(), one["customer"]["name"].clone());
        let rows: Vec<_> = list["items"].as_array().unwrap().iter().map(row).collect();
        assert_eq!(rows, [
            (json!("topic"), json!("call"), json!(call), Value::Null),
            (json!("message"), json!("email"), json!(first), json!("Anna Kowalska")),
        ]);
        assert_eq!(found(&api, "q=zwei&channel=call").await, ["[Zwei] Rechnungen"]);
        assert_eq!(found(&api, "q=zwei&channel=sms").await, Vec::<String>::new());
        assert_eq!(api.get("/api/v1/messages").await.expect(422).status.as_u16(), 422);
        assert_eq!(api.get("/api/v1/messages?q=x&after=x").await.expect(422).fields(), ["after"]);
    }
}

both_databases! {
    async fn a_history_is_searched_alone_and_follows_every_move(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let person = |name: &str, company: Option<&str>| json!({"name": name, "company_id": company});
        let firm = api.post("/api/v1/customers", json!({"kind": "company", "name": "Norrvik"})).await.expect(201).id();
        let anna = api.post("/api/v1/customers", person("Anna", Some(&firm))).await.expect(201).id();
        let bo = api.post("/api/v1/customers", person("Bo", None)).await.expect(201).id();
        let one = email(&api, Some(&anna), "2026-03-01T09:00:00Z", json!([{"text": "Faktura ett"}, {"text": "Faktura två"}, {"text": "Annat"}])).await;
        let other = email(&api, Some(&bo), "2026-03-02T09:00:00Z", json!([{"text": "Faktura tre"}])).await;
        let entries = async |path: String| -> Vec<(String, Vec<String>)> {
            let list = api.get(&path).await.expect(200).json();
            let row = |one: &Value| (one["id"].as_str().unwrap().to_owned(), one["matches"].as_array().unwrap().iter().map(|one| marked(&one["excerpt"])).collect());
            list["items"].as_array().unwrap().iter().map(row).collect()
        };
        let of = |customer: &str, query: &str| format!("/api/v1/customers/{customer}/history?q={query}");
        let [both, third] = [vec!["[Faktura] två".to_owned(), "[Faktura] ett".to_owned()], vec!["[Faktura] tre".to_owned()]];
        assert_eq!(entries(of(&anna, "faktura")).await, [(one.clone(), both.clone())]);
        assert_eq!(entries(of(&bo, "faktura")).await, [(other.clone(), third.clone())]);
        assert_eq!(entries(of(&anna, "faktura&channel=chat")).await, []);
        assert_eq!(entries(of(&anna, "faktura&channel=email")).await.len(), 1);
        assert_eq!(entries(of(&firm, "faktura")).await, []);
        assert_eq!(entries(of(&firm, "faktura&scope=company")).await, [(one.clone(), both.clone())]);
        // In one text or in several, the one that holds most first; what must not be there is in none of them.
        assert_eq!(entries(of(&anna, "annat+faktura")).await, [(one.clone(), vec!["[Annat]".to_owned(), both[0].clone(), both[1].clone()])]);
        assert_eq!(entries(of(&anna, "ett+faktura")).await[0].1[0], "[Faktura] [ett]");
        assert_eq!(entries(of(&anna, "faktura+-annat")).await, []);
        assert_eq!(entries(of(&anna, "annat+-%22faktura+ett%22")).await, []);
        assert_eq!(entries(of(&anna, "annat+-%22faktura+tre%22")).await.len(), 1);
        // Without words there is nothing to tell of.
        let plain = api.get(&format!("/api/v1/customers/{anna}/history")).await.json();
        assert_eq!(plain["items"][0].get("matches"), None);
        // Moved, with what is written meanwhile; a topic that changes.
        api.post(&format!("/api/v1/interactions/{one}/comments"), json!({"text": "Fakturan är betald"})).await.expect(201);
        api.put(&format!("/api/v1/interactions/{one}/customer"), json!({"customer_id": bo})).await.expect(200);
        assert_eq!(entries(of(&anna, "faktura")).await, []);
        let listed = entries(of(&bo, "faktura")).await;
        assert_eq!(listed.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), [other.as_str(), one.as_str()]);
        assert_eq!(listed[1].1, ["[Fakturan] är betald", "[Faktura] två", "[Faktura] ett"]);
        api.patch(&format!("/api/v1/interactions/{one}"), json!({"topic": "Reklamation"})).await.expect(200);
        assert_eq!(entries(of(&bo, "reklam")).await.len(), 1);
        api.patch(&format!("/api/v1/interactions/{one}"), json!({"topic": "Annat"})).await.expect(200);
        assert_eq!(entries(of(&bo, "reklam")).await, []);
        // By key, each entry once, in the order of the history.
        let first = api.get(&of(&bo, "faktura&limit=1")).await.json();
        assert_eq!(first["items"][0]["id"], json!(other));
        let rest = format!("faktura&limit=1&after={}", first["next"].as_str().unwrap());
        let rest = api.get(&of(&bo, &rest)).await.json();
        assert_eq!((rest["items"][0]["id"].clone(), rest["next"].clone()), (json!(one), Value::Null));
        // Nobody's again, and still found among all.
        api.delete(&format!("/api/v1/customers/{bo}")).await.expect(204);
        let list = api.get("/api/v1/messages?q=faktura").await.json();
        assert_eq!(list["items"].as_array().unwrap().iter().filter(|one| one["customer"].is_null()).count(), 4);
    }
}

both_databases! {
    async fn a_frequent_word_pages_through_all_texts_once(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = api.post("/api/v1/customers", json!({"name": "Anna"})).await.expect(201).id();
        for n in 0..6 {
            // Of one millisecond, and of a date without a time.
            let texts: Vec<Value> = (0..60).map(|m| json!({"text": format!("ja nummer {n} {m}"), "at": "2026-03-01T00:00:00Z"})).collect();
            email(&api, Some(&customer), "2026-03-01T00:00:00Z", json!(texts)).await;
        }
        for (path, limit, wanted) in [
            ("/api/v1/messages?q=ja".to_owned(), 37, 360), ("/api/v1/messages?q=ja".to_owned(), 200, 360),
            // A phrase that the index does not know.
            ("/api/v1/messages?q=%22nummer+3%22".to_owned(), 7, 60),
            (format!("/api/v1/customers/{customer}/history?q=nummer"), 4, 6),
        ] {
            let (mut seen, mut after) = (Vec::new(), String::new());
            loop {
                let part = api.get(&format!("{path}&limit={limit}{after}")).await.expect(200).json();
                seen.extend(part["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
                match part["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
            let all = seen.len();
            seen.sort();
            seen.dedup();
            assert_eq!((all, seen.len()), (wanted, wanted), "{path}");
        }
    }
}

both_databases! {
    async fn any_number_of_texts_is_of_one_moment(app: &TestApp) {
        let customer = app.api(Role::Agent).await.post("/api/v1/customers", json!({"name": "Anna"})).await.expect(201).id();
        let customer = Some(CustomerId(customer.parse().unwrap()));
        // The end of their ids is what tells texts of a millisecond apart: all the same, and the last there is.
        let text = |n: u128| Text {
            kind: texts::Kind::Note, id: Uuid::from_u128((n << 20) | 0xf_ffff), interaction: None, customer, channel: None,
            at: Time::parse("2026-03-01T00:00:00Z").unwrap(), content: "ja".to_owned(),
        };
        for part in 0..3 {
            let some: Vec<Text> = (0..700).map(|n| text(part * 700 + n + 1)).collect();
            app.app.write(move |tx| Ok(texts::store::insert(tx, &some)?)).await.unwrap();
        }
        let count = app.app.read(|tx| Ok(tx.get::<i64>("SELECT COUNT(*) FROM texts", &[], |row| row.get(0))?)).await.unwrap();
        assert_eq!(count, 2100);
    }
}

/// What people and programs type that means something to a database.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        "\\PC{0,8}",
        prop::sample::select(vec![
            "\"",
            "'",
            "“",
            "-",
            "*",
            "(",
            ")",
            "NEAR(",
            "NEAR/2",
            " AND ",
            " OR ",
            " NOT ",
            ":",
            "words:",
            "{words}:",
            "^",
            "+",
            "\\",
            "!",
            "&",
            "|",
            "<->",
            ":*",
            "#",
            "#call",
            "\u{0}",
            "\u{1f}",
            "\u{202e}",
            "👩‍👩‍👧",
            "ß",
            "İ",
            "ﷺ",
            "漢字",
            "กขค",
            "a\u{301}",
            "\t",
            "'; DROP TABLE texts; --",
            "%",
            "_",
            "~",
            "faktura",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

both_databases! {
    async fn whatever_is_typed_is_answered(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = api.post("/api/v1/customers", json!({"name": "Anna"})).await.expect(201).id();
        email(&api, Some(&customer), "2026-03-01T09:00:00Z", json!([{"text": "Faktura '; DROP TABLE texts; -- \u{202e} NEAR( a* \" 漢字 ﷺ"}])).await;
        let mut asked: Vec<String> = ["a".repeat(10_000), "\"".repeat(10_000), "a b ".repeat(2_500), "-a ".repeat(3_000), "(".repeat(10_000), "\"a b\" ".repeat(2_000), "ﷺ".repeat(10_000)].into();
        let mut runner = TestRunner::deterministic();
        asked.extend((0..1_500).map(|_| hostile().new_tree(&mut runner).unwrap().current()));
        let id: CustomerId = customer.parse().unwrap();
        app.app
            .read(move |tx| {
                for words in asked {
                    let history = history::Filter { customer: id, scope: Scope::Company, only: history::Only::default(), words: Some(words.clone()) };
                    history::list(tx, &history, &Page::first(10)).unwrap_or_else(|error| panic!("{words:?}: {error}"));
                    finding::everywhere(tx, &Filter { words: words.clone(), ..Filter::default() }, &Page::first(10)).unwrap_or_else(|error| panic!("{words:?}: {error}"));
                }
                Ok(())
            })
            .await
            .unwrap();
        for asked in ["drop table", "near( a*", "'", "漢字", "ﷺ", "faktura -#email"] {
            let status = api.get(&format!("/api/v1/messages?q={}", encoded(asked))).await.status.as_u16();
            assert_eq!(status, 200, "{asked}");
        }
        assert_eq!(found(&api, "q=drop+table").await.len(), 1);
        assert_eq!(found(&api, &format!("q={}", encoded("漢"))).await.len(), 1);
    }
}

/// Every row of the index, with what the words lead to.
async fn rows(app: &TestApp) -> Vec<String> {
    let texts = app.app.read(|tx| {
        let texts = tx.query("SELECT id, kind, interaction_id, customer_id, channel, at FROM texts ORDER BY id", &[], |row| {
            let [id, interaction] = [row.get::<uuid::Uuid>(0)?, row.get(2)?];
            Ok((id, format!("{} {interaction} {:?} {} {}", row.text(1)?, row.get::<Option<uuid::Uuid>>(3)?, row.text(4)?, row.get::<i64>(5)?)))
        })?;
        // All words that any text here may have.
        let words = ["ett", "tva", "tre", "fyra", "#email", "amne", "kommentar"];
        let words = words.into_iter().map(str::to_owned).chain(tx.query("SELECT id FROM customers", &[], |row| Ok(index::of_customer(CustomerId(row.get(0)?))))?);
        let mut held: std::collections::BTreeMap<uuid::Uuid, Vec<String>> = std::collections::BTreeMap::new();
        for word in words {
            let (sql, asked) = match tx.dialect() {
                db::Dialect::Sqlite => ("SELECT t.id FROM texts_words x JOIN texts t ON t.place = x.rowid WHERE x.texts_words MATCH $1", format!("\"{word}\"")),
                db::Dialect::Postgres => ("SELECT id FROM texts WHERE words @@ CAST(CAST($1 AS TEXT) AS TSQUERY)", format!("'{word}'")),
            };
            for id in tx.query(sql, &db::params![asked], |row| row.get(0))? {
                held.entry(id).or_default().push(word.clone());
            }
        }
        Ok(texts.into_iter().map(|(id, text)| format!("{id} {text} {:?}", held.get(&id))).collect())
    });
    texts.await.unwrap()
}

both_databases! {
    async fn the_index_is_the_one_made_anew(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let mut customers = Vec::new();
        for n in 0..4 {
            customers.push(api.post("/api/v1/customers", json!({"name": format!("Kund {n}")})).await.expect(201).id());
        }
        let mut random = fastrand::Rng::with_seed(20_260_301);
        let mut interactions: Vec<String> = Vec::new();
        let word = |random: &mut fastrand::Rng| ["Ett", "två", "Tre.", "fyra"][random.usize(..4)];
        for n in 0..80 {
            let text = format!("{} {} {n}", word(&mut random), word(&mut random));
            let which = random.usize(..interactions.len().max(1));
            let one = interactions.get(which).cloned().unwrap_or_default();
            match random.usize(..9) {
                _ if n < 6 => interactions.push(email(&api, None, "2026-03-01T09:00:00Z", json!([{"text": text}])).await),
                0 | 1 => drop(api.post(&format!("/api/v1/interactions/{one}/messages"), json!({"subject": text})).await.expect(201)),
                2 => drop(api.post(&format!("/api/v1/interactions/{one}/comments"), json!({"text": format!("kommentar {text}")})).await.expect(201)),
                3 | 4 => drop(api.patch(&format!("/api/v1/interactions/{one}"), json!({"topic": format!("Ämne {text}"), "started_at": format!("2026-03-{:02}T09:00:00Z", 1 + random.u8(..28))})).await.expect(200)),
                5 => drop(api.patch(&format!("/api/v1/interactions/{one}"), json!({"topic": null})).await.expect(200)),
                6 if customers.len() > 1 && n % 3 == 0 => {
                    let gone = customers.swap_remove(random.usize(..customers.len()));
                    api.delete(&format!("/api/v1/customers/{gone}")).await.expect(204);
                }
                _ => {
                    let whose = json!({"customer_id": customers[random.usize(..customers.len())]});
                    api.put(&format!("/api/v1/interactions/{one}/customer"), whose).await.expect(200);
                }
            }
        }
        let kept = rows(app).await;
        assert!(kept.len() > 20, "{kept:#?}");
        // Made anew from the beginning, and from where it was interrupted.
        let last: uuid::Uuid = interactions[2].parse().unwrap();
        for (version, done_to) in [(0, None), (index::INDEX.rules, Some(last))] {
            app.app.write(move |tx| Ok(index::INDEX.set(tx, version, done_to)?)).await.unwrap();
            let mut count = 0;
            index::renew(&app.app.db, |more| count += more).await.unwrap();
            assert!(count > 0);
            assert_eq!(rows(app).await, kept, "{version}");
        }
        index::renew(&app.app.db, |_| panic!("it is made already")).await.unwrap();
        // A text that is gone is nowhere.
        app.app.write(|tx| Ok(tx.exec("DELETE FROM texts", &[])?)).await.unwrap();
        assert_eq!(found(&api, "q=ett").await, Vec::<String>::new());
    }
}

both_databases! {
    async fn the_pages_mark_what_was_found(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = api.post("/api/v1/customers", json!({"name": "Anna <b>"})).await.expect(201).id();
        let one = email(&api, Some(&customer), "2026-03-01T09:00:00Z", json!([{"text": "Fakturan & <b>mer</b>"}])).await;
        email(&api, None, "2026-03-02T09:00:00Z", json!([{"text": "Fakturan igen"}])).await;
        let browser = app.browser("anna", Role::Agent).await;
        let card = browser.get(&format!("/customers/{customer}?q=faktura")).await.expect(200).text;
        assert!(card.contains("<mark>Fakturan</mark> &amp; &lt;b&gt;mer"), "{card}");
        assert!(card.contains(&format!("href=\"/customers/{customer}?channel=email&amp;q=faktura\"")));
        let nothing = browser.get(&format!("/customers/{customer}?q=finnsinte")).await.expect(200).text;
        assert!(!nothing.contains("<mark>"));
        let page = browser.get("/messages?q=faktura").await.expect(200).text;
        assert!(page.contains(&format!("href=\"/interactions/{one}?q=faktura\"")) && page.matches("<mark>").count() == 2, "{page}");
        for path in ["/messages", "/messages?q=finnsinte", "/messages?q=%22&channel=call", "/palette?q=faktura"] {
            browser.get(path).await;
        }
        // While one types: the rows, and the tabs that lead on with the words.
        let typing = browser.with_header("hx-request", "true").with_header("hx-target", "feed");
        let part = typing.get(&format!("/customers/{customer}/history?interaction={one}&q=faktura")).await.expect(200).text;
        assert!(part.starts_with("<div id=\"feed\"") && part.contains("hx-swap-oob"), "{part}");
        assert!(part.contains(&format!("href=\"/interactions/{one}?channel=email&amp;q=faktura\"")), "{part}");
        let part = typing.with_header("hx-target", "found").get("/messages?q=igen").await.expect(200).text;
        assert!(part.starts_with("<div id=\"found\"") && part.contains("<mark>igen</mark>"), "{part}");
    }
}
