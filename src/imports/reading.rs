//! A file on its way in: looked at before it is taken, then read ahead of the database on a thread of its own.
//!
//! Invariant: what is read ahead is bounded, whatever the size of the file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use db::{DbError, Tx};
use exchange::{Field, Format, Item, Mapping, Raw, Reader};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use telephone::Country;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::apply::{Record, Row};
use super::problem::{Problem, Rejected};
use super::{Kind, conversation, notes, record, requests, store};
use crate::clock::Time;
use crate::error::{AppError, AppResult};
use crate::fold::fold;

/// How a file is read. What is none is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Whether it holds customers, interactions or notes; recognised at the first look.
    pub kind: Option<Kind>,
    /// Of times without one; IANA name.
    pub zone: Option<String>,
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
            format: self.format.as_deref().and_then(Format::from_name),
            delimiter: self.delimiter.and_then(|c| u8::try_from(c).ok()),
            encoding: self.encoding.clone(),
            map: self.mapping(),
        }
    }

    fn mapping(&self) -> Mapping {
        let field = |name: &String| Field::from_str(name).ok();
        self.columns.iter().map(|(column, name)| (column.clone(), name.as_ref().and_then(field))).collect()
    }

    /// How rows and objects are read that are no contacts; none: they are.
    fn reading(&self, headings: &[String], home: Country) -> Option<Reading> {
        let zone = self.zone.as_deref().and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        match self.kind {
            Some(Kind::Interactions) => {
                Some(Reading::Interactions(conversation::Reading::new(headings, &self.columns, zone)))
            }
            Some(Kind::Notes) => {
                Some(Reading::Notes(notes::Reading::new(headings, &self.columns, zone, home)))
            }
            Some(Kind::Requests) => {
                Some(Reading::Requests(requests::Reading::new(headings, &self.columns, zone, home)))
            }
            Some(Kind::Customers) | None => None,
        }
    }

    /// Takes the headings of the file, and what was said of such columns before unless something is said now. Says
    /// whether there was anything.
    fn recall(&mut self, headings: Vec<String>, known: &[Mapped]) -> bool {
        self.headings = headings;
        if !self.columns.is_empty() || self.headings.is_empty() {
            return false;
        }
        let key = self.headings_key();
        let said = known.iter().find(|(known, _)| *known == key);
        if let Some((_, columns)) = said {
            self.columns.clone_from(columns);
        }
        said.is_some()
    }

    /// Of the headings, in whatever order.
    fn headings_key(&self) -> Vec<u8> {
        let mut headings: Vec<String> = self.headings.iter().map(|heading| fold(heading)).collect();
        headings.sort_unstable();
        Sha256::digest(headings.join("\u{1f}").as_bytes()).to_vec()
    }
}

/// How a file is read that holds no customers.
enum Reading {
    Interactions(conversation::Reading),
    Notes(notes::Reading),
    Requests(requests::Reading),
}

impl Reading {
    fn field(&self, heading: &str) -> Option<String> {
        match self {
            Reading::Interactions(reading) => reading.field(heading),
            Reading::Notes(reading) => reading.field(heading),
            Reading::Requests(reading) => reading.field(heading),
        }
    }

    fn read(&self, line: u64, item: Item) -> Row {
        Ok(match self {
            Reading::Interactions(reading) => Record::Interaction(Box::new(reading.read(line, item)?)),
            Reading::Notes(reading) => Record::Note(Box::new(reading.read(line, item)?)),
            Reading::Requests(reading) => Record::Request(Box::new(reading.read(line, item)?)),
        })
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
    pub sample: Vec<Row>,
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
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    Reader::open(file, &options.for_reader()).map_err(|problem| Problem::from(&problem))
}

/// Looks at a file: format, columns, first records. Reads all of it once, for its fingerprint.
///
/// # Errors
/// Why it cannot be read at all.
pub fn look(path: &Path, options: Options, home: Country, known: &[Mapped]) -> Result<Looked, Problem> {
    let looked = begin(path, options, home, known)?;
    let (size, mut hash) = hash(path).map_err(|error| unreadable(&error))?;
    hash.update(serde_json::to_vec(&looked.options).unwrap_or_default());
    Ok(Looked { size, fingerprint: hash.finalize().to_vec(), ..looked })
}

fn begin(path: &Path, mut options: Options, home: Country, known: &[Mapped]) -> Result<Looked, Problem> {
    if options.kind.is_none() {
        options.kind = Some(kind_of(path, &options));
    }
    if options.kind != Some(Kind::Customers) {
        return begin_rows(path, options, home, known);
    }
    let mut reader = open(path, &options)?;
    let headings = reader.columns().iter().map(|column| column.name.clone()).collect();
    let remembered = options.recall(headings, known);
    if remembered {
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
                let said = record::read(one.clone(), home);
                sample.push(said.map(|said| Record::Customer(Box::new(said))));
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
        remembered,
    })
}

