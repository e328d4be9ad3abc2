//! The OpenAPI 3.1 document, made of the handlers. What holds for every call (errors, log-in) is added here once.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{HttpMethod, Operation};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::http::problems::{Problem, ProblemField};
use crate::{
    accesses, attachments, avatars, blocklist, card, changes, confirmations, consents, customers,
    dispositions, duplicates, erasures, events, fields, files, history, identity_checks, interactions,
    live_contacts, merges, notes, privacy, promises, records, relations, requests, restrictions, retention,
    splits, texts, transfers, vcon,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Visavi", description = "An open customer card for contact centres: who is calling, and everything about them.",
         license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        card::api::lookup, card::ivr::show, card::api::show, customers::api::list, customers::api::create,
        customers::api::show, customers::api::update, customers::api::delete, customers::api::restore, history::api::list,
        changes::api::list, changes::api::revert, accesses::api::list, accesses::api::list_of_customer, consents::api::list,
        consents::api::update, privacy::api::show, privacy::export::show, restrictions::api::show,
        restrictions::api::update, restrictions::api::delete, avatars::api::show, avatars::api::update,
        avatars::api::delete, files::api::list, files::api::create, files::api::show, files::api::content,
        files::api::update, files::api::delete, files::api::restore, fields::api::list_sets, fields::api::create_set,
        fields::api::show_set, fields::api::update_set, fields::api::delete_set, fields::api::list, fields::api::create,
        fields::api::show, fields::api::update, fields::api::delete, records::groups::list, records::groups::create,
        records::groups::show, records::groups::update, records::groups::delete, records::api::list, records::api::create,
        records::api::show, records::api::update, records::api::delete, relations::api::list, relations::api::create,
        relations::api::show, relations::api::update, relations::api::delete, requests::api::list, requests::api::create,
        requests::api::show, requests::api::update, requests::api::delete, requests::api::merge, requests::api::unmerge,
        requests::api::put_under, merges::api::create, merges::api::show, merges::api::delete, splits::api::create, requests::api::statuses, duplicates::api::list, duplicates::api::queue, duplicates::api::reject, duplicates::api::take_back, dispositions::api::list, notes::api::list, notes::api::create,
        notes::api::show, notes::api::update, notes::api::delete, blocklist::api::list, blocklist::api::create,
        blocklist::api::show, blocklist::api::update, blocklist::api::delete, erasures::api::create, erasures::api::list,
        erasures::api::show, erasures::api::approve, erasures::api::withdraw, erasures::api::lift, erasures::api::hold,
        erasures::api::let_go, retention::api::list, retention::api::update, interactions::api::create,
        interactions::api::show, interactions::api::update, attachments::api::create, attachments::api::content,
        live_contacts::api::list_live, interactions::api::list_messages, interactions::api::create_message,
        interactions::api::create_comment, interactions::api::attach, confirmations::api::show,
        confirmations::api::update, confirmations::api::delete, interactions::api::deliver, transfers::api::create,
        interactions::batch::create, vcon::api::show, vcon::api::create, texts::api::list, events::api::stream,
        promises::api::list, promises::api::create, promises::api::show, promises::api::update, promises::api::delete,
        identity_checks::api::list, identity_checks::api::create, identity_checks::api::list_questions,
        identity_checks::api::create_question, identity_checks::api::show_question, identity_checks::api::update_question,
        identity_checks::api::delete_question, identity_checks::api::show_settings, identity_checks::api::update_settings,
    ),
    components(schemas(Problem, ProblemField, changes::ChangesOf)),
    modifiers(&Common),
    security(("token" = []))
)]
struct Document;

/// What every call has in common.
struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("token", token);
        if let Some(stream) =
            document.paths.paths.get_mut("/api/v1/events").and_then(|item| item.get.as_mut())
        {
            add_kinds(stream);
        }
        for (path, item) in &mut document.paths.paths {
            let operations = [
                (HttpMethod::Get, &mut item.get),
                (HttpMethod::Post, &mut item.post),
                (HttpMethod::Put, &mut item.put),
                (HttpMethod::Patch, &mut item.patch),
                (HttpMethod::Delete, &mut item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    add_problems(path, &method, operation);
                }
            }
        }
    }
}

/// The kinds of events, out of their one list.
fn add_kinds(stream: &mut Operation) {
    let kinds: Vec<String> =
        events::public_kinds().map(|kind| format!("- `{}`: {}", kind.name, kind.says)).collect();
    let description =
        format!("Kinds of events, with commas between them; all without it.\n\n{}", kinds.join("\n"));
    for parameter in stream.parameters.iter_mut().flatten() {
        if let RefOr::T(parameter) = parameter
            && parameter.name == "types"
        {
            parameter.description = Some(description.clone());
        }
    }
}

/// The ways in which a call can fail, by what it takes.
fn add_problems(path: &str, method: &HttpMethod, operation: &mut Operation) {
    let mut add = |status: &str, description: &str| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new()
            .description(description)
            .content("application/problem+json", content)
            .build();
        operation.responses.responses.insert(status.to_owned(), response.into());
    };
    add("401", "A valid token is missing");
    add("403", "The token's role may not do this");
    add("503", "The database cannot be reached; try again");
    if path.contains('{') || *method == HttpMethod::Post {
        add("404", "There is nothing under this id");
    }
    if *method != HttpMethod::Delete {
        add("422", "A member cannot be accepted; `errors` names it");
    }
    if matches!(method, HttpMethod::Post | HttpMethod::Put | HttpMethod::Patch) {
        add("400", "The body is no JSON object");
        add("413", "The body is larger than 2 MB, or a file than this installation takes");
        add("415", "The body is not declared as JSON");
    }
    if path.contains("{id}") {
        add("423", "Processing of this customer is restricted (Art. 18 GDPR)");
    }
    if path.ends_with("/content") {
        add("416", "The file has no such range of bytes");
    }
    if *method != HttpMethod::Get {
        add("409", "Something stands in the way; `errors` says what");
    }
    if (matches!(method, HttpMethod::Patch | HttpMethod::Delete) && !path.ends_with("/restriction"))
        || (*method == HttpMethod::Put && path.ends_with("/consents"))
    {
        add("412", "Somebody else changed it since it was read");
        add("428", "If-Match is missing");
    }
    if *method == HttpMethod::Post {
        let key = utoipa::openapi::path::ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(utoipa::openapi::path::ParameterIn::Header)
            .description(Some("The same key with the same request again is not done again, for a day"))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .build();
        operation.parameters.get_or_insert_default().push(key.into());
    }
}

/// The document as JSON, indented.
pub fn text() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let mut document = Document::openapi();
        document.info.version = env!("CARGO_PKG_VERSION").to_owned();
        document.to_pretty_json().unwrap_or_default() + "\n"
    });
    &TEXT
}

pub async fn show() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], text())
}
