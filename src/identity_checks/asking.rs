//! What may be asked of a customer in a contact, what of it is held, and whether an answer is right.
//!
//! Invariant: what is masked is shown to nobody to be compared: there the server compares, whatever the question says.

use db::{DbError, Tx};
use serde_json::Value;

use super::questions::{Compared, FIELD, Question};
use super::store;
use crate::customers::draft::shown;
use crate::customers::{self, Customer};
use crate::fields::{self, Definitions, Entity};
use crate::fold::fold;
use crate::id::{CustomerId, IdentityQuestionId};
use crate::identifiers::IdentifierKind;
use crate::interactions::Interaction;
use crate::national_ids;

/// A question with what is held of the customer.
#[derive(Clone, PartialEq, Eq)]
pub struct Asked {
    pub question: Question,
    /// Each of these is right. Empty where nothing is held, and of free questions.
    pub known: Vec<String>,
    /// The answer is typed, and the server compares.
    pub by_server: bool,
}

/// What is held is for the panel alone, not for logs.
impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("question", &self.question).finish_non_exhaustive()
    }
}

impl Asked {
    fn new(question: Question, definitions: &Definitions, customer: &Customer, one: &Interaction) -> Asked {
        let masked = question.field().is_some_and(|key| definitions.is_masked(key));
        // Two addresses in one street have one postal code.
        let mut known = known(&question, definitions, customer, one);
        known.sort();
        known.dedup();
        Asked { by_server: question.compared == Compared::Server || masked, question, known }
    }

    /// Compares letters and digits alone, without case and accents.
    pub fn is_right(&self, text: &str) -> bool {
        let said = if self.question.source == "birth_date" { day(text) } else { core(text) };
        !said.is_empty() && self.known.iter().any(|known| same(&self.question.source, known, &said))
    }
}

fn same(source: &str, known: &str, said: &str) -> bool {
    match source {
        "birth_date" => day(known) == said,
        // Written with or without its country.
        "phone" => {
            let (known, said) = (core(known), said.trim_start_matches('0'));
            known == said || (said.len() >= 7 && known.ends_with(said))
        }
        _ => core(known) == said,
    }
}

/// A day in figures alone, year first, however it was written: `1962-04-23`, `23.04.1962`, `23/4/1962`.
fn day(text: &str) -> String {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => format!("{year}{month:0>2}{day:0>2}"),
        [day, month, year] if year.len() == 4 => format!("{year}{month:0>2}{day:0>2}"),
        _ => parts.concat(),
    }
}

fn core(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn known(
    question: &Question,
    definitions: &Definitions,
    customer: &Customer,
    one: &Interaction,
) -> Vec<String> {
    match question.source.as_str() {
        "birth_date" => customer.birth_date.iter().cloned().collect(),
        "postal_code" => customer.addresses.iter().filter_map(|one| one.postal_code.clone()).collect(),
        "national_id" => {
            let ends = customer.national_ids.iter().map(|one| national_ids::end_of(&one.value));
            ends.filter(|end| !end.is_empty()).collect()
        }
        // The number that one calls from is known to whoever holds the telephone.
        "phone" => customer
            .identifiers
            .iter()
            .filter(|known| known.identifier.kind == IdentifierKind::Phone)
            .filter(|known| {
                one.identifier.as_ref().is_none_or(|at_hand| at_hand.value != known.identifier.value)
            })
            .map(|known| known.identifier.value.clone())
            .collect(),
        source => {
            let key = source.strip_prefix(FIELD).unwrap_or_default();
            let value = customer.fields.get(key).filter(|_| definitions.find(key).is_some());
            value.map(text).into_iter().filter(|text| !text.is_empty()).collect()
        }
    }
}

fn text(value: &Value) -> String {
    shown(value)
}

/// All questions in their order.
pub fn all(tx: &mut Tx<'_>, one: &Interaction, customer: CustomerId) -> Result<Vec<Asked>, DbError> {
    let questions = store::questions(tx)?;
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let Some(customer) = customers::store::find(tx, customer)? else { return Ok(Vec::new()) };
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    Ok(questions.into_iter().map(|question| Asked::new(question, &definitions, &customer, one)).collect())
}

/// One of them.
pub fn find(
    tx: &mut Tx<'_>,
    one: &Interaction,
    customer: CustomerId,
    id: IdentityQuestionId,
) -> Result<Option<Asked>, DbError> {
    Ok(all(tx, one, customer)?.into_iter().find(|asked| asked.question.id == id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_right_however_it_is_written() {
        let right = |source: &str, known: &str, said: &str| {
            let question = Question::example(source);
            Asked { question, known: vec![known.to_owned()], by_server: true }.is_right(said)
        };
        for said in ["1962-04-23", "23.4.1962", "23/04/1962", "1962 4 23", "19620423"] {
            assert!(right("birth_date", "1962-04-23", said), "{said}");
        }
        assert!(!right("birth_date", "1962-04-23", "1962-04-24"));
        assert!(right("postal_code", "81-855", "81 855") && right("field:x", "Łódź", "lodz"));
        assert!(
            right("phone", "+46701740605", "070-174 06 05")
                && right("phone", "+46701740605", "+46 70 174 06 05")
        );
        assert!(!right("phone", "+46701740605", "0605") && !right("phone", "+46701740605", "070-174 06 06"));
        assert!(!right("field:x", "2580", " - ") && !right("field:x", "2580", "258"));
    }
}
