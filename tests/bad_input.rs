//! Whatever is sent, the answer is 4xx and names the fault; nothing is half-written and nothing breaks.

use axum::http::Method;
use serde_json::json;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

both_databases! {
    async fn every_fault_is_named(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let cases = [
            (json!({"name": "A", "colour": "red"}), "colour"),
            (json!({"name": 5}), "name"),
            (json!({"name": "A", "kind": "robot"}), "kind"),
            (json!({"name": "A", "vip": "yes"}), "vip"),
            (json!({"name": "A", "phones": "070"}), "phones"),
            (json!({"name": "A", "phones": [{"value": "hello"}]}), "phones[0].value"),
            (json!({"name": "A", "phones": [{"value": "070-174 06 05"}, {"value": ""}]}), "phones[1].value"),
            (json!({"name": "A", "emails": [{"value": "no address"}]}), "emails[0].value"),
            (json!({"name": "A", "birth_date": "1985-02-30"}), "birth_date"),
            (json!({"name": "A", "language": "Swedish please"}), "language"),
            (json!({"name": "A", "company_id": "not an id"}), "company_id"),
            (json!({"name": "A", "company_id": "00000000-0000-7000-8000-000000000000"}), "company_id"),
            (json!({"name": "A", "owner": "nobody"}), "owner"),
            (json!({"name": "A", "tags": ["x".repeat(51)]}), "tags[0]"),
            (json!({"name": "A", "tags": vec!["x"; 201]}), "tags"),
            (json!({"name": "A", "fields": {"a": {"b": 1}}}), "fields.a"),
            (json!({"name": "A", "fields": {"a b": 1}}), "fields.a b"),
            (json!({"name": "A\u{0}B"}), "name"),
            (json!({"name": "A", "addresses": [{"city": "x\u{0}"}]}), "addresses[0].city"),
            (json!({"name": "A\u{7}B"}), "name"),
            (json!({"name": "x".repeat(201)}), "name"),
            (json!({"name": "A", "pinned_note": "x".repeat(2001)}), "pinned_note"),
            (json!({}), "name"),
            (json!({"name": "   "}), "name"),
        ];
        for (body, field) in cases {
            let text = body.to_string();
            let answer = api.post("/api/v1/customers", body).await.expect(422);
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.fields(), [field], "{text:.100}: {}", answer.text);
            assert!(!answer.json()["errors"][0]["message"].as_str().unwrap_or_default().starts_with("invalid-"), "{}", answer.text);
        }
        assert_eq!(api.get("/api/v1/customers").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn what_cannot_be_read_is_refused(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let post = async |kind: Option<&str>, body: Vec<u8>| api.send(Method::POST, "/api/v1/customers", kind, body).await.status.as_u16();
        assert_eq!(post(None, b"{}".to_vec()).await, 415);
        assert_eq!(post(Some("text/plain"), b"{}".to_vec()).await, 415);
        for broken in ["", "{", "[]", "null", "{\"name\":\"A\"", "{\"name\": \"\u{0}\"}"] {
            assert_eq!(post(Some("application/json"), broken.as_bytes().to_vec()).await, 400, "{broken}");
        }
        assert_eq!(post(Some("application/json"), b"{\"name\":\"\xff\"}".to_vec()).await, 400);
        assert_eq!(post(Some("application/json"), vec![b'['; 1_000_000]).await, 400);
        let huge = json!({"name": "x".repeat(10_000_000)}).to_string().into_bytes();
        assert_eq!(post(Some("application/json"), huge).await, 413);
        assert_eq!(api.get("/api/v1/customers").await.json()["items"], json!([]));
    }
}

both_databases! {
    async fn a_broken_address_is_answered_like_a_foreign_one(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for id in ["0", "x", "00000000-0000-7000-8000-000000000000", "%00", "..%2f..", "{00000000-0000-7000-8000-000000000000}", &"9".repeat(5000)] {
            for path in ["customers/ID", "customers/ID/card", "customers/ID/history", "customers/ID/changes", "interactions/ID"] {
                let answer = api.get(&format!("/api/v1/{}", path.replace("ID", id))).await;
                assert_eq!(answer.status.as_u16(), 404, "{path} {id:.20}: {}", answer.text);
            }
        }
        for query in ["limit=0", "limit=201", "limit=x", "after=x", "after=", "after=AAAA", "nonsense=1", "company_id=x", "q=%00", "limit=1&limit=2", "limit=99999999999999999999"] {
            let answer = api.get(&format!("/api/v1/customers?{query}")).await;
            assert_eq!(answer.status.as_u16(), 422, "{query}: {}", answer.text);
        }
        api.get("/api/v1/nothing").await.expect(404);
        api.send(Method::PUT, "/api/v1/customers", None, Vec::new()).await.expect(405);
    }
}

both_databases! {
    async fn nothing_that_a_telephone_system_sends_breaks_it(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for from in ["; DROP TABLE", "+", "++46", ";phone-context=l;tel:", "tel:", "\u{202e}07017", "9".repeat(300).as_str(), "💥", "%n%s"] {
            for channel in ["call", "chat", "email", "sms", "social"] {
                let answer = api.post("/api/v1/interactions", json!({"channel": channel, "from": from})).await;
                assert!(matches!(answer.status.as_u16(), 201), "{channel} {from:.30}: {}", answer.text);
            }
        }
        for (body, field) in [
            (json!({"from": "1"}), "channel"),
            (json!({"channel": "fax"}), "channel"),
            (json!({"channel": "call", "state": "ringing"}), "state"),
            (json!({"channel": "call", "started_at": "yesterday"}), "started_at"),
            (json!({"channel": "call", "rating": {"value": 9, "scale": 3}}), "rating"),
            (json!({"channel": "call", "recording_url": "javascript:alert(1)"}), "recording_url"),
            (json!({"channel": "chat", "messages": [{"text": "a"}, {}]}), "messages[1].text"),
            (json!({"channel": "chat", "messages": [{"text": "a", "colour": 1}]}), "messages[0].colour"),
            (json!({"channel": "call", "ivr_path": [{"choice": "1"}]}), "ivr_path[0].prompt"),
        ] {
            assert_eq!(api.post("/api/v1/interactions", body.clone()).await.expect(422).fields(), [field], "{body}");
        }
    }
}

both_databases! {
    async fn what_is_too_long_is_refused_by_name_wherever_it_is_written(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida"})).await.expect(201).id();
        let id = api.post("/api/v1/interactions", json!({"channel": "chat"})).await.expect(201).id();
        let (tag, words, title) = ("x".repeat(51), "x".repeat(2_001), "x".repeat(201));
        for (path, body, field) in [
            ("/api/v1/interactions".to_owned(), json!({"channel": "chat", "tags": [tag]}), "tags[0]"),
            ("/api/v1/interactions".to_owned(), json!({"channel": "chat", "topic": title}), "topic"),
            ("/api/v1/interactions".to_owned(), json!({"channel": "chat", "comments": [{"text": words}]}), "comments[0].text"),
            (format!("/api/v1/interactions/{id}/comments"), json!({"text": words}), "text"),
            ("/api/v1/requests".to_owned(), json!({"customer_id": ida, "title": "A", "description": words}), "description"),
            ("/api/v1/requests".to_owned(), json!({"customer_id": ida, "title": title}), "title"),
            ("/api/v1/requests".to_owned(), json!({"customer_id": ida, "title": "A", "tags": [tag]}), "tags[0]"),
        ] {
            let refused = api.post(&path, body).await.expect(422);
            assert_eq!(refused.fields(), [field], "{path}: {}", refused.text);
        }
        // On the page what was typed stays, with why it was refused beside it.
        let call = api.post("/api/v1/interactions", json!({"channel": "chat"})).await.expect(201).id();
        api.put(&format!("/api/v1/interactions/{call}/customer"), json!({"customer_id": ida})).await.expect(200);
        let browser = app.browser("anna", Role::Agent).await;
        let refused = browser.form(&format!("/interactions/{call}/comments"), &[("text", &words)]).await.expect(422).text;
        assert!(refused.contains(&format!("\n{words}</textarea>")) && refused.contains("id=\"now-comment-wrong\""), "{refused}");
        browser.form(&format!("/interactions/{call}/comments"), &[("text", " ")]).await.expect(422);
        browser.form(&format!("/interactions/{call}/comments"), &[("text", "Said")]).await.expect(303);
        // A letter less each time is taken.
        let (tag, words, title) = ("ö".repeat(50), "ö".repeat(2_000), "ö".repeat(200));
        api.post("/api/v1/interactions", json!({"channel": "chat", "tags": [tag], "topic": title, "comments": [{"text": words}]})).await.expect(201);
        api.post("/api/v1/requests", json!({"customer_id": ida, "title": title, "description": words, "tags": [tag]})).await.expect(201);
    }
}

both_databases! {
    async fn fifty_megabytes_are_refused_on_every_way_in(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let id = api.post("/api/v1/interactions", json!({"channel": "chat", "ref": "big"})).await.expect(201).id();
        let huge = vec![b'x'; 50_000_000];
        let json_of = |before: &str, after: &str| [before.as_bytes(), &huge, after.as_bytes()].concat();
        for (path, kind, body) in [
            (format!("/api/v1/interactions/{id}/messages"), "application/json", json_of("{\"text\": \"", "\"}")),
            ("/api/v1/interactions".to_owned(), "application/json", json_of("{\"ref\": \"big\", \"channel\": \"chat\", \"messages\": [{\"text\": \"", "\"}]}")),
            ("/api/v1/interactions/batch".to_owned(), "application/json", json_of("[{\"ref\": \"big\", \"channel\": \"chat\", \"messages\": [{\"text\": \"", "\"}]}]")),
            ("/api/v1/interactions/batch".to_owned(), "application/x-ndjson", json_of("{\"ref\": \"", "\"}\n")),
            ("/api/v1/vcons".to_owned(), "application/vcon", json_of("{\"uuid\": \"", "\"}")),
            (format!("/api/v1/interactions/{id}/comments"), "application/json", json_of("{\"text\": \"", "\"}")),
        ] {
            api.send(Method::POST, &path, Some(kind), body).await.expect(413);
        }
        let one = api.get(&format!("/api/v1/interactions/{id}")).await.expect(200).json();
        assert_eq!((&one["messages"], &one["comments"]), (&json!([]), &json!([])));
    }
}

both_databases! {
    async fn malformed_mail_is_kept_and_shown_as_words(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let browser = app.browser("anna", Role::Agent).await;
        let deep = "<div>".repeat(3_000) + "deep";
        let corpus = ["<", "<p", "</", "<!--", "<![CDATA[", "<p><p></b></i></p>", "<table><tr><p>x</table>", "&#0;&#x110000;&#xD800;&bogus;&",
            "<a href='javascript:alert(1)'>x</a>", "<svg><style><img src=x onerror=alert(1)>", "<math><mtext></p><style><!--</style><img title=\"--&gt;\">",
            "<p style=\"\u{202e}color:red\u{0301}\">\u{feff}x", "<img src=\"data:text/html;base64,PHNjcmlwdD4=\">", "<script>alert(1)", "<plaintext>x", "<iframe srcdoc='<script>alert(1)</script>'>",
            "<p \"'=<>x", "<form action=//evil><input autofocus onfocus=alert(1)>", "<base href=//evil><meta http-equiv=refresh content=0>", deep.as_str()];
        let messages: Vec<_> = corpus.iter().enumerate().map(|(n, html)| json!({"ref": format!("m{n}"), "html": html})).collect();
        let id = api.post("/api/v1/interactions", json!({"channel": "email", "from": "ida@mail.example", "messages": messages})).await.expect(201).id();
        let kept = api.get(&format!("/api/v1/interactions/{id}/messages?limit=200")).await.expect(200).json();
        assert_eq!(kept["items"].as_array().unwrap().len(), corpus.len());
        browser.get(&format!("/interactions/{id}")).await.expect(200);
        for one in kept["items"].as_array().unwrap() {
            let shown = browser.get(&format!("/messages/{}/html", one["id"].as_str().unwrap())).await;
            let text = shown.text.to_lowercase();
            for evil in ["<script", "javascript:", "onerror", "onfocus", "<base", "<meta http-equiv=\"refresh", "srcdoc=", "<form"] {
                assert!(!text.contains(evil), "{evil} in {:.300}", shown.text);
            }
        }
    }
}

both_databases! {
    /// Line ends in what would be a header of a mail: refused or one line, never two.
    async fn headers_cannot_be_smuggled_in(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for evil in ["ida@mail.example\r\nBcc: all@mail.example", "ida@mail.example\nX: 1", "a\r\n\r\nbody"] {
            for body in [
                json!({"channel": "email", "from": evil}),
                json!({"channel": "email", "to": evil}),
                json!({"channel": "email", "topic": evil}),
                json!({"channel": "email", "messages": [{"from": evil, "text": "x"}]}),
                json!({"channel": "email", "messages": [{"to": evil, "text": "x"}]}),
                json!({"channel": "email", "messages": [{"subject": evil, "text": "x"}]}),
            ] {
                let answer = api.post("/api/v1/interactions", body.clone()).await;
                if answer.status.as_u16() == 201 {
                    let one = api.get(&format!("/api/v1/interactions/{}", answer.id())).await.expect(200).json();
                    let said = [&one["from"], &one["to"], &one["topic"], &one["messages"][0]["from"], &one["messages"][0]["to"], &one["messages"][0]["subject"]];
                    let has_lines = |value: &&serde_json::Value| value.as_str().is_some_and(|text| text.contains(['\r', '\n']));
                    assert!(!said.iter().any(has_lines), "{body}: {}", answer.text);
                } else {
                    assert_eq!(answer.status.as_u16(), 422, "{body}: {}", answer.text);
                }
            }
        }
    }
}

both_databases! {
    async fn times_and_states_that_cannot_be_are_refused(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        for time in ["yesterday", "2026-02-30T10:00:00Z", "2026-11-19T25:00:00Z", "99999-01-01T00:00:00Z", "2026-11-19", "", "0"] {
            for name in ["started_at", "answered_at", "ended_at"] {
                let refused = api.post("/api/v1/interactions", json!({"channel": "call", name: time})).await;
                assert_eq!(refused.status.as_u16(), 422, "{name} {time}: {}", refused.text);
            }
        }
        for state in ["ringing", "OPEN", "", " closed", "-1"] {
            assert_eq!(api.post("/api/v1/interactions", json!({"channel": "call", "state": state})).await.expect(422).fields(), ["state"], "{state}");
        }
        // From the future, and back: taken, and no duration is below nothing.
        let id = api.post("/api/v1/interactions", json!({"ref": "t", "channel": "call", "from": "0701740605", "started_at": "2099-01-01T00:00:00Z", "state": "active"})).await.expect(201).id();
        api.post("/api/v1/interactions", json!({"ref": "t", "channel": "call", "ended_at": "2026-11-19T10:00:00Z", "state": "closed"})).await.expect(200);
        let browser = app.browser("anna", Role::Agent).await;
        let page = browser.get(&format!("/interactions/{id}")).await.expect(200);
        assert!(!page.text.contains("-2") || !page.text.contains("−"), "{}", page.text);
        let vcon = api.get(&format!("/api/v1/interactions/{id}/vcon")).await.expect(200).json();
        assert_eq!(vcon["dialog"][0]["duration"], 0);
    }
}

both_databases! {
    async fn a_chat_of_twenty_thousand_messages_is_read_in_parts(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ida = api.post("/api/v1/customers", json!({"name": "Ida", "emails": [{"value": "ida@mail.example"}]})).await.expect(201).id();
        let id = api.post("/api/v1/interactions", json!({"ref": "long", "channel": "chat", "from": "ida@mail.example", "state": "active"})).await.expect(201).id();
        for part in 0..20 {
            let items: Vec<_> = (0..5).map(|chunk| {
                let messages: Vec<_> = (0..200).map(|n| {
                    let n = part * 1_000 + chunk * 200 + n;
                    json!({"ref": format!("m{n}"), "from": "ida@mail.example", "text": format!("Line {n}."), "at": format!("2026-11-19T{:02}:{:02}:{:02}Z", n / 3_600, n / 60 % 60, n % 60)})
                }).collect();
                json!({"ref": "long", "channel": "chat", "messages": messages})
            }).collect();
            api.post("/api/v1/interactions/batch", json!(items)).await.expect(200);
        }
        let browser = app.browser("anna", Role::Agent).await;
        let lines = |text: &str| text.matches("<li class=\"message").count();
        let page = browser.get(&format!("/interactions/{id}")).await.expect(200);
        assert!((200..=260).contains(&lines(&page.text)), "{}", lines(&page.text));
        assert!(page.text.contains("Line 19999.") && !page.text.contains("Line 19700."));
        assert!(page.text.len() < 600_000, "{}", page.text.len());
        // The panel leads to the earlier ones, part by part, without a gap.
        let way = |text: &str| {
            let rest = text.split("class=\"earlier-messages\"").nth(1)?;
            let address = rest.split("hx-get=\"").nth(1)?.split('"').next()?;
            Some(address.replace("&amp;", "&"))
        };
        let part = browser.with_header("hx-request", "true");
        let mut next = way(&page.text).expect("a way to the earlier messages");
        for newest in [19_799, 19_749, 19_699] {
            let answer = part.get(&next).await.expect(200);
            assert_eq!(lines(&answer.text), 50);
            assert!(answer.text.contains(&format!("Line {newest}.")) && !answer.text.contains(&format!("Line {}.", newest + 1)));
            next = way(&answer.text).expect("and further");
        }
        let card = api.get(&format!("/api/v1/customers/{ida}/card")).await.expect(200);
        assert!(card.text.len() < 20_000, "{}", card.text.len());
        let entry = part.get(&format!("/interactions/{id}/details")).await.expect(200);
        assert_eq!(lines(&entry.text), 5);
        let listed = api.get(&format!("/api/v1/interactions/{id}/messages?limit=200")).await.expect(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 200);
    }
}
