//! How much of a file is believed. Whatever goes beyond is refused as soon as it is seen.
//!
//! Invariant: every buffer of the readers is bounded by one of these, so a file of any size is read in
//! memory that does not grow with it (XLSX keeps its table of texts besides, see `xlsx`).

/// Bytes looked at to recognise format, encoding and delimiter.
pub(crate) const HEAD: usize = 64 * 1024;
/// Bytes of one record of a table, as UTF-8.
pub(crate) const RECORD: usize = 1024 * 1024;
/// Columns of a table.
pub(crate) const COLUMNS: usize = 1_000;
/// Bytes of one card or JSON object, without photos.
pub(crate) const CARD: usize = 2 * 1024 * 1024;
/// Bytes of one JSON object that is no contact: a conversation with what was said in it.
pub(crate) const DOCUMENT: usize = 16 * 1024 * 1024;
/// Bytes of one photo, which is passed over and never kept. Those of telephones have some megabytes.
pub(crate) const PHOTO: usize = 32 * 1024 * 1024;
/// Objects in objects, cards in cards.
pub(crate) const NESTING: usize = 32;
/// Values of one record: a cell of a million semicolons is no list of telephone numbers.
pub(crate) const VALUES: usize = 5_000;
/// Bytes that an XLSX file may unpack to, all parts together.
pub(crate) const UNPACKED: u64 = 1024 * 1024 * 1024;
/// Bytes that any part but a sheet may unpack to: the table of texts stays in memory.
pub(crate) const UNPACKED_TEXTS: u64 = 256 * 1024 * 1024;
/// How many times larger than the file its content may be; sheets of real contacts stay under 40.
pub(crate) const RATIO: u64 = 300;
/// Parts of an XLSX file.
pub(crate) const PARTS: usize = 10_000;
