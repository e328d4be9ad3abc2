//! Files of contacts, read and written as flat records.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod columns;
mod csv;
mod field;
mod fold;
mod headings;
mod label;
mod limits;
mod own;
mod problem;
mod reader;
mod record;
mod source;
mod table;

pub use columns::Column;
pub use field::{Field, UnknownField};
pub use problem::{Problem, Reason};
pub use reader::{Format, Options, Reader};
pub use record::{Cells, Record, Value};
