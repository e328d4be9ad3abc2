//! How the databases go about it: what is asked for all the time is read off an index, on both.

use db::{DbError, Row, Tx, Value};
use serde_json::json;
use visavi::app::App;
use visavi::history::{self, Entry, Filter, Only, Scope};
use visavi::http::paging::Page;
use visavi::id::{CustomerId, InteractionId};
use visavi::identifiers::{matching, shared};
use visavi::interactions;
use visavi::live_contacts::{Filter as Live, Whose};
use visavi::promises;
use visavi::words::{Channel, Direction, Role, State};

use crate::support::{Kind, TestApp, both_databases};

/// How a statement is gone about, in the words of the database.
fn explain(tx: &mut Tx<'_>, kind: Kind, sql: &str, values: &[Value]) -> Result<String, DbError> {
    let (explain, column) = match kind {
        Kind::Sqlite => ("EXPLAIN QUERY PLAN", 3),
        Kind::Postgres => ("EXPLAIN", 0),
    };
    let lines: Vec<String> = tx.query(format!("{explain} {sql}"), values, |row: &Row<'_>| row.get(column))?;
    Ok(lines.join("\n"))
}

async fn plan(app: &App, kind: Kind, asked: (String, Vec<Value>)) -> String {
    app.write(move |tx| {
        // A table of a few pages is read whole by anybody in their senses.
        if kind == Kind::Postgres {
            tx.exec("SET LOCAL enable_seqscan = off", &[])?;
        }
        Ok(explain(tx, kind, &asked.0, &asked.1)?)
    })
    .await
    .unwrap()
}

async fn analyze(app: &App) {
    app.write(|tx| Ok(tx.exec("ANALYZE", &[])?)).await.unwrap();
}

both_databases! {
    async fn parts_of_a_history_come_off_their_indexes(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        let id = api.post("/api/v1/interactions", json!({"channel": "call", "from": "070-174 06 05", "state": "closed"})).await.expect(201).id();
        let customer: CustomerId = ida.parse().unwrap();
        let id: InteractionId = id.parse().unwrap();
        app.app.write(move |tx| {
            let one = Entry::of(&interactions::store::get(tx, id)?, None);
            for number in 0..4_000_i64 {
                let at = one.at.plus(-number * 1_000_000);
                let rare = number % 500 == 0;
                let entry = Entry {
                    id: InteractionId::new(at),
                    at,
                    recorded: rare,
                    campaign: rare.then(|| "Spring".to_owned()),
                    answered_at: (!rare).then_some(at),
                    direction: if rare { Direction::In } else { Direction::Out },
                    ..one.clone()
                };
                history::store::put(tx, customer, &entry)?;
            }
            Ok(())
        }).await.unwrap();
        analyze(&app.app).await;
        let calls = Only::channel(Channel::Call);
        for (only, indexes) in [
            (Only { recorded: true, ..Only::default() }, &["history_recorded"][..]),
            (Only { campaign: true, ..Only::default() }, &["history_campaign"]),
            // Of two that fit SQLite takes the one with more columns that are given: calls that came in, by time.
            (Only { missed: true, ..Only::default() }, &["history_missed", "history_direction"]),
            (Only { direction: Some(Direction::In), ..calls }, &["history_direction"]),
        ] {
            let filter = Filter { customer, scope: Scope::Own, only, words: None };
            let plan = plan(&app.app, app.kind, history::store::asks(&filter, &[filter.customer], &Page::first(50))).await;
            assert!(indexes.iter().any(|index| plan.contains(index)), "{only:?}: {plan}");
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("Sort"), "{only:?} is sorted: {plan}");
        }
    }
}

both_databases! {
    async fn what_goes_on_is_read_without_what_is_over(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        app.person("anna", Role::Agent).await;
        let id = api.post("/api/v1/interactions", json!({"channel": "call", "agent": "anna", "queue": "Service", "state": "closed"})).await.expect(201).id();
        let id: InteractionId = id.parse().unwrap();
        app.app.write(move |tx| {
            let one = interactions::store::get(tx, id)?;
            for number in 0..4_000_i64 {
                let at = one.started_at.plus(-number * 1_000_000);
                let state = if number % 400 == 0 { State::Active } else { State::Closed };
                let (agent, agent_id) = if number % 800 == 0 { (None, None) } else { (one.agent.clone(), one.agent_id) };
                let made = interactions::Interaction { id: InteractionId::new(at), started_at: at, state, agent, agent_id, ..one.clone() };
                interactions::store::insert(tx, &made)?;
            }
            Ok(())
        }).await.unwrap();
        analyze(&app.app).await;
        for (whose, indexes) in [
            (Whose::Anybody, &["interactions_live"][..]),
            (Whose::Agents, &["interactions_live"]),
            (Whose::Nobody, &["interactions_live_agent", "interactions_live"]),
        ] {
            let filter = Live { whose, ..Live::default() };
            let asked = interactions::store::asks_live(&filter, &Page::first(200));
            let plan = plan(&app.app, app.kind, asked).await;
            assert!(indexes.iter().any(|index| plan.contains(index)), "{whose:?}: {plan}");
        }
        // Queues by one seek each, and agents with what they have.
        let queue = ("SELECT queue FROM interactions WHERE queue > $1 ORDER BY queue LIMIT 1".to_owned(), vec!["A".into()]);
        let found = plan(&app.app, app.kind, queue).await;
        assert!(found.contains("interactions_queue"), "{found}");
        let agents = ("SELECT agent_id, channel, state FROM interactions WHERE state <> 'closed' AND agent_id IS NOT NULL".to_owned(), vec![]);
        let found = plan(&app.app, app.kind, agents).await;
        assert!(found.contains("interactions_live"), "{found}");
    }
}

