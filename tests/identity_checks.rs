//! Identity checks: what is asked and proven in a contact, what that opens to whom, and that no answer is kept.

use serde_json::{Value, json};
use visavi::teams::features::Feature;
use visavi::words::Role;

use crate::support::{Client, TestApp, both_databases};

/// What nobody says but the customer.
const CANARY: &str = "Zinnober-7Q";
const PHONE: &str = "070-174 06 05";

pub async fn question(admin: &Client, text: &str, source: &str, compared: &str, level: &str) -> String {
    let input = json!({"text": text, "source": source, "compared": compared, "level": level});
    admin.post("/api/v1/identity-questions", input).await.expect(201).id()
}

/// Ida, who has everything that is asked for.
async fn ida(api: &Client) -> String {
    let input = json!({"name": "Ida Nyberg", "birth_date": "1962-04-23", "phones": [{"value": PHONE}, {"value": "08-465 004 22"}],
        "addresses": [{"postal_code": "118 46", "city": "Stockholm"}],
        "national_ids": [{"kind": "pesel", "value": "44051401458"}], "fields": {"code_word": "Zinnober", "door": "4711"}});
    api.post("/api/v1/customers", input).await.expect(201).id()
}

async fn call(api: &Client, phone: &str, agent: &str) -> String {
    let call = json!({"channel": "call", "from": phone, "agent": agent, "state": "active"});
    api.post("/api/v1/interactions", call).await.expect(201).id()
}

/// A contact with questions: birth date, postal code, the code word.
struct Stage {
    admin: Client,
    anna: Client,
    ida: String,
    call: String,
    questions: [String; 3],
}

impl Stage {
    async fn set(app: &TestApp) -> Stage {
        let admin = app.api(Role::Administrator).await;
        let set = crate::fields::set(&admin, "customer").await;
        for (key, level) in [("code_word", "strong"), ("door", "basic"), ("never", "none")] {
            crate::fields::field(&admin, &set, key, "text", json!({"masked": true, "identity_level": level}))
                .await;
        }
        let questions = [
            question(&admin, "Birth date?", "birth_date", "agent", "basic").await,
            question(&admin, "Postal code?", "postal_code", "server", "basic").await,
            question(&admin, "Code word?", "field:code_word", "server", "strong").await,
        ];
        let anna = app.browser("anna", Role::Agent).await;
        let ida = ida(&admin).await;
        let call = call(&admin, PHONE, "anna").await;
        Stage { admin, anna, ida, call, questions }
    }

    fn path(&self) -> String {
        format!("/interactions/{}/identity_check", self.call)
    }

    async fn checks(&self) -> Vec<Value> {
        let path = format!("/api/v1/interactions/{}/identity_checks", self.call);
        self.admin.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
    }

