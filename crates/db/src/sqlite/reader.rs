//! Threads that read: one closure at a time over one snapshot.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_channel::Receiver;
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::Session;
use crate::{DbError, Tx};

pub(super) enum Task {
    Read(Box<dyn FnOnce(&Connection) + Send>),
    /// End this thread, and say so once its connection is closed.
    Stop(oneshot::Sender<()>),
}

/// A closure as a task, and where its result will arrive.
pub(super) fn task<T, E, F>(f: F) -> (Task, oneshot::Receiver<Result<T, E>>)
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    let read = move |connection: &Connection| {
        // Nobody waits for it any more, and it has no effect: under load, skip it.
        if !answer.is_closed() {
            let _ = answer.send(snapshot(connection, f));
        }
    };
    (Task::Read(Box::new(read)), answered)
}

/// Takes tasks until the queue is gone or a stop is found.
pub(super) fn run(connection: Connection, queue: &Receiver<Task>) {
    let mut stopped = None;
    for task in queue {
        match task {
            Task::Read(read) => read(&connection),
            Task::Stop(done) => {
                stopped = Some(done);
                break;
            }
        }
    }
    drop(connection);
    if let Some(done) = stopped {
        let _ = done.send(());
    }
}

/// One closure over one snapshot.
pub(super) fn snapshot<T, E: From<DbError>>(
    connection: &Connection,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    run_cached(connection, "BEGIN DEFERRED")?;
    let mut tx = Tx::sqlite(Session::new(connection));
    let result = catch_unwind(AssertUnwindSafe(|| f(&mut tx)))
        .unwrap_or_else(|panic| Err(DbError::panicked(&*panic).into()));
    let (result, _) = tx.settle(result);
    // Some failures end the transaction by themselves.
    if !connection.is_autocommit() {
        run_cached(connection, "ROLLBACK")?;
    }
    result
}

pub(super) fn run_cached(connection: &Connection, sql: &str) -> Result<(), DbError> {
    connection.prepare_cached(sql)?.raw_execute()?;
    Ok(())
}
