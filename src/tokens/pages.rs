//! Stub.

use crate::error::{AppError, AppResult};

pub async fn list() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn create() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn revoke() -> AppResult<String> {
    Err(AppError::NotFound)
}
