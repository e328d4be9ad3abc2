//! Who fits what is asked for, and who fits best.

use std::cmp::Reverse;
use std::collections::HashSet;

use db::{DbError, Tx};
use uuid::Uuid;

use super::store::{self, Candidate, Conditions, Range};
use super::terms::Term;
use super::{FROM_FIRST, FROM_LAST, Place, Words, parts, typos};
use crate::id::CustomerId;

/// Counting further does not help to see which term is the rarest.
const COUNTED: i64 = 1_024;
/// Rows that are read at once …
const READ: i64 = 512;
/// … and altogether, before a part of the list is given as it is: a search takes a bounded time.
const READ_MOST: i64 = 20_000;
/// Customers that are ranked with each other: the best of so many come first.
const RANKED: usize = 200;
/// Misspelt words that are followed.
const NEAR: usize = 24;

/// Where a part of the found ones begins: after this row of the index and after this rank among those read with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Whether words that are only near count.
    near: bool,
    range: usize,
    word: String,
    customer: Uuid,
    rank: Option<(u32, String, Uuid)>,
}

const SEPARATOR: char = '\u{1f}';

impl Position {
    pub fn to_text(&self) -> String {
        let (score, name, id) = self.rank.clone().unwrap_or_default();
        let ranked = u8::from(self.rank.is_some());
        [
            u8::from(self.near).to_string(),
            self.range.to_string(),
            self.word.clone(),
            self.customer.to_string(),
            ranked.to_string(),
            score.to_string(),
            name,
            id.to_string(),
        ]
        .join(&SEPARATOR.to_string())
    }

