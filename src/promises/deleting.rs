//! Deleting promises, alone or with their customer, and bringing them back.

use db::Tx;
use serde_json::Value;

use super::{Promise, PromiseInput, PromiseState, get, of_version, store, tell, write};
use crate::agents;
use crate::author::Author;
use crate::changes;
use crate::clock::Time;
use crate::customers::kept::Rows;
use crate::customers::{self, Owner};
use crate::error::{AppError, AppResult};
use crate::id::{CustomerId, InteractionId, PromiseId, RequestId};
use crate::interactions;
use crate::requests;
use crate::teams;
use crate::teams::features::Feature;
use crate::texts;

/// Deletes a promise that was never given; `restore` takes that back.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: PromiseId, version: i64) -> AppResult<Promise> {
    let promise = of_version(tx, author, id, version, Feature::PromisesDelete)?;
    remove(tx, author, &promise)?;
    tell(tx, author, &promise)?;
    Ok(promise)
}

/// Takes back that one deleted a promise: it is there again as the change history holds it.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: PromiseId) -> AppResult<Promise> {
    author.needs(Feature::PromisesDelete)?;
    let last = changes::store::last_of(tx, "promise", id.0)?.filter(|last| last.change.action == "delete");
    let Some((Some(Value::Object(was)), Some(customer))) =
        last.map(|last| (last.change.before, last.customer))
    else {
        return Err(AppError::NotFound);
    };
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let text = |name: &str| was.get(name).and_then(Value::as_str).map(str::to_owned);
    let time = |name: &str| text(name).as_deref().and_then(Time::parse);
    let input = PromiseInput::recorded(&was)?;
    // What it was given in, or belongs to, may be gone meanwhile.
    let interaction = match input.interaction_id {
        Some(id) => interactions::store::find(tx, id)?.map(|one| one.id),
        None => None,
    };
    let request = match input.request_id {
        Some(id) => requests::store::find(tx, id)?.map(|one| one.id),
        None => None,
    };
    let owner = match &input.owner {
        Some(login) => agents::store::find_by_login(tx, login)?,
        None => None,
    };
    let team = match &input.team {
        Some(name) => teams::store::find_by_name(tx, name)?,
        None => None,
    };
    let due_at = input.due_at.ok_or(AppError::NotFound)?;
    let promise = Promise {
        id,
        customer,
        interaction,
        request,
        text: input.text.unwrap_or_default(),
        owner_left: false,
        owner: owner.map(Owner::from),
        team,
        due_at,
        state: input.state.unwrap_or(PromiseState::Open),
        how: input.how,
        settled_at: time("settled_at"),
        settled_by: text("settled_by"),
        // Nobody is told again of what was due before.
        reminded_at: (due_at <= author.at).then_some(author.at),
        by: text("by").unwrap_or_default(),
        // Whoever has read it before has read an earlier one.
        version: was.get("version").and_then(Value::as_i64).unwrap_or(0) + 1,
        created_at: time("created_at").unwrap_or(author.at),
        updated_at: author.at,
    };
    write(tx, author, "restore", None, &promise)?;
    get(tx, author, id)
}

/// Deletes every promise to a customer who is being deleted.
pub fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for promise in store::list_all(tx, customer)? {
        remove(tx, author, &promise)?;
    }
    Ok(())
}

/// What the rows of a deleted customer refer to may be gone: an interaction, somebody else's request.
pub fn prepare(tx: &mut Tx<'_>, rows: &mut Rows) -> AppResult<()> {
    let own = rows.ids("requests", "id");
    let mut gone = Vec::new();
    for id in rows.ids("promises", "interaction_id") {
        if interactions::store::find(tx, InteractionId(id))?.is_none() {
            gone.push(("interaction_id", id));
        }
    }
    for id in rows.ids("promises", "request_id").difference(&own) {
        if requests::store::find(tx, RequestId(*id))?.is_none() {
            gone.push(("request_id", *id));
        }
    }
    for row in rows.of("promises") {
        for (column, id) in &gone {
            if row.get(*column).and_then(Value::as_str) == Some(id.to_string().as_str()) {
                row.insert((*column).to_owned(), Value::Null);
            }
        }
    }
    Ok(())
}

/// The promises to a customer who is there again are there again.
pub fn come_back(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    let promises = store::list_all(tx, customer)?;
    texts::add_promises(tx, &promises)?;
    for promise in &promises {
        changes::restored(tx, author, promise.subject(), &promise.recorded())?;
    }
    Ok(())
}

fn remove(tx: &mut Tx<'_>, author: &Author, promise: &Promise) -> AppResult<()> {
    texts::forget_promise(tx, promise.id)?;
    store::delete(tx, promise.id)?;
    let mut was = promise.recorded();
    was.insert("version".to_owned(), promise.version.into());
    Ok(changes::deleted(tx, author, promise.subject(), &was)?)
}
