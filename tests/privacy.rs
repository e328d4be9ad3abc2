//! Privacy: everything that is held about a person, who told it, and what they consented to.

use axum::http::Method;
use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

/// Somebody with a text of every kind; each holds `canary` and its own word.
pub async fn somebody(app: &TestApp, api: &Client) -> String {
    let set = crate::fields::set(&app.api(Role::Administrator).await, "customer").await;
    let admin = app.api(Role::Administrator).await;
    crate::fields::field(&admin, &set, "secret", "text", json!({"masked": true})).await;
    if admin.get("/api/v1/record-groups").await.json()["items"] == json!([]) {
        crate::records::group(&admin).await;
    }
    let ida = api
        .post("/api/v1/customers", json!({
            "given_name": "Canarygiven", "family_name": "Canaryfamily", "ref": "canary-ref", "department": "Canarydepartment",
            "job_title": "Canaryjob", "birth_date": "1980-02-29", "pinned_note": "canarypinned",
            "phones": [{"value": "070-174 06 07", "label": "canarylabel"}], "emails": [{"value": "canary@mail.example"}],
            "handles": [{"value": "@canaryhandle"}], "addresses": [{"street": "Canarystreet 1", "city": "Canarycity"}],
            "national_ids": [{"kind": "pesel", "value": "44051401359"}], "tags": ["canarytag"],
            "fields": {"free": "canaryfree", "secret": "canarysecret"},
        }))
        .await
        .expect(201)
        .id();
    api.post(&format!("/api/v1/customers/{ida}/notes"), json!({"text": "canarynote"})).await.expect(201);
    crate::records::record(api, &ida, json!({"model": "canaryrecord"})).await;
    let other = api.post("/api/v1/customers", json!({"name": "Per Ek"})).await.expect(201).id();
    crate::relations::relation(api, &ida, &other, "sibling").await;
    let block = json!({"kind": "email", "value": "canary@mail.example", "reason": "canaryblock"});
    api.post("/api/v1/blocks", block).await.expect(201);
    let call = json!({"ref": "canary-call", "channel": "call", "from": "070-174 06 07", "topic": "canarytopic", "state": "closed",
        "queue": "canaryqueue", "campaign": "canarycampaign", "tags": ["canaryitag"], "fields": {"case": "canaryifield"},
        "ivr_path": [{"prompt": "canaryprompt", "choice": "1"}], "recording_url": "https://canary.example/1.wav",
        "started_at": "2026-11-19T10:00:00Z", "answered_at": "2026-11-19T10:00:10Z", "ended_at": "2026-11-19T10:05:00Z"});
    let call = api.post("/api/v1/interactions", call).await.expect(201).id();
    api.post(&format!("/api/v1/interactions/{call}/comments"), json!({"text": "canarycomment"}))
        .await
        .expect(201);
    let mail = json!({"ref": "canary-mail", "channel": "email", "from": "canary@mail.example", "to": "help@house.example", "state": "closed",
        "started_at": "2026-11-18T10:00:00Z", "ended_at": "2026-11-18T11:00:00Z",
        "messages": [{"ref": "m-1", "from": "canary@mail.example", "subject": "canarysubject", "text": "canarytext", "html": "<p>canaryhtml</p>", "at": "2026-11-18T10:00:00Z"},
            {"ref": "m-2", "from": "help@house.example", "text": "canaryanswer", "at": "2026-11-18T11:00:00Z"}]});
    api.post("/api/v1/interactions", mail).await.expect(201);
    let consents = json!({"items": [{"channel": "email", "purpose": "marketing", "state": "refused", "how": "canaryhow", "valid_until": "2030-01-01"}]});
    put(api, &ida, consents).await.expect(200);
    let eva = app.browser("eva", Role::Agent).await;
    let typed = json!({"entries": [["job_title", 0, "canarydraft"]], "body": "job_title=canarydraft"});
    eva.put(&format!("/drafts/customer:{ida}:edit"), typed).await.expect(204);
    ida
}

async fn put(api: &Client, customer: &str, body: Value) -> Answer {
    let path = format!("/api/v1/customers/{customer}/consents");
    let tag = api.get(&path).await.header("etag");
    api.with_header("if-match", &tag).put(&path, body).await
}

