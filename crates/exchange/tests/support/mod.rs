//! What the tests of whole files share.

use exchange::Record;

/// Every value of a record as `field label: text`.
pub fn seen(record: &Record) -> Vec<String> {
    record
        .values
        .iter()
        .map(|value| {
            let label = value.label.as_deref().map(|label| format!(" {label}")).unwrap_or_default();
            format!("{}{label}: {}", value.field, value.text)
        })
        .collect()
}
