//! A customer as somebody types them: text in every field, rows that may be empty, nothing lost when it is refused.
//!
//! Invariant: a row keeps its place from the form to the answer, so that what stands in the browser's fields and what
//! the answer holds for them never slip apart. What is shown and sent back unchanged changes nothing.

use serde::Deserialize;
use serde_json::{Map, Number, Value};

use super::draft_names::{self as names, ADDRESS_KINDS};
use super::draft_rows::{Row, known_label, labelled};
use super::{Address, Customer, CustomerInput, Kind, NationalId};
use crate::check::MANY;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::Definitions;
use crate::fields::typed::Typed;
use crate::id::{CustomerId, InteractionId};
use crate::identifiers::{Flags, Identifier, IdentifierKind, LabelledValue};
use crate::language::Locale;
use crate::national_ids;

/// The fields of the form, by their names.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The version that was read; none of a new customer.
    pub version: String,
    pub interaction_id: String,
    pub kind: String,
    pub given_name: String,
    pub family_name: String,
    /// Of a company.
    pub name: String,
    /// Of a person who is called otherwise than by first and last name.
    pub own_name: String,
    pub company: String,
    /// Which company of that name is meant.
    pub company_id: String,
    pub department: String,
    pub job_title: String,
    pub birth_date: String,
    pub language: String,
    #[serde(alias = "phone")]
    pub phone_value: Vec<String>,
    pub phone_label: Vec<String>,
    pub phone_drop: Vec<String>,
    pub phone_invalid: Vec<String>,
    pub phone_quiet: Vec<String>,
    pub phone_from: Vec<String>,
    pub phone_to: Vec<String>,
    #[serde(alias = "email")]
    pub email_value: Vec<String>,
    pub email_label: Vec<String>,
    pub email_drop: Vec<String>,
    pub email_invalid: Vec<String>,
    pub email_quiet: Vec<String>,
    pub email_from: Vec<String>,
    pub email_to: Vec<String>,
    #[serde(alias = "handle")]
    pub handle_value: Vec<String>,
    pub handle_label: Vec<String>,
    pub handle_drop: Vec<String>,
    pub handle_invalid: Vec<String>,
    pub handle_quiet: Vec<String>,
    pub handle_from: Vec<String>,
    pub handle_to: Vec<String>,
    pub address_kind: Vec<String>,
    pub address_street: Vec<String>,
    pub address_postal_code: Vec<String>,
    pub address_city: Vec<String>,
    pub address_region: Vec<String>,
    pub address_country: Vec<String>,
    pub address_drop: Vec<String>,
    pub national_kind: Vec<String>,
    pub national_value: Vec<String>,
    pub tag: Vec<String>,
    /// Free fields …
    pub field_key: Vec<String>,
    pub field_value: Vec<String>,
    /// … and those that are defined.
    pub defined_key: Vec<String>,
    pub defined_value: Vec<String>,
    /// Ticks of several choices, each `KEY:CHOICE`.
    pub defined_choice: Vec<String>,
    /// Login of the account manager.
    pub owner: String,
    /// A tick: there or not.
    pub vip: String,
    pub pinned_note: String,
    /// Somebody pressed "another one": show the form again with more room, and save nothing.
    pub more: String,
    /// Somebody else was faster, and this member is to be theirs: show the form again so.
    pub take: String,
    /// The version that was read before what others changed was told.
    pub since: String,
    /// Of a form that changes one part of the customer: which, what it was, and which part comes next.
    pub part: String,
    pub was: String,
    pub next: String,
    /// The page that it stands on.
    pub at: Option<String>,
}

