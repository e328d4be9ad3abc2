//! Every URL of the house, on one page, each with who may use it. The access matrix test walks this table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, on};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::app::App;
use crate::error::AppError;
use crate::files::media;
use crate::http::access::{self, Access};
use crate::http::{assets, headers, problems, watching};
use crate::words::Role;
use crate::{
    accesses, actions, administration, agents, attachments, avatars, blocklist, card, changes, confirmations,
    consents, customers, dispositions, drafts, duplicates, erasures, events, exports, fields, files, health,
    history, identifiers, identity_checks, imports, interactions, laboratory, lists, live_contacts, merges,
    messages, notes, oidc, openapi, openings, presence, privacy, promises, recordings, records, relations,
    requests, restrictions, retention, second_factor, sessions, splits, teams, texts, tokens, transfers,
    vcon,
};

const OPEN: Access = Access::Open;
const DOOR: Access = Access::Door;
const PAGE: Access = Access::Page(Role::Agent);
const SUPERVISOR_PAGE: Access = Access::Page(Role::Supervisor);
const ADMIN_PAGE: Access = Access::Page(Role::Administrator);
const API: Access = Access::Api(Role::Agent);
const SUPERVISOR_API: Access = Access::Api(Role::Supervisor);
const ADMIN_API: Access = Access::Api(Role::Administrator);

