//! Stub.

use crate::error::{AppError, AppResult};

pub async fn preferences() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn update_preferences() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn update_password() -> AppResult<String> {
    Err(AppError::NotFound)
}

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

pub async fn invite() -> AppResult<String> {
    Err(AppError::NotFound)
}
