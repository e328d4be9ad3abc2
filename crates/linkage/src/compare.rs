//! On which level each member of two records agrees.

use crate::Kind;
use crate::date::Near;
use crate::features::{Features, Place, Word};
use crate::similar::{edits, jaro_winkler};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(usize)]
pub enum Field {
    Given,
    Family,
    Birth,
    NationalId,
    Phone,
    Email,
    Street,
    Number,
    Locality,
    Company,
}

impl Field {
    pub const ALL: [Field; 10] = [
        Field::Given,
        Field::Family,
        Field::Birth,
        Field::NationalId,
        Field::Phone,
        Field::Email,
        Field::Street,
        Field::Number,
        Field::Locality,
        Field::Company,
    ];
}

/// Levels of agreement, by field: 0 one of them has none, which counts neither way; 1 equal; the last one different.
pub mod level {
    pub const MISSING: u8 = 0;
    pub const EQUAL: u8 = 1;
    // Names.
    pub const FORM: u8 = 2; // a nickname, or one of two names
    pub const CLOSE: u8 = 3;
    pub const INITIAL: u8 = 4;
    pub const SOUNDS: u8 = 5;
    pub const DIFFERENT: u8 = 6;
}

/// How two records agree.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Levels {
    pub of: [u8; 10],
    /// Given and family name stand in each other's place.
    pub swapped: bool,
    /// Whose frequency an equal value has: hashes of what agreed, by field.
    pub(crate) values: [u64; 10],
}

impl Levels {
    pub fn get(&self, field: Field) -> u8 {
        self.of[field as usize]
    }

    pub(crate) fn set(&mut self, field: Field, level: u8) {
        self.of[field as usize] = level;
    }
}

pub fn levels(a: &Features, b: &Features) -> Levels {
    let mut levels = Levels::default();
    names(a, b, &mut levels);
    if let (Some(one), Some(other)) = (&a.birth, &b.birth) {
        levels.set(
            Field::Birth,
            match one.near(other) {
                Near::Equal => 1,
                Near::Slip => 2,
                Near::TwoParts => 3,
                Near::Year => 4,
                Near::Apart => 5,
            },
        );
        if one == other {
            levels.values[Field::Birth as usize] = one.hash();
        }
    }
    levels.set(Field::NationalId, ids(a, b));
    let (phone, value) = phones(a, b);
    levels.set(Field::Phone, phone);
    levels.values[Field::Phone as usize] = value;
    let (email, value) = emails(a, b);
    levels.set(Field::Email, email);
    levels.values[Field::Email as usize] = value;
    places(a, b, &mut levels);
    if !a.company.is_empty() && !b.company.is_empty() {
        levels.set(Field::Company, if a.company == b.company { 1 } else { 2 });
        if a.company == b.company {
            levels.values[Field::Company as usize] = crate::fold::hash(&[&a.company]);
        }
    }
    levels
}

fn names(a: &Features, b: &Features, levels: &mut Levels) {
    if a.kind != b.kind {
        levels.set(Field::Family, level::DIFFERENT);
        return;
    }
    let straight = (words(&a.given, &b.given, true), words(&a.family, &b.family, false));
    let worth = |one: &(u8, u64)| match one.0 {
        level::MISSING => 0,
        level::EQUAL => 6,
        level::FORM | level::CLOSE => 4,
        level::SOUNDS => 2,
        level::INITIAL => 1,
        _ => -4_i32,
    };
    let mut best = straight;
    if a.kind == Kind::Person && worth(&straight.0) + worth(&straight.1) < 4 {
        let turned = (words(&a.given, &b.family, false), words(&a.family, &b.given, false));
        if worth(&turned.0) + worth(&turned.1) > worth(&straight.0) + worth(&straight.1) + 3 {
            best = turned;
            levels.swapped = true;
        }
    }
    levels.set(Field::Given, best.0.0);
    levels.values[Field::Given as usize] = best.0.1;
    levels.set(Field::Family, best.1.0);
    levels.values[Field::Family as usize] = best.1.1;
}

/// The level of two names of several words, and the hash of what is equal.
fn words(a: &[Word], b: &[Word], are_given: bool) -> (u8, u64) {
    if a.is_empty() || b.is_empty() {
        return (level::MISSING, 0);
    }
    if a.len() == b.len() && a.iter().zip(b).all(|(one, other)| one.hash == other.hash) {
        return (level::EQUAL, a.iter().fold(0, |hash, word| hash ^ word.hash));
    }
    // Written together or apart: "annamaria", "anna maria".
    if a.len() != b.len() {
        let whole = |words: &[Word]| words.iter().map(|word| &*word.text).collect::<String>();
        if whole(a) == whole(b) {
            return (level::EQUAL, a[0].hash);
        }
    }
    let (mut best, mut value) = (level::DIFFERENT, 0);
    for one in a {
        for other in b {
            let is = word(one, other, are_given);
            if rank(is) < rank(best) {
                (best, value) = (is, one.hash);
            }
        }
    }
    // One of several names is equal: a middle name that is left out, a name before and after a marriage.
    if best == level::EQUAL && (a.len() > 1 || b.len() > 1) {
        best = level::FORM;
    }
    (best, value)
}

fn rank(level: u8) -> u8 {
    match level {
        level::EQUAL => 0,
        level::FORM => 1,
        level::CLOSE => 2,
        level::SOUNDS => 3,
        level::INITIAL => 4,
        _ => 5,
    }
}