/// The same without reading more than the beginning: no size and no fingerprint.
///
/// # Errors
/// Why it cannot be read at all.
pub fn glance(path: &Path, options: Options, home: Country) -> Result<Looked, Problem> {
    begin(path, options, home, &[])
}

/// What columns hold, by the key of their headings.
pub type Mapped = (Vec<u8>, BTreeMap<String, Option<String>>);

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
    let known = db.read(|tx| Ok::<_, AppError>(store::mappings(tx)?)).await?;
    tokio::task::spawn_blocking(move || look(&path, options, home, &known)).await.map_err(AppError::internal)
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

type Rows = mpsc::Sender<(Row, i64)>;

fn read(path: &Path, options: &Options, home: Country, skip: i64, rows: &Rows) -> Option<Problem> {
    if !matches!(options.kind, Some(Kind::Customers) | None) {
        let raw = match open_raw(path, options) {
            Ok(raw) => raw,
            Err(problem) => return Some(problem),
        };
        let reading = options.reading(raw.headings(), home)?;
        return hand_over(raw, Raw::position, |(line, item)| reading.read(line, item), skip, rows);
    }
    let row = |found| record::read(found, home).map(|said| Record::Customer(Box::new(said)));
    match open(path, options) {
        Ok(reader) => hand_over(reader, Reader::position, row, skip, rows),
        Err(problem) => Some(problem),
    }
}

/// Hands over what follows the first `skip` records, each as a row with the position after it, for as long as somebody
/// takes them. Gives why the file ended early, if it did.
fn hand_over<S, T>(
    mut source: S,
    position: fn(&S) -> u64,
    row: impl Fn(T) -> Row,
    skip: i64,
    rows: &Rows,
) -> Option<Problem>
where
    S: Iterator<Item = Result<T, exchange::Problem>>,
{
    let mut number = 0;
    while let Some(read) = source.next() {
        if let Err(problem) = &read
            && problem.is_fatal()
        {
            return Some(Problem::from(problem));
        }
        number += 1;
        if number <= skip {
            continue;
        }
        let row = read.map_err(Rejected::from).and_then(&row);
        let position = i64::try_from(position(&source)).unwrap_or(i64::MAX);
        if rows.blocking_send((row, position)).is_err() {
            return None;
        }
    }
    None
}

fn open_raw(path: &Path, options: &Options) -> Result<Raw, Problem> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    Raw::open(file, &options.for_reader()).map_err(|problem| Problem::from(&problem))
}

fn unreadable(error: &std::io::Error) -> Problem {
    let reason = exchange::Reason::Io(error.kind());
    Problem::from(&exchange::Problem::Fatal { line: 1, column: 0, reason })
}

/// What a file holds.
fn kind_of(path: &Path, options: &Options) -> Kind {
    let Ok(mut raw) = open_raw(path, options) else { return Kind::Customers };
    let headings = raw.headings().to_vec();
    let first =
        if headings.is_empty() { raw.next().and_then(Result::ok).map(|(_, item)| item) } else { None };
    if conversation::is_one(&headings, first.as_ref()) {
        Kind::Interactions
    } else if notes::is_one(&headings, first.as_ref()) {
        Kind::Notes
    } else if requests::is_one(&headings, first.as_ref()) {
        Kind::Requests
    } else {
        Kind::Customers
    }
}

/// The beginning of a file of interactions or notes.
fn begin_rows(path: &Path, mut options: Options, home: Country, known: &[Mapped]) -> Result<Looked, Problem> {
    let mut raw = open_raw(path, &options)?;
    let remembered = options.recall(raw.headings().to_vec(), known);
    let reading = options.reading(raw.headings(), home);
    let mut columns: Vec<Column> = raw
        .headings()
        .iter()
        .map(|name| Column {
            name: name.clone(),
            field: reading.as_ref().and_then(|reading| reading.field(name)),
            label: None,
            samples: Vec::new(),
        })
        .collect();
    let (format, mut sample) = (raw.format(), Vec::new());
    for read in raw.by_ref().take(SAMPLE) {
        match read {
            Err(problem) if problem.is_fatal() => return Err(Problem::from(&problem)),
            Err(problem) => sample.push(Err(Rejected::from(problem))),
            Ok((line, item)) => {
                if let Item::Row(cells) = &item {
                    for (cell, column) in cells.iter().zip(&mut columns) {
                        column.samples.push(cell.chars().take(60).collect());
                    }
                }
                sample.extend(reading.as_ref().map(|reading| reading.read(line, item)));
            }
        }
    }
    Ok(Looked { options, format, size: 0, fingerprint: Vec::new(), columns, sample, remembered })
}
