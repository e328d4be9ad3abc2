//! Finding texts: candidates of the index are looked at one by one until a part of the list is full.

use std::collections::{BTreeSet, HashMap};

use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::asked::Asked;
use super::passage::{Piece, read};
use super::store::{self, Candidate};
use super::{Kind, Passage, index};
use crate::clock::Time;
use crate::customers::{self, cards};
use crate::history::{self, Entry, Scope};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{CustomerId, InteractionId};
use crate::restrictions;
use crate::words::Channel;

/// Candidates that are read at once …
const READ: i64 = 400;
/// … and altogether, before a part of the list is given as it is: a search takes a bounded time. Only a phrase of
/// frequent words comes so far.
const READ_MOST: usize = 2_000;
/// Passages of one entry of a history.
const PASSAGES: usize = 3;
/// Customers whose histories are searched at once.
const TOGETHER: usize = 1_000;

/// A text that was found, with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FoundText)]
pub struct Hit {
    #[serde(flatten)]
    pub passage: Passage,
    pub channel: Option<Channel>,
    pub interaction_id: Option<InteractionId>,
    /// Null while the interaction belongs to nobody.
    pub customer: Option<Whose>,
}

/// A customer by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = FoundTextCustomer)]
pub struct Whose {
    pub id: CustomerId,
    pub name: String,
}

/// What is searched in all that was written.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub words: String,
    pub channel: Option<Channel>,
    /// Also the notes that have not expired at this time; none: no notes.
    pub notes: Option<Time>,
    /// Also requests.
    pub requests: bool,
    /// Also promises.
    pub promises: bool,
    /// The notes on this customer alone.
    pub notes_on: Option<CustomerId>,
    /// Also what belongs to those who are restricted.
    pub restricted: bool,
}

impl Filter {
    fn narrowed(&self, tx: &mut Tx<'_>) -> Result<Vec<Vec<String>>, DbError> {
        let mut narrowed: Vec<Vec<String>> = Vec::new();
        narrowed.extend(self.channel.map(|one| vec![index::of_channel(one)]));
        if let Some(card) = self.notes_on {
            let members = cards::members(tx, card)?;
            narrowed.push(members.into_iter().map(index::of_customer).collect());
            narrowed.push(vec![index::NOTE.to_owned()]);
        }
        Ok(narrowed)
    }

    fn shows(&self, candidate: &Candidate) -> bool {
        match candidate.kind {
            Kind::Note => self.notes.is_some_and(|now| candidate.expires_at.is_none_or(|at| at > now)),
            Kind::Request => self.requests,
            Kind::Promise => self.promises,
            Kind::Message | Kind::Comment | Kind::Topic => true,
        }
    }
}

impl Candidate {
    fn passage(&self, excerpt: Vec<Piece>) -> Passage {
        Passage { kind: self.kind, id: self.id, at: self.at, by: self.by.clone(), excerpt }
    }
}

/// An interaction in which something was found, in one text or in several.
struct Found {
    id: InteractionId,
    at: Time,
    holds: u16,
    is_unwanted: bool,
    /// Those that hold most first, of such the newest.
    passages: Vec<(u32, Passage)>,
}

impl Found {
    fn add(&mut self, candidate: &Candidate, asked: &Asked) {
        let reading = read(&candidate.content, asked);
        self.holds |= reading.look.holds;
        self.is_unwanted |= reading.look.is_unwanted;
        let worth = reading.look.holds.count_ones();
        let place = self.passages.iter().position(|(other, _)| *other < worth).unwrap_or(self.passages.len());
        if worth > 0 && place < PASSAGES {
            self.passages.insert(place, (worth, candidate.passage(reading.excerpt)));
            self.passages.truncate(PASSAGES);
        }
    }
}

