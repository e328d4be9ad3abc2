//! What one does with a customer or a number from the menu of the card, and how a page tells what one has just done.
//!
//! Invariant: an act is a change like any other, made by the rules of its room. What a page tells of is an entry of the
//! change history, by who made it just now; `changes::reversion` takes it back.

pub mod pages;
pub mod view;

use db::Tx;
use serde_json::{Map, Value};
use telephone::Country;
use uuid::Uuid;

use crate::author::Author;
use crate::avatars;
use crate::changes;
use crate::changes::Change;
use crate::customers::{self, CustomerInput};
use crate::error::AppResult;
use crate::fields::definitions::Required;
use crate::id::{ChangeId, CustomerId};
use crate::identifiers::Identifier;
use crate::openings::pages::is_own;
use crate::relations::RelationKind;
use crate::teams::features::Feature;

/// Something that was just done, as its page tells of it.
#[derive(Clone, Debug)]
pub struct Done {
    pub change: ChangeId,
    /// Key of what is said.
    pub said: &'static str,
    /// What it was done to, where that is said.
    pub what: What,
    /// The page to come back to when it is taken back.
    at: String,
    /// Whether they may take it back.
    undoable: bool,
}

/// What something was done to.
#[derive(Clone, Debug)]
pub enum What {
    /// The customer of the page.
    This,
    Customer(String),
    /// The names of cards that were joined, and of the one that was kept.
    Merge(String, String),
    Identifier(Identifier),
}

impl Done {
    /// What the address of a page says was done; none where this reader did it long ago or not at all. `at`: that page.
    pub fn find(tx: &mut Tx<'_>, reader: &Author, id: Option<ChangeId>, at: &str) -> AppResult<Option<Done>> {
        let Some(id) = id else { return Ok(None) };
        let last = changes::store::find(tx, id)?.filter(|last| last.change.is_fresh(reader));
        Ok(last.and_then(|last| Done::of(&last.change, reader, at)))
    }

    /// What a change is told as; none of one that is not told so.
    pub fn of(change: &Change, reader: &Author, at: &str) -> Option<Done> {
        let (said, what) = said(change)?;
        // Where a new customer stood is nobody when they are taken back.
        let at = if change.entity == "customer"
            && change.action == "create"
            && !at.starts_with("/interactions/")
        {
            "/"
        } else {
            at
        };
        Some(Done { change: change.id, said, what, at: at.to_owned(), undoable: change.may_undo(reader) })
    }
}

/// One thing about a customer, set from the menu.
#[derive(Clone, Debug)]
pub enum Act {
    Vip(bool),
    /// The login of the account manager; none: nobody.
    Owner(Option<String>),
    Hidden(bool),
}

impl Act {
    fn feature(&self) -> Feature {
        match self {
            Act::Vip(_) => Feature::ActionsVip,
            Act::Owner(_) => Feature::ActionsOwner,
            Act::Hidden(_) => Feature::ActionsHide,
        }
    }

    fn set(&self, input: &mut CustomerInput) {
        match self {
            Act::Vip(on) => input.vip = Some(*on),
            Act::Owner(login) => input.owner.clone_from(login),
            Act::Hidden(on) => input.hidden = Some(*on),
        }
    }
}

/// Sets it, whichever version the customer has: nothing else is changed. Gives the change, if it was one.
pub fn set(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    customer: CustomerId,
    act: &Act,
) -> AppResult<Option<ChangeId>> {
    author.needs(act.feature())?;
    let before = customers::store::get(tx, customer)?;
    let mut input = before.editable();
    act.set(&mut input);
    let after = customers::update(tx, author, home, customer, None, Required::No, &input)?;
    last_since(tx, "customer", customer.0, before.version, after.version)
}

