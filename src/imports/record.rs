//! From a record of a file to a customer, as far as that goes without the database.
//!
//! Invariant: what is told of a record and cannot be kept is either a reason to reject the record, or stands among its
//! remarks as it was written.

use std::borrow::Cow;

use db::Tx;
use exchange::{Cells, Field, Record, Value};
use serde_json::{Map, Value as Json};
use telephone::Country;

use super::problem::{Complaint, Rejected};
use crate::check::Check;
use crate::customers::input::{self, Prepared};
use crate::customers::{Address, CustomerInput, Kind, NationalId, Owner};
use crate::error::{AppError, AppResult};
use crate::exports::record::FLAGS;
use crate::fields::Definitions;
use crate::fold::fold;
use crate::id::CustomerId;
use crate::identifiers::LabelledValue;
use crate::national_ids::Known;

/// A customer as a record tells of them.
#[derive(Clone, Debug)]
pub struct Said {
    pub line: u64,
    /// Whom the record was made of, if this very installation wrote it.
    pub id: Option<CustomerId>,
    /// Without company and owner, whose ids only the database knows.
    pub input: CustomerInput,
    /// The same, checked and normalised as a new customer.
    pub prepared: Prepared,
    pub company: Option<CompanyName>,
    /// Login or name of the account manager.
    pub owner: Option<String>,
    /// Values that are left out.
    pub remarks: Vec<Complaint>,
    pub raw: Cells,
}

impl Said {
    /// The same with the values of its fields as their definitions say: one that does not fit is left out, and stands
    /// among the remarks.
    ///
    /// # Errors
    /// What may stand under no key.
    pub fn settled(
        &self,
        tx: &mut Tx<'_>,
        definitions: &Definitions,
    ) -> AppResult<Result<Cow<'_, Said>, Vec<Complaint>>> {
        let Some(given) = &self.input.fields else { return Ok(Ok(Cow::Borrowed(self))) };
        let is_defined = |key: &String| definitions.find(key).is_some();
        let (defined, free): (Map<_, _>, Map<_, _>) =
            given.clone().into_iter().partition(|(key, _)| is_defined(key));
        let mut check = Check::default();
        let mut read = definitions.read(&mut check, &free, None);
        if let Err(AppError::Invalid(faults)) = check.finish() {
            return Ok(Err(faults.into_iter().map(Complaint::from).collect()));
        }
        let mut check = Check::default();
        let mut fitting = definitions.read(&mut check, &defined, None);
        definitions.check_customers(tx, &mut check, &fitting, None)?;
        let mut said = self.clone();
        if let Err(AppError::Invalid(faults)) = check.finish() {
            fitting.retain(|key, _| !faults.iter().any(|fault| fault.field == format!("fields.{key}")));
            said.remarks.extend(faults.into_iter().map(Complaint::from));
        }
        read.append(&mut fitting);
        said.prepared.fields.clone_from(&read);
        said.input.fields = Some(read);
        Ok(Ok(Cow::Owned(said)))
    }

    /// What of it is left out. `owner`: who is meant by its owner, if anybody.
    pub fn remarks(&self, owner: Option<&Owner>) -> Vec<Complaint> {
        let mut remarks = self.remarks.clone();
        if let (Some(text), None) = (&self.owner, owner) {
            remarks.push(Complaint::new("owner", "import-owner").with("value", text));
        }
        remarks
    }
}

/// The company of a person, as it is called in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CompanyName {
    pub name: String,
    pub reference: Option<String>,
}

/// Reads a record.
///
/// # Errors
/// Everything for which it cannot become a customer.
pub fn read(record: Record, home: Country) -> Result<Said, Rejected> {
    let mut remarks = Vec::new();
    let (mut input, company, owner) = input_of(&record, &mut remarks);
    let company = match (&company, input.kind) {
        // An organisation without a person in it is the customer itself.
        (Some(company), None) if is_nameless(&input) => {
            input.kind = Some(Kind::Company);
            input.name = Some(company.name.clone());
            None
        }
        (Some(company), Some(Kind::Company)) => {
            input.name.get_or_insert_with(|| company.name.clone());
            None
        }
        _ => company,
    };
    let id = record.get(&Field::VisaviId).and_then(|id| id.parse().ok());
    let mut check = Check::default();
    // Fields wait for their definitions, which the database holds.
    let fields = input.fields.take();
    let prepared = input::read(&mut check, home, &Definitions::default(), &input, None);
    input.fields = fields;
    if let Some(company) = &company {
        check.line("company", Some(&company.name), 200);
        check.line("company_ref", company.reference.as_deref(), 200);
    }
    let complaints = match (check.finish(), prepared) {
        (Ok(()), Some(prepared)) => {
            return Ok(Said {
                line: record.line,
                id,
                input,
                prepared,
                company,
                owner,
                remarks,
                raw: record.raw,
            });
        }
        (Err(AppError::Invalid(errors)), _) => errors.into_iter().map(Complaint::from).collect(),
        (Err(_), _) | (Ok(()), None) => vec![Complaint::new("name", "invalid-name-missing")],
    };
    Err(Rejected { line: record.line, place: 0, complaints, cells: record.raw })
}

