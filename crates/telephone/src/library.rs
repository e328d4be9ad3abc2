//! The only door to `rlibphonenumber`.
//!
//! Invariant: the library sees nothing but an optional `+` and ASCII digits, never a text as it was written
//! (it panics on `;phone-context=l;tel:`), and should it panic all the same the answer is "no such number".

use std::panic::{AssertUnwindSafe, catch_unwind};

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError as LibraryError, PhoneNumber, PhoneNumberFormat,
    PhoneNumberType, Region, ValidationError,
};

use crate::ParseError;

/// The last net under every call of the library.
fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok()
}

pub(crate) fn regions() -> Vec<Region> {
    guarded(|| PHONE_NUMBER_UTIL.get_supported_regions().collect()).unwrap_or_default()
}

pub(crate) fn calling_code(region: Region) -> Option<u16> {
    guarded(|| PHONE_NUMBER_UTIL.get_country_code_for_region(region))?
        .and_then(|code| u16::try_from(code).ok())
}

/// The country that a calling code chiefly belongs to, `World` for networks of no country.
pub(crate) fn main_region(calling_code: i32) -> Option<Region> {
    guarded(|| PHONE_NUMBER_UTIL.get_region_for_country_code(calling_code))?
}

/// Reads digits, with a `+` in front or not.
pub(crate) fn parse(digits: &str, home: Option<Region>) -> Result<PhoneNumber, ParseError> {
    let bare = digits.strip_prefix('+').unwrap_or(digits);
    debug_assert!(bare.bytes().all(|b| b.is_ascii_digit()));
    if bare.len() < 3 {
        return Err(ParseError::TooShort); // the library's word for it is "not a number"
    }
    match guarded(|| PHONE_NUMBER_UTIL.parse(digits, home)) {
        Some(Ok(number)) => Ok(number),
        Some(Err(LibraryError::InvalidCountryCode)) => Err(ParseError::UnknownCountry),
        Some(Err(LibraryError::TooShortAfterIdd | LibraryError::TooShortNsn)) => Err(ParseError::TooShort),
        Some(Err(LibraryError::TooLongNsn)) => Err(ParseError::TooManyDigits),
        Some(Err(_)) | None => Err(ParseError::NotANumber),
    }
}

/// Does the length fit the country? A number that can only be dialled within its area does not.
pub(crate) fn check_length(number: &PhoneNumber) -> Result<(), ParseError> {
    match guarded(|| PHONE_NUMBER_UTIL.is_possible_number_with_reason(number)) {
        Some(Ok(NumberLengthType::IsPossible)) => Ok(()),
        // Canada's 310-1234 has no area code.
        Some(Ok(NumberLengthType::IsPossibleLocalOnly)) if is_valid(number) => Ok(()),
        Some(Ok(NumberLengthType::IsPossibleLocalOnly) | Err(ValidationError::TooShort)) => {
            Err(ParseError::TooShort)
        }
        Some(Err(ValidationError::TooLong)) => Err(ParseError::TooManyDigits),
        Some(Err(ValidationError::InvalidCountryCode)) => Err(ParseError::UnknownCountry),
        Some(Err(ValidationError::InvalidLength)) | None => Err(ParseError::Invalid),
    }
}

/// Is it in a range that the country hands out? Costs some milliseconds the first time for a country.
pub(crate) fn is_valid(number: &PhoneNumber) -> bool {
    guarded(|| PHONE_NUMBER_UTIL.is_valid_number(number)).unwrap_or(false)
}

/// Is it in a range that is advertised as a word? "112 hello" would be a line in Linköping otherwise.
pub(crate) fn may_be_vanity(number: &PhoneNumber) -> bool {
    const NORTH_AMERICA: i32 = 1;
    number.country_code == NORTH_AMERICA
        || matches!(
            type_of(number),
            PhoneNumberType::TollFree
                | PhoneNumberType::PremiumRate
                | PhoneNumberType::SharedCost
                | PhoneNumberType::PersonalNumber
                | PhoneNumberType::UAN
        )
}

pub(crate) fn region_of(number: &PhoneNumber) -> Option<Region> {
    guarded(|| PHONE_NUMBER_UTIL.get_region_for_number(number))?
}

pub(crate) fn type_of(number: &PhoneNumber) -> PhoneNumberType {
    guarded(|| PHONE_NUMBER_UTIL.get_number_type(number)).unwrap_or(PhoneNumberType::Unknown)
}

pub(crate) fn format(number: &PhoneNumber, format: PhoneNumberFormat) -> Option<String> {
    guarded(|| PHONE_NUMBER_UTIL.format(number, format).into_owned())
}

/// The library's own example of a number of this region.
pub(crate) fn example(region: Region) -> Option<PhoneNumber> {
    guarded(|| PHONE_NUMBER_UTIL.get_example_number(region))?.ok()
}

/// Do numbers of this calling code keep a zero in front when dialled from abroad, as Italy's do?
pub(crate) fn keeps_leading_zero(calling_code: i32) -> bool {
    const TYPES: [PhoneNumberType; 4] = [
        PhoneNumberType::FixedLine,
        PhoneNumberType::Mobile,
        PhoneNumberType::UAN,
        PhoneNumberType::TollFree,
    ];
    main_region(calling_code).is_some_and(|region| {
        TYPES.into_iter().any(|kind| {
            let example = guarded(|| PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind));
            matches!(example, Some(Ok(number)) if number.italian_leading_zero == Some(true))
        })
    })
}

/// The number as E.164 text. The library's structure keeps zeros in front of the national number apart.
pub(crate) fn e164(number: &PhoneNumber) -> String {
    let zeros = match number.italian_leading_zero {
        Some(true) => usize::try_from(number.number_of_leading_zeros.unwrap_or(1)).unwrap_or(0).min(15),
        _ => 0,
    };
    format!("+{}{}{}", number.country_code, "0".repeat(zeros), number.national_number)
}

/// The national significant number: what follows the calling code in E.164.
pub(crate) fn national(number: &PhoneNumber) -> String {
    let e164 = e164(number);
    e164[1 + number.country_code.to_string().len()..].to_owned()
}

/// Takes an E.164 text apart without parsing. `None` for anything but `+`, a known calling code and digits.
pub(crate) fn split(e164: &str) -> Option<PhoneNumber> {
    let digits = e164.strip_prefix('+')?;
    if digits.len() < 4
        || digits.len() > 17
        || !digits.bytes().all(|b| b.is_ascii_digit())
        || digits.starts_with('0')
    {
        return None;
    }
    (1..=3).find_map(|length| {
        let (code, national) = digits.split_at_checked(length)?;
        let country_code = code.parse().ok()?;
        main_region(country_code)?;
        from_parts(country_code, national)
    })
}

/// A number of a calling code and its national digits.
pub(crate) fn from_parts(country_code: i32, national: &str) -> Option<PhoneNumber> {
    let national_number = national.parse().ok()?;
    // As in the library: a number of zeros only keeps its last one as the number.
    let zeros = national.bytes().take_while(|b| *b == b'0').count().min(national.len().saturating_sub(1));
    Some(PhoneNumber {
        country_code,
        national_number,
        italian_leading_zero: (zeros > 0).then_some(true),
        number_of_leading_zeros: if zeros > 1 { i32::try_from(zeros).ok() } else { None },
        ..PhoneNumber::default()
    })
}
