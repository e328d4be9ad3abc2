//! A record made ready to be compared: folded, parted into words, coded; some 150 bytes when stored.

use crate::record::{Address, Kind, Record};
use crate::text::{cut, fold, hash, sound};
use crate::{companies, nicknames, streets};

/// What a stored part of a record is. The numbers are stored and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Field {
    Given = 1,
    Family = 2,
    /// A word of a company's name.
    Name = 3,
    /// Its code is 1 for a mobile.
    Phone = 4,
    /// What stands before the `@`, with dots and `+…` folded; its code is the domain's hash.
    Email = 5,
    /// A national id's letters and digits; its code is its kind's hash.
    Id = 6,
    /// Begins an address, even if empty; the number, postal code, city and region follow.
    Street = 7,
    Number = 8,
    Postal = 9,
    City = 10,
    Region = 11,
    /// A word of the name of the company a person belongs to.
    Company = 12,
}

const FIELDS: [Field; 12] = [
    Field::Given,
    Field::Family,
    Field::Name,
    Field::Phone,
    Field::Email,
    Field::Id,
    Field::Street,
    Field::Number,
    Field::Postal,
    Field::City,
    Field::Region,
    Field::Company,
];

/// What a [`Field::Phone`] that is a mobile is stored as.
const MOBILE: u8 = 13;

/// The layout of [`Features::to_bytes`]; other layouts are not read, but made anew from the record.
const VERSION: u8 = 1;

/// At most so many parts of one field are compared.
const MOST: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub hash: u32,
    /// How the word sounds, or what [`Field`] says.
    pub code: u32,
    pub start: u16,
    pub length: u8,
    pub field: Field,
}

impl Part {
    pub fn mobile(&self) -> bool {
        self.field == Field::Phone && self.code == 1
    }
}

/// What is compared of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Features {
    pub(crate) kind: Kind,
    /// `YYYYMMDD`, 0 if not known.
    pub(crate) birth: u32,
    pub(crate) text: Box<str>,
    pub(crate) parts: Box<[Part]>,
}

#[derive(Default)]
struct Builder {
    text: String,
    parts: Vec<Part>,
}

impl Builder {
    fn push(&mut self, field: Field, word: &str, code: Option<u32>) {
        let word = cut(word);
        if self.parts.len() > 100 || self.parts.iter().filter(|part| part.field == field).count() >= MOST {
            return;
        }
        let code = code.unwrap_or_else(|| match field {
            Field::Given | Field::Family | Field::Name | Field::Company => {
                hash(sound(word).as_bytes()) as u32
            }
            _ => 0,
        });
        let start = self.text.len() as u16;
        self.text.push_str(word);
        self.parts.push(Part {
            hash: hash(word.as_bytes()) as u32,
            code,
            start,
            length: word.len() as u8,
            field,
        });
    }

    fn words(&mut self, field: Field, text: &str) {
        for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
            self.push(field, word, None);
        }
    }

    fn person(&mut self, record: &Record) {
        if let (None, None, Some(name)) = (&record.given_name, &record.family_name, &record.name) {
            // "Last, First" and "First Last".
            let (given, family) = match name.split_once(',') {
                Some((family, given)) => (given, family),
                None => name.trim().rsplit_once(' ').unwrap_or(("", name)),
            };
            self.words(Field::Given, given);
            self.words(Field::Family, family);
        } else {
            self.words(Field::Given, record.given_name.as_deref().unwrap_or_default());
            self.words(Field::Family, record.family_name.as_deref().unwrap_or_default());
        }
    }

    fn email(&mut self, email: &str) {
        let Some((local, domain)) = email.trim().rsplit_once('@') else { return };
        let local = local.split('+').next().unwrap_or_default().to_lowercase();
        let local: String = local.chars().filter(|letter| letter.is_alphanumeric()).collect();
        if !local.is_empty() {
            self.push(Field::Email, &local, Some(hash(domain.to_lowercase().as_bytes()) as u32));
        }
    }

    fn address(&mut self, address: &Address) {
        let folded = |value: &Option<String>| fold(value.as_deref().unwrap_or_default());
        let (street, number) = streets::parts(&folded(&address.street));
        let postal = folded(&address.postal_code).replace(' ', "");
        let rest = [
            (Field::Number, number),
            (Field::Postal, postal),
            (Field::City, folded(&address.city)),
            (Field::Region, folded(&address.region)),
        ];
        if street.is_empty() && rest.iter().all(|(_, value)| value.is_empty()) {
            return;
        }
        if self.parts.iter().filter(|part| part.field == Field::Street).count() >= MOST {
            return;
        }
        self.push(Field::Street, &street, None);
        for (field, value) in rest {
            if !value.is_empty() {
                self.push(field, &value, None);
            }
        }
    }
}

