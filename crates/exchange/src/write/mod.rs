//! Writes records, one after another, to a file.
//!
//! Invariant: what a [`Writer`] wrote, a [`Reader`](crate::Reader) gives back as the same values.

mod csv;
mod flat;
mod jscontact;
pub(crate) mod rejected;
mod vcard;

use std::io::{self, Write};

pub use rejected::Rejections;

use crate::{Field, Format, Record, Value};

/// Why a record could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// XLSX is only read.
    #[error("Workbooks cannot be written; write CSV, which spreadsheets open.")]
    Format,
    /// A field that has no column, since [`Writer::new`] was not told of it.
    #[error("There is no column for the field “{0}”.")]
    NoColumn(String),
    /// The disk or network failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Somebody who is related to a contact, for the formats that have a word for it: vCard names them, JSContact refers to
/// them by `uid`. It is told to other programs and not read: no [`Reader`](crate::Reader) gives it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// The sender's own key of them, which is the UID of their card.
    pub uid: Option<String>,
    /// What they are called.
    pub name: String,
    /// A type of RFC 6350, 6.6.6, such as `child`: what they are to the contact.
    pub kind: Option<&'static str>,
}

/// Writes a file of contacts.
pub struct Writer<W: Write> {
    out: W,
    format: Format,
    keys: Vec<String>,
    /// What is being written, so that `out` is written to once a record.
    buffer: String,
}

impl<W: Write> Writer<W> {
    /// Begins a file. `keys` are those of the fields [`Field::Custom`] that will occur; only a table, which
    /// begins with its headings, must know them before.
    ///
    /// # Errors
    /// [`WriteError::Format`] for XLSX, or if `out` cannot be written to.
    pub fn new(out: W, format: Format, keys: &[String]) -> Result<Self, WriteError> {
        let mut writer = Self { out, format, keys: keys.to_vec(), buffer: String::new() };
        match format {
            Format::Xlsx => return Err(WriteError::Format),
            Format::Csv => csv::headings(&writer.keys, &mut writer.buffer),
            Format::VCard | Format::JsContact | Format::JsonLines => {}
        }
        writer.flush_buffer()?;
        Ok(writer)
    }

    /// Writes a record. Its line and raw cells do not matter.
    ///
    /// # Errors
    /// [`WriteError::NoColumn`], and nothing is written of the record; or if the file cannot be written to.
    pub fn write(&mut self, record: &Record) -> Result<(), WriteError> {
        self.write_related(record, &[])
    }

    /// The same with those who are related to the contact.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn write_related(&mut self, record: &Record, related: &[Related]) -> Result<(), WriteError> {
        self.buffer.clear();
        match self.format {
            Format::Csv => csv::record(record, &self.keys, &mut self.buffer)?,
            Format::VCard => vcard::record(record, related, &mut self.buffer),
            Format::JsContact => jscontact::record(record, related, &mut self.buffer),
            Format::JsonLines => flat::record(record, &mut self.buffer),
            Format::Xlsx => return Err(WriteError::Format),
        }
        Ok(self.flush_buffer()?)
    }

    /// What it is written to: whoever sends a file piece by piece takes out what there is.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.out
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// If the file cannot be written to.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush_buffer(&mut self) -> io::Result<()> {
        self.out.write_all(self.buffer.as_bytes())
    }
}

/// The postal addresses of a record: those of one group together, in order.
fn addresses(record: &Record) -> Vec<Vec<&Value>> {
    let mut values: Vec<&Value> = record.values.iter().filter(|value| value.field.is_address()).collect();
    values.sort_by_key(|value| value.group);
    values.chunk_by(|a, b| a.group == b.group).map(<[&Value]>::to_vec).collect()
}

fn part<'a>(address: &[&'a Value], field: &Field) -> &'a str {
    address.iter().find(|value| value.field == *field).map_or("", |value| value.text.as_str())
}

fn address_label<'a>(address: &[&'a Value]) -> Option<&'a str> {
    address.iter().find_map(|value| value.label.as_deref())
}

/// A name to show, from what there is.
fn derived_name(record: &Record) -> String {
    let names = [record.get(&Field::GivenName), record.get(&Field::FamilyName)];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if !name.is_empty() {
        return name;
    }
    let others = [Field::Company, Field::Email, Field::Phone, Field::Ref];
    others.iter().find_map(|field| record.get(field)).unwrap_or("?").to_owned()
}

/// A line of CSV (RFC 4180) of other things than records; no cell is a formula to a spreadsheet.
///
/// ```
/// assert_eq!(exchange::csv_line(&["Ek, Anna", "=1+1"]), "\"Ek, Anna\",'=1+1\r\n");
/// ```
pub fn csv_line(cells: &[&str]) -> String {
    let mut guarded: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
    guarded.iter_mut().for_each(crate::own::guard);
    let mut line = String::new();
    csv::row(guarded.iter().map(String::as_str), &mut line);
    line
}
