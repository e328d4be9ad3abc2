//! Keys: two records that could be one have one of them in common, and few others have it (blocking; Christen, "A survey of
//! indexing techniques for scalable record linkage and deduplication", IEEE TKDE 24, 2012).
//!
//! One thing that is nearly unique is a key by itself: a national id, a telephone, an e-mail address. Of the rest each key
//! is of two that go wrong separately: a day of birth and the sound of a name, a name and a place. A name stands in its keys
//! without its role, so that an exchanged given and family name changes none.

use crate::Kind;
use crate::features::{Features, Word};
use crate::fold::hash;

/// Words of a name that have keys.
const WORDS: usize = 3;

impl Features {
    /// The keys, each once.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = Vec::with_capacity(20);
        let mut add = |parts: &[&str]| {
            if parts.iter().all(|part| !part.is_empty()) {
                keys.push(hash(parts));
            }
        };
        for (_, value) in &self.ids {
            add(&["id", value]);
        }
        for phone in &self.phones {
            add(&["phone", phone]);
        }
        for (local, domain) in &self.emails {
            add(&["email", local, domain]);
        }
        let names: Vec<&Word> = self.given.iter().take(WORDS).chain(self.family.iter().take(WORDS)).collect();
        let day = self.birth.map(|day| day.text()).unwrap_or_default();
        let place = self.places.first();
        let part = |read: fn(&crate::features::Place) -> &str| place.map(read).unwrap_or_default();
        let (street, number) = (part(|one| &one.street), part(|one| &one.number));
        let (postal, city) = (part(|one| &one.postal), part(|one| &one.city));
        let street = &street[..street.len().min(6)];
        for word in &names {
            add(&["day name", &day, &word.code]);
            add(&["postal name", postal, &word.code]);
            add(&["street name", street, &word.text]);
        }
        add(&["day postal", &day, postal]);
        add(&["day street", &day, street]);
        add(&["house", street, number, postal]);
        add(&["house in", street, number, &city[..city.len().min(5)]]);
        for given in self.given.iter().take(2) {
            for family in self.family.iter().take(2) {
                let mut both = [&given.text, &family.text];
                both.sort();
                add(&["name", both[0], both[1]]);
                let mut both = [&given.code, &family.code];
                both.sort();
                // Many sound alike: where nothing else is known it is the whole name that leads on.
                add(&[
                    "name sound",
                    both[0],
                    both[1],
                    self.birth.map(|day| day.text()[..4].to_owned()).as_deref().unwrap_or("-"),
                ]);
                add(&["name sound city", both[0], both[1], &city[..city.len().min(5)]]);
            }
        }
        if self.birth.is_some() {
            // A slip in the day: its three parts, two at a time, with the name.
            for word in self.family.iter().take(1).chain(self.given.iter().take(1)) {
                add(&["year month", &day[..6], &word.code]);
                add(&["month day", &day[4..], &word.code]);
            }
        }
        if self.kind == Kind::Company {
            let whole: Vec<&str> = self.family.iter().map(|word| &*word.text).collect();
            add(&["company", &whole.concat()]);
            for word in self.family.iter().take(WORDS).filter(|word| word.text.len() > 3) {
                add(&["company in", &word.code, city]);
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
