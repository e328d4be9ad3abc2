//! Taking back what the change history holds: one line of an entry at any time, or all of what one has just done.
//!
//! Invariant: it is a write like any other, by the rules of what it writes, with an entry of its own; so it can be taken
//! back in turn. Of a list only the items of the line go and come: what others did to it since stays. All of an entry is
//! taken back only while everything is as the entry left it, so that nobody's work goes unseen.

use db::Tx;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::Change;
use super::lines::{Line, lines};
use super::store::{self, Last};
use crate::app::App;
use crate::author::Author;
use crate::avatars;
use crate::blocklist::{self, BlockInput};
use crate::clock::Time;
use crate::confirmations;
use crate::customers::{self, CustomerInput, members_of};
use crate::duplicates::rejections;
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::files;
use crate::id::{
    BlockId, ChangeId, ConfirmationId, CustomerId, FileId, InteractionId, MergeId, NoteId, PromiseId,
    RecordId, RelationId, RequestId,
};
use crate::interactions::{self, InteractionInput};
use crate::merges;
use crate::notes::{self, NoteInput};
use crate::promises::{self, PromiseInput};
use crate::records;
use crate::relations::{self, RelationInput};
use crate::requests::{self, RequestInput};
use crate::splits;
use crate::teams::features::Feature;

/// How long one can take back at once all of what one did; longer than the toast stays that offers it.
const FRESH: i64 = 60 * Time::SECOND;

/// What can be taken back of an entry for ever.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Each line by itself.
    Lines,
    /// All of it: what was deleted comes back.
    Whole,
    Nothing,
}

