//! Closes requests that nobody has done anything about for as long as their status says.

use db::Tx;

use super::statuses::{StatusKind, Statuses};
use super::{Request, store, write};
use crate::app::App;
use crate::author::Author;
use crate::clock::Time;
use crate::error::AppResult;

/// Requests of one transaction.
const SOME: i64 = 100;

/// Closes what is due by now, so many in a transaction that nobody waits for it.
pub async fn all(app: &App) -> AppResult<()> {
    let now = app.clock.now();
    while app.write(move |tx| close(tx, now)).await? > 0 {}
    Ok(())
}

/// Closes some that are due; says how many.
fn close(tx: &mut Tx<'_>, now: Time) -> AppResult<usize> {
    let due = store::list_due(tx, now, SOME)?;
    if due.is_empty() {
        return Ok(0);
    }
    let author = Author::system(now);
    let closed = Statuses::read(tx)?.first(StatusKind::Closed)?.clone();
    for before in &due {
        let after = Request {
            status: closed.key.clone(),
            kind: closed.kind,
            closed_at: Some(now),
            closes_at: None,
            touched_at: now,
            version: before.version + 1,
            updated_at: now,
            ..before.clone()
        };
        write(tx, &author, "close", Some(before), &after)?;
    }
    Ok(due.len())
}
