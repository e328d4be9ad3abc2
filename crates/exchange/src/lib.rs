//! Files of contacts, read and written as flat records.

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
mod own;
mod problem;
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
pub use reader::{Format, Options, Reader};
pub use record::{Cells, Record, Value};
pub use write::{WriteError, Writer};
