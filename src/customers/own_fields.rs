//! The organisation's own fields as they are asked for: a projection of each customer's `fields`.
//!
//! Invariant: whatever writes `fields` writes these rows in the same transaction. A list of texts is found by each of
//! them; a value that is longer than anybody can ask for is left out.

use std::collections::BTreeSet;

use db::{Db, DbError, Stmt, Tx, params};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::error::AppResult;
use crate::fields::{self, Definitions, Entity};
use crate::fold::fold_case;
use crate::id::CustomerId;
use crate::json_column;
use crate::projection::{Made, Projection};

/// The rules are those below, and which fields are masked: nobody finds a customer by what may not be seen.
pub const FIELDS: Projection = Projection { table: "customer_fields_rules", rules: 1 };

/// Characters of a value that can be asked for.
pub const LONGEST: usize = 200;

/// Customers that are read at once when the projection is made anew before anybody can use it.
pub const CHUNK: i64 = 5_000;

/// Keys that are offered for choosing.
const KEYS: i64 = 200;

/// The folded values of a field.
fn folded(value: &Value) -> BTreeSet<String> {
    let texts = match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::Bool(_) | Value::Number(_) => vec![value.to_string()],
        Value::Null | Value::Object(_) => Vec::new(),
    };
    let can_be_asked = |text: &String| !text.trim().is_empty() && text.trim().chars().count() <= LONGEST;
    texts.iter().filter(|text| can_be_asked(text)).map(|text| fold_case(text)).collect()
}

/// The statements that store what is found of a customer's fields.
pub fn insert(
    statements: &mut Vec<Stmt<'_>>,
    definitions: &Definitions,
    customer: CustomerId,
    fields: &Map<String, Value>,
) {
    for (key, value) in fields.iter().filter(|(key, _)| !definitions.is_masked(key)) {
        for value in folded(value) {
            statements.push(Stmt::exec(
                "INSERT INTO customer_fields (customer_id, key, value_fold) VALUES ($1, $2, $3)",
                params![customer, key.as_str(), value],
            ));
        }
    }
}

pub fn delete<'a>(customer: CustomerId) -> Stmt<'a> {
    Stmt::exec("DELETE FROM customer_fields WHERE customer_id = $1", params![customer])
}

/// The keys that anybody has, each by one step into the index.
pub fn keys(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.query(
        "WITH RECURSIVE found (key, number) AS (
           SELECT (SELECT key FROM customer_fields ORDER BY key LIMIT 1), CAST(1 AS BIGINT)
           UNION ALL
           SELECT (SELECT v.key FROM customer_fields v WHERE v.key > found.key ORDER BY v.key LIMIT 1), number + 1
           FROM found WHERE found.key IS NOT NULL AND number < $1)
         SELECT key FROM found WHERE key IS NOT NULL ORDER BY number",
        &params![KEYS],
        |row| row.get(0),
    )
}

/// Makes the projection anew where it was made by other rules, so many customers at once.
pub async fn renew(db: &Db, chunk: i64) -> AppResult<()> {
    FIELDS.renew(db, move |tx, after| Ok(renew_chunk(tx, after.unwrap_or_default(), chunk)?), |_| ()).await
}

fn renew_chunk(tx: &mut Tx<'_>, after: Uuid, chunk: i64) -> Result<Made, DbError> {
    let definitions = fields::store::definitions(tx, Entity::Customer)?;
    let (mut count, mut last) = (0, None);
    let mut statements = Vec::new();
    tx.each(
        "SELECT id, fields FROM customers WHERE id > $1 AND card_id IS NULL ORDER BY id LIMIT $2",
        &params![after, chunk],
        |row| {
            let (id, fields) = (CustomerId(row.get(0)?), json_column::read(row, 1)?);
            (count, last) = (count + 1, Some(id.0));
            statements.push(delete(id));
            insert(&mut statements, &definitions, id, &fields);
            Ok(())
        },
    )?;
    tx.batch(&mut statements)?;
    Ok(Made { count, last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_value_can_be_asked_for() {
        let of = |value: Value| folded(&value).into_iter().collect::<Vec<_>>();
        assert_eq!(of(json!(" Äpple ")), ["äpple"]);
        assert_eq!(of(json!(["B", "a", "b"])), ["a", "b"]);
        assert_eq!(of(json!(true)), ["true"]);
        assert_eq!(of(json!(12.5)), ["12.5"]);
        assert_eq!(of(json!("x".repeat(201))), Vec::<String>::new());
        assert_eq!(of(json!(["", " "])), Vec::<String>::new());
    }
}
