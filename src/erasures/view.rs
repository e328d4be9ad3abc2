//! Erasures as pages: what would go, the register, and the receipt.

use maud::{Markup, html};

use super::pages::ErasureForm;
use super::{Basis, Counts, Erasure, Progress, Trial, clearing};
use crate::administration::view::tabs_for;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, when, when_exactly};
use crate::http::paging::Listed;
use crate::language::Locale;
use crate::words::Role;

/// The key of a word of the API in the translations.
fn key(beginning: &str, word: &str) -> String {
    format!("{beginning}-{}", word.replace('_', "-"))
}

/// How many of what, each with its word.
fn counted(locale: &Locale, counts: &Counts) -> Markup {
    html! {
        @if counts.is_empty() { p class="quiet" { (locale.t("erasure-counts-none")) } } @else {
            table class="table counts" {
                thead class="sr" { tr { th scope="col" { (locale.t("erasure-what")) } th scope="col" { (locale.t("erasure-how-many")) } } }
                tbody {
                    @for (word, count) in clearing::in_order(counts) {
                        tr { th scope="row" { (locale.t(&key("erasure-counts", word))) } td class="figures" { (locale.number(count)) } }
                    }
                }
            }
        }
    }
}

/// Says to who is called why nobody is found.
pub fn band(visitor: &Visitor, one: &Erasure) -> Markup {
    let locale = &visitor.locale;
    let day = locale.date(one.erased_at.unwrap_or(one.created_at));
    html! {
        p class="strip info" {
            (icon("eraser"))
            span {
                (locale.with("erasure-band", &[("day", (&day).into())]))
                @if visitor.is_at_least(Role::Supervisor) { " " a class="link" href={ "/erasures/" (one.id) } { (locale.t("erasure-open")) } }
            }
        }
    }
}

/// What an erasure would do, and the forms to do it or to forbid it.
pub fn trial(
    visitor: &Visitor,
    title: &str,
    trial: &Trial,
    approval: bool,
    typed: &ErasureForm,
    faults: &Faults,
) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let path = format!("/customers/{}", trial.customer.id);
    let hold = hold(visitor, trial, &fields, typed);
    let erase = match (&trial.hold, &trial.requested) {
        (Some(_), _) => html! {},
        (None, Some(waiting)) => html! {
            p class="strip info" {
                (icon("clock"))
                span { (locale.with("erasure-waits", &[("by", (&waiting.by).into())])) " " a class="link" href={ "/erasures/" (waiting.id) } { (locale.t("erasure-open")) } }
            }
        },
        (None, None) => erase(visitor, &path, approval, &fields, typed),
    };
    let body = html! {
        div class="page-body scroll erasure" tabindex="0" role="region" aria-label=(title) {
            (fields.rest())
            p class="lead" { (locale.t("erasure-lead")) }
            h2 { (locale.t("erasure-would-go")) }
            (counted(locale, &trial.counts))
            p class="quiet" { (locale.t("erasure-stays")) }
            (erase)
            (hold)
            p { a class="button bare" href=(path) { (icon("arrow-left")) (locale.t("erasure-back")) } }
        }
    };
    layout::main("erasure", title, html! {}, body)
}

fn erase(visitor: &Visitor, path: &str, approval: bool, fields: &Fields<'_>, typed: &ErasureForm) -> Markup {
    let locale = &visitor.locale;
    let mut options = vec![(String::new(), locale.t("erasure-basis-choose"))];
    options.extend(
        Basis::ALL.iter().map(|basis| (basis.to_string(), locale.t(&key("erasure-basis", basis.as_str())))),
    );
    let unsure = fields.wrong("sure");
    html! {
        form class="sheet-form" method="post" action={ (path) "/erasure" } novalidate {
            (csrf(visitor))
            h2 { (locale.t("erasure-do")) }
            (fields.select(Field { name: "basis", id: "erasure-basis", label: "erasure-basis", value: &typed.basis, required: true, ..Field::default() }, &options))
            p class="field" {
                label class="check" {
                    input type="checkbox" id="erasure-sure" name="sure" value="1" checked[!typed.sure.is_empty()] aria-invalid=[unsure.as_ref().map(|_| "true")]
                        aria-describedby=[unsure.as_ref().map(|_| "erasure-sure-wrong")];
                    span { (locale.t("erasure-sure")) }
                }
                (fields.message("erasure-sure", unsure.as_deref()))
            }
            @if approval { p class="quiet" { (locale.t("erasure-approval-more")) } }
            div class="foot" {
                button class="button danger" { (icon("trash-2")) (locale.t(if approval { "erasure-ask" } else { "erasure-erase" })) }
            }
        }
    }
}

fn hold(visitor: &Visitor, trial: &Trial, fields: &Fields<'_>, typed: &ErasureForm) -> Markup {
    let locale = &visitor.locale;
    let path = format!("/customers/{}/hold", trial.customer.id);
    if let Some(hold) = &trial.hold {
        return html! {
            h2 { (locale.t("hold-kept")) }
            p { (locale.with("hold-by", &[("by", (&hold.by).into()), ("reason", (&hold.reason).into())])) }
            p class="quiet" {
                (when(locale, hold.created_at))
                @if let Some(until) = hold.until { " · " (locale.with("hold-until-day", &[("day", (&locale.date(until.plus(-1))).into())])) }
            }
            form class="let-go" method="post" action={ (path) "/lifting" } { (csrf(visitor)) button class="button" { (icon("lock")) (locale.t("hold-lift")) } }
        };
    }
    let opened = !typed.reason.is_empty() || !typed.until.is_empty();
    html! {
        details open[opened] {
            summary class="button bare" { (icon("lock")) (locale.t("hold-set")) }
            form class="sheet-form" method="post" action=(path) novalidate {
                (csrf(visitor))
                p class="quiet" { (locale.t("hold-lead")) }
                (fields.text(Field { name: "reason", id: "hold-reason", label: "hold-reason", value: &typed.reason, required: true, ..Field::default() }))
                (fields.text(Field { name: "until", id: "hold-until", label: "hold-until", value: &typed.until, kind: "date", hint: "hold-until-hint", ..Field::default() }))
                div class="foot" { button class="button" { (locale.t("hold-keep")) } }
            }
        }
    }
}

