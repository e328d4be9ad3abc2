//! Any spelling of a number finds the customer.

use serde_json::json;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

/// Spellings of +46 70 174 06 05 as people and systems write it, for an installation in Sweden.
const MOBILE: &[&str] = &[
    "+46701740605",
    "0701740605",
    "070-174 06 05",
    "070 174 06 05",
    "070.174.06.05",
    "070/1740605",
    "(070) 174 06 05",
    "+46 (0)70-174 06 05",
    "+46 70 174 06 05",
    "0046701740605",
    "00 46 70 174 06 05",
    "tel:+46701740605",
    "tel:+46-70-174-06-05",
    "tel:0701740605;phone-context=+46",
    "TEL:+46701740605;isub=1",
    "sip:+46701740605@pbx.example;user=phone",
    "070\u{a0}174\u{a0}06\u{a0}05",
    "+46\u{202f}70\u{202f}174\u{202f}06\u{202f}05",
    "０７０１７４０６０５",
    "＋４６７０１７４０６０５",
    "070‑174 06 05",
    "070–174 06 05",
    " 070-174 06 05\t",
    "\u{200e}+46701740605\u{202c}",
];

both_databases! {
    async fn every_spelling_of_a_number_finds_its_customer(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let id = api
            .post("/api/v1/customers", json!({"given_name": "Karolina", "phones": [{"value": "070-174 06 05", "label": "mobile"}]}))
            .await
            .expect(201)
            .id();
        api.post("/api/v1/customers", json!({"name": "Somebody else", "phones": [{"value": "070-174 06 06"}]})).await.expect(201);
        for spelling in MOBILE {
            let encoded: String = form_urlencoded::byte_serialize(spelling.as_bytes()).collect();
            let found = api.get(&format!("/api/v1/lookup?phone={encoded}")).await.expect(200).json();
            assert_eq!(found["outcome"], "one", "{spelling:?}: {found}");
            assert_eq!(found["candidates"][0]["customer"]["id"], id.as_str(), "{spelling:?}");
            assert_eq!(found["identifier"]["value"], "+46701740605", "{spelling:?}");
            let interaction = api.post("/api/v1/interactions", json!({"channel": "call", "from": spelling})).await.expect(201).json();
            assert_eq!(interaction["match"]["customer_id"], id.as_str(), "{spelling:?}: {interaction}");
            let listed = api.get(&format!("/api/v1/customers?q={encoded}")).await.expect(200).json();
            if !spelling.contains(char::is_alphabetic) {
                assert_eq!(listed["items"][0]["id"], id.as_str(), "{spelling:?}");
            }
        }
    }
}

both_databases! {
    async fn an_extension_tells_who_of_a_switchboard_it_is(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        let mut ids = Vec::new();
        for (name, phone) in [("Front desk", "+48 22 000 01 17"), ("Four", "+48 22 000 01 17 ext. 4"), ("Five", "tel:+48220000117;ext=5")] {
            let made = api.post("/api/v1/customers", json!({"name": name, "phones": [{"value": phone}]})).await.expect(201);
            ids.push(made.id());
        }
        let ask = async |phone: &str| {
            let encoded: String = form_urlencoded::byte_serialize(phone.as_bytes()).collect();
            api.get(&format!("/api/v1/lookup?phone={encoded}")).await.expect(200).json()
        };
        let four = ask("0048 22 000 01 17 x4").await;
        assert_eq!(four["outcome"], "one");
        assert_eq!(four["candidates"][0]["customer"]["id"], ids[1].as_str());
        assert_eq!(four["candidates"][0]["confidence"], "known");
        let bare = ask("+48 22 000 01 17").await;
        assert_eq!(bare["outcome"], "many");
        assert_eq!(bare["candidates"][0]["customer"]["id"], ids[0].as_str(), "who has the bare number comes first");
        assert_eq!(bare["candidates"].as_array().unwrap().len(), 3);
        assert_eq!(bare["candidates"][1]["confidence"], "maybe");
    }
}
