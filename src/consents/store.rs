//! All SQL of consents.

use db::{DbError, Row, Stmt, Tx, params};

use super::Consent;
use crate::clock::Time;
use crate::customers::cards::of_card;
use crate::id::CustomerId;
use crate::words::column;

/// The consents of a customer.
pub const OF_CUSTOMER: &str = concat!(
    "SELECT channel, purpose, state, at, how, valid_until, by_id, by_name FROM consents c
     WHERE customer_id IN ",
    of_card!("$1"),
    // Of what they said twice, on cards that were merged, the last word counts.
    " AND NOT EXISTS (SELECT 1 FROM consents o WHERE o.customer_id IN ",
    of_card!("$1"),
    " AND o.channel = c.channel AND o.purpose = c.purpose AND (o.at, o.customer_id) > (c.at, c.customer_id))
     ORDER BY channel, purpose"
);

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

/// Stores what is said now. What somebody said who was merged into this card stays theirs; what is said anew, or taken away,
/// is the card's.
pub fn replace(tx: &mut Tx<'_>, customer: CustomerId, all: &[Consent]) -> Result<(), DbError> {
    let before = list(tx, customer)?;
    for one in before.iter().filter(|one| !all.contains(one)) {
        let sql = "DELETE FROM consents WHERE customer_id = $1 AND channel = $2 AND purpose = $3";
        tx.exec(sql, &params![customer, one.channel, one.purpose.as_str()])?;
    }
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
    tx.batch(&mut all.iter().filter(|one| !before.contains(one)).map(insert).collect::<Vec<_>>())
}
