//! Backups: what is restored is what was there, on whichever database; and who was erased since is erased again.

use serde_json::json;
use visavi::app::App;
use visavi::backup::{read, write};
use visavi::clock::Clock;
use visavi::erasures::{ledger, work};
use visavi::words::Role;
use visavi::{migrations, routes, secret_key};

use crate::support::{Client, Database, Kind, TestApp, both_databases};

/// An installation that was restored: over a database of the other kind, with files in a folder of its own or these.
struct Restored {
    app: App,
    database: Database,
    folder: tempfile::TempDir,
}

impl Restored {
    async fn of(app: &TestApp, path: &std::path::Path, files: Option<std::path::PathBuf>) -> Restored {
        let kind = if app.kind == Kind::Sqlite { Kind::Postgres } else { Kind::Sqlite };
        let (database, folder) = (Database::create(kind).await, tempfile::tempdir().unwrap());
        let db = db::Db::open(&database.settings()).await.unwrap();
        let mut config = app.app.config.clone();
        config.data = folder.path().to_owned();
        config.files = files.map(|path| path.to_string_lossy().into_owned());
        let mut backup = read::manifest(path).unwrap();
        read::tables(&db, &mut backup, migrations::ALL, |_| {}).await.unwrap();
        secret_key::open(&config, &db, app.app.clock.now()).await.unwrap();
        visavi::customers::finding::renew_index(&db, 100, |_| {}).await.unwrap();
        visavi::customers::own_fields::renew(&db, 100).await.unwrap();
        visavi::texts::index::renew(&db, |_| {}).await.unwrap();
        let restored = App::new(db, config, Clock::fixed(app.app.clock.now()));
        read::files(&restored.files, &mut backup).await.unwrap();
        ledger::replay(&restored).await.unwrap();
        Restored { app: restored, database, folder }
    }

    fn client(&self, of: &Client) -> Client {
        Client::new(routes::service(&self.app)).with_header("authorization", &of.header("authorization"))
    }

    async fn stop(self) {
        self.app.hub.close();
        self.app.db.close().await;
        self.database.drop().await;
        drop(self.folder);
    }
}

both_databases! {
    async fn what_is_restored_is_what_was_there(app: &TestApp) {
        let api = app.api(Role::Administrator).await;
        let (id, company) = crate::deletion::somebody(app, &api).await;
        for one in [&id, &company] {
            crate::avatars::avatar(&api, one).await;
        }
        api.delete(&format!("/api/v1/customers/{company}")).await.expect(204);
        app.app.accesses.flush().await;
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one.zip"), folder.path().join("two.zip"));
        let done = write::all(&app.app, &one, migrations::newest(), |_| {}).await.unwrap();
        assert!(done.rows > 50 && done.files == 2 && done.missing == 0, "{done:?}");
        assert!(write::all(&app.app, &one, migrations::newest(), |_| {}).await.unwrap_err().to_string().contains("is there already"));
        let restored = Restored::of(app, &one, None).await;
        // Written again, each table is the same to the byte.
        write::all(&restored.app, &two, migrations::newest(), |_| {}).await.unwrap();
        let (before, after) = (read::manifest(&one).unwrap().1, read::manifest(&two).unwrap().1);
        for (name, content) in &before.tables {
            assert_eq!(content, &after.tables[name], "{name}");
        }
        assert_eq!(before.files, after.files);
        // It works: card, search, words, files.
        let there = restored.client(&api);
        let shown = there.get(&format!("/api/v1/customers/{id}")).await.expect(200).json();
        assert_eq!(shown, api.get(&format!("/api/v1/customers/{id}")).await.json());
        let found = there.get("/api/v1/customers?q=nyberg&hidden=true").await.expect(200).json();
        assert_eq!(found["items"][0]["id"], id.as_str());
        assert_eq!(there.get("/api/v1/messages?q=maskinen").await.expect(200).json()["items"].as_array().unwrap().len(), 3);
        let file = there.get(&format!("/api/v1/customers/{id}/files")).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(there.get(&format!("/api/v1/files/{file}/content")).await.expect(200).text, api.get(&format!("/api/v1/files/{file}/content")).await.text);
        there.post(&format!("/api/v1/customers/{company}/restoration"), json!({})).await.expect(200);
        for one in [&id, &company] {
            there.get(&format!("/api/v1/customers/{one}/avatar")).await.expect(200);
        }
        restored.stop().await;
    }
}

