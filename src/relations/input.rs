//! What a caller may write of a relation.

use db::Tx;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{NOTE, Relation, RelationKind};
use crate::check::Check;
use crate::customers;
use crate::error::{AppError, AppResult, FieldError};
use crate::id::CustomerId;

/// The members of a relation that may be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RelationInput {
    /// The other customer; fixed once it is written.
    pub other_id: CustomerId,
    /// What the other is to the customer: `child` on the card of the mother. Most are of two persons; a guardian may be a
    /// company, a `contact_person` is a person and theirs a company.
    pub kind: RelationKind,
    /// 200 characters at most.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub note: Option<String>,
    /// First day on which it holds (YYYY-MM-DD).
    #[serde(default)]
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Last day on which it holds.
    #[serde(default)]
    #[schema(format = Date)]
    pub to: Option<String>,
}

impl RelationInput {
    /// What is written of a relation now: the document that a merge patch is applied to.
    pub fn of(relation: &Relation) -> RelationInput {
        RelationInput {
            other_id: relation.other,
            kind: relation.kind,
            note: relation.note.clone(),
            from: relation.from.map(|day| day.to_string()),
            to: relation.to.map(|day| day.to_string()),
        }
    }

    /// The same out of the members that the change history holds.
    pub fn recorded(members: &Map<String, Value>) -> AppResult<RelationInput> {
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
        let read = |name: &str| text(name).unwrap_or_default();
        Ok(RelationInput {
            other_id: read("other_id").parse().map_err(AppError::internal)?,
            kind: read("relation").parse().map_err(AppError::internal)?,
            note: text("note"),
            from: text("valid_from"),
            to: text("valid_to"),
        })
    }
}

/// An input as it is stored.
pub struct Checked {
    pub note: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Checks everything and says all faults at once.
pub fn check(tx: &mut Tx<'_>, customer: CustomerId, input: &RelationInput) -> AppResult<Checked> {
    let own = customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let mut check = Check::default();
    match customers::store::find_kind(tx, input.other_id)? {
        _ if input.other_id == customer => check.fail(FieldError::new("other_id", "invalid-relation-self")),
        None => check.fail(FieldError::new("other_id", "invalid-customer")),
        Some(other) if !input.kind.fits(own, other) => {
            check.fail(FieldError::new("kind", "invalid-relation-kind"));
        }
        Some(_) => {}
    }
    let note = check.line("note", input.note.as_deref(), NOTE);
    let (from, to) = (check.day("from", input.from.as_deref()), check.day("to", input.to.as_deref()));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        check.fail(FieldError::new("to", "invalid-before-beginning"));
    }
    check.finish()?;
    Ok(Checked { note, from, to })
}
