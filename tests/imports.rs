//! Files brought in: whom a record is about, what becomes of it, going on after an interruption, and taking it back.

use std::io::Write;
use std::path::Path;

use axum::http::Method;
use serde_json::json;
use visavi::error::{AppError, AppResult};
use visavi::files::upload::Storing;
use visavi::id::ImportId;
use visavi::imports::{self, Counts, Import, Options, Pace, State, apply, dry, reading, store, undo, work};
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

/// A file in a folder of its own.
pub fn file(name: &str, text: impl AsRef<[u8]>) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::File::create(&path).unwrap().write_all(text.as_ref()).unwrap();
    (folder, path)
}

pub async fn begin(app: &TestApp, path: &Path, options: Options) -> Import {
    let options = Options { zone: Some(app.app.config.time_zone.clone()), ..options };
    let home = app.app.home;
    let looked =
        reading::look_and_remember(&app.app.db, path.to_owned(), options, home).await.unwrap().unwrap();
    let author = app.system();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    imports::begin(&app.app.db, &author, Import::new(&name, &looked, &author)).await.unwrap()
}

pub async fn go_on(app: &TestApp, path: &Path, import: Import) -> AppResult<Import> {
    let pace = Pace { chunk: std::time::Duration::from_secs(1), pause: std::time::Duration::ZERO };
    imports::run(Storing::of(&app.app), app.app.home, import, path, pace, |_| {}).await
}

/// Imports a file; the sum is right whatever happened.
pub async fn import(app: &TestApp, name: &str, text: impl AsRef<[u8]>) -> Import {
    let (_folder, path) = file(name, text);
    app.app.clock.advance(1_000_000);
    let begun = begin(app, &path, Options::default()).await;
    let done = go_on(app, &path, begun).await.unwrap();
    let Counts { read, created, updated, skipped, rejected, .. } = done.counts;
    assert_eq!(read, created + updated + skipped + rejected, "{:?}", done.counts);
    done
}

/// Takes a whole import back.
pub async fn take_back(app: &TestApp, id: ImportId) {
    let author = app.system();
    app.app.write(move |tx| undo::begin(tx, &author, id)).await.unwrap();
    work::all(&app.app).await.unwrap();
}

fn counts(import: &Import) -> [i64; 5] {
    let Counts { read, created, updated, skipped, rejected, .. } = import.counts;
    [read, created, updated, skipped, rejected]
}

/// What a trial counts.
async fn tried(app: &TestApp, text: &str) -> Counts {
    let (_folder, path) = file("tried.csv", text);
    let mut trial = dry::Trial::start(&app.app.db, &app.app.clock, app.app.home, &Options::default(), &path);
    let mut counts = Counts::default();
    while let Some(step) = trial.next().await.unwrap() {
        counts = step.counts;
    }
    assert!(trial.end().await.is_none());
    counts
}

async fn told(app: &TestApp, import: &Import, rejected: bool) -> Vec<(u64, String)> {
    let id = import.id;
    let told = app.app.read(move |tx| Ok(store::problems(tx, id, rejected, 0, 100)?)).await.unwrap();
    let codes = |one: &store::Told| {
        one.complaints.iter().map(|one| format!("{} {}", one.field, one.code)).collect::<Vec<_>>()
    };
    told.iter().map(|one| (one.line, codes(one).join(", "))).collect()
}

async fn customers(api: &Client) -> Vec<serde_json::Value> {
    api.get("/api/v1/customers?limit=200").await.expect(200).json()["items"].as_array().unwrap().clone()
}

const PEOPLE: &str = "ref,Vorname,Nachname,Telefon,E-Mail,Firma,Geburtstag,Notiz\n\
    1,Anna,Kowalska,070-174 06 05;08-123 456 78,Anna@Norrvik.example,Norrvik AB,1985-04-12,\"zwei\nZeilen\"\n\
    2,Bo,Lind,070-174 06 05,bo@norrvik.example,Norrvik AB,31.02.1990,\n\
    3,,,nonsense,,,,\n\
    4,Too,Many,,,,,,,x\n\
    ,,,,,Kiosk Ek,,\n";

