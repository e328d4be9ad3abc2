//! Rows of the first sheet of a workbook that has any.
//!
//! An archive may unpack to a thousand times its size, so its parts are measured before the library that reads
//! workbooks sees them: first by what the directory says, then by unpacking each without keeping it, since
//! the directory may lie.
//!
//! The library lends its sheet from the workbook, so both live on a thread of their own, which gives rows
//! through a short channel and ends when nobody takes them. It is also the one place where a panic of the
//! library is caught: it reads what strangers send, and "this workbook is damaged" is all that may come of it.
//!
//! Invariant: besides the table of texts, which the library keeps (at most [`limits::UNPACKED_TEXTS`]), a few
//! rows are in memory, however large the sheet says that it is.

use std::io::{Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use crate::opened::Rows;
use crate::{Cells, Problem, Reason, limits};

type Item = Result<(u64, Cells), Problem>;

pub(crate) struct Sheet {
    rows: Receiver<Item>,
    position: Arc<AtomicU64>,
    ended: bool,
}

impl Sheet {
    /// Measures a workbook and begins to read it.
    pub(crate) fn open(mut file: impl Read + Seek + Send + 'static) -> Result<Self, Reason> {
        catch_unwind(AssertUnwindSafe(|| measure(&mut file))).unwrap_or(Err(Reason::Workbook))?;
        file.seek(SeekFrom::Start(0)).map_err(|error| Reason::Io(error.kind()))?;
        let position = Arc::new(AtomicU64::new(0));
        let file = Followed { file, position: Arc::clone(&position) };
        let (sender, rows) = sync_channel(64);
        let reading = move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| read(file, &sender)));
            if !matches!(outcome, Ok(Ok(()))) {
                // Nobody may be there to hear it.
                let _ = sender.send(Err(Problem::fatal(1, Reason::Workbook)));
            }
        };
        thread::Builder::new()
            .name("workbook".to_owned())
            .spawn(reading)
            .map_err(|error| Reason::Io(error.kind()))?;
        Ok(Self { rows, position, ended: false })
    }
}

impl Rows for Sheet {
    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        let row = self.rows.recv().ok();
        self.ended = !matches!(row, Some(Ok(_) | Err(Problem::Rejected { .. })));
        row
    }

    fn position(&self) -> u64 {
        self.position.load(Ordering::Relaxed)
    }

    fn is_short(&self) -> bool {
        true
    }
}

/// Refuses what is no archive, and what unpacks to absurdly much.
fn measure(file: &mut (impl Read + Seek)) -> Result<(), Reason> {
    let mut archive = zip::ZipArchive::new(file).map_err(|_| Reason::Workbook)?;
    if archive.len() > limits::PARTS {
        return Err(Reason::Bomb);
    }
    // Only sheets are read piece by piece.
    let is_kept = |name: &str| !name.to_ascii_lowercase().contains("worksheets/");
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| Reason::Workbook)?;
        let name = part.name().map_err(|_| Reason::Workbook)?.into_owned();
        let (size, packed) = (part.size(), part.compressed_size());
        total = total.saturating_add(size);
        // Small parts of many blanks pack very well, and do no harm.
        let absurd = size > (8 << 20) && size / packed.max(1) > limits::RATIO;
        if absurd || total > limits::UNPACKED || (is_kept(&name) && size > limits::UNPACKED_TEXTS) {
            return Err(Reason::Bomb);
        }
    }
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Reason::Workbook)?;
        let size = part.size();
        // `<si/>` is the shortest text.
        let mut check = Check { most: size / 5, ..Check::default() };
        // Unpacked without being kept; the sum at the end of a part is checked on the way.
        let unpacked = std::io::copy(&mut part.take(size + 1), &mut check).map_err(|_| Reason::Workbook)?;
        if unpacked > size || check.refused {
            return Err(Reason::Bomb);
        }
    }
    Ok(())
}

