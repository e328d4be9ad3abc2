//! Values of fields as they are read: in words, numbers and dates of the reader's language. Nothing in them is markup,
//! and only what `value::is_link` lets through becomes a link.

use std::collections::HashMap;

use jiff::civil::Date;
use maud::{Markup, html};
use serde_json::Value;

use super::definitions::MASK;
use super::{Field, Kind, value};
use crate::card::view::text;
use crate::customers::draft::shown;
use crate::id::CustomerId;
use crate::language::Locale;

/// Names of the customers whom values name.
pub type Names = HashMap<CustomerId, String>;

/// A value in one line of plain text.
pub fn words(locale: &Locale, field: &Field, value: &Value) -> String {
    let text = shown(value);
    match (field.kind, value) {
        (Kind::Number, _) => value::decimal(&text).map_or(text, |number| locale.decimal(&number)),
        (Kind::Amount, _) => match text.split_once(' ') {
            Some((number, currency)) => format!("{}\u{a0}{currency}", locale.decimal(number)),
            None => text,
        },
        (Kind::Date, _) => text.parse::<Date>().map_or(text, |date| locale.civil_date(date)),
        (Kind::YesNo, Value::Bool(yes)) => locale.t(if *yes { "value-yes" } else { "value-no" }),
        _ => text,
    }
}

/// A value as it stands on the card.
pub fn value(locale: &Locale, names: &Names, field: &Field, value: &Value) -> Markup {
    let said = words(locale, field, value);
    html! {
        @match field.kind {
            Kind::Link if value::is_link(&said) => a class="link" href=(said) target="_blank" rel="noopener noreferrer" { (said.strip_prefix("mailto:").unwrap_or(&said)) },
            Kind::Customer => @match said.parse::<CustomerId>().ok().and_then(|id| Some((id, names.get(&id)?))) {
                Some((id, name)) => a class="link" href={ "/customers/" (id) } data-preview={ "/customers/" (id) "/preview" } { (name) },
                None => (said),
            },
            Kind::LongText => span class="lines" { (text::linked(&said)) },
            Kind::Number | Kind::Amount => span class="figures" { (said) },
            Kind::Date => time class="figures" datetime=(shown(value)) { (said) },
            _ => (text::linked(&said)),
        }
    }
}

/// What stands in the place of a value that is hidden.
pub fn masked(locale: &Locale) -> Markup {
    html! { span class="figures" aria-hidden="true" { (MASK) } span class="sr" { (locale.t("value-hidden")) } }
}
