//! vCon, a container for conversations, as the object that our API would take.
//!
//! Source: draft-ietf-vcon-vcon-core (0.4.0) and the CC extension, and the names that earlier versions had: `mimetype`
//! for `mediatype`, `must_support` for `critical`, `appended` for `amended`, hyphens for underscores, `type` for the
//! `purpose` of an attachment; what the library of the working group moved into `meta`. A signed one (JWS, general JSON
//! serialization) is read without its signatures being checked; an encrypted one cannot be.
//!
//! One vCon is one interaction: its text dialogs are the messages, its first recording the recording.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value as Json, json};

use crate::clock::Time;
use crate::error::FieldError;
use crate::interactions;
use crate::transfers;
use crate::words::Channel;

/// Names the analysis that holds the facts for which the draft has no word.
pub const OWN_SCHEMA: &str = "visavi-interaction-1";
/// Purposes of attachments: tags as the library of the working group attaches them, a remark, and a message as HTML.
pub const TAGS: &str = "tags";
pub const NOTE: &str = "note";
pub const MARKUP: &str = "markup";
/// The extensions that may be critical.
const KNOWN: [&str; 1] = ["CC"];

/// Whether an object is one, signed or not.
pub fn is_one(members: &Map<String, Json>) -> bool {
    (members.contains_key("uuid") && members.contains_key("parties") && members.contains_key("created_at"))
        || (members.contains_key("vcon") && members.contains_key("parties"))
        || (members.contains_key("payload") && members.contains_key("signatures"))
        || (members.contains_key("ciphertext") && members.contains_key("recipients"))
}

/// Reads one.
///
/// # Errors
/// If it is encrypted, has nobody or nothing in it, or must not be read without an extension that is unknown here.
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
    understood(list("critical"), "critical")?;
    understood(list("must_support"), "must_support")?;
    let (parties, dialogs) = (list("parties"), list("dialog"));
    if parties.is_empty() || dialogs.is_empty() {
        return Err(FieldError::new(
            if parties.is_empty() { "parties" } else { "dialog" },
            "import-vcon-broken",
        ));
    }
    let customer = customer_of(parties, dialogs);
    let other = served_by(parties, dialogs, customer);
    let first = dialogs.iter().find_map(speaker).unwrap_or(0);
    let is_in = first == customer;
    let channel = channel(parties, dialogs, customer);
    let (started, ended) = times(dialogs);
    let own = own_facts(list("analysis"));
    let attachments = list("attachments");
    let mut messages: Vec<Json> = dialogs
        .iter()
        .enumerate()
        .filter(|(_, dialog)| text(dialog, "type") == Some("text"))
        .filter_map(|(place, dialog)| message(place, dialog, parties, channel))
        .map(|(place, told)| with_facts(place, told, own.as_ref(), attachments))
        .collect();
    let mut told = Map::new();
    let mut tell = |name: &str, value: Json| {
        if !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()) {
            told.insert(name.to_owned(), value);
        }
    };
    tell("ref", json!(reference(members)));
    tell("channel", json!(channel));
    tell("direction", json!(if is_in { "in" } else { "out" }));
    let (us, them) = (other.and_then(|place| address(&parties[place])), address(&parties[customer]));
    tell("from", json!(if is_in { &them } else { &us }));
    tell("to", json!(if is_in { &us } else { &them }));
    tell("agent", json!(other.and_then(|place| text(&parties[place], "name"))));
    tell("topic", json!(text_of(members, "subject").map(|topic| short(&topic))));
    tell("started_at", json!(started.map(|at| at.to_string()).or_else(|| text_of(members, "created_at"))));
    tell("ended_at", json!(ended.map(|at| at.to_string())));
    let recording = dialogs.iter().find(|dialog| text(dialog, "type") == Some("recording"));
    tell("recording_url", json!(recording.and_then(|dialog| text(dialog, "url"))));
    tell("ivr_path", Json::Array(pressed(dialogs, customer)));
    // Of a transfer it is the queue that it leads to.
    let served = dialogs.iter().filter(|dialog| text(dialog, "type") != Some("transfer"));
    tell("queue", json!(served.into_iter().find_map(skill).map(short)));
    tell("campaign", json!(dialogs.iter().find_map(|dialog| text(dialog, "campaign")).map(short)));
    tell("tags", json!(tags(attachments)));
    tell("comments", Json::Array(notes(attachments, parties)));
    tell("transfers", Json::Array(transfers::vcon::read(own.as_ref(), parties, dialogs)));
    interactions::delivery::read(own.as_ref(), &mut messages);
    let messages = super::attached::read(messages, dialogs, attachments, own.as_ref());
    if let Some(own) = &own {
        for name in OWN {
            tell(name, own.get(name).cloned().unwrap_or_default());
        }
        // That nothing is told of them is told as well: the recording was in no archive, the call never ended.
        for name in ["agent", "from", "to", "ended_at", "queue"] {
            if !own.contains_key(name) {
                told.remove(name);
            }
        }
        if told.get("fields").is_some_and(|fields| fields.as_object().is_some_and(Map::is_empty)) {
            told.remove("fields");
        }
    }
    if !messages.is_empty() {
        told.insert("messages".to_owned(), Json::Array(messages));
    }
    Ok(told)
}