both_databases! {
    async fn what_an_agent_has_to_keep_is_counted_off_its_indexes(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida: CustomerId = api.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201).id().parse().unwrap();
        app.app.write(move |tx| {
            for number in 0..2_000_u128 {
                let id = uuid::Uuid::from_u128(number + 1);
                tx.exec(
                    "INSERT INTO promises (id, customer_id, text, due_at, state, by_name, version, created_at, updated_at)
                     VALUES ($1, $2, 'Call back', 0, 'open', 'Anna', 1, 0, 0)",
                    &[id.into(), ida.into()],
                )?;
            }
            Ok(())
        }).await.unwrap();
        // Without owners and teams there is nothing to be learnt of them: SQLite goes by its indexes alone.
        if app.kind == Kind::Postgres {
            analyze(&app.app).await;
        }
        let agent: Value = uuid::Uuid::nil().into();
        let plan = plan(&app.app, app.kind, (promises::store::asks_totals(), vec![agent])).await;
        for index in ["promises_owner", "promises_team"] {
            assert!(plan.contains(index), "{index}: {plan}");
        }
        assert!(!plan.contains("promises_state"), "{plan}");
    }
}

both_databases! {
    async fn a_ring_and_who_shares_a_number_are_read_off_indexes(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = json!({"name": "Ida", "phones": [{"value": "070-174 06 05"}]});
        let ida: CustomerId = api.post("/api/v1/customers", ida).await.expect(201).id().parse().unwrap();
        let call = json!({"channel": "call", "from": "070-174 06 05", "state": "closed"});
        let call: InteractionId = api.post("/api/v1/interactions", call).await.expect(201).id().parse().unwrap();
        app.app.write(move |tx| {
            let one = interactions::store::get(tx, call)?;
            for number in 0..3_000_i64 {
                let at = one.started_at.plus(-number * 1_000_000);
                let made = interactions::Interaction { id: InteractionId::new(at), started_at: at, ..one.clone() };
                interactions::store::insert(tx, &made)?;
                let (said, phone) = (InteractionId::new(at), format!("+4670174{number:04}"));
                tx.exec(
                    "INSERT INTO confirmations (id, interaction_id, customer_id, kind, value, extension, verdict, method, by_name, at)
                     VALUES ($1, $2, $3, 'phone', $4, '', 'confirmed', 'stated', 'Anna', 0)",
                    &[said.into(), made.id.into(), ida.into(), phone.as_str().into()],
                )?;
                tx.exec(
                    "INSERT INTO customers (id, kind, name, name_fold, vip, version, created_at, updated_at)
                     VALUES ($1, 'person', 'Somebody', 'somebody', $2, 1, 0, 0)",
                    &[said.into(), false.into()],
                )?;
                tx.exec(
                    "INSERT INTO identifiers (id, customer_id, kind, value, extension, written, position, invalid, do_not_contact)
                     VALUES ($1, $1, 'handle', $2, '', $2, 0, $3, $3)",
                    &[said.into(), phone.as_str().into(), false.into()],
                )?;
            }
            Ok(())
        }).await.unwrap();
        analyze(&app.app).await;
        let day: Value = "2026-11-19".into();
        let asked = vec!["phone".into(), "+46701740605".into(), 100_i64.into(), day.clone(), "".into()];
        let ring = plan(&app.app, app.kind, (matching::STATEMENTS[0].to_owned(), asked)).await;
        for index in ["identifiers_value", "confirmations_customer"] {
            assert!(ring.contains(index), "{index}: {ring}");
        }
        let shared = plan(&app.app, app.kind, (shared::OF_CUSTOMER.to_owned(), vec![ida.into(), day])).await;
        assert!(shared.contains("identifiers_value"), "{shared}");
        for plan in [ring, shared] {
            // SQLite says SCAN of what a statement makes by itself as well.
            let scans = plan.lines().filter(|line| line.contains("Seq Scan") || line.contains("SCAN"));
            let tables = ["identifiers", "customers", "confirmations", "interactions", "history", "requests"];
            let names = ["i", "o", "c", "f", "n", "l", "x", "h", "r"];
            for scan in scans {
                let of = scan.split("SCAN ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
                assert!(!names.contains(&of) && !tables.iter().any(|table| scan.contains(table)), "{scan}\nin {plan}");
            }
        }
    }
}

both_databases! {
    async fn who_shares_a_key_comes_off_the_key(app: &TestApp) {
        app.app.write(|tx| {
            for key in 0..4_000_i64 {
                let id = uuid::Uuid::from_u128(u128::from(key.unsigned_abs()) + 1);
                tx.exec("INSERT INTO duplicate_keys (key, customer_id) VALUES ($1, $2)", &[key.into(), id.into()])?;
            }
            Ok(())
        }).await.unwrap();
        analyze(&app.app).await;
        let asked = (visavi::duplicates::store::SHARING.to_owned(), vec![Value::Int(7), Value::Int(65)]);
        let plan = plan(&app.app, app.kind, asked).await;
        assert!(plan.contains("PRIMARY KEY") || plan.contains("duplicate_keys_pkey"), "{plan}");
        assert!(!plan.contains("SCAN") && !plan.contains("Seq Scan"), "{plan}");
    }
}