fn is_nameless(input: &CustomerInput) -> bool {
    input.given_name.is_none() && input.family_name.is_none() && input.name.is_none()
}

type Parts = (CustomerInput, Option<CompanyName>, Option<String>);

fn input_of(record: &Record, remarks: &mut Vec<Complaint>) -> Parts {
    let mut input = CustomerInput::default();
    let (mut company, mut company_ref, mut owner) = (None, None, None);
    let mut addresses: Vec<(u32, Address)> = Vec::new();
    let mut notes: Vec<&str> = Vec::new();
    let mut flags: Map<String, Json> = Map::new();
    let mut leave = |field: &Field, code, text: &str| {
        remarks.push(Complaint::new(field.to_string(), code).with("value", text));
    };
    for value in &record.values {
        let text = || Some(value.text.clone());
        match &value.field {
            Field::Ref => input.reference = text(),
            Field::Kind => match value.text.parse() {
                Ok(kind) => input.kind = Some(kind),
                Err(_) => leave(&value.field, "import-kind", &value.text),
            },
            Field::GivenName => input.given_name = one_line(&value.text),
            Field::FamilyName => input.family_name = one_line(&value.text),
            Field::Name => input.name = one_line(&value.text),
            Field::Company => company = one_line(&value.text),
            Field::CompanyRef => company_ref = text(),
            Field::Department => input.department = one_line(&value.text),
            Field::JobTitle => input.job_title = one_line(&value.text),
            Field::BirthDate => match birth_date(&value.text) {
                Some(date) => input.birth_date = Some(date),
                None => leave(&value.field, "import-birth-date", &value.text),
            },
            Field::Language => match language(&value.text) {
                Some(tag) => input.language = Some(tag),
                None => leave(&value.field, "import-language", &value.text),
            },
            Field::Phone => input.phones.get_or_insert_default().push(labelled(value)),
            Field::Email => input.emails.get_or_insert_default().push(labelled(value)),
            Field::Handle => input.handles.get_or_insert_default().push(labelled(value)),
            Field::Street | Field::PostalCode | Field::City | Field::Region | Field::Country => {
                line_of_address(&mut addresses, value);
            }
            Field::NationalId => {
                let kind = value.label.clone().unwrap_or_else(|| "id".to_owned());
                if Known::of(&kind).is_some_and(|known| known.read(&value.text).is_err()) {
                    // Nobody is turned away for a slip in a number.
                    leave(&value.field, "import-national-id", &value.text);
                } else {
                    let number = NationalId { kind, value: value.text.clone() };
                    input.national_ids.get_or_insert_default().push(number);
                }
            }
            Field::Tag => input.tags.get_or_insert_default().push(value.text.clone()),
            Field::Owner => owner = text(),
            Field::Vip => match yes(&value.text) {
                Some(vip) => input.vip = Some(vip),
                None => leave(&value.field, "import-vip", &value.text),
            },
            Field::Note => notes.push(&value.text),
            Field::VisaviId => {}
            Field::Custom(key) if key == FLAGS => {
                flags = serde_json::from_str(&value.text).unwrap_or_default();
            }
            Field::Custom(key) => add_field(input.fields.get_or_insert_default(), key, value),
        }
    }
    if !addresses.is_empty() {
        // Values come field by field, addresses in the order of the file.
        addresses.sort_by_key(|(group, _)| *group);
        input.addresses = Some(addresses.into_iter().map(|(_, address)| address).collect());
    }
    if !notes.is_empty() {
        input.pinned_note = Some(notes.join("\n\n"));
    }
    if !flags.is_empty() {
        let lists = [&mut input.phones, &mut input.emails, &mut input.handles];
        lists.into_iter().flatten().flatten().for_each(|one| flag(one, &flags));
    }
    let company = company.map(|name| CompanyName { name, reference: company_ref });
    (input, company, owner)
}

