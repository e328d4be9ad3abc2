//! A control of a form for each kind of field, by sets.

use maud::{Markup, html};

use super::definitions::{Definitions, Headed, MASK};
use super::typed::Typed;
use super::{Field, Kind};
use crate::http::fields::{self as form, Fields};

/// Characters of a long text, counted under it.
const LONG: usize = 10_000;

/// A part of the form for each set that has a field.
pub fn sets(fields: &Fields<'_>, definitions: &Definitions, typed: &Typed) -> Markup {
    html! {
        @for set in &definitions.0 {
            @if set.live().next().is_some() {
                fieldset id={ "set-" (set.set) } class="own-set" { legend { (set.name) } (controls(fields, set, typed)) }
            }
        }
    }
}

pub fn controls(fields: &Fields<'_>, set: &Headed, typed: &Typed) -> Markup {
    html! { @for field in set.live() { (control(fields, field, typed, false)) } }
}

pub fn control(fields: &Fields<'_>, field: &Field, typed: &Typed, autofocus: bool) -> Markup {
    let (locale, value) = (fields.locale, typed.text(&field.key));
    let (id, member) = (format!("own-{}", field.key), format!("fields.{}", field.key));
    let masked = (field.masked && value == MASK).then(|| locale.t("value-masked"));
    let usual = match field.kind {
        Kind::Link => Some(locale.t("value-link-hint")),
        Kind::Customer => Some(locale.t("value-customer-hint")),
        _ => None,
    };
    let help = field.help.clone().or(usual);
    let help = match (&masked, help) {
        (Some(masked), Some(help)) => format!("{}. {masked}", help.trim_end_matches('.')),
        (masked, help) => help.or_else(|| masked.clone()).unwrap_or_default(),
    };
    let of = form::Field {
        name: "defined_value",
        id: &id,
        member: &member,
        title: &field.name,
        value,
        help: &help,
        required: field.required,
        autofocus,
        ..form::Field::default()
    };
    let kind = if masked.is_some() { Kind::Text } else { field.kind };
    if kind == Kind::Choices {
        return choices(fields, field, typed, &of);
    }
    let figures = form::Field { class: "figures", inputmode: "decimal", ..of };
    html! {
        input type="hidden" name="defined_key" value=(field.key);
        @match kind {
            Kind::Text | Kind::Customer | Kind::Choices => (fields.text(of)),
            Kind::Link => (fields.text(form::Field { inputmode: "url", ..of })),
            Kind::LongText => (fields.area(of, 4, Some(LONG))),
            Kind::Number => (fields.text(figures)),
            Kind::Amount => (fields.text(figures)),
            Kind::Date => (fields.text(form::Field { kind: "date", class: "figures", ..of })),
            Kind::YesNo => (fields.select(of, &[
                (String::new(), locale.t("value-choose")),
                ("true".to_owned(), locale.t("value-yes")),
                ("false".to_owned(), locale.t("value-no")),
            ])),
            Kind::Choice => (fields.select(of, &options(fields, field, value))),
        }
    }
}

/// What may be chosen, and what stands there though it is not offered any more.
fn options(fields: &Fields<'_>, field: &Field, value: &str) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), fields.locale.t("value-choose"))];
    options.extend(field.choices.iter().map(|choice| (choice.clone(), choice.clone())));
    if !options.iter().any(|(known, _)| known == value) {
        options.push((value.to_owned(), value.to_owned()));
    }
    options
}

fn choices(fields: &Fields<'_>, field: &Field, typed: &Typed, of: &form::Field<'_>) -> Markup {
    let wrong = fields.wrong(of.member);
    html! {
        fieldset class="choices" id=(of.id) aria-describedby=[form::described(of.id, wrong.is_some(), !of.help.is_empty())] {
            legend { (fields.label(of)) }
            @for (nth, choice) in field.choices.iter().enumerate() {
                label class="check" {
                    input type="checkbox" name="defined_choice" value={ (field.key) ":" (choice) } checked[typed.is_ticked(&field.key, choice)]
                        aria-invalid=[wrong.as_ref().map(|_| "true")] autofocus[nth == 0 && fields.focus(wrong.is_some(), of.autofocus)];
                    span { (choice) }
                }
            }
            (fields.under(of.id, wrong.as_deref(), of))
        }
    }
}
