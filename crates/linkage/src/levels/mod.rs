//! On which level each field of two records agrees.

mod names;
mod values;

use names::{Initials, words};
use values::{birth, id, number, place, street};

use crate::features::{Features, Field, Part};
use crate::frequencies::{address_value, email_value, value};
use crate::record::Kind;
use crate::text::{edits, jaro_winkler, may_be_alike, may_be_near};

/// What is weighed on its own; [`Field`] is what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Slot {
    Given,
    Family,
    Birth,
    Id,
    Phone,
    Email,
    Street,
    Number,
    Place,
    Name,
    Employer,
}

pub(crate) const SLOTS: usize = 11;
pub(crate) const LEVELS: usize = 8;

/// Levels of names.
pub(crate) const EQUAL: u8 = 0;
pub(crate) const VARIANT: u8 = 1;
pub(crate) const TYPO: u8 = 2;
pub(crate) const SOUND: u8 = 3;
pub(crate) const INITIAL: u8 = 4;
pub(crate) const PART: u8 = 5;
pub(crate) const RESEMBLES: u8 = 6;
pub(crate) const DIFFERS: u8 = 7;
/// Nothing to compare: counts neither way.
pub(crate) const MISSING: u8 = u8::MAX;

/// Birth dates; `DIFFERS` as above.
pub(crate) const TRANSPOSED: u8 = 1;
pub(crate) const DIGIT: u8 = 2;
pub(crate) const NEAR: u8 = 3;

/// The levels of two records, and the value whose frequency counts where they agree.
#[derive(Clone, Debug)]
pub(crate) struct Levels {
    pub level: [u8; SLOTS],
    pub value: [u64; SLOTS],
    pub swapped: bool,
    /// In how many ways an initial could agree with given and family name by chance, where one of the
    /// two is nothing but initials; 0 where both are written out.
    pub initials: [u8; 2],
    /// A mobile number both have, if they have one.
    pub mobile: u64,
    /// Whether the mail box both have is named after one of them.
    pub own_mail: bool,
    /// The door both have, if they have one.
    pub door: u64,
}

impl Levels {
    /// Nothing compared.
    pub fn none() -> Self {
        Self {
            level: [MISSING; SLOTS],
            value: [0; SLOTS],
            swapped: false,
            initials: [0; 2],
            mobile: 0,
            own_mail: false,
            door: 0,
        }
    }

    pub fn of(a: &Features, b: &Features) -> Self {
        let mut levels = Self::none();
        match a.kind {
            Kind::Person => {
                levels.names(a, b);
                levels.set(Slot::Birth, birth(a.birth, b.birth), value(0, a.birth));
                let (level, value) = words(a, b, Field::Company, Field::Company);
                levels.set(Slot::Employer, level, value);
            }
            Kind::Company => {
                let (level, value) = words(a, b, Field::Name, Field::Name);
                levels.set(Slot::Name, level, value);
            }
        }
        levels.best(Slot::Id, a.of_field(Field::Id), b.of_field(Field::Id), |one, other| {
            (one.code == other.code).then(|| {
                let level = id(a.bytes(one), b.bytes(other));
                (level, value(Field::Id as u8, one.hash))
            })
        });
        levels.best(Slot::Phone, a.of_field(Field::Phone), b.of_field(Field::Phone), |one, other| {
            let level = match () {
                () if one.hash == other.hash => EQUAL,
                () if one.length.min(other.length) > 7
                    && may_be_near(a.bytes(one), b.bytes(other), 1)
                    && edits(a.bytes(one), b.bytes(other)) == 1 =>
                {
                    TYPO
                }
                () => DIFFERS,
            };
            Some((level, value(Field::Phone as u8, one.hash)))
        });
        levels.best(Slot::Email, a.of_field(Field::Email), b.of_field(Field::Email), |one, other| {
            let level = match () {
                () if one.hash == other.hash && one.code == other.code => EQUAL,
                () if one.hash == other.hash => VARIANT,
                () if one.length.min(other.length) > 4
                    && may_be_near(a.bytes(one), b.bytes(other), 1)
                    && edits(a.bytes(one), b.bytes(other)) <= 1 =>
                {
                    TYPO
                }
                () if may_be_alike(a.bytes(one), b.bytes(other), 0.92)
                    && jaro_winkler(a.bytes(one), b.bytes(other)) > 0.92 =>
                {
                    RESEMBLES
                }
                () => DIFFERS,
            };
            let shared = if level == EQUAL { email_value(one) } else { value(Field::Email as u8, one.hash) };
            Some((level, shared))
        });
        if levels.at(Slot::Phone) == EQUAL {
            let mobiles = a.of_field(Field::Phone).iter().filter(|part| part.mobile());
            let same = |one: &Part, other: &Part| one.hash == other.hash && other.mobile();
            let both = |part: &&Part| b.of_field(Field::Phone).iter().any(|other| same(part, other));
            let shared = mobiles.filter(both).map(|part| value(Field::Phone as u8, part.hash));
            levels.mobile = shared.min().unwrap_or(0);
        }
        levels.own_mail = levels.at(Slot::Email) == EQUAL && (a.own_mail() || b.own_mail());
        levels.addresses(a, b);
        levels
    }

