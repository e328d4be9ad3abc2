//! From a row or object of a file to an interaction with its messages.
//!
//! Columns are called as the members of the API are; a message has its own (`text`, `subject` …) beside those of its
//! interaction, so that several rows with one `ref` are one interaction with several messages.

use std::collections::BTreeMap;

use exchange::{Cells, Item};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::apply::{Record, Row};
use super::problem::{Complaint, Rejected};
use crate::attachments::input::Held;
use crate::author::Author;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::files::upload::Storing;
use crate::fold::fold;
use crate::hex;
use crate::interactions::{Interaction, InteractionInput};
use crate::vcon;

/// What a column of such a table may hold.
pub const FIELDS: [&str; 29] = [
    "ref",
    "customer_ref",
    "channel",
    "direction",
    "from",
    "to",
    "queue",
    "agent",
    "state",
    "started_at",
    "answered_at",
    "ended_at",
    "topic",
    "recording_url",
    "rating",
    "rating_scale",
    "campaign",
    "tag",
    "message_ref",
    "number",
    "message_from",
    "message_to",
    "subject",
    "text",
    "html",
    "at",
    "phone",
    "email",
    "handle",
];

/// An interaction as a record tells of it.
#[derive(Clone, Debug)]
pub struct Told {
    pub line: u64,
    pub input: InteractionInput,
    /// Whose it is: the customer with this `ref`, else with one of these identifiers.
    pub customer_ref: Option<String>,
    /// Which of its times are taken from its messages: another row may hold an earlier or later one.
    pub assumed_start: bool,
    pub assumed_end: bool,
    pub raw: Cells,
}

impl Told {
    /// What is told of an interaction that is known already.
    pub fn input_for(&self, before: Option<&Interaction>) -> InteractionInput {
        let mut input = self.input.clone();
        if let Some(before) = before {
            if self.assumed_start {
                input.started_at = input.started_at.min(Some(before.started_at));
            }
            if self.assumed_end {
                input.ended_at = input.ended_at.max(before.ended_at);
            }
        }
        input
    }
}

/// Stores what messages bring along; a record whose attachments cannot be taken is rejected.
///
/// # Errors
/// Those of the store.
pub async fn bring(
    storing: Storing<'_>,
    author: &Author,
    mut rows: Vec<Row>,
) -> AppResult<(Vec<Row>, Vec<Held>)> {
    let mut all = Vec::new();
    for row in &mut rows {
        let Ok(Record::Interaction(told)) = row else { continue };
        match told.input.bring(storing, author).await {
            Ok(held) => all.push(held),
            Err(AppError::Invalid(faults)) => {
                let complaints = faults.into_iter().map(Complaint::plain).collect();
                let (line, cells) = (told.line, told.raw.clone());
                *row = Err(Rejected { line, place: 0, complaints, cells });
            }
            Err(error) => {
                for held in all {
                    held.settle(storing).await;
                }
                return Err(error);
            }
        }
    }
    Ok((rows, all))
}

/// Whether rows under these headings, or this object, are interactions and no contacts.
pub fn is_one(headings: &[String], first: Option<&Item>) -> bool {
    match first {
        Some(Item::Object(members)) => vcon::is_one(members) || members.contains_key("channel"),
        _ => {
            let has = |name: &str| headings.iter().any(|heading| fold(heading) == name);
            has("channel")
                && ["started_at", "from", "to", "direction", "text", "customer_ref"].into_iter().any(has)
        }
    }
}

/// How a file of interactions is read.
pub struct Reading {
    headings: Vec<String>,
    columns: BTreeMap<String, Option<String>>,
    /// Of times that name none.
    zone: TimeZone,
}

impl Reading {
    pub fn new(headings: &[String], columns: &BTreeMap<String, Option<String>>, zone: TimeZone) -> Reading {
        Reading { headings: headings.to_vec(), columns: columns.clone(), zone }
    }

    /// What a column holds.
    pub fn field(&self, heading: &str) -> Option<String> {
        if let Some(said) = self.columns.get(heading) {
            return said.clone();
        }
        let name = fold(heading).replace([' ', '-'], "_");
        if let Some(key) = heading.strip_prefix("field.") {
            return Some(format!("field.{key}"));
        }
        let known = match name.as_str() {
            "tags" => "tag",
            "customer" => "customer_ref",
            other => other,
        };
        FIELDS.contains(&known).then(|| known.to_owned())
    }

    /// Reads a record.
    ///
    /// # Errors
    /// Everything for which it cannot become an interaction.
    pub fn read(&self, line: u64, item: Item) -> Result<Told, Rejected> {
        let (members, raw) = match item {
            Item::Row(cells) => (self.members(&cells), cells),
            Item::Object(members) => {
                let raw = [Json::Object(members.clone()).to_string()].into_iter().collect();
                let members = if vcon::is_one(&members) {
                    vcon::read(&members).map_err(Complaint::from)
                } else {
                    Ok(members)
                };
                (members, raw)
            }
        };
        let rejected = |complaint, raw| Rejected { line, place: 0, complaints: vec![complaint], cells: raw };
        match members.and_then(|members| self.told(members)) {
            Ok((input, customer_ref, [assumed_start, assumed_end])) => {
                Ok(Told { line, input, customer_ref, assumed_start, assumed_end, raw })
            }
            Err(complaint) => Err(rejected(complaint, raw)),
        }
    }

