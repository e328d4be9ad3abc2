//! Files of customers: offers, contracts, pictures of what is broken.
//!
//! Invariant: a file that is listed has its content whole in the store. A content without a file stands among the loose
//! ones, before its first byte is written and until its last is removed, so that none is ever forgotten.

pub mod api;
pub mod content;
pub mod download;
mod egress;
pub mod media;
pub mod name;
pub mod pages;
pub mod picture;
pub mod store;
pub mod upload;
pub mod view;
pub mod work;

use db::{DbError, Tx};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::hex;
use crate::id::{CustomerId, FileId};
use crate::teams::features::Feature;

pub const MEGABYTE: i64 = 1_000_000;
/// How long a deleted file can be taken back.
pub const UNDO: i64 = 30 * Time::DAY;
/// Files of a customer.
const MANY: i64 = 1_000;

/// A file of a customer, without what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct File {
    pub id: FileId,
    pub customer_id: CustomerId,
    /// As it was sent, without folders and characters that cannot be seen.
    pub name: String,
    /// By its first bytes: a picture, PDF, or `application/octet-stream`.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    /// Name of the agent or token that added it.
    pub by: String,
    pub created_at: Time,
    pub updated_at: Time,
    /// For 30 days after this moment it can be taken back; null: it is there.
    pub deleted_at: Option<Time>,
    #[serde(skip)]
    pub version: i64,
    #[serde(skip)]
    pub content: String,
}

impl File {
    pub fn preview(&self) -> Option<media::Preview> {
        media::preview(&self.media_type)
    }

    /// As it goes out.
    pub fn outgoing(&self) -> download::Outgoing<'_> {
        let File { name, media_type, size, sha256, content, .. } = self;
        download::Outgoing { name, media_type, size: *size, sha256, content }
    }

    fn subject(&self) -> Subject {
        Subject { entity: "file", id: self.id.0, customer: Some(self.customer_id) }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "name": self.name, "media_type": self.media_type, "size": self.size, "sha256": self.sha256 });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// How many files a customer has, and their bytes.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Total {
    pub count: i64,
    pub size: i64,
}

/// What was stored, on its way to become a file.
#[derive(Clone, Debug)]
pub struct New {
    pub customer: CustomerId,
    /// Cleaned.
    pub name: String,
    pub brought: upload::Brought,
}

/// A file that is on the card.
///
/// # Errors
/// `SwitchedOff` for who may not see files; `NotFound`.
pub fn get(tx: &mut Tx<'_>, reader: &Author, id: FileId) -> AppResult<File> {
    reader.needs(Feature::FilesSee)?;
    Ok(store::get_present(tx, id)?)
}

/// Makes a file of a content that is in the store. `largest`: bytes that all files of a customer may have.
///
/// # Errors
/// `Conflict` beyond the room for one customer; `StoreUnavailable` if the content was given up meanwhile.
pub fn create(tx: &mut Tx<'_>, author: &Author, largest: i64, new: &New) -> AppResult<File> {
    author.needs(Feature::FilesAdd)?;
    let stored = &new.brought.stored;
    has_room(tx, new.customer, stored.size, largest)?;
    if !store::claim(tx, &new.brought.content, author.at)? {
        return Err(AppError::StoreUnavailable);
    }
    let file = File {
        id: FileId::new(author.at),
        customer_id: new.customer,
        name: new.name.clone(),
        media_type: stored.media_type.to_owned(),
        size: stored.size,
        sha256: hex::encode(&stored.sha256),
        by: author.name.clone(),
        created_at: author.at,
        updated_at: author.at,
        deleted_at: None,
        version: 1,
        content: new.brought.content.clone(),
    };
    store::insert(tx, author, &file, &stored.sha256)?;
    changes::created(tx, author, file.subject(), &file.recorded())?;
    record(tx, "file.created", author, &file)?;
    Ok(file)
}

