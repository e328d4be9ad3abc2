//! Looking for pairs behind the writes: of the customers who were written, or, after many writes, of all at once, which
//! learns what comparisons are weighed by as well.
//!
//! Invariant: one server at a time does it. A write is forgotten in the transaction that keeps what was found for it, and
//! only if the customer was not written again meanwhile; so whatever interrupts this, it is done again.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use db::Tx;
use linkage::Features;
use uuid::Uuid;

use super::models;
use super::pairs::{self, Change, Found};
use super::runs::{self, Counts};
use super::{compare, rejections, store};
use crate::app::App;
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::id::{CustomerId, RunId};

/// Customers of one step.
const SOME: i64 = 50;
/// After more writes, if they are a third of the base, all are compared with all: that is quicker.
const MANY: i64 = 20_000;
/// Rows of one transaction, so that nobody waits for it long.
const ROWS: usize = 1_000;
/// Writes of one read.
const CHUNK: i64 = 20_000;
/// So long another server waits for one that says nothing any more.
const PATIENCE: Duration = Duration::from_secs(60);
const BEAT: Duration = Duration::from_secs(20);
/// How often one is told how far it has come.
const TELL: Duration = Duration::from_secs(1);

/// Looks for the pairs of everybody who was written, unless another server is at it.
pub async fn all(app: &App) -> AppResult<()> {
    if app.read(|tx| Ok(pairs::list_changes(tx, Uuid::nil(), 1)?)).await?.is_empty() {
        return Ok(());
    }
    models::follow(app).await?;
    alone(app, async || {
        if app.read(are_many).await? {
            whole(app).await?;
        }
        drain(app).await
    })
    .await
}

fn are_many(tx: &mut Tx<'_>) -> AppResult<bool> {
    let changes = pairs::count_changes(tx)?;
    Ok(changes > MANY && changes.saturating_mul(3) > store::count(tx)?)
}

/// Compares all with all where somebody asked for it.
pub async fn asked(app: &App) -> AppResult<()> {
    if app.read(|tx| Ok(runs::find_open(tx)?)).await?.is_some() {
        alone(app, async || whole(app).await).await?;
    }
    Ok(())
}

/// Looks for the pairs of everybody who was written. Only for who works alone.
pub async fn drain(app: &App) -> AppResult<()> {
    while some(app).await? > 0 {}
    Ok(())
}

/// Takes over what was learnt elsewhere, and learns anew where the base has grown by half.
pub async fn learn(app: &App) -> AppResult<()> {
    if app.read(models::is_outgrown).await? {
        alone(app, async || if app.read(models::is_outgrown).await? { whole(app).await } else { Ok(()) })
            .await?;
    }
    models::follow(app).await
}

fn patience(app: &App) -> Time {
    app.clock.now().plus(i64::try_from(PATIENCE.as_micros()).unwrap_or(i64::MAX))
}

/// Does it if no other server is at it, and says so meanwhile.
pub async fn alone(app: &App, work: impl AsyncFnOnce() -> AppResult<()>) -> AppResult<()> {
    let (now, until) = (app.clock.now(), patience(app));
    if !app.write(move |tx| Ok(pairs::take_over(tx, now, until)?)).await? {
        return Ok(());
    }
    let mut work = std::pin::pin!(work());
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            () = tokio::time::sleep(BEAT) => {
                let until = patience(app);
                app.write(move |tx| Ok(pairs::hold(tx, until)?)).await?;
            }
        }
    };
    let now = app.clock.now();
    app.write(move |tx| Ok(pairs::hold(tx, now)?)).await?;
    done
}

/// The next ones of those who were written. Gives how many.
async fn some(app: &App) -> AppResult<usize> {
    let model = app.linkage.now();
    let looked = app.read(move |tx| {
        let mut looked = Vec::new();
        for change in pairs::list_changes(tx, Uuid::nil(), SOME)? {
            let Some(features) = store::features(tx, change.customer)? else {
                looked.push((change, Vec::new()));
                continue;
            };
            let rejected = rejections::of(tx, change.customer)?;
            let mut found = compare(tx, &model, &features, Some(change.customer))?;
            found.retain(|(id, _)| !rejected.contains(id));
            let found = found.into_iter();
            let found = found.map(|(other, comparison)| Found { one: change.customer, other, comparison });
            looked.push((change, found.collect()));
        }
        Ok(looked)
    });
    let looked = looked.await?;
    let (count, at) = (looked.len(), app.clock.now());
    app.write(move |tx| {
        let changes: Vec<Change> = looked.iter().map(|(change, _)| *change).collect();
        for (change, found) in &looked {
            pairs::replace(tx, change.customer, found, at)?;
        }
        Ok(pairs::forget_changes(tx, &changes)?)
    })
    .await?;
    Ok(count)
}

