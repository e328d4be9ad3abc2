//! Deleting customers, and taking that back for 30 days (ADR 17).
//!
//! Invariant: a deleted customer is nowhere but in `deleted_customers`: no list, look-up or search has to leave them
//! out. What comes back is what went: the same rows under the same ids, with one version more.

use db::Tx;
use serde_json::{Map, Value};

use super::kept::{self, Kept, Rows};
use super::{Customer, Kind, cards, finding, store};
use crate::app::App;
use crate::author::Author;
use crate::changes;
use crate::clock::Time;
use crate::confirmations;
use crate::duplicates;
use crate::erasures::{holds, tombstones};
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::{self, Definitions, Entity};
use crate::files;
use crate::id::{CustomerId, FieldSetId};
use crate::identity_checks;
use crate::interactions;
use crate::merges;
use crate::notes;
use crate::promises;
use crate::records;
use crate::relations;
use crate::requests;
use crate::restrictions;
use crate::search;
use crate::teams::features::Feature;

/// How long a deleted customer can be taken back.
pub const UNDO: i64 = files::UNDO;

/// Deletes a customer, to be taken back by `restore`: their interactions stay, without a customer, under their
/// identifiers, and the people of a company without one.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: CustomerId, version: i64) -> AppResult<()> {
    author.needs(Feature::ActionsDelete)?;
    let before = of_version(tx, id, version)?;
    holds::refuse(tx, id, author.at)?;
    let people = if before.kind == Kind::Company { store::people_of(tx, id)? } else { Vec::new() };
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    for person in &people {
        restrictions::refuse(tx, *person)?;
        set_company(tx, author, &definitions, *person, None)?;
    }
    let interactions = interactions::store::list_of_customer(tx, id)?;
    let merged = interactions::store::list_of_merged(tx, id)?;
    let under = requests::under(tx, id)?;
    interactions::release(tx, author, id)?;
    let members = cards::members(tx, id)?;
    let rows = Rows::read(tx, &members)?;
    let kept = Kept { rows, interactions, merged, under, people };
    clear(tx, author, &before, author.at.plus(UNDO))?;
    Ok(kept::insert(tx, author, &before, &kept)?)
}

/// Removes a customer for good: one who should never have been brought in.
pub fn remove(tx: &mut Tx<'_>, author: &Author, id: CustomerId, version: i64) -> AppResult<()> {
    let before = of_version(tx, id, version)?;
    if before.kind == Kind::Company && store::has_people(tx, id)? {
        return Err(AppError::conflict("company_id", "conflict-company-has-people"));
    }
    holds::refuse(tx, id, author.at)?;
    interactions::release(tx, author, id)?;
    clear(tx, author, &before, author.at)
}

fn of_version(tx: &mut Tx<'_>, id: CustomerId, version: i64) -> AppResult<Customer> {
    cards::refuse_merged(tx, id)?;
    let customer = store::get(tx, id)?;
    if customer.version == version { Ok(customer) } else { Err(AppError::Stale) }
}

/// Takes away everything that goes with a customer; contents of files from `due` on.
fn clear(tx: &mut Tx<'_>, author: &Author, before: &Customer, due: Time) -> AppResult<()> {
    files::forget(tx, author, before.id, due)?;
    records::forget(tx, author, before.id)?;
    relations::forget(tx, author, before.id)?;
    notes::delete_of_customer(tx, author, before.id)?;
    promises::forget(tx, author, before.id)?;
    requests::forget(tx, author, before.id)?;
    search::index::delete(tx, before.id)?;
    duplicates::delete(tx, before.id)?;
    remove_rows(tx, before.id)?;
    changes::deleted(tx, author, before.subject(), &before.recorded()?)?;
    tell(tx, author, "customer.deleted", before.id)
}

/// Takes away the rows of the customers of a card: whoever is under another goes first.
pub fn remove_rows(tx: &mut Tx<'_>, card: CustomerId) -> AppResult<()> {
    for member in cards::members(tx, card)?.into_iter().rev() {
        merges::store::forget(tx, member)?;
        store::delete(tx, member)?;
    }
    Ok(())
}

fn tell(tx: &mut Tx<'_>, author: &Author, kind: &'static str, id: CustomerId) -> AppResult<()> {
    Ok(events::record(tx, kind, author.at, Happened::to(id))?)
}

