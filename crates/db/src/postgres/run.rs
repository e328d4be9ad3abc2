//! Closures on a blocking thread: a read once, a write until it is through.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use deadpool_postgres::Pool;
use tokio::sync::OwnedSemaphorePermit;

use super::Session;
use super::listener::Bell;
use crate::tx::Outcome;
use crate::{DbError, Tx};

/// Runs of a write before it gives up.
const TRIES: u32 = 20;
const LONGEST_PAUSE_MS: u64 = 64;

pub(super) fn read<T, E: From<DbError>>(
    mut session: Session,
    permit: OwnedSemaphorePermit,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let (result, _) = attempt(&mut session, f);
    session.end_later(permit);
    result
}

pub(super) fn write<T, E: From<DbError>>(
    mut session: Session,
    pool: &Pool,
    bell: &Bell,
    mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let handle = tokio::runtime::Handle::current();
    let mut tries = 1;
    loop {
        let (result, outcome) = attempt(&mut session, &mut f);
        let ended = handle.block_on(session.end(result.is_ok()));
        let result = result.and_then(|value| ended.map(|()| value).map_err(E::from));
        if result.is_ok() && outcome.wake {
            bell.ring();
        }
        if result.is_ok() || !session.may_rerun() || tries == TRIES {
            return result;
        }
        tracing::debug!(tries, "a write is run again");
        session = session.again(pool, pause(tries))?;
        tries += 1;
    }
}

fn attempt<T, E: From<DbError>>(
    session: &mut Session,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> (Result<T, E>, Outcome) {
    let mut tx = Tx::postgres(session);
    let result = catch_unwind(AssertUnwindSafe(|| f(&mut tx)))
        .unwrap_or_else(|panic| Err(DbError::panicked(&*panic).into()));
    tx.settle(result)
}

/// Doubles from try to try; at random, so that two that met do not meet again.
fn pause(tries: u32) -> Duration {
    let most = (1000 << tries.min(10)).min(LONGEST_PAUSE_MS * 1000);
    Duration::from_micros(fastrand::u64(0..most))
}
