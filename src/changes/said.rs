//! What a recorded value says to a reader: the same words in the change history and where somebody else was faster.

use serde_json::Value;

use super::Change;
use crate::avatars;
use crate::card::reasons;
use crate::card::view::details;
use crate::clock::Time;
use crate::customers::draft::shown;
use crate::customers::view::address_kind;
use crate::fields::Definitions;
use crate::fields::definitions::MASK;
use crate::fields::shown::{Names, words};
use crate::id::{CustomerId, RequestId};
use crate::identifiers::{Identifier, IdentifierKind};
use crate::language::Locale;
use crate::national_ids;
use crate::requests::InShort;

/// Members that speak of a customer by id.
const CUSTOMERS: [&str; 3] = ["company_id", "customer_id", "other_id"];

/// The customers of whom an entry speaks.
pub fn customers(change: &Change) -> impl Iterator<Item = CustomerId> + '_ {
    let members = [&change.before, &change.after].into_iter().flatten();
    members.flat_map(|members| CUSTOMERS.iter().filter_map(|name| customer(name, members.get(name)?)))
}

/// The requests of which an entry speaks.
pub fn requests(change: &Change) -> impl Iterator<Item = RequestId> + '_ {
    let members = [&change.before, &change.after].into_iter().flatten();
    members.filter_map(|members| members.get("request_id")?.as_str()?.parse().ok())
}

/// What a request is called: by its number, as everywhere.
pub fn request(locale: &Locale, known: &[InShort], value: &Value) -> String {
    let id: Option<RequestId> = value.as_str().and_then(|id| id.parse().ok());
    match id.and_then(|id| known.iter().find(|one| one.id == id)) {
        Some(one) => format!("#{}", one.number),
        None if value.is_null() => String::new(),
        None => locale.t("change-request-gone"),
    }
}

fn customer(member: &str, value: &Value) -> Option<CustomerId> {
    value.as_str().filter(|_| CUSTOMERS.contains(&member))?.parse().ok()
}

/// A value of an own field in one line: as its definition says, if it has one.
pub fn field(locale: &Locale, definitions: &Definitions, key: &str, value: &Value) -> String {
    match definitions.find(key) {
        _ if definitions.is_masked(key) => MASK.to_owned(),
        Some(field) => words(locale, field, value),
        None => shown(value),
    }
}

/// A value of a member in one line; nothing for none.
pub fn value(
    locale: &Locale,
    definitions: &Definitions,
    names: &Names,
    member: &str,
    value: &Value,
) -> String {
    if let Some(id) = customer(member, value) {
        return names.get(&id).cloned().unwrap_or_else(|| locale.t("change-somebody"));
    }
    match value {
        Value::Null => String::new(),
        Value::Number(bytes) if member == "size" => locale.size(bytes.as_i64().unwrap_or_default()),
        Value::Bool(yes) => locale.t(if *yes { "form-yes" } else { "form-no" }),
        Value::String(text) => word(locale, member, text),
        Value::Array(items) => {
            let items = items.iter().map(|one| item(locale, member, one));
            items.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
        }
        Value::Object(_) if is_list(member) => item(locale, member, value),
        Value::Object(members) => {
            let name = |key: &String| definitions.find(key).map_or(key.clone(), |field| field.name.clone());
            let one = |(key, value): (&String, &Value)| {
                format!("{}: {}", name(key), field(locale, definitions, key, value))
            };
            members.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        other => shown(other),
    }
}

fn is_list(member: &str) -> bool {
    matches!(member, "phones" | "emails" | "handles" | "addresses" | "national_ids")
}

/// A text that is a word of the product or a time, as the reader knows it.
fn word(locale: &Locale, member: &str, text: &str) -> String {
    let known = |key: String| {
        let name = locale.t(&key);
        if name == key { text.to_owned() } else { name }
    };
    match member {
        // Which one it was is gone or not said: a picture is personal data.
        avatars::MEMBER => locale.t("avatar-one"),
        "reason" => known(format!("restriction-{text}")),
        "level" | "outcome" | "method" => known(format!("identity-{member}-{}", text.replace('_', "-"))),
        "verdict" => known(format!("verdict-{text}")),
        // Of a confirmation: by what the contact came.
        "identifier" if text.starts_with('+') => Identifier::phone(text, locale.home)
            .map_or_else(|_| text.to_owned(), |phone| locale.identifier(&phone)),
        "relation" => known(format!("relation-{text}")),
        "kind" => known(format!("form-kind-{text}")),
        "language" => details::language_name(locale, text),
        "channel" => known(format!("channel-{text}-one")),
        "state" => known(format!("state-{text}")),
        "direction" => known(format!("direction-{text}")),
        "birth_date" | "valid_from" | "valid_to" => {
            text.parse().map_or_else(|_| text.to_owned(), |date| locale.civil_date(date))
        }
        _ if member.ends_with("_at") => {
            Time::parse(text).map_or_else(|| text.to_owned(), |time| locale.date_and_clock(time))
        }
        _ => text.to_owned(),
    }
}

/// A phone, address or the like in one line, as the form shows it.
fn item(locale: &Locale, member: &str, value: &Value) -> String {
    let Value::Object(parts) = value else { return shown(value) };
    let order = ["value", "label", "kind", "street", "postal_code", "city", "region", "country"];
    let part = |key: &str| parts.get(key).map(shown).filter(|text| !text.is_empty());
    let said = |key: &str, text: String| match (key, identifier_kind(member)) {
        ("value", Some(kind)) => match Identifier::read(kind, &text, locale.home) {
            Ok(identifier) => locale.identifier(&identifier),
            Err(_) => text,
        },
        ("label", _) => reasons::label(locale, &text),
        ("kind", None) if member == "addresses" => address_kind(locale, &text),
        ("value", None) if member == "national_ids" => national_ids::masked(&text),
        ("kind", None) if member == "national_ids" => national_ids::label(&text),
        _ => text,
    };
    let mut words: Vec<String> = order.iter().filter_map(|key| Some(said(key, part(key)?))).collect();
    words.extend(flags(locale, parts));
    words.join(", ")
}

/// What a recorded identifier says beside what it is.
fn flags<'a>(
    locale: &'a Locale,
    parts: &'a serde_json::Map<String, Value>,
) -> impl Iterator<Item = String> + 'a {
    let ticks = [("invalid", "flag-invalid"), ("do_not_contact", "flag-do-not-contact")];
    let ticks = ticks.into_iter().filter(|(part, _)| parts.get(*part) == Some(&Value::Bool(true)));
    let days = [("from", "flag-from"), ("to", "flag-to")];
    let days = days.into_iter().filter_map(|(part, key)| {
        let day = parts.get(part)?.as_str()?.parse().ok()?;
        Some(locale.with(key, &[("day", (&locale.civil_date(day)).into())]))
    });
    ticks.map(|(_, key)| locale.t(key)).chain(days)
}

fn identifier_kind(member: &str) -> Option<IdentifierKind> {
    match member {
        "phones" => Some(IdentifierKind::Phone),
        "emails" => Some(IdentifierKind::Email),
        "handles" => Some(IdentifierKind::Handle),
        _ => None,
    }
}
