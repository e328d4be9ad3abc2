//! Identifiers: the phone numbers, e-mail addresses and handles by which a customer is found.
//!
//! Invariant: whatever the spelling, one number or address has one `value`: E.164, folded e-mail, folded handle.

pub mod matching;
pub mod pages;
pub mod shared;
pub mod store;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use telephone::Country;
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

use crate::error::FieldError;
use crate::words::{Channel, words};

words! {
    /// What kind of identifier it is.
    IdentifierKind { Phone = "phone", Email = "email", Handle = "handle" }
}

impl IdentifierKind {
    /// The member of a customer that holds those of this kind.
    pub fn member(self) -> &'static str {
        match self {
            IdentifierKind::Phone => "phones",
            IdentifierKind::Email => "emails",
            IdentifierKind::Handle => "handles",
        }
    }
}

/// A normalised identifier.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Identifier {
    pub kind: IdentifierKind,
    pub value: String,
    /// Of a phone behind a switchboard; digits.
    pub extension: Option<String>,
}

/// An identifier of a customer as the card holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CustomerIdentifier {
    pub identifier: Identifier,
    pub written: String,
    pub label: Option<String>,
    pub flags: Flags,
}

/// What holds of an identifier beside what it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Flags {
    /// It reaches nobody.
    pub invalid: bool,
    /// The customer does not want to be reached by it.
    pub do_not_contact: bool,
    /// First day on which it is theirs; none: since ever.
    pub from: Option<Date>,
    /// Last day on which it is theirs; none: until further notice.
    pub to: Option<Date>,
}

impl Flags {
    /// Whether it is theirs on that day: a number that changed hands finds its holder, not the one before.
    pub fn is_theirs(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// An identifier as the API shows and takes it.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelledValue {
    /// Any spelling is taken; shown normalised: E.164 (with `;ext=`), folded e-mail, folded handle.
    pub value: String,
    /// `mobile`, `work`, `private`, or the organisation's own word; 40 characters at most.
    #[serde(default)]
    pub label: Option<String>,
    /// It reaches nobody. Absent where it is not so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invalid: bool,
    /// The customer does not want to be reached by it. Absent where it is not so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub do_not_contact: bool,
    /// First day on which it is theirs (YYYY-MM-DD, UTC); a look-up before it does not find them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Last day on which it is theirs; a look-up after it does not find them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub to: Option<String>,
}

impl Identifier {
    /// Reads a phone number in any spelling; `home` says what a national number means.
    pub fn phone(text: &str, home: Country) -> Result<Identifier, &'static str> {
        let phone = telephone::parse(text, home).map_err(|error| error.code())?;
        Ok(Identifier { kind: IdentifierKind::Phone, value: phone.e164, extension: phone.extension })
    }

