//! Restoring a backup into an empty installation.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;
use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::{Db, Migration, Stmt, Value};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{Content, Done, FORMAT, MANIFEST, Manifest, file, part};
use crate::error::AppError;
use crate::files::MEGABYTE;
use crate::files::content::Contents;
use crate::hex;
use crate::inventory::{self, TABLES};

/// Rows of one transaction.
const CHUNK: usize = 1_000;
/// Bytes of a piece of a content.
const PIECE: usize = 1 << 20;

type Zip = ZipArchive<BufReader<File>>;

/// What is in a backup.
///
/// # Errors
/// If it cannot be read, or is none.
pub fn manifest(path: &Path) -> anyhow::Result<(Zip, Manifest)> {
    let opened = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut zip =
        ZipArchive::new(BufReader::new(opened)).context("this is no backup, or only a part of one")?;
    let manifest: Manifest = {
        let member = zip.by_name(MANIFEST).context("this is no backup of Visavi")?;
        serde_json::from_reader(member).context("its manifest cannot be read")?
    };
    anyhow::ensure!(
        manifest.format == FORMAT,
        "it has format {}, this version reads {FORMAT}",
        manifest.format
    );
    Ok((zip, manifest))
}

/// Which secret key the database was used with.
///
/// # Errors
/// If the file is damaged.
pub fn fingerprint((zip, manifest): &mut (Zip, Manifest)) -> anyhow::Result<Option<Vec<u8>>> {
    let Some(content) = manifest.tables.get("secret_keys").filter(|content| content.rows > 0) else {
        return Ok(None);
    };
    let at = inventory::columns(&content.columns).position(|column| column.name == "fingerprint");
    let values: Vec<serde_json::Value> = serde_json::from_reader(zip.by_name(&part("secret_keys", 0))?)?;
    let text =
        at.and_then(|at| values.get(at)?.as_str()).context("it does not say which secret key it needs")?;
    Ok(Some(STANDARD.decode(text)?))
}

/// Brings all rows into an empty database, with the schema that they were written with, then that schema up to date.
/// `told` hears the rows so far.
///
/// # Errors
/// If the database is not empty or the backup newer than this version; if a table is not as its hash says.
pub async fn tables(
    db: &Db,
    (zip, manifest): &mut (Zip, Manifest),
    migrations: &[Migration],
    mut told: impl FnMut(u64),
) -> anyhow::Result<()> {
    let newest = migrations.last().map_or(0, |migration| migration.version);
    anyhow::ensure!(
        manifest.schema <= newest,
        "the backup is of Visavi {} with schema {}, this version knows {newest}: restore it with that version",
        manifest.version,
        manifest.schema
    );
    anyhow::ensure!(
        db.schema_version().await.unwrap_or(0) == 0,
        "the database is not empty: restore into a new data folder, or a new database"
    );
    let old: Vec<Migration> =
        migrations.iter().filter(|migration| migration.version <= manifest.schema).cloned().collect();
    db.migrate(&old).await?;
    let mut rows = 0;
    // In the order of the inventory: whatever a table refers to stands above it. One that it does not know any more is of an
    // older schema, and refers to what is above all.
    let known = TABLES.iter().map(|table| table.name);
    let gone = manifest
        .tables
        .keys()
        .map(String::as_str)
        .filter(|name| TABLES.iter().all(|table| table.name != *name));
    for name in known.chain(gone) {
        let Some(content) = manifest.tables.get(name) else { continue };
        table(db, zip, name, content).await.with_context(|| format!("table {name}"))?;
        rows += content.rows;
        told(rows);
    }
    db.migrate(migrations).await?;
    Ok(())
}

async fn table(db: &Db, zip: &mut Zip, name: &str, content: &Content) -> anyhow::Result<()> {
    // What a migration has put there is in the backup as well.
    let clear = format!("DELETE FROM {name}");
    db.write::<_, AppError, _>(move |tx| Ok(tx.exec(clear.clone(), &[])?)).await?;
    let columns: Vec<_> = inventory::columns(&content.columns).collect();
    let names = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {name} ({names}) VALUES ({})", db::places(columns.len()));
    let (mut hash, mut rows, mut chunk) = (Sha256::new(), 0, Vec::with_capacity(CHUNK));
    for number in 0..content.parts {
        let mut lines = BufReader::new(zip.by_name(&part(name, number))?);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            hash.update(&line);
            let values: Vec<serde_json::Value> = serde_json::from_slice(&line)?;
            anyhow::ensure!(values.len() == columns.len(), "row {} has {} values", rows + 1, values.len());
            let values = columns.iter().zip(&values).map(|(column, value)| column.value(value));
            chunk.push(values.collect::<Vec<Value>>());
            rows += 1;
            line.clear();
            if chunk.len() == CHUNK {
                insert(db, &sql, std::mem::take(&mut chunk)).await?;
            }
        }
    }
    insert(db, &sql, chunk).await?;
    anyhow::ensure!(
        rows == content.rows && hex::encode(&hash.finalize()) == content.sha256,
        "it is not as it was written: the file is damaged"
    );
    Ok(())
}

async fn insert(db: &Db, sql: &str, rows: Vec<Vec<Value>>) -> anyhow::Result<()> {
    let sql = sql.to_owned();
    let write = move |tx: &mut db::Tx<'_>| {
        let insert = |row: &Vec<Value>| Stmt::exec(sql.clone(), row.clone());
        Ok(tx.batch(&mut rows.iter().map(insert).collect::<Vec<_>>())?)
    };
    Ok(db.write::<_, AppError, _>(write).await?)
}

/// Puts the contents back into the store, over what is there.
///
/// # Errors
/// If the store takes none.
pub async fn files(contents: &Contents, (zip, manifest): &mut (Zip, Manifest)) -> anyhow::Result<Done> {
    let prefix = file("");
    let mut names: Vec<String> = Vec::new();
    for name in zip.file_names() {
        let name = name?;
        if name.starts_with(&prefix) {
            names.push(name.into_owned());
        }
    }
    for name in names {
        let mut member = zip.by_name(&name)?;
        let key = name.strip_prefix(&prefix).unwrap_or_default();
        let pieces = std::iter::from_fn(|| {
            let mut piece = Vec::with_capacity(PIECE);
            match member.by_ref().take(PIECE as u64).read_to_end(&mut piece) {
                Ok(0) => None,
                Ok(_) => Some(Ok(Bytes::from(piece))),
                Err(error) => Some(Err(AppError::internal(error))),
            }
        });
        contents
            .put(key, i64::MAX / MEGABYTE, futures_util::stream::iter(pieces))
            .await
            .with_context(|| format!("content {key}"))?;
    }
    Ok(manifest.done(0))
}
