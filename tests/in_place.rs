//! Parts of a customer, changed where they stand on the card.

use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Answer, Client, TestApp, both_databases};

/// The open field of a page: what is sent back unless it is typed otherwise.
fn sent(page: &str) -> Vec<(String, String)> {
    let form = page.split("id=\"in-place\"").nth(1).unwrap_or_else(|| panic!("no field is open"));
    let form = form.split("</form>").next().unwrap();
    let value = |tag: &str, name: &str| {
        let found = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        found.unwrap_or_default().replace("&amp;", "&").replace("&#39;", "'")
    };
    let inputs = form.split("<input ").skip(1).map(|rest| rest.split('>').next().unwrap());
    let ticks = |tag: &str| !tag.contains("type=\"checkbox\"") || tag.ends_with(" checked");
    let tags = inputs.filter(|tag| ticks(tag)).map(|tag| format!(" {tag}"));
    tags.map(|tag| (value(&tag, "name"), value(&tag, "value"))).collect()
}

/// Opens a part at `at`, types into its fields, and saves it.
async fn change(browser: &Client, at: &str, part: &str, typed: &[(&str, &str)]) -> Answer {
    let glue = if at.contains('?') { '&' } else { '?' };
    let page = browser.get(&format!("{at}{glue}editing={part}")).await.expect(200).text;
    save(browser, &page, typed).await
}

