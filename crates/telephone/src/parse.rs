//! From digits to E.164, or to a short code that stays what it is.
//!
//! Invariant: the result is a fixed point. Whatever text leads to it, parsing the result gives it again
//! (the library alone does not: it reads `+4600701740605` as `+460701740605`, and that as `+46701740605`).

use rlibphonenumber::{PhoneNumber, PhoneNumberFormat, Region};

use crate::library;
use crate::spelling::{self, Spelling, Trailing};
use crate::{Country, ParseError, Telephone};

/// E.164: calling code and national number together.
const MOST_E164_DIGITS: usize = 15;
/// Digits without a calling code, up to which they are a short code or an internal extension.
const LONGEST_SHORT_CODE: usize = 6;
const SHORTEST_SHORT_CODE: usize = 3;

/// Parses any spelling of one number. `home` decides what a national number means.
///
/// Understood: national with or without the trunk prefix, international with `+`, `00`, `011` or the home
/// country's own prefix, `(0)`, `tel:` (RFC 3966 with `;ext=` and `;phone-context=`), `sip:`, `callto:`,
/// `"Name" <sip:…>`, percent encoding, every script's digits, every dash, space and bracket, a label in
/// front, a word behind, an extension (`ext. 4`, `x4`, `#4`, `,,4`, `Durchwahl 4`, `wewn. 4` …), vanity
/// letters (`1-800-FLOWERS`).
///
/// What is kept is E.164 if the *length* fits the country: telephone systems deliver numbers that no
/// metadata lists, and films have ranges of their own. Three to six digits without a calling code are a
/// short code or an internal extension (`112`, `4711`): kept as bare digits, equal to nothing but
/// themselves, unless numbers are that short in the country (Greenland) or the trunk prefix shows that
/// an outside number is meant (Vienna's `01 4000`).
///
/// Callers that hide their number are asked for first, with [`crate::is_withheld`].
pub fn parse(text: &str, home: Country) -> Result<Telephone, ParseError> {
    if is_plain_e164(text) {
        let number = settle(text, home.region())?;
        return Ok(Telephone { e164: library::e164(&number), extension: None });
    }
    let mut spelling = spelling::read(text)?;
    let e164 = resolve(&spelling, home.region())?;
    Ok(Telephone { e164, extension: spelling.extension.take() })
}

/// Prepares the numbering plan of a country (some 20 ms), so that the first call of the day need not.
pub fn warm_up(home: Country) {
    let Some(example) = home.region().and_then(library::example) else { return };
    let written = library::format(&example, PhoneNumberFormat::National).unwrap_or_default();
    if let Ok(telephone) = parse(&written, home) {
        let _ = (telephone.kind(), telephone.display(home));
    }
}

