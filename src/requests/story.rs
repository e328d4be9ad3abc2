//! What happened with a request, from its first day on: the interactions under it, and what was done to it.

use db::Tx;
use uuid::Uuid;

use super::{Request, store};
use crate::agents;
use crate::author::Author;
use crate::changes::{self, Change};
use crate::clock::Time;
use crate::customers;
use crate::error::AppResult;
use crate::fields;
use crate::fields::shown::Names;
use crate::history::{self, Entry};
use crate::http::paging::{Cursor, Page};
use crate::id::InteractionId;
use crate::interactions;
use crate::promises::{self, Promise};
use crate::restrictions;
use crate::teams::features::Feature;

/// Interactions on one page.
pub const SOME: i64 = 50;
/// Changes of a request that its story tells: nobody's has more.
const CHANGES: i64 = 500;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Happened {
    Contact(Box<Entry>),
    Change(Box<Change>),
    /// A promise about it was given …
    Promised(Box<Promise>),
    /// … and came to an end.
    Settled(Box<Promise>),
}

/// A part of the story, newest first.
#[derive(Clone, Debug)]
pub struct Story {
    pub items: Vec<Happened>,
    /// Of customers of whom it speaks.
    pub names: Names,
    pub next: Option<String>,
}

impl Happened {
    fn key(&self) -> (Time, Uuid) {
        match self {
            Happened::Contact(entry) => (entry.at, entry.id.0),
            Happened::Change(change) => (change.at, change.id.0),
            Happened::Promised(one) => (one.created_at, one.id.0),
            Happened::Settled(one) => (one.settled_at.unwrap_or(one.updated_at), one.id.0),
        }
    }
}

/// Reads a part of the story: so many interactions, and the changes that lie between them.
pub fn read(tx: &mut Tx<'_>, reader: &Author, request: &Request, page: &Page) -> AppResult<Story> {
    let found = store::interactions(tx, request.id, page)?;
    let listed = page.list(found, |(id, at)| Cursor::new(*at, id.0));
    let ids: Vec<InteractionId> = listed.items.iter().map(|(id, _)| *id).collect();
    let mut items: Vec<Happened> =
        entries(tx, reader, &ids)?.into_iter().map(|one| Happened::Contact(Box::new(one))).collect();
    let before = page.after.before_everything();
    let since = match (&listed.next, listed.items.last()) {
        (Some(_), Some((id, at))) => (at.micros(), id.0),
        _ => (i64::MIN, Uuid::nil()),
    };
    let masked = fields::store::masked(tx)?;
    let changes = changes::store::first_of(tx, "request", request.id.0, CHANGES)?;
    for mut change in changes {
        let place = (change.at.micros(), change.id.0);
        if place < before && place >= since {
            change.mask(reader, &masked);
            items.push(Happened::Change(Box::new(change)));
        }
    }
    if reader.may(Feature::PromisesSee) {
        for one in promises::store::list_of_request(tx, request.id, CHANGES)? {
            let settled = one.settled_at.map(|_| Happened::Settled(Box::new(one.clone())));
            let told = settled.into_iter().chain([Happened::Promised(Box::new(one))]);
            items.extend(told.filter(|one| {
                let (at, id) = one.key();
                (at.micros(), id) < before && (at.micros(), id) >= since
            }));
        }
    }
    items.sort_by_key(|one| std::cmp::Reverse(one.key()));
    let of = items.iter().filter_map(|one| match one {
        Happened::Contact(entry) => entry.customer_id,
        Happened::Change(_) | Happened::Promised(_) | Happened::Settled(_) => None,
    });
    let mut named: Vec<_> = of.collect();
    for one in &items {
        if let Happened::Change(change) = one {
            named.extend(changes::said::customers(change));
        }
    }
    Ok(Story { items, names: customers::store::names(tx, named)?, next: listed.next })
}

/// The interactions as rows; without those of customers of whom this reader is told nothing.
fn entries(tx: &mut Tx<'_>, reader: &Author, ids: &[InteractionId]) -> AppResult<Vec<Entry>> {
    let found = interactions::store::list_by_ids(tx, ids)?;
    let hidden = match restrictions::hides_from(reader) {
        true => restrictions::store::among(tx, found.iter().filter_map(|one| one.customer))?,
        false => Default::default(),
    };
    let mut agents: Vec<_> = found.iter().filter_map(|one| one.agent_id).collect();
    agents.sort();
    agents.dedup();
    let agents = agents::store::names(tx, &agents)?;
    let told = found.iter().filter(|one| one.customer.is_none_or(|customer| !hidden.contains(&customer)));
    let agent = |one: &interactions::Interaction| one.agent_id.and_then(|id| agents.get(&id).cloned());
    let mut entries: Vec<Entry> = told.map(|one| Entry::of(one, agent(one))).collect();
    history::mark_refused(tx, &mut entries, reader.at)?;
    Ok(entries)
}
