//! How long it takes: keys, comparisons, and whole bases of made-up people: `cargo run --release -p linkage --example speed`.

#[path = "../tests/people/mod.rs"]
mod people;

use std::time::Instant;

use linkage::{Features, Model, dedupe};

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000, 1_000_000] } else { sizes };
    for size in sizes {
        let all = people::base(7, size, 0.05);
        let begun = Instant::now();
        let features: Vec<Features> = all.iter().map(|(record, _)| Features::of(record)).collect();
        let read = begun.elapsed();
        drop(all);
        let begun = Instant::now();
        let keys: usize = features.iter().take(100_000).map(|one| one.keys().len()).sum();
        let keyed = begun.elapsed() / 100_000.min(size as u32);
        let model = Model::of_values(&features);
        let begun = Instant::now();
        let pairs = 200_000.min(size - 1);
        let sum: f64 = (0..pairs)
            .map(|place| model.compare(&features[place % size], &features[(place + 1) % size]).weight)
            .sum();
        let compared = begun.elapsed() / pairs as u32;
        let begun = Instant::now();
        let found = dedupe(&features, 2, |part| eprintln!("  {part} % after {:?}", begun.elapsed()));
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default().to_owned();
        println!(
            "{} records: features {read:?}, keys {keyed:?} each ({:.1} of them), a comparison {compared:?} ({:.0}), dedupe {:?}: {} compared, {} pairs; {peak}",
            features.len(),
            keys as f64 / 100_000.min(size) as f64,
            sum / pairs as f64,
            begun.elapsed(),
            found.compared,
            found.pairs.len()
        );
    }
}
