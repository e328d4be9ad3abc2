//! What somebody can be to a customer.
//!
//! Sources: the types of `RELATED` (RFC 6350, 6.6.6), which are those of `relatedTo` (RFC 9553, 2.1.8) too, as far as a
//! contact centre has use for them; and who speaks for somebody, for which they have one word, `agent`.

use crate::customers::Kind;
use crate::words::words;

words! {
    /// What the other is to the customer.
    RelationKind {
        Partner = "partner",
        Parent = "parent",
        Child = "child",
        Sibling = "sibling",
        /// Of the family in any other way.
        Relative = "relative",
        /// They live together.
        Household = "household",
        Guardian = "guardian",
        Ward = "ward",
        /// Holds a power of attorney of the customer.
        Representative = "representative",
        /// Gave one to the customer.
        Represented = "represented",
        /// Speaks for a company.
        ContactPerson = "contact_person",
        ContactFor = "contact_for",
        Other = "other",
        /// Somebody looked, and they are not related: it is not suggested again, and shown nowhere.
        Unrelated = "unrelated",
    }
}

impl RelationKind {
    /// What the customer is to the other.
    pub fn inverse(self) -> RelationKind {
        match self {
            RelationKind::Parent => RelationKind::Child,
            RelationKind::Child => RelationKind::Parent,
            RelationKind::Guardian => RelationKind::Ward,
            RelationKind::Ward => RelationKind::Guardian,
            RelationKind::Representative => RelationKind::Represented,
            RelationKind::Represented => RelationKind::Representative,
            RelationKind::ContactPerson => RelationKind::ContactFor,
            RelationKind::ContactFor => RelationKind::ContactPerson,
            same => same,
        }
    }

    /// Whether the other can be that to the customer.
    pub fn fits(self, customer: Kind, other: Kind) -> bool {
        match self {
            RelationKind::Partner
            | RelationKind::Parent
            | RelationKind::Child
            | RelationKind::Sibling
            | RelationKind::Relative
            | RelationKind::Household => (customer, other) == (Kind::Person, Kind::Person),
            // An office may be a guardian.
            RelationKind::Guardian => customer == Kind::Person,
            RelationKind::ContactPerson => (customer, other) == (Kind::Company, Kind::Person),
            RelationKind::Ward | RelationKind::ContactFor => self.inverse().fits(other, customer),
            RelationKind::Representative
            | RelationKind::Represented
            | RelationKind::Other
            | RelationKind::Unrelated => true,
        }
    }

    /// Whether the other cannot be both: the same twice, or somebody's parent and child. Two may hold powers of attorney
    /// of each other.
    pub fn excludes(self, other: RelationKind) -> bool {
        let is_mutual = matches!(self, RelationKind::Representative | RelationKind::Represented);
        self == other || (self.inverse() == other && !is_mutual)
    }

    /// The word for it that address books know, if there is one.
    pub fn in_address_books(self) -> Option<&'static str> {
        Some(match self {
            RelationKind::Partner => "spouse",
            RelationKind::Parent => "parent",
            RelationKind::Child => "child",
            RelationKind::Sibling => "sibling",
            RelationKind::Relative => "kin",
            RelationKind::Household => "co-resident",
            RelationKind::Guardian | RelationKind::Representative => "agent",
            RelationKind::ContactPerson => "contact",
            _ => return None,
        })
    }

    /// Those that a form offers: what somebody can be to a customer of this kind.
    pub fn offered(customer: Kind) -> impl Iterator<Item = RelationKind> {
        let possible = move |kind: &RelationKind| {
            [Kind::Person, Kind::Company].iter().any(|other| kind.fits(customer, *other))
        };
        RelationKind::ALL.iter().copied().filter(|kind| *kind != RelationKind::Unrelated).filter(possible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_agree() {
        for kind in RelationKind::ALL {
            assert_eq!(kind.inverse().inverse(), *kind);
            for (customer, other) in
                [(Kind::Person, Kind::Person), (Kind::Person, Kind::Company), (Kind::Company, Kind::Company)]
            {
                assert_eq!(kind.fits(customer, other), kind.inverse().fits(other, customer), "{kind}");
            }
            assert!(kind.excludes(*kind));
        }
        assert!(!RelationKind::Household.fits(Kind::Person, Kind::Company));
        assert!(RelationKind::Guardian.fits(Kind::Person, Kind::Company));
        assert!(RelationKind::Parent.excludes(RelationKind::Child));
        assert!(!RelationKind::Representative.excludes(RelationKind::Represented));
    }
}
