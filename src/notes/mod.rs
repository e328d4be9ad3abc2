//! Notes: what agents and systems remark on a customer.
//!
//! Invariant: at most one note of a customer is pinned. A note belongs to who wrote it: nobody else changes or deletes
//! it, and of what is switched off for a team its agents can do nothing. An expired note is nowhere to be seen, though
//! its row stays until `work` deletes it. Row, change history, search and events are one transaction, and the pinned
//! note is a member of its customer, whose version goes up with it.

pub mod api;
pub mod excerpt;
pub mod input;
pub mod pages;
pub mod sensitive;
pub mod store;
pub mod undoing;
pub mod view;
pub mod work;

use db::Tx;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{CustomerId, NoteId};
use crate::teams::features::Feature;
use crate::texts;
pub use input::NoteInput;

/// Characters of a note …
pub const LONGEST: usize = 20_000;
/// … and of one that is pinned: it stands above everything else.
pub const PINNED: usize = 2_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub customer: CustomerId,
    pub text: String,
    /// Name of who wrote it.
    pub by: String,
    /// The agent or token whose own it is.
    pub by_id: Option<Uuid>,
    pub pinned: bool,
    pub expires_at: Option<Time>,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

/// Why somebody may not change a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Somebody else wrote it.
    NotOwn,
    /// It is switched off for their team.
    SwitchedOff,
}

impl Note {
    /// A new note of this author.
    pub fn new(author: &Author, customer: CustomerId, text: String) -> Note {
        Note {
            id: NoteId::new(author.at),
            customer,
            text,
            by: author.name.clone(),
            by_id: author.id(),
            pinned: false,
            expires_at: None,
            version: 1,
            created_at: author.at,
            updated_at: author.at,
        }
    }

    pub fn is_expired(&self, now: Time) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }

    /// Why this author may not do with it what the feature stands for; none: they may.
    pub fn lock(&self, author: &Author, feature: Feature) -> Option<Lock> {
        if self.by_id.is_none() || self.by_id != author.id() {
            return Some(Lock::NotOwn);
        }
        (!author.may(feature)).then_some(Lock::SwitchedOff)
    }

    fn changed(self, author: &Author) -> Note {
        Note { version: self.version + 1, updated_at: author.at, ..self }
    }

    fn subject(&self) -> Subject {
        Subject { entity: "note", id: self.id.0, customer: Some(self.customer) }
    }

    /// What the change history compares, and what a deleted note is made of again.
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "text": self.text, "pinned": self.pinned, "expires_at": self.expires_at, "by": self.by,
            "created_at": self.created_at,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// The cursor that goes on after a note.
pub fn cursor(note: &Note) -> Cursor {
    Cursor::new(note.created_at, note.id.0)
}

/// The notes on a customer, newest first.
pub fn list(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, page: &Page) -> AppResult<Listed<Note>> {
    author.needs(Feature::NotesSee)?;
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    Ok(page.list(store::list(tx, customer, author.at, page)?, cursor))
}

/// A note that is there to be seen.
pub fn get(tx: &mut Tx<'_>, author: &Author, id: NoteId) -> AppResult<Note> {
    author.needs(Feature::NotesSee)?;
    let note = store::find(tx, id)?.filter(|note| !note.is_expired(author.at));
    note.ok_or(AppError::NotFound)
}

pub fn create(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, input: &NoteInput) -> AppResult<Note> {
    author.needs(Feature::NotesAdd)?;
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let text = input::check(author, input, None)?;
    let NoteInput { pinned, expires_at, .. } = *input;
    let note = Note { pinned, expires_at, ..Note::new(author, customer, text) };
    change(tx, author, "create", None, Some(&note))?;
    Ok(note)
}

/// Changes one's own note. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: NoteId,
    version: i64,
    input: &NoteInput,
) -> AppResult<Note> {
    let before = own(tx, author, id, version, Feature::NotesEdit)?;
    let text = input::check(author, input, Some(&before))?;
    let NoteInput { pinned, expires_at, .. } = *input;
    let after = Note { text, pinned, expires_at, ..before.clone() };
    if after == before {
        return Ok(before);
    }
    let after = after.changed(author);
    change(tx, author, "update", Some(&before), Some(&after))?;
    Ok(after)
}

/// Deletes one's own note; `restore` takes that back.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: NoteId, version: i64) -> AppResult<Note> {
    let note = own(tx, author, id, version, Feature::NotesDelete)?;
    change(tx, author, "delete", Some(&note), None)?;
    Ok(note)
}

