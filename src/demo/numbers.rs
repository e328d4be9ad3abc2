//! Numbers that ring nowhere: telephone numbers from the ranges that regulators keep free for fiction, and national
//! ids that pass every check and are nobody's: from ranges for tests, of offices that do not exist, of people who would
//! be very old.
//!
//! Sweden: PTS, numbers for books and films. Britain: Ofcom, numbers for drama. Germany: Bundesnetzagentur,
//! „Drama-Nummern“. Poland keeps none free; there, subscriber numbers never begin with 0, so 22 000 …, 59 000 …
//! and the like cannot belong to anybody.

use super::dice::Dice;
use super::lands::{GERMANY, POLAND, SWEDEN};
use crate::national_ids::{iso_7064, luhn, nip_digit, pesel_digit, weighted};

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

/// Kind and value of a person's number.
pub fn of_person(dice: &mut Dice, land: usize, birth_date: &str, feminine: bool) -> (&'static str, String) {
    let date: String = birth_date.chars().filter(char::is_ascii_digit).collect();
    let (year, rest) = (&date[2..4], &date[4..]);
    match land {
        // Skatteverket keeps 980 to 999 for tests.
        SWEDEN => {
            let serial = 980 + dice.between(0, 1) * 10 + dice.between(0, 4) * 2 + i64::from(!feminine);
            let body = format!("{year}{rest}{serial}");
            ("personnummer", format!("{year}{rest}-{serial}{}", luhn(&digits(&body))))
        }
        // With 80 added to the month they were born a hundred years earlier.
        POLAND => {
            let month: i64 = rest[..2].parse().unwrap_or(1);
            let serial = dice.between(100, 999) * 10 + dice.between(0, 4) * 2 + i64::from(!feminine);
            let body = format!("{year}{:02}{}{serial:04}", month + 80, &rest[2..]);
            ("pesel", format!("{body}{}", pesel_digit(&digits(&body))))
        }
        // A leading 0 is for tests; then eight digits in some order, and the first of them again.
        GERMANY => {
            let mut number = dice.between(1_000_000_000, 9_999_999_999);
            let mut left: Vec<i64> = (1..=9).collect();
            let mut body = "0".to_owned();
            for _ in 0..8 {
                let at = usize::try_from(number).unwrap_or(0) % left.len();
                body.push_str(&left.swap_remove(at).to_string());
                number /= 3;
            }
            body.extend(body.chars().nth(1));
            ("steuer_id", format!("{body}{}", iso_7064(&digits(&body))))
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

/// Kind and value of a company's number.
pub fn of_company(dice: &mut Dice, land: usize) -> (&'static str, String) {
    match land {
        // Numbers are given out in their order, and have come as far as 5595.
        SWEDEN => {
            let body = format!("5599{}", 90_000 + dice.between(9_000_000, 9_999_999) % 100_000 / 10);
            ("organisationsnummer", format!("{}-{}{}", &body[..6], &body[6..], luhn(&digits(&body))))
        }
        // No tax office has the number 000.
        POLAND => {
            let number = dice.between(100_000_000, 999_999_999) % 1_000_000;
            // A number in ten or so has no check digit.
            let bodies = (number..).map(|number| format!("{number:09}"));
            let mut whole = bodies.filter_map(|body| Some(format!("{body}{}", nip_digit(&digits(&body))?)));
            ("nip", whole.next().unwrap_or_default())
        }
        // Those of other countries are not checked, and theirs are wrong.
        GERMANY => {
            let body = dice.between(10_000_000, 99_999_999).to_string();
            ("ust_id", format!("DE{body}{}", (iso_7064(&digits(&body)) + 5) % 10))
        }
        _ => {
            let body = dice.between(1_000_000, 9_999_999).to_string();
            let sum = weighted(&digits(&body), &[8, 7, 6, 5, 4, 3, 2]);
            // Two check digits bring the sum to a multiple of 97, in the newer of two ways after adding 55.
            ("vat", format!("GB{body}{:02}", (97 - sum % 97 + 20) % 97))
        }
    }
}

fn digits(body: &str) -> Vec<u8> {
    body.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::lands::BRITAIN;
    use crate::national_ids::Known;

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
    fn national_ids_are_as_they_should_be() {
        let mut dice = Dice::new(1);
        for round in 0..200 {
            for land in [SWEDEN, POLAND, GERMANY, BRITAIN] {
                let person = of_person(&mut dice, land, "1984-03-12", round % 2 == 0);
                for (kind, value) in [person, of_company(&mut dice, land)] {
                    if let Some(known) = Known::of(kind) {
                        assert_eq!(known.read(&value).as_deref(), Ok(value.as_str()), "{kind} {value}");
                    }
                }
            }
        }
    }
}
