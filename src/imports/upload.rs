//! An uploaded file, taken into the data folder piece by piece.
//!
//! Invariant: at most one piece is in memory; what could not be taken whole is removed.

use std::path::{Path, PathBuf};

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use tokio::io::AsyncWriteExt;

use crate::error::{AppError, AppResult};
use crate::id::ImportId;

/// Bytes of a file: a million customers are a tenth of it.
const LARGEST: u64 = 4 * 1024 * 1024 * 1024;

/// A file that was taken.
pub struct Taken {
    pub name: String,
    /// Its name in the folder.
    pub stored: String,
    pub path: PathBuf,
}

/// Takes the file of a form.
///
/// # Errors
/// `Invalid` for `file` if there is none, it is empty or too large.
pub async fn take(mut form: Multipart, folder: &Path, id: ImportId) -> AppResult<Taken> {
    let unreadable = |_| AppError::invalid("file", "import-file-broken");
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() != Some("file") {
            continue;
        }
        let name: String =
            field.file_name().unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
        if name.is_empty() {
            break;
        }
        let stored = id.to_string();
        let path = folder.join(&stored);
        tokio::fs::create_dir_all(folder).await.map_err(AppError::internal)?;
        return match write(field, &path).await {
            Ok(()) => Ok(Taken { name, stored, path }),
            Err(error) => {
                let _ = tokio::fs::remove_file(&path).await;
                Err(error)
            }
        };
    }
    Err(AppError::invalid("file", "import-file-missing"))
}

async fn write(mut field: Field<'_>, path: &Path) -> AppResult<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(path).await.map_err(AppError::internal)?;
    let mut size = 0;
    while let Some(piece) =
        field.chunk().await.map_err(|_| AppError::invalid("file", "import-file-broken"))?
    {
        size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if size > LARGEST {
            return Err(AppError::TooLarge);
        }
        file.write_all(&piece).await.map_err(AppError::internal)?;
    }
    file.sync_all().await.map_err(AppError::internal)
}
