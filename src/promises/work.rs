//! Tells that a promise is due: once, to those whose it is, and to every page that shows it.

use db::Tx;

use super::{Promise, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::events::{self, Happened};

/// Promises of one transaction.
const SOME: i64 = 100;

/// Tells of what is due by now, so many in a transaction that nobody waits for it.
pub async fn all(app: &App) -> AppResult<()> {
    let now = app.clock.now();
    while app.write(move |tx| remind(tx, now)).await? > 0 {}
    Ok(())
}

/// Tells of some that are due; says how many. One event for each customer: who hears it asks which promises are meant.
fn remind(tx: &mut Tx<'_>, now: Time) -> AppResult<usize> {
    let due: Vec<Promise> = store::list_unreminded(tx, now, SOME)?;
    for one in &due {
        store::remind(tx, one.id, now)?;
    }
    let mut customers: Vec<_> = due.iter().map(|one| one.customer).collect();
    customers.sort();
    customers.dedup();
    for customer in customers {
        events::record(tx, "promise.due", now, Happened::to(customer))?;
    }
    Ok(due.len())
}
