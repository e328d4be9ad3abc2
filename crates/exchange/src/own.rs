//! The tables that this crate writes, and reads back to the letter.
//!
//! One column a field. Several values stand in one cell with ` ::: ` between them, their labels in the same
//! order in the column `phone_label` and so on; the parts of postal addresses by the same order. A `\` or a
//! `:::` inside a value gets a `\` before it.
//!
//! A spreadsheet takes a cell that begins with `= + - @`, a tab or a carriage return for a formula, so it gets
//! a `'` in front, and so does a cell in which only `'` stands before such a character: then taking one off is
//! always right. Only in a table of ours, known by the heading `phone_label`, is it taken off.
//! Source: OWASP, "CSV Injection".
//!
//! Invariant: `values(cell(values)) == values`, and no cell begins as a formula does.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::columns::Role;
use crate::{Cells, Column, Field, Value};

/// Between two values.
pub(crate) const BETWEEN: &str = " ::: ";
const MARK: &str = "phone_label";
const LABEL: &str = "_label";
const ADDRESS: &str = "address";

/// Did this crate write the table with these headings?
pub(crate) fn is_own(headings: &Cells) -> bool {
    headings.iter().any(|heading| heading == MARK)
        && headings.iter().all(|heading| heading.parse::<Field>().is_ok() || labelled(heading).is_some())
}

/// The name of the column with the labels of a field, without its ending.
pub(crate) fn label_stem(field: &Field) -> String {
    if field.is_address() { ADDRESS.to_owned() } else { field.to_string() }
}

/// The column with the labels of a field.
pub(crate) fn label_heading(field: &Field) -> String {
    label_stem(field) + LABEL
}

/// Whose labels a column of this heading has.
pub(crate) fn labelled(heading: &str) -> Option<&str> {
    let stem = heading.strip_suffix(LABEL)?;
    matches!(stem, "phone" | "email" | "handle" | "national_id" | ADDRESS).then_some(stem)
}

pub(crate) fn column(heading: &str) -> Column {
    let field = heading.parse().ok();
    let role = if field.is_some() { Role::Value { labels: None } } else { Role::Aside };
    Column { name: heading.to_owned(), field, label: None, group: 0, role }
}

/// The text of a field of one's own with its kind kept: what is JSON stays so, and what only looks like it is quoted.
pub(crate) fn typed(value: &Value) -> Cow<'_, str> {
    if !value.is_json() && is_json(&value.text) {
        return Cow::Owned(Json::String(value.text.clone()).to_string());
    }
    Cow::Borrowed(&value.text)
}

/// The text and label of such a value.
pub(crate) fn untyped(text: &str) -> (Cow<'_, str>, Option<String>) {
    match serde_json::from_str(text) {
        Ok(Json::String(plain)) => (Cow::Owned(plain), None),
        Ok(_) => (Cow::Borrowed(text), Some(Value::JSON.to_owned())),
        Err(_) => (Cow::Borrowed(text), None),
    }
}

fn is_json(text: &str) -> bool {
    // Most texts are told by how they begin.
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '"' | '[' | '{' | 't' | 'f' | 'n'))
        && serde_json::from_str::<Json>(text).is_ok()
}

/// The values of a cell.
pub(crate) fn values(cell: &str) -> impl Iterator<Item = Cow<'_, str>> {
    unguarded(cell).split(BETWEEN).map(|value| {
        if !value.contains('\\') {
            return Cow::Borrowed(value);
        }
        let mut plain = String::with_capacity(value.len());
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            plain.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
        }
        Cow::Owned(plain)
    })
}

/// A cell of these values.
pub(crate) fn cell<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for (index, value) in values.enumerate() {
        if index > 0 {
            cell.push_str(BETWEEN);
        }
        if value.contains('\\') || value.contains(":::") {
            cell.push_str(&value.replace('\\', r"\\").replace(":::", r"\:::"));
        } else {
            cell.push_str(value);
        }
    }
    guard(&mut cell);
    cell
}

/// Keeps a cell from being a formula.
pub(crate) fn guard(cell: &mut String) {
    if is_formula(cell.trim_start_matches('\'')) {
        cell.insert(0, '\'');
    }
}

/// The cell as it was before [`guard`].
pub(crate) fn unguarded(cell: &str) -> &str {
    if is_guarded(cell) { &cell[1..] } else { cell }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

fn is_guarded(cell: &str) -> bool {
    cell.starts_with('\'') && is_formula(cell.trim_start_matches('\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_gives_back_what_was_put_in() {
        for list in [
            vec!["=1+1"],
            vec!["'=1"],
            vec!["''=1", "'"],
            vec!["'plain"],
            vec!["+46701740605", "-", "@x"],
            vec!["a ::: b", ":::", "::::", "a ::", ":: b", r"\", r"a\:::"],
            vec!["", "work"],
            vec!["\t=x"],
        ] {
            let cell = cell(list.iter().copied());
            assert!(!is_formula(&cell), "{cell}");
            assert_eq!(values(&cell).collect::<Vec<_>>(), list, "{cell}");
        }
    }

    #[test]
    fn only_our_own_headings_are_ours() {
        let own: Cells = ["ref", "phone", "phone_label", "field.x"].into_iter().collect();
        assert!(is_own(&own));
        let other: Cells = ["ref", "phone"].into_iter().collect();
        assert!(!is_own(&other));
    }
}
