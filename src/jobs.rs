//! What a server does by itself, again and again: each room has the work, here stands how often.
//!
//! Invariant: a job that fails is told in the log and on the page of the health, and tried again, the later the more often it
//! failed; the others go on.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::{
    avatars, blocklist, customers, duplicates, erasures, events, fields, files, imports, laboratory, notes,
    presence, promises, requests, retention,
};

const AT_ONCE: Duration = Duration::from_secs(2);
const SOON: Duration = Duration::from_secs(5);
const TEN_SECONDS: Duration = Duration::from_secs(10);
const MINUTE: Duration = Duration::from_secs(60);
const TEN_MINUTES: Duration = Duration::from_secs(600);
const HOUR: Duration = Duration::from_secs(3_600);

/// When a job ran.
#[derive(Clone, Debug)]
pub struct Run {
    /// The key of what it does.
    pub name: &'static str,
    pub last: Time,
    pub next: Time,
    /// The last time that it failed.
    pub failed: Option<Time>,
}

/// The jobs of this process, by name.
#[derive(Default)]
pub struct Board(Mutex<Vec<Run>>);

impl Board {
    pub fn runs(&self) -> Vec<Run> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn ran(&self, name: &'static str, at: Time, next: Time, failed: bool) {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = runs.iter().position(|run| run.name == name).map(|place| runs.remove(place));
        let failed = if failed { Some(at) } else { before.and_then(|run| run.failed) };
        runs.push(Run { name, last: at, next, failed });
        runs.sort_by_key(|run| run.name);
    }
}

/// Starts all of them; they end when what this gives is dropped.
pub fn start(app: &App) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(imports::work::run(app.clone()));
    jobs.spawn(avatars::fetching::run(app.clone()));
    macro_rules! every {
        ($often:ident, $name:literal, $work:path) => {
            jobs.spawn(every(app.clone(), $often, $name, |app| async move { $work(&app).await }))
        };
    }
    every!(SOON, "job-erasures", erasures::work::all);
    every!(HOUR, "job-copies", erasures::work::forget_copies);
    every!(HOUR, "job-ledger", erasures::work::replay);
    every!(AT_ONCE, "job-pairs", duplicates::work::all);
    every!(AT_ONCE, "job-laboratory", laboratory::work::all);
    every!(MINUTE, "job-duplicates", duplicates::work::learn);
    every!(SOON, "job-fields", fields::work::all);
    every!(TEN_SECONDS, "job-promises", promises::work::all);
    every!(TEN_SECONDS, "job-presences", presence::forget_silent);
    every!(MINUTE, "job-notes", notes::work::all);
    every!(MINUTE, "job-requests", requests::work::all);
    every!(MINUTE, "job-blocks", blocklist::work::all);
    every!(MINUTE, "job-avatars", avatars::work::all);
    every!(TEN_MINUTES, "job-contents", files::work::all);
    every!(TEN_MINUTES, "job-deleted-customers", customers::deletion::forget_old);
    every!(HOUR, "job-retention", retention::work::all);
    every!(HOUR, "job-events", forget_events);
    jobs
}

async fn every<F: Future<Output = AppResult<()>>>(
    app: App,
    often: Duration,
    name: &'static str,
    work: impl Fn(App) -> F,
) {
    let mut wait = often;
    loop {
        let done = work(app.clone()).await;
        wait = if done.is_ok() { often } else { longer(wait, often) };
        if let Err(error) = &done {
            tracing::warn!(%error, job = name, "a job failed");
        }
        let now = app.clock.now();
        let next = now.plus(i64::try_from(wait.as_micros()).unwrap_or(i64::MAX));
        app.jobs.ran(name, now, next, done.is_err());
        tokio::time::sleep(wait).await;
    }
}

/// How long to wait after another failure: what fails is not tried every other second.
fn longer(wait: Duration, often: Duration) -> Duration {
    (wait * 2).min(often.max(MINUTE))
}

/// Forgets events that nobody resumes from any more.
async fn forget_events(app: &App) -> AppResult<()> {
    let before = app.clock.now().plus(-app.config.event_days * Time::DAY);
    app.write(move |tx| Ok(events::store::delete_before(tx, before)?)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_keeps_failing_waits_a_minute_at_most() {
        let mut wait = AT_ONCE;
        let waits = std::iter::repeat_with(|| {
            wait = longer(wait, AT_ONCE);
            wait.as_secs()
        });
        assert_eq!(waits.take(6).collect::<Vec<_>>(), [4, 8, 16, 32, 60, 60]);
        assert_eq!(longer(HOUR, HOUR), HOUR);
    }
}
