//! The list of customers.

use maud::{Markup, html};

use super::Customer;
use super::filter_view;
use super::list_pages::Search;
use super::pages::identifier_of;
use super::view::encoded;
use crate::avatars::view::face_of;
use crate::http::Visitor;
use crate::http::layout::{self, csrf, icon};
use crate::identifiers::{Identifier, IdentifierKind};
use crate::language::Locale;
use crate::lists;
use crate::search::mark;
use crate::search::terms::{Term, terms};
use crate::search::view::marked;
use crate::teams::features::Feature;

pub fn list_title(locale: &Locale, search: &Search) -> String {
    let found = |words: &str| locale.with("customers-found", &[("words", words.into())]);
    if search.interaction.is_some() {
        return locale.t("attach-title");
    }
    match (&search.list, &search.company, search.words(), &search.asked.tag) {
        (Some(list), ..) => list.name.clone(),
        (None, Some(company), ..) => locale.with("customers-of", &[("company", (&company.name).into())]),
        (None, None, words, _) if !words.is_empty() => found(words),
        (None, None, _, Some(tag)) if search.asked.members().len() == 1 => found(tag),
        _ => locale.t("customers-title"),
    }
}

pub fn list(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let title = list_title(locale, search);
    let terms = terms(search.words(), locale.home);
    let head = html! {
        @if search.found.next.is_none() && !search.found.items.is_empty() && !search.words().is_empty() {
            span class="count" { (locale.with("customers-count", &[("n", count(search).into())])) }
        }
        (find(visitor, search))
        div class="end" {
            @if search.interaction.is_none() {
                (crate::texts::view::link(locale, search.words()))
                (lists::view::menu(visitor, search))
            }
            @if visitor.may(Feature::CustomersAdd) {
                a class={ "button" @if search.interaction.is_none() { " solid" } } href=(new_address(visitor, search)) data-key="n" {
                    (icon("user-plus")) (locale.t("customer-new"))
                }
            }
        }
    };
    let body = html! {
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            @if let Some(interaction) = &search.interaction {
                p class="strip info" {
                    (icon("link"))
                    span {
                        @match identifier_of(locale, interaction) {
                            Some(identifier) => (locale.with("attach-lead", &[("identifier", (&identifier).into())])),
                            None => (locale.t("attach-lead-withheld")),
                        }
                    }
                    a class="link" href={ "/interactions/" (interaction.id) } data-key="Esc" { (locale.t("attach-back")) }
                }
            }
            (filter_view::bar(visitor, search))
            @if search.found.items.is_empty() {
                (nobody(visitor, search))
            } @else {
                ul class="results-list" data-list { @for customer in &search.found.items { (line(visitor, search, &terms, customer)) } }
                @if let Some(next) = &search.found.next {
                    p class="more" { a class="button" href=(search.address(Some(next))) { (locale.t("list-more")) } }
                }
            }
        }
    };
    layout::main("customers", &title, head, body)
}

fn count(search: &Search) -> i64 {
    i64::try_from(search.found.items.len()).unwrap_or(i64::MAX)
}

fn find(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    html! {
        form class="find-form" role="search" action="/customers" {
            label class="find" {
                (icon("search"))
                span class="sr" { (locale.t("customers-find")) }
                input class="input" id="customers-q" type="search" name="q" value=(search.words()) maxlength="200" autocomplete="off"
                    placeholder=(locale.t("customers-find-hint")) data-key="/" autofocus[search.interaction.is_some() && search.words().is_empty()];
                kbd { "/" }
            }
            (filter_view::kept(search, |name| name != "q"))
        }
    }
}

