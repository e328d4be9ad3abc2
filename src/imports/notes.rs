//! From a row or object of a file to a note on a customer.
//!
//! Columns are called as the members of the API are. Whose it is, `customer_ref` says, else a phone number, an e-mail
//! address or a handle that one customer alone has.

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
use super::whose::{self, Columns, Whose};
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fold::fold;
use crate::id::CustomerId;
use crate::notes::{LONGEST, Note, PINNED};

/// What a column of such a table may hold.
pub const FIELDS: [&str; 9] =
    ["customer_ref", "phone", "email", "handle", "text", "author", "created_at", "pinned", "expires_at"];

/// A note as a record tells of it.
#[derive(Clone, Debug)]
pub struct Noted {
    pub line: u64,
    pub whose: Whose,
    pub text: String,
    /// Login or name.
    pub author: Option<String>,
    pub created_at: Option<Time>,
    pub pinned: bool,
    pub expires_at: Option<Time>,
    pub raw: Cells,
}

/// Whether rows under these headings, or this object, are notes: words and whose they are, and nobody's name.
pub fn is_one(headings: &[String], first: Option<&Item>) -> bool {
    let names: Vec<String> = match first {
        Some(Item::Object(members)) => members.keys().cloned().collect(),
        _ => headings.iter().map(|heading| known(heading)).collect(),
    };
    let has = |name: &&str| names.iter().any(|one| one == name);
    let other = ["channel", "name", "given_name", "family_name", "company", "phones", "emails", "kind"];
    has(&"text") && whose::FIELDS.iter().any(has) && !other.iter().any(has)
}

/// The field that a heading suggests.
fn known(heading: &str) -> String {
    let name = fold(heading).replace([' ', '-'], "_");
    match name.as_str() {
        "customer" => "customer_ref",
        "note" => "text",
        "by" | "author_name" => "author",
        "at" | "date" | "created" => "created_at",
        other => other,
    }
    .to_owned()
}

/// The field that a heading suggests, if it is one of these.
fn suggested(heading: &str) -> Option<String> {
    Some(known(heading)).filter(|name| FIELDS.contains(&name.as_str()))
}

/// How a file of notes is read.
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
    /// Everything for which it cannot become a note.
    pub fn read(&self, line: u64, item: Item) -> Result<Noted, Rejected> {
        let (members, raw) = match item {
            Item::Row(cells) => (Ok(self.0.members(&cells)), cells),
            Item::Object(members) => {
                let raw = [Json::Object(members.clone()).to_string()].into_iter().collect();
                (texts(members), raw)
            }
        };
        let read = members.map_err(|one| vec![one]).and_then(|members| self.noted(line, &members, &raw));
        read.map_err(|complaints| Rejected { line, place: 0, complaints, cells: raw })
    }

    fn noted(&self, line: u64, members: &[(String, String)], raw: &Cells) -> Result<Noted, Vec<Complaint>> {
        let text = |name: &str| whose::text(members, name);
        let mut check = Check::default();
        let whose = Whose::read(&mut check, self.0.home, text);
        let author = check.line("author", text("author"), 100);
        let words = check.text("text", text("text"), LONGEST);
        if text("text").is_none() {
            check.fail(FieldError::new("text", "invalid-empty"));
        }
        let pinned = match text("pinned").map(fold).as_deref() {
            None | Some("0" | "no" | "false" | "nej" | "nein" | "nie") => false,
            Some("1" | "yes" | "true" | "x" | "ja" | "tak") => true,
            Some(_) => {
                check.fail(FieldError::new("pinned", "invalid-choice"));
                false
            }
        };
        if pinned && words.as_ref().is_some_and(|words| words.chars().count() > PINNED) {
            check.fail(FieldError::new("pinned", "invalid-pinned-too-long").with("max", PINNED));
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
        let (created_at, expires_at) = (at("created_at"), at("expires_at"));
        if !complaints.is_empty() {
            return Err(complaints);
        }
        let text = words.unwrap_or_default();
        Ok(Noted { line, whose, text, author, created_at, pinned, expires_at, raw: raw.clone() })
    }
}

/// The members of an object as texts.
fn texts(members: Map<String, Json>) -> Result<Vec<(String, String)>, Complaint> {
    let mut read = Vec::new();
    for (name, value) in members {
        let text = match value {
            Json::Null => continue,
            Json::String(text) => text,
            Json::Bool(_) | Json::Number(_) => value.to_string(),
            Json::Array(_) | Json::Object(_) => {
                return Err(Complaint::new(&name, "invalid-type").with("detail", "text"));
            }
        };
        if !FIELDS.contains(&name.as_str()) {
            return Err(Complaint::new(&name, "invalid-unknown-member"));
        }
        read.push((name, text));
    }
    Ok(read)
}

impl Noted {
    /// On whom it is; or why nobody can tell.
    pub fn customer(&self, tx: &mut Tx<'_>, now: Time) -> AppResult<Result<CustomerId, Complaint>> {
        self.whose.find(tx, self.created_at.unwrap_or(now))
    }

    /// What it is known by: brought in once more, it is the same.
    pub fn digest(&self, customer: CustomerId) -> [u8; 32] {
        let said = format!("{customer}\u{1f}{}\u{1f}{:?}\u{1f}{:?}", self.text, self.author, self.created_at);
        Sha256::digest(format!("note\u{1f}{said}")).into()
    }

    /// The note that it becomes. It belongs to the agent who is called so, if there is one.
    pub fn note(&self, tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<Note> {
        let (by, by_id) = match &self.author {
            None => (author.name.clone(), author.id()),
            Some(name) => match matching::owner(tx, name)? {
                Some(agent) => (agent.name, Some(agent.id.0)),
                None => (name.clone(), None),
            },
        };
        let created_at = self.created_at.unwrap_or(author.at);
        Ok(Note {
            by,
            by_id,
            pinned: self.pinned && crate::notes::store::find_pinned(tx, customer)?.is_none(),
            expires_at: self.expires_at,
            created_at,
            updated_at: author.at,
            ..Note::new(author, customer, self.text.clone())
        })
    }
}
