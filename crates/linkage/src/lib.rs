//! Record linkage: which records are of one person, how sure that is, and why.
//!
//! A [`Record`] is what an organisation holds of a customer. Its [`Features`] are what is compared: folded, coded, compact.
//! [`Features::keys`] lead from a record to the few that could be the same; a [`Model`] compares two and gives the log odds
//! of their being one, with the reasons; [`dedupe`] does all of it for a whole base in memory.
//!
//! The score is that of Fellegi and Sunter ("A Theory for Record Linkage", Journal of the American Statistical Association
//! 64, 1969): each member of two records agrees on some level, and a level is worth the logarithm of how much more often it
//! is met between records of one person (`m`) than between those of two (`u`). Equal values are worth more the rarer they
//! are (Winkler, "Frequency-based matching in the Fellegi-Sunter model", 1989). The frequencies, the `m` of each level and
//! how many pairs there are to be found are learned from the base itself by expectation maximisation, held by priors so that
//! twenty records give sensible answers as well as a million (`estimate`).
//!
//! What the textbook leaves out is people who live together: they share the family name, the address and the telephone, and
//! are two. Such agreements explain each other and count once (`score`), and whoever has another given name or another day
//! of birth is somebody else, however much else is shared.
//!
//! The crate knows no database and no word of whoever uses it. All of it is pure.

mod compare;
mod date;
mod dedupe;
mod estimate;
mod features;
mod fold;
mod keys;
mod model;
mod nicknames;
mod phonetic;
mod reasons;
mod score;
mod similar;
mod street;

pub use compare::{Field, Levels};
pub use dedupe::{Found, Pair, dedupe};
pub use features::Features;
pub use model::{Comparison, Model, Tier};
pub use reasons::{Reason, ReasonCode};

/// Whether a record is of a human being or of an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Person,
    Company,
}

/// What is held of somebody; values as they are written, nothing folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub kind: Kind,
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    /// The whole name: of companies, and of persons without parts.
    pub name: Option<String>,
    /// YYYY-MM-DD.
    pub birth_date: Option<String>,
    /// E.164.
    pub phones: Vec<String>,
    pub emails: Vec<String>,
    /// Kind and value.
    pub national_ids: Vec<(String, String)>,
    pub addresses: Vec<Address>,
    /// Name of the company that a person belongs to.
    pub company: Option<String>,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country: Option<String>,
}