/// The table: read it from top to bottom to know what Visavi answers.
pub fn table(app: &App) -> Table {
    Table::new(app)
        // Watching and assets
        .get("/healthz", OPEN, health::live)
        .get("/readyz", OPEN, health::ready)
        .get("/metrics", OPEN, health::metrics)
        .get("/assets/{*path}", OPEN, assets::show)
        // Coming and going
        .get("/login", DOOR, sessions::pages::new)
        .post("/login", DOOR, sessions::pages::create)
        .get("/login/oidc", DOOR, oidc::pages::new)
        .get("/login/oidc/return", DOOR, oidc::pages::show)
        .get("/login/code", DOOR, second_factor::pages::ask)
        .post("/login/code", DOOR, second_factor::pages::answer)
        .post("/logout", PAGE, sessions::pages::delete)
        .get("/invitations/{secret}", DOOR, sessions::pages::invitation)
        .post("/invitations/{secret}", DOOR, sessions::pages::accept)
        .get("/preferences", PAGE, agents::pages::preferences)
        .post("/preferences", PAGE, agents::pages::update_preferences)
        .post("/preferences/password", PAGE, agents::pages::update_password)
        .get("/preferences/second-factor", PAGE, second_factor::pages::show)
        .post("/preferences/second-factor", PAGE, second_factor::pages::create)
        .post("/preferences/second-factor/confirmation", PAGE, second_factor::pages::confirm)
        .post("/preferences/second-factor/recovery-codes", PAGE, second_factor::pages::renew_codes)
        .post("/preferences/second-factor/deletion", PAGE, second_factor::pages::delete)
        // The agent's page
        .get("/", PAGE, card::pages::home)
        // Whoever is not logged in is told so in the stream: it would not follow the way to the log-in.
        .get("/live", DOOR, card::live::stream)
        .get("/rail", PAGE, openings::pages::rail)
        .get("/palette", PAGE, card::pages::palette)
        .get("/pop", PAGE, card::pages::pop)
        .get("/openings/{id}/closing", PAGE, openings::pages::ask)
        .post("/openings/{id}/closure", PAGE, openings::pages::close)
        .post("/openings/{id}/reopening", PAGE, openings::pages::reopen)
        .post("/customers/{id}/pin", PAGE, openings::pages::pin)
        .get("/live-contacts", SUPERVISOR_PAGE, live_contacts::pages::list)
        .get("/interactions/{id}", PAGE, card::pages::interaction)
        .get("/interactions/{id}/now", PAGE, card::pages::now)
        .get("/interactions/{id}/preview", PAGE, card::pages::preview_contact)
        .get("/interactions/{id}/matches", PAGE, card::pages::matches)
        .get("/interactions/{id}/details", PAGE, card::pages::entry_details)
        .get("/messages/{id}/html", PAGE, messages::pages::html)
        .get("/messages/{id}/picture", PAGE, messages::pages::picture)
        .get("/attachments/{id}/content", PAGE, attachments::pages::content)
        .get("/attachments/{id}/preview", PAGE, attachments::pages::preview)
        .get("/attachments/{id}/thumbnail", PAGE, attachments::pages::thumbnail)
        .get("/interactions/{id}/recording", PAGE, recordings::pages::recording)
        .get("/interactions/{id}/vcon", PAGE, vcon::api::save)
        .post("/interactions/{id}/customer", PAGE, card::pages::attach)
        .post("/interactions/{id}/confirmation", PAGE, confirmations::pages::say)
        .post("/interactions/{id}/anonymity", PAGE, card::pages::leave_anonymous)
        .get("/phones/countries", PAGE, identifiers::pages::countries)
        .post("/phones/groups", PAGE, identifiers::pages::group)
        .get("/drafts", PAGE, drafts::pages::list)
        .put("/drafts/{key}", PAGE, drafts::pages::keep)
        .delete("/drafts/{key}", PAGE, drafts::pages::delete)
        .get("/customers", PAGE, customers::list_pages::list)
        .get("/customers/new", PAGE, customers::pages::new)
        .post("/customers", PAGE, customers::pages::create)
        .post("/customers/duplicates", PAGE, customers::duplicates::warn)
        .get("/customers/deleted", PAGE, customers::deleted_pages::list)
        .get("/customers/{id}", PAGE, card::pages::customer)
        .get("/customers/{id}/edit", PAGE, customers::pages::edit)
        .post("/customers/{id}", PAGE, customers::pages::update)
        .get("/customers/{id}/preview", PAGE, card::pages::preview)
        .post("/customers/{id}/vip", PAGE, actions::pages::mark)
        .get("/customers/{id}/owner", PAGE, actions::pages::edit_owner)
        .post("/customers/{id}/owner", PAGE, actions::pages::update_owner)
        .post("/customers/{id}/hiding", PAGE, actions::pages::hide)
        .get("/customers/{id}/avatar", PAGE, avatars::pages::show)
        .post("/customers/{id}/avatar", PAGE, avatars::pages::update)
        .get("/customers/{id}/avatar/edit", PAGE, avatars::pages::edit)
        .post("/customers/{id}/avatar/removal", PAGE, avatars::pages::delete)
        .get("/customers/{id}/deletion", PAGE, customers::deleted_pages::new)
        .post("/customers/{id}/deletion", PAGE, customers::deleted_pages::create)
        .post("/customers/{id}/restoration", PAGE, customers::deleted_pages::restore)
        .get("/customers/{id}/presence", PAGE, presence::pages::show)
        .put("/customers/{id}/presence", PAGE, presence::pages::tell)
        .delete("/customers/{id}/presence", PAGE, presence::pages::leave)
        .get("/customers/{id}/brief", PAGE, card::pages::brief)
        .get("/customers/{id}/details", PAGE, card::pages::details)
        .post("/customers/{id}/details", PAGE, customers::in_place::pages::update)
        .post("/customers/{id}/national-ids", SUPERVISOR_PAGE, card::pages::national_ids)
        .post("/customers/{id}/masked-fields", SUPERVISOR_PAGE, card::pages::masked_fields)
        .get("/customers/{id}/history", PAGE, card::pages::history)
        .get("/customers/{id}/notes", PAGE, notes::pages::list)
        .post("/customers/{id}/notes", PAGE, notes::pages::create)
        .post("/notes/warnings", PAGE, notes::pages::warn)
        .get("/notes/{id}/edit", PAGE, notes::pages::edit)
        .post("/notes/{id}", PAGE, notes::pages::update)
        .post("/notes/{id}/deletion", PAGE, notes::pages::delete)
        .get("/promises", PAGE, promises::list_pages::list)
        .get("/customers/{id}/promises/new", PAGE, promises::form_pages::new)
        .post("/customers/{id}/promises", PAGE, promises::form_pages::create)
        .get("/promises/{id}", PAGE, promises::pages::show)
        .get("/promises/{id}/edit", PAGE, promises::form_pages::edit)
        .post("/promises/{id}", PAGE, promises::form_pages::update)
        .post("/promises/{id}/keeping", PAGE, promises::pages::keep)
        .post("/promises/{id}/withdrawal", PAGE, promises::pages::withdraw)
        .post("/promises/{id}/deletion", PAGE, promises::pages::delete)
        .get("/requests", PAGE, requests::list_pages::list)
        .get("/customers/{id}/requests", PAGE, requests::pages::list)
        .post("/customers/{id}/requests", PAGE, requests::form_pages::create)
        .get("/customers/{id}/requests/new", PAGE, requests::form_pages::new)
        .get("/requests/{id}", PAGE, requests::pages::show)
        .get("/requests/{id}/edit", PAGE, requests::form_pages::edit)
        .post("/requests/{id}", PAGE, requests::form_pages::update)
        .post("/requests/{id}/status", PAGE, requests::pages::set_status)
        .post("/requests/{id}/keeping", PAGE, requests::pages::keep_open)
        .post("/requests/{id}/merging", PAGE, requests::pages::merge)
        .get("/merges/new", PAGE, merges::pages::new)
        .post("/merges", PAGE, merges::pages::create)
        .post("/customers/{id}/rejections", PAGE, merges::pages::reject)
        .post("/merges/{id}/undoing", PAGE, merges::pages::undo)
        .get("/customers/{id}/merges", PAGE, merges::pages::list)
        .get("/duplicates", SUPERVISOR_PAGE, duplicates::pages::list)
        .get("/duplicates/{id}", SUPERVISOR_PAGE, duplicates::pages::show)
        .get("/duplicates/laboratory", ADMIN_PAGE, laboratory::pages::list)
        .post("/duplicates/runs", ADMIN_PAGE, laboratory::pages::run)
        .get("/duplicates/review", ADMIN_PAGE, laboratory::pages::review)
        .post("/duplicates/review", ADMIN_PAGE, laboratory::pages::say)
        .post("/duplicates/batches", ADMIN_PAGE, laboratory::pages::approve)
        .post("/duplicates/batches/{id}/undoing", ADMIN_PAGE, laboratory::pages::undo)
        .get("/customers/{id}/split", PAGE, splits::pages::new)
        .post("/customers/{id}/split", PAGE, splits::pages::create)
        .post("/requests/{id}/merging/undoing", PAGE, requests::pages::unmerge)
        .post("/requests/{id}/deletion", PAGE, requests::pages::delete)
        .post("/interactions/{id}/facts", PAGE, interactions::pages::update_facts)
        .post("/interactions/{id}/tags", PAGE, interactions::pages::update_tags)
        .post("/interactions/{id}/comments", PAGE, interactions::pages::create_comment)
        .post("/interactions/{id}/end", PAGE, interactions::pages::end)
        .get("/interactions/{id}/transfer", PAGE, transfers::pages::new)
        .post("/interactions/{id}/transfer", PAGE, transfers::pages::create)
        .post("/interactions/{id}/transfer/taking", PAGE, transfers::pages::take)
        .post("/interactions/{id}/transfer/undoing", PAGE, transfers::pages::undo)
        .get("/tags", PAGE, interactions::pages::suggest_tags)
        .post("/interactions/{id}/request/new", PAGE, requests::hand::create)
        .post("/interactions/{id}/request/words", PAGE, requests::hand::update)
        .post("/interactions/{id}/identity_check", PAGE, identity_checks::pages::ask)
        .post("/interactions/{id}/request", PAGE, requests::pages::put_under)
        .get("/customers/{id}/relations", PAGE, relations::pages::list)
        .post("/customers/{id}/relations", PAGE, relations::pages::create)
        .get("/customers/{id}/relations/new", PAGE, relations::pages::new)
        .get("/relations/{id}/edit", PAGE, relations::pages::edit)
        .post("/relations/{id}", PAGE, relations::pages::update)
        .post("/relations/{id}/deletion", PAGE, relations::pages::delete)
        .get("/customers/{id}/tabs", PAGE, card::pages::tabs)
        .get("/customers/{id}/files", PAGE, files::pages::list)
        .post("/customers/{id}/files", PAGE, files::pages::create)
        .get("/files/{id}", PAGE, files::pages::show)
        .get("/files/{id}/preview", PAGE, files::pages::preview)
        .post("/files/{id}", PAGE, files::pages::update)
        .post("/files/{id}/deletion", PAGE, files::pages::delete)
        .post("/files/{id}/restoration", PAGE, files::pages::restore)
        .get("/customers/{id}/records", PAGE, records::pages::list)
        .post("/customers/{id}/records", PAGE, records::pages::create)
        .get("/customers/{id}/records/new", PAGE, records::pages::new)
        .get("/records/{id}/edit", PAGE, records::pages::edit)
        .post("/records/{id}", PAGE, records::pages::update)
        .post("/records/{id}/deletion", PAGE, records::pages::delete)
        .get("/customers/{id}/reason", PAGE, accesses::pages::new)
        .post("/customers/{id}/reason", PAGE, accesses::pages::create)
        .get("/accesses", SUPERVISOR_PAGE, accesses::pages::list)
        .get("/accesses/file", SUPERVISOR_PAGE, accesses::pages::file)
        .get("/customers/{id}/changes", PAGE, changes::pages::list)
        .get("/customers/{id}/privacy", PAGE, privacy::pages::list)
        .get("/customers/{id}/privacy/export", PAGE, privacy::export::show)
        .post("/customers/{id}/restriction", SUPERVISOR_PAGE, restrictions::pages::update)
        .post("/customers/{id}/consents", PAGE, consents::pages::update)
        .post("/changes/{id}/reversion", PAGE, changes::pages::revert)
        .get("/customers/{id}/erasure", SUPERVISOR_PAGE, erasures::pages::new)
        .post("/customers/{id}/erasure", SUPERVISOR_PAGE, erasures::pages::create)
        .post("/customers/{id}/hold", SUPERVISOR_PAGE, erasures::pages::hold)
        .post("/customers/{id}/hold/lifting", SUPERVISOR_PAGE, erasures::pages::let_go)
        .get("/erasures", SUPERVISOR_PAGE, erasures::pages::list)
        .get("/erasures/{id}", SUPERVISOR_PAGE, erasures::pages::show)
        .post("/erasures/{id}/approval", SUPERVISOR_PAGE, erasures::pages::approve)
        .post("/erasures/{id}/withdrawal", SUPERVISOR_PAGE, erasures::pages::withdraw)
        .post("/erasures/{id}/lifting", SUPERVISOR_PAGE, erasures::pages::lift)
        .get("/retention", ADMIN_PAGE, retention::pages::list)
        .post("/retention", ADMIN_PAGE, retention::pages::update)
        .get("/blocklist", SUPERVISOR_PAGE, blocklist::pages::list)
        .get("/blocklist/new", PAGE, blocklist::pages::new)
        .post("/blocklist", PAGE, blocklist::pages::create)
        .get("/blocklist/{id}/edit", SUPERVISOR_PAGE, blocklist::pages::edit)
        .post("/blocklist/{id}", SUPERVISOR_PAGE, blocklist::pages::update)
        .post("/blocklist/{id}/deletion", PAGE, blocklist::pages::delete)
        .get("/messages", PAGE, texts::pages::search)
        .post("/lists", PAGE, lists::pages::create)
        .get("/lists/{id}", PAGE, lists::pages::show)
        .post("/lists/{id}", PAGE, lists::pages::update)
        .post("/lists/{id}/deletion", PAGE, lists::pages::delete)
        // Administration
        .get("/administration", ADMIN_PAGE, administration::pages::show)
        .get("/administration/health", ADMIN_PAGE, health::pages::show)
        .get("/agents", ADMIN_PAGE, agents::pages::list)
        .get("/agents/new", ADMIN_PAGE, agents::pages::new)
        .post("/agents", ADMIN_PAGE, agents::pages::create)
        .get("/agents/{id}/edit", ADMIN_PAGE, agents::pages::edit)
        .post("/agents/{id}", ADMIN_PAGE, agents::pages::update)
        .post("/agents/{id}/invitation", ADMIN_PAGE, agents::pages::invite)
        .post("/agents/{id}/second-factor/deletion", ADMIN_PAGE, second_factor::pages::reset)
        .get("/teams", ADMIN_PAGE, teams::pages::list)
        .get("/teams/{id}/edit", ADMIN_PAGE, teams::pages::edit)
        .post("/teams/{id}", ADMIN_PAGE, teams::pages::update)
        .get("/fields", ADMIN_PAGE, fields::pages::list)
        .get("/fields/new", ADMIN_PAGE, fields::pages::new)
        .post("/fields", ADMIN_PAGE, fields::pages::create)
        .get("/fields/{id}/edit", ADMIN_PAGE, fields::pages::edit)
        .post("/fields/{id}", ADMIN_PAGE, fields::pages::update)
        .post("/fields/{id}/position", ADMIN_PAGE, fields::pages::move_field)
        .post("/fields/{id}/archiving", ADMIN_PAGE, fields::pages::archive)
        .post("/fields/{id}/restoration", ADMIN_PAGE, fields::pages::restore)
        .get("/field-sets/new", ADMIN_PAGE, fields::pages::new_set)
        .post("/field-sets", ADMIN_PAGE, fields::pages::create_set)
        .get("/field-sets/{id}/edit", ADMIN_PAGE, fields::pages::edit_set)
        .post("/field-sets/{id}", ADMIN_PAGE, fields::pages::update_set)
        .post("/field-sets/{id}/position", ADMIN_PAGE, fields::pages::move_set)
        .post("/field-sets/{id}/deletion", ADMIN_PAGE, fields::pages::delete_set)
        .get("/request-statuses", ADMIN_PAGE, requests::status_pages::list)
        .post("/request-statuses", ADMIN_PAGE, requests::status_pages::create)
        .post("/request-statuses/{key}", ADMIN_PAGE, requests::status_pages::update)
        .post("/request-statuses/{key}/position", ADMIN_PAGE, requests::status_pages::move_status)
        .post("/request-statuses/{key}/deletion", ADMIN_PAGE, requests::status_pages::delete)
        .get("/dispositions", ADMIN_PAGE, dispositions::pages::list)
        .post("/dispositions", ADMIN_PAGE, dispositions::pages::create)
        .post("/dispositions/{key}", ADMIN_PAGE, dispositions::pages::update)
        .post("/dispositions/{key}/position", ADMIN_PAGE, dispositions::pages::move_disposition)
        .post("/dispositions/{key}/deletion", ADMIN_PAGE, dispositions::pages::delete)
        .get("/identity-checks", ADMIN_PAGE, identity_checks::question_pages::list)
        .post("/identity-checks", ADMIN_PAGE, identity_checks::question_pages::create)
        .post("/identity-checks/settings", ADMIN_PAGE, identity_checks::question_pages::update_settings)
        .post("/identity-checks/{id}", ADMIN_PAGE, identity_checks::question_pages::update)
        .post("/identity-checks/{id}/position", ADMIN_PAGE, identity_checks::question_pages::move_question)
        .post("/identity-checks/{id}/deletion", ADMIN_PAGE, identity_checks::question_pages::delete)
        .get("/tokens", ADMIN_PAGE, tokens::pages::list)
        .post("/tokens", ADMIN_PAGE, tokens::pages::create)
        .post("/tokens/{id}/revocation", ADMIN_PAGE, tokens::pages::revoke)
        .get("/imports", ADMIN_PAGE, imports::pages::list)
        .post("/imports", ADMIN_PAGE, imports::pages::create)
        .get("/imports/{id}", ADMIN_PAGE, imports::pages::show)
        .post("/imports/{id}", ADMIN_PAGE, imports::pages::update)
        .get("/imports/{id}/progress", ADMIN_PAGE, imports::pages::progress)
        .get("/imports/{id}/rejected", ADMIN_PAGE, imports::pages::rejected)
        .post("/imports/{id}/undoing", ADMIN_PAGE, imports::pages::undo)
        .post("/imports/{id}/deletion", ADMIN_PAGE, imports::pages::delete)
        .get("/exports", ADMIN_PAGE, exports::pages::new)
        .get("/exports/file", ADMIN_PAGE, exports::pages::show)
        // The public contract
        .get("/api/v1/openapi.json", OPEN, openapi::show)
        .get("/api/v1/lookup", API, card::api::lookup)
        .get("/api/v1/ivr", API, card::ivr::show)
        .get("/api/v1/customers", API, customers::api::list)
        .post("/api/v1/customers", API, customers::api::create)
        .get("/api/v1/customers/{id}", API, customers::api::show)
        .patch("/api/v1/customers/{id}", API, customers::api::update)
        .delete("/api/v1/customers/{id}", API, customers::api::delete)
        .post("/api/v1/customers/{id}/restoration", API, customers::api::restore)
        .get("/api/v1/customers/{id}/avatar", API, avatars::api::show)
        .put("/api/v1/customers/{id}/avatar", API, avatars::api::update)
        .delete("/api/v1/customers/{id}/avatar", API, avatars::api::delete)
        .get("/api/v1/customers/{id}/card", API, card::api::show)
        .get("/api/v1/customers/{id}/history", API, history::api::list)
        .get("/api/v1/customers/{id}/changes", API, changes::api::list)
        .post("/api/v1/changes/{id}/reversion", API, changes::api::revert)
        .get("/api/v1/customers/{id}/accesses", SUPERVISOR_API, accesses::api::list_of_customer)
        .get("/api/v1/accesses", SUPERVISOR_API, accesses::api::list)
        .get("/api/v1/customers/{id}/privacy", API, privacy::api::show)
        .get("/api/v1/customers/{id}/privacy/export", API, privacy::export::show)
        .get("/api/v1/customers/{id}/restriction", SUPERVISOR_API, restrictions::api::show)
        .put("/api/v1/customers/{id}/restriction", SUPERVISOR_API, restrictions::api::update)
        .delete("/api/v1/customers/{id}/restriction", SUPERVISOR_API, restrictions::api::delete)
        .get("/api/v1/customers/{id}/consents", API, consents::api::list)
        .put("/api/v1/customers/{id}/consents", API, consents::api::update)
        .get("/api/v1/promises", API, promises::api::list)
        .post("/api/v1/promises", API, promises::api::create)
        .get("/api/v1/promises/{id}", API, promises::api::show)
        .patch("/api/v1/promises/{id}", API, promises::api::update)
        .delete("/api/v1/promises/{id}", API, promises::api::delete)
        .get("/api/v1/requests", API, requests::api::list)
        .post("/api/v1/requests", API, requests::api::create)
        .get("/api/v1/requests/{id}", API, requests::api::show)
        .patch("/api/v1/requests/{id}", API, requests::api::update)
        .delete("/api/v1/requests/{id}", API, requests::api::delete)
        .put("/api/v1/requests/{id}/merging", API, requests::api::merge)
        .delete("/api/v1/requests/{id}/merging", API, requests::api::unmerge)
        .put("/api/v1/interactions/{id}/request", API, requests::api::put_under)
        .post("/api/v1/merges", API, merges::api::create)
        .get("/api/v1/merges/{id}", API, merges::api::show)
        .delete("/api/v1/merges/{id}", API, merges::api::delete)
        .post("/api/v1/splits", API, splits::api::create)
        .get("/api/v1/request-statuses", API, requests::api::statuses)
        .get("/api/v1/dispositions", API, dispositions::api::list)
        .get("/api/v1/duplicates", SUPERVISOR_API, duplicates::api::queue)
        .get("/api/v1/customers/{id}/duplicates", API, duplicates::api::list)
        .put("/api/v1/customers/{id}/duplicates/{other}/rejection", API, duplicates::api::reject)
        .delete("/api/v1/customers/{id}/duplicates/{other}/rejection", API, duplicates::api::take_back)
        .get("/api/v1/customers/{id}/relations", API, relations::api::list)
        .post("/api/v1/customers/{id}/relations", API, relations::api::create)
        .get("/api/v1/relations/{id}", API, relations::api::show)
        .patch("/api/v1/relations/{id}", API, relations::api::update)
        .delete("/api/v1/relations/{id}", API, relations::api::delete)
        .get("/api/v1/customers/{id}/notes", API, notes::api::list)
        .post("/api/v1/customers/{id}/notes", API, notes::api::create)
        .get("/api/v1/notes/{id}", API, notes::api::show)
        .patch("/api/v1/notes/{id}", API, notes::api::update)
        .delete("/api/v1/notes/{id}", API, notes::api::delete)
        .post("/api/v1/customers/{id}/privacy/erasure", SUPERVISOR_API, erasures::api::create)
        .put("/api/v1/customers/{id}/privacy/hold", SUPERVISOR_API, erasures::api::hold)
        .delete("/api/v1/customers/{id}/privacy/hold", SUPERVISOR_API, erasures::api::let_go)
        .get("/api/v1/erasures", SUPERVISOR_API, erasures::api::list)
        .get("/api/v1/erasures/{id}", SUPERVISOR_API, erasures::api::show)
        .post("/api/v1/erasures/{id}/approval", SUPERVISOR_API, erasures::api::approve)
        .post("/api/v1/erasures/{id}/withdrawal", SUPERVISOR_API, erasures::api::withdraw)
        .post("/api/v1/erasures/{id}/lifting", SUPERVISOR_API, erasures::api::lift)
        .get("/api/v1/retention", ADMIN_API, retention::api::list)
        .put("/api/v1/retention/{kind}", ADMIN_API, retention::api::update)
        .get("/api/v1/blocks", API, blocklist::api::list)
        .post("/api/v1/blocks", API, blocklist::api::create)
        .get("/api/v1/blocks/{id}", API, blocklist::api::show)
        .patch("/api/v1/blocks/{id}", API, blocklist::api::update)
        .delete("/api/v1/blocks/{id}", API, blocklist::api::delete)
        .get("/api/v1/customers/{id}/files", API, files::api::list)
        .post("/api/v1/customers/{id}/files", API, files::api::create)
        .get("/api/v1/files/{id}", API, files::api::show)
        .get("/api/v1/files/{id}/content", API, files::api::content)
        .patch("/api/v1/files/{id}", API, files::api::update)
        .delete("/api/v1/files/{id}", API, files::api::delete)
        .post("/api/v1/files/{id}/restoration", API, files::api::restore)
        .get("/api/v1/record-groups", API, records::groups::list)
        .post("/api/v1/record-groups", ADMIN_API, records::groups::create)
        .get("/api/v1/record-groups/{id}", API, records::groups::show)
        .patch("/api/v1/record-groups/{id}", ADMIN_API, records::groups::update)
        .delete("/api/v1/record-groups/{id}", ADMIN_API, records::groups::delete)
        .get("/api/v1/customers/{id}/records", API, records::api::list)
        .post("/api/v1/customers/{id}/records", API, records::api::create)
        .get("/api/v1/records/{id}", API, records::api::show)
        .patch("/api/v1/records/{id}", API, records::api::update)
        .delete("/api/v1/records/{id}", API, records::api::delete)
        .get("/api/v1/field-sets", API, fields::api::list_sets)
        .post("/api/v1/field-sets", ADMIN_API, fields::api::create_set)
        .get("/api/v1/field-sets/{id}", API, fields::api::show_set)
        .patch("/api/v1/field-sets/{id}", ADMIN_API, fields::api::update_set)
        .delete("/api/v1/field-sets/{id}", ADMIN_API, fields::api::delete_set)
        .get("/api/v1/fields", API, fields::api::list)
        .post("/api/v1/fields", ADMIN_API, fields::api::create)
        .get("/api/v1/fields/{id}", API, fields::api::show)
        .patch("/api/v1/fields/{id}", ADMIN_API, fields::api::update)
        .delete("/api/v1/fields/{id}", ADMIN_API, fields::api::delete)
        .get("/api/v1/interactions", SUPERVISOR_API, live_contacts::api::list_live)
        .get("/api/v1/interactions/{id}/identity_checks", API, identity_checks::api::list)
        .post("/api/v1/interactions/{id}/identity_checks", API, identity_checks::api::create)
        .get("/api/v1/identity-questions", API, identity_checks::api::list_questions)
        .post("/api/v1/identity-questions", ADMIN_API, identity_checks::api::create_question)
        .get("/api/v1/identity-questions/{id}", API, identity_checks::api::show_question)
        .patch("/api/v1/identity-questions/{id}", ADMIN_API, identity_checks::api::update_question)
        .delete("/api/v1/identity-questions/{id}", ADMIN_API, identity_checks::api::delete_question)
        .get("/api/v1/identity-settings", API, identity_checks::api::show_settings)
        .patch("/api/v1/identity-settings", ADMIN_API, identity_checks::api::update_settings)
        .post("/api/v1/interactions", API, interactions::api::create)
        .post("/api/v1/interactions/batch", API, interactions::batch::create)
        .get("/api/v1/interactions/{id}", API, interactions::api::show)
        .get("/api/v1/interactions/{id}/vcon", API, vcon::api::show)
        .post("/api/v1/vcons", API, vcon::api::create)
        .patch("/api/v1/interactions/{id}", API, interactions::api::update)
        .get("/api/v1/interactions/{id}/messages", API, interactions::api::list_messages)
        .post("/api/v1/interactions/{id}/messages", API, interactions::api::create_message)
        .post("/api/v1/interactions/{id}/messages/{message}/attachments", API, attachments::api::create)
        .get("/api/v1/attachments/{id}/content", API, attachments::api::content)
        .post("/api/v1/interactions/{id}/comments", API, interactions::api::create_comment)
        .post("/api/v1/interactions/{id}/transfers", API, transfers::api::create)
        .put("/api/v1/messages/{id}/delivery", API, interactions::api::deliver)
        .put("/api/v1/interactions/{id}/customer", API, interactions::api::attach)
        .get("/api/v1/interactions/{id}/confirmation", API, confirmations::api::show)
        .put("/api/v1/interactions/{id}/confirmation", API, confirmations::api::update)
        .delete("/api/v1/interactions/{id}/confirmation", API, confirmations::api::delete)
        .get("/api/v1/messages", API, texts::api::list)
        .get("/api/v1/events", API, events::api::stream)
}

