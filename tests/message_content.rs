//! What strangers wrote, as pages show it: HTML in a frame that can do nothing, quotations folded, one line a subject.

use serde_json::{Value, json};
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// A mail with one message, and the ids of both.
async fn mail(api: &Client, message: Value) -> (String, String) {
    let mail = json!({"channel": "email", "from": "eva@shop.example", "agent": "anna"});
    let mail = api.post("/api/v1/interactions", mail).await.expect(201).id();
    let message = api.post(&format!("/api/v1/interactions/{mail}/messages"), message).await.expect(201).id();
    (mail, message)
}

both_databases! {
    async fn a_formatted_mail_stands_in_a_frame_of_its_own(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        let html = "<p onclick=x>Hello <b>you</b><script>1</script><img src=https://elsewhere.example/x.png alt=Logo><img src=https://elsewhere.example/y.png></p><blockquote type=cite>Old</blockquote>";
        let (contact, message) = mail(&api, json!({"subject": "Offer\u{202e}fdp.exe", "html": html, "text": "Hello you\n> Old"})).await;
        let page = anna.get(&format!("/interactions/{contact}/details")).await.expect(200).text;
        assert!(page.contains(&format!("src=\"/messages/{message}/html\"")) && page.contains("sandbox=\"allow-same-origin allow-popups"), "{page}");
        assert!(page.contains("Offerfdp.exe") && page.contains("Plain text") && page.contains("Show quoted text"));
        assert!(!page.contains("elsewhere.example") && !page.contains('\u{202e}'));
        let path = format!("/messages/{message}/html");
        let framed = anna.get(&path).await.expect(200);
        let policy = framed.header("content-security-policy");
        assert!(policy.starts_with("sandbox ") && policy.contains("default-src 'none'") && !policy.contains("scripts") && !policy.contains("allow-forms"), "{policy}");
        assert!(framed.text.contains("Hello <b>you</b>") && framed.text.contains("2 remote pictures were not loaded."), "{}", framed.text);
        assert!(framed.text.contains("<details><summary>Show quoted text</summary>"));
        assert!(!framed.text.contains("elsewhere.example") && !framed.text.contains("onclick") && !framed.text.contains("<script"));
        let loaded = anna.get(&format!("{path}?pictures=1")).await.expect(200).text;
        assert!(loaded.contains(&format!("src=\"/messages/{message}/picture?n=1\"")) && !loaded.contains("not loaded") && !loaded.contains("elsewhere.example"), "{loaded}");
        // There is no third one, and nobody says which.
        anna.get(&format!("/messages/{message}/picture?n=2")).await.expect(404);
        anna.get(&format!("/messages/{message}/picture?n=0&url=https://elsewhere.example")).await.expect(422);
        // Switched off, there is nothing to be asked for.
        let closed = anna.of(&app.with(|config| config.remote_pictures = false));
        let text = closed.get(&format!("{path}?pictures=1")).await.expect(200).text;
        assert!(!text.contains("picture?n") && !text.contains("not loaded"));
        closed.get(&format!("/messages/{message}/picture?n=0")).await.expect(404);
        // A message without HTML has no such document.
        let (_, plain) = mail(&api, json!({"text": "x"})).await;
        anna.get(&format!("/messages/{plain}/html")).await.expect(404);
        anna.get("/messages/01890000-0000-7000-8000-000000000000/html").await.expect(404);
    }
}

both_databases! {
    async fn a_mail_that_is_too_much_is_shown_as_its_words(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        let (contact, message) = mail(&api, json!({"html": format!("{}Deep down<script>", "<div>".repeat(90_000))})).await;
        let framed = anna.get(&format!("/messages/{message}/html")).await.expect(200).text;
        assert!(framed.contains("cannot be shown formatted") && framed.contains("Deep down") && framed.len() < 20_000);
        anna.get(&format!("/interactions/{contact}/details")).await.expect(200);
    }
}

both_databases! {
    async fn of_a_restricted_customer_no_message_is_shown(app: &TestApp) {
        let api = app.api(Role::Supervisor).await;
        let anna = app.browser("anna", Role::Agent).await;
        let eva = api.post("/api/v1/customers", json!({"name": "Eva", "emails": [{"value": "eva@shop.example"}]})).await.expect(201).id();
        let (_, message) = mail(&api, json!({"html": "<p>Secret"})).await;
        anna.get(&format!("/messages/{message}/html")).await.expect(200);
        api.put(&format!("/api/v1/customers/{eva}/restriction"), json!({"reason": "contested"})).await;
        for path in ["html", "picture?n=0"] {
            let refused = anna.get(&format!("/messages/{message}/{path}")).await;
            assert!(refused.status == 423 && !refused.text.contains("Secret"), "{path}: {} {}", refused.status, refused.text);
        }
    }
}

both_databases! {
    async fn heads_are_one_line_each(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let contact = api.post("/api/v1/interactions", json!({"channel": "email", "from": "eva@shop.example"})).await.expect(201).id();
        let path = format!("/api/v1/interactions/{contact}/messages");
        for (member, text) in [("subject", "Hello\r\nBcc: all@shop.example"), ("from", "eva@shop.example\nX: y"), ("to", "us\u{7}@shop.example"), ("subject", "a\u{0}b")] {
            let refused = api.post(&path, json!({"text": "x", member: text})).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], member, "{refused}");
        }
    }
}

both_databases! {
    async fn a_chat_line_keeps_simple_formatting(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let anna = app.browser("anna", Role::Agent).await;
        let chat = json!({"channel": "chat", "from": "visitor-1", "messages": [{"html": "<p>See <b>this</b> <a href='https://evil.example'>bank.example</a><img src=https://elsewhere.example/x.png onerror=1></p>"}]});
        let chat = api.post("/api/v1/interactions", chat).await.expect(201).id();
        let page = anna.get(&format!("/interactions/{chat}/details")).await.expect(200).text;
        assert!(page.contains("See <b>this</b>") && page.contains("[evil.example]") && !page.contains("elsewhere.example"), "{page}");
    }
}
