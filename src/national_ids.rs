//! Numbers that states give to people and companies: read in any spelling, checked by their check digits.
//!
//! Kinds that are not known here are kept as they are written: there are more states than four.

use serde_json::Value;

use crate::words::{Role, words};

words! {
    /// Kinds that are checked.
    Known {
        /// Polish tax number: ten digits. Ministerstwo Finansów, ustawa z 13.10.1995, § NIP.
        Nip = "nip",
        /// Polish person's number: eleven digits, of which six are the birth date. Ustawa o ewidencji ludności, art. 15.
        Pesel = "pesel",
        /// Swedish person's or coordination number: birth date, three digits and the check digit. Skatteverket, SKV 704
        /// and SKV 707.
        Personnummer = "personnummer",
        /// Swedish organisation number. Skatteverket, SKV 709.
        Organisationsnummer = "organisationsnummer",
        /// German tax number of a person: eleven digits. § 139b AO; Bundeszentralamt für Steuern, „Aufbau der IdNr“.
        SteuerId = "steuer_id",
    }
}

/// Why a number cannot be one; the names are those of the translations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has another count of digits, or something that is no digit.
    Shape,
    /// Its check digit does not fit: somewhere in it is a slip.
    CheckDigit,
    /// No day has the date in it.
    Date,
}

impl Fault {
    pub const fn code(self) -> &'static str {
        match self {
            Fault::Shape => "shape",
            Fault::CheckDigit => "check-digit",
            Fault::Date => "date",
        }
    }
}

impl Known {
    /// The kind that is meant by a word: "Steuer-ID", "IdNr" and "steuer_id" are one.
    pub fn of(word: &str) -> Option<Known> {
        let folded: String =
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        Some(match folded.as_str() {
            "nip" | "numernip" => Known::Nip,
            "pesel" | "numerpesel" => Known::Pesel,
            "personnummer" | "personnr" | "pnr" | "samordningsnummer" | "samordningsnr" => {
                Known::Personnummer
            }
            "organisationsnummer" | "organisationsnr" | "orgnummer" | "orgnr" => Known::Organisationsnummer,
            "steuerid"
            | "steueridnr"
            | "idnr"
            | "steueridentifikationsnummer"
            | "steuerlicheidentifikationsnummer" => Known::SteuerId,
            _ => return None,
        })
    }

    /// What it is called where it is given.
    pub const fn label(self) -> &'static str {
        match self {
            Known::Nip => "NIP",
            Known::Pesel => "PESEL",
            Known::Personnummer => "Personnummer",
            Known::Organisationsnummer => "Organisationsnummer",
            Known::SteuerId => "Steuer-ID",
        }
    }

    /// The number in the one spelling that is stored: digits, a Swedish one with the sign before its last four.
    pub fn read(self, text: &str) -> Result<String, Fault> {
        let text = match self {
            Known::Nip => text.trim().strip_prefix("PL").unwrap_or(text.trim()),
            _ => text.trim(),
        };
        let sign = if text.contains('+') { '+' } else { '-' };
        let digits = digits(text).ok_or(Fault::Shape)?;
        let all: String = digits.iter().map(|digit| char::from(b'0' + *digit)).collect();
        let (long, short) = match (self, digits.len()) {
            (Known::Personnummer | Known::Organisationsnummer, 12) => (Some(&digits[..2]), &digits[2..]),
            (Known::Personnummer | Known::Organisationsnummer | Known::Nip, 10)
            | (Known::Pesel | Known::SteuerId, 11) => (None, &digits[..]),
            _ => return Err(Fault::Shape),
        };
        let fits = match self {
            Known::Nip => nip_digit(short) == Some(short[9]),
            Known::Pesel => pesel_digit(short) == short[10],
            Known::Personnummer | Known::Organisationsnummer => luhn(&short[..9]) == short[9],
            Known::SteuerId => steuer_id(short)?,
        };
        if !fits {
            return Err(Fault::CheckDigit);
        }
        match self {
            Known::Pesel => pesel_date(short).ok_or(Fault::Date)?,
            Known::Personnummer => swedish_date(long, short).ok_or(Fault::Date)?,
            // Persons have a month there; an organisation in twelve digits begins with 16.
            Known::Organisationsnummer if short[2] < 2 || long.is_some_and(|two| two != [1, 6]) => {
                return Err(Fault::Shape);
            }
            _ => {}
        }
        Ok(match self {
            Known::Personnummer => {
                // Whose century is told needs no sign for a hundred years.
                let sign = if long.is_some() { '-' } else { sign };
                format!("{}{sign}{}", &all[..all.len() - 4], &all[all.len() - 4..])
            }
            Known::Organisationsnummer => {
                format!("{}-{}", &all[all.len() - 10..all.len() - 4], &all[all.len() - 4..])
            }
            _ => all,
        })
    }

    /// As it is written in its country, from the stored spelling.
    pub fn display(self, value: &str) -> String {
        let parts = |lengths: &[usize], between: &str| {
            let mut rest = value;
            let mut parts = Vec::new();
            for length in lengths {
                let (part, more) = rest.split_at_checked(*length).unwrap_or((rest, ""));
                parts.push(part);
                rest = more;
            }
            parts.join(between)
        };
        match self {
            Known::Nip if value.len() == 10 => parts(&[3, 3, 2, 2], "-"),
            Known::SteuerId if value.len() == 11 => parts(&[2, 3, 3, 3], " "),
            _ => value.to_owned(),
        }
    }
}