    pub fn of_text(text: &str) -> Option<Position> {
        let parts: Vec<&str> = text.split(SEPARATOR).collect();
        let [near, range, word, customer, ranked, score, name, id] = parts[..] else { return None };
        let rank = (score.parse().ok()?, name.to_owned(), id.parse().ok()?);
        Some(Position {
            near: near == "1",
            range: range.parse().ok()?,
            word: word.to_owned(),
            customer: customer.parse().ok()?,
            rank: (ranked == "1").then_some(rank),
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
    let position = after.cloned().unwrap_or_default();
    if position.near {
        return near(tx, terms, filter, position, limit);
    }
    let search = Search::new(tx, terms.to_vec(), None)?;
    let mut found = search.run(tx, filter, position, limit)?;
    if found.next.is_none() {
        let start = Position { near: true, ..Position::default() };
        let room = limit - found.customers.len();
        // Without room, only whether anybody follows.
        let more = near(tx, terms, filter, start.clone(), room.max(1))?;
        if room == 0 {
            found.next = (!more.customers.is_empty()).then_some(start);
        } else {
            found.customers.extend(more.customers);
            found.next = more.next;
        }
    }
    Ok(found)
}

/// Those whom the terms fit only by words that are near.
fn near(
    tx: &mut Tx<'_>,
    terms: &[Term],
    filter: &Conditions,
    from: Position,
    limit: usize,
) -> Result<Found, DbError> {
    let widened = widen(tx, terms)?;
    if widened == terms {
        return Ok(Found::default());
    }
    Search::new(tx, widened, Some(terms))?.run(tx, filter, from, limit)
}

/// The terms with the words that are near each.
fn widen(tx: &mut Tx<'_>, terms: &[Term]) -> Result<Vec<Term>, DbError> {
    let mut widened = Vec::with_capacity(terms.len());
    for term in terms {
        let mut term = term.clone();
        if typos::can_be_misspelt(&term.text) {
            let mut near: Vec<(usize, String)> = store::near(tx, &term.text)?
                .into_iter()
                .filter(|word| !term.ranges.iter().any(|range| range.holds(word)))
                .filter_map(|word| Some((typos::edits(&term.text, &word)?, word)))
                .collect();
            near.sort_unstable();
            term.ranges.extend(near.iter().take(NEAR).map(|(_, word)| Range::is(word)));
        }
        widened.push(term);
    }
    Ok(widened)
}

struct Search<'q> {
    terms: Vec<Term>,
    /// Whom these fit has been found before.
    but_not: Option<&'q [Term]>,
    /// The term that the fewest have.
    rarest: usize,
}

impl<'q> Search<'q> {
    fn new(tx: &mut Tx<'_>, terms: Vec<Term>, but_not: Option<&'q [Term]>) -> Result<Search<'q>, DbError> {
        let mut rarest = 0;
        if terms.len() > 1 {
            let ranges: Vec<Range> = terms.iter().flat_map(|term| term.ranges.clone()).collect();
            let mut counts = store::count(tx, &ranges, COUNTED)?.into_iter();
            let sums: Vec<i64> =
                terms.iter().map(|term| counts.by_ref().take(term.ranges.len()).sum()).collect();
            // Of several that are frequent, the longest.
            rarest = (0..terms.len())
                .min_by_key(|n| (sums[*n].min(COUNTED), Reverse(terms[*n].text.len())))
                .unwrap_or(0);
        }
        Ok(Search { terms, but_not, rarest })
    }

    fn run(
        &self,
        tx: &mut Tx<'_>,
        filter: &Conditions,
        mut from: Position,
        limit: usize,
    ) -> Result<Found, DbError> {
        let mut found = Found::default();
        let mut budget = READ_MOST;
        loop {
            let (mut hits, end) = self.window(tx, filter, &from, &mut budget)?;
            hits.sort_unstable();
            if let Some((score, name, id)) = &from.rank {
                hits.retain(|hit| *hit > (Reverse(*score), name.clone(), CustomerId(*id)));
            }
            let room = limit - found.customers.len();
            let full = hits.len() > room;
            let taken: Vec<_> = hits.drain(..hits.len().min(room)).collect();
            found.customers.extend(taken.iter().map(|(_, _, id)| *id));
            if full || (end.is_some() && found.customers.len() == limit) {
                let last = taken.last().map(|(score, name, id)| (score.0, name.clone(), id.0));
                found.next = Some(Position { rank: last.or(from.rank.clone()), ..from });
                return Ok(found);
            }
            match end {
                None => return Ok(found),
                Some(next) if budget <= 0 => {
                    found.next = Some(next);
                    return Ok(found);
                }
                Some(next) => from = next,
            }
        }
    }

    /// Reads on from a position until there is enough to rank. Returns where the next window begins.
    fn window(
        &self,
        tx: &mut Tx<'_>,
        filter: &Conditions,
        from: &Position,
        budget: &mut i64,
    ) -> Result<(Vec<Hit>, Option<Position>), DbError> {
        let ranges = &self.terms[self.rarest].ranges;
        let (mut hits, mut known) = (Vec::new(), HashSet::new());
        let mut at = Position { rank: None, ..from.clone() };
        while let Some(range) = ranges.get(at.range) {
            let after = if at.word.is_empty() { range.from.as_str() } else { at.word.as_str() };
            let rows = store::scan(tx, range, (after, at.customer), filter, READ)?;
            *budget -= READ;
            let complete = rows.len() < usize::try_from(READ).unwrap_or(usize::MAX);
            for row in rows {
                if self.fits(&row, at.range) && known.insert(row.customer) {
                    let words = Words::of_text(&row.text);
                    hits.push((Reverse(self.score(&words)), name_of(&words), row.customer));
                }
                (at.word, at.customer) = (row.word, row.customer.0);
                if hits.len() >= RANKED {
                    return Ok((hits, Some(at)));
                }
            }
            if complete {
                at = Position { range: at.range + 1, near: at.near, ..Position::default() };
            }
            if *budget <= 0 && at.range < ranges.len() {
                return Ok((hits, Some(at)));
            }
        }
        Ok((hits, None))
    }

    /// Whether all terms fit, and this row is the first that brings the customer.
    fn fits(&self, row: &Candidate, range: usize) -> bool {
        let has =
            |term: &Term| parts(&row.text).any(|(_, word)| term.ranges.iter().any(|range| range.holds(word)));
        let all = |terms: &[Term]| terms.iter().all(has);
        let ranges = &self.terms[self.rarest].ranges;
        let before = |word: &str| {
            ranges[..range].iter().any(|one| one.holds(word))
                || (ranges[range].holds(word) && word < row.word.as_str())
        };
        all(&self.terms) && !parts(&row.text).any(|(_, word)| before(word)) && !self.but_not.is_some_and(all)
    }

    fn score(&self, words: &Words) -> u32 {
        let terms: u32 = self.terms.iter().filter_map(|term| best(term, words)).sum();
        let names = words.iter().filter(|(place, _)| *place == Place::Name).map(|(_, word)| word);
        // A name that is typed from its beginning, word by word, is the likeliest.
        let in_order = self.terms.iter().zip(names).take_while(|(term, name)| name.starts_with(&term.text));
        terms + 10 * u32::try_from(in_order.count()).unwrap_or(0)
    }
}

/// A customer by rank: higher score first, then by name.
type Hit = (Reverse<u32>, String, CustomerId);

/// The name as it is ordered by among equals.
fn name_of(words: &Words) -> String {
    let names: Vec<&str> =
        words.iter().filter(|(place, _)| *place == Place::Name).map(|(_, word)| word).collect();
    super::words::cut(&names.join(" "), 100).to_owned()
}

/// What the best word for a term is worth.
fn best(term: &Term, words: &Words) -> Option<u32> {
    let worth = |(place, word): (Place, &str)| {
        let place_worth: u32 = match place {
            Place::Name => 60,
            Place::Identifier | Place::Reference => 50,
            Place::Company => 30,
            Place::Tag | Place::Initials => 20,
        };
        let range = term.ranges.iter().find(|range| range.holds(word))?;
        Some(if word.trim_start_matches([FROM_FIRST, FROM_LAST]) == term.text {
            place_worth + 40
        } else if range.to.ends_with(store::END) {
            place_worth + 20
        } else {
            // Near: the fewer edits the better.
            (place_worth / 3).saturating_sub(u32::try_from(typos::edits(&term.text, word)?).unwrap_or(0))
        })
    };
    words.iter().filter_map(worth).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_comes_back() {
        let position = Position {
            near: true,
            range: 3,
            word: "kowalska".to_owned(),
            customer: Uuid::max(),
            rank: Some((90, "anna kowalska".to_owned(), Uuid::nil())),
        };
        assert_eq!(Position::of_text(&position.to_text()), Some(position));
        assert_eq!(Position::of_text("x"), None);
    }
}
