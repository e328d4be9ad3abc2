//! The access log as a page and as lines of CSV, and the question why.

use maud::{Markup, html};

use super::Access;
use super::pages::{ReasonForm, Shown};
use crate::administration::view::tabs_for;
use crate::customers::Customer;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, when_exactly};
use crate::language::Locale;

/// Names of the columns, as the API names the members.
pub const HEADINGS: [&str; 6] = ["at", "by", "customer_id", "what", "interaction_id", "reason"];

/// An entry as a line of CSV.
pub fn line(access: &Access) -> String {
    let interaction = access.interaction_id.map(|id| id.to_string()).unwrap_or_default();
    exchange::csv_line(&[
        &access.at.to_string(),
        &access.by,
        &access.customer_id.to_string(),
        access.what.as_str(),
        &interaction,
        access.reason.as_deref().unwrap_or_default(),
    ])
}

/// Why somebody opens a card, before it is opened.
pub fn reason(visitor: &Visitor, customer: &Customer, typed: &ReasonForm, faults: &Faults) -> Markup {
    let locale = &visitor.locale;
    let fields = Fields::new(locale, faults);
    let title = locale.t("reason-title");
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            p class="lead" { (locale.with("reason-lead", &[("name", (&customer.name).into())])) }
            form class="sheet-form" method="post" action={ "/customers/" (customer.id) "/reason" } novalidate {
                (csrf(visitor))
                input type="hidden" name="next" value=(typed.next);
                (fields.rest())
                (fields.text(Field {
                    name: "reason", label: "reason-why", value: &typed.reason, hint: "reason-hint", required: true,
                    autofocus: true, ..Field::default()
                }))
                div class="foot" { button class="button solid" { (locale.t("reason-open")) } a class="button bare" href="/" { (locale.t("reason-back")) } }
            }
        }
    };
    layout::main("reason", &title, html! {}, body)
}

pub fn list(visitor: &Visitor, shown: &Shown) -> Markup {
    let (locale, query) = (&visitor.locale, &shown.query);
    let title = locale.t("accesses-title");
    let head = html! {
        div class="end" { a class="button" data-native download href=(query.address("/accesses/file", &[])) { (icon("download")) (locale.t("accesses-export")) } }
    };
    let day = |name: &str, label: &str, value: &str| {
        html! { label class="change-until" { span { (locale.t(label)) } input class="input" type="date" name=(name) value=(value); } }
    };
    let body = html! {
        (tabs_for(visitor, "/accesses"))
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            form class="change-filter access-filter" action="/accesses" {
                @if let Some(id) = query.customer {
                    input type="hidden" name="customer" value=(id);
                    ul class="chips" {
                        li {
                            a class="tag" href="/accesses" title=(locale.t("accesses-all")) {
                                span { @match &shown.customer { Some(customer) => (customer.name), None => (locale.t("change-somebody")) } }
                                span class="sr" { " " (locale.t("accesses-all")) }
                                (icon("x"))
                            }
                        }
                    }
                }
                label class="change-until" { span { (locale.t("accesses-by")) } input class="input" name="by" value=(query.by) maxlength="200" autocomplete="off"; }
                (day("from", "accesses-from", &query.from))
                (day("until", "changes-until", &query.until))
                button class="button" { (locale.t("filter-apply")) }
            }
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("eye")) h2 { (locale.t("accesses-none")) } p { (locale.t("accesses-none-more")) } }
            } @else {
                table class="table stacks" {
                    thead { tr { @for key in ["accesses-at", "accesses-by", "accesses-customer", "accesses-what", "accesses-why"] { th scope="col" { (locale.t(key)) } } } }
                    tbody data-list { @for access in &shown.list.items { (row(locale, shown, access)) } }
                }
            }
            @if let Some(next) = &shown.list.next {
                p class="more" { a class="button" href=(query.address("/accesses", &[("after", next)])) { (locale.t("list-more")) } }
            }
        }
    };
    layout::main("accesses", &title, head, body)
}

fn row(locale: &Locale, shown: &Shown, access: &Access) -> Markup {
    html! {
        tr data-item tabindex="0" {
            td data-label=(locale.t("accesses-at")) { (when_exactly(locale, access.at)) }
            th scope="row" data-label=(locale.t("accesses-by")) { (access.by) }
            td data-label=(locale.t("accesses-customer")) {
                @match shown.names.get(&access.customer_id) {
                    Some(name) => a class="link" data-open href={ "/customers/" (access.customer_id) } { (name) },
                    None => span class="quiet" { (locale.t("change-somebody")) },
                }
            }
            td data-label=(locale.t("accesses-what")) { (locale.t(&format!("access-{}", access.what.as_str().replace('_', "-")))) }
            td data-label=(locale.t("accesses-why")) {
                @match (&access.reason, access.interaction_id) {
                    (Some(reason), _) => (reason),
                    (None, Some(interaction)) => a class="link" href={ "/interactions/" (interaction) } { (locale.t("access-contact")) },
                    (None, None) => span class="quiet" { (locale.t("access-without")) },
                }
            }
        }
    }
}