/// A note that its author deleted, as it was.
fn find_deleted(tx: &mut Tx<'_>, author: &Author, id: NoteId) -> AppResult<Option<Note>> {
    let Some(last) = changes::store::last_of(tx, "note", id.0)? else { return Ok(None) };
    let (Some(Value::Object(was)), Some(customer)) = (last.change.before, last.customer) else {
        return Ok(None);
    };
    let text = |name: &str| was.get(name).and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
    let time = |name: &str| was.get(name).and_then(Value::as_str).and_then(Time::parse);
    let by_id = text("by_id").parse().ok();
    if last.change.action != "delete" || by_id.is_none() || [by_id, last.change.by_id] != [author.id(); 2] {
        return Ok(None);
    }
    let note = Note {
        id,
        customer,
        text: text("text"),
        by: text("by"),
        by_id,
        pinned: was.get("pinned") == Some(&Value::Bool(true)),
        expires_at: time("expires_at"),
        version: was.get("version").and_then(Value::as_i64).unwrap_or(1),
        created_at: time("created_at").unwrap_or(last.change.at),
        updated_at: last.change.at,
    };
    Ok(Some(note).filter(|note| !note.is_expired(author.at)))
}

/// Takes back that one deleted a note: it is there again as the change history holds it. If another one has been pinned
/// since, that one stays.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: NoteId) -> AppResult<Note> {
    author.needs(Feature::NotesDelete)?;
    let was = find_deleted(tx, author, id)?.ok_or(AppError::NotFound)?;
    customers::store::find_kind(tx, was.customer)?.ok_or(AppError::NotFound)?;
    let pinned = was.pinned && store::find_pinned(tx, was.customer)?.is_none();
    // Whoever has read it before has read an earlier one.
    let note = Note { pinned, ..was }.changed(author);
    change(tx, author, "restore", None, Some(&note))?;
    Ok(note)
}

/// Sets the pinned note as a member of its customer, without telling the customer of it. The writer's own gets the new
/// words. Somebody else's words are never overwritten: theirs stays as a note that is not pinned, and the new words are
/// a note of the writer. No words: nothing is pinned any more, and the note stays.
pub fn pin_text(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    customer: CustomerId,
    text: Option<&str>,
) -> AppResult<()> {
    let was = store::find_pinned(tx, customer)?;
    match (was, text) {
        (None, None) => {}
        (Some(was), Some(text)) if was.text == text => {}
        (Some(was), Some(text))
            if was.by_id.is_some() && was.by_id == author.id() && !was.is_expired(author.at) =>
        {
            author.needs(Feature::NotesEdit)?;
            let after = Note { text: text.to_owned(), ..was.clone() }.changed(author);
            write(tx, author, action, Some(&was), Some(&after))?;
        }
        (_, Some(text)) => {
            author.needs(Feature::NotesAdd)?;
            let note = Note { pinned: true, ..Note::new(author, customer, text.to_owned()) };
            write(tx, author, action, None, Some(&note))?;
        }
        (Some(was), None) => {
            author.needs(Feature::NotesEdit)?;
            let after = Note { pinned: false, ..was.clone() }.changed(author);
            write(tx, author, action, Some(&was), Some(&after))?;
        }
    }
    Ok(())
}

/// Stores new notes at once: of customers who are new themselves, or not pinned.
pub fn insert_all(tx: &mut Tx<'_>, author: &Author, notes: &[Note]) -> AppResult<()> {
    store::insert_all(tx, notes)?;
    texts::add_notes(tx, notes)?;
    let creation = |note: &Note| changes::creation(author, note.subject(), &note.recorded());
    Ok(tx.batch(&mut notes.iter().map(creation).collect::<Vec<_>>())?)
}

/// Stores a note out of a file.
pub fn bring(tx: &mut Tx<'_>, author: &Author, note: &Note) -> AppResult<()> {
    change(tx, author, "create", None, Some(note))
}

/// Notes of several customers of one card that become one customer's, who can have one pinned: the newest of them, or none
/// where `keeps_one` is not so.
pub fn unpin_but_one(tx: &mut Tx<'_>, author: &Author, ids: &[NoteId], keeps_one: bool) -> AppResult<()> {
    let mut pinned = store::list_by_ids(tx, ids, author.at)?;
    pinned.retain(|note| note.pinned);
    pinned.sort_by_key(|note| std::cmp::Reverse((note.created_at, note.id)));
    for note in pinned.into_iter().skip(usize::from(keeps_one)) {
        unpin(tx, author, &note)?;
    }
    Ok(())
}