both_databases! {
    async fn a_file_is_taken_once_and_updates_after_that(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let first = import(app, "people.csv", PEOPLE).await;
        assert_eq!(counts(&first), [5, 3, 0, 0, 2]);
        assert_eq!(first.counts.companies, 1);
        assert_eq!(first.state, State::Done);
        assert_eq!(
            told(app, &first, true).await,
            [(5, "phone invalid-phone".to_owned()), (6, " import-problem-ragged".to_owned())]
        );
        assert_eq!(told(app, &first, false).await, [(4, "birth_date import-birth-date".to_owned())]);
        let all = customers(&api).await;
        let names: Vec<_> = all.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Anna Kowalska", "Bo Lind", "Kiosk Ek", "Norrvik AB"]);
        assert_eq!(all[0]["company_id"], all[3]["id"]);
        assert_eq!(all[0]["phones"], json!([{"value": "+46701740605", "label": null}, {"value": "+46812345678", "label": null}]));
        assert_eq!(all[0]["pinned_note"], "zwei\nZeilen");
        assert_eq!(all[2]["kind"], "company");
        assert_eq!(api.get("/api/v1/customers?q=kowals").await.json()["items"][0]["id"], all[0]["id"]);
        // The same again changes nothing and doubles nobody.
        let again = import(app, "people.csv", PEOPLE).await;
        assert_eq!(counts(&again), [5, 0, 0, 3, 2]);
        assert_eq!(customers(&api).await.len(), 4);
        // What is new is added, what is other replaced, what is missing stays.
        let changed = import(app, "people.csv", "ref,family_name,phone,tag,birth_date\n1,Nowak,+46 70 999 00 00,vip,\n").await;
        assert_eq!(counts(&changed), [1, 0, 1, 0, 0]);
        let anna = api.get(&format!("/api/v1/customers/{}", all[0]["id"].as_str().unwrap())).await.json();
        assert_eq!(anna["name"], "Anna Nowak");
        assert_eq!(anna["phones"].as_array().unwrap().len(), 3);
        assert_eq!((&anna["birth_date"], &anna["tags"], &anna["emails"][0]["value"]), (&json!("1985-04-12"), &json!(["vip"]), &json!("anna@norrvik.example")));
        let changes = api.get(&format!("/api/v1/customers/{}/changes", anna["id"].as_str().unwrap())).await.json();
        assert_eq!(changes["items"][0]["action"], "import");
    }
}

both_databases! {
    async fn two_people_are_never_joined_by_a_phone_alone(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let new = |body| api.post("/api/v1/customers", body);
        new(json!({"given_name": "Anna", "family_name": "Ek", "phones": [{"value": "070-174 06 05"}], "emails": [{"value": "ek@hem.example"}]})).await.expect(201);
        new(json!({"given_name": "Per", "family_name": "Ek", "ref": "p", "phones": [{"value": "070-174 06 05"}], "emails": [{"value": "ek@hem.example"}]})).await.expect(201);
        let rows = [
            // Same number, another name; same number and no name at all.
            ("Karin Ek,070-174 06 05,,,", [1, 1, 0, 0, 0]),
            (",070-174 06 05,,,", [1, 1, 0, 0, 0]),
            // The name in other words, and the number in another spelling.
            ("\"EK, anna\",0046701740605,,,1", [1, 0, 1, 0, 0]),
            // A shared address without a name could be either.
            (",,ek@hem.example,,", [1, 0, 0, 0, 1]),
            // Another ref or birth date is another person.
            ("Per Ek,,ek@hem.example,q,", [1, 1, 0, 0, 0]),
        ];
        for (row, expected) in rows {
            let done = import(app, "row.csv", format!("name,phone,email,ref,field.seen\n{row}\n")).await;
            assert_eq!(counts(&done), expected, "{row}");
        }
        // Within one file the same rule holds, in whatever chunk.
        let twins = "given_name,phone,email,birth_date\nAda,08-111 22 33,ada@hem.example,2001-01-01\nAda,08-111 22 33,,2002-02-02\nAda,,ada@hem.example,2001-01-01\n";
        assert_eq!(counts(&import(app, "twins.csv", twins).await), [3, 2, 0, 1, 0]);
    }
}

