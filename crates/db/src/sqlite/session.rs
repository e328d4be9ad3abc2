//! Statements within an open transaction.

use rusqlite::{CachedStatement, Connection, Error, ErrorCode};

use crate::tx::OnRow;
use crate::{DbError, Dialect, Row, Stmt, Value};

/// A connection with an open transaction.
pub(crate) struct Session<'a>(&'a Connection);

impl<'a> Session<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Session(connection)
    }

    /// Runs one statement to its end, or until `on_row` wants no more: a `RETURNING` statement has made all its
    /// changes by its first row. Returns the number of changed rows.
    pub fn scan(&mut self, sql: &str, params: &[Value], on_row: &mut OnRow<'_>) -> Result<u64, DbError> {
        let mut statement = self.0.prepare_cached(sql).map_err(refused)?;
        bind(&mut statement, params)?;
        let changes = !statement.readonly();
        let before = self.0.total_changes();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(refused)? {
            if !on_row(&Row::sqlite(row))? {
                break;
            }
        }
        // `changes()` still counts the statement before if this one was DDL.
        let changed = changes && self.0.total_changes() != before;
        Ok(if changed { self.0.changes() } else { 0 })
    }

    pub fn batch(&mut self, statements: &mut [Stmt<'_>]) -> Result<(), DbError> {
        for statement in statements {
            statement.run(Dialect::Sqlite, |sql, params, on_row| self.scan(sql, params, on_row))?;
        }
        Ok(())
    }
}

/// SQLite numbers parameters by their first appearance, so `$2 … $1` must be bound by name.
fn bind(statement: &mut CachedStatement<'_>, params: &[Value]) -> Result<(), DbError> {
    let mut highest = 0;
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap_or("?");
        let number = name.strip_prefix('$').and_then(|digits| digits.parse::<usize>().ok());
        let Some(number @ 1..) = number else {
            return Err(DbError::Driver(format!("parameter {name} is not of the form $1")));
        };
        let value = params.get(number - 1).ok_or_else(|| wrong_count(number, params.len()))?;
        statement.raw_bind_parameter(index, value)?;
        highest = highest.max(number);
    }
    // PostgreSQL would refuse it, so SQLite should not let it pass.
    if highest < params.len() { Err(wrong_count(highest, params.len())) } else { Ok(()) }
}

fn wrong_count(wanted: usize, given: usize) -> DbError {
    DbError::Driver(format!("expected {wanted} parameters but got {given}"))
}

/// To write through a connection that reads is a mistake, not a passing trouble.
fn refused(error: Error) -> DbError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly) => DbError::Driver("a read may not write".to_owned()),
        _ => error.into(),
    }
}
