//! Stub.

use crate::error::{AppError, AppResult};

pub async fn list() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn new() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn create() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn edit() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn update() -> AppResult<String> {
    Err(AppError::NotFound)
}
