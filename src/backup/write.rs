//! Writing a backup of a running installation.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use db::{DbError, Tx};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Content, Done, FORMAT, MANIFEST, Manifest, file, part};
use crate::app::App;
use crate::hex;
use crate::inventory::{Is, TABLES, Table};

/// Bytes of one member, so that restoring needs little memory.
const PART: usize = 8 << 20;

type Zip = ZipWriter<BufWriter<File>>;

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(3))
}

/// Contents are mostly compressed already, and may be larger than 4 GB.
fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored).large_file(true)
}

/// Writes everything into a new file, which appears whole or not at all. `told` hears the rows so far.
///
/// # Errors
/// If there is a file of that name, the disk is full, or the database cannot be read.
pub async fn all(
    app: &App,
    path: &Path,
    schema: i64,
    told: impl FnMut(u64) + Send + 'static,
) -> anyhow::Result<Done> {
    anyhow::ensure!(!path.exists(), "{} is there already: name another file", path.display());
    let draft = path.with_added_extension("part");
    let written = write(app, &draft, schema, told).await;
    match written {
        Ok(done) => {
            std::fs::rename(&draft, path).with_context(|| format!("cannot rename {}", draft.display()))?;
            Ok(done)
        }
        Err(error) => {
            // Half a backup is none.
            let _ = std::fs::remove_file(&draft);
            Err(error)
        }
    }
}

async fn write(
    app: &App,
    draft: &Path,
    schema: i64,
    mut told: impl FnMut(u64) + Send + 'static,
) -> anyhow::Result<Done> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let out = options.open(draft).with_context(|| format!("cannot write {}", draft.display()))?;
    let mut zip = ZipWriter::new(BufWriter::new(out));
    let mut manifest = Manifest {
        format: FORMAT,
        schema,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: app.clock.now(),
        tables: BTreeMap::new(),
        files: 0,
    };
    let (mut zip, tables, contents) = app
        .read(move |tx| {
            let (mut tables, mut rows) = (BTreeMap::new(), 0);
            for one in TABLES.iter().filter(|table| table.is == Is::Stored) {
                let content = table(tx, one, &mut zip)?;
                rows += content.rows;
                told(rows);
                tables.insert(one.name.to_owned(), content);
            }
            let mut contents = crate::files::store::list_contents(tx)?;
            contents.extend(crate::attachments::store::list_contents(tx)?);
            Ok((zip, tables, contents))
        })
        .await?;
    manifest.tables = tables;
    let mut missing = 0;
    for key in contents {
        if copy(app, &mut zip, &key).await? { manifest.files += 1 } else { missing += 1 }
    }
    zip.start_file(MANIFEST, deflated())?;
    serde_json::to_writer_pretty(&mut zip, &manifest)?;
    let file = zip.finish()?.into_inner().map_err(|error| error.into_error())?;
    file.sync_all()?;
    Ok(manifest.done(missing))
}

/// Writes the rows of a table, in the order of its key; whoever belongs to somebody comes after them.
fn table(tx: &mut Tx<'_>, table: &Table, zip: &mut Zip) -> Result<Content, DbError> {
    let order = table.key.replace(' ', ", ");
    let first =
        if table.name == "customers" { "CASE WHEN company_id IS NULL THEN 0 ELSE 1 END, " } else { "" };
    let sql = format!("SELECT {} FROM {} ORDER BY {first}{order}", table.names(), table.name);
    let columns: Vec<_> = table.columns().collect();
    let mut content = Content { columns: table.columns.to_owned(), rows: 0, sha256: String::new(), parts: 0 };
    let failed = |error: &dyn std::fmt::Display| DbError::Driver(error.to_string());
    let (mut hash, mut lines) = (Sha256::new(), Vec::with_capacity(PART));
    tx.each(sql, &[], |row| {
        let values: Result<Vec<_>, DbError> =
            columns.iter().enumerate().map(|(index, column)| column.read(row, index)).collect();
        let before = lines.len();
        serde_json::to_writer(&mut lines, &values?).map_err(|error| failed(&error))?;
        lines.push(b'\n');
        hash.update(&lines[before..]);
        content.rows += 1;
        if lines.len() >= PART {
            flush(zip, table.name, &mut content, &mut lines).map_err(|error| failed(&error))?;
        }
        Ok(())
    })?;
    if !lines.is_empty() {
        flush(zip, table.name, &mut content, &mut lines).map_err(|error| failed(&error))?;
    }
    content.sha256 = hex::encode(&hash.finalize());
    Ok(content)
}

fn flush(zip: &mut Zip, table: &str, content: &mut Content, lines: &mut Vec<u8>) -> std::io::Result<()> {
    zip.start_file(part(table, content.parts), deflated())?;
    zip.write_all(lines)?;
    lines.clear();
    content.parts += 1;
    Ok(())
}

/// Copies a content; one that is not in the store any more belongs to nobody.
async fn copy(app: &App, zip: &mut Zip, key: &str) -> anyhow::Result<bool> {
    let Some(mut content) = app.files.open(key).await? else { return Ok(false) };
    zip.start_file(file(key), stored())?;
    while let Some(piece) = content.next().await {
        zip.write_all(&piece?)?;
    }
    Ok(true)
}