    /// The form of a question as the panel has it now, filled in.
    async fn form(&self, agent: &Client, question: usize) -> Vec<(String, String)> {
        let panel = agent
            .with_header("hx-request", "true")
            .get(&format!("/interactions/{}/now", self.call))
            .await
            .expect(200);
        let value = |name: &str| {
            let at = panel.text.split(&format!("name=\"{name}\" value=\"")).nth(1);
            at.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
        };
        [
            ("question", self.questions[question].clone()),
            ("check", value("check")),
            (
                "version",
                panel
                    .text
                    .split("name=\"check\"")
                    .nth(1)
                    .and_then(|rest| rest.split("name=\"version\" value=\"").nth(1))
                    .and_then(|rest| rest.split('"').next())
                    .unwrap_or("0")
                    .to_owned(),
            ),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }

    async fn answer(
        &self,
        agent: &Client,
        question: usize,
        name: &str,
        said: &str,
    ) -> crate::support::Answer {
        let mut form = self.form(agent, question).await;
        form.push((name.to_owned(), said.to_owned()));
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        agent.form(&self.path(), &form).await
    }

    async fn card(&self, agent: &Client) -> String {
        agent.get(&format!("/interactions/{}", self.call)).await.expect(200).text
    }
}

both_databases! {
    async fn right_answers_prove_first_basic_and_then_strong(app: &TestApp) {
        let stage = Stage::set(app).await;
        assert!(stage.card(&stage.anna).await.contains("Not proven yet"));
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        let open = stage.checks().await;
        assert_eq!((&open[0]["outcome"], &open[0]["level"], &open[0]["completed_at"]), (&json!("open"), &json!("none"), &Value::Null));
        stage.answer(&stage.anna, 1, "answer", "11846").await.expect(303);
        let basic = stage.checks().await;
        assert_eq!((&basic[0]["outcome"], &basic[0]["level"], basic.len()), (&json!("proven"), &json!("basic"), 1));
        stage.answer(&stage.anna, 2, "answer", " zinnober ").await.expect(303);
        let strong = stage.checks().await;
        assert_eq!((&strong[0]["level"], &strong[0]["by"], strong.len()), (&json!("strong"), &json!("anna of the tests"), 1));
        let said: Vec<&str> = strong[0]["questions"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
        assert_eq!(said, ["right"; 3]);
        assert_eq!(strong[0]["questions"][1], json!({"question_id": stage.questions[1], "text": "Postal code?", "outcome": "right"}));
        // Whoever asks the same again is told.
        stage.answer(&stage.anna, 0, "outcome", "wrong").await.expect(409);
        let card = stage.admin.get(&format!("/api/v1/customers/{}/card", stage.ida)).await.expect(200).json();
        assert_eq!(card["identity_check"]["level"], "strong");
        let events = app.app.read(|tx| Ok(tx.query("SELECT kind FROM events WHERE kind LIKE 'identity%' ORDER BY seq", &[], |row| row.get::<String>(0))?)).await.unwrap();
        assert_eq!(events, ["identity_check.changed", "identity_check.completed", "identity_check.completed"]);
        let inside = stage.anna.with_header("hx-request", "true").get(&format!("/interactions/{}/details", stage.call)).await.expect(200);
        assert!(inside.text.contains("Identity: Proven: strong, right: Birth date?; Postal code?; Code word?, by anna"), "{}", inside.text);
    }
}

both_databases! {
    async fn wrong_answers_fail_a_check_and_failed_checks_end_the_trying(app: &TestApp) {
        let stage = Stage::set(app).await;
        // What was proven in it is proven no more.
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        stage.answer(&stage.anna, 1, "answer", "000 00").await.expect(303);
        assert_eq!(stage.checks().await[0]["outcome"], "open");
        stage.answer(&stage.anna, 2, "answer", "Blau").await.expect(303);
        assert_eq!((&stage.checks().await[0]["outcome"], &stage.checks().await[0]["level"]), (&json!("failed"), &json!("none")));
        assert!(stage.card(&stage.anna).await.contains("Not proven (2 wrong)"));
        for (question, said) in [(1, "1"), (2, "2")] {
            stage.answer(&stage.anna, question, "answer", said).await.expect(303);
        }
        assert_eq!(stage.checks().await.len(), 2);
        let refused = stage.answer(&stage.anna, 0, "outcome", "right").await.expect(409);
        assert!(refused.text.contains("Too many checks have failed"), "{}", refused.text);
        assert!(stage.card(&stage.anna).await.contains("Too many checks have failed"));
        assert_eq!(stage.checks().await.len(), 2);
        // Another contact begins anew.
        let again = Stage { call: call(&stage.admin, PHONE, "anna").await, ..stage };
        again.answer(&again.anna, 0, "outcome", "right").await.expect(303);
    }
}

both_databases! {
    async fn of_two_agents_at_once_the_later_is_told(app: &TestApp) {
        let stage = Stage::set(app).await;
        let piotr = app.browser("piotr", Role::Agent).await;
        let mut seen = stage.form(&piotr, 1).await;
        seen.push(("answer".into(), "11846".into()));
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        let seen: Vec<(&str, &str)> = seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        piotr.form(&stage.path(), &seen).await.expect(409);
        assert_eq!(stage.checks().await[0]["questions"].as_array().unwrap().len(), 1);
        // Scripts get the section as it is now, with what is wrong.
        let part = piotr.with_header("hx-request", "true").with_header("hx-target", "identity-check").form(&stage.path(), &seen).await.expect(409);
        assert!(part.text.contains("id=\"identity-check\"") && part.text.contains("role=\"alert\""), "{}", part.text);
        let (one, other) = tokio::join!(
            stage.answer(&stage.anna, 1, "answer", "11846"),
            stage.answer(&piotr, 1, "answer", "11846")
        );
        let mut codes = [one.status.as_u16(), other.status.as_u16()];
        codes.sort_unstable();
        // Either both saw the same and one is told, or the later saw that it was answered already.
        assert_eq!(codes, [303, 409]);
        assert_eq!(stage.checks().await[0]["questions"].as_array().unwrap().len(), 2);
    }
}

both_databases! {
    async fn what_cannot_be_asked_says_so(app: &TestApp) {
        let stage = Stage::set(app).await;
        let bo = stage.admin.post("/api/v1/customers", json!({"name": "Bo", "phones": [{"value": "070-174 06 06"}]})).await.expect(201).id();
        let of_bo = Stage { call: call(&stage.admin, "070-174 06 06", "anna").await, ida: bo, ..stage };
        let card = of_bo.card(&of_bo.anna).await;
        assert_eq!(card.matches("Cannot be asked: nothing is on file.").count(), 3, "{card}");
        for (question, name, said) in [(0, "outcome", "right"), (1, "answer", "11846")] {
            of_bo.answer(&of_bo.anna, question, name, said).await.expect(409);
        }
        // The number at hand proves nothing; of others there is none.
        question(&of_bo.admin, "Other number?", "phone", "server", "basic").await;
        assert_eq!(of_bo.card(&of_bo.anna).await.matches("Cannot be asked").count(), 4);
        let nobody = uuid::Uuid::nil().to_string();
        of_bo.anna.form(&of_bo.path(), &[("question", &nobody), ("outcome", "right")]).await.expect(422);
        of_bo.anna.form(&of_bo.path(), &[("question", "x"), ("outcome", "right")]).await.expect(422);
        // Who compares cannot be chosen, and an empty answer is none.
        let ida = Stage { call: call(&of_bo.admin, PHONE, "anna").await, ..of_bo };
        for (question, name, said) in [(1, "outcome", "right"), (0, "answer", "1962-04-23"), (1, "answer", "  "), (1, "outcome", "perhaps")] {
            ida.answer(&ida.anna, question, name, said).await.expect(422);
        }
        assert!(ida.checks().await.is_empty());
        // What was passed over may be asked later.
        ida.answer(&ida.anna, 0, "outcome", "not_asked").await.expect(303);
        ida.answer(&ida.anna, 0, "outcome", "right").await.expect(303);
        // A contact of nobody, and one that is over.
        let stranger = Stage { call: call(&ida.admin, "070-999 99 99", "anna").await, ..ida };
        stranger.anna.form(&stranger.path(), &[("question", &stranger.questions[0]), ("outcome", "right")]).await.expect(409);
        stranger.admin.patch(&format!("/api/v1/interactions/{}", stranger.call), json!({"state": "closed"})).await.expect(200);
        stranger.anna.form(&stranger.path(), &[("question", &stranger.questions[0]), ("outcome", "right")]).await.expect(409);
    }
}

both_databases! {
    async fn what_a_customer_says_stands_nowhere(app: &TestApp) {
        let stage = Stage::set(app).await;
        stage.answer(&stage.anna, 1, "answer", CANARY).await.expect(303);
        let part = stage.anna.with_header("hx-request", "true").with_header("hx-target", "identity-check");
        let mut form = stage.form(&stage.anna, 2).await;
        form.push(("answer".into(), CANARY.into()));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answered = part.form(&stage.path(), &form).await.expect(200);
        assert!(answered.text.contains("Not proven (2 wrong)") && !answered.text.contains(CANARY));
        let found: Vec<String> = app.fingerprint().await.into_iter().flat_map(|(table, rows)| rows.into_iter().map(move |row| format!("{table}: {row}")))
            .filter(|row| row.contains(CANARY)).collect();
        assert!(found.is_empty(), "{found:?}");
        let held = app.bytes().into_iter().find(|(_, bytes)| bytes.windows(CANARY.len()).any(|part| part == CANARY.as_bytes()));
        assert!(held.is_none(), "{:?}", held.map(|(path, _)| path));
        // Nor is what is masked shown to be compared.
        let card = stage.card(&stage.anna).await;
        assert!(!card.contains("Zinnober") && !card.contains("118 46</p>"), "masked values are compared by the server");
        let changes = stage.admin.get(&format!("/api/v1/customers/{}/changes?of=everything", stage.ida)).await.expect(200);
        let last = changes.json()["items"].as_array().unwrap().iter().find(|one| one["entity"] == "identity_check").cloned().unwrap();
        assert_eq!(last["after"]["outcome"], "failed");
        assert!(!changes.text.contains(CANARY));
    }
}

both_databases! {
    async fn what_is_proven_opens_masked_values_to_the_agent_of_the_contact_alone(app: &TestApp) {
        let stage = Stage::set(app).await;
        let piotr = app.browser("piotr", Role::Agent).await;
        stage.admin.patch("/api/v1/identity-settings", json!({"national_id_level": "strong"})).await.expect(200);
        let log = || async {
            app.app.accesses.flush().await;
            let api = app.api(Role::Supervisor).await;
            let list = api.get(&format!("/api/v1/customers/{}/accesses?limit=200", stage.ida)).await.expect(200).json();
            let those = list["items"].as_array().unwrap().clone();
            those.into_iter().filter(|one| one["what"] != "card").map(|one| (one["what"].clone(), one["interaction_id"].clone())).collect::<Vec<_>>()
        };
        let shows = |card: &str| (card.contains(">4711<"), card.contains(">Zinnober<"), card.contains("44051401458"));
        assert_eq!(shows(&stage.card(&stage.anna).await), (false, false, false));
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        stage.answer(&stage.anna, 1, "answer", "118-46").await.expect(303);
        assert_eq!(shows(&stage.card(&stage.anna).await), (true, false, false));
        stage.answer(&stage.anna, 2, "answer", "ZINNOBER").await.expect(303);
        let open = stage.card(&stage.anna).await;
        assert_eq!(shows(&open), (true, true, true), "{open}");
        let logged = log().await;
        for what in ["masked_fields", "national_ids"] {
            assert_eq!(logged.iter().filter(|one| **one == (json!(what), json!(stage.call))).count(), 1, "{logged:?}");
        }
        // A part of it, as a page reads it anew.
        let part = format!("/customers/{}/details?interaction={}", stage.ida, stage.call);
        assert_eq!(shows(&stage.anna.get(&part).await.expect(200).text), (true, true, true));
        // Nobody else, and not without the contact.
        assert_eq!(shows(&stage.card(&piotr).await), (false, false, false));
        assert_eq!(shows(&stage.anna.get(&format!("/customers/{}", stage.ida)).await.expect(200).text), (false, false, false));
        let other = call(&stage.admin, PHONE, "anna").await;
        assert_eq!(shows(&stage.anna.get(&format!("/interactions/{other}")).await.expect(200).text), (false, false, false));
        // Of another customer the same contact proves nothing.
        let eva = json!({"name": "Eva", "fields": {"door": "4711"}, "national_ids": [{"kind": "pesel", "value": "44051401458"}]});
        let eva = stage.admin.post("/api/v1/customers", eva).await.expect(201).id();
        let beside = format!("/customers/{eva}?interaction={}", stage.call);
        assert_eq!(shows(&stage.anna.get(&beside).await.expect(200).text), (false, false, false));
        // Moved to them it opens nothing; moved back it is with whom it was.
        let move_to = |customer: String| { let (admin, call) = (&stage.admin, &stage.call); async move {
            admin.put(&format!("/api/v1/interactions/{call}/customer"), json!({"customer_id": customer})).await.expect(200);
        }};
        move_to(eva.clone()).await;
        assert_eq!(shows(&stage.card(&stage.anna).await), (false, false, false));
        assert!(stage.checks().await.is_empty(), "it was with somebody else");
        move_to(stage.ida.clone()).await;
        assert_eq!(shows(&stage.card(&stage.anna).await), (true, true, true));
        // Handed over it opens for whoever has it now.
        let path = format!("/api/v1/interactions/{}", stage.call);
        stage.admin.patch(&path, json!({"agent": "piotr"})).await.expect(200);
        assert_eq!((shows(&stage.card(&stage.anna).await), shows(&stage.card(&piotr).await)), ((false, false, false), (true, true, true)));
        stage.admin.patch(&path, json!({"agent": "anna", "state": "closed"})).await.expect(200);
        let over = stage.card(&stage.anna).await;
        assert_eq!(shows(&over), (false, false, false));
        assert!(over.contains("Proven: strong") && !over.contains("identity-ask\""), "what was proven stays to be read");
    }
}

both_databases! {
    async fn columns_of_record_groups_open_too(app: &TestApp) {
        let stage = Stage::set(app).await;
        let group = crate::records::group(&stage.admin).await;
        crate::fields::field(&stage.admin, &group, "alarm", "text", json!({"masked": true, "identity_level": "basic"})).await;
        crate::records::record(&stage.admin, &stage.ida, json!({"model": "Malm", "alarm": "9988"})).await;
        let page = format!("/interactions/{}?tab=records&group=devices", stage.call);
        assert!(!stage.anna.get(&page).await.expect(200).text.contains(">9988<"));
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        stage.answer(&stage.anna, 1, "answer", "11846").await.expect(303);
        assert!(stage.anna.get(&page).await.expect(200).text.contains(">9988<"));
    }
}

both_databases! {
    async fn other_systems_report_checks(app: &TestApp) {
        let stage = Stage::set(app).await;
        let api = app.api(Role::Agent).await;
        let path = format!("/api/v1/interactions/{}/identity_checks", stage.call);
        let voice = json!({"method": "voice_biometrics", "outcome": "proven", "level": "strong", "questions": [{"text": "Voice print", "outcome": "right"}]});
        let made = api.with_header("idempotency-key", "a").post(&path, voice.clone()).await.expect(201);
        assert_eq!(made.json()["questions"], json!([{"question_id": null, "text": "Voice print", "outcome": "right"}]));
        assert_eq!(api.with_header("idempotency-key", "a").post(&path, voice).await.expect(201).id(), made.id());
        assert_eq!(stage.checks().await.len(), 1);
        assert!(stage.card(&stage.anna).await.contains(">Zinnober<"), "what a system proved opens to the agent of the contact");
        // The newest that is completed holds.
        app.app.clock.advance(1_000_000);
        api.post(&path, json!({"method": "pin", "outcome": "failed", "questions": [{"question_id": stage.questions[0], "outcome": "wrong"}]})).await.expect(201);
        assert!(!stage.card(&stage.anna).await.contains(">Zinnober<"));
        for (input, field) in [
            (json!({"method": "pin", "outcome": "proven"}), "level"),
            (json!({"method": "pin", "outcome": "failed", "level": "basic"}), "level"),
            (json!({"method": "pin", "outcome": "open"}), "outcome"),
            (json!({"method": "pin", "outcome": "proven", "level": "basic", "at": "2030-01-01T00:00:00Z"}), "at"),
            (json!({"method": "pin", "outcome": "proven", "level": "basic", "questions": [{"outcome": "right"}]}), "questions[0].text"),
            (json!({"method": "pin", "outcome": "proven", "level": "basic", "questions": [{"question_id": uuid::Uuid::nil(), "outcome": "right"}]}), "questions[0].question_id"),
        ] {
            assert_eq!(api.post(&path, input.clone()).await.expect(422).fields(), [field], "{input}");
        }
        api.post(&path, json!({"method": "guess", "outcome": "proven", "level": "basic"})).await.expect(422);
        let stranger = call(&stage.admin, "070-999 99 99", "anna").await;
        let basic = json!({"method": "pin", "outcome": "proven", "level": "basic"});
        api.post(&format!("/api/v1/interactions/{stranger}/identity_checks"), basic).await.expect(409);
    }
}

both_databases! {
    async fn a_vcon_says_how_its_customer_was_validated(app: &TestApp) {
        let stage = Stage::set(app).await;
        let path = format!("/api/v1/interactions/{}/vcon", stage.call);
        assert!(stage.admin.get(&path).await.expect(200).json()["parties"][0].get("validation").is_none());
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        stage.answer(&stage.anna, 1, "answer", "11846").await.expect(303);
        let vcon = stage.admin.get(&path).await.expect(200).json();
        assert_eq!(vcon["parties"][0]["validation"], "Birth date?, Postal code?");
        let mut other = vcon.clone();
        (other["uuid"], other["parties"][0]["validation"]) = (json!("0195544a-b9b1-8ee4-b9a2-279e0d16bc46"), json!("SSN  and\nDOB"));
        other["analysis"] = json!([]);
        let made = stage.admin.post("/api/v1/vcons", other.clone()).await.expect(201).id();
        // Twice the same is one.
        stage.admin.post("/api/v1/vcons", other).await.expect(200);
        let read = Stage { call: made, ..stage };
        let checks = read.checks().await;
        assert_eq!((checks.len(), &checks[0]["method"], &checks[0]["level"], &checks[0]["questions"][0]["text"]), (1, &json!("other"), &json!("none"), &json!("SSN and DOB")));
        let out = read.admin.get(&format!("/api/v1/interactions/{}/vcon", read.call)).await.expect(200).json();
        assert_eq!(out["parties"][0]["validation"], "SSN and DOB");
    }
}

both_databases! {
    async fn questions_and_the_rule_are_the_administrators(app: &TestApp) {
        let admin = app.api(Role::Administrator).await;
        let set = crate::fields::set(&admin, "customer").await;
        crate::fields::field(&admin, &set, "secret", "text", json!({"masked": true})).await;
        let page = app.browser("eva", Role::Administrator).await;
        let form = |text: &'static str, source: &'static str, compared: &'static str| [("text", text), ("source", source), ("compared", compared), ("level", "basic")];
        page.form("/identity-checks", &form("Birth date?", "birth_date", "agent")).await.expect(303);
        page.form("/identity-checks", &form("Secret?", "field:secret", "server")).await.expect(303);
        for (text, source, compared) in [("", "free", "agent"), ("X", "field:none", "agent"), ("X", "free", "server"), ("X", "field:secret", "agent"), ("X", "shoe_size", "agent")] {
            let refused = page.form("/identity-checks", &form(text, source, compared)).await.expect(422);
            assert!(refused.text.contains("aria-invalid=\"true\""), "{text} {source} {compared}");
        }
        let list = || async { admin.get("/api/v1/identity-questions").await.expect(200).json()["items"].as_array().unwrap().clone() };
        let id = list().await[1]["id"].as_str().unwrap().to_owned();
        page.form(&format!("/identity-checks/{id}/position"), &[("by", "-1")]).await.expect(303);
        assert_eq!(list().await[0]["id"], json!(id));
        let path = format!("/api/v1/identity-questions/{id}");
        admin.patch(&path, json!({"text": "Which secret?", "position": 1})).await.expect(200);
        assert_eq!((&list().await[1]["text"], list().await.len()), (&json!("Which secret?"), 2));
        assert_eq!(admin.patch(&path, json!({"level": "none"})).await.expect(422).fields(), ["level"]);
        page.form(&format!("/identity-checks/{id}"), &[("text", "Old"), ("source", "free"), ("version", "1")]).await.expect(409);
        admin.delete(&path).await.expect(204);
        assert_eq!(list().await.len(), 1);
        let rule = "/api/v1/identity-settings";
        assert_eq!(admin.patch(rule, json!({"basic_right": 0})).await.expect(422).fields(), ["basic_right"]);
        admin.patch(rule, json!({"basic_right": 1, "most_wrong": 1})).await.expect(200);
        let typed = [("basic_right", "1"), ("strong_right", "2"), ("most_wrong", "x"), ("most_failed", "3"), ("national_id_level", "basic"), ("version", "2")];
        assert!(page.form("/identity-checks/settings", &typed).await.expect(422).text.contains("value=\"x\""));
        let typed = typed.map(|(name, value)| (name, if value == "x" { "1" } else { value }));
        page.form("/identity-checks/settings", &typed).await.expect(303);
        let rule = admin.get(rule).await.expect(200).json();
        assert_eq!(rule, json!({"basic_right": 1, "strong_right": 2, "most_wrong": 1, "most_failed": 3, "national_id_level": "basic"}));
        // A level stands where a value is masked on the card.
        let field = json!({"set_id": set, "name": "Open", "kind": "text", "identity_level": "basic"});
        assert_eq!(admin.post("/api/v1/fields", field).await.expect(422).fields(), ["identity_level"]);
    }
}

both_databases! {
    async fn a_team_without_it_sees_and_does_nothing(app: &TestApp) {
        let stage = Stage::set(app).await;
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        stage.answer(&stage.anna, 1, "answer", "11846").await.expect(303);
        app.team("anna", &[Feature::IdentityChecks]).await;
        let card = stage.card(&stage.anna).await;
        assert!(!card.contains("identity-check") && !card.contains(">4711<"), "{card}");
        stage.anna.form(&stage.path(), &[("question", &stage.questions[2]), ("answer", "Zinnober")]).await.expect(403);
        let changes = stage.anna.get(&format!("/customers/{}?tab=changes&of=everything", stage.ida)).await.expect(200);
        assert!(!changes.text.contains("Identity check"));
    }
}

both_databases! {
    async fn checks_go_and_come_back_with_their_customer_and_are_erased_with_them(app: &TestApp) {
        let stage = Stage::set(app).await;
        stage.answer(&stage.anna, 0, "outcome", "right").await.expect(303);
        stage.answer(&stage.anna, 1, "answer", "11846").await.expect(303);
        let held = stage.admin.get(&format!("/api/v1/customers/{}/privacy", stage.ida)).await.expect(200).json();
        let held = held["held"].as_array().unwrap().iter().find(|one| one["kind"] == "identity_checks").cloned().unwrap();
        assert_eq!(held["items"][0]["level"], "basic");
        let rows = || async { app.app.read(|tx| Ok(tx.get("SELECT (SELECT COUNT(*) FROM identity_checks) + (SELECT COUNT(*) FROM identity_answers)", &[], |row| row.get::<i64>(0))?)).await.unwrap() };
        assert_eq!(rows().await, 3);
        let path = format!("/api/v1/customers/{}", stage.ida);
        stage.admin.delete(&path).await.expect(204);
        assert_eq!(rows().await, 0);
        stage.admin.post(&format!("{path}/restoration"), json!({})).await.expect(200);
        assert_eq!((rows().await, stage.checks().await.len()), (3, 1));
        // What was in a contact that is gone meanwhile stays away.
        stage.admin.delete(&path).await.expect(204);
        let call = uuid::Uuid::parse_str(&stage.call).unwrap();
        app.app.write(move |tx| {
            let one = visavi::interactions::store::get(tx, visavi::id::InteractionId(call))?;
            visavi::interactions::delete(tx, &visavi::author::Author::system(one.started_at), &one)
        }).await.unwrap();
        stage.admin.post(&format!("{path}/restoration"), json!({})).await.expect(200);
        assert_eq!(rows().await, 0);
    }
}

both_databases! {
    async fn of_who_is_restricted_nothing_is_checked(app: &TestApp) {
        let stage = Stage::set(app).await;
        stage.admin.put(&format!("/api/v1/customers/{}/restriction", stage.ida), json!({"reason": "contested"})).await.expect(200);
        let ask = [("question", stage.questions[0].as_str()), ("outcome", "right")];
        assert_eq!(stage.anna.form(&stage.path(), &ask).await.status.as_u16(), 423);
        let path = format!("/api/v1/interactions/{}/identity_checks", stage.call);
        stage.admin.post(&path, json!({"method": "pin", "outcome": "proven", "level": "basic"})).await.expect(423);
        app.api(Role::Agent).await.get(&path).await.expect(423);
    }
}
