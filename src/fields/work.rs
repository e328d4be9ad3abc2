//! Follows definitions that became findable, or ceased to be: customers go into the search anew, some at a time.

use crate::app::App;
use crate::customers::{finding, own_fields};
use crate::error::AppResult;
use crate::search::index;

/// Customers in one transaction: so few that nobody waits for it.
const CHUNK: i64 = 500;

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
