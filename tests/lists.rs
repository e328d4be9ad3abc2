//! Lists of customers: what a filter asks holds for everybody who is listed, nobody is lost or doubled, and a list that
//! was kept under a name is there for those whom it is for.

use std::collections::BTreeSet;

use db::{Stmt, params};
use serde_json::{Value, json};
use visavi::agents::Agent;
use visavi::clock::Time;
use visavi::customers::asked::Asked;
use visavi::customers::{finding, own_fields};
use visavi::demo::dice::Dice;
use visavi::http::paging::Page;
use visavi::id::{CustomerId, ListId};
use visavi::lists::{self, ListInput};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// Keeps a list for somebody, for themselves alone.
pub async fn list(app: &TestApp, agent: &Agent) -> ListId {
    let (author, agent) = (app.system(), agent.clone());
    let input = ListInput { name: "Mine".into(), shared: false, query: "vip=true".into() };
    app.app.write(move |tx| Ok(lists::create(tx, &author, &agent, &input)?.id)).await.unwrap()
}

async fn names(api: &Client, query: &str) -> Vec<String> {
    let found = api.get(&format!("/api/v1/customers?{query}")).await.expect(200).json();
    assert_eq!(found["next"], Value::Null, "{query}");
    found["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

both_databases! {
    async fn a_filter_finds_those_who_fit(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        app.person("anna", Role::Agent).await;
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Norrvik", "vip": true})).await.expect(201).id();
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "company_id": company, "owner": "anna", "tags": ["Press"], "vip": true,
            "fields": {"colour": "Blå", "sizes": ["M", "L"], "newsletter": true, "points": 12, "note": "x".repeat(500)}})).await.expect(201).id();
        let bo = api.post("/api/v1/customers", json!({"name": "Bo", "fields": {"colour": "blå:grå"}})).await.expect(201).id();
        // The clock of the tests stands on 19 November 2026.
        for (customer, channel, at) in [(&ida, "call", "2026-11-18T10:00:00Z"), (&ida, "chat", "2026-03-01T10:00:00Z"), (&bo, "email", "2026-08-15T22:30:00Z")] {
            let one = api.post("/api/v1/interactions", json!({"channel": channel, "from": "anonymous", "state": "closed", "started_at": at})).await.expect(201).id();
            api.put(&format!("/api/v1/interactions/{one}/customer"), json!({"customer_id": customer})).await.expect(200);
        }
        for (query, wanted) in [
            ("owner=anna", &["Ida"][..]), ("owner=ANNA", &["Ida"]), ("owner=none", &["Bo", "Norrvik"]), ("owner=nobody", &[]),
            ("vip=true", &["Ida", "Norrvik"]), ("vip=false", &["Bo"]), ("kind=person", &["Bo", "Ida"]), ("kind=company", &["Norrvik"]),
            ("tag=press", &["Ida"]), ("channel=call", &["Ida"]), ("channel=email", &["Bo"]), ("channel=social", &[]),
            ("contact_after=2026-11-18", &["Ida"]), ("contact_after=2026-11-19", &[]), ("contact_after=7", &["Ida"]), ("contact_after=365", &["Bo", "Ida"]),
            ("contact_before=30", &["Bo"]), ("contact_before=2026-08-15", &[]), ("contact_before=0", &["Bo", "Ida"]), ("contact_before=never", &["Norrvik"]),
            ("contact_after=200&contact_before=30", &["Bo"]),
            ("field=colour:bl%C3%A5", &["Ida"]), ("field=colour:BL%C3%85:gr%C3%A5", &["Bo"]), ("field=sizes:m", &["Ida"]), ("field=newsletter:true", &["Ida"]),
            ("field=points:12", &["Ida"]), ("field=points:1", &[]), ("field=sizes:l&field=points:12", &["Ida"]), ("field=sizes:l&field=points:13", &[]),
            ("q=ida&vip=true&kind=person&owner=anna&tag=press&channel=chat&contact_after=7&field=sizes:m", &["Ida"]), ("q=ida&vip=false", &[]),
            ("q=i&owner=none", &[]), ("q=bo&contact_before=never", &[]), ("tag=&owner=&field=&q=b", &["Bo"]),
        ] {
            assert_eq!(names(&api, query).await, wanted, "{query}");
        }
        assert_eq!(names(&api, &format!("company_id={company}&vip=true")).await, ["Ida"]);
        // A field follows its customer.
        api.patch(&format!("/api/v1/customers/{ida}"), json!({"fields": {"colour": "röd"}})).await.expect(200);
        assert_eq!(names(&api, "field=colour:r%C3%B6d").await, ["Ida"]);
        assert_eq!(names(&api, "field=colour:bl%C3%A5").await, Vec::<String>::new());
        api.delete(&format!("/api/v1/customers/{bo}")).await.expect(204);
        assert_eq!(names(&api, "field=colour:bl%C3%A5%3Agr%C3%A5").await, Vec::<String>::new());
    }
}

