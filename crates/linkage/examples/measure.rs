//! Speed and quality on fictional customers: `measure [RECORDS…]` (10,000, 100,000 and 1,000,000 if
//! none is said). `cargo run --release -p linkage --example measure`

use std::collections::HashMap;
use std::time::Instant;

use linkage::{Features, Kind, Tier, dedupe};

#[path = "../tests/fiction/mod.rs"]
mod fiction;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked };
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let started = Instant::now();
    let told = fiction::World::of(size, 0.1, 7);
    let truth: Vec<u32> = told.iter().map(|told| told.of).collect();
    let made = started.elapsed();
    let started = Instant::now();
    let base: Vec<Features> = told.iter().map(|told| Features::of(&told.record)).collect();
    let folded = started.elapsed();
    let bytes: usize = base.iter().map(|features| features.to_bytes().len()).sum();
    let started = Instant::now();
    let keys: usize = base.iter().map(|features| features.keys().len()).sum();
    let keyed = started.elapsed();
    println!(
        "{} records made in {made:.1?}; folded in {folded:.1?}; {} bytes and {:.1} keys each; {:.0} keys/s",
        base.len(),
        bytes / base.len(),
        keys as f64 / base.len() as f64,
        keys as f64 / keyed.as_secs_f64()
    );
    let verbose = std::env::var_os("WRONG").is_some();
    let told = if verbose { told } else { Vec::new() };
    println!("  before: {} MB", memory("VmRSS"));
    let started = Instant::now();
    let found = dedupe(&base, 2, &mut |_| ());
    println!(
        "  dedupe {:.2?}, peak {} MB, {:?}\n  {:?}",
        started.elapsed(),
        memory("VmHWM"),
        found.counts,
        found.times
    );

    let mut of: HashMap<u32, u64> = HashMap::new();
    for who in &truth {
        *of.entry(*who).or_default() += 1;
    }
    let real: u64 = of.values().map(|count| count * (count - 1) / 2).sum();
    let right = |pair: &&linkage::Pair| truth[pair.a as usize] == truth[pair.b as usize];
    let hit = found.pairs.iter().filter(right).count();
    let sure: Vec<_> =
        found.pairs.iter().filter(|pair| pair.comparison.tier == Some(Tier::Certain)).collect();
    let sure_hit = sure.iter().filter(|pair| right(*pair)).count();
    let (precision, recall) = (hit as f64 / found.pairs.len().max(1) as f64, hit as f64 / real.max(1) as f64);
    println!(
        "  precision {precision:.4} recall {recall:.4} F1 {:.4}; certain precision {:.5} ({} wrong) recall {:.3}",
        2.0 * precision * recall / (precision + recall),
        sure_hit as f64 / sure.len().max(1) as f64,
        sure.len() - sure_hit,
        sure_hit as f64 / real.max(1) as f64
    );
    if verbose {
        let wrong = found.pairs.iter().filter(|pair| !right(pair));
        for pair in wrong
            .clone()
            .filter(|pair| pair.comparison.tier == Some(Tier::Certain))
            .take(15)
            .chain(wrong.take(15))
        {
            println!(
                "{:?} {:.1}\n   {:?}\n   {:?}",
                pair.comparison.tier,
                pair.comparison.weight,
                told[pair.a as usize].record,
                told[pair.b as usize].record
            );
            let reasons: Vec<_> = pair
                .comparison
                .reasons
                .iter()
                .map(|reason| format!("{} {:.1}", reason.code.word(), reason.weight))
                .collect();
            println!("   {}", reasons.join(", "));
        }
    }

    let people: Vec<&Features> = base.iter().zip(&truth).map(|(features, _)| features).take(2000).collect();
    let (started, mut sum, mut count) = (Instant::now(), 0.0, 0u64);
    for one in &people {
        for other in people.iter().take(500) {
            sum += found.model.compare(one, other).weight;
            count += 1;
        }
    }
    let _ = Kind::Person;
    println!(
        "  {:.2} M comparisons with reasons/s ({:.0})",
        count as f64 / started.elapsed().as_secs_f64() / 1e6,
        sum / count as f64
    );
}

/// Megabytes of a line of /proc/self/status, 0 where there is none.
fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status
        .lines()
        .find_map(|text| text.strip_prefix(line))
        .and_then(|rest| rest.split_whitespace().nth(1)?.parse::<u64>().ok());
    found.unwrap_or(0) / 1024
}
