//! From a row or object of a file to a request: a ticket or case of another system.
//!
//! Columns are called as the members of the API are. Whose it is, `customer_ref` says, else an identifier (`whose`).

use std::collections::BTreeMap;

use db::Tx;
use exchange::{Cells, Item};
use jiff::tz::TimeZone;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use telephone::Country;

use super::conversation::time;
use super::matching;
use super::problem::{Complaint, Rejected};
use super::record::field_key;
use super::whose::{self, Columns, Whose};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fold::fold;
use crate::id::CustomerId;
use crate::requests::RequestInput;
use crate::requests::statuses::{StatusKind, Statuses};

/// What a column of such a table may hold.
pub const FIELDS: [&str; 15] = [
    "customer_ref",
    "phone",
    "email",
    "handle",
    "number",
    "ref",
    "title",
    "description",
    "status",
    "owner",
    "team",
    "due",
    "tag",
    "created_at",
    "closed_at",
];

/// A request as a record tells of it.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub line: u64,
    pub whose: Whose,
    /// Without customer, status and owner, which the database has to know.
    pub input: RequestInput,
    pub status: Option<String>,
    /// Login or name.
    pub owner: Option<String>,
    pub raw: Cells,
}

/// Whether rows under these headings, or this object, are requests: a title, whose it is, and nobody's name.
pub fn is_one(headings: &[String], first: Option<&Item>) -> bool {
    let names: Vec<String> = match first {
        Some(Item::Object(members)) => members.keys().map(|name| known(name)).collect(),
        _ => headings.iter().map(|heading| known(heading)).collect(),
    };
    let has = |name: &&str| names.iter().any(|one| one == name);
    let other = ["channel", "text", "name", "given_name", "family_name", "company", "phones", "emails"];
    has(&"title") && whose::FIELDS.iter().any(has) && !other.iter().any(has)
}

/// The field that a heading suggests.
fn known(heading: &str) -> String {
    if heading.starts_with("field.") {
        return heading.to_owned();
    }
    let name = fold(heading).replace([' ', '-'], "_");
    match name.as_str() {
        "customer" => "customer_ref",
        "subject" | "summary" => "title",
        "body" => "description",
        "ticket" | "ticket_number" | "case" | "case_number" | "request" => "number",
        "state" => "status",
        "assignee" | "agent" => "owner",
        "group" => "team",
        "due_date" | "due_at" => "due",
        "tags" => "tag",
        "created" | "opened_at" | "date" => "created_at",
        "closed" | "solved_at" | "resolved_at" => "closed_at",
        other => other,
    }
    .to_owned()
}

/// The field that a heading suggests, if it is one of these.
fn suggested(heading: &str) -> Option<String> {
    Some(known(heading)).filter(|name| FIELDS.contains(&name.as_str()) || name.starts_with("field."))
}

/// How a file of requests is read.
pub struct Reading(Columns);

impl Reading {
    pub fn new(
        headings: &[String],
        columns: &BTreeMap<String, Option<String>>,
        zone: TimeZone,
        home: Country,
    ) -> Reading {
        Reading(Columns::new(headings, columns, suggested, zone, home))
    }

