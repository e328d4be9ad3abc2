//! Who fits what is asked for, best first.
//!
//! Invariant: a search reads a bounded number of rows. Where that is not enough, a part of the list is given as it is,
//! with the position from which it goes on.

use db::{DbError, Dialect, Tx};
use uuid::Uuid;

use super::legs::{self, Leg, Near, Rest, Words};
use super::range::Range;
use super::reading::{self, Candidate, Conditions, Key};
use super::rows::{Known, Row, key};
use super::store::spelling;
use super::terms::Term;
use super::{Place, typos};
use crate::id::CustomerId;

/// Rows that are read at once.
const READ: usize = 512;
/// Words that are sought at once; as many are counted to see which term has the fewest.
const WORDS: usize = 16;
/// What a search may cost, in rows of the index that are read.
const MOST: usize = 16_000;
/// The same for a search that has found somebody: the next part goes on.
const ENOUGH: usize = 1_000;
/// What a row costs whose customer is looked up, whether they fit or not.
const LOOKED_UP: usize = 4;
/// What a statement costs beside its rows.
const STATEMENT: usize = 8;
/// Misspelt words that are followed.
const NEAR: usize = 24;

/// Where a part of the found ones begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The terms by which the index is read. Kept, since the index may change between two parts.
    lead: (usize, usize),
    leg: usize,
    key: Key,
}

const SEPARATOR: char = '\u{1f}';

impl Position {
    pub fn to_text(&self) -> String {
        let Key { row, customer } = &self.key;
        let numbers = [self.lead.0, self.lead.1, self.leg].map(|number| number.to_string());
        [&numbers[..], &[row.word.clone(), row.rest.clone(), customer.to_string()]]
            .concat()
            .join(&SEPARATOR.to_string())
    }

    pub fn of_text(text: &str) -> Option<Position> {
        let parts: Vec<&str> = text.split(SEPARATOR).collect();
        let [first, second, leg, word, rest, customer] = parts[..] else { return None };
        let row = Row { word: word.to_owned(), rest: rest.to_owned() };
        Some(Position {
            lead: (first.parse().ok()?, second.parse().ok()?),
            leg: leg.parse().ok()?,
            key: Key { row, customer: customer.parse().ok()? },
        })
    }
}

/// A part of the found ones, best first.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub customers: Vec<CustomerId>,
    /// Where the next part begins; none: that was all.
    pub next: Option<Position>,
}

/// Everybody whom all terms fit. First those with the words as they are typed, then those with words that are near.
pub fn find(
    tx: &mut Tx<'_>,
    terms: &[Term],
    filter: &Conditions,
    after: Option<&Position>,
    limit: usize,
) -> Result<Found, DbError> {
    if terms.is_empty() {
        return Ok(Found::default());
    }
    let (from, begun) = match after {
        Some(position) if position.lead.0.max(position.lead.1) < terms.len() => {
            (position.clone(), Vec::new())
        }
        _ => {
            let (lead, begun) = lead(tx, terms)?;
            (Position { lead, ..Position::default() }, begun)
        }
    };
    let legs = legs::typed(terms, from.lead);
    let search =
        Search { terms, filter, legs, begun, near: None, at: from, spent: 0, found: Vec::new(), limit };
    search.run(tx)
}

/// The first words of names that begin with a term, none missing before the last of them.
struct Begun {
    range: Range,
    words: Vec<String>,
}

/// The term that the fewest words of names begin with, and the one after it; and the words that were counted.
fn lead(tx: &mut Tx<'_>, terms: &[Term]) -> Result<((usize, usize), Vec<Begun>), DbError> {
    if let [_] = terms {
        return Ok(((0, 0), Vec::new()));
    }
    let (mut counts, mut begun) = (Vec::with_capacity(terms.len()), Vec::with_capacity(terms.len()));
    for (number, term) in terms.iter().enumerate() {
        let mut count = 0;
        if let Some(text) = term.plain() {
            let range = Range::begins(key(Place::Name, text));
            let words = reading::words(tx, &range.from, &range.to, WORDS)?;
            count = words.len();
            begun.push(Begun { range, words });
        }
        counts.push((count, number));
    }
    counts.sort_unstable();
    Ok(((counts[0].1, counts[1].1), begun))
}

