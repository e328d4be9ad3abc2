//! Files: what was added comes back as it was and runs nowhere; whatever goes wrong on the way leaves nothing behind.

use axum::http::Method;
use db::params;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use visavi::clock::Time;
use visavi::files::work;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";
const PDF: &[u8] = b"%PDF-1.7 0123456789";
/// Of `PDF`, by sha256sum.
const SHA256: &str = "4bd55cb85ed621b37e33eb2aac2fc148dc347876737516ebbba91603263a5040";

async fn customer(api: &Client) -> String {
    api.post("/api/v1/customers", json!({"name": "Ida Nyberg"})).await.expect(201).id()
}

async fn add(api: &Client, customer: &str, disposition: &str, content: &[u8]) -> Answer {
    let path = format!("/api/v1/customers/{customer}/files");
    api.with_header("content-disposition", disposition)
        .send(Method::POST, &path, Some("application/octet-stream"), content.to_vec())
        .await
}

/// Adds a file for somebody, by the API.
pub async fn file(api: &Client, customer: &str) -> String {
    add(api, customer, "attachment; filename=\"offer.pdf\"", PDF).await.expect(201).id()
}

/// The same under a name, with something in it.
pub async fn named(api: &Client, customer: &str, name: &str, content: &[u8]) -> String {
    add(api, customer, &format!("attachment; filename=\"{name}\""), content).await.expect(201).id()
}

/// A form with files as a browser sends it.
fn form(csrf: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body =
        format!("--line\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").into_bytes();
    for (name, content) in files {
        let head = format!(
            "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--line--\r\n");
    body
}

async fn send_form(client: &Client, path: &str, files: &[(&str, &[u8])]) -> Answer {
    client.send(Method::POST, path, Some("multipart/form-data; boundary=line"), form("", files)).await
}

/// How many contents lie in the store.
fn stored(app: &TestApp) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        entries
            .map(|entry| entry.unwrap().path())
            .map(|path| if path.is_dir() { count(&path) } else { 1 })
            .sum()
    }
    count(&app.app.config.data.join("files"))
}

async fn rows(app: &TestApp, table: &'static str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    app.app.read(move |tx| Ok(tx.get(sql.clone(), &[], |row| row.get(0))?)).await.unwrap()
}

/// Nothing of a file is anywhere.
async fn assert_nothing(app: &TestApp, why: &str) {
    assert_eq!(
        (rows(app, "files").await, rows(app, "loose_contents").await, stored(app)),
        (0, 0, 0),
        "{why}"
    );
}

async fn changes(api: &Client, customer: &str) -> Vec<(String, String)> {
    let list = api.get(&format!("/api/v1/customers/{customer}/changes")).await.expect(200).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["entity"] == "file")
        .map(|one| (text(&one["action"]), text(&one["by"])))
        .collect()
}

