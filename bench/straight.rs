//! The same statements straight through rusqlite on one connection: what the database alone costs.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use telephone::Country;

use crate::seed::Samples;
use crate::{Measured, timed};

/// Reads every column of every row, as a card must.
fn read_all(connection: &Connection, sql: &str, params: &[&dyn rusqlite::ToSql]) -> anyhow::Result<usize> {
    let mut statement = connection.prepare_cached(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(params)?;
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            bytes += match row.get_ref(column)? {
                rusqlite::types::ValueRef::Text(text) | rusqlite::types::ValueRef::Blob(text) => {
                    text.to_vec().len()
                }
                _ => 8,
            };
        }
    }
    Ok(bytes)
}

pub fn measure(path: &Path, samples: &Samples, span: Duration) -> anyhow::Result<Vec<Measured>> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 40)?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    let home: Country = visavi::config::Config::default_country();
    let card = timed(span, |n| {
        let id = uuid::Uuid::parse_str(&samples.ids[n % samples.ids.len()])?;
        connection.execute_batch("BEGIN")?;
        for sql in visavi::card::statements() {
            let values: [&dyn rusqlite::ToSql; 3] = [&id, &51_i64, &13_i64];
            let count = ["$1", "$2", "$3"].iter().filter(|place| sql.contains(**place)).count();
            read_all(&connection, sql, &values[..count])?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(())
    })?;
    let today = visavi::clock::Clock::System.now().day().to_string();
    let lookup = timed(span, |n| {
        let phone = telephone::parse(&samples.phones[n % samples.phones.len()], home)?;
        connection.execute_batch("BEGIN")?;
        for sql in visavi::identifiers::matching::STATEMENTS {
            // SQLite numbers parameters by their first appearance.
            let most: &dyn rusqlite::ToSql = &100_i64;
            let values: &[&dyn rusqlite::ToSql] = match sql.contains("$5") {
                true => &[&"", &"phone", &phone.e164, &today, most],
                false => &[&"phone", &phone.e164, most],
            };
            read_all(&connection, sql, values)?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(())
    })?;
    // Zero connections: nothing goes over HTTP.
    Ok(vec![
        Measured::of("look-up, rusqlite alone", 0, lookup, span),
        Measured::of("card, rusqlite alone", 0, card, span),
    ])
}
