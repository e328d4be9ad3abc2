//! What is wrong with a record or a file, and where.
//!
//! Invariant: every reason has its own sentence and its own code; nothing of the contact is repeated in it.

use std::io;

use crate::Cells;

/// What a reader gives instead of a record.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Problem {
    /// This record cannot be used; reading goes on behind it.
    #[error("Line {line}, column {column}: {reason}")]
    Rejected {
        /// Line that the record begins on, from 1; the row of a sheet.
        line: u64,
        /// The cell of a table, the character of a line otherwise, from 1; 0 if it is the whole record.
        column: u64,
        /// What is wrong.
        reason: Reason,
        /// The record as it was read, as far as it was.
        raw: Cells,
    },
    /// The file cannot be used, or not from here on. Nothing follows.
    #[error("Line {line}, column {column}: {reason}")]
    Fatal {
        /// Line, from 1.
        line: u64,
        /// Column as above.
        column: u64,
        /// What is wrong.
        reason: Reason,
    },
}

impl Problem {
    /// `column` is a place in memory, from 1.
    pub(crate) fn fatal_at(line: u64, column: usize, reason: Reason) -> Self {
        Self::Fatal { line, column: u64::try_from(column).unwrap_or(0), reason }
    }

    pub(crate) fn fatal(line: u64, reason: Reason) -> Self {
        Self::fatal_at(line, 0, reason)
    }

    /// What is wrong.
    pub fn reason(&self) -> &Reason {
        match self {
            Self::Rejected { reason, .. } | Self::Fatal { reason, .. } => reason,
        }
    }

    /// Line of the file, from 1.
    pub fn line(&self) -> u64 {
        match self {
            Self::Rejected { line, .. } | Self::Fatal { line, .. } => *line,
        }
    }

    /// The cell of a table, the character of a line otherwise, from 1; 0 if it is the whole record.
    pub fn column(&self) -> u64 {
        match self {
            Self::Rejected { column, .. } | Self::Fatal { column, .. } => *column,
        }
    }

    /// Can nothing more be read?
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::Fatal { .. })
    }
}

/// What is wrong.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Reason {
    /// No bytes, or only a byte order mark and space.
    #[error("The file is empty.")]
    Empty,
    /// Column names and nothing below them.
    #[error("The file has column names but no rows.")]
    HeaderOnly,
    /// None of the formats, or not the one that was asked for.
    #[error("The file is of no format that can be read: CSV, XLSX, vCard, JSContact or JSON lines.")]
    UnknownFormat,
    /// An XLSX file from something that cannot go back, such as a pipe.
    #[error("An XLSX file cannot be read from a pipe; save it first.")]
    NeedsFile,
    /// `Options::encoding` names none.
    #[error("There is no encoding of this name.")]
    UnknownEncoding,
    /// A column in `Options::map` that the file does not have.
    #[error("The file has no column “{0}”.")]
    UnknownColumn(String),
    /// No column or member was recognised as anything.
    #[error("No column was recognised. Say which column holds what.")]
    NothingMapped,
    /// A row with more or fewer cells than there are columns.
    #[error("The row has {found} cells, but there are {expected} columns.")]
    Ragged {
        /// Columns.
        expected: usize,
        /// Cells.
        found: usize,
    },
    /// The file ended inside quotes.
    #[error("A quotation mark is opened in this row and never closed.")]
    UnclosedQuote,
    /// More than a record or card may have.
    #[error("The record is larger than can be read; perhaps a quotation mark or a line end is missing.")]
    TooLarge,
    /// A photo, sound or key that no address book holds.
    #[error("A photo is larger than 32 MB.")]
    PhotoTooLarge,
    /// More columns than can be read.
    #[error("The table has more than 1,000 columns.")]
    TooManyColumns,
    /// More values than a contact can have.
    #[error("The record has too many values.")]
    TooManyValues,
    /// Objects in objects.
    #[error("The record is nested too deeply.")]
    TooDeep,
    /// Bytes that are no text in the file's encoding.
    #[error("The record has bytes that are no text in the encoding of the file.")]
    Encoding,
    /// A zero byte, which no text has.
    #[error("The record has a zero byte, which no text has.")]
    ZeroByte,
    /// The file ends in the middle of a record, or a card begins before the last one ended.
    #[error("The record has no end.")]
    Truncated,
    /// Not JSON.
    #[error("The record is no valid JSON.")]
    Json,
    /// A member of the wrong type.
    #[error("“{0}” has a value of the wrong type.")]
    WrongType(String),
    /// A record in which nothing was recognised.
    #[error("Nothing was recognised in this record.")]
    Nothing,
    /// An XLSX file that is broken.
    #[error("The workbook is damaged and cannot be read.")]
    Workbook,
    /// An XLSX file that unpacks to absurdly much.
    #[error("The workbook unpacks to more than can be read.")]
    Bomb,
    /// A workbook with a password, which is no archive from outside.
    #[error("The workbook has a password or is of the old format; save it as XLSX without one.")]
    Locked,
    /// The disk or network failed.
    #[error("The file could not be read: {0}.")]
    Io(io::ErrorKind),
}

impl Reason {
    /// A stable key for translations: `ragged`, `too_large` ….
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::HeaderOnly => "header_only",
            Self::UnknownFormat => "unknown_format",
            Self::NeedsFile => "needs_file",
            Self::UnknownEncoding => "unknown_encoding",
            Self::UnknownColumn(_) => "unknown_column",
            Self::NothingMapped => "nothing_mapped",
            Self::Ragged { .. } => "ragged",
            Self::UnclosedQuote => "unclosed_quote",
            Self::TooLarge => "too_large",
            Self::PhotoTooLarge => "photo_too_large",
            Self::TooManyColumns => "too_many_columns",
            Self::TooManyValues => "too_many_values",
            Self::TooDeep => "too_deep",
            Self::Encoding => "encoding",
            Self::ZeroByte => "zero_byte",
            Self::Truncated => "truncated",
            Self::Json => "json",
            Self::WrongType(_) => "wrong_type",
            Self::Nothing => "nothing",
            Self::Workbook => "workbook",
            Self::Bomb => "bomb",
            Self::Locked => "locked",
            Self::Io(_) => "io",
        }
    }
}
