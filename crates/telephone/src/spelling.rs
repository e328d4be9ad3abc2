//! From a text to its digits: what is the number, what is its extension, what is only decoration.
//!
//! Invariant: a [`Spelling`] holds ASCII digits only and at most [`MOST_DIGITS`] of them; nothing in here
//! knows a country. Where a text could be two numbers it is refused, never joined or halved.

use std::net::Ipv4Addr;

use crate::ParseError;
use crate::characters::{percent_decoded, plain};
use crate::extension::{Mark, mark};
use crate::uri::Address;

/// Characters that one number with its label, extension and marks can need.
const MOST_CHARACTERS: usize = 200;
/// Digits of E.164 (15), an international prefix with a carrier's code, and some room to say "too many".
const MOST_DIGITS: usize = 24;
/// From here on digits are a number of their own, not an extension or an hour.
const NUMBER: usize = 7;

/// A text reduced to what counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Begins with a `+`: the calling code comes first.
    pub plus: bool,
    /// The digits of the number, as dialled.
    pub digits: String,
    /// Digits to dial after the answer.
    pub extension: Option<String>,
    /// Digits of the calling code, and perhaps the area code, to put in front (RFC 3966 phone-context).
    pub context: Option<String>,
    /// The digits if the letters in it are meant for the keypad: 1-800-FLOWERS.
    pub vanity: Option<String>,
    /// Words or other digits stand behind the number.
    pub trailing: Trailing,
}

/// What stands behind the number.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
pub(crate) enum Trailing {
    #[default]
    Nothing,
    /// A word set apart: "070-174 06 05 mobil".
    Apart,
    /// A word that sticks to the digits: "1-800-FLOWERS", "4.67E10".
    Attached,
}

/// Reads a text without knowing any country.
pub(crate) fn read(text: &str) -> Result<Spelling, ParseError> {
    if text.len() > MOST_CHARACTERS * 4 || text.chars().count() > MOST_CHARACTERS {
        return Err(ParseError::TooLong);
    }
    let decoded = percent_decoded(text);
    let text = plain(&decoded);
    if text.is_empty() {
        return Err(ParseError::Empty);
    }
    let address = Address::read(&text);
    if address.host.is_some() && address.user.contains(char::is_alphabetic) {
        return Err(ParseError::NotANumber); // an e-mail address, or a SIP user with a name
    }
    if address.is_sip() && address.user.parse::<Ipv4Addr>().is_ok() {
        return Err(ParseError::NotANumber);
    }
    let mut spelling = Scan::new(without_decimals(without_service_code(address.user)?)).run()?;
    for part in address.loose() {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        match digits.len() {
            0 => {}
            1..NUMBER if part.starts_with(|c: char| c.is_ascii_digit()) => {
                spelling.extension.get_or_insert(digits);
            }
            1..NUMBER => {}
            _ => return Err(ParseError::SeveralNumbers),
        }
    }
    if let Some(extension) = address.extension() {
        if extension.len() > Mark::Word.limit() {
            return Err(ParseError::TooManyDigits);
        }
        spelling.extension = Some(extension);
    }
    spelling.context = address.context();
    Ok(spelling)
}

/// `*31#0701740605` hides the caller's number for one call (3GPP TS 22.030); the number is what follows.
fn without_service_code(text: &str) -> Result<&str, ParseError> {
    if !text.starts_with(['*', '#']) {
        return Ok(text);
    }
    match text.rsplit_once('#') {
        Some((_, number)) if number.contains(|c: char| c.is_ascii_digit()) => Ok(number),
        _ => Err(ParseError::NotANumber),
    }
}