/// The form of a new customer with what was searched for in its place.
fn new_address(visitor: &Visitor, search: &Search) -> String {
    let mut parts = Vec::new();
    if let Some(interaction) = &search.interaction {
        parts.push(format!("interaction_id={}", interaction.id));
        if let Some(identifier) = &interaction.identifier {
            parts.push(format!("{}={}", identifier.kind, encoded(&identifier.to_text())));
        }
    }
    if let Some(company) = &search.company {
        parts.push(format!("company_id={}", company.id));
    }
    let words = search.words();
    if !words.is_empty() && search.found.items.is_empty() {
        let looks_like = if words.contains('@') && Identifier::email(words).is_ok() {
            "email"
        } else if !words.chars().any(char::is_alphabetic)
            && Identifier::phone(words, visitor.locale.home).is_ok()
        {
            "phone"
        } else {
            "name"
        };
        if !parts.iter().any(|part: &String| part.starts_with(&format!("{looks_like}="))) {
            parts.push(format!("{looks_like}={}", encoded(words)));
        }
    }
    if parts.is_empty() { "/customers/new".to_owned() } else { format!("/customers/new?{}", parts.join("&")) }
}

fn nobody(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let (asked, filtered) = (!search.asked.members().is_empty(), search.asked.has_filters());
    let (title, hint) = match (&search.found.next, search.is_first) {
        (Some(_), _) => ("customers-none-yet", "customers-none-yet-hint"),
        (None, false) => ("customers-no-more", "customers-no-more-hint"),
        (None, true) if filtered => ("customers-nobody-fits", "customers-nobody-fits-hint"),
        (None, true) if asked => ("customers-nobody", "customers-nobody-hint"),
        (None, true) => ("customers-none", "customers-none-hint"),
    };
    html! {
        div class="empty" {
            (icon(if asked { "user-search" } else { "users" }))
            h2 { (locale.t(title)) }
            p { (locale.t(hint)) }
            @match &search.found.next {
                Some(next) => a class="button" href=(search.address(Some(next))) { (locale.t("customers-look-on")) },
                None if filtered => a class="button" href=(search.address_of_words()) { (icon("x")) (locale.t("filter-clear")) },
                None if !visitor.may(Feature::CustomersAdd) => {}
                None => a class="button" href=(new_address(visitor, search)) { (icon("user-plus")) (locale.t("customer-new")) },
            }
        }
    }
}

fn line(visitor: &Visitor, search: &Search, terms: &[Term], customer: &Customer) -> Markup {
    let locale = &visitor.locale;
    // Of several, the one that was asked for.
    let reach = |kind| {
        let all: Vec<String> = customer.of_kind(kind).map(|one| locale.identifier(&one.identifier)).collect();
        let asked = all.iter().position(|one| !mark::matches(one, terms).is_empty()).unwrap_or(0);
        all.into_iter().nth(asked)
    };
    let (phone, email) = (reach(IdentifierKind::Phone), reach(IdentifierKind::Email));
    let asked = |text: &&str| !mark::matches(text, terms).is_empty();
    let reference = customer.reference.as_deref().filter(asked);
    let tags = customer.tags.iter().map(String::as_str).filter(asked);
    let city = customer.addresses.iter().find_map(|address| address.city.as_deref());
    let company = customer.company.as_ref().map(|company| company.name.as_str());
    let place: Vec<&str> = [company, city, reference].into_iter().flatten().chain(tags).collect();
    let mut hit = html! {
        a class="hit" href={ "/customers/" (customer.id) } data-item {
            (face_of(customer, "mid"))
            div {
                b { (marked(&customer.name, terms)) }
                @if customer.vip { " " span class="mark warning" { (layout::icon_of("icon small", "crown")) (locale.t("form-vip")) } }
                @if !place.is_empty() { p { (marked(&place.join(", "), terms)) } }
            }
            div class="reach" {
                @if let Some(phone) = phone { p { span class="tel" { (marked(&phone, terms)) } } }
                @if let Some(email) = email { p { (marked(&email, terms)) } }
            }
        }
    };
    if let Some(interaction) = &search.interaction {
        hit = html! {
            (hit)
            form method="post" action={ "/interactions/" (interaction.id) "/customer" } {
                (csrf(visitor))
                input type="hidden" name="customer_id" value=(customer.id);
                input type="hidden" name="add_identifier" value="1";
                button class="button" { (icon("link")) (locale.t("form-attach")) span class="sr" { " " (customer.name) } }
            }
        };
    }
    html! { li class=[search.interaction.as_ref().map(|_| "with-act")] { (hit) } }
}
