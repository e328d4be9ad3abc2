//! What an erasure leaves to be done after its transaction: contents of files, words in the index of texts, the log of the
//! database, and its copy in the ledger.

use std::time::Duration;

use super::{ledger, store};
use crate::app::App;
use crate::error::{AppError, AppResult};
use crate::files;
use crate::texts;

/// Erasures that are finished at once.
const SOME: i64 = 100;

/// Finishes every erasure of which something may be left.
pub async fn all(app: &App) -> AppResult<()> {
    let left = app.read(|tx| Ok(store::list_unpurged(tx, SOME)?)).await?;
    if left.is_empty() {
        return Ok(());
    }
    for erasure in &left {
        ledger::file(app, erasure).await?;
    }
    files::work::all(app).await?;
    purge_words(app).await?;
    app.db.purge().await?;
    let now = app.clock.now();
    app.write(move |tx| {
        for erasure in &left {
            store::set_purged(tx, erasure, now)?;
        }
        Ok(())
    })
    .await
}

/// At the start of a server: what a restored backup brought back goes again.
pub async fn replay(app: &App) -> AppResult<()> {
    let replayed = ledger::replay(app).await?;
    if replayed > 0 {
        tracing::warn!(erasures = replayed, "the database was older than the ledger: erased again");
    }
    Ok(())
}

/// How long the copy that a migration made beside the database is of use.
const COPY: Duration = Duration::from_secs(30 * 24 * 3_600);

/// Removes copies that migrations made long ago: they hold whoever was erased since.
pub async fn forget_copies(app: &App) -> AppResult<()> {
    let Ok(db::Target::Sqlite { path }) = app.config.target() else { return Ok(()) };
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Ok(());
    };
    let beginning = format!("{name}.before-");
    for entry in std::fs::read_dir(folder).map_err(AppError::internal)?.flatten() {
        let is_copy = entry.file_name().to_str().is_some_and(|name| name.starts_with(&beginning));
        let made = entry.metadata().and_then(|about| about.modified());
        if is_copy && made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > COPY)) {
            std::fs::remove_file(entry.path()).map_err(AppError::internal)?;
        }
    }
    Ok(())
}

async fn purge_words(app: &App) -> AppResult<()> {
    let mut first = true;
    while app.write(move |tx| Ok(texts::store::purge(tx, first)?)).await? {
        first = false;
    }
    Ok(())
}