/// Refuses what a customer has no room for; one who is not there has no files.
pub fn has_room(tx: &mut Tx<'_>, customer: CustomerId, size: i64, largest: i64) -> AppResult<()> {
    crate::customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let total = store::total(tx, customer)?;
    if total.count >= MANY {
        return Err(AppError::Conflict(FieldError::new("", "conflict-files-many").with("max", MANY)));
    }
    if total.size.saturating_add(size) > largest {
        let full = FieldError::new("", "conflict-files-full").with("max", largest / MEGABYTE);
        return Err(AppError::Conflict(full));
    }
    Ok(())
}

/// Another name. `version` is the one that was read.
pub fn rename(tx: &mut Tx<'_>, author: &Author, id: FileId, version: i64, to: &str) -> AppResult<File> {
    author.needs(Feature::FilesEdit)?;
    let before = there(tx, id, version)?;
    let to = name::clean(to).ok_or_else(|| AppError::invalid("name", "invalid-empty"))?;
    let mut check = Check::default();
    check.line("name", Some(&to), name::LONGEST);
    check.finish()?;
    let after = File { name: to, version: version + 1, updated_at: author.at, ..before.clone() };
    if !changes::updated(tx, author, "update", before.subject(), &before.recorded(), &after.recorded())? {
        return Ok(before);
    }
    store::update(tx, &after)?;
    record(tx, "file.changed", author, &after)?;
    Ok(after)
}

/// Takes a file off the card. It waits to be taken back.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: FileId, version: i64) -> AppResult<File> {
    author.needs(Feature::FilesDelete)?;
    let before = there(tx, id, version)?;
    let after = File { deleted_at: Some(author.at), version: version + 1, ..before.clone() };
    store::update(tx, &after)?;
    changes::deleted(tx, author, before.subject(), &before.recorded())?;
    record(tx, "file.deleted", author, &after)?;
    Ok(after)
}

/// Takes a deleted file back; one that is there stays as it is.
pub fn restore(tx: &mut Tx<'_>, author: &Author, largest: i64, id: FileId) -> AppResult<File> {
    author.needs(Feature::FilesDelete)?;
    let before = store::get(tx, id)?;
    let Some(deleted_at) = before.deleted_at else { return Ok(before) };
    if deleted_at.plus(UNDO) <= author.at {
        return Err(AppError::NotFound);
    }
    has_room(tx, before.customer_id, before.size, largest)?;
    let after = File { deleted_at: None, version: before.version + 1, ..before };
    store::update(tx, &after)?;
    changes::updated(tx, author, "restore", after.subject(), &Map::new(), &after.recorded())?;
    record(tx, "file.restored", author, &after)?;
    Ok(after)
}

/// Gives up all files of a customer who is deleted; their contents follow when it is due.
pub fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId, due: Time) -> AppResult<()> {
    for file in store::list_all(tx, customer)? {
        store::let_go(tx, &file.content, due)?;
        store::delete(tx, file.id)?;
        if file.deleted_at.is_none() {
            changes::deleted(tx, author, file.subject(), &file.recorded())?;
        }
    }
    Ok(())
}

/// The files of a customer whose deletion is taken back: their contents belong to them again.
pub fn come_back(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for file in store::list_all(tx, customer)? {
        if !store::claim(tx, &file.content, author.at)? {
            store::delete(tx, file.id)?;
        } else if file.deleted_at.is_none() {
            changes::restored(tx, author, file.subject(), &file.recorded())?;
        }
    }
    Ok(())
}

/// A file that is on the card in this version. A deleted one is not there.
fn there(tx: &mut Tx<'_>, id: FileId, version: i64) -> AppResult<File> {
    let file = store::get_present(tx, id)?;
    if file.version == version { Ok(file) } else { Err(AppError::Stale) }
}

fn record(tx: &mut Tx<'_>, kind: &'static str, author: &Author, file: &File) -> Result<(), DbError> {
    events::record(tx, kind, author.at, Happened::to(file.customer_id))
}
