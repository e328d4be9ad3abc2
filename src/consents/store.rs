//! All SQL of consents.

use db::{DbError, Row, Stmt, Tx, params};

use super::Consent;
use crate::clock::Time;
use crate::id::CustomerId;
use crate::words::column;

/// The consents of a customer.
pub const OF_CUSTOMER: &str =
    "SELECT channel, purpose, state, at, how, valid_until, by_id, by_name FROM consents
   WHERE customer_id = $1 ORDER BY channel, purpose";

fn read(row: &Row<'_>) -> Result<Consent, DbError> {
    let valid_until: Option<String> = row.get(5)?;
    Ok(Consent {
        channel: column(row, 0)?,
        purpose: row.get(1)?,
        state: column(row, 2)?,
        at: Time::from_micros(row.get(3)?),
        how: row.get(4)?,
        valid_until: valid_until.and_then(|day| day.parse().ok()),
        by_id: row.get(6)?,
        by: row.get(7)?,
    })
}

pub fn list(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<Consent>, DbError> {
    let mut found = tx.query(OF_CUSTOMER, &params![customer], read)?;
    // The order of the words, not of their letters.
    found.sort_by_key(|one| one.channel);
    Ok(found)
}

/// The same as a statement of the card's batch.
pub fn of_customer<'a>(customer: CustomerId, found: &'a mut Vec<Consent>) -> Stmt<'a> {
    Stmt::new(OF_CUSTOMER, params![customer], |row| {
        found.push(read(row)?);
        Ok(())
    })
}

pub fn replace(tx: &mut Tx<'_>, customer: CustomerId, all: &[Consent]) -> Result<(), DbError> {
    tx.exec("DELETE FROM consents WHERE customer_id = $1", &params![customer])?;
    let insert = |one: &Consent| {
        Stmt::exec(
            "INSERT INTO consents (customer_id, channel, purpose, state, at, how, valid_until, by_id, by_name)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![
                customer,
                one.channel,
                one.purpose.as_str(),
                one.state,
                one.at,
                one.how.as_deref(),
                one.valid_until.map(|day| day.to_string()),
                one.by_id,
                one.by.as_str()
            ],
        )
    };
    tx.batch(&mut all.iter().map(insert).collect::<Vec<_>>())
}