fn kinds(held: &Value) -> Vec<&str> {
    held["held"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect()
}

fn items<'a>(held: &'a Value, kind: &str) -> &'a [Value] {
    let all = held["held"].as_array().unwrap();
    all.iter().find(|one| one["kind"] == kind).map_or(&[][..], |one| one["items"].as_array().unwrap())
}

both_databases! {
    async fn everything_is_told_with_its_source_and_purpose(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = somebody(app, &api).await;
        let path = format!("/api/v1/customers/{ida}/privacy");
        let held = app.api(Role::Supervisor).await.get(&path).await.expect(200).json();
        assert_eq!(kinds(&held), ["details", "identifiers", "addresses", "national_ids", "fields", "tags", "relations", "records", "notes", "interactions", "drafts", "consents", "blocks", "changes", "accesses"]);
        let job = items(&held, "details").iter().find(|one| one["member"] == "job_title").unwrap();
        assert_eq!((&job["value"], &job["source"]["by"], &job["source"]["via"]), (&json!("Canaryjob"), &json!("test"), &json!("token")));
        assert!(held["held"].as_array().unwrap().iter().all(|one| one["purpose"].as_str().unwrap().len() > 5));
        let text = held.to_string();
        for canary in ["canarysecret", "44051401359", "canarydraft", "canarynote", "canarypinned", "canaryrecord", "canaryrelation", "canaryblock", "canaryhow"] {
            assert!(text.contains(canary), "{canary}");
        }
        // What is hidden from agents is hidden here; drafts of others are told of, not what is in them.
        let held = api.get(&path).await.expect(200).json();
        for hidden in ["canarysecret", "44051401359", "canarydraft"] {
            assert!(!held.to_string().contains(hidden), "{hidden}");
        }
        assert_eq!((items(&held, "drafts")[0]["by"].as_str(), items(&held, "accesses").len()), (Some("eva of the tests"), 0));
        // A value that came later has a source of its own, and keeps it when it comes again.
        let eva = app.browser("eva", Role::Agent).await;
        eva.form(&format!("/customers/{ida}/vip"), &[("on", "true")]).await.expect(303);
        let held = api.get(&path).await.expect(200).json();
        let vip = items(&held, "details").iter().find(|one| one["member"] == "vip").unwrap().clone();
        assert_eq!((&vip["source"]["by"], &vip["source"]["via"]), (&json!("eva of the tests"), &json!("agent")));
    }
}

both_databases! {
    async fn an_import_is_a_source_with_its_file(app: &TestApp) {
        crate::imports::import(app, "old system.csv", "name,phone\nIda Nyberg,070-174 06 05\n").await;
        let api = app.api(Role::Agent).await;
        let list = api.get("/api/v1/customers").await.expect(200).json();
        let ida = list["items"][0]["id"].as_str().unwrap();
        let held = api.get(&format!("/api/v1/customers/{ida}/privacy")).await.expect(200).json();
        let source = &items(&held, "identifiers")[0]["source"];
        assert_eq!((&source["via"], &source["file"]), (&json!("import"), &json!("old system.csv")), "{held}");
        let page = app.browser("anna", Role::Agent).await.get(&format!("/customers/{ida}?tab=privacy")).await.expect(200).text;
        assert!(page.contains("old system.csv, brought in by"), "{page}");
        // On the card into which it is merged as well.
        app.app.clock.advance(1_000_000);
        let kept = api.post("/api/v1/customers", json!({"name": "Ida N.", "emails": [{"value": "ida@example.org"}]})).await.expect(201).id();
        app.app.clock.advance(1_000_000);
        api.post("/api/v1/merges", json!({"keep": kept, "merge": [ida]})).await.expect(201);
        let held = api.get(&format!("/api/v1/customers/{kept}/privacy")).await.expect(200).json();
        let sources: Vec<&Value> = items(&held, "identifiers").iter().map(|one| &one["source"]["via"]).collect();
        assert_eq!(sources, [&json!("import"), &json!("token")], "{held}");
    }
}

