//! A file that was opened: what it is by its first bytes, and its rows, objects or cards to be read.

use std::io::{Read, Seek, SeekFrom};

use crate::source::{Source, Text};
use crate::xlsx::Sheet;
use crate::{Cells, Format, Options, Problem, Reason, csv, limits};

/// What a file holds.
pub(crate) enum Opened {
    /// The rows below the headings, the line of the headings, and these.
    Rows(Box<dyn Rows>, u64, Cells),
    Objects(Source, Text),
    Cards(Source, Text),
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

/// Opens a file of any format.
pub(crate) fn open(
    mut file: impl Read + Seek + Send + 'static,
    options: &Options,
) -> Result<(Format, Opened), Problem> {
    let mut magic = [0; 8];
    let length = read_some(&mut file, &mut magic)?;
    file.seek(SeekFrom::Start(0)).map_err(|error| Problem::fatal(1, Reason::Io(error.kind())))?;
    match (options.format, &magic[..length]) {
        // The compound file of old Excel, in which workbooks with a password are wrapped too.
        (None | Some(Format::Xlsx), [0xD0, 0xCF, 0x11, 0xE0, ..]) => Err(Problem::fatal(1, Reason::Locked)),
        (Some(Format::Xlsx), _) | (None, [b'P', b'K', 3, 4, ..]) => {
            let sheet = Sheet::open(file).map_err(|reason| Problem::fatal(1, reason))?;
            Ok((Format::Xlsx, rows(Box::new(sheet))?))
        }
        _ => stream(file, options),
    }
}

/// Opens a text file that cannot go back.
pub(crate) fn stream(
    input: impl Read + Send + 'static,
    options: &Options,
) -> Result<(Format, Opened), Problem> {
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
    let opened = match format {
        Format::VCard => Opened::Cards(source, text),
        Format::JsContact | Format::JsonLines => Opened::Objects(source, text),
        Format::Csv | Format::Xlsx => {
            rows(Box::new(csv::Rows::new(source, text, options.delimiter).map_err(fatal)?))?
        }
    };
    Ok((format, opened))
}

fn rows(mut rows: Box<dyn Rows>) -> Result<Opened, Problem> {
    let (line, mut headings) = match rows.next() {
        None => return Err(Problem::fatal(1, Reason::Empty)),
        Some(Ok(row)) => row,
        Some(Err(Problem::Rejected { line, reason: Reason::Ragged { .. }, .. })) => {
            return Err(Problem::fatal_at(line, limits::COLUMNS + 1, Reason::TooManyColumns));
        }
        Some(Err(Problem::Rejected { line, column, reason, .. })) => {
            return Err(Problem::Fatal { line, column, reason });
        }
        Some(Err(problem)) => return Err(problem),
    };
    headings.trim_to(1);
    if headings.len() > limits::COLUMNS {
        return Err(Problem::fatal_at(line, limits::COLUMNS + 1, Reason::TooManyColumns));
    }
    Ok(Opened::Rows(rows, line, headings))
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
