//! Taking back one line of the change history: what it changed is again what it was, and everything else stays.
//!
//! Invariant: it is a write like any other, by the rules of what it writes, with an entry of its own; so it can be taken
//! back in turn. Of a list only the items of the line go and come: what others did to it since stays.

use db::Tx;
use serde_json::{Map, Value};

use super::lines::{Line, lines};
use super::{Change, store};
use crate::app::App;
use crate::author::Author;
use crate::customers::{self, CustomerInput, members_of};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::files;
use crate::id::{ChangeId, CustomerId, FileId, NoteId};
use crate::notes;
use crate::teams::features::Feature;

/// What can be taken back of an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Each line by itself.
    Lines,
    /// All of it: what was deleted comes back.
    Whole,
    Nothing,
}

impl Change {
    /// What this reader may take back of it.
    pub fn reach(&self, reader: &Author) -> Reach {
        let is_change = self.before.is_some() && self.after.is_some();
        let when = |is: bool, reach: Reach| if is { reach } else { Reach::Nothing };
        match (self.entity.as_str(), self.action.as_str()) {
            ("customer", _) => when(is_change, Reach::Lines),
            // Notes are their writers' own.
            ("note", "delete") => {
                let is_own = self.by_id.is_some() && self.by_id == reader.id();
                when(is_own && reader.may(Feature::NotesDelete), Reach::Whole)
            }
            ("file", "delete") => when(reader.may(Feature::FilesDelete), Reach::Whole),
            ("file", _) => when(is_change && reader.may(Feature::FilesEdit), Reach::Lines),
            _ => Reach::Nothing,
        }
    }

    /// Whether this reader may take back a line of it.
    pub fn may_revert(&self, line: &Line, reader: &Author) -> bool {
        let may = match (self.entity.as_str(), line.path.as_str()) {
            ("customer", path) => customers::may_write(reader, path),
            ("file", "name") => !line.gone.is_empty(),
            _ => false,
        };
        may && self.reach(reader) == Reach::Lines
    }
}

/// Takes back a line of an entry, or what it deleted. Gives whose it is, and the entry that this made.
///
/// # Errors
/// `NotFound` without such an entry or line; `Conflict` where it is so already; what the write itself says.
pub fn revert(
    tx: &mut Tx<'_>,
    author: &Author,
    app: &App,
    id: ChangeId,
    path: &str,
) -> AppResult<(CustomerId, Change)> {
    author.needs(Feature::ChangesSee)?;
    let store::Last { change, customer } = store::find(tx, id)?.ok_or(AppError::NotFound)?;
    let customer = customer.filter(|_| change.is_seen_by(author)).ok_or(AppError::NotFound)?;
    let entity = change.entity_id;
    let newest = store::last_of(tx, &change.entity, entity)?.map(|last| last.change.id);
    match (change.reach(author), change.entity.as_str()) {
        (Reach::Whole, "note") => drop(notes::restore(tx, author, NoteId(entity))?),
        (Reach::Whole, "file") => {
            drop(files::restore(tx, author, files::upload::largest(app), FileId(entity))?);
        }
        (Reach::Lines, of) => {
            let line = lines(&change).into_iter().find(|line| line.path == path);
            let line = line.ok_or(AppError::NotFound)?;
            if !change.may_revert(&line, author) {
                return Err(AppError::SwitchedOff);
            }
            if of == "file" {
                file(tx, author, FileId(entity), &line)?
            } else {
                details(tx, author, app, &change, &line)?
            }
        }
        _ => return Err(AppError::SwitchedOff),
    }
    let made = store::last_of(tx, &change.entity, entity)?.map(|last| last.change);
    let made = made.filter(|made| Some(made.id) != newest);
    Ok((customer, made.ok_or_else(|| AppError::conflict("member", "conflict-reverted"))?))
}

fn file(tx: &mut Tx<'_>, author: &Author, id: FileId, line: &Line) -> AppResult<()> {
    let now = files::get(tx, author, id)?;
    let name = line.gone.first().and_then(Value::as_str).unwrap_or_default();
    files::rename(tx, author, id, now.version, name)?;
    Ok(())
}

fn details(tx: &mut Tx<'_>, author: &Author, app: &App, change: &Change, line: &Line) -> AppResult<()> {
    let before = customers::store::get(tx, CustomerId(change.entity_id))?;
    let mut members = members_of(&before.editable())?;
    match line.key() {
        Some(key) => {
            let fields = members.entry("fields").or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(fields) = fields {
                put(fields, key, line, was(change, "fields").and_then(|fields| fields.get(key)));
            }
        }
        None => put(&mut members, &line.path, line, was(change, &line.path)),
    }
    let input: CustomerInput = serde_json::from_value(Value::Object(members)).map_err(AppError::internal)?;
    customers::update_by(tx, author, "revert", app.home, before, Required::Kept, &input)?;
    Ok(())
}

fn was<'a>(change: &'a Change, member: &str) -> Option<&'a Value> {
    change.before.as_ref()?.get(member)
}

/// Puts what went in the place of what came. `was`: the whole member as it was, for the places of its items.
fn put(members: &mut Map<String, Value>, name: &str, line: &Line, was: Option<&Value>) {
    let now = members.remove(name).unwrap_or_default();
    let value = match (now, line.gone.as_slice()) {
        (Value::Array(items), gone) => {
            let mut kept: Vec<Value> = items.into_iter().filter(|item| !line.come.contains(item)).collect();
            let was = was.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            for (place, item) in was.iter().enumerate().filter(|(_, item)| gone.contains(item)) {
                if !kept.contains(item) {
                    kept.insert(place.min(kept.len()), item.clone());
                }
            }
            Value::Array(kept)
        }
        (_, [value]) => value.clone(),
        (_, []) => return,
        (_, several) => Value::Array(several.to_vec()),
    };
    members.insert(name.to_owned(), value);
}
