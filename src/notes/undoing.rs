//! Taking back what an import did to notes.
//!
//! Invariant: what somebody has changed since stays as they left it.

use db::Tx;
use serde_json::Value;

use super::{Note, change, store};
use crate::author::Author;
use crate::changes;
use crate::clock::Time;
use crate::customers;
use crate::error::AppResult;
use crate::id::{CustomerId, NoteId};

/// Removes a note that an import made; says whether it is gone.
pub fn remove(tx: &mut Tx<'_>, author: &Author, id: NoteId, version: i64) -> AppResult<bool> {
    match store::find(tx, id)? {
        None => Ok(true),
        Some(note) if note.version != version => Ok(false),
        Some(note) => change(tx, author, "delete", Some(&note), None).map(|()| true),
    }
}

/// Takes back what an import did at this time to the notes on a customer whom it changed; says whether that was all.
pub fn put_back(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, at: Time) -> AppResult<bool> {
    let was = store::find_pinned(tx, customer)?.map(|note| note.text);
    let mut whole = true;
    for one in changes::store::list_of(tx, customer, "note", at)? {
        whole &= put_one_back(tx, author, &one)?;
    }
    let is = store::find_pinned(tx, customer)?.map(|note| note.text);
    customers::follow_pinned(tx, author, "undo_import", customer, was.as_deref(), is.as_deref())?;
    Ok(whole)
}

fn put_one_back(tx: &mut Tx<'_>, author: &Author, one: &changes::Change) -> AppResult<bool> {
    let Some(note) = store::find(tx, NoteId(one.entity_id))? else { return Ok(true) };
    let text = |members: &Option<Value>| {
        members.as_ref().and_then(|members| members.get("text")?.as_str().map(str::to_owned))
    };
    let is_left = note.updated_at == one.at;
    match one.action.as_str() {
        "create" if is_left => {
            super::write(tx, author, "delete", Some(&note), None)?;
        }
        "import" if is_left => {
            let words = text(&one.before).unwrap_or_else(|| note.text.clone());
            let back = Note { text: words, ..note.clone() }.changed(author);
            super::write(tx, author, "undo_import", Some(&note), Some(&back))?;
        }
        "unpin" if is_left && store::find_pinned(tx, note.customer)?.is_none() => {
            let back = Note { pinned: true, ..note.clone() }.changed(author);
            super::write(tx, author, "undo_import", Some(&note), Some(&back))?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}
