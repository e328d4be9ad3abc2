//! A vCard as a flat record.
//!
//! Sources: RFC 6350 and its forerunners (see `content_line`), RFC 6474 and 9554 (`LANGUAGE`, `DERIVED`), and
//! what phones write: Apple's `item1.X-ABLabel`, Android's `X-PHONETIC-…`.
//!
//! Invariant: a property that is not understood is passed over, it never spoils the card.

use std::collections::HashMap;

use crate::cards::Card;
use crate::content_line::{Property, split_escaped, unescape};
use crate::{Cells, Field, Problem, Reason, Record, date, label, own};

/// Properties of our own for what vCard has no word for.
pub(crate) const NATIONAL_ID: &str = "X-NATIONAL-ID";
pub(crate) const HANDLE: &str = "X-HANDLE";
pub(crate) const COMPANY_REF: &str = "X-COMPANY-REF";
pub(crate) const VISAVI_ID: &str = "X-VISAVI-ID";
pub(crate) const OWNER: &str = "X-OWNER";
pub(crate) const VIP: &str = "X-VIP";
pub(crate) const CUSTOM: &str = "X-FIELD";
/// The parameter of [`CUSTOM`] that says which field.
pub(crate) const KEY: &str = "X-KEY";
/// Names the program that wrote the card.
pub(crate) const PRODUCT: &str = "-//Visavi//exchange//EN";

pub(crate) fn record(card: Card) -> Result<Record, Problem> {
    let mut record = Record { line: card.line, values: Vec::with_capacity(8), raw: Cells::default() };
    let properties: Vec<Property> = card.lines.iter().filter_map(|line| Property::parse(line)).collect();
    let labels: HashMap<&str, String> = properties
        .iter()
        .filter(|property| property.name == "X-ABLABEL" && !property.group.is_empty())
        .map(|property| (property.group.as_str(), property.text()))
        .collect();
    let is_own = properties.iter().any(|property| property.name == "PRODID" && property.value == PRODUCT);
    let (mut fits, mut addresses) = (true, 0);
    for property in &properties {
        fits &= read(property, &labels, is_own, &mut addresses, &mut record);
    }
    let raw = [card.raw].into_iter().collect();
    let rejected = |reason, raw| Err(Problem::Rejected { line: card.line, column: 0, reason, raw });
    if !fits {
        return rejected(Reason::TooManyValues, raw);
    }
    if record.values.iter().all(|value| value.field == Field::Kind) {
        return rejected(Reason::Nothing, raw);
    }
    record.arrange();
    record.raw = raw;
    Ok(record)
}

/// `false` if the record cannot take more values.
fn read(
    property: &Property,
    labels: &HashMap<&str, String>,
    is_own: bool,
    addresses: &mut u32,
    record: &mut Record,
) -> bool {
    let label = || {
        let given = labels.get(property.group.as_str());
        // A word that we wrote ourselves is nobody's translation.
        let given = if is_own { given.cloned() } else { given.and_then(|text| label::label(text)) };
        given.or_else(|| types(property))
    };
    let mut one = |field, text: &str| record.add(field, text, None, 0);
    match property.name.as_str() {
        "UID" => one(Field::Ref, &property.text()),
        "KIND" | "X-ADDRESSBOOKSERVER-KIND" => one(Field::Kind, &property.text()),
        "X-ABSHOWAS" => !property.value.eq_ignore_ascii_case("COMPANY") || one(Field::Kind, "company"),
        "N" => {
            let parts: Vec<String> = split_escaped(&property.value, ';').map(words).collect();
            let part = |place: usize| parts.get(place).map_or("", String::as_str);
            let given = format!("{} {}", part(1), part(2));
            one(Field::FamilyName, part(0)) && one(Field::GivenName, &given)
        }
        // RFC 9554: it was put together from the other properties.
        "FN" => {
            property.parameter("DERIVED").is_some_and(|value| value.eq_ignore_ascii_case("true"))
                || one(Field::Name, &property.text())
        }
        "ORG" => {
            let parts = property.parts();
            let departments: Vec<&str> =
                parts.iter().skip(1).map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
            one(Field::Company, parts.first().map_or("", String::as_str))
                && one(Field::Department, &departments.join(", "))
        }
        "TITLE" => one(Field::JobTitle, &property.text()),
        "BDAY" => {
            let text = property.text();
            let as_written =
                property.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("text"));
            // Apple writes a birthday without a year with one that is to be left out.
            let omitted = property.parameter("X-APPLE-OMIT-YEAR").is_some_and(|year| text.starts_with(year));
            let date = if as_written { text } else { date::plain(&text) };
            match date::parts(&date) {
                Some((Some(_), month, day)) if omitted => {
                    one(Field::BirthDate, &format!("--{month:02}-{day:02}"))
                }
                _ => one(Field::BirthDate, &date),
            }
        }
        "LANG" | "LANGUAGE" => one(Field::Language, &property.text()),
        "TEL" => record.add(Field::Phone, without_scheme(&property.text(), "tel:"), label(), 0),
        "EMAIL" => record.add(Field::Email, without_scheme(&property.text(), "mailto:"), label(), 0),
        "ADR" => {
            let parts = property.parts();
            let part = |place: usize| parts.get(place).map_or("", |part| part.trim());
            // Post box, extension and street: RFC 6350 would have only the last, phones fill all three.
            let lines = [part(2), part(1), part(0)].join("\n");
            let street =
                lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
            *addresses += 1;
            let label = label();
            let fields = [Field::City, Field::Region, Field::PostalCode, Field::Country];
            record.add(Field::Street, &street, label.clone(), *addresses)
                && fields
                    .into_iter()
                    .zip(3..)
                    .all(|(field, place)| record.add(field, part(place), label.clone(), *addresses))
        }
        "CATEGORIES" => split_escaped(&property.value, ',').all(|tag| one(Field::Tag, &unescape(tag))),
        "NOTE" => one(Field::Note, &property.text()),
        HANDLE => record.add(Field::Handle, &property.text(), label(), 0),
        COMPANY_REF => one(Field::CompanyRef, &property.text()),
        VISAVI_ID => one(Field::VisaviId, &property.text()),
        OWNER => one(Field::Owner, &property.text()),
        VIP => one(Field::Vip, &property.text()),
        NATIONAL_ID => record.add(Field::NationalId, &property.text(), label(), 0),
        CUSTOM => match property.parameter(KEY).filter(|key| !key.trim().is_empty()) {
            Some(key) => {
                let text = property.text();
                let (text, label) = own::untyped(&text);
                record.add(Field::Custom(key.to_owned()), &text, label, 0)
            }
            None => true,
        },
        _ => true,
    }
}

/// The parts of a name that has several: a list between commas.
fn words(part: &str) -> String {
    let words: Vec<String> = split_escaped(part, ',')
        .map(|word| unescape(word).trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn without_scheme<'a>(text: &'a str, scheme: &str) -> &'a str {
    let text = text.trim();
    match text.get(..scheme.len()) {
        Some(start) if start.eq_ignore_ascii_case(scheme) => &text[scheme.len()..],
        _ => text,
    }
}

fn types(property: &Property) -> Option<String> {
    let known: Vec<&'static str> =
        property.all("TYPE").filter_map(|kind| label::word(&kind.to_ascii_lowercase())).collect();
    label::strongest(known.into_iter()).map(str::to_owned)
}
