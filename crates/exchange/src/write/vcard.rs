//! vCard 4.0, RFC 6350. Lines are folded at 75 octets, never within a character.
//!
//! Labels that vCard has a type for are written as one, others as Apple does it: `item1.X-ABLabel`.

use crate::content_line::escape;
use crate::vcard::{COMPANY_REF, CUSTOM, HANDLE, KEY, NATIONAL_ID, OWNER, PRODUCT, VIP, VISAVI_ID};
use crate::write::{Related, address_label, addresses, derived_name, part};
use crate::{Field, Record, date, own};

pub(super) fn record(record: &Record, related: &[Related], out: &mut String) {
    let mut card = Card { out, items: 0 };
    card.line("BEGIN:VCARD");
    card.line("VERSION:4.0");
    card.line(&format!("PRODID:{PRODUCT}"));
    card.simple(record, &Field::Ref, "UID");
    if let Some(kind) = record.get(&Field::Kind) {
        let kind = match kind {
            "person" => "individual",
            "company" => "org",
            other => other,
        };
        card.property("KIND", &[kind]);
    }
    match record.get(&Field::Name) {
        Some(name) => card.property("FN", &[name]),
        // There has to be one. RFC 9554 says how to tell that it stands for others.
        None => card.property("FN;DERIVED=TRUE", &[&derived_name(record)]),
    }
    let (family, given) = (record.get(&Field::FamilyName), record.get(&Field::GivenName));
    if family.or(given).is_some() {
        card.property("N", &[family.unwrap_or_default(), given.unwrap_or_default(), "", "", ""]);
    }
    let (company, department) = (record.get(&Field::Company), record.get(&Field::Department));
    match (company, department) {
        (Some(company), None) => card.property("ORG", &[company]),
        (company, Some(department)) => card.property("ORG", &[company.unwrap_or_default(), department]),
        (None, None) => {}
    }
    card.simple(record, &Field::CompanyRef, COMPANY_REF);
    card.simple(record, &Field::JobTitle, "TITLE");
    if let Some(text) = record.get(&Field::BirthDate) {
        match date::parts(text) {
            Some((Some(year), month, day)) => {
                card.property("BDAY", &[&format!("{year:04}{month:02}{day:02}")])
            }
            Some((None, month, day)) => card.property("BDAY", &[&format!("--{month:02}{day:02}")]),
            None => card.property("BDAY;VALUE=text", &[text]),
        }
    }
    card.simple(record, &Field::Language, "LANG");
    for (field, name) in [
        (Field::Phone, "TEL"),
        (Field::Email, "EMAIL"),
        (Field::Handle, HANDLE),
        (Field::NationalId, NATIONAL_ID),
    ] {
        for value in record.all(&field) {
            card.labelled(name, value.label.as_deref(), &[&value.text]);
        }
    }
    for address in addresses(record) {
        let fields = [Field::Street, Field::City, Field::Region, Field::PostalCode, Field::Country];
        let parts = fields.map(|field| part(&address, &field));
        card.labelled(
            "ADR",
            address_label(&address),
            &["", "", parts[0], parts[1], parts[2], parts[3], parts[4]],
        );
    }
    card.simple(record, &Field::Tag, "CATEGORIES");
    card.simple(record, &Field::Note, "NOTE");
    card.simple(record, &Field::Owner, OWNER);
    card.simple(record, &Field::Vip, VIP);
    card.simple(record, &Field::VisaviId, VISAVI_ID);
    for one in related {
        let kind = one.kind.map(|kind| format!("TYPE={kind};")).unwrap_or_default();
        card.property(&format!("RELATED;{kind}VALUE=text"), &[&one.name]);
    }
    for value in &record.values {
        if let Field::Custom(key) = &value.field {
            card.property(&format!("{CUSTOM};{KEY}=\"{}\"", parameter(key)), &[&own::typed(value)]);
        }
    }
    card.line("END:VCARD");
}

struct Card<'a> {
    out: &'a mut String,
    items: u32,
}

impl Card<'_> {
    fn simple(&mut self, record: &Record, field: &Field, name: &str) {
        for value in record.all(field) {
            self.property(name, &[&value.text]);
        }
    }

    fn labelled(&mut self, name: &str, label: Option<&str>, parts: &[&str]) {
        let kind = match label {
            None => return self.property(name, parts),
            Some("mobile") => "cell",
            Some(label @ ("work" | "home" | "fax" | "pager")) => label,
            Some(label) => {
                self.items += 1;
                let item = self.items;
                self.property(&format!("item{item}.{name}"), parts);
                return self.property(&format!("item{item}.X-ABLabel"), &[label]);
            }
        };
        self.property(&format!("{name};TYPE={kind}"), parts);
    }

    fn property(&mut self, name: &str, parts: &[&str]) {
        let mut line = format!("{name}:");
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                line.push(';');
            }
            escape(part, &mut line);
        }
        self.line(&line);
    }

    /// A line in pieces of 75 octets, the space before each but the first counted.
    fn line(&mut self, line: &str) {
        let (mut rest, mut room) = (line, 75);
        while rest.len() > room {
            let end = (0..=room).rev().find(|place| rest.is_char_boundary(*place)).unwrap_or(room);
            let (piece, after) = rest.split_at(end);
            self.out.push_str(piece);
            self.out.push_str("\r\n ");
            (rest, room) = (after, 74);
        }
        self.out.push_str(rest);
        self.out.push_str("\r\n");
    }
}

/// RFC 6868.
fn parameter(text: &str) -> String {
    text.replace('^', "^^").replace('"', "^'").replace('\n', "^n")
}
