//! Coming and going: passwords, delays, one-time addresses, sessions that end at once.

use serde_json::json;
use visavi::agents::{self, AgentInput, AgentState};
use visavi::clock::Time;
use visavi::words::Role;

use crate::support::{Answer, Client, PASSWORD, TestApp, both_databases};

async fn try_log_in(client: &Client, login: &str, password: &str) -> Answer {
    client.form("/login", &[("login", login), ("password", password)]).await
}

/// The browser that the answer made.
fn browser(client: &Client, answer: &Answer) -> Client {
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    client.with_header("cookie", cookie.split(';').next().unwrap())
}

both_databases! {
    async fn who_knows_the_password_gets_in_and_out(app: &TestApp) {
        app.person("Anna", Role::Agent).await;
        let client = app.anonymous();
        let answer = try_log_in(&client, " anna ", PASSWORD).await.expect(303);
        assert_eq!(answer.header("location"), "/");
        let inside = browser(&client, &answer);
        inside.get("/preferences").await.expect(200);
        let page = inside.get("/preferences").await.text;
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        inside.form("/logout", &[("csrf", &csrf)]).await.expect(303);
        inside.get("/preferences").await.expect(303);
    }
}

both_databases! {
    async fn a_new_session_is_made_at_every_log_in(app: &TestApp) {
        app.person("anna", Role::Agent).await;
        let client = app.anonymous();
        let first = browser(&client, &try_log_in(&client, "anna", PASSWORD).await.expect(303));
        let second = browser(&first, &try_log_in(&first.with_header("sec-fetch-site", "same-origin"), "anna", PASSWORD).await.expect(303));
        second.get("/preferences").await.expect(200);
    }
}

both_databases! {
    async fn wrong_tries_are_all_answered_alike_and_soon_have_to_wait(app: &TestApp) {
        app.person("anna", Role::Agent).await;
        app.person("gone", Role::Agent).await;
        app.app.write(|tx| Ok(tx.exec("UPDATE agents SET state = 'disabled' WHERE login = 'gone'", &[])?)).await.unwrap();
        let client = app.anonymous();
        let wrong = try_log_in(&client, "anna", "not the password").await.expect(422);
        for (login, password) in [("nobody", PASSWORD), ("gone", PASSWORD), ("", ""), ("anna", "")] {
            let other = try_log_in(&client, login, password).await;
            assert_eq!(other.status.as_u16(), 422, "{login}");
            assert!(other.headers.get("set-cookie").is_none());
        }
        assert!(wrong.headers.get("set-cookie").is_none());
        for _ in 0..5 {
            try_log_in(&client, "anna", "not the password").await;
        }
        let waits = try_log_in(&client, "anna", PASSWORD).await.expect(429);
        assert!(waits.header("retry-after").parse::<i64>().unwrap() >= 1);
        app.app.clock.advance(20 * Time::MINUTE);
        try_log_in(&client, "anna", PASSWORD).await.expect(303);
    }
}

both_databases! {
    async fn a_next_address_never_leads_elsewhere(app: &TestApp) {
        app.person("anna", Role::Agent).await;
        for (next, leads) in [("/preferences", "/preferences"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"), ("", "/")] {
            let answer = app.anonymous().form("/login", &[("login", "anna"), ("password", PASSWORD), ("next", next)]).await.expect(303);
            assert_eq!(answer.header("location"), leads, "{next}");
        }
        let asked = app.anonymous().get("/customers?q=a").await.expect(303);
        assert_eq!(asked.header("location"), "/login?next=%2Fcustomers%3Fq%3Da");
    }
}

both_databases! {
    async fn the_first_administrator_is_made_at_a_one_time_address(app: &TestApp) {
        let now = app.app.clock.now();
        let secret = app.app.write(move |tx| Ok(visavi::sessions::invite(tx, None, now)?)).await.unwrap();
        let path = format!("/invitations/{secret}");
        app.anonymous().get(&path).await.expect(200);
        app.anonymous().get("/invitations/guessed").await.expect(404);
        let short = [("login", "admin"), ("name", "Ada Admin"), ("password", "short"), ("password_again", "short")];
        app.anonymous().form(&path, &short).await.expect(422);
        let fields = [("login", "admin"), ("name", "Ada Admin"), ("password", PASSWORD), ("password_again", PASSWORD)];
        let answer = app.anonymous().form(&path, &fields).await.expect(303);
        browser(&app.anonymous(), &answer).get("/agents").await.expect(200);
        app.anonymous().get(&path).await.expect(404);
        app.anonymous().form(&path, &fields).await.expect(404);
    }
}

both_databases! {
    async fn a_session_ends_at_once_when_role_state_or_password_change(app: &TestApp) {
        app.person("admin", Role::Administrator).await;
        let author = app.system();
        for (login, change) in [("demoted", 0), ("disabled", 1), ("renewed", 2)] {
            let inside = app.browser(login, Role::Administrator).await;
            inside.get("/agents").await.expect(200);
            let (author, login) = (author.clone(), login.to_owned());
            app.app
                .write(move |tx| {
                    let agent = agents::store::find_by_login(tx, &login)?.unwrap();
                    let input = |role| AgentInput { login: login.clone(), name: agent.name.clone(), email: None, role, team: None };
                    match change {
                        0 => agents::update(tx, &author, agent.id, agent.version, &input(Role::Agent), AgentState::Active),
                        1 => agents::update(tx, &author, agent.id, agent.version, &input(agent.role), AgentState::Disabled),
                        _ => agents::set_password(tx, &author, agent.id, "$argon2id$x"),
                    }
                })
                .await
                .unwrap();
            inside.get("/agents").await.expect(303);
        }
    }
}

both_databases! {
    async fn somebody_who_can_administer_always_remains(app: &TestApp) {
        let admin = app.person("admin", Role::Administrator).await;
        let author = app.system();
        let input = AgentInput { login: "admin".into(), name: "A".into(), email: None, role: Role::Agent, team: None };
        let refused = app.app.write(move |tx| agents::update(tx, &author, admin.id, 1, &input, AgentState::Active)).await;
        assert!(matches!(refused, Err(visavi::error::AppError::Conflict(_))));
    }
}

both_databases! {
    async fn every_answer_keeps_to_itself(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let page = app.browser("anna", Role::Agent).await;
        let made = api.post("/api/v1/customers", json!({"name": "A"})).await.expect(201);
        for answer in [
            page.get("/").await,
            page.get(&format!("/customers/{}", made.id())).await,
            page.get("/nothing").await,
            app.anonymous().get("/login").await,
            api.get("/api/v1/customers").await,
            app.anonymous().get("/api/v1/customers").await,
            app.anonymous().get("/healthz").await,
        ] {
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            assert!(policy.contains("frame-ancestors"), "{policy}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("x-request-id").len(), 32);
        }
    }
}
