//! What the page of a split shows: the identifiers of a card with how many contacts each brought, its entries of all kinds in
//! one list, newest first, and what would go of it.
//!
//! Invariant: a part of the list is found by its key, and what was chosen on another part is shown above it: nothing that
//! is going is out of sight.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet, hash_map};

use db::Tx;
use telephone::Country;
use uuid::Uuid;

use super::chosen::Chosen;
use super::{Entry, SplitInput, store};
use crate::author::Author;
use crate::clock::Time;
use crate::customers::{self, Customer};
use crate::error::{AppError, AppResult};
use crate::files::{self, File};
use crate::history::{self, Only, Scope};
use crate::http::paging::{Cursor, Page};
use crate::id::{CustomerId, FieldSetId, FileId, InteractionId, NoteId, PromiseId, RecordId, RequestId};
use crate::identifiers::CustomerIdentifier;
use crate::notes::{self, Note};
use crate::promises::{self, Promise};
use crate::records;
use crate::requests::{self, Request};
use crate::restrictions;

/// Entries of one part of the list.
pub const SOME: i64 = 50;

/// An entry of the card.
pub struct Line {
    pub entry: Entry,
    pub id: Uuid,
    pub at: Time,
    pub what: What,
}

/// What it says.
pub enum What {
    Contact(Box<history::Entry>),
    Note(Note),
    Request(Box<Request>),
    Promise(Box<Promise>),
    File(File),
    /// The name of its group, and its values.
    Record(String, String),
}

/// The page as it is read.
pub struct Sheet {
    pub customer: Customer,
    /// Each with the contacts on it.
    pub identifiers: Vec<(CustomerIdentifier, i64)>,
    pub lines: Vec<Line>,
    /// Where the list goes on.
    pub next: Option<String>,
    /// Chosen entries of other parts of the list.
    pub elsewhere: Vec<Line>,
    /// How many of what would go, by the words of the input.
    pub going: BTreeMap<&'static str, i64>,
}

impl Sheet {
    /// Reads it. `after`: where the part begins; none: with the newest.
    ///
    /// # Errors
    /// `NotFound`; `Restricted`; `SwitchedOff`.
    pub fn read(
        tx: &mut Tx<'_>,
        reader: &Author,
        home: Country,
        card: CustomerId,
        input: &SplitInput,
        after: Option<&str>,
    ) -> AppResult<Sheet> {
        let customer = customers::store::find(tx, card)?.ok_or(AppError::NotFound)?;
        restrictions::refuse(tx, card)?;
        let chosen = Chosen::there(tx, reader, home, &customer, input)?;
        let page = Page::read(Some(SOME), after, SOME, true)?;
        let (lines, next) = part(tx, reader, card, &page)?;
        let here: HashSet<Uuid> = lines.iter().map(|line| line.id).collect();
        let mut elsewhere = Vec::new();
        for (entry, ids) in &chosen.entries {
            let ids: Vec<Uuid> = ids.iter().copied().filter(|id| !here.contains(id)).collect();
            elsewhere.extend(by_ids(tx, reader, *entry, &ids)?);
        }
        elsewhere.sort_by_key(|line| Reverse((line.at, line.id)));
        let mut identifiers = Vec::with_capacity(customer.identifiers.len());
        for one in &customer.identifiers {
            let other = |other: &CustomerIdentifier| {
                other.identifier != one.identifier
                    && (other.identifier.kind, &other.identifier.value)
                        == (one.identifier.kind, &one.identifier.value)
            };
            let is_whole = !customer.identifiers.iter().any(other);
            let count = store::count_contacts_of(tx, card, &one.identifier, is_whole)?;
            identifiers.push((one.clone(), count));
        }
        let going = going(tx, card, &chosen, input)?;
        Ok(Sheet { customer, identifiers, lines, next, elsewhere, going })
    }
}

/// How many of what would go: what is chosen, and what hangs on it.
pub fn going(
    tx: &mut Tx<'_>,
    card: CustomerId,
    chosen: &Chosen,
    input: &SplitInput,
) -> AppResult<BTreeMap<&'static str, i64>> {
    let mut going = BTreeMap::new();
    going.insert("identifiers", i64::try_from(chosen.identifiers.len()).unwrap_or(i64::MAX));
    for (entry, ids) in &chosen.entries {
        going.insert(entry.as_str(), i64::try_from(ids.len()).unwrap_or(i64::MAX));
    }
    let (contacts, promises) = store::going(tx, card, chosen, input.contacts_of_identifiers)?;
    going.insert(Entry::Interactions.as_str(), contacts);
    going.insert(Entry::Promises.as_str(), promises);
    going.retain(|_, count| *count > 0);
    Ok(going)
}

