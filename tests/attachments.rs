//! What comes with messages: it comes back as it was and runs nowhere, once however often it is delivered; whatever goes wrong
//! leaves nothing behind.

use axum::http::Method;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use visavi::backup::write;
use visavi::clock::Time;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

const PDF: &[u8] = b"%PDF-1.7 0123456789";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

fn photo() -> Vec<u8> {
    crate::avatars::png([9, 99, 199])
}

/// An attachment as a mail server tells of it.
pub fn attached(name: &str, content: &[u8]) -> Value {
    json!({"name": name, "content": STANDARD.encode(content)})
}

async fn customer(api: &Client) -> String {
    let ida = json!({"name": "Ida Nyberg", "emails": [{"value": "ida@mail.example"}]});
    api.post("/api/v1/customers", ida).await.expect(201).id()
}

/// A mail with one message that has these attachments.
fn mail(reference: &str, attachments: Value) -> Value {
    json!({"ref": reference, "channel": "email", "from": "ida@mail.example", "to": "help@house.example",
        "messages": [{"ref": "m-1", "text": "See below", "attachments": attachments}]})
}

async fn tell(api: &Client, mail: Value) -> Answer {
    api.post("/api/v1/interactions", mail).await
}

/// How many contents lie in the store, how many wait, and how many are somebody's.
async fn counts(app: &TestApp) -> (usize, i64, i64) {
    fn count(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        entries
            .map(|entry| entry.unwrap().path())
            .map(|path| if path.is_dir() { count(&path) } else { 1 })
            .sum()
    }
    let of = async |table: &'static str| {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        app.app.read(move |tx| Ok(tx.get(sql.clone(), &[], |row| row.get::<i64>(0))?)).await.unwrap()
    };
    (count(&app.app.config.data.join("files")), of("loose_contents").await, of("attachments").await)
}

fn list(message: &Value) -> Vec<Value> {
    message["attachments"].as_array().unwrap().clone()
}

fn id(of: &Value) -> String {
    of["id"].as_str().unwrap().to_owned()
}

