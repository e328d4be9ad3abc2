//! All SQL of confirmations, apart from what a match reads (`identifiers/matching.rs`).

use db::{DbError, Row, Tx, params};

use super::{Confirmation, Verdict};
use crate::clock::Time;
use crate::customers::cards::{card_of, of_card};
use crate::id::{ConfirmationId, CustomerId, InteractionId};
use crate::identifiers::Identifier;
use crate::identifiers::store::read_identifier;
use crate::words::column;

macro_rules! confirmations {
    ($($rest:expr),*) => {
        concat!(
            "SELECT id, interaction_id, customer_id, kind, value, extension, verdict, method, by_id, by_name, at, ",
            card_of!("confirmations.customer_id"),
            " FROM confirmations ",
            $($rest),*
        )
    };
}

fn read(row: &Row<'_>) -> Result<Confirmation, DbError> {
    Ok(Confirmation {
        id: ConfirmationId(row.get(0)?),
        interaction: InteractionId(row.get(1)?),
        customer: CustomerId(row.get(11)?),
        whose: CustomerId(row.get(2)?),
        identifier: read_identifier(row, 3)?,
        verdict: column(row, 6)?,
        method: column(row, 7)?,
        by_id: row.get(8)?,
        by: row.get(9)?,
        at: Time::from_micros(row.get(10)?),
    })
}

pub fn get(tx: &mut Tx<'_>, id: ConfirmationId) -> Result<Confirmation, DbError> {
    tx.get(confirmations!("WHERE id = $1"), &params![id], read)
}

/// What was said so in a contact of a customer, whether it counts or not.
pub fn find(
    tx: &mut Tx<'_>,
    interaction: InteractionId,
    customer: CustomerId,
    verdict: Verdict,
) -> Result<Option<Confirmation>, DbError> {
    tx.find(
        confirmations!(
            "WHERE interaction_id = $1 AND verdict = $3 AND customer_id IN ",
            of_card!("$2"),
            " ORDER BY at DESC, id DESC LIMIT 1"
        ),
        &params![interaction, customer, verdict],
        read,
    )
}

/// What was said in a contact, the newest first.
pub fn list(tx: &mut Tx<'_>, interaction: InteractionId) -> Result<Vec<Confirmation>, DbError> {
    tx.query(
        confirmations!("WHERE interaction_id = $1 ORDER BY at DESC, id DESC"),
        &params![interaction],
        read,
    )
}

/// What was said of a customer, the newest first.
pub fn list_of_customer(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Confirmation>, DbError> {
    tx.query(
        confirmations!("WHERE customer_id IN ", of_card!("$1"), " ORDER BY at DESC, id DESC"),
        &params![customer],
        read,
    )
}

pub fn insert(tx: &mut Tx<'_>, one: &Confirmation) -> Result<(), DbError> {
    let Identifier { kind, value, extension } = &one.identifier;
    tx.exec(
        "INSERT INTO confirmations (id, interaction_id, customer_id, kind, value, extension, verdict, method, by_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &params![
            one.id,
            one.interaction,
            one.whose,
            *kind,
            value.as_str(),
            extension.as_deref().unwrap_or_default(),
            one.verdict,
            one.method,
            one.by_id,
            one.by.as_str(),
            one.at
        ],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, id: ConfirmationId) -> Result<(), DbError> {
    tx.exec("DELETE FROM confirmations WHERE id = $1", &params![id])?;
    Ok(())
}
