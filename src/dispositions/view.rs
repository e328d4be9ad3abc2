//! Dispositions: a form for each, one for a new one, and the choice of a contact's.

use maud::{Markup, html};

use super::pages::{DispositionForm, Refused};
use super::{Disposition, DispositionInput, Dispositions};
use crate::administration::ordered::{self, Placed};
use crate::administration::view::tabs;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf};

/// `refused`: what was typed and could not be.
pub fn page(visitor: &Visitor, known: &Dispositions, refused: Option<&Refused>) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("dispositions");
    let body = html! {
        (tabs(locale, "/dispositions"))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("dispositions-lead")) }
            @for one in &known.0 { (form(visitor, Some(one), refused.filter(|(key, ..)| *key == one.key))) }
            (form(visitor, None, refused.filter(|(key, ..)| key.is_empty())))
        }
    };
    layout::main("dispositions", &title, html! {}, body)
}

fn form(visitor: &Visitor, one: Option<&Disposition>, refused: Option<&Refused>) -> Markup {
    let (locale, none) = (&visitor.locale, Faults::default());
    let known = DispositionForm {
        input: one.map(DispositionInput::of).unwrap_or_default(),
        version: one.map_or(0, |one| one.version),
    };
    // Of one that could not be deleted nothing was typed.
    let typed = refused.map(|(_, typed, _)| typed).filter(|typed| typed.version > 0 || one.is_none());
    let typed = typed.unwrap_or(&known);
    let fields = Fields::new(locale, refused.map_or(&none, |(_, _, faults)| faults));
    let word = one.map_or("new", |one| one.key.as_str());
    let (heading, path) = (format!("disposition-{word}-h"), format!("/dispositions/{word}"));
    let action = if one.is_some() { path.as_str() } else { "/dispositions" };
    let title = one.map_or_else(|| locale.t("disposition-new"), |one| one.name.clone());
    let id = |name: &str| format!("disposition-{word}-{name}");
    let controls = html! {
        div class="row" {
            (fields.text(Field { name: "name", id: &id("name"), label: "disposition-name", value: &typed.input.name, most: 50, required: true, ..Field::default() }))
            @if one.is_none() {
                (fields.text(Field { name: "key", id: &id("key"), label: "disposition-key", value: &typed.input.key, hint: "disposition-key-hint", most: 50, required: true, ..Field::default() }))
            }
        }
        @if one.is_some() {
            label class="check" {
                input type="checkbox" name="retired" value="on" checked[!typed.input.retired.is_empty()];
                span { (locale.t("disposition-retired")) }
            }
        }
    };
    let form = html! {
        form class="sheet-form" method="post" action=(action) novalidate {
            (csrf(visitor))
            input type="hidden" name="version" value=(typed.version);
            (fields.rest())
            (controls)
            div class="foot" { button class="button solid" { (locale.t(if one.is_some() { "form-save" } else { "disposition-create" })) } }
        }
    };
    let placed = one.map(|one| Placed {
        key: Some(&one.key),
        path: &path,
        version: None,
        delete: "disposition-delete",
    });
    ordered::part(visitor, &heading, &title, placed, &form)
}

/// The choice of what came of a contact; nothing where nothing is offered. `id`: of the control.
pub fn choice(fields: &Fields<'_>, known: &Dispositions, chosen: Option<&str>, id: &str) -> Markup {
    let mut offered: Vec<(String, String)> = vec![(String::new(), "–".to_owned())];
    offered.extend(known.offered(chosen).map(|one| (one.key.clone(), one.name.clone())));
    let value = chosen.unwrap_or_default();
    html! {
        @if offered.len() > 1 {
            (fields.select(Field { name: "disposition", id, label: "disposition", value, ..Field::default() }, &offered))
        }
    }
}
