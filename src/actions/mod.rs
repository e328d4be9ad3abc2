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
use crate::customers::{self, CustomerInput};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::id::{BlockId, ChangeId, CustomerId};
use crate::identifiers::Identifier;
use crate::openings::pages::is_own;
use crate::teams::features::Feature;

/// How long a page offers to take something back; longer than its toast stays.
const UNDOABLE: i64 = 60 * Time::SECOND;

/// Something that was just done, as its page tells of it.
#[derive(Clone, Debug)]
pub struct Done {
    pub change: ChangeId,
    /// Key of what is said.
    pub said: &'static str,
    /// What it was done to, where that is said.
    pub what: What,
}

/// What something was done to.
#[derive(Clone, Debug)]
pub enum What {
    /// The customer of the page.
    This,
    Customer(String),
    Identifier(Identifier),
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
    last.change.by_id.is_some()
        && last.change.by_id == reader.id()
        && last.change.at.plus(UNDOABLE) >= reader.at
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
    if after.version == before.version { Ok(None) } else { last(tx, "customer", customer.0) }
}

/// What is said of a change; none of one that is not taken back so.
fn said(last: &Last) -> Option<(&'static str, What)> {
    let change = &last.change;
    match (change.entity.as_str(), change.action.as_str()) {
        ("block", "create") => Some(("done-block", identifier(&change.after)?)),
        ("block", "delete") => Some(("done-unblock", identifier(&change.before)?)),
        ("customer", "delete") => Some(("done-delete", What::Customer(name(&members(&change.before))))),
        ("customer", "update") => Some((said_of_member(&members(&change.after))?, What::This)),
        _ => None,
    }
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
        ("customer", "delete") => {
            customers::deletion::restore(tx, author, CustomerId(change.entity_id))?;
        }
        ("customer", "update") => {
            let (was, is) = (members(&change.before), members(&change.after));
            let id = CustomerId(change.entity_id);
            let now = customers::members_of(&customers::store::get(tx, id)?.editable())?;
            let (Some(act), true) = (act(&was), is.iter().all(|(name, value)| now.get(name) == Some(value)))
            else {
                return Err(AppError::Stale);
            };
            set(tx, author, home, id, &act)?;
        }
        _ => return Err(AppError::NotFound),
    }
    Ok(())
}

/// The act that sets the one member as it was.
fn act(was: &Map<String, Value>) -> Option<Act> {
    let (name, value) = was.iter().next().filter(|_| was.len() == 1)?;
    match name.as_str() {
        "vip" => Some(Act::Vip(value.as_bool()?)),
        "hidden" => Some(Act::Hidden(value.as_bool()?)),
        "owner" => Some(Act::Owner(value.as_str().map(str::to_owned))),
        _ => None,
    }
}

fn members(of: &Option<Value>) -> Map<String, Value> {
    of.as_ref().and_then(Value::as_object).cloned().unwrap_or_default()
}