/// A part of the list: so many of each kind as the part may hold, and of all of them the newest.
fn part(
    tx: &mut Tx<'_>,
    reader: &Author,
    card: CustomerId,
    page: &Page,
) -> AppResult<(Vec<Line>, Option<String>)> {
    let before = page.after.before_everything();
    let is_before = |at: Time, id: Uuid| (at.micros(), id) < before;
    // One more than is shown tells whether there is more.
    let asked = Page { limit: page.limit + 1, after: page.after.clone() };
    let filter = history::Filter { customer: card, scope: Scope::Own, only: Only::default(), words: None };
    let contacts = history::store::list(tx, &filter, &asked)?;
    let mut lines: Vec<Line> = contacts.into_iter().map(contact).collect();
    let sees = |entry: Entry| entry.feature().is_none_or(|feature| reader.may(feature));
    if sees(Entry::Notes) {
        lines.extend(notes::store::list(tx, card, reader.at, &asked)?.into_iter().map(note));
    }
    if sees(Entry::Requests) {
        let filter = requests::Filter { customer: Some((card, Scope::Own)), ..requests::Filter::default() };
        lines.extend(requests::store::list(tx, &filter, &asked)?.into_iter().map(request));
    }
    if sees(Entry::Promises) {
        let all = promises::store::list_all(tx, card)?.into_iter();
        lines.extend(all.map(promise).filter(|line| is_before(line.at, line.id)));
    }
    if sees(Entry::Files) {
        lines.extend(files::store::list(tx, card, None, &asked)?.into_iter().map(file));
    }
    if sees(Entry::Records) {
        let all = records::store::list_of_customer(tx, card)?;
        lines.extend(records_of(tx, reader, all)?.into_iter().filter(|line| is_before(line.at, line.id)));
    }
    lines.sort_by_key(|line| Reverse((line.at, line.id)));
    let listed = page.list(lines, |line| Cursor::new(line.at, line.id));
    Ok((listed.items, listed.next))
}

/// Entries by their ids, which are of this card.
fn by_ids(tx: &mut Tx<'_>, reader: &Author, entry: Entry, ids: &[Uuid]) -> AppResult<Vec<Line>> {
    let mut lines = Vec::with_capacity(ids.len());
    match entry {
        Entry::Interactions => {
            let ids: Vec<InteractionId> = ids.iter().copied().map(InteractionId).collect();
            lines.extend(history::store::by_interactions(tx, &ids)?.into_iter().map(contact));
        }
        Entry::Notes => {
            let ids: Vec<NoteId> = ids.iter().copied().map(NoteId).collect();
            lines.extend(notes::store::list_by_ids(tx, &ids, reader.at)?.into_iter().map(note));
        }
        Entry::Requests => {
            for id in ids {
                // Those that were merged into one that is chosen go with it, and are no lines of their own.
                let found = requests::store::find(tx, RequestId(*id))?;
                lines.extend(found.filter(|one| one.merged_into.is_none()).map(request));
            }
        }
        Entry::Promises => {
            for id in ids {
                lines.extend(promises::store::find(tx, PromiseId(*id))?.map(promise));
            }
        }
        Entry::Files => {
            for id in ids {
                lines.push(file(files::store::get(tx, FileId(*id))?));
            }
        }
        Entry::Records => {
            let mut all = Vec::with_capacity(ids.len());
            for id in ids {
                all.push(records::store::get(tx, RecordId(*id))?);
            }
            lines.extend(records_of(tx, reader, all)?);
        }
    }
    Ok(lines)
}

fn contact(one: history::Entry) -> Line {
    Line { entry: Entry::Interactions, id: one.id.0, at: one.at, what: What::Contact(Box::new(one)) }
}

fn note(one: Note) -> Line {
    Line { entry: Entry::Notes, id: one.id.0, at: one.created_at, what: What::Note(one) }
}

fn request(one: Request) -> Line {
    Line { entry: Entry::Requests, id: one.id.0, at: one.created_at, what: What::Request(Box::new(one)) }
}

fn promise(one: Promise) -> Line {
    Line { entry: Entry::Promises, id: one.id.0, at: one.created_at, what: What::Promise(Box::new(one)) }
}

fn file(one: File) -> Line {
    Line { entry: Entry::Files, id: one.id.0, at: one.created_at, what: What::File(one) }
}

/// Records with the names of their groups and the values that tell them apart.
fn records_of(tx: &mut Tx<'_>, reader: &Author, all: Vec<records::Record>) -> AppResult<Vec<Line>> {
    let mut tables: HashMap<FieldSetId, records::Table> = HashMap::new();
    let mut lines = Vec::with_capacity(all.len());
    for mut one in all {
        let table = match tables.entry(one.group) {
            hash_map::Entry::Occupied(known) => known.into_mut(),
            hash_map::Entry::Vacant(new) => new.insert(records::Table::get(tx, one.group)?),
        };
        table.columns.mask(reader.role, &mut one.fields);
        let values = table.columns.live().filter_map(|column| one.fields.get(&column.key)?.as_str());
        let values: Vec<&str> = values.take(3).collect();
        let what = What::Record(table.group.name.clone(), values.join(", "));
        lines.push(Line { entry: Entry::Records, id: one.id.0, at: one.created_at, what });
    }
    Ok(lines)
}
