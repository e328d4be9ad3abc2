//! An entry of the change history line by line: which member, what went, what came.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Change;

/// Members that tell nothing to who reads the entry: its head says them.
const SILENT: &[&str] = &[
    "by",
    "by_id",
    "version",
    "created_at",
    "group_id",
    "interaction_id",
    "identifier_kind",
    "said_at",
    "whose_id",
    "media_type",
    "sha256",
    "messages",
    "taken_out",
];
/// Members that are told before all others, in this order.
const FIRST: &[&str] = &["name", "given_name", "family_name", "text", "verdict"];

/// A member of an entry that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name of the member; `fields.KEY` for an own field.
    pub path: String,
    /// What went: items of a list, or the value.
    pub gone: Vec<Value>,
    pub come: Vec<Value>,
}

impl Line {
    /// The key of an own field.
    pub fn key(&self) -> Option<&str> {
        self.path.strip_prefix("fields.")
    }

    fn new(path: &str, before: &Value, after: &Value) -> Option<Line> {
        let (gone, come) = match (before, after) {
            // What is off when it comes to be says nothing.
            (Value::Null, Value::Bool(false)) => return None,
            (Value::Array(before), after) => without(before, after.as_array().map_or(&[], Vec::as_slice)),
            (before, Value::Array(after)) => without(before.as_array().map_or(&[], Vec::as_slice), after),
            _ => (filled(before), filled(after)),
        };
        let differs = !gone.is_empty() || !come.is_empty();
        differs.then(|| Line { path: path.to_owned(), gone, come })
    }
}

/// What differs in an entry: what it is about first.
pub fn lines(change: &Change) -> Vec<Line> {
    let none = Map::new();
    let members = |value: &Option<Value>| value.as_ref().and_then(Value::as_object).cloned();
    let (before, after) = (members(&change.before), members(&change.after));
    let (before, after) = (before.as_ref().unwrap_or(&none), after.as_ref().unwrap_or(&none));
    let mut lines = Vec::new();
    for name in names(before, after) {
        let (was, is) = (before.get(name).unwrap_or(&Value::Null), after.get(name).unwrap_or(&Value::Null));
        if SILENT.contains(&name.as_str()) {
            continue;
        }
        if name == "fields" {
            let (was, is) = (was.as_object().unwrap_or(&none), is.as_object().unwrap_or(&none));
            for key in names(was, is) {
                let (was, is) = (was.get(key).unwrap_or(&Value::Null), is.get(key).unwrap_or(&Value::Null));
                lines.extend(Line::new(&format!("fields.{key}"), was, is).filter(|_| was != is));
            }
        } else {
            lines.extend(Line::new(name, was, is));
        }
    }
    let place = |path: &str| FIRST.iter().position(|first| *first == path).unwrap_or(FIRST.len());
    lines.sort_by_key(|line| place(&line.path));
    lines
}

fn names<'a>(before: &'a Map<String, Value>, after: &'a Map<String, Value>) -> BTreeSet<&'a String> {
    before.keys().chain(after.keys()).collect()
}

/// The items of two lists that the other does not have; all of them where only their order differs.
fn without(before: &[Value], after: &[Value]) -> (Vec<Value>, Vec<Value>) {
    let lacking = |some: &[Value], others: &[Value]| -> Vec<Value> {
        some.iter().filter(|one| !others.contains(one)).cloned().collect()
    };
    let (gone, come) = (lacking(before, after), lacking(after, before));
    if gone.is_empty() && come.is_empty() && before != after {
        return (before.to_vec(), after.to_vec());
    }
    (gone, come)
}

fn filled(value: &Value) -> Vec<Value> {
    if value.is_null() { Vec::new() } else { vec![value.clone()] }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock::Time;
    use crate::id::ChangeId;

    fn of(before: Value, after: Value) -> Vec<(String, Vec<Value>, Vec<Value>)> {
        let change = Change {
            id: ChangeId(uuid::Uuid::nil()),
            at: Time::from_micros(0),
            by_id: None,
            by: String::new(),
            action: "update".into(),
            entity: "customer".into(),
            entity_id: uuid::Uuid::nil(),
            before: Some(before),
            after: Some(after),
        };
        lines(&change).into_iter().map(|line| (line.path, line.gone, line.come)).collect()
    }

    #[test]
    fn a_list_is_told_by_its_items_and_own_fields_by_their_keys() {
        let (a, b) = (json!({"value": "a"}), json!({"value": "b"}));
        let lines = of(
            json!({"phones": [a], "vip": false, "fields": {"x": 1, "same": 2}, "by": "Anna", "tags": null}),
            json!({"phones": [a, b], "vip": true, "fields": {"y": "z", "same": 2}, "by": "Eva", "tags": ["new"]}),
        );
        let wanted = [
            ("fields.x", vec![json!(1)], vec![]),
            ("fields.y", vec![], vec![json!("z")]),
            ("phones", vec![], vec![b.clone()]),
            ("tags", vec![], vec![json!("new")]),
            ("vip", vec![json!(false)], vec![json!(true)]),
        ];
        assert_eq!(lines, wanted.map(|(path, gone, come)| (path.to_owned(), gone, come)));
        let lines = of(json!({"phones": [a, b]}), json!({"phones": [b, a]}));
        assert_eq!(lines, [("phones".to_owned(), vec![a.clone(), b.clone()], vec![b, a])]);
    }
}
