//! Who is there already is told while one types.

use serde_json::json;
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

both_databases! {
    async fn whoever_is_there_already_is_told_while_one_types(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let made = async |input| api.post("/api/v1/customers", input).await.expect(201).id();
        let ida = made(json!({"given_name": "Ida", "family_name": "Nyberg", "birth_date": "1980-02-29",
            "phones": [{"value": "070-174 06 05"}, {"value": "+493023125000;ext=42"}, {"value": "070-174 06 06", "to": "2020-01-01"}],
            "emails": [{"value": "ida@norrvik.example"}], "addresses": [{"city": "Göteborg"}],
            "national_ids": [{"kind": "PESEL", "value": "44051401359"}]})).await;
        let script = browser.with_header("hx-request", "true");
        let warned = async |query: &str, fields: &[(&str, &str)]| {
            let fields = [&[("kind", "person")], fields].concat();
            script.form(&format!("/customers/duplicates{query}"), &fields).await.expect(200).text
        };
        // Each in the spelling of whoever types, and whole.
        for (name, typed) in [("phone_value", "0701740605"), ("phone_value", "0046 70\u{a0}174 06 05"), ("email_value", " IDA@norrvik.example"), ("phone_value", "+49 30 23125000 ext 42")] {
            let told = warned("", &[(name, typed)]).await;
            assert!(told.contains(&format!("href=\"/customers/{ida}\"")) && told.contains("Ida Nyberg</a> (Göteborg)"), "{typed}: {told}");
        }
        let id = [("national_kind", "pesel"), ("national_value", "440514 01359")];
        let told = warned("", &id).await;
        assert!(told.contains("PESEL belongs to") && !told.contains("44051401359"), "{told}");
        let person = [("given_name", "ida "), ("family_name", "NYBERG"), ("birth_date", "1980-02-29")];
        assert!(warned("", &person).await.contains("The same name and date of birth"));
        // A name alone is no proof, and worth a look where it is rare.
        let told = warned("", &person[..2]).await;
        assert!(told.contains("Perhaps the same as") && told.contains("Same name"), "{told}");
        for half in [
            &[("phone_value", "070-174 06")][..], &[("phone_value", "030-23125000")], &[("phone_value", "0701740606")], &[("email_value", "ida@")],
            &[("national_kind", "NIP"), ("national_value", "44051401359")], &person[..1], &[("birth_date", "1980-02-29")], &[],
        ] {
            assert_eq!(warned("", half).await, "", "{half:?}");
        }
        // Of the customer at hand it is no news, also where somebody shares it.
        let bo = made(json!({"given_name": "Bo", "phones": [{"value": "070-174 06 05"}]})).await;
        assert_eq!(warned(&format!("?own={bo}"), &[("phone_value", "070-174 06 05")]).await, "");
        assert!(warned(&format!("?own={bo}"), &[("email_value", "ida@norrvik.example")]).await.contains("Ida Nyberg"));
        assert!(warned("", &[("phone_value", "070-174 06 05")]).await.contains("belongs to 2:"));
        // Nobody's card was opened.
        let admin = app.api(Role::Administrator).await;
        assert_eq!(admin.get(&format!("/api/v1/customers/{ida}/accesses")).await.json()["items"], json!([]));
        // Of who is restricted the name is told alone.
        let restriction = format!("/api/v1/customers/{ida}/restriction");
        admin.put(&restriction, json!({"reason": "contested"})).await.expect(200);
        let told = warned("", &[("email_value", "ida@norrvik.example")]).await;
        assert!(told.contains("Ida Nyberg") && !told.contains("Göteborg"), "{told}");
        script.form("/customers/duplicates?own=nobody", &[]).await.expect(422);
        app.team("anna", &[Feature::CustomersAdd, Feature::CustomersEdit]).await;
        script.form("/customers/duplicates", &[("phone_value", "0701740605")]).await.expect(403);
    }
}