/// The body of an attachment as it comes.
async fn bytes(client: &Client, path: &str) -> Vec<u8> {
    let response = client.open(Method::GET, path, None, Vec::new()).await;
    assert_eq!(response.status(), 200, "{path}");
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

both_databases! {
    async fn what_came_with_a_mail_comes_back_as_it_was(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = customer(&api).await;
        let photo = photo();
        let told = json!([
            {"ref": "a-1", "name": "photo.exe", "content_id": "<photo@mail>", "content": STANDARD.encode(&photo)},
            attached("../../Förslag\u{202e}\r\n.pdf", PDF),
            attached("page.png", SVG),
            attached("empty.txt", b""),
            {"content": STANDARD.encode(&photo)},
        ]);
        let contact = tell(&api, mail("mail-1", told)).await.expect(201).json();
        let message = contact["messages"][0].clone();
        let all = list(&message);
        let facts: Vec<(&Value, &Value, &Value)> = all.iter().map(|one| (&one["name"], &one["media_type"], &one["size"])).collect();
        let (png, other) = (json!("image/png"), json!("application/octet-stream"));
        assert_eq!(facts, [
            (&json!("photo.exe"), &png, &json!(photo.len())),
            (&json!("Förslag.pdf"), &json!("application/pdf"), &json!(PDF.len())),
            (&json!("page.png"), &other, &json!(SVG.len())),
            (&json!("empty.txt"), &other, &json!(0)),
            (&json!("file.png"), &png, &json!(photo.len())),
        ]);
        assert_eq!((&all[0]["content_id"], &all[0]["ref"], &all[1]["ref"]), (&json!("photo@mail"), &json!("a-1"), &Value::Null));
        assert_eq!(counts(app).await, (5, 0, 5));
        let path = format!("/api/v1/interactions/{}/messages", contact["id"].as_str().unwrap());
        assert_eq!(api.get(&path).await.expect(200).json()["items"][0], message);
        let anna = app.browser("anna", Role::Agent).await;
        for (one, content) in all.iter().zip([&photo[..], PDF, SVG, b"", &photo]) {
            let at = format!("/attachments/{}/content", id(one));
            assert_eq!(bytes(&api, &format!("/api/v1{at}")).await, content);
            assert_eq!(bytes(&anna, &at).await, content);
            let saved = anna.get(&at).await.expect(200);
            assert!(saved.header("content-disposition").starts_with("attachment; filename=\""), "{saved:?}");
            assert_eq!(saved.header("x-content-type-options"), "nosniff");
            assert!(saved.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        }
        assert_eq!(anna.get(&format!("/attachments/{}/content", id(&all[1]))).await.header("content-disposition"), "attachment; filename=\"F_rslag.pdf\"; filename*=UTF-8''F%C3%B6rslag.pdf");
        let part = api.with_header("range", "bytes=1-3").get(&format!("/api/v1/attachments/{}/content", id(&all[1]))).await.expect(206);
        assert_eq!(part.text, "PDF");
        // Only pictures and PDF are looked at.
        for (one, kind) in all.iter().zip([Some("image/png"), Some("application/pdf"), None, None, Some("image/png")]) {
            let shown = anna.get(&format!("/attachments/{}/preview", id(one))).await;
            assert_eq!(shown.status.as_u16(), if kind.is_some() { 200 } else { 404 });
            if let Some(kind) = kind {
                assert_eq!(shown.header("content-type"), kind);
                assert!(shown.header("content-disposition").starts_with("inline;") && shown.header("content-security-policy").starts_with("sandbox;"));
            }
            let small = anna.get(&format!("/attachments/{}/thumbnail", id(one))).await;
            assert_eq!(small.status.as_u16(), if kind == Some("image/png") { 200 } else { 404 });
        }
        // Each stands in the change history of whose it is.
        let changes = api.get(&format!("/api/v1/customers/{ida}/changes?of=interaction")).await.expect(200).json();
        assert_eq!(changes["items"].as_array().unwrap().iter().filter(|one| one["entity"] == "attachment" && one["action"] == "create").count(), 5, "{changes}");
        // It is found by its name, and by it alone once.
        let found = api.get("/api/v1/messages?q=f%C3%B6rslag").await.expect(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
        for path in ["/api/v1/attachments/01890000-0000-7000-8000-000000000000/content", "/api/v1/attachments/x/content"] {
            api.get(path).await.expect(404);
        }
    }
}

both_databases! {
    async fn what_is_delivered_again_is_no_second_one(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let first = tell(&api, mail("mail-1", json!([attached("a.pdf", PDF), {"ref": "a-2", "name": "b", "content": "AAAA"}]))).await.expect(201).json();
        // All of it again, once more within one delivery, and with one that is new.
        let again = json!([attached("a.pdf", PDF), attached("a.pdf", PDF), {"ref": "a-2", "name": "c", "content": "BBBB"}, attached("new.pdf", PDF)]);
        let second = tell(&api, mail("mail-1", again.clone())).await.expect(200).json();
        assert_eq!(list(&second["messages"][0])[..2], list(&first["messages"][0])[..]);
        let names: Vec<Value> = list(&second["messages"][0]).iter().map(|one| one["name"].clone()).collect();
        assert_eq!(names, ["a.pdf", "b", "new.pdf"]);
        assert_eq!(counts(app).await, (3, 0, 3));
        let path = format!("/api/v1/interactions/{}/messages", first["id"].as_str().unwrap());
        api.post(&path, json!({"ref": "m-1", "text": "See below", "attachments": again})).await.expect(200);
        let contact = api.get(&format!("/api/v1/interactions/{}", id(&first))).await.expect(200);
        let changed = json!({"topic": "Offer", "messages": [{"ref": "m-1", "text": "x", "attachments": [attached("a.pdf", PDF)]}]});
        api.with_header("if-match", &contact.header("etag")).send(Method::PATCH, &format!("/api/v1/interactions/{}", id(&first)), Some("application/merge-patch+json"), changed.to_string().into_bytes()).await.expect(200);
        assert_eq!(counts(app).await, (3, 0, 3));
        // A photo without a word is a message; another photo is another one, the same one is not.
        for (content, status) in [("AAAA", 201), ("BBBB", 201)] {
            let told = json!({"ref": content, "from": "ida@mail.example", "attachments": [{"name": "photo", "content": content}]});
            api.post(&path, told).await.expect(status);
        }
        let delivery = |content: &str| json!({"ref": "chat-1", "channel": "chat", "from": "visitor", "messages": [{"attachments": [{"name": "photo.png", "content": content}]}]});
        for (content, count) in [("AAAA", 1), ("AAAA", 1), ("BBBB", 2)] {
            let chat = tell(&api, delivery(content)).await.json();
            assert_eq!(chat["messages"].as_array().unwrap().len(), count, "{chat}");
        }
        // A key that was used answers what it did.
        let keyed = api.with_header("idempotency-key", "k");
        let told = mail("mail-2", json!([attached("z.pdf", PDF)]));
        let before = counts(app).await;
        assert_eq!(tell(&keyed, told.clone()).await.expect(201).id(), tell(&keyed, told).await.expect(201).id());
        assert_eq!(counts(app).await, (before.0 + 1, 0, before.2 + 1));
        // What comes without words is told by its name.
        let list = api.get("/api/v1/messages?q=photo").await.expect(200).json();
        assert_eq!(list["items"].as_array().unwrap().len(), 4, "{list}");
    }
}

both_databases! {
    async fn what_is_too_large_or_wrong_is_named_and_leaves_nothing(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let small = api.of(&app.with(|config| (config.attachment_mb, config.message_attachments_mb, config.delivery_mb) = (1, 1, 3)));
        let megabyte = STANDARD.encode(vec![7; 1_000_001]);
        let half = STANDARD.encode(vec![7; 600_000]);
        for (attachments, field) in [
            (json!([attached("a", b"a"), {"name": "b", "content": megabyte}]), "messages[0].attachments[1].content"),
            (json!([{"name": "b", "content": "!"}]), "messages[0].attachments[0].content"),
            (json!([{"name": "b"}]), "messages[0].attachments[0].content"),
            (json!([{"name": "b", "content": "", "size": 3}]), "messages[0].attachments[0].size"),
            (json!([{"name": "b", "content": "", "content_id": "x".repeat(321)}]), "messages[0].attachments[0].content_id"),
            (json!([{"name": "b", "content": "", "ref": "a\u{7}"}]), "messages[0].attachments[0].ref"),
            (json!([{"name": "a", "content": half}, {"name": "b", "content": half}]), "messages[0].attachments"),
            (json!(vec![attached("a", b"a"); 101]), "messages[0].attachments"),
        ] {
            assert_eq!(tell(&small, mail("mail-1", attachments)).await.expect(422).fields()[0], field);
        }
        // What else is wrong of the delivery.
        let mut wrong = mail("mail-1", json!([attached("a", b"a")]));
        wrong["channel"] = Value::Null;
        tell(&small, wrong).await.expect(422);
        let refused = tell(&small, json!({"channel": "email", "topic": "x".repeat(3_000_001)})).await.expect(413);
        assert!(refused.text.contains("3 MB") && refused.text.contains("attachments"), "{}", refused.text);
        assert_eq!(counts(app).await, (0, 0, 0));
        // In a batch the others are taken.
        let batch = json!([mail("mail-2", json!([attached("a", b"a")])), mail("mail-3", json!([{"content": "!"}])), mail("mail-4", json!([attached("a", b"b")]))]);
        let answer = small.post("/api/v1/interactions/batch", batch).await.expect(200).json();
        let told: Vec<&Value> = answer["items"].as_array().unwrap().iter().map(|one| &one["status"]).collect();
        assert_eq!(told, [&json!(201), &json!(422), &json!(201)]);
        assert_eq!(counts(app).await, (2, 0, 2));
        // A message that is known takes what it has room for.
        let known = mail("mail-2", json!([{"name": "b", "content": STANDARD.encode(vec![7; 999_999])}]));
        tell(&small, known.clone()).await.expect(200);
        tell(&small, mail("mail-2", json!([attached("c", b"cc")]))).await.expect(409);
        assert_eq!(counts(app).await, (3, 0, 3));
    }
}

both_databases! {
    async fn a_large_one_comes_as_a_body_of_its_own(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let contact = tell(&api, mail("mail-1", json!([]))).await.expect(201).json();
        let message = id(&contact["messages"][0]);
        let path = format!("/api/v1/interactions/{}/messages/{message}/attachments", id(&contact));
        let send = async |client: &Client, query: &str, body: &[u8]| {
            client.send(Method::POST, &format!("{path}{query}"), Some("image/svg+xml"), body.to_vec()).await
        };
        let made = send(&api, "?name=..%2Foffer.pdf&content_id=%3Cx%40y%3E", PDF).await.expect(201);
        assert_eq!((&made.json()["name"], &made.json()["content_id"], &made.json()["media_type"]), (&json!("offer.pdf"), &json!("x@y"), &json!("application/pdf")));
        assert_eq!(api.get(&made.header("location")).await.expect(200).text.as_bytes(), PDF);
        // The same again, as a body and with its message.
        assert_eq!(send(&api, "?name=offer.pdf", PDF).await.expect(200).id(), made.id());
        tell(&api, mail("mail-1", json!([attached("offer.pdf", PDF)]))).await.expect(200);
        send(&api, "?ref=one", b"1").await.expect(201);
        send(&api, "?ref=one", b"2").await.expect(200);
        send(&api, "", b"").await.expect(201);
        assert_eq!(counts(app).await, (3, 0, 3));
        let found = api.get("/api/v1/messages?q=offer").await.expect(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
        // Refused: too large, too much, what is not there, what is unknown.
        let small = api.of(&app.with(|config| (config.attachment_mb, config.message_attachments_mb) = (1, 1)));
        send(&small, "", &vec![7; 1_000_001]).await.expect(413);
        send(&small, "", &vec![7; 1_000_000]).await.expect(409);
        assert_eq!(send(&api, "?size=3", PDF).await.expect(422).fields(), ["size"]);
        let long = format!("?content_id={}", "x".repeat(400));
        assert_eq!(send(&api, &long, PDF).await.expect(422).fields(), ["content_id"]);
        let other = tell(&api, mail("mail-2", json!([]))).await.expect(201).id();
        for path in [
            format!("/api/v1/interactions/{other}/messages/{message}/attachments"),
            format!("/api/v1/interactions/{}/messages/{other}/attachments", id(&contact)),
            format!("/api/v1/interactions/{}/messages/x/attachments", id(&contact)),
        ] {
            api.send(Method::POST, &path, Some("image/png"), PDF.to_vec()).await.expect(404);
        }
        assert_eq!(counts(app).await, (3, 0, 3));
        for nth in 3..100 {
            let name = format!("?name=part-{nth}");
            send(&api, &name, b"x").await.expect(201);
        }
        send(&api, "?name=one-more", b"x").await.expect(409);
        assert_eq!(counts(app).await, (100, 0, 100));
    }
}

both_databases! {
    async fn they_are_seen_below_the_words_or_within_them(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        let photo = STANDARD.encode(photo());
        let html = "<p>Look: <img src=\"cid:one%40mail\" alt=One> <img src='CID:svg@mail' alt=Drawing> <img src=cid:nowhere alt=Lost></p>";
        let told = json!({"ref": "mail-1", "channel": "email", "from": "ida@mail.example", "agent": "anna", "messages": [{"ref": "m-1", "html": html, "attachments": [
            {"name": "one.png", "content_id": "<one@mail>", "content": photo},
            {"name": "drawing.svg", "content_id": "svg@mail", "content": STANDARD.encode(SVG)},
            {"name": "two.png", "content_id": "two@mail", "content": photo.clone()},
            {"name": "invoice.pdf                                  <b>.exe", "content": ""},
        ]}]});
        let contact = tell(&api, told).await.expect(201).json();
        let all = list(&contact["messages"][0]);
        let framed = anna.get(&format!("/messages/{}/html", id(&contact["messages"][0]))).await.expect(200).text;
        assert!(framed.contains(&format!("<img src=\"/attachments/{}/preview\" alt=\"One\"", id(&all[0]))), "{framed}");
        assert!(!framed.contains(&id(&all[1])) && !framed.contains("cid:") && framed.contains("Drawing") && framed.contains("Lost"), "{framed}");
        let script = anna.with_header("hx-request", "true");
        for path in ["details", "now"] {
            let page = script.get(&format!("/interactions/{}/{path}", id(&contact))).await.expect(200).text;
            let (beside, within) = page.split_once("<details class=\"attachments-within\"").unwrap();
            let times = |text: &str, one: &Value| text.matches(&format!("href=\"/attachments/{}/content\"", id(one))).count();
            assert!(within.contains("One picture stands in the text"));
            assert_eq!([times(beside, &all[0]), times(within, &all[0])], [0, 1]);
            for one in &all[1..] {
                assert!(times(beside, one) >= 1 && times(within, one) == 0, "{path}: {page}");
            }
            assert!(page.contains("&lt;b&gt;</bdi><bdi class=\"ending\">.exe</bdi>") && page.contains("A program"), "{page}");
            assert!(page.contains(&format!("data-look=\"picture\" data-file=\"/attachments/{}/content\"", id(&all[2]))));
        }
        // In a chat no picture stands in the text.
        let chat = json!({"channel": "chat", "from": "visitor", "messages": [{"html": html, "attachments": [{"name": "one.png", "content_id": "one@mail", "content": photo}]}]});
        let chat = tell(&api, chat).await.expect(201).json();
        let page = script.get(&format!("/interactions/{}/details", id(&chat))).await.expect(200).text;
        assert!(page.contains("one.png") || page.contains(">one<"), "{page}");
        assert!(!page.contains("attachments-within"));
        // A picture that would fill the memory of a browser is only saved.
        let mut bomb = crate::avatars::png([1; 3]);
        bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let told = mail("mail-2", json!([{"name": "bomb.png", "content": STANDARD.encode(&bomb)}]));
        let one = id(&list(&tell(&api, told).await.expect(201).json()["messages"][0])[0]);
        anna.get(&format!("/attachments/{one}/preview")).await.expect(404);
        anna.get(&format!("/attachments/{one}/thumbnail")).await.expect(404);
        assert_eq!(bytes(&anna, &format!("/attachments/{one}/content")).await, bomb);
    }
}

both_databases! {
    async fn they_are_whose_the_contact_is(app: &TestApp) {
        let (api, heike) = (app.api(Role::Agent).await, app.api(Role::Supervisor).await);
        let ida = customer(&api).await;
        let contact = tell(&api, mail("mail-1", json!([attached("offer.pdf", PDF)]))).await.expect(201).json();
        let one = id(&list(&contact["messages"][0])[0]);
        let (at, page) = (format!("/api/v1/attachments/{one}/content"), format!("/attachments/{one}/content"));
        let anna = app.browser("anna", Role::Agent).await;
        anna.get(&page).await.expect(200);
        let log = heike.get(&format!("/api/v1/customers/{ida}/accesses")).await.expect(200).json();
        assert!(log["items"].as_array().unwrap().iter().any(|one| one["by"] == "anna of the tests" && one["interaction_id"] == contact["id"]), "{log}");
        // Restricted, agents see none of it; systems go on telling.
        let restriction = format!("/api/v1/customers/{ida}/restriction");
        heike.put(&restriction, json!({"reason": "contested"})).await.expect(200);
        api.get(&at).await.expect(423);
        for act in ["content", "preview", "thumbnail"] {
            anna.get(&format!("/attachments/{one}/{act}")).await.expect(423);
        }
        heike.get(&at).await.expect(200);
        tell(&api, mail("mail-1", json!([attached("more.pdf", PDF)]))).await.expect(200);
        let path = format!("/api/v1/interactions/{}/messages", id(&contact));
        assert_eq!(api.get(&path).await.expect(200).json()["items"], json!([]));
        api.send(Method::POST, &format!("{path}/{}/attachments?name=late", id(&contact["messages"][0])), Some("image/png"), PDF.to_vec()).await.expect(201);
        heike.delete(&restriction).await.expect(204);
        assert_eq!(counts(app).await, (3, 0, 3));
        // Who is deleted leaves their contacts, with what came in them, and gets them back.
        api.delete(&format!("/api/v1/customers/{ida}")).await.expect(204);
        api.get(&at).await.expect(200);
        api.post(&format!("/api/v1/customers/{ida}/restoration"), json!({})).await.expect(200);
        assert_eq!(api.get(&at).await.expect(200).text.as_bytes(), PDF);
        // The privacy export holds it, and says where.
        let members = crate::privacy::unpacked(&heike, &format!("/api/v1/customers/{ida}/privacy/export")).await;
        let path = format!("attachments/{one}-offer.pdf");
        assert_eq!(members[&path], PDF);
        assert!(String::from_utf8_lossy(&members["index.html"]).contains(&format!("href=\"{path}\"")));
        assert_eq!(members.keys().filter(|name| name.starts_with("attachments/")).count(), 3);
        // A backup takes the contents along.
        let folder = tempfile::tempdir().unwrap();
        let done = write::all(&app.app, &folder.path().join("all.zip"), visavi::migrations::newest(), |_| {}).await.unwrap();
        assert_eq!((done.files, done.missing), (3, 0));
        // Who is erased is gone with them.
        let receipt = heike.post(&format!("/api/v1/customers/{ida}/privacy/erasure"), json!({"basis": "request"})).await.expect(201).json();
        assert_eq!(receipt["counts"]["attachments"], 3, "{receipt}");
        api.get(&at).await.expect(404);
        assert_eq!(counts(app).await, (3, 3, 0));
        visavi::files::work::all(&app.app).await.unwrap();
        assert_eq!(counts(app).await, (0, 0, 0));
    }
}

both_databases! {
    async fn they_go_with_their_contact_when_it_is_old(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let mut old = mail("mail-1", json!([attached("offer.pdf", PDF)]));
        (old["state"], old["started_at"], old["ended_at"]) = (json!("closed"), json!("2020-01-01T10:00:00Z"), json!("2020-01-01T10:01:00Z"));
        tell(&api, old).await.expect(201);
        tell(&api, mail("mail-2", json!([attached("offer.pdf", PDF)]))).await.expect(201);
        api.put("/api/v1/retention/interactions", json!({"days": 90})).await.expect(200);
        visavi::retention::work::all(&app.app).await.unwrap();
        assert_eq!(counts(app).await, (2, 1, 1));
        app.app.clock.advance(Time::MINUTE);
        visavi::files::work::all(&app.app).await.unwrap();
        assert_eq!(counts(app).await, (1, 0, 1));
    }
}

both_databases! {
    async fn a_vcon_holds_them_and_brings_them(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        customer(&api).await;
        let photo = photo();
        let large = [&b"%PDF-1.7"[..], &vec![b'x'; 1_100_000]].concat();
        let told = json!([{"name": "Åsa.png", "content_id": "one@mail", "content": STANDARD.encode(&photo)}, attached("large.pdf", &large), attached("empty", b"")]);
        let contact = tell(&api, mail("mail-1", told)).await.expect(201).json();
        let vcon = api.get(&format!("/api/v1/interactions/{}/vcon", id(&contact))).await.expect(200).json();
        let attached: Vec<&Value> = vcon["attachments"].as_array().unwrap().iter().filter(|one| one["purpose"] == "attachment").collect();
        assert_eq!(attached.len(), 3, "{vcon}");
        assert!(attached[1].get("body").is_none() && attached[1]["url"].as_str().unwrap().ends_with("/content") && attached[1]["content_hash"].as_str().unwrap().starts_with("sha512-"));
        let mut other = vcon.clone();
        other["uuid"] = json!("0195544a-b9b1-8ee4-b9a2-279e0d16bc46");
        let brought = api.post("/api/v1/vcons", other).await.expect(201).id();
        let read = api.get(&format!("/api/v1/interactions/{brought}")).await.expect(200).json();
        let all = read["messages"].as_array().unwrap().iter().flat_map(list).collect::<Vec<_>>();
        let names: Vec<&Value> = all.iter().map(|one| &one["name"]).collect();
        assert_eq!(names, ["Åsa.png", "empty"], "what stands elsewhere is not fetched: {read}");
        assert_eq!((&all[0]["content_id"], &all[0]["media_type"]), (&json!("one@mail"), &json!("image/png")));
        assert_eq!(bytes(&api, &format!("/api/v1/attachments/{}/content", id(&all[0]))).await, photo);
        assert_eq!(counts(app).await, (5, 0, 5));
    }
}
