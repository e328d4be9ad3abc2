//! What files hold that belongs to customers: how its columns are read, and on whom it is, by the `ref` of the customer,
//! else by an identifier that one customer alone has.

use std::collections::BTreeMap;

use db::Tx;
use exchange::Cells;
use jiff::tz::TimeZone;
use telephone::Country;

use super::problem::Complaint;
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::error::AppResult;
use crate::id::CustomerId;
use crate::identifiers::{self, Identifier, IdentifierKind, matching};
use crate::words::Outcome;

/// What a column of such a table may hold.
pub const FIELDS: [&str; 4] = ["customer_ref", "phone", "email", "handle"];

/// How the columns of such a file are read.
pub struct Columns {
    headings: Vec<String>,
    /// What was said of columns.
    said: BTreeMap<String, Option<String>>,
    /// The field that a heading suggests.
    known: fn(&str) -> Option<String>,
    /// Of times that name none.
    pub zone: TimeZone,
    pub home: Country,
}

impl Columns {
    pub fn new(
        headings: &[String],
        said: &BTreeMap<String, Option<String>>,
        known: fn(&str) -> Option<String>,
        zone: TimeZone,
        home: Country,
    ) -> Columns {
        Columns { headings: headings.to_vec(), said: said.clone(), known, zone, home }
    }

    /// What a column holds.
    pub fn field(&self, heading: &str) -> Option<String> {
        self.said.get(heading).cloned().unwrap_or_else(|| (self.known)(heading))
    }

    /// A row as named texts.
    pub fn members(&self, cells: &Cells) -> Vec<(String, String)> {
        let named = self.headings.iter().zip(cells.iter());
        let member = |(heading, cell): (&String, &str)| {
            Some((self.field(heading)?, exchange::unguarded(cell).to_owned()))
        };
        named.filter_map(member).collect()
    }
}

/// The first text of this name that says something.
pub fn text<'m>(members: &'m [(String, String)], name: &str) -> Option<&'m str> {
    let found = members.iter().find(|(known, text)| known == name && !text.trim().is_empty());
    found.map(|(_, text)| text.trim())
}

/// How a record names a customer.
#[derive(Clone, Debug, Default)]
pub struct Whose {
    pub reference: Option<String>,
    pub identifier: Option<Identifier>,
}

impl Whose {
    /// Reads the columns; `text` gives one by its name.
    pub fn read<'t>(check: &mut Check, home: Country, text: impl Fn(&str) -> Option<&'t str>) -> Whose {
        let reference = check.line("customer_ref", text("customer_ref"), 200);
        let mut identifier = None;
        for kind in [IdentifierKind::Phone, IdentifierKind::Email, IdentifierKind::Handle] {
            let Some(written) = text(kind.as_str()).filter(|_| identifier.is_none()) else { continue };
            match Identifier::read(kind, written, home) {
                Ok(read) => identifier = Some(read),
                Err(code) => check.fail(identifiers::unreadable(kind.as_str(), kind, code)),
            }
        }
        Whose { reference, identifier }
    }

    pub fn is_nobody(&self) -> bool {
        self.reference.is_none() && self.identifier.is_none()
    }

    /// The customer; or why nobody can tell. Of a number that changed hands, who had it at `at`.
    pub fn find(&self, tx: &mut Tx<'_>, at: Time) -> AppResult<Result<CustomerId, Complaint>> {
        if let Some(reference) = &self.reference {
            let found = customers::store::find_by_ref(tx, reference)?;
            let nobody = || Complaint::new("customer_ref", "import-no-customer").with("value", reference);
            return Ok(found.ok_or_else(nobody));
        }
        let Some(identifier) = &self.identifier else {
            return Ok(Err(Complaint::new("customer_ref", "invalid-missing")));
        };
        let found = matching::find(tx, identifier, at)?;
        Ok(match (found.customer(), found.outcome) {
            (Some(customer), _) => Ok(customer),
            (None, Outcome::Many) => Err(Complaint::new(identifier.kind.as_str(), "import-several")),
            (None, _) => {
                let value = identifier.to_text();
                Err(Complaint::new(identifier.kind.as_str(), "import-nobody").with("value", value))
            }
        })
    }
}