both_databases! {
    async fn a_wrong_filter_is_named(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("root", Role::Administrator).await);
        let (long, many) = (format!("q={}", "x".repeat(201)), vec!["field=a:b"; 50].join("&"));
        let value = format!("field=a:{}", "x".repeat(201));
        for (query, field) in [
            ("channel=fax", "channel"), ("kind=robot", "kind"), ("vip=1", "vip"), ("company_id=x", "company_id"), ("owner=%07", "owner"),
            ("contact_after=yesterday", "contact_after"), ("contact_before=2026-02-30", "contact_before"), ("contact_after=never", "contact_after"),
            ("contact_before=-1", "contact_before"), ("contact_after=99999", "contact_after"), ("field=a", "field"), ("field=:b", "field"),
            ("field=a:b&field=c", "field[1]"), ("nonsense=1", "nonsense"), ("tag=a&tag=b", "tag"), (&long, "q"), (&many, "field"), (&value, "field"),
        ] {
            assert_eq!(api.get(&format!("/api/v1/customers?{query}")).await.expect(422).fields(), [field], "{query:.60}");
            browser.get(&format!("/exports/file?format=csv&{query}")).await.expect(422);
            if field != "nonsense" {
                browser.get(&format!("/customers?{query}")).await.expect(422);
            }
        }
    }
}

