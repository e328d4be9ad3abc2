//! Traces of somebody in what belongs to nobody yet: records that an import rejected, and forms that agents have not sent.
//! They carry no id of a customer, so they are found by what they say.

use std::collections::BTreeSet;

use db::{DbError, Stmt, Tx, params};
use uuid::Uuid;

use crate::customers::Customer;
use crate::fold;
use crate::identifiers::IdentifierKind;

/// Digits of a number that tell one from another, whatever its prefix.
const DIGITS: usize = 7;

#[derive(Default)]
pub struct Traces {
    /// Import and number of a rejected or remarked record.
    pub problems: Vec<(Uuid, i64)>,
    /// Agent and key of a draft.
    pub drafts: Vec<(Uuid, String)>,
}

/// What tells somebody in a text.
struct Marks {
    words: Vec<String>,
    /// Given and family name, which have to stand together.
    name: Vec<String>,
    /// Ends of phone numbers.
    digits: Vec<String>,
}

impl Marks {
    fn of(customer: &Customer) -> Marks {
        let mut marks = Marks { words: Vec::new(), name: Vec::new(), digits: Vec::new() };
        for one in &customer.identifiers {
            match one.identifier.kind {
                IdentifierKind::Phone => {
                    let value = one.identifier.value.as_bytes();
                    let end = &value[value.len().saturating_sub(DIGITS)..];
                    marks.digits.push(String::from_utf8_lossy(end).into_owned());
                }
                IdentifierKind::Email | IdentifierKind::Handle => {
                    marks.words.push(fold::fold_case(&one.identifier.value));
                }
            }
        }
        marks.words.extend(customer.national_ids.iter().map(|one| fold::fold_case(&one.value)));
        marks.words.extend(customer.reference.as_deref().map(fold::fold_case));
        marks.name.extend(customer.name.split_whitespace().map(fold::fold_case));
        marks
    }

    /// Who has the same name as somebody else loses nothing but an old report.
    fn are_in(&self, text: &str) -> bool {
        let folded = fold::fold_case(text);
        let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
        let words: BTreeSet<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
        self.words.iter().any(|word| folded.contains(word))
            || self.digits.iter().any(|end| digits.contains(end))
            || (self.name.len() > 1 && self.name.iter().all(|part| words.contains(part.as_str())))
    }
}

/// Everything in which they are found, with what is theirs by its key.
pub fn find(tx: &mut Tx<'_>, customer: &Customer) -> Result<Traces, DbError> {
    let marks = Marks::of(customer);
    let mut traces = Traces::default();
    tx.each("SELECT import_id, number, reasons, cells FROM import_problems", &[], |row| {
        let cells: Option<String> = row.get(3)?;
        if marks.are_in(row.text(2)?) || cells.is_some_and(|cells| marks.are_in(&cells)) {
            traces.problems.push((row.get(0)?, row.get(1)?));
        }
        Ok(())
    })?;
    let drafts = "SELECT agent_id, key, entries, customer_id, interaction_id FROM drafts";
    let mut attached = Vec::new();
    tx.each(drafts, &[], |row| {
        let (customer_id, interaction): (Option<Uuid>, Option<Uuid>) = (row.get(3)?, row.get(4)?);
        let draft: (Uuid, String) = (row.get(0)?, row.get(1)?);
        match interaction {
            _ if customer_id == Some(customer.id.0) => traces.drafts.push(draft),
            // It goes with its contact, if that is theirs.
            Some(interaction) => attached.push((interaction, draft)),
            None if customer_id.is_none() && marks.are_in(row.text(2)?) => traces.drafts.push(draft),
            None => {}
        }
        Ok(())
    })?;
    for (interaction, draft) in attached {
        let one = crate::interactions::store::find(tx, crate::id::InteractionId(interaction))?;
        let theirs = one.is_some_and(|one| {
            one.customer == Some(customer.id)
                || one.customer.is_none()
                    && one
                        .identifier
                        .is_some_and(|own| customer.identifiers.iter().any(|i| i.identifier == own))
        });
        if theirs {
            traces.drafts.push(draft);
        }
    }
    Ok(traces)
}

impl Traces {
    /// Puts what was found of somebody else to it, each once.
    pub fn add(&mut self, other: Traces) {
        self.problems.extend(other.problems);
        self.problems.sort();
        self.problems.dedup();
        self.drafts.extend(other.drafts);
        self.drafts.sort();
        self.drafts.dedup();
    }

    pub fn remove(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let problem = |(import, number): &(Uuid, i64)| {
            let sql = "DELETE FROM import_problems WHERE import_id = $1 AND number = $2";
            Stmt::exec(sql, params![*import, *number])
        };
        let draft = |(agent, key): &(Uuid, String)| {
            Stmt::exec("DELETE FROM drafts WHERE agent_id = $1 AND key = $2", params![*agent, key.as_str()])
        };
        let mut statements: Vec<Stmt<'_>> = self.problems.iter().map(problem).collect();
        statements.extend(self.drafts.iter().map(draft));
        tx.batch(&mut statements)
    }
}