async fn save(browser: &Client, page: &str, typed: &[(&str, &str)]) -> Answer {
    let mut fields = sent(page);
    for (name, value) in typed {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let action = page.split("id=\"in-place\" method=\"post\" action=\"").nth(1).unwrap();
    let action = action.split(['"', '#']).next().unwrap();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.form(action, &fields).await
}

async fn ida(api: &Client) -> String {
    let ida = json!({"given_name": "Ida", "family_name": "Nyberg", "department": "Purchasing", "language": "sv", "birth_date": "1980-02-29",
        "phones": [{"value": "070-174 06 05", "label": "mobile", "do_not_contact": true}, {"value": "08-465 004 22"}],
        "emails": [{"value": "ida@modrzew.example"}], "addresses": [{"kind": "home", "street": "Storgatan 1", "city": "Lund", "region": "Skåne"}],
        "national_ids": [{"kind": "pesel", "value": "44051401359"}], "tags": ["a", "b"], "fields": {"free": 7}, "vip": true});
    api.post("/api/v1/customers", ida).await.expect(201).id()
}

/// A customer without what every save changes.
async fn rest(api: &Client, id: &str) -> Value {
    let mut customer = api.get(&format!("/api/v1/customers/{id}")).await.expect(200).json();
    for member in ["version", "updated_at"] {
        customer.as_object_mut().unwrap().remove(member);
    }
    customer
}

both_databases! {
    async fn a_part_is_changed_and_nothing_else(app: &TestApp) {
        let (api, browser) = (app.api(Role::Supervisor).await, app.browser("anna", Role::Agent).await);
        let (id, other) = (ida(&api).await, json!({"kind": "company", "name": "Modrzew AB"}));
        api.post("/api/v1/customers", other).await.expect(201);
        let at = format!("/customers/{id}");
        let mut wanted = rest(&api, &id).await;
        let mut changed = async |part: &str, typed: &[(&str, &str)], set: &dyn Fn(&mut Value)| {
            let answer = change(&browser, &at, part, typed).await.expect(303);
            assert!(answer.header("location").starts_with(&format!("{at}?done=")), "{part}: {}", answer.header("location"));
            set(&mut wanted);
            assert_eq!(rest(&api, &id).await, wanted, "{part}");
        };
        changed("department", &[("department", " Sales ")], &|all| all["department"] = json!("Sales")).await;
        changed("job_title", &[("job_title", "Chef")], &|all| all["job_title"] = json!("Chef")).await;
        changed("birth_date", &[("birth_date", "")], &|all| all["birth_date"] = Value::Null).await;
        changed("language", &[("language", "pl")], &|all| all["language"] = json!("pl")).await;
        changed("name", &[("family_name", "Ek")], &|all| {
            all["family_name"] = json!("Ek");
            all["name"] = json!("Ida Ek");
        }).await;
        changed("phones.1", &[("phone_value", "08-465 004 23"), ("phone_label", "work")], &|all| all["phones"][1] = json!({"value": "+46846500423", "label": "work"})).await;
        changed("phones.0", &[("phone_label", "")], &|all| all["phones"][0]["label"] = Value::Null).await;
        changed("phones.new", &[("phone_value", "070-174 06 06"), ("phone_label", "")], &|all| {
            all["phones"].as_array_mut().unwrap().push(json!({"value": "+46701740606", "label": null}));
        }).await;
        changed("phones.1", &[("phone_drop", "0")], &|all| drop(all["phones"].as_array_mut().unwrap().remove(1))).await;
        changed("emails.0", &[("email_value", "")], &|all| all["emails"] = json!([])).await;
        changed("handles.new", &[("handle_value", "@ida")], &|all| all["handles"] = json!([{"value": "ida", "label": null}])).await;
        changed("addresses.0", &[("address_city", "Malmö")], &|all| all["addresses"][0]["city"] = json!("Malmö")).await;
        let tags = &[("tag", "c")];
        changed("tags", tags, &|all| all["tags"] = json!(["c"])).await;
        // The company that there is, by its name.
        change(&browser, &at, "company_id", &[("company", "modrzew ab")]).await.expect(303);
        assert_eq!(rest(&api, &id).await["company_name"], "Modrzew AB");
        // What comes back as it was is no change, and nothing is told.
        let answer = change(&browser, &at, "department", &[]).await.expect(303);
        assert_eq!(answer.header("location"), at);
        // Tab goes on to the next part, beside what is open on the card.
        let answer = change(&browser, &format!("{at}?tab=notes"), "department", &[("next", "job_title")]).await.expect(303);
        assert_eq!(answer.header("location"), format!("{at}?tab=notes&editing=job_title"));
        let page = browser.get(&answer.header("location")).await.expect(200).text;
        assert!(sent(&page).contains(&("job_title".to_owned(), "Chef".to_owned())));
    }
}

both_databases! {
    async fn fields_that_are_defined_are_changed_by_their_kind(app: &TestApp) {
        let (api, admin) = (app.api(Role::Agent).await, app.api(Role::Administrator).await);
        let browser = app.browser("anna", Role::Agent).await;
        let set = crate::fields::set(&admin, "customer").await;
        let id = ida(&api).await;
        for (key, kind, more) in [("count", "number", json!({})), ("door_code", "text", json!({"masked": true})),
            ("colours", "choices", json!({"choices": ["Red", "Blue"]})), ("needed", "text", json!({"required": true}))] {
            crate::fields::field(&admin, &set, key, kind, more).await;
        }
        let at = format!("/customers/{id}");
        change(&browser, &at, "fields.door_code", &[("defined_value", "4711")]).await.expect(303);
        change(&browser, &at, "fields.colours", &[("defined_choice", "colours:Blue")]).await.expect(303);
        let refused = change(&browser, &at, "fields.count", &[("defined_value", "many")]).await.expect(422);
        assert!(refused.text.contains("value=\"many\"") && refused.text.contains("aria-invalid=\"true\""));
        // Another one that is needed and missing does not stand in the way of this one.
        change(&browser, &at, "fields.count", &[("defined_value", "12")]).await.expect(303);
        // Who may not see a value changes it all the same, and leaves it alone if they do not.
        change(&browser, &at, "fields.door_code", &[]).await.expect(303);
        let fields = admin.get(&format!("/api/v1/customers/{id}")).await.expect(200).json()["fields"].clone();
        assert_eq!(fields, json!({"colours": ["Blue"], "count": 12, "door_code": "4711", "free": 7}));
        // One that is not there any more, or never was.
        let page = browser.get(&format!("{at}?editing=fields.none")).await.expect(200).text;
        assert!(!page.contains("id=\"in-place\""));
        browser.form(&format!("{at}/details"), &[("part", "version")]).await.expect(422);
    }
}

both_databases! {
    async fn whoever_changed_the_same_part_is_told_of(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let id = ida(&api).await;
        let at = format!("/customers/{id}");
        let open = async |part: &str| browser.get(&format!("{at}?editing={part}")).await.expect(200).text;
        let theirs = async |body: Value| {
            api.with_header("if-match", "*").patch(&format!("/api/v1/customers/{id}"), body).await.expect(200).json()
        };
        // Another part is in nobody's way.
        let page = open("department").await;
        theirs(json!({"job_title": "Chef"})).await;
        save(&browser, &page, &[("department", "Sales")]).await.expect(303);
        // The same one is.
        let page = open("department").await;
        theirs(json!({"department": "Care"})).await;
        let told = save(&browser, &page, &[("department", "Lager")]).await.expect(412).text;
        assert!(told.contains("<b>Care</b>") && told.contains("value=\"Lager\""));
        assert_eq!(rest(&api, &id).await["department"], "Care");
        save(&browser, &told, &[]).await.expect(303);
        assert_eq!(rest(&api, &id).await["department"], "Lager");
        // A row is found where it stands now; one that they changed is told of and comes beside theirs.
        let page = open("phones.1").await;
        theirs(json!({"phones": [{"value": "070-174 06 06"}, {"value": "070-174 06 05"}, {"value": "08-465 004 22"}]})).await;
        save(&browser, &page, &[("phone_label", "work")]).await.expect(303);
        let phones = rest(&api, &id).await["phones"].clone();
        assert_eq!((&phones[2]["value"], &phones[2]["label"], phones.as_array().unwrap().len()), (&json!("+46846500422"), &json!("work"), 3));
        let page = open("phones.2").await;
        theirs(json!({"phones": [{"value": "08-465 004 22", "label": "home"}]})).await;
        let told = save(&browser, &page, &[("phone_value", "08-465 004 24")]).await.expect(412).text;
        assert_eq!(rest(&api, &id).await["phones"].as_array().unwrap().len(), 1);
        save(&browser, &told, &[]).await.expect(303);
        assert_eq!(rest(&api, &id).await["phones"].as_array().unwrap().len(), 2);
    }
}

both_databases! {
    async fn words_come_back_and_meet_what_others_saved(app: &TestApp) {
        let (api, browser) = (app.api(Role::Agent).await, app.browser("anna", Role::Agent).await);
        let id = ida(&api).await;
        let (at, key) = (format!("/customers/{id}"), format!("customer:{id}:part-department"));
        let body = "part=department&was=Purchasing&department=Sales";
        let words = json!({"entries": [["department", 0, "Sales"]], "body": body});
        browser.put(&format!("/drafts/{key}"), words.clone()).await.expect(204);
        let open = format!("{at}?editing=department");
        let page = browser.get(&open).await.expect(200).text;
        assert!(page.contains("value=\"Sales\"") && page.contains("data-dirty"));
        // Its line in the rail leads to it.
        let line = page.split("/closure\"").next().unwrap().rsplit("action=\"").next().unwrap().to_owned();
        let asked = browser.with_header("hx-request", "true").get(&format!("{line}/closing?at=/")).await.expect(200).text;
        assert!(asked.contains(&format!("{at}?editing=department")), "{asked}");
        api.with_header("if-match", "*").patch(&format!("/api/v1/customers/{id}"), json!({"department": "Care"})).await.expect(200);
        let page = browser.get(&open).await.expect(200).text;
        assert!(page.contains("<b>Care</b>") && page.contains("value=\"Sales\""));
        save(&browser, &page, &[]).await.expect(303);
        assert_eq!(rest(&api, &id).await["department"], "Sales");
        assert_eq!(browser.get("/drafts").await.expect(200).json(), json!([]));
    }
}

both_databases! {
    async fn who_may_not_change_sees_no_pencil(app: &TestApp) {
        let (api, admin) = (app.api(Role::Supervisor).await, app.browser("admin", Role::Administrator).await);
        let id = ida(&api).await;
        let at = format!("/customers/{id}");
        let browser = app.browser("anna", Role::Agent).await;
        assert!(browser.get(&at).await.expect(200).text.contains("data-part=\"department\""));
        admin.get(&at).await.expect(200);
        app.team("anna", &[Feature::CustomersEdit]).await;
        let page = browser.get(&format!("{at}?editing=department")).await.expect(200).text;
        assert!(!page.contains("data-part=") && !page.contains("id=\"in-place\"") && !page.contains("id=\"add\""));
        browser.form(&format!("{at}/details"), &[("part", "department"), ("department", "Sales")]).await.expect(403);
        assert_eq!(rest(&api, &id).await["department"], "Purchasing");
        // While processing is restricted nobody changes anything.
        api.put(&format!("/api/v1/customers/{id}/restriction"), json!({"reason": "contested"})).await.expect(200);
        let page = admin.get(&format!("{at}?editing=department")).await.expect(200).text;
        assert!(!page.contains("data-part=") && !page.contains("id=\"in-place\""));
        admin.form(&format!("{at}/details"), &[("part", "department"), ("department", "Sales")]).await.expect(423);
    }
}