/// Whether somebody of this role sees only the end of a number.
pub fn are_masked_for(role: Role) -> bool {
    role < Role::Supervisor
}

/// The last four characters, if there is something before them.
pub fn end_of(value: &str) -> String {
    let length = value.chars().count();
    if length <= 4 { String::new() } else { value.chars().skip(length - 4).collect() }
}

/// The number with all but its end hidden; how long it is stays hidden too.
pub fn masked(value: &str) -> String {
    format!("•••••• {}", end_of(value)).trim_end().to_owned()
}

/// The same for one as it stands in JSON.
pub fn mask(one: &mut Value) {
    if let Some(Value::String(value)) = one.get_mut("value") {
        *value = masked(value);
    }
}

/// What the number is called on the card.
pub fn label(kind: &str) -> String {
    match Known::of(kind) {
        Some(known) => known.label().to_owned(),
        None => kind.to_owned(),
    }
}

/// The digits of a text in which only what people put between digits stands beside them.
fn digits(text: &str) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(12);
    for c in text.chars() {
        match c.to_digit(10) {
            Some(digit) => digits.push(u8::try_from(digit).ok()?),
            None if c.is_whitespace() || "-+./–\u{2011}".contains(c) => {}
            None => return None,
        }
    }
    (digits.len() <= 12).then_some(digits)
}

/// Each digit by its weight, added up.
pub fn weighted(digits: &[u8], weights: &[u8]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| u32::from(*digit) * u32::from(*weight)).sum()
}

/// The check digit for the first nine of a NIP; those with a remainder of ten are given to nobody.
pub fn nip_digit(body: &[u8]) -> Option<u8> {
    let rest = weighted(body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    u8::try_from(rest).ok().filter(|digit| *digit < 10)
}

/// The check digit for the first ten of a PESEL.
pub fn pesel_digit(body: &[u8]) -> u8 {
    ten_less(weighted(body, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]))
}

fn ten_less(sum: u32) -> u8 {
    u8::try_from((10 - sum % 10) % 10).unwrap_or_default()
}

