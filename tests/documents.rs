//! Generated documents are as the code says, and the OpenAPI document tells every call and only those.

use std::collections::BTreeSet;

use serde_json::Value;
use visavi::http::access::Access;
use visavi::routes;

use crate::support::{Kind, TestApp};

fn document() -> Value {
    serde_json::from_str(visavi::openapi::text()).unwrap()
}

#[tokio::test]
async fn the_openapi_document_tells_every_call() {
    let app = TestApp::start(Kind::Sqlite).await;
    let table = routes::table(&app.app);
    let calls: BTreeSet<String> = table
        .routes
        .iter()
        .filter(|route| matches!(route.access, Access::Api(_)))
        .map(|route| format!("{} {}", route.method.as_str().to_lowercase(), route.path))
        .collect();
    let document = document();
    let mut told = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            told.insert(format!("{method} {path}"));
        }
    }
    assert_eq!(told, calls);
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["license"]["identifier"], "Apache-2.0");
    app.stop().await;
}

#[test]
fn every_reference_of_the_openapi_document_leads_somewhere() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    found.insert(reference.clone());
                }
                members.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
}

/// `make documents` writes them anew.
#[test]
fn the_generated_documents_are_up_to_date() {
    for (path, text) in [
        ("docs/openapi.json", visavi::openapi::text().to_owned()),
        ("docs/config.md", visavi::config::Config::document()),
    ] {
        let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("VISAVI_WRITE_DOCUMENTS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == text, "{path} is out of date: run `make documents`");
    }
}