/// A name that somebody broke into lines, in one.
fn one_line(text: &str) -> Option<String> {
    Some(
        text.split(['\n', '\r', '\t'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

fn labelled(value: &Value) -> LabelledValue {
    LabelledValue { value: value.text.clone(), label: value.label.clone(), ..LabelledValue::default() }
}

/// Puts on an identifier what an export said of it.
fn flag(one: &mut LabelledValue, flags: &Map<String, Json>) {
    let Some(Json::Object(told)) = flags.get(&one.value) else { return };
    let mut members = told.clone();
    members.insert("value".to_owned(), one.value.as_str().into());
    members.insert("label".to_owned(), one.label.clone().into());
    if let Ok(flagged) = serde_json::from_value(Json::Object(members)) {
        *one = flagged;
    }
}

fn line_of_address(addresses: &mut Vec<(u32, Address)>, value: &Value) {
    let known = addresses.iter().position(|(group, _)| *group == value.group);
    let index = known.unwrap_or_else(|| {
        addresses.push((value.group, Address { kind: value.label.clone(), ..Address::default() }));
        addresses.len() - 1
    });
    let Some((_, address)) = addresses.get_mut(index) else { return };
    let place = match value.field {
        Field::Street => &mut address.street,
        Field::PostalCode => &mut address.postal_code,
        Field::City => &mut address.city,
        Field::Region => &mut address.region,
        _ => &mut address.country,
    };
    *place = one_line(&value.text);
}

/// A field of the organisation's own; several texts of one key are a list.
fn add_field(fields: &mut Map<String, Json>, key: &str, value: &Value) {
    let text = || Json::String(value.text.clone());
    let json = if value.is_json() { serde_json::from_str(&value.text).ok() } else { None };
    let new = json.unwrap_or_else(text);
    match fields.get_mut(&field_key(key)) {
        None => drop(fields.insert(field_key(key), new)),
        Some(Json::Array(list)) => list.push(new),
        Some(first) => *first = Json::Array(vec![first.take(), new]),
    }
}

/// The key of a field: a heading of somebody's table becomes one.
pub fn field_key(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.len() <= 64 && name.chars().all(allowed) {
        return name.to_owned();
    }
    let key: String = fold(name).chars().map(|c| if allowed(c) { c } else { '_' }).take(64).collect();
    key.trim_matches('_').to_owned()
}

/// Dates as machines write them, and as people of our countries do.
fn birth_date(text: &str) -> Option<String> {
    // A time of day behind it is not part of anybody's birth date.
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let formats: &[&str] = match date.len() {
        8 if date.bytes().all(|byte| byte.is_ascii_digit()) => &["%Y%m%d"],
        _ => &["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"],
    };
    let date = formats.iter().find_map(|format| jiff::civil::Date::strptime(format, date).ok())?;
    (1800..=9999).contains(&date.year()).then(|| date.to_string())
}

/// A language tag, or the name of a language that our agents speak.
fn language(text: &str) -> Option<String> {
    let named = match fold(text).as_str() {
        "swedish" | "svenska" | "schwedisch" | "szwedzki" => "sv",
        "german" | "deutsch" | "tyska" | "niemiecki" => "de",
        "polish" | "polski" | "polska" | "polnisch" => "pl",
        "english" | "engelska" | "englisch" | "angielski" => "en",
        _ => "",
    };
    if !named.is_empty() {
        return Some(named.to_owned());
    }
    let tag = text.replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let rest = parts
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (first && rest && tag.len() <= 35).then_some(tag)
}

fn yes(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "1" | "y" | "yes" | "true" | "x" | "j" | "ja" | "t" | "tak" | "vip" | "on" => Some(true),
        "0" | "n" | "no" | "false" | "nej" | "nein" | "nie" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, date) in [
            ("1985-04-12", Some("1985-04-12")),
            ("19850412", Some("1985-04-12")),
            ("12.04.1985", Some("1985-04-12")),
            ("1985-04-12T00:00:00Z", Some("1985-04-12")),
            ("1985-04-12 00:00", Some("1985-04-12")),
            ("--04-12", None),
            ("1985-13-12", None),
            ("19831399", None),
            ("0012-01-01", None),
            ("April 12", None),
            ("", None),
        ] {
            assert_eq!(birth_date(text).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn languages_and_keys() {
        assert_eq!(language("Svenska").as_deref(), Some("sv"));
        assert_eq!(language("pl_PL").as_deref(), Some("pl-PL"));
        assert_eq!(language("Klingon, Empire"), None);
        assert_eq!(field_key("Skostorlek (EU)"), "skostorlek__eu");
        assert_eq!(field_key("shoe.size"), "shoe.size");
    }
}
