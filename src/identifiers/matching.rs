//! Matching: which customers an identifier belongs to, in the order in which an agent would look, each with its reasons.
//!
//! Invariant: the outcome is `one` only when nobody else could be meant; a choice between several is the agent's. Somebody
//! is `known` only when one can greet them by name: nobody else could be meant, or something tells them from the others.

use std::cmp::Reverse;

use db::{DbError, Row, Tx, params};

use super::{Flags, Identifier, IdentifierKind};
use crate::clock::Time;
use crate::confirmations::{ConfirmationMethod, Said, Verdict};
use crate::customers::cards::{card_of, of_card};
use crate::customers::{Company, Kind};
use crate::id::{AvatarId, CustomerId, InteractionId};
use crate::words::{Channel, Direction, Outcome, column, words};

words! {
    /// `known`: one can greet them by name. Exactly this identifier is on their card alone, it was confirmed lately that it is
    /// them, or something else tells them from those who share it. `maybe`: several share it, they have another extension
    /// of the switchboard, or it was denied that it is them.
    Confidence { Known = "known", Maybe = "maybe" }
}

/// A switchboard may be on thousands of cards; a list longer than this helps nobody choose.
pub const MOST_CANDIDATES: i64 = 100;
/// How many earlier interactions of the identifier explain a match.
const RECENT: i64 = 30;

/// A confirmation that is older tells nobody from those who share the identifier.
const CONFIRMED_LATELY: i64 = 90 * Time::DAY;
/// The same of a contact.
const CONTACT_LATELY: i64 = 90 * Time::DAY;
/// So long one calls back whoever was reached, or missed, by this very number …
const CALLS_BACK: i64 = 3 * Time::DAY;
/// … and whoever was called in a campaign.
const ANSWERS_CAMPAIGN: i64 = 14 * Time::DAY;

