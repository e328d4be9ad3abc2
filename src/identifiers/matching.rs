//! Matching: which customers an identifier belongs to, in the order in which an agent would look, each with its reasons.
//!
//! Invariant: the outcome is `one` only when nobody else could be meant; a choice between several is the agent's.

use db::{DbError, Tx, params};

use super::{Identifier, IdentifierKind};
use crate::clock::Time;
use crate::customers::{Company, Kind};
use crate::id::{AvatarId, CustomerId};
use crate::words::{Channel, Direction, Outcome, column, words};

words! {
    /// `known`: exactly this identifier is on the card. `maybe`: the same switchboard, another extension.
    Confidence { Known = "known", Maybe = "maybe" }
}

/// A switchboard may be on thousands of cards; a list longer than this helps nobody choose.
pub const MOST_CANDIDATES: i64 = 100;
/// How many earlier interactions of the identifier explain a match.
const RECENT: i64 = 30;

/// The two statements of a match: the candidates, then the identifier's latest interactions.
pub const STATEMENTS: [&str; 2] = [
    "SELECT c.id, c.kind, c.name, c.vip, f.id, f.name, i.extension, i.label,
               NOT EXISTS (SELECT 1 FROM identifiers e WHERE e.customer_id = i.customer_id AND e.kind = i.kind AND e.position < i.position),
               (SELECT a.city FROM addresses a WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1),
               h.channel, h.direction, h.agent, h.at, r.customer_id IS NOT NULL, c.avatar
             FROM identifiers i
             JOIN customers c ON c.id = i.customer_id
             LEFT JOIN restrictions r ON r.customer_id = c.id
             LEFT JOIN customers f ON f.id = COALESCE((SELECT w.card_id FROM customers w WHERE w.id = c.company_id), c.company_id)
             LEFT JOIN history h ON h.customer_id = c.id AND h.id =
               (SELECT l.id FROM history l WHERE l.customer_id = c.id ORDER BY l.at DESC, l.id DESC LIMIT 1)
             WHERE i.kind = $1 AND i.value = $2 AND (i.valid_from IS NULL OR i.valid_from <= $4)
               AND (i.valid_to IS NULL OR i.valid_to >= $4) ORDER BY i.customer_id, i.position LIMIT $3",
    "SELECT COALESCE((SELECT w.card_id FROM customers w WHERE w.id = customer_id), customer_id), channel, direction, started_at
             FROM interactions WHERE identifier_kind = $1 AND identifier_value = $2 AND customer_id IS NOT NULL
             ORDER BY started_at DESC, id DESC LIMIT $3",
];

/// Somebody whom the identifier may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    pub vip: bool,
    pub company: Option<Company>,
    pub city: Option<String>,
    pub confidence: Confidence,
    pub reasons: Vec<Reason>,
    pub last_contact: Option<LastContact>,
    /// Of those who are restricted a match tells the name alone, to everybody.
    pub restricted: bool,
    pub avatar: Option<AvatarId>,
    /// Newest interaction of this customer from this very identifier.
    last_from_here: Option<Time>,
    primary: bool,
}

/// Why somebody is a candidate; told in the reader's language by `card::reasons`.
#[derive(Clone, PartialEq, Debug)]
pub enum Reason {
    /// It is the first of its kind on the card.
    Primary { kind: IdentifierKind, label: Option<String> },
    /// It is on the card.
    OnCard { kind: IdentifierKind, label: Option<String> },
    /// The extension is the same as well.
    SameExtension { extension: String },
    /// The number is the same, the extension is not known or another.
    OtherExtension { extension: Option<String> },
    /// They were in contact by this identifier before.
    Recent { channel: Channel, direction: Direction, at: Time },
}

#[derive(Clone, PartialEq, Debug)]
pub struct LastContact {
    pub channel: Channel,
    pub direction: Direction,
    pub agent: Option<String>,
    pub at: Time,
}

impl Candidate {
    /// Leaves the name, and that the identifier is on the card.
    fn hide(&mut self) {
        (self.company, self.city, self.last_contact, self.vip, self.avatar) = (None, None, None, false, None);
        self.reasons.truncate(1);
        if let Some(Reason::Primary { label, .. } | Reason::OnCard { label, .. }) = self.reasons.first_mut() {
            *label = None;
        }
    }
}

#[derive(Clone, Debug)]
pub struct Match {
    pub outcome: Outcome,
    pub candidates: Vec<Candidate>,
}

impl Match {
    pub fn nobody() -> Match {
        Match { outcome: Outcome::None, candidates: Vec::new() }
    }