/// What is said of a change; none of one that is not told so.
fn said(change: &Change) -> Option<(&'static str, What)> {
    Some(match (change.entity.as_str(), change.action.as_str()) {
        ("block", "create") => ("done-block", identifier(&change.after)?),
        ("block", "delete") => ("done-unblock", identifier(&change.before)?),
        ("customer", "create") => ("done-create", What::Customer(name(&members(&change.after)))),
        ("customer", "delete") => ("done-delete", What::Customer(name(&members(&change.before)))),
        ("customer", "update") => {
            (said_of_member(&members(&change.after)).unwrap_or("done-save"), What::This)
        }
        ("note", "create" | "update") => ("done-note", What::This),
        ("note", "delete") => ("note-deleted", What::This),
        ("record", "create" | "update") => ("done-record", What::This),
        ("record", "delete") => ("record-deleted", What::This),
        ("relation", "create") if is_unrelated(change) => ("done-unrelated", What::This),
        ("relation", "create" | "update") => ("done-relation", What::This),
        ("relation", "delete") => ("relation-deleted", What::This),
        ("request", "create") => ("done-request-new", What::This),
        ("request", "update") => ("done-request", What::This),
        ("request", "delete") => ("done-request-deleted", What::This),
        ("request", "merge") => ("done-request-merged", What::This),
        ("request", "unmerge") => ("done-request-unmerged", What::This),
        ("promise", "create") => ("done-promise-new", What::This),
        ("promise", "update" | "reopen") => ("done-promise", What::This),
        ("promise", "keep") => ("done-promise-kept", What::This),
        ("promise", "withdraw") => ("done-promise-withdrawn", What::This),
        ("promise", "delete") => ("done-promise-deleted", What::This),
        ("interaction", "update") => ("done-contact", What::This),
        ("interaction", "put_under") => ("done-put-under", What::This),
        ("interaction", "take_out") => ("done-taken-out", What::This),
        ("interaction", "attach") => ("done-moved", What::This),
        ("interaction", "reject") => ("done-rejected", What::This),
        ("confirmation", "create" | "restore") => ("done-confirmed", What::This),
        ("file", "update") => ("done-file", What::This),
        ("merge", "create") => ("done-merge", joined(&members(&change.after))),
        ("merge", "delete") => ("done-unmerge", joined(&members(&change.before))),
        ("rejection", "create") => ("done-rejection", What::This),
        ("split", "create") => ("done-split", What::This),
        (avatars::MEMBER, "update") => {
            let is_there = members(&change.after).get(avatars::MEMBER).is_some_and(|id| !id.is_null());
            (if is_there { "done-avatar" } else { "done-avatar-off" }, What::This)
        }
        _ => return None,
    })
}

fn is_unrelated(change: &Change) -> bool {
    members(&change.after).get("relation") == Some(&Value::from(RelationKind::Unrelated.as_str()))
}

fn identifier(block: &Option<Value>) -> Option<What> {
    let text = |name: &str| block.as_ref()?.get(name)?.as_str();
    let (kind, value) = (text("kind")?.parse().ok()?, text("value")?.to_owned());
    Some(What::Identifier(Identifier { kind, value, extension: None }))
}

/// What is said of the one member that an act has changed.
fn said_of_member(after: &Map<String, Value>) -> Option<&'static str> {
    let mut after = after.iter();
    match (after.next()?, after.next()) {
        ((name, value), None) => Some(match (name.as_str(), value.as_bool()) {
            ("vip", Some(true)) => "done-vip",
            ("vip", _) => "done-vip-off",
            ("hidden", Some(true)) => "done-hide",
            ("hidden", _) => "done-show",
            ("owner", _) => "done-owner",
            _ => return None,
        }),
        _ => None,
    }
}

/// What a customer is called whose members these are.
fn name(members: &Map<String, Value>) -> String {
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let parts =
        || [text("given_name"), text("family_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    text("name").map_or_else(parts, str::to_owned)
}

/// Who was merged into whom.
fn joined(members: &Map<String, Value>) -> What {
    let names = members.get("merged").and_then(Value::as_array).into_iter().flatten();
    let names = names.filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
    What::Merge(names, members.get("kept").and_then(Value::as_str).unwrap_or_default().to_owned())
}

/// The change that was made last of something: what an act that was just done is known by.
pub fn last(tx: &mut Tx<'_>, entity: &str, id: Uuid) -> AppResult<Option<ChangeId>> {
    Ok(changes::store::last_of(tx, entity, id)?.map(|last| last.change.id))
}

/// The same of a write that took it from one version to another; none where nothing was written.
pub fn last_since(
    tx: &mut Tx<'_>,
    entity: &str,
    id: Uuid,
    before: i64,
    after: i64,
) -> AppResult<Option<ChangeId>> {
    if after == before { Ok(None) } else { last(tx, entity, id) }
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

fn members(of: &Option<Value>) -> Map<String, Value> {
    of.as_ref().and_then(Value::as_object).cloned().unwrap_or_default()
}
