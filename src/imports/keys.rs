//! By what a record could be about somebody of the same file who is not stored yet.
//!
//! Keys are hashes: two that are equal by chance merely store the gathered ones a little early.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::matching::{is_nameless, name_key};
use crate::customers::{Kind, Prepared};
use crate::fold::fold;
use crate::identifiers::Identifier;

/// A hash for keeping in mind that something was there.
pub fn key(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// A company of this name.
pub fn company(name: &str) -> u64 {
    key(("company", fold(name)))
}

fn named(one: &Identifier, has_ref: bool, name: &[String]) -> u64 {
    key(("named", one, has_ref, name))
}

fn anybody(one: &Identifier, has_ref: bool) -> u64 {
    key(("anybody", one, has_ref))
}

/// What somebody new can be known by.
pub fn left(new: &Prepared, digest: Option<[u8; 32]>) -> Vec<u64> {
    let mut keys = common(new, digest);
    let (name, has_ref) = (name_key(&new.name), new.reference.is_some());
    for one in &new.identifiers {
        keys.extend([named(&one.identifier, has_ref, &name), anybody(&one.identifier, has_ref)]);
    }
    keys
}

/// What a record looks for, as the rule of `matching` has it: two with different refs are never one.
pub fn asked(new: &Prepared, digest: Option<[u8; 32]>) -> Vec<u64> {
    let mut keys = common(new, digest);
    let (name, nameless) = (name_key(&new.name), is_nameless(new));
    let refs: &[bool] = if new.reference.is_some() { &[false] } else { &[false, true] };
    for one in &new.identifiers {
        keys.extend(refs.iter().map(|has_ref| match nameless {
            true => anybody(&one.identifier, *has_ref),
            false => named(&one.identifier, *has_ref, &name),
        }));
    }
    keys
}

fn common(new: &Prepared, digest: Option<[u8; 32]>) -> Vec<u64> {
    let mut keys = Vec::with_capacity(2 + 2 * new.identifiers.len());
    keys.extend(new.reference.as_ref().map(|reference| key(("ref", reference))));
    keys.extend(digest.map(|digest| key(("digest", digest))));
    if new.kind == Kind::Company {
        keys.push(company(&new.name));
    }
    keys
}
