//! Where what is known of a customer comes from: who told it first, and when, by the change history.

use std::collections::HashMap;

use db::Tx;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Fact, Held};
use crate::agents;
use crate::changes::{self, Change};
use crate::clock::Time;
use crate::customers::cards;
use crate::error::AppResult;
use crate::id::{AgentId, CustomerId};
use crate::imports;
use crate::words::words;

words! {
    /// By which way something came.
    Via { Agent = "agent", Token = "token", Import = "import", System = "system" }
}

/// Who told something first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Source {
    /// Name of the agent or token.
    pub by: String,
    pub at: Time,
    pub via: Via,
    /// Name of the file, of an import.
    pub file: Option<String>,
}

/// Entries of the change history that are looked through, the first ones.
const MOST: i64 = 2_000;

/// Finds the source of each fact: the first entry after which it was as it is, of whomever on the card.
pub fn find(tx: &mut Tx<'_>, card: CustomerId, facts: &mut [Fact]) -> AppResult<()> {
    let mut entries: Vec<(Change, Option<String>)> = Vec::new();
    for customer in cards::members(tx, card)? {
        let files: HashMap<Time, String> = imports::store::files_of(tx, customer.0)?.into_iter().collect();
        let told = changes::store::first_of(tx, "customer", customer.0, MOST)?;
        entries.extend(told.into_iter().map(|change| {
            let file = files.get(&change.at).cloned();
            (change, file)
        }));
    }
    entries.sort_by_key(|(change, _)| change.at);
    let mut authors: Vec<AgentId> =
        entries.iter().filter_map(|(change, _)| change.by_id).map(AgentId).collect();
    authors.sort();
    authors.dedup();
    let agents = agents::store::names(tx, &authors)?;
    let source = |(change, file): &(Change, Option<String>)| {
        let via = match change.by_id {
            _ if file.is_some() => Via::Import,
            Some(id) if agents.contains_key(&AgentId(id)) => Via::Agent,
            Some(_) => Via::Token,
            None => Via::System,
        };
        Source { by: change.by.clone(), at: change.at, via, file: file.clone() }
    };
    for fact in facts {
        let told = entries.iter().find(|(change, _)| tells(change.after.as_ref(), fact));
        fact.source = told.map(source);
    }
    Ok(())
}

/// Whether it was so after a change.
fn tells(after: Option<&Value>, fact: &Fact) -> bool {
    let Some(Value::Object(after)) = after else { return false };
    let fields = || after.get("fields").and_then(Value::as_object).cloned().unwrap_or_default();
    let same = |one: &Value| *one == fact.value || (value(one).is_some() && value(one) == value(&fact.value));
    match fact.held {
        Held::Fields => fields().get(&fact.member) == Some(&fact.value),
        Held::Details => after.get(&fact.member) == Some(&fact.value),
        _ => after.get(&fact.member).and_then(Value::as_array).is_some_and(|items| items.iter().any(same)),
    }
}

/// What an identifier or number is, whatever its label.
fn value(one: &Value) -> Option<&Value> {
    one.as_object().and_then(|members: &Map<String, Value>| members.get("value"))
}
