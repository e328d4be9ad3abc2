//! What an import would do, without doing it.
//!
//! Customers that the file itself would have made are kept in mind as hashes, 16 bytes for each way to know them by, so
//! that the second record of somebody counts as the update that it would be.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use db::{Db, Tx};
use telephone::Country;

use super::apply::{Record, Row, digest};
use super::conversation::Told;
use super::matching::{self, Target};
use super::merging::merged;
use super::problem::{Complaint, Problem, Rejected};
use super::record::{CompanyName, Said};
use super::{Counts, Import, Options, keys, reading, store};
use crate::author::Author;
use crate::clock::{Clock, Time};
use crate::customers::{self, Company, Owner};
use crate::error::{AppError, AppResult};
use crate::fields::definitions::Required;
use crate::fields::{self, Definitions, Entity};
use crate::http::fields::Faults;
use crate::id::ImportId;
use crate::interactions;
use crate::requests;

/// Records that are looked up at once.
const CHUNK: usize = 1_000;

#[derive(Default)]
struct Seen {
    /// By key, what the record said.
    people: HashMap<u64, u64>,
    companies: HashSet<CompanyName>,
    owners: HashMap<String, Option<Owner>>,
}

/// A trial under way.
pub struct Trial {
    db: Db,
    clock: Clock,
    home: Country,
    source: reading::Source,
    seen: Arc<Mutex<Seen>>,
    counts: Counts,
}

/// What a chunk of it told.
pub struct Step {
    pub counts: Counts,
    pub position: i64,
    pub rejected: Vec<Rejected>,
    /// Of which something was left out.
    pub remarked: Vec<Rejected>,
}

impl Trial {
    pub fn start(db: &Db, clock: &Clock, home: Country, options: &Options, path: &Path) -> Trial {
        Trial {
            db: db.clone(),
            clock: clock.clone(),
            home,
            source: reading::Source::start(path, options, home, 0, CHUNK),
            seen: Arc::default(),
            counts: Counts::default(),
        }
    }

    /// The next chunk; none at the end.
    pub async fn next(&mut self) -> AppResult<Option<Step>> {
        let Some((rows, position)) = self.source.next(CHUNK).await else { return Ok(None) };
        let (seen, before, home) = (Arc::clone(&self.seen), self.counts, self.home);
        let now = self.clock.now();
        let (counts, rejected, remarked) = self
            .db
            .read(move |tx| {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                chunk(tx, &mut seen, home, now, before, rows)
            })
            .await?;
        self.counts = counts;
        Ok(Some(Step { counts, position, rejected, remarked }))
    }

    /// Why the file cannot be read to its end, if it cannot.
    pub async fn end(self) -> Option<Problem> {
        self.source.end().await
    }
}

/// Tries an import out and keeps what it told, for its page.
pub async fn store(
    db: &Db,
    clock: &Clock,
    home: Country,
    import: &Import,
    path: &Path,
) -> AppResult<Option<Problem>> {
    let (id, mut trial) = (import.id, Trial::start(db, clock, home, &import.options, path));
    let mut before = Counts::default();
    while let Some(step) = trial.next().await? {
        let (step, begun) = (Arc::new(step), before);
        before = step.counts;
        db.write(move |tx| {
            let mut journal = store::Journal::new(id, begun);
            for one in &step.rejected {
                journal.problem(one.line, one.place, true, &one.complaints, Some(&one.cells));
            }
            for one in &step.remarked {
                journal.problem(one.line, one.place, false, &one.complaints, None);
            }
            journal.write(tx)?;
            Ok::<_, AppError>(store::tried(tx, id, &step.counts, step.position)?)
        })
        .await?;
    }
    Ok(trial.end().await)
}

fn chunk(
    tx: &mut Tx<'_>,
    seen: &mut Seen,
    home: Country,
    now: Time,
    mut counts: Counts,
    rows: Vec<Row>,
) -> AppResult<(Counts, Vec<Rejected>, Vec<Rejected>)> {
    let (mut rejected, mut remarked) = (Vec::new(), Vec::new());
    let of_customers = fields::store::definitions(tx, Entity::Customer)?;
    let of_interactions = fields::store::definitions(tx, Entity::Interaction)?;
    for row in rows {
        counts.read += 1;
        match row {
            Err(one) => {
                counts.rejected += 1;
                rejected.push(one);
            }
            Ok(Record::Interaction(told)) => {
                if let Some(complaint) = interaction(tx, &of_interactions, seen, &mut counts, &told)? {
                    counts.rejected += 1;
                    let complaints = vec![complaint];
                    rejected.push(Rejected { line: told.line, place: 0, complaints, cells: told.raw });
                }
            }
            Ok(Record::Note(noted)) => match noted.customer(tx, now)? {
                Err(complaint) => {
                    counts.rejected += 1;
                    let complaints = vec![complaint];
                    rejected.push(Rejected { line: noted.line, place: 0, complaints, cells: noted.raw });
                }
                Ok(customer) => {
                    let taken = store::is_taken(tx, &noted.digest(customer), ImportId(uuid::Uuid::nil()))?;
                    *(if taken { &mut counts.skipped } else { &mut counts.created }) += 1;
                }
            },
            Ok(Record::Request(wanted)) => {
                let told = match wanted.whose.find(tx, wanted.input.created_at.unwrap_or(now))? {
                    Err(complaint) => Err(vec![complaint]),
                    Ok(customer) => {
                        let nothing = ImportId(uuid::Uuid::nil());
                        let taken = store::is_taken(tx, &wanted.digest(customer), nothing)?
                            || requests::is_known(tx, &wanted.input)?;
                        let (input, _) = wanted.settle(tx, customer, now)?;
                        match input.check(tx, &Author::system(now), Required::No, None) {
                            Ok(_) => Ok(taken),
                            Err(_) if taken => Ok(taken),
                            Err(error) => {
                                Err(Faults::of(error)?.0.into_iter().map(Complaint::plain).collect())
                            }
                        }
                    }
                };
                match told {
                    Ok(taken) => *(if taken { &mut counts.skipped } else { &mut counts.created }) += 1,
                    Err(complaints) => {
                        counts.rejected += 1;
                        let (line, cells) = (wanted.line, wanted.raw);
                        rejected.push(Rejected { line, place: 0, complaints, cells });
                    }
                }
            }
            Ok(Record::Customer(said)) => {
                let said = match said.settled(tx, &of_customers)? {
                    Ok(said) => said,
                    Err(complaints) => {
                        counts.rejected += 1;
                        let (line, cells) = (said.line, said.raw);
                        rejected.push(Rejected { line, place: 0, complaints, cells });
                        continue;
                    }
                };
                let owner = owner(tx, seen, &said)?;
                let complaint = record(tx, seen, home, &mut counts, &said, owner.as_ref())?;
                if let Some(complaint) = complaint {
                    counts.rejected += 1;
                    let complaints = vec![complaint];
                    rejected.push(Rejected {
                        line: said.line,
                        place: 0,
                        complaints,
                        cells: said.raw.clone(),
                    });
                    continue;
                }
                let complaints = said.remarks(owner.as_ref());
                if !complaints.is_empty() {
                    counts.remarked += i64::try_from(complaints.len()).unwrap_or(0);
                    remarked.push(Rejected { line: said.line, complaints, ..Rejected::default() });
                }
            }
        }
    }
    Ok((counts, rejected, remarked))
}

