//! Pairs that were drawn by chance and looked at: how many of a stage are right.

use db::{DbError, Tx, params};

use super::Stage;
use crate::author::Author;
use crate::duplicates::{pairs, rejections};
use crate::error::{AppError, AppResult};
use crate::id::PairId;
use crate::words::words;

words! {
    /// What somebody said of a pair.
    Verdict {
        Same = "same",
        Different = "different",
        Unsure = "unsure",
    }
}

/// What was said of the pairs of a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub same: i64,
    pub different: i64,
    pub unsure: i64,
}

impl Counts {
    /// Within which part of the stage's pairs are right, with a confidence of 95 %: Wilson (1927), *Probable Inference,
    /// the Law of Succession, and Statistical Inference*, JASA 22(158). None before anything was said.
    pub fn precision(&self) -> Option<(f64, f64)> {
        let (same, all) = (self.same as f64, (self.same + self.different) as f64);
        if all == 0.0 {
            return None;
        }
        let (z, part) = (1.959_964_f64, same / all);
        let middle = part + z * z / (2.0 * all);
        let reach = z * (part * (1.0 - part) / all + z * z / (4.0 * all * all)).sqrt();
        let whole = 1.0 + z * z / all;
        Some((((middle - reach) / whole).max(0.0), ((middle + reach) / whole).min(1.0)))
    }
}

pub fn count(tx: &mut Tx<'_>, stage: Stage) -> Result<Counts, DbError> {
    let of = |verdict: Verdict| format!("COUNT(CASE WHEN verdict = '{verdict}' THEN 1 END)");
    let sql = format!(
        "SELECT {}, {}, {} FROM duplicate_reviews WHERE stage = $1",
        of(Verdict::Same),
        of(Verdict::Different),
        of(Verdict::Unsure)
    );
    tx.get(sql, &params![stage], |row| {
        Ok(Counts { same: row.get(0)?, different: row.get(1)?, unsure: row.get(2)? })
    })
}

/// Keeps what somebody says of a pair. Whoever says that two are not one keeps them apart, too; who says that they are
/// has merged nothing yet.
///
/// # Errors
/// `NotFound` where it is no pair any more; those of a rejection.
pub fn say(tx: &mut Tx<'_>, author: &Author, id: PairId, stage: Stage, verdict: Verdict) -> AppResult<()> {
    let pair = pairs::find(tx, id)?.ok_or(AppError::NotFound)?;
    tx.exec(
        "INSERT INTO duplicate_reviews (one_id, other_id, stage, verdict, by_name, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (one_id, other_id) DO UPDATE SET stage = excluded.stage, verdict = excluded.verdict,
           by_name = excluded.by_name, at = excluded.at",
        &params![pair.one, pair.other, stage, verdict, author.name.as_str(), author.at],
    )?;
    if verdict == Verdict::Different {
        rejections::reject(tx, author, pair.one, pair.other)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_was_looked_at_the_closer_one_knows() {
        let of = |same, different| Counts { same, different, unsure: 9 }.precision();
        assert_eq!(of(0, 0), None);
        let close = |found: Option<(f64, f64)>, wanted: (f64, f64)| {
            let (low, high) = found.unwrap();
            assert!((low - wanted.0).abs() < 5e-4 && (high - wanted.1).abs() < 5e-4, "{low} {high}");
        };
        // As Brown, Cai and DasGupta (2001), and any table of it.
        close(of(10, 0), (0.7225, 1.0));
        close(of(81, 19), (0.7222, 0.8749));
        close(of(0, 10), (0.0, 0.2775));
        close(of(300, 0), (0.9874, 1.0));
    }
}
