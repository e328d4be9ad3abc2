//! Finding what was written: messages, comments, topics and notes by their words, in one history and in all, newest
//! first.
//!
//! Invariant: whatever writes a text, or changes whose it is, calls `add` or `follow` in the same transaction; a text
//! that is gone is nowhere in the index.
//!
//! The index holds the distinct folded words of each text, and the customer and the channel as words of their own, so
//! that the history of one customer is as quick to search as that of all. Everything that is shown is read from the
//! original: the index brings candidates, `asked` looks at each, `passage` cuts the excerpt.
//!
//! A note stands beside the contacts: it is found among everybody's texts, and among the notes on its customer. So does
//! a request, by its title and description, and a promise, by what was said and what became of it.
//!
//! A new source has a `Kind`, puts its texts by `add` and takes part in `store::sources`.

pub mod api;
pub mod asked;
pub mod finding;
pub mod index;
pub mod pages;
pub mod passage;
pub mod store;
pub mod view;

use db::{DbError, Tx};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::clock::Time;
use crate::history::text_of_html;
use crate::id::{CustomerId, InteractionId, NoteId, PromiseId, RequestId};
use crate::interactions::{Comment, Interaction, Message};
use crate::notes::Note;
use crate::promises::Promise;
use crate::requests::Request;
use crate::words::{Channel, words};
use passage::Piece;

words! {
    /// What kind of text it is: a message of an interaction, a comment on it, or what it is about; a note on a customer; a
    /// request of theirs, or what they were promised.
    Kind { Message = "message", Comment = "comment", Topic = "topic", Note = "note", Request = "request", Promise = "promise" }
}

/// Something that was written, as the index takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub kind: Kind,
    pub id: Uuid,
    /// Of a note, request or promise none, and no channel.
    pub interaction: Option<InteractionId>,
    pub customer: Option<CustomerId>,
    pub channel: Option<Channel>,
    pub at: Time,
    pub content: String,
}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Passage {
    #[schema(inline)]
    pub kind: Kind,
    /// Of the message, comment, note, request or promise; of a topic, of its interaction.
    #[schema(value_type = String)]
    pub id: Uuid,
    pub at: Time,
    /// Who wrote it, as it was given.
    pub by: Option<String>,
    /// The words around what was found, in pieces to be put together: 240 characters, all white space single.
    pub excerpt: Vec<Piece>,
}

