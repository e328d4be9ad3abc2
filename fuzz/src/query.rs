//! What holds for everything that is typed into a search.
//!
//! Invariant: no word that reaches a database is anything but letters, digits and the mark before them, and what is
//! shown as found is cut between characters.

use telephone::Country;

use crate::Dialect;
use crate::search::terms::terms;
use crate::search::{ADDRESS, DOMAIN, mark};
use crate::texts::asked::Asked;
use crate::texts::passage;

/// `text` is searched for in `card`.
pub fn check(asked: &str, card: &str, home: Country) {
    let terms = terms(asked, home);
    assert!(terms.len() <= 8);
    for term in &terms {
        assert!(!term.text.is_empty());
        for range in &term.ranges {
            assert!(range.from < range.to && range.holds(&range.from));
            let is_word = range.from.chars().skip(1).all(char::is_alphanumeric);
            assert!(is_word || range.from.starts_with([ADDRESS, DOMAIN]), "{range:?}");
        }
        let _ = (term.plain(), term.marked().count(), term.holds(card));
    }
    let mut end = 0;
    for found in mark::matches(card, &terms) {
        assert!(found.start >= end && found.end > found.start);
        assert!(card.get(found.clone()).is_some());
        end = found.end;
    }
    said(asked, card);
}

/// The same in what was said.
fn said(asked: &str, text: &str) {
    let read = Asked::read(asked);
    if !read.is_nothing() {
        let groups = [vec!["#a".to_owned()]];
        for (dialect, quote) in [(Dialect::Sqlite, '"'), (Dialect::Postgres, '\'')] {
            let mut all = vec![read.all(dialect, &groups), read.any(dialect, &groups)];
            all.extend(read.each(dialect, &groups));
            all.extend(read.none(dialect, &groups));
            for condition in all {
                is_condition(&condition, quote);
            }
        }
    }
    let found = passage::read(text, &read);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for place in &found.look.found {
        assert!(text.get(place.clone()).is_some());
    }
    assert_eq!(found.excerpt.is_empty(), found.look.found.is_empty());
    if !found.excerpt.is_empty() {
        let shown: String = found.excerpt.iter().map(|piece| piece.text.as_str()).collect();
        let shown = shown.strip_prefix("… ").filter(|_| !text.starts_with(&*shown)).unwrap_or(&shown);
        assert!(text.contains(shown.strip_suffix(" …").unwrap_or(shown)) || text.contains(shown), "{shown:?}");
    }
}

/// Outside quotes there is nothing that was typed, inside nothing but words, and brackets match.
fn is_condition(condition: &str, quote: char) {
    let mut depth = 0_i32;
    for (n, part) in condition.split(quote).enumerate() {
        if n % 2 == 1 {
            let word = part.strip_prefix('#').unwrap_or(part);
            assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric), "{condition}");
        } else {
            assert!(part.chars().all(|c| " ()&|!:*ANDORT".contains(c)), "{condition}");
            depth += part.chars().map(|c| i32::from(c == '(') - i32::from(c == ')')).sum::<i32>();
            assert!(depth >= 0, "{condition}");
        }
    }
    assert_eq!((depth, condition.matches(quote).count() % 2), (0, 0), "{condition}");
}
