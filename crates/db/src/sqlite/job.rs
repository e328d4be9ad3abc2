//! A write closure on its way to the writer, with its type forgotten.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::Session;
use crate::{DbError, Tx};

/// What the writer needs to know of a closure.
pub(super) trait Job: Send {
    /// Runs the closure within a savepoint and holds its result back.
    fn run(&mut self, connection: &Connection) -> Verdict;
    /// Gives the caller the result that was held back, or, if the group was not committed, `error`.
    fn answer(self: Box<Self>, committed: Result<(), DbError>);
}

/// How a run ended.
pub(super) struct Verdict {
    /// Its changes are wanted.
    pub keep: bool,
    /// It asked to wake the others.
    pub wake: bool,
    /// The statement that failed, if one did.
    pub failed: Option<DbError>,
}

struct Closure<F, T, E> {
    f: F,
    result: Option<Result<T, E>>,
    answer: oneshot::Sender<Result<T, E>>,
}

/// A closure as a job, and where its result will arrive.
pub(super) fn job<T, E, F>(f: F) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>)
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    (Box::new(Closure { f, result: None, answer }), answered)
}

impl<F, T, E> Job for Closure<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn run(&mut self, connection: &Connection) -> Verdict {
        let mut tx = Tx::sqlite(Session::new(connection));
        let result = catch_unwind(AssertUnwindSafe(|| (self.f)(&mut tx)))
            .unwrap_or_else(|panic| Err(DbError::panicked(&*panic).into()));
        let (result, outcome) = tx.settle(result);
        let keep = result.is_ok();
        self.result = Some(result);
        Verdict { keep, wake: keep && outcome.wake, failed: outcome.failed }
    }

    fn answer(self: Box<Self>, committed: Result<(), DbError>) {
        let result = match (committed, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(DbError::closed().into()),
            (Err(error), _) => Err(error.into()),
        };
        // The caller may have gone; the write stands all the same.
        let _ = self.answer.send(result);
    }
}
