//! What one does with a customer or a number from the menu of the card, and how it is taken back at once.
//!
//! Invariant: an act is a change like any other, made by the rules of its room. What can be taken back is the entry of
//! the change history itself, for a while, by who made it; what has become another since stays as it is.

pub mod pages;
pub mod view;

use db::Tx;
use serde_json::{Map, Value};
use telephone::Country;
use uuid::Uuid;

use crate::author::Author;
use crate::blocklist::{self, BlockInput};
use crate::changes;
use crate::changes::store::Last;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::id::{BlockId, ChangeId};
use crate::openings::pages::is_own;

/// How long a page offers to take something back; longer than its toast stays.
const UNDOABLE: i64 = 60 * Time::SECOND;

/// Something that was just done, as its page tells of it.
#[derive(Clone, Debug)]
pub struct Done {
    pub change: ChangeId,
    /// Key of what is said.
    pub said: &'static str,
    /// What it was done to, where that is said.
    pub what: String,
}

impl Done {
    /// What the address of a page says was done; none where this reader did it long ago or not at all.
    pub fn find(tx: &mut Tx<'_>, reader: &Author, id: Option<ChangeId>) -> AppResult<Option<Done>> {
        let Some(id) = id else { return Ok(None) };
        let last = changes::store::find(tx, id)?.filter(|last| is_recent(last, reader));
        Ok(last.and_then(|last| {
            let (said, what) = said(&last)?;
            Some(Done { change: id, said, what })
        }))
    }
}

fn is_recent(last: &Last, reader: &Author) -> bool {
    last.by_id.is_some() && last.by_id == reader.id() && last.change.at.plus(UNDOABLE) >= reader.at
}

/// What is said of a change; none of one that is not taken back so.
fn said(last: &Last) -> Option<(&'static str, String)> {
    let change = &last.change;
    let text = |members: &Option<Value>, name: &str| {
        members
            .as_ref()
            .and_then(|members| members.get(name)?.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    match (change.entity.as_str(), change.action.as_str()) {
        ("block", "create") => Some(("done-block", text(&change.after, "value"))),
        ("block", "delete") => Some(("done-unblock", text(&change.before, "value"))),
        _ => None,
    }
}

/// The change that was made last of something: what an act that was just done is known by.
pub fn last(tx: &mut Tx<'_>, entity: &str, id: Uuid) -> AppResult<Option<ChangeId>> {
    Ok(changes::store::last_of(tx, entity, id)?.map(|last| last.change.id))
}

/// Where one came from, if it is a page of this house.
pub fn back(at: Option<&str>) -> Option<&str> {
    at.filter(|at| is_own(at))
}

/// A page that tells what was done.
pub fn address(at: &str, done: Option<ChangeId>) -> String {
    let Some(done) = done else { return at.to_owned() };
    let glue = if at.contains('?') { '&' } else { '?' };
    format!("{at}{glue}done={done}")
}

/// Takes back what this author has just done.
pub fn undo(tx: &mut Tx<'_>, author: &Author, home: Country, id: ChangeId) -> AppResult<()> {
    let last =
        changes::store::find(tx, id)?.filter(|last| is_recent(last, author)).ok_or(AppError::NotFound)?;
    let change = &last.change;
    match (change.entity.as_str(), change.action.as_str()) {
        ("block", "create") => {
            let block = blocklist::get(tx, BlockId(change.entity_id), author.at)?;
            blocklist::delete(tx, author, block.id, block.version)?;
        }
        ("block", "delete") => {
            let input: BlockInput =
                serde_json::from_value(members(&change.before).into()).map_err(AppError::internal)?;
            blocklist::create(tx, author, home, &input)?;
        }
        _ => return Err(AppError::NotFound),
    }
    Ok(())
}

fn members(of: &Option<Value>) -> Map<String, Value> {
    of.as_ref().and_then(Value::as_object).cloned().unwrap_or_default()
}
