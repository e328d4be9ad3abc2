//! What PostgreSQL's error codes mean to a caller.

use std::error::Error as _;

use tokio_postgres::Error;
use tokio_postgres::error::{DbError as Report, SqlState};

use crate::DbError;

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        let Some(report) = error.as_db_error() else {
            let message = describe(&error);
            return if passing(&error) { DbError::Unavailable(message) } else { DbError::Driver(message) };
        };
        match report.code().code() {
            "23505" | "23P01" => DbError::Conflict { constraint: key(report) },
            "23503" => DbError::ForeignKey { constraint: name(report) },
            "23514" => DbError::Check { constraint: name(report) },
            "23502" => {
                let (table, column) =
                    (report.table().unwrap_or_default(), report.column().unwrap_or_default());
                DbError::Check { constraint: format!("{table}.{column}") }
            }
            code if later(code) => DbError::Unavailable(describe(&error)),
            _ => DbError::Driver(describe(&error)),
        }
    }
}

/// From a clean state it may well succeed: others were in the way, or the connection led to the wrong place.
pub(super) fn rerun(error: &Error) -> bool {
    let codes = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
    error.code().is_some_and(|code| codes.contains(code)) || outdated(error) || read_only(error)
}

/// Something was to be written, but the transaction or, after a fail-over, the server only reads.
pub(super) fn read_only(error: &Error) -> bool {
    error.code() == Some(&SqlState::READ_ONLY_SQL_TRANSACTION)
}

/// The connection is of no further use: it is broken, leads to a server that only reads, or holds statements
/// that were prepared before a migration.
pub(super) fn unusable(error: &Error) -> bool {
    let ending = error.code().is_some_and(|code| code.code().starts_with("57P"));
    passing(error) || ending || read_only(error) || outdated(error)
}

/// The error's message in full, without the detail, which quotes values.
pub(super) fn describe(error: &Error) -> String {
    if let Some(report) = error.as_db_error() {
        return format!("{} ({})", report.message(), report.code().code());
    }
    match error.source() {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// Not a word of the server but of the connection.
fn passing(error: &Error) -> bool {
    let io = error.source().is_some_and(|cause| cause.is::<std::io::Error>());
    error.is_closed() || io
}

fn outdated(error: &Error) -> bool {
    // "cached plan must not change result type"
    error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED)
        && error.as_db_error().is_some_and(|report| report.routine() == Some("RevalidateCachedQuery"))
}

/// Classes 08 (connection), 25006 (read only, as after a fail-over), 40 (rolled back), 53 (resources), 55P03
/// (lock), 57 (shutting down, cancelled), 58 (system).
fn later(code: &str) -> bool {
    ["08", "25006", "40", "53", "55P03", "57", "58"].iter().any(|class| code.starts_with(class))
}

/// `table.a, table.b` as SQLite names it, taken from a detail like `Key (a, b)=(1, 2) already exists.`, whose
/// words depend on the server's language but whose form does not. Over expressions, the index's name.
fn key(report: &Report) -> String {
    let columns = report.detail().and_then(|detail| {
        let (_, rest) = detail.split_once('(')?;
        let (columns, _) = rest.split_once(")=(")?;
        (!columns.contains('(')).then_some(columns)
    });
    match (report.table(), columns) {
        (Some(table), Some(columns)) => {
            let columns = columns.split(", ").map(|column| format!("{table}.{}", column.trim_matches('"')));
            columns.collect::<Vec<_>>().join(", ")
        }
        _ => name(report),
    }
}

fn name(report: &Report) -> String {
    report.constraint().unwrap_or_default().to_owned()
}
