//! Days of birth, and how near two of them are.

/// A day as it is compared: its eight digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day([u8; 8]);

/// How two days agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    Equal,
    /// One slip: a digit, two neighbours exchanged, or day and month exchanged.
    Slip,
    /// Two of year, month and day.
    TwoParts,
    /// The same year, or within a year of each other: nothing certain, and no contradiction.
    Year,
    Apart,
}

impl Day {
    /// Reads `YYYY-MM-DD` and `YYYYMMDD`; anything else is no day.
    pub fn read(text: &str) -> Option<Day> {
        let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
        let digits: [u8; 8] = digits.try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Day(digits))
    }

    /// By which its frequency is looked up.
    pub fn hash(&self) -> u64 {
        std::str::from_utf8(&self.0).map_or(0, |text| crate::fold::hash(&[text]))
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|byte| char::from(*byte)).collect()
    }

    fn parts(&self) -> (&[u8], &[u8], &[u8]) {
        (&self.0[..4], &self.0[4..6], &self.0[6..])
    }

    fn year(&self) -> i32 {
        self.0[..4].iter().fold(0, |year, digit| year * 10 + i32::from(digit - b'0'))
    }

    pub fn near(&self, other: &Day) -> Near {
        if self == other {
            return Near::Equal;
        }
        let ((y1, m1, d1), (y2, m2, d2)) = (self.parts(), other.parts());
        let differ: Vec<usize> = (0..8).filter(|place| self.0[*place] != other.0[*place]).collect();
        let turned = |a: usize, b: usize| self.0[a] == other.0[b] && self.0[b] == other.0[a];
        let slip = match differ.as_slice() {
            [_] => true,
            [a, b] => b - a == 1 && turned(*a, *b),
            _ => false,
        };
        if slip || (y1 == y2 && m1 == d2 && d1 == m2) {
            return Near::Slip;
        }
        let parts = usize::from(y1 == y2) + usize::from(m1 == m2) + usize::from(d1 == d2);
        match parts {
            2.. => Near::TwoParts,
            _ if (self.year() - other.year()).abs() <= 1 => Near::Year,
            _ => Near::Apart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_near_in_the_ways_in_which_they_are_mistyped() {
        let near = |a: &str, b: &str| Day::read(a).unwrap().near(&Day::read(b).unwrap());
        assert_eq!(near("1980-02-29", "19800229"), Near::Equal);
        for other in ["1980-03-29", "1980-02-28", "1908-02-29", "1980-02-92"] {
            assert_eq!(near("1980-02-29", other), Near::Slip, "{other}");
        }
        assert_eq!(near("1980-02-11", "1980-11-02"), Near::Slip);
        assert_eq!(near("1980-02-29", "1980-02-15"), Near::TwoParts);
        assert_eq!(near("1980-02-29", "1981-07-13"), Near::Year);
        assert_eq!(near("1980-02-29", "1947-07-13"), Near::Apart);
        assert!(Day::read("29.2.80").is_none());
    }
}
