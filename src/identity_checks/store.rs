//! All SQL of identity checks.

use db::{DbError, Row, Stmt, Tx, params};

use super::{Answer, IdentityCheck, Question, Settings};
use crate::clock::Time;
use crate::customers::cards::{card_of, of_card};
use crate::id::{CustomerId, IdentityCheckId, IdentityQuestionId, InteractionId};
use crate::words::column;

macro_rules! questions {
    ($rest:literal) => {
        concat!(
            "SELECT id, text, source, compared, level, position, version, created_at, updated_at FROM identity_questions ",
            $rest
        )
    };
}

macro_rules! checks {
    ($($rest:expr),*) => {
        concat!(
            "SELECT c.id, c.interaction_id, ",
            card_of!("c.customer_id"),
            ", c.method, c.outcome, c.level, c.by_id, c.by_name, c.started_at,
               c.completed_at, c.version, a.question_id, a.text, a.source, a.level, a.outcome
             FROM identity_checks c LEFT JOIN identity_answers a ON a.check_id = c.id ",
            $($rest),*
        )
    };
}

fn read_question(row: &Row<'_>) -> Result<Question, DbError> {
    Ok(Question {
        id: IdentityQuestionId(row.get(0)?),
        text: row.get(1)?,
        source: row.get(2)?,
        compared: column(row, 3)?,
        level: column(row, 4)?,
        position: row.get(5)?,
        version: row.get(6)?,
        created_at: Time::from_micros(row.get(7)?),
        updated_at: Time::from_micros(row.get(8)?),
    })
}

/// All questions in their order, of which there are never more than a few.
pub fn questions(tx: &mut Tx<'_>) -> Result<Vec<Question>, DbError> {
    tx.query(questions!("ORDER BY position, id"), &[], read_question)
}

pub fn question(tx: &mut Tx<'_>, id: IdentityQuestionId) -> Result<Question, DbError> {
    tx.get(questions!("WHERE id = $1"), &params![id], read_question)
}

pub fn insert_question(tx: &mut Tx<'_>, one: &Question) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO identity_questions (id, text, source, compared, level, position, version, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &params![
            one.id,
            one.text.as_str(),
            one.source.as_str(),
            one.compared,
            one.level,
            one.position,
            one.version,
            one.created_at,
            one.updated_at
        ],
    )?;
    Ok(())
}

/// Stores the new state if the version is still the one before.
pub fn update_question(tx: &mut Tx<'_>, one: &Question) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE identity_questions SET text = $2, source = $3, compared = $4, level = $5, position = $6, version = $7,
           updated_at = $8 WHERE id = $1 AND version = $7 - 1",
        &params![
            one.id,
            one.text.as_str(),
            one.source.as_str(),
            one.compared,
            one.level,
            one.position,
            one.version,
            one.updated_at
        ],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

pub fn delete_question(tx: &mut Tx<'_>, id: IdentityQuestionId) -> Result<(), DbError> {
    tx.exec("DELETE FROM identity_questions WHERE id = $1", &params![id])?;
    Ok(())
}

pub fn settings(tx: &mut Tx<'_>) -> Result<Settings, DbError> {
    tx.get(
        "SELECT basic_right, strong_right, most_wrong, most_failed, national_id_level, version, updated_at
         FROM identity_settings WHERE id = 1",
        &[],
        |row| {
            Ok(Settings {
                basic_right: row.get(0)?,
                strong_right: row.get(1)?,
                most_wrong: row.get(2)?,
                most_failed: row.get(3)?,
                national_id_level: column(row, 4)?,
                version: row.get(5)?,
                updated_at: Time::from_micros(row.get(6)?),
            })
        },
    )
}

/// Stores the rule if the version is still the one before.
pub fn update_settings(tx: &mut Tx<'_>, one: &Settings) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE identity_settings SET basic_right = $1, strong_right = $2, most_wrong = $3, most_failed = $4,
           national_id_level = $5, version = $6, updated_at = $7 WHERE id = 1 AND version = $6 - 1",
        &params![
            one.basic_right,
            one.strong_right,
            one.most_wrong,
            one.most_failed,
            one.national_id_level,
            one.version,
            one.updated_at
        ],
    )?;
    if rows == 0 { Err(DbError::Stale) } else { Ok(()) }
}

