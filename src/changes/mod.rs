//! The change history: who changed what, when, from what to what. Written in the transaction of the change.

pub mod api;
pub mod lines;
pub mod pages;
pub mod reversion;
pub mod said;
pub mod store;
pub mod view;

use db::{DbError, Stmt, Tx};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::author::Author;
use crate::clock::Time;
use crate::error::AppResult;
use crate::fields::definitions::hide;
use crate::fields::{self, Entity};
use crate::http::paging::{Listed, Page};
use crate::id::{ChangeId, CustomerId};
use crate::national_ids;
use crate::restrictions;
use crate::teams::features::Feature;
use crate::words::words;

/// What a change is recorded of.
#[derive(Clone, Copy)]
pub struct Subject {
    pub entity: &'static str,
    pub id: Uuid,
    /// Whose card shows it.
    pub customer: Option<CustomerId>,
}

/// An entry of the change history.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Change {
    pub id: ChangeId,
    pub at: Time,
    /// The agent or token; none: the installation itself.
    #[serde(skip)]
    pub by_id: Option<Uuid>,
    /// Name of the agent or token.
    pub by: String,
    /// `create`, `update`, `delete`, `attach` …
    pub action: String,
    /// `customer`, `interaction` …
    pub entity: String,
    #[schema(value_type = String)]
    pub entity_id: Uuid,
    /// The changed members as they were; none when it was created.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// The changed members as they became; none when it was deleted.
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
}

/// What is recorded of the sections of a card that can be switched off.
const SECTIONS: [(&str, Feature); 7] = [
    ("request", Feature::RequestsSee),
    ("promise", Feature::PromisesSee),
    ("note", Feature::NotesSee),
    ("file", Feature::FilesSee),
    ("record", Feature::RecordsSee),
    ("relation", Feature::RelationsSee),
    ("identity_check", Feature::IdentityChecks),
];

impl Change {
    /// Hides what this reader sees of nobody. `masked`: the keys of masked fields, each with what it is a field of.
    pub fn mask(&mut self, reader: &Author, masked: &[(Entity, String)]) {
        for members in [&mut self.before, &mut self.after].into_iter().flatten() {
            if national_ids::are_masked_for(reader.role) {
                if let Some(Value::Object(values)) = members.get_mut("fields") {
                    let own = masked.iter().filter(|(entity, _)| entity.as_str() == self.entity);
                    own.for_each(|(_, key)| hide(values, key));
                }
                if let Some(Value::Array(list)) = members.get_mut("national_ids") {
                    list.iter_mut().for_each(national_ids::mask);
                }
            }
            if !reader.may(Feature::NotesSee)
                && let Value::Object(members) = members
            {
                members.remove("pinned_note");
            }
        }
    }

    /// Whether this reader sees what it is recorded of.
    pub fn is_seen_by(&self, reader: &Author) -> bool {
        !hidden(reader).contains(&self.entity.as_str())
    }
}

/// What this reader does not see of any card.
fn hidden(reader: &Author) -> Vec<&'static str> {
    SECTIONS.into_iter().filter(|(_, feature)| !reader.may(*feature)).map(|(entity, _)| entity).collect()
}

words! {
    /// A part of the change history of a customer.
    ChangesOf {
        /// Everything but the contacts, which their channels write by themselves.
        Card = "card",
        Customer = "customer",
        Notes = "note",
        Files = "file",
        Records = "record",
        Relations = "relation",
        Requests = "request",
        Promises = "promise",
        Interactions = "interaction",
        Everything = "everything",
    }
}

/// What the channels write by themselves.
const CONTACTS: [&str; 4] = ["interaction", "message", "attachment", "comment"];

impl ChangesOf {
    /// The only entities that are asked for, where not all are; and those that are not.
    fn entities(self) -> (Vec<&'static str>, Vec<&'static str>) {
        match self {
            ChangesOf::Everything => (Vec::new(), Vec::new()),
            ChangesOf::Card => (Vec::new(), CONTACTS.to_vec()),
            ChangesOf::Interactions => (CONTACTS.to_vec(), Vec::new()),
            of => (vec![of.as_str()], Vec::new()),
        }
    }
}

/// Which entries are asked for.
#[derive(Clone, Debug)]
pub struct Filter {
    pub customer: CustomerId,
    pub of: ChangesOf,
    /// Name of the agent or token.
    pub by: Option<String>,
    /// Nothing that was done from this time on.
    pub before: Option<Time>,
}

