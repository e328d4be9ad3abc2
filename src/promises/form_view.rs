//! The form of a promise: what, by when, who. Three fields, so that it is written while one still speaks.

use maud::{Markup, html};

use super::form_pages::{CHOICES, Keepers, PromiseForm, chosen, key};
use super::view::{due, keeper};
use super::{Promise, TEXT};
use crate::agents::view::save_bar;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::id::CustomerId;
use crate::language::Locale;

pub struct Sheet<'a> {
    pub visitor: &'a Visitor,
    pub customer: CustomerId,
    pub name: &'a str,
    /// The one that it changes.
    pub promise: Option<&'a Promise>,
    pub keepers: &'a Keepers,
    pub typed: &'a PromiseForm,
    pub faults: &'a Faults,
    /// It was changed since it was read.
    pub stale: bool,
}

/// The form on a page of its own.
pub fn page(sheet: &Sheet<'_>, title: &str, form: &Markup) -> Markup {
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (icon_of("icon small", "user")) a class="link" href={ "/customers/" (sheet.customer) } { (sheet.name) } }
            (form)
        }
    };
    layout::main("promise-form", title, html! {}, body)
}

pub fn form(sheet: &Sheet<'_>) -> Markup {
    let (visitor, locale, typed) = (sheet.visitor, &sheet.visitor.locale, sheet.typed);
    let action = match sheet.promise {
        Some(promise) => format!("/promises/{}", promise.id),
        None => format!("/customers/{}/promises", sheet.customer),
    };
    let back = typed.at.clone().unwrap_or_else(|| format!("/customers/{}", sheet.customer));
    let key = key(sheet.customer, sheet.promise.map(|promise| promise.id)).to_string();
    let fields = Fields::new(locale, sheet.faults);
    let controls = controls(&fields, sheet);
    html! {
        form class="sheet-form promise-form" method="post" action=(action) data-guard=(key) novalidate {
            (csrf(visitor))
            @if let Some(interaction) = typed.interaction { input type="hidden" name="interaction" value=(interaction); }
            @if let Some(request) = typed.request { input type="hidden" name="request" value=(request); }
            @if let Some(at) = &typed.at { input type="hidden" name="at" value=(at); }
            input type="hidden" name="version" value=(typed.version);
            input type="hidden" name="was" value=(typed.was);
            @if let Some(promise) = sheet.promise.filter(|_| sheet.stale) { (stale(locale, promise)) }
            (fields.rest())
            (controls)
            (save_bar(locale, if sheet.promise.is_some() { "form-save" } else { "promise-give" }, &key, &back))
        }
    }
}

fn controls(fields: &Fields<'_>, sheet: &Sheet<'_>) -> Markup {
    let (locale, typed) = (fields.locale, sheet.typed);
    let wrong = fields.wrong("due_at");
    html! {
        (fields.area(Field { name: "text", id: "promise-text", label: "promise-text", value: &typed.text, required: true, autofocus: true, ..Field::default() }, 2, Some(TEXT)))
        fieldset class="promise-due" {
            legend { (locale.t("promise-due")) }
            div class="promise-choices" {
                @for (choice, words) in CHOICES {
                    @if chosen(locale, choice).is_some() {
                        label class="check" {
                            input type="radio" name="due" value=(choice) checked[typed.due == choice && typed.exact == typed.was];
                            span { (locale.t(words)) }
                        }
                    }
                }
            }
            p class="field" {
                label for="promise-exact" { (locale.t("promise-exact")) }
                input class="input" id="promise-exact" name="exact" type="datetime-local" value=(typed.exact)
                    aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[wrong.as_ref().map(|_| "promise-exact-wrong")];
                (fields.message("promise-exact", wrong.as_deref()))
            }
        }
        (fields.select(Field { name: "whose", id: "promise-whose", member: "owner", label: "promise-owner", value: &typed.whose, ..Field::default() }, &keepers(locale, sheet)))
    }
}

/// Who may keep it: oneself first, then the teams, then the others.
fn keepers(locale: &Locale, sheet: &Sheet<'_>) -> Vec<(String, String)> {
    let me = sheet.visitor.session.as_ref().map(|session| session.agent.id);
    let mine = |mine: bool| sheet.keepers.agents.iter().filter(move |agent| (Some(agent.id) == me) == mine);
    let agent = |login: &str| format!("agent:{login}");
    let mut all: Vec<(String, String)> = Vec::new();
    all.extend(
        mine(true)
            .map(|one| (agent(&one.login), locale.with("promise-me", &[("name", one.name.as_str().into())]))),
    );
    let team =
        |name: &String| (format!("team:{name}"), locale.with("promise-team", &[("name", name.into())]));
    all.extend(sheet.keepers.teams.iter().map(team));
    all.extend(mine(false).map(|one| (agent(&one.login), one.name.clone())));
    // Who has it now, though they do not work here any more.
    let whose = &sheet.typed.whose;
    if !all.iter().any(|(key, _)| key == whose) {
        let name = sheet.promise.and_then(|promise| promise.owner.as_ref()).map(|owner| owner.name.clone());
        all.insert(0, (whose.clone(), name.unwrap_or_else(|| locale.t("request-nobody"))));
    }
    all
}

/// What it is now that somebody else was faster.
fn stale(locale: &Locale, promise: &Promise) -> Markup {
    html! {
        div class="errors" role="alert" {
            (icon("git-compare"))
            div {
                p { b { (locale.t("promise-stale")) } " " (locale.t("request-stale-lead")) }
                p class="lines" { (promise.text) }
                p { (due(locale, promise)) " " (keeper(locale, promise)) }
            }
        }
    }
}
