//! Who is found and who is not, among people who are hard to tell apart.

mod people;

use std::collections::{HashMap, HashSet};

use linkage::{Features, Record, Tier, dedupe};
use people::{Owned, base};

struct Measured {
    certain: f64,
    precision: f64,
    recall: f64,
    pairs: usize,
    f1: f64,
}

fn measure(all: &[Owned]) -> Measured {
    let features: Vec<Features> = all.iter().map(|(record, _)| Features::of(record)).collect();
    let found = dedupe(&features, 2, |_| {});
    let is_one = |a: u32, b: u32| all[a as usize].1 == all[b as usize].1;
    let mut of: HashMap<u32, usize> = HashMap::new();
    all.iter().for_each(|(_, owner)| *of.entry(*owner).or_default() += 1);
    let truth: usize = of.values().map(|count| count * (count - 1) / 2).sum();
    let right = found.pairs.iter().filter(|pair| is_one(pair.a, pair.b)).count();
    let certain: Vec<_> = found.pairs.iter().filter(|pair| pair.tier == Tier::Certain).collect();
    let certain_right = certain.iter().filter(|pair| is_one(pair.a, pair.b)).count();
    if std::env::var("LINKAGE_SHOW").is_ok() {
        for pair in found.pairs.iter().filter(|pair| !is_one(pair.a, pair.b)).take(30) {
            println!(
                "{:?} {:.1} {:?}\n  {:?}\n  {:?}",
                pair.tier,
                pair.weight,
                pair.reasons.iter().map(|one| (one.code, one.weight as i32)).collect::<Vec<_>>(),
                all[pair.a as usize].0,
                all[pair.b as usize].0
            );
        }
    }
    let (precision, recall) =
        (right as f64 / found.pairs.len().max(1) as f64, right as f64 / truth.max(1) as f64);
    Measured {
        certain: certain_right as f64 / certain.len().max(1) as f64,
        precision,
        recall,
        pairs: found.pairs.len(),
        f1: 2.0 * precision * recall / (precision + recall).max(1e-9),
    }
}

#[test]
fn households_stay_apart_and_copies_come_together() {
    for (seed, people) in [(1, 2_000), (2, 20_000)] {
        let all = base(seed, people, 0.08);
        let is = measure(&all);
        println!(
            "{people}: certain {:.4}, precision {:.4}, recall {:.4}, F1 {:.4}",
            is.certain, is.precision, is.recall, is.f1
        );
        assert!(is.certain >= 0.999, "certain: {}", is.certain);
        assert!(is.precision >= 0.85, "precision: {}", is.precision);
        assert!(is.f1 >= 0.86, "F1: {}", is.f1);
    }
}

#[test]
fn where_nobody_is_doubled_next_to_nobody_is_found() {
    let all = base(3, 5_000, 0.0);
    let is = measure(&all);
    assert!(is.pairs <= all.len() / 100, "{} pairs among {}", is.pairs, all.len());
}

fn record(given: &str, family: &str, birth: &str, phone: &str) -> Record {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Record {
        given_name: filled(given),
        family_name: filled(family),
        birth_date: filled(birth),
        phones: filled(phone).into_iter().collect(),
        ..Record::default()
    }
}

fn found(records: &[Record]) -> HashSet<(u32, u32)> {
    let features: Vec<Features> = records.iter().map(Features::of).collect();
    dedupe(&features, 1, |_| {}).pairs.into_iter().map(|pair| (pair.a, pair.b)).collect()
}

#[test]
fn two_records_are_enough_to_tell() {
    let karolina = record("Karolina", "Wierzbicka", "1980-02-29", "+46701740605");
    assert_eq!(found(&[karolina.clone(), record("Karolina", "Wierzbicka", "1980-02-29", "")]).len(), 1);
    assert_eq!(found(&[karolina.clone(), record("K.", "Wierzbicka", "", "+46701740605")]).len(), 1);
    assert_eq!(found(&[karolina.clone(), record("Wierzbicka", "Karolina", "1980-02-29", "")]).len(), 1);
    assert_eq!(
        found(&[karolina.clone(), record("Tomasz", "Wierzbicki", "1978-05-01", "+46701740605")]).len(),
        0
    );
    assert_eq!(found(&[karolina.clone(), record("Karolina", "Nowak", "", "")]).len(), 0);
    assert_eq!(found(&[karolina.clone(), record("", "", "", "")]).len(), 0);
    assert_eq!(found(&[karolina]).len(), 0);
}
