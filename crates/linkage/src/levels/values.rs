//! Dates, numbers and addresses.

use super::names::{Joined, word};
use super::{
    DIFFERS, DIGIT, EQUAL, INITIAL, MISSING, NEAR, PART, RESEMBLES, SOUND, TRANSPOSED, TYPO, VARIANT,
};
use crate::features::{Features, Field, Part};
use crate::frequencies::value;
use crate::text::{edits, jaro_winkler, may_be_alike, may_be_near};

pub(super) fn birth(a: u32, b: u32) -> u8 {
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

pub(super) fn id(a: &[u8], b: &[u8]) -> u8 {
    if !may_be_near(a, b, 2) {
        return DIFFERS;
    }
    match edits(a, b) {
        0 => EQUAL,
        1 => TYPO,
        2 if a.len().min(b.len()) >= 6 => RESEMBLES,
        _ => DIFFERS,
    }
}

pub(super) fn street(a: &str, b: &str) -> u8 {
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
    let (few, many) = if (spaces(a), a) <= (spaces(b), b) { (a, b) } else { (b, a) };
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

pub(super) fn number(a: &str, b: &str) -> u8 {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match () {
        () if a == b => EQUAL,
        () if a[..digits(a)] == b[..digits(b)] || edits(a.as_bytes(), b.as_bytes()) == 1 => TYPO,
        () => DIFFERS,
    }
}

/// Postal code and city as one, since one follows from the other.
pub(super) fn place(a: &Features, b: &Features, one: &[Part], other: &[Part]) -> (u8, u64) {
    let both = |field| {
        let of = |parts: &'_ [Part]| parts.iter().find(|part| part.field == field).copied();
        of(one).zip(of(other))
    };
    let postal = both(Field::Postal)
        .map(|(one, other)| if one.hash == other.hash { 0 } else { edits(a.bytes(&one), b.bytes(&other)) });
    let city = both(Field::City).map(|(one, other)| {
        one.hash == other.hash || word(a.bytes(&one), b.bytes(&other), false, || false) <= TYPO
    });
    let by = |field| both(field).map_or(0, |(one, other)| value(field as u8, one.hash.min(other.hash)));
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
