//! All SQL of deleted customers: their rows are copied as they are, whatever room they belong to, and copied back.
//!
//! Invariant: `TABLES` names every table that goes with its customer, apart from what is made anew of the rest (search,
//! history). A test compares it with the database.

use std::collections::{BTreeMap, BTreeSet};

use db::{DbError, Tx, Value, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::{Customer, Kind};
use crate::author::Author;
use crate::clock::Time;
use crate::http::paging::{Cursor, Page};
use crate::id::{CustomerId, InteractionId, RequestId};
use crate::inventory;
use crate::json_column;
use crate::words::column;

/// The tables that go with a customer, each with what tells their rows; `$1` is the customer.
pub const TABLES: [(&str, &str); 28] = [
    ("customers", "id = $1"),
    ("identifiers", "customer_id = $1"),
    ("addresses", "customer_id = $1"),
    ("national_ids", "customer_id = $1"),
    ("customer_tags", "customer_id = $1"),
    ("customer_fields", "customer_id = $1"),
    ("history_counts", "customer_id = $1"),
    ("consents", "customer_id = $1"),
    ("restrictions", "customer_id = $1"),
    ("notes", "customer_id = $1"),
    ("files", "customer_id = $1"),
    ("avatars", "customer_id = $1"),
    ("avatar_tries", "customer_id = $1"),
    ("records", "customer_id = $1"),
    ("relations", "customer_id = $1 OR other_id = $1"),
    ("requests", "customer_id = $1"),
    (
        "request_merges",
        "request_id IN (SELECT id FROM requests WHERE customer_id = $1)
           OR into_id IN (SELECT id FROM requests WHERE customer_id = $1)",
    ),
    ("promises", "customer_id = $1"),
    ("openings", "customer_id = $1"),
    ("pins", "customer_id = $1"),
    ("confirmations", "customer_id = $1"),
    ("identity_checks", "customer_id = $1"),
    ("identity_answers", "check_id IN (SELECT id FROM identity_checks WHERE customer_id = $1)"),
    ("drafts", "customer_id = $1"),
    ("merges", "kept_id = $1"),
    ("duplicate_rejections", "one_id = $1 OR other_id = $1"),
    ("duplicate_reviews", "one_id = $1 OR other_id = $1"),
    ("merge_parts", "merge_id IN (SELECT id FROM merges WHERE kept_id = $1)"),
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
    /// Those of them that are of somebody who was merged into this card.
    pub merged: Vec<(InteractionId, CustomerId)>,
    /// Contacts that stood under their requests.
    pub under: Vec<(InteractionId, RequestId)>,
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

impl Rows {
    /// Everything that goes with the customers of a card, the one it is called after first.
    pub fn read(tx: &mut Tx<'_>, members: &[CustomerId]) -> Result<Rows, DbError> {
        let mut all: BTreeMap<String, Vec<Map<String, Json>>> = BTreeMap::new();
        for (name, whose) in TABLES {
            let table = inventory::table(name);
            let sql = format!("SELECT {} FROM {name} WHERE {whose}", table.names());
            let rows = all.entry(name.to_owned()).or_default();
            for member in members {
                let found: Vec<Map<String, Json>> = tx.query(sql.clone(), &params![*member], |row| {
                    let columns = table.columns().enumerate();
                    columns.map(|(index, one)| Ok((one.name.to_owned(), one.read(row, index)?))).collect()
                })?;
                // A relation between two of them is of both.
                rows.extend(found.into_iter().filter(|row| !rows.contains(row)).collect::<Vec<_>>());
            }
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
        self.of(table).retain(|row| row.get(column).and_then(Json::as_str) != Some(id.as_str()));
    }

    /// The rows of a table, to be looked at before they are put back.
    pub fn of(&mut self, table: &str) -> &mut Vec<Map<String, Json>> {
        self.0.entry(table.to_owned()).or_default()
    }

    /// Leaves out the relations to somebody who is not there any more.
    pub fn forget_related(&mut self, other: Uuid) {
        self.forget("relations", "customer_id", other);
        self.forget("relations", "other_id", other);
    }

    /// Puts every row back. A column that is newer than the row gets its default.
    pub fn insert(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        for (name, _) in TABLES {
            for row in self.0.get(name).into_iter().flatten() {
                let columns = inventory::table(name).columns();
                let (names, values): (Vec<&str>, Vec<Value>) =
                    columns.filter_map(|one| Some((one.name, one.value(row.get(one.name)?)))).unzip();
                let places = db::places(values.len());
                let sql = format!("INSERT INTO {name} ({}) VALUES ({places})", names.join(", "));
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

/// Forgets the relations that deleted customers had to somebody who is being erased.
pub fn forget_related(tx: &mut Tx<'_>, erased: CustomerId) -> Result<(), DbError> {
    let kept = "SELECT id, kept FROM deleted_customers WHERE kept LIKE '%' || $1 || '%'";
    let found: Vec<(Uuid, Kept)> =
        tx.query(kept, &params![erased.to_string()], |row| Ok((row.get(0)?, json_column::read(row, 1)?)))?;
    for (id, mut kept) in found {
        kept.rows.forget_related(erased.0);
        tx.exec(
            "UPDATE deleted_customers SET kept = $2 WHERE id = $1",
            &params![id, json_column::text(&kept)?],
        )?;
    }
    Ok(())
}

/// Forgets who was deleted before `until`.
pub fn forget(tx: &mut Tx<'_>, until: Time) -> Result<u64, DbError> {
    tx.exec("DELETE FROM deleted_customers WHERE deleted_at <= $1", &params![until])
}
