//! Files of contacts: reads CSV, XLSX, vCard, JSContact and JSON lines as flat records, writes all but XLSX.
//!
//! Purpose: what somebody exported from wherever their contacts were becomes records in one vocabulary
//! ([`Field`]), without a question where none is needed. This crate knows no customer and no database.
//!
//! ```
//! use std::io::Cursor;
//! use exchange::{Field, Options, Reader};
//!
//! let file = "Vorname;Nachname;Telefon geschäftlich\nEva;Lind;+46 46 123\n";
//! let mut reader = Reader::open(Cursor::new(file), &Options::default())?;
//! assert_eq!(reader.columns()[2].label.as_deref(), Some("work"));
//! let record = reader.next().unwrap()?;
//! assert_eq!(record.get(&Field::Phone), Some("+46 46 123"));
//! # Ok::<(), exchange::Problem>(())
//! ```
//!
//! # Reading
//!
//! [`Reader::open`] recognises format, encoding, delimiter and columns; [`Options`] overrules each. Records
//! come one by one. A [`Problem`] is either of one record (`Rejected`: its line, column, reason and raw cells,
//! and reading goes on) or of the file (`Fatal`, and nothing follows). [`Reason::code`] is for translations.
//!
//! | format | read | written |
//! |---|---|---|
//! | CSV | any of `, ; tab \|`; UTF-8, UTF-16, Windows-1252 and, if asked for, any encoding of the web | UTF-8, our flat names, several values in a cell (`own`) |
//! | XLSX | the first sheet with rows | no |
//! | vCard | 2.1, 3.0, 4.0, any charset, photos passed over | 4.0 |
//! | JSContact | one card, an array, or one after another | one a line |
//! | JSON lines | names of our API, or of columns | names of our API |
//!
//! # Invariants, each held by a test
//!
//! - No bytes make a reader panic, or use memory that grows with the file (`limits`). What is too large, too
//!   wide or too deep is refused when it is seen, not when it has been read.
//! - A row is never shifted: cells that do not fit the columns are reported by their line.
//! - What a [`Writer`] writes, a [`Reader`] gives back as equal values, labels and addresses included.
//! - No written cell is a formula to a spreadsheet.
//!
//! vCards are read by `content_line` and not by a library: charset, folding and photos must be dealt with
//! before a library could see the card, and what is left then is to split at colons and semicolons. The
//! written cards are checked against an independent reader in `tests/written.rs`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod cards;
mod columns;
mod content_line;
mod csv;
mod date;
mod field;
mod flat;
mod fold;
mod headings;
mod jscontact;
mod label;
mod limits;
mod objects;
mod opened;
mod own;
mod problem;
mod raw;
mod reader;
mod record;
mod source;
mod table;
mod vcard;
mod write;
mod xlsx;

pub use columns::Column;
pub use field::{Field, UnknownField};
pub use problem::{Problem, Reason};
pub use raw::{Item, Raw, unguarded};
pub use reader::{Format, Mapping, Options, Reader};
pub use record::{Cells, Record, Value};
pub use write::{Rejections, Related, WriteError, Writer, csv_line};
