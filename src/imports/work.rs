//! The server's imports, one after another, beside everything else it does.
//!
//! Invariant: what is to be done stands in the database; whoever starts this after a crash goes on where it was. Only the
//! server that has an uploaded file reads it.

use std::path::PathBuf;
use std::time::Duration;

use super::{Import, Pace, State, dry, store, undo};
use crate::app::App;
use crate::author::{Author, Principal};
use crate::error::{AppError, AppResult};
use crate::files::upload::Storing;
use crate::id::AgentId;
use crate::imports;
use crate::teams::features::Off;
use crate::words::Role;

/// How often one looks for what another server left, or what a wake-up was missed for.
const OFTEN: Duration = Duration::from_secs(5);

/// Works until it is stopped.
pub async fn run(app: App) {
    loop {
        if let Err(error) = all(&app).await {
            tracing::warn!(%error, "an import waits");
        }
        let _ = tokio::time::timeout(OFTEN, app.imports.notified()).await;
    }
}

/// Does everything that there is to do.
pub async fn all(app: &App) -> AppResult<()> {
    while let Some(import) = next(app).await? {
        let id = import.id;
        if let Err(error) = go_on(app, import).await {
            // Somebody else has taken it further; anything else is tried again later.
            if !matches!(error, AppError::Stale) {
                tracing::warn!(%error, import.id = %id, "an import was interrupted");
                return Err(error);
            }
        }
    }
    Ok(())
}

async fn next(app: &App) -> AppResult<Option<Import>> {
    let unfinished = app.read(|tx| Ok(store::list_unfinished(tx)?)).await?;
    Ok(unfinished.into_iter().find(|import| match import.state {
        State::Undoing => true,
        _ => path(app, import).is_some_and(|path| path.exists()),
    }))
}

/// Where the uploaded copy lies.
pub fn path(app: &App, import: &Import) -> Option<PathBuf> {
    import.stored.as_ref().map(|name| folder(app).join(name))
}

pub fn folder(app: &App) -> PathBuf {
    app.config.data.join("imports")
}

async fn go_on(app: &App, import: Import) -> AppResult<()> {
    let id = import.id;
    match (import.state, path(app, &import)) {
        (State::Undoing, _) => {
            let principal = import.undo_by_id.map_or(Principal::System, |id| Principal::Agent(AgentId(id)));
            let name = import.undo_by.clone().unwrap_or_else(|| "Visavi".to_owned());
            let (role, off, at) = (Role::Administrator, Off::default(), app.clock.now());
            let author = Author { principal, name, role, off, at };
            undo::run(&app.db, &app.clock, app.home, &import, author, Pace::BESIDE).await
        }
        (State::Checking, Some(path)) => {
            app.write(move |tx| Ok(store::reset(tx, id, State::Checking)?)).await?;
            let problem = dry::store(&app.db, &app.clock, app.home, &import, &path).await?;
            app.write(move |tx| Ok(store::checked(tx, id, problem.as_ref())?)).await
        }
        (_, Some(path)) => {
            imports::run(Storing::of(app), app.home, import, &path, Pace::BESIDE, |_| {}).await?;
            remove(&path)
        }
        (_, None) => Ok(()),
    }
}

/// Removes a file that is no longer needed: it is full of people.
pub fn remove(path: &std::path::Path) -> AppResult<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(AppError::internal(error)),
        _ => Ok(()),
    }
}
