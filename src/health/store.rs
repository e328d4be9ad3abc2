//! What the database says about itself. These count whole tables: for a page that few people open.

use db::{DbError, Tx, sql};

/// Bytes on the disk.
pub fn size(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let sql = sql! {
        sqlite: "SELECT c.page_count * s.page_size FROM pragma_page_count() c, pragma_page_size() s",
        postgres: "SELECT pg_database_size(current_database())"
    };
    tx.get(sql, &[], |row| row.get(0))
}

/// How many customers and interactions there are.
pub fn counts(tx: &mut Tx<'_>) -> Result<(i64, i64), DbError> {
    let sql =
        "SELECT (SELECT COUNT(*) FROM customers WHERE card_id IS NULL), (SELECT COUNT(*) FROM interactions)";
    tx.get(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}
