//! Putting a chunk of records into the database, in one transaction.
//!
//! Invariant: every record of a chunk is created, updated, skipped or rejected, and what it did stands in
//! `import_rows` or `import_problems` in the same transaction.
//!
//! New customers are gathered and stored together. A record that could be about one of the gathered ones has them
//! stored first, so that the rule of matching sees everybody.

use std::collections::{HashMap, HashSet};

use db::Tx;
use sha2::{Digest, Sha256};
use telephone::Country;

use super::conversation::Told;
use super::matching::{self, Target};
use super::merging::merged;
use super::notes::Noted;
use super::problem::{Complaint, Rejected};
use super::record::{CompanyName, Said};
use super::requests::Wanted;
use super::{Counts, keys, store};
use crate::author::Author;
use crate::customers::{self, Company, Customer, CustomerInput, Kind, Owner, Prepared};
use crate::erasures::tombstones;
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::fields::{self, Definitions, Entity};
use crate::fold::fold_case;
use crate::http::fields::Faults;
use crate::id::{CustomerId, ImportId};
use crate::interactions;
use crate::requests;

/// A record that was read, or why it could not be.
pub type Row = Result<Record, Rejected>;

/// What a record is.
#[derive(Debug)]
pub enum Record {
    Customer(Box<Said>),
    Interaction(Box<Told>),
    Note(Box<Noted>),
    Request(Box<Wanted>),
}

/// What happens with a record.
enum Verdict {
    Create,
    Update(CustomerId),
    Skip,
    Reject(Vec<Complaint>),
}

pub struct Chunk<'c> {
    import: ImportId,
    author: &'c Author,
    home: Country,
    counts: Counts,
    /// New customers that are not stored yet, and what could be taken for them.
    pending: Vec<Customer>,
    keys: HashSet<u64>,
    companies: HashMap<CompanyName, Option<Company>>,
    owners: HashMap<String, Option<Owner>>,
    journal: store::Journal,
    /// Of the fields of customers.
    definitions: Definitions,
}

/// Stores a chunk of an import that has come as far as `counts` says; gives how far it is then.
pub fn chunk(
    tx: &mut Tx<'_>,
    import: ImportId,
    author: &Author,
    home: Country,
    counts: Counts,
    rows: &[Row],
) -> AppResult<Counts> {
    let mut chunk = Chunk {
        import,
        author,
        home,
        counts,
        pending: Vec::new(),
        keys: HashSet::new(),
        companies: HashMap::new(),
        owners: HashMap::new(),
        journal: store::Journal::new(import, counts),
        definitions: fields::store::definitions(tx, Entity::Customer)?,
    };
    for row in rows {
        chunk.row(tx, row)?;
    }
    chunk.flush(tx)?;
    chunk.journal.write(tx)?;
    Ok(chunk.counts)
}

