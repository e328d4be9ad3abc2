//! What of a record is compared: folded, coded and compact.

use crate::date::Day;
use crate::fold::{hash, joined, without_umlauts, words};
use crate::nicknames;
use crate::phonetic;
use crate::street::Street;
use crate::{Kind, Record};

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: Box<str>,
    /// How it sounds.
    pub code: Box<str>,
    /// By which its frequency is looked up.
    pub hash: u64,
    /// Of a given name, the lines of fond forms on which it stands.
    pub lines: &'static [u16],
}

impl Word {
    fn new(text: &str) -> Word {
        let text = without_umlauts(text);
        Word {
            code: phonetic::code(&text).into(),
            hash: hash(&[&text]),
            lines: nicknames::lines(&text),
            text: text.into(),
        }
    }
}

/// An address as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub street: Box<str>,
    pub number: Box<str>,
    pub postal: Box<str>,
    pub city: Box<str>,
}

/// What is compared of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Features {
    pub(crate) kind: Kind,
    pub(crate) given: Vec<Word>,
    /// Of a company, its name without the legal form.
    pub(crate) family: Vec<Word>,
    pub(crate) birth: Option<Day>,
    /// Kind, folded, and value without anything but letters and digits.
    pub(crate) ids: Vec<(Box<str>, Box<str>)>,
    pub(crate) phones: Vec<Box<str>>,
    /// What stands before the @ without dots and what follows a plus, and the domain.
    pub(crate) emails: Vec<(Box<str>, Box<str>)>,
    pub(crate) places: Vec<Place>,
    pub(crate) company: Box<str>,
}

/// Legal forms, which half of all writers leave out.
const FORMS: [&str; 34] = [
    "ab",
    "hb",
    "kb",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "ug",
    "gbr",
    "ev",
    "eg",
    "sp",
    "spz",
    "oo",
    "o",
    "z",
    "sa",
    "sj",
    "sk",
    "ltd",
    "limited",
    "plc",
    "llp",
    "llc",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "publ",
    "se",
];
/// Most of each kind that are looked at.
const MOST: usize = 8;
/// Parts of a field, and fields of the text of features: characters that no folded value has.
const PART: char = '\u{1f}';
const END: char = '\u{1e}';

