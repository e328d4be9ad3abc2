//! Fields of forms: label, control, hint, and what is wrong with it, tied together for those who hear the page.
//!
//! Invariant: a message stands beside its field and names it by `aria-describedby`; the first field at fault takes the
//! focus; what belongs to no field of the form stands on top of it. Nothing here holds a text of its own.

use std::cell::{Cell, RefCell};

use maud::{Markup, html};

use crate::error::{AppError, FieldError};
use crate::http::layout::{icon, icon_of};
use crate::http::problems;
use crate::language::Locale;

/// What a form was refused for.
#[derive(Clone, Debug, Default)]
pub struct Faults(pub Vec<FieldError>);

impl Faults {
    /// The faults that a form can show beside its fields; any other error is told by a page of its own.
    pub fn of(error: AppError) -> Result<Faults, AppError> {
        match error {
            AppError::Invalid(faults) => Ok(Faults(faults)),
            AppError::Conflict(fault) => Ok(Faults(vec![fault])),
            other => Err(other),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, beginning: &str) -> bool {
        self.0.iter().any(|fault| fault.field.starts_with(beginning))
    }
}

/// The fields of one form, in the order in which they are written.
pub struct Fields<'a> {
    pub locale: &'a Locale,
    faults: &'a Faults,
    /// Faults that have been told beside their field.
    told: RefCell<Vec<String>>,
    focused: Cell<bool>,
}

/// A field of one line.
#[derive(Clone, Copy, Default)]
pub struct Field<'a> {
    /// Name in the form.
    pub name: &'a str,
    /// Id in the page; the name, unless it is repeated.
    pub id: &'a str,
    /// The member that a fault names; the name, unless it is another.
    pub member: &'a str,
    /// Key of the label …
    pub label: &'a str,
    /// … or the label itself, in the organisation's own words.
    pub title: &'a str,
    /// Its number in a row of alike ones, for the label that is only heard.
    pub number: Option<i64>,
    pub value: &'a str,
    /// `text` unless said otherwise.
    pub kind: &'a str,
    pub class: &'a str,
    pub autocomplete: &'a str,
    pub inputmode: &'a str,
    /// Key of a line under the field …
    pub hint: &'a str,
    /// … or that line itself.
    pub help: &'a str,
    /// Key of an example within it.
    pub placeholder: &'a str,
    /// Id of a list of suggestions.
    pub list: &'a str,
    /// Characters that it takes; 0: the server says when it is too much.
    pub most: usize,
    pub required: bool,
    pub readonly: bool,
    pub autofocus: bool,
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl Field<'_> {
    fn id(&self) -> &str {
        if self.id.is_empty() { self.name } else { self.id }
    }

    fn member(&self) -> &str {
        if self.member.is_empty() { self.name } else { self.member }
    }

    fn is_explained(&self) -> bool {
        !self.hint.is_empty() || !self.help.is_empty()
    }
}

