//! The values whose frequency in a base counts, and their names in the table of them.

use crate::features::{Features, Field, Part};
use crate::text::mix;

impl Features {
    /// Every value whose frequency counts, as the [`Model`](crate::Model) counts them.
    pub(crate) fn values(&self) -> impl Iterator<Item = u64> {
        let birth = (self.birth > 0).then(|| value(0, self.birth));
        let parts = self.parts.iter().filter(|part| part.length > 0).map(|part| match part.field {
            Field::Email => email_value(part),
            field => value(field as u8, part.hash),
        });
        birth.into_iter().chain(parts).chain(self.addresses().filter_map(address_value))
    }

    /// The first letter of the first of a field's words.
    pub(crate) fn initial(&self, field: Field) -> Option<u8> {
        self.of_field(field).first().and_then(|part| self.bytes(part).first().copied())
    }
}

/// A value's name in the table of frequencies: its field and its hash.
pub(crate) fn value(field: u8, hash: u32) -> u64 {
    u64::from(field) << 32 | u64::from(hash)
}

pub(crate) fn email_value(part: &Part) -> u64 {
    value(Field::Email as u8, mix(u64::from(part.hash), u64::from(part.code)) as u32)
}

/// The first letter of a person's name, by which an initial agrees; without a letter, that there is a name.
pub(crate) fn initial_value(field: Field, letter: Option<u8>) -> u64 {
    value(20 + field as u8, u32::from(letter.unwrap_or(0)))
}

/// A door: street, number and place together. `None` without a street or a place.
pub(crate) fn address_value(address: &[Part]) -> Option<u64> {
    let of = |field| {
        address.iter().find(|part| part.field == field && part.length > 0).map(|part| u64::from(part.hash))
    };
    let place = of(Field::Postal).or_else(|| of(Field::City))?;
    let door = mix(of(Field::Street)?, of(Field::Number).unwrap_or(0));
    Some(value(20, mix(door, place) as u32))
}
