//! Two requests that are one: one is put under the other, and both stay what they are.

use db::{Tx, params};
use serde_json::{Map, json};

use super::{Request, get, root, store, tell};
use crate::author::Author;
use crate::changes;
use crate::error::{AppError, AppResult};
use crate::id::{CustomerId, RequestId};
use crate::teams::features::Feature;

/// Whether two customers are one, or belong to the same company.
pub fn are_near(tx: &mut Tx<'_>, one: CustomerId, other: CustomerId) -> AppResult<bool> {
    if one == other {
        return Ok(true);
    }
    let found = tx.find(
        "SELECT 1 FROM customers a JOIN customers b ON b.id = $2
         WHERE a.id = $1 AND (a.company_id = b.id OR b.company_id = a.id OR a.company_id = b.company_id)",
        &params![one, other],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Puts a request under another: its interactions are read there, and it is in no list. Gives the other.
///
/// # Errors
/// `Conflict` where it is that other, or stands under one already, or belongs to somebody who has nothing to do with the
/// other's customer; `Invalid` without such an other.
pub fn merge(tx: &mut Tx<'_>, author: &Author, id: RequestId, into: RequestId) -> AppResult<Request> {
    author.needs(Feature::RequestsEdit)?;
    let request = get(tx, author, id)?;
    let into = root(tx, into)?.ok_or_else(|| AppError::invalid("into", "invalid-request"))?;
    if request.merged_into.is_some() {
        return Err(AppError::conflict("into", "conflict-merged"));
    }
    // The root of what stands under this one is this one: there is no circle.
    if into.id == request.id {
        return Err(AppError::conflict("into", "conflict-same-request"));
    }
    if !are_near(tx, request.customer, into.customer)? {
        return Err(AppError::conflict("into", "conflict-other-customer"));
    }
    store::merge(tx, id, into.id, &author.name, author.at)?;
    record(tx, author, "merge", &request, [None, Some(into.number)])?;
    tell(tx, author, "request.changed", into.customer)?;
    Ok(into)
}

/// Takes a merge back. Gives the request, which stands for itself again.
pub fn unmerge(tx: &mut Tx<'_>, author: &Author, id: RequestId) -> AppResult<Request> {
    author.needs(Feature::RequestsEdit)?;
    let request = get(tx, author, id)?;
    let Some(into) = request.merged_into else {
        return Err(AppError::conflict("into", "conflict-not-merged"));
    };
    let into = get(tx, author, into)?;
    store::unmerge(tx, id)?;
    record(tx, author, "unmerge", &request, [Some(into.number), None])?;
    tell(tx, author, "request.changed", into.customer)?;
    get(tx, author, id)
}

fn record(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    of: &Request,
    [was, is]: [Option<i64>; 2],
) -> AppResult<()> {
    let members = |into: Option<i64>| Map::from_iter([("merged_into".to_owned(), json!(into))]);
    changes::updated(tx, author, action, of.subject(), &members(was), &members(is))?;
    tell(tx, author, "request.changed", of.customer)
}
