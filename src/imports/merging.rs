//! What a customer becomes by a record that is about them.
//!
//! Invariant: nothing that the record does not tell is lost. A single value is replaced, what is repeated is added to:
//! only an address of the same kind is replaced, since somebody who has moved no longer lives at the old one.

use serde_json::Value as Json;
use telephone::Country;

use super::record::Said;
use crate::customers::{Address, Company, Customer, CustomerInput, Kind};
use crate::fold::{fold, fold_case};
use crate::identifiers::{CustomerIdentifier, Flags, IdentifierKind, LabelledValue};

/// The customer as they are to be. `owner` is a login.
pub fn merged(
    before: &Customer,
    said: &Said,
    company: Option<&Company>,
    owner: Option<&str>,
    home: Country,
) -> CustomerInput {
    let mut after = before.editable();
    let told = &said.input;
    if told.kind.is_some() {
        after.kind = told.kind;
    }
    let replace = |old: &mut Option<String>, new: &Option<String>| {
        if let Some(new) = new {
            *old = Some(new.trim().to_owned());
        }
    };
    replace(&mut after.reference, &told.reference);
    replace(&mut after.department, &told.department);
    replace(&mut after.job_title, &told.job_title);
    replace(&mut after.birth_date, &told.birth_date);
    replace(&mut after.language, &told.language);
    rename(&mut after, before, told);
    if after.kind != Some(Kind::Company)
        && let Some(company) = company
    {
        after.company_id = Some(company.id);
    }
    for (kind, list) in [
        (IdentifierKind::Phone, &mut after.phones),
        (IdentifierKind::Email, &mut after.emails),
        (IdentifierKind::Handle, &mut after.handles),
    ] {
        let told = said.prepared.identifiers.iter().filter(|one| one.identifier.kind == kind);
        identifiers(list.get_or_insert_default(), told, home, kind);
    }
    addresses(after.addresses.get_or_insert_default(), told.addresses.as_deref().unwrap_or_default());
    let ids = after.national_ids.get_or_insert_default();
    for one in told.national_ids.iter().flatten() {
        match ids.iter_mut().find(|known| fold_case(&known.kind) == fold_case(&one.kind)) {
            Some(known) => known.value.clone_from(&one.value),
            None => ids.push(one.clone()),
        }
    }
    let tags = after.tags.get_or_insert_default();
    for tag in &said.prepared.tags {
        if !tags.iter().any(|known| fold_case(known) == fold_case(tag)) {
            tags.push(tag.clone());
        }
    }
    after.fields.get_or_insert_default().extend(told.fields.iter().flatten().map(owned));
    after.vip = told.vip.or(after.vip);
    if let Some(owner) = owner {
        after.owner = Some(owner.to_owned());
    }
    if let Some(note) = &told.pinned_note {
        match &mut after.pinned_note {
            Some(known) if known.contains(note.trim()) => {}
            Some(known) => *known = format!("{known}\n\n{}", note.trim()),
            None => after.pinned_note = Some(note.trim().to_owned()),
        }
    }
    after
}

fn owned((key, value): (&String, &Json)) -> (String, Json) {
    (key.clone(), value.clone())
}

/// Parts of a name replace parts, a whole name the whole, unless it is only the parts in other words.
fn rename(after: &mut CustomerInput, before: &Customer, told: &CustomerInput) {
    if told.given_name.is_some() || told.family_name.is_some() {
        after.given_name = told.given_name.clone().or_else(|| before.given_name.clone());
        after.family_name = told.family_name.clone().or_else(|| before.family_name.clone());
    }
    if let Some(name) = &told.name
        && *name != before.name
    {
        let in_parts = before.given_name.is_some() || before.family_name.is_some();
        let only_said_otherwise =
            in_parts && super::matching::name_key(name) == super::matching::name_key(&before.name);
        if !only_said_otherwise {
            after.name = Some(name.clone());
        }
    }
}

fn identifiers<'a>(
    list: &mut Vec<LabelledValue>,
    told: impl Iterator<Item = &'a CustomerIdentifier>,
    home: Country,
    kind: IdentifierKind,
) {
    for one in told {
        let text = one.identifier.to_text();
        let known = list.iter_mut().find(|known| {
            known.value == text
                || crate::identifiers::Identifier::read(kind, &known.value, home)
                    .is_ok_and(|read| read == one.identifier)
        });
        match known {
            Some(known) => {
                let label = known.label.take().or_else(|| one.label.clone());
                // A file that says nothing of it takes nothing from it.
                let flagged = one.flags != Flags::default();
                let said = if flagged { one.labelled() } else { known.clone() };
                *known = LabelledValue { value: std::mem::take(&mut known.value), label, ..said };
            }
            None => list.push(LabelledValue { value: one.written.clone(), ..one.labelled() }),
        }
    }
}

fn addresses(list: &mut Vec<Address>, told: &[Address]) {
    for address in told {
        if list.iter().any(|known| same(known, address)) {
            continue;
        }
        let kind = |address: &Address| address.kind.as_deref().map(fold_case);
        let mut of_kind = list.iter_mut().filter(|known| kind(known) == kind(address));
        match (of_kind.next(), of_kind.next()) {
            (Some(known), None) => *known = address.clone(),
            _ => list.push(address.clone()),
        }
    }
}

/// Whether two addresses say the same, whatever kind they are of.
fn same(a: &Address, b: &Address) -> bool {
    let parts = |one: &Address| {
        [&one.street, &one.postal_code, &one.city, &one.region, &one.country]
            .map(|part| part.as_deref().map(fold).unwrap_or_default())
    };
    parts(a) == parts(b)
}
