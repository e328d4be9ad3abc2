//! Everything that is held about a customer, over the API.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Everything, Held, Whole, view};
use crate::accesses;
use crate::app::App;
use crate::config::Config;
use crate::error::AppResult;
use crate::http::{Id, Visitor};
use crate::id::CustomerId;
use crate::identity_checks::api::IdentityCheckOutput;
use crate::language::Locale;
use crate::notes::api::NoteOutput;
use crate::promises::api::PromiseOutput;
use crate::requests::api::RequestOutput;

/// Everything of one kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HeldOutput {
    pub kind: Held,
    /// What it is held for, in the words of the installation.
    pub purpose: String,
    /// Of details, identifiers and the like `member`, `value` and `source`: who told it first (`by`, `at`, `via`,
    /// `file`). Of others what their own calls give; of contacts, changes and accesses how many there are.
    #[schema(value_type = Vec<Object>)]
    pub items: Vec<Value>,
}

/// Everything that is held about a customer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyOutput {
    pub customer_id: CustomerId,
    pub name: String,
    pub held: Vec<HeldOutput>,
}

/// The same as values.
pub fn output(locale: &Locale, config: &Config, all: &Everything) -> PrivacyOutput {
    let held = Held::ALL.iter().filter_map(|kind| {
        let items = items(all, *kind)?;
        let purpose = view::purpose(locale, config, *kind);
        (!items.is_empty()).then_some(HeldOutput { kind: *kind, purpose, items })
    });
    PrivacyOutput { customer_id: all.customer.id, name: all.customer.name.clone(), held: held.collect() }
}

fn items(all: &Everything, kind: Held) -> Option<Vec<Value>> {
    let count = |count: i64| vec![json!({ "count": count })];
    Some(match kind {
        Held::Picture => all.picture.iter().map(|one| json!(one)).collect(),
        Held::Records => {
            let each = all.groups.iter().flat_map(|(table, records)| {
                records.iter().map(|one| {
                    json!({ "id": one.id, "group": table.key(), "fields": one.fields, "by": one.by,
                        "created_at": one.created_at, "updated_at": one.updated_at })
                })
            });
            each.collect()
        }
        Held::Relations => all.relations.as_ref()?.iter().map(|one| json!(one)).collect(),
        Held::Notes => {
            let notes = all.notes.as_ref()?.iter();
            notes.map(|note| json!(NoteOutput::from(note.clone()))).collect()
        }
        Held::Requests => {
            let requests = all.requests.as_ref()?.iter();
            requests.map(|request| json!(RequestOutput::from(request.clone()))).collect()
        }
        Held::Promises => {
            let promises = all.promises.as_ref()?.iter();
            promises.map(|promise| json!(PromiseOutput::from(promise.clone()))).collect()
        }
        Held::Files => all.files.as_ref()?.iter().map(|file| json!(file)).collect(),
        Held::Interactions => {
            let counts = all.counts.each.iter();
            counts.map(|(channel, count)| json!({ "channel": channel, "count": count })).collect()
        }
        Held::IdentityChecks => {
            let checks = all.identity_checks.as_ref()?.iter();
            checks.map(|one| json!(IdentityCheckOutput::from(one))).collect()
        }
        Held::Confirmations => {
            let said = all.confirmations.iter();
            said.map(|one| {
                json!({ "interaction_id": one.interaction, "identifier": one.identifier.to_text(),
                    "verdict": one.verdict, "method": one.method, "by": one.by, "at": one.at })
            })
            .collect()
        }
        Held::Drafts => all.drafts.iter().map(|draft| json!(draft)).collect(),
        Held::Consents => all.consents.iter().map(|one| json!(one)).collect(),
        Held::Blocks => {
            let blocks = all.blocks.iter();
            blocks
                .map(|one| {
                    json!({ "id": one.id, "kind": one.identifier.kind, "value": one.identifier.value,
                        "reason": one.reason, "until": one.until, "by": one.by, "created_at": one.created_at })
                })
                .collect()
        }
        Held::Changes => count(all.changes?),
        Held::Accesses => count(all.accesses?),
        _ => {
            let facts = all.of(kind);
            facts
                .map(|fact| json!({ "member": fact.member, "value": fact.value, "source": fact.source }))
                .collect()
        }
    })
}

/// Everything that is held about a customer, with who told it first and what it is held for. What is hidden from
/// agents is hidden from tokens of agents here too.
#[utoipa::path(get, path = "/api/v1/customers/{id}/privacy", tag = "privacy", params(("id" = String, Path)),
    responses((status = 200, body = PrivacyOutput)))]
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Id(id): Id<CustomerId>,
) -> AppResult<Json<PrivacyOutput>> {
    let reader = visitor.author()?;
    let all = app.read(move |tx| Everything::read(tx, &reader, id, Whole::of(reader.role))).await?;
    accesses::opened(&app, &visitor, id, None).await?;
    Ok(Json(output(&visitor.locale, &app.config, &all)))
}
