//! Numbers as the reader writes them.

use super::{Language, Locale};

impl Locale {
    /// "12,345", "12 345", "12.345". Polish and Swedish keep four digits together.
    pub fn number(&self, number: i64) -> String {
        let separator = match self.language {
            Language::English => ',',
            Language::Swedish | Language::Polish => '\u{a0}',
            Language::German => '.',
        };
        let digits = number.unsigned_abs().to_string();
        let together = self.language == Language::Polish && digits.len() < 5;
        let mut text = if number < 0 { "−".to_owned() } else { String::new() };
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && !together && (digits.len() - index).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// Bytes in the unit that one would say: "12 kB", "1,234 MB".
    pub fn size(&self, bytes: i64) -> String {
        let (number, unit) = match bytes {
            0..1_000 => (bytes, "B"),
            1_000..1_000_000 => (bytes / 1_000, "kB"),
            _ => (bytes / 1_000_000, "MB"),
        };
        format!("{}\u{a0}{unit}", self.number(number))
    }

    /// "2026-11-19" in the reader's time zone: for names of files.
    pub fn day_of(&self, time: crate::clock::Time) -> String {
        time.timestamp().to_zoned(self.zone.clone()).date().to_string()
    }

    /// The moment at which such a day is over for the reader.
    pub fn end_of(&self, day: &str) -> Option<crate::clock::Time> {
        let day: jiff::civil::Date = day.parse().ok()?;
        let end = day.tomorrow().ok()?.to_zoned(self.zone.clone()).ok()?;
        Some(crate::clock::Time::from_micros(end.timestamp().as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart_as_the_reader_does() {
        let locale = |language| Locale {
            language,
            zone: jiff::tz::TimeZone::UTC,
            home: "SE".parse().unwrap(),
            now: crate::clock::Time::from_micros(0),
        };
        assert_eq!(locale(Language::English).number(1_234_567), "1,234,567");
        assert_eq!(locale(Language::Swedish).number(1_234), "1\u{a0}234");
        assert_eq!(locale(Language::Polish).number(1_234), "1234");
        assert_eq!(locale(Language::German).number(-12_345), "−12.345");
        assert_eq!(locale(Language::German).number(999), "999");
        assert_eq!(locale(Language::English).size(10_540_241), "10\u{a0}MB");
    }
}