/// The register.
pub fn list(visitor: &Visitor, title: &str, listed: &Listed<Erasure>) -> Markup {
    let locale = &visitor.locale;
    let body = html! {
        (tabs_for(visitor, "/erasures"))
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            @if listed.items.is_empty() {
                div class="empty" { (icon("trash-2")) h2 { (locale.t("erasures-none")) } p { (locale.t("erasures-none-more")) } }
            } @else {
                table class="table stacks" {
                    thead { tr { @for key in ["erasure-at", "erasure-state", "erasure-basis", "erasure-by", "erasure-number"] { th scope="col" { (locale.t(key)) } } } }
                    tbody data-list { @for one in &listed.items { (row(locale, one)) } }
                }
            }
            @if let Some(next) = &listed.next { p class="more" { a class="button" href={ "/erasures?after=" (next) } { (locale.t("list-more")) } } }
        }
    };
    layout::main("erasures", title, html! {}, body)
}

fn row(locale: &Locale, one: &Erasure) -> Markup {
    html! {
        tr data-item tabindex="0" {
            td data-label=(locale.t("erasure-at")) { (when_exactly(locale, one.erased_at.unwrap_or(one.created_at))) }
            td data-label=(locale.t("erasure-state")) { (locale.t(&key("erasure-state", state(one)))) }
            td data-label=(locale.t("erasure-basis")) { (locale.t(&key("erasure-basis", one.basis.as_str()))) }
            td data-label=(locale.t("erasure-by")) { (one.by) @if let Some(by) = &one.decided_by { ", " (by) } }
            th scope="row" data-label=(locale.t("erasure-number")) { a class="link figures" data-open href={ "/erasures/" (one.id) } { (one.id) } }
        }
    }
}

fn state(one: &Erasure) -> &'static str {
    if one.lifted_at.is_some() { "lifted" } else { one.state.as_str() }
}

/// A receipt, or what waits for a second person.
pub fn receipt(visitor: &Visitor, title: &str, one: &Erasure, name: Option<&str>) -> Markup {
    let locale = &visitor.locale;
    let own = visitor.author.as_ref().is_some_and(|author| author.id() == one.by_id);
    let row =
        |label: &str, value: Markup| html! { tr { th scope="row" { (locale.t(label)) } td { (value) } } };
    let path = format!("/erasures/{}", one.id);
    let act = |verb: &str, words: &str, class: &str| {
        html! { form method="post" action={ (path) "/" (verb) } { (csrf(visitor)) button class=(class) { (locale.t(words)) } } }
    };
    let head = html! {
        div class="end" { button type="button" class="button by-script" data-print { (icon("printer")) (locale.t("print")) } }
    };
    let body = html! {
        div class="page-body scroll erasure" tabindex="0" role="region" aria-label=(title) {
            table class="table counts" {
                tbody {
                    (row("erasure-number", html! { span class="figures" { (one.id) } }))
                    (row("erasure-state", html! { (locale.t(&key("erasure-state", state(one)))) }))
                    @if let (Some(name), Progress::Requested) = (name, one.state) {
                        (row("erasure-whom", html! { a class="link" href={ "/customers/" (one.customer_id) "/erasure" } { (name) } }))
                    }
                    (row("erasure-basis", html! { (locale.t(&key("erasure-basis", one.basis.as_str()))) }))
                    (row("erasure-by", html! { (one.by) ", " (when_exactly(locale, one.created_at)) }))
                    @if let Some(by) = &one.decided_by { (row("erasure-decided-by", html! { (by) })) }
                    @if let Some(at) = one.erased_at {
                        (row("erasure-erased", when_exactly(locale, at)))
                        (row("erasure-purged", html! { @match one.purged_at { Some(at) => (when_exactly(locale, at)), None => (locale.t("erasure-purging")) } }))
                    }
                    @if let (Some(by), Some(at)) = (&one.lifted_by, one.lifted_at) { (row("erasure-lifted", html! { (by) ", " (when_exactly(locale, at)) })) }
                }
            }
            @if one.state == Progress::Done {
                h2 { (locale.t("erasure-what")) }
                (counted(locale, &one.counts))
                p class="quiet" { (locale.t("erasure-receipt-more")) }
            }
            div class="foot" {
                @if one.state == Progress::Requested {
                    @if own { p class="quiet" { (locale.t("erasure-own")) } } @else { (act("approval", "erasure-approve", "button danger")) }
                    (act("withdrawal", "erasure-withdraw", "button"))
                }
                @if one.state == Progress::Done && one.lifted_at.is_none() {
                    div { p class="quiet" { (locale.t("erasure-lift-more")) } (act("lifting", "erasure-lift", "button")) }
                }
                a class="button bare" href="/erasures" { (locale.t("erasures-all")) }
            }
        }
    };
    layout::main("erasure", title, head, body)
}
