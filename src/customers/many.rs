//! Reading many customers at once: one statement for each table.

use std::collections::HashMap;

use db::{DbError, Row, Stmt, Tx, Value};

use super::Customer;
use super::store::{Gathered, STATEMENTS, read_address, read_customer, read_national_id};
use crate::id::CustomerId;
use crate::identifiers;

/// Customers of one statement.
pub const MOST: usize = 256;

/// Customers by id, in the order of the ids; an id that is not there is left out.
pub fn list_by_ids(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<Vec<Customer>, DbError> {
    let mut customers = Vec::with_capacity(ids.len());
    for part in ids.chunks(MOST) {
        let mut known = read(tx, part)?;
        customers.extend(part.iter().filter_map(|id| known.remove(id)?.finish()));
    }
    Ok(customers)
}

/// Ids as the values of one statement: a few sizes, the last one repeated, so that there are few texts to prepare.
pub fn padded(ids: &[CustomerId]) -> Vec<Value> {
    let mut values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    if let Some(last) = values.last().cloned() {
        values.resize(ids.len().next_power_of_two(), last);
    }
    values
}

/// Refs by customer, of those who have one.
pub fn refs(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<HashMap<CustomerId, String>, DbError> {
    let mut refs = HashMap::new();
    for part in ids.chunks(MOST) {
        let values = padded(part);
        let sql = format!(
            "SELECT id, ref FROM customers WHERE ref IS NOT NULL AND id IN ({})",
            db::places(values.len())
        );
        refs.extend(tx.query(sql, &values, |row| Ok((CustomerId(row.get(0)?), row.get::<String>(1)?)))?);
    }
    Ok(refs)
}

fn read(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Gathered>, DbError> {
    let values = padded(ids);
    let places = db::places(values.len());
    let [customer, numbers, addresses, national_ids, tags, merged] = STATEMENTS.map(|one| {
        let many = one.replacen("= $1", &format!("IN ({})", places), 1);
        many.replacen(" FROM", ", customer_id FROM", 1)
    });
    // The customer's own row has its id already.
    let customer = customer.replacen(", customer_id FROM", " FROM", 1);

    let mut customers = Vec::with_capacity(ids.len());
    let mut parts = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    tx.batch(&mut [
        Stmt::new(customer, values.clone(), |row| {
            customers.push(read_customer(row)?);
            Ok(())
        }),
        of(numbers, &values, &mut parts.0, identifiers::store::WIDTH, |row| identifiers::store::read(row, 0)),
        of(addresses, &values, &mut parts.1, 6, read_address),
        of(national_ids, &values, &mut parts.2, 2, read_national_id),
        of(tags, &values, &mut parts.3, 1, |row| row.get(0)),
        of(merged, &values, &mut parts.4, 1, |row| Ok(CustomerId(row.get(0)?))),
    ])?;

    let of_customer =
        |customer: Customer| (customer.id, Gathered { customer: Some(customer), ..Gathered::default() });
    let mut known: HashMap<CustomerId, Gathered> = customers.into_iter().map(of_customer).collect();
    give(&mut known, parts.0, |one| &mut one.identifiers);
    give(&mut known, parts.1, |one| &mut one.addresses);
    give(&mut known, parts.2, |one| &mut one.national_ids);
    give(&mut known, parts.3, |one| &mut one.tags);
    give(&mut known, parts.4, |one| &mut one.merged);
    Ok(known)
}

/// A statement of parts, each with its customer, whose id is in column `id`.
fn of<'a, T: Send>(
    sql: String,
    values: &[Value],
    parts: &'a mut Vec<(CustomerId, T)>,
    id: usize,
    read: impl Fn(&Row<'_>) -> Result<T, DbError> + Send + 'a,
) -> Stmt<'a> {
    Stmt::new(sql, values.to_vec(), move |row| {
        parts.push((CustomerId(row.get(id)?), read(row)?));
        Ok(())
    })
}

fn give<T>(
    known: &mut HashMap<CustomerId, Gathered>,
    parts: Vec<(CustomerId, T)>,
    to: impl Fn(&mut Gathered) -> &mut Vec<T>,
) {
    for (id, part) in parts {
        if let Some(one) = known.get_mut(&id) {
            to(one).push(part);
        }
    }
}