impl Features {
    /// Folds a record; the same record always gives the same features.
    pub fn of(record: &Record) -> Self {
        let mut built = Builder::default();
        match record.kind {
            Kind::Person => built.person(record),
            Kind::Company => {
                let parts = [record.given_name.as_deref(), record.family_name.as_deref()];
                let parted = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
                let name = fold(record.name.as_deref().unwrap_or(&parted));
                for word in companies::words(&name) {
                    built.push(Field::Name, word, None);
                }
            }
        }
        for phone in &record.phones {
            let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
            if digits.len() > 3 {
                built.push(Field::Phone, &digits, Some(u32::from(phone.mobile)));
            }
        }
        for email in &record.emails {
            built.email(email);
        }
        for (kind, value) in &record.national_ids {
            let value = fold(value).replace(' ', "");
            if !value.is_empty() {
                built.push(Field::Id, &value, Some(hash(fold(kind).as_bytes()) as u32));
            }
        }
        for address in &record.addresses {
            built.address(address);
        }
        for word in companies::words(&fold(record.company.as_deref().unwrap_or_default())) {
            built.push(Field::Company, word, None);
        }
        let birth = record.birth_date.as_deref().and_then(date).unwrap_or(0);
        Self { kind: record.kind, birth, text: built.text.into(), parts: built.parts.into() }
    }

    /// The layout's version, kind, birth date, then every part: field, length, code if it is none
    /// of the word's own, and the word.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, u8::from(self.kind == Kind::Company)];
        bytes.extend(self.birth.to_le_bytes());
        for part in &self.parts {
            let field = if part.mobile() { MOBILE } else { part.field as u8 };
            bytes.extend([field, part.length]);
            if matches!(part.field, Field::Email | Field::Id) {
                bytes.extend(part.code.to_le_bytes());
            }
            bytes.extend(self.bytes(part));
        }
        bytes
    }

    /// What [`Features::to_bytes`] wrote; `None` if it is of another version or damaged, and has to
    /// be made anew from the record.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&[VERSION, kind, b0, b1, b2, b3], mut rest) = bytes.split_first_chunk::<6>()? else {
            return None;
        };
        let mut built = Builder::default();
        while let Some((&[field, length], after)) = rest.split_first_chunk::<2>() {
            let mobile = field == MOBILE;
            let field = if mobile { Field::Phone as u8 } else { field };
            let field = *FIELDS.get(usize::from(field).checked_sub(1)?)?;
            let (code, after) = match field {
                Field::Phone => (Some(u32::from(mobile)), after),
                Field::Email | Field::Id => {
                    let (code, after) = after.split_first_chunk::<4>()?;
                    (Some(u32::from_le_bytes(*code)), after)
                }
                _ => (None, after),
            };
            let (word, after) = after.split_at_checked(usize::from(length))?;
            built.push(field, std::str::from_utf8(word).ok()?, code);
            rest = after;
        }
        let kind = if kind == 1 { Kind::Company } else { Kind::Person };
        let birth = u32::from_le_bytes([b0, b1, b2, b3]);
        rest.is_empty().then(|| Self { kind, birth, text: built.text.into(), parts: built.parts.into() })
    }

    pub(crate) fn bytes(&self, part: &Part) -> &[u8] {
        let start = usize::from(part.start);
        &self.text.as_bytes()[start..start + usize::from(part.length)]
    }

    pub(crate) fn word(&self, part: &Part) -> &str {
        let start = usize::from(part.start);
        &self.text[start..start + usize::from(part.length)]
    }

    /// The parts of one field, in their order; those of one field stand together, but for addresses.
    pub(crate) fn of_field(&self, field: Field) -> &[Part] {
        let Some(start) = self.parts.iter().position(|part| part.field == field) else { return &[] };
        let rest = &self.parts[start..];
        let end = rest.iter().position(|part| part.field != field).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Whether a mail box has its owner's given name in its own: one of a family has not.
    pub(crate) fn own_mail(&self) -> bool {
        let given = self.of_field(Field::Given);
        let named = |mail: &str| given.iter().any(|part| part.length > 2 && mail.contains(self.word(part)));
        self.of_field(Field::Email).iter().any(|part| named(self.word(part)))
    }

    /// Each address as the run of its parts, the street first.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &[Part]> {
        let place = |field: Field| (Field::Street..=Field::Region).contains(&field);
        let start = self.parts.iter().position(|part| place(part.field)).unwrap_or(self.parts.len());
        let rest = &self.parts[start..];
        let end = rest.iter().position(|part| !place(part.field)).unwrap_or(rest.len());
        rest[..end].chunk_by(|_, next| next.field != Field::Street)
    }
}

/// `YYYY-MM-DD` or `YYYYMMDD` as one number. Days no month has are kept: typing makes them.
fn date(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| digits.len() == 8).filter(|date| *date > 0)
}

/// A word as blocking takes it: its nickname group's number, or how it sounds.
pub(crate) fn blocked(part: &Part) -> u64 {
    nicknames::group(part.hash).map_or(u64::from(part.code), |group| 1 << 40 | u64::from(group))
}
