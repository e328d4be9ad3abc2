//! On which level each field of two records agrees.

use crate::features::{Features, Field, Part, address_value, email_value, value};
use crate::nicknames;
use crate::record::Kind;
use crate::text::{edits, jaro_winkler};

/// What is weighed on its own; [`Field`] is what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Slot {
    Given,
    Family,
    Birth,
    Id,
    Phone,
    Email,
    Street,
    Number,
    Place,
    Name,
    Employer,
}

pub(crate) const SLOTS: usize = 11;
pub(crate) const LEVELS: usize = 8;

/// Levels of names.
pub(crate) const EQUAL: u8 = 0;
pub(crate) const VARIANT: u8 = 1;
pub(crate) const TYPO: u8 = 2;
pub(crate) const SOUND: u8 = 3;
pub(crate) const INITIAL: u8 = 4;
pub(crate) const PART: u8 = 5;
pub(crate) const RESEMBLES: u8 = 6;
pub(crate) const DIFFERS: u8 = 7;
/// Nothing to compare: counts neither way.
pub(crate) const MISSING: u8 = u8::MAX;

/// Birth dates; `DIFFERS` as above.
pub(crate) const TRANSPOSED: u8 = 1;
pub(crate) const DIGIT: u8 = 2;
pub(crate) const NEAR: u8 = 3;

/// The levels of two records, and the value whose frequency counts where they agree.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    pub level: [u8; SLOTS],
    pub value: [u64; SLOTS],
    pub swapped: bool,
    /// The door both have, if they have one.
    pub door: u64,
}

impl Levels {
    pub fn of(a: &Features, b: &Features) -> Self {
        let mut levels = Self { level: [MISSING; SLOTS], value: [0; SLOTS], swapped: false, door: 0 };
        match a.kind {
            Kind::Person => {
                levels.names(a, b);
                levels.set(Slot::Birth, birth(a.birth, b.birth), value(0, a.birth));
                let (level, value) = words(a, b, Field::Company, Field::Company);
                levels.set(Slot::Employer, level, value);
            }
            Kind::Company => {
                let (level, value) = words(a, b, Field::Name, Field::Name);
                levels.set(Slot::Name, level, value);
            }
        }
        levels.best(Slot::Id, a.of_field(Field::Id), b.of_field(Field::Id), |one, other| {
            (one.code == other.code).then(|| {
                let level = id(a.bytes(one), b.bytes(other));
                (level, value(Field::Id as u8, one.hash))
            })
        });
        levels.best(Slot::Phone, a.of_field(Field::Phone), b.of_field(Field::Phone), |one, other| {
            let level = match () {
                () if one.hash == other.hash => EQUAL,
                () if one.length > 7 && edits(a.bytes(one), b.bytes(other)) == 1 => TYPO,
                () => DIFFERS,
            };
            Some((level, value(Field::Phone as u8, one.hash)))
        });
        levels.best(Slot::Email, a.of_field(Field::Email), b.of_field(Field::Email), |one, other| {
            let level = match () {
                () if one.hash == other.hash && one.code == other.code => EQUAL,
                () if one.hash == other.hash => VARIANT,
                () if one.length > 4 && edits(a.bytes(one), b.bytes(other)) <= 1 => TYPO,
                () if jaro_winkler(a.bytes(one), b.bytes(other)) > 0.92 => RESEMBLES,
                () => DIFFERS,
            };
            let shared = if level == EQUAL { email_value(one) } else { value(Field::Email as u8, one.hash) };
            Some((level, shared))
        });
        levels.addresses(a, b);
        levels
    }

    pub fn at(&self, slot: Slot) -> u8 {
        self.level[slot as usize]
    }

    fn set(&mut self, slot: Slot, level: u8, value: u64) {
        self.level[slot as usize] = level;
        self.value[slot as usize] = value;
    }

    fn best(&mut self, slot: Slot, a: &[Part], b: &[Part], of: impl Fn(&Part, &Part) -> Option<(u8, u64)>) {
        for one in a {
            for other in b {
                if let Some((level, value)) = of(one, other)
                    && level < self.at(slot)
                {
                    self.set(slot, level, value);
                }
            }
        }
    }

