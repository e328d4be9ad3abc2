//! The questions that administrators define, and the rule by which answers prove a level.

use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Level, store};
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppError, AppResult, FieldError};
use crate::fields::{self, Entity};
use crate::id::IdentityQuestionId;
use crate::words::words;

words! {
    /// Who compares the answer.
    Compared {
        /// The agent, with what the panel shows.
        Agent = "agent",
        /// The server, with what the agent types.
        Server = "server",
    }
}

/// Before the key of an own field.
pub const FIELD: &str = "field:";
/// What may be asked beside own fields.
pub const SOURCES: [&str; 5] = ["birth_date", "postal_code", "national_id", "phone", FREE];
/// Held nowhere: the agent knows whether the answer is right.
const FREE: &str = "free";
/// Questions that there may be …
const MANY: usize = 30;
/// … characters of one …
pub const TEXT: usize = 200;
/// … and the largest number of a rule.
const LARGEST: i64 = 10;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: IdentityQuestionId,
    pub text: String,
    /// `birth_date`, `postal_code`, `national_id`, `phone`, `field:KEY` or `free`.
    pub source: String,
    pub compared: Compared,
    /// What a right answer counts for.
    pub level: Level,
    pub position: i64,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

/// The members of a question that a caller may write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct IdentityQuestionInput {
    #[schema(max_length = 200)]
    pub text: Option<String>,
    /// `birth_date`, `postal_code`, `national_id` (its last four characters), `phone` (another one than the one at hand),
    /// `field:KEY`, or `free`, which is held nowhere.
    pub source: Option<String>,
    /// What is masked, and typed, is compared by the server; what is free by the agent.
    #[schema(value_type = Option<String>)]
    pub compared: Option<Compared>,
    /// `basic` or `strong`: what a right answer counts for.
    #[schema(value_type = Option<String>)]
    pub level: Option<Level>,
    /// Its place, from 0 on; the last one unless said otherwise.
    #[schema(minimum = 0)]
    pub position: Option<i64>,
}

/// The rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = IdentitySettings)]
pub struct Settings {
    /// Right answers that prove `basic`.
    pub basic_right: i64,
    /// Right answers to questions that count for `strong` that prove `strong`, where `basic` is proven.
    pub strong_right: i64,
    /// Wrong answers by which a check has failed.
    pub most_wrong: i64,
    /// Failed checks in one contact after which there is no other.
    pub most_failed: i64,
    /// What has to be proven for national ids to be shown whole; `none`: no check shows them.
    #[schema(value_type = String)]
    pub national_id_level: Level,
    #[serde(skip)]
    pub version: i64,
    #[serde(skip)]
    pub updated_at: Time,
}

/// The rule as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct IdentitySettingsInput {
    /// 1 to 10.
    pub basic_right: Option<i64>,
    /// 1 to 10.
    pub strong_right: Option<i64>,
    /// 1 to 10.
    pub most_wrong: Option<i64>,
    /// 1 to 10.
    pub most_failed: Option<i64>,
    #[schema(value_type = Option<String>)]
    pub national_id_level: Option<Level>,
}

impl Question {
    /// The key of the own field that it asks for.
    pub fn field(&self) -> Option<&str> {
        self.source.strip_prefix(FIELD)
    }

    pub fn is_free(&self) -> bool {
        self.source == FREE
    }

    fn subject(&self) -> Subject {
        Subject { entity: "identity_question", id: self.id.0, customer: None }
    }

    fn recorded(&self) -> Map<String, Value> {
        let members = json!({
            "text": self.text, "source": self.source, "compared": self.compared, "level": self.level,
            "position": self.position,
        });
        members.as_object().cloned().unwrap_or_default()
    }

    #[cfg(test)]
    pub fn example(source: &str) -> Question {
        let at = Time::from_micros(0);
        Question {
            id: IdentityQuestionId(Uuid::nil()),
            text: "X".to_owned(),
            source: source.to_owned(),
            compared: Compared::Server,
            level: Level::Basic,
            position: 0,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            basic_right: 2,
            strong_right: 1,
            most_wrong: 2,
            most_failed: 2,
            national_id_level: Level::None,
            version: 1,
            updated_at: Time::from_micros(0),
        }
    }
}

impl Settings {
    fn recorded(&self) -> Map<String, Value> {
        let mut members = json!(self);
        members.as_object_mut().map(std::mem::take).unwrap_or_default()
    }
}

impl IdentityQuestionInput {
    pub fn of(question: &Question) -> IdentityQuestionInput {
        IdentityQuestionInput {
            text: Some(question.text.clone()),
            source: Some(question.source.clone()),
            compared: Some(question.compared),
            level: Some(question.level),
            position: Some(question.position),
        }
    }