    /// What a column holds.
    pub fn field(&self, heading: &str) -> Option<String> {
        self.0.field(heading)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// Everything for which it cannot become a request.
    pub fn read(&self, line: u64, item: Item) -> Result<Wanted, Rejected> {
        let (members, raw) = match item {
            Item::Row(cells) => (Ok(self.0.members(&cells)), cells),
            Item::Object(members) => {
                let raw = [Json::Object(members.clone()).to_string()].into_iter().collect();
                (texts(members), raw)
            }
        };
        let read = members.map_err(|one| vec![one]).and_then(|members| self.wanted(line, &members, &raw));
        read.map_err(|complaints| Rejected { line, place: 0, complaints, cells: raw })
    }

    fn wanted(&self, line: u64, members: &[(String, String)], raw: &Cells) -> Result<Wanted, Vec<Complaint>> {
        let text = |name: &str| whose::text(members, name);
        let mut check = Check::default();
        let whose = Whose::read(&mut check, self.0.home, text);
        let number = text("number").map(|text| text.trim_start_matches('#').parse::<i64>());
        if matches!(number, Some(Err(_))) {
            check.fail(FieldError::new("number", "invalid-number"));
        }
        if text("title").is_none() {
            check.fail(FieldError::new("title", "invalid-empty"));
        }
        let mut complaints = match check.finish() {
            Err(AppError::Invalid(errors)) => errors.into_iter().map(Complaint::plain).collect(),
            _ => Vec::new(),
        };
        if whose.is_nobody() && complaints.is_empty() {
            complaints.push(Complaint::new("customer_ref", "invalid-missing"));
        }
        let mut at = |field: &str| match text(field).map(|text| time(&self.0.zone, field, text)) {
            None => None,
            Some(Ok(time)) => Some(time),
            Some(Err(complaint)) => {
                complaints.push(complaint);
                None
            }
        };
        let (created_at, closed_at) = (at("created_at"), at("closed_at"));
        if !complaints.is_empty() {
            return Err(complaints);
        }
        let some = |name: &str| text(name).map(str::to_owned);
        let tags = members.iter().filter(|(name, _)| name == "tag");
        let tags = tags.flat_map(|(_, text)| text.split([';', ','])).map(str::trim);
        let own = members.iter().filter_map(|(name, text)| Some((name.strip_prefix("field.")?, text.trim())));
        let own = own.filter(|(_, text)| !text.is_empty());
        Ok(Wanted {
            line,
            whose,
            input: RequestInput {
                number: number.and_then(Result::ok),
                reference: some("ref"),
                title: some("title"),
                description: some("description"),
                team: some("team"),
                due: some("due"),
                tags: tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
                fields: own.map(|(key, text)| (field_key(key), Json::from(text))).collect(),
                created_at,
                closed_at,
                ..RequestInput::default()
            },
            status: some("status"),
            owner: some("owner"),
            raw: raw.clone(),
        })
    }
}

/// The members of an object as texts.
fn texts(members: Map<String, Json>) -> Result<Vec<(String, String)>, Complaint> {
    let mut read = Vec::new();
    for (name, value) in members {
        let member = known(&name);
        if !FIELDS.contains(&member.as_str()) && !member.starts_with("field.") && name != "fields" {
            return Err(Complaint::new(&name, "invalid-unknown-member"));
        }
        match value {
            Json::Null => {}
            Json::String(text) => read.push((member, text)),
            Json::Bool(_) | Json::Number(_) => read.push((member, value.to_string())),
            Json::Array(items) if member == "tag" => {
                read.extend(
                    items.iter().filter_map(Json::as_str).map(|tag| (member.clone(), tag.to_owned())),
                );
            }
            Json::Object(values) if name == "fields" => {
                for (key, value) in values {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    read.push((format!("field.{key}"), text));
                }
            }
            Json::Array(_) | Json::Object(_) => {
                return Err(Complaint::new(&name, "invalid-type").with("detail", "text"));
            }
        }
    }
    Ok(read)
}

/// Words of other systems for what a status means.
fn kind(word: &str) -> Option<StatusKind> {
    Some(match fold(word).replace(['_', '-'], " ").as_str() {
        "open" | "new" | "in progress" | "reopened" | "oppen" | "offen" | "neu" | "nowe" | "otwarte" => {
            StatusKind::Open
        }
        "waiting" | "pending" | "on hold" | "hold" | "vantar" | "wartend" | "oczekuje" => StatusKind::Waiting,
        "solved" | "resolved" | "done" | "lost" | "lost av oss" | "gelost" | "rozwiazane" => {
            StatusKind::Solved
        }
        "closed" | "stangt" | "geschlossen" | "zamkniete" => StatusKind::Closed,
        _ => return None,
    })
}

impl Wanted {
    /// What it is known by without a number or ref: brought in once more, it is the same.
    pub fn digest(&self, customer: CustomerId) -> [u8; 32] {
        let said = format!("{customer}\u{1f}{:?}\u{1f}{:?}", self.input, self.status);
        Sha256::digest(format!("request\u{1f}{said}")).into()
    }

    /// What the API would be told; and what of it was left out.
    pub fn settle(
        &self,
        tx: &mut Tx<'_>,
        customer: CustomerId,
        now: Time,
    ) -> AppResult<(RequestInput, Vec<Complaint>)> {
        let statuses = Statuses::read(tx)?;
        let status = match &self.status {
            None => None,
            Some(word) => match statuses.find(word) {
                Some(status) => Some(status.key.clone()),
                None => match kind(word) {
                    Some(kind) => Some(statuses.first(kind)?.key.clone()),
                    None => Some(word.clone()),
                },
            },
        };
        let mut remarks = Vec::new();
        let mut owner = None;
        if let Some(name) = &self.owner {
            owner = matching::owner(tx, name)?.map(|agent| agent.login);
            if owner.is_none() {
                remarks.push(Complaint::new("owner", "import-owner").with("value", name));
            }
        }
        let is_closed = status.as_deref().and_then(|key| statuses.find(key)).map(|status| status.kind);
        // A system that says when it was solved says no less of a request that is open again.
        let closed_at =
            self.input.closed_at.filter(|_| is_closed.is_none_or(|kind| kind == StatusKind::Closed));
        let created_at = self.input.created_at.or(closed_at).map(|at| at.min(now));
        let input = RequestInput {
            customer_id: Some(customer),
            status,
            owner,
            created_at,
            closed_at,
            ..self.input.clone()
        };
        Ok((input, remarks))
    }
}