both_databases! {
    async fn an_interrupted_import_goes_on_and_doubles_nobody(app: &TestApp) {
        let mut text = "ref,given_name,family_name,phone,company\n".to_owned();
        for n in 0..300 {
            text.push_str(&format!("{n},Anna{n},Ek,+4670{n:07},Bolag {}\n", n / 7));
        }
        // People whom only their own words tell.
        for n in 300..320 {
            text.push_str(&format!(",Anna{n},Ek,,\n"));
        }
        let (_folder, path) = file("many.csv", &text);
        let (home, begun) = (app.app.home, begin(app, &path, Options::default()).await);
        // Two chunks, then the power goes.
        let mut source = reading::Source::start(&path, &begun.options, home, 0, 50);
        let (id, author, mut so_far) = (begun.id, app.system(), Counts::default());
        for _ in 0..2 {
            let (rows, position) = source.next(110).await.unwrap();
            let (rows, author, before) = (std::sync::Arc::new(rows), author.clone(), so_far);
            so_far = app.app
                .write(move |tx| {
                    let counts = apply::chunk(tx, id, &author, home, before, &rows)?;
                    store::advance(tx, id, &counts, position)?;
                    Ok(counts)
                })
                .await
                .unwrap();
        }
        // A chunk that fails leaves nothing.
        let (rows, _) = source.next(50).await.unwrap();
        let (rows, before) = (std::sync::Arc::new(rows), so_far);
        let failed = app.app.write(move |tx| {
            apply::chunk(tx, id, &author, home, before, &rows)?;
            Err::<(), _>(AppError::Unavailable)
        });
        assert!(failed.await.is_err());
        drop(source);
        let resumed = begin(app, &path, Options::default()).await;
        assert_eq!((resumed.id, resumed.counts.read), (begun.id, 220));
        let done = go_on(app, &path, resumed.clone()).await.unwrap();
        assert_eq!(counts(&done), [320, 320, 0, 0, 0]);
        assert_eq!(done.counts.companies, 43);
        let number = app.app.read(|tx| Ok(visavi::customers::range::count(tx)?)).await.unwrap();
        assert_eq!(number, 363);
        // Two programs that read the same file: the second is told.
        assert!(matches!(go_on(app, &path, resumed).await, Err(AppError::Stale)));
        // Once more from the beginning: everybody is known, also those without anything to know them by.
        let again = begin(app, &path, Options::default()).await;
        assert_eq!(counts(&go_on(app, &path, again).await.unwrap()), [320, 0, 0, 320, 0]);
    }
}

both_databases! {
    async fn a_whole_import_is_undone_but_for_what_somebody_has_changed(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let old = api.post("/api/v1/customers", json!({"ref": "old", "name": "Old Name", "tags": ["kept"]})).await.expect(201);
        let before = app.fingerprint().await;
        let done = import(app, "p.csv", "ref,name,tag,department,company\nold,New Name,added,Sales,\na,Ada A,,,Bolag\nb,Bea B,,,Bolag\n").await;
        assert_eq!(counts(&done), [3, 2, 1, 0, 0]);
        let find = |q: &'static str| {
            let api = api.clone();
            async move { api.get(&format!("/api/v1/customers?q={q}")).await.json()["items"][0]["id"].as_str().map(str::to_owned) }
        };
        let bea = format!("/api/v1/customers/{}", find("bea").await.unwrap());
        api.patch(&bea, json!({"job_title": "Boss"})).await.expect(200);
        let path = format!("/api/v1/customers/{}", old.id());
        api.patch(&path, json!({"department": "Purchase"})).await.expect(200);
        app.app.clock.advance(1_000_000);
        let (id, author) = (done.id, app.system());
        let undoer = author.clone();
        app.app.write(move |tx| undo::begin(tx, &undoer, id)).await.unwrap();
        work::all(&app.app).await.unwrap();
        let end = app.app.read(move |tx| Ok(store::get(tx, id)?)).await.unwrap();
        assert_eq!((end.state, end.undone, end.kept), (State::Undone, 1, 3));
        let old = api.get(&path).await.json();
        assert_eq!((&old["name"], &old["tags"], &old["department"]), (&json!("Old Name"), &json!(["kept"]), &json!("Purchase")));
        assert_eq!(api.get(&bea).await.json()["job_title"], "Boss");
        assert_eq!(find("ada").await, None);
        // Without anybody in between everything is as it was, but for the traces.
        drop(before);
        let customers_before = customers(&api).await;
        let other = import(app, "q.csv", "ref,name,phone,company\nx,Xenia X,08-111 22 33,Ny AB\nold,Other Name,08-222 33 44,\n").await;
        let id = other.id;
        app.app.clock.advance(1_000_000);
        app.app.write(move |tx| undo::begin(tx, &author, id)).await.unwrap();
        work::all(&app.app).await.unwrap();
        let same = |all: Vec<serde_json::Value>| all.into_iter().map(|mut one| { one.as_object_mut().unwrap().remove("updated_at"); one }).collect::<Vec<_>>();
        assert_eq!(same(customers(&api).await), same(customers_before));
    }
}

