//! Identity checks: how sure one is in a contact that it is the customer (ADR 34).
//!
//! Invariant: what a customer answers is compared and thrown away; only the outcome is kept. A check is of one contact
//! with one customer: what it proves opens masked values there alone, to the agent of the contact, while it lives. Of
//! several the newest that is completed holds, and a check with too many wrong answers proves nothing, whatever came
//! before in it.

pub mod api;
pub mod asking;
pub mod pages;
pub mod question_pages;
pub mod question_view;
pub mod questions;
pub mod reporting;
pub mod store;
pub mod vcon;
pub mod view;

use db::{DbError, Tx};
use serde_json::{Map, Value, json};

use crate::accesses::{Access, What};
use crate::app::App;
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::clock::Time;
use crate::confirmations;
use crate::customers::kept::Rows;
use crate::error::{AppError, AppResult};
use crate::events::{self, Happened};
use crate::fields::Field;
use crate::http::Visitor;
use crate::id::{CustomerId, IdentityCheckId, IdentityQuestionId, InteractionId};
use crate::interactions::{self, Interaction};
use crate::restrictions;
use crate::teams::features::Feature;
use crate::words::words;
pub use asking::Asked;
pub use questions::{Question, Settings};

words! {
    /// How sure one is.
    #[derive(Default)]
    Level {
        /// Not at all.
        #[default]
        None = "none",
        /// By what others may know too.
        Basic = "basic",
        /// By what hardly anybody else knows, has or is.
        Strong = "strong",
    }
}

words! {
    /// How the identity was checked.
    Method {
        /// By questions to which the customer knows the answers.
        Questions = "questions",
        Pin = "pin",
        OneTimeCode = "one_time_code",
        VoiceBiometrics = "voice_biometrics",
        LogIn = "log_in",
        Document = "document",
        Other = "other",
    }
}
words! {
    /// How far a check is.
    CheckOutcome { Open = "open", Proven = "proven", Failed = "failed" }
}
words! {
    /// How the answer to a question was.
    AnswerOutcome { Right = "right", Wrong = "wrong", NotAsked = "not_asked" }
}

/// A question of a check, as it was called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub question: Option<IdentityQuestionId>,
    pub text: String,
    pub source: String,
    pub level: Level,
    pub outcome: AnswerOutcome,
}

/// A check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityCheck {
    pub id: IdentityCheckId,
    pub interaction: InteractionId,
    pub customer: CustomerId,
    pub method: Method,
    pub outcome: CheckOutcome,
    pub level: Level,
    pub by_id: Option<uuid::Uuid>,
    pub by: String,
    pub started_at: Time,
    /// When it was proven or had failed.
    pub completed_at: Option<Time>,
    pub version: i64,
    pub answers: Vec<Answer>,
}

impl IdentityCheck {
    fn new(author: &Author, interaction: InteractionId, customer: CustomerId, method: Method) -> Self {
        IdentityCheck {
            id: IdentityCheckId::new(author.at),
            interaction,
            customer,
            method,
            outcome: CheckOutcome::Open,
            level: Level::None,
            by_id: author.id(),
            by: author.name.clone(),
            started_at: author.at,
            completed_at: None,
            version: 0,
            answers: Vec::new(),
        }
    }

    /// How many answers were so, of those that count for this level at least.
    pub fn count(&self, outcome: AnswerOutcome, level: Level) -> usize {
        self.answers.iter().filter(|one| one.outcome == outcome && one.level >= level).count()
    }

    fn is_completed(&self) -> bool {
        self.outcome != CheckOutcome::Open
    }

    /// Whether another question may be asked in it.
    fn goes_on(&self) -> bool {
        self.method == Method::Questions && self.outcome != CheckOutcome::Failed
    }

    /// Says what the answers prove.
    fn judge(&mut self, settings: &Settings, now: Time) {
        let many = |count: usize, of: i64| i64::try_from(count).unwrap_or(i64::MAX) >= of;
        let (outcome, level) = if many(self.count(AnswerOutcome::Wrong, Level::None), settings.most_wrong) {
            (CheckOutcome::Failed, Level::None)
        } else if !many(self.count(AnswerOutcome::Right, Level::Basic), settings.basic_right) {
            (CheckOutcome::Open, Level::None)
        } else if many(self.count(AnswerOutcome::Right, Level::Strong), settings.strong_right) {
            (CheckOutcome::Proven, Level::Strong)
        } else {
            (CheckOutcome::Proven, Level::Basic)
        };
        if (outcome, level) != (self.outcome, self.level) {
            self.completed_at = (outcome != CheckOutcome::Open).then_some(now);
        }
        (self.outcome, self.level) = (outcome, level);
    }

    fn subject(&self) -> Subject {
        Subject { entity: "identity_check", id: self.id.0, customer: Some(self.customer) }
    }

