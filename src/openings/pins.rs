//! Pinned customers: whom an agent keeps in sight in the rail, whoever is open.

use db::Tx;

use super::store;
use crate::author::Author;
use crate::customers;
use crate::error::{AppError, AppResult, FieldError};
use crate::id::{AgentId, CustomerId};

/// Pinned customers of one agent.
pub const MOST: i64 = 20;

/// Somebody who is pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    pub customer: CustomerId,
    pub name: String,
}

/// Pins a customer below those who are pinned, or takes the pin away. Again it changes nothing.
pub fn set(
    tx: &mut Tx<'_>,
    author: &Author,
    agent: AgentId,
    customer: CustomerId,
    on: bool,
) -> AppResult<()> {
    if on {
        customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
        let pins = store::list_pins(tx, agent)?;
        if pins.iter().any(|pin| pin.customer == customer) {
            return Ok(());
        }
        if i64::try_from(pins.len()).unwrap_or(MOST) >= MOST {
            return Err(AppError::Conflict(FieldError::new("", "conflict-pins-full").with("most", MOST)));
        }
        store::insert_pin(tx, agent, customer, author.at)?;
    } else {
        store::delete_pin(tx, agent, customer)?;
    }
    Ok(super::told(tx, author, agent)?)
}
