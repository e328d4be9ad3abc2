//! Remarks on interactions: those of agents, and what others remarked elsewhere.

use db::Tx;
use serde_json::{Map, json};

use super::{Comment, Interaction, NewComment, store};
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::error::{AppResult, FieldError};
use crate::events;
use crate::id::{CommentId, InteractionId};
use crate::texts;

/// Adds a comment.
pub fn add(tx: &mut Tx<'_>, author: &Author, id: InteractionId, text: &str) -> AppResult<Comment> {
    let interaction = store::get(tx, id)?;
    let mut check = Check::default();
    let read = check.text("text", Some(text), 2_000);
    if read.is_none() && text.trim().is_empty() {
        check.fail(FieldError::new("text", "invalid-empty"));
    }
    check.finish()?;
    let comment = Comment {
        id: CommentId::new(author.at),
        by: author.name.clone(),
        text: read.unwrap_or_default(),
        at: author.at,
    };
    keep(tx, author, &interaction, &comment)?;
    Ok(comment)
}

/// Adds what others remarked elsewhere. The same words of the same name at the same time are known.
pub fn add_all(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: &Interaction,
    told: Vec<NewComment>,
) -> AppResult<()> {
    if told.is_empty() {
        return Ok(());
    }
    let mut known = store::list_all_comments(tx, interaction.id)?;
    for new in told {
        let by = new.by.unwrap_or_else(|| author.name.clone());
        // Without a time of its own it is as old as the contact, so that the next delivery knows it.
        let at = new.at.unwrap_or(interaction.started_at);
        if known.iter().any(|one| (&one.by, &one.text, one.at) == (&by, &new.text, at)) {
            continue;
        }
        let comment = Comment { id: CommentId::new(author.at), by, text: new.text, at };
        keep(tx, author, interaction, &comment)?;
        known.push(comment);
    }
    Ok(())
}

fn keep(tx: &mut Tx<'_>, author: &Author, interaction: &Interaction, comment: &Comment) -> AppResult<()> {
    store::insert_comment(tx, author, interaction.id, comment)?;
    texts::add_comment(tx, interaction, comment)?;
    let subject = Subject { entity: "comment", id: comment.id.0, customer: interaction.customer };
    let after = json!({ "interaction_id": interaction.id, "text": comment.text });
    changes::created(tx, author, subject, after.as_object().unwrap_or(&Map::new()))?;
    Ok(events::record(tx, "comment.added", author.at, interaction.happened())?)
}