/// Texts of everybody and of nobody, newest first.
pub fn everywhere(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Listed<Hit>, DbError> {
    let asked = Asked::read(&filter.words);
    let mut found: Vec<(Candidate, Passage)> = Vec::new();
    let mut next = None;
    if !asked.is_nothing() {
        let narrowed = filter.narrowed(tx)?;
        let (mut before, mut seen) = (page.after.before_everything(), 0);
        loop {
            let candidates = store::newest(tx, &asked, &narrowed, before, page.fetch().min(READ))?;
            let complete = i64::try_from(candidates.len()).unwrap_or(i64::MAX) < page.fetch().min(READ);
            seen += candidates.len();
            let hidden = match filter.restricted {
                true => BTreeSet::new(),
                false => restrictions::store::among(tx, candidates.iter().filter_map(|one| one.customer))?,
            };
            for candidate in candidates {
                before = (candidate.place, candidate.id);
                let is_hidden = candidate.customer.is_some_and(|customer| hidden.contains(&customer));
                if is_hidden || !filter.shows(&candidate) {
                    continue;
                }
                let reading = read(&candidate.content, &asked);
                if asked.is_all(reading.look.holds) && !reading.look.is_unwanted {
                    let passage = candidate.passage(reading.excerpt);
                    found.push((candidate, passage));
                }
            }
            if complete || found.len() > usize::try_from(page.limit).unwrap_or(usize::MAX) {
                break;
            }
            if seen >= READ_MOST {
                next = Some(Cursor::text(before.0.to_string(), before.1).encode());
                break;
            }
        }
    }
    let listed = page.list(found, |(one, _)| Cursor::text(one.place.to_string(), one.id));
    let names = customers::store::names(tx, listed.items.iter().filter_map(|(one, _)| one.customer))?;
    let hit = |(one, passage): (Candidate, Passage)| Hit {
        passage,
        channel: one.channel,
        interaction_id: one.interaction,
        customer: one.customer.and_then(|id| Some(Whose { id, name: names.get(&id)?.clone() })),
    };
    Ok(Listed { items: listed.items.into_iter().map(hit).collect(), next: listed.next.or(next) })
}

/// Entries of a history that have what is asked for, in one text or in several, in the order of the history.
pub fn in_history(
    tx: &mut Tx<'_>,
    asked: &Asked,
    filter: &history::Filter,
    page: &Page,
) -> Result<Listed<Entry>, DbError> {
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let mut whose = cards::members(tx, filter.customer)?;
    if filter.scope == Scope::Company {
        whose.extend(customers::store::shown_people_of(tx, filter.customer)?);
    }
    let (at, id) = page.after.before_everything();
    // An entry that a cursor names has been looked at as a whole.
    let text = if page.after.is_first() { Uuid::max() } else { Uuid::nil() };
    let (mut before, mut seen) = ((Time::from_micros(at), InteractionId(id), text), 0);
    let mut found: Vec<Found> = Vec::new();
    let mut next = None;
    while !asked.is_nothing() {
        let window = window(tx, asked, filter, &whose, before)?;
        let texts: Vec<Uuid> = window.iter().map(|(_, _, text)| *text).collect();
        let originals = store::by_ids(tx, &texts)?.into_iter().map(|one| (one.id, one));
        let originals: HashMap<Uuid, Candidate> = originals.collect();
        for (at, id, text) in &window {
            before = (*at, *id, *text);
            if found.last().is_none_or(|last| last.id != *id) {
                found.retain(|one| is_it(one, asked));
                found.push(Found { id: *id, at: *at, holds: 0, is_unwanted: false, passages: Vec::new() });
            }
            if let (Some(last), Some(original)) = (found.last_mut(), originals.get(text)) {
                last.add(original, asked);
            }
        }
        seen += window.len();
        let complete = i64::try_from(window.len()).unwrap_or(i64::MAX) < READ;
        // One more than the page, which may not have been looked at to its end.
        if complete || found.len() > limit + 1 {
            break;
        }
        if seen >= READ_MOST {
            next = Some(Cursor::new(before.0, before.1.0).encode());
            break;
        }
    }
    found.retain(|one| is_it(one, asked));
    let listed = page.list(found, |one| Cursor::new(one.at, one.id.0));
    let ids: Vec<InteractionId> = listed.items.iter().map(|one| one.id).collect();
    let mut entries = history::store::by_interactions(tx, &ids)?;
    if filter.scope == Scope::Own {
        history::store::on_card(&mut entries, filter.customer);
    }
    let mut entries: HashMap<InteractionId, Entry> = entries.into_iter().map(|one| (one.id, one)).collect();
    let entry = |one: Found| {
        let matches = one.passages.into_iter().map(|(_, passage)| passage).collect();
        Some(Entry { matches, ..entries.remove(&one.id)? })
    };
    Ok(Listed { items: listed.items.into_iter().filter_map(entry).collect(), next: listed.next.or(next) })
}

fn is_it(one: &Found, asked: &Asked) -> bool {
    asked.is_all(one.holds) && !one.is_unwanted
}

/// The next candidates of the histories of some customers.
fn window(
    tx: &mut Tx<'_>,
    asked: &Asked,
    filter: &history::Filter,
    whose: &[CustomerId],
    before: store::InHistory,
) -> Result<Vec<store::InHistory>, DbError> {
    let mut window = Vec::new();
    for together in whose.chunks(TOGETHER) {
        let mut narrowed = vec![together.iter().map(|one| index::of_customer(*one)).collect::<Vec<_>>()];
        narrowed.extend(filter.only.channel.map(|one| vec![index::of_channel(one)]));
        window.extend(store::newest_in_history(tx, asked, &narrowed, &filter.only, before, READ)?);
    }
    if whose.len() > TOGETHER {
        window.sort_unstable_by(|one, other| other.cmp(one));
        window.truncate(usize::try_from(READ).unwrap_or(usize::MAX));
    }
    Ok(window)
}
