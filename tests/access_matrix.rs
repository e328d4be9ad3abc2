//! Who may what: every route × role × state of the account, and a refusal changes nothing.

use axum::http::Method;
use db::params;
use serde_json::json;
use visavi::agents::AgentState;
use visavi::erasures::Basis;
use visavi::http::access::Access;
use visavi::routes::{self, Route};
use visavi::teams;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

const ROLES: [Role; 3] = [Role::Agent, Role::Supervisor, Role::Administrator];

/// Addresses that need no log-in, listed by hand: adding one is a decision.
const OPEN: &[&str] =
    &["GET /healthz", "GET /readyz", "GET /metrics", "GET /assets/{*path}", "GET /api/v1/openapi.json"];
/// The ways in.
const DOOR: &[&str] = &[
    "GET /login",
    "POST /login",
    "GET /login/oidc",
    "GET /login/oidc/return",
    "GET /login/code",
    "POST /login/code",
    "GET /invitations/{secret}",
    "POST /invitations/{secret}",
    // Tells that nobody is logged in any more.
    "GET /live",
];
/// Addresses for administrators alone.
const ADMINISTRATION: &[&str] = &[
    "GET /duplicates/laboratory",
    "POST /duplicates/runs",
    "GET /duplicates/review",
    "POST /duplicates/review",
    "POST /duplicates/batches",
    "POST /duplicates/batches/{id}/undoing",
    "GET /retention",
    "POST /retention",
    "GET /administration",
    "GET /administration/health",
    "GET /agents",
    "GET /agents/new",
    "POST /agents",
    "GET /agents/{id}/edit",
    "POST /agents/{id}",
    "POST /agents/{id}/invitation",
    "POST /agents/{id}/second-factor/deletion",
    "GET /teams",
    "GET /teams/{id}/edit",
    "POST /teams/{id}",
    "GET /fields",
    "GET /fields/new",
    "POST /fields",
    "GET /fields/{id}/edit",
    "POST /fields/{id}",
    "POST /fields/{id}/position",
    "POST /fields/{id}/archiving",
    "POST /fields/{id}/restoration",
    "GET /field-sets/new",
    "POST /field-sets",
    "GET /field-sets/{id}/edit",
    "POST /field-sets/{id}",
    "POST /field-sets/{id}/position",
    "POST /field-sets/{id}/deletion",
    "GET /request-statuses",
    "POST /request-statuses",
    "POST /request-statuses/{key}",
    "POST /request-statuses/{key}/position",
    "POST /request-statuses/{key}/deletion",
    "GET /dispositions",
    "POST /dispositions",
    "POST /dispositions/{key}",
    "POST /dispositions/{key}/position",
    "POST /dispositions/{key}/deletion",
    "GET /identity-checks",
    "POST /identity-checks",
    "POST /identity-checks/settings",
    "POST /identity-checks/{id}",
    "POST /identity-checks/{id}/position",
    "POST /identity-checks/{id}/deletion",
    "GET /tokens",
    "POST /tokens",
    "POST /tokens/{id}/revocation",
    "GET /imports",
    "POST /imports",
    "GET /imports/{id}",
    "POST /imports/{id}",
    "GET /imports/{id}/progress",
    "GET /imports/{id}/rejected",
    "POST /imports/{id}/undoing",
    "POST /imports/{id}/deletion",
    "GET /exports",
    "GET /exports/file",
];

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// The ids of things that are there.
pub struct Things {
    pub customer: String,
    merge: String,
    pair: String,
    interaction: String,
    message: String,
    attachment: String,
    opening: String,
    agent: String,
    token: String,
    import: String,
    list: String,
    note: String,
    team: String,
    file: String,
    field: String,
    field_set: String,
    group: String,
    record: String,
    relation: String,
    request: String,
    promise: String,
    block: String,
    change: String,
    erasure: String,
    question: String,
}

