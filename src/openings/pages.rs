//! Stub.

use crate::error::{AppError, AppResult};

pub async fn rail() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn close() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn reopen() -> AppResult<String> {
    Err(AppError::NotFound)
}
