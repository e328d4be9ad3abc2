//! Pages on which administrators define fields.

use maud::{Markup, html};

use super::pages::{FieldForm, SetForm};
use super::{Entity, Field, Kind, Set};
use crate::administration::view::tabs;
use crate::agents::view::save_bar;
use crate::http::Visitor;
use crate::http::fields::{self as form, Faults, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::identity_checks::question_view::levels;
use crate::language::Locale;

/// All that is defined.
pub struct Shown {
    pub sets: Vec<Set>,
    pub fields: Vec<Field>,
}

impl Shown {
    fn of<'a>(&'a self, set: &'a Set, archived: bool) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.set == set.id && field.is_archived() == archived)
    }
}

pub fn list(visitor: &Visitor, shown: &Shown, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("fields-title");
    let rest = Fields::new(locale, faults).rest();
    let body = html! {
        (tabs(locale, "/fields"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            (rest)
            p class="lead" { (locale.t("fields-lead")) }
            @for entity in Entity::ALL {
                @let sets: Vec<&Set> = shown.sets.iter().filter(|set| set.entity == *entity).collect();
                section class="entity" id={ "of-" (entity) } aria-labelledby={ "h-of-" (entity) } {
                    div class="entity-head" {
                        h2 id={ "h-of-" (entity) } { (locale.t(&format!("fields-of-{entity}"))) }
                        a class="button" href={ "/field-sets/new?entity=" (entity) } {
                            (icon("plus")) (locale.t(if *entity == Entity::Record { "group-new" } else { "set-new" }))
                            @if *entity != Entity::Record { span class="sr" { ": " (locale.t(&format!("fields-of-{entity}"))) } }
                        }
                    }
                    @if sets.is_empty() { p class="hint" { (locale.t(&format!("fields-none-{entity}"))) } }
                    @for (nth, one) in sets.iter().enumerate() { (set_of_list(visitor, shown, one, (nth == 0, nth + 1 == sets.len()))) }
                }
            }
        }
    };
    layout::main("fields", &title, html! {}, body)
}

/// One button in a form of its own.
fn act(
    visitor: &Visitor,
    address: &str,
    name: Option<&str>,
    version: i64,
    label: &str,
    sign: &str,
    off: bool,
) -> Markup {
    html! {
        form method="post" action=(address) {
            (csrf(visitor))
            input type="hidden" name="version" value=(version);
            button class="icon-button" name=[name] value=[name.map(|_| "1")] aria-label=(label) title=(label) disabled[off] { (icon(sign)) }
        }
    }
}

/// Two buttons that move something among its siblings. `ends`: whether it is the first, and the last.
fn moving(visitor: &Visitor, address: &str, what: &str, version: i64, ends: (bool, bool)) -> Markup {
    let label = |key: &str| visitor.locale.with(key, &[("name", what.into())]);
    let address = format!("{address}/position");
    html! {
        (act(visitor, &address, Some("up"), version, &label("move-up"), "arrow-up", ends.0))
        (act(visitor, &address, Some("down"), version, &label("move-down"), "arrow-down", ends.1))
    }
}

fn set_of_list(visitor: &Visitor, shown: &Shown, set: &Set, ends: (bool, bool)) -> Markup {
    let locale = &visitor.locale;
    let address = format!("/field-sets/{}", set.id);
    let name = &[("name", (&set.name).into())];
    let fields: Vec<&Field> = shown.of(set, false).collect();
    let archived: Vec<&Field> = shown.of(set, true).collect();
    html! {
        section class="field-set" id={ "set-" (set.id) } aria-labelledby={ "h-" (set.id) } {
            div class="field-set-head" {
                h3 id={ "h-" (set.id) } { (set.name) }
                @if let Some(key) = &set.key { code { (key) } }
                div class="do" {
                    (moving(visitor, &address, &set.name, set.version, ends))
                    a class="icon-button" href={ (address) "/edit" } aria-label=(locale.with("edit-what", name)) title=(locale.t("list-edit")) { (icon("pencil")) }
                    @if fields.is_empty() {
                        (act(visitor, &format!("{address}/deletion"), None, set.version, &locale.with("delete-what", name), "trash-2", false))
                    }
                    a class="button" href={ "/fields/new?set=" (set.id) } {
                        (icon("plus")) (locale.t(if set.entity == Entity::Record { "column-new" } else { "field-new" })) span class="sr" { ": " (set.name) }
                    }
                }
            }
            @if fields.is_empty() {
                p class="hint" { (locale.t(if set.entity == Entity::Record { "group-no-fields" } else { "set-no-fields" })) }
            } @else {
                table class="table stacks" aria-labelledby={ "h-" (set.id) } {
                    thead {
                        tr {
                            @for key in ["field-name", "field-key", "field-kind", "field-rules"] { th scope="col" { (locale.t(key)) } }
                            th scope="col" { span class="sr" { (locale.t("list-actions")) } }
                        }
                    }
                    tbody data-list {
                        @for (nth, field) in fields.iter().enumerate() { (row(visitor, field, (nth == 0, nth + 1 == fields.len()))) }
                    }
                }
            }
            @if !archived.is_empty() {
                details class="archived" id={ "archive-" (set.id) } {
                    summary { (icon_of("icon small", "archive")) (locale.with("fields-archived", &[("n", i64::try_from(archived.len()).unwrap_or(0).into())])) }
                    ul {
                        @for field in &archived {
                            li {
                                span { (field.name) " " code { (field.key) } }
                                (act(visitor, &format!("/fields/{}/restoration", field.id), None, field.version,
                                    &locale.with("restore-what", &[("name", (&field.name).into())]), "archive-restore", false))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn row(visitor: &Visitor, field: &Field, ends: (bool, bool)) -> Markup {
    let locale = &visitor.locale;
    let address = format!("/fields/{}", field.id);
    let name = &[("name", (&field.name).into())];
    html! {
        tr id={ "field-" (field.id) } data-item tabindex="0" {
            th scope="row" { (field.name) @if let Some(help) = &field.help { p class="hint" { (help) } } }
            td data-label=(locale.t("field-key")) { code { (field.key) } }
            td data-label=(locale.t("field-kind")) { (locale.t(&format!("kind-{}", field.kind))) @if let Some(currency) = &field.currency { " (" (currency) ")" } }
            td data-label=(locale.t("field-rules")) { (rules(locale, field)) }
            td class="do" {
                div class="doings" {
                    (moving(visitor, &address, &field.name, field.version, ends))
                    a class="icon-button" data-open href={ (address) "/edit" } aria-label=(locale.with("edit-what", name)) title=(locale.t("list-edit")) { (icon("pencil")) }
                    (act(visitor, &format!("{address}/archiving"), None, field.version, &locale.with("archive-what", name), "archive", false))
                }
            }
        }
    }
}

/// What holds of a field, in words.
fn rules(locale: &Locale, field: &Field) -> String {
    let rules = [
        (field.required, "field-required"),
        (field.masked, "field-masked"),
        (field.searchable, "field-searchable"),
    ];
    let words: Vec<String> = rules.iter().filter(|(holds, _)| *holds).map(|(_, key)| locale.t(key)).collect();
    words.join(", ")
}

pub fn new_set_title(typed: &SetForm) -> &'static str {
    if typed.entity == Entity::Record.as_str() { "group-new" } else { "set-new" }
}

fn stale_note(locale: &Locale, stale: bool) -> Markup {
    html! {
        @if stale {
            div class="errors" role="alert" {
                (icon("git-compare")) div { p { b { (locale.t("field-stale")) } " " (locale.t("stale-lead")) } }
            }
        }
    }
}

/// The form of a set or a record group.
pub fn set(visitor: &Visitor, set: Option<&Set>, typed: &SetForm, faults: &Faults, stale: bool) -> Markup {
    let locale = &visitor.locale;
    let title = set.map_or_else(|| locale.t(new_set_title(typed)), |set| set.name.clone());
    let is_group = typed.entity == Entity::Record.as_str();
    let guard =
        set.map_or_else(|| format!("field-set:new-{}", typed.entity), |set| format!("field-set:{}", set.id));
    let action = set.map_or_else(|| "/field-sets".to_owned(), |set| format!("/field-sets/{}", set.id));
    let fields = Fields::new(locale, faults);
    let field = |name: &'static str, label: &'static str, value: &str, hint: &'static str| {
        fields.text(form::Field {
            name,
            id: &name.replace('_', "-"),
            label,
            value,
            hint,
            autofocus: name == "name",
            required: name == "name",
            ..form::Field::default()
        })
    };
    let inside = html! {
        (field("name", if is_group { "group-name" } else { "set-name" }, &typed.name, if is_group { "group-name-hint" } else { "set-name-hint" }))
        @if is_group {
            (field("record_name", "group-record-name", &typed.record_name, "group-record-name-hint"))
            (field("empty_text", "group-empty-text", &typed.empty_text, "group-empty-text-hint"))
            @if set.is_none() { (field("key", "field-key", &typed.key, "field-key-hint")) }
        }
    };
    let body = html! {
        (tabs(locale, "/fields"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            form class="sheet-form" method="post" action=(action) data-guard=(guard) novalidate {
                (csrf(visitor))
                input type="hidden" name="version" value=(typed.version);
                input type="hidden" name="entity" value=(typed.entity);
                @if let Some(key) = set.and_then(|set| set.key.as_ref()) { input type="hidden" name="key" value=(key); }
                (stale_note(locale, stale))
                (fields.rest())
                (inside)
                (save_bar(locale, "form-save", &guard, "/fields"))
            }
        }
    };
    layout::main("field-set", &title, html! {}, body)
}

/// The form of a definition. `sets`: those that it may be in.
pub fn field(
    visitor: &Visitor,
    sets: &[Set],
    field: Option<&Field>,
    typed: &FieldForm,
    faults: &Faults,
    stale: bool,
) -> Markup {
    let locale = &visitor.locale;
    let title = field.map_or_else(|| locale.t("field-new"), |field| field.name.clone());
    let guard = field.map_or_else(|| "field:new".to_owned(), |field| format!("field:{}", field.id));
    let action = field.map_or_else(|| "/fields".to_owned(), |field| format!("/fields/{}", field.id));
    let fields = Fields::new(locale, faults);
    let inside = html! {
        (fields.text(form::Field { name: "name", label: "field-name", value: &typed.name, required: true, autofocus: true, ..form::Field::default() }))
        (fields.select(form::Field { name: "set", label: "field-set", value: &typed.set, ..form::Field::default() }, &places(locale, sets, field)))
        @if field.is_none() {
            (fields.text(form::Field { name: "key", label: "field-key", value: &typed.key, hint: "field-key-hint", class: "figures", ..form::Field::default() }))
        }
        (fields.select(form::Field { name: "kind", label: "field-kind", value: &typed.kind, hint: "field-kind-hint", ..form::Field::default() }, &kinds(locale)))
        div class="of-choices" {
            (fields.area(form::Field { name: "choices", label: "field-choices", value: &typed.choices, hint: "field-choices-hint", ..form::Field::default() }, 4, None))
        }
        div class="of-amounts" {
            (fields.text(form::Field { name: "currency", label: "field-currency", value: &typed.currency, hint: "field-currency-hint", ..form::Field::default() }))
        }
        (fields.text(form::Field { name: "help", label: "field-help", value: &typed.help, hint: "field-help-hint", ..form::Field::default() }))
        fieldset {
            legend { (locale.t("field-rules")) }
            (tick(&fields, "required", "field-required", "field-required-hint", &typed.required))
            (tick(&fields, "masked", "field-masked", "field-masked-hint", &typed.masked))
            (fields.select(form::Field { name: "identity_level", label: "field-identity-level", hint: "field-identity-level-hint", value: &typed.identity_level, ..form::Field::default() }, &levels(locale, true)))
            (tick(&fields, "searchable", "field-searchable", "field-searchable-hint", &typed.searchable))
        }
    };
    let body = html! {
        (tabs(locale, "/fields"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            form class="sheet-form field-form" method="post" action=(action) data-guard=(guard) novalidate {
                (csrf(visitor))
                input type="hidden" name="version" value=(typed.version);
                @if let Some(field) = field { input type="hidden" name="key" value=(field.key); }
                (stale_note(locale, stale))
                (fields.rest())
                (inside)
                (save_bar(locale, "form-save", &guard, "/fields"))
            }
        }
    };
    layout::main("field", &title, html! {}, body)
}

fn tick(fields: &Fields<'_>, name: &str, label: &str, hint: &str, value: &str) -> Markup {
    let wrong = fields.wrong(name);
    html! {
        label class="check" {
            input type="checkbox" name=(name) value="1" checked[!value.is_empty()] autofocus[fields.focus(wrong.is_some(), false)]
                aria-invalid=[wrong.as_ref().map(|_| "true")];
            span { (fields.locale.t(label)) }
            span class="hint" { (fields.locale.t(hint)) }
            (fields.message(name, wrong.as_deref()))
        }
    }
}

/// Where a new field may go; a known one stays with what it is of.
fn places(locale: &Locale, sets: &[Set], field: Option<&Field>) -> Vec<(String, String)> {
    let may = |set: &&Set| {
        field.is_none_or(|field| {
            set.id == field.set || (set.entity == field.entity && set.entity != Entity::Record)
        })
    };
    let name = |set: &Set| format!("{}: {}", locale.t(&format!("fields-of-{}", set.entity)), set.name);
    sets.iter().filter(may).map(|set| (set.id.to_string(), name(set))).collect()
}

fn kinds(locale: &Locale) -> Vec<(String, String)> {
    Kind::ALL.iter().map(|kind| (kind.to_string(), locale.t(&format!("kind-{kind}")))).collect()
}