    /// Reads an e-mail address, bare or as `Name <address>` (RFC 5322), and folds its case.
    pub fn email(text: &str) -> Result<Identifier, &'static str> {
        let text = match (text.rfind('<'), text.rfind('>')) {
            (Some(open), Some(close)) if open < close => &text[open + 1..close],
            _ => text,
        };
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        // 254 octets: RFC 5321 with erratum 1690. Enough room for its length in another normal form.
        if text.len() > 320 {
            return Err("too_long");
        }
        let value: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let plausible = value.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.len() <= 64
                && !domain.is_empty()
                && domain.len() <= 255
                && !domain.contains('@')
                && !domain.starts_with(['.', '-'])
                && !domain.ends_with('.')
                && !domain.contains("..")
        });
        let forbidden = |c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '\\' | '(' | ')')
        };
        if !plausible || value.contains(forbidden) {
            return Err("invalid");
        }
        Ok(Identifier { kind: IdentifierKind::Email, value, extension: None })
    }

    /// Reads a handle of a social channel or chat: case folded, a leading `@` dropped.
    pub fn handle(text: &str) -> Result<Identifier, &'static str> {
        let value: String = text.trim().trim_start_matches('@').nfkc().flat_map(char::to_lowercase).collect();
        if value.is_empty() {
            return Err("empty");
        }
        if value.chars().count() > 200 || value.chars().any(char::is_control) {
            return Err("invalid");
        }
        Ok(Identifier { kind: IdentifierKind::Handle, value, extension: None })
    }

    pub fn read(kind: IdentifierKind, text: &str, home: Country) -> Result<Identifier, &'static str> {
        match kind {
            IdentifierKind::Phone => Identifier::phone(text, home),
            IdentifierKind::Email => Identifier::email(text),
            IdentifierKind::Handle => Identifier::handle(text),
        }
    }

    /// The customer's side of an interaction; `None` when it is withheld or nothing that identifies.
    /// What a telephone system sends is never refused: a number that cannot be one is kept as a handle.
    pub fn of_party(channel: Channel, text: &str, home: Country) -> Option<Identifier> {
        let text = text.trim();
        // "@name" is a handle, not an address whose user is hidden.
        if text.is_empty() || (!text.starts_with('@') && telephone::is_withheld(text)) {
            return None;
        }
        let order: &[IdentifierKind] = match channel {
            Channel::Call | Channel::Sms => &[IdentifierKind::Phone],
            Channel::Email => &[IdentifierKind::Email],
            Channel::Chat if text.contains('@') && !text.starts_with('@') => &[IdentifierKind::Email],
            Channel::Chat if text.bytes().filter(u8::is_ascii_digit).count() >= 7 => &[IdentifierKind::Phone],
            Channel::Chat | Channel::Social => &[],
        };
        order
            .iter()
            .find_map(|kind| Identifier::read(*kind, text, home).ok())
            .or_else(|| Identifier::handle(text).ok())
    }

    /// As people of the home country write it, extension included.
    pub fn display(&self, home: Country) -> String {
        match (self.kind, &self.extension) {
            (IdentifierKind::Phone, None) => telephone::display_e164(&self.value, home),
            (IdentifierKind::Phone, Some(extension)) => {
                format!("{} ext. {extension}", telephone::display_e164(&self.value, home))
            }
            (IdentifierKind::Handle, _) => format!("@{}", self.value),
            (IdentifierKind::Email, _) => self.value.clone(),
        }
    }

    /// As the API shows it: the value, a phone's extension after `;ext=` (RFC 3966).
    pub fn to_text(&self) -> String {
        match &self.extension {
            Some(extension) => format!("{};ext={extension}", self.value),
            None => self.value.clone(),
        }
    }

    /// The identifier that `to_text` shows so.
    pub fn of_text(kind: IdentifierKind, text: &str) -> Identifier {
        let (value, extension) = match (kind, text.split_once(";ext=")) {
            (IdentifierKind::Phone, Some((value, extension))) => (value, Some(extension.to_owned())),
            _ => (text, None),
        };
        Identifier { kind, value: value.to_owned(), extension }
    }
}

impl CustomerIdentifier {
    pub fn labelled(&self) -> LabelledValue {
        LabelledValue {
            value: self.identifier.to_text(),
            label: self.label.clone(),
            invalid: self.flags.invalid,
            do_not_contact: self.flags.do_not_contact,
            from: self.flags.from.map(|day| day.to_string()),
            to: self.flags.to.map(|day| day.to_string()),
        }
    }
}

/// An identifier that cannot be read, said of the member it is in.
pub fn unreadable(field: impl Into<String>, kind: IdentifierKind, code: &'static str) -> FieldError {
    let key = match kind {
        IdentifierKind::Phone => "invalid-phone",
        IdentifierKind::Email => "invalid-email",
        IdentifierKind::Handle => "invalid-handle",
    };
    FieldError::new(field, key).with("reason", format!("{kind}-{}", code.replace('_', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sweden() -> Country {
        "SE".parse().unwrap()
    }

    #[test]
    fn an_email_has_one_value_in_every_spelling() {
        for text in [
            "Karolina@Modrzew.Example",
            " karolina@modrzew.example ",
            "Karolina W. <KAROLINA@modrzew.example>",
            "mailto:karolina@modrzew.example",
            "ｋarolina@modrzew.example",
        ] {
            assert_eq!(Identifier::email(text).unwrap().value, "karolina@modrzew.example", "{text}");
        }
        for text in ["", "@", "a@", "@b", "a b@c.d", "a@b@c", "a@b..c", "a@.b", "x\0@y.z"] {
            assert!(Identifier::email(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_customers_side_is_read_by_channel() {
        let kind = |channel, text| Identifier::of_party(channel, text, sweden()).map(|one| one.kind);
        assert_eq!(kind(Channel::Call, "070-174 06 05"), Some(IdentifierKind::Phone));
        assert_eq!(kind(Channel::Call, "anonymous"), None);
        assert_eq!(kind(Channel::Call, ""), None);
        assert_eq!(kind(Channel::Email, "Jan <jan@poczta.example>"), Some(IdentifierKind::Email));
        assert_eq!(kind(Channel::Chat, "jan@poczta.example"), Some(IdentifierKind::Email));
        assert_eq!(kind(Channel::Chat, "visitor-81"), Some(IdentifierKind::Handle));
        assert_eq!(kind(Channel::Social, "@jan"), Some(IdentifierKind::Handle));
    }
}