impl Change {
    /// What this reader may take back of it, however old it is.
    pub fn reach(&self, reader: &Author) -> Reach {
        let is_change = self.before.is_some() && self.after.is_some();
        let is_own = self.by_id.is_some() && self.by_id == reader.id();
        let when = |is: bool, reach: Reach| if is { reach } else { Reach::Nothing };
        match (self.entity.as_str(), self.action.as_str()) {
            ("customer", _) => when(is_change, Reach::Lines),
            ("merge", "create") | ("rejection", _) => when(reader.may(Feature::ActionsMerge), Reach::Whole),
            // Notes are their writers' own.
            ("note", "delete") => when(is_own && reader.may(Feature::NotesDelete), Reach::Whole),
            ("record", "delete") => when(is_own && reader.may(Feature::RecordsDelete), Reach::Whole),
            ("record", _) => when(is_change && reader.may(Feature::RecordsEdit), Reach::Lines),
            ("relation", "delete") => when(reader.may(Feature::RelationsDelete), Reach::Whole),
            ("relation", _) => when(is_change && reader.may(Feature::RelationsEdit), Reach::Lines),
            ("request", "delete") => when(reader.may(Feature::RequestsDelete), Reach::Whole),
            ("request", "update" | "reopen" | "close") => {
                when(is_change && reader.may(Feature::RequestsEdit), Reach::Lines)
            }
            ("promise", "delete") => when(reader.may(Feature::PromisesDelete), Reach::Whole),
            ("promise", _) => when(is_change && reader.may(Feature::PromisesEdit), Reach::Lines),
            ("interaction", "attach" | "detach" | "reject" | "leave_anonymous") => {
                when(is_change, Reach::Lines)
            }
            ("interaction", "update") => when(is_change && reader.may(Feature::ContactsEdit), Reach::Lines),
            ("interaction", "put_under" | "take_out") => {
                when(is_change && reader.may(Feature::RequestsEdit), Reach::Lines)
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
            ("record", _) => line.key().is_some(),
            ("relation", _) => true,
            // When it was closed follows its status.
            ("request", path) => path != "closed_at",
            // By whom it was settled follows from what became of it.
            ("promise", path) => matches!(path, "text" | "due_at" | "owner" | "team" | "state"),
            ("interaction", path) => matches!(path, "customer_id" | "request_id" | "tags"),
            _ => false,
        };
        may && self.reach(reader) == Reach::Lines
    }

    /// Whether this reader did it just now.
    pub fn is_fresh(&self, reader: &Author) -> bool {
        self.by_id.is_some() && self.by_id == reader.id() && self.at.plus(FRESH) >= reader.at
    }

    /// Whether this reader, who did it just now, may take all of it back.
    pub fn may_undo(&self, reader: &Author) -> bool {
        let needed = match (self.entity.as_str(), self.action.as_str()) {
            ("customer", "create" | "delete") => Feature::ActionsDelete,
            ("customer", "update" | "revert") => return true,
            ("note", "create" | "delete") => Feature::NotesDelete,
            ("note", "update") => Feature::NotesEdit,
            ("record", "create" | "delete") => Feature::RecordsDelete,
            ("record", "update") => Feature::RecordsEdit,
            ("relation", "create" | "delete") => Feature::RelationsDelete,
            ("relation", "update") => Feature::RelationsEdit,
            ("request", "create" | "delete") => Feature::RequestsDelete,
            ("request", "update" | "merge" | "unmerge") => Feature::RequestsEdit,
            ("promise", "create" | "delete") => Feature::PromisesDelete,
            ("promise", "update" | "keep" | "withdraw" | "reopen") => Feature::PromisesEdit,
            ("interaction", "put_under" | "take_out") => Feature::RequestsEdit,
            ("interaction", "attach" | "detach" | "reject" | "leave_anonymous") | ("confirmation", _) => {
                return self.is_fresh(reader);
            }
            // Of what is kept of a contact, the tags.
            ("interaction", "update") if lines(self).iter().all(|line| self.may_revert(line, reader)) => {
                Feature::ContactsEdit
            }
            ("file", "delete") => Feature::FilesDelete,
            ("file", "update") => Feature::FilesEdit,
            (avatars::MEMBER, _) => Feature::CustomersEdit,
            ("merge" | "split", "create") | ("rejection", _) => Feature::ActionsMerge,
            ("block", "create" | "delete") => Feature::ActionsBlock,
            _ => return false,
        };
        self.is_fresh(reader) && reader.may(needed)
    }
}

/// Takes back a line of an entry, or all of it where no line is named. Gives the entry that this made.
///
/// # Errors
/// `NotFound` without such an entry or line; `Conflict` where it is so already; `Stale` where all of an entry is meant and
/// something of it has become another since; what the write itself says.
pub fn revert(tx: &mut Tx<'_>, author: &Author, app: &App, id: ChangeId, path: &str) -> AppResult<Last> {
    let last = store::find(tx, id)?.ok_or(AppError::NotFound)?;
    let (change, customer) = (&last.change, last.customer);
    if change.before.is_none() && change.after.is_none() {
        // What it was of has been erased, or was kept long enough.
        return Err(AppError::NotFound);
    }
    let undoes = path.is_empty() && change.is_fresh(author);
    if !undoes {
        author.needs(Feature::ChangesSee)?;
        customer.filter(|_| change.is_seen_by(author)).ok_or(AppError::NotFound)?;
    }
    let newest = store::last_on(tx, &change.entity, change.entity_id, customer)?.map(|last| last.change.id);
    let subject = if undoes {
        undo(tx, author, app, &last)?
    } else {
        match change.reach(author) {
            Reach::Whole => bring_back(tx, author, app, &last)?,
            Reach::Lines => line(tx, author, app, &last, path)?,
            Reach::Nothing => return Err(AppError::SwitchedOff),
        }
    };
    let made = store::last_on(tx, &change.entity, subject, customer)?;
    let made = made.filter(|made| Some(made.change.id) != newest);
    made.ok_or_else(|| AppError::conflict("member", "conflict-reverted"))
}

/// Takes back all of what this author has just done. Gives what was written, here and below.
fn undo(tx: &mut Tx<'_>, author: &Author, app: &App, last: &Last) -> AppResult<Uuid> {
    let change = &last.change;
    if !change.may_undo(author) {
        return Err(AppError::SwitchedOff);
    }
    let entity = change.entity_id;
    match (change.entity.as_str(), change.action.as_str()) {
        (_, "delete") => return bring_back(tx, author, app, last),
        ("merge" | "rejection", "create") => return bring_back(tx, author, app, last),
        ("split", "create") => drop(splits::undo(tx, author, CustomerId(entity))?),
        ("customer", "create") => customers::deletion::delete(tx, author, CustomerId(entity), 1)?,
        ("note", "create") => drop(notes::delete(tx, author, NoteId(entity), 1)?),
        ("record", "create") => drop(records::delete(tx, author, RecordId(entity), 1)?),
        ("relation", "create") => {
            drop(relations::delete(tx, author, RelationId(entity), side(last)?, 1)?);
        }
        ("request", "create") => {
            let now = requests::get(tx, author, RequestId(entity))?;
            drop(requests::delete(tx, author, now.id, now.version)?);
        }
        ("promise", "create") => {
            let now = promises::get(tx, author, PromiseId(entity))?;
            drop(promises::delete(tx, author, now.id, now.version)?);
        }
        ("request", "merge") => drop(requests::merging::unmerge(tx, author, RequestId(entity))?),
        ("block", "create") => drop(blocklist::delete(tx, author, BlockId(entity), 1)?),
        ("confirmation", _) => confirmations::take_back(tx, author, ConfirmationId(entity))?,
        _ => {
            let (lines, mut members) = (lines(change), members(tx, author, last)?);
            if !lines.iter().all(|line| stands(&members, line)) {
                return Err(AppError::Stale);
            }
            if change.entity == "customer" && !lines.iter().all(|line| change.may_revert(line, author)) {
                return Err(AppError::SwitchedOff);
            }
            lines.iter().for_each(|line| put_back(&mut members, change, line));
            write(tx, author, app, last, members)?;
        }
    }
    Ok(entity)
}

/// What was deleted is there again.
fn bring_back(tx: &mut Tx<'_>, author: &Author, app: &App, last: &Last) -> AppResult<Uuid> {
    let change = &last.change;
    let entity = change.entity_id;
    match change.entity.as_str() {
        "merge" => drop(merges::undoing::undo(tx, author, MergeId(entity))?),
        "rejection" => {
            let one = CustomerId(entity);
            let said = change.after.as_ref().or(change.before.as_ref());
            let other = said.and_then(|said| said.get("other_id")?.as_str()?.parse().ok());
            let other: CustomerId = other.ok_or(AppError::NotFound)?;
            match change.after {
                Some(_) => rejections::take_back(tx, author, one, other)?,
                None => drop(rejections::reject(tx, author, one, other)?),
            }
        }
        "customer" => drop(customers::deletion::restore(tx, author, CustomerId(entity))?),
        "note" => drop(notes::restore(tx, author, NoteId(entity))?),
        "record" => drop(records::restore(tx, author, RecordId(entity))?),
        "relation" => drop(relations::restore(tx, author, RelationId(entity))?),
        "request" => drop(requests::restore(tx, author, RequestId(entity))?),
        "promise" => drop(promises::restore(tx, author, PromiseId(entity))?),
        "file" => drop(files::restore(tx, author, files::upload::largest(app), FileId(entity))?),
        "confirmation" => {
            let was = change.before.as_ref().ok_or(AppError::NotFound)?;
            confirmations::bring_back(tx, author, ConfirmationId(entity), side(last)?, was)?;
        }
        "block" => {
            let was = change.before.clone().unwrap_or_default();
            let input: BlockInput = serde_json::from_value(was).map_err(AppError::internal)?;
            return Ok(blocklist::create(tx, author, app.home, &input)?.id.0);
        }
        _ => return Err(AppError::NotFound),
    }
    Ok(entity)
}

/// One line is again what it was.
fn line(tx: &mut Tx<'_>, author: &Author, app: &App, last: &Last, path: &str) -> AppResult<Uuid> {
    let change = &last.change;
    let line = lines(change).into_iter().find(|line| line.path == path).ok_or(AppError::NotFound)?;
    if !change.may_revert(&line, author) {
        return Err(AppError::SwitchedOff);
    }
    let mut members = members(tx, author, last)?;
    put_back(&mut members, change, &line);
    write(tx, author, app, last, members)?;
    Ok(change.entity_id)
}

/// What may be written of the subject of an entry, as it is now.
fn members(tx: &mut Tx<'_>, author: &Author, last: &Last) -> AppResult<Map<String, Value>> {
    let entity = last.change.entity_id;
    let value = match last.change.entity.as_str() {
        "relation" => {
            let relation = relations::get(tx, author, RelationId(entity))?;
            return Ok(relation.seen_from(side(last)?).recorded());
        }
        "customer" => return members_of(&customers::store::get(tx, CustomerId(entity))?.editable()),
        "note" => serde_json::to_value(NoteInput::of(&notes::get(tx, author, NoteId(entity))?)),
        "record" => Ok(json!({ "fields": records::get(tx, author, RecordId(entity))?.fields })),
        "request" => return Ok(requests::get(tx, author, RequestId(entity))?.recorded()),
        "promise" => return Ok(promises::get(tx, author, PromiseId(entity))?.recorded()),
        "interaction" => return Ok(interactions::store::get(tx, InteractionId(entity))?.recorded()),
        "file" => Ok(json!({ "name": files::get(tx, author, FileId(entity))?.name })),
        avatars::MEMBER => {
            return Ok(avatars::recorded(customers::store::get_avatar(tx, CustomerId(entity))?));
        }
        _ => return Err(AppError::NotFound),
    };
    match value.map_err(AppError::internal)? {
        Value::Object(members) => Ok(members),
        _ => Err(AppError::NotFound),
    }
}

/// The customer on whose card the entry stands; of a relation one of its sides.
fn side(last: &Last) -> AppResult<CustomerId> {
    last.customer.ok_or(AppError::NotFound)
}

/// Writes the members of the subject of an entry by the rules of its room.
fn write(
    tx: &mut Tx<'_>,
    author: &Author,
    app: &App,
    last: &Last,
    members: Map<String, Value>,
) -> AppResult<()> {
    let entity = last.change.entity_id;
    match last.change.entity.as_str() {
        "relation" => {
            let now = relations::get(tx, author, RelationId(entity))?;
            let input = RelationInput::recorded(&members)?;
            relations::update(tx, author, now.id, side(last)?, now.version, &input)?;
        }
        "customer" => {
            let before = customers::store::get(tx, CustomerId(entity))?;
            let input: CustomerInput = read(members)?;
            customers::update_by(tx, author, "revert", app.home, before, Required::Kept, &input)?;
        }
        "note" => {
            let now = notes::get(tx, author, NoteId(entity))?;
            notes::update(tx, author, now.id, now.version, &read::<NoteInput>(members)?)?;
        }
        "record" => {
            let now = records::get(tx, author, RecordId(entity))?;
            let fields = members.get("fields").and_then(Value::as_object).cloned().unwrap_or_default();
            records::update(tx, author, now.id, now.version, Required::Kept, &fields)?;
        }
        "request" => {
            let now = requests::get(tx, author, RequestId(entity))?;
            let mut input = RequestInput::recorded(&members)?;
            // When it was closed follows its status.
            input.closed_at = None;
            requests::update(tx, author, now.id, now.version, Required::Kept, &input)?;
        }
        "promise" => {
            let now = promises::get(tx, author, PromiseId(entity))?;
            promises::update(tx, author, now.id, now.version, &PromiseInput::recorded(&members)?)?;
        }
        "interaction" if last.change.action == "update" => {
            let now = interactions::store::get(tx, InteractionId(entity))?;
            let tags = members.get("tags").and_then(Value::as_array).into_iter().flatten();
            let tags = tags.filter_map(Value::as_str).map(str::to_owned).collect();
            let input = InteractionInput { tags: Some(tags), ..InteractionInput::of(&now) };
            interactions::revise(tx, author, app.home, now.id, now.version, &input)?;
        }
        "interaction" => {
            let id = |name: &str| members.get(name).and_then(Value::as_str);
            let customer = id("customer_id").and_then(|id| id.parse().ok());
            let request = id("request_id").and_then(|id| id.parse().ok());
            let anonymous = members.get("anonymous") == Some(&Value::Bool(true));
            match customer {
                Some(customer) => drop(interactions::attach(tx, author, InteractionId(entity), customer)?),
                None if anonymous => drop(interactions::leave_anonymous(tx, author, InteractionId(entity))?),
                None => drop(interactions::detach(tx, author, InteractionId(entity))?),
            }
            interactions::put_under(tx, author, InteractionId(entity), request)?;
        }
        "file" => {
            let now = files::get(tx, author, FileId(entity))?;
            let name = members.get("name").and_then(Value::as_str).unwrap_or_default();
            files::rename(tx, author, now.id, now.version, name)?;
        }
        avatars::MEMBER => {
            let was = members.get(avatars::MEMBER).and_then(Value::as_str).and_then(|id| id.parse().ok());
            avatars::put_back(tx, author, CustomerId(entity), was)?;
        }
        _ => return Err(AppError::NotFound),
    }
    Ok(())
}

fn read<T: DeserializeOwned>(members: Map<String, Value>) -> AppResult<T> {
    serde_json::from_value(Value::Object(members)).map_err(AppError::internal)
}

/// The place of a line among the members, and its name there.
fn place<'a>(members: &'a Map<String, Value>, line: &'a Line) -> (Option<&'a Map<String, Value>>, &'a str) {
    match line.key() {
        Some(key) => (members.get("fields").and_then(Value::as_object), key),
        None => (Some(members), &line.path),
    }
}

/// Whether a line is still as its entry left it; of a list, whether what came is still there.
fn stands(members: &Map<String, Value>, line: &Line) -> bool {
    let (members, name) = place(members, line);
    match (members.and_then(|members| members.get(name)).unwrap_or(&Value::Null), line.come.as_slice()) {
        (Value::Array(items), come) => come.iter().all(|one| items.contains(one)),
        (now, [one]) => now == one,
        (now, []) => now.is_null(),
        _ => false,
    }
}

/// A line of the members is again what it was.
fn put_back(members: &mut Map<String, Value>, change: &Change, line: &Line) {
    let none = Map::new();
    let before = change.before.as_ref().and_then(Value::as_object).unwrap_or(&none);
    let (before, name) = place(before, line);
    let was = before.and_then(|before| before.get(name));
    if line.key().is_none() {
        return put(members, name, line, was);
    }
    let fields = members.entry("fields").or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(fields) = fields {
        put(fields, name, line, was);
    }
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