/// What a draft says, and from which row each member of a list came.
pub struct Said {
    pub input: CustomerInput,
    rows: Vec<(&'static str, Vec<usize>)>,
    keys: Vec<String>,
}

pub(super) fn at(list: &[String], index: usize) -> &str {
    list.get(index).map(|text| text.trim()).unwrap_or_default()
}

pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn is_ticked(ticks: &[String], index: usize) -> bool {
    ticks.iter().any(|tick| tick.parse() == Ok(index))
}

impl Draft {
    /// A customer as the form shows them.
    pub fn of(customer: &Customer, definitions: &Definitions, locale: &Locale) -> Draft {
        let is_company = customer.kind == Kind::Company;
        let own_name = customer.own_name.clone().unwrap_or_default();
        let mut draft = Draft {
            version: customer.version.to_string(),
            kind: customer.kind.to_string(),
            given_name: customer.given_name.clone().unwrap_or_default(),
            family_name: customer.family_name.clone().unwrap_or_default(),
            company: customer.company.as_ref().map(|company| company.name.clone()).unwrap_or_default(),
            company_id: customer.company.as_ref().map(|company| company.id.to_string()).unwrap_or_default(),
            department: customer.department.clone().unwrap_or_default(),
            job_title: customer.job_title.clone().unwrap_or_default(),
            birth_date: customer.birth_date.clone().unwrap_or_default(),
            language: customer.language.clone().unwrap_or_default(),
            tag: customer.tags.clone(),
            owner: customer.owner.as_ref().map(|owner| owner.login.clone()).unwrap_or_default(),
            vip: if customer.vip { "1" } else { "" }.to_owned(),
            pinned_note: customer.pinned_note(locale.now).map(|note| note.text.clone()).unwrap_or_default(),
            ..Draft::default()
        };
        if is_company {
            draft.name = own_name
        } else {
            draft.own_name = own_name
        }
        for one in &customer.identifiers {
            draft.add(&one.identifier, one.label.as_deref(), &one.flags, locale);
        }
        for address in &customer.addresses {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let kind = address.kind.as_deref().map(|kind| names::address_kind(locale, kind));
            draft.address_kind.push(kind.unwrap_or_default());
            draft.address_street.push(text(&address.street));
            draft.address_postal_code.push(text(&address.postal_code));
            draft.address_city.push(text(&address.city));
            draft.address_region.push(text(&address.region));
            draft.address_country.push(text(&address.country));
        }
        for one in &customer.national_ids {
            draft.national_kind.push(national_ids::label(&one.kind));
            // Nobody needs to see it to change it; as it stands here it stays what it is.
            draft.national_value.push(national_ids::masked(&one.value));
        }
        let mut free = customer.fields.clone();
        definitions.hide(&mut free);
        free.retain(|key, _| definitions.find(key).is_none());
        for (key, value) in &free {
            draft.field_key.push(key.clone());
            draft.field_value.push(shown(value));
        }
        let defined = Typed::of(definitions, &customer.fields, locale);
        (draft.defined_key, draft.defined_value, draft.defined_choice) =
            (defined.keys, defined.values, defined.choices);
        draft
    }

    /// What is typed into defined fields.
    pub fn defined(&self) -> Typed {
        Typed {
            keys: self.defined_key.clone(),
            values: self.defined_value.clone(),
            choices: self.defined_choice.clone(),
        }
    }

    /// The same where definitions have gone since it was typed: nothing of it is lost, it is free.
    pub fn freed(mut self, definitions: &Definitions) -> Draft {
        let mut gone = self.defined().say();
        gone.retain(|key, _| definitions.find(key).is_none() && !self.field_key.contains(key));
        self.field_value.resize(self.field_key.len(), String::new());
        for (key, value) in gone {
            self.field_key.push(key);
            self.field_value.push(shown(&value));
        }
        self
    }

    pub fn is_company(&self) -> bool {
        self.kind == Kind::Company.as_str()
    }

    pub fn address(&self, index: usize) -> Address {
        Address {
            kind: filled(at(&self.address_kind, index)),
            street: filled(at(&self.address_street, index)),
            postal_code: filled(at(&self.address_postal_code, index)),
            city: filled(at(&self.address_city, index)),
            region: filled(at(&self.address_region, index)),
            country: filled(at(&self.address_country, index)),
        }
    }

    pub fn address_count(&self) -> usize {
        self.address_lists().into_iter().map(Vec::len).max().unwrap_or(0)
    }

    pub fn is_address_dropped(&self, index: usize) -> bool {
        is_ticked(&self.address_drop, index)
    }

