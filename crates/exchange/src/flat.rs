//! A line of JSON with the names of our API as a flat record.
//!
//! `phones`, `emails`, `handles`, `national_ids`, `addresses`, `tags`, `notes` and `fields` as the API has them; and any
//! name that a column of a table could have, such as `phone` or `First name`, with a text, number, yes or no,
//! or an array of them.
//!
//! Invariant: a member of a wrong type rejects the record by the name of the member; unknown ones are passed
//! over, as unknown columns are.

use serde_json::{Map, Value as Json};

use crate::{Field, Reason, Record, Value, columns};

pub(crate) fn read(
    object: &Map<String, Json>,
    map: &[(String, Option<Field>)],
    record: &mut Record,
) -> Result<(), Reason> {
    let wrong = |name: &str| Reason::WrongType(name.to_owned());
    let mut fits = true;
    for (name, value) in object {
        let mapped = match map.iter().find(|(known, _)| known == name) {
            Some((_, None)) => continue,
            Some((_, Some(field))) => Some((field.clone(), None)),
            None => None,
        };
        let listed = match name.as_str() {
            "phones" => Some(Field::Phone),
            "emails" => Some(Field::Email),
            "handles" => Some(Field::Handle),
            "national_ids" => Some(Field::NationalId),
            "tags" => Some(Field::Tag),
            "notes" => Some(Field::Note),
            _ => None,
        };
        match (mapped, listed, value) {
            (_, _, Json::Null) => {}
            (None, None, Json::Object(fields)) if name == "fields" => fits &= custom(fields, record),
            (None, None, Json::Array(places)) if name == "addresses" => {
                for (place, group) in places.iter().zip(1..) {
                    fits &= address(place.as_object().ok_or_else(|| wrong(name))?, group, record);
                }
            }
            (None, Some(field), Json::Array(values)) => {
                for value in values {
                    fits &= labelled(&field, value, record).ok_or_else(|| wrong(name))?;
                }
            }
            (mapped, listed, value) => {
                let field = mapped.or_else(|| Some((listed?, None))).or_else(|| columns::meaning_of(name));
                let Some((field, label)) = field else { continue };
                let texts = texts(value).ok_or_else(|| wrong(name))?;
                for text in texts {
                    fits &= record.add(field.clone(), &text, label.map(str::to_owned), 0);
                }
            }
        }
    }
    if fits { Ok(()) } else { Err(Reason::TooManyValues) }
}

/// A text, or an object with a value and perhaps a label. `None` for anything else.
fn labelled(field: &Field, value: &Json, record: &mut Record) -> Option<bool> {
    let Json::Object(object) = value else { return Some(record.add(field.clone(), &text(value)?, None, 0)) };
    let label = ["label", "kind"].into_iter().find_map(|name| object.get(name)?.as_str());
    let label = label.filter(|label| field.has_label() && !label.trim().is_empty()).map(str::to_owned);
    Some(record.add(field.clone(), &text(object.get("value")?)?, label, 0))
}

fn address(place: &Map<String, Json>, group: u32, record: &mut Record) -> bool {
    let label = ["kind", "label"].into_iter().find_map(|name| place.get(name)?.as_str());
    let label = label.filter(|label| !label.trim().is_empty()).map(str::to_owned);
    place.iter().all(|(name, value)| match (name.parse::<Field>(), text(value)) {
        (Ok(field), Some(text)) if field.is_address() => record.add(field, &text, label.clone(), group),
        _ => true,
    })
}

/// Fields of one's own by their keys: several texts are several values, what else is no text stays JSON.
pub(crate) fn custom(fields: &Map<String, Json>, record: &mut Record) -> bool {
    fields.iter().filter(|(key, _)| !key.trim().is_empty()).all(|(key, value)| {
        let field = Field::Custom(key.clone());
        match value {
            Json::Null => true,
            Json::String(text) => record.add(field, text, None, 0),
            Json::Array(list) if list.len() > 1 && list.iter().all(is_plain) => {
                list.iter().filter_map(Json::as_str).all(|text| record.add(field.clone(), text, None, 0))
            }
            other => record.add(field, &other.to_string(), Some(Value::JSON.to_owned()), 0),
        }
    })
}

/// Would it be the same as a value of its own?
fn is_plain(item: &Json) -> bool {
    item.as_str().is_some_and(|text| !text.is_empty() && text.trim().len() == text.len())
}

fn texts(value: &Json) -> Option<Vec<String>> {
    match value {
        Json::Array(values) => values.iter().map(text).collect(),
        Json::Null => Some(Vec::new()),
        value => Some(vec![text(value)?]),
    }
}

fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(yes) => Some(yes.to_string()),
        Json::Null => Some(String::new()),
        Json::Array(_) | Json::Object(_) => None,
    }
}
