//! A file on its way in: looked at before it is taken, then read ahead of the database on a thread of its own.
//!
//! Invariant: what is read ahead is bounded, whatever the size of the file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use db::{DbError, Tx};
use exchange::{Field, Format, Mapping, Reader};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use telephone::Country;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::apply::Row;
use super::problem::{Problem, Rejected};
use super::{record, store};
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::fold::fold;

/// How a file is read. What is none is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// `csv`, `xlsx`, `vcf`, `jscontact` or `jsonl`.
    pub format: Option<String>,
    /// One character.
    pub delimiter: Option<char>,
    /// A label of the WHATWG encoding standard.
    pub encoding: Option<String>,
    /// What columns hold, over what their headings suggest: a flat field name, or none for one that is left out.
    pub columns: BTreeMap<String, Option<String>>,
    /// The headings of the file, once it has been looked at; none of cards.
    pub headings: Vec<String>,
}

impl Options {
    fn for_reader(&self) -> exchange::Options {
        exchange::Options {
            format: self.format.as_deref().and_then(format),
            delimiter: self.delimiter.and_then(|c| u8::try_from(c).ok()),
            encoding: self.encoding.clone(),
            map: self.mapping(),
        }
    }

    fn mapping(&self) -> Mapping {
        let field = |name: &String| Field::from_str(name).ok();
        self.columns.iter().map(|(column, name)| (column.clone(), name.as_ref().and_then(field))).collect()
    }

    /// Of the headings, in whatever order.
    fn headings_key(&self) -> Vec<u8> {
        let mut headings: Vec<String> = self.headings.iter().map(|heading| fold(heading)).collect();
        headings.sort_unstable();
        Sha256::digest(headings.join("\u{1f}").as_bytes()).to_vec()
    }
}

/// A format by its name.
pub fn format(name: &str) -> Option<Format> {
    Some(match name {
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        "vcf" => Format::VCard,
        "jscontact" => Format::JsContact,
        "jsonl" => Format::JsonLines,
        _ => return None,
    })
}

pub const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::Xlsx => "xlsx",
        Format::VCard => "vcf",
        Format::JsContact => "jscontact",
        Format::JsonLines => "jsonl",
    }
}

/// A column as it will be read.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    /// Flat field name; none: left out.
    pub field: Option<String>,
    pub label: Option<String>,
    /// The first cells below the heading.
    pub samples: Vec<String>,
}

/// A file that can be read.
pub struct Looked {
    pub options: Options,
    pub format: Format,
    pub size: i64,
    /// Of the file and of the options.
    pub fingerprint: Vec<u8>,
    pub columns: Vec<Column>,
    /// The first records as they are understood.
    pub sample: Vec<Result<record::Said, Rejected>>,
    /// Whether what columns hold was said at an earlier import.
    pub remembered: bool,
}

/// How many records are shown before an import.
const SAMPLE: usize = 5;

/// Opens a file, and so knows whether it can be read at all.
///
/// # Errors
/// Why it cannot.
pub fn open(path: &Path, options: &Options) -> Result<Reader, Problem> {
    let file = File::open(path).map_err(|error| {
        let reason = exchange::Reason::Io(error.kind());
        Problem::from(&exchange::Problem::Fatal { line: 1, column: 0, reason })
    })?;
    Reader::open(file, &options.for_reader()).map_err(|problem| Problem::from(&problem))
}

/// Looks at a file: format, columns, first records. Reads all of it once, for its fingerprint.
///
/// # Errors
/// Why it cannot be read at all.
pub fn look(path: &Path, options: Options, home: Country, known: Option<Known>) -> Result<Looked, Problem> {
    let looked = begin(path, options, home, known)?;
    let (size, mut hash) = hash(path).map_err(|error| {
        let reason = exchange::Reason::Io(error.kind());
        Problem::from(&exchange::Problem::Fatal { line: 1, column: 0, reason })
    })?;
    hash.update(serde_json::to_vec(&looked.options).unwrap_or_default());
    Ok(Looked { size, fingerprint: hash.finalize().to_vec(), ..looked })
}

