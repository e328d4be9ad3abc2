//! vCon, a container for conversations, as the object that our API would take.
//!
//! Source: draft-ietf-vcon-vcon-core (0.4.0), and the names that earlier versions had: `mimetype` for `mediatype`,
//! `alg` beside `content_hash`, parties without roles. A signed one (JWS, general JSON serialization) is read without
//! its signatures being checked; an encrypted one cannot be.
//!
//! One vCon is one interaction: its text dialogs are the messages, its first recording the recording.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value as Json, json};

use crate::error::FieldError;
use crate::interactions;
use crate::transfers;
use crate::words::Channel;

/// Names the analysis that holds the facts for which the draft has no word.
pub const OWN_SCHEMA: &str = "visavi-interaction-1";

/// Whether an object is one, signed or not.
pub fn is_one(members: &Map<String, Json>) -> bool {
    (members.contains_key("vcon") && members.contains_key("parties"))
        || (members.contains_key("payload") && members.contains_key("signatures"))
        || (members.contains_key("ciphertext") && members.contains_key("recipients"))
}

/// Reads one.
///
/// # Errors
/// If it is encrypted, or has nobody or nothing in it.
pub fn read(members: &Map<String, Json>) -> Result<Map<String, Json>, FieldError> {
    if members.contains_key("ciphertext") {
        return Err(FieldError::new("", "import-vcon-encrypted"));
    }
    if let Some(payload) = members.get("payload").and_then(Json::as_str) {
        let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).unwrap_or_default();
        return match serde_json::from_slice::<Json>(&bytes) {
            Ok(Json::Object(inner)) if inner.contains_key("parties") => read(&inner),
            _ => Err(FieldError::new("payload", "import-vcon-broken")),
        };
    }
    let list = |name: &str| members.get(name).and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    let (parties, dialogs) = (list("parties"), list("dialog"));
    if parties.is_empty() || dialogs.is_empty() {
        return Err(FieldError::new(
            if parties.is_empty() { "parties" } else { "dialog" },
            "import-vcon-broken",
        ));
    }
    let customer = customer_of(parties, dialogs);
    let other = (0..parties.len()).find(|place| *place != customer && !is_machine(&parties[*place]));
    let first = dialogs.iter().find_map(originator).unwrap_or(0);
    let is_in = first == customer;
    let is_text = |dialog: &&Json| text(dialog, "type") == Some("text");
    let channel = channel(parties, dialogs, customer);
    let (mut started, mut ended) = (None::<String>, None::<String>);
    for dialog in dialogs {
        let Some(start) = text(dialog, "start").and_then(crate::clock::Time::parse) else { continue };
        let seconds = dialog.get("duration").and_then(Json::as_f64).unwrap_or(0.0).clamp(0.0, 1e7);
        #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
        let end = start.plus((seconds * 1e6) as i64);
        if started.as_deref().and_then(crate::clock::Time::parse).is_none_or(|known| start < known) {
            started = Some(start.to_string());
        }
        if ended.as_deref().and_then(crate::clock::Time::parse).is_none_or(|known| end > known) {
            ended = Some(end.to_string());
        }
    }
    let mut messages: Vec<Json> = dialogs
        .iter()
        .filter(is_text)
        .enumerate()
        .filter_map(|(number, dialog)| message(number, dialog, parties, channel))
        .collect();
    let mut told = Map::new();
    let mut tell = |name: &str, value: Json| {
        if !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()) {
            told.insert(name.to_owned(), value);
        }
    };
    tell("ref", json!(members.get("uuid").and_then(Json::as_str)));
    tell("channel", json!(channel));
    tell("direction", json!(if is_in { "in" } else { "out" }));
    let (us, them) = (other.and_then(|place| address(&parties[place])), address(&parties[customer]));
    tell("from", json!(if is_in { &them } else { &us }));
    tell("to", json!(if is_in { &us } else { &them }));
    tell("agent", json!(other.and_then(|place| text(&parties[place], "name"))));
    tell(
        "topic",
        json!(
            members
                .get("subject")
                .and_then(Json::as_str)
                .map(|subject| crate::search::words::cut(subject, 200))
        ),
    );
    tell("started_at", json!(started.or_else(|| text_of(members, "created_at"))));
    tell("ended_at", json!(ended));
    let recording = dialogs.iter().find(|dialog| text(dialog, "type") == Some("recording"));
    tell("recording_url", json!(recording.and_then(|dialog| text(dialog, "url"))));
    let own = own_facts(list("analysis"));
    interactions::delivery::read(own, &mut messages);
    tell("transfers", Json::Array(transfers::vcon::read(own, parties, dialogs)));
    for name in ["state", "queue", "answered_at", "ivr_path", "rating", "campaign", "disposition"] {
        tell(name, own.and_then(|facts| facts.get(name)).cloned().unwrap_or_default());
    }
    tell("tags", json!(tags(list("attachments"))));
    let messages = super::attached::read(messages, dialogs, list("attachments"));
    tell("messages", Json::Array(messages));
    Ok(told)
}

/// What `write` tells beside the words of the draft.
fn own_facts(analysis: &[Json]) -> Option<&Json> {
    let own = analysis.iter().find(|one| text(one, "schema") == Some(OWN_SCHEMA));
    own.and_then(|one| one.get("body")).filter(|body| body.is_object())
}

pub(super) fn text<'a>(object: &'a Json, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Json::as_str).filter(|text| !text.trim().is_empty())
}

