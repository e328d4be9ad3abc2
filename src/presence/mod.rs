//! Who is at a card just now: looking, editing or away from the keys (ADR 22).
//!
//! Invariant: a page that says nothing for a while is gone, whether it said good-bye or not. It is no part of any
//! history, and tells no more of people than that they are there.

pub mod pages;
pub mod store;
pub mod view;

use std::str::FromStr;

use db::Tx;
use serde::{Deserialize, Deserializer, de};
use uuid::Uuid;

use crate::app::App;
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::id::{AgentId, CustomerId};
use crate::words::words;

/// Silence after which a page is gone. Browsers let a page in the background speak once a minute only.
const SILENCE: i64 = 90 * Time::SECOND;
/// Pages of one agent; the longest silent make room.
const MOST: i64 = 30;

words! {
    /// What somebody does at a card, the most telling first.
    Doing { Editing = "editing", Viewing = "viewing", Idle = "idle" }
}

/// The id of a field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldId(String);

impl FieldId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FieldId {
    type Err = ();

    fn from_str(text: &str) -> Result<FieldId, ()> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let fits = !text.is_empty() && text.len() <= 100 && text.chars().all(allowed);
        if fits { Ok(FieldId(text.to_owned())) } else { Err(()) }
    }
}

impl<'de> Deserialize<'de> for FieldId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FieldId, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| de::Error::custom("is no id of a field"))
    }
}

/// What a page tells of who is before it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Here {
    /// Chosen by the page for itself.
    pub page: Uuid,
    pub doing: Doing,
    /// The field that the cursor is in.
    #[serde(default)]
    pub field: Option<FieldId>,
}

/// Somebody at a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Somebody {
    pub agent: AgentId,
    pub name: String,
    pub doing: Doing,
    pub field: Option<String>,
}

/// What was last heard before this is as good as gone.
pub fn oldest(now: Time) -> Time {
    now.plus(-SILENCE)
}

/// A page is at a card. Who is there already is told only if that is news.
pub fn tell(tx: &mut Tx<'_>, agent: AgentId, customer: CustomerId, here: &Here, now: Time) -> AppResult<()> {
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let before = store::find(tx, agent, here.page)?;
    store::put(tx, agent, customer, here, now)?;
    store::delete_oldest(tx, agent, MOST)?;
    let field = here.field.as_ref().map(FieldId::as_str);
    let is_known = before.as_ref().is_some_and(|was| {
        was.at >= oldest(now)
            && (was.customer, was.doing, was.field.as_deref()) == (customer, here.doing, field)
    });
    if let Some(was) = before.filter(|was| was.customer != customer) {
        changed(tx, was.customer, now)?;
    }
    if is_known { Ok(()) } else { changed(tx, customer, now) }
}

/// A page closes.
pub fn leave(tx: &mut Tx<'_>, agent: AgentId, page: Uuid, now: Time) -> AppResult<()> {
    let Some(was) = store::find(tx, agent, page)? else { return Ok(()) };
    store::delete(tx, agent, page)?;
    changed(tx, was.customer, now)
}

/// Everybody else at a card, each once.
pub fn others(all: Vec<Somebody>, reader: Option<AgentId>) -> Vec<Somebody> {
    let mut others: Vec<Somebody> = Vec::new();
    for one in all.into_iter().filter(|one| Some(one.agent) != reader) {
        match others.iter_mut().find(|other| other.agent == one.agent) {
            Some(other) if one.doing < other.doing => *other = one,
            Some(_) => {}
            None => others.push(one),
        }
    }
    others.sort_by(|a, b| (a.doing, &a.name).cmp(&(b.doing, &b.name)));
    others
}

/// Forgets pages that went without a word.
pub async fn forget_silent(app: &App) -> AppResult<()> {
    let now = app.clock.now();
    app.write(move |tx| {
        let gone = store::list_silent(tx, oldest(now))?;
        if !gone.is_empty() {
            store::delete_silent(tx, oldest(now))?;
        }
        gone.into_iter().try_for_each(|customer| changed(tx, customer, now))
    })
    .await
}

fn changed(tx: &mut Tx<'_>, customer: CustomerId, now: Time) -> AppResult<()> {
    Ok(events::record(tx, "presence.changed", now, Happened::to(customer))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_several_pages_is_there_once_with_what_tells_most() {
        let (eva, bo, me) =
            (AgentId(Uuid::from_u128(1)), AgentId(Uuid::from_u128(2)), AgentId(Uuid::from_u128(3)));
        let one = |agent, name: &str, doing| Somebody { agent, name: name.to_owned(), doing, field: None };
        let all = vec![
            one(eva, "Eva", Doing::Idle),
            one(bo, "Bo", Doing::Viewing),
            one(eva, "Eva", Doing::Editing),
            one(me, "Me", Doing::Editing),
            one(eva, "Eva", Doing::Viewing),
        ];
        let seen: Vec<_> = others(all, Some(me)).into_iter().map(|one| (one.name, one.doing)).collect();
        assert_eq!(seen, [("Eva".to_owned(), Doing::Editing), ("Bo".to_owned(), Doing::Viewing)]);
    }
}