both_databases! {
    async fn whatever_is_asked_nobody_is_lost_or_doubled(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        app.person("anna", Role::Agent).await;
        let mut dice = Dice::new(7);
        let mut ids = Vec::new();
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Zeta"})).await.expect(201).id();
        for number in 0..90 {
            let mut one = json!({"name": format!("{} {number:02}", ["Ada", "Ida", "Åsa"][dice.below(3)]), "vip": dice.below(4) == 0});
            if dice.below(5) == 0 { one["kind"] = "company".into(); } else if dice.below(3) == 0 { one["company_id"] = company.clone().into(); }
            if dice.below(3) == 0 { one["owner"] = "anna".into(); }
            if dice.below(2) == 0 { one["tags"] = json!(["t"]); }
            if dice.below(2) == 0 { one["fields"] = json!({"f": *dice.pick(&["a", "b"])}); }
            let id = api.post("/api/v1/customers", one).await.expect(201).id();
            for _ in 0..dice.below(3) {
                let (channel, day) = (["call", "chat"][dice.below(2)], 1 + dice.below(20));
                let told = json!({"channel": channel, "from": "anonymous", "state": "closed", "started_at": format!("2026-11-{day:02}T12:00:00Z")});
                let contact = api.post("/api/v1/interactions", told).await.expect(201).id();
                api.put(&format!("/api/v1/interactions/{contact}/customer"), json!({"customer_id": id})).await.expect(200);
            }
            ids.push(id);
        }
        ids.push(company.clone());
        // Everybody with the days of their contacts, as they are.
        let mut everybody = Vec::new();
        for id in &ids {
            let customer = api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json();
            let history = api.get(&format!("/api/v1/customers/{id}/history?scope=own")).await.expect(200).json();
            let contacts: Vec<(String, String)> = history["items"].as_array().unwrap().iter().map(|one| (one["channel"].as_str().unwrap().to_owned(), one["at"].as_str().unwrap()[..10].to_owned())).collect();
            everybody.push((id.clone(), customer, contacts));
        }
        for round in 0..60 {
            let mut query = Vec::new();
            for member in ["q=a", "vip=true", "vip=false", "kind=person", "kind=company", "owner=anna", "owner=none", "tag=t", "field=f:a", "channel=chat",
                "contact_after=2026-11-10", "contact_before=2026-11-12", "contact_before=never", "company_id=C"] {
                let name = member.split('=').next().unwrap();
                if dice.below(5) == 0 && !query.iter().any(|one: &String| one.starts_with(name)) {
                    query.push(member.replace('C', &company));
                }
            }
            let has = |member: &str| query.iter().any(|one| one == member);
            let fits = |(_, one, contacts): &&(String, Value, Vec<(String, String)>)| {
                let last = contacts.iter().map(|(_, day)| day.as_str()).max();
                let is = |name: &str, value: Value| one[name] == value;
                (!has("q=a") || !one["name"].as_str().unwrap().starts_with(['I', 'Z']))
                    && (!has("vip=true") || is("vip", true.into())) && (!has("vip=false") || is("vip", false.into()))
                    && (!has("kind=person") || is("kind", "person".into())) && (!has("kind=company") || is("kind", "company".into()))
                    && (!has("owner=anna") || is("owner", "anna".into())) && (!has("owner=none") || is("owner", Value::Null))
                    && (!has("tag=t") || is("tags", json!(["t"]))) && (!has("field=f:a") || one["fields"]["f"] == "a")
                    && (!has("channel=chat") || contacts.iter().any(|(channel, _)| channel == "chat"))
                    && (!has("contact_after=2026-11-10") || last.is_some_and(|day| day >= "2026-11-10"))
                    && (!has("contact_before=2026-11-12") || last.is_some_and(|day| day < "2026-11-12"))
                    && (!has("contact_before=never") || last.is_none())
                    && (!query.iter().any(|one| one.starts_with("company_id")) || is("company_id", company.clone().into()))
            };
            let wanted: BTreeSet<&str> = everybody.iter().filter(fits).map(|(id, ..)| id.as_str()).collect();
            let (query, limit) = (query.join("&"), 1 + dice.below(12));
            let (mut found, mut after) = (Vec::new(), String::new());
            loop {
                let part = api.get(&format!("/api/v1/customers?{query}&limit={limit}{after}").replace("?&", "?")).await.expect(200).json();
                found.extend(part["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
                let Some(next) = part["next"].as_str() else { break };
                after = format!("&after={next}");
            }
            let known: BTreeSet<&str> = found.iter().map(String::as_str).collect();
            assert_eq!(known.len(), found.len(), "{round} {query}: somebody twice");
            assert_eq!(known, wanted, "{round} {query}");
        }
    }
}

both_databases! {
    async fn a_rare_one_among_many_is_found_by_bounded_parts(app: &TestApp) {
        let home = app.app.home;
        // Plain rows: what is looked at is the way through them. Some at a time: on PostgreSQL a long transaction
        // would hold back the streams of other tests.
        for chunk in 0..50 {
            app.app
                .write(move |tx| {
                    let mut statements = Vec::new();
                    for number in chunk * 500..(chunk + 1) * 500 {
                        let id = CustomerId::new(Time::from_micros(1_790_000_000_000_000 + number));
                        let name = format!("n{number:06}");
                        statements.push(Stmt::exec(
                            "INSERT INTO customers (id, kind, name, name_fold, vip, version, created_at, updated_at) VALUES ($1, 'person', $2, $2, FALSE, 1, 0, 0)",
                            params![id, name.as_str()],
                        ));
                        statements.push(Stmt::exec("INSERT INTO customer_tags (customer_id, tag_fold, tag, position) VALUES ($1, 't', 't', 0)", params![id]));
                    }
                    tx.batch(&mut statements)?;
                    if chunk == 49 {
                        tx.exec("INSERT INTO history_counts (customer_id, channel, count) SELECT id, 'chat', 1 FROM customers WHERE name = 'n024999'", &[])?;
                    }
                    Ok(())
                })
                .await
                .unwrap();
        }
        let asked = Asked { tag: Some("t".into()), channel: Some("chat".into()), ..Asked::default() };
        let filter = asked.filter(Time::from_micros(0), &jiff::tz::TimeZone::UTC).unwrap();
        let (mut page, mut parts, mut found) = (Page::first(50), 0, Vec::new());
        loop {
            let (filter, at) = (filter.clone(), page.clone());
            let part = app.app.read(move |tx| finding::find(tx, home, &filter, &at)).await.unwrap();
            found.extend(part.items);
            parts += 1;
            let Some(next) = part.next else { break };
            page = Page::read(Some(50), Some(&next), 50, false).unwrap();
        }
        assert_eq!((parts, found.len()), (2, 1));
        let browser = app.browser("anna", Role::Agent).await;
        let first = browser.get("/customers?tag=t&channel=chat").await.expect(200);
        assert!(first.text.contains("Nobody so far") && first.text.contains("Look further"), "{}", first.text);
    }
}

both_databases! {
    async fn fields_of_before_are_found_after_an_update(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for number in 0..3 {
            api.post("/api/v1/customers", json!({"name": format!("N{number}"), "fields": {"f": "Old"}})).await.expect(201);
        }
        let before = app.fingerprint().await;
        app.app.write(|tx| {
            tx.exec("DELETE FROM customer_fields", &[])?;
            tx.exec("UPDATE customer_fields_rules SET version = 0, done_to = NULL", &[])?;
            Ok(())
        }).await.unwrap();
        assert!(names(&api, "field=f:old").await.is_empty());
        own_fields::renew(&app.app.db, own_fields::CHUNK).await.unwrap();
        own_fields::renew(&app.app.db, own_fields::CHUNK).await.unwrap();
        assert_eq!(names(&api, "field=f:old").await, ["N0", "N1", "N2"]);
        let but = |rows: Vec<(String, Vec<String>)>| rows.into_iter().filter(|(table, _)| table != "customer_fields_rules").collect::<Vec<_>>();
        assert_eq!(but(app.fingerprint().await), but(before));
    }
}

both_databases! {
    async fn a_list_is_kept_opened_renamed_and_deleted(app: &TestApp) {
        let (anna, eva) = (app.browser("anna", Role::Agent).await, app.browser("eva", Role::Supervisor).await);
        app.api(Role::Agent).await.post("/api/v1/customers", json!({"name": "Ida", "tags": ["Press"]})).await.expect(201);
        let made = anna.form("/lists", &[("name", " Press people "), ("query", "tag=Press&vip=&q=")]).await.expect(303);
        let address = made.header("location");
        let id = address.split("list=").nth(1).unwrap().to_owned();
        assert_eq!(address, format!("/customers?tag=Press&list={id}"));
        let page = anna.get(&address).await.expect(200).text;
        assert!(page.contains("<h1>Press people</h1>") && page.contains("Ida") && page.contains("Tag: Press"), "{page}");
        assert_eq!(anna.get(&format!("/lists/{id}")).await.expect(303).header("location"), address);
        // Nobody else sees it.
        eva.get(&address).await.expect(404);
        eva.get(&format!("/lists/{id}")).await.expect(404);
        assert!(!eva.get("/customers").await.text.contains("Press people"));
        // Refused: without a name, twice the same one, shared by an agent, of another version, of nonsense.
        let refused = anna.form("/lists", &[("name", ""), ("query", "tag=Press")]).await.expect(422).text;
        assert!(refused.contains(r#"id="list-name-wrong""#), "{refused}");
        anna.form("/lists", &[("name", "x".repeat(101).as_str()), ("query", "tag=Press")]).await.expect(422);
        assert!(anna.form("/lists", &[("name", "PRESS people"), ("query", "vip=true")]).await.expect(409).text.contains("You have a list of this name"));
        anna.form("/lists", &[("name", "All"), ("query", "vip=true"), ("shared", "true")]).await.expect(403);
        anna.form(&format!("/lists/{id}"), &[("name", "All"), ("shared", "true"), ("version", "1")]).await.expect(403);
        anna.form(&format!("/lists/{id}"), &[("name", "Old"), ("version", "7")]).await.expect(412);
        anna.form("/lists", &[("name", "N"), ("query", "colour=red")]).await.expect(422);
        anna.form("/lists", &[("name", "N"), ("query", "channel=fax")]).await.expect(422);
        // Renamed; then other filters under the same name.
        anna.form(&format!("/lists/{id}"), &[("name", "Reporters"), ("version", "1")]).await.expect(303);
        let kept = anna.form(&format!("/lists/{id}"), &[("query", "tag=press&vip=false"), ("version", "2")]).await.expect(303);
        assert_eq!(kept.header("location"), format!("/customers?tag=press&vip=false&list={id}"));
        let palette = anna.with_header("hx-request", "true").get("/palette?q=repor").await.expect(200).text;
        assert!(palette.contains("Reporters") && palette.contains(&format!("list={id}")), "{palette}");
        anna.form(&format!("/lists/{id}/deletion"), &[("version", "3")]).await.expect(303);
        anna.get(&format!("/lists/{id}")).await.expect(404);
        let changes = app.app.read(|tx| Ok(tx.query("SELECT action FROM changes WHERE entity = 'list' ORDER BY id", &[], |row| row.get::<String>(0))?)).await.unwrap();
        assert_eq!(changes, ["create", "update", "update", "delete"]);
    }
}

both_databases! {
    async fn a_shared_list_is_everybodys_to_open(app: &TestApp) {
        let (anna, eva, root) = (app.browser("anna", Role::Agent).await, app.browser("eva", Role::Supervisor).await, app.browser("root", Role::Administrator).await);
        let address = eva.form("/lists", &[("name", "Call back"), ("query", "contact_before=30"), ("shared", "true")]).await.expect(303).header("location");
        let id = address.split("list=").nth(1).unwrap().to_owned();
        let page = anna.get(&address).await.expect(200).text;
        assert!(page.contains("<h1>Call back</h1>") && !page.contains("/deletion"), "{page}");
        assert!(anna.get("/customers").await.text.contains("Call back"));
        anna.form(&format!("/lists/{id}"), &[("name", "Mine"), ("version", "1")]).await.expect(403);
        anna.form(&format!("/lists/{id}/deletion"), &[("version", "1")]).await.expect(403);
        // One who may share keeps what is shared in order.
        root.form(&format!("/lists/{id}"), &[("name", "Call them back"), ("shared", "true"), ("version", "1")]).await.expect(303);
        eva.form(&format!("/lists/{id}"), &[("name", "Call them back"), ("version", "2")]).await.expect(303);
        anna.get(&address).await.expect(404);
    }
}

both_databases! {
    async fn the_page_keeps_its_filters_in_the_address(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "tags": ["Press"], "fields": {"colour": "Blå"}})).await.expect(201).id();
        let (anna, root) = (app.browser("anna", Role::Agent).await, app.browser("root", Role::Administrator).await);
        // What the form sends, its empty fields with it.
        let sent = anna.get("/customers?q=&apply=1&kind=&vip=&owner=none&tag=Press&channel=&contact_after=&contact_before=never&field_key=colour&field_value=bl%C3%A5").await.expect(303);
        let address = sent.header("location");
        assert_eq!(address, "/customers?tag=Press&owner=none&contact_before=never&field=colour%3Abl%C3%A5");
        let page = anna.get(&address).await.expect(200).text;
        for words in ["Ida", "Without owner", "Tag: Press", "Never in contact", "colour: blå", "Save this list", r#"href="/customers?tag=Press&amp;owner=none&amp;contact_before=never""#] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("/exports?"));
        let page = anna.get("/customers?tag=other&vip=true").await.expect(200).text;
        assert!(page.contains("Nobody fits") && page.contains("Clear filters"), "{page}");
        // The way from the list to its file.
        assert!(root.get(&address).await.text.contains("/exports?tag=Press&amp;owner=none"));
        let export = root.get(&address.replace("/customers", "/exports")).await.expect(200).text;
        assert!(export.contains(r#"name="owner" value="none""#) && export.contains("Never in contact"), "{export}");
        let file = root.get(&address.replace("/customers?", "/exports/file?format=jsonl&")).await.expect(200);
        assert_eq!(file.text.lines().count(), 1);
        assert!(file.text.contains(&ida));
        assert_eq!(root.get("/exports/file?format=jsonl&vip=true").await.expect(200).text.lines().count(), 0);
    }
}
