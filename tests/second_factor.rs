//! The second step of a log-in: set up, asked for, refused, lost.

use db::params;
use visavi::agents::Agent;
use visavi::clock::Time;
use visavi::second_factor::{self, totp};
use visavi::words::Role;

use crate::support::{Answer, Client, PASSWORD, TestApp, both_databases};

const PAGE: &str = "/preferences/second-factor";

/// What the app of somebody shows now.
async fn code(app: &TestApp, id: visavi::id::AgentId) -> String {
    let factor = app.app.read(move |tx| Ok(second_factor::store::find(tx, id)?)).await.unwrap().unwrap();
    totp::code_at(&factor.secret(&app.app.seal, id).unwrap(), app.app.clock.now())
}

/// The recovery codes that a page shows.
fn recovery_codes(page: &str) -> Vec<String> {
    page.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// Somebody who has set it up, with their recovery codes.
async fn enrolled(app: &TestApp, login: &str) -> (Agent, Vec<String>) {
    let browser = app.browser(login, Role::Agent).await;
    let known = login.to_owned();
    let agent =
        app.app.read(move |tx| Ok(visavi::agents::store::find_by_login(tx, &known)?)).await.unwrap().unwrap();
    browser.form(PAGE, &[("password", "wrong")]).await.expect(422);
    browser.form(PAGE, &[("password", PASSWORD)]).await.expect(303);
    let page = browser.get(PAGE).await.expect(200).text;
    assert!(page.contains("<svg class=\"qr\"") && page.contains("otpauth://totp/"));
    browser.form(&format!("{PAGE}/confirmation"), &[("code", "000000")]).await.expect(422);
    let code = code(app, agent.id).await;
    let page = browser.form(&format!("{PAGE}/confirmation"), &[("code", &code)]).await.expect(200).text;
    assert!(!browser.get(PAGE).await.expect(200).text.contains("otpauth"), "the key is shown once");
    // The code of the confirmation is used up.
    app.app.clock.advance(31 * Time::SECOND);
    (agent, recovery_codes(&page))
}

fn cookie(client: &Client, answer: &Answer) -> Client {
    let mut values = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let value = values.find(|value| !value.contains("Max-Age=0")).expect("a cookie");
    assert!(value.contains("HttpOnly"));
    client.with_header("cookie", value.split(';').next().unwrap())
}

/// The first step.
async fn password(app: &TestApp, login: &str) -> Client {
    let client = app.anonymous();
    let answer = client
        .form("/login", &[("login", login), ("password", PASSWORD), ("next", "/messages")])
        .await
        .expect(303);
    assert_eq!(answer.header("location"), "/login/code?next=%2Fmessages");
    let client = cookie(&client, &answer);
    client.get("/preferences").await.expect(303);
    client
}

async fn second(client: &Client, code: &str) -> Answer {
    client.form("/login/code", &[("code", code), ("next", "/messages")]).await
}

both_databases! {
    async fn the_password_alone_opens_nothing_and_a_code_opens_once(app: &TestApp) {
        let (agent, codes) = enrolled(app, "anna").await;
        assert_eq!(codes.len(), 10);
        app.anonymous().get("/login/code").await.expect(303);
        app.anonymous().form("/login/code", &[("code", "123456")]).await.expect(303);
        let client = password(app, "anna").await;
        client.get("/login/code?next=%2Fmessages").await.expect(200);
        second(&client, "000000").await.expect(422);
        second(&client, "").await.expect(422);
        let code = code(app, agent.id).await;
        let inside = second(&client, &code).await.expect(303);
        assert_eq!(inside.header("location"), "/messages");
        cookie(&app.anonymous(), &inside).get("/preferences").await.expect(200);
        // Neither the step nor the code is good again.
        second(&client, &code).await.expect(303);
        let client = password(app, "anna").await;
        second(&client, &code).await.expect(422);
        app.app.clock.advance(31 * Time::SECOND);
        second(&client, &self::code(app, agent.id).await).await.expect(303);
    }
}

both_databases! {
    async fn a_recovery_code_opens_once(app: &TestApp) {
        let (_, codes) = enrolled(app, "anna").await;
        let typed = codes[3].replace('-', " ").to_uppercase();
        assert_eq!(second(&password(app, "anna").await, &typed).await.expect(303).header("location"), "/messages");
        second(&password(app, "anna").await, &typed).await.expect(422);
        // Nobody else can use them.
        enrolled(app, "berit").await;
        second(&password(app, "berit").await, &codes[4]).await.expect(422);
    }
}

both_databases! {
    async fn tries_of_codes_soon_have_to_wait_though_the_password_is_right(app: &TestApp) {
        let (agent, _) = enrolled(app, "anna").await;
        for _ in 0..5 {
            second(&password(app, "anna").await, "000000").await.expect(422);
        }
        let client = password(app, "anna").await;
        second(&client, &code(app, agent.id).await).await.expect(429);
        app.app.clock.advance(Time::MINUTE);
        second(&client, &code(app, agent.id).await).await.expect(303);
        // The second step does not wait for ever.
        let client = password(app, "anna").await;
        app.app.clock.advance(11 * Time::MINUTE);
        assert_eq!(second(&client, &code(app, agent.id).await).await.expect(303).header("location"), "/login?next=%2Fmessages");
    }
}

both_databases! {
    async fn who_needs_it_sets_it_up_before_they_are_in(app: &TestApp) {
        let admin = app.person("admin", Role::Administrator).await;
        let strict = app.with(|config| config.require_two_factor = vec![Role::Administrator]);
        let client = app.anonymous().of(&strict);
        let answer = client.form("/login", &[("login", "admin"), ("password", PASSWORD)]).await.expect(303);
        assert_eq!(answer.header("location"), "/login/code");
        let client = cookie(&client, &answer);
        let page = client.get("/login/code").await.expect(200).text;
        assert!(page.contains("<svg class=\"qr\"") && page.contains("Your role needs a second step"));
        client.get("/agents").await.expect(303);
        let done = second(&client, &code(app, admin.id).await).await.expect(200);
        assert_eq!(recovery_codes(&done.text).len(), 10);
        let inside = cookie(&client, &done);
        let page = inside.get(PAGE).await.expect(200).text;
        let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let recovery = recovery_codes(&done.text)[0].clone();
        let off = [("csrf", csrf.as_str()), ("password", PASSWORD), ("code", &recovery)];
        inside.form(&format!("{PAGE}/deletion"), &off).await.expect(409);
        // Others log in as before.
        app.person("anna", Role::Agent).await;
        let answer = app.anonymous().of(&strict).form("/login", &[("login", "anna"), ("password", PASSWORD)]).await.expect(303);
        assert_eq!(answer.header("location"), "/");
    }
}

both_databases! {
    async fn it_is_turned_off_by_password_and_code_or_by_an_administrator(app: &TestApp) {
        let (agent, codes) = enrolled(app, "anna").await;
        let browser = app.browser("anna", Role::Agent).await;
        let typed = [("password", PASSWORD), ("code", &codes[1])];
        let page = browser.form(&format!("{PAGE}/recovery-codes"), &typed).await.expect(200).text;
        let (old, codes) = (codes, recovery_codes(&page));
        assert!(codes.len() == 10 && !codes.contains(&old[0]));
        let off = format!("{PAGE}/deletion");
        browser.form(&off, &[("password", "wrong"), ("code", &codes[0])]).await.expect(422);
        browser.form(&off, &[("password", PASSWORD), ("code", &old[0])]).await.expect(422);
        browser.form(&off, &[("password", PASSWORD), ("code", &codes[0])]).await.expect(303);
        app.anonymous().form("/login", &[("login", "anna"), ("password", PASSWORD)]).await.expect(303);
        assert!(browser.get(PAGE).await.expect(200).text.contains("Set up"));

        let (berit, _) = enrolled(app, "berit").await;
        let inside = app.browser("berit", Role::Agent).await;
        let admin = app.browser("admin", Role::Administrator).await;
        assert!(admin.get(&format!("/agents/{}/edit", berit.id)).await.expect(200).text.contains("Take off"));
        admin.form(&format!("/agents/{}/second-factor/deletion", berit.id), &[]).await.expect(303);
        inside.get("/").await.expect(303);
        let answer = app.anonymous().form("/login", &[("login", "berit"), ("password", PASSWORD)]).await.expect(303);
        assert_eq!(answer.header("location"), "/");
        let recorded: Vec<String> = app.app.read(move |tx| Ok(tx.query("SELECT by_name || ' ' || after FROM changes WHERE action = 'set_second_factor' AND entity_id IN ($1, $2) ORDER BY at, id", &params![agent.id, berit.id], |row| row.get(0))?)).await.unwrap();
        assert_eq!(recorded.len(), 5, "{recorded:?}");
        assert!(recorded[4].starts_with("admin of the tests") && recorded[4].contains("off"), "{recorded:?}");
    }
}

both_databases! {
    async fn a_new_password_by_a_one_time_address_does_not_go_round_the_second_step(app: &TestApp) {
        let (agent, _) = enrolled(app, "anna").await;
        let author = app.system();
        let (_, secret) = app.app.write(move |tx| visavi::agents::invite(tx, &author, agent.id)).await.unwrap();
        let typed = [("password", "another long password"), ("password_again", "another long password")];
        let answer = app.anonymous().form(&format!("/invitations/{secret}"), &typed).await.expect(303);
        assert_eq!(answer.header("location"), "/login/code");
    }
}

both_databases! {
    async fn the_secret_is_sealed_to_its_row_and_another_key_does_not_open_it(app: &TestApp) {
        let (agent, codes) = enrolled(app, "anna").await;
        let id = agent.id;
        let factor = app.app.read(move |tx| Ok(second_factor::store::find(tx, id)?)).await.unwrap().unwrap();
        let secret = factor.secret(&app.app.seal, id).unwrap();
        let stored: Vec<u8> = app.app.read(move |tx| Ok(tx.get("SELECT secret FROM second_factors WHERE agent_id = $1", &params![id], |row| row.get(0))?)).await.unwrap();
        assert!(!stored.windows(secret.len()).any(|part| part == secret));
        let rows = format!("{:?}", app.fingerprint().await);
        assert!(!rows.contains(&totp::base32(&secret)) && codes.iter().all(|code| !rows.contains(code.as_str())));
        assert!(factor.secret(&app.app.seal, app.person("berit", Role::Agent).await.id).is_err());
        let key = app.app.config.data.join("other.key");
        let elsewhere = app.with(|config| config.secret_key_file = Some(key));
        let client = password(app, "anna").await.of(&elsewhere);
        let answer = client.form("/login/code", &[("code", "123456")]).await.expect(500);
        assert!(answer.text.contains("The key of this installation does not fit"));
    }
}
