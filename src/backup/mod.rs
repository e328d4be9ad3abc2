//! Backups: the whole installation in one file, of either database, restored into either.
//!
//! A backup is a ZIP (APPNOTE 6.3): `manifest.json`; for each stored table of the inventory `tables/NAME/NUMBER.jsonl`, a row a
//! line, an array of its columns in the order of the manifest, ids as text and bytes in base64; `files/KEY`, the contents of the
//! store. It holds neither the secret key nor sessions, and nothing that is made anew of the rest.
//!
//! Invariant: all rows are of one snapshot. Who was erased after it is erased again by the ledger (`erasures::ledger`).

pub mod read;
pub mod write;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Time;

/// The version of what stands above.
pub const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The newest migration of the database that it is of.
    pub schema: i64,
    /// The version of Visavi that wrote it.
    pub version: String,
    pub made_at: Time,
    pub tables: BTreeMap<String, Content>,
    /// Contents of files.
    pub files: u64,
}

/// What is in a backup of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// As the inventory has them.
    pub columns: String,
    pub rows: u64,
    /// SHA-256 of all its lines, in hexadecimal.
    pub sha256: String,
    /// How many members hold it.
    pub parts: u32,
}

/// What was written or read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub tables: usize,
    pub rows: u64,
    pub files: u64,
    /// Contents that had been removed from the store before they were reached.
    pub missing: u64,
}

impl Manifest {
    fn done(&self, missing: u64) -> Done {
        let rows = self.tables.values().map(|content| content.rows).sum();
        Done { tables: self.tables.len(), rows, files: self.files, missing }
    }
}

fn part(table: &str, number: u32) -> String {
    format!("tables/{table}/{number:06}.jsonl")
}

fn file(key: &str) -> String {
    format!("files/{key}")
}
