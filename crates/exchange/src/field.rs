//! The flat names that a contact is made of.
//!
//! Invariant: `field.to_string().parse()` is the field again.

use std::fmt;
use std::str::FromStr;

/// What a value is. The order is the one that values have in a [`Record`](crate::Record).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Field {
    /// The sender's own key of the contact.
    Ref,
    /// `person` or `company`; anything else as written.
    Kind,
    /// Given names, the middle ones too.
    GivenName,
    /// Family name.
    FamilyName,
    /// The whole name, where the file does not divide it or gives it besides.
    Name,
    /// The organisation somebody works for.
    Company,
    /// The sender's own key of that organisation, where its name alone could mean several.
    CompanyRef,
    /// A part of the organisation.
    Department,
    /// What somebody does there.
    JobTitle,
    /// `1985-04-12`, `--04-12`, or as written.
    BirthDate,
    /// A language tag, or as written.
    Language,
    /// A telephone number as written.
    Phone,
    /// A mail address as written.
    Email,
    /// A name by which somebody is known on a social channel or in a chat.
    Handle,
    /// Street and number; the lines of a longer one are joined with `, `.
    Street,
    /// Postal code.
    PostalCode,
    /// City.
    City,
    /// State, province, county.
    Region,
    /// Country, name or code.
    Country,
    /// A number that a state knows somebody by.
    NationalId,
    /// A tag, category or label.
    Tag,
    /// Who looks after the contact.
    Owner,
    /// A yes or no as written.
    Vip,
    /// Free text, perhaps of several lines.
    Note,
    /// Under which id the installation that wrote the file has the contact.
    VisaviId,
    /// A field of one's own, by its key.
    Custom(String),
}

/// Every field with a fixed name.
pub(crate) const FIXED: [(Field, &str); 25] = [
    (Field::Ref, "ref"),
    (Field::Kind, "kind"),
    (Field::GivenName, "given_name"),
    (Field::FamilyName, "family_name"),
    (Field::Name, "name"),
    (Field::Company, "company"),
    (Field::CompanyRef, "company_ref"),
    (Field::Department, "department"),
    (Field::JobTitle, "job_title"),
    (Field::BirthDate, "birth_date"),
    (Field::Language, "language"),
    (Field::Phone, "phone"),
    (Field::Email, "email"),
    (Field::Handle, "handle"),
    (Field::Street, "street"),
    (Field::PostalCode, "postal_code"),
    (Field::City, "city"),
    (Field::Region, "region"),
    (Field::Country, "country"),
    (Field::NationalId, "national_id"),
    (Field::Tag, "tag"),
    (Field::Owner, "owner"),
    (Field::Vip, "vip"),
    (Field::Note, "note"),
    (Field::VisaviId, "visavi_id"),
];

impl Field {
    /// The flat names, in their order.
    pub fn names() -> [&'static str; FIXED.len()] {
        FIXED.map(|(_, name)| name)
    }

    /// May a contact have several of these? Of the others the first counts.
    pub fn repeats(&self) -> bool {
        self.is_address()
            || matches!(
                self,
                Self::Phone
                    | Self::Email
                    | Self::Handle
                    | Self::NationalId
                    | Self::Tag
                    | Self::Note
                    | Self::Custom(_)
            )
    }

    /// Is it one line of a postal address? Those that belong together share [`Value::group`](crate::Value::group).
    pub fn is_address(&self) -> bool {
        matches!(self, Self::Street | Self::PostalCode | Self::City | Self::Region | Self::Country)
    }

    /// Does a value of it have a label such as `work`?
    pub fn has_label(&self) -> bool {
        self.is_address() || matches!(self, Self::Phone | Self::Email | Self::Handle | Self::NationalId)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Custom(key) = self {
            return write!(f, "field.{key}");
        }
        FIXED.iter().filter(|(field, _)| field == self).try_for_each(|(_, name)| f.write_str(name))
    }
}

/// The text is none of the flat names.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("There is no field of this name. Fields are ref, kind, given_name … and field.KEY.")]
pub struct UnknownField;

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        if let Some(key) = text.strip_prefix("field.") {
            return if key.trim().is_empty() { Err(UnknownField) } else { Ok(Self::Custom(key.to_owned())) };
        }
        FIXED.iter().find(|(_, name)| *name == text).map(|(field, _)| field.clone()).ok_or(UnknownField)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for (field, name) in FIXED {
            assert_eq!(field.to_string(), name);
            assert_eq!(name.parse(), Ok(field));
        }
        assert_eq!("field.shoe.size".parse(), Ok(Field::Custom("shoe.size".to_owned())));
        assert_eq!(Field::Custom("shoe.size".to_owned()).to_string(), "field.shoe.size");
        assert_eq!("field.".parse::<Field>(), Err(UnknownField));
        assert_eq!("Phone".parse::<Field>(), Err(UnknownField));
    }
}
