//! The form of a request on a page of its own.

use maud::{Markup, html};

use super::form_pages::{Choices, RequestForm, key};
use super::pages::address;
use super::statuses::Statuses;
use super::view::status;
use super::{DESCRIPTION, Request, TITLE};
use crate::agents::view::save_bar;
use crate::fields::controls;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::id::CustomerId;
use crate::language::Locale;

/// What one does in the form.
pub fn title(locale: &Locale, request: Option<&Request>) -> String {
    match request {
        Some(request) => {
            locale.with("request-edit-title", &[("number", request.number.to_string().as_str().into())])
        }
        None => locale.t("request-new"),
    }
}

/// The form of a request.
pub struct Sheet<'a> {
    pub visitor: &'a Visitor,
    pub customer: CustomerId,
    pub name: &'a str,
    /// The one that it changes.
    pub request: Option<&'a Request>,
    pub choices: &'a Choices,
    pub typed: &'a RequestForm,
    pub faults: &'a Faults,
    /// It was changed since it was read.
    pub stale: bool,
}

/// The form on a page of its own.
pub fn form(sheet: &Sheet<'_>) -> Markup {
    let (visitor, locale, typed) = (sheet.visitor, &sheet.visitor.locale, sheet.typed);
    let title = title(locale, sheet.request);
    let action = match sheet.request {
        Some(request) => format!("/requests/{}", request.id),
        None => format!("/customers/{}/requests", sheet.customer),
    };
    let back = match sheet.request {
        Some(request) => format!("/requests/{}", request.id),
        None => address(sheet.customer, typed.interaction),
    };
    let key = key(sheet.customer, sheet.request.map(|request| request.id)).to_string();
    let fields = Fields::new(locale, sheet.faults);
    let controls = form_fields(&fields, sheet);
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (icon_of("icon small", "user")) a class="link" href={ "/customers/" (sheet.customer) } { (sheet.name) } }
            form class="sheet-form" method="post" action=(action) data-guard=(key) novalidate {
                (csrf(visitor))
                @if let Some(interaction) = typed.interaction { input type="hidden" name="interaction" value=(interaction); }
                input type="hidden" name="version" value=(typed.version);
                @if let Some(request) = sheet.request.filter(|_| sheet.stale) { (stale(locale, &sheet.choices.statuses, request)) }
                (fields.rest())
                (controls)
                (save_bar(locale, if sheet.request.is_some() { "form-save" } else { "request-create" }, &key, &back))
            }
        }
    };
    layout::main("request-form", &title, html! {}, body)
}

fn form_fields(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let (locale, typed, choices) = (fields.locale, sheet.typed, sheet.choices);
    let statuses: Vec<(String, String)> =
        choices.statuses.0.iter().map(|one| (one.key.clone(), one.title(locale))).collect();
    let nobody = || (String::new(), locale.t("request-nobody"));
    let mut owners = vec![nobody()];
    owners.extend(choices.agents.iter().map(|agent| (agent.login.clone(), agent.name.clone())));
    let mut teams = vec![nobody()];
    teams.extend(choices.teams.iter().map(|name| (name.clone(), name.clone())));
    html! {
        (fields.text(Field { name: "title", id: "request-title", label: "request-title", value: &typed.title, most: TITLE, required: true, autofocus: true, ..Field::default() }))
        (fields.area(Field { name: "description", id: "request-description", label: "request-description", value: &typed.description, ..Field::default() }, 5, Some(DESCRIPTION)))
        div class="row" {
            (fields.select(Field { name: "status", id: "request-status", label: "request-status", value: &typed.status, ..Field::default() }, &statuses))
            (fields.text(Field { name: "due", id: "request-due", label: "request-due", value: &typed.due, kind: "date", ..Field::default() }))
        }
        div class="row" {
            (fields.select(Field { name: "owner", id: "request-owner", label: "request-owner", value: &typed.owner, ..Field::default() }, &owners))
            (fields.select(Field { name: "team", id: "request-team", label: "team", value: &typed.team, ..Field::default() }, &teams))
        }
        (fields.text(Field { name: "tags", id: "request-tags", label: "tags", value: &typed.tags, hint: "request-tags-hint", ..Field::default() }))
        (controls::sets(fields, &choices.definitions, &typed.typed()))
    }
}

/// What it is now that somebody else was faster.
fn stale(locale: &Locale, statuses: &Statuses, request: &Request) -> Markup {
    html! {
        div class="errors" role="alert" {
            (icon("git-compare"))
            div {
                p { b { (locale.t("request-stale")) } " " (locale.t("request-stale-lead")) }
                p { b { (request.title) } " " (status(locale, statuses, request)) }
                @if let Some(description) = &request.description { p class="lines" { (description) } }
            }
        }
    }
}
