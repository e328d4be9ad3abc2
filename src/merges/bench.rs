//! The workbench: cards beside each other, member by member, with what they would be together.
//!
//! Invariant: what it shows as the result is what `merge` makes of the same choices: both ask `face::join`.

use std::collections::BTreeSet;

use db::Tx;
use serde_json::Value;

use super::face::{self, Choices, FIELD, Face};
use crate::author::Author;
use crate::customers::{self, Customer, cards};
use crate::error::{AppError, AppResult};
use crate::fields::Definitions;
use crate::fields::shown::Names;
use crate::history::{self, Scope};
use crate::id::CustomerId;
use crate::notes;
use crate::restrictions;
use crate::teams::features::Feature;

/// Members that are compared, in the order in which they are read.
const MEMBERS: [&str; 9] =
    ["kind", "name", "birth_date", "language", "company_id", "department", "job_title", "owner", "vip"];

/// One of the cards.
pub struct Side {
    pub customer: Customer,
    /// What it shows, as this reader sees it.
    pub face: Face,
    pub contacts: i64,
    /// None for who may not see them.
    pub notes: Option<i64>,
}

/// A member of the cards.
pub struct Row {
    /// As a choice of it is called.
    pub member: String,
    /// What each card has, in their order.
    pub cells: Vec<Value>,
    pub result: Value,
    /// Whose it is that is taken, where one has to be chosen.
    pub chosen: Option<CustomerId>,
}

impl Row {
    /// Whether all cards have the same.
    fn is_same(&self) -> bool {
        self.cells.iter().all(|cell| *cell == self.cells[0])
    }
}

/// Cards beside each other; the first is kept.
pub struct Bench {
    pub sides: Vec<Side>,
    /// Members in which they differ …
    pub differing: Vec<Row>,
    /// … lists that are joined …
    pub joined: Vec<Row>,
    /// … and what is the same on all of them.
    pub same: Vec<Row>,
    pub definitions: Definitions,
    /// Names of the customers whom they name.
    pub named: Names,
}

impl Bench {
    /// Reads the cards. A merged id means the card that it is on.
    ///
    /// # Errors
    /// `NotFound` for an id that is nobody's; `Restricted`.
    pub fn read(
        tx: &mut Tx<'_>,
        reader: &Author,
        keep: CustomerId,
        with: &[CustomerId],
        choices: &Choices,
    ) -> AppResult<Bench> {
        let mut ids: Vec<CustomerId> = Vec::new();
        for id in std::iter::once(&keep).chain(with) {
            let card = cards::find(tx, *id)?.ok_or(AppError::NotFound)?;
            if !ids.contains(&card) {
                restrictions::refuse(tx, card)?;
                ids.push(card);
            }
        }
        let definitions = super::definitions(tx)?;
        let mut sides = Vec::with_capacity(ids.len());
        for id in ids {
            sides.push(side(tx, reader, &definitions, id)?);
        }
        let mut named = BTreeSet::new();
        for side in &sides {
            named.extend(side.customer.company.as_ref().map(|company| company.id));
            named.extend(definitions.customers(&side.customer.fields));
        }
        let named = customers::store::names(tx, named)?;
        let mut bench =
            Bench { sides, differing: Vec::new(), joined: Vec::new(), same: Vec::new(), definitions, named };
        bench.compare(choices);
        Ok(bench)
    }

    fn compare(&mut self, choices: &Choices) {
        let [kept, others @ ..] = self.sides.as_slice() else { return };
        let mut choices = choices.clone();
        if let Some(fuller) = fuller_name(&self.sides) {
            choices.entry("name".to_owned()).or_insert(fuller);
        }
        let others: Vec<(CustomerId, &Face)> =
            others.iter().map(|side| (side.customer.id, &side.face)).collect();
        let joined = face::join((kept.customer.id, &kept.face), &others, &choices);
        let keys: BTreeSet<&String> = self.sides.iter().flat_map(|side| side.face.values.keys()).collect();
        let own = keys.into_iter().filter(|key| key.starts_with(FIELD)).cloned();
        let members = MEMBERS.map(str::to_owned).into_iter().chain(own);
        let (mut differing, mut same, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for member in members {
            let cells: Vec<Value> = self.sides.iter().map(|side| cell(&side.face, &member)).collect();
            let result = cell(&joined, &member);
            if cells.iter().all(|cell| !is_there(cell)) {
                continue;
            }
            let taken = |side: &&Side| cell(&side.face, &member) == result;
            let chosen = choices.get(&member).copied();
            let chosen = chosen.or_else(|| self.sides.iter().find(taken).map(|side| side.customer.id));
            let row = Row { member, result, chosen, cells };
            let filled: Vec<&Value> = row.cells.iter().filter(|cell| is_there(cell)).collect();
            if row.is_same() {
                same.push(row);
            } else if filled.iter().all(|cell| *cell == filled[0]) {
                // What only one of them says stands: there is nothing to choose.
                lists.push(row);
            } else {
                differing.push(row);
            }
        }
        for list in face::LISTS {
            let of = |face: &Face| Value::Array(face.list(list).to_vec());
            let cells: Vec<Value> = self.sides.iter().map(|side| of(&side.face)).collect();
            if cells.iter().any(|cell| cell.as_array().is_some_and(|items| !items.is_empty())) {
                let row = Row { member: list.to_owned(), result: of(&joined), chosen: None, cells };
                if row.is_same() { same.push(row) } else { lists.push(row) }
            }
        }
        (self.differing, self.joined, self.same) = (differing, lists, same);
    }
}

fn side(tx: &mut Tx<'_>, reader: &Author, definitions: &Definitions, id: CustomerId) -> AppResult<Side> {
    let mut customer = customers::store::get(tx, id)?;
    definitions.mask(reader.role, &mut customer.fields);
    let face = Face::of(&customer);
    let contacts = history::counts(tx, id, Scope::Own)?.total();
    let notes = match reader.may(Feature::NotesSee) {
        true => {
            let mut count = 0;
            tx.batch(&mut [notes::store::count(id, reader.at, &mut count)])?;
            Some(count)
        }
        false => None,
    };
    Ok(Side { customer, face, contacts, notes })
}

/// What a card has of a member.
fn cell(face: &Face, member: &str) -> Value {
    face.value(member).clone()
}

fn is_there(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}

/// Of an initial and a name that begins so, the name is the fuller one: "K. Wierzbicka", "Karolina Wierzbicka".
fn fuller_name(sides: &[Side]) -> Option<CustomerId> {
    let words = |side: &Side| -> Vec<String> {
        crate::fold::fold(&side.customer.name)
            .split_whitespace()
            .map(|word| word.trim_end_matches('.').to_owned())
            .collect()
    };
    let kept = words(sides.first()?);
    let is_fuller = |side: &&Side| {
        let theirs = words(side);
        theirs.len() == kept.len()
            && theirs != kept
            && theirs.iter().zip(&kept).all(|(full, short)| full.starts_with(short.as_str()))
    };
    sides.iter().skip(1).find(is_fuller).map(|side| side.customer.id)
}
