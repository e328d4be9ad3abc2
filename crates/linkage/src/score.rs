//! From levels to log odds, and from log odds to a tier.
//!
//! Fellegi and Sunter add the weights of all members, as if they agreed independently of each other. Between strangers they
//! do; between people who live together they do not: whoever shares an address shares a telephone and a name as well. So what
//! a household shares counts once, by its strongest part, and the rest of it by a fraction; and two people of one household
//! are told apart by what each has alone: given name, day of birth, national id.

use crate::compare::{Field, Levels, level};
use crate::model::{Model, Tier};

/// How much of the second, third and further thing that a household shares is news.
const SHARED: [f64; 3] = [1.0, 0.55, 0.35];
/// Moving changes street, number and place at once: together they speak against it no more than this.
const MOVED: f64 = -4.0;
/// A given and a family name that have changed places: seldom done, and seldom by chance.
const SWAPPED: f64 = -2.0;
/// Another given name beside the same family name, another year beside the same name: a relative, however much they share. In
/// a base where households are seen it is worth more than in one where nobody lives with anybody (`Model::learn`).
pub(crate) const RELATIVE: f64 = -6.0;
/// How much of that is added for relatives of one home: twins, father and son.
const HOME: f64 = 1.6;
/// Log odds of a certain pair: one in a thousand is wrong, with a margin for what the model does not know.
const CERTAIN: f64 = 12.0;

/// Log odds to the base of 2 that two records are one.
pub fn weight(model: &Model, levels: &Levels) -> f64 {
    let of = |field| model.weight(field, levels);
    let mut weight = model.prior
        + of(Field::Given)
        + of(Field::Birth)
        + of(Field::NationalId)
        + of(Field::Company).min(1.0);
    if levels.swapped {
        weight += SWAPPED;
    }
    let (street, number, locality) = (of(Field::Street), of(Field::Number), of(Field::Locality));
    let place = place(levels, street, number, locality).max(MOVED);
    let mut shared = [of(Field::Family), place, of(Field::Phone), of(Field::Email)];
    shared.sort_by(|a, b| b.total_cmp(a));
    for (rank, worth) in shared.into_iter().enumerate() {
        weight += if worth > 0.0 { worth * SHARED.get(rank).copied().unwrap_or(0.25) } else { worth };
    }
    // Maria and Marta of one home are sisters as likely as one who was misheard.
    if levels.get(Field::Given) == level::SOUNDS
        && share_home(levels)
        && !is_equal_id(levels)
        && levels.get(Field::Birth) != level::EQUAL
    {
        weight += model.relative;
    }
    if is_relative(levels) {
        weight += model.relative;
        // Whatever they share is no news where households are seen, be it the day of birth of twins.
        if share_home(levels) {
            weight += HOME * (model.relative + 3.0);
        }
    }
    weight
}

/// Whoever is in the same street is in the same town: what lies in the other counts by a third.
fn place(levels: &Levels, street: f64, number: f64, locality: f64) -> f64 {
    if levels.get(Field::Street) == level::EQUAL && street > 0.0 && locality > 0.0 {
        return street.max(locality) + number + street.min(locality) / 3.0;
    }
    // A number alone says nothing.
    let number = if levels.get(Field::Street) > 2 { number.min(0.0) } else { number };
    street + number + locality
}

/// Whether a national id says that it is one person: equal, or with a slip or two in it. Relatives do not share one.
fn is_equal_id(levels: &Levels) -> bool {
    (1..=3).contains(&levels.get(Field::NationalId))
}

/// Whether two records share a home and are two people for certain: both names of a household, or several.
pub(crate) fn are_household(levels: &Levels) -> bool {
    share_home(levels)
        && levels.get(Field::Given) == level::DIFFERENT
        && matches!(levels.get(Field::Birth), 0 | 4 | 5)
        && !is_equal_id(levels)
}

/// Whether two records share a home.
pub(crate) fn share_home(levels: &Levels) -> bool {
    let house = match levels.get(Field::Number) {
        level::MISSING => levels.get(Field::Locality) == level::EQUAL,
        number => number == level::EQUAL,
    };
    levels.get(Field::Street) == level::EQUAL && house || levels.get(Field::Phone) == level::EQUAL
}

/// Whether it looks like a relative: somebody of the family, and not the same.
fn is_relative(levels: &Levels) -> bool {
    let same_family = matches!(levels.get(Field::Family), level::EQUAL | level::FORM | level::CLOSE);
    let other_given = levels.get(Field::Given) == level::DIFFERENT;
    let other_birth = levels.get(Field::Birth) >= 5;
    !is_equal_id(levels) && same_family && (other_given || other_birth)
}

/// How sure log odds are, beside what speaks against it.
pub fn tier(_model: &Model, levels: &Levels, weight: f64) -> Option<Tier> {
    if weight < 0.0 {
        return None;
    }
    let given = levels.get(Field::Given);
    let birth = levels.get(Field::Birth);
    let id = levels.get(Field::NationalId);
    let is_contradicted = given == level::DIFFERENT && !is_equal_id(levels)
        || birth >= 4 && id != 1
        || id == 4 && birth != 1
        || levels.get(Field::Family) == level::DIFFERENT && birth != 1 && id != 1;
    // Father and son have one name and one home: without a day of birth or an id of their own nobody is certain.
    let is_known = id == 1 || id == 2 || (birth == 1 || birth == 2) || levels.get(Field::Email) == 1;
    if weight >= CERTAIN && !is_contradicted && is_known { Some(Tier::Certain) } else { Some(Tier::Likely) }
}
