//! An interaction as a vCon (draft-ietf-vcon-vcon-core, 0.4.0, with the CC extension): what `read` reads is the same
//! contact again.
//!
//! Party 0 is the customer, party 1 the organisation, after them whoever remarked something. Only parameters of the
//! two drafts are written. What they have no word for stands in an analysis with our own schema; remarks, tags and the
//! markup of messages are attachments. ADR 35 says why.

use serde_json::{Map, Value as Json, json};
use telephone::Country;
use uuid::Uuid;

use super::read::{MARKUP, NOTE, OWN_SCHEMA, TAGS};
use crate::history::text_of_html;
use crate::identifiers::IdentifierKind;
use crate::interactions::{self, Comment, Interaction, Message};
use crate::transfers;
use crate::words::{Channel, Direction, State};

const CUSTOMER: usize = 0;
const ORGANISATION: usize = 1;

/// `name`: of the customer.
pub fn of(one: &Interaction, name: &str, messages: &[Message], comments: &[Comment], home: Country) -> Json {
    let mut parties = parties(one, name, comments);
    let mut dialogs = dialogs(one, messages, home);
    let attachments = attachments(one, &parties, messages, comments, (dialogs.len() - messages.len(), home));
    let report = facts(one, messages, dialogs.len());
    let (agents, transfers) = transfers::vcon::write(one, parties.len(), ORGANISATION);
    parties.extend(agents);
    dialogs.extend(transfers.into_iter().map(|transfer| Json::Object(of_whole(one, transfer))));
    let mut vcon = json!({
        "vcon": "0.4.0",
        "uuid": number(one),
        "extensions": ["CC"],
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "parties": parties,
        "analysis": [report],
        "attachments": attachments,
        "dialog": dialogs,
    });
    if let Some(topic) = &one.topic {
        vcon["subject"] = json!(topic);
    }
    vcon
}

/// What came as a vCon goes out under the same number. Ours are version 8 (RFC 9562), as the draft asks, of the bits of
/// our id: the random bits that the draft would have replaced by a hash of the host keep apart what arrives in one
/// millisecond.
fn number(one: &Interaction) -> Uuid {
    let theirs = one.reference.as_deref().and_then(|own| Uuid::try_parse(own).ok());
    let ours = || {
        let mut bytes = one.id.0.into_bytes();
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Uuid::from_bytes(bytes)
    };
    theirs.unwrap_or_else(ours)
}

fn parties(one: &Interaction, name: &str, comments: &[Comment]) -> Vec<Json> {
    let mut parties = vec![customer(one, name), organisation(one)];
    for comment in comments {
        if place_of(&parties, &comment.by).is_none() {
            parties.push(json!({ "role": "agent", "name": comment.by, "type": "person" }));
        }
    }
    parties
}

/// Which of those who remarked something has this name.
fn place_of(parties: &[Json], name: &str) -> Option<usize> {
    let behind = parties.iter().enumerate().skip(ORGANISATION + 1);
    behind.into_iter().find(|(_, party)| party["name"] == name).map(|(place, _)| place)
}

fn customer(one: &Interaction, name: &str) -> Json {
    let mut party = Map::from_iter([("role".to_owned(), json!("customer"))]);
    let mut name = name.to_owned();
    if let Some(identifier) = &one.identifier {
        let text = identifier.to_text();
        match identifier.kind {
            IdentifierKind::Phone => drop(party.insert("tel".to_owned(), json!(text))),
            IdentifierKind::Email => drop(party.insert("mailto".to_owned(), json!(text))),
            // The draft has no word for a handle; the facts have it.
            IdentifierKind::Handle if name.is_empty() => name = text,
            IdentifierKind::Handle => {}
        }
    }
    if !name.is_empty() {
        party.insert("name".to_owned(), json!(name));
    } else if one.is_withheld() {
        party.insert("name".to_owned(), json!("anonymous"));
    }
    Json::Object(party)
}

fn organisation(one: &Interaction) -> Json {
    let mut party = Map::from_iter([("role".to_owned(), json!("agent"))]);
    one.agent.as_ref().map(|login| party.insert("name".to_owned(), json!(login)));
    if let Some(line) = one.line() {
        match scheme(line) {
            Some(scheme) => party.insert(scheme.to_owned(), json!(line)),
            None => party.insert("org".to_owned(), json!(line)),
        };
    }
    Json::Object(party)
}