struct Search<'q> {
    terms: &'q [Term],
    filter: &'q Conditions,
    /// As typed, and from when they are needed on those that are near.
    legs: Vec<Leg>,
    begun: Vec<Begun>,
    /// Words that are near each term, from when they are needed on.
    near: Option<Vec<Vec<Near>>>,
    at: Position,
    spent: usize,
    found: Vec<CustomerId>,
    limit: usize,
}

impl Search<'_> {
    fn run(mut self, tx: &mut Tx<'_>) -> Result<Found, DbError> {
        // First as many rows as are wanted, then more, should they not be the right ones.
        let mut most = self.limit + 1;
        while self.is_left(tx)? {
            if self.spent > if self.found.is_empty() { MOST } else { ENOUGH } {
                return Ok(Found { customers: self.found, next: Some(self.at) });
            }
            let (rows, next) = self.read(tx, most)?;
            for row in rows {
                let fits = row.known.as_deref().is_some_and(|known| self.fits(&row.at.row, Known(known)));
                if fits && self.found.len() == self.limit {
                    return Ok(Found { customers: self.found, next: Some(self.at) });
                }
                if fits {
                    self.found.push(row.at.id());
                }
                self.at.key = row.at;
            }
            match next {
                Some(key) => {
                    self.at.key = key;
                    most = READ.min(most * 4);
                }
                None => {
                    self.at.leg += 1;
                    self.at.key = Key::default();
                    most = self.limit + 1 - self.found.len();
                }
            }
        }
        Ok(Found { customers: self.found, next: None })
    }

    /// Whether there is another leg. Words that are near are looked for once those as typed are through.
    fn is_left(&mut self, tx: &mut Tx<'_>) -> Result<bool, DbError> {
        if self.at.leg >= self.legs.len() && self.near.is_none() {
            let near = self.near(tx)?;
            self.legs.extend(legs::near(self.terms, &near, self.at.lead));
            self.near = Some(near);
        }
        Ok(self.at.leg < self.legs.len())
    }

    fn near(&mut self, tx: &mut Tx<'_>) -> Result<Vec<Vec<Near>>, DbError> {
        let mut all = Vec::with_capacity(self.terms.len());
        for term in self.terms {
            let mut near = Vec::new();
            if typos::can_be_misspelt(&term.text) {
                self.spent += 8 * STATEMENT;
                near = reading::near(tx, &term.text)?
                    .into_iter()
                    .filter(|key| !term.holds(spelling(key)))
                    .filter_map(|key| Some(Near { edits: typos::edits(&term.text, spelling(&key))?, key }))
                    .collect();
                near.sort_unstable_by_key(|near: &Near| {
                    (near.edits, near.key.chars().next().and_then(Place::of), near.key.clone())
                });
                near.truncate(NEAR);
            }
            all.push(near);
        }
        Ok(all)
    }

    /// The next rows of the leg, and where it goes on after them; nowhere: it is through.
    fn read(&mut self, tx: &mut Tx<'_>, most: usize) -> Result<(Vec<Candidate>, Option<Key>), DbError> {
        let leg = &self.legs[self.at.leg];
        let after = &self.at.key;
        self.spent += STATEMENT;
        let (rest, most) = match &leg.rest {
            Rest::From(range) => return self.seek(tx, &leg.words.clone(), &range.clone(), most),
            Rest::Holds(patterns) => (reading::Rest::Holds(patterns), READ),
            Rest::Any => (reading::Rest::Any, most),
        };
        let range = leg.words.range();
        let start = Key { row: Row { word: range.from.clone(), ..Row::default() }, ..Key::default() };
        let after = if after.row.word.is_empty() { &start } else { after };
        let rows = reading::scan(tx, &range, &rest, after, self.filter, most)?;
        self.spent += if matches!(rest, reading::Rest::Any) { LOOKED_UP * rows.len() } else { rows.len() };
        let next = (rows.len() == most).then(|| rows.last().map(|row| row.at.clone())).flatten();
        Ok((rows, next))
    }

    /// The same for words with the beginning of a name beside them.
    fn seek(
        &mut self,
        tx: &mut Tx<'_>,
        words: &Words,
        rest: &Range,
        most: usize,
    ) -> Result<(Vec<Candidate>, Option<Key>), DbError> {
        let after = &self.at.key;
        let (words, complete) = match words {
            Words::Is(key) => (vec![key.clone()], true),
            Words::In(range) => {
                let from = if after.row.word.is_empty() { &range.from } else { &after.row.word };
                match self.begun.iter().find(|begun| begun.range.to == range.to && *from == range.from) {
                    // They were counted; one of them may be the term itself, which does not go on.
                    Some(begun) => {
                        let words = begun.words.iter().filter(|word| *word >= from).cloned().collect();
                        (words, begun.words.len() < WORDS)
                    }
                    None => {
                        let words = reading::words(tx, from, &range.to, WORDS)?;
                        let complete = words.len() < WORDS;
                        (words, complete)
                    }
                }
            }
        };
        let start = (rest.from.as_str(), Uuid::nil());
        let after_word = |word: &String| {
            if *word == after.row.word { (after.row.rest.as_str(), after.customer) } else { start }
        };
        // In process one at a time costs nothing, and what is not needed is not read; to a server all go at once.
        let flight = if tx.dialect() == Dialect::Sqlite { 1 } else { WORDS };
        let mut rows = Vec::new();
        for part in words.chunks(flight) {
            let asked: Vec<(&str, (&str, Uuid))> =
                part.iter().map(|word| (word.as_str(), after_word(word))).collect();
            for (word, found) in part.iter().zip(reading::seek(tx, &asked, rest, self.filter, most)?) {
                self.spent += STATEMENT + LOOKED_UP * found.len();
                let full = found.len() == most;
                rows.extend(found);
                if full {
                    let next = rows.last().map(|row: &Candidate| row.at.clone());
                    return Ok((rows, next));
                }
                if rows.len() >= most {
                    return Ok((rows, Some(after_all_of(word))));
                }
            }
        }
        let next = words.last().filter(|_| !complete).map(|word| after_all_of(word));
        Ok((rows, next))
    }

    /// Whether all terms fit and this is the first row that brings the customer.
    fn fits(&self, row: &Row, known: Known<'_>) -> bool {
        let leg = &self.legs[self.at.leg];
        let typed = self.terms.iter().all(|term| known.words().any(|(_, word)| term.holds(word)));
        let fits = if leg.near { self.fits_nearly(known) } else { typed };
        let earlier = |leg: &Leg| (leg.near || typed) && leg.has(known, None);
        fits && !self.legs[..self.at.leg].iter().any(earlier) && !leg.has(known, Some(row))
    }

    fn fits_nearly(&self, known: Known<'_>) -> bool {
        let near = self.near.as_deref().unwrap_or_default();
        self.terms.iter().zip(near).all(|(term, near)| {
            let is_near = |(place, word): (Place, &str)| {
                near.iter().any(|near| spelling(&near.key) == word && near.key.starts_with(place.letter()))
            };
            known.words().any(|(place, word)| term.holds(word) || is_near((place, word)))
        })
    }
}

/// Before the next word: a space sorts after the word itself and before all that begin with it.
fn after_all_of(word: &str) -> Key {
    Key { row: Row { word: format!("{word} "), ..Row::default() }, ..Key::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_comes_back() {
        let row = Row { word: "nkowalska".to_owned(), rest: "anna maria".to_owned() };
        let position = Position { lead: (1, 0), leg: 3, key: Key { row, customer: Uuid::max() } };
        assert_eq!(Position::of_text(&position.to_text()), Some(position));
        assert_eq!(Position::of_text("x"), None);
    }
}
