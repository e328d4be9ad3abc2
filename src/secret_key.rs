//! The secret key of the installation: 256 random bits in a file of their own, outside database and backups.
//!
//! What is hashed with it can be recognised by us and guessed by nobody who has the database alone: there are few enough
//! phone numbers to try them all.
//!
//! Invariant: a process serves one installation, so it has one key, and a database is only used with the key that its
//! hashes were made with.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{Db, params};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Time;
use crate::config::Config;
use crate::error::{AppError, AppResult};
use crate::secret;

const LENGTH: usize = 32;

static KEY: OnceLock<[u8; LENGTH]> = OnceLock::new();

/// Where it lies.
pub fn path(config: &Config) -> PathBuf {
    config.secret_key_file.clone().unwrap_or_else(|| config.data.join("secret.key"))
}

/// Reads the key, or makes one where there is none yet, and checks that it is the one of this database.
///
/// # Errors
/// A file that cannot be read or is no key; another key than the one before.
pub async fn open(config: &Config, db: &Db, now: Time) -> anyhow::Result<()> {
    let path = path(config);
    if KEY.get().is_none() {
        let key = read(&path)
            .and_then(|known| known.map_or_else(|| make(&path), Ok))
            .with_context(|| format!("secret key {}", path.display()))?;
        // Of two threads that open it at once, both have read the same file.
        let _ = KEY.set(key);
    }
    let own = keyed("fingerprint", "")?;
    let known = db
        .write::<_, AppError, _>(move |tx| {
            let known: Option<Vec<u8>> =
                tx.find("SELECT fingerprint FROM secret_keys", &[], |row| row.get(0))?;
            if known.is_none() {
                let sql = "INSERT INTO secret_keys (fingerprint, at) VALUES ($1, $2)";
                tx.exec(sql, &params![own.to_vec(), now])?;
            }
            Ok(known)
        })
        .await?;
    anyhow::ensure!(
        known.is_none_or(|known| known == own),
        "{} is not the secret key that this database was used with: put that file back, or name it by secret_key_file. \
         Without it nobody who was erased is recognised when they come back",
        path.display()
    );
    Ok(())
}

/// Checks that the key which is there is the one with this fingerprint, and makes none.
///
/// # Errors
/// That it is not there, or another one.
pub fn expect(config: &Config, fingerprint: Option<&[u8]>) -> anyhow::Result<()> {
    let Some(fingerprint) = fingerprint else { return Ok(()) };
    let path = path(config);
    let key = read(&path).with_context(|| format!("secret key {}", path.display()))?;
    let key = key.with_context(|| {
        format!("put the secret key of the installation at {}: it is not in a backup", path.display())
    })?;
    anyhow::ensure!(
        derive(&key, "fingerprint", "") == fingerprint,
        "{} is not the secret key that this backup was made with",
        path.display()
    );
    Ok(())
}

/// A keyed hash of a text; equal texts of different purposes have different ones.
pub fn keyed(purpose: &str, text: &str) -> AppResult<[u8; LENGTH]> {
    let key = KEY.get().ok_or_else(|| AppError::internal("the secret key has not been opened"))?;
    Ok(derive(key, purpose, text))
}

/// The same with a given key: also a key of its own for another purpose.
pub fn derive(key: &[u8; LENGTH], purpose: &str, text: &str) -> [u8; LENGTH] {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// The key in a file; none if there is no file.
///
/// # Errors
/// That it cannot be read, or is no key.
pub fn read(path: &Path) -> anyhow::Result<Option<[u8; LENGTH]>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context("it cannot be read"),
    };
    let bytes = URL_SAFE_NO_PAD.decode(text.trim()).context("it is no key; is it another file?")?;
    let key = bytes.try_into().map_err(|_| anyhow::anyhow!("it is no key of {LENGTH} bytes"))?;
    Ok(Some(key))
}

/// Whoever starts at the same time reads what the first one has made: the file appears whole or not at all.
pub fn make(path: &Path) -> anyhow::Result<[u8; LENGTH]> {
    // Nobody else writes the file that becomes the key.
    let unfinished = path.with_extension(secret::new_secret());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).context("its folder cannot be made")?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished).context("it cannot be made")?;
    writeln!(file, "{}", secret::new_secret())?;
    file.sync_all()?;
    let made = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished)?;
    match made {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error).context("it cannot be made"),
        _ => read(path)?.context("it was removed while it was read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_read_from_then_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/secret.key");
        assert!(read(&path).unwrap().is_none());
        let key = make(&path).unwrap();
        assert_eq!(make(&path).unwrap(), key, "who comes second takes the first one's");
        assert_eq!(read(&path).unwrap(), Some(key));
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        std::fs::write(&path, "short").unwrap();
        assert!(read(&path).is_err());
    }
}
