//! The job that removes what is too old.

use super::{Kept, limit, store};
use crate::app::App;
use crate::author::Author;
use crate::customers;
use crate::erasures::clearing;
use crate::error::AppResult;
use crate::id::CustomerId;

/// Removes everything that is too old, in small steps. A step that is interrupted is done anew the next time.
pub async fn all(app: &App) -> AppResult<()> {
    for kind in Kept::ALL {
        let removed = of_kind(app, *kind).await?;
        if removed > 0 {
            tracing::info!(%kind, removed, "what was kept long enough is gone");
        }
    }
    Ok(())
}

async fn of_kind(app: &App, kind: Kept) -> AppResult<usize> {
    let (now, mut removed) = (app.clock.now(), 0);
    loop {
        let ids = app
            .read(move |tx| match store::find(tx, kind)?.days {
                None => Ok(Vec::new()),
                Some(days) => Ok(store::list(tx, kind, limit(days, now), now)?),
            })
            .await?;
        if ids.is_empty() {
            return Ok(removed);
        }
        removed += ids.len();
        app.write(move |tx| {
            if kind != Kept::Customers {
                return store::remove(tx, kind, &ids, now);
            }
            for id in &ids {
                forget(tx, CustomerId(*id), now)?;
            }
            Ok(())
        })
        .await?;
    }
}

/// Erases who is not needed any more. They may come back: nobody has asked to be forgotten.
fn forget(tx: &mut db::Tx<'_>, id: CustomerId, now: crate::clock::Time) -> AppResult<()> {
    let Some(customer) = customers::store::find(tx, id)? else { return Ok(()) };
    crate::erasures::holds::refuse(tx, id, now)?;
    clearing::clear(tx, &Author::system(now), &customer)?;
    Ok(())
}
