//! From the cells of a row to a contact.
//!
//! Invariant: a value comes from its own column only, whatever other cells hold.

use std::borrow::Cow;

use crate::columns::Role;
use crate::own::{self, BETWEEN};
use crate::write::rejected;
use crate::{Cells, Column, Field, Reason, Record, label};

/// Whose table it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Anybody's.
    Foreign,
    /// Written by a [`Writer`](crate::Writer).
    Own,
    /// Rows of anybody's table written by [`Rejections`](crate::Rejections).
    Rejected,
}

impl Kind {
    pub(crate) fn of(headings: &Cells) -> Kind {
        if own::is_own(headings) {
            Kind::Own
        } else if rejected::HEADINGS.iter().enumerate().all(|(n, name)| headings.get(n) == Some(name)) {
            Kind::Rejected
        } else {
            Kind::Foreign
        }
    }
}

/// Reads a row. A row has as many cells as there are columns.
pub(crate) fn record(
    columns: &[Column],
    kind: Kind,
    line: u64,
    cells: Cells,
) -> Result<Record, (Reason, Cells)> {
    let mut record = Record { line, values: Vec::with_capacity(8), raw: Cells::default() };
    let mut birth = [""; 3];
    let mut fits = true;
    for (index, column) in columns.iter().enumerate() {
        let (Some(field), Some(cell)) = (&column.field, cells.get(index)) else { continue };
        // In our own tables a space may be part of ` ::: ` beside an empty value.
        let cell = match kind {
            Kind::Own => cell,
            Kind::Foreign => cell.trim(),
            Kind::Rejected => own::unguarded(cell).trim(),
        };
        if cell.is_empty() {
            continue;
        }
        match column.role {
            Role::Aside => {}
            Role::Birth(part) => birth[part] = cell,
            Role::More => more(&mut record, column, field, cell),
            Role::Value { labels } => {
                let labels = labels.and_then(|labels| cells.get(labels)).unwrap_or_default();
                fits &= if kind == Kind::Own {
                    own_values(&mut record, field, cell, labels)
                } else {
                    values(&mut record, column, field, cell, labels)
                };
            }
        }
    }
    if let Some(date) = birth_date(birth) {
        record.add(Field::BirthDate, &date, None, 0);
    }
    if !fits {
        return Err((Reason::TooManyValues, cells));
    }
    if record.values.is_empty() {
        return Err((Reason::Nothing, cells));
    }
    record.arrange();
    record.raw = cells;
    Ok(record)
}

fn own_values(record: &mut Record, field: &Field, cell: &str, labels: &str) -> bool {
    let mut labels = own::values(labels);
    own::values(cell).zip(0..).all(|(value, group)| {
        if matches!(field, Field::Custom(_)) {
            let (text, label) = own::untyped(&value);
            return record.add(field.clone(), &text, label, 0);
        }
        let label = labels.next().filter(|label| !label.is_empty()).map(Cow::into_owned);
        record.add(field.clone(), &value, label, if field.is_address() { group } else { 0 })
    })
}

fn values(record: &mut Record, column: &Column, field: &Field, cell: &str, labels: &str) -> bool {
    /// Google packs further addresses into the cells of the first; they stay apart from those of other columns.
    const APART: u32 = 10_000;
    let label = label::label(labels).or_else(|| column.label.clone());
    // Somebody's spreadsheet wrote the sign that keeps a number from being a formula.
    let cell = if *field == Field::Phone { cell.strip_prefix('\'').unwrap_or(cell) } else { cell };
    if *field == Field::Note || matches!(field, Field::Custom(_)) {
        return record.add(field.clone(), cell, label, 0);
    }
    cell.split(BETWEEN.trim()).zip(0..).all(|(part, place)| match field {
        Field::Phone => phones(part).all(|phone| record.add(Field::Phone, phone, label.clone(), 0)),
        Field::Email => part.split([';', ',', '\n']).all(|mail| {
            let mail = mail.trim();
            let mail = mail.strip_prefix("mailto:").unwrap_or(mail);
            record.add(Field::Email, mail, label.clone(), 0)
        }),
        Field::Tag => part.split([';', ',', '\n']).all(|tag| {
            let tag = tag.trim();
            // Every contact of Google's has one of these groups of the system.
            matches!(tag, "* myContacts" | "* Other Contacts" | "* My Contacts")
                || record.add(Field::Tag, tag.strip_prefix("* ").unwrap_or(tag), None, 0)
        }),
        _ if field.is_address() => {
            let part = if *field == Field::Street { joined_lines(part) } else { part.to_owned() };
            let group = column.group.saturating_add(APART.saturating_mul(place));
            record.add(field.clone(), &part, label.clone(), group)
        }
        _ => record.add(field.clone(), part, label.clone(), 0),
    })
}

/// Numbers between semicolons or on lines of their own. A `;ext=` belongs to the number before it.
fn phones(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.char_indices().find(|(place, c)| match c {
            '\n' => true,
            ';' => {
                !["ext=", "isub=", "phone-context="].iter().any(|name| text[place + 1..].starts_with(name))
            }
            _ => false,
        });
        rest = end.map(|(place, _)| &text[place + 1..]);
        Some(end.map_or(text, |(place, _)| &text[..place]))
    })
}

fn joined_lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

fn more(record: &mut Record, column: &Column, field: &Field, cell: &str) {
    let before = record.values.iter_mut().find(|value| value.field == *field && value.group == column.group);
    match before {
        Some(value) => {
            value.text.push_str(if field.is_address() { ", " } else { " " });
            value.text.push_str(cell);
        }
        None => {
            record.add(field.clone(), cell, column.label.clone(), column.group);
        }
    }
}

/// Thunderbird has year, month and day in three columns, the year often empty.
fn birth_date(parts: [&str; 3]) -> Option<String> {
    let number = |text: &str, most| text.parse::<u16>().ok().filter(|n| (1..=most).contains(n));
    let (month, day) = (number(parts[1], 12)?, number(parts[2], 31)?);
    Some(match number(parts[0], 9999) {
        Some(year) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("--{month:02}-{day:02}"),
    })
}
