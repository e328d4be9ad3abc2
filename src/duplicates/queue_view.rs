//! Markup of the queue of duplicates.

use maud::{Markup, html};

use super::pages::Shown;
use super::queue::Suggested;
use super::view::{IN_SHORT, reasons, sure};
use crate::actions;
use crate::avatars::view::face;
use crate::customers::Customer;
use crate::http::Visitor;
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::identifiers::IdentifierKind;
use crate::language::{Arg, Locale};

pub fn page(visitor: &Visitor, shown: &Shown) -> Markup {
    let locale = &visitor.locale;
    let title = locale.t("duplicates-title");
    let body = html! {
        (tiers(locale, shown))
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(done) = &shown.done { (actions::view::told(visitor, done)) }
            @if shown.waiting > 0 {
                p class="strip info" role="status" {
                    (icon("hourglass"))
                    span { (locale.with("duplicates-waiting", &[("n", Arg::from(shown.waiting))])) }
                }
            }
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("users")) h2 { (locale.t("duplicates-none")) } p { (locale.t("duplicates-none-more")) } }
            } @else {
                p class="lead" { (locale.t("duplicates-lead")) }
                ul class="pairs" data-list {
                    @for one in &shown.list.items { (item(visitor, one, &shown.query.here())) }
                }
            }
            @if let Some(next) = &shown.list.next {
                p class="more" { a class="button" href=(shown.query.address(&shown.query.tier, next)) { (locale.t("list-more")) } }
            }
        }
    };
    layout::main("duplicates", &title, html! {}, body)
}

/// The tiers, each with how many pairs it has.
fn tiers(locale: &Locale, shown: &Shown) -> Markup {
    let query = &shown.query;
    let tab = |tier: &str, words: &str, n: i64| {
        html! {
            a href=(query.address(tier, "")) aria-current=[(query.tier == tier).then_some("page")] {
                (locale.t(words)) " " span class="count" { (locale.number(n)) }
            }
        }
    };
    html! {
        nav class="tabs" aria-label=(locale.t("duplicates-tiers")) {
            (tab("", "duplicates-all", shown.certain + shown.likely))
            (tab("certain", "duplicates-certain", shown.certain))
            (tab("likely", "duplicates-likely", shown.likely))
            @if query.import.is_some() { a href="/duplicates" { (locale.t("duplicates-of-all")) } }
        }
    }
}

fn item(visitor: &Visitor, one: &Suggested, here: &str) -> Markup {
    let locale = &visitor.locale;
    let both = [("one", (&one.one.name).into()), ("other", (&one.other.name).into())];
    html! {
        li data-item tabindex="0" {
            div class="both" { (person(locale, &one.one)) (person(locale, &one.other)) }
            ul class="reasons" aria-label=(locale.t("merge-why")) {
                li class="sum" { (locale.t(sure(one.comparison.tier))) }
                (reasons(locale, &one.comparison.reasons, IN_SHORT))
            }
            div class="do" {
                a class="button" data-open href={ "/duplicates/" (one.id) } aria-label=(locale.with("duplicates-compare-what", &both)) {
                    (icon("git-merge")) (locale.t("duplicates-compare"))
                }
                form method="post" action={ "/customers/" (one.one.id) "/rejections" } {
                    (csrf(visitor))
                    input type="hidden" name="other_id" value=(one.other.id);
                    input type="hidden" name="at" value=(here);
                    button class="button bare" aria-label=(locale.with("duplicates-reject-what", &both)) { (locale.t("merge-reject")) }
                }
            }
        }
    }
}

/// A card in short: what one tells two namesakes apart by.
fn person(locale: &Locale, customer: &Customer) -> Markup {
    let identifier = |kind| customer.of_kind(kind).next().map(|one| locale.identifier(&one.identifier));
    let born = customer.birth_date.as_deref().and_then(|day| locale.day_in_words(day));
    let city = customer.addresses.iter().find_map(|one| one.city.clone());
    let about: Vec<String> =
        [born, city, identifier(IdentifierKind::Phone), identifier(IdentifierKind::Email)]
            .into_iter()
            .flatten()
            .collect();
    html! {
        a href={ "/customers/" (customer.id) } {
            (face(customer.id, customer.kind, &customer.name, customer.avatar, ""))
            span {
                b { (customer.name) }
                @if customer.restricted { (icon_of("icon small", "lock")) }
                @if !about.is_empty() { small class="quiet" { (about.join(" · ")) } }
            }
        }
    }
}
