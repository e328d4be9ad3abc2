//! JSON lines with the names of our API, as `flat` reads them.

use serde_json::{Map, Value as Json, json};

use crate::field::FIXED;
use crate::write::{address_label, addresses};
use crate::{Field, Record};

pub(super) fn record(record: &Record, out: &mut String) {
    let mut object = Map::new();
    for (field, name) in &FIXED {
        if !field.repeats()
            && let Some(text) = record.get(field)
        {
            object.insert((*name).to_owned(), json!(text));
        }
    }
    for (field, name) in [
        (Field::Phone, "phones"),
        (Field::Email, "emails"),
        (Field::Handle, "handles"),
        (Field::NationalId, "national_ids"),
    ] {
        let label = if field == Field::NationalId { "kind" } else { "label" };
        let values: Vec<Json> = record
            .all(&field)
            .map(|value| match &value.label {
                Some(text) => json!({ "value": value.text, label: text }),
                None => json!({ "value": value.text }),
            })
            .collect();
        insert(&mut object, name, values);
    }
    let places = addresses(record).into_iter().map(|address| {
        let mut place: Map<String, Json> =
            address.iter().map(|value| (value.field.to_string(), json!(value.text))).collect();
        if let Some(label) = address_label(&address) {
            place.insert("kind".to_owned(), json!(label));
        }
        Json::Object(place)
    });
    insert(&mut object, "addresses", places.collect());
    for (field, name) in [(Field::Tag, "tags"), (Field::Note, "notes")] {
        insert(&mut object, name, record.all(&field).map(|value| json!(value.text)).collect());
    }
    let fields = custom(record);
    if !fields.is_empty() {
        object.insert("fields".to_owned(), Json::Object(fields));
    }
    out.push_str(&Json::Object(object).to_string());
    out.push('\n');
}

fn insert(object: &mut Map<String, Json>, name: &str, values: Vec<Json>) {
    if !values.is_empty() {
        object.insert(name.to_owned(), Json::Array(values));
    }
}

/// The fields of one's own by key; several values of one as an array.
pub(super) fn custom(record: &Record) -> Map<String, Json> {
    let mut fields = Map::new();
    for value in &record.values {
        let Field::Custom(key) = &value.field else { continue };
        let parsed = if value.is_json() { serde_json::from_str(&value.text).ok() } else { None };
        let text = parsed.unwrap_or_else(|| json!(value.text));
        match fields.get_mut(key) {
            None => {
                fields.insert(key.clone(), text);
            }
            Some(Json::Array(list)) => list.push(text),
            Some(first) => *first = json!([first.take(), text]),
        }
    }
    fields
}
