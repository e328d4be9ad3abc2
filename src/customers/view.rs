//! The list of customers, and the short form for a new one.

use maud::{Markup, html};

use super::draft::Draft;
use super::pages::{Search, identifier_of};
use super::{Customer, Kind};
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, avatar, csrf, icon};
use crate::id::InteractionId;
use crate::identifiers::{Identifier, IdentifierKind};
use crate::language::Locale;
use crate::search::mark;
use crate::search::terms::{Term, terms};
use crate::search::view::marked;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

pub use super::draft_names::address_kind;

pub fn list_title(locale: &Locale, search: &Search) -> String {
    match (&search.interaction, &search.company) {
        (Some(_), _) => locale.t("attach-title"),
        (None, Some(company)) => locale.with("customers-of", &[("company", (&company.name).into())]),
        (None, None) if !search.words.is_empty() => {
            locale.with("customers-found", &[("words", (&search.words).into())])
        }
        (None, None) if !search.tag.is_empty() => {
            locale.with("customers-found", &[("words", (&search.tag).into())])
        }
        (None, None) => locale.t("customers-title"),
    }
}

pub fn list(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let title = list_title(locale, search);
    let terms = terms(&search.words, locale.home);
    let head = html! {
        @if search.found.next.is_none() && !search.found.items.is_empty() && !search.words.is_empty() {
            span class="count" { (locale.with("customers-count", &[("n", count(search).into())])) }
        }
        (find(visitor, search))
        div class="end" {
            @if search.interaction.is_none() { (crate::texts::view::link(locale, &search.words)) }
            a class={ "button" @if search.interaction.is_none() { " solid" } } href=(new_address(visitor, search)) data-key="n" {
                (icon("user-plus")) (locale.t("customer-new"))
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
            @if search.found.items.is_empty() {
                (nobody(visitor, search))
            } @else {
                ul class="results-list" data-list { @for customer in &search.found.items { (line(visitor, search, &terms, customer)) } }
                @if let Some(next) = &search.found.next {
                    p class="more" { a class="button" href=(address(search, Some(next))) { (locale.t("list-more")) } }
                }
            }
        }
    };
    layout::main("customers", &title, head, body)
}

fn count(search: &Search) -> i64 {
    i64::try_from(search.found.items.len()).unwrap_or(i64::MAX)
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The address of this list, or of its next part.
fn address(search: &Search, after: Option<&str>) -> String {
    let mut parts = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            parts.push(format!("{name}={}", encoded(value)));
        }
    };
    add("q", &search.words);
    add("tag", &search.tag);
    add("company_id", &search.company.as_ref().map(|company| company.id.to_string()).unwrap_or_default());
    add("interaction", &search.interaction.as_ref().map(|one| one.id.to_string()).unwrap_or_default());
    add("after", after.unwrap_or_default());
    format!("/customers?{}", parts.join("&"))
}

fn find(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    html! {
        form class="find-form" role="search" action="/customers" {
            label class="find" {
                (icon("search"))
                span class="sr" { (locale.t("customers-find")) }
                input class="input" id="customers-q" type="search" name="q" value=(search.words) maxlength="200" autocomplete="off"
                    placeholder=(locale.t("customers-find-hint")) data-key="/" autofocus[search.interaction.is_some() && search.words.is_empty()];
                kbd { "/" }
            }
            @if let Some(interaction) = &search.interaction { input type="hidden" name="interaction" value=(interaction.id); }
            @if let Some(company) = &search.company { input type="hidden" name="company_id" value=(company.id); }
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
    let words = search.words.as_str();
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
    let asked = !search.words.is_empty() || !search.tag.is_empty() || search.company.is_some();
    html! {
        div class="empty" {
            (icon(if asked { "user-search" } else { "users" }))
            h2 { (locale.t(if asked { "customers-nobody" } else { "customers-none" })) }
            p { (locale.t(if asked { "customers-nobody-hint" } else { "customers-none-hint" })) }
            a class="button" href=(new_address(visitor, search)) { (icon("user-plus")) (locale.t("customer-new")) }
        }
    }
}

fn line(visitor: &Visitor, search: &Search, terms: &[Term], customer: &Customer) -> Markup {
    let locale = &visitor.locale;
    let class = if customer.kind == Kind::Company { "mid company" } else { "mid" };
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
            (avatar(&customer.name, customer.id.0, class))
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

/// The short form for a new customer, within the page of an interaction that belongs to nobody.
/// Its words go over into the whole form: both keep them under the same key and names.
pub fn create_form(visitor: &Visitor, draft: &Draft, interaction: Option<InteractionId>) -> Markup {
    let locale = &visitor.locale;
    let faults = Faults::default();
    let fields = Fields::new(locale, &faults);
    let first = |list: &[String]| list.first().cloned().unwrap_or_default();
    let (phone, email, handle) =
        (first(&draft.phone_value), first(&draft.email_value), first(&draft.handle_value));
    let mut more = vec![("phone", &phone), ("email", &email), ("handle", &handle)];
    more.retain(|(_, value)| !value.is_empty());
    let mut address: Vec<String> =
        more.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    address.extend(interaction.map(|id| format!("interaction_id={id}")));
    let guard = interaction.map_or_else(|| "customer:new".to_owned(), |id| format!("interaction:{id}:new"));
    html! {
        form class="form scroll" id="create" method="post" action="/customers" data-guard=(guard) aria-labelledby="create-h" novalidate {
            (csrf(visitor))
            @if let Some(id) = interaction { input type="hidden" name="interaction_id" value=(id); }
            h2 id="create-h" { (locale.t("customer-new")) }
            div class="row" {
                (fields.text(Field { name: "given_name", id: "given-name", label: "form-given-name", value: &draft.given_name, ..Field::default() }))
                (fields.text(Field { name: "family_name", id: "family-name", label: "form-family-name", value: &draft.family_name, ..Field::default() }))
            }
            (fields.text(Field { name: "phone_value", id: "phone-0", label: "form-phone", value: &phone, class: "figures", inputmode: "tel", ..Field::default() }))
            (fields.text(Field { name: "email_value", id: "email-0", label: "form-email", value: &email, inputmode: "email", ..Field::default() }))
            @if !handle.is_empty() {
                (fields.text(Field { name: "handle_value", id: "handle-0", label: "form-handle", value: &handle, ..Field::default() }))
            }
            (fields.text(Field { name: "company", label: "form-company", value: &draft.company, placeholder: "form-company-placeholder", ..Field::default() }))
            p class="draft-note" data-draft-note hidden {
                (layout::icon_of("icon small", "undo-2")) (locale.t("form-draft-back")) " "
                button type="reset" { (locale.t("form-draft-discard")) }
            }
            div class="foot" {
                button class="button solid" data-key="Ctrl+Enter" {
                    (locale.t("customer-create-open")) " " kbd { (layout::key(locale, "Ctrl")) " ↵" }
                }
                a class="button bare" href={ "/customers/new?" (address.join("&")) } { (icon("plus")) (locale.t("form-more-fields")) }
            }
        }
    }
}
