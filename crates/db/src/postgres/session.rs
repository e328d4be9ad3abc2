//! A connection with its transaction: begun with the first statement, ended by [`Session::end`].

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use deadpool_postgres::{ClientWrapper, Object, Pool};
use futures_util::TryStreamExt;
use futures_util::future::{maybe_done, try_join};
use tokio::runtime::Handle;
use tokio::time::{sleep, timeout};
use tokio_postgres::{Error, Statement};

use super::{checkout, error};
use crate::tx::OnRow;
use crate::{DbError, Dialect, Row, Stmt, Value};

/// The longest silence of the server within a statement. Migrations may take longer.
const SILENCE: Duration = Duration::from_secs(30);
/// The longest for a transaction to begin, which takes a living server no time.
const GREETING: Duration = Duration::from_secs(2);
/// The longest for the end of a transaction to be confirmed.
const ENDING: Duration = Duration::from_secs(10);
/// Statements of a batch that are under way at once.
const FLIGHT: usize = 64;
/// Prepared statements that a connection keeps: texts put together at run time could be without number.
const STATEMENTS: usize = 512;

const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";

/// A pooled connection while a closure has it.
pub(crate) struct Session {
    /// There until the session is dropped.
    client: Option<Object>,
    handle: Handle,
    writes: bool,
    /// A transaction may be open on the server.
    open: bool,
    /// The connection must not be used again.
    unusable: bool,
    /// What has failed may succeed from a clean state.
    rerun: bool,
}

/// Why a statement brought no result.
enum Failure {
    Server(Error),
    /// It did not answer in time.
    Silent,
    /// The rows could not be read.
    Rows(DbError),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Server(error)
    }
}

impl Session {
    pub(super) fn reading(client: Object, handle: Handle) -> Self {
        Session::new(client, handle, false)
    }

    pub(super) fn writing(client: Object, handle: Handle) -> Self {
        Session::new(client, handle, true)
    }

    fn new(client: Object, handle: Handle, writes: bool) -> Self {
        Session { client: Some(client), handle, writes, open: false, unusable: false, rerun: false }
    }

    /// Runs one statement; all its rows are received, for an error may come after any of them. Returns the
    /// number of changed rows.
    pub fn scan(&mut self, sql: &str, params: &[Value], on_row: &mut OnRow<'_>) -> Result<u64, DbError> {
        self.run(async |client| {
            let statement = prepare(client, sql).await?;
            let mut rows = pin!(within(SILENCE, client.query_raw(&statement, params)).await?);
            let mut wanted = true;
            while let Some(row) = within(SILENCE, rows.try_next()).await? {
                wanted = wanted && on_row(&Row::postgres(&row)).map_err(Failure::Rows)?;
            }
            Ok(rows.rows_affected().unwrap_or(0))
        })
    }