impl Things {
    pub async fn make(app: &TestApp) -> Things {
        let api = app.api(Role::Administrator).await;
        let owner = app.person("owner", Role::Agent).await;
        let customer = api
            .post("/api/v1/customers", json!({"name": "There", "phones": [{"value": "070-174 06 05"}]}))
            .await
            .expect(201)
            .id();
        let mut cards = Vec::new();
        for name in ["Kept", "Joined"] {
            cards.push(api.post("/api/v1/customers", json!({"name": name})).await.expect(201).id());
        }
        let merge = json!({"keep": cards[0], "merge": [cards[1]]});
        let merge = api.post("/api/v1/merges", merge).await.expect(201).id();
        let namesake = json!({"name": "Namesake", "birth_date": "1980-02-27", "emails": [{"value": "there@norrvik.example"}]});
        for _ in 0..2 {
            api.post("/api/v1/customers", namesake.clone()).await.expect(201);
        }
        visavi::duplicates::work::all(&app.app).await.unwrap();
        let pair = api.get("/api/v1/duplicates").await.json()["items"][0]["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let call = json!({"channel": "call", "from": "070-174 06 05", "agent": "owner"});
        let interaction = api.post("/api/v1/interactions", call).await.expect(201).id();
        let mail = json!({"html": "<p>There<img src='https://elsewhere.example/x.png'>",
            "attachments": [crate::attachments::attached("there.png", &crate::avatars::png([9; 3]))]});
        let message =
            api.post(&format!("/api/v1/interactions/{interaction}/messages"), mail).await.expect(201);
        let attachment = message.json()["attachments"][0]["id"].as_str().unwrap_or_default().to_owned();
        let message = message.id();
        let (opening, token) = app
            .app
            .read(move |tx| {
                let opening =
                    tx.get("SELECT id FROM openings WHERE agent_id = $1", &params![owner.id], |row| {
                        row.get::<uuid::Uuid>(0)
                    })?;
                let token = tx.get("SELECT id FROM tokens LIMIT 1", &[], |row| row.get::<uuid::Uuid>(0))?;
                Ok((opening.to_string(), token.to_string()))
            })
            .await
            .unwrap();
        let import = crate::imports::import(app, "file.csv", "name,phone\nEva,x\nBo,\n").await.id.to_string();
        let list = crate::lists::list(app, &owner).await.to_string();
        let note = api
            .post(&format!("/api/v1/customers/{customer}/notes"), json!({"text": "There"}))
            .await
            .expect(201)
            .id();
        let file = crate::files::file(&api, &customer).await;
        crate::avatars::avatar(&api, &customer).await;
        let field_set = crate::fields::set(&api, "customer").await;
        let field = crate::fields::field(&api, &field_set, "there", "text", json!({})).await;
        let group = crate::records::group(&api).await;
        let record = crate::records::record(&api, &customer, json!({"model": "There"})).await;
        let request = crate::requests::request(&api, &customer, "There").await;
        let promise = crate::promises::promise(&api, &customer, "owner").await;
        let other = api.post("/api/v1/customers", json!({"name": "Other"})).await.expect(201).id();
        let relation = crate::relations::relation(&api, &customer, &other, "child").await;
        let question =
            crate::identity_checks::question(&api, "Birth date?", "birth_date", "agent", "basic").await;
        let block = json!({"kind": "handle", "value": "there", "reason": "There"});
        let block = api.post("/api/v1/blocks", block).await.expect(201).id();
        let path = format!("/api/v1/customers/{customer}");
        api.patch(&path, json!({"department": "There"})).await.expect(200);
        let changes = api.get(&format!("{path}/changes?of=customer")).await.json();
        let change = changes["items"][0]["id"].as_str().unwrap_or_default().to_owned();
        let author = app.system();
        let team = app.app.write(move |tx| teams::find_or_create(tx, &author, "There")).await.unwrap();
        let (author, erased) = (app.system(), visavi::id::CustomerId(customer.parse().unwrap()));
        let ask =
            move |tx: &mut db::Tx<'_>| visavi::erasures::request(tx, &author, erased, Basis::Request, true);
        let erasure = app.app.write(ask).await.unwrap();
        let (agent, team) = (owner.id.to_string(), team.0.to_string());
        Things {
            customer,
            merge,
            pair,
            interaction,
            message,
            attachment,
            opening,
            agent,
            token,
            import,
            list,
            note,
            team,
            file,
            field,
            field_set,
            group,
            record,
            relation,
            request,
            promise,
            block,
            change,
            erasure: erasure.id.to_string(),
            question,
        }
    }

    /// The address with the id of something that is there.
    pub fn path(&self, route: &Route) -> String {
        let id = match route.path.trim_start_matches("/api/v1").split('/').nth(1).unwrap_or_default() {
            "customers" => &self.customer,
            "merges" => &self.merge,
            "duplicates" => &self.pair,
            "interactions" => &self.interaction,
            "messages" => &self.message,
            "attachments" => &self.attachment,
            "openings" => &self.opening,
            "agents" => &self.agent,
            "tokens" => &self.token,
            "imports" => &self.import,
            "lists" => &self.list,
            "notes" => &self.note,
            "teams" => &self.team,
            "files" => &self.file,
            "fields" => &self.field,
            "record-groups" => &self.group,
            "records" => &self.record,
            "relations" => &self.relation,
            "requests" => &self.request,
            "promises" => &self.promise,
            "field-sets" => &self.field_set,
            "blocks" | "blocklist" => &self.block,
            "changes" => &self.change,
            "erasures" => &self.erasure,
            "identity-checks" | "identity-questions" => &self.question,
            _ => "",
        };
        // Of which group a record is, its address says.
        let group = if route.path.ends_with("/customers/{id}/records") { "?group=devices" } else { "" };
        format!("{}{group}", route.path)
            .replace("{id}", id)
            .replace("{message}", &self.message)
            .replace(
                "{key}",
                if route.path.starts_with("/request-statuses") {
                    "open"
                } else if route.path.starts_with("/dispositions") {
                    "no-such-disposition"
                } else {
                    "customer:new"
                },
            )
            .replace("{kind}", "interactions")
            .replace("{secret}", "no-such-secret")
            .replace("{*path}", "no-such-file.js")
    }
}

/// A request that would do something if it were let through.
async fn attempt(client: &Client, route: &Route, path: &str) -> crate::support::Answer {
    let client = client.with_header("if-match", "*");
    let is_api = path.starts_with("/api/");
    let body = match (&route.method, route.path) {
        (&Method::GET | &Method::DELETE, _) => {
            return finish(&client, route, path, None, Vec::new()).await;
        }
        (_, "/api/v1/customers/{id}") => json!({"given_name": "Changed"}),
        (_, "/api/v1/files/{id}") => json!({"name": "changed"}),
        (_, "/api/v1/record-groups") => json!({"name": "New"}),
        (_, "/api/v1/records/{id}") => json!({"fields": {"model": "Changed"}}),
        (_, "/api/v1/relations/{id}") => json!({"note": "Changed"}),
        (_, "/api/v1/promises/{id}") => json!({"text": "Changed"}),
        (_, "/api/v1/requests/{id}") => json!({"title": "Changed"}),
        (_, "/api/v1/customers/{id}/records") => json!({"fields": {"model": "New"}}),
        (_, "/api/v1/record-groups/{id}" | "/api/v1/fields/{id}" | "/api/v1/field-sets/{id}") => {
            json!({"name": "Changed"})
        }
        (_, "/api/v1/field-sets") => json!({"entity": "customer", "name": "New"}),
        (_, "/api/v1/changes/{id}/reversion") => json!({"member": "department"}),
        (_, "/api/v1/identity-questions") => json!({"text": "New", "source": "free", "level": "basic"}),
        (_, "/api/v1/identity-questions/{id}") => json!({"text": "Changed"}),
        (_, "/api/v1/identity-settings") => json!({"basic_right": 3}),
        (_, "/api/v1/interactions/{id}/identity_checks") => {
            json!({"method": "pin", "outcome": "proven", "level": "basic"})
        }
        (_, "/api/v1/blocks") => json!({"kind": "handle", "value": "new", "reason": "New"}),
        (_, "/api/v1/blocks/{id}") => json!({"reason": "Changed"}),
        (_, "/api/v1/customers/{id}/privacy/erasure") => json!({"basis": "request"}),
        (_, "/api/v1/customers/{id}/privacy/hold") => json!({"reason": "New"}),
        (_, "/api/v1/retention/{kind}") => json!({"days": 90}),
        (_, "/api/v1/customers") => json!({"name": "New"}),
        (_, "/api/v1/interactions/{id}") => json!({"topic": "Changed"}),
        (_, "/api/v1/interactions/batch") => json!([{"channel": "call", "from": "070-174 06 09"}]),
        (_, "/api/v1/vcons") => json!({"vcon": "0.4.0", "uuid": "0195544a-b9b1-8ee4-b9a2-279e0d16bc46",
            "created_at": "2025-03-01T10:00:00Z", "parties": [{"tel": "+46701740609"}],
            "dialog": [{"type": "text", "start": "2025-03-01T10:00:00Z", "parties": [0], "mediatype": "text/plain", "encoding": "none", "body": "Hello"}]}),
        (_, "/api/v1/interactions") => json!({"channel": "call", "from": "070-174 06 09"}),
        (
            _,
            "/api/v1/interactions/{id}/messages"
            | "/api/v1/interactions/{id}/comments"
            | "/api/v1/customers/{id}/notes"
            | "/api/v1/notes/{id}",
        ) => {
            json!({"text": "New"})
        }
        (_, "/api/v1/customers/{id}/avatar") => {
            return finish(&client, route, path, Some("image/png"), crate::avatars::png([9; 3])).await;
        }
        (_, "/api/v1/customers/{id}/consents") => {
            json!({"items": [{"channel": "call", "purpose": "service", "state": "given"}]})
        }
        (_, "/api/v1/customers/{id}/restriction") => json!({"reason": "contested"}),
        (_, "/api/v1/interactions/{id}/customer") => json!({"customer_id": null}),
        (_, "/api/v1/interactions/{id}/confirmation") => json!({"verdict": "confirmed"}),
        _ => json!({}),
    };
    if is_api {
        return finish(&client, route, path, Some("application/json"), body.to_string().into_bytes()).await;
    }
    if route.path == "/customers/{id}/avatar" {
        let head = b"--x\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a\"\r\n\r\n";
        let form = [&head[..], &crate::avatars::png([9; 3]), b"\r\n--x--\r\n"].concat();
        return finish(&client, route, path, Some("multipart/form-data; boundary=x"), form).await;
    }
    if route.path == "/customers/{id}/files" {
        let file =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\na\r\n--x--\r\n";
        return finish(&client, route, path, Some("multipart/form-data; boundary=x"), file.into()).await;
    }
    if matches!(route.path, "/customers/{id}/consents" | "/customers/{id}/restriction") {
        let form = "channel=call&purpose=service&state=given&reason=contested".into();
        return finish(&client, route, path, Some("application/x-www-form-urlencoded"), form).await;
    }
    let form = "basis=request&sure=1&group=devices&defined_key=model&defined_value=New&entity=customer&kind=text&login=new&name=New&role=agent&given_name=New&text=New&member=department&identifier=%40new&reason=New&version=1&state=active&password=a+long+password+1";
    finish(&client, route, path, Some("application/x-www-form-urlencoded"), form.into()).await
}

/// Sends it; of a stream only the head is waited for.
async fn finish(
    client: &Client,
    route: &Route,
    path: &str,
    kind: Option<&str>,
    body: Vec<u8>,
) -> crate::support::Answer {
    if matches!(route.path, "/live" | "/api/v1/events") {
        let response = client.open(route.method.clone(), path, kind, body).await;
        let (parts, _) = response.into_parts();
        return crate::support::Answer { status: parts.status, headers: parts.headers, text: String::new() };
    }
    client.send(route.method.clone(), path, kind, body).await
}

/// Refused as the kind of address refuses: the API by 401 or 403, a page by the way to the log-in.
#[track_caller]
fn assert_unknown(route: &Route, answer: &crate::support::Answer, who: &str) {
    let is_page_read = !route.path.starts_with("/api/") && route.method == Method::GET;
    if is_page_read {
        assert_eq!(answer.status.as_u16(), 303, "{} {who}: {}", name(route), answer.text);
        assert!(answer.header("location").starts_with("/login"), "{} {who}", name(route));
    } else {
        assert_eq!(answer.status.as_u16(), 401, "{} {who}: {}", name(route), answer.text);
    }
}

async fn set_state(app: &TestApp, login: &str, state: AgentState) {
    let login = login.to_owned();
    app.app
        .write(move |tx| {
            Ok(tx.exec("UPDATE agents SET state = $2 WHERE login = $1", &params![login.as_str(), state])?)
        })
        .await
        .unwrap();
}

both_databases! {
    async fn the_open_and_the_administrative_addresses_are_the_listed_ones(app: &TestApp) {
        let table = routes::table(&app.app);
        let of = |access: Access| -> Vec<String> { table.routes.iter().filter(|route| route.access == access).map(name).collect() };
        assert_eq!(of(Access::Open), OPEN);
        assert_eq!(of(Access::Door), DOOR);
        assert_eq!(of(Access::Page(Role::Administrator)), ADMINISTRATION);
        let api: Vec<&Route> = table.routes.iter().filter(|route| route.path.starts_with("/api/") && route.access != Access::Open).collect();
        assert!(api.iter().all(|route| matches!(route.access, Access::Api(_))), "an API call needs a token");
    }
}

both_databases! {
    async fn whoever_is_not_let_in_changes_nothing(app: &TestApp) {
        let things = Things::make(app).await;
        let mut strangers: Vec<(String, Client)> = vec![
            ("nobody".into(), app.anonymous()),
            ("a made-up session".into(), app.anonymous().with_header("cookie", "visavi=made-up").with_header("x-csrf-token", "x")),
            ("a made-up token".into(), app.anonymous().with_header("authorization", "Bearer visavi_made-up")),
            ("another scheme".into(), app.anonymous().with_header("authorization", "Basic YTpi")),
        ];
        for (login, state) in [("disabled", AgentState::Disabled), ("invited", AgentState::Invited)] {
            strangers.push((login.into(), app.browser(login, Role::Administrator).await));
            set_state(app, login, state).await;
        }
        let expired = app.browser("expired", Role::Administrator).await;
        app.app.write(|tx| Ok(tx.exec("UPDATE sessions SET expires_at = 1 WHERE agent_id = (SELECT id FROM agents WHERE login = 'expired')", &[])?)).await.unwrap();
        strangers.push(("expired".into(), expired));
        let revoked = app.api(Role::Administrator).await;
        app.app.write(|tx| Ok(tx.exec("UPDATE tokens SET revoked_at = 1 WHERE id = (SELECT id FROM tokens ORDER BY created_at DESC, id DESC LIMIT 1)", &[])?)).await.unwrap();
        strangers.push(("revoked".into(), revoked));
        // A session is no token and a token no session.
        let table = routes::table(&app.app);
        let before = app.fingerprint().await;
        for route in table.routes.iter().filter(|route| !matches!(route.access, Access::Open | Access::Door)) {
            let path = things.path(route);
            for (who, client) in &strangers {
                if who == "revoked" && !matches!(route.access, Access::Api(_)) {
                    continue;
                }
                assert_unknown(route, &attempt(client, route, &path).await, who);
            }
        }
        assert_eq!(app.fingerprint().await, before, "a refused request changed something");
    }
}

both_databases! {
    async fn a_lower_role_is_refused_and_changes_nothing(app: &TestApp) {
        let things = Things::make(app).await;
        let table = routes::table(&app.app);
        let (mut browsers, mut tokens) = (Vec::new(), Vec::new());
        for role in ROLES {
            browsers.push((role, app.browser(role.as_str(), role).await));
            tokens.push((role, app.api(role).await));
        }
        let before = app.fingerprint().await;
        for route in &table.routes {
            let path = things.path(route);
            let (needed, clients) = match route.access {
                Access::Open | Access::Door => continue,
                Access::Page(needed) => (needed, &browsers),
                Access::Api(needed) => (needed, &tokens),
            };
            for (role, client) in clients.iter().filter(|(role, _)| *role < needed) {
                let answer = attempt(client, route, &path).await;
                assert_eq!(answer.status.as_u16(), 403, "{} as {role}: {}", name(route), answer.text);
            }
            // A page takes no token, the API no session.
            let wrong = if matches!(route.access, Access::Page(_)) { &tokens } else { &browsers };
            for (role, client) in wrong {
                assert_unknown(route, &attempt(client, route, &path).await, role.as_str());
            }
        }
        assert_eq!(app.fingerprint().await, before, "a refused request changed something");
    }
}

both_databases! {
    async fn a_form_without_the_sessions_token_or_from_elsewhere_changes_nothing(app: &TestApp) {
        let things = Things::make(app).await;
        let table = routes::table(&app.app);
        let browser = app.browser("administrator", Role::Administrator).await;
        let forged = [
            browser.without_header("x-csrf-token"),
            browser.with_header("x-csrf-token", "guessed"),
            browser.with_header("sec-fetch-site", "cross-site"),
            browser.with_header("origin", "https://elsewhere.example").with_header("host", "card.example"),
        ];
        let before = app.fingerprint().await;
        for route in table.routes.iter().filter(|route| matches!(route.access, Access::Page(_)) && route.method != Method::GET) {
            for client in &forged {
                let answer = attempt(client, route, &things.path(route)).await;
                assert_eq!(answer.status.as_u16(), 403, "{}: {}", name(route), answer.text);
            }
        }
        assert_eq!(app.fingerprint().await, before, "a forged form changed something");
    }
}

both_databases! {
    async fn whoever_is_let_in_gets_an_answer(app: &TestApp) {
        let things = Things::make(app).await;
        let table = routes::table(&app.app);
        for role in ROLES {
            for route in &table.routes {
                let client = match route.access {
                    Access::Open | Access::Door => app.anonymous(),
                    Access::Page(needed) if role >= needed => app.browser(role.as_str(), role).await,
                    Access::Api(needed) if role >= needed => app.api(role).await,
                    _ => continue,
                };
                let answer = attempt(&client, route, &things.path(route)).await;
                let status = answer.status.as_u16();
                // A note is let nobody change but who wrote it, and says so.
                if status == 403 && route.path.contains("/notes/{id}") {
                    assert!(answer.text.contains("Somebody else wrote this"), "{} as {role}", name(route));
                    continue;
                }
                assert!(!matches!(status, 401 | 403 | 500..), "{} as {role}: {status} {}", name(route), answer.text);
            }
        }
    }
}

both_databases! {
    async fn a_foreign_id_is_answered_as_a_missing_one(app: &TestApp) {
        let things = Things::make(app).await;
        let other = app.browser("other", Role::Administrator).await;
        let before = app.fingerprint().await;
        for verb in ["closure", "reopening"] {
            let foreign = other.form(&format!("/openings/{}/{verb}", things.opening), &[]).await.expect(404);
            let missing = other.form(&format!("/openings/00000000-0000-7000-8000-000000000000/{verb}"), &[]).await.expect(404);
            assert_eq!(foreign.text.len(), missing.text.len());
        }
        let of_list = [("name", "Mine now"), ("version", "1")];
        for path in ["/lists/ID", "/lists/ID/deletion"] {
            other.form(&path.replace("ID", &things.list), &of_list).await.expect(404);
        }
        other.get(&format!("/lists/{}", things.list)).await.expect(404);
        other.get(&format!("/customers?list={}", things.list)).await.expect(404);
        assert_eq!(app.fingerprint().await, before);
    }
}
