//! Follows definitions that became findable, or ceased to be: customers go into the search anew, some at a time.

use std::time::Duration;

use crate::app::App;
use crate::customers::{finding, own_fields};
use crate::error::AppResult;
use crate::search::index;

/// How often one looks.
const OFTEN: Duration = Duration::from_secs(5);
/// Customers in one transaction: so few that nobody waits for it.
const CHUNK: i64 = 500;

/// Works until it is stopped.
pub async fn run(app: App) {
    loop {
        if let Err(error) = all(&app).await {
            tracing::warn!(%error, "fields are not found as they are defined");
        }
        tokio::time::sleep(OFTEN).await;
    }
}

/// Does everything that there is to do. It goes on where it was interrupted.
pub async fn all(app: &App) -> AppResult<()> {
    let behind = |tx: &mut db::Tx<'_>| Ok((index::INDEX.is_behind(tx)?, own_fields::FIELDS.is_behind(tx)?));
    let (index, fields) = app.read(behind).await?;
    if index {
        finding::renew_index(&app.db, CHUNK, |_| ()).await?;
    }
    if fields {
        own_fields::renew(&app.db, CHUNK).await?;
    }
    Ok(())
}