/// The facts that `write` tells in words of our own.
const OWN: [&str; 16] = [
    "channel",
    "direction",
    "state",
    "from",
    "to",
    "agent",
    "queue",
    "started_at",
    "answered_at",
    "ended_at",
    "ivr_path",
    "recording_url",
    "rating",
    "campaign",
    "disposition",
    "fields",
];

/// Whoever does not know an extension that is critical must not read what it is in.
fn understood(extensions: &[Json], name: &'static str) -> Result<(), FieldError> {
    let unknown = extensions.iter().find(|one| !one.as_str().is_some_and(|one| KNOWN.contains(&one)));
    unknown.map_or(Ok(()), |unknown| {
        let unknown = unknown.as_str().map_or_else(|| unknown.to_string(), str::to_owned);
        Err(FieldError::new(name, "import-vcon-critical").with("name", short(&unknown)))
    })
}

/// What it is known by: its `uuid`. One that amends another one is the same conversation.
fn reference(members: &Map<String, Json>) -> Option<String> {
    let earlier = ["amended", "appended"].into_iter().find_map(|name| text(members.get(name)?, "uuid"));
    earlier.map(str::to_owned).or_else(|| text_of(members, "uuid"))
}

/// When the first dialog began, and the last one ended.
fn times(dialogs: &[Json]) -> (Option<Time>, Option<Time>) {
    let (mut started, mut ended) = (None::<Time>, None::<Time>);
    for dialog in dialogs {
        let Some(start) = text(dialog, "start").and_then(time) else { continue };
        let seconds = dialog.get("duration").and_then(Json::as_f64).unwrap_or(0.0).clamp(0.0, 1e7);
        #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
        let end = start.plus((seconds * 1e6) as i64);
        started = Some(started.map_or(start, |known| known.min(start)));
        ended = Some(ended.map_or(end, |known| known.max(end)));
    }
    (started, ended)
}

/// A time; without a zone, as earlier libraries wrote them, in UTC.
fn time(text: &str) -> Option<Time> {
    Time::parse(text).or_else(|| Time::parse(&format!("{text}Z")))
}

fn short(text: &str) -> String {
    crate::search::words::cut(text, 200).to_owned()
}

/// What `write` tells beside the words of the draft.
fn own_facts(analysis: &[Json]) -> Option<Map<String, Json>> {
    let own = analysis.iter().find(|one| text(one, "schema") == Some(OWN_SCHEMA))?;
    match own.get("body")? {
        Json::Object(facts) => Some(facts.clone()),
        Json::String(text) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

/// A parameter that is a text. The library of the working group can move into `meta` what it does not know.
pub(super) fn text<'a>(object: &'a Json, name: &str) -> Option<&'a str> {
    let value = object.get(name).or_else(|| object.get("meta")?.get(name));
    value.and_then(Json::as_str).filter(|text| !text.trim().is_empty())
}

fn text_of(members: &Map<String, Json>, name: &str) -> Option<String> {
    members.get(name).and_then(Json::as_str).map(str::to_owned)
}

/// The CC extension has one skill by its text, a list of them by its schema.
fn skill(dialog: &Json) -> Option<&str> {
    text(dialog, "skill").or_else(|| dialog.get("skill")?.as_array()?.iter().find_map(Json::as_str))
}

/// Keys that the customer pressed: the way through a menu whose words are unknown.
fn pressed(dialogs: &[Json], customer: usize) -> Vec<Json> {
    let events = dialogs.iter().filter_map(|dialog| dialog.get("party_history")?.as_array()).flatten();
    events
        .filter(|event| {
            text(event, "event") == Some("keydown") && place(event.get("party")) == Some(customer)
        })
        .filter_map(|event| {
            Some(json!({ "prompt": "", "choice": crate::search::words::cut(text(event, "button")?, 50) }))
        })
        .take(200)
        .collect()
}

fn place(value: Option<&Json>) -> Option<usize> {
    value?.as_u64().and_then(|n| usize::try_from(n).ok())
}

/// Which party spoke, or began: the originator, else the first of those who took part.
fn speaker(dialog: &Json) -> Option<usize> {
    place(dialog.get("originator")).or_else(|| match dialog.get("parties")? {
        Json::Array(list) => list.iter().find_map(|one| match one {
            // Several channels: parties by channel.
            Json::Array(inner) => place(inner.first()),
            other => place(Some(other)),
        }),
        one => place(Some(one)),
    })
}

