//! A customer as a flat record of a file. What `imports::record` makes of it is the same customer again.

use exchange::{Cells, Field, Record, Value};
use serde_json::{Map, Value as Json};

use crate::clock::Time;
use crate::customers::{Customer, Kind};
use crate::identifiers::{Flags, IdentifierKind};

/// Key of the field that says what holds of identifiers: no format has words for it. A JSON object, by each
/// identifier's text the members of `LabelledValue` but value and label.
pub const FLAGS: &str = "visavi.flags";

/// `company_ref` is the ref of the company that the customer belongs to.
pub fn of(customer: &Customer, company_ref: Option<&str>, now: Time) -> Record {
    let mut record = Flat(Vec::with_capacity(16));
    record.one(Field::Ref, customer.reference.as_deref());
    record.one(Field::Kind, Some(customer.kind.as_str()));
    record.one(Field::GivenName, customer.given_name.as_deref());
    record.one(Field::FamilyName, customer.family_name.as_deref());
    record.one(Field::Name, customer.own_name.as_deref());
    // A company has no company; an import would take the name for its own.
    if let (Kind::Person, Some(company)) = (customer.kind, &customer.company) {
        record.one(Field::Company, Some(&company.name));
        record.one(Field::CompanyRef, company_ref);
    }
    record.one(Field::Department, customer.department.as_deref());
    record.one(Field::JobTitle, customer.job_title.as_deref());
    record.one(Field::BirthDate, customer.birth_date.as_deref());
    record.one(Field::Language, customer.language.as_deref());
    for (kind, field) in [
        (IdentifierKind::Phone, Field::Phone),
        (IdentifierKind::Email, Field::Email),
        (IdentifierKind::Handle, Field::Handle),
    ] {
        for one in customer.of_kind(kind) {
            // E.164: another installation may have another home country.
            record.push(field.clone(), one.identifier.to_text(), one.label.clone(), 0);
        }
    }
    for (address, group) in customer.addresses.iter().zip(0..) {
        let lines = [
            (Field::Street, &address.street),
            (Field::PostalCode, &address.postal_code),
            (Field::City, &address.city),
            (Field::Region, &address.region),
            (Field::Country, &address.country),
        ];
        for (field, line) in lines {
            if let Some(line) = line {
                record.push(field, line.clone(), address.kind.clone(), group);
            }
        }
    }
    for one in &customer.national_ids {
        record.push(Field::NationalId, one.value.clone(), Some(one.kind.clone()), 0);
    }
    for tag in &customer.tags {
        record.push(Field::Tag, tag.clone(), None, 0);
    }
    record.one(Field::Owner, customer.owner.as_ref().map(|owner| owner.login.as_str()));
    record.one(Field::Vip, customer.vip.then_some("true"));
    record.one(Field::Note, customer.pinned_note(now).map(|note| note.text.as_str()));
    record.push(Field::VisaviId, customer.id.to_string(), None, 0);
    for (key, value) in &customer.fields {
        let (text, label) = match value {
            Json::String(text) => (text.clone(), None),
            other => (other.to_string(), Some(Value::JSON.to_owned())),
        };
        record.push(Field::Custom(key.clone()), text, label, 0);
    }
    let flags = flags(customer);
    if !flags.is_empty() {
        let label = Some(Value::JSON.to_owned());
        record.push(Field::Custom(FLAGS.to_owned()), Json::Object(flags).to_string(), label, 0);
    }
    Record { line: 0, values: record.0, raw: Cells::default() }
}

fn flags(customer: &Customer) -> Map<String, Json> {
    let flagged = customer.identifiers.iter().filter(|one| one.flags != Flags::default());
    let each = flagged.filter_map(|one| match serde_json::to_value(one.labelled()) {
        Ok(Json::Object(mut members)) => {
            members.retain(|name, _| name != "value" && name != "label");
            Some((one.identifier.to_text(), Json::Object(members)))
        }
        _ => None,
    });
    each.collect()
}

struct Flat(Vec<Value>);

impl Flat {
    fn one(&mut self, field: Field, text: Option<&str>) {
        if let Some(text) = text {
            self.push(field, text.to_owned(), None, 0);
        }
    }

    fn push(&mut self, field: Field, text: String, label: Option<String>, group: u32) {
        self.0.push(Value { field, text, label, group });
    }
}