impl Chunk<'_> {
    fn row(&mut self, tx: &mut Tx<'_>, row: &Row) -> AppResult<()> {
        self.counts.read += 1;
        let said = match row {
            Ok(Record::Customer(said)) => match said.settled(tx, &self.definitions)? {
                Ok(said) => said,
                Err(complaints) => {
                    self.reject(said.line, 0, &complaints, &said.raw);
                    return Ok(());
                }
            },
            Ok(Record::Interaction(told)) => return self.interaction(tx, told),
            Ok(Record::Note(noted)) => return self.note(tx, noted),
            Ok(Record::Request(wanted)) => return self.request(tx, wanted),
            Err(rejected) => {
                self.reject(rejected.line, rejected.place, &rejected.complaints, &rejected.cells);
                return Ok(());
            }
        };
        let said = said.as_ref();
        let digest = digest(said);
        if keys::asked(&said.prepared, digest).iter().any(|key| self.keys.contains(key)) {
            self.flush(tx)?;
        }
        let company = said.company.as_ref().map(|name| self.company(tx, name)).transpose()?;
        let owner = said.owner.as_ref().map(|text| self.owner(tx, text)).transpose()?.flatten();
        let company = match company {
            Some(None) => {
                let complaint = Complaint::new("company", "import-company-several");
                self.reject(said.line, 0, &[complaint], &said.raw);
                return Ok(());
            }
            found => found.flatten(),
        };
        match self.verdict(tx, said, digest)? {
            Verdict::Skip => self.counts.skipped += 1,
            Verdict::Reject(complaints) => {
                self.reject(said.line, 0, &complaints, &said.raw);
                return Ok(());
            }
            Verdict::Create => self.create(said, digest, company, owner.clone()),
            Verdict::Update(id) => {
                if !self.update(tx, said, id, company.as_ref(), owner.as_ref())? {
                    return Ok(());
                }
            }
        }
        self.remark(said, owner.as_ref());
        Ok(())
    }

    fn verdict(&mut self, tx: &mut Tx<'_>, said: &Said, digest: Option<[u8; 32]>) -> AppResult<Verdict> {
        Ok(match matching::find(tx, said)? {
            Target::Known(id) => Verdict::Update(id),
            Target::Several => Verdict::Reject(vec![Complaint::new("", "import-several")]),
            Target::New => match tombstones::refuse(tx, &said.prepared, None) {
                Err(error) => {
                    Verdict::Reject(Faults::of(error)?.0.into_iter().map(Complaint::from).collect())
                }
                Ok(()) => self.verdict_of_new(tx, digest)?,
            },
        })
    }

    fn verdict_of_new(&mut self, tx: &mut Tx<'_>, digest: Option<[u8; 32]>) -> AppResult<Verdict> {
        Ok(match digest {
            // Nothing to know it by but that it was in an earlier file, letter by letter.
            Some(digest) if store::is_taken(tx, &digest, self.import)? => Verdict::Skip,
            _ => Verdict::Create,
        })
    }

    fn create(
        &mut self,
        said: &Said,
        digest: Option<[u8; 32]>,
        company: Option<Company>,
        owner: Option<Owner>,
    ) {
        let prepared = Prepared { company, owner, ..said.prepared.clone() };
        self.keys.extend(keys::left(&prepared, digest));
        let customer = prepared.into_customer(CustomerId::new(self.author.at), self.author);
        self.counts.created += 1;
        self.journal.created(customer.id, self.author.at, digest);
        self.pending.push(customer);
    }

    /// Takes an interaction; whose it is, its customer's ref says, else its identifier.
    fn interaction(&mut self, tx: &mut Tx<'_>, told: &Told) -> AppResult<()> {
        let customer = match &told.customer_ref {
            None => None,
            Some(reference) => match customers::store::find_by_ref(tx, reference)? {
                Some(id) => Some(id),
                None => {
                    let complaint =
                        Complaint::new("customer_ref", "import-no-customer").with("value", reference);
                    self.reject(told.line, 0, &[complaint], &told.raw);
                    return Ok(());
                }
            },
        };
        let known = match &told.input.reference {
            Some(reference) => interactions::store::find_by_ref(tx, reference)?,
            None => None,
        };
        let before = known.map(|id| interactions::store::get(tx, id)).transpose()?;
        let input = told.input_for(before.as_ref());
        let received = match interactions::receive(tx, self.author, self.home, &input) {
            Ok(received) => received,
            Err(error) => {
                let complaints: Vec<Complaint> =
                    Faults::of(error)?.0.into_iter().map(Complaint::plain).collect();
                self.reject(told.line, 0, &complaints, &told.raw);
                return Ok(());
            }
        };
        let mut after = received.interaction;
        if let Some(customer) = customer.filter(|customer| after.customer != Some(*customer)) {
            after = interactions::attach(tx, self.author, after.id, customer)?;
        }
        match before {
            None => {
                self.counts.created += 1;
                self.journal.interaction(true, after.id, after.version, self.author.at);
            }
            Some(before) if before.version == after.version => self.counts.skipped += 1,
            Some(_) => {
                self.counts.updated += 1;
                self.journal.interaction(false, after.id, after.version, self.author.at);
            }
        }
        Ok(())
    }

    /// Takes a note. One that is to be pinned does not push aside what people pinned.
    fn note(&mut self, tx: &mut Tx<'_>, noted: &Noted) -> AppResult<()> {
        let customer = match noted.customer(tx, self.author.at)? {
            Ok(customer) => customer,
            Err(complaint) => {
                self.reject(noted.line, 0, &[complaint], &noted.raw);
                return Ok(());
            }
        };
        if customers::store::get(tx, customer)?.restricted {
            self.reject(noted.line, 0, &[Complaint::new("", "import-restricted")], &noted.raw);
            return Ok(());
        }
        let digest = noted.digest(customer);
        if store::is_taken(tx, &digest, self.import)? {
            self.counts.skipped += 1;
            return Ok(());
        }
        let note = noted.note(tx, self.author, customer)?;
        if noted.pinned && !note.pinned {
            self.counts.remarked += 1;
            let complaint = Complaint::new("pinned", "import-note-pinned");
            self.journal.problem(noted.line, 0, false, &[complaint], None);
        }
        crate::notes::bring(tx, self.author, &note)?;
        self.counts.created += 1;
        self.journal.note(note.id, self.author.at, digest);
        Ok(())
    }

    /// Takes a request. One whose number or ref is there already is known, and stays what people have made of it.
    fn request(&mut self, tx: &mut Tx<'_>, wanted: &Wanted) -> AppResult<()> {
        let at = wanted.input.created_at.unwrap_or(self.author.at);
        let customer = match wanted.whose.find(tx, at)? {
            Ok(customer) => customer,
            Err(complaint) => {
                self.reject(wanted.line, 0, &[complaint], &wanted.raw);
                return Ok(());
            }
        };
        if customers::store::get(tx, customer)?.restricted {
            self.reject(wanted.line, 0, &[Complaint::new("", "import-restricted")], &wanted.raw);
            return Ok(());
        }
        let digest = wanted.digest(customer);
        if store::is_taken(tx, &digest, self.import)? || requests::is_known(tx, &wanted.input)? {
            self.counts.skipped += 1;
            return Ok(());
        }
        let (input, remarks) = wanted.settle(tx, customer, self.author.at)?;
        match requests::bring(tx, self.author, &input) {
            Err(error) => {
                let complaints: Vec<Complaint> =
                    Faults::of(error)?.0.into_iter().map(Complaint::plain).collect();
                self.reject(wanted.line, 0, &complaints, &wanted.raw);
            }
            Ok(request) => {
                if !remarks.is_empty() {
                    self.counts.remarked += i64::try_from(remarks.len()).unwrap_or(0);
                    self.journal.problem(wanted.line, 0, false, &remarks, None);
                }
                self.counts.created += 1;
                self.journal.request(request.id, self.author.at, digest);
            }
        }
        Ok(())
    }

    /// Says whether the record was taken.
    fn update(
        &mut self,
        tx: &mut Tx<'_>,
        said: &Said,
        id: CustomerId,
        company: Option<&Company>,
        owner: Option<&Owner>,
    ) -> AppResult<bool> {
        let before = customers::store::get(tx, id)?;
        let input = merged(&before, said, company, owner.map(|owner| owner.login.as_str()), self.home);
        if input == before.editable() {
            self.counts.skipped += 1;
            return Ok(true);
        }
        if before.restricted {
            self.reject(said.line, 0, &[Complaint::new("", "import-restricted")], &said.raw);
            return Ok(false);
        }
        let version = before.version;
        match customers::update_by(tx, self.author, "import", self.home, before, Required::No, &input) {
            Ok(after) if after.version == version => self.counts.skipped += 1,
            Ok(after) => {
                self.counts.updated += 1;
                self.journal.updated(id, after.version, self.author.at);
            }
            Err(error) => {
                let complaints: Vec<Complaint> =
                    Faults::of(error)?.0.into_iter().map(Complaint::from).collect();
                self.reject(said.line, 0, &complaints, &said.raw);
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The company that somebody belongs to; it is made if there is none. `None`: there are several of this name.
    fn company(&mut self, tx: &mut Tx<'_>, name: &CompanyName) -> AppResult<Option<Company>> {
        if let Some(known) = self.companies.get(name) {
            return Ok(known.clone());
        }
        if self.keys.contains(&keys::company(&name.name)) {
            self.flush(tx)?;
        }
        let found = self.find_company(tx, name)?;
        self.companies.insert(name.clone(), found.clone());
        Ok(found)
    }

    fn find_company(&mut self, tx: &mut Tx<'_>, name: &CompanyName) -> AppResult<Option<Company>> {
        match matching::company(tx, name)? {
            Target::Known(company) => return Ok(Some(company)),
            Target::Several => return Ok(None),
            Target::New => {}
        }
        let input = CustomerInput {
            kind: Some(Kind::Company),
            name: Some(name.name.clone()),
            reference: name.reference.clone(),
            ..CustomerInput::default()
        };
        // A ref that a person has cannot be the company's as well.
        let made =
            customers::create(tx, self.author, self.home, Required::No, &input).or_else(
                |error| match error {
                    AppError::Conflict(_) => {
                        let input = CustomerInput { reference: None, ..input };
                        customers::create(tx, self.author, self.home, Required::No, &input)
                    }
                    other => Err(other),
                },
            )?;
        self.counts.companies += 1;
        self.journal.created(made.id, self.author.at, None);
        Ok(Some(Company { id: made.id, name: made.name }))
    }

    fn owner(&mut self, tx: &mut Tx<'_>, text: &str) -> AppResult<Option<Owner>> {
        if let Some(known) = self.owners.get(text) {
            return Ok(known.clone());
        }
        let owner = matching::owner(tx, text)?;
        self.owners.insert(text.to_owned(), owner.clone());
        Ok(owner)
    }

    fn flush(&mut self, tx: &mut Tx<'_>) -> AppResult<()> {
        self.keys.clear();
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() { Ok(()) } else { customers::create_all(tx, self.author, &pending) }
    }

    fn reject(&mut self, line: u64, place: u64, complaints: &[Complaint], cells: &exchange::Cells) {
        self.counts.rejected += 1;
        self.journal.problem(line, place, true, complaints, Some(cells));
    }

    fn remark(&mut self, said: &Said, owner: Option<&Owner>) {
        let remarks = said.remarks(owner);
        if !remarks.is_empty() {
            self.counts.remarked += i64::try_from(remarks.len()).unwrap_or(0);
            self.journal.problem(said.line, 0, false, &remarks, None);
        }
    }
}

/// Of a record without a ref and without an identifier.
pub fn digest(said: &Said) -> Option<[u8; 32]> {
    let new = &said.prepared;
    if new.reference.is_some() || !new.identifiers.is_empty() {
        return None;
    }
    let text =
        format!("{:?}|{:?}", said.input, said.company.as_ref().map(|company| fold_case(&company.name)));
    Some(Sha256::digest(text.as_bytes()).into())
}
