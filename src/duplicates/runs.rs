//! Comparisons of all customers with all: asked for by an administrator, or by the worker after many writes.

use db::{DbError, Row, Tx, params};

use crate::clock::Time;
use crate::http::paging::Page;
use crate::id::RunId;

/// A comparison of all customers with all.
#[derive(Clone, Debug)]
pub struct Run {
    pub id: RunId,
    /// Name of who asked for it.
    pub by: String,
    pub asked_at: Time,
    /// None: it waits.
    pub started_at: Option<Time>,
    pub finished_at: Option<Time>,
    /// How much of it is done.
    pub percent: i64,
    pub counts: Counts,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Customers that were compared.
    pub records: i64,
    /// Pairs that were.
    pub compared: i64,
    pub certain: i64,
    pub likely: i64,
}

impl Counts {
    pub fn of(counts: &linkage::Counts) -> Counts {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        Counts {
            records: number(counts.records),
            compared: number(counts.compared),
            certain: number(counts.certain),
            likely: number(counts.likely),
        }
    }
}

impl Run {
    pub fn is_over(&self) -> bool {
        self.finished_at.is_some()
    }

    /// How long it took, in seconds.
    pub fn seconds(&self) -> Option<f64> {
        let (started, finished) = self.started_at.zip(self.finished_at)?;
        Some((finished.micros() - started.micros()) as f64 / 1e6)
    }
}

const COLUMNS: &str =
    "id, by_name, asked_at, started_at, finished_at, percent, records, compared, certain, likely";

fn read(row: &Row<'_>) -> Result<Run, DbError> {
    let time = |index| Ok::<_, DbError>(row.get::<Option<i64>>(index)?.map(Time::from_micros));
    Ok(Run {
        id: RunId(row.get(0)?),
        by: row.get(1)?,
        asked_at: Time::from_micros(row.get(2)?),
        started_at: time(3)?,
        finished_at: time(4)?,
        percent: row.get(5)?,
        counts: Counts {
            records: row.get(6)?,
            compared: row.get(7)?,
            certain: row.get(8)?,
            likely: row.get(9)?,
        },
    })
}

/// Asks for one, unless one is asked for already.
pub fn ask(tx: &mut Tx<'_>, by: &str, at: Time) -> Result<(), DbError> {
    if find_open(tx)?.is_some() {
        return Ok(());
    }
    tx.exec(
        "INSERT INTO duplicate_runs (id, by_name, asked_at, percent, records, compared, certain, likely)
         VALUES ($1, $2, $3, 0, 0, 0, 0, 0)",
        &params![RunId::new(at), by, at],
    )?;
    Ok(())
}

/// The one that waits or goes on.
pub fn find_open(tx: &mut Tx<'_>) -> Result<Option<Run>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM duplicate_runs WHERE finished_at IS NULL ORDER BY asked_at, id LIMIT 1"
    );
    tx.find(sql, &[], read)
}

/// The newest first.
pub fn list(tx: &mut Tx<'_>, page: &Page) -> Result<Vec<Run>, DbError> {
    let (at, id) = page.after.before_everything();
    let sql = format!(
        "SELECT {COLUMNS} FROM duplicate_runs WHERE (asked_at, id) < ($1, $2) ORDER BY asked_at DESC, id DESC LIMIT $3"
    );
    tx.query(sql, &params![at, id, page.fetch()], read)
}

/// It is begun, or begun anew after an interruption.
pub fn start(tx: &mut Tx<'_>, id: RunId, at: Time) -> Result<(), DbError> {
    tx.exec("UPDATE duplicate_runs SET started_at = $2, percent = 0 WHERE id = $1", &params![id, at])?;
    Ok(())
}

pub fn set_percent(tx: &mut Tx<'_>, id: RunId, percent: i64) -> Result<(), DbError> {
    tx.exec("UPDATE duplicate_runs SET percent = $2 WHERE id = $1", &params![id, percent]).map(drop)
}

pub fn finish(tx: &mut Tx<'_>, id: RunId, counts: &Counts, at: Time) -> Result<(), DbError> {
    tx.exec(
        "UPDATE duplicate_runs SET finished_at = $2, percent = 100, records = $3, compared = $4, certain = $5, likely = $6
         WHERE id = $1",
        &params![id, at, counts.records, counts.compared, counts.certain, counts.likely],
    )?;
    Ok(())
}
