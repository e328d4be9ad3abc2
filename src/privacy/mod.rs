//! Privacy: everything that is held about a customer, for whom the law gives the right to know it, and who told it.
//!
//! Invariant: what a reader may not see on the card they do not see here. National ids and masked fields are whole for
//! supervisors and administrators alone, and that they saw them stands in the access log.

pub mod api;
mod archive;
mod document;
pub mod export;
pub mod pages;
pub mod sources;
pub mod view;

use db::Tx;
use serde_json::{Map, Value};

use crate::accesses;
use crate::author::Author;
use crate::avatars::{self, Avatar};
use crate::blocklist::{self, Block};
use crate::changes;
use crate::confirmations::{self, Confirmation};
use crate::consents::{self, Consent};
use crate::customers::{self, Customer, members_of};
use crate::drafts::{self, About};
use crate::error::{AppError, AppResult};
use crate::fields::shown::Names;
use crate::fields::{self, Definitions, Entity};
use crate::files::{self, File};
use crate::history::{self, Counts, Scope};
use crate::id::CustomerId;
use crate::identity_checks::{self, IdentityCheck};
use crate::national_ids;
use crate::notes::{self, Note};
use crate::promises::{self, Promise};
use crate::records::{self, Record, Table};
use crate::relations::{self, api::RelationOutput};
use crate::requests::{self, Request};
use crate::teams::features::Feature;
use crate::words::{Role, words};
pub use sources::Source;

words! {
    /// A kind of data, with a purpose of its own.
    Held {
        Details = "details",
        Picture = "picture",
        Identifiers = "identifiers",
        Addresses = "addresses",
        NationalIds = "national_ids",
        Fields = "fields",
        Tags = "tags",
        Relations = "relations",
        Records = "records",
        Notes = "notes",
        Requests = "requests",
        Promises = "promises",
        Files = "files",
        Interactions = "interactions",
        IdentityChecks = "identity_checks",
        Confirmations = "confirmations",
        Drafts = "drafts",
        Consents = "consents",
        Blocks = "blocks",
        Changes = "changes",
        Accesses = "accesses",
    }
}

/// The picture in an export.
const PICTURE: &str = "picture.jpg";

/// Details in the order in which they are read; what is not among them stands elsewhere.
const DETAILS: [&str; 13] = [
    "kind",
    "name",
    "given_name",
    "family_name",
    "company_id",
    "department",
    "job_title",
    "birth_date",
    "language",
    "ref",
    "owner",
    "vip",
    "hidden",
];
/// Members that hold lists.
const LISTS: [(&str, Held); 6] = [
    ("phones", Held::Identifiers),
    ("emails", Held::Identifiers),
    ("handles", Held::Identifiers),
    ("addresses", Held::Addresses),
    ("national_ids", Held::NationalIds),
    ("tags", Held::Tags),
];

/// One thing that is known of a customer.
#[derive(Clone, Debug)]
pub struct Fact {
    pub held: Held,
    /// Name of the member it stands in; of an own field its key.
    pub member: String,
    pub value: Value,
    pub source: Option<Source>,
}

/// What is shown whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whole {
    pub national_ids: bool,
    pub fields: bool,
}

impl Whole {
    /// What is hidden from agents is hidden from nobody else.
    pub fn of(role: Role) -> Whole {
        let whole = !national_ids::are_masked_for(role);
        Whole { national_ids: whole, fields: whole }
    }
}

/// Everything that is held about a customer, as far as one reader may see it.
#[derive(Clone, Debug)]
pub struct Everything {
    pub customer: Customer,
    pub definitions: Definitions,
    /// Of customers whom facts name.
    pub named: Names,
    pub facts: Vec<Fact>,
    /// The picture that they are shown by.
    pub picture: Option<Avatar>,
    pub groups: Vec<(Table, Vec<Record>)>,
    /// None for who may not see them; the same below.
    pub relations: Option<Vec<RelationOutput>>,
    pub notes: Option<Vec<Note>>,
    pub requests: Option<Vec<Request>>,
    pub promises: Option<Vec<Promise>>,
    /// Deleted ones too, while they can be taken back.
    pub files: Option<Vec<File>>,
    pub counts: Counts,
    /// None for who may not see them.
    pub identity_checks: Option<Vec<IdentityCheck>>,
    pub confirmations: Vec<Confirmation>,
    /// Words of others are left out for agents.
    pub drafts: Vec<About>,
    pub consents: Vec<Consent>,
    pub blocks: Vec<Block>,
    pub changes: Option<i64>,
    pub accesses: Option<i64>,
    pub whole: Whole,
}

/// Whether this reader has the privacy tab. Of agents it may be kept.
pub fn is_seen_by(reader: &Author) -> bool {
    reader.role >= Role::Supervisor || reader.may(Feature::PrivacySee)
}

/// Refuses whoever is kept from it.
pub fn needs(reader: &Author) -> AppResult<()> {
    if is_seen_by(reader) { Ok(()) } else { Err(AppError::SwitchedOff) }
}

