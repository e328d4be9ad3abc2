//! Numbers that ring nowhere: telephone numbers from the ranges that regulators keep free for fiction, and national
//! ids of the right shape whose check digits are wrong.
//!
//! Sweden: PTS, numbers for books and films. Britain: Ofcom, numbers for drama. Germany: Bundesnetzagentur,
//! „Drama-Nummern“. Poland keeps none free; there, subscriber numbers never begin with 0, so 22 000 …, 59 000 …
//! and the like cannot belong to anybody.

use super::dice::Dice;
use super::lands::{GERMANY, POLAND, SWEDEN};

/// Our own lines, by country.
pub const OUR_LINES: [&str; 4] =
    ["+46 8 465 004 22", "+48 22 000 00 22", "+49 30 23125 022", "+44 20 7946 0022"];

/// A range: the number with `#` for its last digits, and how far these go.
struct Range(&'static str, std::ops::RangeInclusive<i64>);

const MOBILE: [&[Range]; 4] = [
    &[Range("+46 70 174 06 ##", 14..=30), Range("+46 70 174 06 ##", 32..=89)],
    &[Range("+48 59 000 ## ##", 1_000..=2_999)],
    &[Range("+49 171 39200 ##", 10..=99), Range("+49 176 040690 ##", 0..=99)],
    &[Range("+44 7700 900###", 0..=979)],
];

const LANDLINE: [&[Range]; 4] = [
    &[
        Range("+46 31 390 06 ##", 0..=99),
        Range("+46 40 628 04 ##", 0..=89),
        Range("+46 980 319 2##", 0..=99),
        Range("+46 8 465 004 ##", 30..=99),
    ],
    &[
        Range("+48 12 000 ## ##", 100..=249),
        Range("+48 22 000 ## ##", 200..=349),
        Range("+48 42 000 ## ##", 300..=449),
        Range("+48 58 000 ## ##", 400..=549),
        Range("+48 71 000 ## ##", 500..=649),
    ],
    &[
        Range("+49 30 23125 ###", 200..=399),
        Range("+49 69 90009 ###", 0..=199),
        Range("+49 89 99998 ###", 0..=199),
        Range("+49 221 4710 ###", 0..=199),
        Range("+49 40 66969 ###", 0..=199),
    ],
    &[
        Range("+44 20 7946 0###", 100..=299),
        Range("+44 161 496 0###", 100..=299),
        Range("+44 113 496 0###", 100..=299),
        Range("+44 29 2018 0###", 100..=299),
    ],
];

/// Nobody on file ever has one of these.
const UNKNOWN: [Range; 4] = [
    Range("+46 40 628 04 ##", 90..=99),
    Range("+48 22 000 ## ##", 9_000..=9_099),
    Range("+49 30 23125 ###", 100..=117),
    Range("+44 7700 900###", 980..=999),
];

fn write(shape: &str, digits: i64) -> String {
    let width = shape.matches('#').count();
    let digits = format!("{digits:0width$}");
    let mut digits = digits.chars();
    shape.chars().map(|c| if c == '#' { digits.next().unwrap_or('0') } else { c }).collect()
}

/// Hands every number out once; there are enough of them for the demo (a test).
pub struct Numbers {
    mobile: [Vec<String>; 4],
    landline: [Vec<String>; 4],
}

impl Numbers {
    pub fn new(dice: &mut Dice) -> Numbers {
        let mut all = |ranges: &[Range]| {
            let mut numbers: Vec<String> = ranges
                .iter()
                .flat_map(|range| range.1.clone().map(|digits| write(range.0, digits)))
                .collect();
            dice.shuffle(&mut numbers);
            numbers
        };
        Numbers { mobile: MOBILE.map(&mut all), landline: LANDLINE.map(&mut all) }
    }

    /// Somebody's own number with its label: a mobile one, or a landline where those have run out.
    pub fn own(&mut self, land: usize) -> (&'static str, Option<String>) {
        match self.mobile[land].pop() {
            Some(mobile) => ("mobile", Some(mobile)),
            None => ("home", self.landline[land].pop()),
        }
    }

    pub fn landline(&mut self, land: usize) -> Option<String> {
        self.landline[land].pop()
    }
}

/// A number that is on nobody's card.
pub fn unknown(dice: &mut Dice, land: usize) -> String {
    let Range(shape, digits) = &UNKNOWN[land];
    write(shape, dice.between(*digits.start(), *digits.end()))
}

/// As people of the country write it, in one of several ways; only at home without the country's prefix.
pub fn spelling(dice: &mut Dice, land: usize, number: &str) -> String {
    match dice.below(4) {
        0 if land == SWEDEN => number.replacen("+46 ", "0", 1).replacen(' ', "-", 1),
        1 if land == GERMANY => number.replacen("+49 ", "+49 (0)", 1),
        2 => number.replacen('+', "00", 1),
        _ => number.to_owned(),
    }
}

/// As networks send it.
pub fn e164(number: &str) -> String {
    number.split(' ').collect()
}

/// Kind and value of a person's number; its check digit is wrong, so that it is nobody's.
pub fn of_person(dice: &mut Dice, land: usize, birth_date: &str, feminine: bool) -> (&'static str, String) {
    let date: String = birth_date.chars().filter(char::is_ascii_digit).collect();
    let (year, rest) = (&date[2..4], &date[4..]);
    match land {
        SWEDEN => {
            let serial = dice.between(10, 99) * 10 + dice.between(0, 4) * 2 + i64::from(!feminine);
            let body = format!("{year}{rest}{serial:03}");
            let check = wrong(luhn(&body));
            ("personnummer", format!("{year}{rest}-{serial:03}{check}"))
        }
        POLAND => {
            // Who was born after 1999 has 20 added to the month.
            let month: i64 = rest[..2].parse().unwrap_or(1);
            let month = if date.starts_with("20") { month + 20 } else { month };
            let serial = dice.between(100, 999) * 10 + dice.between(0, 4) * 2 + i64::from(!feminine);
            let body = format!("{year}{month:02}{}{serial:04}", &rest[2..]);
            let sum = weighted(&body, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
            ("pesel", format!("{body}{}", wrong((10 - sum % 10) % 10)))
        }
        GERMANY => {
            let body = dice.between(1_000_000_000, 9_999_999_999).to_string();
            ("steuer_id", format!("{body}{}", wrong(iso_7064(&body))))
        }
        // The prefix QQ is never given out.
        _ => {
            let letter = ["A", "B", "C", "D"][dice.below(4)];
            (
                "nino",
                format!(
                    "QQ {:02} {:02} {:02} {letter}",
                    dice.between(0, 99),
                    dice.between(0, 99),
                    dice.between(0, 99)
                ),
            )
        }
    }
}

/// Kind and value of a company's number, wrong in the same way.
pub fn of_company(dice: &mut Dice, land: usize) -> (&'static str, String) {
    match land {
        SWEDEN => {
            let body = format!("55{:07}", dice.between(9_000_000, 9_999_999));
            ("organisationsnummer", format!("{}-{}{}", &body[..6], &body[6..], wrong(luhn(&body))))
        }
        POLAND => {
            let body = dice.between(100_000_000, 999_999_999).to_string();
            let sum = weighted(&body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
            ("nip", format!("{body}{}", wrong(sum % 10)))
        }
        GERMANY => {
            let body = dice.between(10_000_000, 99_999_999).to_string();
            ("ust_id", format!("DE{body}{}", wrong(iso_7064(&body))))
        }
        _ => {
            let body = dice.between(1_000_000, 9_999_999).to_string();
            let sum = weighted(&body, &[8, 7, 6, 5, 4, 3, 2]);
            // Two check digits bring the sum to a multiple of 97, in the newer of two ways after adding 55.
            ("vat", format!("GB{body}{:02}", (97 - sum % 97 + 20) % 97))
        }
    }
}

fn wrong(check: u32) -> u32 {
    (check + 5) % 10
}

fn weighted(body: &str, weights: &[u32]) -> u32 {
    body.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum()
}

/// The check digit of personnummer and organisationsnummer.
fn luhn(body: &str) -> u32 {
    let doubled = |(index, c): (usize, char)| {
        let digit = c.to_digit(10).unwrap_or(0) * if index % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    (10 - body.chars().enumerate().map(doubled).sum::<u32>() % 10) % 10
}

/// The check digit of German tax numbers (ISO 7064, MOD 11,10).
fn iso_7064(body: &str) -> u32 {
    let mut product = 10;
    for digit in body.chars().filter_map(|c| c.to_digit(10)) {
        let sum = (digit + product) % 10;
        product = 2 * if sum == 0 { 10 } else { sum } % 11;
    }
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::lands::BRITAIN;

    #[test]
    fn every_number_of_every_range_is_one_and_none_is_in_two_ranges() {
        let mut seen = std::collections::HashSet::new();
        let ranges = MOBILE.iter().chain(&LANDLINE).flat_map(|ranges| ranges.iter()).chain(&UNKNOWN);
        for Range(shape, digits) in ranges {
            for digits in digits.clone() {
                let written = write(shape, digits);
                let phone =
                    telephone::parse(&written, "SE".parse().unwrap()).unwrap_or_else(|_| panic!("{written}"));
                assert_eq!(phone.e164, e164(&written));
                assert!(seen.insert(phone.e164), "{written}");
            }
        }
        for line in OUR_LINES {
            assert!(!seen.contains(&e164(line)), "{line} is ours");
        }
    }

    #[test]
    fn every_spelling_finds_the_number() {
        let mut dice = Dice::new(1);
        for (land, number) in [
            (SWEDEN, "+46 31 390 06 07"),
            (GERMANY, "+49 30 23125 207"),
            (POLAND, "+48 22 000 02 07"),
            (BRITAIN, "+44 7700 900107"),
        ] {
            for _ in 0..20 {
                let written = spelling(&mut dice, land, number);
                assert_eq!(
                    telephone::parse(&written, "SE".parse().unwrap()).unwrap().e164,
                    e164(number),
                    "{written}"
                );
            }
        }
    }

    #[test]
    fn check_digits_are_computed_right_so_that_they_can_be_made_wrong() {
        // Published examples: Skatteverket, Ministerstwo Cyfryzacji, Bundeszentralamt für Steuern.
        assert_eq!(luhn("811218987"), 6);
        assert_eq!((10 - weighted("4405140135", &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10, 9);
        assert_eq!(iso_7064("8609574271"), 9);
        assert_eq!(iso_7064("13669597"), 6);
    }
}
