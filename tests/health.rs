//! The administration's way in, and its page of how the installation is.

use serde_json::json;
use visavi::health::checks::{self, Level};
use visavi::jobs;
use visavi::words::Role;

use crate::support::{TestApp, both_databases};

both_databases! {
    async fn one_page_leads_to_every_part_and_each_part_back(app: &TestApp) {
        let admin = app.browser("admin", Role::Administrator).await;
        let home = admin.get("/administration").await.expect(200).text;
        for place in visavi::administration::PLACES {
            assert!(home.contains(&format!("href=\"{}\"", place.path)), "{}", place.path);
            let page = admin.get(place.path).await.expect(200).text;
            assert!(page.contains("<a href=\"/administration\">"), "{}", place.path);
            assert!(page.contains(&format!("<a href=\"{}\" aria-current=\"page\">", place.path)), "{}", place.path);
        }
    }
}

both_databases! {
    async fn the_health_says_what_there_is_and_when_the_jobs_ran(app: &TestApp) {
        let api = app.api(Role::Agent).await;
        api.post("/api/v1/customers", json!({"name": "There"})).await.expect(201);
        let running = jobs::start(&app.app);
        while !app.app.jobs.runs().iter().any(|run| run.name == "job-notes") {
            tokio::task::yield_now().await;
        }
        drop(running);
        let admin = app.browser("admin", Role::Administrator).await;
        let page = admin.get("/administration/health").await.expect(200).text;
        for text in ["schema version", "Delete expired notes", "only one person can administer"] {
            assert!(page.contains(text), "{text}");
        }
        // What other transactions of the cluster hold back waits.
        assert!(page.contains("Everything that happened has been told") || page.contains("The oldest event has waited"));
        assert!(page.contains("<th scope=\"row\">Customers</th><td>1</td>"));
        assert!(!page.contains("Mend this"));
        app.browser("supervisor", Role::Supervisor).await.get("/administration/health").await.expect(403);
    }
}

both_databases! {
    async fn advice_is_given_where_cookies_travel_in_the_open(app: &TestApp) {
        let mut config = app.app.config.clone();
        config.listen = "0.0.0.0:8480".parse().unwrap();
        config.trust_proxy = true;
        let advice = |config: &visavi::config::Config| checks::configuration(config).iter().filter(|one| one.level == Level::Advice).count();
        assert_eq!(advice(&config), 2);
        config.public_url = Some("https://card.example".into());
        assert_eq!(advice(&config), 1);
    }
}