    fn recorded(&self) -> Map<String, Value> {
        let said = |outcome| {
            let those = self.answers.iter().filter(move |one| one.outcome == outcome);
            those.map(|one| one.text.clone()).collect::<Vec<_>>()
        };
        let members = json!({
            "interaction_id": self.interaction, "method": self.method, "outcome": self.outcome, "level": self.level,
            "right": said(AnswerOutcome::Right), "wrong": said(AnswerOutcome::Wrong),
            "not_asked": said(AnswerOutcome::NotAsked),
        });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// What the panel of a contact shows.
#[derive(Clone, Debug, Default)]
pub struct OfContact {
    pub settings: Settings,
    /// With the customer that the contact has now, the newest first.
    pub checks: Vec<IdentityCheck>,
    /// What may be asked, while it lives.
    pub asked: Vec<Asked>,
}

impl OfContact {
    /// What holds: the newest check that is completed.
    pub fn newest(&self) -> Option<&IdentityCheck> {
        newest(&self.checks)
    }

    /// The one in which the next question is asked.
    pub fn current(&self) -> Option<&IdentityCheck> {
        current(&self.checks)
    }

    pub fn is_locked(&self) -> bool {
        is_locked(&self.settings, &self.checks)
    }
}

fn newest(checks: &[IdentityCheck]) -> Option<&IdentityCheck> {
    let completed = checks.iter().filter(|one| one.is_completed());
    completed.max_by_key(|one| (one.completed_at, one.id))
}

/// Whatever was reported since begins anew.
fn current(checks: &[IdentityCheck]) -> Option<&IdentityCheck> {
    checks.first().filter(|one| one.goes_on())
}

/// Whether it has been tried often enough.
fn is_locked(settings: &Settings, checks: &[IdentityCheck]) -> bool {
    let failed = checks.iter().filter(|one| one.outcome == CheckOutcome::Failed).count();
    i64::try_from(failed).unwrap_or(i64::MAX) >= settings.most_failed
}

/// Reads what the panel of a contact shows.
pub fn of_contact(tx: &mut Tx<'_>, one: &Interaction) -> Result<OfContact, DbError> {
    let Some(customer) = one.customer else { return Ok(OfContact::default()) };
    let checks = store::list(tx, one.id, Some(customer))?;
    if !one.is_live() {
        return Ok(OfContact { checks, ..OfContact::default() });
    }
    let asked = asking::all(tx, one, customer)?;
    Ok(OfContact { settings: store::settings(tx)?, checks, asked })
}

/// An answer that was given in a contact: marked by the agent, or to be compared.
#[derive(Clone, Debug)]
pub enum Given {
    Marked(AnswerOutcome),
    Typed(String),
}

/// Asks a question. `seen`: the check and its version that whoever asks saw, none where there was none.
///
/// # Errors
/// A conflict where the contact is over or nobody's, somebody else asked since, too many checks have failed, or the
/// question was asked or cannot be.
pub fn ask(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    question: IdentityQuestionId,
    seen: (Option<IdentityCheckId>, i64),
    given: &Given,
) -> AppResult<IdentityCheck> {
    author.needs(Feature::IdentityChecks)?;
    let (one, customer) = checked(tx, id)?;
    if !one.is_live() {
        return Err(AppError::conflict("", "conflict-identity-over"));
    }
    let (settings, checks) = (store::settings(tx)?, store::list(tx, id, Some(customer))?);
    let before = current(&checks);
    if (before.map(|one| one.id), before.map_or(0, |one| one.version)) != seen {
        return Err(AppError::conflict("", "conflict-race"));
    }
    if is_locked(&settings, &checks) {
        return Err(AppError::conflict("", "conflict-identity-locked"));
    }
    let asked = asking::find(tx, &one, customer, question)?
        .ok_or_else(|| AppError::invalid("question", "invalid-identity-question"))?;
    let outcome = match given {
        Given::Marked(AnswerOutcome::NotAsked) => AnswerOutcome::NotAsked,
        _ if asked.known.is_empty() && !asked.question.is_free() => {
            return Err(AppError::conflict("question", "conflict-identity-nothing-held"));
        }
        Given::Marked(_) if asked.by_server => {
            return Err(AppError::invalid("outcome", "invalid-identity-compared"));
        }
        Given::Marked(outcome) => *outcome,
        Given::Typed(_) if !asked.by_server => {
            return Err(AppError::invalid("answer", "invalid-identity-marked"));
        }
        Given::Typed(text) if text.trim().is_empty() => {
            return Err(AppError::invalid("answer", "invalid-empty"));
        }
        Given::Typed(text) => match asked.is_right(text) {
            true => AnswerOutcome::Right,
            false => AnswerOutcome::Wrong,
        },
    };
    let mut after =
        before.cloned().unwrap_or_else(|| IdentityCheck::new(author, id, customer, Method::Questions));
    let answer = Answer {
        question: Some(question),
        text: asked.question.text.clone(),
        source: asked.question.source.clone(),
        level: asked.question.level,
        outcome,
    };
    match after.answers.iter_mut().find(|known| known.question == Some(question)) {
        Some(known) if known.outcome == AnswerOutcome::NotAsked => *known = answer,
        Some(_) => return Err(AppError::conflict("question", "conflict-identity-asked")),
        None => after.answers.push(answer),
    }
    after.judge(&settings, author.at);
    (after.by_id, after.by) = (author.id(), author.name.clone());
    save(tx, author, before, after)
}

/// The contact, and whom it is with.
fn checked(tx: &mut Tx<'_>, id: InteractionId) -> AppResult<(Interaction, CustomerId)> {
    let one = interactions::store::get(tx, id)?;
    let customer = one.customer.ok_or_else(|| AppError::conflict("", "conflict-identity-nobody"))?;
    restrictions::refuse(tx, customer)?;
    Ok((one, customer))
}

fn save(
    tx: &mut Tx<'_>,
    author: &Author,
    before: Option<&IdentityCheck>,
    mut after: IdentityCheck,
) -> AppResult<IdentityCheck> {
    after.version += 1;
    match before {
        Some(before) => {
            changes::updated(tx, author, "update", after.subject(), &before.recorded(), &after.recorded())?;
            store::update(tx, &after)?;
        }
        None => {
            changes::created(tx, author, after.subject(), &after.recorded())?;
            store::insert(tx, &after)?;
        }
    }
    let was = before.map_or((CheckOutcome::Open, Level::None), |before| (before.outcome, before.level));
    let kind = match (after.outcome, after.level) {
        is if is == was => "identity_check.changed",
        _ => "identity_check.completed",
    };
    let whose =
        Happened { agent: None, interaction: Some(after.interaction), customer: Some(after.customer) };
    events::record(tx, kind, author.at, whose)?;
    if was != (after.outcome, after.level) {
        let proven = after.completed_at.filter(|_| after.level > Level::None);
        confirmations::prove(tx, author, after.interaction, after.customer, proven)?;
    }
    Ok(after)
}

/// What a reader sees of a customer because of what was proven in a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proven {
    /// The contact in which it was.
    interaction: Option<InteractionId>,
    level: Level,
    national_ids: Level,
}

impl Proven {
    /// Whether what needs this level is open; what no check opens stays masked.
    fn opens(self, needed: Level) -> bool {
        needed != Level::None && self.level >= needed
    }

