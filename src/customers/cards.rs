//! Cards of several customers. A merged customer keeps everything that is theirs under their own id, and `card_id` says on
//! which card it is shown; so what a card shows is what its customers have, and nothing moves when cards are joined or
//! taken apart (ADR 41).
//!
//! Invariant: `card_id` names a customer whose own is null; there are no chains to follow.

use db::{DbError, Tx, Value, params};

use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::id::CustomerId;

/// The ids of the customers of a card, as a subquery. The card's own is not looked up: who asks has it from there.
macro_rules! of_card {
    ($card:literal) => {
        concat!("(SELECT ", $card, " UNION ALL SELECT w.id FROM customers w WHERE w.card_id = ", $card, ")")
    };
}

/// The card on which what belongs to a customer is shown, as an expression.
macro_rules! card_of {
    ($customer:literal) => {
        concat!("COALESCE((SELECT w.card_id FROM customers w WHERE w.id = ", $customer, "), ", $customer, ")")
    };
}

/// Whose a row is after it was stored by its card: still theirs who had it, unless it went to another card.
macro_rules! stays_on_card {
    ($customer:literal, $value:literal) => {
        concat!(
            "CASE WHEN ",
            $crate::customers::cards::card_of!($customer),
            " = ",
            $value,
            " THEN ",
            $customer,
            " ELSE ",
            $value,
            " END"
        )
    };
}

/// The ids of the customers of those cards that belong to the company of a card, apart from restricted ones, as a subquery.
macro_rules! of_people {
    ($company:literal) => {
        concat!(
            "(SELECT w.id FROM customers p JOIN customers w ON w.id = p.id OR w.card_id = p.id
              WHERE p.card_id IS NULL AND p.company_id IN ",
            $crate::customers::cards::of_card!($company),
            " AND p.id NOT IN (SELECT customer_id FROM restrictions))"
        )
    };
}

pub(crate) use {card_of, of_card, of_people, stays_on_card};

/// The card on which a customer is: their own, or the one that they were merged into. None: nobody has this id.
pub fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<CustomerId>, DbError> {
    tx.find("SELECT COALESCE(card_id, id) FROM customers WHERE id = $1", &params![id], |row| {
        Ok(CustomerId(row.get(0)?))
    })
}

/// Who was merged into a card, directly or through others.
pub const MERGED: &str =
    "SELECT m.id FROM (SELECT id, card_id AS customer_id FROM customers WHERE card_id IS NOT NULL) m
   WHERE customer_id = $1 ORDER BY m.id";

/// All customers of a card, the one it is called after first.
pub fn members(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    let mut members = vec![card];
    members.extend(tx.query(MERGED, &params![card], |row| Ok(CustomerId(row.get(0)?)))?);
    Ok(members)
}

/// A statement that reads a part of a long list of a card in its order: one leg for each of its customers, which is one
/// range of an index. `leg` has `{}` where the customer stands, and its own order and limit; `order` is that of the whole, by
/// the numbers of columns.
pub fn legs(members: &[CustomerId], values: &mut Vec<Value>, leg: &str, order: &str) -> String {
    let mut place = |member: &CustomerId| {
        values.push((*member).into());
        leg.replace("{}", &format!("${}", values.len()))
    };
    match members {
        [alone] => place(alone),
        members => {
            let legs = members.iter().enumerate();
            let legs = legs.map(|(number, one)| format!("SELECT * FROM ({}) leg{number}", place(one)));
            format!("{} {order}", legs.collect::<Vec<_>>().join(" UNION ALL "))
        }
    }
}

/// The id of an address that is that of a merged customer, with that of the card that answers in their place: old ids
/// mean somebody for ever.
#[derive(Clone, Copy, Debug)]
pub struct Answering {
    pub asked: CustomerId,
    pub card: CustomerId,
}

/// Who answers for the customer of an address, if somebody else does.
pub async fn answering(app: &App, path: &str) -> AppResult<Option<Answering>> {
    let rest = path.strip_prefix("/api/v1").unwrap_or(path).strip_prefix("/customers/").unwrap_or_default();
    let Ok(asked) = rest.split('/').next().unwrap_or_default().parse::<CustomerId>() else { return Ok(None) };
    let card = app.peek(move |tx| Ok(find(tx, asked)?)).await?;
    Ok(card.filter(|card| *card != asked).map(|card| Answering { asked, card }))
}

/// Refuses to write to a customer as if they were a card who has been merged into one since their id was read.
///
/// # Errors
/// `Stale`.
pub fn refuse_merged(tx: &mut Tx<'_>, id: CustomerId) -> AppResult<()> {
    match find(tx, id)? {
        Some(card) if card != id => Err(AppError::Stale),
        _ => Ok(()),
    }
}