/// Counts an interaction, unless there is something against it. Whether anything is new about a known one shows only
/// when it is merged: it counts as updated.
fn interaction(
    tx: &mut Tx<'_>,
    definitions: &Definitions,
    seen: &mut Seen,
    counts: &mut Counts,
    told: &Told,
) -> AppResult<Option<Complaint>> {
    if let Some(reference) = &told.customer_ref
        && customers::store::find_by_ref(tx, reference)?.is_none()
    {
        return Ok(Some(Complaint::new("customer_ref", "import-no-customer").with("value", reference)));
    }
    if let Err(AppError::Invalid(errors)) = told.input.check(definitions) {
        return Ok(errors.into_iter().map(Complaint::plain).next());
    }
    let known = match &told.input.reference {
        None => false,
        Some(reference) => {
            seen.people.insert(keys::key(("interaction", reference)), 0).is_some()
                || interactions::store::find_by_ref(tx, reference)?.is_some()
        }
    };
    *(if known { &mut counts.updated } else { &mut counts.created }) += 1;
    Ok(None)
}

/// Counts a record, unless there is something against it.
fn record(
    tx: &mut Tx<'_>,
    seen: &mut Seen,
    home: Country,
    counts: &mut Counts,
    said: &Said,
    owner: Option<&Owner>,
) -> AppResult<Option<Complaint>> {
    let company = match &said.company {
        None => None,
        Some(name) => match company(tx, seen, counts, name)? {
            Err(complaint) => return Ok(Some(complaint)),
            Ok(found) => found,
        },
    };
    let digest = digest(said);
    match matching::find(tx, said)? {
        Target::Several => return Ok(Some(Complaint::new("", "import-several"))),
        Target::Known(id) => {
            let before = customers::store::get(tx, id)?;
            let login = owner.map(|owner| owner.login.as_str());
            let after = merged(&before, said, company.as_ref(), login, home);
            *(if after == before.editable() { &mut counts.skipped } else { &mut counts.updated }) += 1;
        }
        Target::New => {
            let content = keys::key(format!("{:?}", said.input));
            let known =
                keys::asked(&said.prepared, digest).iter().find_map(|key| seen.people.get(key).copied());
            let taken = match digest {
                Some(digest) if known.is_none() => store::is_taken(tx, &digest, ImportId(uuid::Uuid::nil()))?,
                _ => false,
            };
            match known {
                // Nothing but its own words to know it by: within one file these are two.
                Some(_) if digest.is_some() => counts.created += 1,
                Some(same) if same == content => counts.skipped += 1,
                Some(_) => counts.updated += 1,
                None if taken => counts.skipped += 1,
                None => counts.created += 1,
            }
            for key in keys::left(&said.prepared, digest) {
                seen.people.insert(key, content);
            }
        }
    }
    Ok(None)
}

fn owner(tx: &mut Tx<'_>, seen: &mut Seen, said: &Said) -> AppResult<Option<Owner>> {
    let Some(text) = &said.owner else { return Ok(None) };
    if let Some(known) = seen.owners.get(text) {
        return Ok(known.clone());
    }
    let owner = matching::owner(tx, text)?;
    seen.owners.insert(text.clone(), owner.clone());
    Ok(owner)
}

/// The company, none if it would be made; or why it cannot be told.
fn company(
    tx: &mut Tx<'_>,
    seen: &mut Seen,
    counts: &mut Counts,
    name: &CompanyName,
) -> AppResult<Result<Option<Company>, Complaint>> {
    match matching::company(tx, name)? {
        Target::Known(company) => return Ok(Ok(Some(company))),
        Target::Several => return Ok(Err(Complaint::new("company", "import-company-several"))),
        Target::New => {}
    }
    if seen.companies.insert(name.clone()) && !seen.people.contains_key(&keys::company(&name.name)) {
        seen.people.insert(keys::company(&name.name), 0);
        counts.companies += 1;
    }
    Ok(Ok(None))
}