both_databases! {
    async fn who_was_erased_since_is_erased_again(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida Zqkanark", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let bo = api.post("/api/v1/customers", json!({"name": "Bo Ek"})).await.expect(201).id();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("before.zip");
        write::all(&app.app, &path, migrations::newest(), |_| {}).await.unwrap();
        api.post(&format!("/api/v1/customers/{ida}/privacy/erasure"), json!({"basis": "request"})).await.expect(201);
        work::all(&app.app).await.unwrap();
        let restored = Restored::of(app, &path, Some(app.app.config.data.join("files"))).await;
        let there = restored.client(&api);
        there.get(&format!("/api/v1/customers/{ida}")).await.expect(404);
        there.get(&format!("/api/v1/customers/{bo}")).await.expect(200);
        there.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(409);
        let rows = restored.database.rows().await;
        assert!(rows.iter().all(|(_, rows)| rows.iter().all(|row| !row.to_lowercase().contains("zqkanark"))));
        restored.stop().await;
    }
}

both_databases! {
    async fn a_backup_under_load_is_of_one_moment(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let (stop, mut stopped) = tokio::sync::watch::channel(false);
        let busy = {
            let api = api.clone();
            tokio::spawn(async move {
                let mut made = 0;
                while !*stopped.borrow_and_update() {
                    let company = api.post("/api/v1/customers", json!({"kind": "company", "name": format!("Firma {made}")})).await.expect(201).id();
                    let person = api.post("/api/v1/customers", json!({"name": format!("Ida {made}"), "company_id": company, "phones": [{"value": format!("070-174 06 {:02}", made % 100)}]})).await.expect(201).id();
                    api.post(&format!("/api/v1/customers/{person}/notes"), json!({"text": "Ring"})).await.expect(201);
                    made += 1;
                }
                made
            })
        };
        let folder = tempfile::tempdir().unwrap();
        for number in 0..3 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            let path = folder.path().join(format!("{number}.zip"));
            write::all(&app.app, &path, migrations::newest(), |_| {}).await.unwrap();
            // The foreign keys of the other database say whether it is whole.
            let restored = Restored::of(app, &path, None).await;
            let count = |sql: &'static str| restored.app.read(move |tx| Ok(tx.get(sql, &[], |row| row.get::<i64>(0))?));
            let (customers, created) = (count("SELECT COUNT(*) FROM customers").await.unwrap(), count("SELECT COUNT(*) FROM changes WHERE action = 'create' AND entity = 'customer'").await.unwrap());
            assert_eq!(customers, created);
            restored.stop().await;
        }
        stop.send_replace(true);
        assert!(busy.await.unwrap() > 3, "writers went on");
    }
}

both_databases! {
    async fn what_is_no_whole_backup_is_refused(app: &TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("whole.zip");
        app.api(Role::Agent).await.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201);
        write::all(&app.app, &path, migrations::newest(), |_| {}).await.unwrap();
        let told = |path: &std::path::Path| format!("{:#}", read::manifest(path).err().unwrap());
        assert!(told(&folder.path().join("none.zip")).contains("cannot read"));
        let bytes = std::fs::read(&path).unwrap();
        let cut = folder.path().join("cut.zip");
        std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
        assert!(told(&cut).contains("no backup"));
        // Without its secret key nothing is begun.
        let mut config = app.app.config.clone();
        let fingerprint = read::fingerprint(&mut read::manifest(&path).unwrap()).unwrap();
        assert!(fingerprint.is_some());
        config.secret_key_file = Some(folder.path().join("none.key"));
        assert!(secret_key::expect(&config, fingerprint.as_deref()).unwrap_err().to_string().contains("none.key"));
        assert!(!folder.path().join("none.key").exists());
        config.secret_key_file = Some(folder.path().join("other.key"));
        secret_key::make(&folder.path().join("other.key")).unwrap();
        assert!(secret_key::expect(&config, fingerprint.as_deref()).unwrap_err().to_string().contains("is not the secret key"));
        // A database with something in it is left alone.
        let mut backup = read::manifest(&path).unwrap();
        let refused = read::tables(&app.app.db, &mut backup, migrations::ALL, |_| {}).await.unwrap_err();
        assert!(refused.to_string().contains("not empty"), "{refused}");
        backup.1.schema = 9_999;
        assert!(read::tables(&app.app.db, &mut backup, migrations::ALL, |_| {}).await.unwrap_err().to_string().contains("restore it with that version"));
        // Rows that are not as they were written.
        let mut backup = read::manifest(&path).unwrap();
        backup.1.tables.get_mut("customers").unwrap().sha256 = "0".repeat(64);
        let database = Database::create(app.kind).await;
        let db = db::Db::open(&database.settings()).await.unwrap();
        let damaged = read::tables(&db, &mut backup, migrations::ALL, |_| {}).await.unwrap_err();
        assert!(format!("{damaged:#}").contains("damaged"), "{damaged:#}");
        db.close().await;
        database.drop().await;
    }
}
