//! Two records weighed.

use crate::codes::CODES;
use crate::features::{Features, Field};
use crate::levels::{self, DIFFERS, EQUAL, INITIAL, Levels, MISSING, PART, SLOTS, Slot, TYPO, VARIANT};
use crate::model::{Model, Tier, score};
use crate::reason::{Reason, ReasonCode};
use crate::record::Kind;

/// What comparing two records gave.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The log2 odds that both are one.
    pub weight: f64,
    /// The same as a probability.
    pub score: f64,
    /// `None`: no duplicate.
    pub tier: Option<Tier>,
    /// What spoke for and against it, as strong as it is.
    pub reasons: Vec<Reason>,
}

/// A comparison without its reasons: what a whole base is searched with.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub levels: Levels,
    pub weights: [f64; SLOTS],
    pub total: f64,
    /// What a household's evidence was cut by.
    pub cut: f64,
    /// What was cut because more than a household share it.
    pub crowd: f64,
    pub address: f64,
    pub tier: Option<Tier>,
}

/// What a moved customer's address counts against them at most.
const MOVED: f64 = -2.5;

/// Another family name behind a common door is rather another tenant than a marriage.
const OTHER_NAME: f64 = -2.5;

/// Given and family names go together in a language: Agnieszka is rather a Nowak than a Smith. In bits.
const NAMES: f64 = -1.5;

/// How much more often one person has one mobile on two cards than two of one household have, in bits.
const PERSONAL: f64 = 2.0;

/// Names that stand in each other's place by mistake: so rarely, in bits.
const SWAPPED: f64 = -5.0;

/// Twins: as many bits against two given names of one household's one birth date, where households
/// are as many as the prior has them.
const TWINS: f64 = -9.0;

impl Model {
    /// How sure it is that two records are one, and why.
    pub fn compare(&self, a: &Features, b: &Features) -> Comparison {
        let weighed = self.weigh(a, b);
        Comparison {
            weight: weighed.total,
            score: score(weighed.total),
            tier: weighed.tier,
            reasons: self.reasons(&weighed),
        }
    }

    pub(crate) fn weigh(&self, a: &Features, b: &Features) -> Weighed {
        if a.kind != b.kind {
            return Weighed {
                levels: Levels::none(),
                weights: [0.0; SLOTS],
                total: f64::from(-64),
                cut: 0.0,
                crowd: 0.0,
                address: 0.0,
                tier: None,
            };
        }
        let mut weighed = self.weigh_levels(a.kind, Levels::of(a, b));
        weighed.tier = self.tier(a, b, &weighed);
        weighed
    }

    /// What levels say together; the tier is left open.
    pub(crate) fn weigh_levels(&self, kind: Kind, levels: Levels) -> Weighed {
        let mut weights = [0.0; SLOTS];
        for (slot, _) in CODES {
            weights[*slot as usize] = self.weight(&levels, *slot);
        }
        let at = |slot: Slot| levels.at(slot);
        // Mail boxes are named after their owners: alike in the name, alike in the mail box.
        if kind == Kind::Person && (at(Slot::Family) <= PART || at(Slot::Given) <= PART) {
            let most = match at(Slot::Email) {
                VARIANT | TYPO => 5.0,
                levels::RESEMBLES => 0.5,
                _ => f64::INFINITY,
            };
            weights[Slot::Email as usize] = weights[Slot::Email as usize].min(most);
        }
        let of = |slot: Slot| weights[slot as usize];
        let address = (of(Slot::Street) + of(Slot::Number) + of(Slot::Place)).max(MOVED);
        let given_differs = matches!(at(Slot::Given), levels::RESEMBLES | DIFFERS);
        let other_name = match (at(Slot::Family), at(Slot::Employer)) {
            // Colleagues have names of their own.
            (DIFFERS, EQUAL..=PART) => of(Slot::Family).min(OTHER_NAME),
            (DIFFERS, _) => OTHER_NAME,
            _ => 0.0,
        };
        let (household, own) = match kind {
            Kind::Person => {
                // A mail box a couple shares says no more than their door, and an initial may be either's.
                let shared = given_differs || levels.shared_mail();
                let (shared, own) = if shared { (of(Slot::Email), 0.0) } else { (0.0, of(Slot::Email)) };
                (
                    address + of(Slot::Family) + of(Slot::Phone) + of(Slot::Employer).max(-1.0) + shared,
                    own + of(Slot::Given) + of(Slot::Birth) + of(Slot::Id) + other_name,
                )
            }
            // Branches share all but their place; tenants of one house all but their name.
            Kind::Company => {
                let elsewhere = (of(Slot::Street) + of(Slot::Number) + of(Slot::Place)).min(0.0);
                let reached = address.max(0.0) + of(Slot::Phone) + of(Slot::Email);
                (reached, of(Slot::Name) + of(Slot::Id) + elsewhere)
            }
        };
        let reached = self.prior + household;
        let crowd = crowd(self, &levels);
        let cut = (reached - self.household + crowd - self.personal(kind, &levels)).max(0.0);
        let mut total = reached - cut + own;
        if levels.swapped {
            total += SWAPPED;
        }
        if kind == Kind::Person && of(Slot::Given) > 0.0 && of(Slot::Family) > 0.0 && cut == 0.0 {
            total += NAMES;
        }
        let twins =
            given_differs && at(Slot::Birth) == EQUAL && at(Slot::Family) <= TYPO && at(Slot::Id) > TYPO;
        if twins {
            total += (TWINS + self.household).min(0.0);
        }
        Weighed { levels, weights, total, cut, crowd, address, tier: None }
    }