    /// Given with given and family with family, or the other way round where that fits far better.
    fn names(&mut self, a: &Features, b: &Features) {
        let given = words(a, b, Field::Given, Field::Given);
        let family = words(a, b, Field::Family, Field::Family);
        self.set(Slot::Given, given.0, given.1);
        self.set(Slot::Family, family.0, family.1);
        if given.0.min(family.0) < INITIAL {
            return;
        }
        let one = words(a, b, Field::Given, Field::Family);
        let other = words(a, b, Field::Family, Field::Given);
        let fits = |level: u8| level <= SOUND;
        if fits(one.0) && (fits(other.0) || other.0 == MISSING) || fits(other.0) && one.0 == MISSING {
            self.swapped = true;
            self.set(Slot::Given, one.0, one.1);
            self.set(Slot::Family, other.0, other.1);
        }
    }

    /// The two addresses that are most alike.
    fn addresses(&mut self, a: &Features, b: &Features) {
        let mut least = u32::MAX;
        for one in a.addresses() {
            for other in b.addresses() {
                let of = |parts: &'_ [Part], field| {
                    parts.iter().find(|part| part.field == field && part.length > 0).copied()
                };
                let both = |field| of(one, field).zip(of(other, field));
                let street =
                    both(Field::Street).map_or(MISSING, |(one, other)| street(a.word(&one), b.word(&other)));
                let number = match both(Field::Number) {
                    Some((one, other)) if street <= PART => number(a.word(&one), b.word(&other)),
                    _ => MISSING,
                };
                let (place, shared) = place(a, b, one, other);
                let rank = u32::from(street) * 3 + u32::from(place) * 2 + u32::from(number.min(8));
                if rank < least {
                    least = rank;
                    let hash = |field| of(one, field).map_or(0, |part: Part| value(field as u8, part.hash));
                    self.set(Slot::Street, street, hash(Field::Street));
                    self.set(Slot::Number, number, hash(Field::Number));
                    self.set(Slot::Place, place, shared);
                    let door = address_value(one);
                    self.door = door.filter(|_| door == address_value(other)).unwrap_or(0);
                }
            }
        }
    }
}

/// Two words of a name.
fn word(a: &str, b: &str, same_code: bool) -> u8 {
    let (one, other) = (a.as_bytes(), b.as_bytes());
    if one == other {
        return EQUAL;
    }
    if one.len() == 1 || other.len() == 1 {
        return if one[0] == other[0] { INITIAL } else { DIFFERS };
    }
    if nicknames::same(a, b) {
        return VARIANT;
    }
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    if short >= 3 && long - short <= 2 {
        let edits = edits(one, other);
        if edits == 1 || edits == 2 && short >= 5 {
            return TYPO;
        }
    }
    if same_code && short >= 3 {
        return SOUND;
    }
    let alike = jaro_winkler(one, other);
    if alike > 0.92 && short >= 4 {
        TYPO
    } else if alike > 0.82 {
        RESEMBLES
    } else {
        DIFFERS
    }
}

/// All words of one field of a record against all of a field of the other; and the value they share.
fn words(a: &Features, b: &Features, in_a: Field, in_b: Field) -> (u8, u64) {
    let (ones, others) = (a.of_field(in_a), b.of_field(in_b));
    if ones.is_empty() || others.is_empty() {
        return (MISSING, 0);
    }
    let shared = |part: &Part| value(in_a as u8, part.hash);
    let of = |one: &Part, other: &Part| {
        if one.hash == other.hash { EQUAL } else { word(a.word(one), b.word(other), one.code == other.code) }
    };
    if let ([one], [other]) = (ones, others) {
        return (of(one, other), shared(one));
    }
    let (fewer, more) = (ones.len().min(others.len()), ones.len().max(others.len()));
    let together = |features: &Features, parts: &[Part]| {
        parts.iter().map(|part| features.word(part)).collect::<String>()
    };
    // Each word of the shorter name with the best of the longer one.
    let (mut worst, mut best, mut rare, mut equal) = (0, MISSING, 0, 0);
    let mut used = 0u32;
    for one in ones {
        let found = others
            .iter()
            .enumerate()
            .filter(|(at, _)| used >> at & 1 == 0)
            .map(|(at, other)| (of(one, other), at))
            .min();
        let Some((level, at)) = found else { continue };
        if level < DIFFERS {
            used |= 1 << at;
        }
        if level == EQUAL {
            equal += 1;
        }
        // The longest word that agrees stands for the frequency.
        if level < best || level == best && one.length as usize > rare {
            best = level;
            rare = usize::from(one.length);
        }
        worst = worst.max(level);
    }
    let key = ones
        .iter()
        .filter(|one| others.iter().any(|other| other.hash == one.hash))
        .max_by_key(|part| part.length)
        .map_or(0, shared);
    if equal == more {
        return (EQUAL, key);
    }
    let level = word(&together(a, ones), &together(b, others), false);
    if level <= TYPO {
        return (if level == EQUAL { TYPO } else { level }, key);
    }
    match best {
        EQUAL if equal == fewer => (PART, key),
        EQUAL | VARIANT if ones.len() == others.len() && worst <= SOUND => (worst, key),
        EQUAL..=SOUND if fewer == 1 => (PART, key),
        EQUAL..=SOUND => (RESEMBLES, key),
        INITIAL => (INITIAL, key),
        _ => (best.max(RESEMBLES), key),
    }
}