/// The two statements of a match: the candidates, then the identifier's latest interactions. What was said of an
/// identifier and a card is of exactly the one that is asked for; it counts as `confirmations` says. Of a customer's
/// requests the newest twenty are looked at.
pub const STATEMENTS: [&str; 2] = [
    concat!(
    "SELECT c.id, c.kind, c.name, c.vip, f.id, f.name, i.extension, i.label,
               NOT EXISTS (SELECT 1 FROM identifiers e WHERE e.customer_id = i.customer_id AND e.kind = i.kind AND e.position < i.position),
               (SELECT a.city FROM addresses a WHERE a.customer_id = c.id ORDER BY a.position LIMIT 1),
               h.channel, h.direction, h.agent, h.at, r.customer_id IS NOT NULL, c.avatar,
               n.interaction_id, n.verdict, n.method, n.by_name, n.at, i.invalid, i.do_not_contact,
               EXISTS (SELECT 1 FROM (SELECT q.status FROM requests q WHERE q.customer_id IN ",
        of_card!("c.id"),
        "
                   ORDER BY q.created_at DESC, q.id DESC LIMIT 20) q
                 JOIN request_statuses s ON s.key = q.status WHERE s.kind IN ('open', 'waiting'))
             FROM identifiers i
             JOIN customers c ON c.id = i.customer_id
             LEFT JOIN restrictions r ON r.customer_id = c.id
             LEFT JOIN customers f ON f.id = ",
        card_of!("c.company_id"),
        "
             LEFT JOIN history h ON h.customer_id = c.id AND h.id =
               (SELECT l.id FROM history l WHERE l.customer_id = c.id ORDER BY l.at DESC, l.id DESC LIMIT 1)
             LEFT JOIN confirmations n ON n.id =
               (SELECT l.id FROM confirmations l JOIN interactions x ON x.id = l.interaction_id
                WHERE l.customer_id IN ",
        of_card!("i.customer_id"),
        " AND l.kind = i.kind AND l.value = i.value AND l.extension = $5
                  AND (l.verdict = 'confirmed') = (x.customer_id IS NOT NULL AND
                    x.customer_id IN ",
        of_card!("i.customer_id"),
        ")
                ORDER BY l.at DESC, l.id DESC LIMIT 1)
             WHERE i.kind = $1 AND i.value = $2 AND (i.valid_from IS NULL OR i.valid_from <= $4)
               AND (i.valid_to IS NULL OR i.valid_to >= $4) ORDER BY i.customer_id, i.position LIMIT $3"
    ),
    concat!(
        "SELECT ",
        card_of!("customer_id"),
        ", channel, direction, started_at,
               campaign IS NOT NULL
             FROM interactions WHERE identifier_kind = $1 AND identifier_value = $2 AND customer_id IS NOT NULL
             ORDER BY started_at DESC, id DESC LIMIT $3"
    ),
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
    /// What was said last of whether they are meant by it.
    pub said: Option<Said>,
    pub flags: Flags,
    /// Newest interaction of this customer from this very identifier.
    last_from_here: Option<Time>,
    primary: bool,
    /// Exactly this identifier is on the card, with the extension that was asked for.
    exact: bool,
    has_open_request: bool,
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
    /// It was confirmed that it is them.
    Confirmed { method: ConfirmationMethod, by: String, at: Time },
    /// It was denied that it is them.
    Denied { by: String, at: Time },
    /// Of those who share it they have a request that is open.
    OpenRequest,
    /// It is marked on the card as one that reaches nobody.
    Invalid { kind: IdentifierKind },
}

#[derive(Clone, PartialEq, Debug)]
pub struct LastContact {
    pub channel: Channel,
    pub direction: Direction,
    pub agent: Option<String>,
    pub at: Time,
}

impl Candidate {
    pub fn is_denied(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.verdict == Verdict::Denied)
    }

    /// What was said, if it was that it is them.
    pub fn confirmed(&self) -> Option<&Said> {
        self.said.as_ref().filter(|said| said.verdict == Verdict::Confirmed)
    }

    fn is_confirmed_lately(&self, now: Time) -> bool {
        self.confirmed().is_some_and(|said| said.at.plus(CONFIRMED_LATELY) >= now)
    }

    /// Leaves the name, and that the identifier is on the card.
    fn hide(&mut self) {
        (self.company, self.city, self.last_contact, self.vip, self.avatar) = (None, None, None, false, None);
        (self.said, self.flags) = (None, Flags::default());
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
    let mut recent: Vec<Recent> = Vec::new();
    tx.batch(&mut [
        db::Stmt::new(
            STATEMENTS[0],
            params![
                identifier.kind,
                identifier.value.as_str(),
                MOST_CANDIDATES,
                at.day().to_string(),
                identifier.extension.as_deref().unwrap_or_default()
            ],
            |row| {
                let extension: String = row.get(6)?;
                let (exact, reason) = reason(identifier, &extension, row.get(7)?, row.get(8)?);
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
                    confidence: Confidence::Maybe,
                    reasons: vec![reason],
                    last_contact,
                    restricted: row.get(14)?,
                    avatar: row.get::<Option<_>>(15)?.map(AvatarId),
                    said: said(row)?,
                    flags: Flags { invalid: row.get(21)?, do_not_contact: row.get(22)?, ..Flags::default() },
                    last_from_here: None,
                    primary: row.get(8)?,
                    exact,
                    has_open_request: row.get(23)?,
                });
                Ok(())
            },
        ),
        db::Stmt::new(STATEMENTS[1], params![identifier.kind, identifier.value.as_str(), RECENT], |row| {
            recent.push(Recent {
                customer: CustomerId(row.get(0)?),
                channel: column(row, 1)?,
                direction: column(row, 2)?,
                at: Time::from_micros(row.get(3)?),
                in_campaign: row.get(4)?,
            });
            Ok(())
        }),
    ])?;
    let mut candidates = one_each(candidates);
    let shared = candidates.len() > 1;
    for candidate in &mut candidates {
        candidate.reasons.extend(candidate.said.as_ref().map(Reason::said));
        if let Some(last) = recent.iter().find(|one| one.customer == candidate.id) {
            candidate.last_from_here = Some(last.at);
            candidate.reasons.push(Reason::Recent {
                channel: last.channel,
                direction: last.direction,
                at: last.at,
            });
        }
        if candidate.has_open_request && shared {
            candidate.reasons.push(Reason::OpenRequest);
        }
        if candidate.flags.invalid {
            candidate.reasons.push(Reason::Invalid { kind: identifier.kind });
        }
    }
    let mut found = decide(identifier, candidates, recent.first(), at);
    found.candidates.iter_mut().filter(|one| one.restricted).for_each(Candidate::hide);
    Ok(found)
}

/// A contact from the identifier.
struct Recent {
    customer: CustomerId,
    channel: Channel,
    direction: Direction,
    at: Time,
    in_campaign: bool,
}

impl Recent {
    /// Whether whoever is there now answers it: we began it a short while ago.
    fn is_answered_by(&self, now: Time) -> bool {
        let long = if self.in_campaign { ANSWERS_CAMPAIGN } else { CALLS_BACK };
        self.direction == Direction::Out && self.at.plus(long) >= now
    }
}