/// The entries that are asked for as this reader sees them, newest first.
pub fn list(tx: &mut Tx<'_>, reader: &Author, filter: &Filter, page: &Page) -> AppResult<Listed<Change>> {
    reader.needs(Feature::ChangesSee)?;
    let (only, mut but) = filter.of.entities();
    but.extend(hidden(reader));
    let mut listed = page.list(store::list_of(tx, filter, &only, &but, page)?, store::cursor);
    let masked = fields::store::masked(tx)?;
    listed.items.iter_mut().for_each(|change| change.mask(reader, &masked));
    if restrictions::hides_from(reader) {
        hide_restricted(tx, &mut listed.items)?;
    }
    Ok(listed)
}

/// Of relations to somebody who is restricted only the other side stays.
fn hide_restricted(tx: &mut Tx<'_>, list: &mut [Change]) -> Result<(), DbError> {
    let relations = list.iter().filter(|change| change.entity == "relation").map(|change| change.entity_id);
    let restricted = store::of_restricted(tx, relations)?;
    for change in list.iter_mut().filter(|change| restricted.contains(&change.entity_id)) {
        for members in [&mut change.before, &mut change.after].into_iter().flatten() {
            if let Value::Object(members) = members {
                members.retain(|name, _| name == "other_id");
            }
        }
    }
    Ok(())
}

/// Records that something came to be, with everything it has.
pub fn created(
    tx: &mut Tx<'_>,
    author: &Author,
    subject: Subject,
    after: &Map<String, Value>,
) -> Result<(), DbError> {
    tx.batch(&mut [creation(author, subject, after)])
}

/// The same as a statement for a batch.
pub fn creation<'a>(author: &Author, subject: Subject, after: &Map<String, Value>) -> Stmt<'a> {
    store::insert(author, "create", subject, None, Some(filled(after)))
}

/// Records that something that was deleted is there again, as it was.
pub fn restored(
    tx: &mut Tx<'_>,
    author: &Author,
    subject: Subject,
    after: &Map<String, Value>,
) -> Result<(), DbError> {
    tx.batch(&mut [store::insert(author, "restore", subject, None, Some(filled(after)))])
}

/// Records the members that differ; records nothing when none do. Says whether any did.
pub fn updated(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    subject: Subject,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Result<bool, DbError> {
    let (before, after) = difference(before, after);
    if before.is_empty() && after.is_empty() {
        return Ok(false);
    }
    tx.batch(&mut [store::insert(author, action, subject, Some(before), Some(after))])?;
    Ok(true)
}

pub fn deleted(
    tx: &mut Tx<'_>,
    author: &Author,
    subject: Subject,
    before: &Map<String, Value>,
) -> Result<(), DbError> {
    tx.batch(&mut [deletion(author, subject, before)])
}

/// The same as a statement for a batch.
pub fn deletion<'a>(author: &Author, subject: Subject, before: &Map<String, Value>) -> Stmt<'a> {
    store::insert(author, "delete", subject, Some(filled(before)), None)
}

/// The members of two versions that differ, each as it was and as it became; a missing one is null.
fn difference(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> (Map<String, Value>, Map<String, Value>) {
    let (mut was, mut became) = (Map::new(), Map::new());
    for key in before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))) {
        let (old, new) = (before.get(key).unwrap_or(&Value::Null), after.get(key).unwrap_or(&Value::Null));
        if old != new {
            was.insert(key.clone(), old.clone());
            became.insert(key.clone(), new.clone());
        }
    }
    (was, became)
}

/// The members that hold something.
fn filled(members: &Map<String, Value>) -> Map<String, Value> {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    members
        .iter()
        .filter(|(_, value)| !empty(value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_recorded() {
        let map = |value: Value| value.as_object().unwrap().clone();
        let (was, became) = difference(
            &map(json!({"name": "A", "vip": false, "owner": "x"})),
            &map(json!({"name": "B", "vip": false, "tags": ["new"]})),
        );
        assert_eq!(Value::from(was), json!({"name": "A", "owner": "x", "tags": null}));
        assert_eq!(Value::from(became), json!({"name": "B", "owner": null, "tags": ["new"]}));
    }
}