/// Puts a row of a check and one of its answers to what was read before.
fn gather(found: &mut Vec<IdentityCheck>, row: &Row<'_>) -> Result<(), DbError> {
    let id = IdentityCheckId(row.get(0)?);
    if found.last().is_none_or(|last| last.id != id) {
        found.push(IdentityCheck {
            id,
            interaction: InteractionId(row.get(1)?),
            customer: CustomerId(row.get(2)?),
            method: column(row, 3)?,
            outcome: column(row, 4)?,
            level: column(row, 5)?,
            by_id: row.get(6)?,
            by: row.get(7)?,
            started_at: Time::from_micros(row.get(8)?),
            completed_at: row.get::<Option<i64>>(9)?.map(Time::from_micros),
            version: row.get(10)?,
            answers: Vec::new(),
        });
    }
    if let (Some(text), Some(check)) = (row.get::<Option<String>>(12)?, found.last_mut()) {
        check.answers.push(Answer {
            question: row.get::<Option<uuid::Uuid>>(11)?.map(IdentityQuestionId),
            text,
            source: row.get(13)?,
            level: column(row, 14)?,
            outcome: column(row, 15)?,
        });
    }
    Ok(())
}

/// The checks of a contact, the newest first; with a customer only those with them.
pub fn list(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    customer: Option<CustomerId>,
) -> Result<Vec<IdentityCheck>, DbError> {
    let mut found = Vec::new();
    tx.each(
        checks!("WHERE c.interaction_id = $1 ORDER BY c.started_at DESC, c.id DESC, a.position"),
        &params![interaction],
        |row| gather(&mut found, row),
    )?;
    found.retain(|one| customer.is_none_or(|customer| one.customer == customer));
    Ok(found)
}

pub fn get(tx: &mut Tx<'_>, id: IdentityCheckId) -> Result<IdentityCheck, DbError> {
    let mut found = Vec::new();
    tx.each(checks!("WHERE c.id = $1 ORDER BY a.position"), &params![id], |row| gather(&mut found, row))?;
    found.pop().ok_or(DbError::NotFound)
}

/// The checks with a customer, the newest first.
pub fn list_of_customer(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<IdentityCheck>, DbError> {
    let mut found = Vec::new();
    tx.each(
        checks!(
            "WHERE c.customer_id IN ",
            of_card!("$1"),
            " ORDER BY c.started_at DESC, c.id DESC, a.position"
        ),
        &params![customer],
        |row| gather(&mut found, row),
    )?;
    Ok(found)
}

/// The checks of a customer in the contacts with them that live, the newest first.
pub fn list_live(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<IdentityCheck>, DbError> {
    let mut found = Vec::new();
    tx.each(
        checks!(
            "JOIN interactions i ON i.id = c.interaction_id AND i.state <> 'closed'
             WHERE c.customer_id IN ",
            of_card!("$1"),
            " AND i.customer_id IN ",
            of_card!("$1"),
            " ORDER BY c.started_at DESC, c.id DESC, a.position"
        ),
        &params![customer],
        |row| gather(&mut found, row),
    )?;
    Ok(found)
}

pub fn insert(tx: &mut Tx<'_>, one: &IdentityCheck) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO identity_checks (id, interaction_id, customer_id, method, outcome, level, by_id, by_name, started_at,
           completed_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &params![
            one.id,
            one.interaction,
            one.customer,
            one.method,
            one.outcome,
            one.level,
            one.by_id,
            one.by.as_str(),
            one.started_at,
            one.completed_at,
            one.version
        ],
    )?;
    insert_answers(tx, one)
}

/// Stores the new state if the version is still the one before.
pub fn update(tx: &mut Tx<'_>, one: &IdentityCheck) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE identity_checks SET outcome = $2, level = $3, by_id = $4, by_name = $5, completed_at = $6, version = $7
         WHERE id = $1 AND version = $7 - 1",
        &params![one.id, one.outcome, one.level, one.by_id, one.by.as_str(), one.completed_at, one.version],
    )?;
    if rows == 0 {
        return Err(DbError::Stale);
    }
    tx.exec("DELETE FROM identity_answers WHERE check_id = $1", &params![one.id])?;
    insert_answers(tx, one)
}

fn insert_answers(tx: &mut Tx<'_>, one: &IdentityCheck) -> Result<(), DbError> {
    let insert = |(position, answer): (i64, &Answer)| {
        Stmt::exec(
            "INSERT INTO identity_answers (check_id, position, question_id, text, source, level, outcome)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            params![
                one.id,
                position,
                answer.question,
                answer.text.as_str(),
                answer.source.as_str(),
                answer.level,
                answer.outcome
            ],
        )
    };
    tx.batch(&mut (0..).zip(&one.answers).map(insert).collect::<Vec<_>>())
}
