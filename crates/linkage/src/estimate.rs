//! Learning from a base: how frequent values are, and by expectation maximisation how often each level is met between records
//! of one person (Dempster, Laird and Rubin 1977; for linkage Winkler, "Using the EM algorithm for weight computation in the
//! Fellegi-Sunter model of record linkage", 1988).
//!
//! Each share is held by its prior as if that many pairs had been seen already (a Dirichlet prior), so a base of twenty
//! records moves nothing far, and one of a million what it shows.

use std::collections::HashMap;

use crate::compare::{self, Field, Levels};
use crate::features::Features;
use crate::model::{LEVELS, Model, PRIOR_M, prior_of, probability};
use crate::score;

/// Pairs that the priors of `m` weigh as much as.
const HELD: f64 = 120.0;
/// Rounds; it stands still after a few.
const ROUNDS: usize = 6;
/// The share of records that have another of the same person, before anything is known, and how many it weighs as.
const SHARE: f64 = 0.05;
const SHARE_HELD: f64 = 100.0;
/// Pairs of one home, of two people and of one, before anything is known.
const RELATIVES: (f64, f64) = (200.0, 50.0);

impl Model {
    /// The frequencies of the values of a base.
    pub fn of_values<'a>(records: impl IntoIterator<Item = &'a Features>) -> Model {
        let mut model = Model::default();
        let mut counts: HashMap<(u8, u64), u32> = HashMap::new();
        for one in records {
            model.records += 1;
            for (field, values) in values_of(one) {
                if !values.is_empty() {
                    model.filled[field as usize] += 1;
                }
                for value in values {
                    *counts.entry((field as u8, value)).or_default() += 1;
                }
            }
        }
        counts.retain(|_, count| *count > 1);
        model.counts = counts;
        model.prior = prior_of(model.records, SHARE);
        model
    }

    /// Learns the shares of the levels and how many pairs there are from a sample of those that share a key. `of_all`: how
    /// many such pairs one of the sample stands for.
    pub fn learn(&mut self, sample: &[Levels], of_all: f64) {
        for _ in 0..ROUNDS {
            let mut seen: [[f64; LEVELS]; 10] = PRIOR_M.map(|field| field.map(|share| share * HELD));
            let mut found = 0.0;
            let (mut relatives, mut same) = (RELATIVES.0, RELATIVES.1);
            for levels in sample {
                let is_one = probability(score::weight(self, levels));
                if score::are_household(levels) {
                    relatives += 1.0 - is_one;
                } else if score::share_home(levels) {
                    same += is_one;
                }
                if is_one < 0.001 {
                    continue;
                }
                found += is_one;
                for field in Field::ALL {
                    let level = usize::from(levels.get(field));
                    if level > 0 {
                        seen[field as usize][level - 1] += is_one;
                    }
                }
            }
            for (m, seen) in self.m.iter_mut().zip(&seen) {
                let all: f64 = seen.iter().sum();
                for (share, count) in m.iter_mut().zip(seen) {
                    *share = count / all;
                }
            }
            // That one person has two given names, or two days of birth, is learned from nobody: whoever looks so and
            // shares the rest is a relative.
            for (field, last) in [(Field::Given, 5), (Field::Birth, 4)] {
                let m = &mut self.m[field as usize][last];
                *m = m.min(PRIOR_M[field as usize][last]);
            }
            self.relative = (score::RELATIVE - (relatives / same).log2()).clamp(-14.0, -3.0);
            let records = self.records.max(1) as f64;
            let share = (2.0 * found * of_all + SHARE * SHARE_HELD) / (records + SHARE_HELD);
            self.prior = prior_of(self.records, share.min(4.0));
        }
    }
}

/// The hashes of what a record has, as `Levels::values` tells them.
fn values_of(one: &Features) -> Vec<(Field, Vec<u64>)> {
    let hash = |text: &str| crate::fold::hash(&[text]);
    let words = |words: &[crate::features::Word]| {
        let mut values: Vec<u64> = words.iter().map(|word| word.hash).collect();
        if words.len() > 1 {
            values.push(words.iter().fold(0, |hash, word| hash ^ word.hash));
        }
        values
    };
    let filled = |text: &str| if text.is_empty() { Vec::new() } else { vec![hash(text)] };
    let place = one.places.first();
    let part = |read: fn(&crate::features::Place) -> &str| {
        place.map(|place| filled(read(place))).unwrap_or_default()
    };
    let mut locality = part(|place| &place.postal);
    locality.extend(part(|place| &place.city));
    vec![
        (Field::Given, words(&one.given)),
        (Field::Family, words(&one.family)),
        (Field::Birth, one.birth.map(|day| day.hash()).into_iter().collect()),
        (Field::Phone, one.phones.iter().map(|phone| hash(phone)).collect()),
        (
            Field::Email,
            one.emails.iter().map(|(local, domain)| crate::fold::hash(&[local, domain])).collect(),
        ),
        (Field::Street, part(|place| &place.street)),
        (Field::Number, part(|place| &place.number)),
        (Field::Locality, locality),
        (Field::Company, filled(&one.company)),
    ]
}

/// The levels of pairs, to be learned from.
pub(crate) fn levels_of(records: &[Features], pairs: impl Iterator<Item = (u32, u32)>) -> Vec<Levels> {
    pairs.map(|(a, b)| compare::levels(&records[a as usize], &records[b as usize])).collect()
}