/// `46701740605.0` is how a spreadsheet writes a number that it took for a quantity.
fn without_decimals(text: &str) -> &str {
    match text.rsplit_once('.') {
        Some((whole, zeros))
            if whole.len() >= NUMBER
                && whole.bytes().all(|b| b.is_ascii_digit())
                && matches!(zeros, "0" | "00") =>
        {
            whole
        }
        _ => text,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Number,
    Words,
    Extension(Mark),
    Done,
}

/// One walk over the text, from digits to word to sign.
struct Scan<'a> {
    rest: &'a str,
    state: State,
    spelling: Spelling,
    extension: String,
    keypad: Option<String>,
    /// A word stood before the first digit: "Tel", "Mobil 2:".
    label: bool,
    /// A comma stood among the first digits.
    grouped: bool,
    /// Digits behind words or behind the extension.
    stray: usize,
    /// The sign right before, if any: does a word stick to the digits?
    before: Option<char>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            state: State::Number,
            spelling: Spelling::default(),
            extension: String::new(),
            keypad: Some(String::new()),
            label: false,
            grouped: false,
            stray: 0,
            before: None,
        }
    }

    fn run(mut self) -> Result<Spelling, ParseError> {
        while let Some(first) = self.rest.chars().next() {
            if first.is_ascii_digit() {
                let digits = self.take(|c| c.is_ascii_digit());
                self.digits(digits)?;
                self.before = None;
            } else if first.is_alphabetic() {
                let word = self.take(char::is_alphabetic);
                self.word(word);
                self.before = None;
            } else {
                self.rest = &self.rest[first.len_utf8()..];
                self.sign(first)?;
                self.before = Some(first);
            }
        }
        self.finish()
    }

    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn digits(&mut self, digits: &str) -> Result<(), ParseError> {
        match self.state {
            State::Number => self.spelling.digits.push_str(digits),
            State::Extension(_) => self.extension.push_str(digits),
            State::Words | State::Done => self.stray += digits.len(),
        }
        if let (State::Number | State::Words, Some(keypad)) = (self.state, &mut self.keypad) {
            keypad.push_str(digits);
        }
        match self.state {
            State::Number if self.spelling.digits.len() > MOST_DIGITS => Err(ParseError::TooManyDigits),
            State::Extension(mark) if self.extension.len() > mark.limit() => Err(match mark {
                Mark::Word => ParseError::TooManyDigits,
                Mark::Sign => ParseError::SeveralNumbers,
            }),
            State::Words | State::Done if self.stray >= NUMBER => Err(ParseError::SeveralNumbers),
            _ => Ok(()),
        }
    }

    fn word(&mut self, word: &str) {
        match self.state {
            State::Number if self.spelling.digits.is_empty() => self.label = true,
            State::Number | State::Words => match mark(word) {
                Some(Mark::Word) => self.state = State::Extension(Mark::Word),
                Some(Mark::Sign) if self.digit_is_next() => self.state = State::Extension(Mark::Sign),
                _ => self.plain_word(word),
            },
            State::Extension(_) if !self.extension.is_empty() => self.state = State::Done,
            State::Extension(_) | State::Done => {}
        }
    }

    fn plain_word(&mut self, word: &str) {
        if self.state == State::Number {
            self.state = State::Words;
            self.spelling.trailing =
                if matches!(self.before, None | Some('-')) { Trailing::Attached } else { Trailing::Apart };
        }
        let pressed: Option<String> = word.chars().map(key).collect();
        self.keypad = self.keypad.take().zip(pressed).map(|(keypad, pressed)| keypad + &pressed);
    }

    fn sign(&mut self, sign: char) -> Result<(), ParseError> {
        let dialled = self.spelling.digits.len();
        match (self.state, sign) {
            (State::Number, '+') if dialled == 0 => self.spelling.plus = true,
            (State::Number, '+' | ':') if self.label && dialled <= 2 && !self.spelling.plus => {
                // "Telefon 2: …": the digits belonged to the label.
                self.spelling.digits.clear();
                self.spelling.plus = sign == '+';
                self.keypad = Some(String::new());
            }
            (State::Number | State::Words, '+') if dialled > 0 => {
                let several = dialled >= NUMBER && self.digits_left() >= NUMBER;
                return Err(if several { ParseError::SeveralNumbers } else { ParseError::NotANumber });
            }
            (State::Number, '*') if dialled > 0 && self.digits_left() > 0 => {
                return Err(ParseError::NotANumber);
            }
            (State::Number, '/' | '|' | '&') if dialled >= NUMBER && self.two_numbers() => {
                return Err(ParseError::SeveralNumbers);
            }
            (State::Number | State::Words, '\n') if dialled >= NUMBER && self.digits_left() > 0 => {
                return Err(ParseError::SeveralNumbers);
            }
            // "701,740,605": the commas group the digits.
            (State::Number, ',') if dialled < NUMBER => self.grouped = dialled > 0,
            (State::Number, ',') if self.grouped => {}
            (State::Number, ',' | '#' | '~') if dialled >= NUMBER => {
                self.state = State::Extension(Mark::Sign)
            }
            (State::Extension(_), sign) if !self.extension.is_empty() && !matches!(sign, ' ' | '-' | '.') => {
                self.state = State::Done;
            }
            _ => {}
        }
        Ok(())
    }

    /// Together more digits than a number has, and enough of them left: "08-123 456 78 / 070-174 06 05".
    fn two_numbers(&self) -> bool {
        let left = self.digits_left();
        left >= NUMBER && self.spelling.digits.len() + left > 15
    }

    fn digit_is_next(&self) -> bool {
        let sign = |c: char| !c.is_ascii_digit() && !c.is_alphabetic();
        self.rest.trim_start_matches(sign).starts_with(|c: char| c.is_ascii_digit())
    }

    fn digits_left(&self) -> usize {
        self.rest.bytes().filter(u8::is_ascii_digit).count()
    }

    fn finish(self) -> Result<Spelling, ParseError> {
        let mut spelling = self.spelling;
        if spelling.digits.is_empty() {
            return Err(ParseError::NotANumber);
        }
        let written = spelling.digits.len();
        if self.stray > 0 && written < NUMBER && spelling.trailing != Trailing::Attached {
            return Err(ParseError::NotANumber); // digits in a sentence
        }
        spelling.extension = (!self.extension.is_empty()).then_some(self.extension);
        if spelling.trailing != Trailing::Nothing && !self.label && written >= 3 {
            spelling.vanity = self.keypad.filter(|keypad| keypad.len() >= written + self.stray + 3);
        }
        Ok(spelling)
    }
}

/// The key of a telephone that carries this letter (ITU-T E.161).
fn key(letter: char) -> Option<char> {
    Some(match letter.to_ascii_uppercase() {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}
