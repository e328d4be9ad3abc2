//! A whole base at once, in memory.

use std::collections::HashMap;

use crate::compare::Field;
use crate::features::Features;
use crate::model::{Model, Tier, probability};
use crate::reasons::{Reason, ReasonCode};
use crate::{compare, estimate};

/// A key that more records have leads nowhere: a switchboard, a placeholder, the most frequent name of a land.
pub const BLOCK: usize = 40;
/// Pairs that are learned from.
const SAMPLE: usize = 200_000;
/// Records of one person, at most, that are joined through each other.
const CLUSTER: usize = 24;
/// How much may speak against two records that are both one with a third.
const THROUGH: f64 = -7.0;

/// Two records that are one, by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub a: u32,
    pub b: u32,
    pub weight: f64,
    pub score: f64,
    pub tier: Tier,
    pub reasons: Vec<Reason>,
}

/// What was found in a base.
#[derive(Clone, Debug)]
pub struct Found {
    /// The surest first.
    pub pairs: Vec<Pair>,
    pub model: Model,
    /// Pairs that were compared.
    pub compared: u64,
}

/// Finds the records of a base that are one. `told` hears how much of the work is done, of 100.
pub fn dedupe(records: &[Features], threads: usize, mut told: impl FnMut(u8)) -> Found {
    let threads = threads.clamp(1, 64);
    let candidates = candidates(records, threads);
    told(35);
    let mut model = Model::of_values(records);
    let step = candidates.len().div_ceil(SAMPLE).max(1);
    let sample = estimate::levels_of(records, candidates.iter().step_by(step).map(|pair| parts(*pair)));
    model.learn(&sample, step as f64);
    drop(sample);
    told(50);
    let part = candidates.len().div_ceil(threads).max(1);
    let judged: Vec<(u64, f64, Tier)> = std::thread::scope(|scope| {
        let model = &model;
        let work = candidates.chunks(part).map(|chunk| {
            scope.spawn(move || {
                let judge = |pair: &u64| {
                    let (a, b) = parts(*pair);
                    let (weight, tier) = model.judge(&records[a as usize], &records[b as usize]);
                    tier.map(|tier| (*pair, weight, tier))
                };
                chunk.iter().filter_map(judge).collect::<Vec<_>>()
            })
        });
        let work: Vec<_> = work.collect();
        work.into_iter().flat_map(|one| one.join().unwrap_or_default()).collect()
    });
    told(85);
    let compared = candidates.len() as u64;
    drop(candidates);
    let mut pairs: Vec<Pair> = judged
        .iter()
        .map(|(pair, weight, tier)| {
            let (a, b) = parts(*pair);
            let reasons = model.compare(&records[a as usize], &records[b as usize]).reasons;
            Pair { a, b, weight: *weight, score: probability(*weight), tier: *tier, reasons }
        })
        .collect();
    pairs.extend(through(records, &model, &pairs));
    pairs.sort_by(|one, other| {
        other.weight.total_cmp(&one.weight).then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    told(100);
    Found { pairs, model, compared }
}

fn parts(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, (pair & 0xffff_ffff) as u32)
}

/// Pairs that share a key, each once, in order.
fn candidates(records: &[Features], threads: usize) -> Vec<u64> {
    let part = records.len().div_ceil(threads).max(1);
    let mut keys: Vec<(u64, u32)> = std::thread::scope(|scope| {
        let work = records.chunks(part).enumerate().map(|(number, chunk)| {
            scope.spawn(move || {
                let first = number * part;
                let of = |(place, one): (usize, &Features)| {
                    let place = u32::try_from(first + place).unwrap_or(u32::MAX);
                    one.keys().into_iter().map(move |key| (key, place))
                };
                let mut keys: Vec<(u64, u32)> = chunk.iter().enumerate().flat_map(of).collect();
                keys.sort_unstable();
                keys
            })
        });
        let work: Vec<_> = work.collect();
        work.into_iter().flat_map(|one| one.join().unwrap_or_default()).collect()
    });
    keys.sort();
    let mut pairs = Vec::new();
    for block in
        keys.chunk_by(|one, other| one.0 == other.0).filter(|block| (2..=BLOCK).contains(&block.len()))
    {
        for (place, (_, a)) in block.iter().enumerate() {
            pairs.extend(block[place + 1..].iter().map(|(_, b)| (u64::from(*a) << 32) | u64::from(*b)));
        }
    }
    drop(keys);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Pairs that are one because both are one with a third, where nothing strong speaks against it: a record that was spoilt
/// twice is near the good one and far from its other copies.
fn through(records: &[Features], model: &Model, pairs: &[Pair]) -> Vec<Pair> {
    let mut near: HashMap<u32, Vec<(u32, f64)>> = HashMap::new();
    let mut known: std::collections::HashSet<(u32, u32)> = std::collections::HashSet::new();
    for pair in pairs {
        known.insert((pair.a, pair.b));
        near.entry(pair.a).or_default().push((pair.b, pair.weight));
        near.entry(pair.b).or_default().push((pair.a, pair.weight));
    }
    let mut found = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut starts: Vec<u32> = near.keys().copied().collect();
    starts.sort_unstable();
    for start in starts {
        if !seen.insert(start) {
            continue;
        }
        let (mut cluster, mut next) = (vec![start], 0);
        while next < cluster.len() {
            for (other, _) in near.get(&cluster[next]).into_iter().flatten() {
                if seen.insert(*other) {
                    cluster.push(*other);
                }
            }
            next += 1;
        }
        if cluster.len() < 3 || cluster.len() > CLUSTER {
            continue;
        }
        cluster.sort_unstable();
        for (place, a) in cluster.iter().enumerate() {
            for b in &cluster[place + 1..] {
                if known.contains(&(*a, *b)) {
                    continue;
                }
                let levels = compare::levels(&records[*a as usize], &records[*b as usize]);
                let weight = crate::score::weight(model, &levels);
                let is_other = levels.get(Field::NationalId) == 4 && levels.get(Field::Birth) >= 4;
                if weight >= THROUGH && !is_other {
                    let mut reasons = model.compare(&records[*a as usize], &records[*b as usize]).reasons;
                    reasons.insert(0, Reason { code: ReasonCode::ThroughAnother, weight: 0.0, holders: 0 });
                    found.push(Pair {
                        a: *a,
                        b: *b,
                        weight: weight.max(0.0),
                        score: probability(weight.max(0.0)),
                        tier: Tier::Likely,
                        reasons,
                    });
                }
            }
        }
    }
    found
}