    /// The interaction that the new customer is for.
    pub fn interaction(&self) -> AppResult<Option<InteractionId>> {
        match self.interaction_id.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| AppError::NotFound),
        }
    }

    /// Refuses more rows than anybody fills in: they would all have to be shown again.
    pub fn check_size(&self) -> AppResult<()> {
        let most = [
            self.phone_value.len(),
            self.phone_label.len(),
            self.email_value.len(),
            self.email_label.len(),
            self.handle_value.len(),
            self.handle_label.len(),
            self.address_count(),
            self.national_kind.len(),
            self.national_value.len(),
            self.tag.len(),
            self.field_key.len(),
            self.field_value.len(),
            self.defined_key.len(),
            self.defined_value.len(),
        ];
        // Room for the empty row at the end.
        if most.iter().any(|count| *count > MANY + 1) {
            return Err(AppError::Invalid(vec![FieldError::new("", "invalid-too-many").with("max", MANY)]));
        }
        Ok(())
    }

    /// What the draft says of a customer. `before` is the one that it changes: what the form does not hold stays as it is.
    pub fn say(&self, locale: &Locale, before: Option<&Customer>) -> Said {
        let is_company = self.is_company();
        // What only a person has goes when the customer turns out to be a company.
        let personal = |text: &str| if is_company { None } else { filled(text) };
        let mut rows = Vec::new();
        let mut list = |kind: IdentifierKind, member: &'static str| {
            let kept: Vec<Row<'_>> =
                self.rows(kind).into_iter().filter(|row| !row.value.is_empty() && !row.dropped).collect();
            rows.push((member, kept.iter().map(|row| row.index).collect()));
            let label =
                |row: &Row<'_>| filled(row.label).map(|label| known_label(locale, &label, before, kind));
            kept.iter()
                .map(|row| LabelledValue { label: label(row), ..labelled(row, before, kind, locale) })
                .collect::<Vec<_>>()
        };
        let phones = list(IdentifierKind::Phone, "phones");
        let emails = list(IdentifierKind::Email, "emails");
        let handles = list(IdentifierKind::Handle, "handles");
        let (address_rows, addresses) = self.addresses(locale, before);
        rows.push(("addresses", address_rows));
        let (national_rows, national_ids): (Vec<usize>, Vec<NationalId>) =
            (0..self.national_kind.len().max(self.national_value.len()))
                .map(|index| {
                    let (kind, value) = (at(&self.national_kind, index), at(&self.national_value, index));
                    let typed = NationalId { kind: kind.to_owned(), value: value.to_owned() };
                    let known = before.and_then(|before| before.known_national_id(&typed));
                    (index, known.cloned().unwrap_or(typed))
                })
                .filter(|(_, one)| !one.value.is_empty())
                .unzip();
        rows.push(("national_ids", national_rows));
        let (tag_rows, tags) = (0..self.tag.len())
            .map(|index| (index, at(&self.tag, index).to_owned()))
            .filter(|(_, tag)| !tag.is_empty())
            .unzip();
        rows.push(("tags", tag_rows));
        let input = CustomerInput {
            kind: Some(if is_company { Kind::Company } else { Kind::Person }),
            reference: before.and_then(|before| before.reference.clone()),
            given_name: personal(&self.given_name),
            family_name: personal(&self.family_name),
            name: if is_company { filled(&self.name) } else { filled(&self.own_name) },
            company_id: None,
            department: personal(&self.department),
            job_title: personal(&self.job_title),
            birth_date: personal(&self.birth_date),
            language: filled(&self.language),
            phones: Some(phones),
            emails: Some(emails),
            handles: Some(handles),
            addresses: Some(addresses),
            national_ids: Some(national_ids),
            tags: Some(tags),
            fields: Some(self.fields(before)),
            vip: Some(!self.vip.is_empty()),
            hidden: before.map(|before| before.hidden),
            owner: filled(&self.owner),
            pinned_note: self.note(before),
        };
        Said { input, rows, keys: self.field_key.iter().map(|key| key.trim().to_owned()).collect() }
    }

    fn addresses(&self, locale: &Locale, before: Option<&Customer>) -> (Vec<usize>, Vec<Address>) {
        (0..self.address_count())
            .filter(|index| !self.is_address_dropped(*index))
            .map(|index| {
                let typed = self.address(index);
                let kind = typed.kind.as_deref().map(|kind| known_address_kind(locale, kind, before));
                (index, Address { kind, ..typed })
            })
            .filter(|(_, one)| *one != (Address { kind: one.kind.clone(), ..Address::default() }))
            .unzip()
    }

    /// Own fields. A key without a value goes; one that was a number or yes/no stays one where it can.
    fn fields(&self, before: Option<&Customer>) -> Map<String, Value> {
        let known = |key: &str| before.and_then(|before| before.fields.get(key));
        let mut fields = self.defined().say();
        for index in 0..self.field_key.len().max(self.field_value.len()) {
            let (key, text) = (at(&self.field_key, index), at(&self.field_value, index));
            if !text.is_empty() {
                fields.insert(key.to_owned(), value(text, known(key)));
            }
        }
        fields
    }

    /// The pinned note with line breaks as they were: browsers send them as CR LF.
    fn note(&self, before: Option<&Customer>) -> Option<String> {
        let typed = self.pinned_note.replace("\r\n", "\n");
        let known = before.and_then(|before| before.pinned_note.as_ref()).map(|note| note.text.as_str());
        match known {
            Some(known) if known.replace("\r\n", "\n").trim() == typed.trim() => Some(known.to_owned()),
            _ => filled(&typed),
        }
    }
}

