//! Pictures of customers: their own, else one of a service such as Gravatar where the installation asks one, else their
//! initials (ADR 28).
//!
//! Invariant: a picture is never changed, only replaced by another one; its id is the version in its address.
//! `customers.avatar` names the one that is shown. What was replaced or removed waits a few minutes to be taken back.

pub mod api;
pub mod fetching;
pub mod pages;
pub mod picture;
pub mod store;
pub mod view;
pub mod work;

use db::Tx;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::id::{AvatarId, CustomerId};
use crate::teams::features::Feature;
use crate::words::words;
use picture::Picture;

words! {
    /// Where a picture is from.
    Source {
        /// Somebody here chose it.
        Own = "own",
        /// The service that the installation asks.
        Service = "service",
    }
}

/// How long a picture that was replaced is kept; longer than one can take back what one has just done.
const UNDO: i64 = 10 * Time::MINUTE;
/// What the change history calls it, and the member of the entry.
pub const MEMBER: &str = "avatar";

/// A picture, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Avatar {
    pub id: AvatarId,
    pub source: Source,
    pub created_at: Time,
}

/// Shows a customer by a picture that somebody chose.
pub fn set(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, picture: &Picture) -> AppResult<AvatarId> {
    author.needs(Feature::CustomersEdit)?;
    let id = put(tx, author, customer, Source::Own, picture)?;
    // Once it is removed the service is asked again.
    store::delete_try(tx, customer)?;
    Ok(id)
}

/// Shows a customer by their initials; false if they are already.
pub fn remove(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<bool> {
    author.needs(Feature::CustomersEdit)?;
    show(tx, author, "update", customer, None)
}

/// Shows a customer again as before a change that was taken back.
///
/// # Errors
/// `Stale` when that picture is not kept any more.
pub fn put_back(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    to: Option<AvatarId>,
) -> AppResult<()> {
    author.needs(Feature::CustomersEdit)?;
    show(tx, author, "revert", customer, to).map(drop)
}

fn put(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    source: Source,
    picture: &Picture,
) -> AppResult<AvatarId> {
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let avatar = Avatar { id: AvatarId::new(author.at), source, created_at: author.at };
    store::insert(tx, customer, &avatar, picture)?;
    show(tx, author, "update", customer, Some(avatar.id))?;
    Ok(avatar.id)
}

fn show(
    tx: &mut Tx<'_>,
    author: &Author,
    action: &str,
    customer: CustomerId,
    to: Option<AvatarId>,
) -> AppResult<bool> {
    let before = customers::store::get_avatar(tx, customer)?;
    if before == to {
        return Ok(false);
    }
    if let Some(before) = before {
        store::set_replaced(tx, customer, before, Some(author.at))?;
    }
    if let Some(to) = to
        && !store::set_replaced(tx, customer, to, None)?
    {
        return Err(AppError::Stale);
    }
    customers::store::set_avatar(tx, customer, to)?;
    let subject = Subject { entity: MEMBER, id: customer.0, customer: Some(customer) };
    changes::updated(tx, author, action, subject, &recorded(before), &recorded(to))?;
    events::record(tx, "customer.changed", author.at, Happened::to(customer))?;
    Ok(true)
}

/// What the change history holds: which picture it was, and nothing of it.
pub fn recorded(avatar: Option<AvatarId>) -> Map<String, Value> {
    Map::from_iter([(MEMBER.to_owned(), json!(avatar))])
}
