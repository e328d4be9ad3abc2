//! The look-up and the card: the ring path.

use serde_json::json;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

both_databases! {
    async fn a_match_is_explained(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let ids = [
            api.post("/api/v1/customers", json!({"name": "Anders", "phones": [{"value": "08-465 004 22"}, {"value": "070-174 06 05", "label": "studio"}]})).await.expect(201).id(),
            api.post("/api/v1/customers", json!({"name": "Bodil", "phones": [{"value": "070-174 06 05"}], "addresses": [{"city": "Malmö"}]})).await.expect(201).id(),
        ];
        api.post("/api/v1/interactions", json!({"ref": "c1", "channel": "sms", "from": "0701740605", "state": "closed", "started_at": "2026-11-18T10:00:00Z"})).await.expect(201);
        let sms = api.post("/api/v1/interactions", json!({"ref": "c1", "channel": "sms"})).await.expect(200).id();
        api.put(&format!("/api/v1/interactions/{sms}/customer"), json!({"customer_id": ids[0]})).await.expect(200);
        let english = api.with_header("accept-language", "en");
        let found = english.get("/api/v1/lookup?phone=0701740605").await.expect(200).json();
        assert_eq!(found["outcome"], "many");
        assert_eq!(found["candidates"][0]["customer"]["id"], ids[0].as_str(), "the one who wrote yesterday comes first");
        let codes: Vec<&str> = found["candidates"][0]["reasons"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["phone.on_card", "recent.sms"]);
        assert_eq!(found["candidates"][1]["reasons"][0]["code"], "phone.primary");
        assert_eq!(found["candidates"][1]["customer"]["city"], "Malmö");
        let polish = api.with_header("accept-language", "pl").get("/api/v1/lookup?phone=0701740605").await.expect(200).json();
        assert_ne!(polish["candidates"][0]["reasons"][0]["text"], found["candidates"][0]["reasons"][0]["text"]);
        assert_eq!(api.get("/api/v1/lookup").await.expect(422).fields(), ["phone"]);
        assert_eq!(api.get("/api/v1/lookup?phone=hello").await.expect(422).fields(), ["phone"]);
        assert_eq!(api.get("/api/v1/lookup?email=x%40y.example").await.expect(200).json()["outcome"], "none");
    }
}

both_databases! {
    async fn the_card_holds_everything_and_pages_on(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let company = api.post("/api/v1/customers", json!({"kind": "company", "name": "Bäckerei Morgenrot"})).await.expect(201).id();
        let id = api.post("/api/v1/customers", json!({"given_name": "Ida", "company_id": company, "pinned_note": "Friendly", "phones": [{"value": "070-174 06 05"}]})).await.expect(201).id();
        for n in 0..60 {
            let channel = if n % 3 == 0 { "chat" } else { "call" };
            api.post("/api/v1/interactions", json!({"channel": channel, "from": "0701740605", "state": "closed", "started_at": format!("2026-10-{:02}T10:{:02}:00Z", n % 28 + 1, n)})).await.expect(201);
        }
        let card = api.get(&format!("/api/v1/customers/{id}/card")).await.expect(200).json();
        assert_eq!(card["customer"]["company_name"], "Bäckerei Morgenrot");
        assert_eq!(card["pinned_note"]["text"], "Friendly");
        assert_eq!(card["counts"], json!({"call": 40, "chat": 20}));
        let first = card["history"].as_array().unwrap();
        assert_eq!(first.len(), 50);
        assert!(first.windows(2).all(|pair| pair[0]["at"].as_str() >= pair[1]["at"].as_str()), "newest first");
        let next = card["history_next"].as_str().unwrap();
        let rest = api.get(&format!("/api/v1/customers/{id}/history?after={next}")).await.expect(200).json();
        assert_eq!(rest["items"].as_array().unwrap().len(), 10);
        assert_eq!(rest["next"], json!(null));
        let chats = api.get(&format!("/api/v1/customers/{id}/history?channel=chat&limit=200")).await.expect(200).json();
        assert_eq!(chats["items"].as_array().unwrap().len(), 20);
        let of_company = api.get(&format!("/api/v1/customers/{company}/history?scope=company&limit=200")).await.expect(200).json();
        assert_eq!(of_company["items"].as_array().unwrap().len(), 60);
        let card = api.get(&format!("/api/v1/customers/{company}/card")).await.expect(200).json();
        assert_eq!((&card["people"], &card["counts"]), (&json!(1), &json!({})));
    }
}

both_databases! {
    async fn the_history_is_searched_in_topics_and_messages(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let id = api.post("/api/v1/customers", json!({"name": "Ida", "emails": [{"value": "ida@nyberg.example"}]})).await.expect(201).id();
        api.post("/api/v1/interactions", json!({"channel": "email", "from": "ida@nyberg.example", "topic": "Invoice", "messages": [{"text": "The Grinder is 100% loud"}, {"text": "newest"}]})).await.expect(201);
        api.post("/api/v1/interactions", json!({"channel": "email", "from": "ida@nyberg.example", "messages": [{"text": "Nothing"}]})).await.expect(201);
        for (words, count) in [("grinder", 1), ("INVOICE", 1), ("100%25", 1), ("nothing", 1), ("_", 0), ("loud newest", 1), ("absent", 0)] {
            let words = words.replace(' ', "%20");
            let found = api.get(&format!("/api/v1/customers/{id}/history?q={words}")).await.expect(200).json();
            assert_eq!(found["items"].as_array().unwrap().len(), count, "{words}");
        }
    }
}
