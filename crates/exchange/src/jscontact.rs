//! JSContact as a flat record.
//!
//! Source: RFC 9553.
//!
//! Invariant: a member of an unexpected type is passed over, it never spoils the card.

use serde_json::{Map, Value as Json};

use crate::vcard::PRODUCT;
use crate::{Field, Record, date, label};

/// Before the names of our own members, RFC 9553, section 1.8.1.
const PREFIX: &str = "visavi.example:";

/// A member of our own.
pub(crate) fn member(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// Is it a card of JSContact and not one of our own lines?
pub(crate) fn is_card(object: &Map<String, Json>) -> bool {
    object.get("@type").is_some_and(|kind| kind == "Card")
        || (object.contains_key("version") && object.contains_key("uid"))
}

/// Puts what a card says into the record, `false` if it is too much.
pub(crate) fn read(card: &Map<String, Json>, record: &mut Record) -> bool {
    let text = |name: &str| card.get(name).and_then(Json::as_str).unwrap_or_default();
    let own_text = |name: &str| card.get(&member(name)).and_then(Json::as_str).unwrap_or_default();
    let mut one = |field, text: &str| record.add(field, text, None, 0);
    if !card.contains_key(&member("derivedUid")) {
        one(Field::Ref, text("uid"));
    }
    one(Field::Kind, text("kind"));
    if let Some(Json::Object(name)) = card.get("name") {
        if !name.contains_key(&member("derived")) {
            one(Field::Name, name.get("full").and_then(Json::as_str).unwrap_or_default());
        }
        let parts = |kinds: &[&str]| components(name, kinds).join(" ");
        one(Field::GivenName, &parts(&["given", "given2"]));
        one(Field::FamilyName, &parts(&["surname", "surname2"]));
    }
    for organization in objects(card, "organizations") {
        one(Field::Company, member_text(organization, "name"));
        let units = organization.get("units").and_then(Json::as_array);
        let units: Vec<&str> =
            units.into_iter().flatten().filter_map(|unit| unit.get("name")?.as_str()).collect();
        one(Field::Department, &units.join(", "));
    }
    for title in objects(card, "titles") {
        one(Field::JobTitle, member_text(title, "name"));
    }
    for anniversary in objects(card, "anniversaries").filter(|object| member_text(object, "kind") == "birth")
    {
        one(Field::BirthDate, &birth(anniversary.get("date")));
    }
    one(Field::BirthDate, own_text("birthDate"));
    one(Field::CompanyRef, own_text("companyRef"));
    one(Field::Language, text("language"));
    one(Field::Owner, own_text("owner"));
    one(Field::Vip, own_text("vip"));
    one(Field::VisaviId, own_text("id"));
    let is_own = text("prodId") == PRODUCT;
    let label_of = |object| label_of(object, is_own);
    let mut fits = true;
    for (field, name, value) in [
        (Field::Phone, "phones".to_owned(), "number"),
        (Field::Email, "emails".to_owned(), "address"),
        (Field::Handle, "onlineServices".to_owned(), "user"),
        (Field::NationalId, member("nationalIds"), "value"),
    ] {
        for object in objects(card, &name) {
            let text = member_text(object, value);
            let text = if field == Field::Phone { text.strip_prefix("tel:").unwrap_or(text) } else { text };
            fits &= record.add(field.clone(), text, label_of(object), 0);
        }
    }
    for (address, group) in objects(card, "addresses").zip(1..) {
        let label = label_of(address);
        let street = [
            "name",
            "number",
            "apartment",
            "floor",
            "building",
            "room",
            "block",
            "subdistrict",
            "postOfficeBox",
        ];
        let mut parts = [
            (Field::Street, components(address, &street).join(" ")),
            (Field::PostalCode, components(address, &["postcode"]).join(" ")),
            (Field::City, components(address, &["locality"]).join(" ")),
            (Field::Region, components(address, &["region"]).join(" ")),
            (Field::Country, components(address, &["country"]).join(" ")),
        ];
        if parts[4].1.is_empty() {
            parts[4].1 = member_text(address, "countryCode").to_owned();
        }
        if parts.iter().all(|(_, text)| text.is_empty()) {
            let lines: Vec<&str> = member_text(address, "full").lines().map(str::trim).collect();
            parts[0].1 = lines.join(", ");
        }
        for (field, text) in parts {
            fits &= record.add(field, &text, label.clone(), group);
        }
    }
    let ordered = card.get(&member("tags")).and_then(|tags| tags.get("ordered")).and_then(Json::as_array);
    if let Some(ordered) = ordered {
        let mut tags = ordered.iter().filter_map(Json::as_str);
        fits &= tags.all(|tag| record.add(Field::Tag, tag, None, 0));
    } else if let Some(Json::Object(tags)) = card.get("keywords") {
        fits &= tags.keys().all(|tag| record.add(Field::Tag, tag, None, 0));
    }
    for note in objects(card, "notes") {
        fits &= record.add(Field::Note, member_text(note, "note"), None, 0);
    }
    if let Some(Json::Object(fields)) = card.get(&member("fields")) {
        fits &= crate::flat::custom(fields, record);
    }
    fits
}

fn objects<'a>(card: &'a Map<String, Json>, name: &str) -> impl Iterator<Item = &'a Map<String, Json>> {
    card.get(name).and_then(Json::as_object).into_iter().flat_map(Map::values).filter_map(Json::as_object)
}

fn member_text<'a>(object: &'a Map<String, Json>, name: &str) -> &'a str {
    object.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// The values of the components of these kinds, in their order.
fn components<'a>(object: &'a Map<String, Json>, kinds: &[&str]) -> Vec<&'a str> {
    let all = object.get("components").and_then(Json::as_array);
    all.into_iter()
        .flatten()
        .filter(|part| part.get("kind").and_then(Json::as_str).is_some_and(|kind| kinds.contains(&kind)))
        .filter_map(|part| part.get("value")?.as_str())
        .collect()
}

fn label_of(object: &Map<String, Json>, is_own: bool) -> Option<String> {
    let given = object.get("label").and_then(Json::as_str);
    // A word that we wrote ourselves is nobody's translation.
    let given = if is_own { given.map(str::to_owned) } else { given.and_then(label::label) };
    if given.is_some() {
        return given;
    }
    let sets = ["features", "contexts"].into_iter().filter_map(|name| object.get(name)?.as_object());
    let words = sets.flat_map(Map::keys).filter_map(|word| label::word(&crate::fold::fold(word)));
    label::strongest(words).map(str::to_owned)
}

/// A PartialDate or a Timestamp.
fn birth(date: Option<&Json>) -> String {
    let number = |name: &str| date?.get(name)?.as_u64();
    match (number("year"), number("month"), number("day")) {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (None, Some(month), Some(day)) => format!("--{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(year), None, _) => format!("{year:04}"),
        _ => date.and_then(|date| date.get("utc")?.as_str()).map(date::plain).unwrap_or_default(),
    }
}
