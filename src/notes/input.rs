//! What a caller may write of a note.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{LONGEST, Note, PINNED};
use crate::author::Author;
use crate::check::Check;
use crate::clock::Time;
use crate::error::{AppResult, FieldError};

/// The members of a note that its author may write.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    /// Plain text of several lines; 20,000 characters at most, 2,000 of one that is pinned.
    #[schema(max_length = 20_000, required = false)]
    pub text: String,
    /// Shown on every pop. Of several notes the one that is pinned last.
    #[serde(default)]
    pub pinned: bool,
    /// From then on nobody sees it, and it is deleted; in the future when it is set.
    pub expires_at: Option<Time>,
}

impl NoteInput {
    /// What is written of a note now: the document that a merge patch is applied to.
    pub fn of(note: &Note) -> NoteInput {
        NoteInput { text: note.text.clone(), pinned: note.pinned, expires_at: note.expires_at }
    }
}

/// Checks everything and says all faults at once; gives the text as it is stored.
pub fn check(author: &Author, input: &NoteInput, before: Option<&Note>) -> AppResult<String> {
    let mut check = Check::default();
    let text = check.text("text", Some(&input.text), LONGEST);
    if input.text.trim().is_empty() {
        check.fail(FieldError::new("text", "invalid-empty"));
    }
    if let (Some(text), true) = (&text, input.pinned)
        && text.chars().count() > PINNED
    {
        check.fail(FieldError::new("pinned", "invalid-pinned-too-long").with("max", PINNED));
    }
    let kept = before.map(|before| before.expires_at) == Some(input.expires_at);
    if !kept && input.expires_at.is_some_and(|at| at <= author.at) {
        check.fail(FieldError::new("expires_at", "invalid-expired"));
    }
    check.finish()?;
    Ok(text.unwrap_or_default())
}
