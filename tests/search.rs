//! Search as you type: everybody is found by whatever stands on their card, begun, in any order, and misspelt.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use visavi::customers::finding::{self, Filter};
use visavi::demo::dice::Dice;
use visavi::fields::Definitions;
use visavi::http::paging::Page;
use visavi::id::CustomerId;
use visavi::search::index;
use visavi::search::terms::terms;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn names(found: &Value) -> Vec<&str> {
    found["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

both_databases! {
    async fn anybody_is_found_by_what_stands_on_their_card(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Norrvik Åkeri AB", "tags": ["transport"]})).await.expect(201).id();
        for customer in [
            json!({"given_name": "Łukasz", "family_name": "Żbik", "company_id": company, "ref": "N-100384"}),
            json!({"given_name": "Anna", "family_name": "Kowalska", "phones": [{"value": "070-174 06 05"}], "tags": ["Återkommande"]}),
            json!({"given_name": "Anna", "family_name": "Kowal", "emails": [{"value": "biuro@modrzew.example"}]}),
            json!({"given_name": "Jürgen", "family_name": "Müller", "phones": [{"value": "+49 30 23125 008"}], "handles": [{"value": "@juergen_m"}]}),
            json!({"given_name": "Conor", "family_name": "O'Brien"}),
            json!({"name": "Karolina Maria Wierzbicka-Nowak"}),
        ] {
            api.post("/api/v1/customers", customer).await.expect(201);
        }
        for (asked, wanted) in [
            // As typed, begun, in any order, with and without accents.
            ("żbik", "Łukasz Żbik"), ("Lukasz", "Łukasz Żbik"), ("zb luk", "Łukasz Żbik"), ("ŁUK", "Łukasz Żbik"),
            ("Mueller", "Jürgen Müller"), ("Muller", "Jürgen Müller"), ("jurgen", "Jürgen Müller"), ("juergen mü", "Jürgen Müller"),
            ("obrien", "Conor O'Brien"), ("o’bri", "Conor O'Brien"), ("nowak karolina", "Karolina Maria Wierzbicka-Nowak"),
            ("akeri", "Norrvik Åkeri AB"), ("aakeri norr", "Norrvik Åkeri AB"),
            // Initials, tags, references, companies.
            ("lz", "Łukasz Żbik"), ("kmw", "Karolina Maria Wierzbicka-Nowak"), ("a kowalsk", "Anna Kowalska"),
            ("aterkommande", "Anna Kowalska"), ("N-100384", "Łukasz Żbik"), ("1003", "Łukasz Żbik"), ("norrvik zbik", "Łukasz Żbik"),
            // Numbers in any spelling, begun, and their last digits.
            ("070-174 06 05", "Anna Kowalska"), ("+46 70 174", "Anna Kowalska"), ("004670174", "Anna Kowalska"), ("0605", "Anna Kowalska"),
            ("174 06 05", "Anna Kowalska"), ("anna 605", "Anna Kowalska"), ("+4930231", "Jürgen Müller"), ("030 23125008", "Jürgen Müller"),
            // Addresses.
            ("biuro@modrzew.example", "Anna Kowal"), ("BIURO@MOD", "Anna Kowal"), ("@modrzew", "Anna Kowal"), ("modrzew", "Anna Kowal"), ("@juergen", "Jürgen Müller"),
            // Misspelt: one edit in words of four letters, two from eight.
            ("kowlaska", "Anna Kowalska"), ("Wirezbika", "Karolina Maria Wierzbicka-Nowak"), ("lukaz zbik", "Łukasz Żbik"),
            ("mullre", "Jürgen Müller"), ("jurgne muler", "Jürgen Müller"), ("norvik akerri", "Norrvik Åkeri AB"),
        ] {
            let found = api.get(&format!("/api/v1/customers?q={}", encoded(asked))).await.expect(200).json();
            assert_eq!(names(&found).first(), Some(&wanted), "{asked}: {:?}", names(&found));
        }
        for asked in ["xyz", "kowalska zbik", "0000", "ola", "@", "-", "anna 999", "a b c d e f g h i j"] {
            let found = api.get(&format!("/api/v1/customers?q={}", encoded(asked))).await.expect(200).json();
            assert_eq!(names(&found), Vec::<&str>::new(), "{asked}");
        }
        // The whole word before the one it begins, and both before what is only near.
        let found = api.get("/api/v1/customers?q=kowal").await.expect(200).json();
        assert_eq!(names(&found), ["Anna Kowal", "Anna Kowalska"]);
        let found = api.get("/api/v1/customers?q=anna&tag=%C3%A5terkommande").await.expect(200).json();
        assert_eq!(names(&found), ["Anna Kowalska"]);
        let found = api.get(&format!("/api/v1/customers?q=norrvik&company_id={company}")).await.expect(200).json();
        assert_eq!(names(&found), ["Łukasz Żbik"]);
        // A company with another name takes its people along.
        let renamed = format!("/api/v1/customers/{company}");
        api.patch(&renamed, json!({"name": "Södervik Frakt"})).await.expect(200);
        assert_eq!(names(&api.get("/api/v1/customers?q=frakt+zbik").await.json()), ["Łukasz Żbik"]);
        assert_eq!(names(&api.get("/api/v1/customers?q=akeri+zbik").await.json()), Vec::<&str>::new());
    }
}

both_databases! {
    async fn a_frequent_word_pages_through_everybody_once(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mut wanted = BTreeSet::new();
        for n in 0..260 {
            // Exact ones, begun ones, near ones, and such as are found by two words.
            let (given, family) = (["Anders", "Anderson", "Andres"][n % 3], ["Anders", "Berg"][n % 2]);
            wanted.insert(api.post("/api/v1/customers", json!({"given_name": given, "family_name": format!("{family} {n}")})).await.expect(201).id());
        }
        for limit in [200, 37] {
            let (mut seen, mut after, mut parts) = (Vec::new(), String::new(), 0);
            loop {
                let part = api.get(&format!("/api/v1/customers?q=anders&limit={limit}{after}")).await.expect(200).json();
                seen.extend(part["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
                parts += 1;
                match part["next"].as_str() {
                    Some(next) => after = format!("&after={next}"),
                    None => break,
                }
            }
            assert!(parts >= 260 / limit, "{parts}");
            assert_eq!(seen.len(), wanted.len());
            assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), wanted);
        }
        // A cursor of another list, and a broken one.
        let other = api.get("/api/v1/customers?limit=1").await.json()["next"].as_str().unwrap().to_owned();
        assert_eq!(api.get(&format!("/api/v1/customers?q=anders&after={other}")).await.expect(422).fields(), ["after"]);
    }
}

/// Everybody who is found, in parts of `limit`, in their order.
async fn everybody(app: &TestApp, asked: &str, limit: i64) -> Vec<CustomerId> {
    let filter = Filter { words: Some(asked.to_owned()), ..Filter::default() };
    let (home, mut page, mut found) = (app.app.home, Page::first(limit), Vec::new());
    loop {
        let (filter, asked) = (filter.clone(), page.clone());
        let part = app.app.read(move |tx| finding::find(tx, home, &filter, &asked)).await.unwrap();
        assert!(part.items.len() <= usize::try_from(limit).unwrap());
        found.extend(part.items);
        match part.next {
            Some(next) => page = Page::read(Some(limit), Some(&next), limit, false).unwrap(),
            None => return found,
        }
    }
}

const NAMES: [&str; 8] = ["Anna", "Anne", "Annabel", "Berg", "Bergman", "Ana", "Hanna", "Bo"];

/// Somebody of few words, so that many words are the same, begin the same or are near.
fn somebody(dice: &mut Dice, company: &str) -> Value {
    let names: Vec<&str> = (0..dice.between(1, 4)).map(|_| *dice.pick(&NAMES)).collect();
    json!({
        "name": names.join(" "),
        "tags": dice.chance(30).then(|| [*dice.pick(&NAMES)]),
        "company_id": dice.chance(30).then_some(company),
        "handles": dice.chance(30).then(|| [json!({"value": format!("{}.{}", dice.pick(&NAMES), dice.pick(&NAMES))})]),
        "phones": dice.chance(50).then(|| [json!({"value": format!("070-174 06 {:02}", dice.below(4))})]),
    })
}

both_databases! {
    async fn everybody_whom_the_words_fit_is_found_once_and_before_those_whom_they_nearly_fit(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mut dice = Dice::new(11);
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Bergman Hanna Bo AB"})).await.expect(201).id();
        for _ in 0..70 {
            api.post("/api/v1/customers", somebody(&mut dice, &company)).await.expect(201);
        }
        let customers = app.app.read(|tx| {
            let filter = Filter::default();
            finding::list(tx, "SE".parse().unwrap(), &filter, &Page::first(200)).map(|list| list.items)
        }).await.unwrap();
        for round in 0..120 {
            let words: Vec<String> = (0..dice.between(1, 3)).map(|_| match dice.below(12) {
                0 => "0600".to_owned(),
                1 => "605".to_owned(),
                2 => "ab".to_owned(),
                _ => {
                    let name = *dice.pick(&NAMES);
                    name.chars().take(dice.below(name.len()) + 1).collect()
                }
            }).collect();
            let asked = words.join(" ");
            let terms = terms(&asked, "SE".parse().unwrap());
            let wanted: BTreeSet<CustomerId> = customers.iter().filter(|customer| {
                let words = finding::words_of(&Definitions::default(), customer);
                terms.iter().all(|term| words.iter().any(|(_, word)| term.holds(word)))
            }).map(|customer| customer.id).collect();
            let all = everybody(app, &asked, 200).await;
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{asked}: doubles");
            let first: BTreeSet<CustomerId> = all.iter().take(wanted.len()).copied().collect();
            assert_eq!(first, wanted, "{asked}");
            let limit = [1, 2, 7][round % 3];
            assert_eq!(everybody(app, &asked, limit).await, all, "{asked} by {limit}");
        }
    }
}

/// Every row of the index.
async fn rows(app: &TestApp) -> (Vec<String>, Vec<String>, Vec<String>) {
    let all = app.app.read(|tx| {
        let pair = |row: &db::Row<'_>| Ok(format!("{} {}", row.get::<String>(0)?, row.get::<String>(1)?));
        let words = tx.query(
            "SELECT word, rest, customer_id FROM search_words ORDER BY word, rest, customer_id",
            &[],
            |row| {
                Ok(format!(
                    "{} {} {}",
                    row.get::<String>(0)?,
                    row.get::<String>(1)?,
                    row.get::<uuid::Uuid>(2)?
                ))
            },
        )?;
        let deletions = tx.query("SELECT rest, word FROM search_deletions ORDER BY rest, word", &[], pair)?;
        let customers =
            tx.query("SELECT words, customer_id FROM search_customers ORDER BY customer_id", &[], |row| {
                Ok(format!("{} {}", row.get::<String>(0)?, row.get::<uuid::Uuid>(1)?))
            })?;
        Ok((words, deletions, customers))
    });
    all.await.unwrap()
}

both_databases! {
    async fn the_index_follows_every_write_and_can_be_made_anew(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let mut ids = Vec::new();
        for n in 0..20 {
            let made = api.post("/api/v1/customers", json!({"given_name": format!("Given{}", n % 4), "family_name": "Andersson", "tags": ["regular"], "phones": [{"value": format!("070-174 06 {n:02}")}]})).await.expect(201);
            ids.push(made.id());
        }
        api.patch(&format!("/api/v1/customers/{}", ids[0]), json!({"family_name": "Wierzbicka", "tags": null, "phones": null})).await.expect(200);
        for id in &ids[1..8] {
            api.with_header("if-match", "\"v1\"").delete(&format!("/api/v1/customers/{id}")).await.expect(204);
        }
        let kept = rows(app).await;
        assert!(kept.0.iter().any(|row| row.starts_with("nwierzbicka ")));
        app.app.write(|tx| Ok(index::INDEX.set(tx, 0, None)?)).await.unwrap();
        let mut count = 0;
        finding::renew_index(&app.app.db, finding::CHUNK, |more| count += more).await.unwrap();
        assert_eq!(count, 13);
        assert_eq!(rows(app).await, kept);
        // Of whom nobody is left, no word is left.
        for (n, id) in ids.iter().enumerate().filter(|(n, _)| !(1..8).contains(n)) {
            let version = if n == 0 { "\"v2\"" } else { "\"v1\"" };
            api.with_header("if-match", version).delete(&format!("/api/v1/customers/{id}")).await.expect(204);
        }
        assert_eq!(rows(app).await, (Vec::new(), Vec::new(), Vec::new()));
    }
}

both_databases! {
    async fn the_index_after_any_writes_is_the_same_as_one_made_anew(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let mut dice = Dice::new(5);
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Bergman Bo AB"})).await.expect(201).id();
        let mut ids = Vec::new();
        for _ in 0..60 {
            match dice.below(6) {
                0 if !ids.is_empty() => {
                    let id: String = ids.swap_remove(dice.below(ids.len()));
                    api.delete(&format!("/api/v1/customers/{id}")).await.expect(204);
                }
                1 | 2 if !ids.is_empty() => {
                    let id = dice.pick(&ids).clone();
                    api.patch(&format!("/api/v1/customers/{id}"), somebody(&mut dice, &company)).await.expect(200);
                }
                3 => {
                    let name = format!("{} {} AB", dice.pick(&NAMES), dice.pick(&NAMES));
                    api.patch(&format!("/api/v1/customers/{company}"), json!({"name": name})).await.expect(200);
                }
                _ => ids.push(api.post("/api/v1/customers", somebody(&mut dice, &company)).await.expect(201).id()),
            }
        }
        let kept = rows(app).await;
        app.app.write(|tx| Ok(index::INDEX.set(tx, 0, None)?)).await.unwrap();
        finding::renew_index(&app.app.db, finding::CHUNK, |_| ()).await.unwrap();
        assert_eq!(rows(app).await, kept);
    }
}

both_databases! {
    async fn no_text_is_an_error(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mut dice = Dice::new(3);
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Bergman AB"})).await.expect(201).id();
        for _ in 0..20 {
            api.post("/api/v1/customers", somebody(&mut dice, &company)).await.expect(201);
        }
        let letters: Vec<char> = "aabbeghlmnno  0170246+-@@.'\"%_*()\\=~!\u{1f}\u{1}\u{10ffff}\u{202e}ßĞİłÅ漢\u{301}".chars().collect();
        // As many as somebody has time for.
        let many = std::env::var("VISAVI_RANDOM").map_or(3_000_usize, |many| many.parse().expect("VISAVI_RANDOM: a number"));
        let home = app.app.home;
        for _ in 0..many.div_ceil(100) {
            let texts: Vec<String> =
                (0..100).map(|_| (0..dice.between(1, 14)).map(|_| *dice.pick(&letters)).collect()).collect();
            app.app.read(move |tx| {
                for words in texts {
                    let filter = Filter { words: Some(words), ..Filter::default() };
                    finding::list(tx, home, &filter, &Page::first(5))?;
                }
                Ok(())
            }).await.unwrap();
        }
    }
}

both_databases! {
    async fn whatever_is_typed_is_answered(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        api.post("/api/v1/customers", json!({"name": "'; DROP TABLE customers; -- \u{202e}%_*?\"", "emails": [{"value": "a@b.example"}]})).await.expect(201);
        for asked in ["'", "\"", "%", "_", "*", "(", ")", "\\", "a*", "NEAR(", "AND", "-a", "@", "@@", "a@", "++", "~", "+", "00", "0", "０７０", "\u{10ffff}", "\u{1f}", "\u{202e}", "👩‍👩‍👧", "ـ", "ß", "İ", "ŉ", "ﬁ", "กขค", "漢字", "\t", &"a".repeat(200), &"1".repeat(200), &"aé ".repeat(60)] {
            let answer = api.get(&format!("/api/v1/customers?q={}", encoded(asked))).await;
            assert!([200, 422].contains(&answer.status.as_u16()), "{asked:?}: {}", answer.status);
        }
        assert_eq!(names(&api.get("/api/v1/customers?q=drop+table").await.json()).len(), 1);
    }
}
