//! Taking back a whole import: customers that it made are deleted, what it changed becomes what it was.
//!
//! Invariant: what somebody has changed since stays as they left it. A new customer that was edited since is kept, and
//! of a changed one only the members that still are as the import left them go back.
//!
//! It works from the end of the import to its beginning, in chunks that each forget what they have undone, and so goes
//! on where it was interrupted.

use db::{Db, Tx};
use serde_json::{Map, Value};
use telephone::Country;

use super::store::Entity;
use super::{Import, Pace, State, store};
use crate::author::Author;
use crate::changes;
use crate::clock::{Clock, Time};
use crate::customers::{self, CustomerInput};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::id::{CustomerId, ImportId, InteractionId};
use crate::interactions;
use crate::notes;
use crate::requests;

const CHUNK: i64 = 200;

/// Marks an import as one to be undone.
pub fn begin(tx: &mut Tx<'_>, author: &Author, id: ImportId) -> AppResult<()> {
    match store::get(tx, id)?.state {
        State::Done | State::Failed => Ok(store::set_undo(tx, id, author)?),
        State::Undoing | State::Undone => Ok(()),
        State::Draft | State::Checking | State::Waiting | State::Running => {
            Err(AppError::conflict("", "conflict-import-running"))
        }
    }
}

/// Goes on with the undoing until its end.
pub async fn run(
    db: &Db,
    clock: &Clock,
    home: Country,
    import: &Import,
    author: Author,
    pace: Pace,
) -> AppResult<()> {
    let id = import.id;
    loop {
        let author = Author { at: clock.now(), ..author.clone() };
        let left = db.write(move |tx| chunk(tx, id, &author, home)).await?;
        if !left {
            break;
        }
        tokio::time::sleep(pace.pause).await;
    }
    let at = clock.now();
    db.write(move |tx| Ok::<_, AppError>(store::finish(tx, id, State::Undone, None, at)?)).await
}

/// Undoes the last things that stand; says whether there were any.
fn chunk(tx: &mut Tx<'_>, import: ImportId, author: &Author, home: Country) -> AppResult<bool> {
    let rows = store::last_rows(tx, import, CHUNK)?;
    let Some(last) = rows.last() else { return Ok(false) };
    let (mut undone, mut kept) = (0, 0);
    for row in &rows {
        let done = match (row.entity, row.is_new) {
            (Entity::Customer(id), true) => remove(tx, author, id, row.version)?,
            (Entity::Customer(id), false) => put_back(tx, author, home, id, row.at)?,
            (Entity::Interaction(id), true) => remove_interaction(tx, author, id, row.version)?,
            // What it was told stands among what others told it.
            (Entity::Interaction(_), false) => false,
            (Entity::Request(id), _) => requests::undo_import(tx, author, id, row.version)?,
            (Entity::Note(id), _) => notes::undoing::remove(tx, author, id, row.version)?,
        };
        *(if done { &mut undone } else { &mut kept }) += 1;
    }
    store::delete_rows(tx, import, last.number)?;
    store::count_undone(tx, import, undone, kept)?;
    Ok(true)
}

fn remove(tx: &mut Tx<'_>, author: &Author, id: CustomerId, version: i64) -> AppResult<bool> {
    let Some(customer) = customers::store::find(tx, id)? else { return Ok(true) };
    if customer.version != version || customer.restricted {
        return Ok(false);
    }
    match customers::deletion::remove(tx, author, customer.id, customer.version) {
        Ok(()) => Ok(true),
        // Other people have come to belong to the company.
        Err(AppError::Conflict(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn remove_interaction(tx: &mut Tx<'_>, author: &Author, id: InteractionId, version: i64) -> AppResult<bool> {
    match interactions::store::find(tx, id)? {
        None => Ok(true),
        Some(interaction) if interaction.version != version => Ok(false),
        Some(interaction) => interactions::delete(tx, author, &interaction).map(|()| true),
    }
}

/// Says whether everything could be put back.
fn put_back(tx: &mut Tx<'_>, author: &Author, home: Country, id: CustomerId, at: Time) -> AppResult<bool> {
    let mut whole = match customers::store::find(tx, id)? {
        None => return Ok(true),
        Some(customer) if customer.restricted => return Ok(false),
        Some(_) => notes::undoing::put_back(tx, author, id, at)?,
    };
    let customer = customers::store::get(tx, id)?;
    let mut members = customers::members_of(&customer.editable())?;
    let told = changes::store::list_at(tx, id, at)?.into_iter();
    for change in told.filter(|change| change.entity == "customer" && change.action == "import") {
        let (Some(Value::Object(before)), Some(Value::Object(after))) = (change.before, change.after) else {
            continue;
        };
        // The pinned note is a note, and has been put back as one.
        for (name, was) in before.into_iter().filter(|(name, _)| name != "pinned_note") {
            let now = members.get(&name).unwrap_or(&Value::Null);
            if Some(now) == after.get(&name) {
                members.insert(name, was);
            } else if *now != was {
                whole = false;
            }
        }
    }
    let input = input_of(members)?;
    if input != customer.editable() {
        match customers::update_by(tx, author, "undo_import", home, customer, Required::No, &input) {
            Ok(_) => {}
            // What it was is somebody else's by now: a ref, an account manager who has left.
            Err(AppError::Conflict(_) | AppError::Invalid(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(whole)
}

fn input_of(members: Map<String, Value>) -> AppResult<CustomerInput> {
    serde_json::from_value(Value::Object(members)).map_err(AppError::internal)
}
