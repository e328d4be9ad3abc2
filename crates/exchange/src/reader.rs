//! Reads a file of any of the formats contact by contact.
//!
//! Invariant: nothing follows a fatal problem; a file gives at least one record or one problem.

use std::collections::VecDeque;
use std::io::{Read, Seek};

use crate::cards::Cards;
use crate::objects::Objects;
use crate::opened::{self, Opened, Rows};
use crate::{Cells, Column, Field, Problem, Reason, Record, columns, limits, table, vcard};

/// A format of files.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Comma-separated values, RFC 4180, by whatever delimiter.
    Csv,
    /// Office Open XML workbook, ECMA-376.
    Xlsx,
    /// vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350).
    VCard,
    /// JSContact, RFC 9553: one card, an array of them, or one after another.
    JsContact,
    /// One JSON object a line, with our own names.
    JsonLines,
}

impl Format {
    const NAMES: [(Self, &str); 5] = [
        (Self::Csv, "csv"),
        (Self::Xlsx, "xlsx"),
        (Self::VCard, "vcf"),
        (Self::JsContact, "jscontact"),
        (Self::JsonLines, "jsonl"),
    ];

    /// A short name: the usual ending of such a file, where there is one.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }

    /// The format of a short name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }
}

/// Columns by heading, and what they hold.
pub type Mapping = Vec<(String, Option<Field>)>;

/// What is known of a file before it is opened. By default nothing: all of it is recognised.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// The format.
    pub format: Option<Format>,
    /// Columns by heading and the field that each holds, over what its heading suggests; `None` for one that is
    /// passed over.
    pub map: Mapping,
    /// The character between two cells of a CSV file; ASCII.
    pub delimiter: Option<u8>,
    /// The encoding of a text file by its label in the WHATWG standard: `utf-8`, `windows-1252` ….
    pub encoding: Option<String>,
}

/// Reads the contacts of a file.
pub struct Reader {
    format: Format,
    kind: Kind,
    ahead: VecDeque<Result<Record, Problem>>,
    seen: bool,
    finished: bool,
}

enum Kind {
    Table(Box<Table>),
    Cards(Box<Cards>),
    Objects(Box<Objects>, Mapping),
}

struct Table {
    rows: Box<dyn Rows>,
    columns: Vec<Column>,
    kind: table::Kind,
    header_line: u64,
}

impl Reader {
    /// Opens a file of any format.
    ///
    /// # Errors
    /// A fatal [`Problem`] if the file is empty, of no known format, or has no usable column.
    pub fn open(file: impl Read + Seek + Send + 'static, options: &Options) -> Result<Self, Problem> {
        Self::of(opened::open(file, options)?, options)
    }

    /// Opens a text file that cannot go back, such as a pipe: everything but XLSX.
    ///
    /// # Errors
    /// As [`Reader::open`], and [`Reason::NeedsFile`] for a workbook.
    pub fn stream(input: impl Read + Send + 'static, options: &Options) -> Result<Self, Problem> {
        Self::of(opened::stream(input, options)?, options)
    }

    fn of((format, opened): (Format, Opened), options: &Options) -> Result<Self, Problem> {
        let kind = match opened {
            Opened::Cards(source, text) => Kind::Cards(Box::new(Cards::new(source, text))),
            Opened::Objects(source, text) => {
                Kind::Objects(Box::new(Objects::new(source, text, limits::CARD)), options.map.clone())
            }
            Opened::Rows(rows, header_line, headings) => {
                let kind = table::Kind::of(&headings);
                let columns = columns::suggest(&headings, &options.map, kind == table::Kind::Own)
                    .map_err(|reason| Problem::fatal(header_line, reason))?;
                Kind::Table(Box::new(Table { rows, columns, kind, header_line }))
            }
        };
        Ok(Self::new(format, kind))
    }

    fn new(format: Format, kind: Kind) -> Self {
        Self { format, kind, ahead: VecDeque::new(), seen: false, finished: false }
    }

    /// The format, as asked for or recognised.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The columns of a table with what each is taken for; none for cards.
    pub fn columns(&self) -> &[Column] {
        match &self.kind {
            Kind::Table(table) => &table.columns,
            Kind::Cards(_) | Kind::Objects(..) => &[],
        }
    }

    /// Bytes of the file that are dealt with, for a progress bar.
    pub fn position(&self) -> u64 {
        match &self.kind {
            Kind::Table(table) => table.rows.position(),
            Kind::Cards(cards) => cards.position(),
            Kind::Objects(objects, _) => objects.position(),
        }
    }

    /// The next `n` records or problems, which the iterator gives again.
    pub fn sample(&mut self, n: usize) -> impl Iterator<Item = &Result<Record, Problem>> {
        while self.ahead.len() < n {
            let Some(next) = self.read() else { break };
            self.ahead.push_back(next);
        }
        self.ahead.iter().take(n)
    }

    fn read(&mut self) -> Option<Result<Record, Problem>> {
        if self.finished {
            return None;
        }
        let next = match &mut self.kind {
            Kind::Table(table) => table.read(),
            Kind::Objects(objects, map) => objects.next_record(map),
            Kind::Cards(cards) => cards.next().map(|card| card.and_then(vcard::record)),
        };
        let next = match next {
            None if !self.seen => Some(Err(self.nothing_there())),
            next => next,
        };
        self.seen = true;
        self.finished = match &next {
            None => true,
            Some(Ok(_)) => false,
            Some(Err(problem)) => problem.is_fatal(),
        };
        next
    }

    fn nothing_there(&self) -> Problem {
        match &self.kind {
            Kind::Table(table) => Problem::fatal(table.header_line, Reason::HeaderOnly),
            Kind::Cards(_) | Kind::Objects(..) => Problem::fatal(1, Reason::UnknownFormat),
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Record, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        self.ahead.pop_front().or_else(|| self.read())
    }
}

impl Table {
    fn read(&mut self) -> Option<Result<Record, Problem>> {
        let (line, mut cells) = match self.rows.next()? {
            Ok(row) => row,
            Err(problem) => return Some(Err(problem)),
        };
        if self.columns.iter().all(|column| column.field.is_none()) {
            return Some(Err(Problem::fatal(self.header_line, Reason::NothingMapped)));
        }
        let expected = self.columns.len();
        cells.trim_to(expected);
        while self.rows.is_short() && cells.len() < expected {
            cells.push("");
        }
        let rejected = |reason, column, raw| Err(Problem::Rejected { line, column, reason, raw });
        Some(if cells.size() > limits::RECORD {
            rejected(Reason::TooLarge, 0, Cells::default())
        } else if cells.len() != expected {
            let column = u64::try_from(cells.len().min(expected) + 1).unwrap_or(0);
            rejected(Reason::Ragged { expected, found: cells.len() }, column, cells)
        } else {
            table::record(&self.columns, self.kind, line, cells)
                .or_else(|(reason, cells)| rejected(reason, 0, cells))
        })
    }
}
