//! Deleting requests, alone or with their customer, and bringing them back.

use std::str::FromStr;

use db::Tx;
use serde_json::{Map, Value, json};

use super::statuses::{StatusKind, Statuses};
use super::{Request, RequestInput, of_version, store, tell, write};
use crate::author::Author;
use crate::changes;
use crate::customers;
use crate::customers::kept::Rows;
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::id::{CustomerId, InteractionId, RequestId};
use crate::interactions;
use crate::promises;
use crate::teams::features::Feature;
use crate::texts;

/// Deletes a request; `restore` takes that back. Its interactions stay where they are, under none.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: RequestId, version: i64) -> AppResult<Request> {
    let request = of_version(tx, author, id, version, Feature::RequestsDelete)?;
    remove(tx, author, &request)?;
    tell(tx, author, "request.deleted", request.customer)?;
    Ok(request)
}

/// Takes back that one deleted a request: it is there again as the change history holds it, with those of its
/// interactions and promises that stand under no other.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: RequestId) -> AppResult<Request> {
    author.needs(Feature::RequestsDelete)?;
    let last = changes::store::last_of(tx, "request", id.0)?.filter(|last| last.change.action == "delete");
    let Some((Some(Value::Object(was)), Some(customer))) =
        last.map(|last| (last.change.before, last.customer))
    else {
        return Err(AppError::NotFound);
    };
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let input = RequestInput::recorded(&was)?;
    let mut request = input.check(tx, author, Required::No, None)?;
    request.id = id;
    request.number = was.get("number").and_then(Value::as_i64).ok_or(AppError::NotFound)?;
    request.by = was.get("by").and_then(Value::as_str).unwrap_or_default().to_owned();
    // Whoever has read it before has read an earlier one.
    request.version = was.get("version").and_then(Value::as_i64).unwrap_or(0) + 1;
    write(tx, author, "restore", None, &request)?;
    for interaction in ids::<InteractionId>(&was, "interactions") {
        put_back_under(tx, author, interaction, id)?;
    }
    promises::store::put_under(tx, &ids(&was, "promises"), id)?;
    Ok(request)
}

/// Ids that a change holds.
fn ids<T: FromStr>(was: &Map<String, Value>, name: &str) -> Vec<T> {
    let list = was.get(name).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|id| id.as_str()?.parse().ok()).collect()
}

/// Puts an interaction under a request again, if it is there and stands under no other.
fn put_back_under(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: InteractionId,
    request: RequestId,
) -> AppResult<()> {
    if interactions::store::find(tx, interaction)?.is_some_and(|one| one.request.is_none()) {
        interactions::put_under(tx, author, interaction, Some(request))?;
    }
    Ok(())
}

/// Interactions that stand under the requests of a customer, each with its request.
pub fn under(tx: &mut Tx<'_>, customer: CustomerId) -> AppResult<Vec<(InteractionId, RequestId)>> {
    let mut under = Vec::new();
    for request in store::list_all(tx, customer)? {
        under.extend(store::list_under(tx, request.id)?.into_iter().map(|one| (one, request.id)));
    }
    Ok(under)
}

/// Deletes every request of a customer who is being deleted.
pub fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for request in store::list_all(tx, customer)? {
        remove(tx, author, &request)?;
    }
    Ok(())
}

/// What the rows of a deleted customer refer to may be gone: a status, the other side of a merge.
pub fn prepare(tx: &mut Tx<'_>, rows: &mut Rows) -> AppResult<()> {
    let statuses = Statuses::read(tx)?;
    for row in rows.of("requests") {
        if row.get("status").and_then(Value::as_str).is_none_or(|key| statuses.find(key).is_none()) {
            let is_closed = row.get("closed_at").is_some_and(|at| !at.is_null());
            let kind = if is_closed { StatusKind::Closed } else { StatusKind::Open };
            row.insert("status".to_owned(), statuses.first(kind)?.key.clone().into());
        }
    }
    let own = rows.ids("requests", "id");
    for side in ["request_id", "into_id"] {
        for id in rows.ids("request_merges", side).difference(&own) {
            if store::find(tx, RequestId(*id))?.is_none() {
                rows.forget("request_merges", side, *id);
            }
        }
    }
    Ok(())
}

/// The requests of a customer who is there again are there again.
pub fn come_back(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    under: &[(InteractionId, RequestId)],
) -> AppResult<()> {
    let requests = store::list_all(tx, customer)?;
    texts::add_requests(tx, &requests)?;
    for request in &requests {
        changes::restored(tx, author, request.subject(), &request.recorded())?;
    }
    for (interaction, request) in under {
        put_back_under(tx, author, *interaction, *request)?;
    }
    Ok(())
}

/// Takes a request away; gives what stood under it.
fn remove(tx: &mut Tx<'_>, author: &Author, request: &Request) -> AppResult<Vec<InteractionId>> {
    let under = store::list_under(tx, request.id)?;
    for interaction in &under {
        interactions::put_under(tx, author, *interaction, None)?;
    }
    let promised = promises::store::ids_under(tx, request.id)?;
    texts::forget_request(tx, request.id)?;
    store::delete(tx, request.id)?;
    let mut was = request.recorded();
    was.insert("version".to_owned(), request.version.into());
    was.insert("interactions".to_owned(), json!(under));
    was.insert("promises".to_owned(), json!(promised));
    changes::deleted(tx, author, request.subject(), &was)?;
    Ok(under)
}

/// Removes a request that an import made; says whether it is gone. One that somebody has changed since stays.
pub fn undo_import(tx: &mut Tx<'_>, author: &Author, id: RequestId, version: i64) -> AppResult<bool> {
    match store::find(tx, id)? {
        None => Ok(true),
        Some(request) if request.version != version => Ok(false),
        Some(request) => {
            remove(tx, author, &request)?;
            tell(tx, author, "request.deleted", request.customer)?;
            Ok(true)
        }
    }
}