fn scheme(line: &str) -> Option<&'static str> {
    match line {
        _ if line.contains('@') => Some("mailto"),
        _ if line.chars().any(char::is_alphabetic) => None,
        _ => Some("tel"),
    }
}

/// Who spoke first stands first: then the draft wants no `originator`.
fn both(first: usize) -> [usize; 2] {
    if first == CUSTOMER { [CUSTOMER, ORGANISATION] } else { [ORGANISATION, CUSTOMER] }
}

/// The call, or what was written; of a conversation without words, that it was.
fn dialogs(one: &Interaction, messages: &[Message], home: Country) -> Vec<Json> {
    let first = if one.direction == Direction::In { CUSTOMER } else { ORGANISATION };
    let mut dialogs = Vec::with_capacity(messages.len() + 1);
    if one.channel == Channel::Call {
        let missed = one.answered_at.is_none() && one.recording_url.is_none() && one.state == State::Closed;
        let mut dialog = dialog(one, if missed { "incomplete" } else { "recording" }, &both(first));
        dialog.insert("start".to_owned(), json!(one.started_at));
        if let Some(ended) = one.ended_at {
            dialog.insert("duration".to_owned(), json!(ended.seconds_since(one.started_at).max(0)));
        }
        if missed {
            // Who went through the menu was connected, and gave up.
            let reason = if one.ivr_path.is_empty() { "no-answer" } else { "hung-up" };
            dialog.insert("disposition".to_owned(), json!(reason));
        } else {
            // Without `url`, which must not stand without a hash of what it leads to; the facts have it.
            dialog.insert("mediatype".to_owned(), json!(sound(one.recording_url.as_deref())));
        }
        let pressed: Vec<Json> = one
            .ivr_path
            .iter()
            .filter_map(|step| {
                Some(json!({ "party": CUSTOMER, "time": one.started_at, "event": "keydown", "button": step.choice.as_ref()? }))
            })
            .collect();
        if !pressed.is_empty() {
            dialog.insert("party_history".to_owned(), json!(pressed));
        }
        dialogs.push(Json::Object(dialog));
    } else if messages.is_empty() {
        let mut dialog = dialog(one, "text", &both(first));
        dialog.extend([
            ("start".to_owned(), json!(one.started_at)),
            ("mediatype".to_owned(), json!("text/plain")),
            ("encoding".to_owned(), json!("none")),
            ("body".to_owned(), json!("")),
        ]);
        dialogs.push(Json::Object(dialog));
    }
    dialogs.extend(messages.iter().map(|message| said(one, message, home)));
    dialogs
}

/// What every dialog of an interaction tells.
fn dialog(one: &Interaction, kind: &str, parties: &[usize]) -> Map<String, Json> {
    let dialog = [("type".to_owned(), json!(kind)), ("parties".to_owned(), json!(parties))];
    of_whole(one, Map::from_iter(dialog))
}

/// A dialog with what all of an interaction tell.
fn of_whole(one: &Interaction, mut dialog: Map<String, Json>) -> Map<String, Json> {
    dialog.extend([
        ("application".to_owned(), json!(one.channel)),
        ("interaction_type".to_owned(), json!(one.channel)),
        ("interaction_id".to_owned(), json!(one.reference.clone().unwrap_or_else(|| one.id.to_string()))),
    ]);
    if let Some(queue) = &one.queue {
        // A transfer has the queue that it leads to.
        dialog.entry("skill").or_insert_with(|| json!(queue));
    }
    one.campaign.as_ref().map(|campaign| dialog.insert("campaign".to_owned(), json!(campaign)));
    dialog
}

/// The media types that the draft has for sound, by the ending of an address.
fn sound(url: Option<&str>) -> &'static str {
    let path = url.unwrap_or_default().split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    match path.rsplit('.').next() {
        Some("mp3") => "audio/x-mp3",
        Some("m4a" | "mp4") => "audio/x-mp4",
        Some("ogg" | "oga" | "opus") => "audio/ogg",
        _ => "audio/x-wav",
    }
}

