//! All SQL of what was said in interactions: messages, and comments on them.

use db::{DbError, Row, Stmt, Tx, params};

use crate::attachments;
use crate::author::Author;
use crate::clock::Time;
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::{CommentId, CustomerId, InteractionId, MessageId};
use crate::interactions::{Comment, Delivery, Message};
use crate::json_column;

const MESSAGE: &str =
    "SELECT id, ref, number, sender, recipient, subject, text, html, at, delivery FROM messages";

fn read_message(row: &Row<'_>) -> Result<Message, DbError> {
    Ok(Message {
        id: MessageId(row.get(0)?),
        reference: row.get(1)?,
        number: json_column::read(row, 2)?,
        from: row.get(3)?,
        to: row.get(4)?,
        subject: row.get(5)?,
        text: row.get(6)?,
        html: row.get(7)?,
        at: Time::from_micros(row.get(8)?),
        attachments: Vec::new(),
        delivery: json_column::read(row, 9)?,
    })
}

/// The messages with what came with them.
fn with_attachments(tx: &mut Tx<'_>, mut messages: Vec<Message>) -> Result<Vec<Message>, DbError> {
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let mut found = attachments::store::of_messages(tx, &ids)?;
    for message in &mut messages {
        message.attachments = found.remove(&message.id).unwrap_or_default();
    }
    Ok(messages)
}

pub fn find_message(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    reference: &str,
) -> Result<Option<Message>, DbError> {
    let found = tx.find(
        format!("{MESSAGE} WHERE interaction_id = $1 AND ref = $2"),
        &params![interaction, reference],
        read_message,
    )?;
    Ok(with_attachments(tx, found.into_iter().collect())?.pop())
}

pub fn get_message(tx: &mut Tx<'_>, id: MessageId) -> Result<Message, DbError> {
    let found = tx.get(format!("{MESSAGE} WHERE id = $1"), &params![id], read_message)?;
    with_attachments(tx, vec![found])?.pop().ok_or(DbError::NotFound)
}

/// The interaction that a message belongs to, and whose that is.
pub fn find_of_message(
    tx: &mut Tx<'_>,
    id: MessageId,
) -> Result<Option<(InteractionId, Option<CustomerId>)>, DbError> {
    let sql = "SELECT i.id, i.customer_id FROM messages m JOIN interactions i ON i.id = m.interaction_id WHERE m.id = $1";
    tx.find(sql, &params![id], |row| {
        Ok((InteractionId(row.get(0)?), row.get::<Option<_>>(1)?.map(CustomerId)))
    })
}

/// The newest message, and when it was said.
pub fn find_newest_message(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
) -> Result<Option<(MessageId, Time)>, DbError> {
    tx.find(
        "SELECT id, at FROM messages WHERE interaction_id = $1 ORDER BY at DESC, id DESC LIMIT 1",
        &params![interaction],
        |row| Ok((MessageId(row.get(0)?), Time::from_micros(row.get(1)?))),
    )
}

/// The newest `limit` messages, oldest of them first.
pub fn list_messages(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    limit: i64,
) -> Result<Vec<Message>, DbError> {
    let mut messages = tx.query(
        format!("{MESSAGE} WHERE interaction_id = $1 ORDER BY at DESC, id DESC LIMIT $2"),
        &params![interaction, limit],
        read_message,
    )?;
    messages.reverse();
    with_attachments(tx, messages)
}

/// A part of the messages, newest first.
pub fn page_of_messages(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    page: &Page,
) -> Result<Listed<Message>, DbError> {
    let (at, id) = page.after.before_everything();
    let messages = tx.query(
        format!(
            "{MESSAGE} WHERE interaction_id = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4"
        ),
        &params![interaction, at, id, page.fetch()],
        read_message,
    )?;
    let messages = with_attachments(tx, messages)?;
    Ok(page.list(messages, |message| Cursor::new(message.at, message.id.0)))
}

pub fn insert_messages(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    messages: &[Message],
) -> Result<(), DbError> {
    let mut statements: Vec<Stmt<'_>> = messages
        .iter()
        .map(|one| {
            Stmt::exec(
                "INSERT INTO messages (id, interaction_id, ref, number, sender, recipient, subject, text, html, at, delivery)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                params![
                    one.id,
                    interaction,
                    one.reference.as_str(),
                    one.number.as_ref().map(|number| serde_json::to_string(number).unwrap_or_default()),
                    one.from.as_deref(),
                    one.to.as_deref(),
                    one.subject.as_deref(),
                    one.text.as_deref(),
                    one.html.as_deref(),
                    one.at,
                    one.delivery.as_ref().map(Delivery::column)
                ],
            )
        })
        .collect();
    tx.batch(&mut statements)
}

/// How far a message came.
pub fn set_delivery(tx: &mut Tx<'_>, id: MessageId, delivery: &Delivery) -> Result<(), DbError> {
    tx.exec("UPDATE messages SET delivery = $2 WHERE id = $1", &params![id, delivery.column()])?;
    Ok(())
}

pub fn insert_comment(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: InteractionId,
    one: &Comment,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO comments (id, interaction_id, author_id, author, text, at) VALUES ($1, $2, $3, $4, $5, $6)",
        &params![
            one.id,
            interaction,
            author.id().unwrap_or_default(),
            one.by.as_str(),
            one.text.as_str(),
            one.at
        ],
    )?;
    Ok(())
}

pub fn find_comment(tx: &mut Tx<'_>, id: CommentId) -> Result<Option<Comment>, DbError> {
    tx.find("SELECT id, author, text, at FROM comments WHERE id = $1", &params![id], read_comment)
}

pub fn list_comments(tx: &mut Tx<'_>, interaction: InteractionId) -> Result<Vec<Comment>, DbError> {
    tx.query(
        "SELECT id, author, text, at FROM comments WHERE interaction_id = $1 ORDER BY at, id LIMIT 500",
        &params![interaction],
        read_comment,
    )
}

/// All of them, however many.
pub fn list_all_comments(tx: &mut Tx<'_>, interaction: InteractionId) -> Result<Vec<Comment>, DbError> {
    tx.query(
        "SELECT id, author, text, at FROM comments WHERE interaction_id = $1 ORDER BY at, id",
        &params![interaction],
        read_comment,
    )
}

fn read_comment(row: &Row<'_>) -> Result<Comment, DbError> {
    Ok(Comment {
        id: CommentId(row.get(0)?),
        by: row.get(1)?,
        text: row.get(2)?,
        at: Time::from_micros(row.get(3)?),
    })
}