/// The check digit for the digits before it (ISO/IEC 7812-1, annex B): of personnummer and organisationsnummer, and of
/// payment cards.
pub fn luhn(body: &[u8]) -> u8 {
    let doubled = |(place, digit): (usize, &u8)| {
        let digit = u32::from(*digit) * if place % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    ten_less(body.iter().rev().enumerate().map(doubled).sum())
}

/// The check digit of German tax numbers (ISO 7064, MOD 11,10).
pub fn iso_7064(body: &[u8]) -> u8 {
    let mut product = 10;
    for digit in body {
        let sum = (u32::from(*digit) + product) % 10;
        product = 2 * if sum == 0 { 10 } else { sum } % 11;
    }
    u8::try_from((11 - product) % 10).unwrap_or_default()
}

/// Of the first ten digits exactly one stands there twice or three times, then not in a row; a leading 0 is kept for
/// tests.
fn steuer_id(digits: &[u8]) -> Result<bool, Fault> {
    let mut counts = [0; 10];
    for digit in &digits[..10] {
        counts[usize::from(*digit)] += 1;
    }
    let repeated: Vec<i32> = counts.into_iter().filter(|count| *count > 1).collect();
    let in_a_row = digits[..10].windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    if repeated.len() != 1 || repeated[0] > 3 || in_a_row {
        return Err(Fault::Shape);
    }
    Ok(iso_7064(&digits[..10]) == digits[10])
}

fn two(digits: &[u8]) -> i16 {
    i16::from(digits[0]) * 10 + i16::from(digits[1])
}

/// The century stands in the month: 80 is added for the 1800s, 20 for the 2000s and so on.
fn pesel_date(digits: &[u8]) -> Option<()> {
    let (year, month, day) = (two(digits), two(&digits[2..]), two(&digits[4..]));
    let century = [1900, 2000, 2100, 2200, 1800][usize::try_from(month / 20).ok()?];
    day_of(century + year, month % 20, day)
}

/// A coordination number has 60 added to its day.
fn swedish_date(century: Option<&[u8]>, digits: &[u8]) -> Option<()> {
    let (year, month, day) = (two(digits), two(&digits[2..]), two(&digits[4..]));
    let day = if day > 60 { day - 60 } else { day };
    match century {
        Some(century) => day_of(two(century) * 100 + year, month, day),
        // One of the two centuries has to fit: 29 February is in 2000 and not in 1900.
        None => day_of(1900 + year, month, day).or_else(|| day_of(2000 + year, month, day)),
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Option<()> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (year >= 1800).then_some(())?;
    jiff::civil::Date::new(year, month, day).ok().map(|_| ())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Published examples: Ministerstwo Finansów, Ministerstwo Cyfryzacji, Skatteverket, Bundeszentralamt für Steuern.
    const EXAMPLES: [(Known, &str, &str); 12] = [
        (Known::Nip, "PL 526-025-09-95", "5260250995"),
        (Known::Nip, "5260250995", "5260250995"),
        (Known::Pesel, "44051401359", "44051401359"),
        (Known::Pesel, " 440514 01359 ", "44051401359"),
        (Known::Personnummer, "811218-9876", "811218-9876"),
        (Known::Personnummer, "19811218-9876", "19811218-9876"),
        (Known::Personnummer, "8112189876", "811218-9876"),
        (Known::Personnummer, "811218+9876", "811218+9876"),
        (Known::Personnummer, "701063-2391", "701063-2391"),
        (Known::Organisationsnummer, "16 202100-5489", "202100-5489"),
        (Known::SteuerId, "86 095 742 719", "86095742719"),
        (Known::SteuerId, "65 929 970 489", "65929970489"),
    ];

    #[test]
    fn every_spelling_of_a_number_is_read_as_one() {
        for (kind, text, value) in EXAMPLES {
            assert_eq!(kind.read(text).as_deref(), Ok(value), "{kind} {text}");
            assert_eq!(kind.read(&kind.display(value)).as_deref(), Ok(value), "{kind} {text}");
        }
        assert_eq!(Known::Nip.display("5260250995"), "526-025-09-95");
        for word in ["Steuer-ID", "steuer_id", "IdNr.", "STEUERID"] {
            assert_eq!(Known::of(word), Some(Known::SteuerId), "{word}");
        }
        assert_eq!(Known::of("passport"), None);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (kind, text, fault) in [
            (Known::Nip, "526025099", Fault::Shape),
            (Known::Nip, "52602509X5", Fault::Shape),
            (Known::Pesel, "44951401355", Fault::CheckDigit),
            (Known::Pesel, "44053201358", Fault::CheckDigit),
            (Known::Personnummer, "811318-9875", Fault::Date),
            (Known::Organisationsnummer, "811218-9876", Fault::Shape),
            // Four of one digit, and three in a row.
            (Known::SteuerId, "11112345678", Fault::Shape),
            (Known::SteuerId, "11123456780", Fault::Shape),
            (Known::SteuerId, "", Fault::Shape),
            (Known::Pesel, "4405140135944051401359", Fault::Shape),
        ] {
            assert_eq!(kind.read(text), Err(fault), "{kind} {text}");
        }
        let day = [4, 4, 0, 5, 3, 2, 0, 1, 3, 5];
        let wrong_day = format!("4405320135{}", pesel_digit(&day));
        assert_eq!(Known::Pesel.read(&wrong_day), Err(Fault::Date));
    }

    #[test]
    fn a_masked_number_shows_its_end_only() {
        assert_eq!(masked("44051401458"), "•••••• 1458");
        assert_eq!(masked("1458"), "••••••");
        assert_eq!(end_of("ÅÄÖÅÄÖ"), "ÖÅÄÖ");
    }

    proptest! {
        /// A slip in one digit and two neighbours that change places are what check digits are for; those by weights of
        /// which two differ by five miss some of the latter.
        #[test]
        fn a_slip_is_noticed(example in 0..EXAMPLES.len(), place in 0_usize..9, by in 1_u8..10) {
            let (kind, _, value) = EXAMPLES[example];
            let mut letters: Vec<char> = value.chars().collect();
            let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_digit()).collect();
            let at = places[places.len() - 10 + place];
            let digit = letters[at].to_digit(10).unwrap();
            letters[at] = char::from_digit((digit + u32::from(by)) % 10, 10).unwrap();
            let slipped: String = letters.into_iter().collect();
            prop_assert!(kind.read(&slipped).is_err(), "{kind} {slipped}");
        }

        #[test]
        fn nothing_breaks_it(text in "\\PC{0,40}") {
            for kind in Known::ALL {
                if let Ok(value) = kind.read(&text) {
                    prop_assert_eq!(kind.read(&value).unwrap(), value.clone());
                    prop_assert_eq!(kind.read(&kind.display(&value)).unwrap(), value);
                }
            }
        }
    }
}
