//! An interaction as a vCon (draft-ietf-vcon-vcon-core, 0.4.0): what `read` reads is the same contact again.
//!
//! Party 0 is the customer, party 1 the organisation. What the draft has no word for stands in an analysis with our
//! own schema; comments, tags and the markup of messages are attachments.

use serde_json::{Map, Value as Json, json};
use telephone::Country;

use crate::identifiers::IdentifierKind;
use crate::interactions::{self, Comment, Interaction, Message};
use crate::transfers;
use crate::words::{Channel, Direction};

const CUSTOMER: usize = 0;
const ORGANISATION: usize = 1;

/// `name`: of the customer.
pub fn of(one: &Interaction, name: &str, messages: &[Message], comments: &[Comment], home: Country) -> Json {
    let mut dialogs = dialogs(one, messages, home);
    // The first of those that hold a message.
    let first = dialogs.len() - messages.len();
    let report = facts(one, messages, dialogs.len());
    let mut parties = vec![customer(one, name), organisation(one)];
    let (agents, transfers) = transfers::vcon::write(one, parties.len(), ORGANISATION);
    parties.extend(agents);
    dialogs.extend(transfers);
    json!({
        "vcon": "0.4.0",
        // What came as a vCon goes out under the same number.
        "uuid": one.reference.as_deref().and_then(|own| uuid::Uuid::try_parse(own).ok()).unwrap_or(one.id.0),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "subject": one.topic,
        "parties": parties,
        "analysis": [report],
        "attachments": attachments(one, messages, comments, first),
        "dialog": dialogs,
    })
}

fn customer(one: &Interaction, name: &str) -> Json {
    let mut party =
        Map::from_iter([("role".to_owned(), json!("customer")), ("name".to_owned(), json!(name))]);
    if let Some(identifier) = &one.identifier {
        let scheme = match identifier.kind {
            IdentifierKind::Phone => "tel",
            IdentifierKind::Email => "mailto",
            IdentifierKind::Handle => "handle",
        };
        party.insert(scheme.to_owned(), json!(identifier.to_text()));
    }
    Json::Object(party)
}

fn organisation(one: &Interaction) -> Json {
    let mut party = Map::from_iter([("role".to_owned(), json!("agent"))]);
    one.agent.as_ref().map(|login| party.insert("name".to_owned(), json!(login)));
    if let Some(line) = one.line() {
        party.insert(scheme(line).to_owned(), json!(line));
    }
    Json::Object(party)
}

fn scheme(line: &str) -> &'static str {
    match line {
        _ if line.contains('@') => "mailto",
        _ if line.chars().any(char::is_alphabetic) => "handle",
        _ => "tel",
    }
}

fn first(one: &Interaction) -> usize {
    if one.direction == Direction::In { CUSTOMER } else { ORGANISATION }
}

/// The call, or what was written; of a conversation without words, that it was.
fn dialogs(one: &Interaction, messages: &[Message], home: Country) -> Vec<Json> {
    let mut dialogs = Vec::with_capacity(messages.len() + 1);
    let whole = |kind: &str| {
        let mut dialog = Map::from_iter([
            ("type".to_owned(), json!(kind)),
            ("start".to_owned(), json!(one.started_at)),
            ("parties".to_owned(), json!([CUSTOMER, ORGANISATION])),
            ("originator".to_owned(), json!(first(one))),
            ("application".to_owned(), json!(one.channel)),
        ]);
        if let Some(ended) = one.ended_at {
            dialog.insert("duration".to_owned(), json!(ended.seconds_since(one.started_at).max(0)));
        }
        dialog
    };
    if one.channel == Channel::Call {
        let answered = one.answered_at.is_some() || one.recording_url.is_some();
        let mut dialog = whole(if answered { "recording" } else { "incomplete" });
        one.recording_url.as_ref().map(|url| dialog.insert("url".to_owned(), json!(url)));
        if !answered {
            dialog.insert("disposition".to_owned(), json!("no-answer"));
        }
        dialogs.push(Json::Object(dialog));
    } else if messages.is_empty() || one.ended_at.is_some_and(|at| messages.iter().all(|said| said.at != at))
    {
        // Without words of its own: it says when it began and ended, and who did.
        dialogs.push(Json::Object(whole("text")));
    }
    dialogs.extend(messages.iter().map(|message| said(one, message, home)));
    dialogs
}

fn said(one: &Interaction, message: &Message, home: Country) -> Json {
    let is_theirs = one.is_from_customer(message.from.as_deref(), home);
    let speaker = if is_theirs { CUSTOMER } else { ORGANISATION };
    let (media, body) = match (&message.text, &message.html) {
        (Some(text), _) => ("text/plain", text.as_str()),
        (None, Some(html)) => ("text/html", html.as_str()),
        (None, None) => ("text/plain", ""),
    };
    json!({
        "type": "text",
        "start": message.at,
        "parties": [speaker, if is_theirs { ORGANISATION } else { CUSTOMER }],
        "originator": speaker,
        "application": one.channel,
        "message_id": message.reference,
        "subject": message.subject,
        "mediatype": media,
        "encoding": "none",
        "body": body,
    })
}

fn facts(one: &Interaction, messages: &[Message], dialogs: usize) -> Json {
    let body = json!({
        "ref": one.reference, "channel": one.channel, "direction": one.direction, "state": one.state,
        "from": one.sender, "to": one.recipient, "queue": one.queue, "agent": one.agent, "answered_at": one.answered_at,
        "ended_at": one.ended_at, "ivr_path": one.ivr_path, "rating": one.rating, "campaign": one.campaign, "disposition": one.disposition,
        "fields": one.fields, "deliveries": interactions::delivery::told(messages),
        "transfers": transfers::TransferInput::list(&one.transfers),
    });
    json!({
        "type": "report", "dialog": (0..dialogs).collect::<Vec<_>>(), "vendor": "Visavi", "product": "Visavi", "schema": super::read::OWN_SCHEMA,
        "mediatype": "application/json", "encoding": "json", "body": body,
    })
}

/// `first`: the dialog of the first message.
fn attachments(one: &Interaction, messages: &[Message], comments: &[Comment], first: usize) -> Vec<Json> {
    let tags = (!one.tags.is_empty()).then(|| {
        json!({ "purpose": "tags", "party": ORGANISATION, "dialog": 0, "start": one.started_at, "mediatype": "application/json",
            "encoding": "json", "body": one.tags })
    });
    let notes = comments.iter().map(|comment| {
        json!({ "purpose": "note", "party": ORGANISATION, "dialog": 0, "start": comment.at, "mediatype": "text/plain",
            "encoding": "none", "body": comment.text, "author": comment.by })
    });
    let both = (first..).zip(messages).filter(|(_, message)| message.text.is_some());
    let markup = both.filter_map(|(dialog, message)| {
        let html = message.html.as_ref()?;
        Some(json!({ "purpose": "markup", "party": CUSTOMER, "dialog": dialog, "start": message.at, "mediatype": "text/html",
            "encoding": "none", "body": html, "message_id": message.reference }))
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
            disposition: Some("solved".into()),
            ivr_path: Vec::new(),
            recording_url: (channel == Channel::Call).then(|| "https://calls.example/1.wav".into()),
            rating: None,
            campaign: None,
            fields: Map::new(),
            tags: vec!["urgent".into()],
            message_count: 0,
            transfers: Vec::new(),
            excerpt: None,
            delivery: None,
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
            at: Time::parse("2026-11-19T10:01:00Z").unwrap(),
            attachments: Vec::new(),
            delivery: None,
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
