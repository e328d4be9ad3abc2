//! Search as you type: words of customers in an index of our own, in any order, begun or misspelt, best first.
//!
//! Invariant: whatever changes what a customer is found by calls `index` in the same transaction; a word of nobody
//! is nowhere in the tables.
//!
//! The index is three tables. `search_words` leads from a word to customers and is read as a range, so that the
//! beginning of a word is enough; each row carries the other words of the name (`rows`), so that two words that are
//! asked for are one range as well. `search_customers` holds all words of a customer together with their places: by
//! it whoever a row brings is checked. `search_deletions` leads from a misspelt word to the words it may be.

pub mod index;
mod legs;
pub mod mark;
pub mod query;
pub mod range;
pub mod reading;
mod rows;
pub mod store;
pub mod terms;
pub mod typos;
pub mod view;
pub mod words;

use crate::identifiers::{Identifier, IdentifierKind};
use words::{digits, reversed, words as split};

/// Where a word of a customer stands. What is worth more comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Name,
    Identifier,
    Reference,
    Company,
    Tag,
    /// The first letters of the names together: "ak" for Anna Kowalska.
    Initials,
}

impl Place {
    const ALL: [Place; 6] =
        [Place::Name, Place::Identifier, Place::Reference, Place::Company, Place::Tag, Place::Initials];

    const fn letter(self) -> char {
        match self {
            Place::Name => 'n',
            Place::Identifier => 'i',
            Place::Reference => 'r',
            Place::Company => 'c',
            Place::Tag => 't',
            Place::Initials => 'a',
        }
    }

    fn of(letter: char) -> Option<Place> {
        Place::ALL.into_iter().find(|place| place.letter() == letter)
    }
}

/// Begins a word that is a phone number from its first digit on, with its country's calling code.
pub const FROM_FIRST: char = '+';
/// Begins a word that is a phone number from its last digit back: a search for last digits is one for a beginning.
pub const FROM_LAST: char = '~';
/// Begins a word that is a whole e-mail address: only who types an `@` asks for one.
pub const ADDRESS: char = '=';
/// Begins a word that is the domain of an e-mail address.
pub const DOMAIN: char = '@';

/// Words of a name that count as such. The others are found as those of a company are, or a long name would fill the
/// index with pairs of its words.
const NAMES: usize = 8;

/// The words that a customer is found by, each at the best place it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In the order they were added: a name is compared word by word.
    list: Vec<(Place, String)>,
}

impl Words {
    /// A person's or company's name.
    pub fn name(mut self, name: &str) -> Words {
        let names: Vec<String> = split(name).collect();
        if let [_, _, ..] = names[..] {
            let initials: String = names.iter().filter_map(|name| name.chars().next()).take(8).collect();
            self = self.with(Place::Initials, [initials]);
        }
        self.with(Place::Name, names)
    }

    /// Words of something else that stands on the card.
    pub fn text(self, place: Place, text: &str) -> Words {
        let found: Vec<String> = split(text).collect();
        self.with(place, found)
    }

    pub fn identifier(self, identifier: &Identifier) -> Words {
        let value = identifier.value.as_str();
        match identifier.kind {
            IdentifierKind::Phone => {
                let number = digits(value);
                let whole = format!("{FROM_FIRST}{number}");
                self.with(Place::Identifier, [whole, format!("{FROM_LAST}{}", reversed(&number))])
            }
            IdentifierKind::Email => {
                let (local, domain) = value.rsplit_once('@').unwrap_or((value, ""));
                let host = domain.rsplit_once('.').map_or(domain, |(host, _)| host);
                let whole = format!("{ADDRESS}{}", words::cut(value, 200));
                self.with(Place::Identifier, [whole, format!("{DOMAIN}{}", words::cut(domain, 200))])
                    .text(Place::Identifier, local)
                    .text(Place::Identifier, host)
            }
            IdentifierKind::Handle => self.text(Place::Identifier, value),
        }
    }

    fn with(mut self, place: Place, words: impl IntoIterator<Item = String>) -> Words {
        for word in words {
            let names = self.list.iter().filter(|(place, _)| *place == Place::Name).count();
            let place = if place == Place::Name && names >= NAMES { Place::Company } else { place };
            match self.list.iter_mut().find(|(_, known)| *known == word) {
                Some(known) => known.0 = known.0.min(place),
                None => self.list.push((place, word)),
            }
        }
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = (Place, &str)> {
        self.list.iter().map(|(place, word)| (*place, word.as_str()))
    }

    /// As one text for the table: place and word, white space between.
    fn to_text(&self) -> String {
        let parts: Vec<String> =
            self.iter().map(|(place, word)| format!("{}{word}", place.letter())).collect();
        parts.join(" ")
    }

    fn of_text(text: &str) -> Words {
        Words { list: parts(text).map(|(place, word)| (place, word.to_owned())).collect() }
    }
}

/// The words of such a text as they stand in it.
fn parts(text: &str) -> impl Iterator<Item = (Place, &str)> {
    text.split(' ').filter_map(|part| {
        let letter = part.chars().next()?;
        Some((Place::of(letter)?, &part[letter.len_utf8()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_their_text() {
        let words = Words::default()
            .name("Anna Kowalska")
            .identifier(&Identifier::email("anna.kowalska@norrvik.example").unwrap())
            .text(Place::Reference, "N-100384");
        assert_eq!(
            words.to_text(),
            "aak nanna nkowalska i=anna.kowalska@norrvik.example i@norrvik.example inorrvik rn r100384"
        );
        assert_eq!(Words::of_text(&words.to_text()), words);
    }
}
