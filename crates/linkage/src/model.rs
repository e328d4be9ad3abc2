//! What a base has taught: how often each level is met between records of one person and of two, how frequent each value is,
//! and how many pairs there are to be found.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::compare::{self, Field, Levels};
use crate::features::Features;
use crate::reasons::{self, Reason};
use crate::score;

/// How sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Of a thousand such pairs one is wrong.
    Certain,
    /// More likely one than two.
    Likely,
}

/// Two records compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Log odds to the base of 2 that the two are one.
    pub weight: f64,
    /// The same as a probability.
    pub score: f64,
    /// None: more likely two than one.
    pub tier: Option<Tier>,
    /// What speaks for it and against, the strongest first.
    pub reasons: Vec<Reason>,
}

/// Levels of a field, from 1 on.
pub const LEVELS: usize = 6;

/// The share of each level among pairs of one person (`m`) before anything is known, by field in the order of `Field::ALL`.
/// From what the literature tells of customer files; the base corrects it (`estimate`).
pub(crate) const PRIOR_M: [[f64; LEVELS]; 10] = [
    [0.76, 0.05, 0.10, 0.01, 0.03, 0.05],
    [0.78, 0.04, 0.10, 0.005, 0.02, 0.055],
    [0.84, 0.09, 0.02, 0.015, 0.035, 0.0],
    [0.86, 0.09, 0.02, 0.03, 0.0, 0.0],
    [0.60, 0.04, 0.36, 0.0, 0.0, 0.0],
    [0.60, 0.06, 0.04, 0.30, 0.0, 0.0],
    [0.72, 0.12, 0.16, 0.0, 0.0, 0.0],
    [0.80, 0.08, 0.12, 0.0, 0.0, 0.0],
    [0.72, 0.08, 0.07, 0.05, 0.08, 0.0],
    [0.80, 0.20, 0.0, 0.0, 0.0, 0.0],
];
/// The same among pairs of two people. The first is that of the mean value: equal values have their own.
pub(crate) const PRIOR_U: [[f64; LEVELS]; 10] = [
    [0.006, 0.006, 0.006, 0.03, 0.03, 0.92],
    [0.002, 0.002, 0.004, 0.03, 0.02, 0.94],
    [0.00004, 0.0012, 0.012, 0.035, 0.95, 0.0],
    [0.000_000_1, 0.000_01, 0.0004, 0.9996, 0.0, 0.0],
    [0.000_01, 0.000_02, 0.99997, 0.0, 0.0, 0.0],
    [0.000_001, 0.0002, 0.0004, 0.9994, 0.0, 0.0],
    [0.0008, 0.004, 0.995, 0.0, 0.0, 0.0],
    [0.015, 0.15, 0.83, 0.0, 0.0, 0.0],
    [0.002, 0.001, 0.01, 0.006, 0.98, 0.0],
    [0.002, 0.998, 0.0, 0.0, 0.0, 0.0],
];
/// What an unknown value's frequency is held to, in records of such a value: the strength of `PRIOR_U` at the first level.
const HOLD: f64 = 1_000.0;

/// What is known of a base.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    /// Records that it was made of.
    pub records: u64,
    /// Log odds to the base of 2 that any two records are one.
    pub prior: f64,
    /// What it is worth that two look like relatives.
    pub(crate) relative: f64,
    pub(crate) m: [[f64; LEVELS]; 10],
    pub(crate) u: [[f64; LEVELS]; 10],
    /// How many records have a field at all.
    pub(crate) filled: [u64; 10],
    /// How many records have a value, of those that more than one has: by field and hash.
    #[serde(with = "as_list")]
    pub(crate) counts: HashMap<(u8, u64), u32>,
}

impl Default for Model {
    fn default() -> Model {
        Model {
            records: 0,
            prior: prior_of(1_000, 0.05),
            relative: score::RELATIVE - 2.0,
            m: PRIOR_M,
            u: PRIOR_U,
            filled: [0; 10],
            counts: HashMap::new(),
        }
    }
}

/// The log odds for a pair where a share of the records has one other.
pub(crate) fn prior_of(records: u64, share: f64) -> f64 {
    (share / (records.max(20) as f64)).log2()
}

impl Model {
    /// How often a random other record has this value.
    pub(crate) fn frequency(&self, field: Field, value: u64) -> f64 {
        let others =
            f64::from(self.counts.get(&(field as u8, value)).copied().unwrap_or(1).saturating_sub(1));
        let filled = self.filled[field as usize] as f64;
        (others + HOLD * PRIOR_U[field as usize][0]) / (filled + HOLD)
    }

    /// How many records have a value.
    pub(crate) fn holders(&self, field: Field, value: u64) -> u32 {
        self.counts.get(&(field as u8, value)).copied().unwrap_or(1)
    }

    /// What a level is worth, in bits.
    pub(crate) fn weight(&self, field: Field, levels: &Levels) -> f64 {
        let level = levels.get(field);
        if level == compare::level::MISSING {
            return 0.0;
        }
        let (at, place) = (field as usize, usize::from(level) - 1);
        let mut u = self.u[at][place];
        if level == compare::level::EQUAL && levels.values[at] != 0 {
            u = self.frequency(field, levels.values[at]);
        }
        (self.m[at][place].max(0.0005) / u.max(1e-9)).log2()
    }

    /// Compares two records.
    pub fn compare(&self, a: &Features, b: &Features) -> Comparison {
        let levels = compare::levels(a, b);
        let weight = score::weight(self, &levels);
        Comparison {
            weight,
            score: probability(weight),
            tier: score::tier(self, &levels, weight),
            reasons: reasons::of(self, &levels),
        }
    }

    /// The weight and tier alone.
    pub(crate) fn judge(&self, a: &Features, b: &Features) -> (f64, Option<Tier>) {
        let levels = compare::levels(a, b);
        let weight = score::weight(self, &levels);
        (weight, score::tier(self, &levels, weight))
    }
}

/// The probability that log odds stand for.
pub(crate) fn probability(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight * std::f64::consts::LN_2).exp())
}

mod as_list {
    use std::collections::HashMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(counts: &HashMap<(u8, u64), u32>, to: S) -> Result<S::Ok, S::Error> {
        let mut list: Vec<(u8, u64, u32)> =
            counts.iter().map(|((field, value), count)| (*field, *value, *count)).collect();
        list.sort_unstable();
        list.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<HashMap<(u8, u64), u32>, D::Error> {
        let list = Vec::<(u8, u64, u32)>::deserialize(from)?;
        Ok(list.into_iter().map(|(field, value, count)| ((field, value), count)).collect())
    }
}
