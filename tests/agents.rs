//! The people who log in: invited, at work, kept out, and back again.

use db::params;
use visavi::clock::Time;
use visavi::words::Role;

use crate::support::{Client, PASSWORD, TestApp, both_databases};

/// The one-time address that a page shows.
fn address(page: &str) -> String {
    let (_, rest) = page.split_once("/invitations/").expect("a one-time address");
    format!("/invitations/{}", rest.split('"').next().unwrap())
}

async fn invite(admin: &Client, login: &str, email: &str) -> String {
    let typed =
        [("login", login), ("name", "Nya Agneta"), ("email", email), ("role", "agent"), ("team", "Service")];
    address(&admin.form("/agents", &typed).await.expect(200).text)
}

/// Changes somebody as the page of an administrator does.
async fn change(
    app: &TestApp,
    admin: &Client,
    login: &str,
    role: &str,
    state: &str,
) -> crate::support::Answer {
    let known = login.to_owned();
    let agent =
        app.app.read(move |tx| Ok(visavi::agents::store::find_by_login(tx, &known)?)).await.unwrap().unwrap();
    let version = agent.version.to_string();
    let typed =
        [("login", login), ("name", &agent.name), ("role", role), ("state", state), ("version", &version)];
    admin.form(&format!("/agents/{}", agent.id), &typed).await
}

async fn password_at(client: &Client, address: &str) -> crate::support::Answer {
    client.form(address, &[("password", PASSWORD), ("password_again", PASSWORD)]).await
}

both_databases! {
    async fn an_invitation_holds_for_72_hours_and_is_used_once(app: &TestApp) {
        let admin = app.browser("admin", Role::Administrator).await;
        let address = invite(&admin, "agneta", "Agneta@Norrvik.example").await;
        let page = admin.get("/agents").await.expect(200).text;
        assert!(page.contains("agneta@norrvik.example") && page.contains("Address valid until"), "{page}");
        app.app.clock.advance(72 * Time::HOUR - Time::MINUTE);
        app.anonymous().get(&address).await.expect(200);
        app.app.clock.advance(2 * Time::MINUTE);
        app.anonymous().get(&address).await.expect(404);
        password_at(&app.anonymous(), &address).await.expect(404);

        let admin = app.browser("admin", Role::Administrator).await;
        assert!(admin.get("/agents").await.expect(200).text.contains("No valid address"));
        let address = invite(&admin, "berit", "").await;
        assert_eq!(password_at(&app.anonymous(), &address).await.expect(303).header("location"), "/");
        password_at(&app.anonymous(), &address).await.expect(404);
        let recorded: i64 = app.app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM changes WHERE entity = 'agent' AND action = 'invite'", &[], |row| row.get(0))?)).await.unwrap();
        assert_eq!(recorded, 2);
    }
}

both_databases! {
    async fn who_is_disabled_is_out_at_once_and_the_old_address_stays_void(app: &TestApp) {
        let admin = app.browser("admin", Role::Administrator).await;
        let address = invite(&admin, "agneta", "").await;
        change(app, &admin, "agneta", "agent", "disabled").await.expect(303);
        app.anonymous().get(&address).await.expect(404);
        change(app, &admin, "agneta", "agent", "active").await.expect(303);
        app.anonymous().get(&address).await.expect(404);

        let anna = app.browser("anna", Role::Agent).await;
        anna.get("/").await.expect(200);
        change(app, &admin, "anna", "agent", "disabled").await.expect(303);
        anna.get("/").await.expect(303);
        let tried = [("login", "anna"), ("password", PASSWORD)];
        app.anonymous().form("/login", &tried).await.expect(422);
        change(app, &admin, "anna", "agent", "active").await.expect(303);
        app.anonymous().form("/login", &tried).await.expect(303);
    }
}

both_databases! {
    async fn the_last_administrator_can_neither_be_disabled_nor_demoted(app: &TestApp) {
        let admin = app.browser("admin", Role::Administrator).await;
        for (role, state) in [("administrator", "disabled"), ("agent", "active")] {
            let refused = change(app, &admin, "admin", role, state).await.expect(409);
            assert!(refused.text.contains("Somebody must remain"));
        }
        admin.get("/agents").await.expect(200);
        // An invited administrator is not one yet.
        invite(&admin, "boss", "").await;
        change(app, &admin, "boss", "administrator", "active").await.expect(303);
        change(app, &admin, "admin", "agent", "active").await.expect(409);
    }
}

both_databases! {
    async fn an_address_belongs_to_one_person(app: &TestApp) {
        let admin = app.browser("admin", Role::Administrator).await;
        invite(&admin, "agneta", "agneta@norrvik.example").await;
        let typed = |email| [("login", "berit"), ("name", "Berit"), ("email", email), ("role", "agent")];
        let taken = admin.form("/agents", &typed("AGNETA@norrvik.example")).await.expect(409);
        assert!(taken.text.contains("Somebody else has this e-mail address"));
        let wrong = admin.form("/agents", &typed("no address")).await.expect(422);
        assert!(wrong.text.contains("cannot be an e-mail address"));
        let count: i64 = app.app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM agents WHERE login = $1", &params!["berit"], |row| row.get(0))?)).await.unwrap();
        assert_eq!(count, 0);
    }
}