    /// The customer, when it is one.
    pub fn customer(&self) -> Option<CustomerId> {
        match self.outcome {
            Outcome::One => self.candidates.first().map(|candidate| candidate.id),
            Outcome::Many | Outcome::None => None,
        }
    }
}

/// Finds the candidates of an identifier at a time. Two statements in one flight.
pub fn find(tx: &mut Tx<'_>, identifier: &Identifier, at: Time) -> Result<Match, DbError> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut recent: Vec<(CustomerId, Channel, Direction, Time)> = Vec::new();
    tx.batch(&mut [
        db::Stmt::new(
            STATEMENTS[0],
            params![identifier.kind, identifier.value.as_str(), MOST_CANDIDATES, at.day().to_string()],
            |row| {
                let extension: String = row.get(6)?;
                let (confidence, reason) = reason(identifier, &extension, row.get(7)?, row.get(8)?);
                let last_contact = match (row.get::<Option<String>>(10)?, row.get::<Option<i64>>(13)?) {
                    (Some(_), Some(at)) => Some(LastContact {
                        channel: column(row, 10)?,
                        direction: column(row, 11)?,
                        agent: row.get(12)?,
                        at: Time::from_micros(at),
                    }),
                    _ => None,
                };
                let company = match (row.get::<Option<_>>(4)?, row.get::<Option<String>>(5)?) {
                    (Some(id), Some(name)) => Some(Company { id: CustomerId(id), name }),
                    _ => None,
                };
                candidates.push(Candidate {
                    id: CustomerId(row.get(0)?),
                    kind: column(row, 1)?,
                    name: row.get(2)?,
                    vip: row.get(3)?,
                    company,
                    city: row.get(9)?,
                    confidence,
                    reasons: vec![reason],
                    last_contact,
                    restricted: row.get(14)?,
                    avatar: row.get::<Option<_>>(15)?.map(AvatarId),
                    last_from_here: None,
                    primary: row.get(8)?,
                });
                Ok(())
            },
        ),
        db::Stmt::new(STATEMENTS[1], params![identifier.kind, identifier.value.as_str(), RECENT], |row| {
            recent.push((
                CustomerId(row.get(0)?),
                column(row, 1)?,
                column(row, 2)?,
                Time::from_micros(row.get(3)?),
            ));
            Ok(())
        }),
    ])?;
    let mut candidates = one_each(candidates);
    for candidate in &mut candidates {
        if let Some((_, channel, direction, at)) = recent.iter().find(|(id, ..)| *id == candidate.id) {
            candidate.last_from_here = Some(*at);
            candidate.reasons.push(Reason::Recent { channel: *channel, direction: *direction, at: *at });
        }
    }
    let mut found = decide(identifier, candidates);
    found.candidates.iter_mut().filter(|one| one.restricted).for_each(Candidate::hide);
    Ok(found)
}

fn reason(asked: &Identifier, extension: &str, label: Option<String>, primary: bool) -> (Confidence, Reason) {
    let kind = asked.kind;
    match (&asked.extension, extension) {
        (None, "") if primary => (Confidence::Known, Reason::Primary { kind, label }),
        (None, "") => (Confidence::Known, Reason::OnCard { kind, label }),
        (Some(asked), on_card) if asked == on_card => {
            (Confidence::Known, Reason::SameExtension { extension: on_card.to_owned() })
        }
        (_, "") => (Confidence::Maybe, Reason::OtherExtension { extension: None }),
        (_, on_card) => (Confidence::Maybe, Reason::OtherExtension { extension: Some(on_card.to_owned()) }),
    }
}

/// A customer who has the number twice, with and without an extension, is one candidate: the surer one.
fn one_each(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| (candidate.id, candidate.confidence));
    candidates.dedup_by_key(|candidate| candidate.id);
    candidates
}

fn decide(asked: &Identifier, mut candidates: Vec<Candidate>) -> Match {
    candidates.sort_by(|a, b| {
        (a.confidence, std::cmp::Reverse(a.last_from_here), !a.primary, !a.vip, &a.name, a.id).cmp(&(
            b.confidence,
            std::cmp::Reverse(b.last_from_here),
            !b.primary,
            !b.vip,
            &b.name,
            b.id,
        ))
    });
    let sure = candidates.iter().filter(|candidate| candidate.confidence == Confidence::Known).count();
    let outcome = match candidates.len() {
        0 => Outcome::None,
        1 => Outcome::One,
        // Who dials from extension 4 is not one of the others behind the same number.
        _ if asked.extension.is_some() && sure == 1 => Outcome::One,
        _ => Outcome::Many,
    };
    Match { outcome, candidates }
}
