//! The worker that removes what nobody needs: files whose time to be taken back is over, and loose contents.

use super::{UNDO, store};
use crate::app::App;
use crate::error::AppResult;

/// What is done in one transaction.
const SOME: i64 = 100;

/// Does everything that there is to do.
pub async fn all(app: &App) -> AppResult<()> {
    let now = app.clock.now();
    let many = usize::try_from(SOME).unwrap_or(usize::MAX);
    loop {
        let given_up = app.write(move |tx| {
            let files = store::list_deleted_before(tx, now.plus(-UNDO), SOME)?;
            for file in &files {
                store::let_go(tx, &file.content, now)?;
                store::delete(tx, file.id)?;
            }
            Ok(files.len())
        });
        if given_up.await? < many {
            break;
        }
    }
    loop {
        let loose = app.read(move |tx| Ok(store::list_loose(tx, now, SOME)?)).await?;
        for content in &loose {
            app.files.remove(content).await?;
            let content = content.clone();
            app.write(move |tx| Ok(store::forget(tx, &content)?)).await?;
        }
        if loose.len() < many {
            return Ok(());
        }
    }
}