both_databases! {
    async fn a_file_comes_back_as_it_was(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let made = add(&api, &customer, "attachment; filename=\"x\"; filename*=UTF-8''F%C3%B6rslag%201.pdf", PDF).await.expect(201);
        let (id, tag) = (made.id(), made.header("etag"));
        assert_eq!(made.header("location"), format!("/api/v1/files/{id}"));
        let told = made.json();
        assert_eq!((&told["name"], &told["media_type"], &told["size"]), (&json!("Förslag 1.pdf"), &json!("application/pdf"), &json!(PDF.len())));
        assert_eq!(told["sha256"], SHA256);
        let path = format!("/api/v1/files/{id}");
        assert_eq!(api.get(&path).await.expect(200).json(), told);
        let whole = api.get(&format!("{path}/content")).await.expect(200);
        assert_eq!(whole.text.as_bytes(), PDF);
        assert_eq!(whole.header("content-disposition"), "attachment; filename=\"F_rslag 1.pdf\"; filename*=UTF-8''F%C3%B6rslag%201.pdf");
        for (name, wanted) in [("x-content-type-options", "nosniff"), ("cache-control", "no-store"), ("accept-ranges", "bytes"), ("content-length", "19")] {
            assert_eq!(whole.header(name), wanted, "{name}");
        }
        assert!(whole.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        let range = async |range: &str| api.with_header("range", range).get(&format!("{path}/content")).await;
        let part = range("bytes=9-12").await.expect(206);
        assert_eq!((part.text.as_str(), part.header("content-range")), ("0123", "bytes 9-12/19".to_owned()));
        assert_eq!(range("bytes=-4").await.expect(206).text, "6789");
        range("bytes=19-").await.expect(416);
        let changed = api.with_header("range", "bytes=0-3").with_header("if-range", "\"another\"").get(&format!("{path}/content")).await;
        assert_eq!(changed.expect(200).text.as_bytes(), PDF);

        api.send(Method::PATCH, &path, Some("application/json"), b"{\"name\":\"x\"}".to_vec()).await.expect(428);
        let seen = api.with_header("if-match", &tag);
        let renamed = seen.send(Method::PATCH, &path, Some("application/json"), "{\"name\":\"../Offert\u{202e}.pdf\"}".into()).await.expect(200);
        assert_eq!(renamed.json()["name"], "Offert.pdf");
        seen.send(Method::PATCH, &path, Some("application/json"), b"{\"name\":\"x\"}".to_vec()).await.expect(412);
        for wrong in [json!({"name": ".."}), json!({"name": "x".repeat(201)}), json!({"name": "a\u{0}"}), json!({"size": 1})] {
            api.patch(&path, wrong).await.expect(422);
        }
        seen.send(Method::DELETE, &path, None, Vec::new()).await.expect(412);
        api.delete(&path).await.expect(204);
        for gone in [path.clone(), format!("{path}/content")] {
            api.get(&gone).await.expect(404);
        }
        let list = async |query: &str| api.get(&format!("/api/v1/customers/{customer}/files{query}")).await.expect(200).json()["items"].as_array().unwrap().len();
        assert_eq!((list("").await, list("?deleted=true").await), (0, 1));
        let back = api.post(&format!("{path}/restoration"), json!({})).await.expect(200);
        assert_eq!(back.header("etag"), "\"v4\"");
        api.post(&format!("{path}/restoration"), json!({})).await.expect(200);
        assert_eq!((list("").await, list("?deleted=true").await), (1, 0));
        let history = changes(&api, &customer).await;
        assert_eq!(history.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(), ["restore", "delete", "update", "create"]);
        assert!(history.iter().all(|(_, by)| by == "test"));
        let kinds: Vec<String> = app.app.read(|tx| Ok(tx.query("SELECT kind FROM events WHERE kind LIKE 'file.%' ORDER BY seq", &[], |row| row.get(0))?)).await.unwrap();
        assert_eq!(kinds, ["file.created", "file.changed", "file.deleted", "file.restored"]);
    }
}

both_databases! {
    async fn files_are_listed_by_parts(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let mut ids = Vec::new();
        for number in 0..5 {
            app.app.clock.advance(number % 2);
            ids.push(add(&api, &customer, &format!("attachment; filename={number}"), b"x").await.expect(201).id());
        }
        ids.reverse();
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let part = api.get(&format!("/api/v1/customers/{customer}/files?limit=2{after}")).await.expect(200).json();
            seen.extend(part["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            let Some(next) = part["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        assert_eq!(seen, ids);
        let list = format!("/api/v1/customers/{customer}/files");
        for wrong in ["limit=0", "after=x", "deleted=1", "colour=red"] {
            api.get(&format!("{list}?{wrong}")).await.expect(422);
        }
        api.get("/api/v1/customers/00000000-0000-7000-8000-000000000000/files").await.expect(404);
    }
}

both_databases! {
    async fn no_name_is_a_path_or_looks_like_another(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let long = format!("{}.pdf", "x".repeat(10_000));
        for (encoded, wanted) in [
            ("..%2F..%2Fetc%2Fpasswd", "passwd"), ("a%E2%80%AEgpj.exe", "agpj.exe"), ("C%3A%5Cx", "x"), ("a%00b.txt", "ab.txt"), ("", "file"), ("%2e%2e", "file"),
            ("%FF%FE", "\u{fffd}\u{fffd}"), (long.as_str(), &format!("{}.pdf", "x".repeat(196))), ("%3Cscript%3E.txt", "<script>.txt"), ("a%0D%0Ab", "ab"),
        ] {
            let made = add(&api, &customer, &format!("attachment; filename*=UTF-8''{encoded}"), b"x").await.expect(201).json();
            assert_eq!(made["name"], wanted, "{encoded:.40}");
            let content = api.get(&format!("/api/v1/files/{}/content", made["id"].as_str().unwrap())).await.expect(200);
            assert!(content.header("content-disposition").starts_with("attachment; filename=\""), "{encoded:.40}");
        }
        // A form says it in its own way; a body without a name has none.
        for name in ["../../etc/passwd", "C:\\temp\\passwd"] {
            let made = send_form(&api, &format!("/api/v1/customers/{customer}/files"), &[(name, b"x")]).await.expect(201).json();
            assert_eq!(made["name"], "passwd", "{name}");
        }
        let path = format!("/api/v1/customers/{customer}/files");
        assert_eq!(api.send(Method::POST, &path, None, b"x".to_vec()).await.expect(201).json()["name"], "file");
        // Wherever the name says, it lies in the folder, by a key that does not hold it.
        assert_eq!(stored(app), 13);
    }
}

both_databases! {
    async fn what_could_run_is_only_saved(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let customer = customer(&api).await;
        let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        for (name, content) in [("a.svg", &script[..]), ("a.png", b"<!doctype html><script>alert(1)</script>"), ("a.pdf", b"<html>%PDF-1.7"), ("a.html", b"\xef\xbb\xbf<html>")] {
            let made = add(&api, &customer, &format!("attachment; filename={name}"), content).await.expect(201);
            assert_eq!(made.json()["media_type"], "application/octet-stream", "{name}");
            let path = format!("/files/{}", made.id());
            browser.get(&format!("{path}/preview")).await.expect(404);
            let saved = browser.get(&path).await.expect(200);
            assert_eq!((saved.header("content-type"), saved.header("x-content-type-options")), ("application/octet-stream".to_owned(), "nosniff".to_owned()));
            assert!(saved.header("content-disposition").starts_with("attachment"));
            assert!(saved.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        }
        // A picture that is a page as well is a picture, and nothing of it runs.
        let polyglot = add(&api, &customer, "attachment; filename=a.html", b"GIF89a/*<html><script>alert(1)</script>*/").await.expect(201).id();
        for (id, kind) in [(polyglot, "image/gif"), (add(&api, &customer, "attachment; filename=a", PNG).await.expect(201).id(), "image/png"), (file(&api, &customer).await, "application/pdf")] {
            let shown = browser.get(&format!("/files/{id}/preview")).await.expect(200);
            assert_eq!((shown.header("content-type"), shown.header("x-content-type-options")), (kind.to_owned(), "nosniff".to_owned()));
            assert!(shown.header("content-disposition").starts_with("inline"));
            assert!(shown.header("content-security-policy").contains("default-src 'none'"), "{}", shown.header("content-security-policy"));
        }
        // What a sender says of it counts for nothing.
        let told = send_form(&api, &format!("/api/v1/customers/{customer}/files"), &[("a.png", PNG)]).await.expect(201).json();
        assert_eq!(told["media_type"], "image/png");
    }
}

both_databases! {
    async fn what_is_refused_leaves_nothing(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let path = format!("/api/v1/customers/{customer}/files");
        let small = api.of(&app.with(|config| config.file_mb = 1));
        let large = vec![b'x'; 1_000_001];
        // Without a length that is told, the bytes are counted as they come.
        assert_eq!(small.send(Method::POST, &path, None, large.clone()).await.expect(413).json()["detail"], "A file may have 1 MB. Nothing was stored.");
        small.with_header("content-length", "1000001").send(Method::POST, &path, None, b"x".to_vec()).await.expect(413);
        small.with_header("content-length", "1").send(Method::POST, &path, None, large.clone()).await.expect(413);
        send_form(&small, &path, &[("a", &large)]).await.expect(413);
        assert_eq!(api.send(Method::POST, &path, None, Vec::new()).await.expect(422).fields(), ["file"]);
        assert_eq!(send_form(&api, &path, &[("a", b"")]).await.expect(422).fields(), ["file"]);
        assert_eq!(send_form(&api, &path, &[("", b"x")]).await.expect(422).fields(), ["file"]);
        assert_eq!(send_form(&api, &path, &[]).await.expect(422).fields(), ["file"]);
        let cut = form("", &[("a", &vec![b'x'; 100_000])]);
        let kind = Some("multipart/form-data; boundary=line");
        api.send(Method::POST, &path, kind, cut[..50_000].to_vec()).await.expect(422);
        api.send(Method::POST, &path, Some("multipart/form-data"), cut).await.expect(422);
        api.send(Method::POST, "/api/v1/customers/00000000-0000-7000-8000-000000000000/files", None, b"x".to_vec()).await.expect(404);
        assert_nothing(app, "refused").await;
        // Exactly as much as may be is taken.
        small.send(Method::POST, &path, None, vec![b'x'; 1_000_000]).await.expect(201);
        assert_eq!(rows(app, "loose_contents").await, 0);
    }
}

both_databases! {
    async fn two_at_once_do_not_get_beyond_the_room(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let house = app.with(|config| (config.file_mb, config.customer_files_mb) = (1, 2));
        let (small, content) = (api.of(&house), vec![b'x'; 900_000]);
        let path = format!("/api/v1/customers/{customer}/files");
        let sent = (0..4).map(|_| small.send(Method::POST, &path, None, content.clone()));
        let mut statuses: Vec<u16> = futures_util::future::join_all(sent).await.iter().map(|answer| answer.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 201, 409, 409]);
        assert_eq!((rows(app, "files").await, rows(app, "loose_contents").await, stored(app)), (2, 0, 2));
        // A deleted one leaves its room, and needs it again to come back.
        let first = small.get(&path).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        small.delete(&format!("/api/v1/files/{first}")).await.expect(204);
        small.send(Method::POST, &path, None, content).await.expect(201);
        small.post(&format!("/api/v1/files/{first}/restoration"), json!({})).await.expect(409);
    }
}

both_databases! {
    async fn a_store_that_does_not_work_is_told_and_leaves_nothing(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let customer = customer(&api).await;
        let place = app.app.config.data.join("no-folder");
        std::fs::write(&place, "a file").unwrap();
        let house = app.with(|config| config.files = Some(place.join("files").to_string_lossy().into_owned()));
        let broken = api.of(&house);
        let path = format!("/api/v1/customers/{customer}/files");
        let before = rows(app, "changes").await;
        assert_eq!(broken.send(Method::POST, &path, None, b"x".to_vec()).await.expect(503).json()["type"], "urn:visavi:problem:store-unavailable");
        assert_eq!((rows(app, "files").await, rows(app, "changes").await), (0, before));
        // The card is there all the same.
        browser.of(&house).get(&format!("/customers/{customer}?tab=files")).await.expect(200);
        // What is held for an upload that came to nothing is let go when the store can be asked again.
        app.app.clock.advance(3 * Time::HOUR);
        work::all(&app.app).await.unwrap();
        assert_nothing(app, "after the worker").await;
        // A content that has gone is no reason to break.
        let id = file(&api, &customer).await;
        std::fs::remove_dir_all(app.app.config.data.join("files")).unwrap();
        api.get(&format!("/api/v1/files/{id}/content")).await.expect(503);
        api.delete(&format!("/api/v1/files/{id}")).await.expect(204);
    }
}

both_databases! {
    async fn a_connection_that_is_cut_leaves_nothing(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let token = api.header("authorization");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(axum::serve(listener, visavi::routes::service(&app.app)).into_future());
        for length in ["Content-Length: 9000000", "Transfer-Encoding: chunked"] {
            let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
            let head = format!("POST /api/v1/customers/{customer}/files HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n{length}\r\n\r\n");
            line.write_all(head.as_bytes()).await.unwrap();
            if length.starts_with('T') {
                line.write_all(b"7a1200\r\n").await.unwrap();
            }
            // More than one part: some of it is in the store already.
            line.write_all(&vec![b'x'; 8_000_000]).await.unwrap();
            line.flush().await.unwrap();
            while stored(app) == 0 {
                tokio::task::yield_now().await;
            }
            drop(line);
            while stored(app) > 0 || rows(app, "loose_contents").await > 0 {
                tokio::task::yield_now().await;
            }
            assert_nothing(app, length).await;
        }
        // The server is none the worse for it.
        let mut line = tokio::net::TcpStream::connect(address).await.unwrap();
        let head = format!("POST /api/v1/customers/{customer}/files HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {token}\r\nContent-Length: 1\r\n\r\nx");
        line.write_all(head.as_bytes()).await.unwrap();
        let mut answer = String::new();
        line.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        serving.abort();
    }
}

both_databases! {
    async fn a_call_that_is_sent_again_adds_one_file(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let keyed = api.with_header("idempotency-key", "once");
        let first = add(&keyed, &customer, "attachment; filename=a.pdf", PDF).await.expect(201).id();
        assert_eq!(add(&keyed, &customer, "attachment; filename=a.pdf", PDF).await.expect(201).id(), first);
        add(&keyed, &customer, "attachment; filename=a.pdf", PNG).await.expect(422);
        add(&keyed, &customer, "attachment; filename=b.pdf", PDF).await.expect(422);
        add(&api.with_header("idempotency-key", ""), &customer, "", PDF).await.expect(422);
        assert_eq!((rows(app, "files").await, rows(app, "loose_contents").await, stored(app)), (1, 0, 1));
    }
}

both_databases! {
    async fn what_is_deleted_goes_after_its_time(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        let (kept, gone) = (file(&api, &customer).await, file(&api, &customer).await);
        api.delete(&format!("/api/v1/files/{gone}")).await.expect(204);
        app.app.clock.advance(30 * Time::DAY - Time::SECOND);
        work::all(&app.app).await.unwrap();
        assert_eq!(stored(app), 2);
        app.app.clock.advance(Time::SECOND);
        api.post(&format!("/api/v1/files/{gone}/restoration"), json!({})).await.expect(404);
        work::all(&app.app).await.unwrap();
        assert_eq!((rows(app, "files").await, rows(app, "loose_contents").await, stored(app)), (1, 0, 1));
        // A deleted customer takes the files along, those that wait too.
        let waiting = file(&api, &customer).await;
        api.delete(&format!("/api/v1/files/{waiting}")).await.expect(204);
        api.delete(&format!("/api/v1/customers/{customer}")).await.expect(204);
        api.get(&format!("/api/v1/files/{kept}")).await.expect(404);
        api.post(&format!("/api/v1/files/{waiting}/restoration"), json!({})).await.expect(404);
        // They wait with their customer, who can be taken back as long.
        work::all(&app.app).await.unwrap();
        assert_eq!(stored(app), 2);
        app.app.clock.advance(30 * Time::DAY);
        work::all(&app.app).await.unwrap();
        assert_nothing(app, "after the customer").await;
        assert_eq!(changes(&api, &customer).await.iter().filter(|(action, _)| action == "delete").count(), 3);
    }
}

both_databases! {
    async fn an_upload_and_the_worker_do_not_meet(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let customer = customer(&api).await;
        // While it is on its way, the worker leaves it.
        let held = app.app.clock.now().plus(Time::HOUR);
        app.app.write(move |tx| Ok(tx.exec("INSERT INTO loose_contents (content, at) VALUES ('aa/aa', $1)", &params![held])?)).await.unwrap();
        work::all(&app.app).await.unwrap();
        assert_eq!(rows(app, "loose_contents").await, 1);
        app.app.clock.advance(Time::HOUR);
        work::all(&app.app).await.unwrap();
        assert_nothing(app, "its hour is over").await;
        file(&api, &customer).await;
    }
}

both_databases! {
    async fn the_page_does_it_with_and_without_scripts(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let customer = customer(&api).await;
        let (tab, list) = (format!("/customers/{customer}?tab=files"), format!("/customers/{customer}/files"));
        let none = browser.get(&tab).await.expect(200);
        assert!(none.text.contains("id=\"files\"") && none.text.contains("enctype=\"multipart/form-data\"") && !none.text.contains("id=\"history\""));
        assert_eq!(browser.get(&list).await.expect(303).header("location"), tab);
        // A plain form, with its token as the first field.
        let plain = browser.without_header("x-csrf-token");
        let kind = Some("multipart/form-data; boundary=line");
        plain.send(Method::POST, &list, kind, form("guessed", &[("a.pdf", PDF)])).await.expect(403);
        let csrf = browser.header("x-csrf-token");
        let sent = plain.send(Method::POST, &list, kind, form(&csrf, &[("<b>.pdf", PDF), ("b.svg", b"<svg/>")])).await;
        assert_eq!(sent.expect(303).header("location"), tab);
        let shown = browser.get(&tab).await.expect(200).text;
        assert!(shown.contains("&lt;b&gt;.pdf") && shown.contains("b.svg") && !shown.contains("<b>.pdf"));
        assert!(shown.contains("Files <span class=\"count\">2</span>"));
        assert_eq!(shown.matches("data-look=").count(), 1, "only what can be shown is looked at");
        // A script sends one and gets the list.
        let script = browser.with_header("hx-request", "true").with_header("hx-target", "file-list");
        let added = send_form(&script, &list, &[("c.png", PNG)]).await.expect(201);
        assert!(added.text.contains("c.png") && !added.text.contains("<html"));
        let refused = send_form(&script, &list, &[("c.png", b"")]).await.expect(422);
        assert_eq!((refused.text.as_str(), refused.header("content-type")), ("There is nothing in the file.", "text/plain; charset=utf-8".to_owned()));
        let items = api.get(&format!("/api/v1{list}")).await.json();
        let id = items["items"][0]["id"].as_str().unwrap().to_owned();
        let renamed = script.form(&format!("/files/{id}"), &[("name", "d.png"), ("version", "1")]).await.expect(200);
        assert!(renamed.text.contains("d.png"));
        let stale = script.form(&format!("/files/{id}"), &[("name", "e.png"), ("version", "1")]).await.expect(412);
        assert!(stale.text.contains("data-toast=\"error\"") && stale.text.contains("d.png"));
        let deleted = script.form(&format!("/files/{id}/deletion"), &[("version", "2")]).await.expect(200);
        assert!(deleted.text.contains(&format!("action=\"/files/{id}/restoration\"")) && deleted.text.contains("data-key=\"z\""));
        browser.get(&format!("/files/{id}")).await.expect(404);
        assert_eq!(browser.form(&format!("/files/{id}/restoration"), &[]).await.expect(303).header("location"), tab);
        browser.get(&format!("/files/{id}")).await.expect(200);
        // Beside a contact it stays beside it.
        let call = api.post("/api/v1/interactions", json!({"channel": "call", "from": "anonymous"})).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{call}/customer"), json!({"customer_id": customer})).await.expect(200);
        let beside = browser.get(&format!("/interactions/{call}?tab=files")).await.expect(200).text;
        assert!(beside.contains("id=\"now\"") && beside.contains("id=\"file-list\"") && beside.contains(&format!("files?interaction={call}")));
        let back = browser.form(&format!("/files/{id}/deletion?interaction={call}"), &[("version", "4")]).await.expect(303);
        assert_eq!(back.header("location"), format!("/interactions/{call}?tab=files"));
        let tabs = browser.get(&format!("/customers/{customer}/tabs?tab=history")).await.expect(200);
        assert!(tabs.text.contains("<span class=\"count\">2</span>"));
    }
}

both_databases! {
    async fn what_a_team_may_not_do_with_files_its_agents_cannot_do(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let customer = customer(&api).await;
        let (tab, list) = (format!("/customers/{customer}?tab=files"), format!("/customers/{customer}/files"));
        let id = file(&api, &customer).await;
        let content = format!("/files/{id}");
        let script = browser.with_header("hx-request", "true").with_header("hx-target", "file-list");

        app.team("anna", &[Feature::FilesAdd, Feature::FilesEdit, Feature::FilesDelete]).await;
        let page = browser.get(&tab).await.expect(200).text;
        assert!(page.contains(&id) && !page.contains("id=\"upload\"") && !page.contains(&format!("{content}/deletion")) && !page.contains("file-rename") && !page.contains("data-drop"), "{page}");
        let before = app.fingerprint().await;
        send_form(&browser, &list, &[("b.png", PNG)]).await.expect(403);
        browser.form(&content, &[("name", "b.pdf"), ("version", "1")]).await.expect(403);
        browser.form(&format!("{content}/deletion"), &[("version", "1")]).await.expect(403);
        script.form(&format!("{content}/restoration"), &[]).await.expect(403);
        assert!(app.fingerprint().await == before);
        assert_eq!(stored(app), 1, "what is refused is not stored");
        browser.get(&content).await.expect(200);

        app.team("anna", &[Feature::FilesSee]).await;
        let page = browser.get(&tab).await.expect(200).text;
        assert!(!page.contains("tab=files") && !page.contains(&id) && page.contains("id=\"history\""), "{page}");
        for path in [&content, &format!("{content}/preview")] {
            browser.get(path).await.expect(403);
        }
        script.get(&list).await.expect(403);
        send_form(&browser, &list, &[("b.png", PNG)]).await.expect(403);
        // Tokens belong to no team.
        api.get(&format!("/api/v1/files/{id}/content")).await.expect(200);
        app.team("anna", &[]).await;
        browser.form(&format!("{content}/deletion"), &[("version", "1")]).await.expect(303);
    }
}
