//! One contact of a file, flat.
//!
//! Invariant, of every record that a reader gives: no value is empty or has space around it, a field that
//! does not repeat occurs once at most, values are ordered by field and group, and groups count from 0
//! without a gap.

use crate::{Field, limits};

/// One value of a contact.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Value {
    /// What it is.
    pub field: Field,
    /// The text, never empty.
    pub text: String,
    /// `mobile`, `work`, `home`, `main`, `fax`, `pager`, `other`, or what the owner of the file called it.
    /// Of a [`Field::Custom`] it is [`Value::JSON`] where the text is JSON: a number, yes or no, a list.
    pub label: Option<String>,
    /// Which postal address this line belongs to; 0 for everything else.
    pub group: u32,
}

impl Value {
    /// The label of a value of a [`Field::Custom`] that is more than text.
    pub const JSON: &'static str = "json";

    /// Is the text JSON?
    pub fn is_json(&self) -> bool {
        matches!(self.field, Field::Custom(_)) && self.label.as_deref() == Some(Self::JSON)
    }
}

/// One contact of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// Line of the file that it begins on, from 1; the row of a sheet.
    pub line: u64,
    /// What was recognised.
    pub values: Vec<Value>,
    /// The cells as they were read, for a file of rejected rows. A card or JSON object is one cell.
    pub raw: Cells,
}

impl Record {
    /// The first value of a field.
    pub fn get(&self, field: &Field) -> Option<&str> {
        self.values.iter().find(|value| value.field == *field).map(|value| value.text.as_str())
    }

    /// All values of a field.
    pub fn all<'a>(&'a self, field: &'a Field) -> impl Iterator<Item = &'a Value> + Clone {
        self.values.iter().filter(move |value| value.field == *field)
    }

    /// Adds a value, `false` if there are too many already. An empty text adds nothing.
    pub(crate) fn add(&mut self, field: Field, text: &str, label: Option<String>, group: u32) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return true;
        }
        if self.values.len() >= limits::VALUES {
            return false;
        }
        if !field.repeats() && self.values.iter().any(|value| value.field == field) {
            return true;
        }
        let text = if field == Field::Kind { kind(text) } else { text.to_owned() };
        self.values.push(Value { field, text, label, group });
        true
    }

    /// Puts values and groups into the order that the module promises.
    pub(crate) fn arrange(&mut self) {
        let mut groups: Vec<u32> =
            self.values.iter().filter(|value| value.field.is_address()).map(|value| value.group).collect();
        groups.sort_unstable();
        groups.dedup();
        // Most contacts have one address or none.
        if groups.last().is_some_and(|last| usize::try_from(*last) == Ok(groups.len() - 1))
            || groups.is_empty()
        {
            groups.clear();
        }
        for value in self.values.iter_mut().filter(|_| !groups.is_empty()) {
            value.group = match groups.binary_search(&value.group) {
                Ok(place) if value.field.is_address() => u32::try_from(place).unwrap_or(u32::MAX),
                _ => 0,
            };
        }
        self.values.sort_by(|a, b| (&a.field, a.group).cmp(&(&b.field, b.group)));
    }
}

/// `person` and `company` by the names that other products have for them.
fn kind(text: &str) -> String {
    let known = match text.to_lowercase().as_str() {
        "person" | "individual" | "private" | "privat" | "osoba" => "person",
        "company" | "org" | "organization" | "organisation" | "business" | "firma" | "företag" => "company",
        _ => return text.to_owned(),
    };
    known.to_owned()
}

/// Cells of a row in one piece of memory, since a row in pieces costs an allocation a cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|index| self.get(index).unwrap_or_default())
    }

    /// One cell, counted from 0.
    pub fn get(&self, index: usize) -> Option<&str> {
        let start = match index {
            0 => 0,
            _ => *self.ends.get(index - 1)?,
        };
        self.text.get(start..*self.ends.get(index)?)
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is there no cell at all?
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes of all cells.
    pub(crate) fn size(&self) -> usize {
        self.text.len()
    }

    /// Takes a text and where its cells end. Ends are of whole characters.
    pub(crate) fn from_parts(text: String, ends: Vec<usize>) -> Self {
        Self { text, ends }
    }

    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Removes empty cells at the end until `len` are left.
    pub(crate) fn trim_to(&mut self, len: usize) {
        while self.ends.len() > len
            && self.get(self.ends.len() - 1).is_some_and(|cell| cell.trim().is_empty())
        {
            self.ends.pop();
            self.text.truncate(self.ends.last().copied().unwrap_or(0));
        }
    }
}

impl<T: AsRef<str>> FromIterator<T> for Cells {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        let mut all = Self::default();
        cells.into_iter().for_each(|cell| all.push(cell.as_ref()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_count_without_a_gap_and_values_stand_in_order() {
        let mut record = Record::default();
        record.add(Field::City, "Malmö", None, 7);
        record.add(Field::Street, "Storgatan 1", None, 9);
        record.add(Field::GivenName, " Anna ", None, 0);
        record.add(Field::GivenName, "Eva", None, 0);
        record.add(Field::City, "  ", None, 3);
        record.arrange();
        let seen: Vec<_> = record.values.iter().map(|value| (value.text.as_str(), value.group)).collect();
        assert_eq!(seen, [("Anna", 0), ("Storgatan 1", 1), ("Malmö", 0)]);
    }

    #[test]
    fn cells_keep_what_is_put_in() {
        let mut cells: Cells = ["a", "", "å b", "", " "].into_iter().collect();
        assert_eq!(cells.len(), 5);
        cells.trim_to(2);
        assert_eq!(cells.iter().collect::<Vec<_>>(), ["a", "", "å b"]);
        assert_eq!(cells.get(3), None);
    }
}
