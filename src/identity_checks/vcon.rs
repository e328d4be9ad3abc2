//! Identity checks in a vCon: `validation` of the customer's party says how it was established who they are
//! (draft-ietf-vcon-vcon-core, 4.2: "the means by which the identity of the party was validated").

use db::Tx;
use serde_json::{Map, Value, json};

use super::{AnswerOutcome, CheckOutcome, Method, newest, reporting, store};
use crate::author::Author;
use crate::error::AppResult;
use crate::id::InteractionId;
use crate::interactions::Interaction;
use crate::search::words::cut;
use crate::teams::features::Feature;

/// Characters of what is read.
const LONG: usize = 200;

/// Says on the customer's party by what they were proven to be who they are.
pub fn write(tx: &mut Tx<'_>, reader: &Author, one: &Interaction, vcon: &mut Value) -> AppResult<()> {
    if one.customer.is_none() || !reader.may(Feature::IdentityChecks) {
        return Ok(());
    }
    let checks = store::list(tx, one.id, one.customer)?;
    let Some(check) = newest(&checks).filter(|check| check.outcome == CheckOutcome::Proven) else {
        return Ok(());
    };
    let right = check.answers.iter().filter(|answer| answer.outcome == AnswerOutcome::Right);
    let asked: Vec<&str> = right.map(|answer| answer.text.as_str()).collect();
    let validation = match check.method {
        Method::Questions | Method::Other if !asked.is_empty() => asked.join(", "),
        method => method.to_string(),
    };
    let parties = vcon.get_mut("parties").and_then(Value::as_array_mut);
    let party = parties.into_iter().flatten().find(|party| party["role"] == "customer");
    if let Some(Value::Object(party)) = party {
        party.insert("validation".to_owned(), json!(validation));
    }
    Ok(())
}

/// Remembers what a vCon says of how its customer was validated. By which rule nobody knows here: it opens nothing.
pub fn read(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    members: &Map<String, Value>,
) -> AppResult<()> {
    let parties = members.get("parties").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_ours = |party: &&Value| !matches!(party["role"].as_str(), Some("agent" | "bot" | "system"));
    let said = parties.iter().filter(is_ours).find_map(|party| party["validation"].as_str());
    let line = said.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.filter(|line| !matches!(line.as_str(), "" | "none" | "anonymous")) {
        Some(line) => reporting::remember(tx, author, id, cut(&line, LONG)),
        None => Ok(()),
    }
}
