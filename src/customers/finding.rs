//! Finding customers by words, and listing them by name.

use db::Tx;
use telephone::Country;

use super::{Customer, Kind, cards, listing, many, own_fields, store};
use crate::clock::Time;
use crate::duplicates;
use crate::error::{AppError, AppResult};
use crate::fields::{self, Definitions, Entity, Field};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::CustomerId;
use crate::projection::Made;
use crate::search::query::{self, Position};
use crate::search::terms::terms;
use crate::search::{Place, Words, index};
use crate::words::Channel;

/// Customers of one chunk when the index is made anew before anybody can use it. The more, the fewer pages of the tables are written several
/// times, which is what it costs; a chunk takes some seconds.
pub const CHUNK: i64 = 20_000;

/// What customers are asked for; all of it must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, numbers and addresses, begun or whole.
    pub words: Option<String>,
    pub company: Option<CustomerId>,
    /// Those that were merged into it; `find` looks for them.
    pub merged_companies: Vec<CustomerId>,
    /// Folded.
    pub tag: Option<String>,
    pub owner: Option<OwnedBy>,
    pub vip: Option<bool>,
    /// Neither: those who are hidden as well.
    pub hidden: Option<bool>,
    pub kind: Option<Kind>,
    /// Was in contact on it.
    pub channel: Option<Channel>,
    /// Was in contact then or later.
    pub contact_after: Option<Time>,
    pub contact_before: Option<Before>,
    /// Keys of the organisation's own fields, each with a folded value.
    pub fields: Vec<(String, String)>,
}

/// Whose the customers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnedBy {
    Nobody,
    /// Folded.
    Login(String),
}

/// When the last contact was, at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// There never was one.
    Ever,
    /// There was one, and none then or later.
    Time(Time),
}

/// Those that fit: by words the best first, else all in alphabetical order.
pub fn find(tx: &mut Tx<'_>, home: Country, filter: &Filter, page: &Page) -> AppResult<Listed<CustomerId>> {
    let with_merged;
    let filter = match filter.company {
        Some(company) => {
            let company = cards::find(tx, company)?.unwrap_or(company);
            let merged_companies = cards::members(tx, company)?.split_off(1);
            with_merged = Filter { company: Some(company), merged_companies, ..filter.clone() };
            &with_merged
        }
        None => filter,
    };
    let Some(words) = &filter.words else {
        return Ok(listing::list(tx, filter, page)?);
    };
    let after = match page.after.cursor() {
        None => None,
        Some(cursor) => {
            Some(Position::of_text(&cursor.key).ok_or_else(|| AppError::invalid("after", "invalid-cursor"))?)
        }
    };
    let limit = usize::try_from(page.limit).unwrap_or(0);
    let found = query::find(tx, &terms(words, home), &listing::of_candidates(filter), after.as_ref(), limit)?;
    let next = found.next.map(|next| Cursor::text(next.to_text(), uuid::Uuid::nil()).encode());
    let mut items = found.customers;
    if filter.hidden == Some(false) {
        // Few are: the search looks for everybody, and they are left out of what it found.
        let hidden = store::list_hidden(tx, &items)?;
        items.retain(|id| !hidden.contains(id));
    }
    Ok(Listed { items, next })
}

/// The same with everything about them.
pub fn list(tx: &mut Tx<'_>, home: Country, filter: &Filter, page: &Page) -> AppResult<Listed<Customer>> {
    let found = find(tx, home, filter, page)?;
    Ok(Listed { items: many::list_by_ids(tx, &found.items)?, next: found.next })
}

/// What a customer is found by.
pub fn words_of(definitions: &Definitions, customer: &Customer) -> Words {
    let mut words = Words::default().name(&customer.name);
    for part in [&customer.given_name, &customer.family_name].into_iter().flatten() {
        words = words.text(Place::Name, part);
    }
    for one in &customer.identifiers {
        words = words.identifier(&one.identifier);
    }
    if let Some(reference) = &customer.reference {
        words = words.text(Place::Reference, reference);
    }
    if let Some(company) = &customer.company {
        words = words.text(Place::Company, &company.name);
    }
    for field in definitions.live().filter(|field| field.is_found()) {
        if let Some(value) = customer.fields.get(&field.key) {
            words = words.text(Place::Reference, &super::draft::shown(value));
        }
    }
    customer.tags.iter().fold(words, |words, tag| words.text(Place::Tag, tag))
}

/// Asks for the customers to be found as a definition says now.
pub fn follow_definitions(tx: &mut Tx<'_>, before: Option<&Field>, after: &Field) -> AppResult<()> {
    if before.is_some_and(Field::is_found) != after.is_found() {
        index::INDEX.expire(tx)?;
    }
    if before.is_some_and(Field::is_hidden) != after.is_hidden() {
        own_fields::FIELDS.expire(tx)?;
    }
    Ok(())
}

/// Makes the index follow a customer; of a company with another name, its people are found by that name from now on.
pub fn follow(
    tx: &mut Tx<'_>,
    definitions: &Definitions,
    before: &Customer,
    after: &Customer,
) -> AppResult<()> {
    index::put(tx, after.id, &words_of(definitions, after))?;
    duplicates::put(tx, after)?;
    if before.name != after.name {
        let people = store::people_of(tx, after.id)?;
        for chunk in people.chunks(usize::try_from(CHUNK).unwrap_or(usize::MAX)) {
            for person in many::list_by_ids(tx, chunk)? {
                index::put(tx, person.id, &words_of(definitions, &person))?;
                duplicates::put(tx, &person)?;
            }
        }
    }
    Ok(())
}

/// Makes the index anew where it was made by other rules, so many customers at once. `told` hears of every chunk how
/// many it held.
pub async fn renew_index(db: &db::Db, many: i64, told: impl FnMut(usize)) -> AppResult<()> {
    let chunk = move |tx: &mut Tx<'_>, after: Option<uuid::Uuid>| {
        if after.is_none() {
            crate::search::store::clear(tx)?;
        }
        let ids = store::list_ids(tx, after.unwrap_or_default(), many)?;
        let definitions = fields::store::definitions(tx, Entity::Customer)?;
        let customers = many::list_by_ids(tx, &ids)?;
        index::put_all(tx, customers.iter().map(|one| (one.id, words_of(&definitions, one))).collect())?;
        Ok(Made { count: ids.len(), last: ids.last().map(|last| last.0) })
    };
    index::INDEX.renew(db, chunk, told).await
}
