//! Somebody else was faster: what they changed, what of it goes into the form by itself, and what is for the typist.
//!
//! Invariant: nothing that was typed is lost, and nothing that the other wrote is overwritten unseen.

use db::{DbError, Tx};
use serde_json::{Map, Value};
use telephone::Country;

use super::draft::Draft;
use super::{Customer, CustomerInput, members_of};
use crate::changes;
use crate::clock::Time;
use crate::error::AppResult;
use crate::fields::Definitions;
use crate::http::paging::Page;
use crate::identifiers::{Identifier, IdentifierKind, LabelledValue};
use crate::language::Locale;

/// What others changed since the version that the typist had read.
#[derive(Clone, Debug, Default)]
pub struct Theirs {
    /// Who, each once, the latest first.
    pub by: Vec<String>,
    pub at: Option<Time>,
    pub members: Vec<Member>,
    /// The version that the typist had read.
    pub since: i64,
}

/// A member that is not what it was when the form was opened.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub before: Option<Value>,
    pub now: Value,
    pub mine: Value,
    /// The typist changed it as well: theirs is told, what was typed stays.
    pub contested: bool,
}

impl Theirs {
    pub fn contested(&self, member: &str) -> Option<&Member> {
        self.members.iter().find(|one| one.contested && one.name == member)
    }
}

/// The changes of others since `version`, newest first: when, by whom, and every changed member as it was.
pub fn since(tx: &mut Tx<'_>, current: &Customer, version: i64) -> Result<Vec<changes::Change>, DbError> {
    let missed = usize::try_from(current.version - version).unwrap_or(0);
    let mut found = changes::store::list(tx, current.id, &Page::first(200))?;
    found.retain(|change| change.entity == "customer" && change.entity_id == current.id.0);
    found.truncate(missed);
    Ok(found)
}

/// Puts theirs and what was typed together. `mine` is what the draft says; a company in it that does not exist yet
/// has no id, but is typed all the same.
pub fn merge(
    locale: &Locale,
    definitions: &Definitions,
    current: &Customer,
    missed: &[changes::Change],
    draft: &Draft,
    mine: &CustomerInput,
) -> AppResult<(Draft, Theirs)> {
    let (now, mine) =
        (members_of(&current.editable())?, members_of(&plain(mine, definitions, current, locale.home))?);
    let mut was: Map<String, Value> = Map::new();
    let mut theirs = Theirs { at: missed.first().map(|change| change.at), ..Theirs::default() };
    for change in missed {
        if !theirs.by.contains(&change.by) {
            theirs.by.push(change.by.clone());
        }
        // From the newest on: the oldest that a member was is what the form was opened with.
        if let Some(Value::Object(members)) = &change.before {
            was.extend(members.clone());
        }
    }
    let mut merged = Draft { version: current.version.to_string(), ..draft.clone() };
    let fresh = Draft::of(current, definitions, locale);
    let new_company = Value::from(draft.company.trim());
    for (name, value) in now {
        let typed = match mine.get(&name).unwrap_or(&Value::Null) {
            Value::Null if name == "company_id" && new_company != "" => &new_company,
            typed => typed,
        };
        let before = was.get(&name);
        // Without the history nobody knows who changed it: then the typist decides about every difference.
        let changed =
            if missed.is_empty() { *typed != value } else { before.is_some_and(|before| *before != value) };
        if !changed || *typed == value {
            continue;
        }
        let contested = before.is_none_or(|before| before != typed);
        if !contested {
            take(&mut merged, &fresh, &name);
        }
        let (before, mine) = (before.cloned(), typed.clone());
        theirs.members.push(Member { name, before, now: value, mine, contested });
    }
    Ok((merged, theirs))
}

/// The input with its identifiers and fields as they would be stored, so that a spelling is no change.
fn plain(
    input: &CustomerInput,
    definitions: &Definitions,
    current: &Customer,
    home: Country,
) -> CustomerInput {
    let mut input = input.clone();
    input.fields = input.fields.map(|fields| definitions.plain(&fields, &current.fields));
    let read = |values: &mut Option<Vec<LabelledValue>>, kind: IdentifierKind| {
        for one in values.iter_mut().flatten() {
            if let Ok(identifier) = Identifier::read(kind, &one.value, home) {
                one.value = identifier.to_text();
            }
        }
    };
    read(&mut input.phones, IdentifierKind::Phone);
    read(&mut input.emails, IdentifierKind::Email);
    read(&mut input.handles, IdentifierKind::Handle);
    input
}

/// Takes a member into the form as it is now.
pub fn take(draft: &mut Draft, fresh: &Draft, member: &str) {
    macro_rules! take {
        ($($field:ident),*) => {{ $(draft.$field = fresh.$field.clone();)* }};
    }
    match member {
        "kind" => take!(kind),
        "given_name" => take!(given_name),
        "family_name" => take!(family_name),
        "name" => take!(name, own_name),
        "company_id" => take!(company, company_id),
        "department" => take!(department),
        "job_title" => take!(job_title),
        "birth_date" => take!(birth_date),
        "language" => take!(language),
        "phones" => {
            take!(phone_value, phone_label, phone_drop, phone_invalid, phone_quiet, phone_from, phone_to)
        }
        "emails" => {
            take!(email_value, email_label, email_drop, email_invalid, email_quiet, email_from, email_to)
        }
        "handles" => take!(
            handle_value,
            handle_label,
            handle_drop,
            handle_invalid,
            handle_quiet,
            handle_from,
            handle_to
        ),
        "addresses" => take!(
            address_kind,
            address_street,
            address_postal_code,
            address_city,
            address_region,
            address_country,
            address_drop
        ),
        "national_ids" => take!(national_kind, national_value),
        "tags" => take!(tag),
        "fields" => take!(field_key, field_value, defined_key, defined_value, defined_choice),
        "vip" => take!(vip),
        "owner" => take!(owner),
        "pinned_note" => take!(pinned_note),
        _ => {}
    }
}
