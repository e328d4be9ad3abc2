//! The list of a search as parts, best first: each is a range of the index and in its order.
//!
//! Invariant: whoever the terms fit as they are typed is in one leg at least. Who is in several belongs to the first
//! of them, and in it to their first row, so that a list of any length holds everybody once.

use std::cmp::Ordering;

use super::range::Range;
use super::reading::PATTERNS;
use super::rows::{Known, Row, key};
use super::store::spelling;
use super::terms::Term;
use super::{FROM_LAST, Place};

/// Pairs of misspelt words that are followed.
const PAIRS: usize = 48;

/// Places that are not the name.
const ELSEWHERE: [Place; 5] =
    [Place::Identifier, Place::Reference, Place::Company, Place::Tag, Place::Initials];

/// One part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// Whether words that are only near count for the terms.
    pub near: bool,
    pub place: Place,
    pub words: Words,
    pub rest: Rest,
}

/// Words of the index, with the letter of their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    Is(String),
    In(Range),
}

/// What is asked of the other words of the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    Any,
    /// They begin in this range.
    From(Range),
    /// One of them begins like one of these: a space, and the word or its beginning.
    Holds(Vec<String>),
}

/// A word of the index that is near a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near {
    pub edits: usize,
    pub key: String,
}

impl Words {
    pub fn range(&self) -> Range {
        match self {
            Words::Is(key) => Range::is(key),
            Words::In(range) => range.clone(),
        }
    }

    fn holds(&self, word: &str) -> bool {
        match self {
            Words::Is(key) => spelling(key) == word,
            // Both ends begin with the letter of the place.
            Words::In(range) => spelling(&range.from) <= word && word < spelling(&range.to),
        }
    }
}

impl Rest {
    fn begins(text: &str) -> Rest {
        Rest::From(Range::begins(text))
    }

    /// One word and whatever comes after it.
    fn is(word: &str) -> Rest {
        Rest::From(Range { from: word.to_owned(), to: format!("{word}!") })
    }
}

impl Leg {
    fn new(place: Place, words: Words, rest: Rest) -> Leg {
        Leg { near: false, place, words, rest }
    }

    fn near(key: &str, rest: Rest) -> Option<Leg> {
        let place = Place::of(key.chars().next()?)?;
        Some(Leg { near: true, place, words: Words::Is(key.to_owned()), rest })
    }

    /// Whether a row of this customer is in it, one that is before `row` if that is given.
    pub fn has(&self, known: Known<'_>, before: Option<&Row>) -> bool {
        known.at(self.place).filter(|word| self.words.holds(word)).any(|word| {
            match before.map(|row| (word.cmp(spelling(&row.word)), row)) {
                None | Some((Ordering::Less, _)) => self.has_row(known, word, None),
                // Only of a name there are several rows with one word.
                Some((Ordering::Equal, row)) if self.place == Place::Name => {
                    self.has_row(known, word, row.rest.split(' ').next())
                }
                Some(_) => false,
            }
        })
    }

    /// Whether a row of this word is in it, one whose `rest` begins with a word before `first` if that is given.
    fn has_row(&self, known: Known<'_>, word: &str, first: Option<&str>) -> bool {
        let mut others = known
            .at(Place::Name)
            .filter(|name| self.place != Place::Name || *name != word)
            .filter(|name| first.is_none_or(|first| *name < first));
        match &self.rest {
            Rest::Any => first.is_none() || others.next().is_some(),
            Rest::From(range) => others.any(|name| range.holds(name)),
            Rest::Holds(patterns) => others.any(|name| patterns.iter().any(|pattern| fits(pattern, name))),
        }
    }
}

/// Whether a word fits a pattern of `Rest::Holds`.
fn fits(pattern: &str, word: &str) -> bool {
    let text = pattern.trim_start();
    match text.strip_suffix(' ') {
        Some(whole) => whole == word,
        None => word.starts_with(text),
    }
}

/// The texts of a term as words of a place.
fn texts(term: &Term, place: Place) -> impl Iterator<Item = &str> {
    let marked = term.marked().filter(move |_| place == Place::Identifier);
    term.plain().into_iter().chain(marked)
}

/// Those whom the terms fit as they are typed. `lead` are the two terms by which the index is read.
pub fn typed(terms: &[Term], lead: (usize, usize)) -> Vec<Leg> {
    match (terms.get(lead.0), terms.get(lead.1)) {
        (Some(first), Some(second)) if lead.0 != lead.1 => pair(first, second),
        (Some(only), _) => single(only),
        _ => Vec::new(),
    }
}

