//! What comes with a message: checked, and its bytes stored before the message is taken.

use axum::body::Bytes;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::MANY;
use crate::author::Author;
use crate::check::Check;
use crate::error::{AppResult, FieldError};
use crate::files::MEGABYTE;
use crate::files::upload::{self, Brought, Storing};
use crate::interactions::MessageInput;

/// Characters of a `ref` and of a `Content-ID`.
const LONGEST: usize = 320;

/// An attachment as it is told with its message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = MessageAttachmentInput)]
pub struct AttachmentInput {
    /// The sender's own key; without one an attachment is known within its message by its name and bytes.
    #[serde(rename = "ref")]
    #[schema(max_length = 320)]
    pub reference: Option<String>,
    /// Folders and characters that cannot be seen are taken out; without one it is called by what it is.
    pub name: Option<String>,
    /// The `Content-ID` by which the HTML of the message shows it, with or without angle brackets.
    #[schema(max_length = 320)]
    pub content_id: Option<String>,
    /// Its bytes in base64 (RFC 4648, 4 or 5), line breaks allowed; empty for an empty file.
    #[schema(required = true)]
    pub content: Option<String>,
    /// The same bytes, once they are in the store.
    #[serde(skip)]
    #[schema(ignore)]
    pub brought: Option<Ready>,
}

/// What is in the store, and how many bytes all attachments of the message may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    pub brought: Brought,
    pub room: i64,
}

/// A checked attachment whose content is in the store.
#[derive(Clone, Debug)]
pub struct NewAttachment {
    pub reference: Option<String>,
    /// As it was told.
    pub name: Option<String>,
    pub content_id: Option<String>,
    pub brought: Brought,
    /// Bytes that all of the message may have.
    pub room: i64,
}

impl AttachmentInput {
    /// Checks what is told of it; `prefix` stands before the member's name in errors. None while its bytes are not stored.
    pub fn read(&self, check: &mut Check, prefix: &str) -> Option<NewAttachment> {
        let reference = check.line(&format!("{prefix}ref"), self.reference.as_deref(), LONGEST);
        let content_id = self.content_id.as_deref().map(plain_id);
        let content_id = check.line(&format!("{prefix}content_id"), content_id, LONGEST);
        let Ready { brought, room } = self.brought.clone()?;
        Some(NewAttachment { reference, name: self.name.clone(), content_id, brought, room })
    }
}

/// A `Content-ID` as it is compared: what stands between the angle brackets.
pub fn plain_id(told: &str) -> &str {
    let told = told.trim();
    let told =
        told.get(..4).filter(|scheme| scheme.eq_ignore_ascii_case("cid:")).map_or(told, |_| &told[4..]);
    told.trim_matches(['<', '>']).trim()
}

/// Contents that wait for their messages to be taken.
#[derive(Debug, Default)]
#[must_use = "what is not taken has to be given up"]
pub struct Held(Vec<String>);

impl Held {
    /// Gives up what no message has taken: it was refused, or has come before.
    pub async fn settle(self, storing: Storing<'_>) {
        upload::give_up(storing, &self.0).await;
    }
}

/// Stores what comes with messages. `place`: the path of the nth message in errors, with its dot.
///
/// # Errors
/// `Invalid` by the path of the member for what is no base64, too large or too much; `StoreUnavailable`, `StoreFull`.
/// Then nothing is left.
pub async fn bring(
    storing: Storing<'_>,
    author: &Author,
    messages: &mut [MessageInput],
    place: impl Fn(usize) -> String,
) -> AppResult<Held> {
    let config = storing.files.config();
    let (largest_mb, all_mb) = (config.attachment_mb, config.message_attachments_mb);
    let mut check = Check::default();
    let mut waiting = Vec::new();
    for (index, message) in messages.iter_mut().enumerate() {
        let (place, mut total) = (place(index), 0_i64);
        let given = message.attachments.as_deref_mut().unwrap_or_default();
        if given.len() > MANY {
            check.fail(FieldError::new(format!("{place}attachments"), "invalid-too-many").with("max", MANY));
            continue;
        }
        for (nth, one) in given.iter_mut().enumerate() {
            let member = format!("{place}attachments[{nth}].content");
            let Some(text) = one.content.take() else {
                check.fail(FieldError::new(member, "invalid-missing"));
                continue;
            };
            let Some(bytes) = decoded(&text) else {
                check.fail(FieldError::new(member, "invalid-base64"));
                continue;
            };
            let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            total = total.saturating_add(size);
            if size > largest_mb * MEGABYTE {
                check.fail(FieldError::new(member, "invalid-attachment-large").with("max", largest_mb));
            }
            waiting.push((one, bytes));
        }
        if total > all_mb * MEGABYTE {
            let member = format!("{place}attachments");
            check.fail(FieldError::new(member, "invalid-attachments-large").with("max", all_mb));
        }
    }
    check.finish()?;
    let mut held = Held::default();
    for (one, bytes) in waiting {
        let pieces = stream::iter((!bytes.is_empty()).then(|| Ok(Bytes::from(bytes))));
        match upload::bring(storing, author.at, largest_mb, pieces, |_| Ok(())).await {
            Ok(brought) => {
                held.0.push(brought.content.clone());
                one.brought = Some(Ready { brought, room: all_mb * MEGABYTE });
            }
            Err(error) => {
                held.settle(storing).await;
                return Err(error);
            }
        }
    }
    Ok(held)
}

/// Base64 of either alphabet, broken into lines or not, padded or not.
pub fn decoded(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let plain: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => byte,
        })
        .collect();
    GeneralPurpose::new(&STANDARD, LENIENT).decode(plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_mail_servers_write_it() {
        for text in ["/+8=", "/+8", "_-8", "_-8=", "/+\r\n8=", " /+8= "] {
            assert_eq!(decoded(text), Some(vec![0xff, 0xef]), "{text:?}");
        }
        assert_eq!(decoded(""), Some(Vec::new()));
        for text in ["/", "/+8=x", "data:image/png;base64,AAAA", "å"] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }

    #[test]
    fn a_content_id_is_what_stands_between_the_brackets() {
        for told in ["<logo@shop>", "logo@shop", " cid:logo@shop ", "CID:<logo@shop>"] {
            assert_eq!(plain_id(told), "logo@shop");
        }
        assert_eq!(plain_id("<>"), "");
        assert_eq!(plain_id("å"), "å");
    }
}