both_databases! {
    async fn the_tab_masks_until_one_asks_and_a_team_may_be_kept_from_it(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = somebody(app, &api).await;
        let (card, part) = (format!("/customers/{ida}?tab=privacy"), format!("/customers/{ida}/privacy"));
        let heike = app.browser("heike", Role::Supervisor).await;
        let page = heike.get(&card).await.expect(200).text;
        assert!(page.contains("data-section=\"privacy\"") && page.contains("canarynote") && page.contains("canarydraft") && page.contains("canaryblock"));
        assert!(!page.contains("canarysecret") && !page.contains("44051401359") && page.contains("/national-ids?tab=privacy"));
        let script = heike.with_header("hx-request", "true").with_header("hx-target", "privacy-list");
        let whole = script.form(&format!("/customers/{ida}/national-ids?tab=privacy"), &[]).await.expect(200).text;
        assert!(whole.starts_with("<div id=\"privacy-list\"") && whole.contains("44051401359") && !whole.contains("canarysecret"));
        let whole = script.form(&format!("/customers/{ida}/masked-fields?tab=privacy"), &[]).await.expect(200).text;
        assert!(whole.contains("canarysecret"));
        let log = app.api(Role::Supervisor).await.get(&format!("/api/v1/customers/{ida}/accesses")).await.expect(200).text;
        assert!(log.contains("national_ids") && log.contains("masked_fields"));
        let anna = app.browser("anna", Role::Agent).await;
        assert!(anna.get(&card).await.expect(200).text.contains("id=\"privacy-list\""));
        assert_eq!(anna.get(&part).await.expect(303).header("location"), card);
        app.team("anna", &[Feature::PrivacySee]).await;
        let page = anna.get(&card).await.expect(200).text;
        assert!(!page.contains("id=\"privacy-list\"") && !page.contains("tab=privacy"));
        anna.with_header("hx-request", "true").get(&part).await.expect(403);
        // What is kept from them on the card is kept from them here.
        app.team("eva", &[Feature::NotesSee, Feature::RecordsSee]).await;
        let page = app.browser("eva", Role::Agent).await.get(&card).await.expect(200).text;
        assert!(page.contains("id=\"privacy-list\"") && !page.contains("canarynote") && !page.contains("canaryrecord"));
        // Supervisors have it whatever is switched off.
        app.team("heike", &[Feature::PrivacySee]).await;
        assert!(heike.get(&card).await.expect(200).text.contains("id=\"privacy-list\""));
    }
}

both_databases! {
    async fn consents_are_written_taken_back_and_told_of(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201).id();
        let path = format!("/api/v1/customers/{ida}/consents");
        let item = |state: &str, how: &str| json!({"channel": "call", "purpose": "marketing", "state": state, "how": how});
        api.put(&path, json!({"items": []})).await.expect(428);
        api.with_header("if-match", "\"v9\"").put(&path, json!({"items": []})).await.expect(412);
        let first = put(&api, &ida, json!({"items": [item("given", "By telephone")]})).await.expect(200);
        assert_eq!((first.json()["items"][0]["by"].as_str(), first.header("etag").as_str()), (Some("test"), "\"v2\""));
        let card = format!("/customers/{ida}");
        let eva = app.browser("eva", Role::Agent).await;
        assert!(!eva.get(&card).await.expect(200).text.contains("Telephone · Marketing"));
        // The same again changes nothing.
        assert_eq!(put(&api, &ida, json!({"items": [item("given", "By telephone")]})).await.header("etag"), "\"v2\"");
        let form = [("channel", "call"), ("purpose", "marketing"), ("state", "withdrawn"), ("how", ""), ("valid_until", "")];
        let script = eva.with_header("hx-request", "true").with_header("hx-target", "privacy-consents");
        let part = script.form(&format!("{card}/consents"), &form).await.expect(200).text;
        assert!(part.contains("Withdrawn") && part.contains("name=\"how\" value=\"By telephone\"") && part.contains("name=\"state\" value=\"given\""), "{part}");
        let page = eva.get(&card).await.expect(200).text;
        assert!(page.contains("Telephone · Marketing: Withdrawn"), "{page}");
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes")).await.json();
        assert_eq!(changes["items"][0]["after"]["consent.call.marketing"]["state"], "withdrawn");
        let page = eva.get(&format!("{card}?tab=changes")).await.expect(200).text;
        assert!(page.contains("Consent: Telephone, Marketing") && page.contains("Given, ") && page.contains("By telephone"), "{page}");
        // Undo: what was there, with its time.
        let at = first.json()["items"][0]["at"].as_str().unwrap().to_owned();
        let back = [("channel", "call"), ("purpose", "marketing"), ("state", "given"), ("how", "By telephone"), ("at", &at)];
        assert_eq!(eva.form(&format!("{card}/consents"), &back).await.expect(303).header("location"), format!("{card}?tab=privacy"));
        assert_eq!(api.get(&path).await.json()["items"][0]["at"], at);
        eva.form(&format!("{card}/consents"), &[("channel", "call"), ("purpose", "marketing"), ("state", "")]).await.expect(303);
        assert_eq!(api.get(&path).await.json()["items"], json!([]));
        app.team("eva", &[Feature::CustomersEdit]).await;
        eva.form(&format!("{card}/consents"), &form).await.expect(403);
    }
}

