//! All SQL of files and loose contents.

use db::{DbError, Row, Stmt, Tx, params};

use super::{File, Total};
use crate::author::Author;
use crate::clock::Time;
use crate::customers::cards::{card_of, of_card};
use crate::http::paging::{Cursor, Page};
use crate::id::{CustomerId, FileId};

const FILE: &str = concat!(
    "SELECT id, ",
    card_of!("files.customer_id"),
    ", name, media_type, size, sha256, content, by_name, version, created_at,
   updated_at, deleted_at FROM files"
);

/// The customers of the card `$1`.
const OF_CARD: &str = of_card!("$1");

fn read(row: &Row<'_>) -> Result<File, DbError> {
    let sha256: Vec<u8> = row.get(5)?;
    Ok(File {
        id: FileId(row.get(0)?),
        customer_id: CustomerId(row.get(1)?),
        name: row.get(2)?,
        media_type: row.get(3)?,
        size: row.get(4)?,
        sha256: crate::hex::encode(&sha256),
        content: row.get(6)?,
        by: row.get(7)?,
        version: row.get(8)?,
        created_at: Time::from_micros(row.get(9)?),
        updated_at: Time::from_micros(row.get(10)?),
        deleted_at: row.get::<Option<_>>(11)?.map(Time::from_micros),
    })
}

/// A file, deleted or not.
pub fn get(tx: &mut Tx<'_>, id: FileId) -> Result<File, DbError> {
    tx.get(format!("{FILE} WHERE id = $1"), &params![id], read)
}

/// A file that is on its card.
pub fn get_present(tx: &mut Tx<'_>, id: FileId) -> Result<File, DbError> {
    tx.get(format!("{FILE} WHERE id = $1 AND deleted_at IS NULL"), &params![id], read)
}

/// Of a customer, newest first: those that are there, or those that were deleted since a moment.
pub fn list(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    deleted_since: Option<Time>,
    page: &Page,
) -> Result<Vec<File>, DbError> {
    let (at, id) = page.after.before_everything();
    let which = if deleted_since.is_some() { "deleted_at > $5" } else { "deleted_at IS NULL" };
    let mut values = params![customer, at, id, page.fetch()].to_vec();
    values.extend(deleted_since.map(db::Value::from));
    tx.query(
        format!(
            "{FILE} WHERE customer_id IN {OF_CARD} AND (created_at, id) < ($2, $3) AND {which}
             ORDER BY created_at DESC, id DESC LIMIT $4"
        ),
        &values,
        read,
    )
}

/// All of a customer, deleted ones too.
pub fn list_all(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<File>, DbError> {
    tx.query(format!("{FILE} WHERE customer_id IN {OF_CARD} ORDER BY id"), &params![customer], read)
}

/// Those that cannot be taken back any more.
pub fn list_deleted_before(tx: &mut Tx<'_>, at: Time, limit: i64) -> Result<Vec<File>, DbError> {
    tx.query(format!("{FILE} WHERE deleted_at <= $1 ORDER BY deleted_at LIMIT $2"), &params![at, limit], read)
}

/// The cursor that goes on after `file`.
pub fn cursor(file: &File) -> Cursor {
    Cursor::new(file.created_at, file.id.0)
}

pub fn total(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Total, DbError> {
    tx.get(
        concat!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files
             WHERE deleted_at IS NULL AND customer_id IN ",
            of_card!("$1")
        ),
        &params![customer],
        |row| Ok(Total { count: row.get(0)?, size: row.get(1)? }),
    )
}

/// How many a customer has, as a statement for a batch.
pub fn count(customer: CustomerId, count: &mut i64) -> Stmt<'_> {
    Stmt::new(
        concat!("SELECT COUNT(*) FROM files WHERE deleted_at IS NULL AND customer_id IN ", of_card!("$1")),
        params![customer],
        move |row| {
            *count = row.get(0)?;
            Ok(())
        },
    )
}

pub fn insert(tx: &mut Tx<'_>, author: &Author, file: &File, sha256: &[u8]) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO files (id, customer_id, name, media_type, size, sha256, content, by_id, by_name, version,
           created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &params![
            file.id,
            file.customer_id,
            file.name.as_str(),
            file.media_type.as_str(),
            file.size,
            sha256.to_vec(),
            file.content.as_str(),
            author.id(),
            file.by.as_str(),
            file.version,
            file.created_at,
            file.updated_at
        ],
    )?;
    Ok(())
}

/// A file in its new state.
pub fn update(tx: &mut Tx<'_>, file: &File) -> Result<(), DbError> {
    tx.exec(
        "UPDATE files SET name = $2, version = $3, updated_at = $4, deleted_at = $5 WHERE id = $1",
        &params![file.id, file.name.as_str(), file.version, file.updated_at, file.deleted_at],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, id: FileId) -> Result<(), DbError> {
    tx.exec("DELETE FROM files WHERE id = $1", &params![id])?;
    Ok(())
}

/// Says that a content belongs to nothing, and from when on it may be removed.
pub fn let_go(tx: &mut Tx<'_>, content: &str, at: Time) -> Result<(), DbError> {
    tx.exec("INSERT INTO loose_contents (content, at) VALUES ($1, $2)", &params![content, at])?;
    Ok(())
}

/// Takes a content from among the loose ones; false if it is there no more or may be removed already.
pub fn claim(tx: &mut Tx<'_>, content: &str, now: Time) -> Result<bool, DbError> {
    Ok(tx.exec("DELETE FROM loose_contents WHERE content = $1 AND at > $2", &params![content, now])? > 0)
}

/// The keys of all contents: of files, and of what waits to be taken back or removed.
pub fn list_contents(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    let sql = "SELECT content FROM files UNION SELECT content FROM loose_contents ORDER BY content";
    tx.query(sql, &[], |row| row.get(0))
}

/// Contents that may be removed.
pub fn list_loose(tx: &mut Tx<'_>, now: Time, limit: i64) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT content FROM loose_contents WHERE at <= $1 ORDER BY at LIMIT $2",
        &params![now, limit],
        |row| row.get(0),
    )
}

/// A content was removed.
pub fn forget(tx: &mut Tx<'_>, content: &str) -> Result<(), DbError> {
    tx.exec("DELETE FROM loose_contents WHERE content = $1", &params![content])?;
    Ok(())
}

/// Says that a content will become nothing; false if it has become a file, or was removed.
pub fn give_up(tx: &mut Tx<'_>, content: &str, now: Time) -> Result<bool, DbError> {
    Ok(tx.exec("UPDATE loose_contents SET at = $2 WHERE content = $1", &params![content, now])? > 0)
}