/// Compares all with all, learns from it, and keeps its pairs in place of those that were.
async fn whole(app: &App) -> AppResult<()> {
    let at = app.clock.now();
    let (round, run) = app
        .write(move |tx| {
            runs::ask(tx, "Visavi", at)?;
            let run = runs::find_open(tx)?.ok_or(AppError::NotFound)?;
            runs::start(tx, run.id, at)?;
            Ok((pairs::begin_round(tx)?, run.id))
        })
        .await?;
    // Before the base is read: whoever is written from now on is looked at again.
    let changes = changes(app).await?;
    let rejected = app.read(|tx| Ok(rejections::all(tx)?)).await?;
    let (ids, base) = models::base(&app.db, |_| ()).await?;
    let found = compare_all(app, run, base).await?;
    models::learn(&app.db, &found.model, app.clock.now()).await?;
    models::follow(app).await?;
    let counts = Counts::of(&found.counts);
    // Who belongs together through a third is found by merging the others first.
    let direct = found.pairs.into_iter().filter(|pair| !pair.comparison.is_through_third());
    let of = |place: u32| usize::try_from(place).ok().and_then(|place| ids.get(place).copied());
    let mut kept: Vec<Found> = direct
        .filter_map(|pair| Some(Found { one: of(pair.a)?, other: of(pair.b)?, comparison: pair.comparison }))
        .filter(|found| !rejected.contains(&found.both()))
        .collect();
    kept.sort_by(|one, other| other.comparison.weight.total_cmp(&one.comparison.weight));
    keep(app, &kept, round).await?;
    forget_rejected(app, &rejected).await?;
    while app.write(move |tx| Ok(pairs::delete_unseen(tx, round, 1_000)?)).await? > 0 {}
    for part in changes.chunks(ROWS) {
        let part = part.to_vec();
        app.write(move |tx| Ok(pairs::forget_changes(tx, &part)?)).await?;
    }
    let at = app.clock.now();
    app.write(move |tx| Ok(runs::finish(tx, run, &counts, at)?)).await
}

/// The comparing itself, and how far it has come.
async fn compare_all(app: &App, run: RunId, base: Vec<Features>) -> AppResult<linkage::Found> {
    let done = Arc::new(AtomicI64::new(0));
    let told = done.clone();
    // The agents' requests come first: one thread is enough.
    let work = models::dedupe(base, 1, move |part| told.store((part * 99.0) as i64, Ordering::Relaxed));
    let mut work = std::pin::pin!(work);
    loop {
        tokio::select! {
            found = &mut work => return found,
            () = tokio::time::sleep(TELL) => {
                let percent = done.load(Ordering::Relaxed);
                app.write(move |tx| Ok(runs::set_percent(tx, run, percent)?)).await?;
            }
        }
    }
}

async fn changes(app: &App) -> AppResult<Vec<Change>> {
    let (mut all, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let part = app.read(move |tx| Ok(pairs::list_changes(tx, after, CHUNK)?)).await?;
        let Some(last) = part.last() else { return Ok(all) };
        after = last.customer.0;
        all.extend(part);
    }
}

async fn keep(app: &App, found: &[Found], round: i64) -> AppResult<()> {
    for part in found.chunks(ROWS) {
        let (part, at) = (part.to_vec(), app.clock.now());
        app.write(move |tx| Ok(pairs::put(tx, &part, round, at)?)).await?;
    }
    Ok(())
}

/// Takes out the pairs that somebody rejected while they were looked for.
async fn forget_rejected(app: &App, before: &HashSet<(CustomerId, CustomerId)>) -> AppResult<()> {
    let now: BTreeSet<_> = app.read(|tx| Ok(rejections::all(tx)?)).await?.into_iter().collect();
    let new: Vec<_> = now.into_iter().filter(|pair| !before.contains(pair)).collect();
    app.write(move |tx| {
        for (one, other) in &new {
            pairs::delete(tx, *one, *other)?;
        }
        Ok(())
    })
    .await
}
