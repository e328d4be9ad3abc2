//! Secrets that we must be able to read again, sealed so that a copy of the database alone is worth nothing.
//!
//! Invariant: the key is kept in a file outside the database, and what is sealed opens in the row alone that it was
//! sealed for. The key is made by `secret_key` when the server starts, never here. See docs/adr/0020.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::config::Config;
use crate::error::{AppError, AppResult};
use crate::{secret, secret_key};

/// The key of an installation, read when it is first needed.
pub struct Seal {
    path: PathBuf,
    key: OnceLock<LessSafeKey>,
}

impl Seal {
    pub fn new(config: &Config) -> Seal {
        Seal { path: secret_key::path(config), key: OnceLock::new() }
    }

    /// `row` names where the secret stands: it opens nowhere else.
    pub fn seal(&self, row: &str, secret: &[u8]) -> AppResult<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = secret::random();
        let mut sealed = secret.to_vec();
        let key = self.key()?;
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(row.as_bytes()),
            &mut sealed,
        )
        .map_err(AppError::internal)?;
        Ok([nonce.to_vec(), sealed].concat())
    }

    /// # Errors
    /// `Sealed` when the key is missing or another than the one it was sealed with.
    pub fn open(&self, row: &str, sealed: &[u8]) -> AppResult<Vec<u8>> {
        let key = self.key()?;
        let opened = sealed.split_first_chunk::<NONCE_LEN>().and_then(|(nonce, rest)| {
            let mut rest = rest.to_vec();
            let nonce = Nonce::assume_unique_for_key(*nonce);
            let length = key.open_in_place(nonce, Aad::from(row.as_bytes()), &mut rest).ok()?.len();
            rest.truncate(length);
            Some(rest)
        });
        opened.ok_or_else(|| self.failed(&anyhow::anyhow!("it is not the key that this was sealed with")))
    }

    fn key(&self) -> AppResult<&LessSafeKey> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = read(&self.path).map_err(|error| self.failed(&error))?;
        Ok(self.key.get_or_init(|| key))
    }

    fn failed(&self, error: &anyhow::Error) -> AppError {
        tracing::error!(error = format!("{error:#}"), file = %self.path.display(), "the key of this installation");
        AppError::Sealed
    }
}

/// Reads the key that seals: one of its own, derived from that of the installation.
///
/// # Errors
/// That there is none, or what is wrong with it.
pub fn read(path: &Path) -> anyhow::Result<LessSafeKey> {
    let key = secret_key::read(path)?.context("it is not there")?;
    let own = secret_key::derive(&key, "seal", "");
    let key = UnboundKey::new(&CHACHA20_POLY1305, &own).ok().context("it is no key")?;
    Ok(LessSafeKey::new(key))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn seal(path: &Path) -> Seal {
        Seal { path: path.to_owned(), key: OnceLock::new() }
    }

    #[test]
    fn what_is_sealed_opens_by_the_same_key_in_the_same_row_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("deep/secret.key"), folder.path().join("other.key"));
        assert!(seal(&path).open("a", b"").is_err());
        assert!(!path.exists(), "opening makes no key");
        secret_key::make(&path).unwrap();
        let sealed = seal(&path).seal("a", b"hush").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_ne!(seal(&path).seal("a", b"hush").unwrap(), sealed);
        assert_eq!(seal(&path).open("a", &sealed).unwrap(), b"hush");
        assert!(seal(&path).open("b", &sealed).is_err());
        for length in 0..sealed.len() {
            assert!(seal(&path).open("a", &sealed[..length]).is_err());
        }
        secret_key::make(&other).unwrap();
        seal(&other).seal("a", b"").unwrap();
        assert!(seal(&other).open("a", &sealed).is_err());
        secret_key::make(&path).unwrap();
        assert_eq!(seal(&path).open("a", &sealed).unwrap(), b"hush", "a key is never replaced");
    }
}
