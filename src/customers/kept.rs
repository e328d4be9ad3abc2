//! All SQL of deleted customers: their rows are copied as they are, whatever room they belong to, and copied back.
//!
//! Invariant: `TABLES` names every table that goes with its customer and every column of it, apart from what is made
//! anew of the rest (search, history). A test compares it with the database.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::{DbError, Row, Tx, Value, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{Customer, Kind};
use crate::author::Author;
use crate::clock::Time;
use crate::http::paging::{Cursor, Page};
use crate::id::{CustomerId, InteractionId};
use crate::json_column;
use crate::words::column;

/// Table, the column that names the customer, and its columns by type: text, number, yes or no, id, bytes.
pub const TABLES: [(&str, &str, &str); 12] = [
    (
        "customers",
        "id",
        "id:u kind:t ref:t given_name:t family_name:t own_name:t name:t name_fold:t company_id:u department:t job_title:t \
         birth_date:t language:t fields:t vip:b owner_id:u hidden:b version:i created_at:i updated_at:i",
    ),
    (
        "identifiers",
        "customer_id",
        "id:u customer_id:u kind:t value:t extension:t written:t label:t position:i invalid:b do_not_contact:b \
         valid_from:t valid_to:t",
    ),
    (
        "addresses",
        "customer_id",
        "id:u customer_id:u position:i kind:t street:t postal_code:t city:t region:t country:t",
    ),
    ("national_ids", "customer_id", "id:u customer_id:u position:i kind:t value:t"),
    ("customer_tags", "customer_id", "customer_id:u tag_fold:t tag:t position:i"),
    ("customer_fields", "customer_id", "customer_id:u key:t value_fold:t"),
    ("history_counts", "customer_id", "customer_id:u channel:t count:i"),
    (
        "notes",
        "customer_id",
        "id:u customer_id:u text:t author_id:u author:t pinned:b expires_at:i version:i created_at:i updated_at:i",
    ),
    (
        "files",
        "customer_id",
        "id:u customer_id:u name:t media_type:t size:i sha256:x content:t by_id:u by_name:t version:i created_at:i \
         updated_at:i deleted_at:i",
    ),
    (
        "records",
        "customer_id",
        "id:u group_id:u customer_id:u fields:t by_id:u by_name:t version:i created_at:i updated_at:i",
    ),
    (
        "openings",
        "customer_id",
        "id:u agent_id:u customer_id:u interaction_id:u opened_at:i seen_at:i unseen:i closed_at:i",
    ),
    ("drafts", "customer_id", "agent_id:u key:t customer_id:u interaction_id:u entries:t body:t at:i"),
];

/// The rows of each table, by its name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rows(BTreeMap<String, Vec<Map<String, Json>>>);

/// What is kept of a customer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub rows: Rows,
    /// Contacts that were theirs.
    pub interactions: Vec<InteractionId>,
    /// Of a company: who belonged to it.
    pub people: Vec<CustomerId>,
}

/// A deleted customer as a list shows them.
#[derive(Clone, Debug)]
pub struct Deleted {
    pub id: CustomerId,
    pub kind: Kind,
    pub name: String,
    pub by: String,
    pub at: Time,
}

fn columns(spec: &str) -> impl Iterator<Item = (&str, &str)> {
    spec.split_whitespace().filter_map(|column| column.split_once(':'))
}

fn names(spec: &str) -> String {
    columns(spec).map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}

fn read_column(row: &Row<'_>, index: usize, kind: &str) -> Result<Json, DbError> {
    Ok(match kind {
        _ if row.is_null(index)? => Json::Null,
        "i" => row.get::<i64>(index)?.into(),
        "b" => row.get::<bool>(index)?.into(),
        "u" => row.get::<uuid::Uuid>(index)?.to_string().into(),
        "x" => STANDARD.encode(row.get::<Vec<u8>>(index)?).into(),
        _ => row.get::<String>(index)?.into(),
    })
}

/// A value as it was read; null is one of the column's type.
fn value(of: &Json, kind: &str) -> Value {
    let text = of.as_str();
    match kind {
        "i" => of.as_i64().into(),
        "b" => of.as_bool().into(),
        "u" => text.and_then(|text| text.parse::<uuid::Uuid>().ok()).into(),
        "x" => text.and_then(|text| STANDARD.decode(text).ok()).into(),
        _ => text.into(),
    }
}