both_databases! {
    async fn a_trial_says_what_would_happen_and_changes_nothing(app: &TestApp) {
        import(app, "people.csv", PEOPLE).await;
        let before = app.fingerprint().await;
        let more = format!("{PEOPLE}9,Eva,Ny,08-555 11 22,eva@ny.example,Norrvik AB,,\n1,Anna,Kowalska,08-555 66 77,,,,\n9,Eva,Ny,08-555 11 22,eva@ny.example,Norrvik AB,,\n");
        let (_folder, path) = file("more.csv", &more);
        let mut trial = dry::Trial::start(&app.app.db, &app.app.clock, app.app.home, &Options::default(), &path);
        let (mut told, mut rejected) = (Counts::default(), 0);
        while let Some(step) = trial.next().await.unwrap() {
            (told, rejected) = (step.counts, rejected + step.rejected.len());
        }
        assert!(trial.end().await.is_none());
        assert_eq!(app.fingerprint().await, before);
        assert_eq!(rejected, 2);
        let real = import(app, "more.csv", &more).await;
        assert_eq!(told, real.counts);
        // It knows owners and companies as the import does.
        app.person("anna", Role::Agent).await;
        import(app, "firms.csv", "ref,kind,name\nf1,company,Alfa\n").await;
        let named = "ref,name,owner,company,company_ref\n1,Anna Kowalska,anna of the tests,Alfa under another name,f1\n2,Bo Lind,nobody,,\n";
        let told = tried(app, named).await;
        let real = import(app, "named.csv", named).await;
        assert_eq!((told, counts(&real), real.counts.remarked), (real.counts, [2, 0, 1, 1, 0], 1));
        assert_eq!(tried(app, named).await, import(app, "named.csv", named).await.counts);
    }
}