/// One address with a method.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
}

/// The routes with their rules: a route cannot be added without one.
pub struct Table {
    app: App,
    router: Router<App>,
    pub routes: Vec<Route>,
}

macro_rules! methods {
    ($($name:ident $constant:ident),*) => {$(
        fn $name<H, T>(self, path: &'static str, access: Access, handler: H) -> Table
        where
            H: Handler<T, App>,
            T: 'static,
        {
            self.add(Method::$constant, MethodFilter::$constant, path, access, handler)
        }
    )*};
}

impl Table {
    fn new(app: &App) -> Table {
        Table { app: app.clone(), router: Router::new(), routes: Vec::new() }
    }

    methods!(get GET, post POST, put PUT, patch PATCH, delete DELETE);

    fn add<H, T>(
        mut self,
        method: Method,
        filter: MethodFilter,
        path: &'static str,
        access: Access,
        handler: H,
    ) -> Table
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let guard = from_fn_with_state((self.app.clone(), access), access::check);
        self.router = self.router.route(path, on(filter, handler).layer(guard));
        self.routes.push(Route { method, path, access });
        self
    }

    /// The whole service, with what every request goes through.
    pub fn service(self) -> Router {
        let app = self.app;
        // Files keep their length, by which a browser tells how far it is, and are mostly packed already.
        let compressed = DefaultPredicate::new()
            .and(NotForContentType::const_new(media::UNKNOWN))
            .and(NotForContentType::const_new("audio/"))
            .and(NotForContentType::const_new("application/pdf"))
            .and(NotForContentType::const_new("application/zip"));
        self.router
            .method_not_allowed_fallback(|| async { AppError::MethodNotAllowed })
            .fallback(|| async { AppError::NotFound })
            .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                tracing::error!("a handler panicked");
                axum::response::IntoResponse::into_response(AppError::Internal)
            }))
            .layer(from_fn_with_state(app.clone(), problems::render))
            // Who reads a body bounds it: a file may be larger than anything else.
            .layer(DefaultBodyLimit::disable())
            .layer(CompressionLayer::new().compress_when(compressed))
            .layer(from_fn(watching::watch))
            .layer(from_fn_with_state(app.clone(), headers::add))
            .with_state(app)
    }
}

/// The service of an app.
pub fn service(app: &App) -> Router {
    table(app).service()
}
