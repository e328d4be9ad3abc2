//! What a server does by itself, again and again: each room has the work, here stands how often.
//!
//! Invariant: a job that fails is told in the log and tried again; the others go on.

use std::time::Duration;

use tokio::task::JoinSet;

use crate::app::App;
use crate::clock::Time;
use crate::error::AppResult;
use crate::{blocklist, customers, events, fields, files, imports, notes};

const SOON: Duration = Duration::from_secs(5);
const MINUTE: Duration = Duration::from_secs(60);
const TEN_MINUTES: Duration = Duration::from_secs(600);
const HOUR: Duration = Duration::from_secs(3_600);

/// Starts all of them; they end when what this gives is dropped.
pub fn start(app: &App) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(imports::work::run(app.clone()));
    macro_rules! every {
        ($often:ident, $problem:literal, $work:path) => {
            jobs.spawn(every(app.clone(), $often, $problem, |app| async move { $work(&app).await }))
        };
    }
    every!(SOON, "fields are not found as they are defined", fields::work::all);
    every!(MINUTE, "expired notes stay", notes::work::all);
    every!(MINUTE, "blocks whose time is over stay", blocklist::work::all);
    every!(TEN_MINUTES, "contents of files that are gone stay", files::work::all);
    every!(TEN_MINUTES, "deleted customers stay", customers::deletion::forget_old);
    every!(HOUR, "old events stay", forget_events);
    jobs
}

async fn every<F: Future<Output = AppResult<()>>>(
    app: App,
    often: Duration,
    problem: &'static str,
    work: impl Fn(App) -> F,
) {
    loop {
        if let Err(error) = work(app.clone()).await {
            tracing::warn!(%error, "{problem}");
        }
        tokio::time::sleep(often).await;
    }
}

/// Forgets events that nobody resumes from any more.
async fn forget_events(app: &App) -> AppResult<()> {
    let before = app.clock.now().plus(-app.config.event_days * Time::DAY);
    app.write(move |tx| Ok(events::store::delete_before(tx, before)?)).await?;
    Ok(())
}