    /// What speaks for more than a household: whoever lives with somebody rarely has the same mobile or,
    /// without anybody's name in it, mail box on their own card. Where something of a person's own
    /// differs, it is of those two who share one: a child's card has a parent's number. Both together
    /// say no more than the better one, since a couple that shares the one shares the other.
    fn personal(&self, kind: Kind, levels: &Levels) -> f64 {
        let differs = |slot: Slot| levels.at(slot) == DIFFERS;
        if kind == Kind::Company
            || levels.at(Slot::Given) == levels::RESEMBLES
            || [Slot::Given, Slot::Birth, Slot::Id].into_iter().any(differs)
        {
            return 0.0;
        }
        // Among k who share it there are k - 1 others.
        let bits = |value: u64| (PERSONAL - f64::from(self.count(value) - 1).log2()).max(0.0);
        let mobile = if levels.mobile > 0 { bits(levels.mobile) } else { 0.0 };
        let mail = if levels.shared_mail() { bits(levels.value[Slot::Email as usize]) } else { 0.0 };
        mobile.max(mail)
    }

    fn tier(&self, a: &Features, b: &Features, weighed: &Weighed) -> Option<Tier> {
        let Weighed { levels, address, total, .. } = weighed;
        let (address, total) = (*address, *total);
        if total < self.likely {
            return None;
        }
        let at = |slot: Slot| levels.at(slot);
        let same = |slot: Slot| at(slot) == EQUAL;
        let sure = match a.kind {
            Kind::Person => {
                let initial =
                    |features: &Features| features.of_field(Field::Given).iter().all(|part| part.length < 2);
                let given = at(Slot::Given) <= TYPO && !(initial(a) || initial(b));
                // Maja and Maria may be one, and may be twins with a mail box or telephone each.
                let each = at(Slot::Email) == DIFFERS || at(Slot::Phone) == DIFFERS;
                let doubtful = at(Slot::Given) == TYPO || at(Slot::Given) == VARIANT && each;
                let family = at(Slot::Family) <= PART && at(Slot::Family) != INITIAL;
                let against = at(Slot::Id) == DIFFERS || at(Slot::Birth) == DIFFERS;
                let mail = same(Slot::Email)
                    && self.count(levels.value[Slot::Email as usize]) <= 3
                    && levels.own_mail;
                let id = same(Slot::Id);
                !against
                    && (id && (given || same(Slot::Birth))
                        || same(Slot::Birth) && given && !doubtful && (family || address > 10.0)
                        || same(Slot::Birth)
                            && given
                            && doubtful
                            && at(Slot::Family) <= TYPO
                            && at(Slot::Id) != MISSING
                        || mail
                            && given
                            && !doubtful
                            && at(Slot::Birth) == MISSING
                            && at(Slot::Family) <= VARIANT)
            }
            Kind::Company => {
                let name = at(Slot::Name) <= TYPO;
                let elsewhere = !matches!(at(Slot::Street), EQUAL..=TYPO | MISSING);
                let reached = same(Slot::Phone) || same(Slot::Email) || at(Slot::Street) <= TYPO;
                name && !elsewhere
                    && at(Slot::Id) != DIFFERS
                    && at(Slot::Place) <= SAME_PLACE
                    && at(Slot::Number) != DIFFERS
                    && reached
                    || same(Slot::Id) && at(Slot::Name) <= PART && address > MOVED
            }
        };
        Some(if sure && total >= self.certain { Tier::Certain } else { Tier::Likely })
    }

    fn reasons(&self, weighed: &Weighed) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (slot, codes) in CODES {
            let level = weighed.levels.at(*slot);
            if level == MISSING {
                continue;
            }
            let value = weighed.levels.value[*slot as usize];
            let shared_by = if level == EQUAL { self.count(value) } else { 0 };
            let shared_by = if *slot == Slot::Street && level == EQUAL && weighed.levels.door > 0 {
                self.count(weighed.levels.door)
            } else {
                shared_by
            };
            let code = codes[usize::from(level)];
            reasons.push(Reason { code, weight: weighed.weights[*slot as usize] as f32, shared_by });
        }
        let mut more = |code, weight: f64| reasons.push(Reason { code, weight: weight as f32, shared_by: 0 });
        if weighed.levels.swapped {
            more(ReasonCode::NamesSwapped, SWAPPED);
        }
        if weighed.cut > 0.0 {
            more(ReasonCode::Household, -weighed.cut);
        }
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons
    }
}

/// The more live behind one door or telephone, the less likely any two of them are one: among k
/// there are k - 1 others. In bits.
fn crowd(model: &Model, levels: &Levels) -> f64 {
    let phone =
        if levels.at(Slot::Phone) == EQUAL { model.count(levels.value[Slot::Phone as usize]) } else { 2 };
    let door = if levels.door > 0 { model.count(levels.door) } else { 2 };
    // Up to a family of six it is a household, as the model has learnt it.
    (f64::from(phone.max(door).max(6) - 1) / 5.0).log2()
}

/// A place that does not differ in its city.
const SAME_PLACE: u8 = 2;
