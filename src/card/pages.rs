//! Stub.

use crate::error::{AppError, AppResult};

pub async fn home() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn palette() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn pop() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn interaction() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn now() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn matches() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn entry_details() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn attach() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn leave_anonymous() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn customer() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn preview() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn brief() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn details() -> AppResult<String> {
    Err(AppError::NotFound)
}

pub async fn history() -> AppResult<String> {
    Err(AppError::NotFound)
}
