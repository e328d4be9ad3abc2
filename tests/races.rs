//! Many at once: nothing is overwritten unseen, nothing comes back, nothing hangs.

use std::sync::Arc;

use serde_json::json;
use visavi::imports::Options;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

const CLIENTS: usize = 64;
const CARDS: usize = 10;
const EDITS: usize = 4;

both_databases! {
    async fn of_those_who_edit_at_once_each_success_is_a_version(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mut ids = Vec::new();
        for n in 0..CARDS {
            ids.push(api.post("/api/v1/customers", json!({"name": format!("Ida {n}")})).await.expect(201).id());
        }
        let ids = Arc::new(ids);
        let mut clients = tokio::task::JoinSet::new();
        for client in 0..CLIENTS {
            let (api, ids) = (api.clone(), ids.clone());
            clients.spawn(async move {
                let mut done = [0_i64; CARDS];
                for edit in 0..EDITS {
                    let card = (client + edit) % CARDS;
                    let path = format!("/api/v1/customers/{}", ids[card]);
                    let tag = api.get(&path).await.expect(200).header("etag");
                    // One in eight forgets to say what it read, one in eight says something old.
                    let (tag, forgets) = match (client + edit) % 8 {
                        0 => (None, true),
                        1 => (Some("\"v0\"".to_owned()), false),
                        _ => (Some(tag), false),
                    };
                    let api = match &tag {
                        Some(tag) => api.with_header("if-match", tag),
                        None => api.without_header("if-match"),
                    };
                    let body = json!({"department": format!("of client {client}, edit {edit}")}).to_string();
                    let kind = Some("application/merge-patch+json");
                    let answer = api.send(axum::http::Method::PATCH, &path, kind, body.into_bytes()).await;
                    match answer.status.as_u16() {
                        200 => done[card] += 1,
                        412 => assert!(!forgets),
                        428 => assert!(forgets),
                        other => panic!("{other}: {}", answer.text),
                    }
                }
                done
            });
        }
        let mut successes = [0_i64; CARDS];
        while let Some(done) = clients.join_next().await {
            for (all, one) in successes.iter_mut().zip(done.unwrap()) {
                *all += one;
            }
        }
        for (id, successes) in ids.iter().zip(successes) {
            assert!(successes > 0);
            let answer = api.get(&format!("/api/v1/customers/{id}")).await.expect(200);
            assert_eq!(answer.header("etag"), format!("\"v{}\"", successes + 1));
            let changes = api.get(&format!("/api/v1/customers/{id}/changes?of=customer&limit=200")).await.json();
            assert_eq!(changes["items"].as_array().unwrap().len(), usize::try_from(successes + 1).unwrap());
        }
    }
}

both_databases! {
    async fn who_is_erased_while_a_file_is_imported_stays_erased(app: &TestApp) {
        const PEOPLE: usize = 60;
        let api = app.api(Role::Supervisor).await;
        let mut ids = Vec::new();
        let mut lines = String::from("name,email,department\n");
        for n in 0..PEOPLE {
            let email = format!("person{n}@mail.example");
            ids.push(api.post("/api/v1/customers", json!({"name": format!("Person {n}"), "emails": [{"value": email}]})).await.expect(201).id());
            lines.push_str(&format!("Person {n},{email},Sales\n"));
        }
        let (_folder, path) = crate::imports::file("people.csv", &lines);
        let erasing = {
            let (api, ids) = (api.clone(), ids.clone());
            tokio::spawn(async move {
                for id in ids.iter().step_by(2) {
                    api.post(&format!("/api/v1/customers/{id}/privacy/erasure"), json!({"basis": "request"})).await.expect(201);
                }
            })
        };
        let import = crate::imports::begin(app, &path, Options::default()).await;
        let done = crate::imports::go_on(app, &path, import).await.unwrap();
        erasing.await.unwrap();
        let rejected = usize::try_from(done.counts.rejected).unwrap();
        assert!(rejected <= PEOPLE / 2);
        assert_eq!(usize::try_from(done.counts.updated + done.counts.rejected + done.counts.skipped).unwrap(), PEOPLE, "{:?}", done.counts);
        let there = api.get("/api/v1/customers?limit=200").await.expect(200).json();
        assert_eq!(there["items"].as_array().unwrap().len(), PEOPLE / 2);
        for (n, id) in ids.iter().enumerate() {
            api.get(&format!("/api/v1/customers/{id}")).await.expect(if n % 2 == 0 { 404 } else { 200 });
        }
        // What the import left behind names nobody who is gone.
        let rows = app.fingerprint().await;
        for n in (0..PEOPLE).step_by(2) {
            let email = format!("person{n}@mail.example");
            let held: Vec<_> = rows.iter().filter(|(_, rows)| rows.iter().any(|row| row.contains(&email))).map(|(table, _)| table).collect();
            assert!(held.is_empty(), "{email} in {held:?}");
        }
    }
}
