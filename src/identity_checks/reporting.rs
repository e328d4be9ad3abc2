//! Checks that other systems made: voice menus, voice biometrics, a log-in.

use db::Tx;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, AnswerOutcome, CheckOutcome, IdentityCheck, Level, Method, checked, save, store};
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::id::{IdentityQuestionId, InteractionId};
use crate::teams::features::Feature;

/// Of a question that is none of ours.
const REPORTED: &str = "reported";
/// Characters of one.
const TEXT: usize = 200;
const MANY: usize = 30;

/// A check that was made elsewhere. What the customer said is no part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityCheckInput {
    #[schema(value_type = String)]
    pub method: Method,
    /// `proven` or `failed`.
    #[schema(value_type = String)]
    pub outcome: CheckOutcome,
    /// What was proven, `basic` or `strong`; of a check that failed nothing, or `none`.
    #[serde(default)]
    #[schema(value_type = String)]
    pub level: Level,
    /// What was asked, if it was questions; 30 at most.
    #[serde(default)]
    #[schema(max_items = 30)]
    pub questions: Vec<ReportedQuestion>,
    /// When it was completed; now unless said otherwise.
    #[serde(default)]
    pub at: Option<Time>,
}

/// One of our questions by its id, or another one in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportedQuestion {
    #[serde(default)]
    pub question_id: Option<IdentityQuestionId>,
    #[serde(default)]
    #[schema(max_length = 200)]
    pub text: Option<String>,
    #[schema(value_type = String)]
    pub outcome: AnswerOutcome,
}

/// Records a check that was made elsewhere.
pub fn report(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    input: &IdentityCheckInput,
) -> AppResult<IdentityCheck> {
    author.needs(Feature::IdentityChecks)?;
    let (_, customer) = checked(tx, id)?;
    let mut check = Check::default();
    match (input.outcome, input.level) {
        (CheckOutcome::Open, _) => check.fail(FieldError::new("outcome", "invalid-identity-outcome")),
        (CheckOutcome::Proven, Level::None) | (CheckOutcome::Failed, Level::Basic | Level::Strong) => {
            check.fail(FieldError::new("level", "invalid-identity-proven"));
        }
        _ => {}
    }
    if input.at.is_some_and(|at| at > author.at.plus(Time::DAY)) {
        check.fail(FieldError::new("at", "invalid-identity-future"));
    }
    if input.questions.len() > MANY {
        check.fail(FieldError::new("questions", "invalid-too-many").with("max", MANY));
    }
    let ours = store::questions(tx)?;
    let mut answers = Vec::new();
    for (index, one) in input.questions.iter().enumerate().take(MANY) {
        let name = |member: &str| format!("questions[{index}].{member}");
        let text = check.line(&name("text"), one.text.as_deref(), TEXT);
        let answer = match (one.question_id.map(|id| ours.iter().find(|own| own.id == id)), text) {
            (Some(Some(own)), _) => Answer {
                question: Some(own.id),
                text: own.text.clone(),
                source: own.source.clone(),
                level: own.level,
                outcome: one.outcome,
            },
            (None, Some(text)) => Answer {
                question: None,
                text,
                source: REPORTED.to_owned(),
                level: Level::None,
                outcome: one.outcome,
            },
            (Some(None), _) => {
                check.fail(FieldError::new(name("question_id"), "invalid-identity-question"));
                continue;
            }
            (None, None) => {
                check.fail(FieldError::new(name("text"), "invalid-empty"));
                continue;
            }
        };
        answers.push(answer);
    }
    check.finish()?;
    let at = input.at.unwrap_or(author.at);
    let made = IdentityCheck {
        outcome: input.outcome,
        level: input.level,
        started_at: at,
        completed_at: Some(at),
        answers,
        ..IdentityCheck::new(author, id, customer, input.method)
    };
    save(tx, author, None, made)
}

/// Records that somebody else checked, by what, without saying how sure that makes us: it opens nothing.
pub(super) fn remember(tx: &mut Tx<'_>, author: &Author, id: InteractionId, what: &str) -> AppResult<()> {
    let (one, customer) = match checked(tx, id) {
        Err(AppError::Conflict(_) | AppError::Restricted(_)) => return Ok(()),
        other => other?,
    };
    let known = store::list(tx, id, Some(customer))?;
    if known.iter().flat_map(|check| &check.answers).any(|answer| answer.text == what) {
        return Ok(());
    }
    let at = one.ended_at.unwrap_or(one.started_at);
    let answer = Answer {
        question: None,
        text: what.to_owned(),
        source: REPORTED.to_owned(),
        level: Level::None,
        outcome: AnswerOutcome::Right,
    };
    let made = IdentityCheck {
        outcome: CheckOutcome::Proven,
        started_at: at,
        completed_at: Some(at),
        answers: vec![answer],
        ..IdentityCheck::new(author, id, customer, Method::Other)
    };
    save(tx, author, None, made).map(drop)
}
