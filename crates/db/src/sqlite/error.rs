//! What SQLite's result codes mean to a caller.

use rusqlite::{Error, ErrorCode, ffi};

use crate::DbError;

/// Result codes after which trying later may help.
const PASSING: [ErrorCode; 9] = [
    ErrorCode::CannotOpen,
    ErrorCode::DatabaseBusy,
    ErrorCode::DatabaseLocked,
    ErrorCode::DiskFull,
    ErrorCode::FileLockingProtocolFailed,
    ErrorCode::OperationInterrupted,
    ErrorCode::OutOfMemory,
    ErrorCode::PermissionDenied,
    ErrorCode::SystemIoFailure,
];

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        let Error::SqliteFailure(code, message) = error else {
            return DbError::Driver(error.to_string());
        };
        let message = message.unwrap_or_else(|| code.to_string());
        match code.code {
            ErrorCode::ConstraintViolation => constraint(code.extended_code, &message),
            passing if PASSING.contains(&passing) => DbError::Unavailable(message),
            _ => DbError::Driver(message),
        }
    }
}

/// `message` reads `UNIQUE constraint failed: table.a, table.b`, or `…: index 'name'` over expressions.
fn constraint(extended: i32, message: &str) -> DbError {
    let name = message.split_once(": ").map_or("", |(_, name)| name);
    let name = name.strip_prefix("index '").and_then(|name| name.strip_suffix('\'')).unwrap_or(name);
    let constraint = name.to_owned();
    match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            DbError::Conflict { constraint }
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::ForeignKey { constraint },
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL => DbError::Check { constraint },
        _ => DbError::Driver(message.to_owned()),
    }
}