fn said(one: &Interaction, message: &Message, home: Country) -> Json {
    let is_theirs = one.is_from_customer(message.from.as_deref(), home);
    let mut dialog = dialog(one, "text", &both(if is_theirs { CUSTOMER } else { ORGANISATION }));
    // Of the media types of the draft one alone is text: what came as HTML only is told as text here, and as it came
    // in an attachment.
    let body = match (&message.text, &message.html) {
        (Some(text), _) => text.clone(),
        (None, Some(html)) => text_of_html(html),
        (None, None) => String::new(),
    };
    dialog.extend([
        ("start".to_owned(), json!(message.at)),
        ("message_id".to_owned(), json!(message.reference)),
        ("mediatype".to_owned(), json!("text/plain")),
        ("encoding".to_owned(), json!("none")),
        ("body".to_owned(), json!(body)),
    ]);
    Json::Object(dialog)
}

fn facts(one: &Interaction, messages: &[Message], dialogs: usize) -> Json {
    let told = (dialogs - messages.len()..).zip(messages).map(|(dialog, message)| {
        filled(json!({ "dialog": dialog, "number": message.number, "from": message.from, "to": message.to,
            "subject": message.subject, "html_only": (message.text.is_none() && message.html.is_some()).then_some(true) }))
    });
    let body = filled(json!({
        "ref": one.reference, "channel": one.channel, "direction": one.direction, "state": one.state,
        "from": one.sender, "to": one.recipient, "queue": one.queue, "agent": one.agent,
        "started_at": one.started_at, "answered_at": one.answered_at, "ended_at": one.ended_at,
        "ivr_path": one.ivr_path, "recording_url": one.recording_url, "rating": one.rating, "campaign": one.campaign,
        "disposition": one.disposition, "deliveries": interactions::delivery::told(messages),
        "transfers": transfers::TransferInput::list(&one.transfers), "fields": one.fields, "messages": told.collect::<Vec<_>>(),
    }));
    json!({
        "type": "report", "dialog": (0..dialogs).collect::<Vec<_>>(), "vendor": "Visavi", "product": "Visavi", "schema": OWN_SCHEMA,
        "mediatype": "application/json", "encoding": "json", "body": body,
    })
}

/// Without the members that hold nothing.
fn filled(object: Json) -> Json {
    let Json::Object(mut members) = object else { return object };
    members.retain(|_, value| !value.is_null());
    Json::Object(members)
}

