//! The transaction that a closure works with, and statements for a batch.
//!
//! Invariant: once a statement (or the reading of its rows) has failed, every further one fails with the same
//! error and the transaction is rolled back. PostgreSQL works like that; SQLite is made to.

use crate::{DbError, Dialect, Row, Sql, Value, postgres, sqlite};

/// An open transaction: one snapshot, kept all or not at all.
pub struct Tx<'a> {
    inner: Inner<'a>,
    failed: Option<DbError>,
    wake: bool,
}

enum Inner<'a> {
    Sqlite(sqlite::Session<'a>),
    Postgres(&'a mut postgres::Session),
}

/// How a closure left its transaction.
pub(crate) struct Outcome {
    /// The first failure of a statement.
    pub failed: Option<DbError>,
    /// [`Tx::wake`] was called.
    pub wake: bool,
}

/// What to do with each row; `false` means that no more are wanted.
pub(crate) type OnRow<'f> = dyn FnMut(&Row<'_>) -> Result<bool, DbError> + 'f;

impl<'a> Tx<'a> {
    pub(crate) fn sqlite(session: sqlite::Session<'a>) -> Self {
        Tx { inner: Inner::Sqlite(session), failed: None, wake: false }
    }

    pub(crate) fn postgres(session: &'a mut postgres::Session) -> Self {
        Tx { inner: Inner::Postgres(session), failed: None, wake: false }
    }

    /// What the closure's `result` is worth: nothing if a statement failed, even if the closure ignored that.
    pub(crate) fn settle<T, E: From<DbError>>(self, result: Result<T, E>) -> (Result<T, E>, Outcome) {
        let result = match &self.failed {
            Some(error) => result.and_then(|_| Err(error.clone().into())),
            None => result,
        };
        (result, Outcome { failed: self.failed, wake: self.wake })
    }

    fn guarded<T>(&mut self, run: impl FnOnce(&mut Inner<'a>) -> Result<T, DbError>) -> Result<T, DbError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        run(&mut self.inner).inspect_err(|error| self.failed = Some(error.clone()))
    }

    fn scan(&mut self, sql: Sql, params: &[Value], on_row: &mut OnRow<'_>) -> Result<u64, DbError> {
        self.guarded(|inner| match inner {
            Inner::Sqlite(session) => session.scan(sql.text(Dialect::Sqlite), params, on_row),
            Inner::Postgres(session) => session.scan(sql.text(Dialect::Postgres), params, on_row),
        })
    }
}

impl Tx<'_> {
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// All rows.
    pub fn query<T>(
        &mut self,
        sql: impl Into<Sql>,
        params: &[Value],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut rows = Vec::new();
        self.scan(sql.into(), params, &mut |row| {
            rows.push(map(row)?);
            Ok(true)
        })?;
        Ok(rows)
    }

    /// The first row, if there is one. Ask for no more than one: PostgreSQL sends them all.
    pub fn find<T>(
        &mut self,
        sql: impl Into<Sql>,
        params: &[Value],
        mut map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        let mut first = None;
        self.scan(sql.into(), params, &mut |row| {
            first = Some(map(row)?);
            Ok(false)
        })?;
        Ok(first)
    }

    /// The first row, or [`DbError::NotFound`], after which the transaction is still good.
    pub fn get<T>(
        &mut self,
        sql: impl Into<Sql>,
        params: &[Value],
        map: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.find(sql, params, map)?.ok_or(DbError::NotFound)
    }

    /// Hands over row by row, so that a result of any size needs little memory.
    pub fn each(
        &mut self,
        sql: impl Into<Sql>,
        params: &[Value],
        mut map: impl FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.scan(sql.into(), params, &mut |row| map(row).map(|()| true)).map(drop)
    }

    /// Runs a statement for its effect; rows of a `RETURNING` are dropped. Returns the number of rows that
    /// were inserted, updated or deleted.
    pub fn exec(&mut self, sql: impl Into<Sql>, params: &[Value]) -> Result<u64, DbError> {
        self.scan(sql.into(), params, &mut |_| Ok(true))
    }

    /// Runs `statements` in order, on PostgreSQL in one flight: all are sent before the first answer is
    /// awaited. The rows are mapped in order, too. The first failure ends it.
    pub fn batch(&mut self, statements: &mut [Stmt<'_>]) -> Result<(), DbError> {
        self.guarded(|inner| match inner {
            Inner::Sqlite(session) => session.batch(statements),
            Inner::Postgres(session) => session.batch(statements),
        })
    }

    /// Runs `work` so that its failure takes back its own statements only, and the transaction goes on.
    ///
    /// # Errors
    /// If a statement failed: then all of the transaction is lost, as ever.
    pub fn attempt<T, E>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<Result<T, E>, DbError> {
        let wake = self.wake;
        self.exec("SAVEPOINT attempt", &[])?;
        let result = work(self);
        if result.is_err() {
            self.exec("ROLLBACK TO SAVEPOINT attempt", &[])?;
            self.wake = wake;
        }
        self.exec("RELEASE SAVEPOINT attempt", &[])?;
        Ok(result)
    }

    /// Wakes all who hold [`Db::wakes`](crate::Db::wakes) if and when this transaction is committed.
    pub fn wake(&mut self) {
        self.wake = true;
    }
}

/// One statement of a [`Tx::batch`].
pub struct Stmt<'a> {
    pub(crate) sql: Sql,
    pub(crate) params: Vec<Value>,
    affected: u64,
    map: Option<Box<Map<'a>>>,
}

type Map<'a> = dyn FnMut(&Row<'_>) -> Result<(), DbError> + Send + 'a;

impl<'a> Stmt<'a> {
    /// A statement whose rows go to `map`, one by one.
    pub fn new(
        sql: impl Into<Sql>,
        params: impl Into<Vec<Value>>,
        map: impl FnMut(&Row<'_>) -> Result<(), DbError> + Send + 'a,
    ) -> Stmt<'a> {
        Stmt { sql: sql.into(), params: params.into(), affected: 0, map: Some(Box::new(map)) }
    }

    /// A statement that is run for its effect.
    pub fn exec(sql: impl Into<Sql>, params: impl Into<Vec<Value>>) -> Stmt<'a> {
        Stmt { sql: sql.into(), params: params.into(), affected: 0, map: None }
    }

    /// The number of rows that were inserted, updated or deleted, once the batch has run.
    pub fn affected(&self) -> u64 {
        self.affected
    }

    /// Runs it: `scan` gets text and parameters, hands over the rows and returns the number of changed ones.
    pub(crate) fn run(
        &mut self,
        dialect: Dialect,
        scan: impl FnOnce(&str, &[Value], &mut OnRow<'_>) -> Result<u64, DbError>,
    ) -> Result<(), DbError> {
        let Stmt { sql, params, affected, map } = self;
        *affected = scan(sql.text(dialect), params, &mut |row| {
            if let Some(map) = map {
                map(row)?;
            }
            Ok(true)
        })?;
        Ok(())
    }
}
