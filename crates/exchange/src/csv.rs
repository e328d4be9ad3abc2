//! Rows of a CSV file.
//!
//! Invariant: a row holds at most [`limits::RECORD`] bytes in memory, its line is that of the file, and its
//! cells stay under the columns they stand under: a row that does not fit is reported, never shifted.

use csv_core::ReadRecordResult;

use crate::source::{Source, Text};
use crate::{Cells, Problem, Reason, limits};

/// A row and the line it begins on.
pub(crate) type Row = (u64, Cells);

pub(crate) struct Rows {
    source: Source,
    text: Text,
    core: csv_core::Reader,
    /// Line that the next byte stands on.
    line: u64,
    /// What ends a line: a line feed, unless the file has none.
    newline: u8,
    out: Vec<u8>,
    ends: Vec<usize>,
    finished: bool,
}

impl Rows {
    pub(crate) fn new(mut source: Source, text: Text, delimiter: Option<u8>) -> Result<Self, Reason> {
        source.fill()?;
        let newline = if memchr::memchr(b'\n', source.head()).is_some() { b'\n' } else { b'\r' };
        let mut line = 1;
        // Excel writes its delimiter into a first line of its own.
        let named = source
            .head()
            .strip_prefix(b"sep=")
            .and_then(|rest| rest.split_first())
            .filter(|(_, rest)| rest.first().is_some_and(|byte| matches!(byte, b'\r' | b'\n')))
            .map(|(delimiter, _)| *delimiter);
        if named.is_some() {
            let length = memchr::memchr(newline, source.head()).map_or(0, |place| place + 1);
            source.consume(length);
            line += 1;
        }
        let delimiter = delimiter.or(named).unwrap_or_else(|| recognise_delimiter(source.head()));
        let core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        Ok(Self {
            source,
            text,
            core,
            line,
            newline,
            out: vec![0; 16 * 1024],
            ends: vec![0; limits::COLUMNS + 1],
            finished: false,
        })
    }

    pub(crate) fn position(&self) -> u64 {
        self.source.position()
    }

    /// The next row that has something in it.
    pub(crate) fn next(&mut self) -> Option<Result<Row, Problem>> {
        while !self.finished {
            let row = self.row();
            match &row {
                Ok(None) => self.finished = true,
                Ok(Some((_, cells))) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(Some(_)) => return row.transpose(),
                Err(problem) => {
                    self.finished = problem.is_fatal();
                    return row.transpose();
                }
            }
        }
        None
    }

    fn row(&mut self) -> Result<Option<Row>, Problem> {
        self.skip_empty_lines().map_err(|reason| Problem::fatal(self.line, reason))?;
        let line = self.line;
        let fatal = |reason| Problem::fatal(line, reason);
        let (mut out, mut ends, mut passed, mut size, mut quotes) = (0, 0, 0_usize, 0_usize, 0_usize);
        loop {
            let input = self.source.fill().map_err(fatal)?;
            let at_end = input.is_empty();
            let (result, read, written, ended) =
                self.core.read_record(input, &mut self.out[out..], &mut self.ends[ends..]);
            quotes += memchr::memchr_iter(b'"', &input[..read]).count();
            let lines = memchr::memchr_iter(self.newline, &input[..read]).count();
            self.line += u64::try_from(lines).unwrap_or(0);
            self.source.consume(read);
            (out, ends, size) = (out + written, ends + ended, size + read);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.out.len() < limits::RECORD => {
                    let larger = (self.out.len() * 4).min(limits::RECORD);
                    self.out.resize(larger, 0);
                }
                ReadRecordResult::OutputFull => {
                    return Err(Problem::fatal_at(line, passed + ends + 1, Reason::TooLarge));
                }
                // Its cells are counted, not kept.
                ReadRecordResult::OutputEndsFull => {
                    (passed, out, ends) = (passed + ends, 0, 0);
                }
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => {
                    if passed > 0 {
                        let reason = Reason::Ragged { expected: limits::COLUMNS, found: passed + ends };
                        return Err(Problem::Rejected { line, column: 0, reason, raw: Cells::default() });
                    }
                    if at_end && quotes % 2 == 1 {
                        let raw = self.raw(out, ends);
                        return Err(Problem::Rejected {
                            line,
                            column: 0,
                            reason: Reason::UnclosedQuote,
                            raw,
                        });
                    }
                    return match self.text.decode_cells(&self.out[..out], &self.ends[..ends]) {
                        Ok(cells) => Ok(Some((line, cells))),
                        Err(reason) => {
                            let raw = self.raw(out, ends);
                            Err(Problem::Rejected { line, column: 0, reason, raw })
                        }
                    };
                }
            }
            if size > limits::RECORD + limits::RECORD / 4 {
                let (column, reason) = if passed > 0 {
                    (limits::COLUMNS + 1, Reason::TooManyColumns)
                } else {
                    (ends + 1, Reason::TooLarge)
                };
                return Err(Problem::fatal_at(line, column, reason));
            }
        }
    }

    /// The cells of a row that could not be used, in whatever letters.
    fn raw(&self, out: usize, ends: usize) -> Cells {
        let mut start = 0;
        let cells = self.ends[..ends].iter().map(|end| {
            let cell = String::from_utf8_lossy(&self.out[start..*end]);
            start = *end;
            cell
        });
        let cells: Cells = cells.collect();
        debug_assert!(start <= out);
        cells
    }

    /// csv-core would pass over them too, but not tell that the row begins behind them.
    fn skip_empty_lines(&mut self) -> Result<(), Reason> {
        loop {
            let waiting = self.source.fill()?;
            let length = waiting.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let lines = memchr::memchr_iter(self.newline, &waiting[..length]).count();
            let more = length > 0 && length == waiting.len();
            self.source.consume(length);
            self.line += u64::try_from(lines).unwrap_or(0);
            if !more {
                return Ok(());
            }
        }
    }
}

/// The character that divides the first rows into the most columns, the same number in each.
fn recognise_delimiter(head: &[u8]) -> u8 {
    const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
    const ROWS: usize = 30;
    let score = |delimiter: u8| {
        let mut core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let (mut out, mut ends) = (vec![0; limits::HEAD], vec![0; limits::COLUMNS + 1]);
        let (mut rest, mut columns, mut rows, mut alike) = (head, 0, 0, 0);
        while rows < ROWS && !rest.is_empty() {
            let (result, read, _, ended) = core.read_record(rest, &mut out, &mut ends);
            rest = &rest[read..];
            if result != ReadRecordResult::Record {
                // Cut off by the end of the head, unless it is the only row there is.
                if rows == 0 {
                    (columns, rows, alike) = (ended + 1, 1, 1);
                }
                break;
            }
            if rows == 0 {
                columns = ended;
            }
            rows += 1;
            alike += usize::from(ended == columns);
        }
        if columns < 2 { 0 } else { alike * 1000 / rows.max(1) * 1000 + columns.min(999) }
    };
    CANDIDATES.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}
