//! All SQL of attachments.

use std::collections::HashMap;

use db::{DbError, Row, Tx, Value, params};

use super::{Attachment, Placed};
use crate::clock::Time;
use crate::hex;
use crate::id::{AttachmentId, CustomerId, InteractionId, MessageId};

/// Messages that are asked for at once.
const TOGETHER: usize = 500;

/// The columns in the order in which `read` takes them.
macro_rules! columns {
    () => {
        "a.id, a.ref, a.name, a.content_id, a.media_type, a.size, a.sha256, a.content, a.created_at"
    };
}

/// How many columns those are.
const COLUMNS: usize = 9;

fn read(row: &Row<'_>) -> Result<Attachment, DbError> {
    let sha256: Vec<u8> = row.get(6)?;
    Ok(Attachment {
        id: AttachmentId(row.get(0)?),
        reference: row.get(1)?,
        name: row.get(2)?,
        content_id: row.get(3)?,
        media_type: row.get(4)?,
        size: row.get(5)?,
        sha256: hex::encode(&sha256),
        content: row.get(7)?,
        created_at: Time::from_micros(row.get(8)?),
    })
}

/// Of each of these messages, in the order in which they came.
pub fn of_messages(
    tx: &mut Tx<'_>,
    messages: &[MessageId],
) -> Result<HashMap<MessageId, Vec<Attachment>>, DbError> {
    let mut found: HashMap<MessageId, Vec<Attachment>> = HashMap::new();
    for some in messages.chunks(TOGETHER) {
        let values: Vec<Value> = some.iter().map(|id| (*id).into()).collect();
        let sql = format!(
            concat!(
                "SELECT ",
                columns!(),
                ", a.message_id FROM attachments a WHERE a.message_id IN ({}) ORDER BY a.message_id, a.id"
            ),
            db::places(values.len())
        );
        for (message, one) in tx.query(sql, &values, |row| Ok((MessageId(row.get(COLUMNS)?), read(row)?)))? {
            found.entry(message).or_default().push(one);
        }
    }
    Ok(found)
}

pub fn find(tx: &mut Tx<'_>, id: AttachmentId) -> Result<Option<Placed>, DbError> {
    tx.find(
        concat!(
            "SELECT ",
            columns!(),
            ", i.id, i.customer_id FROM attachments a JOIN messages m ON m.id = a.message_id
               JOIN interactions i ON i.id = m.interaction_id WHERE a.id = $1"
        ),
        &params![id],
        |row| {
            Ok(Placed {
                attachment: read(row)?,
                interaction: InteractionId(row.get(COLUMNS)?),
                customer: row.get::<Option<_>>(COLUMNS + 1)?.map(CustomerId),
            })
        },
    )
}

pub fn insert(tx: &mut Tx<'_>, message: MessageId, one: &Attachment) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO attachments (id, message_id, ref, name, content_id, media_type, size, sha256, content, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &params![
            one.id,
            message,
            one.reference.as_deref(),
            one.name.as_str(),
            one.content_id.as_deref(),
            one.media_type.as_str(),
            one.size,
            hex::decode(&one.sha256).unwrap_or_default(),
            one.content.as_str(),
            one.created_at
        ],
    )?;
    Ok(())
}

/// The keys of all contents.
pub fn list_contents(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.query("SELECT content FROM attachments ORDER BY content", &[], |row| row.get(0))
}

/// The keys of the contents of an interaction.
pub fn list_contents_of(tx: &mut Tx<'_>, interaction: InteractionId) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT a.content FROM messages m JOIN attachments a ON a.message_id = m.id WHERE m.interaction_id = $1",
        &params![interaction],
        |row| row.get(0),
    )
}

/// Deletes those of an interaction.
pub fn delete_of(tx: &mut Tx<'_>, interaction: InteractionId) -> Result<(), DbError> {
    let sql =
        "DELETE FROM attachments WHERE message_id IN (SELECT id FROM messages WHERE interaction_id = $1)";
    tx.exec(sql, &params![interaction])?;
    Ok(())
}
