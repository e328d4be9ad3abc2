//! Deletes blocks whose time is over. Until then they count for nothing: it may be late.

use std::time::Duration;

use crate::app::App;
use crate::error::AppResult;

/// How often one looks.
const OFTEN: Duration = Duration::from_secs(60);

/// Works until it is stopped.
pub async fn run(app: App) {
    loop {
        if let Err(error) = all(&app).await {
            tracing::warn!(%error, "blocks whose time is over stay");
        }
        tokio::time::sleep(OFTEN).await;
    }
}

/// Deletes what is over by now, so many in a transaction that nobody waits for it.
pub async fn all(app: &App) -> AppResult<()> {
    let now = app.clock.now();
    while app.write(move |tx| super::delete_expired(tx, now)).await? > 0 {}
    Ok(())
}
