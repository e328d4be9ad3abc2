//! Attachments: what came with a message beside its words.
//!
//! Invariant: an attachment that is listed has its content whole in the store (ADR 16): contents are stored as loose ones
//! before the transaction that takes their message, and claimed in it. What it is its first bytes say, never its sender.
//! The same one again within a message, by its `ref`, else by its name and bytes, is no second one (ADR 33).

pub mod api;
pub mod input;
pub mod pages;
pub mod store;
pub mod view;

use db::Tx;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::files::download::Outgoing;
use crate::files::media::{self, Preview};
use crate::files::upload::Brought;
use crate::files::{MEGABYTE, name};
use crate::hex;
use crate::id::{AttachmentId, CustomerId, InteractionId, MessageId};
use crate::interactions::{Interaction, Message};

pub use input::{AttachmentInput, NewAttachment, bring};

/// Attachments of a message.
pub const MANY: usize = 100;

/// Something that came with a message, without what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = MessageAttachment)]
pub struct Attachment {
    pub id: AttachmentId,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// As it was sent, without folders and characters that cannot be seen.
    pub name: String,
    /// By which the HTML of its message shows it (RFC 2392), without `cid:` and angle brackets.
    pub content_id: Option<String>,
    /// By its first bytes: a picture, PDF, or `application/octet-stream`.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    pub created_at: Time,
    /// Its key in the store.
    #[serde(skip)]
    pub content: String,
}

/// Where an attachment belongs.
#[derive(Clone, Debug)]
pub struct Placed {
    pub attachment: Attachment,
    pub interaction: InteractionId,
    pub customer: Option<CustomerId>,
}

impl Attachment {
    /// What arrived, before it is anybody's.
    fn of(new: &NewAttachment, now: Time) -> Attachment {
        let Brought { content, stored } = &new.brought;
        Attachment {
            id: AttachmentId::new(now),
            reference: new.reference.clone(),
            name: named(new.name.as_deref().unwrap_or_default(), stored.media_type),
            content_id: new.content_id.clone(),
            media_type: stored.media_type.to_owned(),
            size: stored.size,
            sha256: hex::encode(&stored.sha256),
            created_at: now,
            content: content.clone(),
        }
    }

    /// How it is shown; what no browser shows safely, and pictures whose size nothing here reads, are only saved.
    pub fn preview(&self) -> Option<Preview> {
        media::preview(&self.media_type).filter(|_| self.media_type != "image/avif")
    }

    pub fn is_picture(&self) -> bool {
        self.preview() == Some(Preview::Picture)
    }

