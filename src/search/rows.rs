//! Which rows of `search_words` a customer has.
//!
//! Invariant: of any two words of a name each leads to the other: there is a row with one as `word` and `rest`
//! beginning with the other. So whoever has two names that are asked for is in one range.

use std::collections::BTreeSet;

use super::{Place, Words, parts};

/// The key of a row but for the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The letter of its place and the word.
    pub word: String,
    /// The other words of the name, for a word of something else all of them. Rows of one word come in the
    /// alphabetical order of this.
    pub rest: String,
}

impl Words {
    /// The words of the name in their order.
    pub fn names(&self) -> Vec<&str> {
        self.iter().filter(|(place, _)| *place == Place::Name).map(|(_, word)| word).collect()
    }

    /// The rows, sorted.
    pub fn rows(&self) -> BTreeSet<Row> {
        let names = self.names();
        let mut rows = BTreeSet::new();
        for (place, word) in self.iter() {
            let key = key(place, word);
            let others: Vec<&str> = if place == Place::Name { names_but(&names, word) } else { Vec::new() };
            if others.is_empty() {
                let rest = if place == Place::Name { String::new() } else { names.join(" ") };
                rows.insert(Row { word: key, rest });
                continue;
            }
            for first in &others {
                let rest = [&[*first], &names_but(&others, first)[..]].concat().join(" ");
                rows.insert(Row { word: key.clone(), rest });
            }
        }
        rows
    }
}

fn names_but<'w>(names: &[&'w str], but: &str) -> Vec<&'w str> {
    names.iter().copied().filter(|name| *name != but).collect()
}

/// A word as it stands in the index.
pub fn key(place: Place, word: &str) -> String {
    let mut key = String::with_capacity(word.len() + 1);
    key.push(place.letter());
    key.push_str(word);
    key
}

/// The words of a customer as a row brings them, looked at without being taken apart.
#[derive(Clone, Copy)]
pub struct Known<'t>(pub &'t str);

impl<'t> Known<'t> {
    pub fn words(self) -> impl Iterator<Item = (Place, &'t str)> {
        parts(self.0)
    }

    pub fn at(self, place: Place) -> impl Iterator<Item = &'t str> {
        self.words().filter(move |(at, _)| *at == place).map(|(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &Words) -> Vec<(String, String)> {
        words.rows().into_iter().map(|row| (row.word, row.rest)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(word, rest)| ((*word).to_owned(), (*rest).to_owned())).collect()
    }

    #[test]
    fn any_two_words_of_a_name_lead_to_each_other() {
        let words = Words::default().name("Anna Kowalska").text(Place::Tag, "Regular");
        let wanted = [
            ("aak", "anna kowalska"),
            ("nanna", "kowalska"),
            ("nkowalska", "anna"),
            ("tregular", "anna kowalska"),
        ];
        assert_eq!(of(&words), pairs(&wanted));
        assert_eq!(of(&Words::default().name("Norrvik")), pairs(&[("nnorrvik", "")]));
        let three = Words::default().name("Ada Bea Cid");
        let wanted = [
            ("aabc", "ada bea cid"),
            ("nada", "bea cid"),
            ("nada", "cid bea"),
            ("nbea", "ada cid"),
            ("nbea", "cid ada"),
            ("ncid", "ada bea"),
            ("ncid", "bea ada"),
        ];
        assert_eq!(of(&three), pairs(&wanted));
    }

    #[test]
    fn a_long_name_has_few_rows() {
        let name: Vec<String> = (b'a'..=b'z').map(|c| char::from(c).to_string().repeat(4)).collect();
        let words = Words::default().name(&name.join(" "));
        assert_eq!(words.names().len(), 8);
        assert_eq!(words.rows().len(), 8 * 7 + 18 + 1);
    }
}
