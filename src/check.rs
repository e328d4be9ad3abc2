//! Checking of input: every fault is collected with the member it is in, so that a sender mends all at once.

use jiff::civil::Date;
use serde_json::Value;

use crate::error::{AppError, AppResult, FieldError};

/// The most values a repeated member may have (phones, tags, messages …).
pub const MANY: usize = 200;

#[derive(Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    pub fn fail(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// One line of text, trimmed; `None` when absent or blank. `max` counts characters.
    pub fn line(&mut self, field: &str, value: Option<&str>, max: usize) -> Option<String> {
        let text = self.bounded(field, value, max)?;
        if text.chars().any(char::is_control) {
            self.fail(FieldError::new(field, "invalid-control-character"));
            return None;
        }
        Some(text)
    }

    /// Text of several lines, trimmed; `None` when absent or blank.
    pub fn text(&mut self, field: &str, value: Option<&str>, max: usize) -> Option<String> {
        let text = self.bounded(field, value, max)?;
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.fail(FieldError::new(field, "invalid-control-character"));
            return None;
        }
        Some(text)
    }

    fn bounded(&mut self, field: &str, value: Option<&str>, max: usize) -> Option<String> {
        let text = value?.trim();
        // Bytes first: the characters of a ten-megabyte name need not be counted.
        if text.len() > max * 4 || text.chars().count() > max {
            self.fail(FieldError::new(field, "invalid-too-long").with("max", max));
            return None;
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A day, as YYYY-MM-DD and in no other of the forms that ISO 8601 has; `None` when absent or blank.
    pub fn day(&mut self, field: &str, value: Option<&str>) -> Option<Date> {
        let text = self.line(field, value, 10)?;
        let day = text.parse::<Date>().ok().filter(|day| text.len() == 10 && day.year() >= 1800);
        if day.is_none() {
            self.fail(FieldError::new(field, "invalid-date"));
        }
        day
    }

    /// The key of something in a list that administrators make: 50 small letters a–z, figures, `_` and `-` at most.
    pub fn key(&mut self, field: &str, given: &str) -> String {
        let key = self.line(field, Some(given), 50).unwrap_or_default();
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if key.is_empty() {
            self.fail(FieldError::new(field, "invalid-empty"));
        } else if !key.chars().all(fits) {
            self.fail(FieldError::new(field, "invalid-list-key"));
        }
        key
    }

    /// A repeated member with more than `MANY` values is refused; says whether it may be read.
    pub fn count(&mut self, field: &str, count: usize) -> bool {
        if count > MANY {
            self.fail(FieldError::new(field, "invalid-too-many").with("max", MANY));
        }
        count <= MANY
    }

    /// Tags: at most 50 characters, unique without regard to case; the first spelling stays.
    pub fn tags(&mut self, field: &str, tags: &[String]) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        if !self.count(field, tags.len()) {
            return kept;
        }
        for (index, tag) in tags.iter().enumerate() {
            if let Some(tag) = self.line(&format!("{field}[{index}]"), Some(tag), 50)
                && !kept.iter().any(|one| crate::fold::fold_case(one) == crate::fold::fold_case(&tag))
            {
                kept.push(tag);
            }
        }
        kept
    }

    /// Whether values of fields can stand under this key.
    pub fn is_field_key(key: &str) -> bool {
        !key.is_empty()
            && key.len() <= 64
            && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    }

    /// Values under free keys: text, number, yes/no, or a list of texts.
    pub fn fields(&mut self, field: &str, fields: &serde_json::Map<String, Value>) {
        if !self.count(field, fields.len()) {
            return;
        }
        for (key, value) in fields {
            let name = format!("{field}.{}", key.chars().take(64).collect::<String>());
            if !Check::is_field_key(key) {
                self.fail(FieldError::new(name, "invalid-field-key"));
                continue;
            }
            match value {
                Value::Bool(_) | Value::Number(_) => {}
                Value::String(text) => drop(self.text(&name, Some(text), 2_000)),
                Value::Array(items) if self.count(&name, items.len()) => {
                    for item in items {
                        match item {
                            Value::String(text) => drop(self.line(&name, Some(text), 200)),
                            _ => self.fail(FieldError::new(&name, "invalid-field-value")),
                        }
                    }
                }
                Value::Array(_) => {}
                _ => self.fail(FieldError::new(&name, "invalid-field-value")),
            }
        }
    }

    /// A web address that may be shown as a link.
    pub fn url(&mut self, field: &str, value: Option<&str>) -> Option<String> {
        let url = self.line(field, value, 2_000)?;
        let lower = url.to_ascii_lowercase();
        if (lower.starts_with("https://") || lower.starts_with("http://"))
            && !url.contains(char::is_whitespace)
        {
            return Some(url);
        }
        self.fail(FieldError::new(field, "invalid-url"));
        None
    }

    pub fn finish(self) -> AppResult<()> {
        if self.errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.errors)) }
    }
}