impl<'a> Fields<'a> {
    pub fn new(locale: &'a Locale, faults: &'a Faults) -> Fields<'a> {
        Fields { locale, faults, told: RefCell::new(Vec::new()), focused: Cell::new(false) }
    }

    /// The message for a member, which counts as told.
    pub fn wrong(&self, member: &str) -> Option<String> {
        let fault = self.faults.0.iter().find(|fault| fault.field == member)?;
        self.told.borrow_mut().push(member.to_owned());
        Some(problems::message(self.locale, fault))
    }

    /// Whether this field takes the focus: the first at fault, or the one that asks for it when there is no fault.
    pub fn focus(&self, at_fault: bool, asks: bool) -> bool {
        let takes = at_fault || (asks && self.faults.is_empty());
        takes && !self.focused.replace(true)
    }

    /// One line of text.
    pub fn text(&self, field: Field<'_>) -> Markup {
        let id = field.id();
        let wrong = self.wrong(field.member());
        html! {
            p class="field" {
                label for=(id) { (self.label(&field)) }
                input class={ "input" @if !field.class.is_empty() { " " (field.class) } } id=(id) name=(field.name)
                    type=(some(field.kind).unwrap_or("text")) value=(field.value) autocomplete=(some(field.autocomplete).unwrap_or("off"))
                    inputmode=[some(field.inputmode)] maxlength=[Some(field.most).filter(|most| *most > 0)] list=[some(field.list)] required[field.required] readonly[field.readonly]
                    placeholder=[some(field.placeholder).map(|key| self.locale.t(key))] autofocus[self.focus(wrong.is_some(), field.autofocus)]
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[described(id, wrong.is_some(), field.is_explained())];
                (self.under(id, wrong.as_deref(), &field))
            }
        }
    }

    /// Several lines of text.
    pub fn area(&self, field: Field<'_>, rows: u32, counter: Option<usize>) -> Markup {
        let id = field.id();
        let wrong = self.wrong(field.member());
        html! {
            p class="field" {
                label for=(id) { (self.label(&field)) }
                textarea class="input" id=(id) name=(field.name) rows=(rows) data-counter=[counter] required[field.required]
                    autofocus[self.focus(wrong.is_some(), field.autofocus)]
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[described(id, wrong.is_some(), field.is_explained())] {
                    // The first line break of a text area is not part of its text (HTML 13.1.2.5).
                    "\n" (field.value)
                }
                (self.under(id, wrong.as_deref(), &field))
            }
        }
    }

    /// A choice of `(value, what it is called)`.
    pub fn select(&self, field: Field<'_>, options: &[(String, String)]) -> Markup {
        let id = field.id();
        let wrong = self.wrong(field.member());
        html! {
            p class="field" {
                label for=(id) { (self.label(&field)) }
                span class="select" {
                    select class={ "input" @if !field.class.is_empty() { " " (field.class) } } id=(id) name=(field.name) required[field.required]
                        autofocus[self.focus(wrong.is_some(), field.autofocus)]
                        aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[described(id, wrong.is_some(), field.is_explained())] {
                        @for (value, name) in options { option value=(value) selected[value == field.value] { (name) } }
                    }
                    (icon_of("icon small", "chevron-down"))
                }
                (self.under(id, wrong.as_deref(), &field))
            }
        }
    }

    /// What stands in no field of the form, on top of it. Ask for it when the fields have been written.
    pub fn rest(&self) -> Markup {
        let told = self.told.borrow();
        let rest: Vec<String> = self
            .faults
            .0
            .iter()
            .filter(|fault| !told.contains(&fault.field))
            .map(|fault| problems::message(self.locale, fault))
            .collect();
        html! {
            @if !rest.is_empty() {
                div class="errors" role="alert" {
                    (icon("circle-alert"))
                    div { @for message in &rest { p { (message) } } }
                }
            }
        }
    }

    pub fn label(&self, field: &Field<'_>) -> Markup {
        html! {
            @if field.title.is_empty() { (self.locale.t(field.label)) } @else {
                (field.title)
                @if field.required { span class="needed" { " " (self.locale.t("value-required")) } }
            }
            @if let Some(number) = field.number { span class="sr" { " " (number) } }
        }
    }

    /// What stands under a field: what it is for, and what is wrong with it.
    pub fn under(&self, id: &str, wrong: Option<&str>, field: &Field<'_>) -> Markup {
        html! {
            @if field.is_explained() {
                span class="hint" id={ (id) "-hint" } {
                    @if field.help.is_empty() { (self.locale.t(field.hint)) } @else { (field.help) }
                }
            }
            (self.message(id, wrong))
        }
    }

    /// The message under a field, if there is one.
    pub fn message(&self, id: &str, wrong: Option<&str>) -> Markup {
        html! {
            @if let Some(wrong) = wrong {
                span class="wrong" id={ (id) "-wrong" } { (icon_of("icon small", "circle-alert")) (wrong) }
            }
        }
    }
}

/// The ids of what describes a field.
pub fn described(id: &str, wrong: bool, explained: bool) -> Option<String> {
    let hint = explained.then(|| format!("{id}-hint"));
    let wrong = wrong.then(|| format!("{id}-wrong"));
    match (wrong, hint) {
        (Some(wrong), Some(hint)) => Some(format!("{wrong} {hint}")),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale() -> Locale {
        Locale {
            language: crate::language::Language::English,
            zone: jiff::tz::TimeZone::UTC,
            home: crate::config::Config::default_country(),
            now: crate::clock::Time::from_micros(0),
        }
    }

    #[test]
    fn a_fault_stands_beside_its_field_or_on_top() {
        let locale = locale();
        let faults =
            Faults(vec![FieldError::new("login", "invalid-empty"), FieldError::new("", "conflict-race")]);
        let fields = Fields::new(&locale, &faults);
        let name = fields
            .text(Field { name: "name", value: "<b>", autofocus: true, ..Field::default() })
            .into_string();
        assert!(
            name.contains("&lt;b&gt;") && !name.contains("aria-invalid") && !name.contains("autofocus"),
            "{name}"
        );
        let login = fields.text(Field { name: "login", ..Field::default() }).into_string();
        assert!(
            login.contains(r#"aria-describedby="login-wrong""#) && login.contains(" autofocus"),
            "{login}"
        );
        let rest = fields.rest().into_string();
        assert!(
            rest.contains("Somebody else did something") && !rest.contains("must not be empty"),
            "{rest}"
        );
    }
}