/// Takes a deletion back. What has been given to somebody else since stays theirs: contacts, and people who have
/// another company.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: CustomerId) -> AppResult<Customer> {
    author.needs(Feature::ActionsDelete)?;
    let mut kept = kept::find(tx, id, author.at.plus(-UNDO))?.ok_or(AppError::NotFound)?;
    if let Some(row) = kept.rows.customer() {
        prepare(tx, row)?;
    }
    // A record group may be gone; its records go with it.
    for group in kept.rows.ids("records", "group_id") {
        if fields::store::find_set(tx, FieldSetId(group))?.is_none() {
            kept.rows.forget("records", "group_id", group);
        }
    }
    let related = [kept.rows.ids("relations", "customer_id"), kept.rows.ids("relations", "other_id")];
    let own = kept.rows.ids("customers", "id");
    for other in related.into_iter().flatten().filter(|other| !own.contains(other)) {
        if store::find_kind(tx, CustomerId(other))?.is_none() {
            kept.rows.forget_related(other);
        }
    }
    let others = [
        ("merge_parts", "customer_id"),
        ("duplicate_rejections", "one_id"),
        ("duplicate_rejections", "other_id"),
        ("duplicate_reviews", "one_id"),
        ("duplicate_reviews", "other_id"),
    ];
    for (table, column) in others {
        for other in kept.rows.ids(table, column).difference(&own) {
            if store::find_kind(tx, CustomerId(*other))?.is_none() {
                kept.rows.forget(table, column, *other);
            }
        }
    }
    requests::prepare(tx, &mut kept.rows)?;
    promises::prepare(tx, &mut kept.rows)?;
    identity_checks::prepare(tx, &mut kept.rows)?;
    confirmations::prepare(tx, &mut kept.rows)?;
    kept.rows.insert(tx)?;
    let customer = store::get(tx, id)?;
    tombstones::refuse_return(tx, &customer)?;
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    search::index::put(tx, id, &finding::words_of(&definitions, &customer))?;
    duplicates::put(tx, &customer)?;
    files::come_back(tx, author, id)?;
    notes::come_back(tx, author, id)?;
    records::come_back(tx, author, id)?;
    relations::come_back(tx, author, id)?;
    interactions::come_back(tx, author, id, &kept.interactions, &kept.merged)?;
    requests::come_back(tx, author, id, &kept.under)?;
    promises::come_back(tx, author, id)?;
    for person in &kept.people {
        if store::find(tx, *person)?.is_some_and(|person| person.company.is_none()) {
            set_company(tx, author, &definitions, *person, Some(id))?;
        }
    }
    changes::restored(tx, author, customer.subject(), &customer.recorded()?)?;
    tell(tx, author, "customer.restored", id)?;
    kept::delete(tx, id)?;
    interactions::adopt(tx, author, std::slice::from_ref(&customer))?;
    Ok(store::get(tx, id)?)
}

/// What another customer has taken meanwhile cannot be had again; a company may be gone.
fn prepare(tx: &mut Tx<'_>, row: &mut Map<String, Value>) -> AppResult<()> {
    if let Some(reference) = row.get("ref").and_then(Value::as_str)
        && store::find_holder(tx, reference)?.is_some()
    {
        return Err(AppError::conflict("ref", "conflict-ref-taken"));
    }
    let company = row.get("company_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
    if let Some(company) = company
        && store::find_company(tx, company)?.is_none()
    {
        row.insert("company_id".to_owned(), Value::Null);
    }
    // Whoever has read them before has read an earlier one.
    let version = row.get("version").and_then(Value::as_i64).unwrap_or(0) + 1;
    row.insert("version".to_owned(), version.into());
    Ok(())
}

/// Gives a person another company, or none, without asking whether the rest of them is as it should be.
pub fn set_company(
    tx: &mut Tx<'_>,
    author: &Author,
    definitions: &Definitions,
    person: CustomerId,
    company: Option<CustomerId>,
) -> AppResult<()> {
    let before = store::get(tx, person)?;
    store::set_company(tx, person, company, author.at)?;
    let after = store::get(tx, person)?;
    changes::updated(tx, author, "update", after.subject(), &before.recorded()?, &after.recorded()?)?;
    finding::follow(tx, definitions, &before, &after)?;
    tell(tx, author, "customer.changed", person)
}

/// Forgets those who cannot be taken back any more. Their files follow by themselves.
pub async fn forget_old(app: &App) -> AppResult<()> {
    let until = app.clock.now().plus(-UNDO);
    app.write(move |tx| Ok(kept::forget(tx, until)?)).await?;
    Ok(())
}
