//! All SQL of merges.

use db::{DbError, Row, Tx, params};
use uuid::Uuid;

use super::face::Face;
use super::{Merge, Part};
use crate::author::Author;
use crate::clock::Time;
use crate::id::{CustomerId, InteractionId, MergeId};
use crate::json_column;

macro_rules! merges {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.kept_id, m.number, m.choices, m.before, m.after, m.adopted, m.batch_id, m.by_name, m.at,
               m.undone_by, m.undone_at FROM merges m ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> Result<Merge, DbError> {
    Ok(Merge {
        id: MergeId(row.get(0)?),
        kept: CustomerId(row.get(1)?),
        number: row.get(2)?,
        choices: json_column::read(row, 3)?,
        before: json_column::read(row, 4)?,
        after: json_column::read(row, 5)?,
        adopted: json_column::read(row, 6)?,
        batch: row.get(7)?,
        by: row.get(8)?,
        at: Time::from_micros(row.get(9)?),
        undone_by: row.get(10)?,
        undone_at: row.get::<Option<i64>>(11)?.map(Time::from_micros),
        parts: Vec::new(),
    })
}

/// A merge with its parts.
pub fn find(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, DbError> {
    let found = tx.find(merges!("WHERE m.id = $1"), &params![id], read)?;
    found.map(|merge| with_parts(tx, merge)).transpose()
}

/// The merges that stand in which a card was kept, in the order in which they were done.
pub fn list_standing(tx: &mut Tx<'_>, kept: CustomerId) -> Result<Vec<Merge>, DbError> {
    let sql = merges!("WHERE m.kept_id = $1 AND m.undone_at IS NULL ORDER BY m.number");
    let found = tx.query(sql, &params![kept], read)?;
    found.into_iter().map(|merge| with_parts(tx, merge)).collect()
}

/// The merge that put a customer under another, while it stands.
pub fn find_of_part(tx: &mut Tx<'_>, part: CustomerId) -> Result<Option<Merge>, DbError> {
    let sql = merges!("JOIN merge_parts p ON p.merge_id = m.id WHERE p.customer_id = $1 AND p.stands");
    let found = tx.find(sql, &params![part], read)?;
    found.map(|merge| with_parts(tx, merge)).transpose()
}

fn with_parts(tx: &mut Tx<'_>, merge: Merge) -> Result<Merge, DbError> {
    let parts = tx.query(
        "SELECT p.customer_id, p.face FROM merge_parts p WHERE p.merge_id = $1 ORDER BY p.position",
        &params![merge.id],
        |row| Ok(Part { customer: CustomerId(row.get(0)?), face: json_column::read(row, 1)? }),
    )?;
    Ok(Merge { parts, ..merge })
}

/// The number of the next merge of a card.
pub fn next_number(tx: &mut Tx<'_>, kept: CustomerId) -> Result<i64, DbError> {
    tx.get("SELECT COALESCE(MAX(number), 0) + 1 FROM merges WHERE kept_id = $1", &params![kept], |row| {
        row.get(0)
    })
}

pub fn insert(tx: &mut Tx<'_>, author: &Author, merge: &Merge) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO merges (id, kept_id, number, choices, before, after, adopted, batch_id, by_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &params![
            merge.id,
            merge.kept,
            merge.number,
            json_column::text(&merge.choices)?,
            json_column::text(&merge.before)?,
            json_column::text(&merge.after)?,
            adopted(&merge.adopted)?,
            merge.batch,
            author.id(),
            merge.by.as_str(),
            merge.at
        ],
    )?;
    for (position, part) in (0_i64..).zip(&merge.parts) {
        tx.exec(
            "INSERT INTO merge_parts (merge_id, customer_id, position, face, stands) VALUES ($1, $2, $3, $4, $5)",
            &params![merge.id, part.customer, position, json_column::text(&part.face)?, true],
        )?;
    }
    Ok(())
}

fn adopted(ids: &[InteractionId]) -> Result<Option<String>, DbError> {
    (!ids.is_empty()).then(|| json_column::text(&ids)).transpose()
}

/// Which contacts of nobody became the card's by a merge.
pub fn set_adopted(tx: &mut Tx<'_>, id: MergeId, ids: &[InteractionId]) -> Result<(), DbError> {
    tx.exec("UPDATE merges SET adopted = $2 WHERE id = $1", &params![id, adopted(ids)?])?;
    Ok(())
}