/// `+` and 8 to 15 digits: nothing to read, only to check.
fn is_plain_e164(text: &str) -> bool {
    (9..=MOST_E164_DIGITS + 1).contains(&text.len())
        && text
            .strip_prefix('+')
            .is_some_and(|digits| !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn resolve(spelling: &Spelling, home: Option<Region>) -> Result<String, ParseError> {
    let vanity = || {
        let plus = if spelling.plus { "+" } else { "" };
        let number = settle(&format!("{plus}{}", spelling.vanity.as_deref()?), home).ok()?;
        (library::is_valid(&number) && library::may_be_vanity(&number)).then(|| library::e164(&number))
    };
    // Words behind the digits are a remark if the digits do for a number, else letters of the keypad.
    let enough = match spelling.trailing {
        Trailing::Nothing => return dialled(spelling, home),
        Trailing::Apart => 7,
        Trailing::Attached => 9,
    };
    if spelling.trailing == Trailing::Attached
        && let Some(e164) = vanity()
    {
        return Ok(e164);
    }
    if spelling.digits.len() >= enough
        && let Ok(e164) = dialled(spelling, home)
    {
        return Ok(e164);
    }
    vanity().ok_or(ParseError::NotANumber)
}

/// The digits as somebody in the home country, or in the context given with them, would dial them.
fn dialled(spelling: &Spelling, mut home: Option<Region>) -> Result<String, ParseError> {
    let digits = &spelling.digits;
    let short = digits.len() <= LONGEST_SHORT_CODE;
    if spelling.plus {
        let number = match settle(&format!("+{digits}"), home) {
            // "+0046…", "+070…": no calling code begins with a zero, so somebody added the plus.
            Err(ParseError::UnknownCountry) if digits.starts_with('0') && !short => from_home(digits, home),
            other => other,
        };
        return number.map(|number| library::e164(&number));
    }
    if let Some(context) = &spelling.context {
        if let Ok(number) = settle(&format!("+{context}{digits}"), home)
            && (!short || library::is_valid(&number))
        {
            return Ok(library::e164(&number));
        }
        let there = region_of_context(context).or(home);
        if short {
            let code = short_code(digits, there)?;
            // The short code of one country that is a number in another is told apart from it by nothing.
            let is_same = code.starts_with('+') || short_code(digits, home)? == code;
            return if is_same { Ok(code) } else { Err(ParseError::Invalid) };
        }
        home = there;
    }
    if short {
        return short_code(digits, home);
    }
    from_home(digits, home).map(|number| library::e164(&number))
}

/// As dialled at home, or as copied from another country: 0046… in the US, 01146… in Europe.
fn from_home(digits: &str, home: Option<Region>) -> Result<PhoneNumber, ParseError> {
    let at_home = settle(digits, home);
    let Some(rest) = ["00", "011"].into_iter().find_map(|prefix| digits.strip_prefix(prefix)) else {
        return at_home;
    };
    // Linköping's 011-12 34 56 is a number at home; what is none there, but one abroad, came from abroad.
    // Two zeros that were merely dropped make no number at home.
    let dropped = |number: &PhoneNumber| {
        digits.starts_with("00") && library::national(number) == digits.trim_start_matches('0')
    };
    if at_home.as_ref().is_ok_and(|number| library::is_valid(number) && !dropped(number)) {
        return at_home;
    }
    match (at_home, settle(&format!("+{rest}"), None)) {
        (Ok(_), Ok(abroad)) if library::is_valid(&abroad) => Ok(abroad),
        (Err(_), Ok(abroad)) => Ok(abroad),
        (at_home, _) => at_home,
    }
}

/// A country for `;phone-context=+46`, the digits of which may go on into an area code.
fn region_of_context(context: &str) -> Option<Region> {
    (1..=3).find_map(|length| library::main_region(context.get(..length)?.parse().ok()?))
}

fn short_code(digits: &str, home: Option<Region>) -> Result<String, ParseError> {
    if digits.len() < SHORTEST_SHORT_CODE {
        return Err(ParseError::TooShort);
    }
    if let Ok(number) = settle(digits, home) {
        let national = library::national(&number);
        let usual_length =
            home.and_then(library::example).map_or(0, |example| library::national(&example).len());
        let outside = if national == digits {
            digits.len() == usual_length || (usual_length <= LONGEST_SHORT_CODE && library::is_valid(&number))
        } else {
            digits.starts_with('0') && library::is_valid(&number) // the trunk prefix
        };
        if outside {
            return Ok(library::e164(&number));
        }
    }
    Ok(digits.to_owned())
}

/// Parses until nothing changes any more, then checks what came out.
fn settle(candidate: &str, home: Option<Region>) -> Result<PhoneNumber, ParseError> {
    const ROUNDS: usize = 4;
    let mut number = plain_national(library::parse(candidate, home)?);
    let mut settled = false;
    for _ in 0..ROUNDS {
        let e164 = library::e164(&number);
        if e164.len() > MOST_E164_DIGITS + 1 {
            return Err(ParseError::TooManyDigits);
        }
        if e164 == candidate {
            settled = true;
            break;
        }
        let again = plain_national(library::parse(&e164, None)?);
        if again == number {
            settled = true;
            break;
        }
        number = again;
    }
    library::check_length(&number)?;
    let trunk_zero = number.italian_leading_zero == Some(true)
        && !library::is_valid(&number)
        && !library::keeps_leading_zero(number.country_code);
    if !settled || trunk_zero || number.national_number == 0 {
        return Err(ParseError::Invalid);
    }
    Ok(number)
}

/// The number without prefixes that the metadata has forgotten.
fn plain_national(number: PhoneNumber) -> PhoneNumber {
    without_leading_zeros(without_mobile_prefix(number))
}

/// Mexico dialled its mobiles as `+52 1 …` from abroad and `044 …`, `045 …` at home until 2019; messengers
/// and telephone systems still write so.
fn without_mobile_prefix(number: PhoneNumber) -> PhoneNumber {
    const MEXICO: i32 = 52;
    const LENGTH: usize = 10;
    if number.country_code != MEXICO {
        return number;
    }
    let national = library::national(&number);
    ["1", "044", "045"]
        .into_iter()
        .find_map(|prefix| national.strip_prefix(prefix).filter(|rest| rest.len() == LENGTH))
        .and_then(|rest| library::from_parts(MEXICO, rest))
        .unwrap_or(number)
}

/// Drops a trunk zero where the metadata knows of none: `+48 (0)22 …`, and `022 …` in Poland, from when
/// there was one. Italy and a few others dial the zero from abroad too: there it stays, unless only without
/// it the number makes sense.
fn without_leading_zeros(number: PhoneNumber) -> PhoneNumber {
    if number.italian_leading_zero != Some(true) || library::is_valid(&number) {
        return number;
    }
    let national = library::national(&number);
    let stripped = library::from_parts(number.country_code, national.trim_start_matches('0'))
        .filter(|stripped| library::check_length(stripped).is_ok());
    match stripped {
        Some(stripped)
            if library::is_valid(&stripped)
                || library::check_length(&number).is_err()
                || !library::keeps_leading_zero(number.country_code) =>
        {
            stripped
        }
        _ => number,
    }
}
