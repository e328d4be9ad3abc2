//! Opens a file of any of the formats and reads it record by record.
//!
//! Invariant: nothing follows a fatal problem; a file gives at least one record or one problem.

use std::collections::VecDeque;
use std::io::{Read, Seek, SeekFrom};

use crate::cards::Cards;
use crate::objects::Objects;
use crate::source::{Source, Text};
use crate::xlsx::Sheet;
use crate::{Cells, Column, Field, Problem, Reason, Record, columns, csv, limits, table, vcard};

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
    Objects(Box<Objects>),
}

struct Table {
    rows: Box<dyn Rows>,
    columns: Vec<Column>,
    kind: table::Kind,
    header_line: u64,
}

/// Something that gives rows: a CSV file or a sheet.
pub(crate) trait Rows: Send {
    /// The next row that is not empty.
    fn next(&mut self) -> Option<Result<(u64, Cells), Problem>>;
    /// Bytes of the file that are dealt with.
    fn position(&self) -> u64;
    /// Do rows end with their last cell that is not empty?
    fn is_short(&self) -> bool;
}

impl Rows for csv::Rows {
    fn next(&mut self) -> Option<Result<(u64, Cells), Problem>> {
        csv::Rows::next(self)
    }

    fn position(&self) -> u64 {
        csv::Rows::position(self)
    }

    fn is_short(&self) -> bool {
        false
    }
}

impl Reader {
    /// Opens a file of any format.
    ///
    /// # Errors
    /// A fatal [`Problem`] if the file is empty, of no known format, or has no usable column.
    pub fn open(mut file: impl Read + Seek + Send + 'static, options: &Options) -> Result<Self, Problem> {
        let mut magic = [0; 8];
        let length = read_some(&mut file, &mut magic)?;
        file.seek(SeekFrom::Start(0)).map_err(|error| Problem::fatal(1, Reason::Io(error.kind())))?;
        match (options.format, &magic[..length]) {
            // The compound file of old Excel, in which workbooks with a password are wrapped too.
            (None | Some(Format::Xlsx), [0xD0, 0xCF, 0x11, 0xE0, ..]) => {
                Err(Problem::fatal(1, Reason::Locked))
            }
            (Some(Format::Xlsx), _) | (None, [b'P', b'K', 3, 4, ..]) => {
                let sheet = Sheet::open(file).map_err(|reason| Problem::fatal(1, reason))?;
                Self::table(Format::Xlsx, Box::new(sheet), options)
            }
            _ => Self::stream(file, options),
        }
    }

    /// Opens a text file that cannot go back, such as a pipe: everything but XLSX.
    ///
    /// # Errors
    /// As [`Reader::open`], and [`Reason::NeedsFile`] for a workbook.
    pub fn stream(input: impl Read + Send + 'static, options: &Options) -> Result<Self, Problem> {
        let fatal = |reason| Problem::fatal(1, reason);
        let mut source = Source::new(Box::new(input)).map_err(fatal)?;
        if source.head().is_empty() {
            return Err(fatal(Reason::Empty));
        }
        if options.format == Some(Format::Xlsx) || source.head().starts_with(b"PK\x03\x04") {
            return Err(fatal(Reason::NeedsFile));
        }
        let text = Text::recognise(&mut source, options.encoding.as_deref()).map_err(fatal)?;
        source.fill().map_err(fatal)?;
        if source.head().iter().all(u8::is_ascii_whitespace) && source.head().len() < limits::HEAD {
            return Err(fatal(Reason::Empty));
        }
        let format = match options.format {
            Some(format) => format,
            None => recognise(source.head()).ok_or_else(|| fatal(Reason::UnknownFormat))?,
        };
        match format {
            Format::VCard => Ok(Self::new(format, Kind::Cards(Box::new(Cards::new(source, text))))),
            Format::JsContact | Format::JsonLines => {
                let objects = Objects::new(source, text, options.map.clone());
                Ok(Self::new(format, Kind::Objects(Box::new(objects))))
            }
            Format::Csv | Format::Xlsx => {
                let rows = csv::Rows::new(source, text, options.delimiter).map_err(fatal)?;
                Self::table(format, Box::new(rows), options)
            }
        }
    }

    fn table(format: Format, mut rows: Box<dyn Rows>, options: &Options) -> Result<Self, Problem> {
        let (header_line, mut headings) = match rows.next() {
            None => return Err(Problem::fatal(1, Reason::Empty)),
            Some(Ok(row)) => row,
            Some(Err(Problem::Rejected { line, reason: Reason::Ragged { .. }, .. })) => {
                return Err(Problem::fatal(line, Reason::TooManyColumns));
            }
            Some(Err(problem)) => return Err(Problem::fatal(problem.line(), problem.reason().clone())),
        };
        headings.trim_to(1);
        if headings.len() > limits::COLUMNS {
            return Err(Problem::fatal(header_line, Reason::TooManyColumns));
        }
        let fatal = |reason| Problem::fatal(header_line, reason);
        let kind = table::Kind::of(&headings);
        let columns = columns::suggest(&headings, &options.map, kind == table::Kind::Own).map_err(fatal)?;
        Ok(Self::new(format, Kind::Table(Box::new(Table { rows, columns, kind, header_line }))))
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
            Kind::Cards(_) | Kind::Objects(_) => &[],
        }
    }

    /// Bytes of the file that are dealt with, for a progress bar.
    pub fn position(&self) -> u64 {
        match &self.kind {
            Kind::Table(table) => table.rows.position(),
            Kind::Cards(cards) => cards.position(),
            Kind::Objects(objects) => objects.position(),
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
            Kind::Objects(objects) => objects.next(),
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
            Kind::Cards(_) | Kind::Objects(_) => Problem::fatal(1, Reason::UnknownFormat),
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

/// What a text file is, by how it begins.
fn recognise(head: &[u8]) -> Option<Format> {
    let text = head.trim_ascii_start();
    if text.is_empty() || memchr::memchr(0, &text[..text.len().min(1024)]).is_some() {
        return None;
    }
    if text.len() >= 11 && text[..11].eq_ignore_ascii_case(b"BEGIN:VCARD") {
        return Some(Format::VCard);
    }
    // A heading may begin with a bracket too, but no table has a brace or a quotation mark behind it.
    let inner = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    if !inner.starts_with(b"{") {
        return Some(Format::Csv);
    }
    let first = &inner[..inner.len().min(4096)];
    let has = |word: &[u8]| first.windows(word.len()).any(|window| window == word);
    Some(if has(b"\"@type\"") || (has(b"\"version\"") && has(b"\"uid\"")) {
        Format::JsContact
    } else {
        Format::JsonLines
    })
}

fn read_some(file: &mut impl Read, buffer: &mut [u8]) -> Result<usize, Problem> {
    let mut length = 0;
    while length < buffer.len() {
        match file.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(n) => length += n,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Problem::fatal(1, Reason::Io(error.kind()))),
        }
    }
    Ok(length)
}
