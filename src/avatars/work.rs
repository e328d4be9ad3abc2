//! Deletes pictures that cannot be taken back any more; and all of the service's, once it is not to be asked.

use super::{UNDO, show, store};
use crate::app::App;
use crate::author::Author;
use crate::error::AppResult;

/// Does everything that there is to do.
pub async fn all(app: &App) -> AppResult<()> {
    let author = Author::system(app.clock.now());
    let until = author.at.plus(-UNDO);
    app.write(move |tx| Ok(store::delete_replaced(tx, until)?)).await?;
    if app.config.avatars_from.is_some() {
        return Ok(());
    }
    loop {
        let author = author.clone();
        let left = app.write(move |tx| {
            let some = store::list_of_service(tx)?;
            for customer in &some {
                show(tx, &author, "update", *customer, None)?;
            }
            store::forget_service(tx)?;
            Ok(!some.is_empty())
        });
        if !left.await? {
            return Ok(());
        }
    }
}