/// Who served the customer: to whom the contact was handed over last, else the first who is neither customer nor machine.
fn served_by(parties: &[Json], dialogs: &[Json], customer: usize) -> Option<usize> {
    let serves =
        |place: &usize| *place != customer && *place < parties.len() && !is_machine(&parties[*place]);
    let handed = dialogs.iter().rev().find_map(|dialog| {
        let target = dialog.get("transfer_target").or_else(|| dialog.get("transfer-target"))?;
        place(Some(target)).or_else(|| place(target.as_array()?.last()))
    });
    handed.filter(serves).or_else(|| (0..parties.len()).find(serves))
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
    let found =
        ["tel", "mailto", "sip", "did", "handle", "org"].into_iter().find_map(|name| text(party, name))?;
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
    if dialogs.iter().any(is_call) {
        return "call";
    }
    let party = &parties[customer];
    // Ours says it in the word of the channel.
    let said = |dialog: &Json| {
        ["interaction_type", "application"]
            .iter()
            .find_map(|name| text(dialog, name)?.parse::<Channel>().ok())
    };
    let own = dialogs.iter().find_map(said);
    if let Some(channel) = own {
        return channel.as_str();
    }
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

/// What a message is known by: the draft's id of it, else the place of its dialog.
pub(super) fn message_reference(place: usize, dialog: &Json) -> String {
    text(dialog, "message_id").map_or_else(|| format!("dialog-{place}"), str::to_owned)
}

/// A dialog of text as a message, with its place among the dialogs.
fn message(
    place: usize,
    dialog: &Json,
    parties: &[Json],
    channel: &str,
) -> Option<(usize, Map<String, Json>)> {
    let body = dialog.get("body").cloned().unwrap_or_default();
    let body = match (body, text(dialog, "encoding")) {
        (Json::String(text), Some("base64url" | "base64")) => {
            let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        (Json::String(text), _) => text,
        (Json::Null, _) => String::new(),
        (other, _) => other.to_string(),
    };
    let reference = text(dialog, "message_id");
    // That somebody wrote, without anything written, is no message.
    if body.is_empty() && reference.is_none() {
        return None;
    }
    let name = if media(dialog).starts_with("text/html") { "html" } else { "text" };
    let from = speaker(dialog).and_then(|place| parties.get(place));
    let from = from.and_then(|party| match channel {
        "chat" => text(party, "name").map(str::to_owned).or_else(|| address(party)),
        _ => address(party).or_else(|| text(party, "name").map(str::to_owned)),
    });
    let mut told = Map::from_iter([("ref".to_owned(), json!(message_reference(place, dialog)))]);
    if !body.is_empty() {
        told.insert(name.to_owned(), json!(body));
    }
    let at = text(dialog, "start").and_then(time).map(|at| at.to_string());
    for (name, value) in
        [("subject", text(dialog, "subject")), ("from", from.as_deref()), ("at", at.as_deref())]
    {
        if let Some(value) = value {
            told.insert(name.to_owned(), json!(value));
        }
    }
    Some((place, told))
}

/// With what our own facts and the markup beside it tell of a message.
fn with_facts(
    place: usize,
    mut told: Map<String, Json>,
    own: Option<&Map<String, Json>>,
    attachments: &[Json],
) -> Json {
    let is_here = |one: &&Json| self::place(one.get("dialog")) == Some(place);
    let facts = own.and_then(|own| own.get("messages")?.as_array()?.iter().find(is_here));
    if let Some(facts) = facts {
        told.remove("from");
        for name in ["number", "from", "to", "subject"] {
            if let Some(value) = facts.get(name) {
                told.insert(name.to_owned(), value.clone());
            }
        }
        if facts.get("html_only") == Some(&Json::Bool(true)) {
            told.remove("text");
        }
    }
    let markup = attachments.iter().filter(is_here).find(|one| text(one, "purpose") == Some(MARKUP));
    if let Some(html) = markup.and_then(|one| text(one, "body")) {
        told.insert("html".to_owned(), json!(html));
    }
    Json::Object(told)
}

/// Tags: a list of texts, earlier a text that is one.
fn tags(attachments: &[Json]) -> Vec<String> {
    let is_tags = |one: &&Json| ["type", "purpose"].iter().any(|name| text(one, name) == Some(TAGS));
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

/// What was remarked, with who did.
fn notes(attachments: &[Json], parties: &[Json]) -> Vec<Json> {
    let notes = attachments.iter().filter(|one| text(one, "purpose") == Some(NOTE));
    let told = notes.filter_map(|one| {
        let by = place(one.get("party")).and_then(|place| text(parties.get(place)?, "name"));
        let at = text(one, "start").and_then(time).map(|at| at.to_string());
        Some(json!({ "by": by.map(short), "text": text(one, "body")?, "at": at }))
    });
    told.take(200).collect()
}
