//! The inventory of tables and columns is the database's, on both.

use std::collections::BTreeSet;

use db::sql;
use visavi::inventory::{Class, Is, TABLES};

use crate::support::{Kind, TestApp, both_databases};

both_databases! {
    async fn every_column_has_its_type_and_class(app: &TestApp) {
        let query = sql! {
            sqlite: "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c
                     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'texts_words%'",
            postgres: "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                       WHERE table_schema = 'public'",
        };
        let there: BTreeSet<(String, String, char)> = app.app.read(move |tx| Ok(tx.query(query, &[], |row| {
            let kind = match row.get::<String>(2)?.to_uppercase().as_str() {
                "TEXT" => 't',
                "BIGINT" | "INTEGER" => 'i',
                "BOOLEAN" => 'b',
                "DOUBLE PRECISION" => 'f',
                "UUID" => 'u',
                "BYTEA" => 'x',
                "TSVECTOR" => 'v',
                other => panic!("a column of type {other}"),
            };
            Ok((row.get(0)?, row.get(1)?, kind))
        })?)).await.unwrap().into_iter().filter(|(table, ..)| table != "schema_migrations").collect();
        let known: BTreeSet<(String, String, char)> = TABLES.iter()
            .flat_map(|table| table.columns().map(|one| (table.name.to_owned(), one.name.to_owned(), one.kind)))
            // Only PostgreSQL keeps the words beside the rest.
            .filter(|(.., kind)| *kind != 'v' || app.kind == Kind::Postgres).collect();
        let news: Vec<_> = there.difference(&known).collect();
        assert!(news.is_empty(), "not in src/inventory.rs: say of each whose data it may hold: {news:?}");
        assert_eq!(known.difference(&there).collect::<Vec<_>>(), Vec::<&(String, String, char)>::new());
    }
}

#[test]
fn the_inventory_makes_sense() {
    for table in TABLES {
        let columns: Vec<_> = table.columns().collect();
        assert_eq!(columns.len(), table.columns.split_whitespace().count(), "{}", table.name);
        for key in table.key.split(' ') {
            assert!(columns.iter().any(|column| column.name == key), "{}.{key}", table.name);
        }
        let personal = columns.iter().any(|column| column.class == Class::Personal);
        assert!(!(table.is == Is::Passing && personal), "{} would be lost", table.name);
    }
}