    pub fn at(&self, slot: Slot) -> u8 {
        self.level[slot as usize]
    }

    /// In how many ways an initial could agree; 0 where a slot is compared as it is written.
    pub fn ways(&self, slot: usize) -> u8 {
        self.initials.get(slot).copied().unwrap_or(0)
    }

    /// A mail box both have, which with nothing but an initial may be anybody's of the household.
    pub fn shared_mail(&self) -> bool {
        self.ways(Slot::Given as usize) > 0 && self.at(Slot::Email) == EQUAL && !self.own_mail
    }

    fn set(&mut self, slot: Slot, level: u8, value: u64) {
        self.level[slot as usize] = level;
        self.value[slot as usize] = value;
    }

    fn best(&mut self, slot: Slot, a: &[Part], b: &[Part], of: impl Fn(&Part, &Part) -> Option<(u8, u64)>) {
        for one in a {
            for other in b {
                if let Some((level, value)) = of(one, other)
                    && (level, value) < (self.at(slot), self.value[slot as usize])
                {
                    self.set(slot, level, value);
                }
            }
        }
    }

    /// Given with given and family with family, or the other way round where that fits far better.
    fn names(&mut self, a: &Features, b: &Features) {
        let given = words(a, b, Field::Given, Field::Given);
        let family = words(a, b, Field::Family, Field::Family);
        self.set(Slot::Given, given.0, given.1);
        self.set(Slot::Family, family.0, family.1);
        for (slot, field) in [(Slot::Given, Field::Given), (Slot::Family, Field::Family)] {
            if let Some(Initials { level, value, ways }) = Initials::of(a, b, field) {
                self.set(slot, level, value);
                self.initials[slot as usize] = ways;
            }
        }
        if given.0.min(family.0) < INITIAL {
            return;
        }
        let one = words(a, b, Field::Given, Field::Family);
        let other = words(a, b, Field::Family, Field::Given);
        let fits = |level: u8| level <= SOUND;
        if fits(one.0) && (fits(other.0) || other.0 == MISSING) || fits(other.0) && one.0 == MISSING {
            self.swapped = true;
            self.initials = [0; 2];
            // Which of the two is the given name nobody knows; the order is that of the levels.
            let hash = |of: (u8, u64)| (of.0, of.1 & u64::from(u32::MAX));
            let (first, second) = (hash(one).min(hash(other)), hash(one).max(hash(other)));
            self.set(Slot::Given, first.0, value(Field::Given as u8, first.1 as u32));
            self.set(Slot::Family, second.0, value(Field::Family as u8, second.1 as u32));
        }
    }

    /// The two addresses that are most alike.
    fn addresses(&mut self, a: &Features, b: &Features) {
        let mut least = (u32::MAX, 0);
        for one in a.addresses() {
            for other in b.addresses() {
                let of = |parts: &'_ [Part], field| {
                    parts.iter().find(|part| part.field == field && part.length > 0).copied()
                };
                let both = |field| of(one, field).zip(of(other, field));
                let street =
                    both(Field::Street).map_or(MISSING, |(one, other)| street(a.word(&one), b.word(&other)));
                let number = match both(Field::Number) {
                    Some((one, other)) if street <= PART => number(a.word(&one), b.word(&other)),
                    _ => MISSING,
                };
                let (place, shared) = place(a, b, one, other);
                let sum = one.iter().chain(other).fold(0, |sum: u32, part| sum.wrapping_add(part.hash));
                let rank = (u32::from(street) * 3 + u32::from(place) * 2 + u32::from(number.min(8)), sum);
                if rank < least {
                    least = rank;
                    let hash = |field| of(one, field).map_or(0, |part: Part| value(field as u8, part.hash));
                    self.set(Slot::Street, street, hash(Field::Street));
                    self.set(Slot::Number, number, hash(Field::Number));
                    self.set(Slot::Place, place, shared);
                    let door = address_value(one);
                    self.door = door.filter(|_| door == address_value(other)).unwrap_or(0);
                }
            }
        }
    }
}
