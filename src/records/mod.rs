//! Records: the rows of record groups, tables of their own on the card, such as orders or devices.
//!
//! Invariant: what stands in a record fits the columns of its group, as fields of customers fit their definitions. Row,
//! change history and event are one transaction, and of what is switched off for a team its agents can do nothing.

pub mod api;
pub mod groups;
pub mod pages;
pub mod sorting;
pub mod store;
pub mod view;

use db::Tx;
use serde_json::{Map, Value, json};

use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::customers;
use crate::error::{AppError, AppResult, FieldError};
use crate::events::{self, Happened};
use crate::fields::definitions::Required;
use crate::fields::{self, Definitions, Set};
use crate::http::paging::{Listed, Page};
use crate::id::{CustomerId, FieldSetId, RecordId};
use crate::teams::features::Feature;
use sorting::Sorting;

/// Records of a customer in one group.
const MANY: usize = 1_000;

#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub id: RecordId,
    pub group: FieldSetId,
    pub customer: CustomerId,
    pub fields: Map<String, Value>,
    /// Name of who added it.
    pub by: String,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
}

impl Record {
    fn subject(&self) -> Subject {
        Subject { entity: "record", id: self.id.0, customer: Some(self.customer) }
    }

    /// What the change history compares, and what a deleted record is made of again.
    fn recorded(&self) -> Map<String, Value> {
        let members = json!({ "group_id": self.group, "fields": self.fields, "by": self.by, "created_at": self.created_at });
        members.as_object().cloned().unwrap_or_default()
    }
}

/// A group with its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub group: Set,
    pub columns: Definitions,
}

impl Table {
    /// The group of that key.
    pub fn find(tx: &mut Tx<'_>, key: &str) -> AppResult<Option<Table>> {
        let group = fields::store::find_group(tx, key)?;
        group.map(|group| Table::of(tx, group)).transpose()
    }

    pub fn get(tx: &mut Tx<'_>, group: FieldSetId) -> AppResult<Table> {
        let group = fields::store::get_set(tx, group)?;
        Table::of(tx, group)
    }

    fn of(tx: &mut Tx<'_>, group: Set) -> AppResult<Table> {
        let columns = fields::store::columns(tx, &group)?;
        Ok(Table { group, columns })
    }

    /// How addresses call the group.
    pub fn key(&self) -> &str {
        self.group.key.as_deref().unwrap_or_default()
    }
}

/// The records of a customer in a group, as they are to be sorted.
pub fn list(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    table: &Table,
    sorting: &Sorting,
    page: &Page,
) -> AppResult<Listed<Record>> {
    author.needs(Feature::RecordsSee)?;
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    let found = store::list(tx, customer, table.group.id)?;
    Ok(sorting.page(&table.columns, found, page))
}

pub fn get(tx: &mut Tx<'_>, author: &Author, id: RecordId) -> AppResult<Record> {
    author.needs(Feature::RecordsSee)?;
    Ok(store::get(tx, id)?)
}

/// Checks values by the columns; a key that is none of them is refused.
fn read(
    tx: &mut Tx<'_>,
    table: &Table,
    required: Required,
    given: &Map<String, Value>,
    before: Option<&Map<String, Value>>,
) -> AppResult<Map<String, Value>> {
    let mut check = Check::default();
    let is_there = |key: &String| before.is_some_and(|before| before.contains_key(key));
    for key in given.keys().filter(|key| table.columns.find(key).is_none() && !is_there(key)) {
        check.fail(FieldError::new(format!("fields.{key}"), "invalid-unknown-member"));
    }
    let columns = &table.columns;
    let mut known = given.clone();
    known.retain(|key, _| columns.find(key).is_some() || is_there(key));
    let read = columns.read(&mut check, &known, before);
    columns.demand(&mut check, required, given, before);
    columns.check_customers(tx, &mut check, &read, before)?;
    check.finish()?;
    if read.is_empty() {
        let first = columns
            .live()
            .next()
            .map_or_else(|| "fields".to_owned(), |field| format!("fields.{}", field.key));
        return Err(AppError::invalid(first, "invalid-empty"));
    }
    Ok(read)
}

pub fn create(
    tx: &mut Tx<'_>,
    author: &Author,
    customer: CustomerId,
    table: &Table,
    given: &Map<String, Value>,
) -> AppResult<Record> {
    author.needs(Feature::RecordsAdd)?;
    customers::store::find_kind(tx, customer)?.ok_or(AppError::NotFound)?;
    if store::list(tx, customer, table.group.id)?.len() >= MANY {
        return Err(AppError::Conflict(FieldError::new("", "conflict-records-many").with("max", MANY)));
    }
    let record = Record {
        id: RecordId::new(author.at),
        group: table.group.id,
        customer,
        fields: read(tx, table, Required::All, given, None)?,
        by: author.name.clone(),
        version: 1,
        created_at: author.at,
        updated_at: author.at,
    };
    store::insert(tx, author, &record)?;
    changes::created(tx, author, record.subject(), &record.recorded())?;
    tell(tx, "record.created", author, customer)?;
    Ok(record)
}

