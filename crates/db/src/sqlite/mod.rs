//! SQLite: threads that own a connection each, several that read and one that writes; and one more connection for
//! whoever only looks something up and is there when it is free.
//!
//! Invariant: no connection is ever used by two threads at once, and only the writer's can write.

mod connection;
mod error;
mod job;
mod migration;
mod reader;
mod session;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use crossbeam_channel::{Sender, unbounded};
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

use crate::migrate::Plan;
use crate::{DbError, MigrateError, Tx};

pub(crate) use session::Session;

/// Before it, a rare race could reset a write-ahead log that was still needed.
const OLDEST_SQLITE: i32 = 3_051_003;

/// The queues to the threads. Dropping it lets the threads finish what is queued and end.
pub(crate) struct Sqlite {
    path: PathBuf,
    reads: Sender<reader::Task>,
    readers: usize,
    writes: Sender<writer::Task>,
    wakes: watch::Sender<u64>,
    /// For [`Sqlite::peek`]; none once it is closed.
    spare: Mutex<Option<Connection>>,
}

impl Sqlite {
    pub async fn open(path: PathBuf, readers: Option<usize>, mapped: bool) -> Result<Self, DbError> {
        let opened = tokio::task::spawn_blocking(move || Self::start(path, readers, mapped)).await;
        opened.unwrap_or_else(|error| Err(DbError::Driver(error.to_string())))
    }

    fn start(path: PathBuf, readers: Option<usize>, mapped: bool) -> Result<Self, DbError> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(DbError::Driver(format!("SQLite {} is too old", rusqlite::version())));
        }
        let cores = thread::available_parallelism().map_or(2, usize::from);
        let readers = readers.unwrap_or(cores).max(2);
        let (wakes, _) = watch::channel(0);

        // The writer first: it creates the file and the log that the readers open.
        let (writes, queue) = unbounded();
        let connection = connection::writer(&path)?;
        let bell = wakes.clone();
        spawn("db-writer".to_owned(), move || writer::Writer::new(connection, queue, bell).run())?;

        let (reads, queue) = unbounded();
        for number in 0..readers {
            let (connection, queue) = (connection::reader(&path, mapped)?, queue.clone());
            spawn(format!("db-reader-{number}"), move || reader::run(connection, &queue))?;
        }
        let spare = Mutex::new(Some(connection::reader(&path, mapped)?));
        Ok(Sqlite { path, reads, readers, writes, wakes, spare })
    }

    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (task, answer) = reader::task(f);
        self.reads.send(task).map_err(|_| DbError::closed())?;
        answer.await.unwrap_or_else(|_| Err(DbError::closed().into()))
    }

    /// On the thread of the caller, unless somebody else is at it: waking another thread costs several times what
    /// a row by its key does.
    pub async fn peek<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        if let Ok(spare) = self.spare.try_lock()
            && let Some(connection) = &*spare
        {
            return reader::snapshot(connection, f);
        }
        self.read(f).await
    }

    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (job, answer) = job::job(f);
        self.writes.send(writer::Task::Job(job)).map_err(|_| DbError::closed())?;
        answer.await.unwrap_or_else(|_| Err(DbError::closed().into()))
    }

    pub async fn migrate(&self, plan: Plan) -> Result<Vec<i64>, MigrateError> {
        let (answer, answered) = oneshot::channel();
        let path = self.path.clone();
        let task = writer::Task::Alone(Box::new(move |connection| {
            let _ = answer.send(migration::run(connection, &path, &plan));
        }));
        self.writes.send(task).map_err(|_| DbError::closed())?;
        answered.await.unwrap_or_else(|_| Err(DbError::closed().into()))
    }

    pub async fn purge(&self) -> Result<(), DbError> {
        let (answer, answered) = oneshot::channel();
        let task = writer::Task::Alone(Box::new(move |connection| {
            let _ = answer.send(connection::empty_log(connection));
        }));
        self.writes.send(task).map_err(|_| DbError::closed())?;
        answered.await.unwrap_or_else(|_| Err(DbError::closed()))
    }

    pub fn wakes(&self) -> watch::Receiver<u64> {
        self.wakes.subscribe()
    }

    /// The queues are in order, so all that was sent before is done first; what is sent after is refused, since
    /// the queue goes with the last thread that reads it.
    pub async fn close(&self) {
        if let Ok(mut spare) = self.spare.lock() {
            spare.take();
        }
        let mut stopped = Vec::new();
        for _ in 0..self.readers {
            let (done, wait) = oneshot::channel();
            let _ = self.reads.send(reader::Task::Stop(done));
            stopped.push(wait);
        }
        for wait in stopped {
            let _ = wait.await;
        }
        let (done, wait) = oneshot::channel();
        let _ = self.writes.send(writer::Task::Stop(done));
        let _ = wait.await;
    }
}

fn spawn(name: String, run: impl FnOnce() + Send + 'static) -> Result<(), DbError> {
    let spawned = thread::Builder::new().name(name).spawn(run);
    spawned.map(drop).map_err(|error| DbError::Unavailable(format!("no thread for the database: {error}")))
}

/// `path` with `suffix` after its last letter, as SQLite names the files beside a database.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
