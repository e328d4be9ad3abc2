//! Rows and objects of a file as they are, for whoever reads something else than contacts.
//!
//! Formats, encodings and limits are those of [`Reader`](crate::Reader).
//!
//! Invariant: nothing follows a fatal problem, and a row has as many cells as there are headings.

use std::io::{Read, Seek};

use serde_json::{Map, Value as Json};

use crate::objects::Objects;
use crate::opened::{self, Opened, Rows};
use crate::{Cells, Format, Options, Problem, Reason, limits, own};

/// What stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// The cells of a row.
    Row(Cells),
    /// A JSON object.
    Object(Map<String, Json>),
}

/// Reads a file of rows or objects.
pub struct Raw {
    format: Format,
    headings: Vec<String>,
    kind: Kind,
    finished: bool,
}

enum Kind {
    Rows(Box<dyn Rows>),
    Objects(Box<Objects>),
}

impl Raw {
    /// Opens a CSV file, a workbook, or a file of JSON objects.
    ///
    /// # Errors
    /// A fatal [`Problem`] if the file is empty, has too many columns or is of another format.
    pub fn open(file: impl Read + Seek + Send + 'static, options: &Options) -> Result<Self, Problem> {
        let (format, opened) = opened::open(file, options)?;
        let (headings, kind) = match opened {
            Opened::Cards(..) => return Err(Problem::fatal(1, Reason::UnknownFormat)),
            Opened::Objects(source, text) => {
                (Vec::new(), Kind::Objects(Box::new(Objects::new(source, text, limits::DOCUMENT))))
            }
            Opened::Rows(rows, _, headings) => {
                (headings.iter().map(str::to_owned).collect(), Kind::Rows(rows))
            }
        };
        Ok(Self { format, headings, kind, finished: false })
    }

    /// The format, as asked for or recognised.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The headings of a table; none of objects.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Bytes of the file that are dealt with.
    pub fn position(&self) -> u64 {
        match &self.kind {
            Kind::Rows(rows) => rows.position(),
            Kind::Objects(objects) => objects.position(),
        }
    }

    fn row(&self, line: u64, mut cells: Cells, is_short: bool) -> Result<(u64, Item), Problem> {
        let expected = self.headings.len();
        cells.trim_to(expected);
        while is_short && cells.len() < expected {
            cells.push("");
        }
        if cells.len() == expected {
            return Ok((line, Item::Row(cells)));
        }
        let column = u64::try_from(cells.len().min(expected) + 1).unwrap_or(0);
        let reason = Reason::Ragged { expected, found: cells.len() };
        Err(Problem::Rejected { line, column, reason, raw: cells })
    }
}

impl Iterator for Raw {
    type Item = Result<(u64, Item), Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let next = match &mut self.kind {
            Kind::Objects(objects) => objects
                .next_object()
                .map(|read| read.map(|object| (object.line, Item::Object(object.members)))),
            Kind::Rows(rows) => {
                let (read, is_short) = (rows.next(), rows.is_short());
                read.map(|read| read.and_then(|(line, cells)| self.row(line, cells, is_short)))
            }
        };
        self.finished = match &next {
            None => true,
            Some(Ok(_)) => false,
            Some(Err(problem)) => problem.is_fatal(),
        };
        next
    }
}

/// The text of a cell as it was before a guard against formulas was put in front of it, in a file of rejected rows.
pub fn unguarded(cell: &str) -> &str {
    own::unguarded(cell)
}