    pub fn opens_field(self, field: &Field) -> bool {
        field.masked && self.opens(field.identity_level)
    }

    pub fn opens_national_ids(self) -> bool {
        self.opens(self.national_ids)
    }
}

/// What is proven to this reader: while the contact lives, with this customer, and to its agent; of a contact without an
/// agent of ours, to who checked.
pub fn proven(
    tx: &mut Tx<'_>,
    reader: &Author,
    interaction: Option<InteractionId>,
    customer: CustomerId,
) -> Result<Proven, DbError> {
    let Some(id) = interaction.filter(|_| reader.may(Feature::IdentityChecks)) else {
        return Ok(Proven::default());
    };
    let Some(one) = interactions::store::find(tx, id)? else { return Ok(Proven::default()) };
    if !one.is_live() || one.customer != Some(customer) {
        return Ok(Proven::default());
    }
    let checks = store::list(tx, id, Some(customer))?;
    let Some(check) = newest(&checks) else { return Ok(Proven::default()) };
    let whose = one.agent_id.map(|agent| agent.0).or(check.by_id);
    if whose.is_none() || whose != reader.id() {
        return Ok(Proven::default());
    }
    let national_ids = store::settings(tx)?.national_id_level;
    Ok(Proven { interaction, level: check.level, national_ids })
}

/// Logs what is about to be shown because it was proven, like what somebody asks to see.
pub fn opened(
    app: &App,
    visitor: &Visitor,
    customer: CustomerId,
    proven: Proven,
    what: What,
) -> AppResult<()> {
    let access = Access::new(&visitor.author()?, customer, what);
    app.accesses.tell(Access { interaction_id: proven.interaction, ..access })
}

/// Checks in contacts that are gone do not come back with their customer.
pub fn prepare(tx: &mut Tx<'_>, rows: &mut Rows) -> AppResult<()> {
    for id in rows.ids("identity_checks", "interaction_id") {
        if interactions::store::find(tx, InteractionId(id))?.is_some() {
            continue;
        }
        let gone = id.to_string();
        let of_it =
            rows.of("identity_checks").iter().filter(|row| row.get("interaction_id") == Some(&json!(gone)));
        let checks: Vec<_> = of_it.filter_map(|row| row.get("id")?.as_str()?.parse().ok()).collect();
        for check in checks {
            rows.forget("identity_answers", "check_id", check);
        }
        rows.forget("identity_checks", "interaction_id", id);
    }
    Ok(())
}
