//! A parsed number: what country and kind it is, and how it is shown.
//!
//! Invariant: everything shown parses back to the same number in the same home country; where a national
//! format would not (`4711` for `+49 4711`), the international one is shown.

use rlibphonenumber::{PhoneNumber, PhoneNumberFormat, PhoneNumberType};

use crate::{Country, library, parse};

/// A telephone number, as stored and compared.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Telephone {
    /// E.164: `+`, calling code, national number, at most 15 digits. Or, for a short code or an internal
    /// extension, its bare digits without a `+` (`112`, `4711`), which match nothing but themselves.
    pub e164: String,
    /// Digits to dial after the answer: `4` of `070-174 06 05 ext. 4`. No part of the identity of a line.
    pub extension: Option<String>,
}

/// What a number is used for, by the numbering plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Can receive a text message.
    Mobile,
    /// A line at a place.
    Fixed,
    /// The plan does not tell the two apart (US, Canada).
    FixedOrMobile,
    /// Free for the caller.
    TollFree,
    /// Dear for the caller.
    Premium,
    /// Paid by both.
    SharedCost,
    /// By the internet, at no place.
    Voip,
    /// Short codes, pagers, company-wide numbers, and ranges that the plan does not list.
    Other,
}

impl Telephone {
    /// The country of the number. `None` for short codes, satellite networks, and numbers under `+1` that
    /// no country of North America lists.
    pub fn country(&self) -> Option<Country> {
        country_of(&self.e164)
    }

    /// What the number is used for.
    pub fn kind(&self) -> Kind {
        kind_of(&self.e164)
    }

    /// For people: national format for the home country, international otherwise, without the extension.
    /// `070-174 06 05` in SE, `+46 70 174 06 05` elsewhere.
    pub fn display(&self, home: Country) -> String {
        match library::split(&self.e164) {
            Some(number) => display(&number, &self.e164, home),
            None => self.e164.clone(),
        }
    }

    /// International format without the extension: `+46 70 174 06 05`. A short code stays as it is.
    pub fn international(&self) -> String {
        match library::split(&self.e164) {
            Some(number) => international(&number, &self.e164),
            None => self.e164.clone(),
        }
    }

    /// RFC 3966 for links and dialling: `tel:+46701740605;ext=4`. A short code has no context of its own
    /// to give: `tel:4711`.
    pub fn uri(&self) -> String {
        match &self.extension {
            Some(extension) => format!("tel:{};ext={extension}", self.e164),
            None => format!("tel:{}", self.e164),
        }
    }
}

/// Shows a stored value like [`Telephone::display`]; a text that is no number is shown as it is.
pub fn display_e164(e164: &str, home: Country) -> String {
    match library::split(e164) {
        Some(number) => display(&number, e164, home),
        None => parse(e164, home).map_or_else(|_| e164.to_owned(), |telephone| telephone.display(home)),
    }
}

/// What a stored number is used for, see [`Telephone::kind`].
pub fn kind_of(e164: &str) -> Kind {
    match library::split(e164).map(|number| library::type_of(&number)) {
        Some(PhoneNumberType::Mobile) => Kind::Mobile,
        Some(PhoneNumberType::FixedLine) => Kind::Fixed,
        Some(PhoneNumberType::FixedLineOrMobile) => Kind::FixedOrMobile,
        Some(PhoneNumberType::TollFree) => Kind::TollFree,
        Some(PhoneNumberType::PremiumRate) => Kind::Premium,
        Some(PhoneNumberType::SharedCost) => Kind::SharedCost,
        Some(PhoneNumberType::VoIP) => Kind::Voip,
        _ => Kind::Other,
    }
}

/// The country of a stored number, see [`Telephone::country`].
pub fn country_of(e164: &str) -> Option<Country> {
    let number = library::split(e164)?;
    // Outside the listed ranges the chief country of a calling code is as good as certain, save in North
    // America, where two dozen share one code.
    let region = library::region_of(&number)
        .or_else(|| (number.country_code != 1).then(|| library::main_region(number.country_code))?)?;
    Country::from_region(region)
}

fn display(number: &PhoneNumber, e164: &str, home: Country) -> String {
    if country_of(e164) == Some(home)
        && let Some(national) = library::format(number, PhoneNumberFormat::National)
        && parse(&national, home).is_ok_and(|telephone| telephone.e164 == e164)
    {
        return national;
    }
    international(number, e164)
}

fn international(number: &PhoneNumber, e164: &str) -> String {
    library::format(number, PhoneNumberFormat::International)
        .filter(|text| {
            text.starts_with('+') && text.bytes().filter(u8::is_ascii_digit).eq(e164.bytes().skip(1))
        })
        .unwrap_or_else(|| e164.to_owned())
}
