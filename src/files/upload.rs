//! How a file comes in: its content into the store, then its row.
//!
//! Invariant: whatever goes wrong on the way (too large, no room, a connection that is cut, a store or database that is
//! gone), no file is there and its content is removed, at once or by the worker.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Multipart;
use axum::http::StatusCode;
use db::{Db, Tx};
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};

use super::content::{Contents, Stored};
use super::{File, MEGABYTE, New, create, has_room, name, store};
use crate::app::App;
use crate::author::Author;
use crate::clock::{Clock, Time};
use crate::error::{AppError, AppResult};
use crate::http::idempotency::{Done, Key, once};
use crate::id::{CustomerId, FileId};
use crate::teams::features::Feature;

/// The longest that an upload may take, and from when on what it left is removed.
const LONGEST: Duration = Duration::from_secs(3_600);
const LEFT: i64 = 2 * Time::HOUR;
/// How long one listens to what follows a file that was refused: most clients read no answer before they have sent all.
const REST: Duration = Duration::from_secs(10);

/// What is told of a file before it comes.
pub struct Told {
    pub customer: CustomerId,
    pub name: String,
    /// Bytes, if they are known.
    pub size: Option<i64>,
    /// Of a call with `Idempotency-Key`.
    pub key: Option<Key>,
}

/// What storing takes of an installation, which a command has without being a server.
#[derive(Clone, Copy)]
pub struct Storing<'a> {
    pub db: &'a Db,
    pub clock: &'a Clock,
    pub files: &'a Contents,
}

impl<'a> Storing<'a> {
    pub fn of(app: &'a App) -> Storing<'a> {
        Storing { db: &app.db, clock: &app.clock, files: &app.files }
    }

    async fn write<T: Send + 'static>(
        self,
        work: impl FnMut(&mut Tx<'_>) -> AppResult<T> + Send + 'static,
    ) -> AppResult<T> {
        self.db.write::<T, AppError, _>(work).await
    }
}

/// A content that is whole in the store and belongs to nothing yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Its key, which stands among the loose ones.
    pub content: String,
    pub stored: Stored,
}

/// Stores what comes, for two hours: whoever takes it claims it in a transaction of theirs. `may` is asked before the
/// first byte, in the transaction that holds the content.
///
/// # Errors
/// Those of `may` and of [`Contents::put`]; then nothing is left.
pub async fn bring(
    storing: Storing<'_>,
    at: Time,
    largest_mb: i64,
    pieces: impl Stream<Item = AppResult<Bytes>>,
    may: impl Fn(&mut Tx<'_>) -> AppResult<()> + Send + Sync + 'static,
) -> AppResult<Brought> {
    let (content, until) = (Contents::new_key(), at.plus(LEFT));
    let key = content.clone();
    storing
        .write(move |tx| {
            may(tx)?;
            Ok(store::let_go(tx, &key, until)?)
        })
        .await?;
    let putting = tokio::time::timeout(LONGEST, storing.files.put(&content, largest_mb, pieces)).await;
    match putting.unwrap_or_else(|_| Err(AppError::invalid("file", "invalid-file-cut"))) {
        Ok(stored) => Ok(Brought { content, stored }),
        Err(error) => {
            give_up(storing, &[content]).await;
            Err(error)
        }
    }
}

/// Bytes that all files of a customer may have.
pub fn largest(app: &App) -> i64 {
    app.config.customer_files_mb * MEGABYTE
}

/// Runs to its end even where whoever asked is gone: nothing is left half done.
pub async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = AppResult<T>> + Send + 'static,
) -> AppResult<T> {
    tokio::spawn(work).await.map_err(AppError::internal)?
}

/// Takes one file.
///
/// # Errors
/// Those of [`Contents::put`] and [`create`]; `NotFound` without such a customer.
pub async fn take(
    app: &App,
    author: &Author,
    told: Told,
    pieces: impl Stream<Item = AppResult<Bytes>>,
) -> AppResult<(StatusCode, File)> {
    let (customer, size, largest) = (told.customer, told.size.unwrap_or(1), largest(app));
    let largest_mb = app.config.file_mb;
    author.needs(Feature::FilesAdd)?;
    if size > largest_mb * MEGABYTE {
        return Err(AppError::FileTooLarge { largest_mb });
    }
    let may = move |tx: &mut Tx<'_>| has_room(tx, customer, size, largest);
    let brought = bring(Storing::of(app), author.at, largest_mb, pieces, may).await?;
    let content = brought.content.clone();
    let taken = match brought.stored.size {
        0 => Err(AppError::invalid("file", "invalid-file-empty")),
        _ => finish(app, author, told, brought).await,
    };
    // A request that was sent again has its file already.
    if !taken.as_ref().is_ok_and(|(_, file)| file.content == content) {
        give_up(Storing::of(app), &[content]).await;
    }
    taken
}