/// Changes a record. `version` is the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RecordId,
    version: i64,
    required: Required,
    given: &Map<String, Value>,
) -> AppResult<Record> {
    let before = of_version(tx, author, id, version, Feature::RecordsEdit)?;
    let table = Table::get(tx, before.group)?;
    let fields = read(tx, &table, required, given, Some(&before.fields))?;
    let after = Record { fields, version: version + 1, updated_at: author.at, ..before.clone() };
    if !changes::updated(tx, author, "update", after.subject(), &before.recorded(), &after.recorded())? {
        return Ok(before);
    }
    store::update(tx, &after)?;
    tell(tx, "record.changed", author, after.customer)?;
    Ok(after)
}

/// Deletes a record; `restore` takes that back.
pub fn delete(tx: &mut Tx<'_>, author: &Author, id: RecordId, version: i64) -> AppResult<Record> {
    let record = of_version(tx, author, id, version, Feature::RecordsDelete)?;
    remove(tx, author, &record)?;
    tell(tx, "record.deleted", author, record.customer)?;
    Ok(record)
}

/// Deletes every record of a customer who is being deleted.
pub fn forget(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for record in store::list_of_customer(tx, customer)? {
        remove(tx, author, &record)?;
    }
    Ok(())
}

/// The records of a customer who is there again are there again.
pub fn come_back(tx: &mut Tx<'_>, author: &Author, customer: CustomerId) -> AppResult<()> {
    for record in store::list_of_customer(tx, customer)? {
        changes::restored(tx, author, record.subject(), &record.recorded())?;
    }
    Ok(())
}

/// Takes back that one deleted a record: it is there again as the change history holds it.
pub fn restore(tx: &mut Tx<'_>, author: &Author, id: RecordId) -> AppResult<Record> {
    author.needs(Feature::RecordsDelete)?;
    let was = find_deleted(tx, author, id)?.ok_or(AppError::NotFound)?;
    customers::store::find_kind(tx, was.customer)?.ok_or(AppError::NotFound)?;
    fields::store::get_set(tx, was.group)?;
    // Whoever has read it before has read an earlier one.
    let record = Record { version: was.version + 1, updated_at: author.at, ..was };
    store::insert(tx, author, &record)?;
    changes::restored(tx, author, record.subject(), &record.recorded())?;
    tell(tx, "record.created", author, record.customer)?;
    Ok(record)
}

/// A record that this author deleted, as it was; its last change is when.
fn find_deleted(tx: &mut Tx<'_>, author: &Author, id: RecordId) -> AppResult<Option<Record>> {
    let Some(last) = changes::store::last_of(tx, "record", id.0)? else { return Ok(None) };
    let (Some(Value::Object(was)), Some(customer)) = (last.change.before, last.customer) else {
        return Ok(None);
    };
    if last.change.action != "delete" || last.change.by_id.is_none() || last.change.by_id != author.id() {
        return Ok(None);
    }
    let text = |name: &str| was.get(name).and_then(Value::as_str);
    let Some(group) = text("group_id").and_then(|id| id.parse().ok()) else { return Ok(None) };
    Ok(Some(Record {
        id,
        group,
        customer,
        fields: was.get("fields").and_then(Value::as_object).cloned().unwrap_or_default(),
        by: text("by").unwrap_or_default().to_owned(),
        version: was.get("version").and_then(Value::as_i64).unwrap_or(1),
        created_at: text("created_at").and_then(Time::parse).unwrap_or(last.change.at),
        updated_at: last.change.at,
    }))
}

fn remove(tx: &mut Tx<'_>, author: &Author, record: &Record) -> AppResult<()> {
    store::delete(tx, record.id)?;
    let mut was = record.recorded();
    was.insert("version".to_owned(), record.version.into());
    Ok(changes::deleted(tx, author, record.subject(), &was)?)
}

fn of_version(
    tx: &mut Tx<'_>,
    author: &Author,
    id: RecordId,
    version: i64,
    feature: Feature,
) -> AppResult<Record> {
    author.needs(feature)?;
    let record = get(tx, author, id)?;
    if record.version != version { Err(AppError::Stale) } else { Ok(record) }
}

fn tell(tx: &mut Tx<'_>, kind: &'static str, author: &Author, customer: CustomerId) -> AppResult<()> {
    Ok(events::record(tx, kind, author.at, Happened::to(customer))?)
}