    /// As it goes out.
    pub fn outgoing(&self) -> Outgoing<'_> {
        let Attachment { name, media_type, size, sha256, content, .. } = self;
        Outgoing { name, media_type, size: *size, sha256, content }
    }

    /// Whether the other one is this one once more.
    pub fn is_same(&self, other: &Attachment) -> bool {
        match (&self.reference, &other.reference) {
            (Some(own), Some(other)) => own == other,
            _ => self.sha256 == other.sha256 && self.name == other.name,
        }
    }

    fn recorded(&self, message: MessageId) -> Map<String, Value> {
        let members = json!({
            "message_id": message, "ref": self.reference, "name": self.name, "content_id": self.content_id,
            "media_type": self.media_type, "size": self.size, "sha256": self.sha256,
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// A name that can be shown; what came without one is called by what it is.
fn named(told: &str, media_type: &str) -> String {
    let plain = name::of_upload(told);
    match media::ending(media_type).filter(|_| name::clean(told).is_none()) {
        Some(ending) => format!("{plain}.{ending}"),
        None => plain,
    }
}

/// The attachments of a message that comes now, each once.
pub fn of_new(new: &[NewAttachment], now: Time) -> Vec<Attachment> {
    let mut all: Vec<Attachment> = Vec::with_capacity(new.len());
    for one in new {
        let one = Attachment::of(one, now);
        if !all.iter().any(|known| known.is_same(&one)) {
            all.push(one);
        }
    }
    all
}

/// Makes what messages brought along theirs; their rows are there.
///
/// # Errors
/// `StoreUnavailable` if a content was given up meanwhile.
pub fn claim(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: &Interaction,
    messages: &[Message],
) -> AppResult<()> {
    for message in messages {
        for one in &message.attachments {
            if !crate::files::store::claim(tx, &one.content, author.at)? {
                return Err(AppError::StoreUnavailable);
            }
            store::insert(tx, message.id, one)?;
            let subject = Subject { entity: "attachment", id: one.id.0, customer: interaction.customer };
            changes::created(tx, author, subject, &one.recorded(message.id))?;
        }
    }
    Ok(())
}

/// Which of these a message that is known does not have yet.
///
/// # Errors
/// `Conflict` beyond what one message may have.
pub fn unknown(message: &Message, new: &[NewAttachment], now: Time) -> AppResult<Vec<Attachment>> {
    let mut added = of_new(new, now);
    added.retain(|one| !message.attachments.iter().any(|known| known.is_same(one)));
    if added.is_empty() {
        return Ok(added);
    }
    if message.attachments.len() + added.len() > MANY {
        return Err(AppError::Conflict(
            FieldError::new("attachments", "conflict-attachments-many").with("max", MANY),
        ));
    }
    let size: i64 = message.attachments.iter().chain(&added).map(|one| one.size).sum();
    if let Some(room) = new.iter().map(|one| one.room).max().filter(|room| size > *room) {
        return Err(full(room));
    }
    Ok(added)
}

fn full(room: i64) -> AppError {
    AppError::Conflict(
        FieldError::new("attachments", "conflict-attachments-full").with("max", room / MEGABYTE),
    )
}

/// Gives up everything that came with the messages of an interaction, which is being deleted.
pub fn forget(tx: &mut Tx<'_>, author: &Author, interaction: InteractionId) -> AppResult<()> {
    for content in store::list_contents_of(tx, interaction)? {
        crate::files::store::let_go(tx, &content, author.at)?;
    }
    Ok(store::delete_of(tx, interaction)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::content::Stored;

    fn new(reference: Option<&str>, name: &str, content: &[u8]) -> NewAttachment {
        let stored = Stored { size: 1, sha256: content.to_vec(), media_type: media::of(content) };
        NewAttachment {
            reference: reference.map(str::to_owned),
            name: Some(name.to_owned()),
            content_id: None,
            brought: Brought { content: "key".into(), stored },
            room: 10,
        }
    }

    #[test]
    fn the_same_one_again_is_no_second_one() {
        let now = Time::from_micros(0);
        let names = |new: &[NewAttachment]| -> Vec<String> {
            of_new(new, now).into_iter().map(|one| one.name).collect()
        };
        let (a, b) = (new(Some("1"), "a.pdf", b"%PDF-1"), new(None, "a.pdf", b"%PDF-1"));
        assert_eq!(names(&[a.clone(), a.clone(), b.clone()]), ["a.pdf"]);
        // Two of one name, and one under two names, are two; so are two refs.
        assert_eq!(
            names(&[b.clone(), new(None, "a.pdf", b"%PDF-2"), new(None, "b.pdf", b"%PDF-1")]).len(),
            3
        );
        assert_eq!(names(&[a.clone(), new(Some("2"), "a.pdf", b"%PDF-1")]).len(), 2);
        // The same ref is the same one, whatever is in it.
        assert_eq!(names(&[a, new(Some("1"), "z.pdf", b"%PDF-9")]), ["a.pdf"]);
    }

    #[test]
    fn what_has_no_name_is_called_by_what_it_is() {
        assert_eq!(named("", "image/jpeg"), "file.jpg");
        assert_eq!(named("../", "application/pdf"), "file.pdf");
        assert_eq!(named("\u{202e}", media::UNKNOWN), "file");
        assert_eq!(named("../x\r\nfdp\u{202e}.exe", media::UNKNOWN), "xfdp.exe");
        assert_eq!(named("offer", "application/pdf"), "offer");
    }
}