impl Rows {
    /// Everything that goes with this customer.
    pub fn read(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Rows, DbError> {
        let mut all = BTreeMap::new();
        for (table, key, spec) in TABLES {
            let sql = format!("SELECT {} FROM {table} WHERE {key} = $1", names(spec));
            let rows = tx.query(sql, &params![customer], |row| {
                columns(spec)
                    .enumerate()
                    .map(|(index, (name, kind))| Ok((name.to_owned(), read_column(row, index, kind)?)))
                    .collect()
            })?;
            all.insert(table.to_owned(), rows);
        }
        Ok(Rows(all))
    }

    /// The row of the customer, to be looked at before it is put back.
    pub fn customer(&mut self) -> Option<&mut Map<String, Json>> {
        self.0.get_mut("customers")?.first_mut()
    }

    /// What a column of ids holds, each once.
    pub fn ids(&self, table: &str, column: &str) -> BTreeSet<Uuid> {
        let rows = self.0.get(table).into_iter().flatten();
        rows.filter_map(|row| row.get(column)?.as_str()?.parse().ok()).collect()
    }

    /// Leaves out the rows that have this id in a column.
    pub fn forget(&mut self, table: &str, column: &str, id: Uuid) {
        let id = id.to_string();
        let rows = self.0.entry(table.to_owned()).or_default();
        rows.retain(|row| row.get(column).and_then(Json::as_str) != Some(id.as_str()));
    }

    /// Puts every row back. A column that is newer than the row gets its default.
    pub fn insert(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        for (table, _, spec) in TABLES {
            for row in self.0.get(table).into_iter().flatten() {
                let (names, values): (Vec<&str>, Vec<Value>) = columns(spec)
                    .filter_map(|(name, kind)| Some((name, value(row.get(name)?, kind))))
                    .unzip();
                let places = db::places(values.len());
                let sql = format!("INSERT INTO {table} ({}) VALUES ({places})", names.join(", "));
                tx.exec(sql, &values)?;
            }
        }
        Ok(())
    }
}

pub fn insert(tx: &mut Tx<'_>, author: &Author, of: &Customer, kept: &Kept) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO deleted_customers (id, kind, name, by_name, kept, deleted_at) VALUES ($1, $2, $3, $4, $5, $6)",
        &params![of.id, of.kind, of.name.as_str(), author.name.as_str(), json_column::text(kept)?, author.at],
    )?;
    Ok(())
}

/// What is kept of a customer who was deleted after `since`.
pub fn find(tx: &mut Tx<'_>, id: CustomerId, since: Time) -> Result<Option<Kept>, DbError> {
    tx.find(
        "SELECT kept FROM deleted_customers WHERE id = $1 AND deleted_at > $2",
        &params![id, since],
        |row| json_column::read(row, 0),
    )
}

/// Who was deleted after `since`, the last first.
pub fn list(tx: &mut Tx<'_>, since: Time, page: &Page) -> Result<Vec<Deleted>, DbError> {
    let (at, id) = page.after.before_everything();
    tx.query(
        "SELECT id, kind, name, by_name, deleted_at FROM deleted_customers
         WHERE (deleted_at, id) < ($1, $2) AND deleted_at > $3 ORDER BY deleted_at DESC, id DESC LIMIT $4",
        &params![at, id, since, page.fetch()],
        |row| {
            Ok(Deleted {
                id: CustomerId(row.get(0)?),
                kind: column(row, 1)?,
                name: row.get(2)?,
                by: row.get(3)?,
                at: Time::from_micros(row.get(4)?),
            })
        },
    )
}

/// The cursor that goes on after one.
pub fn cursor(one: &Deleted) -> Cursor {
    Cursor::new(one.at, one.id.0)
}

pub fn delete(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), DbError> {
    tx.exec("DELETE FROM deleted_customers WHERE id = $1", &params![id])?;
    Ok(())
}

/// Forgets who was deleted before `until`.
pub fn forget(tx: &mut Tx<'_>, until: Time) -> Result<u64, DbError> {
    tx.exec("DELETE FROM deleted_customers WHERE deleted_at <= $1", &params![until])
}