fn text_of(members: &Map<String, Json>, name: &str) -> Option<String> {
    members.get(name).and_then(Json::as_str).map(str::to_owned)
}

/// Which party speaks first.
fn originator(dialog: &Json) -> Option<usize> {
    let index = |value: &Json| value.as_u64().and_then(|n| usize::try_from(n).ok());
    index(dialog.get("originator")?).or(None).or_else(|| match dialog.get("parties")? {
        Json::Array(list) => list.first().and_then(|first| match first {
            // Several channels: parties by channel.
            Json::Array(inner) => inner.first().and_then(index),
            other => index(other),
        }),
        one => index(one),
    })
}

fn speaker(dialog: &Json) -> Option<usize> {
    originator(dialog).or_else(|| match dialog.get("parties")? {
        Json::Array(list) => list.first()?.as_u64().and_then(|n| usize::try_from(n).ok()),
        one => one.as_u64().and_then(|n| usize::try_from(n).ok()),
    })
}

fn role(party: &Json) -> String {
    text(party, "role").or_else(|| text(party, "type")).unwrap_or_default().to_lowercase()
}

fn is_machine(party: &Json) -> bool {
    matches!(role(party).as_str(), "bot" | "system" | "sme" | "supervisor" | "thirdparty")
}

/// The party that is the customer: by role, else whoever is no agent, else who spoke first.
fn customer_of(parties: &[Json], dialogs: &[Json]) -> usize {
    let by_role = |words: &[&str]| parties.iter().position(|party| words.contains(&role(party).as_str()));
    by_role(&["customer", "client", "contact", "caller", "user", "consumer"])
        .or_else(|| {
            by_role(&["agent", "employee", "representative"]).and_then(|agent| {
                (0..parties.len()).find(|place| *place != agent && !is_machine(&parties[*place]))
            })
        })
        .or_else(|| dialogs.iter().find_map(speaker))
        .filter(|place| *place < parties.len())
        .unwrap_or(0)
}

/// Number, address or handle of a party, without its scheme.
fn address(party: &Json) -> Option<String> {
    let found = ["tel", "mailto", "sip", "did", "handle"].into_iter().find_map(|name| text(party, name))?;
    let plain =
        ["tel:", "mailto:"].into_iter().find_map(|scheme| found.strip_prefix(scheme)).unwrap_or(found);
    Some(plain.to_owned())
}

fn media(dialog: &Json) -> &str {
    text(dialog, "mediatype").or_else(|| text(dialog, "mimetype")).unwrap_or_default()
}

fn channel(parties: &[Json], dialogs: &[Json], customer: usize) -> &'static str {
    let is_call =
        |dialog: &Json| matches!(text(dialog, "type"), Some("recording" | "incomplete" | "transfer"));
    // Ours says it in the word of the channel: a chat may be transferred as well.
    let own = dialogs.iter().find_map(|dialog| text(dialog, "application")?.parse::<Channel>().ok());
    if let Some(channel) = own {
        return channel.as_str();
    }
    if dialogs.iter().any(is_call) {
        return "call";
    }
    let party = &parties[customer];
    let application =
        dialogs.iter().find_map(|dialog| text(dialog, "application")).unwrap_or_default().to_lowercase();
    if dialogs.iter().any(|dialog| media(dialog).starts_with("message/")) || application.contains("mail") {
        "email"
    } else if application.contains("sms") || (text(party, "tel").is_some() && text(party, "mailto").is_none())
    {
        "sms"
    } else if text(party, "mailto").is_some()
        && dialogs.iter().any(|dialog| media(dialog).starts_with("text/html"))
    {
        "email"
    } else {
        "chat"
    }
}

/// What a message is known by: the key of its system, else its place among the texts.
pub(super) fn reference(number: usize, dialog: &Json) -> String {
    text(dialog, "message_id").map_or_else(|| format!("dialog-{number}"), str::to_owned)
}

fn message(number: usize, dialog: &Json, parties: &[Json], channel: &str) -> Option<Json> {
    let body = dialog.get("body")?;
    let body = match (body, text(dialog, "encoding")) {
        (Json::String(text), Some("base64url")) => {
            let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        (Json::String(text), _) => text.clone(),
        (other, _) => other.to_string(),
    };
    let name = if media(dialog).starts_with("text/html") { "html" } else { "text" };
    let from = speaker(dialog).and_then(|place| parties.get(place));
    let from = from.and_then(|party| match channel {
        "chat" => text(party, "name").map(str::to_owned).or_else(|| address(party)),
        _ => address(party).or_else(|| text(party, "name").map(str::to_owned)),
    });
    Some(json!({
        "ref": reference(number, dialog),
        name: body,
        "subject": text(dialog, "subject"),
        "from": from,
        "at": text(dialog, "start"),
    }))
}

/// Tags as the library of the working group attaches them: a list of texts.
fn tags(attachments: &[Json]) -> Vec<String> {
    let is_tags = |one: &&Json| ["type", "purpose"].iter().any(|name| text(one, name) == Some("tags"));
    let body = attachments.iter().find(is_tags).and_then(|one| one.get("body"));
    let parsed = match body {
        Some(Json::String(text)) => serde_json::from_str::<Json>(text).ok(),
        other => other.cloned(),
    };
    let list = parsed.as_ref().and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
    list.iter()
        .filter_map(Json::as_str)
        .map(|tag| crate::search::words::cut(tag, 50).to_owned())
        .take(100)
        .collect()
}
