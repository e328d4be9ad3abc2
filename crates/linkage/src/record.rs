//! What is known of one customer, as a card holds it.

/// Persons are compared with persons and companies with companies, never across.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    #[default]
    Person,
    Company,
}

/// One customer. Values are as they were entered; folding is [`Features::of`](crate::Features::of)'s.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub kind: Kind,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// The whole name: of companies, and of persons whose name has no parts.
    pub name: Option<String>,
    /// `YYYY-MM-DD`; anything else counts as not known.
    pub birth_date: Option<String>,
    pub phones: Vec<Phone>,
    pub emails: Vec<String>,
    /// Kind and value. Only numbers of the same kind are compared.
    pub national_ids: Vec<(String, String)>,
    pub addresses: Vec<Address>,
    /// The name of the company a person belongs to.
    pub company: Option<String>,
}

/// A telephone number.
#[derive(Clone, Debug, Default)]
pub struct Phone {
    /// E.164.
    pub number: String,
    /// Whether one person carries it, where a line is a household's or an office's.
    pub mobile: bool,
}

/// A postal address; the house number may stand on either side of the street.
#[derive(Clone, Debug, Default)]
pub struct Address {
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
}
