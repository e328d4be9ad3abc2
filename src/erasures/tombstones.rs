//! Tombstones: keyed hashes of what an erased person was known by. They say that somebody was erased, not who.
//!
//! Invariant: every way to make a customer, or to give one an identifier, asks here.

use db::Tx;

use super::{Erasure, store};
use crate::clock::Time;
use crate::customers::{Customer, NationalId, Prepared};
use crate::error::{AppError, AppResult, FieldError};
use crate::fold;
use crate::identifiers::Identifier;
use crate::secret_key::keyed;

/// The code of the refusal.
pub const REFUSED: &str = "conflict-erased";

/// What somebody is known by, and the member of a customer where it stands.
struct Known {
    field: &'static str,
    text: String,
}

fn of_identifier(identifier: &Identifier) -> String {
    // Whatever the extension: nobody is a switchboard alone.
    format!("{}\0{}", identifier.kind, identifier.value)
}

fn of_reference(reference: &str) -> String {
    format!("ref\0{reference}")
}

fn of_national_id(kind: &str, value: &str) -> String {
    format!("national_id\0{kind}\0{}", fold::fold_case(value))
}

fn of_birth(name: &str, birth_date: &str) -> String {
    format!("birth\0{}\0{birth_date}", fold::fold(name))
}

fn hash(text: &str) -> AppResult<Vec<u8>> {
    Ok(keyed("tombstone", text)?.to_vec())
}

/// The hashes of somebody who is being erased. What another customer has as well stays free: it is theirs. Contacts that
/// are still going on are known by their ref, so that their next delivery does not bring them back.
pub fn of(tx: &mut Tx<'_>, customer: &Customer) -> AppResult<Vec<Vec<u8>>> {
    let mut texts: Vec<String> = of_customer(customer).into_iter().map(|one| one.text).collect();
    for one in &customer.identifiers {
        if crate::identifiers::store::is_shared(tx, customer.id, &one.identifier)? {
            let shared = of_identifier(&one.identifier);
            texts.retain(|text| *text != shared);
        }
    }
    for reference in crate::interactions::store::list_open_refs(tx, customer.id)? {
        texts.push(of_interaction(&reference));
    }
    let mut hashes = texts.iter().map(|text| hash(text)).collect::<AppResult<Vec<_>>>()?;
    hashes.sort();
    hashes.dedup();
    Ok(hashes)
}

fn of_interaction(reference: &str) -> String {
    format!("interaction\0{reference}")
}

/// Refuses to make an erased person a customer again, or to give a customer what an erased one was known by.
///
/// # Errors
/// `Conflict`, naming the member, the day of the erasure and its receipt.
pub fn refuse(tx: &mut Tx<'_>, prepared: &Prepared, before: Option<&Customer>) -> AppResult<()> {
    let mut new = known(
        prepared.identifiers.iter().map(|one| &one.identifier),
        prepared.reference.as_deref(),
        &prepared.national_ids,
        &prepared.name,
        prepared.birth_date.as_deref(),
    );
    let had = before.map(of_customer).unwrap_or_default();
    new.retain(|one| had.iter().all(|known| known.text != one.text));
    refuse_any(tx, new)
}

/// The same for a customer who was deleted and is to come back.
///
/// # Errors
/// As `refuse`.
pub fn refuse_return(tx: &mut Tx<'_>, customer: &Customer) -> AppResult<()> {
    refuse_any(tx, of_customer(customer))
}

fn refuse_any(tx: &mut Tx<'_>, known: Vec<Known>) -> AppResult<()> {
    match find_first(tx, known)? {
        Some((field, erasure)) => Err(refusal(field, &erasure)),
        None => Ok(()),
    }
}

/// The first that an erased person was known by, with the erasure.
fn find_first(tx: &mut Tx<'_>, known: Vec<Known>) -> AppResult<Option<(&'static str, Erasure)>> {
    let hashes = known.iter().map(|one| hash(&one.text)).collect::<AppResult<Vec<_>>>()?;
    let found = store::find_tombstones(tx, &hashes)?;
    for (one, hash) in known.into_iter().zip(&hashes) {
        if let Some(id) = found.get(hash) {
            return Ok(Some((one.field, store::get(tx, *id)?)));
        }
    }
    Ok(None)
}

fn refusal(field: &'static str, erasure: &Erasure) -> AppError {
    let day = erasure.erased_at.unwrap_or(erasure.created_at).day();
    AppError::Conflict(FieldError::new(field, REFUSED).with("date", day).with("id", erasure.id))
}

/// What somebody is known by.
fn known<'a>(
    identifiers: impl Iterator<Item = &'a Identifier>,
    reference: Option<&str>,
    national_ids: &[NationalId],
    name: &str,
    birth_date: Option<&str>,
) -> Vec<Known> {
    let one = |field, text| Known { field, text };
    let mut known: Vec<Known> = identifiers.map(|id| one(id.kind.member(), of_identifier(id))).collect();
    known.extend(reference.map(|reference| one("ref", of_reference(reference))));
    known.extend(national_ids.iter().map(|id| one("national_ids", of_national_id(&id.kind, &id.value))));
    known.extend(birth_date.map(|date| one("birth_date", of_birth(name, date))));
    known
}

fn of_customer(customer: &Customer) -> Vec<Known> {
    known(
        customer.identifiers.iter().map(|one| &one.identifier),
        customer.reference.as_deref(),
        &customer.national_ids,
        &customer.name,
        customer.birth_date.as_deref(),
    )
}

/// Refuses a contact of an erased person from before the erasure: one that comes late, or out of an archive. Who calls
/// again is somebody who calls.
///
/// # Errors
/// `Conflict`, naming the day of the erasure and its receipt.
pub fn refuse_contact(
    tx: &mut Tx<'_>,
    reference: Option<&str>,
    identifier: Option<&Identifier>,
    started_at: Time,
) -> AppResult<()> {
    let reference = reference.map(|one| Known { field: "ref", text: of_interaction(one) });
    let identifier = identifier.map(|one| Known { field: "from", text: of_identifier(one) });
    match find_first(tx, reference.into_iter().chain(identifier).collect())? {
        Some((field, erasure)) if field == "ref" || erasure.erased_at.is_some_and(|at| started_at < at) => {
            Err(refusal(field, &erasure))
        }
        _ => Ok(()),
    }
}

/// The erasure of who was known by an identifier, while it is in force.
pub fn find(tx: &mut Tx<'_>, identifier: &Identifier) -> AppResult<Option<Erasure>> {
    let known = Known { field: "", text: of_identifier(identifier) };
    Ok(find_first(tx, vec![known])?.map(|(_, erasure)| erasure))
}