both_databases! {
    async fn consents_that_cannot_be_are_refused_by_name(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201).id();
        let one = json!({"channel": "call", "purpose": "service", "state": "given"});
        let with = |name: &str, value: Value| {
            let mut one = one.clone();
            one[name] = value;
            one
        };
        for (items, field) in [
            (json!([with("purpose", json!("astrology"))]), "items[0].purpose"),
            (json!([one, one]), "items[1].purpose"),
            (json!([with("channel", json!("pigeon"))]), "items[0].channel"),
            (json!([with("state", json!("maybe"))]), "items[0].state"),
            (json!([with("valid_until", json!("soon"))]), "items[0].valid_until"),
            (json!([with("at", json!("2030-01-01T00:00:00Z"))]), "items[0].at"),
            (json!([with("how", json!("x".repeat(201)))]), "items[0].how"),
            (json!(vec![one.clone(); 201]), "items"),
        ] {
            assert_eq!(put(&api, &ida, json!({"items": items})).await.expect(422).fields(), [field]);
        }
        let nobody = "/api/v1/customers/01890000-0000-7000-8000-000000000000";
        for path in ["privacy", "consents"] {
            api.get(&format!("{nobody}/{path}")).await.expect(404);
        }
        let body = json!({"items": []}).to_string().into_bytes();
        api.with_header("if-match", "*").send(Method::PUT, &format!("{nobody}/consents"), Some("application/json"), body).await.expect(404);
        let eva = app.browser("eva", Role::Agent).await;
        eva.form(&format!("/customers/{ida}/consents"), &[("channel", "pigeon")]).await.expect(422);
    }
}

/// The members of a ZIP.
pub async fn unpacked(client: &Client, path: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    use http_body_util::BodyExt;
    let response = client.open(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(response.headers()["content-type"], "application/zip");
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: &String| {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut content).unwrap();
        (name.clone(), content)
    };
    names.iter().map(read).collect()
}

/// A word of every kind of text that `somebody` has.
pub const CANARIES: [&str; 36] = [
    "canaryrelation",
    "Canarygiven",
    "Canaryfamily",
    "canary-ref",
    "Canarydepartment",
    "Canaryjob",
    "canarypinned",
    "canarylabel",
    "canary@mail.example",
    "canaryhandle",
    "Canarystreet",
    "Canarycity",
    "44051401359",
    "canarytag",
    "canaryfree",
    "canarysecret",
    "canarynote",
    "canaryrecord",
    "canaryblock",
    "canarytopic",
    "canaryqueue",
    "canarycampaign",
    "canaryitag",
    "canaryifield",
    "canaryprompt",
    "canary.example/1.wav",
    "canarycomment",
    "canarysubject",
    "canarytext",
    "canaryhtml",
    "canaryanswer",
    "canaryhow",
    "canarydraft",
    "canaryfile",
    "canary-call",
    "canary-mail",
];

