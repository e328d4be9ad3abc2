//! CSV with our flat names, RFC 4180; how values share a cell is told in `own`.

use crate::field::FIXED;
use crate::write::{WriteError, address_label, addresses, part};
use crate::{Field, Record, own};

fn has_label_column(field: &Field) -> bool {
    // The label of an address stands behind the last of its lines.
    if field.is_address() { *field == Field::Country } else { field.has_label() }
}

/// The first line.
pub(super) fn headings(keys: &[String], line: &mut String) {
    let mut names = Vec::new();
    for (field, name) in FIXED {
        names.push(name.to_owned());
        if has_label_column(&field) {
            names.push(own::label_heading(&field));
        }
    }
    names.extend(keys.iter().map(|key| Field::Custom(key.clone()).to_string()));
    row(names.iter().map(String::as_str), line);
}

/// A line.
pub(super) fn record(record: &Record, keys: &[String], line: &mut String) -> Result<(), WriteError> {
    let unknown = record.values.iter().find_map(|value| match &value.field {
        Field::Custom(key) if !keys.contains(key) => Some(key.clone()),
        _ => None,
    });
    if let Some(key) = unknown {
        return Err(WriteError::NoColumn(key));
    }
    let addresses = addresses(record);
    let mut cells = Vec::with_capacity(FIXED.len() + 3 + keys.len());
    for (field, _) in &FIXED {
        if field.is_address() {
            cells.push(list(addresses.iter().map(|address| part(address, field))));
        } else {
            cells.push(list(record.all(field).map(|value| value.text.as_str())));
        }
        if *field == Field::Country {
            cells.push(list(addresses.iter().map(|address| address_label(address).unwrap_or_default())));
        } else if has_label_column(field) {
            cells.push(list(record.all(field).map(|value| value.label.as_deref().unwrap_or_default())));
        }
    }
    for key in keys {
        let field = Field::Custom(key.clone());
        let texts: Vec<_> = record.all(&field).map(own::typed).collect();
        cells.push(list(texts.iter().map(AsRef::as_ref)));
    }
    row(cells.iter().map(String::as_str), line);
    Ok(())
}

/// Several in a cell, nothing if all are empty.
fn list<'a>(values: impl Iterator<Item = &'a str> + Clone) -> String {
    if values.clone().all(str::is_empty) { String::new() } else { own::cell(values) }
}

pub(super) fn row<'a>(cells: impl Iterator<Item = &'a str>, line: &mut String) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            line.push(',');
        }
        // A spreadsheet of some countries divides at `;`, so that is quoted as well.
        if cell.contains(['"', ',', ';', '\t', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            line.push('"');
            line.push_str(&cell.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(cell);
        }
    }
    line.push_str("\r\n");
}