async fn finish(app: &App, author: &Author, told: Told, brought: Brought) -> AppResult<(StatusCode, File)> {
    let name = name::of_upload(&told.name);
    let key = told.key.map(|key| {
        let mut hash = Sha256::new_with_prefix(told.customer.0.as_bytes());
        hash.update(&brought.stored.sha256);
        hash.update(name.as_bytes());
        key.of(hash.finalize().to_vec())
    });
    let new = New { customer: told.customer, name, brought };
    // The upload may have lasted: whether its content is still held is asked of now.
    let author = Author { at: app.clock.now(), ..author.clone() };
    let largest = largest(app);
    app.write(move |tx| {
        let done = once(tx, &author, key.as_ref(), |tx| {
            let file = create(tx, &author, largest, &new)?;
            Ok(Done { status: StatusCode::CREATED, id: file.id.0 })
        })?;
        Ok((done.status, store::get_present(tx, FileId(done.id))?))
    })
    .await
}

/// Removes contents unless something has claimed them. What cannot be removed now stays loose for the worker.
pub async fn give_up(storing: Storing<'_>, contents: &[String]) {
    if contents.is_empty() {
        return;
    }
    let (now, keys) = (storing.clock.now(), contents.to_vec());
    // Of a commit that nobody answered it is not known what became of it; the row tells.
    let loose = storing.write(move |tx| {
        let mut loose = Vec::new();
        for key in &keys {
            if store::give_up(tx, key, now)? {
                loose.push(key.clone());
            }
        }
        Ok(loose)
    });
    let mut gone = Vec::new();
    for key in loose.await.unwrap_or_default() {
        if storing.files.remove(&key).await.is_ok() {
            gone.push(key);
        }
    }
    if !gone.is_empty() {
        let _ = storing.write(move |tx| Ok(gone.iter().try_for_each(|key| store::forget(tx, key))?)).await;
    }
}

/// Takes the files of a form, one after another. Those before one that is refused stay.
///
/// # Errors
/// Those of [`take`]; `Invalid` for `file` if there is none.
pub async fn take_form(
    app: &App,
    author: &Author,
    customer: CustomerId,
    key: Option<Key>,
    form: &mut Multipart,
) -> AppResult<Vec<(StatusCode, File)>> {
    let taken = take_all(app, author, customer, key, form).await;
    if taken.is_err() {
        let rest = async {
            while let Ok(Some(mut field)) = form.next_field().await {
                while let Ok(Some(_)) = field.chunk().await {}
            }
        };
        let _ = tokio::time::timeout(REST, rest).await;
    }
    taken
}

/// Takes the file that a body is. `waits`: whoever sends it asked before, and sends nothing if it is refused.
///
/// # Errors
/// Those of [`take`].
pub async fn take_body(
    app: &App,
    author: &Author,
    told: Told,
    body: Body,
    waits: bool,
) -> AppResult<(StatusCode, File)> {
    let mut pieces = pieces(body);
    let taken = take(app, author, told, &mut pieces).await;
    if taken.is_err() && !waits {
        listen(pieces).await;
    }
    taken
}

/// What a body brings, piece by piece.
pub fn pieces(body: Body) -> impl Stream<Item = AppResult<Bytes>> + Unpin {
    body.into_data_stream().map(|piece| piece.map_err(|_| AppError::invalid("file", "invalid-file-cut")))
}

/// Listens to what follows something that was refused, for a while.
pub async fn listen(mut pieces: impl Stream<Item = AppResult<Bytes>> + Unpin) {
    let rest = async { while let Some(Ok(_)) = pieces.next().await {} };
    let _ = tokio::time::timeout(REST, rest).await;
}

async fn take_all(
    app: &App,
    author: &Author,
    customer: CustomerId,
    mut key: Option<Key>,
    form: &mut Multipart,
) -> AppResult<Vec<(StatusCode, File)>> {
    let cut = |_| AppError::invalid("file", "invalid-file-cut");
    let mut taken = Vec::new();
    while let Some(field) = form.next_field().await.map_err(cut)? {
        // A form without a choice sends a file without a name.
        let Some(name) = field.file_name().filter(|name| !name.is_empty()).map(str::to_owned) else {
            continue;
        };
        if field.name() != Some("file") {
            continue;
        }
        // A key is good for one file.
        let told = Told { customer, name, size: None, key: key.take() };
        let pieces = field.map(|piece| piece.map_err(|_| AppError::invalid("file", "invalid-file-cut")));
        taken.push(take(app, author, told, pieces).await?);
    }
    if taken.is_empty() {
        return Err(AppError::invalid("file", "invalid-file-missing"));
    }
    Ok(taken)
}