    /// Runs statements in order, up to [`FLIGHT`] of them in the time of one.
    pub fn batch(&mut self, statements: &mut [Stmt<'_>]) -> Result<(), DbError> {
        for flight in statements.chunks_mut(FLIGHT) {
            let answers = self.run(async |client| {
                // All are prepared before the first is sent, or a known one would overtake a new one.
                let prepared = flight.iter().map(|stmt| prepare(client, stmt.sql.text(Dialect::Postgres)));
                let prepared = in_order(prepared).await?;
                let sent =
                    flight.iter().zip(&prepared).map(|(stmt, known)| collect(client, known, &stmt.params));
                in_order(sent).await
            })?;
            for (statement, (rows, affected)) in flight.iter_mut().zip(answers) {
                statement.run(Dialect::Postgres, |_, _, on_row| {
                    for row in &rows {
                        on_row(&Row::postgres(row))?;
                    }
                    Ok(affected)
                })?;
            }
        }
        Ok(())
    }

    /// Ends the transaction, keeping it or not.
    pub(super) async fn end(&mut self, keep: bool) -> Result<(), DbError> {
        let Some(client) = self.client.as_ref().filter(|_| self.open) else { return Ok(()) };
        if self.unusable {
            return if keep { Err(lost()) } else { Ok(()) };
        }
        let ended = within(ENDING, client.batch_execute(if keep { "COMMIT" } else { "ROLLBACK" })).await;
        // If the server refuses to commit, it has ended the transaction all the same.
        self.open = match &ended {
            Ok(()) => false,
            Err(Failure::Server(error)) => !keep || error.as_db_error().is_none(),
            Err(_) => true,
        };
        ended.map_err(|failure| self.failed(failure))
    }

    /// Ends a read; its caller need not wait for that. `until_done` is dropped afterwards.
    pub(super) fn end_later(mut self, until_done: impl Send + 'static) {
        if self.open && !self.unusable {
            self.handle.clone().spawn(async move {
                let _ = self.end(true).await;
                drop(self);
                drop(until_done);
            });
        }
    }

    /// Waits a moment and starts anew, if what failed may succeed from a clean state.
    pub(super) fn again(mut self, pool: &Pool, pause: Duration) -> Result<Session, DbError> {
        let handle = self.handle.clone();
        handle.block_on(sleep(pause));
        if self.open || self.unusable {
            drop(self);
            return Ok(Session::writing(handle.block_on(checkout(pool))?, handle));
        }
        self.rerun = false;
        Ok(self)
    }

    pub(super) fn may_rerun(&self) -> bool {
        self.rerun
    }

    fn run<T>(&mut self, work: impl AsyncFnOnce(&ClientWrapper) -> Result<T, Failure>) -> Result<T, DbError> {
        let Some(client) = self.client.as_ref().filter(|_| !self.unusable) else {
            return Err(lost());
        };
        let begins = !std::mem::replace(&mut self.open, true);
        let result = self.handle.block_on(async {
            if !begins {
                return work(client).await;
            }
            if self.writes {
                // Alone, or a statement could run and be kept although its transaction was refused.
                let begun = within(GREETING, client.batch_execute(BEGIN_WRITE)).await;
                // Nothing has been done yet, so another connection may do it.
                self.rerun = matches!(&begun, Err(Failure::Server(error)) if error::unusable(error));
                begun?;
                return work(client).await;
            }
            // The first in line is the first to be sent, so this saves a round trip.
            let begun = within(GREETING, client.batch_execute(BEGIN_READ));
            try_join(begun, work(client)).await.map(|((), result)| result)
        });
        result.map_err(|failure| self.failed(failure))
    }

    fn failed(&mut self, failure: Failure) -> DbError {
        match failure {
            Failure::Rows(error) => error,
            Failure::Silent => {
                self.unusable = true;
                DbError::Unavailable("the server does not answer".to_owned())
            }
            Failure::Server(error) if error::read_only(&error) && !self.writes => {
                DbError::Driver("a read may not write".to_owned())
            }
            Failure::Server(error) => {
                self.unusable |= error::unusable(&error);
                self.rerun |= error::rerun(&error);
                DbError::from(error)
            }
        }
    }
}

/// A connection whose transaction has not ended for certain is closed, upon which the server rolls back.
impl Drop for Session {
    fn drop(&mut self) {
        if let Some(client) = self.client.take()
            && (self.open || self.unusable)
        {
            drop(Object::take(client));
        }
    }
}

fn lost() -> DbError {
    DbError::Unavailable("the connection is lost".to_owned())
}

async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, Error>>) -> Result<T, Failure> {
    match timeout(limit, work).await {
        Ok(result) => result.map_err(Failure::Server),
        Err(_) => Err(Failure::Silent),
    }
}

async fn prepare(client: &ClientWrapper, sql: &str) -> Result<Statement, Failure> {
    if client.statement_cache.size() >= STATEMENTS {
        client.statement_cache.clear();
    }
    within(SILENCE, client.prepare_cached(sql)).await
}

/// All rows of a statement, and how many it has changed.
async fn collect(
    client: &ClientWrapper,
    statement: &Statement,
    params: &[Value],
) -> Result<(Vec<tokio_postgres::Row>, u64), Failure> {
    let mut stream = pin!(within(SILENCE, client.query_raw(statement, params)).await?);
    let mut rows = Vec::new();
    while let Some(row) = within(SILENCE, stream.try_next()).await? {
        rows.push(row);
    }
    Ok((rows, stream.rows_affected().unwrap_or(0)))
}

/// Runs all at once, starting them in order, which is the order in which the driver sends; the first failure in
/// that order counts.
async fn in_order<T>(
    work: impl Iterator<Item = impl Future<Output = Result<T, Failure>>>,
) -> Result<Vec<T>, Failure> {
    let mut all: Vec<_> = work.map(|one| Box::pin(maybe_done(one))).collect();
    poll_fn(|cx| {
        let mut pending = false;
        for one in &mut all {
            pending |= one.as_mut().poll(cx).is_pending();
        }
        if pending { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    all.iter_mut().filter_map(|one| one.as_mut().take_output()).collect()
}
