//! On which level each field of two records agrees.

use crate::features::{Features, Field, Part, address_value, email_value, value};
use crate::nicknames;
use crate::record::Kind;
use crate::text::{edits, jaro_winkler, may_be_alike, may_be_near};

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
                () if one.length > 7
                    && may_be_near(a.bytes(one), b.bytes(other), 1)
                    && edits(a.bytes(one), b.bytes(other)) == 1 =>
                {
                    TYPO
                }
                () => DIFFERS,
            };
            Some((level, value(Field::Phone as u8, one.hash)))
        });
        levels.best(Slot::Email, a.of_field(Field::Email), b.of_field(Field::Email), |one, other| {
            let level = match () {
                () if one.hash == other.hash && one.code == other.code => EQUAL,
                () if one.hash == other.hash => VARIANT,
                () if one.length > 4
                    && may_be_near(a.bytes(one), b.bytes(other), 1)
                    && edits(a.bytes(one), b.bytes(other)) <= 1 =>
                {
                    TYPO
                }
                () if may_be_alike(a.bytes(one), b.bytes(other), 0.92)
                    && jaro_winkler(a.bytes(one), b.bytes(other)) > 0.92 =>
                {
                    RESEMBLES
                }
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

/// Two words of a name; `nicknamed`: they stand for one another.
fn word(one: &[u8], other: &[u8], same_code: bool, nicknamed: impl Fn() -> bool) -> u8 {
    if one == other {
        return EQUAL;
    }
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    if short <= 1 {
        return if short == 1 && one[0] == other[0] { INITIAL } else { DIFFERS };
    }
    if nicknamed() {
        return VARIANT;
    }
    if short >= 3 && long - short <= 2 {
        let most = if short >= 5 { 2 } else { 1 };
        if may_be_near(one, other, most) && edits(one, other) <= most as usize {
            return TYPO;
        }
    }
    if same_code && short >= 3 {
        return SOUND;
    }
    if !may_be_alike(one, other, 0.82) {
        return DIFFERS;
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

/// Words written together, without allocating.
struct Joined {
    bytes: [u8; 64],
    length: usize,
}

impl Joined {
    fn of<'a>(words: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut joined = Self { bytes: [0; 64], length: 0 };
        for byte in words.flatten().take(64) {
            joined.bytes[joined.length] = *byte;
            joined.length += 1;
        }
        joined
    }

    fn get(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// All words of one field of a record against all of a field of the other; and the value they share.
fn words(a: &Features, b: &Features, in_a: Field, in_b: Field) -> (u8, u64) {
    let (ones, others) = (a.of_field(in_a), b.of_field(in_b));
    if ones.is_empty() || others.is_empty() {
        return (MISSING, 0);
    }
    let shared = |part: &Part| value(in_a as u8, part.hash);
    let given = in_a == Field::Given || in_b == Field::Given;
    let of = |one: &Part, other: &Part| {
        if one.hash == other.hash {
            return EQUAL;
        }
        let nicknamed = || given && nicknames::same(one.hash, other.hash);
        word(a.bytes(one), b.bytes(other), one.code == other.code, nicknamed)
    };
    if let ([one], [other]) = (ones, others) {
        return (of(one, other), shared(one));
    }
    let (fewer, more) = (ones.len().min(others.len()), ones.len().max(others.len()));
    // Each word of the one with the best of the other that is still free.
    let (mut worst, mut best, mut equal, mut used) = (0, MISSING, 0, 0u32);
    let mut key: Option<&Part> = None;
    for one in ones {
        let free = others.iter().enumerate().filter(|(at, _)| used >> at & 1 == 0);
        let Some((level, at)) = free.map(|(at, other)| (of(one, other), at)).min() else { continue };
        if level < DIFFERS {
            used |= 1 << at;
        }
        if level == EQUAL {
            equal += 1;
            // The longest word that agrees stands for the frequency.
            key = key.filter(|key| key.length >= one.length).or(Some(one));
        }
        best = best.min(level);
        worst = worst.max(level);
    }
    let key = key.map_or(0, shared);
    if equal == more {
        return (EQUAL, key);
    }
    let one = Joined::of(ones.iter().map(|part| a.bytes(part)));
    let other = Joined::of(others.iter().map(|part| b.bytes(part)));
    if one.get() == other.get()
        || may_be_near(one.get(), other.get(), 2) && word(one.get(), other.get(), false, || false) == TYPO
    {
        return (TYPO, key);
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
    let mut differ = (0..8).filter(|at| one[*at] != other[*at]);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(_), None, _) => DIGIT,
        (Some(i), Some(j), None) if one[i] == other[j] && one[j] == other[i] && j - i <= 2 => TRANSPOSED,
        _ => {
            let same =
                u8::from(year == other_year) + u8::from(month == other_month) + u8::from(day == other_day);
            if same == 2 { NEAR } else { DIFFERS }
        }
    }
}

fn id(a: &[u8], b: &[u8]) -> u8 {
    if !may_be_near(a, b, 2) {
        return DIFFERS;
    }
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
    let (one, other) =
        (Joined::of(a.split(' ').map(str::as_bytes)), Joined::of(b.split(' ').map(str::as_bytes)));
    let (one, other) = (one.get(), other.get());
    let short = one.len().min(other.len());
    let most = if short >= 12 {
        3
    } else if short >= 6 {
        2
    } else {
        1
    };
    if may_be_near(one, other, most) && edits(one, other) <= most as usize {
        return TYPO;
    }
    // A line that holds more than the other (a house's name, a second line), or words in another order.
    let (mut found, mut all) = (0, 0);
    let spaces = |text: &str| text.bytes().filter(|byte| *byte == b' ').count();
    let (few, many) = if spaces(a) <= spaces(b) { (a, b) } else { (b, a) };
    for word in few.split(' ') {
        all += word.len();
        let alike = many.split(' ').any(|other| {
            other == word
                || word.len() > 3
                    && crate::text::edits(word.as_bytes(), other.as_bytes()) <= 1 + word.len() / 7
        });
        found += if alike { word.len() } else { 0 };
    }
    if found >= 4 && found * 2 >= all || may_be_alike(one, other, 0.9) && jaro_winkler(one, other) > 0.9 {
        PART
    } else {
        DIFFERS
    }
}

fn number(a: &str, b: &str) -> u8 {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match () {
        () if a == b => EQUAL,
        () if a[..digits(a)] == b[..digits(b)] || edits(a.as_bytes(), b.as_bytes()) == 1 => TYPO,
        () => DIFFERS,
    }
}

/// Postal code and city as one, since one follows from the other.
fn place(a: &Features, b: &Features, one: &[Part], other: &[Part]) -> (u8, u64) {
    let both = |field| {
        let of = |parts: &'_ [Part]| parts.iter().find(|part| part.field == field).copied();
        of(one).zip(of(other))
    };
    let postal = both(Field::Postal)
        .map(|(one, other)| if one.hash == other.hash { 0 } else { edits(a.bytes(&one), b.bytes(&other)) });
    let city = both(Field::City).map(|(one, other)| {
        one.hash == other.hash || word(a.bytes(&one), b.bytes(&other), false, || false) <= TYPO
    });
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
