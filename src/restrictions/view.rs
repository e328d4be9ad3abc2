//! That processing is restricted, as the card, the privacy tab and whoever is refused see it.

use maud::{Markup, html};

use super::{NOTE, Restriction, RestrictionReason, Told};
use crate::clock::Time;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{csrf, icon};
use crate::id::CustomerId;
use crate::language::Locale;

fn since(locale: &Locale, by: &str, at: Time) -> String {
    let at = locale.date_and_clock(at);
    locale.with("restricted-since", &[("at", (&at).into()), ("by", by.into())])
}

fn reason(locale: &Locale, reason: RestrictionReason) -> String {
    locale.t(&format!("restriction-{reason}"))
}

/// The sentence that refuses.
pub fn sentence(locale: &Locale, told: &Told) -> String {
    since(locale, &told.by, told.at)
}

/// All that an agent sees of somebody who is restricted.
pub fn refused(locale: &Locale, told: &Told) -> Markup {
    html! {
        main id="main" class="page" aria-label=(told.name) data-page="restricted" {
            header class="page-head" { h1 { (told.name) } }
            div class="page-body" {
                div class="blocked restricted" { (icon("lock")) p { b { (locale.t("restricted")) } " " (sentence(locale, told)) } }
                p class="lead" { (locale.t("restricted-more")) }
            }
        }
    }
}

/// The band above a card, for who sees it all the same.
pub fn band(locale: &Locale, restriction: Option<&Restriction>) -> Markup {
    html! {
        @if let Some(one) = restriction {
            div class="blocked restricted" {
                (icon("lock"))
                p {
                    b { (locale.t("restricted")) } " " (since(locale, &one.by, one.at)) " " (reason(locale, one.reason))
                    @if let Some(note) = &one.note { ": " (note) }
                }
            }
        }
    }
}

/// What a supervisor does about it on the privacy tab.
pub fn part(visitor: &Visitor, customer: CustomerId, restriction: Option<&Restriction>) -> Markup {
    let locale = &visitor.locale;
    let action = format!("/customers/{customer}/restriction");
    let faults = Faults::default();
    let fields = Fields::new(locale, &faults);
    let reasons: Vec<_> =
        RestrictionReason::ALL.iter().map(|one| (one.to_string(), reason(locale, *one))).collect();
    html! {
        section class="privacy-part restriction" aria-labelledby="h-privacy-restriction" {
            h3 id="h-privacy-restriction" { (locale.t("restriction")) }
            p class="quiet" { (locale.t("restriction-hint")) }
            @match restriction {
                Some(_) => {
                    (band(locale, restriction))
                    form method="post" action=(action) { (csrf(visitor)) button class="button" { (icon("undo-2")) (locale.t("restriction-lift")) } }
                }
                None => {
                    details class="consent-more" id="restriction-more" {
                        summary class="button" { (icon("lock")) (locale.t("restriction-do")) }
                        form class="sheet-form" method="post" action=(action) {
                            (csrf(visitor))
                            div class="row" {
                                (fields.select(Field { name: "reason", id: "restriction-reason", label: "restriction-why", required: true, ..Field::default() }, &reasons))
                                (fields.text(Field { name: "note", id: "restriction-note", label: "restriction-note", most: NOTE, ..Field::default() }))
                            }
                            div class="foot" { button class="button solid" { (locale.t("restriction-do")) } }
                        }
                    }
                }
            }
        }
    }
}
