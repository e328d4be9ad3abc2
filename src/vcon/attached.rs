//! What came with messages, as attachments of a vCon (draft-ietf-vcon-vcon-core, 4.4): small ones in it, of the others
//! the address and the hash.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::StreamExt;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha512};

use super::read::{MARKUP, NOTE, TAGS, message_reference, text};
use crate::app::App;
use crate::attachments::Attachment;
use crate::error::{AppError, AppResult};
use crate::id::AttachmentId;
use crate::interactions::Message;

/// Bytes of an attachment that stands in a vCon itself, and of all of them together.
const SMALL: i64 = 1_000_000;
const ALL: i64 = 20_000_000;
/// What an attachment is for: the draft has no word for a part of a message.
const PURPOSE: &str = "attachment";
/// Those that `read` finds elsewhere, by their purpose or, before 0.4.0, type.
const OTHERS: [&str; 3] = [TAGS, NOTE, MARKUP];

/// How an attachment stands in a vCon.
#[derive(Clone, Debug)]
pub enum Body {
    /// Its bytes.
    Within(Vec<u8>),
    /// Where it is, and the SHA-512 of its bytes.
    Elsewhere { url: String, sha512: Vec<u8> },
}

pub type Bodies = HashMap<AttachmentId, Body>;

/// Reads what came with messages out of the store.
///
/// # Errors
/// `StoreUnavailable`.
pub async fn bodies(app: &App, messages: &[Message]) -> AppResult<Bodies> {
    let base = app.config.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
    let (mut bodies, mut total) = (Bodies::new(), 0);
    for one in messages.iter().flat_map(|message| &message.attachments) {
        let is_within = one.size <= SMALL && total + one.size <= ALL;
        let body = if is_within {
            total += one.size;
            let mut bytes = Vec::new();
            each(app, one, |piece| bytes.extend_from_slice(piece)).await?;
            Body::Within(bytes)
        } else {
            let mut hash = Sha512::new();
            each(app, one, |piece| hash.update(piece)).await?;
            let url = format!("{base}/api/v1/attachments/{}/content", one.id);
            Body::Elsewhere { url, sha512: hash.finalize().to_vec() }
        };
        bodies.insert(one.id, body);
    }
    Ok(bodies)
}

async fn each(app: &App, one: &Attachment, mut told: impl FnMut(&[u8])) -> AppResult<()> {
    let Some(mut pieces) = app.files.open(&one.content).await? else {
        tracing::warn!(id = %one.id, "the content of an attachment is not in the store");
        return Err(AppError::StoreUnavailable);
    };
    while let Some(piece) = pieces.next().await {
        told(&piece.map_err(|error| {
            tracing::warn!(%error, "an attachment could not be read to its end");
            AppError::StoreUnavailable
        })?);
    }
    Ok(())
}

/// Adds what came with messages to the vCon of their interaction, each to the dialog of its message.
pub fn attach(vcon: &mut Json, messages: &[Message], bodies: &Bodies) {
    let dialogs = vcon.get("dialog").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let before = vcon.get("attachments").and_then(Json::as_array).map_or(0, Vec::len);
    // The draft has no word for the names by which HTML shows its pictures: our own part has them, by place.
    let (mut attached, mut shown) = (Vec::new(), Map::new());
    for message in messages.iter().filter(|message| !message.attachments.is_empty()) {
        let is_its = |dialog: &Json| text(dialog, "message_id") == Some(message.reference.as_str());
        let Some(place) = dialogs.iter().position(is_its) else { continue };
        // Who wrote it stands first.
        let party =
            dialogs[place].get("parties").and_then(|all| all.get(0)).cloned().unwrap_or_else(|| json!(0));
        for one in &message.attachments {
            let Some(body) = bodies.get(&one.id) else { continue };
            let mut members = Map::from_iter([
                ("purpose".to_owned(), json!(PURPOSE)),
                ("party".to_owned(), party.clone()),
                ("dialog".to_owned(), json!(place)),
                ("start".to_owned(), json!(message.at)),
                ("mediatype".to_owned(), json!(one.media_type)),
                ("filename".to_owned(), json!(one.name)),
            ]);
            if let Some(id) = &one.content_id {
                shown.insert((before + attached.len()).to_string(), json!(id));
            }
            match body {
                Body::Within(bytes) => {
                    members.insert("encoding".to_owned(), json!("base64url"));
                    members.insert("body".to_owned(), json!(URL_SAFE_NO_PAD.encode(bytes)));
                }
                Body::Elsewhere { url, sha512 } => {
                    let hash = format!("sha512-{}", URL_SAFE_NO_PAD.encode(sha512));
                    members.insert("url".to_owned(), json!(url));
                    members.insert("content_hash".to_owned(), json!(hash));
                }
            }
            attached.push(Json::Object(members));
        }
    }
    if let Some(list) = vcon.get_mut("attachments").and_then(Json::as_array_mut) {
        list.extend(attached);
    }
    if let Some(Json::Object(own)) = vcon.pointer_mut("/analysis/0/body").filter(|_| !shown.is_empty()) {
        own.insert("content_ids".to_owned(), Json::Object(shown));
    }
}

