//! Projections that are made by rules in the code: indexes and the like, made anew where the rules have changed.
//!
//! Invariant: a chunk and how far it has come are one transaction, so that the making goes on where it was interrupted.

use db::{Db, DbError, Tx, params};
use uuid::Uuid;

use crate::error::AppResult;

/// A projection, by the table of one row that says by which rules it was made, and up to what.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    pub table: &'static str,
    /// A new number makes it anew on the next start.
    pub rules: i64,
}

/// What a chunk did.
pub struct Made {
    pub count: usize,
    /// What it was made of last; none: that was all.
    pub last: Option<Uuid>,
}

impl Projection {
    /// Makes it anew where it was made by other rules. `chunk` makes the next part after an id; without one, the first
    /// part of what has to be emptied before. `told` hears how much each chunk held.
    pub async fn renew<C>(self, db: &Db, chunk: C, mut told: impl FnMut(usize)) -> AppResult<()>
    where
        C: Fn(&mut Tx<'_>, Option<Uuid>) -> AppResult<Made> + Copy + Send + 'static,
    {
        let step = move |tx: &mut Tx<'_>| {
            let after = match self.state(tx)? {
                (rules, None) if rules == self.rules => return Ok(None),
                (rules, done_to) => done_to.filter(|_| rules == self.rules),
            };
            let made = chunk(tx, after)?;
            self.set(tx, self.rules, made.last)?;
            AppResult::Ok(Some(made.count))
        };
        while let Some(count) = db.write(step).await? {
            told(count);
        }
        Ok(())
    }

    /// By which rules it was made, and up to what; none: all of it.
    fn state(self, tx: &mut Tx<'_>) -> Result<(i64, Option<Uuid>), DbError> {
        let sql = format!("SELECT version, done_to FROM {}", self.table);
        tx.get(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Asks for it to be made anew, in place: whatever it holds stays until it is replaced.
    pub fn expire(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        self.set(tx, self.rules, Some(Uuid::nil()))
    }

    /// Whether something is to be made.
    pub fn is_behind(self, tx: &mut Tx<'_>) -> Result<bool, DbError> {
        Ok(self.state(tx)? != (self.rules, None))
    }

    pub fn set(self, tx: &mut Tx<'_>, rules: i64, done_to: Option<Uuid>) -> Result<(), DbError> {
        let sql = format!("UPDATE {} SET version = $1, done_to = $2", self.table);
        tx.exec(sql, &params![rules, done_to]).map(drop)
    }
}
