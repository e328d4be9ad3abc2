//! The laboratory of duplicates: how sure the engine is of this base, looked at by people, and then done in stages.
//!
//! Invariant: a stage is merged pair by pair, each only if both cards are still as sure as the stage when it comes to them;
//! so a merge never rests on what another merge of the same batch has changed. All merges of a batch can be undone at once.

pub mod batches;
pub mod pages;
pub mod reviews;
pub mod view;
pub mod work;

use db::Tx;

use crate::duplicates::pairs::{self, Filter, place_of_likely};
use crate::error::AppResult;
use crate::words::words;

words! {
    /// Pairs that are about as sure.
    Stage {
        /// Of a thousand such pairs at most one is none.
        Certain = "certain",
        /// Likely, with 6 bits or more: 98 of 100.
        Strong = "strong",
        /// Likely, with 3 to 6 bits: 9 of 10.
        Fair = "fair",
        /// Likely, with less.
        Weak = "weak",
    }
}

impl Stage {
    pub fn filter(self) -> Filter {
        let (strong, fair) = (place_of_likely(6), place_of_likely(3));
        let places = match self {
            Stage::Certain => (i64::MIN, -1),
            Stage::Strong => (0, strong),
            Stage::Fair => (strong + 1, fair),
            Stage::Weak => (fair + 1, i64::MAX),
        };
        Filter { places, import: None }
    }
}

/// A stage as it is now.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub stage: Stage,
    /// Pairs in the queue.
    pub pairs: i64,
    pub reviews: reviews::Counts,
}

/// All stages, the surest first.
pub fn stages(tx: &mut Tx<'_>) -> AppResult<Vec<Standing>> {
    let mut standings = Vec::with_capacity(Stage::ALL.len());
    for stage in Stage::ALL {
        let (certain, likely) = pairs::count(tx, &stage.filter())?;
        standings.push(Standing {
            stage: *stage,
            pairs: certain + likely,
            reviews: reviews::count(tx, *stage)?,
        });
    }
    Ok(standings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_of_one_stage() {
        let mut next = i64::MIN;
        for stage in Stage::ALL {
            let (first, last) = stage.filter().places;
            assert_eq!(first, next);
            next = last.wrapping_add(1);
        }
        assert_eq!(next, i64::MIN);
    }
}