/// A form with a file, as browsers send it.
async fn upload(browser: &Client, csrf: Option<&str>, name: &str, content: &[u8]) -> Answer {
    let mut body = Vec::new();
    if let Some(csrf) = csrf {
        body.extend_from_slice(
            format!("--xyz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").as_bytes(),
        );
    }
    body.extend_from_slice(format!("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n").as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--xyz--\r\n");
    browser.send(Method::POST, "/imports", Some("multipart/form-data; boundary=xyz"), body).await
}

fn stored(app: &TestApp) -> usize {
    std::fs::read_dir(work::folder(&app.app)).map_or(0, Iterator::count)
}

both_databases! {
    async fn an_administrator_uploads_maps_tries_imports_and_undoes(app: &TestApp) {
        let browser = app.browser("root", Role::Administrator).await;
        let page = browser.get("/imports").await.expect(200).text;
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let scriptless = browser.without_header("x-csrf-token");
        upload(&scriptless, None, "a.csv", b"x").await.expect(403);
        upload(&scriptless, Some("wrong"), "a.csv", b"x").await.expect(403);
        upload(&scriptless, Some(&csrf), "", b"").await.expect(422);
        for (name, content, said) in [
            ("empty.csv", "", "Line 1: The file is empty."),
            ("blank.csv", " \r\n\t\n", "Line 1: The file is empty."),
            ("headings.csv", "name,phone\n", "Line 1: The file has column names but no rows."),
            ("zeros.csv", "\0\0\0\0", "Line 1: The file is of no format"),
            ("photo.csv", "\u{1}\u{2}JFIF\0\0\u{10}", "Line 1: The file is of no format"),
            ("half.xlsx", "PK\u{3}\u{4}\0\0", "Line 1: The workbook is damaged"),
            ("wide.csv", &"a,".repeat(2_000), "Line 1, column 1001: The table has more than 1,000 columns."),
            ("deep.json", &"{\"a\":".repeat(100), "Line 1, column 161: The record is nested too deeply."),
            ("nested.vcf", &"BEGIN:VCARD\nAGENT:\n".repeat(100), "Line 67, column 1: The record is nested too deeply."),
        ] {
            let broken = upload(&scriptless, Some(&csrf), name, content.as_bytes()).await.expect(422);
            assert!(broken.text.contains(said), "{name}: {}", broken.text);
        }
        assert_eq!(stored(app), 0);
        // Larger than any other body may be.
        let mut text = "Kund;Nummer;Ort;Onödig\n".to_owned();
        for n in 0..2_000 {
            text.push_str(&format!("Anna Ek {n};070-{n:07};Malmö;{}\n", "x".repeat(1_100)));
        }
        text.push_str("Bo;inget;Lund;\n");
        let answer = upload(&scriptless, Some(&csrf), "kunder.csv", text.as_bytes()).await.expect(303);
        let path = answer.header("location");
        let draft = browser.get(&path).await.expect(200).text;
        assert!(draft.contains("kunder.csv") && draft.contains("Onödig") && draft.contains("Not imported"), "{draft}");
        // Too few rows fit the suggestion: the columns are said, tried out, and imported.
        let fields = |then: &'static str| {
            [("column", "Kund"), ("field", "name"), ("key", ""), ("column", "Nummer"), ("field", "phone"), ("key", ""),
                ("column", "Ort"), ("field", "city"), ("key", ""), ("column", "Onödig"), ("field", "field"), ("key", "extra"), ("then", then)]
        };
        browser.form(&path, &fields("try")).await.expect(303);
        work::all(&app.app).await.unwrap();
        let tried = browser.get(&path).await.expect(200).text;
        assert!(tried.contains("What would happen") && tried.contains("2,001"), "{tried}");
        assert_eq!(app.app.read(|tx| Ok(visavi::customers::range::count(tx)?)).await.unwrap(), 0);
        browser.form(&path, &fields("import")).await.expect(303);
        assert!(browser.get(&format!("{path}/progress")).await.expect(200).text.contains("every 1s"));
        work::all(&app.app).await.unwrap();
        let report = browser.get(&path).await.expect(200).text;
        assert!(report.contains("Done") && report.contains("2,000") && report.contains("Line 2002"), "{report}");
        assert_eq!(stored(app), 0, "an imported file is not kept");
        let rejected = browser.get(&format!("{path}/rejected")).await.expect(200);
        assert_eq!(rejected.text.lines().count(), 2);
        assert!(rejected.text.contains("2002,phone: This cannot be a phone number."), "{}", rejected.text);
        browser.form(&path, &fields("import")).await.expect(409);
        // The mapping is remembered for a file with the same columns.
        let again = upload(&scriptless, Some(&csrf), "mer.csv", b"Ort;Kund;Nummer;On\xc3\xb6dig\nLund;Eva;08-123 456 78;y\n").await.expect(303);
        let next = again.header("location");
        let text = browser.get(&next).await.expect(200).text;
        assert!(text.contains("Eva") && text.contains("value=\"extra\""), "{text}");
        browser.form(&format!("{next}/deletion"), &[]).await.expect(303);
        browser.get(&next).await.expect(404);
        assert_eq!(stored(app), 0);
        // And back.
        browser.form(&format!("{path}/undoing"), &[]).await.expect(303);
        work::all(&app.app).await.unwrap();
        assert!(browser.get(&path).await.expect(200).text.contains("2000 things were undone") );
        assert_eq!(app.app.read(|tx| Ok(visavi::customers::range::count(tx)?)).await.unwrap(), 0);
    }
}

const CONTACTS: &str = "ref,customer_ref,channel,direction,from,to,started_at,topic,tags,rating,message_ref,text,at\n\
    c1,1,Phone,inbound,070-174 06 05,08-999 00 00,2024-05-02 09:15,Invoice,billing;late,,,,\n\
    h1,1,chat,in,visitor-1,,,,,4,m1,Hej,2024-06-01T10:00:00Z\n\
    h1,1,chat,in,visitor-1,,,,,,m2,Tack,2024-06-01T10:01:00Z\n\
    x1,nobody,call,in,070-1,,2024-05-02 09:15,,,,,,\n\
    y1,1,call,in,070-174 06 05,,yesterday,,,,,,\n\
    z1,1,pigeon,in,070-174 06 05,,2024-05-02 09:15,,,,,,\n\
    ,,email,in,anna@norrvik.example,,2024-07-01 08:00,,,,,Wann kommt es?,\n";

