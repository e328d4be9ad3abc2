//! What a comparison is weighed by: m and u of every level, frequencies, the prior, the thresholds.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::features::Field;
use crate::frequencies::initial_value;
use crate::levels::{INITIAL, LEVELS, Levels, MISSING, SLOTS, Slot};

/// How sure a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Of a thousand such pairs at most one is none.
    Certain,
    Likely,
}

/// The probability that odds of so many bits are.
pub fn score(weight: f64) -> f64 {
    1.0 / (1.0 + (-weight).exp2())
}

/// How a level is weighed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Odds {
    /// How often it is seen between two records of one, and of two.
    pub m: f64,
    pub u: f64,
}

/// Everything that is learnt of a base, and what stands in for it until something is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    /// Records in the base.
    pub(crate) records: u32,
    /// The log2 odds that two records are one before anything is compared.
    pub(crate) prior: f64,
    /// The log2 odds that two records are one if all that is known is that they share a household.
    pub(crate) household: f64,
    pub(crate) odds: [[Odds; LEVELS]; SLOTS],
    /// How many records have a value, for those at least three have.
    #[serde(with = "pairs")]
    pub(crate) counts: HashMap<u64, u32>,
    /// The least bits of a pair of each tier.
    pub certain: f64,
    pub likely: f64,
}

mod pairs {
    //! A map as a list in order: JSON has no numbers for keys, and the same model is the same text.
    use super::{Deserialize, HashMap, Serialize};

    pub fn serialize<S: serde::Serializer>(map: &HashMap<u64, u32>, to: S) -> Result<S::Ok, S::Error> {
        let mut list: Vec<_> = map.iter().map(|(key, count)| (*key, *count)).collect();
        list.sort_unstable();
        list.serialize(to)
    }

    pub fn deserialize<'a, D: serde::Deserializer<'a>>(from: D) -> Result<HashMap<u64, u32>, D::Error> {
        Ok(Vec::<(u64, u32)>::deserialize(from)?.into_iter().collect())
    }
}

/// m of every level: of names equal, variant, typo, sound, initial, part, resembling, different;
/// what a slot has no level for is 0.
pub(crate) const M: [[f64; LEVELS]; SLOTS] = [
    /* given    */ [0.78, 0.04, 0.07, 0.01, 0.02, 0.03, 0.02, 0.03],
    /* family   */ [0.80, 0.005, 0.08, 0.01, 0.01, 0.03, 0.015, 0.05],
    /* birth    */ [0.88, 0.02, 0.05, 0.02, 0.0, 0.0, 0.0, 0.03],
    /* id       */ [0.90, 0.0, 0.05, 0.0, 0.0, 0.0, 0.02, 0.03],
    /* phone    */ [0.60, 0.0, 0.03, 0.0, 0.0, 0.0, 0.0, 0.37],
    /* email    */ [0.60, 0.06, 0.05, 0.0, 0.0, 0.0, 0.04, 0.25],
    /* street   */ [0.62, 0.0, 0.12, 0.0, 0.0, 0.08, 0.0, 0.18],
    /* number   */ [0.80, 0.0, 0.08, 0.0, 0.0, 0.0, 0.0, 0.12],
    /* place    */ [0.58, 0.10, 0.08, 0.06, 0.03, 0.0, 0.0, 0.15],
    /* name     */ [0.75, 0.005, 0.08, 0.01, 0.005, 0.10, 0.02, 0.03],
    /* employer */ [0.60, 0.005, 0.05, 0.01, 0.005, 0.08, 0.01, 0.24],
];

/// u of the same levels. The first is what a value has on the average; frequencies take its place.
pub(crate) const U: [[f64; LEVELS]; SLOTS] = [
    [0.005, 0.003, 0.004, 0.002, 0.01, 0.006, 0.03, 0.94],
    [0.002, 0.0005, 0.004, 0.002, 0.005, 0.003, 0.02, 0.96],
    [5e-5, 1e-4, 6e-4, 0.003, 0.0, 0.0, 0.0, 0.996],
    [1e-7, 0.0, 1e-5, 0.0, 0.0, 0.0, 5e-4, 0.999],
    [1e-6, 0.0, 1e-5, 0.0, 0.0, 0.0, 0.0, 0.999],
    [1e-6, 2e-4, 2e-4, 0.0, 0.0, 0.0, 0.002, 0.997],
    [5e-4, 0.0, 0.001, 0.0, 0.0, 0.01, 0.0, 0.988],
    [0.03, 0.0, 0.12, 0.0, 0.0, 0.0, 0.0, 0.85],
    [0.002, 0.002, 0.001, 0.005, 0.01, 0.0, 0.0, 0.98],
    [5e-4, 1e-4, 0.001, 5e-4, 0.002, 0.01, 0.02, 0.966],
    [0.003, 1e-4, 0.001, 5e-4, 0.002, 0.02, 0.02, 0.953],
];