fn birth(a: u32, b: u32) -> u8 {
    if a == 0 || b == 0 {
        return MISSING;
    }
    if a == b {
        return EQUAL;
    }
    let parts = |date: u32| (date / 10_000, date / 100 % 100, date % 100);
    let ((year, month, day), (other_year, other_month, other_day)) = (parts(a), parts(b));
    if year == other_year && month == other_day && day == other_month {
        return TRANSPOSED;
    }
    let digits =
        |date: u32| -> [u8; 8] { std::array::from_fn(|at| (date / 10u32.pow(7 - at as u32) % 10) as u8) };
    let (one, other) = (digits(a), digits(b));
    let differ: Vec<usize> = (0..8).filter(|at| one[*at] != other[*at]).collect();
    match differ[..] {
        [_] => DIGIT,
        [i, j] if one[i] == other[j] && one[j] == other[i] && j - i <= 2 => TRANSPOSED,
        _ => {
            let same =
                u8::from(year == other_year) + u8::from(month == other_month) + u8::from(day == other_day);
            if same == 2 { NEAR } else { DIFFERS }
        }
    }
}

fn id(a: &[u8], b: &[u8]) -> u8 {
    match edits(a, b) {
        0 => EQUAL,
        1 => TYPO,
        2 if a.len() >= 6 => RESEMBLES,
        _ => DIFFERS,
    }
}

fn street(a: &str, b: &str) -> u8 {
    if a == b {
        return EQUAL;
    }
    let joined = |text: &str| text.bytes().filter(|byte| *byte != b' ').collect::<Vec<_>>();
    let (one, other) = (joined(a), joined(b));
    let edits = edits(&one, &other);
    let short = one.len().min(other.len());
    if edits <= 1 || edits == 2 && short >= 6 || edits == 3 && short >= 12 {
        return TYPO;
    }
    // A line that holds more than the other (a house's name, a second line), or words in another order.
    let (mut found, mut all) = (0, 0);
    let (few, many) = if a.split(' ').count() <= b.split(' ').count() { (a, b) } else { (b, a) };
    for word in few.split(' ') {
        all += word.len();
        let alike = many.split(' ').any(|other| {
            other == word
                || word.len() > 3
                    && crate::text::edits(word.as_bytes(), other.as_bytes()) <= 1 + word.len() / 7
        });
        found += if alike { word.len() } else { 0 };
    }
    if found >= 4 && found * 2 >= all || jaro_winkler(&one, &other) > 0.9 { PART } else { DIFFERS }
}

fn number(a: &str, b: &str) -> u8 {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    match () {
        () if a == b => EQUAL,
        () if digits(a) == digits(b) || edits(a.as_bytes(), b.as_bytes()) == 1 => TYPO,
        () => DIFFERS,
    }
}

/// Postal code and city as one, since one follows from the other.
fn place(a: &Features, b: &Features, one: &[Part], other: &[Part]) -> (u8, u64) {
    let both = |field| {
        let of = |parts: &'_ [Part]| parts.iter().find(|part| part.field == field).copied();
        of(one).zip(of(other))
    };
    let postal = both(Field::Postal).map(|(one, other)| edits(a.bytes(&one), b.bytes(&other)));
    let city = both(Field::City)
        .map(|(one, other)| word(a.word(&one), b.word(&other), one.code == other.code) <= TYPO);
    let by = |field| both(field).map_or(0, |(one, _)| value(field as u8, one.hash));
    match (postal, city) {
        (None, None) => (MISSING, 0),
        (Some(0), Some(true)) => (EQUAL, by(Field::Postal)),
        (Some(0), _) => (VARIANT, by(Field::Postal)),
        (Some(1), Some(true)) => (TYPO, by(Field::City)),
        (_, Some(true)) => (SOUND, by(Field::City)),
        (Some(1), _) => (INITIAL, 0),
        _ => (DIFFERS, 0),
    }
}
