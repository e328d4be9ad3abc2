//! The ledger of erasures: a copy of each receipt with its tombstones in the store of files, so that who was erased is
//! erased again when a backup from before is restored, whoever restores it.
//!
//! Invariant: an entry is believed only with the keyed hash of its text, so that nobody erases by putting a file there.

use db::Tx;
use serde::{Deserialize, Serialize};

use super::{Erasure, clearing, store};
use crate::app::App;
use crate::author::Author;
use crate::customers;
use crate::error::{AppError, AppResult};
use crate::hex;
use crate::secret_key::keyed;

const FOLDER: &str = "erasures";

#[derive(Serialize, Deserialize)]
struct Entry {
    erasure: Erasure,
    /// In hexadecimal.
    tombstones: Vec<String>,
}

/// An entry as text, and its keyed hash.
#[derive(Serialize, Deserialize)]
struct Signed {
    entry: String,
    hash: String,
}

/// Stores the copy of a receipt.
pub async fn file(app: &App, erasure: &Erasure) -> AppResult<()> {
    let id = erasure.id;
    let hashes = app.read(move |tx| Ok(store::tombstones(tx, id)?)).await?;
    let entry =
        Entry { erasure: erasure.clone(), tombstones: hashes.iter().map(|hash| hex::encode(hash)).collect() };
    let entry = serde_json::to_string(&entry).map_err(AppError::internal)?;
    let hash = hex::encode(&keyed("ledger", &entry)?);
    let text = serde_json::to_vec(&Signed { entry, hash }).map_err(AppError::internal)?;
    app.files.put_whole(&format!("{FOLDER}/{id}.json"), text).await
}

/// Carries out again what the ledger knows and the database does not: it is older. Says how many that were.
pub async fn replay(app: &App) -> AppResult<usize> {
    let mut replayed = 0;
    for name in app.files.list(FOLDER).await? {
        let bytes = app.files.get_whole(&name).await?;
        let Some(entry) = read(&bytes)? else {
            tracing::warn!(name, "an entry of the ledger of erasures is not ours, and is not followed");
            continue;
        };
        replayed += usize::from(app.write(move |tx| follow(tx, &entry)).await?);
    }
    Ok(replayed)
}

fn read(bytes: &[u8]) -> AppResult<Option<Entry>> {
    let Ok(signed) = serde_json::from_slice::<Signed>(bytes) else { return Ok(None) };
    if hex::encode(&keyed("ledger", &signed.entry)?) != signed.hash {
        return Ok(None);
    }
    Ok(serde_json::from_str(&signed.entry).ok())
}

fn follow(tx: &mut Tx<'_>, entry: &Entry) -> AppResult<bool> {
    let erasure = &entry.erasure;
    if let Some(known) = store::find(tx, erasure.id)? {
        if known.lifted_at.is_none() && erasure.lifted_at.is_some() {
            store::update(tx, erasure)?;
            store::delete_tombstones(tx, erasure.id)?;
        } else if known.erased_at.is_some() {
            return Ok(false);
        }
    } else {
        store::insert(tx, erasure)?;
    }
    let hashes: Vec<Vec<u8>> = entry.tombstones.iter().filter_map(|text| hex::decode(text)).collect();
    store::insert_tombstones(tx, erasure.id, &hashes)?;
    let author = Author::system(erasure.erased_at.unwrap_or(erasure.created_at));
    if let Some(customer) = customers::store::find(tx, erasure.customer_id)? {
        clearing::clear(tx, &author, &customer)?;
    }
    customers::kept::delete(tx, erasure.customer_id)?;
    store::update(tx, &Erasure { purged_at: None, ..erasure.clone() })?;
    Ok(true)
}