impl Reason {
    fn said(said: &Said) -> Reason {
        let (by, at) = (said.by.clone(), said.at);
        match said.verdict {
            Verdict::Confirmed => Reason::Confirmed { method: said.method, by, at },
            Verdict::Denied => Reason::Denied { by, at },
        }
    }
}

/// What was said, of a row of the candidates.
fn said(row: &Row<'_>) -> Result<Option<Said>, DbError> {
    let Some(interaction) = row.get::<Option<_>>(16)? else { return Ok(None) };
    Ok(Some(Said {
        interaction: InteractionId(interaction),
        verdict: column(row, 17)?,
        method: column(row, 18)?,
        by: row.get(19)?,
        at: Time::from_micros(row.get(20)?),
    }))
}

/// Whether what is on the card is exactly what is asked for, and how that is told.
fn reason(asked: &Identifier, extension: &str, label: Option<String>, primary: bool) -> (bool, Reason) {
    let kind = asked.kind;
    match (&asked.extension, extension) {
        (None, "") if primary => (true, Reason::Primary { kind, label }),
        (None, "") => (true, Reason::OnCard { kind, label }),
        (Some(asked), on_card) if asked == on_card => {
            (true, Reason::SameExtension { extension: on_card.to_owned() })
        }
        (_, "") => (false, Reason::OtherExtension { extension: None }),
        (_, on_card) => (false, Reason::OtherExtension { extension: Some(on_card.to_owned()) }),
    }
}

/// A customer who has the number twice, with and without an extension, is one candidate: the surer one.
fn one_each(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_key(|candidate| (candidate.id, !candidate.exact));
    candidates.dedup_by_key(|candidate| candidate.id);
    candidates
}

/// `newest`: the newest contact from the identifier.
fn decide(asked: &Identifier, mut candidates: Vec<Candidate>, newest: Option<&Recent>, now: Time) -> Match {
    let exact = candidates.iter().filter(|candidate| candidate.exact).count();
    let outcome = match candidates.len() {
        0 => Outcome::None,
        1 => Outcome::One,
        // Who dials from extension 4 is not one of the others behind the same number.
        _ if asked.extension.is_some() && exact == 1 => Outcome::One,
        _ => Outcome::Many,
    };
    let known = match outcome {
        Outcome::One => candidates.iter().find(|one| one.exact || one.is_confirmed_lately(now)),
        Outcome::Many | Outcome::None => told_apart(&candidates, newest, now),
    };
    if let Some(known) = known.filter(|one| !one.is_denied()).map(|one| one.id) {
        for candidate in candidates.iter_mut().filter(|candidate| candidate.id == known) {
            candidate.confidence = Confidence::Known;
        }
    }
    candidates.sort_by(|a, b| rank(a, now).cmp(&rank(b, now)));
    Match { outcome, candidates }
}

/// Whom something tells from the others with the identifier: that it was confirmed lately of them alone; else all that
/// speaks for one of them, if it speaks for the same.
fn told_apart<'c>(candidates: &'c [Candidate], newest: Option<&Recent>, now: Time) -> Option<&'c Candidate> {
    let alone = |is: &dyn Fn(&Candidate) -> bool| {
        let mut those = candidates.iter().filter(|one| is(one));
        those.next().filter(|_| those.next().is_none())
    };
    if let Some(confirmed) = alone(&|one| one.is_confirmed_lately(now)) {
        return Some(confirmed);
    }
    let answers = newest.filter(|newest| newest.is_answered_by(now)).map(|newest| newest.customer);
    let signs = [
        alone(&|one| !one.flags.invalid),
        alone(&|one| Some(one.id) == answers),
        alone(&|one| one.last_from_here.is_some_and(|at| at.plus(CONTACT_LATELY) >= now)),
        alone(&|one| one.has_open_request),
    ];
    let mut signs = signs.into_iter().flatten();
    let first = signs.next().filter(|first| first.exact && !first.flags.invalid)?;
    signs.all(|other| other.id == first.id).then_some(first)
}

/// In which order an agent would look: the least first.
fn rank(one: &Candidate, now: Time) -> impl Ord + '_ {
    let confirmed = one.confirmed().filter(|_| one.is_confirmed_lately(now)).map(|said| said.at);
    (
        (one.is_denied(), one.confidence, !one.exact, one.flags.invalid),
        (Reverse(confirmed), Reverse(one.last_from_here), !one.primary, !one.has_open_request),
        (one.flags.do_not_contact, !one.vip, &one.name, one.id),
    )
}
