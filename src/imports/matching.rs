//! Whom a record is about: a customer that is there already, or a new one.
//!
//! The rule, as the manual states it. A record is about the customer
//!
//! 0. whom it was exported of, if this installation wrote the file (`visavi_id`);
//! 1. who has its `ref`;
//! 2. else who shares one of its e-mail addresses, handles or phone numbers **and** has the same name, whatever the
//!    order of its words, their case and accents, unless ref, kind or birth date say that it is somebody else;
//! 3. else, for a record without a name, who is the only one with its e-mail address or handle; a phone number alone
//!    never suffices;
//! 4. else, for a company, the one company of this name, unless both have a `ref`.
//!
//! A record that several customers fit is about none of them: it is rejected, for a human to decide.

use db::{DbError, Tx};

use super::record::{CompanyName, Said};
use crate::agents;
use crate::customers::holders::{self, Holder};
use crate::customers::{Company, Kind, Owner, Prepared, store};
use crate::fold::fold;
use crate::id::CustomerId;
use crate::identifiers::IdentifierKind;
use crate::search::words::words;

/// Whom a record is about, or whom it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<T = CustomerId> {
    New,
    Known(T),
    Several,
}

pub fn find(tx: &mut Tx<'_>, said: &Said) -> Result<Target, DbError> {
    let new = &said.prepared;
    if let Some(id) = said.id
        && store::find_kind(tx, id)?.is_some()
    {
        return Ok(Target::Known(id));
    }
    if let Some(reference) = &new.reference
        && let Some(id) = store::find_by_ref(tx, reference)?
    {
        return Ok(Target::Known(id));
    }
    let nameless = is_nameless(new);
    let mut found: Vec<CustomerId> = Vec::new();
    for one in &new.identifiers {
        for holder in holders::find(tx, &one.identifier)? {
            let same = if nameless {
                one.identifier.kind != IdentifierKind::Phone
            } else {
                !holder.is_nameless && same_name(&holder.name, &new.name)
            };
            if same && may_be(&holder, said) && !found.contains(&holder.id) {
                found.push(holder.id);
            }
        }
    }
    if found.is_empty() && new.kind == Kind::Company {
        // A company that was made because somebody belongs to it has no ref yet.
        let named = holders::companies(tx, &fold(&new.name))?.into_iter();
        let fitting = named.filter(|one| one.reference.is_none() || new.reference.is_none());
        found.extend(fitting.map(|one| one.company.id));
    }
    Ok(match found[..] {
        [] => Target::New,
        [id] => Target::Known(id),
        _ => Target::Several,
    })
}

/// The company that somebody belongs to: by its ref, else by its name.
pub fn company(tx: &mut Tx<'_>, name: &CompanyName) -> Result<Target<Company>, DbError> {
    if let Some(reference) = &name.reference
        && let Some(id) = store::find_by_ref(tx, reference)?
        && let Some(company) = store::find_company(tx, id)?
    {
        return Ok(Target::Known(company));
    }
    let named = holders::companies(tx, &fold(&name.name))?.into_iter();
    let mut fitting = named.filter(|one| name.reference.is_none() || one.reference.is_none());
    Ok(match (fitting.next(), fitting.next()) {
        (None, _) => Target::New,
        (Some(one), None) => Target::Known(one.company),
        (Some(_), Some(_)) => Target::Several,
    })
}

/// The account manager: by login, else by name if only one is called so.
pub fn owner(tx: &mut Tx<'_>, text: &str) -> Result<Option<Owner>, DbError> {
    let found = match agents::store::find_by_login(tx, text)? {
        Some(agent) => Some(agent),
        None => agents::store::find_by_name(tx, text)?,
    };
    Ok(found.map(Owner::from))
}

/// Whether nothing says that it is somebody else.
fn may_be(holder: &Holder, said: &Said) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let new = &said.prepared;
    !(differ(&holder.reference, &new.reference)
        || differ(&holder.birth_date, &new.birth_date)
        || (said.input.kind.is_some() && holder.kind != new.kind))
}

/// Whether a record tells no name: its customer would be called by an identifier.
pub fn is_nameless(new: &Prepared) -> bool {
    new.given_name.is_none() && new.family_name.is_none() && new.own_name.is_none()
}

/// The words of a name in one order, for comparing.
pub fn name_key(name: &str) -> Vec<String> {
    let mut words: Vec<String> = words(name).collect();
    words.sort_unstable();
    words
}

fn same_name(a: &str, b: &str) -> bool {
    a == b || name_key(a) == name_key(b)
}
