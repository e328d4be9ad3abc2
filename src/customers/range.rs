//! Customers in the order of their ids, many at a time: for what goes through all of them.

use std::collections::{BTreeSet, HashMap};

use db::{DbError, Tx, params};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Customer, Kind, many};
use crate::id::CustomerId;
use crate::json_column;

/// The next customers of a kind.
pub fn list(tx: &mut Tx<'_>, kind: Kind, after: Uuid, limit: i64) -> Result<Vec<Customer>, DbError> {
    let ids = tx.query(
        "SELECT id FROM customers WHERE id > $1 AND kind = $2 AND card_id IS NULL ORDER BY id LIMIT $3",
        &params![after, kind, limit],
        |row| Ok(CustomerId(row.get(0)?)),
    )?;
    many::list_by_ids(tx, &ids)
}

/// The refs of the companies that these belong to, by the ids of the companies.
pub fn company_refs(tx: &mut Tx<'_>, customers: &[Customer]) -> Result<HashMap<CustomerId, String>, DbError> {
    let companies: BTreeSet<CustomerId> =
        customers.iter().filter_map(|customer| Some(customer.company.as_ref()?.id)).collect();
    let companies: Vec<CustomerId> = companies.into_iter().collect();
    many::refs(tx, &companies)
}

/// The keys of all fields that anybody has.
pub fn field_keys(tx: &mut Tx<'_>) -> Result<BTreeSet<String>, DbError> {
    let mut keys = BTreeSet::new();
    tx.each("SELECT fields FROM customers WHERE fields IS NOT NULL", &[], |row| {
        let fields: Map<String, Value> = json_column::read(row, 0)?;
        for key in fields.keys() {
            if !keys.contains(key) {
                keys.insert(key.clone());
            }
        }
        Ok(())
    })?;
    Ok(keys)
}

pub fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.get("SELECT COUNT(*) FROM customers WHERE card_id IS NULL", &[], |row| row.get(0))
}

/// Whether there is an identifier of which anything holds beside what it is.
pub fn has_flags(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM identifiers WHERE invalid = $1 OR do_not_contact = $1 OR valid_from IS NOT NULL
       OR valid_to IS NOT NULL LIMIT 1";
    Ok(tx.find(sql, &params![true], |row| row.get::<i64>(0))?.is_some())
}