/// The rarest a value may count: no name is rarer than this in a country.
const RAREST: [f64; SLOTS] = [1e-4, 4e-5, 2.5e-5, 1e-8, 1e-7, 1e-7, 1e-5, 0.01, 1e-4, 1e-5, 1e-4];

/// How many records the prior of a value's frequency counts for.
const PSEUDO: f64 = 100.0;

/// How often an initial is that of the name, given that one of the two is nothing but an initial. Whoever
/// has another goes by a nickname (Bill is W.), a second name, or, of family names, has married.
const INITIAL_AGREES: [f64; 2] = [0.96, 0.93];

/// How often two people share the initial, before a base is counted: the letters names begin with have
/// some 3.6 bits in the languages of the nicknames.
const INITIAL_CHANCE: f64 = 0.08;

/// No initial counts for rarer.
const INITIAL_RAREST: f64 = 0.01;

impl Default for Model {
    /// The priors alone, for a base nothing is known of.
    fn default() -> Self {
        let odds = std::array::from_fn(|slot| {
            std::array::from_fn(|level| Odds { m: M[slot][level], u: U[slot][level] })
        });
        let mut model = Self {
            records: 0,
            prior: 0.0,
            household: 0.0,
            odds,
            counts: HashMap::new(),
            certain: 10.0,
            likely: 1.0,
        };
        model.set_prior(0.1);
        model
    }
}

impl Model {
    /// Records in the base this was estimated from.
    pub fn records(&self) -> u32 {
        self.records
    }

    /// `share`: pairs a record has on the average.
    pub(crate) fn set_prior(&mut self, share: f64) {
        let records = f64::from(self.records.max(100));
        self.prior = (2.0 * share / records).log2();
    }

    /// How many have a value, 2 if so few that it is not kept.
    pub(crate) fn count(&self, value: u64) -> u32 {
        self.counts.get(&value).copied().unwrap_or(2)
    }

    /// The bits of one slot's level.
    pub(crate) fn weight(&self, levels: &Levels, slot: Slot) -> f64 {
        let level = levels.at(slot);
        if level == MISSING {
            return 0.0;
        }
        let at = slot as usize;
        let ways = levels.ways(at);
        if ways > 0 {
            return self.initial(levels, at, f64::from(ways));
        }
        let odds = self.odds[at][usize::from(level)];
        (odds.m / self.chance(levels, slot, odds.u)).log2()
    }

    /// The bits of an initial. How often names are cut down to initials is no evidence, so m and u are
    /// those of pairs of which one is; and a value is as frequent as the names that begin with it.
    fn initial(&self, levels: &Levels, at: usize, ways: f64) -> f64 {
        let agrees = INITIAL_AGREES[at];
        if levels.level[at] != INITIAL {
            return ((1.0 - agrees) / (1.0 - INITIAL_CHANCE)).log2();
        }
        let field = [Field::Given, Field::Family][at];
        let counted = |value: u64| f64::from(self.counts.get(&value).copied().unwrap_or(0));
        let others = (counted(levels.value[at]) - 2.0).max(0.0);
        let all = counted(initial_value(field, None));
        let chance = ((others + PSEUDO * INITIAL_CHANCE) / (all + PSEUDO)).max(INITIAL_RAREST);
        (agrees / (chance * ways).min(agrees)).log2()
    }

    /// u of what was seen: the value's own frequency where the level is that it is the same.
    fn chance(&self, levels: &Levels, slot: Slot, u: f64) -> f64 {
        let (at, value) = (slot as usize, levels.value[slot as usize]);
        let frequency = || {
            let others = f64::from(self.count(value).saturating_sub(2));
            let drawn = (others + PSEUDO * U[at][0]) / (f64::from(self.records) + PSEUDO);
            drawn.max(RAREST[at])
        };
        match (slot, levels.at(slot)) {
            (_, 0) => frequency(),
            // A part of a name is as rare as the word that is shared; so is a place without the other half.
            (Slot::Place, 1..=3) => frequency().max(u),
            (Slot::Given | Slot::Family | Slot::Name | Slot::Employer, 5) if value != 0 => frequency() * 2.0,
            _ => u,
        }
    }
}
