//! A number while it is typed: its digits in the groups that the country writes, as far as they go.
//!
//! Invariant: no digit is invented, changed or moved. Only the dialling prefix `00` becomes `+`, and a `(0)` behind a
//! calling code goes. What cannot be grouped stays as it is.

use rlibphonenumber::{PhoneNumber, PhoneNumberFormat};

use crate::characters::plain;
use crate::{Country, library};

/// Digits of numbers that are looked for, and what they are filled up with.
const LONGEST: usize = 13;
const FILLING: &str = "1740605123456";

/// A number as far as it is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Typed {
    /// What stands in the field.
    pub text: String,
    /// Whose numbers begin so.
    pub country: Option<Country>,
}

/// Groups what is typed. `None`: it is no number, or none that this country writes in groups.
pub fn as_typed(text: &str, home: Country) -> Option<Typed> {
    let mut text = plain(text).into_owned();
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '/' | '(' | ')')) {
        return None;
    }
    let is_abroad = text.starts_with('+') || (text.starts_with("00") && text.len() > 2);
    if is_abroad {
        text = text.replacen("(0)", "", 1);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_prefixed = is_abroad && !text.starts_with('+');
    let digits = if is_prefixed { &digits[2..] } else { digits.as_str() };
    // No calling code begins with 0, and no number at home with 00.
    let is_plain =
        text.rfind('+').is_none_or(|at| at == 0) && !digits.starts_with(if is_abroad { "0" } else { "00" });
    if !is_plain || !(1..=15).contains(&digits.len()) {
        return None;
    }
    if is_abroad { international(digits) } else { national(digits, home) }
}

fn international(digits: &str) -> Option<Typed> {
    let region = (1..=3).find_map(|length| library::main_region(digits.get(..length)?.parse().ok()?))?;
    let number = |whole: &str| library::parse(&format!("+{whole}"), None).ok();
    let (text, number) = grouped(digits, PhoneNumberFormat::International, number)?;
    let country = Country::from_region(library::region_of(&number).unwrap_or(region));
    Some(Typed { text, country })
}

fn national(digits: &str, home: Country) -> Option<Typed> {
    let number = |whole: &str| library::parse(whole, home.region()).ok();
    let (text, _) = grouped(digits, PhoneNumberFormat::National, number)?;
    Some(Typed { text, country: Some(home) })
}

/// What was typed is filled up to a whole number, shown, and cut where it ended: the shortest one that the country hands
/// out, else the shortest that is shown in groups.
fn grouped(
    digits: &str,
    format: PhoneNumberFormat,
    number: impl Fn(&str) -> Option<PhoneNumber>,
) -> Option<(String, PhoneNumber)> {
    let whole = (digits.len()..=LONGEST.max(digits.len())).filter_map(|length| {
        let number = number(&format!("{digits}{}", &FILLING[..length - digits.len()]))?;
        let text = begin(&library::format(&number, format)?, digits)?;
        Some((text, number))
    });
    let mut shown: Vec<_> = whole.collect();
    let best = shown.iter().position(|(_, number)| library::is_valid(number));
    let best = best.or_else(|| shown.iter().position(|(text, _)| text.contains([' ', '-', '/', ')'])));
    let best = best.or(if shown.is_empty() { None } else { Some(0) })?;
    Some(shown.swap_remove(best))
}

/// The beginning of a number that holds just these digits.
fn begin(text: &str, digits: &str) -> Option<String> {
    let mut left = digits.len();
    let end = text.char_indices().find_map(|(at, c)| {
        left -= usize::from(c.is_ascii_digit());
        (left == 0).then_some(at + c.len_utf8())
    })?;
    let part = &text[..end];
    part.chars().filter(char::is_ascii_digit).eq(digits.chars()).then(|| part.to_owned())
}