/// Exact words before begun ones, and of each the best place first.
fn single(term: &Term) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut add = |words: fn(String) -> Words, wanted: fn(&&str) -> bool| {
        for place in Place::ALL {
            let each = texts(term, place).filter(wanted).map(|text| words(key(place, text)));
            legs.extend(each.map(|words| Leg::new(place, words, Rest::Any)));
        }
    };
    // Last digits are never the whole number.
    add(Words::Is, |text| !text.starts_with(FROM_LAST));
    add(|key| Words::In(Range::goes_on(key)), |text| !text.starts_with(FROM_LAST));
    add(|key| Words::In(Range::begins(key)), |text| text.starts_with(FROM_LAST));
    legs
}

/// Two names before a name and something else, and that before two of something else.
fn pair(first: &Term, second: &Term) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut name = |text: &str, rest: Rest| {
        let key = key(Place::Name, text);
        legs.push(Leg::new(Place::Name, Words::Is(key.clone()), rest.clone()));
        legs.push(Leg::new(Place::Name, Words::In(Range::goes_on(key)), rest));
    };
    if let (Some(a), Some(b)) = (first.plain(), second.plain()) {
        name(a, Rest::begins(b));
        // One word is both.
        if a.starts_with(b) || b.starts_with(a) {
            name(if a.len() < b.len() { b } else { a }, Rest::Any);
        }
    }
    for place in ELSEWHERE {
        legs.extend(with_name(first, place, second.plain().map(begun)));
        legs.extend(with_name(second, place, first.plain().map(begun)));
    }
    for place in ELSEWHERE {
        legs.extend(texts(first, place).map(|text| elsewhere(place, text, Rest::Any)));
    }
    legs
}

fn elsewhere(place: Place, text: &str, rest: Rest) -> Leg {
    Leg::new(place, Words::In(Range::begins(key(place, text))), rest)
}

fn begun(text: &str) -> Vec<String> {
    vec![format!(" {text}")]
}

/// A term elsewhere, with a name.
fn with_name(term: &Term, place: Place, name: Option<Vec<String>>) -> Vec<Leg> {
    let Some(patterns) = name else { return Vec::new() };
    texts(term, place).map(|text| elsewhere(place, text, Rest::Holds(patterns.clone()))).collect()
}

/// Those whom the terms fit only with words that are `near` each, best first.
pub fn near(terms: &[Term], near: &[Vec<Near>], lead: (usize, usize)) -> Vec<Leg> {
    let (a, b) = lead;
    if near.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    if a == b {
        return near[a].iter().filter_map(|near| Leg::near(&near.key, Rest::Any)).collect();
    }
    let mut legs = Vec::new();
    let is_name = |near: &&Near| Place::of(near.key.chars().next().unwrap_or(' ')) == Some(Place::Name);
    let names = |term: usize| near[term].iter().filter(is_name);
    for (own, other) in [(a, b), (b, a)] {
        if let Some(text) = terms[other].plain() {
            legs.extend(names(own).filter_map(|near| Leg::near(&near.key, Rest::begins(text))));
        }
    }
    let mut pairs: Vec<(usize, &Near, &Near)> =
        names(a).flat_map(|a| names(b).map(move |b| (a.edits + b.edits, a, b))).collect();
    pairs.sort_unstable();
    let both = pairs.iter().take(PAIRS);
    legs.extend(both.filter_map(|(_, a, b)| Leg::near(&a.key, Rest::is(spelling(&b.key)))));
    for (own, other) in [(a, b), (b, a)] {
        let elsewhere = near[own].iter().filter(|near| !is_name(near));
        legs.extend(elsewhere.filter_map(|near| Leg::near(&near.key, Rest::Any)));
        let patterns: Vec<String> =
            names(own).take(PATTERNS).map(|near| format!(" {} ", spelling(&near.key))).collect();
        if !patterns.is_empty() {
            for place in ELSEWHERE {
                legs.extend(with_name(&terms[other], place, Some(patterns.clone())));
            }
        }
    }
    if terms.len() > 2 {
        // The two as they are typed, and another that is near.
        legs.extend(typed(terms, lead));
    }
    legs.into_iter().map(|leg| Leg { near: true, ..leg }).collect()
}
