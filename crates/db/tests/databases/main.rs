//! What `db` promises, each case on SQLite and on PostgreSQL.

#[macro_use]
mod support;

mod migrations;
mod outages;
mod statements;
mod transactions;
mod values;
