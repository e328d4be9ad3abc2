//! The statuses of requests: a form for each, and one for a new one.

use maud::{Markup, html};

use super::status_pages::{Refused, StatusForm};
use super::statuses::{Status, StatusInput, StatusKind, Statuses};
use crate::administration::ordered::{self, Placed};
use crate::administration::view::tabs;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf};

/// `refused`: what was typed and could not be.
pub fn page(visitor: &Visitor, statuses: &Statuses, refused: Option<&Refused>) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("request-statuses");
    let body = html! {
        (tabs(locale, "/request-statuses"))
        div class="page-body scroll statuses" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.t("request-statuses-lead")) }
            @for status in &statuses.0 { (form(visitor, Some(status), refused.filter(|(key, ..)| *key == status.key))) }
            (form(visitor, None, refused.filter(|(key, ..)| key.is_empty())))
        }
    };
    layout::main("request-statuses", &title, html! {}, body)
}

fn form(visitor: &Visitor, status: Option<&Status>, refused: Option<&Refused>) -> Markup {
    let (locale, none) = (&visitor.locale, Faults::default());
    let known = StatusForm {
        input: status.map(StatusInput::of).unwrap_or_default(),
        version: status.map_or(0, |status| status.version),
    };
    // Of one that could not be deleted nothing was typed.
    let typed =
        refused.map(|(_, typed, _)| typed).filter(|typed| !typed.input.kind.is_empty()).unwrap_or(&known);
    let fields = Fields::new(locale, refused.map_or(&none, |(_, _, faults)| faults));
    let word = status.map_or("new", |status| status.key.as_str());
    let (heading, path) = (format!("status-{word}-h"), format!("/request-statuses/{word}"));
    let action = if status.is_some() { path.as_str() } else { "/request-statuses" };
    let title = status.map_or_else(|| locale.t("request-status-new"), |status| status.title(locale));
    let kinds: Vec<(String, String)> = StatusKind::ALL
        .iter()
        .map(|kind| (kind.to_string(), locale.t(&format!("request-kind-{kind}"))))
        .collect();
    let id = |name: &str| format!("status-{word}-{name}");
    let controls = html! {
        div class="row" {
            (fields.text(Field { name: "name", id: &id("name"), label: "request-status-name", value: &typed.input.name, hint: if status.is_some() { "request-status-name-hint" } else { "" }, ..Field::default() }))
            @if status.is_none() {
                (fields.text(Field { name: "key", id: &id("key"), label: "request-status-key", value: &typed.input.key, hint: "request-status-key-hint", ..Field::default() }))
            }
        }
        div class="row" {
            (fields.select(Field { name: "kind", id: &id("kind"), label: "request-status-kind", value: &typed.input.kind, ..Field::default() }, &kinds))
            (fields.text(Field { name: "days", id: &id("days"), label: "request-status-days", value: &typed.input.days, inputmode: "numeric", hint: "request-status-days-hint", ..Field::default() }))
        }
    };
    let place = status.map(|status| Placed {
        key: Some(&status.key),
        path: &path,
        version: None,
        delete: "request-status-delete",
    });
    let form = html! {
        form class="sheet-form" method="post" action=(action) novalidate {
            (csrf(visitor))
            input type="hidden" name="version" value=(typed.version);
            (fields.rest())
            (controls)
            div class="foot" { button class="button solid" { (locale.t(if status.is_some() { "form-save" } else { "request-status-create" })) } }
        }
    };
    ordered::part(visitor, &heading, &title, place, &form)
}