impl Features {
    pub fn of(record: &Record) -> Features {
        let text = |value: &Option<String>| value.as_deref().unwrap_or_default().to_owned();
        let mut features = Features { kind: record.kind, ..Features::default() };
        let (mut given, mut family) = (words(&text(&record.given_name)), words(&text(&record.family_name)));
        if record.kind == Kind::Company {
            let name = if record.name.is_some() { text(&record.name) } else { text(&record.family_name) };
            given = Vec::new();
            family = without_form(&name);
        } else if given.is_empty() && family.is_empty() {
            let mut whole = words(&text(&record.name));
            family = if whole.len() > 1 { whole.split_off(whole.len() - 1) } else { Vec::new() };
            given = whole;
        }
        features.given = given.iter().take(MOST).map(|word| Word::new(word)).collect();
        features.family = family.iter().take(MOST).map(|word| Word::new(word)).collect();
        features.birth = record.birth_date.as_deref().and_then(Day::read);
        let ids = record.national_ids.iter().take(MOST);
        features.ids = ids
            .map(|(kind, value)| (joined(kind).into(), joined(value).into()))
            .filter(|(_, value): &(Box<str>, Box<str>)| value.len() > 3)
            .collect();
        let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).collect::<String>();
        features.phones = record
            .phones
            .iter()
            .take(MOST)
            .map(|phone| digits(phone).into())
            .filter(|phone: &Box<str>| phone.len() > 4)
            .collect();
        features.emails = record.emails.iter().take(MOST).filter_map(|email| email_of(email)).collect();
        features.places = record
            .addresses
            .iter()
            .take(MOST)
            .map(|address| {
                let street = Street::read(&text(&address.street));
                Place {
                    street: street.name.into(),
                    number: street.number.into(),
                    postal: joined(&text(&address.postal_code)).into(),
                    city: joined(&text(&address.city)).into(),
                }
            })
            .filter(|place| *place != Place::default())
            .collect();
        features.company = without_form(&text(&record.company)).concat().into();
        features
    }

    /// A text of them that is the same on every machine; the first character is the version.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::from(if self.kind == Kind::Company { "1c" } else { "1p" });
        let mut field = |parts: Vec<String>| {
            text.push_str(&parts.join(&PART.to_string()));
            text.push(END);
        };
        field(self.given.iter().map(|word| word.text.to_string()).collect());
        field(self.family.iter().map(|word| word.text.to_string()).collect());
        field(self.birth.iter().map(Day::text).collect());
        field(self.ids.iter().flat_map(|(a, b)| [a.to_string(), b.to_string()]).collect());
        field(self.phones.iter().map(|one| one.to_string()).collect());
        field(self.emails.iter().flat_map(|(a, b)| [a.to_string(), b.to_string()]).collect());
        field(
            self.places
                .iter()
                .flat_map(|one| {
                    [&one.street, &one.number, &one.postal, &one.city].map(|part| part.to_string())
                })
                .collect(),
        );
        field(vec![self.company.to_string()]);
        text.into_bytes()
    }

    /// Reads what `to_bytes` wrote; nothing of another version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Features> {
        let text = std::str::from_utf8(bytes).ok()?;
        let kind = match text.get(..2)? {
            "1p" => Kind::Person,
            "1c" => Kind::Company,
            _ => return None,
        };
        let fields: Vec<Vec<&str>> = text[2..]
            .split(END)
            .map(|field| if field.is_empty() { Vec::new() } else { field.split(PART).collect() })
            .collect();
        let [given, family, birth, ids, phones, emails, places, company, _] = fields.try_into().ok()?;
        let pairs =
            |list: Vec<&str>| list.chunks_exact(2).map(|pair| (pair[0].into(), pair[1].into())).collect();
        Some(Features {
            kind,
            given: given.into_iter().map(Word::new).collect(),
            family: family.into_iter().map(Word::new).collect(),
            birth: birth.first().and_then(|day| Day::read(day)),
            ids: pairs(ids),
            phones: phones.into_iter().map(Into::into).collect(),
            emails: pairs(emails),
            places: places
                .chunks_exact(4)
                .map(|part| Place {
                    street: part[0].into(),
                    number: part[1].into(),
                    postal: part[2].into(),
                    city: part[3].into(),
                })
                .collect(),
            company: company.first().copied().unwrap_or_default().into(),
        })
    }
}

fn without_form(name: &str) -> Vec<String> {
    let all = words(name);
    let kept: Vec<String> = all.iter().filter(|word| !FORMS.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

fn email_of(text: &str) -> Option<(Box<str>, Box<str>)> {
    let folded = text.trim().to_lowercase();
    let (local, domain) = folded.rsplit_once('@')?;
    let local: String =
        local.split('+').next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
    (!local.is_empty()).then(|| (local.into(), domain.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;

    #[test]
    fn features_come_back_as_they_were_written() {
        let record = Record {
            given_name: Some("Karolina Maria".into()),
            family_name: Some("Wierzbicka-Nowak".into()),
            birth_date: Some("1980-02-29".into()),
            phones: vec!["+46701740605".into()],
            emails: vec!["Karolina.W+shop@modrzew.example".into()],
            national_ids: vec![("PESEL".into(), "800229-00001".into())],
            addresses: vec![Address {
                street: Some("ul. Lipowa 4".into()),
                city: Some("Kraków".into()),
                ..Address::default()
            }],
            ..Record::default()
        };
        let features = Features::of(&record);
        assert_eq!(Features::from_bytes(&features.to_bytes()).as_ref(), Some(&features));
        assert_eq!(
            (&*features.emails[0].0, &*features.places[0].street, features.family.len()),
            ("karolinaw", "lipowa", 2)
        );
        assert_eq!(Features::from_bytes(b"0p"), None);
        let firm = Features::of(&Record {
            kind: Kind::Company,
            name: Some("Modrzew Sp. z o.o.".into()),
            ..Record::default()
        });
        assert_eq!(&*firm.family[0].text, "modrzew");
        assert_eq!(Features::from_bytes(&Features::default().to_bytes()), Some(Features::default()));
    }
}
