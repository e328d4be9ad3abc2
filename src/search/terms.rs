//! What is asked for, read from what was typed.

use telephone::Country;

use super::range::Range;
use super::words::{digits, reversed, words};
use super::{ADDRESS, DOMAIN, FROM_FIRST, FROM_LAST};

/// Words that count; more of them narrow nothing.
const TERMS: usize = 8;
/// Last digits that are a search.
pub const DIGITS: usize = 3;
/// Digits from which on a number may be a whole national one.
const NATIONAL: usize = 7;

/// One word that is asked for, as all that it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As folded.
    pub text: String,
    pub ranges: Vec<Range>,
}

impl Term {
    /// Its text that may be the beginning of a word of any place: the one that has no mark of its own.
    pub fn plain(&self) -> Option<&str> {
        self.ranges.iter().map(|range| range.from.as_str()).find(|from| !is_marked(from))
    }

    /// Its texts that are words of identifiers only.
    pub fn marked(&self) -> impl Iterator<Item = &str> {
        self.ranges.iter().map(|range| range.from.as_str()).filter(|from| is_marked(from))
    }

    pub fn holds(&self, word: &str) -> bool {
        self.ranges.iter().any(|range| range.holds(word))
    }
}

fn is_marked(word: &str) -> bool {
    word.starts_with([ADDRESS, DOMAIN, FROM_FIRST, FROM_LAST])
}

/// Reads what was typed. Every word may be the beginning of one; digits with spaces between are one number.
pub fn terms(text: &str, home: Country) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut number = String::new();
    for part in text.split_whitespace() {
        if is_of_a_number(part) {
            number.push_str(part);
            number.push(' ');
            continue;
        }
        terms.extend(number_term(&std::mem::take(&mut number), home));
        if part.contains('@') {
            terms.extend(address_term(part));
        } else {
            terms.extend(words(part).map(word_term));
        }
    }
    terms.extend(number_term(&number, home));
    terms.dedup();
    terms.truncate(TERMS);
    terms
}

fn word_term(word: String) -> Term {
    Term { ranges: vec![Range::begins(word.as_str())], text: word }
}

/// Digits, and what people put between them.
fn is_of_a_number(part: &str) -> bool {
    part.chars().any(char::is_numeric)
        && part
            .chars()
            .all(|c| c.is_numeric() || (!c.is_alphabetic() && !super::words::is_silent(c) && c != '@'))
}

/// A number from its first digit on, in any spelling, or its last digits; or digits of a reference.
fn number_term(text: &str, home: Country) -> Option<Term> {
    let number = digits(text);
    if number.is_empty() {
        return None;
    }
    let mut ranges = vec![Range::begins(number.as_str())];
    if number.len() >= DIGITS {
        let mut first = |digits: &str| ranges.push(Range::begins(format!("{FROM_FIRST}{digits}")));
        if let Ok(whole) = telephone::parse(text, home) {
            first(&digits(&whole.e164));
        }
        first(&number);
        if let Some(international) = number.strip_prefix("00") {
            first(international);
        } else if let (Some(national), Some(code)) = (number.strip_prefix('0'), home.calling_code()) {
            first(&format!("{code}{national}"));
        }
        // As long as a whole national number: its zeros do not stand before the last digits.
        let last = if number.len() >= NATIONAL { number.trim_start_matches('0') } else { &number };
        if last.len() >= DIGITS {
            ranges.push(Range::begins(format!("{FROM_LAST}{}", reversed(last))));
        }
    }
    ranges.sort_by(|a, b| a.from.cmp(&b.from));
    ranges.dedup();
    Some(Term { text: number, ranges })
}

/// An e-mail address or the beginning of one, a domain, or a handle.
fn address_term(part: &str) -> Option<Term> {
    let text = crate::fold::fold_case(part);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let ranges = match text.strip_prefix(DOMAIN) {
        Some(handle) => {
            let handle = words(handle).next().map(Range::begins);
            [Range::begins(text.as_str())].into_iter().chain(handle).collect()
        }
        None => vec![Range::begins(format!("{ADDRESS}{text}"))],
    };
    Some(Term { text, ranges })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, Vec<String>)> {
        let sweden = "SE".parse().unwrap();
        terms(text, sweden)
            .into_iter()
            .map(|term| (term.text, term.ranges.into_iter().map(|range| range.from).collect()))
            .collect()
    }

    #[test]
    fn what_is_typed_is_read_as_words_numbers_and_addresses() {
        assert_eq!(
            of("Łukasz  Żb"),
            [("lukasz".to_owned(), vec!["lukasz".to_owned()]), ("zb".to_owned(), vec!["zb".to_owned()])]
        );
        let [(number, ranges)] = &of("070-174 06 05")[..] else { panic!() };
        assert_eq!(number, "0701740605");
        assert!(
            ranges.contains(&"+46701740605".to_owned()) && ranges.contains(&"~506047107".to_owned()),
            "{ranges:?}"
        );
        assert_eq!(of("anna 0605")[1].1, ["+0605", "+46605", "0605", "~5060"]);
        assert_eq!(of("Anna@Nor"), [("anna@nor".to_owned(), vec!["=anna@nor".to_owned()])]);
        assert_eq!(of("N-100384").len(), 2);
        assert_eq!(of("- ' ( ").len(), 0);
    }
}
