//! Which parts of a text are what was asked for, to be shown as found.

use std::ops::Range;

use super::terms::{DIGITS, Term};
use super::typos;
use super::words::{belongs, fold_word};

/// The byte ranges of `text` that match, in order and apart: beginnings of words, whole words that are near, and
/// digits of a number however it is spaced.
pub fn matches(text: &str, terms: &[Term]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = terms.iter().filter_map(|term| number(text, &term.text)).collect();
    for word in words(text) {
        let whole = &text[word.clone()];
        if let Some(length) = terms.iter().filter_map(|term| begins(whole, &term.text)).max() {
            found.push(word.start..word.start + length);
        }
    }
    found.sort_by_key(|one| (one.start, usize::MAX - one.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for one in found {
        match apart.last_mut() {
            Some(last) if one.start < last.end => last.end = last.end.max(one.end),
            _ => apart.push(one),
        }
    }
    apart
}

/// Where the words of a text stand.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        if !belongs(c) {
            continue;
        }
        let end = at + c.len_utf8();
        match all.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => all.push(at..end),
        }
    }
    all
}

/// How many bytes of a word the term covers.
fn begins(word: &str, term: &str) -> Option<usize> {
    let folded = fold_word(word);
    if folded.starts_with(term) && !term.is_empty() {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        return ends.into_iter().find(|end| fold_word(&word[..*end]).len() >= term.len());
    }
    let near = typos::can_be_misspelt(term) && typos::edits(term, &folded).is_some();
    near.then_some(word.len())
}

/// The part of a text that holds these digits one after the other, with whatever stands between them.
fn number(text: &str, term: &str) -> Option<Range<usize>> {
    if term.len() < DIGITS || !term.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let places: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let digits: String = places.iter().map(|(_, c)| c).collect();
    // A national number is the international one without its zeros.
    let term = if digits.contains(term) { term } else { term.trim_start_matches('0') };
    let at = if term.len() < DIGITS { None } else { digits.rfind(term) }?;
    Some(places[at].0..places[at + term.len() - 1].0 + 1)
}

#[cfg(test)]
mod tests {
    use super::super::terms::terms;
    use super::*;

    fn marked(text: &str, query: &str) -> String {
        let mut marked = text.to_owned();
        for one in matches(text, &terms(query, "SE".parse().unwrap())).into_iter().rev() {
            marked.insert(one.end, ']');
            marked.insert(one.start, '[');
        }
        marked
    }

    #[test]
    fn what_was_asked_for_is_marked() {
        assert_eq!(marked("Łukasz Müller-Żbik", "luk mue zb"), "[Łuk]asz [Mü]ller-[Żb]ik");
        assert_eq!(marked("Anna Kowalska", "kowlaska"), "Anna [Kowalska]");
        assert_eq!(marked("070-174 06 05", "1740605"), "070-[174 06 05]");
        assert_eq!(marked("+48 59 000 10 76", "059 000 10"), "+48 [59 000 10] 76");
        assert_eq!(marked("N-100384", "1003"), "N-[1003]84");
        assert_eq!(marked("Anna", "x"), "Anna");
    }
}
