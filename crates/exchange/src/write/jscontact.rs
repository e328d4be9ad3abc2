//! JSContact, RFC 9553, one card a line.
//!
//! What it has no word for stands in members with a prefix of our own, as its section 1.8 asks.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::jscontact::member;
use crate::vcard::PRODUCT;
use crate::write::{Related, address_label, addresses, derived_name, flat};
use crate::{Field, Record, Value, date};

pub(super) fn record(record: &Record, related: &[Related], out: &mut String) {
    let mut card = Map::new();
    let mut set = |name: &str, value: Json| {
        card.insert(name.to_owned(), value);
    };
    set("@type", json!("Card"));
    set("version", json!("1.0"));
    set("prodId", json!(PRODUCT));
    match record.get(&Field::Ref) {
        Some(text) => set("uid", json!(text)),
        None => {
            set("uid", json!(made_up(record)));
            set(&member("derivedUid"), json!(true));
        }
    }
    match record.get(&Field::Kind) {
        Some("person") => set("kind", json!("individual")),
        Some("company") => set("kind", json!("org")),
        Some(other) => set("kind", json!(other)),
        None => {}
    }
    set("name", name(record));
    let (company, department) = (record.get(&Field::Company), record.get(&Field::Department));
    if company.or(department).is_some() {
        let mut organization = Map::new();
        company.map(|text| organization.insert("name".to_owned(), json!(text)));
        department.map(|text| organization.insert("units".to_owned(), json!([{ "name": text }])));
        set("organizations", json!({ "o": organization }));
    }
    if let Some(text) = record.get(&Field::JobTitle) {
        set("titles", json!({ "t": { "name": text, "kind": "title" } }));
    }
    match record.get(&Field::BirthDate).map(|text| (text, date::parts(text))) {
        Some((_, Some((year, month, day)))) => {
            let mut date =
                Map::from_iter([("month".to_owned(), json!(month)), ("day".to_owned(), json!(day))]);
            year.map(|year| date.insert("year".to_owned(), json!(year)));
            set("anniversaries", json!({ "b": { "kind": "birth", "date": date } }));
        }
        Some((text, None)) => set(&member("birthDate"), json!(text)),
        None => {}
    }
    if let Some(text) = record.get(&Field::CompanyRef) {
        set(&member("companyRef"), json!(text));
    }
    if let Some(text) = record.get(&Field::Language) {
        set("language", json!(text));
    }
    set("phones", values(record.all(&Field::Phone), "number"));
    set("emails", values(record.all(&Field::Email), "address"));
    set("onlineServices", values(record.all(&Field::Handle), "user"));
    set(&member("nationalIds"), values(record.all(&Field::NationalId), "value"));
    let places = addresses(record).into_iter().zip(1..).map(|(address, n): (_, u32)| {
        let components: Vec<Json> = address
            .iter()
            .map(|value| {
                let kind = match value.field {
                    Field::PostalCode => "postcode",
                    Field::City => "locality",
                    Field::Region => "region",
                    Field::Country => "country",
                    _ => "name",
                };
                json!({ "kind": kind, "value": value.text })
            })
            .collect();
        let mut place = Map::from_iter([("components".to_owned(), json!(components))]);
        label(address_label(&address), false, &mut place);
        (format!("a{n:05}"), Json::Object(place))
    });
    set("addresses", Json::Object(places.collect()));
    let tags: Map<String, Json> =
        record.all(&Field::Tag).map(|value| (value.text.clone(), json!(true))).collect();
    if tags.len() > 1 {
        // Members of an object have no order, tags have.
        let ordered: Vec<&str> = record.all(&Field::Tag).map(|value| value.text.as_str()).collect();
        set(&member("tags"), json!({ "ordered": ordered }));
    }
    set("keywords", Json::Object(tags));
    set("notes", values(record.all(&Field::Note), "note"));
    for (field, name) in [(Field::Owner, "owner"), (Field::Vip, "vip"), (Field::VisaviId, "id")] {
        if let Some(text) = record.get(&field) {
            set(&member(name), json!(text));
        }
    }
    set("relatedTo", relations(related));
    set(&member("fields"), Json::Object(flat::custom(record)));
    card.retain(|_, value| value.as_object().is_none_or(|object| !object.is_empty()));
    out.push_str(&Json::Object(card).to_string());
    out.push('\n');
}

/// By UID (2.1.8); who has none of their own cannot be referred to. Somebody may be several things.
fn relations(related: &[Related]) -> Json {
    let mut all: BTreeMap<&str, Map<String, Json>> = BTreeMap::new();
    for one in related {
        let Some(uid) = &one.uid else { continue };
        all.entry(uid).or_default().extend(one.kind.map(|kind| (kind.to_owned(), json!(true))));
    }
    let relation = |(uid, kinds): (&str, Map<String, Json>)| (uid.to_owned(), json!({ "relation": kinds }));
    Json::Object(all.into_iter().map(relation).collect())
}

fn name(record: &Record) -> Json {
    let mut components = Vec::new();
    for (field, kind) in [(Field::GivenName, "given"), (Field::FamilyName, "surname")] {
        if let Some(text) = record.get(&field) {
            components.push(json!({ "kind": kind, "value": text }));
        }
    }
    let mut name = Map::new();
    match record.get(&Field::Name) {
        Some(text) => {
            name.insert("full".to_owned(), json!(text));
        }
        // A name is either full or in pieces; without pieces it is put together, and says so.
        None if components.is_empty() => {
            name.insert("full".to_owned(), json!(derived_name(record)));
            name.insert(member("derived"), json!(true));
        }
        None => {}
    }
    if !components.is_empty() {
        name.insert("components".to_owned(), json!(components));
    }
    Json::Object(name)
}

fn values<'a>(values: impl Iterator<Item = &'a Value>, name: &str) -> Json {
    let values = values.zip(1..).map(|(value, n): (_, u32)| {
        let mut object = Map::from_iter([(name.to_owned(), json!(value.text))]);
        label(value.label.as_deref(), value.field == Field::Phone, &mut object);
        // Members of an object have no order but that of their names.
        (format!("k{n:05}"), Json::Object(object))
    });
    Json::Object(values.collect())
}

fn label(label: Option<&str>, is_phone: bool, object: &mut Map<String, Json>) {
    let (name, value) = match label {
        None => return,
        Some("work") => ("contexts", json!({ "work": true })),
        Some("home") => ("contexts", json!({ "private": true })),
        Some(feature @ ("mobile" | "fax" | "pager")) if is_phone => {
            ("features", Json::Object(Map::from_iter([(feature.to_owned(), json!(true))])))
        }
        Some(other) => ("label", json!(other)),
    };
    object.insert(name.to_owned(), value);
}

/// A uid is asked for, and chance is not to be had here: one from the content, in the form of a UUID v8.
fn made_up(record: &Record) -> String {
    let half = |seed: u64| {
        let bytes = record.values.iter().flat_map(|value| value.text.bytes().chain([0]));
        // FNV-1a, which is no secret and needs none.
        bytes.fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
    };
    let (a, b) = (half(0xCBF2_9CE4_8422_2325), half(0x8422_2325_CBF2_9CE4));
    format!(
        "urn:uuid:{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
        a >> 32,
        (a >> 16) & 0xFFFF,
        a & 0xFFF,
        0x8000 | (b >> 50),
        b & 0xFFFF_FFFF_FFFF
    )
}