/// Looks for a table of texts that promises more of them than its part has bytes.
///
/// The library makes room for `uniqueCount` texts before it has seen one, and memory that is not there ends
/// the process: nothing catches that.
#[derive(Default)]
struct Check {
    /// The most that a count may promise.
    most: u64,
    /// Letters of `uniqueCount` seen.
    matched: usize,
    count: u64,
    refused: bool,
}

impl Write for Check {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        const NAME: &[u8] = b"uniqueCount";
        // The zeros are those of UTF-16; an escape would begin another encoding that hides the name.
        self.refused |= memchr::memchr(0x1B, bytes).is_some();
        for byte in bytes.iter().copied().filter(|byte| *byte != 0) {
            if self.matched < NAME.len() {
                self.matched =
                    if byte == NAME[self.matched] { self.matched + 1 } else { usize::from(byte == NAME[0]) };
                self.count = 0;
            } else if byte.is_ascii_digit() {
                self.count = self.count.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
                self.refused |= self.count > self.most;
            } else if !(byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'))
                || self.count > 0
            {
                self.matched = 0;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sends the rows of the first sheet that has any.
fn read(file: impl Read + Seek, rows: &SyncSender<Item>) -> Result<(), XlsxError> {
    let mut workbook: Xlsx<_> = Xlsx::new(file)?;
    for name in workbook.sheet_names() {
        // A sheet of charts only cannot be read, nor does it need to be.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut row = Row::default();
        let mut any = false;
        while let Some(cell) = cells.next_cell()? {
            let (number, column) = cell.get_position();
            if number != row.number && !row.cells.is_empty() {
                any = true;
                if rows.send(row.take()).is_err() {
                    return Ok(());
                }
            }
            row.number = number;
            row.put(column, cell.get_value());
        }
        if !row.cells.is_empty() {
            any = true;
            let _ = rows.send(row.take());
        }
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// The cells of a row that are not empty, with their columns from 0.
#[derive(Default)]
struct Row {
    number: u32,
    cells: Vec<(u32, String)>,
    size: usize,
}

impl Row {
    fn put(&mut self, column: u32, value: &DataRef<'_>) {
        let text = text(value);
        if text.trim().is_empty() {
            return;
        }
        self.size += text.len();
        // One more than fits is kept to tell that it does not.
        if self.cells.len() <= limits::COLUMNS && self.size <= limits::RECORD {
            self.cells.push((column, text));
        }
    }

    fn take(&mut self) -> Item {
        let line = u64::from(self.number) + 1;
        let mut cells = std::mem::take(&mut self.cells);
        let size = std::mem::take(&mut self.size);
        cells.sort_by_key(|(column, _)| *column);
        let width = cells
            .last()
            .map_or(0, |(column, _)| usize::try_from(*column).unwrap_or(usize::MAX))
            .saturating_add(1);
        let reason = if width > limits::COLUMNS {
            Reason::Ragged { expected: limits::COLUMNS, found: width }
        } else if size > limits::RECORD {
            Reason::TooLarge
        } else {
            let mut row = Cells::default();
            for (column, text) in &cells {
                while row.len() < usize::try_from(*column).unwrap_or(0) {
                    row.push("");
                }
                row.push(text);
            }
            return Ok((line, row));
        };
        let raw = cells.iter().map(|(_, text)| text).collect();
        Err(Problem::Rejected { line, column: 0, reason, raw })
    }
}

/// A cell as a person would type it: no `.0`, no exponent, dates as in ISO 8601.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        // Rust writes every digit of a float, never an exponent.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(date) if date.is_duration() => date.as_f64().to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
            }
        }
    }
}

/// A file that tells how far it was read.
struct Followed<F> {
    file: F,
    position: Arc<AtomicU64>,
}

impl<F: Read + Seek> Read for Followed<F> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.position.fetch_max(self.file.stream_position()?, Ordering::Relaxed);
        Ok(n)
    }
}

impl<F: Seek> Seek for Followed<F> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}
