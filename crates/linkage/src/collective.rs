//! The second step: what belongs to a third record together belongs together.
//!
//! Two damaged copies of one record may share too little to be found by themselves, while both are
//! plainly copies of a third. Such a pair is taken for likely, as long as nothing in it speaks
//! plainly against it, so that households do not grow into one customer: the links it leans on
//! have to be strong, and a birth date, a national id and a given name must not all differ. An initial
//! is no bridge between two given names: K. may be Katarzyna or Krzysztof, but they are not one.

use std::collections::HashMap;

use crate::compare::Comparison;
use crate::dedupe::{Hit, Pair};
use crate::features::Features;
use crate::model::{Model, Tier, score};
use crate::reason::{Reason, ReasonCode};

/// A link a third record joins by has at least so many bits.
const STRONG: f32 = 6.0;

/// A pair that weighs less is not joined by any third.
const AGAINST: f64 = -14.0;

/// A record with more strong links joins nothing: it is no customer, but a test or a placeholder.
const LINKS: usize = 12;

pub(crate) fn join(base: &[Features], model: &Model, hits: &[Hit]) -> Vec<Pair> {
    let compared = |a: u32, b: u32| model.compare(&base[a as usize], &base[b as usize]);
    let mut pairs: HashMap<(u32, u32), Pair> = HashMap::new();
    // To whom, and whether by an initial.
    let mut links: HashMap<u32, Vec<(u32, bool)>> = HashMap::new();
    for hit in hits.iter().filter(|hit| hit.tier.is_some()) {
        let comparison = compared(hit.a, hit.b);
        if hit.weight >= STRONG {
            let initial = has(&comparison, ReasonCode::GivenNameInitial);
            links.entry(hit.a).or_default().push((hit.b, initial));
            links.entry(hit.b).or_default().push((hit.a, initial));
        }
        pairs.insert((hit.a, hit.b), Pair { a: hit.a, b: hit.b, comparison });
    }
    for others in links.values().filter(|others| others.len() <= LINKS) {
        for (at, (one, initial)) in others.iter().enumerate() {
            for (other, also) in &others[at + 1..] {
                let (a, b) = (*one.min(other), *one.max(other));
                if a == b || pairs.contains_key(&(a, b)) {
                    continue;
                }
                let comparison = compared(a, b);
                if comparison.weight > AGAINST && !contradicts(&comparison, *initial || *also) {
                    pairs.insert((a, b), Pair { a, b, comparison: through(model, comparison) });
                }
            }
        }
    }
    let mut pairs: Vec<_> = pairs.into_values().collect();
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    pairs
}

/// Two of what is a person's own differ, or a company's name; or given names that an initial joins.
fn contradicts(comparison: &Comparison, initial: bool) -> bool {
    let differs = |reason: &&Reason| {
        matches!(
            reason.code,
            ReasonCode::GivenNameDiffers | ReasonCode::BirthDateDiffers | ReasonCode::NationalIdDiffers
        )
    };
    comparison.reasons.iter().filter(differs).count() > 1
        || has(comparison, ReasonCode::CompanyNameDiffers)
        || initial
            && (has(comparison, ReasonCode::GivenNameDiffers)
                || has(comparison, ReasonCode::GivenNameResembles))
}

fn has(comparison: &Comparison, code: ReasonCode) -> bool {
    comparison.reasons.iter().any(|reason| reason.code == code)
}

impl Comparison {
    /// Whether it is a third record that both belong together with, not what they have in common themselves.
    pub fn is_through_third(&self) -> bool {
        self.reasons.first().is_some_and(|reason| reason.code == ReasonCode::ThroughThird)
    }
}

fn through(model: &Model, mut comparison: Comparison) -> Comparison {
    let lifted = (model.likely + 1.0 - comparison.weight).max(0.0);
    comparison
        .reasons
        .insert(0, Reason { code: ReasonCode::ThroughThird, weight: lifted as f32, shared_by: 0 });
    comparison.weight += lifted;
    comparison.score = score(comparison.weight);
    comparison.tier = Some(Tier::Likely);
    comparison
}
