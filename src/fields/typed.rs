//! Values of fields as somebody types them: text in every control, several ticks for several choices.

use serde_json::{Map, Value};

use super::definitions::{Definitions, MASK};
use super::{Field, Kind};
use crate::customers::draft::shown;
use crate::language::{Language, Locale};

/// What a form holds: keys with their texts, and ticks, each `KEY:CHOICE`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub keys: Vec<String>,
    pub values: Vec<String>,
    pub choices: Vec<String>,
}

impl Typed {
    /// Values that are there, as the form shows them. What is free is none of its own.
    pub fn of(definitions: &Definitions, fields: &Map<String, Value>, locale: &Locale) -> Typed {
        let mut typed = Typed::default();
        for field in definitions.live() {
            let Some(value) = fields.get(&field.key) else { continue };
            if let (Kind::Choices, Value::Array(items), false) = (field.kind, value, field.masked) {
                let ticks = items.iter().filter_map(Value::as_str);
                typed.choices.extend(ticks.map(|choice| format!("{}:{choice}", field.key)));
                continue;
            }
            typed.keys.push(field.key.clone());
            // Nobody needs to see it to change it.
            typed.values.push(if field.masked { MASK.to_owned() } else { text(locale, field, value) });
        }
        typed
    }

    pub fn text(&self, key: &str) -> &str {
        let at = self.keys.iter().position(|one| one == key);
        at.and_then(|at| self.values.get(at)).map(String::as_str).unwrap_or_default()
    }

    pub fn is_ticked(&self, key: &str, choice: &str) -> bool {
        self.choices.iter().any(|tick| tick.split_once(':') == Some((key, choice)))
    }

    /// What it says, by key; nothing of what is empty.
    pub fn say(&self) -> Map<String, Value> {
        let mut said = Map::new();
        for (key, text) in self.keys.iter().zip(&self.values).filter(|(_, text)| !text.trim().is_empty()) {
            said.insert(key.clone(), Value::from(text.trim()));
        }
        for (key, choice) in self.choices.iter().filter_map(|tick| tick.split_once(':')) {
            match said.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
                Value::Array(chosen) => chosen.push(Value::from(choice)),
                other => *other = Value::from(vec![choice]),
            }
        }
        said
    }
}

/// A value as one types it. Decimals have the reader's sign, unless that would make them ambiguous.
fn text(locale: &Locale, field: &Field, value: &Value) -> String {
    let text = shown(value);
    let is_plain =
        text.split('.').nth(1).is_none_or(|rest| rest.split(' ').next().is_some_and(|rest| rest.len() != 3));
    match field.kind {
        Kind::Number | Kind::Amount if locale.language != Language::English && is_plain => {
            text.replace('.', ",")
        }
        _ => text,
    }
}
