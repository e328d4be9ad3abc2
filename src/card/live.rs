//! Stub.

use crate::error::{AppError, AppResult};

pub async fn stream() -> AppResult<String> {
    Err(AppError::NotFound)
}
