//! The one thread that writes, with group commit: whoever waits while the disk is busy shares the next commit.
//!
//! Invariants: no job is answered before the commit that holds it has succeeded; a job that fails or panics
//! takes back its own changes only; nothing a job does ends the thread.

use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

use super::job::Job;
use super::reader::run_cached;
use crate::DbError;

/// A group takes no more jobs after this many …
const LARGEST: usize = 512;
/// … or after this long, so that the first of them is not kept waiting.
const LONGEST: Duration = Duration::from_millis(3);
/// Clients that were just answered together tend to come back together. A group that is still smaller than the
/// last one waits this long for its next job, which costs a lone client nothing.
const LINGER: Duration = Duration::from_micros(200);

pub(super) enum Task {
    Job(Box<dyn Job>),
    /// Has the connection to itself, outside any transaction.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
    /// Fold the log into the file, close, end the thread, and say so.
    Stop(oneshot::Sender<()>),
}

pub(super) struct Writer {
    connection: Connection,
    queue: Receiver<Task>,
    wakes: watch::Sender<u64>,
    /// Found while gathering a group; comes next.
    held: Option<Task>,
    /// Jobs in the last group.
    company: usize,
}

impl Writer {
    pub fn new(connection: Connection, queue: Receiver<Task>, wakes: watch::Sender<u64>) -> Self {
        Writer { connection, queue, wakes, held: None, company: 0 }
    }

    /// Takes tasks until the queue is gone or a stop is found.
    pub fn run(mut self) {
        while let Some(task) = self.held.take().or_else(|| self.queue.recv().ok()) {
            match task {
                Task::Job(first) => self.group(first),
                Task::Alone(run) => run(&mut self.connection),
                Task::Stop(done) => {
                    self.stop();
                    let _ = done.send(());
                    return;
                }
            }
        }
        self.stop();
    }

    fn stop(self) {
        let folded = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |_| Ok(()));
        if let Err(error) = folded {
            // Nothing is lost: the next start reads the log.
            tracing::warn!(%error, "the write-ahead log was not folded into the database");
        }
    }

    fn group(&mut self, first: Box<dyn Job>) {
        let mut jobs = vec![first];
        let committed = self.transaction(&mut jobs, true);
        self.company = jobs.len();
        match committed {
            // A constraint that is checked only at the commit: each alone, so that only the guilty one fails.
            Err(DbError::ForeignKey { .. }) if jobs.len() > 1 => {
                for job in jobs {
                    let mut alone = vec![job];
                    let committed = self.transaction(&mut alone, false);
                    answer(alone, &committed);
                }
            }
            committed => answer(jobs, &committed),
        }
    }

    /// Runs `jobs` in one transaction; while it is `open`, those who wait join.
    fn transaction(&mut self, jobs: &mut Vec<Box<dyn Job>>, open: bool) -> Result<(), DbError> {
        let wake = self.attempt(jobs, open).inspect_err(|_| self.give_up())?;
        if wake {
            self.wakes.send_modify(|count| *count = count.wrapping_add(1));
        }
        Ok(())
    }

    /// Returns whether a job asked to wake the others.
    fn attempt(&mut self, jobs: &mut Vec<Box<dyn Job>>, open: bool) -> Result<bool, DbError> {
        run_cached(&self.connection, "BEGIN IMMEDIATE")?;
        let started = Instant::now();
        let (mut wake, mut done) = (false, 0);
        while let Some(job) = jobs.get_mut(done) {
            wake |= self.savepoint(job.as_mut())?;
            done += 1;
            if open && done == jobs.len() {
                jobs.extend(self.next(started, done));
            }
        }
        run_cached(&self.connection, "COMMIT")?;
        Ok(wake)
    }

    fn savepoint(&self, job: &mut dyn Job) -> Result<bool, DbError> {
        run_cached(&self.connection, "SAVEPOINT job")?;
        let verdict = job.run(&self.connection);
        // A full disk, for one, makes SQLite take back the whole transaction: nothing of the group is left.
        if self.connection.is_autocommit() {
            let cause = verdict.failed.map_or_else(String::new, |error| format!(" ({error})"));
            return Err(DbError::Unavailable(format!("the transaction was lost{cause}")));
        }
        if !verdict.keep {
            run_cached(&self.connection, "ROLLBACK TO job")?;
        }
        run_cached(&self.connection, "RELEASE job")?;
        Ok(verdict.wake)
    }

    /// The next job for a group that has `size` so far.
    fn next(&mut self, started: Instant, size: usize) -> Option<Box<dyn Job>> {
        if size >= LARGEST || started.elapsed() >= LONGEST {
            return None;
        }
        let waiting = self.queue.try_recv().ok();
        let lingering = waiting.is_none() && size < self.company;
        let task = if lingering { self.queue.recv_timeout(LINGER).ok() } else { waiting };
        match task? {
            Task::Job(job) => Some(job),
            other => {
                self.held = Some(other);
                None
            }
        }
    }

    fn give_up(&self) {
        if self.connection.is_autocommit() {
            return;
        }
        if let Err(error) = run_cached(&self.connection, "ROLLBACK") {
            tracing::error!(%error, "a failed transaction could not be rolled back");
        }
    }
}

fn answer(jobs: Vec<Box<dyn Job>>, committed: &Result<(), DbError>) {
    for job in jobs {
        job.answer(committed.clone());
    }
}
