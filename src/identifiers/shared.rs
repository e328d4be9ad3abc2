//! Who else has an identifier of a customer: a household with one telephone, a company's switchboard and its people.

use db::{DbError, Row, Stmt, params};
use jiff::civil::Date;

use super::matching::{Candidate, Match};
use super::store::read_identifier;
use super::{Flags, Identifier};
use crate::customers::Kind;
use crate::id::CustomerId;
use crate::words::column;

/// Of an identifier with more holders than this nobody is told but that there are many.
pub const MOST: usize = 20;

/// An identifier that others have as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    pub identifier: Identifier,
    /// The others; none of them where there are more than `MOST`.
    pub others: Vec<Sharer>,
}

/// Somebody who has it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharer {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    /// What is marked on their card: that it reaches nobody, or is not to be used.
    pub flags: Flags,
    /// Of those who are restricted the name is all that is told.
    pub restricted: bool,
}

/// Identifiers of a customer `$1` that count on a day `$2`, with whoever else has them then: the same extension, or the
/// number of the switchboard. One with more than twenty holders comes once, with the customer in the others' place.
/// `CROSS JOIN` keeps SQLite to this order: from the one customer outwards.
pub const OF_CUSTOMER: &str = "SELECT i.kind, i.value, i.extension, c.id, c.kind, c.name, o.invalid, o.do_not_contact,
     EXISTS (SELECT 1 FROM restrictions r WHERE r.customer_id = c.id), i.position
   FROM identifiers i CROSS JOIN identifiers o CROSS JOIN customers c
   WHERE i.customer_id = $1 AND (i.valid_from IS NULL OR i.valid_from <= $2) AND (i.valid_to IS NULL OR i.valid_to >= $2)
     AND (SELECT COUNT(*) FROM (SELECT 1 FROM identifiers n WHERE n.kind = i.kind AND n.value = i.value LIMIT 22) few) <= 21
     AND o.kind = i.kind AND o.value = i.value AND o.customer_id <> i.customer_id
     AND (o.extension = i.extension OR o.extension = '' OR i.extension = '')
     AND (o.valid_from IS NULL OR o.valid_from <= $2) AND (o.valid_to IS NULL OR o.valid_to >= $2) AND c.id = o.customer_id
   UNION ALL
   SELECT i.kind, i.value, i.extension, c.id, c.kind, c.name, FALSE, FALSE, FALSE, i.position
   FROM identifiers i CROSS JOIN customers c
   WHERE i.customer_id = $1 AND (i.valid_from IS NULL OR i.valid_from <= $2) AND (i.valid_to IS NULL OR i.valid_to >= $2)
     AND (SELECT COUNT(*) FROM (SELECT 1 FROM identifiers n WHERE n.kind = i.kind AND n.value = i.value LIMIT 22) few) > 21
     AND c.id = i.customer_id
   ORDER BY 10, 6, 4";

/// Reads them in the card's batch.
pub fn of_customer(customer: CustomerId, day: Date, found: &mut Vec<Shared>) -> Stmt<'_> {
    Stmt::new(OF_CUSTOMER, params![customer, day.to_string()], move |row| gather(row, customer, found))
}

fn gather(row: &Row<'_>, own: CustomerId, found: &mut Vec<Shared>) -> Result<(), DbError> {
    let identifier = read_identifier(row, 0)?;
    if found.last().is_none_or(|last| last.identifier != identifier) {
        found.push(Shared { identifier, others: Vec::new() });
    }
    let other = Sharer {
        id: CustomerId(row.get(3)?),
        kind: column(row, 4)?,
        name: row.get(5)?,
        flags: Flags { invalid: row.get(6)?, do_not_contact: row.get(7)?, ..Flags::default() },
        restricted: row.get(8)?,
    };
    let other = if other.restricted { Sharer { flags: Flags::default(), ..other } } else { other };
    if let Some(shared) = found.last_mut()
        && other.id != own
        // With and without an extension they have it twice.
        && !shared.others.iter().any(|known| known.id == other.id)
    {
        shared.others.push(other);
    }
    Ok(())
}

impl Sharer {
    fn of(one: &Candidate) -> Sharer {
        Sharer {
            id: one.id,
            kind: one.kind,
            name: one.name.clone(),
            flags: one.flags.clone(),
            restricted: one.restricted,
        }
    }
}

impl Shared {
    /// Who else was found by an identifier than this customer; nobody: none.
    pub fn of_match(identifier: &Identifier, found: &Match, own: CustomerId) -> Option<Shared> {
        let others: Vec<Sharer> =
            found.candidates.iter().filter(|one| one.id != own).map(Sharer::of).collect();
        let many = others.len() > MOST;
        let others = if many { Vec::new() } else { others };
        (many || !others.is_empty()).then(|| Shared { identifier: identifier.clone(), others })
    }
}
