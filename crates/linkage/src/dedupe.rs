//! A whole base at once, in memory.

use std::thread;
use std::time::{Duration, Instant};

use crate::collective;
use crate::compare::Comparison;
use crate::features::Features;
use crate::model::{Model, Tier};

/// Two records of the base, by their places in it, `a` before `b`.
#[derive(Clone, Debug)]
pub struct Pair {
    pub a: u32,
    pub b: u32,
    pub comparison: Comparison,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub records: u64,
    pub compared: u64,
    /// Blocks too large to be compared.
    pub skipped: u64,
    pub certain: u64,
    pub likely: u64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    pub blocking: Duration,
    pub learning: Duration,
    pub comparing: Duration,
    pub joining: Duration,
}

/// Every pair of a base that is certain or likely, in the order of `a` and `b`.
#[derive(Clone, Debug)]
pub struct Found {
    pub pairs: Vec<Pair>,
    pub model: Model,
    pub counts: Counts,
    pub times: Times,
}

/// Blocks of more records than this are not compared, in a base of so many: in a large one, what is that
/// common says little.
pub fn largest_block(records: u32) -> usize {
    if records > 50_000 { 40 } else { 64 }
}

/// Pairs drawn to learn m from.
const SAMPLE: usize = 80_000;

/// Keys are sorted in as many heaps as this, by their lower bits.
const HEAPS: usize = 16;

/// Finds the duplicates of a base on `threads` threads. `progress` is called with what part of the
/// work is done, 0 to 1, from one thread at a time.
pub fn dedupe(base: &[Features], threads: usize, progress: &mut dyn FnMut(f32)) -> Found {
    let threads = threads.max(1);
    let started = Instant::now();
    let mut times = Times::default();
    let largest = largest_block(base.len() as u32);
    let mut heaps = heaps(base, threads);
    for round in heaps.chunks_mut(threads) {
        thread::scope(|scope| {
            for heap in round {
                scope.spawn(|| heap.sort_unstable());
            }
        });
    }
    times.blocking = started.elapsed();
    progress(0.3);

    let started = Instant::now();
    let mut counts = Counts { records: base.len() as u64, ..Counts::default() };
    let mut all = 0u64;
    for block in heaps.iter().flat_map(|heap| blocks(heap)) {
        if block.len() > largest {
            counts.skipped += 1;
        } else {
            all += (block.len() * (block.len() - 1) / 2) as u64;
        }
    }
    let (sample, share) = sample(&heaps, all, largest);
    let model = Model::estimate(base, &sample, share);
    drop(sample);
    times.learning = started.elapsed();
    progress(0.4);

    let started = Instant::now();
    let mut hits: Vec<Hit> = Vec::new();
    let number = heaps.len();
    for (done, round) in heaps.chunks(threads).enumerate() {
        let found: Vec<_> = thread::scope(|scope| {
            let running: Vec<_> =
                round.iter().map(|heap| scope.spawn(|| search(base, &model, heap, largest))).collect();
            running.into_iter().map(joined).collect()
        });
        for (found, compared) in found {
            hits.extend(found);
            counts.compared += compared;
        }
        progress(0.4 + 0.5 * ((done + 1) * threads).min(number) as f32 / number as f32);
    }
    drop(heaps);
    hits.sort_unstable_by_key(|hit| (hit.a, hit.b));
    hits.dedup_by_key(|hit| (hit.a, hit.b));
    times.comparing = started.elapsed();

    let started = Instant::now();
    let pairs = collective::join(base, &model, &hits);
    for pair in &pairs {
        match pair.comparison.tier {
            Some(Tier::Certain) => counts.certain += 1,
            _ => counts.likely += 1,
        }
    }
    times.joining = started.elapsed();
    progress(1.0);
    Found { pairs, model, counts, times }
}

/// A pair worth a second look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub a: u32,
    pub b: u32,
    pub weight: f32,
    pub tier: Option<Tier>,
}

/// Pairs below this are no part of the second step either.
pub(crate) const LEAST: f64 = -12.0;

/// What a thread made; its panic goes on here.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn heaps(base: &[Features], threads: usize) -> Vec<Vec<(u64, u32)>> {
    let size = base.len().div_ceil(threads).max(1);
    let parts: Vec<Vec<Vec<(u64, u32)>>> = thread::scope(|scope| {
        let running: Vec<_> = base
            .chunks(size)
            .enumerate()
            .map(|(number, part)| {
                scope.spawn(move || {
                    let mut heaps: Vec<Vec<_>> =
                        (0..HEAPS).map(|_| Vec::with_capacity(part.len() * 17 / HEAPS)).collect();
                    for (at, features) in part.iter().enumerate() {
                        for key in features.keys() {
                            heaps[key as usize % HEAPS].push((key, (number * size + at) as u32));
                        }
                    }
                    heaps
                })
            })
            .collect();
        running.into_iter().map(joined).collect()
    });
    let mut parts = parts.into_iter();
    let mut heaps = parts.next().unwrap_or_default();
    for part in parts {
        for (heap, more) in heaps.iter_mut().zip(part) {
            heap.extend(more);
        }
    }
    heaps
}

fn blocks(heap: &[(u64, u32)]) -> impl Iterator<Item = &[(u64, u32)]> {
    heap.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1)
}

fn pairs(block: &[(u64, u32)]) -> impl Iterator<Item = (u32, u32)> {
    block.iter().enumerate().flat_map(|(at, one)| block[at + 1..].iter().map(move |other| (one.1, other.1)))
}

/// Every so-manyeth pair of all; and what part of all that is. A pair that shares several keys is
/// drawn about as many times too often, which the number of keys two duplicates share, about six, mends.
fn sample(heaps: &[Vec<(u64, u32)>], all: u64, largest: usize) -> (Vec<(u32, u32)>, f64) {
    let step = (all as usize).div_ceil(SAMPLE).max(1);
    let every =
        heaps.iter().flat_map(|heap| blocks(heap)).filter(|block| block.len() <= largest).flat_map(pairs);
    let mut drawn: Vec<_> = every.step_by(step).collect();
    if step == 1 {
        drawn.sort_unstable();
        drawn.dedup();
        return (drawn, 1.0);
    }
    (drawn, (6.0 / step as f64).min(1.0))
}

fn search(base: &[Features], model: &Model, heap: &[(u64, u32)], largest: usize) -> (Vec<Hit>, u64) {
    let (mut hits, mut compared) = (Vec::new(), 0);
    for block in blocks(heap).filter(|block| block.len() <= largest) {
        for (a, b) in pairs(block) {
            compared += 1;
            let weighed = model.weigh(&base[a as usize], &base[b as usize]);
            if weighed.total > LEAST {
                hits.push(Hit { a, b, weight: weighed.total as f32, tier: weighed.tier });
            }
        }
    }
    hits.sort_unstable_by_key(|hit| (hit.a, hit.b));
    hits.dedup_by_key(|hit| (hit.a, hit.b));
    (hits, compared)
}
