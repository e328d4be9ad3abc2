//! Countries by their ISO 3166-1 alpha-2 code, as far as they have a numbering plan.
//!
//! Invariant: a [`Country`] in hand is upper case and known to the numbering plans, so no later step asks.

use std::fmt;
use std::str::FromStr;

use rlibphonenumber::Region;

use crate::library;

/// An ISO 3166-1 alpha-2 country, upper case ("SE"), that has a numbering plan.
///
/// Also the plans outside ISO's own list that have a code reserved: `AC`, `TA`, `XK`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Country([u8; 2]);

/// The text names no country with a numbering plan.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "{0:?} is not a country with telephone numbers; use its two-letter ISO 3166-1 code, such as SE, DE or GB"
)]
pub struct UnknownCountry(String);

impl Country {
    /// The two letters, upper case.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The country calling code without the plus: 46 for SE, 1 for US and CA alike.
    pub fn calling_code(self) -> Option<u16> {
        library::calling_code(self.region()?)
    }

    /// Every country with a numbering plan, by code. For a prefix picker.
    pub fn all() -> Vec<Country> {
        let mut all: Vec<_> = library::regions().into_iter().filter_map(Self::from_region).collect();
        all.sort_unstable();
        all
    }

    pub(crate) fn region(self) -> Option<Region> {
        Region::from_code(self.as_str()).ok()
    }

    /// `None` for the "region" of satellite networks and other numbers of no country.
    pub(crate) fn from_region(region: Region) -> Option<Self> {
        let letters = region.as_region_str();
        <[u8; 2]>::try_from(letters.as_str().as_bytes()).ok().map(Self)
    }
}

impl FromStr for Country {
    type Err = UnknownCountry;

    /// Two letters in any case, spaces around them ignored.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCountry(text.chars().take(40).collect());
        let region = Region::from_code(text.trim()).map_err(|_| unknown())?;
        library::calling_code(region).and_then(|_| Self::from_region(region)).ok_or_else(unknown)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_in_any_case() {
        let sweden: Country = " se ".parse().expect("SE has a numbering plan");
        assert_eq!((sweden.as_str(), sweden.calling_code()), ("SE", Some(46)));
        assert_eq!(sweden.to_string(), "SE");
        assert!(Country::all().len() > 240 && Country::all().contains(&sweden));
    }

    #[test]
    fn everything_else_is_refused_with_the_remedy() {
        for text in ["", "UK", "ZZ", "001", "SWE", "46", "Å", "s\u{0}", &"S".repeat(100_000)] {
            let error = text.parse::<Country>().expect_err(text).to_string();
            assert!(error.contains("ISO 3166-1") && error.len() < 300, "{error}");
        }
    }
}