    /// A row as the object that the API would take.
    fn members(&self, cells: &Cells) -> Result<Map<String, Json>, Complaint> {
        let (mut members, mut message, mut fields) = (Map::new(), Map::new(), Map::new());
        for (heading, cell) in self.headings.iter().zip(cells.iter()) {
            let cell = exchange::unguarded(cell).trim();
            let Some(field) = self.field(heading).filter(|_| !cell.is_empty()) else { continue };
            match field.as_str() {
                "started_at" | "answered_at" | "ended_at" => {
                    members.insert(field.clone(), json!(time(&self.zone, &field, cell)?));
                }
                "at" => drop(message.insert(field.clone(), json!(time(&self.zone, &field, cell)?))),
                "rating" | "rating_scale" => {
                    let number: f64 = cell
                        .replace(',', ".")
                        .parse()
                        .map_err(|_| Complaint::new(&field, "invalid-rating"))?;
                    let rating = members.entry("rating").or_insert_with(|| json!({ "value": 0, "scale": 5 }));
                    if let Json::Object(rating) = rating {
                        rating.insert(
                            if field == "rating" { "value" } else { "scale" }.to_owned(),
                            json!(number),
                        );
                    }
                }
                "tag" => {
                    let tags = cell.split([';', ',']).map(str::trim).filter(|tag| !tag.is_empty());
                    members.insert("tags".to_owned(), json!(tags.collect::<Vec<_>>()));
                }
                "message_ref" => drop(message.insert("ref".to_owned(), json!(cell))),
                "message_from" => drop(message.insert("from".to_owned(), json!(cell))),
                "message_to" => drop(message.insert("to".to_owned(), json!(cell))),
                "number" | "subject" | "text" | "html" => drop(message.insert(field.clone(), json!(cell))),
                "channel" | "direction" | "state" => drop(members.insert(field.clone(), json!(word(cell)))),
                // The customer's side, whichever way it went.
                "phone" | "email" | "handle" => drop(members.entry("party").or_insert_with(|| json!(cell))),
                other => match other.strip_prefix("field.") {
                    Some(key) => drop(fields.insert(super::record::field_key(key), json!(cell))),
                    None => drop(members.insert(field.clone(), json!(cell))),
                },
            }
        }
        if !fields.is_empty() {
            members.insert("fields".to_owned(), Json::Object(fields));
        }
        if ["text", "html", "subject"].iter().any(|name| message.contains_key(*name)) {
            members.insert("messages".to_owned(), json!([message]));
        }
        Ok(members)
    }

    fn told(
        &self,
        mut members: Map<String, Json>,
    ) -> Result<(InteractionInput, Option<String>, [bool; 2]), Complaint> {
        let customer_ref = match members.remove("customer_ref") {
            None | Some(Json::Null) => None,
            Some(Json::String(text)) => Some(text),
            Some(Json::Number(number)) => Some(number.to_string()),
            Some(_) => return Err(Complaint::new("customer_ref", "invalid-type").with("detail", "text")),
        };
        // Contracts name the channel of a telephone in many ways.
        if let Some(Json::String(party)) = members.remove("party") {
            let is_out = members.get("direction").and_then(Json::as_str) == Some("out");
            members.entry(if is_out { "to" } else { "from" }).or_insert(json!(party));
        }
        let mut input: InteractionInput = serde_json::from_value(Json::Object(members))
            .map_err(|error| Complaint::new("", "import-member").with("detail", error))?;
        if input.reference.is_none() {
            // Brought in once more, it is known by what it says.
            let content = serde_json::to_vec(&input).unwrap_or_default();
            let digest = Sha256::digest(&content);
            input.reference = Some(format!("import:{}", hex::encode(&digest[..16])));
        }
        // What is brought along is over, unless it says that it is not.
        input.state = input.state.or(Some(crate::words::State::Closed));
        let said = |messages: &Option<Vec<crate::interactions::MessageInput>>, last: bool| -> Option<Time> {
            let times = messages.iter().flatten().filter_map(|message| message.at);
            if last { times.max() } else { times.min() }
        };
        let assumed = [input.started_at.is_none(), input.ended_at.is_none()];
        input.started_at = input.started_at.or_else(|| said(&input.messages, false));
        let Some(started) = input.started_at else {
            return Err(Complaint::new("started_at", "import-when-missing"));
        };
        if input.state == Some(crate::words::State::Closed) {
            input.ended_at = input.ended_at.or_else(|| said(&input.messages, true)).or(Some(started));
        }
        Ok((input, customer_ref, assumed))
    }
}

/// A time as machines write it, or as a table has it, in the zone of the installation.
pub fn time(zone: &TimeZone, field: &str, text: &str) -> Result<Time, Complaint> {
    if let Some(time) = Time::parse(text) {
        return Ok(time);
    }
    const FORMATS: [&str; 8] = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H:%M",
        "%d.%m.%Y, %H:%M",
        "%Y%m%d%H%M%S",
    ];
    let local = FORMATS.iter().find_map(|format| DateTime::strptime(format, text).ok());
    let zoned = local.and_then(|local| local.to_zoned(zone.clone()).ok());
    zoned
        .map(|zoned| Time::from_micros(zoned.timestamp().as_microsecond()))
        .ok_or_else(|| Complaint::new(field, "import-time").with("value", text))
}

/// Words of other systems for ours.
fn word(text: &str) -> String {
    let folded = fold(text);
    match folded.as_str() {
        "phone" | "voice" | "telephone" | "telefon" | "samtal" | "anruf" | "rozmowa" => "call",
        "e-mail" | "mail" | "e-post" => "email",
        "web" | "webchat" | "web chat" | "livechat" | "live chat" | "widget" => "chat",
        "inbound" | "incoming" | "received" => "in",
        "outbound" | "outgoing" | "sent" => "out",
        "done" | "ended" | "completed" | "resolved" | "solved" => "closed",
        other => other,
    }
    .to_owned()
}
