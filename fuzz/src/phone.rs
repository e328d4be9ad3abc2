//! What holds for everything that is taken for a telephone number. `tests/properties.rs` of the crate promises it.

use telephone::{Country, Telephone, country_of, display_e164, is_withheld, parse};

/// Of different calling codes, trunk prefixes and lengths.
pub const COUNTRIES: [&str; 16] =
    ["SE", "DE", "PL", "GB", "US", "IT", "AR", "MX", "FI", "NO", "RU", "HU", "BR", "AU", "AT", "GL"];

/// One of them, by any number.
pub fn country(number: u8) -> Country {
    COUNTRIES[usize::from(number) % COUNTRIES.len()].parse().expect("a country")
}

pub fn check(text: &str, home: Country) {
    is_withheld(text);
    display_e164(text, home);
    country_of(text);
    let wild = Telephone { e164: text.to_owned(), extension: Some(text.to_owned()) };
    let _ = (wild.country(), wild.kind(), wild.display(home), wild.international(), wild.uri());
    let Ok(telephone) = parse(text, home) else { return };
    let e164 = &telephone.e164;
    let digits = e164.strip_prefix('+').unwrap_or(e164);
    let lengths = if e164.starts_with('+') { 4..=15 } else { 3..=6 };
    assert!(digits.bytes().all(|byte| byte.is_ascii_digit()) && lengths.contains(&digits.len()), "{e164}");
    let line = Telephone { e164: e164.clone(), extension: None };
    assert_eq!(parse(e164, home), Ok(line.clone()), "no fixed point");
    assert_eq!(parse(&telephone.uri(), home), Ok(telephone.clone()), "{}", telephone.uri());
    assert_eq!(parse(&telephone.display(home), home), Ok(line.clone()), "{}", telephone.display(home));
    assert_eq!(parse(&telephone.international(), home), Ok(line.clone()));
    assert_eq!(display_e164(e164, home), telephone.display(home));
    // Some systems send zeros, or "anonymous" on the keypad, in the place of a hidden number.
    let stands_for_none = digits.bytes().all(|byte| byte == b'0') || digits == "266696687";
    assert!(stands_for_none || !is_withheld(e164), "{e164}");
    if e164.starts_with('+') {
        let elsewhere = country(home.as_str().as_bytes()[0]);
        assert_eq!(parse(e164, elsewhere), Ok(line.clone()), "another number in {elsewhere}");
        assert_eq!(parse(&telephone.display(elsewhere), elsewhere), Ok(line));
    }
}
