//! What a caller may write of a block.

use serde::{Deserialize, Serialize};
use telephone::Country;
use utoipa::ToSchema;

use super::{Block, LONGEST};
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppResult, FieldError};
use crate::identifiers::{self, Identifier, IdentifierKind};

/// A number or address that is to be blocked, and why.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockInput {
    pub kind: IdentifierKind,
    /// In any spelling. An extension is left out: the whole number is blocked.
    #[schema(max_length = 320)]
    pub value: String,
    /// What whoever answers is told; 200 characters at most.
    #[schema(max_length = 200)]
    pub reason: String,
    /// From then on it counts for nothing; in the future when it is set. Null: until it is taken off.
    pub until: Option<Time>,
}

/// What can be changed of a block.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockChange {
    #[schema(max_length = 200)]
    pub reason: String,
    pub until: Option<Time>,
}

impl BlockChange {
    /// What is written of a block now: the document that a merge patch is applied to.
    pub fn of(block: &Block) -> BlockChange {
        BlockChange { reason: block.reason.clone(), until: block.until }
    }
}

/// Checks everything and says all faults at once.
pub fn check(author: &Author, home: Country, input: &BlockInput) -> AppResult<(Identifier, String)> {
    let mut check = Check::default();
    let identifier = match Identifier::read(input.kind, &input.value, home) {
        Ok(identifier) => Some(Identifier { extension: None, ..identifier }),
        Err(code) => {
            check.fail(identifiers::unreadable("value", input.kind, code));
            None
        }
    };
    let reason = reason(&mut check, &input.reason);
    until(&mut check, author, input.until);
    check.finish()?;
    Ok((identifier.ok_or(crate::error::AppError::Internal)?, reason))
}

/// The same of a change; an end that stays is not asked about again.
pub fn check_change(author: &Author, before: &Block, input: &BlockChange) -> AppResult<String> {
    let mut check = Check::default();
    let reason = reason(&mut check, &input.reason);
    if input.until != before.until {
        until(&mut check, author, input.until);
    }
    check.finish()?;
    Ok(reason)
}

fn reason(check: &mut Check, text: &str) -> String {
    if text.trim().is_empty() {
        check.fail(FieldError::new("reason", "invalid-empty"));
    }
    check.line("reason", Some(text), LONGEST).unwrap_or_default()
}

fn until(check: &mut Check, author: &Author, until: Option<Time>) {
    if until.is_some_and(|at| at <= author.at) {
        check.fail(FieldError::new("until", "invalid-expired"));
    }
}