    fn check(&self, tx: &mut Tx<'_>, author: &Author, before: Option<&Question>) -> AppResult<Question> {
        let mut check = Check::default();
        let text = check.line("text", self.text.as_deref(), TEXT);
        if text.is_none() {
            check.fail(FieldError::new("text", "invalid-empty"));
        }
        let source = self.source.clone().unwrap_or_default();
        let same = before.is_some_and(|before| before.source == source);
        let (known, masked) = match source.strip_prefix(FIELD) {
            None => (SOURCES.contains(&source.as_str()), false),
            Some(key) => {
                let definitions = fields::store::definitions(tx, Entity::Customer)?;
                // One whose field is gone may still be reworded.
                (same || definitions.find(key).is_some(), definitions.is_masked(key))
            }
        };
        if !known {
            check.fail(FieldError::new("source", "invalid-identity-source"));
        }
        let compared = self.compared.unwrap_or(Compared::Agent);
        if compared == Compared::Server && source == FREE {
            check.fail(FieldError::new("compared", "invalid-identity-free"));
        } else if compared == Compared::Agent && masked {
            check.fail(FieldError::new("compared", "invalid-identity-masked"));
        }
        let level = self.level.unwrap_or(Level::Basic);
        if level == Level::None {
            check.fail(FieldError::new("level", "invalid-identity-level"));
        }
        if self.position.is_some_and(|place| place < 0) {
            let range = FieldError::new("position", "invalid-range").with("min", 0).with("max", MANY);
            check.fail(range);
        }
        check.finish()?;
        Ok(Question {
            id: before.map_or_else(|| IdentityQuestionId::new(author.at), |before| before.id),
            text: text.unwrap_or_default(),
            source,
            compared,
            level,
            position: before.map_or(0, |before| before.position),
            version: before.map_or(1, |before| before.version + 1),
            created_at: before.map_or(author.at, |before| before.created_at),
            updated_at: author.at,
        })
    }
}

/// Defines a question; it comes last unless it is told where.
pub fn create(tx: &mut Tx<'_>, author: &Author, input: &IdentityQuestionInput) -> AppResult<Question> {
    let mut question = input.check(tx, author, None)?;
    let others = store::questions(tx)?;
    if others.len() >= MANY {
        return Err(AppError::Conflict(FieldError::new("", "conflict-too-many").with("max", MANY)));
    }
    question.position = others.last().map_or(0, |last| last.position + 1);
    store::insert_question(tx, &question)?;
    changes::created(tx, author, question.subject(), &question.recorded())?;
    place(tx, author, question, input.position)
}

/// Changes a question. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: IdentityQuestionId,
    version: i64,
    input: &IdentityQuestionInput,
) -> AppResult<Question> {
    let before = store::question(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let after = input.check(tx, author, Some(&before))?;
    let differs =
        changes::updated(tx, author, "update", after.subject(), &before.recorded(), &after.recorded())?;
    let after = if differs {
        store::update_question(tx, &after)?;
        after
    } else {
        before
    };
    place(tx, author, after, input.position)
}

/// Removes a question; checks in which it was asked keep what it was called.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: IdentityQuestionId, version: i64) -> AppResult<()> {
    let before = store::question(tx, id)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    store::delete_question(tx, id)?;
    Ok(changes::deleted(tx, author, before.subject(), &before.recorded())?)
}

fn place(tx: &mut Tx<'_>, author: &Author, question: Question, to: Option<i64>) -> AppResult<Question> {
    match to.filter(|to| *to != question.position) {
        Some(to) => move_to(tx, author, question.id, fields::To::Place(to)),
        None => Ok(question),
    }
}

/// Moves a question among the others.
pub fn move_to(
    tx: &mut Tx<'_>,
    author: &Author,
    id: IdentityQuestionId,
    to: fields::To,
) -> AppResult<Question> {
    store::question(tx, id)?;
    for (place, mut one) in fields::moved(store::questions(tx)?, |one| one.id == id, to) {
        if one.position != place {
            let before = one.recorded();
            (one.position, one.version, one.updated_at) = (place, one.version + 1, author.at);
            store::update_question(tx, &one)?;
            changes::updated(tx, author, "update", one.subject(), &before, &one.recorded())?;
        }
    }
    Ok(store::question(tx, id)?)
}

impl IdentitySettingsInput {
    pub fn of(settings: &Settings) -> IdentitySettingsInput {
        IdentitySettingsInput {
            basic_right: Some(settings.basic_right),
            strong_right: Some(settings.strong_right),
            most_wrong: Some(settings.most_wrong),
            most_failed: Some(settings.most_failed),
            national_id_level: Some(settings.national_id_level),
        }
    }
}

/// Changes the rule. Checks that are completed stay what they are.
pub fn set(
    tx: &mut Tx<'_>,
    author: &Author,
    version: i64,
    input: &IdentitySettingsInput,
) -> AppResult<Settings> {
    let before = store::settings(tx)?;
    if before.version != version {
        return Err(AppError::Stale);
    }
    let mut check = Check::default();
    let mut number = |name: &str, value: Option<i64>| match value {
        Some(value) if (1..=LARGEST).contains(&value) => value,
        _ => {
            check.fail(FieldError::new(name, "invalid-range").with("min", 1).with("max", LARGEST));
            1
        }
    };
    let after = Settings {
        basic_right: number("basic_right", input.basic_right),
        strong_right: number("strong_right", input.strong_right),
        most_wrong: number("most_wrong", input.most_wrong),
        most_failed: number("most_failed", input.most_failed),
        national_id_level: input.national_id_level.unwrap_or_default(),
        version: before.version + 1,
        updated_at: author.at,
    };
    check.finish()?;
    let subject = Subject { entity: "identity_settings", id: Uuid::nil(), customer: None };
    if !changes::updated(tx, author, "update", subject, &before.recorded(), &after.recorded())? {
        return Ok(before);
    }
    store::update_settings(tx, &after)?;
    Ok(after)
}