/// The messages that were read, with what the vCon attaches to their dialogs; what belongs to none goes with the first.
/// What stands elsewhere is not fetched: nobody has the house ask an address of theirs.
pub fn read(
    mut messages: Vec<Json>,
    dialogs: &[Json],
    attachments: &[Json],
    own: Option<&Map<String, Json>>,
) -> Vec<Json> {
    for (number, one) in attachments.iter().enumerate() {
        let purpose = text(one, "purpose").or_else(|| text(one, "type"));
        let body = one.get("body").and_then(Json::as_str);
        let Some(body) = body.filter(|_| purpose.is_none_or(|purpose| !OTHERS.contains(&purpose))) else {
            continue;
        };
        let content = match text(one, "encoding") {
            Some("base64url") => body.to_owned(),
            // A text that stands there as it is; JSON is for machines.
            Some("json") => continue,
            _ => URL_SAFE_NO_PAD.encode(body),
        };
        let place = one.get("dialog").and_then(Json::as_u64).and_then(|place| usize::try_from(place).ok());
        let of = place.and_then(|place| Some(json!(message_reference(place, dialogs.get(place)?))));
        let index = messages.iter().position(|message| of.is_some() && message.get("ref") == of.as_ref());
        let Some(Json::Object(message)) = messages.get_mut(index.unwrap_or(0)) else { continue };
        let list = message.entry("attachments").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            let content_id = own.and_then(|own| own.get("content_ids")?.get(number.to_string())?.as_str());
            let content_id = content_id.or_else(|| text(one, "content_id"));
            list.push(json!({ "name": text(one, "filename"), "content_id": content_id, "content": content }));
        }
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::MessageId;

    fn attachment(number: u128, name: &str) -> Attachment {
        Attachment {
            id: AttachmentId(uuid::Uuid::from_u128(number)),
            reference: None,
            name: name.into(),
            content_id: (number == 1).then(|| "photo@mail".into()),
            media_type: "image/png".into(),
            size: 3,
            sha256: String::new(),
            created_at: Time::from_micros(0),
            content: "key".into(),
        }
    }

    fn message(reference: &str, attachments: Vec<Attachment>) -> Message {
        Message {
            delivery: None,
            id: MessageId(uuid::Uuid::from_u128(9)),
            reference: reference.into(),
            number: None,
            from: None,
            to: None,
            subject: None,
            text: None,
            html: None,
            at: Time::from_micros(0),
            attachments,
        }
    }

    #[test]
    fn what_goes_out_comes_in_with_the_same_message() {
        let mut vcon = json!({ "attachments": [{ "purpose": "tags", "body": "[]", "encoding": "json" }], "analysis": [{ "body": {} }], "dialog": [
            { "type": "text", "message_id": "m-1", "body": "a", "parties": [0, 1] },
            { "type": "recording" },
            { "type": "text", "message_id": "m-2", "body": "b", "parties": [1, 0] },
        ] });
        let said = [
            message("m-1", Vec::new()),
            message("m-2", vec![attachment(1, "å.png"), attachment(2, "b.png")]),
        ];
        let url = "https://house.example/api/v1/attachments/2/content".to_owned();
        let bodies = Bodies::from([
            (said[1].attachments[0].id, Body::Within(vec![0xff, 0xef, 0])),
            (said[1].attachments[1].id, Body::Elsewhere { url, sha512: vec![0xff; 64] }),
        ]);
        attach(&mut vcon, &said, &bodies);
        let attached = vcon["attachments"].as_array().unwrap();
        assert_eq!(attached.len(), 3);
        assert_eq!((&attached[1]["dialog"], &attached[1]["party"]), (&json!(2), &json!(1)));
        assert_eq!((&attached[1]["encoding"], &attached[1]["body"]), (&json!("base64url"), &json!("_-8A")));
        assert!(attached[2]["content_hash"].as_str().unwrap().starts_with("sha512-_____"), "{}", attached[2]);
        assert!(attached[2].get("body").is_none());
        let messages = vec![json!({ "ref": "m-1" }), json!({ "ref": "m-2" })];
        let read = read(
            messages,
            vcon["dialog"].as_array().unwrap(),
            attached,
            vcon["analysis"][0]["body"].as_object(),
        );
        assert!(read[0].get("attachments").is_none(), "{read:?}");
        let wanted = json!([{ "name": "å.png", "content_id": "photo@mail", "content": "_-8A" }]);
        assert_eq!(read[1]["attachments"], wanted);
    }

    #[test]
    fn what_belongs_to_no_message_goes_with_the_first() {
        let dialogs = [json!({ "type": "recording" }), json!({ "type": "text", "body": "a" })];
        let attachments = [
            json!({ "filename": "a.txt", "body": "words", "encoding": "none", "dialog": 0 }),
            json!({ "filename": "b.txt", "url": "https://elsewhere.example/b" }),
        ];
        let read = read(vec![json!({ "ref": "dialog-0" })], &dialogs, &attachments, None);
        assert_eq!(read[0]["attachments"].as_array().unwrap().len(), 1);
        assert_eq!(super::read(Vec::new(), &dialogs, &attachments, None), Vec::<Json>::new());
    }
}
