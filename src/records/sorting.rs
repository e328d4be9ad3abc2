//! The order of records: by a column, numbers and amounts by their size, choices as they are offered, what is empty
//! last; without one the newest first.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Record;
use crate::customers::draft::shown;
use crate::fields::{Definitions, Field, Kind, value};
use crate::fold::fold;
use crate::http::paging::{Cursor, Listed, Page};
use crate::words::words;

words! {
    /// Smallest first, or largest first.
    Order { Up = "asc", Down = "desc" }
}

/// By which column, and which way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sorting {
    pub sort: Option<String>,
    pub order: Option<Order>,
}

impl Sorting {
    /// The order of the column, if records are sorted by it.
    pub fn of(&self, column: &str) -> Option<Order> {
        (self.sort.as_deref() == Some(column)).then_some(self.order.unwrap_or(Order::Up))
    }

    /// Sorted by this column, the other way if they are already.
    pub fn by(&self, column: &str) -> Sorting {
        let order = if self.of(column) == Some(Order::Up) { Order::Down } else { Order::Up };
        Sorting { sort: Some(column.to_owned()), order: Some(order) }
    }

    /// The part of the records that a page is asked for.
    pub fn page(&self, columns: &Definitions, records: Vec<Record>, page: &Page) -> Listed<Record> {
        let column = self.sort.as_deref().and_then(|key| columns.find(key));
        let down = column.is_none() || self.order == Some(Order::Down);
        let mut keyed: Vec<(String, Record)> =
            records.into_iter().map(|record| (key(column, &record), record)).collect();
        let compare = |a: (&str, uuid::Uuid), b: (&str, uuid::Uuid)| {
            // What is empty stays at the end either way.
            let empty = a.0.is_empty().cmp(&b.0.is_empty());
            let order = a.cmp(&b);
            if empty == Ordering::Equal { if down { order.reverse() } else { order } } else { empty }
        };
        keyed.sort_by(|a, b| compare((&a.0, a.1.id.0), (&b.0, b.1.id.0)));
        if let Some(after) = page.after.cursor() {
            keyed.retain(|(key, record)| {
                compare((key, record.id.0), (&after.key, after.id)) == Ordering::Greater
            });
        }
        keyed.truncate(usize::try_from(page.fetch()).unwrap_or(usize::MAX));
        let Listed { items, next } = page.list(keyed, |(key, record)| Cursor::text(key.clone(), record.id.0));
        Listed { items: items.into_iter().map(|(_, record)| record).collect(), next }
    }
}

/// A text that sorts as the value does; empty where there is none.
fn key(column: Option<&Field>, record: &Record) -> String {
    let Some(column) = column else { return format!("{:020}", record.created_at.micros().max(0)) };
    let Some(value) = record.fields.get(&column.key).filter(|value| !value::is_empty(value)) else {
        return String::new();
    };
    let text = shown(value);
    match column.kind {
        // Whoever may not see a value does not see how it compares either.
        _ if column.masked => "masked".to_owned(),
        Kind::Number => number(&text),
        Kind::Amount => {
            let (amount, currency) = text.split_once(' ').unwrap_or((&text, ""));
            format!("{currency} {}", number(amount))
        }
        Kind::Choice => {
            let place = column.choices.iter().position(|choice| *choice == text);
            format!("{:04} {}", place.unwrap_or(9_999), fold(&text))
        }
        _ => fold(&text).chars().take(200).collect(),
    }
}

/// Bits of a number in its order.
fn number(text: &str) -> String {
    let bits = value::decimal(text).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0).to_bits();
    let ordered = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    format!("{ordered:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_by_their_size() {
        let texts = ["-1200", "-3.5", "0", "0.25", "7", "10", "1200.5"];
        assert!(texts.windows(2).all(|pair| number(pair[0]) < number(pair[1])));
    }
}
