//! Learning a base: frequencies by counting, u from random pairs, m by expectation–maximisation over
//! pairs that share a key, all drawn towards fixed priors by pseudo-counts (a Dirichlet prior, so
//! that what is found is the maximum a posteriori).

use std::collections::HashMap;

use crate::features::{Features, Field};
use crate::frequencies::initial_value;
use crate::levels::{LEVELS, Levels, MISSING, SLOTS};
use crate::model::{M, Model, U};
use crate::record::Kind;

/// Pairs drawn at random for u.
const RANDOM: usize = 20_000;
/// What the priors of m and of u weigh, in pairs.
const PSEUDO_M: f64 = 300.0;
const PSEUDO_U: f64 = 2_000.0;
/// Pairs of one household that are one, and as many that are two, before any is seen.
const HOUSEHOLDS: f64 = 10.0;
const ROUNDS: usize = 4;

impl Model {
    /// A model of a base: `blocked` are pairs that share a key, a sample of them that says how
    /// many there are in all by `share` (the part of all that was drawn, 0 to 1).
    pub fn estimate(base: &[Features], blocked: &[(u32, u32)], share: f64) -> Self {
        let mut model = Self { records: base.len() as u32, counts: counts(base), ..Self::default() };
        model.set_prior(0.1);
        model.learn_u(base);
        let blocked: Vec<_> = blocked
            .iter()
            .map(|(a, b)| (&base[*a as usize], &base[*b as usize]))
            .filter(|(a, b)| a.kind == b.kind)
            .map(|(a, b)| (a.kind, Levels::of(a, b)))
            .collect();
        for _ in 0..ROUNDS {
            model.learn_m(&blocked, share);
        }
        model
    }

    /// How often two different records agree by chance on each level.
    fn learn_u(&mut self, base: &[Features]) {
        if base.len() < 3 {
            return;
        }
        let mut seen = [[0.0; LEVELS]; SLOTS];
        let mut state = 0x5eed_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % base.len()
        };
        for _ in 0..RANDOM.min(base.len() * 20) {
            let (a, b) = (random(), random());
            if a != b && base[a].kind == base[b].kind {
                add(&mut seen, &Levels::of(&base[a], &base[b]), 1.0);
            }
        }
        for slot in 0..SLOTS {
            let all: f64 = seen[slot].iter().sum();
            for level in 0..LEVELS {
                self.odds[slot][level].u =
                    ((seen[slot][level] + PSEUDO_U * U[slot][level]) / (all + PSEUDO_U)).max(1e-9);
            }
        }
    }

    /// One round: every pair counts for m as far as it is taken for a match.
    fn learn_m(&mut self, blocked: &[(Kind, Levels)], share: f64) {
        let mut seen = [[0.0; LEVELS]; SLOTS];
        let mut matches = 0.0;
        let (mut one, mut two) = (HOUSEHOLDS, HOUSEHOLDS);
        for (kind, levels) in blocked {
            let weighed = self.weigh_levels(*kind, levels.clone());
            let chance = 1.0 / (1.0 + (-weighed.total).exp2());
            if weighed.cut > 0.0 && weighed.crowd == 0.0 {
                one += chance;
                two += 1.0 - chance;
            }
            if weighed.total > 3.0 {
                matches += chance;
                add(&mut seen, &weighed.levels, chance);
            }
        }
        for slot in 0..SLOTS {
            let all: f64 = seen[slot].iter().sum();
            for level in 0..LEVELS {
                self.odds[slot][level].m =
                    ((seen[slot][level] + PSEUDO_M * M[slot][level]) / (all + PSEUDO_M)).max(1e-6);
            }
        }
        self.household = (one / two).log2().clamp(-2.0, 8.0);
        let records = f64::from(self.records);
        let found = (matches / share.max(1e-9) + 0.1 * 1_000.0) / (records + 1_000.0);
        self.set_prior(found.clamp(0.03, 1.0));
    }
}

fn add(seen: &mut [[f64; LEVELS]; SLOTS], levels: &Levels, weight: f64) {
    for (slot, level) in levels.level.iter().enumerate() {
        // Names that are compared by initials have odds of their own.
        if *level != MISSING && levels.ways(slot) == 0 {
            seen[slot][usize::from(*level)] += weight;
        }
    }
}

/// Values at least three records have, and all first letters of names.
fn counts(base: &[Features]) -> HashMap<u64, u32> {
    let mut values = Vec::with_capacity(base.iter().map(|features| features.values().count()).sum());
    let mut own: Vec<u64> = Vec::new();
    for features in base {
        own.clear();
        own.extend(features.values());
        own.sort_unstable();
        own.dedup();
        values.extend_from_slice(&own);
    }
    values.sort_unstable();
    let same = values.chunk_by(|a, b| a == b).filter(|same| same.len() > 2);
    let mut counts: HashMap<u64, u32> = same.map(|same| (same[0], same.len() as u32)).collect();
    for field in [Field::Given, Field::Family] {
        let mut letters = [0u32; 256];
        for letter in base.iter().filter_map(|features| features.initial(field)) {
            letters[usize::from(letter)] += 1;
        }
        counts.insert(initial_value(field, None), letters.iter().sum());
        for (letter, count) in (0..=u8::MAX).zip(letters).filter(|(_, count)| *count > 0) {
            counts.insert(initial_value(field, Some(letter)), count);
        }
    }
    counts
}