fn word(a: &Word, b: &Word, are_given: bool) -> u8 {
    if a.hash == b.hash {
        return level::EQUAL;
    }
    let (x, y) = (a.text.as_bytes(), b.text.as_bytes());
    if x.len() == 1 || y.len() == 1 {
        return if x[0] == y[0] { level::INITIAL } else { level::DIFFERENT };
    }
    if are_given {
        if !a.lines.is_empty() && b.lines.iter().any(|line| a.lines.contains(line)) {
            return level::FORM;
        }
    }
    let (shorter, longer) = if x.len() < y.len() { (x, y) } else { (y, x) };
    if shorter.len() >= 4 && longer.starts_with(shorter) {
        return level::CLOSE;
    }
    let alike = jaro_winkler(x, y);
    if alike >= 0.92
        || (shorter.len() >= 4 && edits(x, y, 1).is_some())
        || (shorter.len() >= 7 && edits(x, y, 2).is_some())
    {
        return level::CLOSE;
    }
    if alike >= 0.82
        || (a.code == b.code && a.code.len() > 1 && alike >= 0.7)
        || (shorter.len() >= 3 && edits(x, y, 1).is_some())
    {
        return level::SOUNDS;
    }
    level::DIFFERENT
}

fn ids(a: &Features, b: &Features) -> u8 {
    let mut best = level::MISSING;
    for (kind, value) in &a.ids {
        for (other_kind, other) in &b.ids {
            if kind != other_kind && !kind.is_empty() && !other_kind.is_empty() {
                continue;
            }
            let is = match edits(value.as_bytes(), other.as_bytes(), 2) {
                Some(0) => 1,
                Some(1) => 2,
                Some(_) => 3,
                None => 4,
            };
            best = if best == level::MISSING { is } else { best.min(is) };
        }
    }
    best
}

fn phones(a: &Features, b: &Features) -> (u8, u64) {
    if a.phones.is_empty() || b.phones.is_empty() {
        return (level::MISSING, 0);
    }
    for one in &a.phones {
        if b.phones.contains(one) {
            return (1, crate::fold::hash(&[one]));
        }
    }
    let slip = a
        .phones
        .iter()
        .any(|one| b.phones.iter().any(|other| edits(one.as_bytes(), other.as_bytes(), 1).is_some()));
    (if slip { 2 } else { 3 }, 0)
}

fn emails(a: &Features, b: &Features) -> (u8, u64) {
    if a.emails.is_empty() || b.emails.is_empty() {
        return (level::MISSING, 0);
    }
    let (mut best, mut value) = (4, 0);
    for (local, domain) in &a.emails {
        for (other, at) in &b.emails {
            let is = if local == other && domain == at {
                1
            } else if local == other && local.len() > 4 {
                2
            } else if local.len() > 5 && edits(local.as_bytes(), other.as_bytes(), 1).is_some() {
                3
            } else {
                4
            };
            if is < best {
                (best, value) = (is, if is == 1 { crate::fold::hash(&[local, domain]) } else { 0 });
            }
        }
    }
    (best, value)
}

/// The addresses that agree best.
fn places(a: &Features, b: &Features, levels: &mut Levels) {
    let mut best: Option<(i32, [u8; 3], [u64; 3])> = None;
    for one in &a.places {
        for other in &b.places {
            let (is, values) = place(one, other);
            let worth = |level: u8, last: u8| if level == 0 { 0 } else { i32::from(last) - i32::from(level) };
            let worth = 3 * worth(is[0], 3) + worth(is[1], 3) + worth(is[2], 5);
            if best.as_ref().is_none_or(|(known, ..)| worth > *known) {
                best = Some((worth, is, values));
            }
        }
    }
    if let Some((_, is, values)) = best {
        for (place, field) in [Field::Street, Field::Number, Field::Locality].into_iter().enumerate() {
            levels.set(field, is[place]);
            levels.values[field as usize] = values[place];
        }
    }
}

fn place(a: &Place, b: &Place) -> ([u8; 3], [u64; 3]) {
    let both = |one: &str, other: &str| !one.is_empty() && !other.is_empty();
    let mut is = [0; 3];
    let hash = |text: &str| crate::fold::hash(&[text]);
    if both(&a.street, &b.street) {
        let (x, y) = (a.street.as_bytes(), b.street.as_bytes());
        let alike = || jaro_winkler(x, y) >= 0.88 || x.starts_with(y) || y.starts_with(x);
        is[0] = if x == y {
            1
        } else if alike() {
            2
        } else {
            3
        };
    }
    if both(&a.number, &b.number) {
        let near = || edits(a.number.as_bytes(), b.number.as_bytes(), 1).is_some();
        is[1] = if a.number == b.number {
            1
        } else if near() {
            2
        } else {
            3
        };
    }
    let postal = both(&a.postal, &b.postal).then(|| edits(a.postal.as_bytes(), b.postal.as_bytes(), 1));
    let city = both(&a.city, &b.city)
        .then(|| if a.city == b.city { 1.0 } else { jaro_winkler(a.city.as_bytes(), b.city.as_bytes()) });
    let city_is = city.is_some_and(|alike| alike >= 0.88);
    is[2] = match (postal, city) {
        (None, None) => 0,
        (Some(Some(0)), _) if city_is => 1,
        (Some(Some(0)), None) => 1,
        (Some(Some(0)), _) => 2,
        _ if city_is => 3,
        (Some(Some(_)), _) => 4,
        _ => 5,
    };
    // The frequency of what is equal alone is asked for.
    let equal = |level: u8, text: &str| if level == level::EQUAL { hash(text) } else { 0 };
    let locality = if a.postal.is_empty() { &a.city } else { &a.postal };
    (is, [equal(is[0], &a.street), equal(is[1], &a.number), equal(is[2], locality)])
}
