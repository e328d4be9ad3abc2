//! Closing a line of the rail: unsaved words and contacts of nobody are decided about first.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// Where the line of the page at `at` is closed.
async fn closure(browser: &Client, at: &str) -> String {
    let page = browser.get(at).await.expect(200).text;
    let line = page
        .split(&format!("href=\"{at}\" aria-current=\"page\""))
        .nth(1)
        .unwrap_or_else(|| panic!("{page}"));
    let action = line.split("action=\"").nth(1).and_then(|rest| rest.split('"').next());
    action.unwrap().to_owned()
}

async fn draft(browser: &Client, key: &str) -> u16 {
    let words = json!({"entries": [["given_name", 0, "Eva"]], "body": "given_name=Eva"});
    browser.put(&format!("/drafts/{key}"), words).await.status.as_u16()
}

async fn drafts(browser: &Client) -> usize {
    browser.get("/drafts").await.json().as_array().unwrap().len()
}

both_databases! {
    async fn unsaved_words_are_saved_kept_or_given_up(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let ida = api.post("/api/v1/customers", json!({"name": "Ida <b>Nyberg"})).await.expect(201).id();
        let at = format!("/customers/{ida}");
        // Nothing is unsaved: it closes.
        let close = closure(&browser, &at).await;
        assert_eq!(browser.form(&close, &[("at", &at)]).await.expect(303).header("location"), "/");
        let close = closure(&browser, &at).await;
        assert_eq!(draft(&browser, &format!("customer:{ida}:edit")).await, 204);
        assert_eq!(draft(&browser, &format!("customer:{ida}:note")).await, 204);
        let asked = browser.form(&close, &[("at", &at)]).await.expect(303).header("location");
        let page = browser.get(&asked).await.expect(200).text;
        assert!(page.contains("Ida &lt;b&gt;Nyberg has unsaved words") && page.contains("name=\"words\" value=\"keep\""), "{page}");
        let bar = browser.with_header("hx-request", "true").get(&asked).await.expect(200).text;
        assert!(bar.contains("id=\"closing-h\"") && !bar.contains("<html"), "{bar}");
        // Somebody else has no such line.
        app.browser("bo", Role::Administrator).await.get(&asked).await.expect(404);
        browser.form(&close, &[("at", &at), ("words", "keep")]).await.expect(303);
        assert_eq!(drafts(&browser).await, 2);
        let close = closure(&browser, &at).await;
        assert_eq!(browser.form(&close, &[("at", &format!("{at}/edit")), ("words", "discard")]).await.expect(303).header("location"), "/");
        assert_eq!(drafts(&browser).await, 0);
        assert_eq!(browser.form(&close, &[("words", "burn")]).await.status, 422);
    }
}

both_databases! {
    async fn a_contact_of_nobody_gets_a_customer_or_is_left_anonymous(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let call = json!({"channel": "call", "from": "070-174 06 05", "agent": "anna", "state": "active"});
        let id = api.post("/api/v1/interactions", call).await.expect(201).id();
        let at = format!("/interactions/{id}");
        let close = closure(&browser, &at).await;
        draft(&browser, &format!("interaction:{id}:new")).await;
        let asked = browser.form(&close, &[("at", &at), ("words", "keep")]).await.expect(303).header("location");
        let page = browser.get(&asked).await.expect(200).text;
        for words in ["070-174 06 05 belongs to no customer yet", "?way=create", "?way=attach", "name=\"anonymous\"", "name=\"words\" value=\"keep\""] {
            assert!(page.contains(words), "{words}: {page}");
        }
        browser.form(&close, &[("at", &at), ("words", "keep"), ("anonymous", "1")]).await.expect(303);
        let left = api.get(&format!("/api/v1/interactions/{id}")).await.json();
        assert_eq!((&left["anonymous"], &left["customer_id"]), (&json!(true), &Value::Null));
        // It was said: it is not asked again.
        browser.form(&close.replace("closure", "reopening"), &[]).await.expect(303);
        browser.form(&close, &[("at", "/customers"), ("words", "keep")]).await.expect(303);
        assert_eq!(browser.with_header("hx-request", "true").get(&format!("{}?words=keep", close.replace("closure", "closing"))).await.status, 204);
    }
}