const VCON: &str = r#"{"vcon": "0.0.1", "uuid": "0195544a-b9b1-8ee4-b9a2-279e0d16bc46", "created_at": "2025-03-01T10:00:00Z", "subject": "Delivery",
  "parties": [{"name": "Nora", "mailto": "nora@centre.example", "role": "agent"}, {"name": "Anna", "tel": "+46812345678", "role": "customer"}],
  "dialog": [{"type": "text", "start": "2025-03-01T10:00:00Z", "parties": [1], "originator": 1, "mimetype": "text/plain", "body": "Where is it?", "encoding": "none"},
             {"type": "text", "start": "2025-03-01T10:02:00+00:00", "parties": [0], "mediatype": "text/plain", "body": "T24gaXRzIHdheQ", "encoding": "base64url"}],
  "attachments": [{"type": "tags", "party": 0, "body": "[\"delivery\"]", "encoding": "json"}], "analysis": []}"#;

both_databases! {
    async fn years_of_history_are_brought_along(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        import(app, "people.csv", PEOPLE).await;
        let done = import(app, "contacts.csv", CONTACTS).await;
        assert_eq!(counts(&done), [7, 3, 1, 0, 3], "{:?}", told(app, &done, true).await);
        assert_eq!(
            told(app, &done, true).await,
            [(5, "customer_ref import-no-customer".to_owned()), (6, "started_at import-time".to_owned()), (7, " import-member".to_owned())]
        );
        let anna = api.get("/api/v1/customers?q=kowalska").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let history = api.get(&format!("/api/v1/customers/{anna}/history")).await.expect(200).json();
        let channels: Vec<_> = history["items"].as_array().unwrap().iter().map(|one| one["channel"].as_str().unwrap()).collect();
        assert_eq!(channels, ["email", "chat", "call"], "{history}");
        let call = &history["items"][2];
        // 09:15 in Stockholm; over long ago, and in nobody's rail.
        assert_eq!((&call["at"], &call["topic"], &call["state"]), (&json!("2024-05-02T07:15:00Z"), &json!("Invoice"), &json!("closed")), "{call}");
        assert_eq!(history["items"][1]["messages"], 2, "{history}");
        // The same again is known by its ref; a message without one by its content.
        let again = import(app, "contacts.csv", CONTACTS).await;
        assert_eq!(counts(&again), [7, 0, 0, 4, 3]);
        // A conversation of another system, also signed.
        assert_eq!(counts(&import(app, "talk.json", VCON).await), [1, 1, 0, 0, 0]);
        use base64::Engine;
        let payload = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(VCON.replace("0195544a", "0195544b"));
        let signed = json!({"payload": payload, "signatures": [{"signature": "x", "protected": "y"}]}).to_string();
        let talk = import(app, "signed.json", signed).await;
        assert_eq!(counts(&talk), [1, 1, 0, 0, 0]);
        let encrypted = json!({"ciphertext": "x", "recipients": []}).to_string();
        assert_eq!(counts(&import(app, "encrypted.json", encrypted).await), [1, 0, 0, 0, 1]);
        let newest = api.get(&format!("/api/v1/customers/{anna}/history?limit=1")).await.json();
        let id = newest["items"][0]["id"].as_str().unwrap().to_owned();
        let conversation = api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json();
        assert_eq!((&conversation["channel"], &conversation["direction"], &conversation["tags"]), (&json!("sms"), &json!("in"), &json!(["delivery"])));
        assert_eq!(conversation["messages"][1]["text"], "On its way");
        // And back.
        let (id, author) = (talk.id, app.system());
        app.app.write(move |tx| undo::begin(tx, &author, id)).await.unwrap();
        work::all(&app.app).await.unwrap();
        let after = api.get(&format!("/api/v1/customers/{anna}/history")).await.json();
        assert_eq!(after["items"].as_array().unwrap().len(), 4);
        api.get(&format!("/api/v1/interactions/{}", conversation["id"].as_str().unwrap())).await.expect(404);
        let found = api.get("/api/v1/messages?q=way").await.expect(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "only the conversation that stands: {found}");
    }
}
