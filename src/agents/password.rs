//! Passwords: argon2id with the library's parameters (RFC 9106, OWASP: 19 MiB, two passes), 12 characters or more.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::error::{AppError, AppResult, FieldError};

const SHORTEST: usize = 12;
/// Longer ones only cost time.
const LONGEST: usize = 1_000;

/// A hash to compare with when there is no such login, so that unknown and known ones take the same time.
static NOBODY: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| hash_now("nobody has this password").unwrap_or_default());

/// Hashes a new password after checking its length; off the async threads, since it takes tens of milliseconds.
pub async fn hash(field: &'static str, password: String) -> AppResult<String> {
    let count = password.chars().count();
    if count < SHORTEST {
        return Err(AppError::Invalid(vec![
            FieldError::new(field, "invalid-password-short").with("min", SHORTEST),
        ]));
    }
    if count > LONGEST {
        return Err(AppError::Invalid(vec![FieldError::new(field, "invalid-too-long").with("max", LONGEST)]));
    }
    run(move || hash_now(&password)).await?
}

/// Whether the password fits. Without a hash it takes as long and does not.
pub async fn verify(password: String, hash: Option<String>) -> AppResult<bool> {
    run(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let fits = password.chars().count() <= LONGEST
            && PasswordHash::new(&hash)
                .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        fits && known
    })
    .await
}

fn hash_now(password: &str) -> AppResult<String> {
    match Argon2::default().hash_password(password.as_bytes()) {
        Ok(hash) => Ok(hash.to_string()),
        Err(error) => Err(AppError::internal(error)),
    }
}

async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> AppResult<T> {
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)
}