/// `first`: the dialog of the first message.
fn attachments(
    one: &Interaction,
    parties: &[Json],
    messages: &[Message],
    comments: &[Comment],
    (first, home): (usize, Country),
) -> Vec<Json> {
    let tags = (!one.tags.is_empty()).then(|| {
        json!({ "purpose": TAGS, "party": ORGANISATION, "dialog": 0, "start": one.started_at, "mediatype": "application/json",
            "encoding": "json", "body": one.tags })
    });
    let notes = comments.iter().map(|comment| {
        json!({ "purpose": NOTE, "party": place_of(parties, &comment.by).unwrap_or(ORGANISATION), "dialog": 0,
            "start": comment.at, "mediatype": "text/plain", "encoding": "none", "body": comment.text })
    });
    let markup = (first..).zip(messages).filter_map(|(dialog, message)| {
        let html = message.html.as_ref()?;
        let is_ours = !one.is_from_customer(message.from.as_deref(), home);
        Some(json!({ "purpose": MARKUP, "party": if is_ours { ORGANISATION } else { CUSTOMER }, "dialog": dialog,
            "start": message.at, "mediatype": "text/html", "encoding": "none", "body": html }))
    });
    tags.into_iter().chain(notes).chain(markup).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::{InteractionId, MessageId};
    use crate::identifiers::Identifier;
    use crate::vcon;
    use crate::words::{Outcome, State};

    fn interaction(channel: Channel, direction: Direction, identifier: Identifier, us: &str) -> Interaction {
        let at = |text: &str| Time::parse(text).unwrap();
        let them = identifier.to_text();
        let is_in = direction == Direction::In;
        Interaction {
            id: InteractionId(uuid::Uuid::from_u128(7)),
            reference: Some("ref-1".into()),
            channel,
            direction,
            state: State::Closed,
            sender: Some(if is_in { them.clone() } else { us.into() }),
            recipient: Some(if is_in { us.into() } else { them }),
            identifier: Some(identifier),
            outcome: Outcome::One,
            customer: None,
            whose: None,
            anonymous: false,
            request: None,
            queue: Some("Service".into()),
            agent: Some("anna".into()),
            agent_id: None,
            started_at: at("2026-11-19T10:00:00Z"),
            answered_at: Some(at("2026-11-19T10:00:10Z")),
            ended_at: Some(at("2026-11-19T10:05:00Z")),
            assumed: Default::default(),
            reach: Default::default(),
            topic: Some("Broken".into()),
            ivr_path: Vec::new(),
            disposition: Some("solved".into()),
            transfers: Vec::new(),
            delivery: None,
            recording_url: (channel == Channel::Call).then(|| "https://calls.example/1.wav".into()),
            rating: None,
            campaign: None,
            fields: Map::new(),
            tags: vec!["urgent".into()],
            message_count: 0,
            excerpt: None,
            version: 1,
            created_at: at("2026-11-19T10:00:00Z"),
            updated_at: at("2026-11-19T10:05:00Z"),
        }
    }

    fn message(number: u128, from: &str, text: &str) -> Message {
        Message {
            id: MessageId(uuid::Uuid::from_u128(number)),
            reference: format!("m-{number}"),
            number: None,
            from: Some(from.into()),
            to: None,
            subject: Some("Subject".into()),
            text: Some(text.into()),
            html: None,
            attachments: Vec::new(),
            delivery: None,
            at: Time::parse("2026-11-19T10:01:00Z").unwrap(),
        }
    }

    fn read_back(one: &Interaction, messages: &[Message]) -> Map<String, Json> {
        let Json::Object(members) = of(one, "Ida Nyberg", messages, &[], "SE".parse().unwrap()) else {
            panic!("no object")
        };
        assert!(vcon::is_one(&members));
        vcon::read(&members).unwrap()
    }

    #[test]
    fn what_is_written_is_read_as_the_same_contact() {
        let phone = Identifier { kind: IdentifierKind::Phone, value: "+46701740605".into(), extension: None };
        let email = Identifier::email("ida@mail.example").unwrap();
        let handle = Identifier::handle("ida").unwrap();
        for (channel, identifier, us) in [
            (Channel::Call, phone.clone(), "+46846500422"),
            (Channel::Sms, phone.clone(), "+46846500422"),
            (Channel::Email, email.clone(), "help@house.example"),
            (Channel::Chat, email, "shop.example"),
            (Channel::Chat, phone, "shop.example"),
            (Channel::Social, handle, "house"),
        ] {
            for direction in [Direction::In, Direction::Out] {
                let one = interaction(channel, direction, identifier.clone(), us);
                let them = identifier.to_text();
                let messages = match channel {
                    Channel::Call => Vec::new(),
                    _ => vec![message(1, &them, "Hello"), message(2, us, "How can I help?")],
                };
                let read = read_back(&one, &messages);
                let case = format!("{channel} {direction} {us}: {read:?}");
                assert_eq!(read["channel"], json!(channel), "{case}");
                assert_eq!(read["direction"], json!(direction), "{case}");
                assert_eq!(read["from"], json!(one.sender), "{case}");
                assert_eq!(read["to"], json!(one.recipient), "{case}");
                assert_eq!((&read["agent"], &read["topic"]), (&json!("anna"), &json!("Broken")), "{case}");
                assert_eq!(read["started_at"], json!(one.started_at), "{case}");
                assert_eq!(read["ended_at"], json!(one.ended_at), "{case}");
                assert_eq!(read["tags"], json!(["urgent"]), "{case}");
                if channel == Channel::Call {
                    assert_eq!(read["recording_url"], json!(one.recording_url), "{case}");
                    continue;
                }
                let said = read["messages"].as_array().unwrap();
                assert_eq!(said.len(), 2, "{case}");
                assert_eq!((&said[0]["ref"], &said[0]["text"]), (&json!("m-1"), &json!("Hello")), "{case}");
                assert_eq!(said[1]["text"], "How can I help?");
                // A chat names who speaks, the others say from where.
                if channel == Channel::Email {
                    assert_eq!((&said[0]["from"], &said[1]["from"]), (&json!(them), &json!(us)), "{case}");
                }
            }
        }
    }

    #[test]
    fn a_contact_without_words_is_one_too() {
        let email = Identifier::email("ida@mail.example").unwrap();
        let read = read_back(&interaction(Channel::Chat, Direction::In, email, "shop.example"), &[]);
        assert_eq!((&read["channel"], &read["direction"]), (&json!("chat"), &json!("in")));
        assert!(!read.contains_key("messages"));
    }
}
