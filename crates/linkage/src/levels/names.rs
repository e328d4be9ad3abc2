//! Words of names against words of names.

use super::{DIFFERS, EQUAL, INITIAL, MISSING, PART, RESEMBLES, SOUND, TYPO, VARIANT};
use crate::features::{Features, Field, Part};
use crate::frequencies::{initial_value, value};
use crate::nicknames;
use crate::text::{edits, jaro_winkler, may_be_alike, may_be_near};

/// Two words of a name; `nicknamed`: they stand for one another.
pub(super) fn word(one: &[u8], other: &[u8], same_code: bool, nicknamed: impl Fn() -> bool) -> u8 {
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
pub(super) struct Joined {
    bytes: [u8; 64],
    length: usize,
}

impl Joined {
    pub fn of<'a>(words: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut joined = Self { bytes: [0; 64], length: 0 };
        for byte in words.flatten().take(64) {
            joined.bytes[joined.length] = *byte;
            joined.length += 1;
        }
        joined
    }

    pub fn get(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// All words of one field of a record against all of a field of the other; and the value they share.
pub(super) fn words(a: &Features, b: &Features, in_a: Field, in_b: Field) -> (u8, u64) {
    let (ones, others) = (a.of_field(in_a), b.of_field(in_b));
    if ones.is_empty() || others.is_empty() {
        return (MISSING, 0);
    }
    // The same whichever record comes first.
    let hash = |part: &Part| part.hash;
    let order =
        ones.len().cmp(&others.len()).then_with(|| ones.iter().map(hash).cmp(others.iter().map(hash)));
    let (a, b, ones, others) = if order.is_le() { (a, b, ones, others) } else { (b, a, others, ones) };
    let shared = |part: &Part| value(in_a as u8, part.hash);
    let given = in_a == Field::Given || in_b == Field::Given;
    let person = given || in_a == Field::Family;
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
    // The worst of words that are no initials.
    let mut written = 0;
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
        written = if level == INITIAL { written } else { written.max(level) };
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
        // Anna M. is a short form of Anna Maria.
        EQUAL..=SOUND if given && worst == INITIAL && ones.len() == others.len() => {
            (written.max(VARIANT), key)
        }
        EQUAL..=SOUND if person && worst == INITIAL => (PART, key),
        EQUAL | VARIANT if ones.len() == others.len() && worst <= SOUND => (worst, key),
        EQUAL..=SOUND if fewer == 1 => (PART, key),
        EQUAL..=SOUND => (RESEMBLES, key),
        INITIAL => (INITIAL, key),
        _ => (best.max(RESEMBLES), key),
    }
}

/// How the initials of one name agree with the other name.
pub(super) struct Initials {
    pub level: u8,
    /// The first letter that agrees.
    pub value: u64,
    /// In how many ways one could have agreed by chance.
    pub ways: u8,
}

impl Initials {
    /// `None` where both names are written out.
    pub fn of(a: &Features, b: &Features, field: Field) -> Option<Self> {
        let (ones, others) = (a.of_field(field), b.of_field(field));
        let short = |parts: &[Part]| parts.iter().all(|part| part.length < 2);
        if ones.is_empty() || others.is_empty() || !short(ones) && !short(others) {
            return None;
        }
        let agree = |one: &Part, other: &Part| {
            let letter = a.bytes(one).first()?;
            (Some(letter) == b.bytes(other).first()).then_some(*letter)
        };
        if ones.iter().zip(others).all(|(one, other)| agree(one, other).is_some()) {
            return Some(Self { level: INITIAL, value: initial_value(field, a.initial(field)), ways: 1 });
        }
        // Jan Adam may be called by his second name.
        let ways = (ones.len() * others.len()) as u8;
        let any = ones.iter().flat_map(|one| others.iter().filter_map(move |other| agree(one, other))).min();
        let level = if any.is_some() { INITIAL } else { DIFFERS };
        Some(Self { level, value: any.map_or(0, |letter| initial_value(field, Some(letter))), ways })
    }
}
