//! Stub.

use crate::error::{AppError, AppResult};

pub async fn new() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn create() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn delete() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn invitation() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn accept() -> AppResult<String> {
    Err(AppError::NotFound)
}
