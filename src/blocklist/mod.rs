//! The blocklist: numbers and addresses that are not to be served, each with the reason.
//!
//! Invariant: at most one block of an identifier counts. It belongs to the identifier and not to a customer, so that
//! it holds for whoever has it, and for nobody known. One whose time is over counts for nothing, though its row stays
//! until `work` deletes it. Row, change history and events are one transaction.

pub mod api;
pub mod input;
pub mod pages;
pub mod store;
pub mod view;
pub mod work;

use db::Tx;
use serde_json::{Map, Value, json};
use telephone::Country;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{BlockId, CustomerId};
use crate::identifiers::{self, Identifier};
use crate::teams::features::Feature;
pub use input::{BlockChange, BlockInput};

/// Characters of a reason.
pub const LONGEST: usize = 200;
/// Cards that are told when an identifier is blocked; more than share one have to look again themselves.
const MOST_TOLD: i64 = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub id: BlockId,
    /// Without an extension: it is the line that is blocked.
    pub identifier: Identifier,
    pub reason: String,
    pub until: Option<Time>,
    /// Name of who blocked it.
    pub by: String,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

impl Block {
    /// Whether it counts for nothing any more.
    fn is_over(&self, now: Time) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "kind": self.identifier.kind, "value": self.identifier.value, "reason": self.reason, "until": self.until,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// The cursor that goes on after a block.
pub fn cursor(block: &Block) -> Cursor {
    Cursor::new(block.created_at, block.id.0)
}

/// All blocks that count, newest first; `words`: only those of such a number or address.
pub fn list(tx: &mut Tx<'_>, home: Country, words: &str, now: Time, page: &Page) -> AppResult<Listed<Block>> {
    Ok(page.list(store::list(tx, &part(words, home), now, page)?, cursor))
}

/// What the value of an identifier holds that was typed so: digits of a number without what only its writing has.
fn part(words: &str, home: Country) -> String {
    if let Ok(phone) = Identifier::phone(words, home) {
        return phone.value;
    }
    let folded = words.trim().to_lowercase();
    if folded.chars().any(char::is_alphabetic) {
        return folded.trim_start_matches('@').to_owned();
    }
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// A block that counts.
pub fn get(tx: &mut Tx<'_>, id: BlockId, now: Time) -> AppResult<Block> {
    store::find(tx, id, now)?.ok_or(AppError::NotFound)
}

pub fn create(tx: &mut Tx<'_>, author: &Author, home: Country, input: &BlockInput) -> AppResult<Block> {
    author.needs(Feature::ActionsBlock)?;
    let (identifier, reason) = input::check(author, home, input)?;
    match store::find_any(tx, &identifier)? {
        Some(over) if over.is_over(author.at) => record(tx, author, Some(&over), None)?,
        Some(known) => {
            let fault = FieldError::new("value", "conflict-blocked").with("id", known.id);
            return Err(AppError::Conflict(fault));
        }
        None => {}
    }
    let block = Block {
        id: BlockId::new(author.at),
        identifier,
        reason,
        until: input.until,
        by: author.name.clone(),
        version: 1,
        created_at: author.at,
        updated_at: author.at,
    };
    record(tx, author, None, Some(&block))?;
    Ok(block)
}

/// Another reason or end. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: BlockId,
    version: i64,
    input: &BlockChange,
) -> AppResult<Block> {
    let before = of_version(tx, author, id, version)?;
    let reason = input::check_change(author, &before, input)?;
    let after = Block { reason, until: input.until, ..before.clone() };
    if after == before {
        return Ok(before);
    }
    let after = Block { version: version + 1, updated_at: author.at, ..after };
    record(tx, author, Some(&before), Some(&after))?;
    Ok(after)
}

/// Takes an identifier off the list.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: BlockId, version: i64) -> AppResult<Block> {
    let block = of_version(tx, author, id, version)?;
    record(tx, author, Some(&block), None)?;
    Ok(block)
}

/// Deletes blocks whose time is over, some at a time; says how many there were.
pub fn delete_expired(tx: &mut Tx<'_>, now: Time) -> AppResult<usize> {
    let (author, over) = (Author::system(now), store::list_expired(tx, now, 100)?);
    for block in &over {
        record(tx, &author, Some(block), None)?;
    }
    Ok(over.len())
}

fn of_version(tx: &mut Tx<'_>, author: &Author, id: BlockId, version: i64) -> AppResult<Block> {
    author.needs(Feature::ActionsBlock)?;
    let block = get(tx, id, author.at)?;
    if block.version == version { Ok(block) } else { Err(AppError::Stale) }
}

/// Writes what becomes of a block, its change history, and an event for every card that shows it.
fn record(tx: &mut Tx<'_>, author: &Author, before: Option<&Block>, after: Option<&Block>) -> AppResult<()> {
    let Some(block) = after.or(before) else { return Ok(()) };
    let holders = identifiers::store::holders(tx, &block.identifier, MOST_TOLD)?;
    let alone: Option<CustomerId> = if let [one] = holders[..] { Some(one) } else { None };
    let subject = Subject { entity: "block", id: block.id.0, customer: alone };
    let kind = match (before, after) {
        (Some(before), Some(after)) => {
            store::update(tx, before.version, after)?;
            changes::updated(tx, author, "update", subject, &before.recorded(), &after.recorded())?;
            "block.changed"
        }
        (None, Some(after)) => {
            store::insert(tx, after)?;
            changes::created(tx, author, subject, &after.recorded())?;
            "block.created"
        }
        (before, None) => {
            store::delete(tx, block.id)?;
            changes::deleted(tx, author, subject, &before.map(Block::recorded).unwrap_or_default())?;
            "block.deleted"
        }
    };
    if holders.is_empty() {
        events::record(tx, kind, author.at, Happened::default())?;
    }
    for customer in holders {
        events::record(tx, kind, author.at, Happened::to(customer))?;
    }
    Ok(())
}