/// What the kept card showed before and after, now that something beneath or before has been undone.
pub fn set_faces(tx: &mut Tx<'_>, id: MergeId, before: &Face, after: &Face) -> Result<(), DbError> {
    tx.exec(
        "UPDATE merges SET before = $2, after = $3 WHERE id = $1",
        &params![id, json_column::text(before)?, json_column::text(after)?],
    )?;
    Ok(())
}

/// What a merged card is beneath the one that it stands under.
pub fn set_part(tx: &mut Tx<'_>, part: CustomerId, face: &Face) -> Result<(), DbError> {
    tx.exec(
        "UPDATE merge_parts SET face = $2 WHERE customer_id = $1 AND stands",
        &params![part, json_column::text(face)?],
    )?;
    Ok(())
}

/// A merge that stands no longer. What it held of the cards is theirs again, and nothing of it stays here.
pub fn undo(tx: &mut Tx<'_>, author: &Author, id: MergeId) -> Result<(), DbError> {
    tx.exec(
        "UPDATE merges SET before = NULL, after = NULL, adopted = NULL, undone_by = $2, undone_at = $3 WHERE id = $1",
        &params![id, author.name.as_str(), author.at],
    )?;
    tx.exec("UPDATE merge_parts SET stands = $2, face = NULL WHERE merge_id = $1", &params![id, false])?;
    Ok(())
}

/// Shows a customer and everybody who was merged into them on a card; `card` none: on their own.
pub fn set_card(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    under: &[CustomerId],
    card: Option<CustomerId>,
) -> Result<(), DbError> {
    tx.exec("UPDATE customers SET card_id = $2 WHERE id = $1", &params![customer, card])?;
    for one in under {
        tx.exec("UPDATE customers SET card_id = $2 WHERE id = $1", &params![*one, card.unwrap_or(customer)])?;
    }
    Ok(())
}

/// Everybody who stands under a customer by merges, whichever card that is on.
pub fn list_under(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    tx.query(
        "WITH RECURSIVE under (id) AS (
           SELECT p.customer_id FROM merges m JOIN merge_parts p ON p.merge_id = m.id AND p.stands WHERE m.kept_id = $1
           UNION SELECT p.customer_id FROM under u JOIN merges m ON m.kept_id = u.id
             JOIN merge_parts p ON p.merge_id = m.id AND p.stands)
         SELECT id FROM under ORDER BY id",
        &params![customer],
        |row| Ok(CustomerId(row.get(0)?)),
    )
}

/// What the row of a customer says beside what is edited: version, time, picture.
pub fn settle(
    tx: &mut Tx<'_>,
    id: CustomerId,
    version: i64,
    updated_at: Time,
    avatar: Option<Uuid>,
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE customers SET version = $2, updated_at = $3, avatar = $4 WHERE id = $1",
        &params![id, version, updated_at, avatar],
    )?;
    Ok(())
}

/// The changes on a card since a time that are about things of these customers: theirs from now on.
pub fn give_changes(
    tx: &mut Tx<'_>,
    card: CustomerId,
    since: Time,
    of: &[CustomerId],
) -> Result<(), DbError> {
    for customer in of {
        for table in ["interactions", "notes", "requests", "promises", "files", "records", "identity_checks"]
        {
            tx.exec(
                format!(
                    "UPDATE changes SET customer_id = $3 WHERE customer_id = $1 AND at >= $2
                       AND EXISTS (SELECT 1 FROM {table} t WHERE t.id = changes.entity_id AND t.customer_id = $3)"
                ),
                &params![card, since, *customer],
            )?;
        }
    }
    Ok(())
}

/// A contact, with kind and value of the identifier that it came in on.
pub type Since = (InteractionId, Option<(String, String)>);

/// Contacts of a customer since a time.
pub fn contacts_since(tx: &mut Tx<'_>, customer: CustomerId, since: Time) -> Result<Vec<Since>, DbError> {
    tx.query(
        "SELECT i.id, i.identifier_kind, i.identifier_value FROM interactions i
         WHERE i.customer_id = $1 AND i.created_at >= $2 ORDER BY i.started_at, i.id",
        &params![customer, since],
        |row| {
            let kind: Option<String> = row.get(1)?;
            Ok((InteractionId(row.get(0)?), kind.zip(row.get::<Option<String>>(2)?)))
        },
    )
}

/// Forgets the merges of a customer whose row is about to go.
pub fn forget(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.exec("DELETE FROM merge_parts WHERE customer_id = $1", &params![customer])?;
    tx.exec("DELETE FROM merges WHERE kept_id = $1", &params![customer])?;
    Ok(())
}
