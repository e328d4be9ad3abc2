//! Blocking: only records that share a key are compared.
//!
//! Every key joins two things or is rare by itself, so that a block too large to be compared (a
//! switchboard, a common name) costs nothing: what belongs together in it shares other keys.
//! Source: Christen (2012), *A Survey of Indexing Techniques for Scalable Record Linkage and
//! Deduplication*, IEEE TKDE 24(9).

use crate::features::{Features, Field, blocked};
use crate::record::Kind;
use crate::text::mix;

/// More keys than this a record never has.
const MOST: usize = 28;

struct Keys(Vec<u64>);

impl Keys {
    /// The kind of a key stands in its upper byte.
    fn push(&mut self, kind: u8, one: u64, other: u64) {
        let key = u64::from(kind) << 56 | mix(mix(one, u64::from(kind)), other) >> 8;
        if self.0.len() < MOST && !self.0.contains(&key) {
            self.0.push(key);
        }
    }
}

impl Features {
    /// The blocking keys, a dozen or two, each a hash with the key's kind in the upper byte.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = Keys(Vec::with_capacity(20));
        let first = |field| self.of_field(field).iter().find(|part| part.length > 1);
        let address = self.addresses().last();
        let of = |field| {
            address.and_then(|parts| parts.iter().find(|part| part.field == field && part.length > 0))
        };
        for part in self.of_field(Field::Id).iter().take(2) {
            keys.push(1, u64::from(part.hash), u64::from(part.code));
        }
        let names: Vec<u64> = match self.kind {
            Kind::Person => {
                let family = self.of_field(Field::Family);
                let last = family.last().filter(|part| part.length > 1 && family.len() > 1);
                [first(Field::Given), first(Field::Family), last].into_iter().flatten().map(blocked).collect()
            }
            Kind::Company => self.of_field(Field::Name).iter().take(3).map(blocked).collect(),
        };
        let company = u64::from(self.kind == Kind::Company) << 50;
        for part in self.of_field(Field::Phone).iter().take(3) {
            keys.push(2, u64::from(part.hash), company);
            for name in &names[..names.len().min(1)] {
                keys.push(3, u64::from(part.hash), *name);
            }
        }
        for part in self.of_field(Field::Email).iter().take(2) {
            keys.push(4, u64::from(part.hash), company);
        }
        // Names without their order: what was swapped meets.
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                keys.push(5, *one.min(other), *one.max(other));
            }
        }
        if self.birth > 0 {
            let (year, month, day) = (self.birth / 10_000, self.birth / 100 % 100, self.birth % 100);
            keys.push(6, u64::from(self.birth), 0);
            for name in &names {
                keys.push(7, u64::from(year), *name);
                keys.push(8, u64::from(month.min(day) * 100 + month.max(day)), *name);
            }
        }
        let place = of(Field::Postal).or(of(Field::City));
        if let Some(place) = place {
            for name in names.iter().take(2) {
                keys.push(9, u64::from(place.hash), *name);
            }
        }
        if let Some(city) = of(Field::City) {
            for name in names.iter().take(2) {
                keys.push(10, u64::from(city.hash), *name);
            }
        }
        if let Some(street) = of(Field::Street) {
            let word = self.word(street).split(' ').next().unwrap_or_default();
            let street = crate::text::hash(word.as_bytes());
            if let Some(number) = of(Field::Number) {
                keys.push(11, street, u64::from(number.hash));
            }
            if let Some(place) = place {
                keys.push(12, street, u64::from(place.hash));
            }
            for name in names.iter().take(2) {
                keys.push(13, street, *name);
            }
        }
        if self.kind == Kind::Company
            && let [only] = names[..]
        {
            keys.push(14, only, 0);
        }
        keys.0
    }
}