impl Everything {
    pub fn read(tx: &mut Tx<'_>, reader: &Author, id: CustomerId, whole: Whole) -> AppResult<Everything> {
        needs(reader)?;
        let customer = customers::store::get(tx, id)?;
        let definitions = fields::store::definitions(tx, Entity::Customer)?;
        let mut facts = facts(&customer)?;
        sources::find(tx, id, &mut facts)?;
        hide(&mut facts, &definitions, whole);
        let mut groups = Vec::new();
        if reader.may(Feature::RecordsSee) {
            for group in fields::store::list_sets(tx, Entity::Record)? {
                let mut found = records::store::list(tx, id, group.id)?;
                let table = Table::get(tx, group.id)?;
                if !whole.fields {
                    found.iter_mut().for_each(|record| table.columns.hide(&mut record.fields));
                }
                if !found.is_empty() {
                    groups.push((table, found));
                }
            }
        }
        let relations = match reader.may(Feature::RelationsSee) {
            true => {
                let held = relations::store::list_held(tx, id, reader.at.day())?;
                Some(held.iter().map(|one| RelationOutput::of(one, reader)).collect())
            }
            false => None,
        };
        let notes = match reader.may(Feature::NotesSee) {
            true => {
                let mut notes = notes::store::list_all(tx, id)?;
                // What has expired is held until it is deleted, and shown to no agent.
                notes.retain(|note| reader.role > Role::Agent || !note.is_expired(reader.at));
                notes.sort_by_key(|note| std::cmp::Reverse((note.created_at, note.id)));
                Some(notes)
            }
            false => None,
        };
        let requests = match reader.may(Feature::RequestsSee) {
            true => {
                let mut found = requests::store::list_all(tx, id)?;
                if !whole.fields {
                    let definitions = fields::store::definitions(tx, Entity::Request)?;
                    found.iter_mut().for_each(|request| definitions.hide(&mut request.fields));
                }
                Some(found)
            }
            false => None,
        };
        let promises = match reader.may(Feature::PromisesSee) {
            true => Some(promises::store::list_all(tx, id)?),
            false => None,
        };
        let files = match reader.may(Feature::FilesSee) {
            true => Some(files::store::list_all(tx, id)?),
            false => None,
        };
        let mut drafts = drafts::store::list_about(tx, id, drafts::oldest(reader.at))?;
        for draft in &mut drafts {
            if reader.role == Role::Agent && reader.id() != Some(draft.agent.0) {
                draft.entries.clear();
            }
        }
        let mut blocks = Vec::new();
        tx.batch(&mut [blocklist::store::of_customer(id, reader.at, &mut blocks)])?;
        let named = definitions.customers(&customer.fields);
        let named = named.into_iter().chain(customer.company.as_ref().map(|company| company.id));
        Ok(Everything {
            named: customers::store::names(tx, named)?,
            counts: history::counts(tx, id, Scope::Own)?,
            consents: consents::list(tx, id)?,
            changes: match reader.may(Feature::ChangesSee) {
                true => Some(changes::store::count(tx, id)?),
                false => None,
            },
            accesses: match reader.role >= Role::Supervisor {
                true => Some(accesses::store::count(tx, id)?),
                false => None,
            },
            picture: avatars::store::find(tx, id)?,
            customer,
            definitions,
            facts,
            groups,
            relations,
            notes,
            requests,
            promises,
            files,
            identity_checks: match reader.may(Feature::IdentityChecks) {
                true => Some(identity_checks::store::list_of_customer(tx, id)?),
                false => None,
            },
            confirmations: confirmations::store::list_of_customer(tx, id)?,
            drafts,
            blocks,
            whole,
        })
    }

    pub fn of(&self, held: Held) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.held == held)
    }

    /// Contacts on all channels.
    pub fn contacts(&self) -> i64 {
        self.counts.each.iter().map(|(_, count)| count).sum()
    }
}

/// What is known of a customer, thing by thing.
fn facts(customer: &Customer) -> AppResult<Vec<Fact>> {
    let mut members = members_of(&customer.editable())?;
    let is_there = |value: &Value| !matches!(value, Value::Null | Value::Bool(false));
    let fact = |held, member: &str, value| Fact { held, member: member.to_owned(), value, source: None };
    let mut facts = Vec::new();
    for member in DETAILS {
        facts.extend(members.remove(member).filter(is_there).map(|value| fact(Held::Details, member, value)));
    }
    for (member, held) in LISTS {
        if let Some(Value::Array(items)) = members.remove(member) {
            facts.extend(items.into_iter().map(|item| fact(held, member, item)));
        }
    }
    let fields = customer.fields.iter();
    facts.extend(fields.map(|(key, value)| fact(Held::Fields, key, value.clone())));
    Ok(facts)
}

fn hide(facts: &mut [Fact], definitions: &Definitions, whole: Whole) {
    for fact in facts {
        match fact.held {
            Held::NationalIds if !whole.national_ids => national_ids::mask(&mut fact.value),
            Held::Fields if !whole.fields && definitions.is_masked(&fact.member) => {
                let mut alone = Map::from_iter([(fact.member.clone(), fact.value.take())]);
                definitions.hide(&mut alone);
                fact.value = alone.remove(&fact.member).unwrap_or_default();
            }
            _ => {}
        }
    }
}
