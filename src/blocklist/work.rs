//! Deletes blocks whose time is over. Until then they count for nothing: it may be late.

use crate::app::App;
use crate::error::AppResult;

/// Deletes what is over by now, so many in a transaction that nobody waits for it.
pub async fn all(app: &App) -> AppResult<()> {
    let now = app.clock.now();
    while app.write(move |tx| super::delete_expired(tx, now)).await? > 0 {}
    Ok(())
}