fn begin(path: &Path, mut options: Options, home: Country, known: Option<Known>) -> Result<Looked, Problem> {
    let mut reader = open(path, &options)?;
    options.headings = reader.columns().iter().map(|column| column.name.clone()).collect();
    let remembered = match known {
        Some(known) if options.columns.is_empty() && !options.headings.is_empty() => {
            known(&options.headings_key())
        }
        _ => None,
    };
    let is_remembered = remembered.is_some();
    if let Some(columns) = remembered {
        options.columns = columns;
        reader = open(path, &options)?;
    }
    let mut samples: Vec<Vec<String>> = vec![Vec::new(); reader.columns().len()];
    let mut sample = Vec::new();
    for read in reader.sample(SAMPLE) {
        match read {
            Err(problem) if problem.is_fatal() => return Err(Problem::from(problem)),
            Err(problem) => sample.push(Err(Rejected::from(problem.clone()))),
            Ok(one) => {
                for (cell, samples) in one.raw.iter().zip(&mut samples) {
                    samples.push(cell.chars().take(60).collect());
                }
                sample.push(record::read(one.clone(), home));
            }
        }
    }
    let columns = reader.columns().iter().zip(samples).map(|(column, samples)| Column {
        name: column.name.clone(),
        field: column.field.as_ref().map(ToString::to_string),
        label: column.label.clone(),
        samples,
    });
    let columns = columns.collect();
    Ok(Looked {
        format: reader.format(),
        options,
        size: 0,
        fingerprint: Vec::new(),
        columns,
        sample,
        remembered: is_remembered,
    })
}

/// The same without reading more than the beginning: no size and no fingerprint.
///
/// # Errors
/// Why it cannot be read at all.
pub fn glance(path: &Path, options: Options, home: Country) -> Result<Looked, Problem> {
    begin(path, options, home, None)
}

/// What columns hold by the key of their headings, as it was said before.
pub type Known = Box<dyn FnOnce(&[u8]) -> Option<BTreeMap<String, Option<String>>> + Send>;

fn hash(path: &Path) -> std::io::Result<(i64, Sha256)> {
    let (mut file, mut hash, mut size) = (File::open(path)?, Sha256::new(), 0_i64);
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((size, hash)),
            n => {
                hash.update(&buffer[..n]);
                size += i64::try_from(n).unwrap_or(0);
            }
        }
    }
}

/// What columns with these headings hold, from now on.
pub fn remember(tx: &mut Tx<'_>, options: &Options, at: Time) -> Result<(), DbError> {
    if options.columns.is_empty() || options.headings.is_empty() {
        return Ok(());
    }
    store::set_mapping(tx, &options.headings_key(), &options.columns, at)
}

/// The same as `look`, with what was said of such columns before.
pub async fn look_and_remember(
    db: &db::Db,
    path: PathBuf,
    options: Options,
    home: Country,
) -> AppResult<Result<Looked, Problem>> {
    let mappings = db.read(|tx| Ok::<_, AppError>(store::mappings(tx)?)).await?;
    let known: Known =
        Box::new(move |key| mappings.into_iter().find(|(known, _)| known == key).map(|(_, columns)| columns));
    tokio::task::spawn_blocking(move || look(&path, options, home, Some(known)))
        .await
        .map_err(AppError::internal)
}

/// Records of a file, read ahead.
pub struct Source {
    rows: mpsc::Receiver<(Row, i64)>,
    thread: JoinHandle<Option<Problem>>,
}

impl Source {
    /// Begins to read after the first `skip` records.
    pub fn start(path: &Path, options: &Options, home: Country, skip: i64, ahead: usize) -> Source {
        let (rows, receiver) = mpsc::channel(ahead);
        let (path, options) = (path.to_owned(), options.clone());
        let thread = tokio::task::spawn_blocking(move || read(&path, &options, home, skip, &rows));
        Source { rows: receiver, thread }
    }

    /// The next records and the position in the file after them; none at the end.
    pub async fn next(&mut self, most: usize) -> Option<(Vec<Row>, i64)> {
        let mut taken = Vec::with_capacity(most);
        if self.rows.recv_many(&mut taken, most).await == 0 {
            return None;
        }
        // More may be on its way: a chunk that is full costs its commit once.
        while taken.len() < most {
            let room = most - taken.len();
            if self.rows.recv_many(&mut taken, room).await == 0 {
                break;
            }
        }
        let position = taken.last().map_or(0, |(_, position)| *position);
        Some((taken.into_iter().map(|(row, _)| row).collect(), position))
    }

    /// Why the file ended early, if it did.
    pub async fn end(self) -> Option<Problem> {
        drop(self.rows);
        self.thread.await.ok().flatten()
    }
}

fn read(
    path: &Path,
    options: &Options,
    home: Country,
    skip: i64,
    rows: &mpsc::Sender<(Row, i64)>,
) -> Option<Problem> {
    let mut reader = match open(path, options) {
        Ok(reader) => reader,
        Err(problem) => return Some(problem),
    };
    let mut number = 0;
    while let Some(read) = reader.next() {
        let row = match read {
            Err(problem) if problem.is_fatal() => return Some(Problem::from(&problem)),
            Err(problem) => Err(Rejected::from(problem)),
            Ok(_) if number < skip => Err(Rejected::default()),
            Ok(record) => record::read(record, home).map(Box::new),
        };
        number += 1;
        let position = i64::try_from(reader.position()).unwrap_or(i64::MAX);
        if number > skip && rows.blocking_send((row, position)).is_err() {
            return None;
        }
    }
    None
}