/// All that can be read of a message: its subject, its text or the words of its HTML, and the names of what came with it.
pub fn content(
    subject: Option<&str>,
    text: Option<&str>,
    html: Option<&str>,
    attached: Option<&str>,
) -> String {
    let written = |text: &&str| !text.trim().is_empty();
    let body = match text.filter(written) {
        Some(text) => text.to_owned(),
        None => html.map(text_of_html).unwrap_or_default(),
    };
    let parts = [subject.unwrap_or_default(), &body, attached.unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

impl Text {
    fn of(interaction: &Interaction, kind: Kind, id: Uuid, at: Time, content: String) -> Text {
        let Interaction { id: interaction, whose: customer, channel, .. } = *interaction;
        Text { kind, id, interaction: Some(interaction), customer, channel: Some(channel), at, content }
    }

    fn note(note: &Note) -> Text {
        Text {
            kind: Kind::Note,
            id: note.id.0,
            interaction: None,
            customer: Some(note.customer),
            channel: None,
            at: note.created_at,
            content: note.text.clone(),
        }
    }

    fn request(one: &Request) -> Text {
        Text {
            kind: Kind::Request,
            id: one.id.0,
            interaction: None,
            customer: Some(one.customer),
            channel: None,
            at: one.created_at,
            content: content(Some(&one.title), one.description.as_deref(), None, None),
        }
    }

    fn promise(one: &Promise) -> Text {
        Text {
            kind: Kind::Promise,
            id: one.id.0,
            interaction: None,
            customer: Some(one.customer),
            channel: None,
            at: one.created_at,
            content: content(Some(&one.text), one.how.as_deref(), None, None),
        }
    }

    fn topic(interaction: &Interaction) -> Option<Text> {
        let topic = interaction.topic.clone()?;
        Some(Text::of(interaction, Kind::Topic, interaction.id.0, interaction.started_at, topic))
    }

    fn message(interaction: &Interaction, one: &Message) -> Text {
        let names: Vec<&str> = one.attachments.iter().map(|attached| attached.name.as_str()).collect();
        let names = Some(names.join(" ")).filter(|names| !names.is_empty());
        let content =
            content(one.subject.as_deref(), one.text.as_deref(), one.html.as_deref(), names.as_deref());
        Text::of(interaction, Kind::Message, one.id.0, one.at, content)
    }
}

/// Puts a new interaction with its first messages into the index.
pub fn add(tx: &mut Tx<'_>, interaction: &Interaction, messages: &[Message]) -> Result<(), DbError> {
    let mut texts: Vec<Text> = Text::topic(interaction).into_iter().collect();
    texts.extend(messages.iter().map(|message| Text::message(interaction, message)));
    store::insert(tx, &texts)
}

/// Puts new messages into the index.
pub fn add_messages(tx: &mut Tx<'_>, interaction: &Interaction, messages: &[Message]) -> Result<(), DbError> {
    let texts: Vec<Text> = messages.iter().map(|message| Text::message(interaction, message)).collect();
    store::insert(tx, &texts)
}

/// Puts a message into the index anew: something more came with it.
pub fn replace_message(tx: &mut Tx<'_>, interaction: &Interaction, one: &Message) -> Result<(), DbError> {
    store::replace(tx, &[Text::message(interaction, one)])
}

/// Puts a new comment into the index.
pub fn add_comment(tx: &mut Tx<'_>, interaction: &Interaction, one: &Comment) -> Result<(), DbError> {
    store::insert(tx, &[Text::of(interaction, Kind::Comment, one.id.0, one.at, one.text.clone())])
}

/// Puts new notes into the index.
pub fn add_notes<'n>(tx: &mut Tx<'_>, notes: impl IntoIterator<Item = &'n Note>) -> Result<(), DbError> {
    store::insert(tx, &notes.into_iter().map(Text::note).collect::<Vec<_>>())
}

/// Takes a note out of the index: it is being deleted, or gets other words.
pub fn forget_note(tx: &mut Tx<'_>, note: NoteId) -> Result<(), DbError> {
    store::delete(tx, note.0)
}

/// Puts new requests into the index.
pub fn add_requests<'r>(
    tx: &mut Tx<'_>,
    requests: impl IntoIterator<Item = &'r Request>,
) -> Result<(), DbError> {
    store::insert(tx, &requests.into_iter().map(Text::request).collect::<Vec<_>>())
}

/// Takes a request out of the index: it is being deleted, or gets other words.
pub fn forget_request(tx: &mut Tx<'_>, request: RequestId) -> Result<(), DbError> {
    store::delete(tx, request.0)
}

/// Puts new promises into the index.
pub fn add_promises<'p>(
    tx: &mut Tx<'_>,
    promises: impl IntoIterator<Item = &'p Promise>,
) -> Result<(), DbError> {
    store::insert(tx, &promises.into_iter().map(Text::promise).collect::<Vec<_>>())
}

/// Takes a promise out of the index: it is being deleted, or gets other words.
pub fn forget_promise(tx: &mut Tx<'_>, promise: PromiseId) -> Result<(), DbError> {
    store::delete(tx, promise.0)
}

/// Takes everything that was written in an interaction out of the index: it is being deleted.
pub fn forget(tx: &mut Tx<'_>, interaction: InteractionId) -> Result<(), DbError> {
    for text in store::sources(tx, interaction.0, interaction.0)? {
        store::delete(tx, text.id)?;
    }
    Ok(())
}

/// Makes the index follow everything that a customer was given of others: of those who had it `before`.
pub fn follow_to(tx: &mut Tx<'_>, to: CustomerId, before: &[CustomerId]) -> Result<(), DbError> {
    store::give(tx, to, before)
}

/// Makes the index follow an interaction from what it was to what it is.
pub fn follow(tx: &mut Tx<'_>, before: &Interaction, after: &Interaction) -> Result<(), DbError> {
    if before.whose != after.whose {
        // Whose it is stands with each text, so that it is a part of what is searched for.
        let texts = store::sources(tx, after.id.0, after.id.0)?;
        store::delete(tx, before.id.0)?;
        return store::replace(tx, &texts);
    }
    if (&before.topic, before.started_at) != (&after.topic, after.started_at) {
        store::delete(tx, before.id.0)?;
        store::insert(tx, Text::topic(after).as_slice())?;
    }
    Ok(())
}