impl Said {
    /// Names the place in the form that a fault is about.
    pub fn place(&self, mut fault: FieldError) -> FieldError {
        if fault.field == "name" && self.input.kind != Some(Kind::Company) {
            let missing = fault.code == "invalid-name-missing";
            fault.field = if missing { "given_name" } else { "own_name" }.to_owned();
            return fault;
        }
        if let Some(key) = fault.field.strip_prefix("fields.") {
            // A defined field has a place of its own, by its name.
            let row = self.keys.iter().position(|known| known.chars().take(64).eq(key.chars()));
            if let Some(row) = row {
                fault.field = format!("fields[{row}]");
            }
            return fault;
        }
        let Some((member, rest)) = fault.field.split_once('[') else { return fault };
        let Some((index, rest)) = rest.split_once(']') else { return fault };
        let rows = self.rows.iter().find(|(name, _)| *name == member).map(|(_, rows)| rows);
        if let (Some(rows), Ok(index)) = (rows, index.parse::<usize>())
            && let Some(row) = rows.get(index)
        {
            fault.field = format!("{member}[{row}]{rest}");
        }
        fault
    }
}

fn known_address_kind(locale: &Locale, typed: &str, before: Option<&Customer>) -> String {
    let own = before.into_iter().flat_map(|before| &before.addresses).filter_map(|one| one.kind.as_deref());
    names::word(typed, own.chain(ADDRESS_KINDS.iter().copied()), |word| names::address_kind(locale, word))
}

/// The value of an own field as one line.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn value(text: &str, known: Option<&Value>) -> Value {
    // A field of one line shows no line breaks.
    let same = |known: &Value| shown(known).replace(['\r', '\n'], "").trim() == text;
    match known {
        Some(known) if same(known) => known.clone(),
        Some(Value::Number(_)) => match text.parse::<Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::from(text),
        },
        Some(Value::Bool(_)) if matches!(text, "true" | "false") => Value::Bool(text == "true"),
        Some(Value::Array(_)) => text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect(),
        _ => Value::from(text),
    }
}

/// What a new customer's form begins with: the members of the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Beginning {
    pub phone: String,
    pub email: String,
    pub handle: String,
    pub name: String,
    pub kind: String,
    pub interaction_id: String,
    /// The company whose person it is.
    pub company_id: Option<CustomerId>,
    /// Without what was typed before and not saved.
    pub fresh: bool,
}

impl Beginning {
    pub fn draft(&self, locale: &Locale) -> Draft {
        let mut draft = Draft {
            kind: self.kind.clone(),
            interaction_id: self.interaction_id.clone(),
            ..Draft::default()
        };
        for (kind, text) in [
            (IdentifierKind::Phone, &self.phone),
            (IdentifierKind::Email, &self.email),
            (IdentifierKind::Handle, &self.handle),
        ] {
            match Identifier::read(kind, text, locale.home) {
                _ if text.trim().is_empty() => {}
                Ok(identifier) => draft.add(&identifier, None, &Flags::default(), locale),
                // What cannot be read stands there as it came: whoever saves it will see why.
                Err(_) => match kind {
                    IdentifierKind::Phone => draft.phone_value.push(text.clone()),
                    IdentifierKind::Email => draft.email_value.push(text.clone()),
                    IdentifierKind::Handle => draft.handle_value.push(text.clone()),
                },
            }
        }
        if draft.is_company() {
            draft.name = self.name.trim().to_owned();
        } else if let Some((given, family)) = self.name.trim().rsplit_once(' ') {
            (draft.given_name, draft.family_name) = (given.to_owned(), family.to_owned());
        } else {
            draft.given_name = self.name.trim().to_owned();
        }
        draft
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