fn unpin(tx: &mut Tx<'_>, author: &Author, note: &Note) -> AppResult<()> {
    let unpinned = Note { pinned: false, ..note.clone() }.changed(author);
    store::update(tx, note.version, &unpinned)?;
    changes::updated(tx, author, "unpin", note.subject(), &note.recorded(), &unpinned.recorded())?;
    Ok(())
}

/// Deletes every note on a customer who is being deleted.
pub fn delete_of_customer(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for note in store::list_all(tx, customer)? {
        remove(tx, author, &note)?;
    }
    Ok(())
}

/// The notes on a customer whose deletion is taken back: they are found again.
pub fn come_back(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    let notes = store::list_all(tx, customer)?;
    texts::add_notes(tx, &notes)?;
    for note in &notes {
        changes::restored(tx, author, note.subject(), &note.recorded())?;
    }
    Ok(())
}

/// Deletes notes that have expired, some at a time; says how many there were.
pub fn delete_expired(tx: &mut Tx<'_>, now: Time) -> AppResult<usize> {
    let (author, expired) = (Author::system(now), store::list_expired(tx, now, 100)?);
    for note in &expired {
        change(tx, &author, "delete", Some(note), None)?;
    }
    Ok(expired.len())
}

/// The note that only its author changes, in the version that was read.
fn own(tx: &mut Tx<'_>, author: &Author, id: NoteId, version: i64, feature: Feature) -> AppResult<Note> {
    let note = get(tx, author, id)?;
    match note.lock(author, feature) {
        Some(Lock::NotOwn) => Err(AppError::NotOwn),
        Some(Lock::SwitchedOff) => Err(AppError::SwitchedOff),
        None if note.version != version => Err(AppError::Stale),
        None => Ok(note),
    }
}

/// Writes what becomes of a note, and tells its customer if another note is pinned then or none.
fn change(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    before: Option<&Note>,
    after: Option<&Note>,
) -> AppResult<()> {
    let Some(customer) = before.or(after).map(|note| note.customer) else { return Ok(()) };
    let (was, is) = write(tx, author, action, before, after)?;
    // What is done to a note is an update of its customer.
    let action = if matches!(action, "create" | "restore" | "delete") { "update" } else { action };
    customers::follow_pinned(tx, author, action, customer, was.as_deref(), is.as_deref())
}

/// The words of the pinned note before and after.
type PinnedWords = (Option<String>, Option<String>);

/// Writes what becomes of a note with its change history, its words in the search and its event.
fn write(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    before: Option<&Note>,
    after: Option<&Note>,
) -> AppResult<PinnedWords> {
    let Some(note) = after.or(before) else { return Ok((None, None)) };
    let was = store::find_pinned(tx, note.customer)?;
    let other = was.as_ref().filter(|was| was.id != note.id);
    let pins = after.is_some_and(|after| after.pinned);
    if let (Some(other), true) = (other, pins) {
        unpin(tx, author, other)?;
    }
    let kind = match (before, after) {
        (None, Some(after)) => {
            store::insert_all(tx, std::slice::from_ref(after))?;
            texts::add_notes(tx, [after])?;
            let record = if action == "restore" { changes::restored } else { changes::created };
            record(tx, author, after.subject(), &after.recorded())?;
            "note.created"
        }
        (Some(before), Some(after)) => {
            store::update(tx, before.version, after)?;
            if before.text != after.text {
                texts::forget_note(tx, after.id)?;
                texts::add_notes(tx, [after])?;
            }
            changes::updated(tx, author, action, after.subject(), &before.recorded(), &after.recorded())?;
            "note.changed"
        }
        (Some(before), None) => {
            remove(tx, author, before)?;
            "note.deleted"
        }
        (None, None) => return Ok((None, None)),
    };
    events::record(tx, kind, author.at, Happened::to(note.customer))?;
    let is = if pins { after } else { other };
    let is = is.map(|note| note.text.clone());
    Ok((was.map(|note| note.text), is))
}

fn remove(tx: &mut Tx<'_>, author: &Author, note: &Note) -> AppResult<()> {
    texts::forget_note(tx, note.id)?;
    store::delete(tx, note.id)?;
    let mut was = note.recorded();
    was.insert("version".to_owned(), note.version.into());
    was.insert("by_id".to_owned(), json!(note.by_id));
    Ok(changes::deleted(tx, author, note.subject(), &was)?)
}