both_databases! {
    async fn the_export_holds_every_word_and_its_manifest_every_member(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = somebody(app, &api).await;
        for name in ["../canaryfile.txt", "canaryfile.txt"] {
            let file = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\ncanaryfile\r\n--x--\r\n");
            api.send(Method::POST, &format!("/api/v1/customers/{ida}/files"), Some("multipart/form-data; boundary=x"), file.into_bytes()).await.expect(201);
        }
        let path = format!("/api/v1/customers/{ida}/privacy/export");
        let members = unpacked(&app.api(Role::Supervisor).await, &path).await;
        let names: Vec<&str> = members.keys().map(String::as_str).collect();
        assert_eq!(names.iter().filter(|name| name.starts_with("conversations/2026-11-1") && name.ends_with(".vcon.json")).count(), 2, "{names:?}");
        for name in ["index.html", "held.json", "customer.jscontact.json", "consents.json", "changes.json", "accesses.json", "manifest.json", "files/001-canaryfile.txt", "files/002-canaryfile.txt"] {
            assert!(members.contains_key(name), "{name} is not among {names:?}");
        }
        assert_eq!(members["files/001-canaryfile.txt"], b"canaryfile");
        let all: String = members.values().map(|content| String::from_utf8_lossy(content)).collect();
        for canary in CANARIES {
            assert!(all.contains(canary), "{canary} is not in the export");
        }
        // What people read holds all of it too, but for the markup of messages and what only machines tell apart.
        let page = String::from_utf8_lossy(&members["index.html"]);
        for canary in CANARIES.iter().filter(|canary| !["canaryhtml", "canary-call", "canary-mail"].contains(canary)) {
            assert!(page.contains(canary), "{canary} is not on the page");
        }
        assert!(!page.contains("<script") && !page.contains("<a ") && page.ends_with("</body></html>\n"));
        let manifest: Value = serde_json::from_slice(&members["manifest.json"]).unwrap();
        let listed = manifest["members"].as_array().unwrap();
        assert_eq!(listed.len(), members.len() - 1);
        for one in listed {
            let content = &members[one["name"].as_str().unwrap()];
            use sha2::Digest;
            assert_eq!((one["size"].as_u64().unwrap(), one["sha256"].as_str().unwrap()), (content.len() as u64, visavi::hex::encode(&sha2::Sha256::digest(content)).as_str()));
        }
        for (name, content) in members.iter().filter(|(name, _)| name.ends_with(".json")) {
            serde_json::from_slice::<Value>(content).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let accesses = String::from_utf8_lossy(&members["accesses.json"]);
        assert!(accesses.contains("\"what\":\"export\""), "whoever takes it stands in it");
    }
}

both_databases! {
    async fn an_agent_takes_away_what_an_agent_sees(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = somebody(app, &api).await;
        let members = unpacked(&api, &format!("/api/v1/customers/{ida}/privacy/export")).await;
        let all: String = members.values().map(|content| String::from_utf8_lossy(content)).collect();
        for hidden in ["44051401359", "canarysecret", "canarydraft"] {
            assert!(!all.contains(hidden), "{hidden}");
        }
        assert!(!members.contains_key("accesses.json") && all.contains("canarycomment"));
        let (anna, path) = (app.browser("anna", Role::Agent).await, format!("/customers/{ida}/privacy/export"));
        let card = anna.get(&format!("/customers/{ida}?tab=privacy")).await.expect(200).text;
        assert!(card.contains(&path));
        assert!(unpacked(&anna, &path).await.contains_key("index.html"));
        let log = app.api(Role::Supervisor).await.get(&format!("/api/v1/customers/{ida}/accesses")).await.json();
        let taken = log["items"].as_array().unwrap().iter().filter(|one| one["what"] == "export").count();
        assert_eq!(taken, 2);
        app.team("anna", &[Feature::NotesSee, Feature::FilesSee, Feature::ChangesSee]).await;
        let members = unpacked(&anna, &path).await;
        let all: String = members.values().map(|content| String::from_utf8_lossy(content)).collect();
        assert!(!all.contains("canarynote") && !all.contains("canarypinned") && !members.contains_key("changes.json"));
        app.team("anna", &[Feature::PrivacySee]).await;
        anna.get(&path).await.expect(403);
        api.get("/api/v1/customers/01890000-0000-7000-8000-000000000000/privacy/export").await.expect(404);
    }
}
