//! What the laboratory does behind the page: comparisons that were asked for, batches, and undoing them. Whatever
//! interrupts it, it goes on where it was.

use super::batches::{self, Batch, BatchState};
use crate::app::App;
use crate::duplicates::pairs::{self, Pair};
use crate::duplicates::work;
use crate::error::AppResult;
use crate::http::paging::{After, Page};
use crate::id::MergeId;

/// Merges of one transaction.
const SOME: i64 = 20;
/// Every merge makes cards that others may be the same as: so often at most one looks again.
const ROUNDS: usize = 20;

/// Does everything that was asked for, unless another server is at it.
pub async fn all(app: &App) -> AppResult<()> {
    work::asked(app).await?;
    if let Some(batch) = app.read(|tx| Ok(batches::find_open(tx)?)).await? {
        work::alone(app, async || match batch.state {
            BatchState::Undoing => undo(app, &batch).await,
            _ => merge(app, &batch).await,
        })
        .await?;
    }
    Ok(())
}

async fn merge(app: &App, batch: &Batch) -> AppResult<()> {
    for _ in 0..ROUNDS {
        work::drain(app).await?;
        let (merged, left_out) = round(app, batch).await?;
        let batch = batch.clone();
        app.write(move |tx| Ok(batches::set_left_out(tx, &batch, left_out)?)).await?;
        if merged == 0 {
            break;
        }
    }
    let (batch, at) = (batch.clone(), app.clock.now());
    app.write(move |tx| Ok(batches::finish(tx, &batch, BatchState::Merged, at)?)).await
}

/// Goes through the pairs of the stage once. Gives how many were merged, and how many not.
async fn round(app: &App, batch: &Batch) -> AppResult<(i64, i64)> {
    let (mut merged, mut left_out, mut after) = (0, 0, After::default());
    loop {
        let (filter, page) = (batch.stage.filter(), Page { limit: SOME, after });
        let mut some = app.read(move |tx| Ok(pairs::list(tx, &filter, &page)?)).await?;
        some.truncate(usize::try_from(SOME).unwrap_or(usize::MAX));
        let Some(last) = some.last().map(Pair::cursor) else { return Ok((merged, left_out)) };
        let (batch, model, author) = (batch.clone(), app.linkage.now(), batch.author(app.clock.now()));
        let came = app.write(move |tx| batches::merge_some(tx, &author, &model, &batch, &some)).await?;
        merged += came.merged;
        left_out += came.left_out;
        after = After::of(last);
    }
}

async fn undo(app: &App, batch: &Batch) -> AppResult<()> {
    let mut before = MergeId(uuid::Uuid::max());
    loop {
        let asked = batch.clone();
        let some = app.read(move |tx| Ok(batches::standing(tx, &asked, before, SOME)?)).await?;
        let Some(last) = some.last() else { break };
        before = *last;
        let (batch, author) = (batch.clone(), batch.author(app.clock.now()));
        app.write(move |tx| batches::undo_some(tx, &author, &batch, &some)).await?;
    }
    let (batch, at) = (batch.clone(), app.clock.now());
    app.write(move |tx| Ok(batches::finish(tx, &batch, BatchState::Undone, at)?)).await
}
