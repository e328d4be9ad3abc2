//! The rows of a file that could not be used, each with its line and what is wrong, to be mended and read again.
//!
//! A cell that could be a formula gets a `'` in front, as in tables of ours; [`HEADINGS`] tell the reader to take it
//! off. Of a card or JSON object the whole text is one cell, which is for reading only.

use std::io::{self, Write};

use super::csv::row;
use crate::own;

/// The first columns, by which such a table is known.
pub(crate) const HEADINGS: [&str; 2] = ["rejected line", "reason"];

/// Writes rejected rows as CSV.
pub struct Rejections<W: Write> {
    out: W,
    columns: usize,
    buffer: String,
}

impl<W: Write> Rejections<W> {
    /// Begins the file. `headings` are those of the table that the rows come from; none of cards and objects.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn new(out: W, headings: &[String]) -> io::Result<Self> {
        let record = ["record".to_owned()];
        let headings = if headings.is_empty() { &record } else { headings };
        let mut rejections = Self { out, columns: headings.len(), buffer: String::new() };
        row(HEADINGS.into_iter().chain(headings.iter().map(String::as_str)), &mut rejections.buffer);
        rejections.flush_buffer()?;
        Ok(rejections)
    }

    /// Writes a row: its line in the file, what is wrong with it, its cells as they were.
    ///
    /// # Errors
    /// If the file cannot be written to.
    pub fn write<'a>(
        &mut self,
        line: u64,
        reason: &str,
        cells: impl IntoIterator<Item = &'a str>,
    ) -> io::Result<()> {
        let mut all = vec![line.to_string(), reason.to_owned()];
        all.extend(cells.into_iter().map(str::to_owned));
        // A ragged row is as long as the others, or a spreadsheet would make columns of its own for it.
        all.resize(all.len().max(self.columns + HEADINGS.len()), String::new());
        all.iter_mut().for_each(own::guard);
        row(all.iter().map(String::as_str), &mut self.buffer);
        self.flush_buffer()
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// If the file cannot be written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush_buffer(&mut self) -> io::Result<()> {
        self.out.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }
}
