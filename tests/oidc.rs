//! Who somebody is that comes by the log-in of the organisation.

use serde_json::{Value, json};
use visavi::agents::{self, Agent, AgentInput, AgentState};
use visavi::config::Config;
use visavi::error::AppError;
use visavi::oidc::{self, Identity};
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

const ISSUER: &str = "https://id.example";

async fn person(app: &TestApp, login: &str) -> Agent {
    let author = app.system();
    let email = Some(format!("{login}@norrvik.example"));
    let input = AgentInput { login: login.into(), name: login.into(), email, role: Role::Agent, team: None };
    app.app.write(move |tx| agents::create(tx, &author, &input, None)).await.unwrap()
}

fn claims(subject: &str, email: &str) -> Value {
    json!({"sub": subject, "email": email, "email_verified": true, "name": "Anna"})
}

/// Somebody comes; the error is the key of what they are told.
async fn come(app: &TestApp, config: &Config, issuer: &str, claims: Value) -> Result<Agent, &'static str> {
    let (config, now) = (config.oidc.clone(), app.app.clock.now());
    let told = |error: AppError| match error {
        AppError::Invalid(faults) => faults[0].code,
        other => panic!("{other}"),
    };
    let identity = Identity::read(&config, issuer, &claims).map_err(told)?;
    app.app.write(move |tx| oidc::enter(tx, &config, &identity, now)).await.map_err(told)
}

both_databases! {
    async fn only_a_verified_address_binds_and_then_the_subject_counts(app: &TestApp) {
        let config = app.app.config.clone();
        let anna = person(app, "anna").await;
        for verified in [json!(false), json!(null), json!("false"), json!(1)] {
            let mut unsure = claims("u1", "anna@norrvik.example");
            unsure["email_verified"] = verified;
            assert_eq!(come(app, &config, ISSUER, unsure).await, Err("oidc-unverified"));
        }
        // Letters that look alike, and no address at all.
        for email in ["ａnna@norrvik.example", "", "anna"] {
            assert_eq!(come(app, &config, ISSUER, claims("u1", email)).await, Err("oidc-unverified"));
        }
        assert_eq!(come(app, &config, ISSUER, claims("u1", "berit@norrvik.example")).await, Err("oidc-unknown"));
        let came = come(app, &config, ISSUER, claims("u1", "ANNA@norrvik.example")).await.unwrap();
        assert_eq!((came.id, came.state), (anna.id, AgentState::Active));
        assert_eq!(come(app, &config, ISSUER, json!({"sub": "u1"})).await.unwrap().id, anna.id);
        // The same address at another subject is somebody else, and another issuer's subject too.
        assert_eq!(come(app, &config, ISSUER, claims("u2", "anna@norrvik.example")).await, Err("oidc-other-subject"));
        assert_eq!(come(app, &config, "https://other.example", json!({"sub": "u1"})).await, Err("oidc-unverified"));
    }
}

both_databases! {
    async fn who_is_disabled_stays_out_bound_or_not(app: &TestApp) {
        let config = app.app.config.clone();
        for login in ["bound", "unbound"] {
            let agent = person(app, login).await;
            let coming = claims(login, &format!("{login}@norrvik.example"));
            if login == "bound" {
                come(app, &config, ISSUER, coming.clone()).await.unwrap();
            }
            let author = app.system();
            app.app.write(move |tx| { let now = agents::store::get(tx, agent.id)?; agents::set_state(tx, &author, &now, AgentState::Disabled) }).await.unwrap();
            assert_eq!(come(app, &config, ISSUER, coming).await, Err("oidc-disabled"));
        }
    }
}

both_databases! {
    async fn new_people_and_roles_come_as_configured(app: &TestApp) {
        let mut config = app.app.config.clone();
        config.oidc.new_people = Some(Role::Agent);
        let made = come(app, &config, ISSUER, claims("u1", "new@norrvik.example")).await.unwrap();
        assert_eq!((made.login.as_str(), made.name.as_str(), made.role, made.state), ("new@norrvik.example", "Anna", Role::Agent, AgentState::Active));

        config.oidc.role_claim = Some("groups".into());
        config.oidc.roles = [("leads".into(), Role::Supervisor), ("desk".into(), Role::Agent)].into();
        let of = |groups: Value| { let mut of = claims("u1", "new@norrvik.example"); of["groups"] = groups; of };
        assert_eq!(come(app, &config, ISSUER, of(json!(["desk", "leads", "x"]))).await.unwrap().role, Role::Supervisor);
        assert_eq!(come(app, &config, ISSUER, of(json!("desk"))).await.unwrap().role, Role::Agent);
        for none in [json!(null), json!([]), json!(["x"]), json!({"desk": true})] {
            assert_eq!(come(app, &config, ISSUER, of(none)).await, Err("oidc-no-role"));
        }
    }
}

both_databases! {
    async fn without_a_provider_there_is_no_such_door(app: &TestApp) {
        assert!(!app.anonymous().get("/login").await.expect(200).text.contains("/login/oidc"));
        app.anonymous().get("/login/oidc").await.expect(404);
        app.anonymous().get("/login/oidc/return?code=x&state=y").await.expect(404);
    }
}
